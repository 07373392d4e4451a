// SPDX-License-Identifier: GPL-3.0-or-later
// Networks that a careless exporter may write: no model may crash on them.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "models/registry.h"

namespace tenbin {
namespace {

Graph oddGraph()
{
    GraphBuilder builder;
    const auto map = [&](Shape shape) { return builder.addTensor({.name = "map", .shape = std::move(shape)}); };
    const TensorId input = map({1, 8, 8, 4}), pooled = map({1, 4, 4, 4}), convolved = map({1, 4, 4, 8}),
                   empty = map({1, 0, 4, 8}), scalar = map({}), out = map({1, 4, 4, 8});
    const TensorId weights = builder.addTensor({.name = "weights", .shape = {8, 1048576, 3, 4}, .constant = true});
    builder.addOperator({.kind = OperatorKind::maxPool2d,
                         .inputs = {input},
                         .outputs = {pooled},
                         .attributes = Pool2dAttributes{.kernelH = 0, .kernelW = 0, .strideH = 0, .strideW = 0}});
    // First operand absent, the pool's result only second.
    builder.addOperator({.kind = OperatorKind::conv2d, .inputs = {TensorId{}, pooled}, .outputs = {convolved}});
    builder.addOperator({.kind = OperatorKind::averagePool2d, .inputs = {}, .outputs = {scalar}});
    builder.addOperator({.kind = OperatorKind::mean, .inputs = {convolved}, .outputs = {empty}});
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .inputs = {input, weights},
                         .outputs = {out},
                         .attributes = Conv2dAttributes{.strideH = 0, .strideW = 0, .groups = 0}});
    builder.setName("odd");
    builder.setInputs({input});
    builder.setOutputs({out});
    return std::move(builder).finish().value();
}

TEST(OddGraphs, AreAnsweredByEveryPreset)
{
    const Graph graph = oddGraph();
    for (const Target& target : loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema).targets) {
        const auto e = estimate(graph, target, {});
        ASSERT_TRUE(e.has_value()) << target.id;
        EXPECT_EQ(e->layers.size(), graph.operators().size()) << target.id;
        const double latency = e->latency ? e->latency->value.count() : 0.0;
        EXPECT_TRUE(std::isfinite(latency) && latency >= 0.0) << target.id;
    }
}

} // namespace
} // namespace tenbin
