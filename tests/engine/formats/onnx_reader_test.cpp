// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/onnx_fixtures.h"

#include <gmock/gmock.h>

#include "engine/graph/analysis.h"

namespace tenbin {
namespace {

using namespace fixtures;
using testing::ElementsAre;
using K = OperatorKind;

TEST(OnnxReader, BringsAClassifierToTheConventions)
{
    const auto graph = onnxClassifierNetwork().import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::conv2d, K::maxPool2d, K::reshape, K::fullyConnected));
    EXPECT_EQ(g.tensor(g.inputs().front()).shape, (Shape{1, 4, 4, 2}));
    EXPECT_EQ(g.tensor(g.outputs().front()).shape, (Shape{1, 2}));
    EXPECT_EQ(g.origin().format, "ONNX");
    EXPECT_EQ(g.remarks(), (std::vector<ImportRemark>{{ImportNote::batchTakenAsOne, "x"}}));
    EXPECT_EQ(totalMacs(g), Macs(4 * 4 * 3 * 18 + 24));

    const Operator& conv = g.operators()[0];
    EXPECT_EQ(std::get<Conv2dAttributes>(conv.attributes).activation, Activation::relu);
    EXPECT_EQ(std::get<Conv2dAttributes>(conv.attributes).padding, (Padding2d{1, 1, 1, 1}));
    // Normalisation: the first channel is scaled by 2 / sqrt(4) = 1, its bias is (10 - 1) * 1 + 5.
    const auto bias = valuesOf<float>(*g.input(conv, 2));
    EXPECT_THAT(bias, ElementsAre(14.0f, 20.0f, 30.0f));
    // OIHW to OHWI: at (0,0) the two input channels, 9 apart in the file.
    EXPECT_EQ(g.input(conv, 1)->shape, (Shape{3, 3, 3, 2}));
    const auto weights = valuesOf<float>(*g.input(conv, 1));
    EXPECT_THAT(std::vector<float>(weights.begin(), weights.begin() + 4), ElementsAre(1, 10, 2, 11));
    // The flattened map is in [H,W,C] order: so are the inputs of the weights behind it.
    const auto dense = valuesOf<float>(*g.input(g.operators()[3], 1));
    EXPECT_THAT(std::vector<float>(dense.begin(), dense.begin() + 12),
                ElementsAre(1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12));
}

TEST(OnnxReader, KeepsNormalisationWithoutValues)
{
    OnnxNetwork net;
    net.input("x", {1, 2, 4, 4}).output("n").counting("w", {3, 2, 1, 1});
    for (const char* name : {"scale", "shift", "mean", "variance"})
        net.constant(name, {3}, onnx::TensorProto::FLOAT);
    net.node("Conv", {"x", "w"}, {"c"});
    net.node("BatchNormalization", {"c", "scale", "shift", "mean", "variance"}, {"n"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::conv2d, K::batchNormalization));
    EXPECT_EQ((*graph)->remarks().size(), 4u);
    EXPECT_EQ((*graph)->remarks().front(), (ImportRemark{ImportNote::weightsMissing, "scale"}));
}

TEST(OnnxReader, KeepsAnActivationThatOthersReadBefore)
{
    OnnxNetwork net;
    net.input("x", {1, 2, 4, 4}).output("s").counting("w", {2, 2, 1, 1});
    net.node("Conv", {"x", "w"}, {"c"});
    net.node("Relu", {"c"}, {"r"});
    net.node("Add", {"c", "r"}, {"s"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::conv2d, K::relu, K::add));
}

TEST(OnnxReader, ReadsDepthwiseGroupedAndTransposedConvolutions)
{
    OnnxNetwork net;
    net.input("x", {1, 4, 6, 6})
        .output("t")
        .counting("dw", {8, 1, 3, 3})
        .counting("gw", {6, 4, 1, 1})
        .counting("tw", {6, 2, 2, 2});
    attribute(net.node("Conv", {"x", "dw"}, {"d"}), "group", std::int64_t{4});
    attribute(net.node("Conv", {"d", "gw"}, {"g"}), "group", std::int64_t{2});
    attribute(net.node("ConvTranspose", {"g", "tw"}, {"t"}), "strides", std::vector<std::int64_t>{2, 2});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::depthwiseConv2d, K::conv2d, K::transposeConv2d));
    EXPECT_EQ(g.input(g.operators()[0], 1)->shape, (Shape{1, 3, 3, 8}));
    EXPECT_EQ(valuesOf<float>(*g.input(g.operators()[0], 1))[1], 10.0f); // second channel, first tap
    EXPECT_EQ(g.input(g.operators()[1], 1)->shape, (Shape{6, 1, 1, 4}));
    EXPECT_EQ(std::get<Conv2dAttributes>(g.operators()[1].attributes).groups, 2);
    EXPECT_EQ(g.input(g.operators()[2], 1)->shape, (Shape{2, 2, 2, 6}));
    const auto tw = valuesOf<float>(*g.input(g.operators()[2], 1));
    EXPECT_THAT(std::vector<float>(tw.begin(), tw.begin() + 3), ElementsAre(1, 9, 17)); // [I,O,H,W]: inputs are 8 apart
    EXPECT_EQ(g.output(g.operators()[2]).shape, (Shape{1, 8, 8, 2}));
}

