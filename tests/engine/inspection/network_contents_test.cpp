// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/network_contents.h"

#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "engine/targets/preset_check.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

std::shared_ptr<const Graph> built(const char* spec) { return *buildNetwork(std::string_view(spec)); }

TEST(NetworkContents, KindsAndWidthsSumToTheWhole)
{
    for (const NetworkFamily& family : networkFamilies()) {
        const auto graph = built(("zoo:" + family.id).c_str());
        const NetworkContents contents = contentsOf(*graph);
        std::size_t operators = 0;
        Macs macs;
        for (const KindFacts& kind : contents.kinds) {
            operators += kind.operators.size();
            macs += kind.macs;
        }
        EXPECT_EQ(operators, graph->operators().size()) << family.id;
        EXPECT_EQ(macs, totalMacs(*graph)) << family.id;
        std::int64_t parameters = 0;
        for (const WidthFacts& width : contents.widths)
            parameters += width.parameters;
        EXPECT_EQ(parameters, totalParameters(*graph)) << family.id;
        EXPECT_EQ(contents.parameters, parameters) << family.id;
    }
}

TEST(NetworkContents, AKindListsItsOperatorsWithShapes)
{
    // ResNet-8 of MLPerf Tiny, int8: 9 convolutions (7 of 3x3, 2 of 1x1), 3 additions, pooling, dense, softmax.
    const NetworkContents contents = contentsOf(*built("zoo:resnet8"));
    ASSERT_FALSE(contents.kinds.empty());
    const KindFacts& first = contents.kinds.front(); // the most MACs
    EXPECT_EQ(first.kind, "CONV_2D");
    EXPECT_EQ(first.operators.size(), 9U);
    EXPECT_EQ(first.operators.front().input, (Shape{1, 32, 32, 3}));
    EXPECT_EQ(first.operators.front().output, (Shape{1, 32, 32, 16}));
    EXPECT_EQ(first.operators.front().macs, Macs(32 * 32 * 16 * 27));
    EXPECT_EQ(first.operators.front().parameters, 16 * 27 + 16);
    ASSERT_EQ(contents.widths.size(), 2U); // weights and biases
    EXPECT_EQ(contents.widths[0].type, DataType::int8());
    EXPECT_EQ(contents.widths[1].type, DataType::int32());
    EXPECT_EQ(contents.widths[1].bytes, Bytes(4 * contents.widths[1].parameters));
}

TEST(NetworkContents, EveryOperatorStandsSomewhereOnEveryTarget)
{
    const TargetLibrary library = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    const auto graph = built("zoo:resnet8");
    for (const Target& target : library.targets) {
        const auto answer = estimate(*graph, target, {});
        ASSERT_TRUE(answer.has_value()) << target.id;
        const PlacementFacts facts = placementOf(*graph, *answer);
        EXPECT_EQ(operatorsOf(facts.accelerator) + operatorsOf(facts.processor) + operatorsOf(facts.fused)
                      + operatorsOf(facts.nowhere),
                  static_cast<int>(answer->layers.size()))
            << target.id;
        EXPECT_EQ(!facts.nowhere.empty(), std::any_of(answer->layers.begin(), answer->layers.end(), [](const auto& l) {
            return l.unit == ExecutionUnit::unsupported;
        })) << target.id;
    }
    const Target* plain = library.find("stm32h743");
    ASSERT_TRUE(plain);
    const PlacementFacts onCpu = placementOf(*graph, *estimate(*graph, *plain, {}));
    EXPECT_TRUE(onCpu.accelerator.empty()); // it has none
    EXPECT_GT(operatorsOf(onCpu.processor), 9);
}

TEST(NetworkContents, WhatTheUserGaveIsNoAssumption)
{
    EXPECT_FALSE(isAssumption(ImportNote::sizeGiven));
    EXPECT_FALSE(isAssumption(ImportNote::constantFolded));
    EXPECT_TRUE(isAssumption(ImportNote::batchTakenAsOne));
    EXPECT_TRUE(isAssumption(ImportNote::loopOnce));
}

} // namespace
} // namespace tenbin
