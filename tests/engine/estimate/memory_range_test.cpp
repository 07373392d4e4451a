// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/estimate/memory_range.h"
#include "engine/targets/firmware.h"

namespace tenbin {
namespace {

/// A chip with 1,000 B of RAM and 10,000 B of flash.
Target chip()
{
    Target target;
    target.id = target.name = "chip";
    const auto number = [](double value) { return Sourced<double>{value, SourceKind::datasheet, "page 1", {}}; };
    target.parameters["memory.ram.capacity_bytes"] = number(1000);
    target.parameters["memory.ram.reserved_bytes"] = number(100);
    target.parameters["memory.flash.capacity_bytes"] = number(10000);
    target.parameters["accuracy.memory.activations"] = number(0.25);
    target.parameters["accuracy.memory.code"] = number(0.5);
    target.memories = {{.id = "flash", .name = "Flash", .role = MemoryRole::weights, .external = false},
                       {.id = "ram", .name = "RAM", .role = MemoryRole::activations, .external = false}};
    return target;
}

MemoryUse ram(const Settings& settings, int used)
{
    MemoryUse memory{.id = "ram", .name = "RAM", .used = Bytes(used), .available = settings.capacity("ram")};
    memory.holdsActivations = true;
    addRange(memory, settings, Bytes());
    return memory;
}

TEST(Firmware, ReservesAndTheUsersProgramLeaveTheRestToNetworks)
{
    const Target target = chip();
    EXPECT_EQ(Settings::resolve(target, {})->capacity("ram"), Bytes(900));
    auto configuration = withOption(target, {}, kFirmwareRam, "300").value();
    configuration = withOption(target, configuration, kFirmwareFlash, "2 KiB").value();
    const Settings settings = Settings::resolve(target, configuration).value();
    EXPECT_EQ(settings.capacity("ram"), Bytes(600));
    EXPECT_EQ(settings.capacity("flash"), Bytes(10000 - 2048));
    EXPECT_EQ(settings.shares("ram").size, Bytes(1000));
    EXPECT_EQ(settings.shares("ram").firmware, Bytes(300));
    // What does not even fit without a network leaves nothing, and is not an error.
    const auto much = withOption(target, {}, kFirmwareRam, "5000").value();
    EXPECT_EQ(Settings::resolve(target, much)->capacity("ram"), Bytes(0));
    EXPECT_FALSE(withOption(target, {}, kFirmwareRam, "-1").has_value());
    EXPECT_FALSE(withOption(target, {}, kFirmwareRam, "1e300").has_value());
}

TEST(Firmware, AMemoryOfAnAcceleratorAloneHasNone)
{
    Target target = chip();
    EXPECT_EQ(firmwareOptions(target).size(), 2u);
    target.traits["firmware"] = "apart";
    EXPECT_TRUE(firmwareOptions(target).empty());
    EXPECT_FALSE(withOption(target, {}, kFirmwareRam, "1").has_value());
    Target outside = chip();
    outside.memories[1].external = true;
    EXPECT_FALSE(firmwareMemory(outside, kFirmwareRam).has_value());
}

TEST(MemoryRange, IsThatOfThePartThatIsNotExact)
{
    const Target target = chip();
    const Settings settings = Settings::resolve(target, {}).value();
    const MemoryUse maps = ram(settings, 500);
    EXPECT_EQ(maps.low, Bytes(400));
    EXPECT_EQ(maps.high, Bytes(625));
    EXPECT_EQ(maps.spare(), Bytes(400));

    // 4,000 B of weights are exact, 300 B of code are not.
    MemoryUse flash{.id = "flash", .name = "Flash", .used = Bytes(4300), .available = settings.capacity("flash")};
    flash.holdsWeights = true;
    addRange(flash, settings, Bytes(4000));
    EXPECT_EQ(flash.low, Bytes(4200));
    EXPECT_EQ(flash.high, Bytes(4450));
}

TEST(MemoryRange, FourOfFiveLieWithinAndOneInTenOnEitherSide)
{
    const Bytes used(1000), low(800), high(1250);
    EXPECT_DOUBLE_EQ(fitProbability(used, low, high, used), 0.5);
    EXPECT_NEAR(fitProbability(used, low, high, high), 0.9, 1e-12);
    EXPECT_NEAR(fitProbability(used, low, high, low), 0.1, 1e-12);
    double before = 0.0;
    for (int available = 0; available <= 3000; available += 50) {
        const double now = fitProbability(used, low, high, Bytes(available));
        EXPECT_GE(now, before) << available;
        EXPECT_LE(now, 1.0);
        before = now;
    }
    EXPECT_GT(before, 0.999);
    EXPECT_EQ(fitProbability(used, used, used, Bytes(999)), 0.0); // exact: yes or no
    EXPECT_EQ(fitProbability(used, used, used, used), 1.0);
    EXPECT_EQ(fitProbability(Bytes(0), Bytes(0), Bytes(0), Bytes(0)), 1.0);
}

TEST(MemoryRange, WhatIsExactMustFitWhateverTheRestTakes)
{
    Target target = chip();
    target.parameters["memory.flash.capacity_bytes"].value = 3999;
    const Settings settings = Settings::resolve(target, {}).value();
    MemoryUse flash{.id = "flash", .name = "Flash", .used = Bytes(4300), .available = settings.capacity("flash")};
    flash.holdsWeights = true;
    addRange(flash, settings, Bytes(4000));
    EXPECT_EQ(flash.fitsProbability, 0.0);
}

TEST(MemoryRange, TheLeastProbableMemoryDecides)
{
    const Target target = chip();
    const Settings settings = Settings::resolve(target, {}).value();
    Estimate estimate;
    estimate.verdict = VerdictKind::fits;
    estimate.memories = {ram(settings, 300), ram(settings, 800)};
    estimate.fitsProbability = fitProbability(estimate);
    EXPECT_EQ(estimate.fitsProbability, estimate.memories[1].fitsProbability);
    EXPECT_EQ(decidingMemory(estimate), &estimate.memories[1]);
    EXPECT_TRUE(isNearLimit(estimate.memories[1]));
    EXPECT_FALSE(isNearLimit(estimate.memories[0]));
    EXPECT_TRUE(estimate.isUncertain());

    estimate.reasons.push_back({.code = ReasonCode::operatorUnsupported, .blocks = true, .arguments = {}, .op = {}});
    EXPECT_EQ(fitProbability(estimate), 0.0);

    estimate.memories[0].available.reset();
    EXPECT_FALSE(fitProbability(estimate).has_value());
}

} // namespace
} // namespace tenbin