TEST(OnnxReader, ReadsOneDimensionalConvolutionsAsHeightOne)
{
    OnnxNetwork net;
    net.input("x", {1, 3, 20}).output("m").counting("w", {5, 3, 4});
    auto& conv = net.node("Conv", {"x", "w"}, {"c"});
    attribute(conv, "strides", std::vector<std::int64_t>{2});
    attribute(conv, "pads", std::vector<std::int64_t>{1, 1});
    auto& mean = net.node("ReduceMean", {"c"}, {"m"});
    attribute(mean, "axes", std::vector<std::int64_t>{2});
    attribute(mean, "keepdims", std::int64_t{0});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_EQ(g.tensor(g.inputs().front()).shape, (Shape{1, 1, 20, 3}));
    EXPECT_EQ(g.input(g.operators()[0], 1)->shape, (Shape{5, 1, 4, 3}));
    EXPECT_EQ(g.output(g.operators()[0]).shape, (Shape{1, 1, 10, 5}));
    EXPECT_EQ(std::get<Conv2dAttributes>(g.operators()[0].attributes).padding, (Padding2d{0, 0, 1, 1}));
    EXPECT_EQ(g.output(g.operators()[1]).shape, (Shape{1, 5}));
    EXPECT_EQ(totalMacs(g), Macs(10 * 5 * 12));
}

TEST(OnnxReader, FoldsShapeArithmetic)
{
    OnnxNetwork net;
    net.input("x", {-1, 2, 4, 4}).output("y").counting("w", {3, 2, 1, 1}).int64s("zero", {0}).int64s("minus", {-1});
    net.node("Conv", {"x", "w"}, {"c"});
    net.node("Shape", {"c"}, {"s"});
    net.node("Gather", {"s", "zero"}, {"n"});
    attribute(net.node("Concat", {"n", "minus"}, {"target"}), "axis", std::int64_t{0});
    net.node("Reshape", {"c", "target"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 48}));
    EXPECT_EQ((*graph)->remarks().back(), (ImportRemark{ImportNote::constantFolded, "3"}));
    // The network returns a flattened map: its elements keep the order of the file.
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::conv2d, K::transpose, K::reshape));
}

TEST(OnnxReader, FollowsTransposesBetweenLayouts)
{
    // As TensorFlow exports: NHWC input, transposes around each convolution.
    OnnxNetwork net;
    net.input("x", {1, 8, 8, 3}).output("y").counting("w", {4, 3, 1, 1});
    attribute(net.node("Transpose", {"x"}, {"t"}), "perm", std::vector<std::int64_t>{0, 3, 1, 2});
    net.node("Conv", {"t", "w"}, {"c"});
    attribute(net.node("Transpose", {"c"}, {"y"}), "perm", std::vector<std::int64_t>{0, 2, 3, 1});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::conv2d));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 8, 8, 4}));
}

TEST(OnnxReader, MovesAxesOfMapsAlong)
{
    OnnxNetwork net;
    net.input("x", {1, 4, 6, 5})
        .output("s")
        .counting("w", {4, 4, 1, 1})
        .counting("k", {4, 1, 1})
        .int64s("pads", {0, 0, 1, 2, 0, 0, 3, 4});
    net.node("Conv", {"x", "w"}, {"c"});
    net.node("Mul", {"c", "k"}, {"m"});
    attribute(net.node("Concat", {"c", "m"}, {"cat"}), "axis", std::int64_t{1});
    net.node("Pad", {"cat", "pads"}, {"p"});
    attribute(net.node("Softmax", {"p"}, {"s"}), "axis", std::int64_t{1});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::conv2d, K::mul, K::concatenation, K::pad, K::softmax));
    EXPECT_EQ(g.input(g.operators()[1], 1)->shape, (Shape{1, 1, 1, 4}));
    EXPECT_THAT(std::get<AxisAttributes>(g.operators()[2].attributes).axes, ElementsAre(3));
    EXPECT_EQ(g.output(g.operators()[3]).shape, (Shape{1, 10, 11, 8}));
    EXPECT_NE(g.operators()[4].attributesAs<ScalarAttributes>(), nullptr); // along channels: the last dimension
}

