// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/card.h"

#include <gtest/gtest.h>

#include "engine/targets/target.h"
#include "gui/app/verdict_text.h"
#include "gui/look/figure_text.h"
#include "gui/look/text.h"

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

TEST(Card, NoGreenTickInsideTheError)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::fits;
    MemoryUse memory{.id = "sram", .name = "SRAM", .used = kibibytes(280), .available = kibibytes(317)};
    memory.holdsActivations = true;
    memory.low = kibibytes(240);
    memory.high = kibibytes(330);
    memory.fitsProbability = estimate.fitsProbability = 0.81;
    estimate.memories = {memory};
    const Card likely = cardOf(estimate);
    EXPECT_TRUE(likely.uncertain);
    EXPECT_EQ(likely.verdictText, QStringLiteral("probably fits (4 of 5)"));
    EXPECT_EQ(likely.note, QStringLiteral("probably fits (4 of 5) · 37.0\u2009KiB to spare"));
    EXPECT_NE(verdictSymbol(likely.verdict, likely.uncertain), QStringLiteral("✓"));
    EXPECT_EQ(verdictTone(likely.verdict, likely.uncertain), VerdictKind::fitsWithChanges);
    EXPECT_TRUE(likely.memory.toolTip.contains(QStringLiteral("needs 240\u2009KiB to 330\u2009KiB")))
        << likely.memory.toolTip.toStdString();

    estimate.memories[0].fitsProbability = estimate.fitsProbability = 0.97;
    const Card certain = cardOf(estimate);
    EXPECT_FALSE(certain.uncertain);
    EXPECT_EQ(verdictSymbol(certain.verdict, certain.uncertain), QStringLiteral("✓"));
    EXPECT_EQ(certain.note, QStringLiteral("37.0\u2009KiB to spare"));
    EXPECT_TRUE(certain.spoken().contains(QStringLiteral("fits with 37.0\u2009KiB of SRAM to spare")));
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

TEST(Card, AFigureOfARunThatCannotHappenIsNoResult)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::doesNotFit;
    estimate.framesPerSecond = 222.0;
    Card card = cardOf(estimate);
    EXPECT_TRUE(card.hypothetical);
    EXPECT_EQ(card.framesText(), QStringLiteral("would be 222\u2009fps"));
    estimate.verdict = VerdictKind::fits;
    card = cardOf(estimate);
    EXPECT_FALSE(card.hypothetical);
    EXPECT_EQ(card.framesText(), QStringLiteral("222\u2009fps"));
}

TEST(Card, BelowOneFrameASecondTheTimeOfAFrameIsShown)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::fits;
    estimate.latency = Figure<Seconds>{Seconds(702.0), std::nullopt, std::nullopt, false};
    estimate.framesPerSecond = 1.0 / 702.0;
    EXPECT_EQ(cardOf(estimate).framesText(), QStringLiteral("702\u2009s/frame"));
    EXPECT_TRUE(cardOf(estimate).spoken().contains(QStringLiteral("702\u2009s/frame")));
    estimate.latency->isBound = true;
    EXPECT_EQ(cardOf(estimate).framesText(), QStringLiteral("≥ 702\u2009s/frame"));
    EXPECT_EQ(cardOf(estimate).framesText(), frameRateText(*estimate.framesPerSecond, true))
        << "as in details and compare";
}

TEST(Card, TheGaugeNamesTheMemoryItShows)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::doesNotFit;
    estimate.memories = {{"weight_memory", "Weight memory", kibibytes(1000), kibibytes(2000), true, false},
                         {"bias_memory", "Bias memory", kibibytes(17), kibibytes(8), true, false},
                         {"data_memory", "Data memory", kibibytes(100), kibibytes(500), false, true}};
    const Card card = cardOf(estimate);
    EXPECT_EQ(card.weights.label, QStringLiteral("Bias"));
    EXPECT_EQ(card.weights.text, QStringLiteral("17.0 / 8.00\u2009KiB"));
    EXPECT_EQ(card.memory.label, QStringLiteral("Memory"));
    estimate.memories[1].used = kibibytes(4);
    EXPECT_EQ(cardOf(estimate).weights.label, QStringLiteral("Weights")) << "500 of 1000 and 4 of 8 are as full";
}

TEST(Card, ARemedyIsToldInTheTargetsWords)
{
    Estimate estimate;
    estimate.verdict = VerdictKind::fitsWithChanges;
    Remedy remedy;
    remedy.network = "mobilenet_v2?alpha=0.35&input=160x160x3";
    remedy.latency = Seconds(0.137);
    estimate.remedies = {remedy};
    const Card card = cardOf(estimate);
    EXPECT_FALSE(card.note.contains(QStringLiteral("alpha="))) << card.note.toStdString();
    EXPECT_TRUE(card.note.contains(QStringLiteral("α 0.35 · 160"))) << card.note.toStdString();
    EXPECT_TRUE(card.note.endsWith(QStringLiteral("137\u2009ms"))) << card.note.toStdString();
    EXPECT_FALSE(card.noteToolTip.contains(QStringLiteral("alpha=")));
}

} // namespace
} // namespace tenbin
