// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/pareto.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

std::vector<std::uint32_t> bruteForce(const CostColumns& columns)
{
    std::vector<std::uint32_t> front;
    const auto rows = static_cast<std::uint32_t>(columns.front().size());
    for (std::uint32_t i = 0; i < rows; ++i) {
        bool keep = true;
        for (const auto& column : columns)
            keep &= !std::isnan(column[i]);
        for (std::uint32_t j = 0; keep && j < rows; ++j)
            keep = !dominates(columns, j, i);
        if (keep)
            front.push_back(i);
    }
    return front;
}

/// `levels` > 0: few different values, so that ties and equal rows are common.
CostColumns randomColumns(std::size_t objectives, std::size_t rows, int levels, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> real(0.1, 1.0);
    CostColumns columns(objectives, std::vector<double>(rows));
    for (auto& column : columns)
        for (double& value : column) {
            value = real(random);
            if (levels > 0)
                value = std::ceil(value * levels) / levels;
            if (random() % 29 == 0)
                value = std::numeric_limits<double>::quiet_NaN();
        }
    return columns;
}

TEST(Pareto, EqualsBruteForceOnRandomSets)
{
    unsigned seed = 1;
    for (const std::size_t objectives : {1u, 2u, 3u, 4u, 5u})
        for (const std::size_t rows : {1u, 2u, 7u, 100u, 900u})
            for (const int levels : {0, 3, 12})
                for (int repeat = 0; repeat < 3; ++repeat) {
                    const CostColumns columns = randomColumns(objectives, rows, levels, seed++);
                    EXPECT_EQ(paretoFront(columns), bruteForce(columns))
                        << objectives << " objectives, " << rows << " rows, " << levels << " levels";
                }
}

TEST(Pareto, DoesNotDependOnThreads)
{
    const CostColumns columns = randomColumns(3, 200'000, 0, 5);
    const auto one = paretoFront(columns, 1);
    EXPECT_GT(one.size(), 10u);
    EXPECT_EQ(paretoFront(columns, 2), one);
    EXPECT_EQ(paretoFront(columns, 7), one);
}

TEST(Pareto, AllOnTheFrontStaysWhole)
{
    CostColumns columns(2);
    for (int i = 0; i < 5000; ++i) {
        columns[0].push_back(i);
        columns[1].push_back(-i);
    }
    EXPECT_EQ(paretoFront(columns).size(), 5000u);
    EXPECT_TRUE(paretoFront({}).empty());
    EXPECT_TRUE(paretoFront({{}, {}}).empty());
}

TEST(Pareto, TheDominatorIsBetterEverywhere)
{
    const CostColumns columns = randomColumns(3, 500, 0, 9);
    const auto front = paretoFront(columns);
    for (std::uint32_t row = 0; row < 500; ++row) {
        const bool onFront = std::find(front.begin(), front.end(), row) != front.end();
        const auto dominator = dominatorOf(columns, front, row);
        const bool unknown = std::isnan(columns[0][row] + columns[1][row] + columns[2][row]);
        EXPECT_EQ(dominator.has_value(), !onFront && !unknown);
        if (dominator) {
            EXPECT_TRUE(dominates(columns, *dominator, row));
        }
    }
}

TEST(Pareto, HypervolumeOfKnownFronts)
{
    // Linear places: one range reaches below zero.
    const std::vector<CostRange> box{{-1.0, 1.0}, {-1.0, 1.0}};
    EXPECT_NEAR(hypervolume({{-1.0}, {-1.0}}, std::vector<std::uint32_t>{0}, box), 1.0, 1e-6);
    EXPECT_NEAR(hypervolume({{0.0}, {0.0}}, std::vector<std::uint32_t>{0}, box), 0.25, 1e-6);
    EXPECT_NEAR(hypervolume({{-1.0, 0.0}, {0.0, -1.0}}, std::vector<std::uint32_t>{0, 1}, box), 0.75, 1e-6);
    EXPECT_EQ(hypervolume({{}, {}}, {}, box), 0.0);
    // Logarithmic places: 10 lies half-way between 1 and 100.
    EXPECT_NEAR(hypervolume({{10.0}, {10.0}}, std::vector<std::uint32_t>{0}, {{1.0, 100.0}, {1.0, 100.0}}), 0.25, 1e-6);
}

TEST(Pareto, TheKneeIsTheBestBargain)
{
    const CostColumns columns{{1.0, 2.0, 100.0}, {100.0, 2.0, 1.0}};
    EXPECT_EQ(kneeOf(columns, std::vector<std::uint32_t>{0, 1, 2}), 1u);
    EXPECT_FALSE(kneeOf(columns, std::vector<std::uint32_t>{0, 1}).has_value());
}

} // namespace
} // namespace tenbin
