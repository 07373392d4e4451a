// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/onnx_fixtures.h"

#include <gmock/gmock.h>

#include "engine/graph/analysis.h"

namespace tenbin {
namespace {

using namespace fixtures;
using testing::ElementsAre;
using K = OperatorKind;
using Integers = std::vector<std::int64_t>;

/// The weights of one 1x1 convolution [2,2,1,1] that `prepare` makes out of "w" = 1, 2, 3, 4.
template <class Prepare>
std::vector<float> weightsAfter(Prepare prepare, std::int64_t opset = 13)
{
    OnnxNetwork net(opset);
    net.input("x", {1, 2, 4, 4}).output("y").counting("w", {2, 2, 1, 1});
    prepare(net);
    net.node("Conv", {"x", "ready"}, {"y"});
    const auto graph = net.import();
    if (!graph)
        return {};
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::conv2d));
    EXPECT_EQ(totalMacs(g), Macs(4 * 4 * 2 * 2));
    EXPECT_EQ(totalParameters(g), 4);
    const auto values = valuesOf<float>(*g.input(g.operators().front(), 1));
    return {values.begin(), values.end()};
}

TEST(OnnxConstants, ArithmeticOnWeightsIsDoneAtImport)
{
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    net.floats("s", {2, 1, 1, 1}, {10, 100});
                    net.node("Mul", {"w", "s"}, {"ready"});
                }),
                ElementsAre(10, 20, 300, 400));
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    net.floats("one", {}, {1}).floats("two", {1}, {2});
                    net.node("Sub", {"w", "one"}, {"a"});
                    net.node("Div", {"a", "two"}, {"ready"});
                }),
                ElementsAre(0, 0.5f, 1, 1.5f));
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    net.floats("two", {}, {2});
                    net.node("Pow", {"w", "two"}, {"a"});
                    net.node("Sqrt", {"a"}, {"b"});
                    net.node("Neg", {"b"}, {"ready"});
                }),
                ElementsAre(-1, -2, -3, -4));
}

TEST(OnnxConstants, WeightsAreNormalisedAtImport)
{
    // Weight normalisation: w / sum of each row = [1/3, 2/3], [3/7, 4/7].
    const auto weights = weightsAfter([](OnnxNetwork& net) {
        auto& sum = net.node("ReduceSum", {"w", "axes"}, {"n"});
        attribute(sum, "keepdims", std::int64_t{1});
        net.int64s("axes", {1, 2, 3});
        net.node("Div", {"w", "n"}, {"ready"});
    });
    ASSERT_EQ(weights.size(), 4u);
    EXPECT_FLOAT_EQ(weights[0], 1.0f / 3);
    EXPECT_FLOAT_EQ(weights[1], 2.0f / 3);
    EXPECT_FLOAT_EQ(weights[2], 3.0f / 7);
    EXPECT_FLOAT_EQ(weights[3], 4.0f / 7);
}

/// Spectral normalisation of [[1, 2], [3, 4]]: u (W v) with u = [1, 0] and v = [1, 1] is 3.
TEST(OnnxConstants, ProductsOfConstantsAreComputedAtImport)
{
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    net.int64s("matrix", {2, 2}).floats("u", {2}, {1, 0}).floats("v", {2}, {1, 1});
                    net.node("Reshape", {"w", "matrix"}, {"m"});
                    net.node("MatMul", {"m", "v"}, {"wv"});
                    net.node("MatMul", {"u", "wv"}, {"sigma"});
                    net.node("Div", {"w", "sigma"}, {"ready"});
                }),
                testing::Pointwise(testing::FloatEq(), {1.0f / 3, 2.0f / 3, 1.0f, 4.0f / 3}));
}

