// SPDX-License-Identifier: GPL-3.0-or-later
// What Vela leaves to the processor, by version and generation: SUPPORTED_OPS.md of 3.10.0 and 5.1.0.
#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "models/ethos_u/support.h"
#include "models/registry.h"

namespace tenbin {
namespace {

using namespace ethos_u;

struct Case {
    const char* name;
    OperatorKind kind;
    std::vector<Shape> maps; ///< feature maps read
    Shape out;
    Attributes attributes;
    bool vela3, vela5, u85;
    Shape constant = {};              ///< weights or a constant operand
    DataType type = DataType::int8(); ///< of all feature maps
};

Graph graphOf(const Case& c)
{
    GraphBuilder builder;
    builder.setName(c.name);
    Operator op{.kind = c.kind, .name = c.name, .attributes = c.attributes};
    std::vector<TensorId> inputs;
    for (const Shape& shape : c.maps)
        inputs.push_back(builder.addTensor({.name = "x", .shape = shape, .type = c.type}));
    op.inputs = inputs;
    if (!c.constant.empty())
        op.inputs.push_back(builder.addTensor({.name = "w", .shape = c.constant, .constant = true}));
    op.outputs = {builder.addTensor({.name = "y", .shape = c.out, .type = c.type})};
    builder.setInputs(inputs);
    builder.setOutputs(op.outputs);
    builder.addOperator(std::move(op));
    return std::move(builder).finish().value();
}

Attributes order(std::vector<int> axes) { return PermutationAttributes{std::move(axes)}; }
Attributes window(int stride, int dilation = 1, int padding = 0)
{
    return Conv2dAttributes{.strideH = stride,
                            .strideW = stride,
                            .dilationH = dilation,
                            .dilationW = dilation,
                            .padding = {padding, padding, padding, padding}};
}

const std::vector<Case>& cases()
{
    using Kind = OperatorKind;
    static const std::vector<Case> list{
        // transpositions
        {"transpose NWHC", Kind::transpose, {{1, 8, 6, 16}}, {1, 6, 8, 16}, order({0, 2, 1, 3}), true, true, true},
        {"transpose NWCH", Kind::transpose, {{1, 197, 4, 16}}, {1, 4, 16, 197}, order({0, 2, 3, 1}), false, true, true},
        {"transpose NCHW", Kind::transpose, {{1, 8, 6, 16}}, {1, 16, 8, 6}, order({0, 3, 1, 2}), false, true, true},
        {"transpose 2-D", Kind::transpose, {{8, 6}}, {6, 8}, order({1, 0}), true, true, true},
        {"transpose HWC to WHC", Kind::transpose, {{8, 6, 4}}, {6, 8, 4}, order({1, 0, 2}), true, true, true},
        {"transpose HWC to HCW", Kind::transpose, {{8, 6, 4}}, {8, 4, 6}, order({0, 2, 1}), false, true, true},
        {"transpose 1WC to 1CW", Kind::transpose, {{1, 6, 4}}, {1, 4, 6}, order({0, 2, 1}), true, true, true},
        {"transpose batch",
         Kind::transpose,
         {{2, 400, 500, 3}},
         {400, 2, 500, 3},
         order({1, 0, 2, 3}),
         false,
         false,
         true},
        {"transpose of 32 bits, cyclic",
         Kind::transpose,
         {{1, 8, 6, 4}},
         {1, 6, 4, 8},
         order({0, 2, 3, 1}),
         false,
         false,
         true,
         {},
         DataType::int32()},
        {"transpose of 32 bits, rows",
         Kind::transpose,
         {{1, 8, 6, 4}},
         {1, 6, 8, 4},
         order({0, 2, 1, 3}),
         true,
         true,
         true,
         {},
         DataType::int32()},
        // both operands smaller than the result
        {"mul, both broadcast", Kind::mul, {{1, 99, 1}}, {1, 99, 64}, {}, false, true, true, {64}},
        {"add, both broadcast", Kind::add, {{1, 9, 1, 4}, {1, 1, 7, 4}}, {1, 9, 7, 4}, {}, false, true, true},
        {"add, one broadcast", Kind::add, {{1, 9, 7, 4}, {1, 1, 1, 4}}, {1, 9, 7, 4}, {}, true, true, true},
        // computed weights
        {"matrix product", Kind::batchMatMul, {{1, 8, 16}, {1, 16, 4}}, {1, 8, 4}, {}, false, true, true},
        {"matrix product of 16 bits",
         Kind::batchMatMul,
         {{1, 8, 16}, {1, 16, 4}},
         {1, 8, 4},
         {},
         false,
         false,
         true,
         {},
         DataType::int16()},
        {"dense, computed weights",
         Kind::fullyConnected,
         {{1, 16}, {4, 16}},
         {1, 4},
         FullyConnectedAttributes{},
         false,
         true,
         true},
        {"convolution, computed weights",
         Kind::conv2d,
         {{1, 8, 8, 4}, {4, 1, 1, 4}},
         {1, 8, 8, 4},
         window(1),
         false,
         false,
         true},
        // windows
        {"convolution, stride 4, valid",
         Kind::conv2d,
         {{1, 33, 33, 3}},
         {1, 8, 8, 8},
         window(4),
         false,
         true,
         true,
         {8, 3, 3, 3}},
        {"convolution, stride 4, padded",
         Kind::conv2d,
         {{1, 33, 33, 3}},
         {1, 9, 9, 8},
         window(4, 1, 1),
         false,
         false,
         true,
         {8, 3, 3, 3}},
        {"convolution, window 70 high",
         Kind::conv2d,
         {{1, 80, 80, 3}},
         {1, 11, 78, 8},
         window(1),
         false,
         true,
         true,
         {8, 70, 3, 3}},
        {"depthwise, stride 4",
         Kind::depthwiseConv2d,
         {{1, 33, 33, 8}},
         {1, 8, 8, 8},
         window(4),
         false,
         false,
         true,
         {1, 3, 3, 8}},
        {"depthwise, multiplier 2",
         Kind::depthwiseConv2d,
         {{1, 9, 9, 8}},
         {1, 9, 9, 16},
         window(1, 1, 1),
         false,
         true,
         true,
         {1, 3, 3, 16}},
        {"transposed, stride 3",
         Kind::transposeConv2d,
         {{1, 8, 8, 4}},
         {1, 24, 24, 4},
         window(3),
         false,
         false,
         true,
         {4, 3, 3, 4}},
        {"average over 9x9, padded",
         Kind::averagePool2d,
         {{1, 18, 18, 4}},
         {1, 18, 18, 4},
         Pool2dAttributes{.kernelH = 9, .kernelW = 9, .padding = {4, 4, 4, 4}},
         false,
         false,
         false},
        {"maximum, stride 4",
         Kind::maxPool2d,
         {{1, 16, 16, 4}},
         {1, 4, 4, 4},
         Pool2dAttributes{.kernelH = 4, .kernelW = 4, .strideH = 4, .strideW = 4},
         false,
         true,
         true},
        // resizing
        {"bilinear 3x", Kind::resizeBilinear, {{1, 8, 8, 4}}, {1, 24, 24, 4}, ResizeAttributes{}, false, false, false},
        {"nearest 3x",
         Kind::resizeNearestNeighbor,
         {{1, 8, 8, 4}},
         {1, 24, 24, 4},
         ResizeAttributes{},
         false,
         false,
         true},
        {"bilinear 4x, half pixels",
         Kind::resizeBilinear,
         {{1, 8, 8, 4}},
         {1, 32, 32, 4},
         ResizeAttributes{.halfPixelCenters = true},
         false,
         false,
         true},
        {"bilinear 2x, corners",
         Kind::resizeBilinear,
         {{1, 8, 8, 4}},
         {1, 15, 15, 4},
         ResizeAttributes{.alignCorners = true},
         true,
         true,
         true},
        // reductions
        {"mean over the plane", Kind::mean, {{1, 7, 7, 64}}, {1, 64}, AxisAttributes{.axes = {1, 2}}, true, true, true},
        {"mean over channels",
         Kind::mean,
         {{1, 7, 7, 64}},
         {1, 7, 7},
         AxisAttributes{.axes = {3}},
         false,
         false,
         false},
        {"sum", Kind::sum, {{1, 7, 7, 64}}, {1, 64}, AxisAttributes{.axes = {1, 2}}, false, true, true},
        {"argmax over 128", Kind::argMax, {{1, 1, 1, 128}}, {1, 1, 1}, AxisAttributes{.axes = {3}}, false, false, true},
        // kinds and types
        {"tile", Kind::tile, {{1, 8, 8, 4}}, {1, 16, 8, 4}, {}, false, true, true},
        {"gelu", Kind::gelu, {{1, 8, 8, 4}}, {1, 8, 8, 4}, {}, false, false, false},
        {"division", Kind::div, {{1, 8, 8, 4}, {1, 8, 8, 4}}, {1, 8, 8, 4}, {}, false, false, true},
        {"dequantize", Kind::dequantize, {{1, 8}}, {1, 8}, {}, false, false, false},
        {"five dimensions", Kind::relu, {{1, 2, 2, 2, 2}}, {1, 2, 2, 2, 2}, {}, false, true, true},
        {"batch of two", Kind::logistic, {{2, 4, 4, 2}}, {2, 4, 4, 2}, {}, false, true, true},
        {"slice with a stride",
         Kind::stridedSlice,
         {{1, 8, 8, 4}},
         {1, 4, 8, 4},
         SliceAttributes{.begin = {0, 0, 0, 0}, .end = {1, 8, 8, 4}, .strides = {1, 2, 1, 1}},
         false,
         true,
         true},
        {"slice with a stride over channels",
         Kind::stridedSlice,
         {{1, 8, 8, 4}},
         {1, 8, 8, 2},
         SliceAttributes{.begin = {0, 0, 0, 0}, .end = {1, 8, 8, 4}, .strides = {1, 1, 1, 2}},
         false,
         false,
         false},
        {"concatenation of 32 bits",
         Kind::concatenation,
         {{1, 8}, {1, 8}},
         {1, 16},
         AxisAttributes{.axes = {1}},
         false,
         false,
         true,
         {},
         DataType::int32()},
        {"padded channels",
         Kind::pad,
         {{1, 8, 8, 4}},
         {1, 8, 8, 6},
         PadAttributes{{{0, 0}, {0, 0}, {0, 0}, {1, 1}}},
         false,
         true,
         true},
    };
    return list;
}

TEST(VelaOperators, GoWhereTheTableOfTheVersionSendsThem)
{
    for (const Case& c : cases()) {
        const Graph graph = graphOf(c);
        const auto runs = [&](Generation generation, Toolchain toolchain) {
            return runsOnNpu(graph, graph.operators()[0], generation, toolchain, false);
        };
        EXPECT_EQ(runs(Generation::u55, Toolchain::vela3), c.vela3) << c.name << " in 3.10";
        EXPECT_EQ(runs(Generation::u65, Toolchain::vela5), c.vela5) << c.name << " in 5.1";
        EXPECT_EQ(runs(Generation::u85, Toolchain::vela5), c.u85) << c.name << " on U85";
    }
}

const TargetLibrary& library()
{
    static const TargetLibrary targets = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return targets;
}

Estimate estimated(const Graph& graph, const char* id, const char* toolchain)
{
    const Target& target = *library().find(id);
    return estimate(graph, target, withOption(target, {}, "toolchain", toolchain).value()).value();
}

TEST(VelaOperators, WhatIsLeftToTheProcessorIsSaidAndTakesItsTime)
{
    for (const Case& c : cases()) {
        if (c.vela3 || !c.vela5 || c.kind == OperatorKind::tile) // TFLM, on the processor, has no kernel for TILE
            continue;
        const Graph graph = graphOf(c);
        const Estimate old = estimated(graph, "ethos_u55_128", "vela_3_10");
        EXPECT_EQ(old.layers[0].unit, ExecutionUnit::cpu) << c.name;
        EXPECT_GT(old.layers[0].latency.count(), 0.0) << c.name;
        EXPECT_TRUE(std::any_of(old.reasons.begin(), old.reasons.end(), [](const Reason& r) {
            return r.code == ReasonCode::operatorOnCpu;
        })) << c.name;
        EXPECT_NE(estimated(graph, "ethos_u55_128", "vela_5_1").layers[0].unit, ExecutionUnit::cpu) << c.name;
    }
}

/// A cyclic order of three axes is two transpositions for U55, one for U85.
TEST(VelaOperators, CyclicTranspositionsTakeTwoSteps)
{
    const auto steps = [](Shape shape, std::vector<int> axes) {
        Shape out;
        for (const int axis : axes)
            out.push_back(shape[static_cast<std::size_t>(axis)]);
        const Graph graph = graphOf({"t", OperatorKind::transpose, {shape}, out, order(axes), true, true, true});
        return transposeSteps(graph, graph.operators()[0]);
    };
    EXPECT_EQ(steps({1, 8, 6, 16}, {0, 2, 1, 3}), 1);
    EXPECT_EQ(steps({1, 8, 6, 16}, {0, 3, 2, 1}), 1);
    EXPECT_EQ(steps({1, 8, 6, 16}, {0, 2, 3, 1}), 2);
    EXPECT_EQ(steps({1, 8, 6, 16}, {0, 3, 1, 2}), 2);
    EXPECT_EQ(steps({1, 1, 6, 16}, {0, 2, 3, 1}), 1) << "nothing moves";
    EXPECT_EQ(steps({2, 3, 4, 5}, {3, 2, 1, 0}), 2);
}

} // namespace
} // namespace tenbin
