// SPDX-License-Identifier: GPL-3.0-or-later
// What requirements say of an estimate follows from its figures, their ranges and the facts of the chip.
#include "engine/requirements/judgement.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/estimate/range_probability.h"
#include "engine/requirements/figure_range.h"

namespace tenbin {
namespace {

/// 10 ms, 1 mJ, each within a factor of 1.25; 100 KiB of 200 KiB of RAM; fits for certain.
Estimate made()
{
    Estimate e;
    e.verdict = VerdictKind::fits;
    e.fitsProbability = 1.0;
    e.latency = Figure<Seconds>{Seconds(0.010), Seconds(0.008), Seconds(0.0125), false};
    e.energy = Figure<Joules>{Joules(1e-3), Joules(0.8e-3), Joules(1.25e-3), false};
    e.framesPerSecond = 100.0;
    MemoryUse ram;
    ram.id = "sram";
    ram.name = "SRAM";
    ram.holdsActivations = true;
    ram.used = ram.low = ram.high = kibibytes(100);
    ram.available = kibibytes(200);
    e.memories.push_back(ram);
    return e;
}

Target chip()
{
    Target target;
    target.id = "chip";
    target.memories.push_back({.id = "sram", .name = "SRAM", .role = MemoryRole::activations});
    return target;
}

Requirements asked(RequiredFigure figure, double needed)
{
    Requirements requirements;
    requirements.figures[figure] = needed;
    return requirements;
}

Judgement judged(RequiredFigure figure, double needed, const Estimate& estimate = made(), const Target& target = chip())
{
    return judge(estimate, target, asked(figure, needed));
}

Fact<Price> price(double amount)
{
    Fact<Price> fact;
    fact.value.amount = amount;
    return fact;
}

TEST(RangeProbability, OneTruthInTenLiesBeyondEachEnd)
{
    EXPECT_DOUBLE_EQ(probabilityAtMost(1.0, 0.8, 1.25, 1.25), 0.9);
    EXPECT_DOUBLE_EQ(probabilityAtMost(1.0, 0.8, 1.25, 0.8), 0.1);
    EXPECT_DOUBLE_EQ(probabilityAtMost(1.0, 0.8, 1.25, 1.0), 0.5);
    EXPECT_DOUBLE_EQ(probabilityAtMost(1.0, 1.0, 1.0, 1.0), 1.0) << "exact: what is allowed to the digit is kept";
    EXPECT_DOUBLE_EQ(probabilityAtMost(1.0, 1.0, 1.0, 0.999), 0.0);
}

TEST(RangeProbability, GrowsWithTheLimit)
{
    double before = 0.0;
    for (double limit = 0.1; limit < 10.0; limit *= 1.1) {
        const double now = probabilityAtMost(1.0, 0.5, 3.0, limit);
        EXPECT_GE(now, before);
        before = now;
    }
    EXPECT_GT(before, 0.95);
}

TEST(Judgement, IsSureBeyondTheRangeAndProbableWithin)
{
    EXPECT_EQ(judged(RequiredFigure::latency, 0.020).meets, Meets::yes);
    EXPECT_EQ(judged(RequiredFigure::latency, 0.011).meets, Meets::probably);
    EXPECT_EQ(judged(RequiredFigure::latency, 0.009).meets, Meets::no);
    EXPECT_EQ(judged(RequiredFigure::framesPerSecond, 50.0).meets, Meets::yes);
    EXPECT_EQ(judged(RequiredFigure::framesPerSecond, 95.0).meets, Meets::probably);
    EXPECT_EQ(judged(RequiredFigure::framesPerSecond, 110.0).meets, Meets::no);
}

TEST(Judgement, RateErrsAsTheLatencyDoes)
{
    const auto rate = *judged(RequiredFigure::framesPerSecond, 80.0).probability;
    const auto latency = *judged(RequiredFigure::latency, 1.0 / 80.0).probability;
    EXPECT_NEAR(rate, latency, 1e-12);
    EXPECT_NEAR(rate, 0.9, 1e-12);
}

TEST(Judgement, ARateThatASensorSetsIsOnlySlowedDown)
{
    Estimate e = made();
    e.framesPerSecond = 30.0; // 33 ms, far above the latency's range
    const auto range = rateRange(e);
    EXPECT_EQ(range->low, 30.0);
    EXPECT_EQ(range->high, 30.0);
    EXPECT_EQ(judged(RequiredFigure::framesPerSecond, 30.0, e).probability, 1.0);
    e.framesPerSecond = 90.0; // 11.1 ms: a latency of 12.5 ms would be slower
    EXPECT_NEAR(*rateRange(e)->low, 80.0, 1e-9);
}

TEST(Judgement, ABoundDecidesOnOneSideOnly)
{
    Estimate e = made();
    e.latency = Figure<Seconds>{Seconds(0.010), Seconds(0.010), std::nullopt, true};
    EXPECT_EQ(judged(RequiredFigure::latency, 0.005, e).meets, Meets::no) << "at least 10 ms";
    EXPECT_EQ(judged(RequiredFigure::latency, 0.020, e).meets, Meets::unknown);
    EXPECT_EQ(judged(RequiredFigure::framesPerSecond, 200.0, e).meets, Meets::no);
    EXPECT_EQ(judged(RequiredFigure::framesPerSecond, 50.0, e).meets, Meets::unknown);
    e.energy = Figure<Joules>{Joules(1e-3), std::nullopt, Joules(1e-3), true};
    EXPECT_EQ(judged(RequiredFigure::energy, 2e-3, e).meets, Meets::yes) << "at most 1 mJ";
    EXPECT_EQ(judged(RequiredFigure::energy, 0.5e-3, e).meets, Meets::unknown);
}

TEST(Judgement, UnknownIsNeitherKeptNorMissed)
{
    Estimate e = made();
    e.energy.reset();
    const Judgement one = judged(RequiredFigure::energy, 1.0, e);
    EXPECT_EQ(one.meets, Meets::unknown);
    EXPECT_FALSE(one.probability);
    EXPECT_EQ(one.worstExcess, 0.0);
    Requirements both = asked(RequiredFigure::energy, 1.0);
    both.figures[RequiredFigure::latency] = 0.001;
    EXPECT_EQ(judge(e, chip(), both).meets, Meets::no) << "what is known is missed, whatever the energy is";
}

TEST(Judgement, ProbabilityIsThatOfTheWorst)
{
    Requirements both = asked(RequiredFigure::latency, 0.0125);
    both.figures[RequiredFigure::energy] = 1.1e-3;
    const Judgement all = judge(made(), chip(), both);
    EXPECT_EQ(all.probability, judged(RequiredFigure::energy, 1.1e-3).probability);
    Estimate tight = made();
    tight.fitsProbability = 0.6;
    EXPECT_EQ(judge(tight, chip(), both).probability, 0.6);
}

TEST(Judgement, MissSaysHowManyTimesTooMuchOrTooLittle)
{
    const Judgement slow = judged(RequiredFigure::framesPerSecond, 250.0);
    EXPECT_DOUBLE_EQ(slow.figures.front().excess().value(), 2.5);
    EXPECT_DOUBLE_EQ(slow.worstExcess, 2.5);
    EXPECT_DOUBLE_EQ(judged(RequiredFigure::energy, 0.25e-3).worstExcess, 4.0);
}

TEST(Judgement, MemoriesTakenAndToSpare)
{
    EXPECT_EQ(judged(RequiredFigure::ram, 100.0 * 1024).meets, Meets::yes);
    EXPECT_EQ(judged(RequiredFigure::ram, 99.0 * 1024).meets, Meets::no);
    EXPECT_EQ(judged(RequiredFigure::spareRam, 100.0 * 1024).meets, Meets::yes);
    EXPECT_EQ(judged(RequiredFigure::spareRam, 101.0 * 1024).meets, Meets::no);
    EXPECT_EQ(judged(RequiredFigure::spareFlash, 1024.0).meets, Meets::unknown) << "the chip has no such memory";
}

TEST(Judgement, PowerCountsSleepAndIsABoundWithout)
{
    Requirements asks = asked(RequiredFigure::power, 2e-3);
    asks.duty.inferencesPerSecond = 1.0; // 1 mW on average
    EXPECT_EQ(judge(made(), chip(), asks).meets, Meets::unknown) << "nobody said what sleep draws";
    asks.duty.sleep = Watts(0.1e-3);
    EXPECT_EQ(judge(made(), chip(), asks).meets, Meets::yes);
    asks.duty.sleep = Watts(1.9e-3);
    EXPECT_EQ(judge(made(), chip(), asks).meets, Meets::no);
    asks.duty.sleep.reset();
    asks.figures[RequiredFigure::power] = 0.5e-3;
    EXPECT_EQ(judge(made(), chip(), asks).meets, Meets::no) << "the inferences alone take more";
    Target sleepy = chip();
    sleepy.product.sleepCurrents.push_back({});
    sleepy.product.sleepCurrents.back().value.amperes = 10e-6;
    asks.figures[RequiredFigure::power] = 2e-3;
    EXPECT_EQ(judge(made(), sleepy, asks).meets, Meets::yes) << "33 uW in sleep are published";
}

TEST(Judgement, ADutyCycleAsksForItsRate)
{
    Requirements asks = asked(RequiredFigure::power, 1.0);
    asks.duty.sleep = Watts(0.0);
    asks.duty.inferencesPerSecond = 1000.0;
    const Judgement slow = judge(made(), chip(), asks);
    EXPECT_EQ(slow.meets, Meets::no);
    EXPECT_DOUBLE_EQ(slow.worstExcess, 10.0);
}

TEST(Judgement, BatteryLifeIsTheOtherSideOfPower)
{
    Requirements asks = asked(RequiredFigure::batteryLife, 86400.0);
    asks.duty.inferencesPerSecond = 1.0;
    asks.duty.sleep = Watts(0.0);
    asks.duty.battery = Joules(2.0 * 86.4);
    EXPECT_EQ(judge(made(), chip(), asks).meets, Meets::yes);
    asks.duty.battery = Joules(0.5 * 86.4);
    EXPECT_EQ(judge(made(), chip(), asks).meets, Meets::no);
}

TEST(Judgement, FactsOfTheChip)
{
    Target target = chip();
    EXPECT_EQ(judged(RequiredFigure::price, 3.0, made(), target).meets, Meets::unknown);
    target.product.prices = {price(2.0), price(4.0)};
    EXPECT_EQ(judged(RequiredFigure::price, 4.0, made(), target).meets, Meets::yes);
    EXPECT_EQ(judged(RequiredFigure::price, 3.0, made(), target).meets, Meets::probably);
    EXPECT_EQ(judged(RequiredFigure::price, 1.9, made(), target).meets, Meets::no);
    Requirements usb;
    usb.interfaces = {Interface::usb};
    EXPECT_EQ(judge(made(), target, usb).meets, Meets::unknown);
    target.product.interfaces = Fact<InterfaceList>{{.kinds = {Interface::i2s}, .printed = {}, .whole = true}};
    const Judgement lacking = judge(made(), target, usb);
    EXPECT_EQ(lacking.meets, Meets::no);
    EXPECT_TRUE(std::isinf(lacking.worstExcess));
    target.product.interfaces->value.kinds.push_back(Interface::usb);
    EXPECT_EQ(judge(made(), target, usb).meets, Meets::yes);
}

TEST(Judgement, AccuracyIsWhatWasPublished)
{
    const Requirements asks = asked(RequiredFigure::accuracy, 0.7);
    EXPECT_EQ(judge(made(), chip(), asks).meets, Meets::unknown);
    EXPECT_EQ(judge(made(), chip(), asks, 0.71).meets, Meets::yes);
    EXPECT_EQ(judge(made(), chip(), asks, 0.69).meets, Meets::no);
}

TEST(Judgement, WhatDoesNotFitMisses)
{
    Estimate e = made();
    e.verdict = VerdictKind::fitsWithChanges;
    e.fitsProbability = 0.2;
    e.memories.front().used = kibibytes(300);
    const Judgement judgement = judge(e, chip(), {});
    EXPECT_EQ(judgement.meets, Meets::no);
    EXPECT_DOUBLE_EQ(judgement.worstExcess, 1.5);
    e.reasons.push_back({.code = ReasonCode::operatorUnsupported, .blocks = true, .arguments = {}, .op = {}});
    EXPECT_TRUE(std::isinf(judge(e, chip(), {}).worstExcess));
}

} // namespace
} // namespace tenbin
