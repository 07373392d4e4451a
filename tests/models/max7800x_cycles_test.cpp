// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/max7800x/cycles.h"

#include <gtest/gtest.h>

#include "tests/models/max7800x_cycle_rows.h"
#include "tests/models/measurement_table.h"

namespace tenbin {
namespace {

Max7800xLayer layerOf(const Max7800xCycleRow& r)
{
    return {.convolution = r.convolution == 1,
            .operands = r.operands,
            .poolH = r.poolH,
            .poolW = r.poolW,
            .poolFirst = r.poolFirst == 1,
            .pooledH = r.pooledH,
            .pooledW = r.pooledW,
            .kernelH = r.kernelH,
            .kernelW = r.kernelW,
            .padH = r.padH,
            .padW = r.padW,
            .passes = r.passes,
            .outChannels = r.outChannels,
            .outW = r.outW,
            .timeslots = r.timeslots,
            .flatten = r.flatten == 1,
            .kernelOffset = r.kernelOffset,
            .emulatesMultipass = r.max78000 == 1,
            .streaming = r.streaming == 1};
}

Max7800xLayer layerOf(const MeasurementRow& r)
{
    return {.convolution = r.at("op") == "conv",
            .operands = integer(r, "operands"),
            .poolH = integer(r, "pool_h"),
            .poolW = integer(r, "pool_w"),
            .poolFirst = integer(r, "pool_first") == 1,
            .pooledH = integer(r, "pooled_h"),
            .pooledW = integer(r, "pooled_w"),
            .kernelH = integer(r, "kernel_h"),
            .kernelW = integer(r, "kernel_w"),
            .padH = integer(r, "pad_h"),
            .padW = integer(r, "pad_w"),
            .passes = integer(r, "passes"),
            .outChannels = integer(r, "out_ch_hw"),
            .outW = integer(r, "out_w"),
            .timeslots = integer(r, "timeslots"),
            .flatten = integer(r, "flatten") == 1,
            .kernelOffset = integer(r, "kern_offs"),
            .emulatesMultipass = r.at("device") == "MAX78000",
            .streaming = integer(r, "streaming") == 1};
}

TEST(Max7800xCycles, equalTheVendorsModelOnEveryCommittedRow)
{
    for (const Max7800xCycleRow& row : kMax7800xCycleRows)
        EXPECT_EQ(max7800xCycles(layerOf(row)), row.cycles) << row.network << " layer " << row.layer;
}

TEST(Max7800xCycles, equalTheVendorsModelOnEveryRowAtHand)
{
    for (const MeasurementRow& row : readMeasurements("max-ndp-layers.csv"))
        EXPECT_EQ(max7800xCycles(layerOf(row)), integer(row, "cycles"))
            << row.at("network") << " layer " << row.at("layer");
}

TEST(Max7800xCycles, doNotDependOnInputChannelsOfOnePassNorMuchOnTheKernel)
{
    Max7800xLayer pointwise{.pooledH = 32, .pooledW = 32, .outChannels = 64, .outW = 32};
    Max7800xLayer window = pointwise;
    window.kernelH = window.kernelW = 3;
    window.padH = window.padW = 1;
    const double ratio = static_cast<double>(max7800xCycles(window)) / static_cast<double>(max7800xCycles(pointwise));
    EXPECT_NEAR(ratio, 1.0, 0.02);
    pointwise.passes = 2;
    window.passes = 1;
    EXPECT_GT(max7800xCycles(pointwise), 1.9 * static_cast<double>(max7800xCycles(window)));
}

TEST(Max7800xCycles, mapsChannelsOntoProcessors)
{
    EXPECT_EQ(max7800xPasses(3), 1);
    EXPECT_EQ(max7800xPasses(64), 1);
    EXPECT_EQ(max7800xPasses(65), 2);
    EXPECT_EQ(max7800xPasses(1024), 16);
    EXPECT_EQ(max7800xActiveProcessors(3), 3);
    EXPECT_EQ(max7800xActiveProcessors(100), 52); // 2 x 50, rounded up to 4
    EXPECT_EQ(max7800xMappedChannels(20), 20);
    EXPECT_EQ(max7800xMappedChannels(100), 104);
    EXPECT_EQ(max7800xMappedChannels(288), 300);
    EXPECT_EQ(max7800xMappedChannels(432), 448);
    EXPECT_EQ(max7800xTimeslots(3), 1);
    EXPECT_EQ(max7800xTimeslots(20), 4);
}

} // namespace
} // namespace tenbin
