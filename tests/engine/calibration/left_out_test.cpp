// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/left_out.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

/// A row of a network of its own on a processor: file "a.toml", group "a", then "all".
LeftOutRow row(const std::string& network, double error, const std::string& file = "a")
{
    LeftOutRow left;
    left.family = "family";
    left.metric = "latency_ms";
    left.network = network;
    left.measured = 10.0;
    left.error = error;
    left.range = FilePlace{file + ".toml", {.option = {}, .choice = {}, .key = "accuracy.latency"}};
    left.groups = {file, "all"};
    left.leastNetworks = 4;
    left.widensByOperators = true;
    left.architecture = network;
    left.committed = 0.5;
    left.halfWidth = 0.5;
    return left;
}

TEST(LeftOutHalfWidth, HoldsFourOfFiveForAnyNumberOfRatios)
{
    // Nine ratios: the (0.8 · 10)th smallest. Ten: between the eighth and the ninth, 0.8 of the way.
    const std::vector<double> nine{1.01, 1.02, 1.03, 1.04, 1.05, 1.06, 1.07, 1.08, 1.5};
    EXPECT_NEAR(leftOutHalfWidth(nine), 0.08, 1e-12);
    std::vector<double> ten = nine;
    ten.push_back(1.6);
    EXPECT_NEAR(leftOutHalfWidth(ten), 1.08 * std::pow(1.5 / 1.08, 0.8) - 1.0, 1e-12);
    EXPECT_NEAR(leftOutHalfWidth({2.0}), 1.0, 1e-12);
    EXPECT_EQ(leftOutHalfWidth({}), 0.0);
}

TEST(LeftOutRanges, AnErrorTakesNoPartInTheRangeOfItsOwnNetwork)
{
    std::vector<LeftOutRow> rows;
    for (const double error : {0.1, 0.1, 0.1, 0.1, 1.0})
        rows.push_back(row("network " + std::to_string(rows.size()), error));
    const auto ranges = setRanges(rows);
    ASSERT_EQ(ranges.size(), 1u);
    EXPECT_EQ(ranges[0].group, "a");
    EXPECT_EQ(ranges[0].networks, 5u);
    EXPECT_NEAR(ranges[0].found, 1.1 * std::pow(2.0 / 1.1, 0.8) - 1.0, 1e-12);
    EXPECT_NEAR(rows[4].halfWidth.value(), 0.1, 1e-12) << "what the four others deserve";
    EXPECT_NEAR(rows[0].halfWidth.value(), 1.0, 1e-12);
    EXPECT_NEAR(summariesOf(rows).at({"family", "latency_ms"}).errors.coverage.value(), 0.8, 1e-12);
}

TEST(LeftOutRanges, TooLowByAFactorCountsAsTooHighByIt)
{
    std::vector<LeftOutRow> high, low;
    for (int i = 0; i < 5; ++i) {
        high.push_back(row("network " + std::to_string(i), 1.0));
        low.push_back(row("network " + std::to_string(i), -0.5));
    }
    EXPECT_NEAR(setRanges(high).front().found, setRanges(low).front().found, 1e-12);
}

TEST(LeftOutRanges, AFileWithFewNetworksAsksTheWiderGroup)
{
    std::vector<LeftOutRow> rows;
    for (int i = 0; i < 6; ++i)
        rows.push_back(row("network " + std::to_string(i), 0.2));
    rows.push_back(row("network 0", 0.01, "b"));
    const auto ranges = setRanges(rows);
    ASSERT_EQ(ranges.size(), 2u);
    EXPECT_EQ(ranges[0].group, "a");
    EXPECT_EQ(ranges[1].group, "all");
    EXPECT_EQ(ranges[1].rows, 7u);
    EXPECT_NEAR(ranges[1].found, 0.2, 1e-9);
}

TEST(LeftOutRanges, WithoutEnoughNetworksTheAssumptionStands)
{
    std::vector<LeftOutRow> rows{row("one", 0.1), row("two", 0.1), row("two", 0.1), row("two", 0.1)};
    EXPECT_TRUE(setRanges(rows).empty());
    EXPECT_EQ(rows[0].halfWidth, 0.5);
}

TEST(LeftOutRanges, OperatorsThatNoOtherNetworkShowsWidenTheRange)
{
    std::vector<LeftOutRow> rows;
    std::vector<std::map<std::string, double>> shares;
    for (int i = 0; i < 5; ++i) {
        rows.push_back(row("network " + std::to_string(i), 0.1));
        shares.push_back({{"CONV_2D", 0.9}, {"SOFTMAX", 0.01}});
    }
    rows.push_back(row("dense", 0.6));
    shares.push_back({{"FULLY_CONNECTED", 0.8}, {"CONV_2D", 0.2}});
    setUnmeasured(rows, shares);
    EXPECT_NEAR(rows[0].unmeasured, 0.01, 1e-12); // too little to be seen in any network
    EXPECT_NEAR(rows[5].unmeasured, 0.8, 1e-12);
    const auto ranges = setRanges(rows);
    EXPECT_NEAR(ranges.front().found, 0.1, 1e-12)
        << "a network that is mostly something else says nothing of convolutions";
    EXPECT_NEAR(rows[5].halfWidth.value(), 0.1 + 0.8, 1e-12);
    EXPECT_NEAR(rows[0].halfWidth.value(), 0.1 + 0.01, 1e-12);
}

} // namespace
} // namespace tenbin
