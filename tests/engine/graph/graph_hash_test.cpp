// SPDX-License-Identifier: GPL-3.0-or-later
// Changes one thing at a time and asks whether the hash sees it.
#include "engine/graph/graph_hash.h"

#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "engine/graph/graph.h"

namespace tenbin {
namespace {

/// Everything that can be changed about a small network: x → conv → y, (y, x) → add → z.
struct Parts {
    Tensor x{.name = "x", .shape = {1, 8, 8, 2}, .quantization = {{0.5f}, {-3}, 0}};
    Tensor y{.name = "y", .shape = {1, 8, 8, 2}};
    Tensor z{.name = "z", .shape = {1, 8, 8, 2}};
    Tensor w{.name = "w",
             .shape = {2, 64, 64, 2},
             .quantization = {{0.1f, 0.2f}, {0, 0}, 0}}; ///< 16 KiB: no sample at the ends sees its middle
    std::vector<std::byte> weights = std::vector<std::byte>(2 * 64 * 64 * 2, std::byte{7});
    Conv2dAttributes conv{.padding = {1, 1, 1, 1}};
    Attributes second = ElementwiseAttributes{};
    OperatorKind secondKind = OperatorKind::add;
    std::string customName, convName = "conv";
    bool secondReadsYTwice = false, swapped = false, outputIsY = false, twoInputs = false, spareTensor = false;
};

std::uint64_t hashOf(const Parts& parts)
{
    GraphBuilder builder;
    if (parts.spareTensor)
        builder.addTensor({.name = "spare", .shape = {3}});
    const TensorId x = builder.addTensor(parts.x), y = builder.addTensor(parts.y), z = builder.addTensor(parts.z);
    const TensorId w = builder.addConstant(parts.w, parts.weights);
    std::vector<TensorId> read{y, x};
    if (parts.secondReadsYTwice)
        read = {y, y};
    if (parts.swapped)
        read = {x, y};
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .name = parts.convName,
                         .inputs = {x, w},
                         .outputs = {y},
                         .attributes = parts.conv});
    builder.addOperator({.kind = parts.secondKind,
                         .name = "second",
                         .customName = parts.customName,
                         .inputs = read,
                         .outputs = {z},
                         .attributes = parts.second});
    builder.setInputs(parts.twoInputs ? std::vector{x, w} : std::vector{x});
    builder.setOutputs({parts.outputIsY ? y : z});
    return std::move(builder).finish().value().hash();
}

using Change = std::function<void(Parts&)>;

TEST(GraphHash, SeesEveryChangeOfStructureAndValues)
{
    const std::vector<std::pair<const char*, Change>> changes{
        {"shape",
         [](Parts& p) {
             p.x.shape = {1, 8, 4, 4};
         }},
        {"rank",
         [](Parts& p) {
             p.x.shape = {8, 8, 2};
         }},
        {"type", [](Parts& p) { p.y.type = DataType::int16(); }},
        {"sign", [](Parts& p) { p.y.type = DataType::uint8(); }},
        {"state", [](Parts& p) { p.x.variable = true; }},
        {"scale", [](Parts& p) { p.x.quantization.scales = {0.25f}; }},
        {"zero point", [](Parts& p) { p.x.quantization.zeroPoints = {4}; }},
        {"no quantisation", [](Parts& p) { p.x.quantization = {}; }},
        {"one scale of several",
         [](Parts& p) {
             p.w.quantization.scales = {0.1f, 0.3f};
         }},
        {"axis of scales", [](Parts& p) { p.w.quantization.axis = 3; }},
        {"first weight", [](Parts& p) { p.weights.front() = std::byte{8}; }},
        {"middle weight", [](Parts& p) { p.weights[p.weights.size() / 2] = std::byte{8}; }},
        {"last weight", [](Parts& p) { p.weights.back() = std::byte{8}; }},
        {"no weights", [](Parts& p) { p.weights.clear(); }},
        {"stride of rows", [](Parts& p) { p.conv.strideH = 2; }},
        {"stride of columns", [](Parts& p) { p.conv.strideW = 2; }},
        {"dilation of rows", [](Parts& p) { p.conv.dilationH = 2; }},
        {"dilation of columns", [](Parts& p) { p.conv.dilationW = 2; }},
        {"padding",
         [](Parts& p) {
             p.conv.padding = {1, 1, 1, 2};
         }},
        {"padding elsewhere",
         [](Parts& p) {
             p.conv.padding = {2, 1, 1, 1};
         }},
        {"groups", [](Parts& p) { p.conv.groups = 2; }},
        {"activation", [](Parts& p) { p.conv.activation = Activation::relu6; }},
        {"activation of the sum", [](Parts& p) { p.second = ElementwiseAttributes{Activation::relu}; }},
        {"kind", [](Parts& p) { p.secondKind = OperatorKind::sub; }},
        {"an edge", [](Parts& p) { p.secondReadsYTwice = true; }},
        {"order of inputs", [](Parts& p) { p.swapped = true; }},
        {"outputs", [](Parts& p) { p.outputIsY = true; }},
        {"inputs", [](Parts& p) { p.twoInputs = true; }},
    };
    std::set<std::uint64_t> seen{hashOf({})};
    for (const auto& [what, change] : changes) {
        Parts parts;
        change(parts);
        EXPECT_TRUE(seen.insert(hashOf(parts)).second) << what;
    }
}

