// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/onnx_fixtures.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "engine/graph/analysis.h"

namespace tenbin {
namespace {

using namespace fixtures;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using K = OperatorKind;
using Integers = std::vector<std::int64_t>;

Error errorOf(const OnnxNetwork& net, const ImportOptions& options)
{
    auto owned = std::make_shared<std::vector<std::byte>>(net.bytes());
    const auto graph = importNetwork(*owned, "fixture", owned, options);
    EXPECT_FALSE(graph.has_value());
    return graph ? Error{} : graph.error();
}

std::shared_ptr<const Graph> imported(const OnnxNetwork& net, const ImportOptions& options = {})
{
    auto owned = std::make_shared<std::vector<std::byte>>(net.bytes());
    const auto graph = importNetwork(*owned, "fixture", owned, options);
    EXPECT_TRUE(graph.has_value()) << graph.error().where.element;
    return graph ? *graph : nullptr;
}

/// A network, or a message with a place; a network that only computes constants has none.
bool saysWhere(const Result<std::shared_ptr<const Graph>>& graph)
{
    return graph.has_value() || graph.error().code == ErrorCode::modelEmpty || !graph.error().where.element.empty();
}

/// Every operator of the standard without inputs, without outputs and with attributes of zero
/// ends in a message or a network, never in a signal.
TEST(OnnxHostile, NodesWithoutInputsOrAttributesAreRefused)
{
    for (const char* type : {"Add",
                             "Sub",
                             "Mul",
                             "Div",
                             "Mod",
                             "Pow",
                             "Max",
                             "Min",
                             "Sum",
                             "Where",
                             "PRelu",
                             "Equal",
                             "Greater",
                             "And",
                             "Conv",
                             "ConvTranspose",
                             "MaxPool",
                             "AveragePool",
                             "GlobalAveragePool",
                             "Gemm",
                             "MatMul",
                             "Concat",
                             "Split",
                             "Slice",
                             "Pad",
                             "Gather",
                             "Reshape",
                             "Transpose",
                             "Squeeze",
                             "Unsqueeze",
                             "ReduceMean",
                             "ArgMax",
                             "Softmax",
                             "LSTM",
                             "GRU",
                             "RNN",
                             "Resize",
                             "Upsample",
                             "Einsum",
                             "TopK",
                             "NonMaxSuppression",
                             "OneHot",
                             "Scan",
                             "Loop",
                             "If",
                             "QuantizeLinear",
                             "DequantizeLinear",
                             "Clip",
                             "Cast",
                             "Tile",
                             "Expand",
                             "DepthToSpace",
                             "BatchNormalization",
                             "LayerNormalization",
                             "InstanceNormalization",
                             "GridSample",
                             "Det",
                             "DFT",
                             "Shape"}) {
        OnnxNetwork without;
        without.input("x", {1, 2, 4, 4}).output("y");
        without.node(type, {}, {"y"});
        const auto none = without.import();
        EXPECT_TRUE(saysWhere(none)) << type;

        OnnxNetwork empty;
        empty.input("x", {1, 2, 4, 4}).output("y");
        auto& node = empty.node(type, {"x", "", "x", ""}, {"y"});
        for (const char* name : {"strides", "dilations", "kernel_shape", "pads", "axes", "split", "perm"})
            attribute(node, name, Integers{0});
        for (const char* name : {"axis", "group", "blocksize", "hidden_size"})
            attribute(node, name, std::int64_t{0});
        const auto zero = empty.import();
        EXPECT_TRUE(saysWhere(zero)) << type;
    }
}

/// The operators on which the library's inference divided by zero or read behind the end.
TEST(OnnxHostile, AnUnknownOperatorBesideImpossibleAttributes)
{
    for (const char* type : {"Conv", "ConvTranspose", "MaxPool", "AveragePool", "Split"}) {
        OnnxNetwork net;
        net.input("x", {1, 2, 4, 4}).output("y").output("u").counting("w", {2, 2, 3, 3});
        net.node("Foo", {"x"}, {"u"}, "custom");
        auto& node = net.node(type, {"x", "w"}, {"y"});
        attribute(node, "strides", Integers{0, 0});
        attribute(node, "kernel_shape", Integers{3});
        attribute(node, "pads", Integers{1});
        attribute(node, "split", Integers{0});
        const auto graph = net.import();
        ASSERT_FALSE(graph.has_value()) << type;
        EXPECT_THAT(graph.error().where.element, testing::HasSubstr(type));
    }
}

TEST(OnnxUnknown, AnOperatorNobodyCanSizeCostsOnlyItself)
{
    OnnxNetwork net;
    net.input("x", {1, 3, 8, 8}).output("y").output("z").counting("w", {4, 3, 3, 3});
    net.node("Foo", {"x"}, {"u"}, "custom");
    net.node("Relu", {"u"}, {"z"});
    net.node("Conv", {"x", "w"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(6 * 6 * 4 * 27));
    EXPECT_THAT(graph->remarks(), Contains(ImportRemark{ImportNote::shapeUnknown, "Foo_u"}));
    EXPECT_THAT(graph->remarks(), Contains(ImportRemark{ImportNote::operatorsSkipped, "1"}));
}

/// The output of the convolution is declared: its own size, and the size it read, follow.
TEST(OnnxUnknown, WhatFollowsIsEstimatedWhereItsSizeIsDeclared)
{
    OnnxNetwork net;
    net.input("x", {1, 3, 8, 8}).output("y").counting("w", {4, 5, 3, 3}).valueInfo("c", {1, 4, 6, 6});
    net.node("Foo", {"x"}, {"u"}, "custom");
    net.node("Conv", {"u", "w"}, {"c"});
    net.node("Relu", {"c"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(6 * 6 * 4 * 45));
    const Operator& foo = graph->operators().front();
    EXPECT_EQ(displayKind(foo), "Foo");
    EXPECT_EQ(graph->output(foo).elements(), 5 * 8 * 8);
    EXPECT_THAT(graph->remarks(), Not(Contains(ImportRemark{ImportNote::operatorsSkipped, "1"})));
}

/// Shapes by the standard's rules: behind each of these a convolution is counted.
TEST(OnnxUnknown, OperatorsWithoutAKindAreSized)
{
    const auto macsBehind = [](const std::function<void(OnnxNetwork&)>& build) {
        OnnxNetwork net(21);
        net.input("x", {1, 4, 8, 8}).output("y").counting("w", {4, 4, 1, 1}).floats("s", {4}, {1, 1, 1, 1});
        build(net);
        net.node("Conv", {"u", "w"}, {"y"});
        const auto graph = imported(net);
        return graph ? totalMacs(*graph).count() : -1;
    };
    for (const char* type :
         {"Mish", "Softsign", "Atan", "Sign", "Shrink", "Celu", "IsNaN", "MeanVarianceNormalization"})
        EXPECT_EQ(macsBehind([&](OnnxNetwork& net) { net.node(type, {"x"}, {"u"}); }), 64 * 16) << type;
    EXPECT_EQ(macsBehind([](OnnxNetwork& net) {
                  attribute(net.node("GroupNormalization", {"x", "s", "s"}, {"u"}), "num_groups", std::int64_t{2});
              }),
              64 * 16);
    EXPECT_EQ(macsBehind([](OnnxNetwork& net) { net.node("InstanceNormalization", {"x", "s", "s"}, {"u"}); }), 64 * 16);
    EXPECT_EQ(macsBehind([](OnnxNetwork& net) {
                  auto& pool = net.node("LpPool", {"x"}, {"u"});
                  attribute(pool, "kernel_shape", Integers{2, 2});
                  attribute(pool, "strides", Integers{2, 2});
              }),
              16 * 16);
    EXPECT_EQ(macsBehind([](OnnxNetwork& net) {
                  net.counting("grid", {1, 3, 5, 2});
                  net.node("GridSample", {"x", "grid"}, {"u"});
              }),
              15 * 16);
    EXPECT_EQ(macsBehind([](OnnxNetwork& net) {
                  attribute(net.node("Einsum", {"x", "x"}, {"u"}), "equation", "bchw,bchw->bchw");
              }),
              64 * 16);
    EXPECT_EQ(macsBehind([](OnnxNetwork& net) {
                  attribute(net.node("ReduceL2", {"x"}, {"u"}), "keepdims", std::int64_t{1});
                  attribute(*net.model().mutable_graph()->mutable_node(0), "axes", Integers{2});
              }),
              8 * 16);
}

TEST(OnnxUnknown, SizesThatHangOnValuesAreBounds)
{
    OnnxNetwork net(13);
    net.input("boxes", {1, 20, 4}).input("scores", {1, 3, 20}).output("y").int64s("most", {5});
    net.node("NonMaxSuppression", {"boxes", "scores", "most"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(graph->tensor(graph->outputs().front()).shape, (Shape{15, 3})); // 1 x 3 classes x 5 boxes
    EXPECT_EQ(graph->tensor(graph->outputs().front()).type, DataType::int64());
    EXPECT_THAT(graph->remarks(), Contains(ImportRemark{ImportNote::sizeUpperBound, "NonMaxSuppression_y"}));
}

TEST(OnnxUnknown, ParametersOfRunTimeAreSaid)
{
    OnnxNetwork net(18);
    net.input("x", {1, 8, 4}).input("axes", {1}, onnx::TensorProto::INT64).output("y");
    net.node("ReduceSum", {"x", "axes"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_THAT(graph->remarks(), Contains(ImportRemark{ImportNote::runtimeParameter, "ReduceSum_y"}));
}

TEST(OnnxUnknown, ConvolutionsWithComputedWeightsAreCounted)
{
    OnnxNetwork net;
    net.input("x", {1, 3, 8, 8}).input("k", {4, 3, 3, 3}).output("y");
    net.node("Conv", {"x", "k"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(6 * 6 * 4 * 27));
    EXPECT_EQ(totalParameters(*graph), 0);
}

OnnxNetwork openNetwork()
{
    OnnxNetwork net;
    net.input("x", {-1, 3, -1, -1}).output("y").counting("w", {16, 3, 3, 3});
    auto& shape =
        *net.model().mutable_graph()->mutable_input(0)->mutable_type()->mutable_tensor_type()->mutable_shape();
    shape.mutable_dim(2)->set_dim_param("height");
    shape.mutable_dim(3)->set_dim_param("width");
    attribute(net.node("Conv", {"x", "w"}, {"y"}), "pads", Integers{1, 1, 1, 1});
    return net;
}

TEST(OnnxSizes, OpenSizesAreNamedWithHowToGiveThem)
{
    EXPECT_EQ(errorOf(openNetwork(), {}), (Error{ErrorCode::inputSizeOpen,
                                                 {"x", "Nx3xheightxwidth", "height, width", "?input=1x3x224x224"},
                                                 {.file = "fixture", .element = "input x"}}));
}

TEST(OnnxSizes, SizesCanBeGiven)
{
    ImportOptions whole;
    whole.inputSizes["input"] = {2, 3, 64, 64};
    const auto two = imported(openNetwork(), whole);
    ASSERT_TRUE(two);
    EXPECT_EQ(totalMacs(*two), Macs(2 * 64 * 64 * 16 * 27));
    EXPECT_THAT(two->remarks(), Contains(ImportRemark{ImportNote::sizeGiven, "x 2x3x64x64"}));

    ImportOptions named;
    named.dimensions = {{"height", 32}, {"width", 16}};
    const auto small = imported(openNetwork(), named);
    ASSERT_TRUE(small);
    EXPECT_EQ(totalMacs(*small), Macs(32 * 16 * 16 * 27));
    EXPECT_THAT(small->remarks(), Contains(ImportRemark{ImportNote::batchTakenAsOne, "x"}));
    named.dimensions["batch"] = 3;
    const auto three = imported(openNetwork(), named);
    ASSERT_TRUE(three);
    EXPECT_EQ(totalMacs(*three), Macs(3 * 32 * 16 * 16 * 27));
}

TEST(OnnxSizes, ImpossibleSizesAreRefused)
{
    ImportOptions wrong;
    wrong.inputSizes["x"] = {1, 3, 64};
    EXPECT_EQ(errorOf(openNetwork(), wrong).code, ErrorCode::inputSizeInvalid);
    wrong.inputSizes["x"] = {1, 3, 0, 64};
    EXPECT_EQ(errorOf(openNetwork(), wrong).code, ErrorCode::inputSizeInvalid);
    wrong.inputSizes = {{"other", {1, 3, 64, 64}}};
    EXPECT_EQ(errorOf(openNetwork(), wrong).code, ErrorCode::inputSizeInvalid);
    wrong.inputSizes = {};
    wrong.dimensions = {{"depth", 4}};
    EXPECT_EQ(errorOf(openNetwork(), wrong).code, ErrorCode::inputSizeInvalid);
}

} // namespace
} // namespace tenbin
