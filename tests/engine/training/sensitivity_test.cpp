// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <gmock/gmock.h>

#include "engine/compression/layer_sparsity.h"
#include "engine/training/sensitivity.h"
#include "engine/training/trainer.h"

namespace tenbin {
namespace {

/// Images of two kinds: bright on the left or on the right.
DataSet halves(std::size_t count)
{
    DataSet data{.name = "halves", .shape = {8, 8, 1}, .classes = 2};
    std::mt19937 random(7);
    for (std::size_t i = 0; i < count; ++i) {
        data.labels.push_back(static_cast<int>(i % 2));
        for (std::size_t p = 0; p < 64; ++p)
            data.bytes.push_back(static_cast<std::uint8_t>(random() % 100 + ((p % 8 < 4) == (i % 2 == 0) ? 120 : 0)));
    }
    return data;
}

std::shared_ptr<const Graph> untrained()
{
    auto graph = referenceNetwork({8, 8, 1}, 2, 1);
    EXPECT_TRUE(graph);
    return std::make_shared<const Graph>(std::move(*graph));
}

TEST(Sensitivity, EveryPrunableLayerAloneAtEveryLevel)
{
    const DataSet data = halves(64);
    std::vector<int> told;
    const auto scan = scanSensitivity({.network = untrained(), .levels = {6.0 / 9.0, 1.0 / 9.0}, .threads = 1}, data,
                                      data, [&](int done, int count) {
                                          told.push_back(done);
                                          EXPECT_EQ(count, 6);
                                      });
    ASSERT_TRUE(scan);
    EXPECT_THAT(told, testing::ElementsAre(1, 2, 3, 4, 5, 6));
    ASSERT_EQ(scan->layers.size(), 3u) << "all convolutions but the first";
    for (const LayerSensitivity& layer : scan->layers) {
        EXPECT_EQ(layer.at.size(), 2u);
        EXPECT_EQ(layer.at[0].samples, 64);
    }
    EXPECT_EQ(scan->dense.samples, 64);
}

TEST(Sensitivity, ThePlanKeepsWhatCostsTooMuch)
{
    const Sensitivity scan{.dense = {90, 100},
                           .levels = {0.6, 0.4, 0.2},
                           .layers = {{"hardy", 10, {{90, 100}, {90, 100}, {89, 100}}},
                                      {"tender", 10, {{80, 100}, {70, 100}, {50, 100}}},
                                      {"middling", 10, {{89, 100}, {80, 100}, {89, 100}}}}};
    EXPECT_THAT(proposedFloors(scan, 0.015),
                testing::ElementsAre(testing::Pair("hardy", 0.2), testing::Pair("middling", 0.6),
                                     testing::Pair("tender", 1.0)));
}

} // namespace
} // namespace tenbin
