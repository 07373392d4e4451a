// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "engine/graph/graph.h"

namespace tenbin {
namespace {

TensorId feature(GraphBuilder& builder, Shape shape)
{
    return builder.addTensor({.name = "t", .shape = std::move(shape)});
}

void relu(GraphBuilder& builder, TensorId from, TensorId to)
{
    builder.addOperator({.kind = OperatorKind::relu, .name = "relu", .inputs = {from}, .outputs = {to}});
}

TEST(GraphBuilder, KeepsAValidOrderAndSortsAnInvalidOne)
{
    GraphBuilder builder;
    const TensorId a = feature(builder, {4}), b = feature(builder, {4}), c = feature(builder, {4});
    relu(builder, b, c); // written before its input is produced
    relu(builder, a, b);
    builder.setInputs({a});
    builder.setOutputs({c});
    const auto graph = std::move(builder).finish();
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ(graph->operators()[0].inputs[0], a);
    EXPECT_EQ(graph->producer(c), OperatorId{1});
    EXPECT_FALSE(graph->producer(a).valid());
    EXPECT_EQ(graph->consumers(b), std::vector<OperatorId>{OperatorId{1}});
}

TEST(GraphBuilder, RefusesCyclesDoubleWritesBadIdsAndEmptiness)
{
    {
        GraphBuilder builder;
        const TensorId a = feature(builder, {4}), b = feature(builder, {4});
        relu(builder, a, b);
        relu(builder, b, a);
        EXPECT_EQ(std::move(builder).finish().error().code, ErrorCode::cyclicGraph);
    }
    {
        GraphBuilder builder;
        const TensorId a = feature(builder, {4}), b = feature(builder, {4});
        relu(builder, a, b);
        relu(builder, a, b);
        EXPECT_EQ(std::move(builder).finish().error().code, ErrorCode::cyclicGraph);
    }
    {
        GraphBuilder builder;
        const TensorId a = feature(builder, {4});
        relu(builder, a, TensorId{99});
        EXPECT_EQ(std::move(builder).finish().error().code, ErrorCode::indexOutOfRange);
    }
    {
        GraphBuilder builder;
        const TensorId a = feature(builder, {4}), b = feature(builder, {std::int64_t{1} << 30, std::int64_t{1} << 30});
        relu(builder, a, b);
        EXPECT_EQ(std::move(builder).finish().error().code, ErrorCode::modelTooLarge);
    }
    EXPECT_EQ(GraphBuilder().finish().error().code, ErrorCode::modelEmpty);
}

/// 2x2 image, 2 input channels, 3 filters 1x1 of which the middle one is all zero.
Graph convolution()
{
    GraphBuilder builder;
    const TensorId x = feature(builder, {1, 2, 2, 2});
    const std::vector<std::byte> values{std::byte{1}, std::byte{0}, std::byte{0},
                                        std::byte{0}, std::byte{5}, std::byte{6}};
    const TensorId w = builder.addConstant({.name = "w", .shape = {3, 1, 1, 2}}, values);
    const TensorId bias = builder.addTensor({.name = "b", .shape = {3}, .type = DataType::int32(), .constant = true});
    const TensorId y = feature(builder, {1, 2, 2, 3});
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .name = "conv",
                         .inputs = {x, w, bias},
                         .outputs = {y},
                         .attributes = Conv2dAttributes{.activation = Activation::relu6}});
    builder.setInputs({x});
    builder.setOutputs({y});
    return std::move(builder).finish().value();
}

TEST(Analysis, CountsMacsParametersAndDeadChannels)
{
    const Graph graph = convolution();
    const Operator& op = graph.operators()[0];
    EXPECT_EQ(macs(graph, op), Macs(4 * 3 * 2));
    EXPECT_EQ(macsWithoutDeadChannels(graph, op), Macs(4 * 2 * 2));
    EXPECT_EQ(parameters(graph, op), 6 + 3);
    EXPECT_EQ(constantBytes(graph), Bytes(6 + 12));
    const WeightStatistics& statistics = *weightsOf(graph, op)->weights;
    EXPECT_EQ(statistics.zeros, 3);
    EXPECT_EQ(statistics.dead, (std::vector<bool>{false, true, false}));
    const LayerShape layer = layerShape(graph, op);
    EXPECT_TRUE(layer.isPointwise());
    EXPECT_TRUE(layer.hasBias);
    EXPECT_EQ(layer.activation, Activation::relu6);
    EXPECT_EQ(layer.out, (Nhwc{1, 2, 2, 3}));
}

TEST(Analysis, AbsurdShapesDoNotOverflow)
{
    GraphBuilder builder;
    const TensorId x = feature(builder, {1, 1 << 15, 1 << 15, 1 << 8});
    const TensorId w = builder.addTensor({.name = "w", .shape = {1 << 10, 1 << 10, 1 << 10, 1 << 8}, .constant = true});
    const TensorId y = feature(builder, {1, 1 << 15, 1 << 15, 1 << 10});
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .name = "huge",
                         .inputs = {x, w},
                         .outputs = {y},
                         .attributes = Conv2dAttributes{}});
    const Graph graph = std::move(builder).finish().value();
    EXPECT_GT(totalMacs(graph), Macs(0));
}

TEST(Tensor, RoundsSubByteSizesOnce)
{
    const Tensor tensor{.name = "t", .shape = {3, 3}, .type = DataType::int4()};
    EXPECT_EQ(tensor.sizeBytes(), Bytes(5));
    EXPECT_EQ(tensor.sizeBytesAt(1), Bytes(2));
    EXPECT_EQ(toString(tensor.type), "int4");
    EXPECT_EQ(toNhwc({7, 5}), (Nhwc{7, 1, 1, 5}));
}

} // namespace
} // namespace tenbin
