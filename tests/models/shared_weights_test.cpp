// SPDX-License-Identifier: GPL-3.0-or-later
// Weights that two operators read under different shapes lie in the file once, and so on targets that keep constants
// as the file has them. Targets whose compilers lay weights out layer by layer keep a copy a layer.
#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "engine/targets/target_file.h"
#include "models/registry.h"

namespace tenbin {
namespace {

constexpr std::int64_t kInputs = 64, kOutputs = 32;

/// A pointwise convolution and a fully connected layer over the same values, in one buffer or in two.
Graph twoReaders(bool shared)
{
    static const std::vector<std::byte> first(kInputs * kOutputs, std::byte{3}), second = first;
    GraphBuilder builder;
    const TensorId map = builder.addTensor({.name = "map", .shape = {1, 1, 1, kInputs}}),
                   convolved = builder.addTensor({.name = "convolved", .shape = {1, 1, 1, kOutputs}}),
                   row = builder.addTensor({.name = "row", .shape = {1, kInputs}}),
                   connected = builder.addTensor({.name = "connected", .shape = {1, kOutputs}});
    const TensorId filters =
        builder.addTensor({.name = "filters", .shape = {kOutputs, 1, 1, kInputs}, .constant = true, .data = first});
    const TensorId matrix = builder.addTensor(
        {.name = "matrix", .shape = {kOutputs, kInputs}, .constant = true, .data = shared ? first : second});
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .inputs = {map, filters},
                         .outputs = {convolved},
                         .attributes = Conv2dAttributes{}});
    builder.addOperator({.kind = OperatorKind::fullyConnected,
                         .inputs = {row, matrix},
                         .outputs = {connected},
                         .attributes = FullyConnectedAttributes{}});
    builder.setName("two readers");
    builder.setInputs({map, row});
    builder.setOutputs({convolved, connected});
    return std::move(builder).finish().value();
}

bool keepsConstantsAsInTheFile(const Target& target)
{
    for (const char* architecture :
         {"microcontroller", "reference_class", "neupro_nano", "neural_decision_processor", "neural_art"})
        if (target.architecture == architecture)
            return true;
    return false;
}

TEST(SharedWeights, LieInTheMemoryOnceUnderEveryShape)
{
    const Graph one = twoReaders(true), two = twoReaders(false);
    ASSERT_EQ(totalParameters(one), kInputs * kOutputs);
    int asked = 0;
    for (const Target& target : loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema).targets) {
        const auto once = estimate(one, target, {}), twice = estimate(two, target, {});
        ASSERT_TRUE(once && twice) << target.id;
        EXPECT_LE(once->weightBytes, twice->weightBytes) << target.id;
        if (!keepsConstantsAsInTheFile(target))
            continue;
        ++asked;
        EXPECT_EQ(twice->weightBytes.count(), 2 * once->weightBytes.count()) << target.id;
    }
    EXPECT_GE(asked, 30);
}

} // namespace
} // namespace tenbin
