// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/words_verdict.h"

#include <gtest/gtest.h>

namespace tenbin {
namespace {

TEST(VerdictWords, SayHowSureTheyAreOnlyWithinTheError)
{
    const auto text = [](VerdictKind verdict, std::optional<double> probability) {
        return verdictText(verdict, probability);
    };
    EXPECT_EQ(text(VerdictKind::fits, 1.0), "fits");
    EXPECT_EQ(text(VerdictKind::fits, 0.91), "fits");
    EXPECT_EQ(text(VerdictKind::fits, 0.89), "probably fits (9 of 10)");
    EXPECT_EQ(text(VerdictKind::fits, 0.8), "probably fits (4 of 5)");
    EXPECT_EQ(text(VerdictKind::fits, 0.5), "probably fits (1 of 2)");
    EXPECT_EQ(text(VerdictKind::doesNotFit, 0.3), "probably does not fit (7 of 10)");
    EXPECT_EQ(text(VerdictKind::doesNotFit, 0.05), "does not fit");
    EXPECT_EQ(text(VerdictKind::fitsWithChanges, 0.3), "fits with changes");
    EXPECT_EQ(text(VerdictKind::unknown, std::nullopt), "cannot say");
}

MemoryUse memory(int used, int available, double probability)
{
    MemoryUse memory{.id = "ram", .name = "SRAM", .used = Bytes(used), .available = Bytes(available)};
    memory.fitsProbability = probability;
    return memory;
}

TEST(VerdictWords, SayWhatIsLeftOrMissing)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::fits;
    estimate.fitsProbability = 1.0;
    EXPECT_EQ(verdictWithRoom(estimate), "fits"); // no memory is known
    estimate.memories = {memory(1024, 5 * 1024, 1.0)};
    EXPECT_EQ(verdictWithRoom(estimate), "fits with 4.00\u2009KiB of SRAM to spare");
    EXPECT_EQ(roomText(estimate.memories[0]), "4.00\u2009KiB to spare");
    estimate.verdict = VerdictKind::doesNotFit;
    EXPECT_EQ(verdictWithRoom(estimate), "does not fit"); // an operator is missing, not memory
    estimate.memories = {memory(5 * 1024, 1024, 0.0)};
    estimate.fitsProbability = 0.0;
    EXPECT_EQ(verdictWithRoom(estimate), "does not fit: 4.00\u2009KiB too much for SRAM");
}

TEST(VerdictWords, SayWhoTakesTheRestOfAMemory)
{
    MemoryUse ram = memory(0, 0, 1.0);
    EXPECT_EQ(sharesText(ram), "");
    ram.size = Bytes(512 * 1024);
    EXPECT_EQ(sharesText(ram), "");
    ram.reserved = Bytes(40 * 1024);
    EXPECT_EQ(sharesText(ram), "512\u2009KiB, of which 40.0\u2009KiB are taken by the system");
    ram.firmware = Bytes(64 * 1024);
    EXPECT_EQ(sharesText(ram),
              "512\u2009KiB, of which 40.0\u2009KiB are taken by the system and 64.0\u2009KiB by your firmware");
    EXPECT_EQ(rangeText(ram), "");
    ram.low = Bytes(10 * 1024);
    ram.high = Bytes(20 * 1024);
    EXPECT_EQ(rangeText(ram), "needs 10.0\u2009KiB to 20.0\u2009KiB");
}

} // namespace
} // namespace tenbin
