// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that multiply matrices count, whatever they are called. The figures were derived by hand from the shapes.
#include <gmock/gmock.h>

#include "engine/formats/draft/einsum.h"
#include "engine/formats/tflite/writer.h"
#include "engine/graph/analysis.h"
#include "tests/engine/formats/onnx_fixtures.h"
#include "tests/engine/formats/tflite_fixtures.h"

namespace tenbin {
namespace {

using namespace fixtures;
using testing::ElementsAre;
using K = OperatorKind;
using B = tflite::BuiltinOperator;

std::shared_ptr<const Graph> imported(const OnnxNetwork& net)
{
    const auto graph = net.import();
    EXPECT_TRUE(graph.has_value()) << static_cast<int>(graph.error().code) << graph.error().where.element;
    return graph ? *graph : nullptr;
}

Shape outputShape(const Graph& graph) { return graph.tensor(graph.outputs().front()).shape; }

TEST(Einsum, LettersSayWhatIsSummed)
{
    const auto product = readEinsum(" bij , bjk -> bik ", {{2, 3, 4}, {2, 4, 5}});
    ASSERT_TRUE(product.has_value());
    EXPECT_EQ(product->shape(), (Shape{2, 3, 5}));
    EXPECT_EQ(product->macs(), 2 * 3 * 4 * 5);
    const auto implied = readEinsum("ij,jk", {{3, 4}, {4, 5}});
    ASSERT_TRUE(implied.has_value());
    EXPECT_EQ(implied->result, "ik");
    const auto dots = readEinsum("...ij,jk->...ik", {{7, 2, 3, 4}, {4, 5}});
    ASSERT_TRUE(dots.has_value());
    EXPECT_EQ(dots->shape(), (Shape{7, 2, 3, 5}));
    EXPECT_EQ(dots->macs(), 7 * 2 * 3 * 4 * 5);
    const auto impliedDots = readEinsum("i...,i...", {{4, 6}, {4, 1}});
    ASSERT_TRUE(impliedDots.has_value());
    EXPECT_EQ(impliedDots->shape(), (Shape{6}));
}

TEST(Einsum, WhatDoesNotMultiplyCountsNothing)
{
    EXPECT_EQ(readEinsum("ij->ji", {{3, 4}})->macs(), 0);
    EXPECT_EQ(readEinsum("ii->i", {{3, 3}})->macs(), 0);
    EXPECT_EQ(readEinsum("i,i->i", {{3}, {3}})->macs(), 0);
}

TEST(Einsum, WhatDoesNotBelongTogetherIsRefused)
{
    EXPECT_FALSE(readEinsum("ij,jk->ik", {{3, 4}, {5, 6}}).has_value());
    EXPECT_FALSE(readEinsum("ij,jk->ik", {{3, 4}}).has_value());
    EXPECT_FALSE(readEinsum("ij->il", {{3, 4}}).has_value());
    EXPECT_FALSE(readEinsum("ij->ii", {{3, 4}}).has_value());
    EXPECT_FALSE(readEinsum("i?j->ij", {{3, 4, 5}}).has_value());
    EXPECT_FALSE(readEinsum("", {{3}}).has_value());
    EXPECT_FALSE(readEinsum("abc...", {{3}}).has_value());
    EXPECT_FALSE(readEinsum("...", {Shape(11, 2)}).has_value());
}

TEST(Products, AnEinsumOfTwoMapsIsAMatrixProduct)
{
    OnnxNetwork net;
    net.input("q", {2, 10, 4, 8}).input("k", {2, 12, 4, 8}).output("y");
    attribute(net.node("Einsum", {"q", "k"}, {"y"}), "equation", "bqhd,bkhd->bhqk");
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_THAT(kindsOf(*graph), testing::Contains(K::batchMatMul));
    EXPECT_THAT(kindsOf(*graph), testing::Not(testing::Contains(K::custom)));
    EXPECT_EQ(totalMacs(*graph), Macs(2 * 4 * 10 * 12 * 8));
    EXPECT_EQ(outputShape(*graph), (Shape{2, 4, 10, 12}));
}

TEST(Products, AnEinsumWithWeightsOnEitherSideIsAFullyConnectedLayer)
{
    for (const bool swapped : {false, true}) {
        OnnxNetwork net;
        net.input("x", {1, 6, 16}).counting("w", {16, 2, 8}).output("y");
        const std::vector<std::string> inputs =
            swapped ? std::vector<std::string>{"w", "x"} : std::vector<std::string>{"x", "w"};
        attribute(net.node("Einsum", inputs, {"y"}), "equation", swapped ? "dhk,bsd->bshk" : "bsd,dhk->bshk");
        const auto graph = imported(net);
        ASSERT_TRUE(graph);
        EXPECT_THAT(kindsOf(*graph), ElementsAre(K::fullyConnected, K::reshape));
        EXPECT_EQ(totalMacs(*graph), Macs(6 * 16 * 16));
        EXPECT_EQ(totalParameters(*graph), 256);
        EXPECT_EQ(outputShape(*graph), (Shape{1, 6, 2, 8}));
    }
}

TEST(Products, OtherEinsumsKeepTheirNameAndCount)
{
    OnnxNetwork net;
    net.input("a", {3, 4}).input("b", {4, 5}).input("c", {5, 6}).output("y");
    attribute(net.node("Einsum", {"a", "b", "c"}, {"y"}), "equation", "ij,jk,kl->il");
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_THAT(kindsOf(*graph), ElementsAre(K::custom));
    EXPECT_EQ(totalMacs(*graph), Macs(3 * 4 * 5 * 6));
    EXPECT_EQ(outputShape(*graph), (Shape{3, 6}));
}

TEST(Products, ConvolutionsOverVolumesCount)
{
    OnnxNetwork net;
    net.input("x", {1, 2, 8, 8, 8}).counting("w", {4, 2, 3, 3, 3}).counting("b", {4}).output("y");
    net.node("Conv", {"x", "w", "b"}, {"c"});
    net.counting("v", {4, 3, 2, 2, 2});
    attribute(net.node("ConvTranspose", {"c", "v"}, {"y"}), "strides", std::vector<std::int64_t>{2, 2, 2});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    const Graph& g = *graph;
    ASSERT_EQ(g.operators().size(), 2u);
    EXPECT_EQ(macs(g, g.operators()[0]), Macs(4 * 6 * 6 * 6 * 2 * 27)); // 1x4x6x6x6
    EXPECT_EQ(parameters(g, g.operators()[0]), 4 * 2 * 27 + 4);
    EXPECT_EQ(macs(g, g.operators()[1]), Macs(4 * 6 * 6 * 6 * 3 * 8));
    EXPECT_EQ(totalParameters(g), 4 * 2 * 27 + 4 + 4 * 3 * 8);
    EXPECT_EQ(outputShape(g), (Shape{1, 3, 12, 12, 12}));
}

/// Whatever else stands in a network over volumes is read, by its name.
TEST(Products, NetworksOverVolumesAreRead)
{
    OnnxNetwork net(13);
    net.input("x", {1, 2, 8, 8, 8}).counting("w", {4, 2, 3, 3, 3}).counting("s", {4}).output("y");
    net.node("Conv", {"x", "w"}, {"a"});
    net.node("BatchNormalization", {"a", "s", "s", "s", "s"}, {"b"});
    net.node("Relu", {"b"}, {"c"});
    attribute(net.node("MaxPool", {"c"}, {"d"}), "kernel_shape", std::vector<std::int64_t>{2, 2, 2});
    attribute(net.node("LRN", {"d"}, {"e"}), "size", std::int64_t{3});
    net.node("GlobalAveragePool", {"e"}, {"f"});
    net.node("Flatten", {"f"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(outputShape(*graph), (Shape{1, 4}));
    EXPECT_EQ(totalMacs(*graph), Macs(864 * 54));
}

TEST(Products, WeightsThatComeAtRunTimeCount)
{
    OnnxNetwork net;
    net.input("x", {1, 4, 6, 6}).input("w", {4, 3, 2, 2}).output("y");
    net.node("ConvTranspose", {"x", "w"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(144 * 12));
    EXPECT_EQ(totalParameters(*graph), 0);
}

TEST(Products, DeformedConvolutionsCount)
{
    OnnxNetwork net(19);
    net.input("x", {1, 4, 6, 6}).counting("w", {8, 2, 3, 3}).input("offset", {1, 18, 4, 4}).output("y");
    attribute(net.node("DeformConv", {"x", "w", "offset"}, {"y"}), "group", std::int64_t{2});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(8 * 4 * 4 * 2 * 9));
    EXPECT_EQ(totalParameters(*graph), 8 * 2 * 9);
}

TEST(Products, AttentionWithKeysOfEarlierStepsCounts)
{
    OnnxNetwork net(23);
    net.input("q", {1, 4, 2, 8}).input("k", {1, 4, 2, 8}).input("v", {1, 4, 2, 16});
    net.input("pk", {1, 4, 10, 8}).input("pv", {1, 4, 10, 16}).output("y").output("nk").output("nv");
    net.node("Attention", {"q", "k", "v", "", "pk", "pv"}, {"y", "nk", "nv"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(4 * 2 * 12 * 8 + 4 * 2 * 12 * 16));
    EXPECT_EQ(outputShape(*graph), (Shape{1, 4, 2, 16}));
    EXPECT_EQ(graph->tensor(graph->outputs()[1]).shape, (Shape{1, 4, 12, 8}));
}

/// A named operator of a TensorFlow Lite file with weights behind its first or second place.
struct Named {
    B code;
    std::string custom;
    std::vector<TfliteMaker::Shape> inputs; ///< the second is constant
    TfliteMaker::Shape output;
    std::int64_t macs;
};

TEST(Products, NamedOperatorsOfTfliteCount)
{
    const std::vector<Named> all{
        {B::CONV_3D, "", {{1, 8, 8, 8, 2}, {3, 3, 3, 2, 4}}, {1, 6, 6, 6, 4}, 864 * 54},
        {B::CONV_3D_TRANSPOSE, "", {{5}, {2, 2, 2, 3, 4}, {1, 6, 6, 6, 4}}, {1, 12, 12, 12, 3}, 864 * 24},
        {B::CUSTOM, "Convolution2DTransposeBias", {{1, 6, 6, 4}, {3, 2, 2, 4}, {3}}, {1, 12, 12, 3}, 144 * 12},
        {B::CUSTOM, "FlexConv3D", {{1, 8, 8, 8, 2}, {3, 3, 3, 2, 4}}, {1, 6, 6, 6, 4}, 864 * 54},
        {B::CUSTOM, "FlexDepthwiseConv2dNative", {{1, 8, 8, 2}, {3, 3, 2, 2}}, {1, 6, 6, 4}, 144 * 9},
        {B::CUSTOM, "FlexBatchMatMulV2", {{2, 3, 7, 5}, {2, 3, 5, 11}}, {2, 3, 7, 11}, 6 * 7 * 11 * 5},
        {B::CUSTOM, "FlexErf", {{1, 8}, {8}}, {1, 8}, 0},
    };
    for (const Named& named : all) {
        TfliteMaker maker;
        TfliteMaker::Ids ids, given;
        std::int64_t weights = 0;
        for (std::size_t i = 0; i < named.inputs.size(); ++i) {
            std::size_t count = 1;
            for (const auto length : named.inputs[i])
                count *= static_cast<std::size_t>(length);
            const bool constant = i == 1;
            ids.push_back(
                maker.tensor({named.inputs[i], tflite::TensorType::FLOAT32, constant ? maker.buffer(4 * count) : 0u}));
            if (constant)
                weights = static_cast<std::int64_t>(count);
            else
                given.push_back(ids.back());
        }
        const auto y = maker.tensor({named.output});
        maker.op(named.code, ids, {y}, tflite::BuiltinOptions::NONE, 0, named.custom);
        maker.subgraph(given, {y});
        const auto graph = importBytes(maker.file());
        const std::string name = named.custom + std::string(tflite::EnumNameBuiltinOperator(named.code));
        ASSERT_TRUE(graph.has_value()) << name << " " << graph.error().where.element;
        EXPECT_EQ(totalMacs(**graph), Macs(named.macs)) << name;
        EXPECT_EQ(totalParameters(**graph), named.macs > 0 ? weights : 0) << name;
    }
}

TEST(Products, StablehloSaysWhichDimensionsAreSummed)
{
    TfliteMaker maker;
    const auto a = maker.tensor({{2, 5, 3}}), b = maker.tensor({{2, 5, 7}}), y = maker.tensor({{2, 3, 7}});
    const std::vector<std::int64_t> summed{1};
    maker.op2(B::STABLEHLO_DOT_GENERAL, {a, b}, {y}, tflite::BuiltinOptions2::StablehloDotGeneralOptions,
              tflite::CreateStablehloDotGeneralOptionsDirect(maker.builder(), &summed).Union());
    maker.subgraph({a, b}, {y});
    const auto graph = importBytes(maker.file());
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(2 * 3 * 7 * 5));
}

TEST(Products, ACompositeIsWhatItsSubgraphComputes)
{
    TfliteMaker maker;
    const auto x = maker.tensor({{1, 8, 8, 2}}),
               w = maker.tensor({{4, 3, 3, 2}, tflite::TensorType::FLOAT32, maker.buffer(4 * 72)}),
               bias = maker.tensor({{4}, tflite::TensorType::FLOAT32, maker.buffer(16)}),
               y = maker.tensor({{1, 8, 8, 4}});
    maker.op2(B::STABLEHLO_COMPOSITE, {x, w, bias}, {y}, tflite::BuiltinOptions2::StableHLOCompositeOptions,
              tflite::CreateStableHLOCompositeOptionsDirect(maker.builder(), "odml.conv", 1).Union());
    maker.subgraph({x}, {y});
    const auto bx = maker.tensor({{1, 8, 8, 2}}), bw = maker.tensor({{4, 3, 3, 2}}), bb = maker.tensor({{4}}),
               by = maker.tensor({{1, 8, 8, 4}});
    maker.convolution(bx, bw, bb, by);
    maker.subgraph({bx, bw, bb}, {by});
    const auto graph = importBytes(maker.file());
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::conv2d));
    EXPECT_EQ(totalMacs(**graph), Macs(64 * 4 * 18));
    EXPECT_EQ(totalParameters(**graph), 76);
}

TEST(Products, WhatIsWrittenIsCountedAgain)
{
    OnnxNetwork net;
    net.input("x", {1, 2, 8, 8, 8}).counting("w", {4, 2, 3, 3, 3}).output("y");
    net.node("Conv", {"x", "w"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    const auto again = importBytes(writeTflite(*graph).value());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(totalMacs(**again), totalMacs(*graph));
    EXPECT_EQ(totalParameters(**again), totalParameters(*graph));
}

TEST(Products, VectorsAreMatricesOfOneRowOrColumn)
{
    struct Case {
        Shape a, b, result;
        std::int64_t macs;
    };
    const std::vector<Case> cases{{{16}, {16, 8}, {8}, 128},
                                  {{2, 5, 16}, {16}, {2, 5}, 160},
                                  {{16}, {16}, {}, 16},
                                  {{16}, {3, 16, 8}, {3, 8}, 384}};
    for (const Case& c : cases) {
        OnnxNetwork net;
        net.input("a", c.a).input("b", c.b).output("y").node("MatMul", {"a", "b"}, {"y"});
        const auto graph = imported(net);
        ASSERT_TRUE(graph);
        EXPECT_EQ(totalMacs(*graph), Macs(c.macs)) << toString(c.a) << toString(c.b);
        EXPECT_EQ(outputShape(*graph), c.result) << toString(c.a) << toString(c.b);
    }
}

TEST(Products, AVectorOfWeightsIsALayerWithOneOutput)
{
    OnnxNetwork net;
    net.input("x", {5, 16}).output("y").counting("w", {16}).node("MatMul", {"x", "w"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(5 * 16));
    EXPECT_EQ(totalParameters(*graph), 16);
    EXPECT_EQ(outputShape(*graph), (Shape{5}));
}

TEST(Products, AGemmCountsWhateverItsFactorsAre)
{
    for (const Shape& bias : {Shape{}, Shape{1}, Shape{8}, Shape{5, 8}}) {
        OnnxNetwork net;
        net.input("x", {16, 5}).output("y").counting("w", {16, 8}).counting("c", bias);
        auto& gemm = net.node("Gemm", {"x", "w", "c"}, {"y"});
        attribute(gemm, "transA", std::int64_t{1});
        attribute(gemm, "alpha", 2.0f);
        attribute(gemm, "beta", 0.5f);
        const auto graph = imported(net);
        ASSERT_TRUE(graph);
        EXPECT_EQ(totalMacs(*graph), Macs(5 * 16 * 8)) << toString(bias);
        EXPECT_GE(totalParameters(*graph), 16 * 8) << toString(bias);
        EXPECT_EQ(outputShape(*graph), (Shape{5, 8})) << toString(bias);
    }
    OnnxNetwork both;
    both.input("x", {5, 16}).input("v", {7, 16}).output("y");
    auto& gemm = both.node("Gemm", {"x", "v"}, {"y"});
    attribute(gemm, "transB", std::int64_t{1});
    attribute(gemm, "alpha", 0.125f);
    const auto graph = imported(both);
    ASSERT_TRUE(graph);
    EXPECT_THAT(kindsOf(*graph), ElementsAre(K::batchMatMul, K::mul));
    EXPECT_EQ(totalMacs(*graph), Macs(5 * 16 * 7));
}

TEST(Products, WeightsOfAGemmKeepTheirWidthWhenTheyAreScaled)
{
    OnnxNetwork net;
    net.input("x", {5, 4}).output("y").floats("s", {}, {0.5f});
    net.integers("q", {4, 2}, onnx::TensorProto::INT8, {1, 2, 3, 4, 5, 6, 7, 8});
    net.node("DequantizeLinear", {"q", "s"}, {"w"});
    attribute(net.node("Gemm", {"x", "w"}, {"y"}), "alpha", 0.5f);
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    const Tensor& weights = *graph->input(graph->operators().front(), 1);
    EXPECT_EQ(weights.type, DataType::int8());
    EXPECT_THAT(weights.quantization.scales, ElementsAre(0.25f));
    EXPECT_EQ(totalMacs(*graph), Macs(5 * 4 * 2));
}

TEST(Products, GroupsOfATransposedConvolutionMeetTheirOwnOutputs)
{
    for (const std::int64_t groups : {1, 2, 4}) {
        OnnxNetwork net;
        net.input("x", {1, 4, 8, 8}).output("y").counting("w", {4, 4 / groups, 4, 4});
        auto& node = net.node("ConvTranspose", {"x", "w"}, {"y"});
        attribute(node, "strides", {2, 2});
        attribute(node, "group", groups);
        const auto graph = imported(net);
        ASSERT_TRUE(graph);
        EXPECT_EQ(totalMacs(*graph), Macs(64 * 4 * (4 / groups) * 16)) << groups;
        EXPECT_EQ(totalParameters(*graph), 64 * 4 / groups) << groups;
    }
}

TEST(Products, HeadsOfQueriesMayShareTheirKeys)
{
    OnnxNetwork flat(23);
    flat.input("q", {1, 10, 64}).input("k", {1, 20, 32}).input("v", {1, 20, 32}).output("y");
    auto& node = flat.node("Attention", {"q", "k", "v"}, {"y"});
    attribute(node, "q_num_heads", std::int64_t{4});
    attribute(node, "kv_num_heads", std::int64_t{2});
    OnnxNetwork apart(23);
    apart.input("q", {1, 4, 10, 16}).input("k", {1, 2, 20, 16}).input("v", {1, 2, 20, 16}).output("y");
    apart.node("Attention", {"q", "k", "v"}, {"y"});
    for (const auto& [net, result] : {std::pair{&flat, Shape{1, 10, 64}}, {&apart, Shape{1, 4, 10, 16}}}) {
        const auto graph = imported(*net);
        ASSERT_TRUE(graph);
        EXPECT_EQ(totalMacs(*graph), Macs(2 * 4 * 10 * 20 * 16));
        EXPECT_EQ(outputShape(*graph), result);
    }
}

TEST(Products, ATokenMeetsTheExpertsThatAreChosen)
{
    OnnxNetwork net;
    net.input("x", {10, 16}).input("r", {10, 4}).output("y").counting("a", {4, 16, 32}).counting("b", {4, 32, 16});
    attribute(net.node("MoE", {"x", "r", "a", "", "b"}, {"y"}, "com.microsoft"), "k", std::int64_t{2});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(10 * 2 * (16 * 32 + 32 * 16)));
    EXPECT_EQ(totalParameters(*graph), 2 * 4 * 16 * 32);
    EXPECT_EQ(outputShape(*graph), (Shape{10, 16}));
}

TEST(Products, AConstantMatrixIsAParameterOnEitherSide)
{
    OnnxNetwork net;
    net.input("x", {2, 16, 5}).output("y").counting("w", {8, 16}).node("MatMul", {"w", "x"}, {"y"});
    const auto graph = imported(net);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(2 * 8 * 16 * 5));
    EXPECT_EQ(totalParameters(*graph), 8 * 16);
    EXPECT_EQ(parameters(*graph, graph->operators().front()), 8 * 16);
}

} // namespace
} // namespace tenbin
