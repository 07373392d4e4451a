// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/validation/validation_markdown.h"
#include "engine/validation/verdict_score.h"

namespace tenbin {
namespace {

Measurement row(const char* metric, double value, const char* kind = "measured")
{
    Measurement measurement;
    measurement.model = "net";
    measurement.metric = metric;
    measurement.kind = kind;
    measurement.value = value;
    measurement.source = "a table";
    return measurement;
}

ScoredVerdict verdict(bool fits, VerdictKind said, bool certain = true)
{
    return {.measurement = row("fits", fits ? 1.0 : 0.0),
            .target = "chip",
            .family = "microcontroller",
            .configuration = {},
            .fits = fits,
            .verdict = said,
            .certain = certain};
}

TEST(VerdictScore, WhatRanFitsAndWhatASourceSaysCounts)
{
    EXPECT_EQ(knownToFit(row("latency_ms", 3.0)), true);
    EXPECT_EQ(knownToFit(row("energy_uj", 3.0)), true);
    EXPECT_EQ(knownToFit(row("fits", 0.0)), false);
    EXPECT_EQ(knownToFit(row("fits", 1.0)), true);
    EXPECT_FALSE(knownToFit(row("peak_ram_kib", 3.0)).has_value()) << "a compiler's report runs nowhere";
    EXPECT_FALSE(knownToFit(row("cycles", 3.0, "simulated")).has_value());
}

TEST(VerdictScore, OnlyAPlainYesIsATick)
{
    EXPECT_TRUE(verdict(false, VerdictKind::fits).isWrongTick());
    EXPECT_FALSE(verdict(false, VerdictKind::fits, false).isWrongTick()) << "said to be near the limit";
    EXPECT_FALSE(verdict(false, VerdictKind::fitsWithChanges).isWrongTick());
    EXPECT_TRUE(verdict(false, VerdictKind::fitsWithChanges).isRight()) << "as it is, it does not fit";
    EXPECT_FALSE(verdict(true, VerdictKind::doesNotFit).isRight());
    EXPECT_FALSE(verdict(true, VerdictKind::unknown).isRight());
}

TEST(VerdictScore, SumsUpByFamilyAndLeavesOutWhatSaysNothing)
{
    const std::vector<ScoredVerdict> verdicts{verdict(true, VerdictKind::fits), verdict(false, VerdictKind::fits),
                                              verdict(false, VerdictKind::doesNotFit, false),
                                              verdict(true, VerdictKind::unknown)};
    const auto summaries = summarise(verdicts);
    ASSERT_TRUE(summaries.contains("all"));
    const VerdictSummary& all = summaries.at("all");
    EXPECT_EQ(all.verdicts, 3u);
    EXPECT_EQ(all.fitting, 1u);
    EXPECT_EQ(all.right, 2u);
    EXPECT_EQ(all.uncertain, 1u);
    EXPECT_EQ(all.wrongTicks, 1u);
    EXPECT_EQ(summaries.at("microcontroller").right, 2u);
}

TEST(VerdictScore, TheDocumentNamesWrongVerdicts)
{
    ValidationReport report;
    report.verdicts = {verdict(false, VerdictKind::fits)};
    EXPECT_NE(toMarkdown(report, {}, {}).find("| net | chip |  | does not fit | a table |"), std::string::npos)
        << toMarkdown(report, {}, {});
    report.verdicts = {verdict(true, VerdictKind::fits)};
    EXPECT_NE(toMarkdown(report, {}, {}).find("No verdict is wrong."), std::string::npos);
}

} // namespace
} // namespace tenbin
