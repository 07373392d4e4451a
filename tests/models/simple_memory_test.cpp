// SPDX-License-Identifier: GPL-3.0-or-later
// Hardware of whose compiler nothing is known: weights once, feature maps in one arena.
#include "models/common/simple_memory.h"

#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

TEST(SimpleMemory, PlacementsNameTheMemoryThatHoldsFeatureMaps)
{
    const TargetLibrary library = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    const auto graph = buildNetwork("mobilenet_v1?alpha=0.25&input=96").value();
    for (const char* id : {"class_tiny", "class_cloud", "ndp120", "ndp250"}) {
        const Target* target = library.find(id);
        ASSERT_TRUE(target) << id;
        const Estimate answer = estimate(*graph, *target, {}).value();
        EXPECT_FALSE(answer.plan.placements.empty()) << id;
        for (const Placement& placement : answer.plan.placements)
            EXPECT_TRUE(answer.memories.at(static_cast<std::size_t>(placement.buffer.memory)).holdsActivations) << id;
    }
}

TEST(SimpleMemory, AConstantCountsOnceAtItsStoredSize)
{
    GraphBuilder builder;
    const TensorId x = builder.addTensor({.name = "x", .shape = {1, 8}, .type = DataType::int8()});
    const TensorId w = builder.addTensor({.name = "w", .shape = {8, 8}, .type = DataType::int8(), .constant = true});
    TensorId last = x;
    for (const char* name : {"y", "z"}) {
        const TensorId out = builder.addTensor({.name = name, .shape = {1, 8}, .type = DataType::int8()});
        builder.addOperator({.kind = OperatorKind::fullyConnected,
                             .name = name,
                             .inputs = {last, w},
                             .outputs = {out},
                             .attributes = FullyConnectedAttributes{}});
        last = out;
    }
    builder.setInputs({x});
    builder.setOutputs({last});
    const Graph graph = std::move(builder).finish().value();
    EXPECT_EQ(storedConstants(graph, [](const Tensor& tensor) { return tensor.sizeBytesAt(4); }), Bytes(32));
}

} // namespace
} // namespace tenbin