TEST(GraphHash, SeesEveryFieldOfEveryAttribute)
{
    const std::vector<Attributes> all{
        Attributes{},
        Pool2dAttributes{},
        Pool2dAttributes{.kernelH = 2},
        Pool2dAttributes{.kernelW = 2},
        Pool2dAttributes{.strideH = 2},
        Pool2dAttributes{.strideW = 2},
        Pool2dAttributes{.padding = {0, 1, 0, 0}},
        Pool2dAttributes{.activation = Activation::relu},
        FullyConnectedAttributes{},
        FullyConnectedAttributes{Activation::relu},
        MatMulAttributes{},
        MatMulAttributes{.transposeA = true},
        MatMulAttributes{.transposeB = true},
        AxisAttributes{},
        AxisAttributes{.axes = {1}},
        AxisAttributes{.axes = {1, 2}},
        AxisAttributes{.axes = {2, 1}},
        AxisAttributes{.keepDims = true},
        AxisAttributes{.activation = Activation::relu},
        PadAttributes{},
        PadAttributes{{{0, 1}}},
        PadAttributes{{{1, 0}}},
        SliceAttributes{},
        SliceAttributes{.begin = {1}},
        SliceAttributes{.end = {1}},
        SliceAttributes{.strides = {1}},
        PermutationAttributes{{0, 1}},
        PermutationAttributes{{1, 0}},
        ResizeAttributes{},
        ResizeAttributes{.alignCorners = true},
        ResizeAttributes{.halfPixelCenters = true},
        ScalarAttributes{},
        ScalarAttributes{.alpha = 0.5f},
        ScalarAttributes{.lowest = 0.5f},
        ScalarAttributes{.highest = 0.5f},
        BlockAttributes{},
        BlockAttributes{2},
        RecurrentAttributes{},
        RecurrentAttributes{.units = 2},
        RecurrentAttributes{.timeMajor = true},
        RecurrentAttributes{.activation = Activation::none},
        SvdfAttributes{},
        SvdfAttributes{.rank = 2},
        SvdfAttributes{.activation = Activation::relu},
        CustomAttributes{},
        CustomAttributes{.macs = 2},
    };
    std::set<std::uint64_t> seen;
    for (std::size_t i = 0; i < all.size(); ++i) {
        Parts parts;
        parts.second = all[i];
        EXPECT_TRUE(seen.insert(hashOf(parts)).second) << i;
    }
}

TEST(GraphHash, TellsUnknownOperatorsApart)
{
    Parts one, other;
    one.secondKind = other.secondKind = OperatorKind::custom;
    one.customName = "FlexErf";
    other.customName = "FlexErfc";
    EXPECT_NE(hashOf(one), hashOf(other));
}

/// x, y → fully connected with the bias that is asked for → z.
std::uint64_t withBias(bool present, bool outputsSwapped = false, DataType type = DataType::int8())
{
    GraphBuilder builder;
    const TensorId x = builder.addTensor({.name = "x", .shape = {1, 4}, .type = type});
    const TensorId y = builder.addTensor({.name = "y", .shape = {1, 4}, .type = type});
    const TensorId z = builder.addTensor({.name = "z", .shape = {1, 4}, .type = type});
    const TensorId w = builder.addConstant({.name = "w", .shape = {4, 4}}, std::vector<std::byte>(16));
    const TensorId b =
        builder.addConstant({.name = "b", .shape = {4}, .type = DataType::int32()}, std::vector<std::byte>(16));
    builder.addOperator({.kind = OperatorKind::fullyConnected,
                         .inputs = {x, w, present ? b : TensorId()},
                         .outputs = {y},
                         .attributes = FullyConnectedAttributes{}});
    builder.addOperator({.kind = OperatorKind::relu, .inputs = {y}, .outputs = {z}});
    builder.setInputs({x});
    builder.setOutputs(outputsSwapped ? std::vector{z, y} : std::vector{y, z});
    return std::move(builder).finish().value().hash();
}

TEST(GraphHash, SeesAnInputThatIsAbsentTheOrderOfOutputsAndOneTypeForAll)
{
    const std::uint64_t whole = withBias(true);
    EXPECT_EQ(whole, withBias(true));
    EXPECT_NE(whole, withBias(false));
    EXPECT_NE(whole, withBias(true, true));
    EXPECT_NE(whole, withBias(true, false, DataType::int16()));
}

TEST(GraphHash, OneNetworkHasOneHashWhateverItsPartsAreCalled)
{
    Parts renamed;
    renamed.x.name = "input:0";
    renamed.w.name = "kernel";
    renamed.convName = "layer_1";
    renamed.spareTensor = true;      // moves every index by one, and nothing reads it
    renamed.x.quantization.axis = 3; // one scale has no axis
    EXPECT_EQ(hashOf(renamed), hashOf({}));
}

TEST(GraphHash, TheOrderOfIndependentOperatorsIsPartOfIt)
{
    const auto build = [](bool reluFirst) {
        GraphBuilder builder;
        const TensorId x = builder.addTensor({.name = "x", .shape = {4}});
        const TensorId a = builder.addTensor({.name = "a", .shape = {4}});
        const TensorId b = builder.addTensor({.name = "b", .shape = {4}});
        for (const bool relu : {reluFirst, !reluFirst})
            builder.addOperator(
                {.kind = relu ? OperatorKind::relu : OperatorKind::tanh, .inputs = {x}, .outputs = {relu ? a : b}});
        builder.setInputs({x});
        builder.setOutputs({a, b});
        return std::move(builder).finish().value().hash();
    };
    EXPECT_NE(build(true), build(false)) << "memory plans differ";
}

} // namespace
} // namespace tenbin