TEST(OnnxReader, ReadsAnAttentionBlock)
{
    OnnxNetwork net;
    net.input("x", {1, 10, 8})
        .output("y")
        .counting("wq", {8, 8})
        .floats("bq", {8}, std::vector<float>(8, 1))
        .counting("wk", {8, 8})
        .counting("wv", {8, 8});
    net.int64s("heads", {1, 10, 2, 4}).int64s("flat", {1, 10, 8});
    net.node("MatMul", {"x", "wq"}, {"q0"});
    net.node("Add", {"q0", "bq"}, {"q"});
    net.node("MatMul", {"x", "wk"}, {"k"});
    net.node("MatMul", {"x", "wv"}, {"v"});
    for (const std::string name : {"q", "k", "v"}) {
        net.node("Reshape", {name, "heads"}, {name + "r"});
        attribute(net.node("Transpose", {name + "r"}, {name + "t"}), "perm",
                  name == "k" ? std::vector<std::int64_t>{0, 2, 3, 1} : std::vector<std::int64_t>{0, 2, 1, 3});
    }
    net.node("MatMul", {"qt", "kt"}, {"scores"});
    attribute(net.node("Softmax", {"scores"}, {"p"}), "axis", std::int64_t{-1});
    net.node("MatMul", {"p", "vt"}, {"context"});
    attribute(net.node("Transpose", {"context"}, {"ct"}), "perm", std::vector<std::int64_t>{0, 2, 1, 3});
    net.node("Reshape", {"ct", "flat"}, {"o"});
    net.floats("root", {}, {1.41421356f}).floats("one", {}, {1}).floats("half", {}, {0.5f});
    net.node("Div", {"o", "root"}, {"scaled"});
    net.node("Erf", {"scaled"}, {"erf"});
    net.node("Add", {"erf", "one"}, {"plus"});
    net.node("Mul", {"o", "plus"}, {"product"});
    net.node("Mul", {"product", "half"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_EQ(totalMacs(g), Macs(3 * 10 * 8 * 8 + 2 * (2 * 10 * 10 * 4)));
    EXPECT_EQ(g.operators().back().kind, K::gelu);
    EXPECT_TRUE(g.remarks().empty());
    ASSERT_EQ(g.operators().front().kind, K::fullyConnected);
    EXPECT_EQ(g.operators().front().inputs.size(), 3u); // the addition became its bias
    // MatMul has [in,out]; here [out,in].
    EXPECT_EQ(valuesOf<float>(*g.input(g.operators().front(), 1))[1], 9.0f);
}

TEST(OnnxReader, ReadsRecurrentCells)
{
    OnnxNetwork net;
    net.input("x", {12, 1, 6})
        .output("y")
        .output("h")
        .counting("w", {1, 20, 6})
        .counting("r", {1, 20, 5})
        .counting("b", {1, 40});
    attribute(net.node("LSTM", {"x", "w", "r", "b"}, {"y", "h"}), "hidden_size", std::int64_t{5});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_EQ(totalMacs(g), Macs(12 * (20 * 6 + 20 * 5)));
    EXPECT_EQ(g.tensor(g.outputs()[0]).shape, (Shape{12, 1, 1, 5}));
    EXPECT_EQ(g.tensor(g.outputs()[1]).shape, (Shape{1, 1, 5}));
}

TEST(OnnxReader, KeepsUnknownOperatorsWithDeclaredShapes)
{
    OnnxNetwork net;
    net.input("x", {1, 4}).output("y").valueInfo("u", {1, 9});
    net.node("Mystery", {"x"}, {"u"}, "com.example");
    net.node("Relu", {"u"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ((*graph)->operators()[0].customName, "Mystery");
    EXPECT_EQ((*graph)->remarks(), (std::vector<ImportRemark>{{ImportNote::operatorUnknown, "Mystery"}}));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 9}));
}

TEST(OnnxReader, AsksTheLibraryForShapesOfOperatorsItDoesNotKnow)
{
    OnnxNetwork net;
    net.input("x", {4, 6}).output("y").int64s("k", {2});
    net.node("TopK", {"x", "k"}, {"values", "y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{4, 2}));
}

Error errorOf(const OnnxNetwork& net)
{
    const auto graph = net.import();
    EXPECT_FALSE(graph.has_value());
    return graph ? Error{} : graph.error();
}

TEST(OnnxReader, NamesTheNodeThatIsWrong)
{
    {
        OnnxNetwork net;
        net.input("x", {1, 4}).output("y");
        net.node("Add", {}, {"y"});
        EXPECT_EQ(errorOf(net), (Error{ErrorCode::operatorMalformed,
                                       {"node Add_y (Add)", "input"},
                                       {.file = "fixture", .element = "node Add_y (Add)"}}));
    }
    {
        OnnxNetwork net;
        net.input("x", {1, 4}).output("y");
        net.node("Relu", {"absent"}, {"y"});
        EXPECT_EQ(errorOf(net), (Error{ErrorCode::operatorMalformed,
                                       {"node Relu_y (Relu)", "absent"},
                                       {.file = "fixture", .element = "node Relu_y (Relu)"}}));
    }
    {
        OnnxNetwork net;
        net.input("x", {1, 3, 8, 8}).output("y").counting("w", {4, 2, 3, 3});
        net.node("Conv", {"x", "w"}, {"y"});
        const Error error = errorOf(net);
        EXPECT_EQ(error.code, ErrorCode::shapeMismatch);
        EXPECT_EQ(error.where.element, "node Conv_y (Conv)");
    }
    {
        OnnxNetwork net;
        net.input("x", {1, 3, 8, 8}).output("y").counting("w", {4, 3, 3, 3});
        attribute(net.node("Conv", {"x", "w"}, {"y"}), "strides", std::vector<std::int64_t>{0, 1});
        EXPECT_EQ(errorOf(net), (Error{ErrorCode::attributeInvalid,
                                       {"node Conv_y (Conv)", "strides", "0,1"},
                                       {.file = "fixture", .element = "node Conv_y (Conv)"}}));
    }
    {
        OnnxNetwork net;
        net.input("x", {1, 4}).output("a");
        net.node("Add", {"x", "b"}, {"a"});
        net.node("Add", {"x", "a"}, {"b"});
        const Error error = errorOf(net);
        EXPECT_EQ(error.code, ErrorCode::cyclicGraph);
        EXPECT_EQ(error.arguments, (std::vector<std::string>{"node Add_a (Add)"}));
    }
    {
        OnnxNetwork net;
        net.input("x", {1, -1, 8, 8}).output("y");
        net.node("Relu", {"x"}, {"y"});
        EXPECT_EQ(errorOf(net), (Error{ErrorCode::inputSizeOpen,
                                       {"x", "1xNx8x8", "N", "?input=1x224x8x8"},
                                       {.file = "fixture", .element = "input x"}}));
    }
    {
        OnnxNetwork net;
        net.input("x", {1, 4}).output("y").constant("w", {4, 4}, onnx::TensorProto::FLOAT).set_raw_data("short");
        net.node("MatMul", {"x", "w"}, {"y"});
        EXPECT_EQ(errorOf(net),
                  (Error{ErrorCode::modelCorrupt, {"w: 5 / 64"}, {.file = "fixture", .element = "initializer w"}}));
    }
}

TEST(OnnxReader, NamesAGraphWithoutNodes)
{
    OnnxNetwork empty;
    empty.input("x", {1, 4}).output("x");
    EXPECT_EQ(errorOf(empty).code, ErrorCode::modelEmpty);
}

TEST(OnnxReader, SortsNodesAndAcceptsExternalData)
{
    OnnxNetwork net;
    net.input("x", {1, 4}).output("y");
    net.constant("w", {4, 3}, onnx::TensorProto::FLOAT).set_data_location(onnx::TensorProto::EXTERNAL);
    net.node("Relu", {"m"}, {"y"});
    net.node("MatMul", {"x", "w"}, {"m"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::fullyConnected));
    EXPECT_EQ((*graph)->remarks(), (std::vector<ImportRemark>{{ImportNote::weightsMissing, "w"}}));
    EXPECT_EQ(totalMacs(**graph), Macs(12));
}

} // namespace
} // namespace tenbin
