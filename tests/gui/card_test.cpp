// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/card.h"

#include <gtest/gtest.h>

#include "engine/target/target.h"

namespace tenbin {
namespace {

Target target()
{
    Target target;
    target.id = "chip";
    target.name = "Chip";
    target.vendor = "Vendor";
    return target;
}

Card cardOf(const Estimate& estimate)
{
    Answer answer;
    answer.target = "chip";
    answer.network = "zoo:x";
    answer.estimate = std::make_shared<const Estimate>(estimate);
    return makeCard(target(), {}, "zoo:x", "zoo:x", &answer);
}

TEST(Card, UnknownIsADashNeverZero)
{
    Estimate estimate;
    estimate.memories = {{"flash", "Flash", Bytes(1000), std::nullopt, true, false}};
    const Card card = cardOf(estimate);
    EXPECT_EQ(card.frames, QStringLiteral("—"));
    EXPECT_EQ(card.latency, QStringLiteral("—"));
    EXPECT_EQ(card.energy, QStringLiteral("—"));
    EXPECT_TRUE(card.weights.text.endsWith(QStringLiteral("—")));
    EXPECT_FALSE(card.weights.fraction.has_value());
    EXPECT_FALSE(card.framesPerSecond.has_value());
    EXPECT_FALSE(card.latencyToolTip.isEmpty());
    EXPECT_FALSE(card.spoken().contains(QStringLiteral("—")));
}

TEST(Card, FiguresCarryTheirInterval)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::fits;
    estimate.latency = Figure<Seconds>{Seconds(0.00464), Seconds(0.00464 / 1.08), Seconds(0.00464 * 1.08), false};
    estimate.framesPerSecond = 215.0;
    const Card card = cardOf(estimate);
    EXPECT_EQ(card.latency, QStringLiteral("4.64\u2009ms ±8\u2009%"));
    EXPECT_EQ(card.frames, QStringLiteral("215"));
}

TEST(Card, BoundsSaySo)
{
    Estimate estimate;
    estimate.latency = Figure<Seconds>{Seconds(0.02), Seconds(0.02), std::nullopt, true};
    estimate.framesPerSecond = 50.0;
    estimate.energy = Figure<Joules>{Joules(0.003), std::nullopt, Joules(0.003), true};
    const Card card = cardOf(estimate);
    EXPECT_TRUE(card.frames.startsWith(QStringLiteral("≤")));
    EXPECT_TRUE(card.latency.startsWith(QStringLiteral("≥")));
    EXPECT_TRUE(card.energy.startsWith(QStringLiteral("≤")));
}

TEST(Card, AnOverfullMemoryIsAnAlarmAndAReason)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::doesNotFit;
    estimate.memories = {{"sram", "SRAM", kibibytes(800), kibibytes(640), true, true}};
    estimate.weightBytes = kibibytes(500);
    estimate.peakActivationBytes = kibibytes(300);
    estimate.reasons = {
        {ReasonCode::memoryExceeded, true, {std::string("SRAM"), kibibytes(160), kibibytes(800), kibibytes(640)}, {}}};
    const Card card = cardOf(estimate);
    EXPECT_TRUE(card.weights.exceeded);
    EXPECT_EQ(card.weights.text, QStringLiteral("500 / 640\u2009KiB"));
    EXPECT_EQ(card.memory.text, QStringLiteral("300 / 640\u2009KiB"));
    EXPECT_TRUE(card.note.contains(QStringLiteral("160")));
}

TEST(Card, ARemedyIsShownBeforeTheReason)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::fitsWithChanges;
    estimate.reasons = {{ReasonCode::layerCountExceeded, true, {std::int64_t(40), std::int64_t(32)}, {}}};
    estimate.remedies = {
        {{{"weight_bits", OptionValue(std::string("4"))}}, "", std::nullopt, std::nullopt, std::nullopt, 1.0}};
    const Card card = cardOf(estimate);
    EXPECT_TRUE(card.note.startsWith(QStringLiteral("→")));
    EXPECT_TRUE(card.noteToolTip.contains(QStringLiteral("40")));
}

TEST(Card, WithoutAnAnswerItSaysWhy)
{
    EXPECT_EQ(makeCard(target(), {}, "", "", nullptr).state, Card::State::empty);
    EXPECT_EQ(makeCard(target(), {}, "zoo:x", "zoo:x", nullptr).state, Card::State::computing);
}

} // namespace
} // namespace tenbin