TEST(OnnxConstants, WeightsAreMovedAtImport)
{
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    attribute(net.node("Transpose", {"w"}, {"ready"}), "perm", Integers{1, 0, 2, 3});
                }),
                ElementsAre(1, 3, 2, 4));
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    net.int64s("from", {-1}).int64s("to", {-9}).int64s("axis", {0}).int64s("step", {-1});
                    net.node("Slice", {"w", "from", "to", "axis", "step"}, {"ready"});
                }),
                ElementsAre(3, 4, 1, 2));
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    net.int64s("rows", {1, 1});
                    attribute(net.node("Gather", {"w", "rows"}, {"ready"}), "axis", std::int64_t{0});
                }),
                ElementsAre(3, 4, 3, 4));
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    attribute(net.node("Split", {"w"}, {"a", "b"}), "axis", std::int64_t{1});
                    attribute(net.node("Concat", {"b", "a"}, {"ready"}), "axis", std::int64_t{1});
                }),
                ElementsAre(2, 1, 4, 3));
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    net.floats("big", {}, {2.5f}).floats("zero", {}, {0});
                    net.node("Greater", {"w", "big"}, {"c"});
                    net.node("Where", {"c", "w", "zero"}, {"ready"});
                }),
                ElementsAre(0, 0, 3, 4));
    EXPECT_THAT(weightsAfter([](OnnxNetwork& net) {
                    net.integers("row", {1, 1}, onnx::TensorProto::INT64, {});
                    net.model().mutable_graph()->mutable_initializer(1)->add_int64_data(1);
                    net.floats("new", {1, 2, 1, 1}, {7, 8});
                    net.node("ScatterND", {"w", "row", "new"}, {"ready"});
                }),
                ElementsAre(1, 2, 7, 8));
}

/// As PyTorch exports F.pad: the pads of all axes are computed from a short list, backwards.
TEST(OnnxConstants, PadsComputedByPyTorchAreFound)
{
    OnnxNetwork net(13);
    net.input("x", {1, 3, 8, 8}).output("y").int64s("short", {1, 2, 3, 4}).int64s("four", {4});
    net.int64s("rows", {-1, 2}).int64s("flat", {-1}).int64s("from", {-1}).int64s("to", {-9223372036854775807});
    net.int64s("axis", {0}).int64s("step", {-1});
    net.node("ConstantOfShape", {"four"}, {"zeros"});
    attribute(net.node("Cast", {"zeros"}, {"rest"}), "to", std::int64_t{onnx::TensorProto::INT64});
    attribute(net.node("Concat", {"short", "rest"}, {"all"}), "axis", std::int64_t{0});
    net.node("Reshape", {"all", "rows"}, {"pairs"});
    net.node("Slice", {"pairs", "from", "to", "axis", "step"}, {"turned"});
    attribute(net.node("Transpose", {"turned"}, {"columns"}), "perm", Integers{1, 0});
    net.node("Reshape", {"columns", "flat"}, {"pads"});
    net.node("Pad", {"x", "pads"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::pad));
    // width 8 + 1 + 2, height 8 + 3 + 4
    const Shape out = (*graph)->tensor((*graph)->outputs().front()).shape;
    EXPECT_TRUE(out == (Shape{1, 3, 15, 11}) || out == (Shape{1, 15, 11, 3})) << toString(out);
}

