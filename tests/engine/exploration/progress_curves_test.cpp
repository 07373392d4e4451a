// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/progress_curves.h"

#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/exploration/point_table.h"

namespace tenbin {
namespace {

/// Rows that wander: no order, some better than all before.
CostColumns wandering(std::size_t rows)
{
    CostColumns columns(2);
    for (std::size_t i = 0; i < rows; ++i) {
        const double turn = static_cast<double>(i * 7919 % 1000) / 1000.0;
        const double reach = 1.0 + static_cast<double>(i * 104729 % 997) / 997.0;
        columns[0].push_back(reach * std::exp(2.0 * turn));
        columns[1].push_back(reach * std::exp(2.0 - 2.0 * turn));
    }
    return columns;
}

TEST(HypervolumeGrowth, EndsWithTheFrontOfAllAndNeverFalls)
{
    const CostColumns columns = wandering(5000);
    const auto growth = hypervolumeGrowth(columns, 40);
    ASSERT_EQ(growth.size(), 40u);
    EXPECT_EQ(growth.back().rows, 5000u);
    EXPECT_NEAR(growth.back().hypervolume, summarise(columns).hypervolume, 1e-12);
    for (std::size_t i = 1; i < growth.size(); ++i) {
        EXPECT_GT(growth[i].rows, growth[i - 1].rows);
        EXPECT_GE(growth[i].hypervolume, growth[i - 1].hypervolume - 1e-12);
    }
    EXPECT_LT(growth.front().hypervolume, growth.back().hypervolume);
}

TEST(HypervolumeGrowth, FewerRowsThanStepsAndNone)
{
    EXPECT_TRUE(hypervolumeGrowth({}, 10).empty());
    EXPECT_TRUE(hypervolumeGrowth(CostColumns(4, {1.0, 2.0}), 10).empty()) << "too many objectives";
    const auto growth = hypervolumeGrowth(wandering(3), 10);
    ASSERT_EQ(growth.size(), 3u);
    EXPECT_EQ(growth.back().rows, 3u);
}

TEST(HypervolumeGrowth, RowsThatBreakAConstraintAddNothing)
{
    CostColumns columns = wandering(100);
    const auto before = hypervolumeGrowth(columns, 1).back().hypervolume;
    for (auto& column : columns)
        column.insert(column.begin(), 50, std::numeric_limits<double>::quiet_NaN());
    const auto growth = hypervolumeGrowth(columns, 3);
    EXPECT_EQ(growth.front().hypervolume, 0.0);
    EXPECT_NEAR(growth.back().hypervolume, before, 1e-12);
}

TEST(HistogramOf, CountsEveryValueInsideOnce)
{
    const std::vector<double> values{1.0, 1.5, 2.0, 8.0, 15.9, 16.0, 20.0, std::nan("")};
    for (const bool logarithmic : {false, true}) {
        const Histogram histogram = histogramOf(values, 1.0, 16.0, 4, logarithmic);
        ASSERT_EQ(histogram.edges.size(), 5u);
        EXPECT_EQ(std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::size_t{0}), 6u);
        EXPECT_NEAR(histogram.edges.back(), 16.0, 1e-9);
    }
    EXPECT_EQ(histogramOf(values, 1.0, 16.0, 4, true).counts, (std::vector<std::size_t>{2, 1, 0, 3}));
    EXPECT_TRUE(histogramOf(values, 2.0, 2.0, 4, false).counts.empty());
    EXPECT_TRUE(histogramOf(values, 0.0, 2.0, 4, true).counts.empty());
}

} // namespace
} // namespace tenbin