TEST(OnnxConstants, HalfWeightsThatAreCastKeepTheirWidth)
{
    OnnxNetwork net;
    net.input("x", {1, 4, 2, 2}).output("y");
    net.integers("w", {4, 4, 1, 1}, onnx::TensorProto::FLOAT16, std::vector<std::int32_t>(16, 0x3c00)); // 1.0
    attribute(net.node("Cast", {"w"}, {"wide"}), "to", std::int64_t{onnx::TensorProto::FLOAT});
    net.node("Conv", {"x", "wide"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ(totalParameters(**graph), 16);
    EXPECT_EQ(constantBytes(**graph), Bytes(32));
}

TEST(OnnxConstants, IntegersScaledByHandAreQuantisedWeights)
{
    OnnxNetwork net;
    net.input("x", {1, 4, 2, 2}).output("y").floats("zero", {}, {3}).floats("scale", {}, {0.5f});
    net.integers("w", {4, 4, 1, 1}, onnx::TensorProto::UINT8, std::vector<std::int32_t>(16, 5));
    attribute(net.node("Cast", {"w"}, {"wide"}), "to", std::int64_t{onnx::TensorProto::FLOAT});
    net.node("Sub", {"wide", "zero"}, {"centred"});
    net.node("Mul", {"centred", "scale"}, {"real"});
    net.node("Conv", {"x", "real"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    const Tensor& weights = *(*graph)->input((*graph)->operators().front(), 1);
    EXPECT_EQ(weights.type, DataType::uint8());
    EXPECT_EQ(weights.quantization, (Quantization{{0.5f}, {3}, 0}));
    EXPECT_EQ(constantBytes(**graph), Bytes(16));
}

/// The same with a scale and a zero point for each slice, on whichever side of the product the scale stands.
TEST(OnnxConstants, IntegersScaledByHandASliceAreQuantisedASlice)
{
    for (const bool scaleFirst : {false, true}) {
        OnnxNetwork net;
        net.input("x", {1, 4, 2, 2}).output("y").floats("zero", {4, 1, 1, 1}, {3, 0, 1, 2});
        net.floats("scale", {4, 1, 1, 1}, {0.5f, 0.25f, 2.0f, 1.0f});
        net.integers("w", {4, 4, 1, 1}, onnx::TensorProto::UINT8, std::vector<std::int32_t>(16, 5));
        attribute(net.node("Cast", {"w"}, {"wide"}), "to", std::int64_t{onnx::TensorProto::FLOAT});
        net.node("Sub", {"wide", "zero"}, {"centred"});
        if (scaleFirst)
            net.node("Mul", {"scale", "centred"}, {"real"});
        else
            net.node("Mul", {"centred", "scale"}, {"real"});
        net.node("Conv", {"x", "real"}, {"y"});
        const auto graph = net.import();
        ASSERT_TRUE(graph.has_value());
        const Tensor& weights = *(*graph)->input((*graph)->operators().front(), 1);
        EXPECT_EQ(weights.type, DataType::uint8());
        EXPECT_EQ(weights.quantization, (Quantization{{0.5f, 0.25f, 2.0f, 1.0f}, {3, 0, 1, 2}, 0}));
        EXPECT_EQ(constantBytes(**graph), Bytes(16));
    }
}

/// A matrix [inputs, outputs] scaled by outputs is [outputs, inputs] with a scale an output.
TEST(OnnxConstants, ScalesOfAMatrixFollowItsOutputs)
{
    OnnxNetwork net;
    net.input("x", {1, 8}).output("y").floats("scale", {2}, {0.5f, 0.25f});
    net.integers("w", {8, 2}, onnx::TensorProto::INT8, std::vector<std::int32_t>(16, 5));
    attribute(net.node("Cast", {"w"}, {"wide"}), "to", std::int64_t{onnx::TensorProto::FLOAT});
    net.node("Mul", {"wide", "scale"}, {"real"});
    net.node("MatMul", {"x", "real"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    const Tensor& weights = *(*graph)->input((*graph)->operators().front(), 1);
    EXPECT_EQ(weights.type, DataType::int8());
    EXPECT_EQ(weights.shape, (Shape{2, 8}));
    EXPECT_EQ(weights.quantization, (Quantization{{0.5f, 0.25f}, {0, 0}, 0}));
}

/// Scales along two dimensions have no place in a quantisation: the values are computed.
TEST(OnnxConstants, ScalesAlongTwoDimensionsWiden)
{
    OnnxNetwork net;
    net.input("x", {1, 4}).output("y").floats("scale", {4, 4}, std::vector<float>(16, 0.5f));
    net.integers("w", {4, 4}, onnx::TensorProto::INT8, std::vector<std::int32_t>(16, 5));
    attribute(net.node("Cast", {"w"}, {"wide"}), "to", std::int64_t{onnx::TensorProto::FLOAT});
    net.node("Mul", {"wide", "scale"}, {"real"});
    net.node("MatMul", {"x", "real"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ(totalParameters(**graph), 16);
    EXPECT_EQ((*graph)->input((*graph)->operators().front(), 1)->type, DataType::float32());
}

TEST(OnnxConstants, WeightsOfSeveralOperatorsAreOneBuffer)
{
    OnnxNetwork net;
    net.input("x", {1, 2, 4, 4}).output("b").counting("w", {2, 2, 3, 3}).floats("bias", {2}, {1, 2});
    attribute(net.node("Conv", {"x", "w", "bias"}, {"a"}), "pads", Integers{1, 1, 1, 1});
    attribute(net.node("Conv", {"a", "w", "bias"}, {"b"}), "pads", Integers{1, 1, 1, 1});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ(totalMacs(**graph), Macs(2 * 16 * 2 * 18));
    EXPECT_EQ(totalParameters(**graph), 36 + 2);
    EXPECT_EQ(constantBytes(**graph), Bytes(4 * 38));
}

/// Tied embeddings: the table is read by rows, and transposed as the last matrix.
TEST(OnnxConstants, ATableAndItsTransposeAreOneBuffer)
{
    OnnxNetwork net;
    net.input("i", {1, 5}, onnx::TensorProto::INT64).output("y").counting("table", {10, 4});
    net.node("Gather", {"table", "i"}, {"e"});
    net.node("Transpose", {"table"}, {"t"});
    net.node("MatMul", {"e", "t"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ(totalMacs(**graph), Macs(5 * 4 * 10));
    EXPECT_EQ(constantBytes(**graph), Bytes(4 * 40));
}

TEST(OnnxConstants, GrowthWithoutEndIsNotComputed)
{
    // Each step repeats the vector 65,536 times: 2^32 elements after two. The shape alone counts.
    OnnxNetwork net;
    net.input("x", {1, 4}).output("y").floats("seed", {1}, {1}).int64s("n", {65536});
    net.node("Tile", {"seed", "n"}, {"a"});
    net.node("Tile", {"a", "n"}, {"b"});
    net.node("Mul", {"x", "x"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::mul));
    EXPECT_EQ(constantBytes(**graph), Bytes(0));
}

TEST(OnnxConstants, LargeTensorsAreReadInEveryEncoding)
{
    // Beyond 4 KiB values stay where they lie in the file.
    for (const int type : {onnx::TensorProto::FLOAT, onnx::TensorProto::INT8}) {
        OnnxNetwork net;
        net.input("x", {1, 64}).output("y");
        auto& w = net.constant("w", {64, 128}, type);
        for (int i = 0; i < 64 * 128; ++i) {
            if (type == onnx::TensorProto::FLOAT)
                w.add_float_data(static_cast<float>(i));
            else
                w.add_int32_data(i % 256 - 128);
        }
        if (type == onnx::TensorProto::FLOAT) {
            net.node("MatMul", {"x", "w"}, {"y"});
        } else {
            net.floats("s", {}, {0.5f});
            net.node("DequantizeLinear", {"w", "s"}, {"real"});
            net.node("MatMul", {"x", "real"}, {"y"});
        }
        const auto graph = net.import();
        ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
        const Tensor& weights = *(*graph)->input((*graph)->operators().front(), 1);
        EXPECT_EQ(weights.shape, (Shape{128, 64}));
        ASSERT_FALSE(weights.data.empty());
        // The second input of the first output is the first of the file's second row.
        if (type == onnx::TensorProto::FLOAT)
            EXPECT_EQ(valuesOf<float>(weights)[1], 128.0f);
        else
            EXPECT_EQ(valuesOf<std::int8_t>(weights)[1], 0);
    }
}

} // namespace
} // namespace tenbin
