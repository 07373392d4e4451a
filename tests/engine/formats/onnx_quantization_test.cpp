// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/onnx_fixtures.h"

#include <gmock/gmock.h>

namespace tenbin {
namespace {

using namespace fixtures;
using testing::Each;
using testing::ElementsAre;
using testing::FloatEq;
using K = OperatorKind;

void expectIntegerNetwork(const Graph& g, DataType activations)
{
    for (const Operator& op : g.operators())
        for (const TensorId id : op.outputs) {
            EXPECT_EQ(g.tensor(id).type, activations) << displayKind(op);
            EXPECT_FALSE(g.tensor(id).quantization.empty()) << displayKind(op);
        }
}

TEST(OnnxQuantization, FoldsQuantizeAndDequantizePairs)
{
    OnnxNetwork net;
    net.input("x", {1, 1, 4, 4}).output("y");
    net.floats("s", {}, {0.5f})
        .integers("z", {}, onnx::TensorProto::INT8, {3})
        .floats("ws", {2}, {0.1f, 0.2f})
        .integers("wz", {2}, onnx::TensorProto::INT8, {0, 0});
    std::vector<std::int32_t> weights(18);
    std::iota(weights.begin(), weights.end(), -9);
    net.integers("w", {2, 1, 3, 3}, onnx::TensorProto::INT8, weights)
        .integers("b", {2}, onnx::TensorProto::INT32, {7, 8})
        .floats("bs", {2}, {0.05f, 0.1f});
    net.node("QuantizeLinear", {"x", "s", "z"}, {"xq"});
    net.node("DequantizeLinear", {"xq", "s", "z"}, {"xr"});
    attribute(net.node("DequantizeLinear", {"w", "ws", "wz"}, {"wr"}), "axis", std::int64_t{0});
    attribute(net.node("DequantizeLinear", {"b", "bs"}, {"br"}), "axis", std::int64_t{0});
    net.node("Conv", {"xr", "wr", "br"}, {"c"});
    net.node("Relu", {"c"}, {"r"});
    net.node("QuantizeLinear", {"r", "s", "z"}, {"rq"});
    net.node("DequantizeLinear", {"rq", "s", "z"}, {"rr"});
    net.node("GlobalAveragePool", {"rr"}, {"p"});
    net.node("Flatten", {"p"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::conv2d, K::averagePool2d, K::reshape));
    expectIntegerNetwork(g, DataType::int8());
    const Tensor& x = g.tensor(g.inputs().front());
    EXPECT_EQ(x.type, DataType::int8());
    EXPECT_EQ(x.quantization, (Quantization{{0.5f}, {3}, 0}));
    const Tensor& w = *g.input(g.operators()[0], 1);
    EXPECT_EQ(w.shape, (Shape{2, 3, 3, 1}));
    EXPECT_EQ(w.quantization, (Quantization{{0.1f, 0.2f}, {0, 0}, 0}));
    EXPECT_EQ(valuesOf<std::int8_t>(w).front(), -9);
    EXPECT_EQ(valuesOf<std::int32_t>(*g.input(g.operators()[0], 2)), (std::vector<std::int32_t>{7, 8}));
    EXPECT_EQ(std::get<Conv2dAttributes>(g.operators()[0].attributes).activation, Activation::relu);
    EXPECT_EQ(g.remarks().back(), (ImportRemark{ImportNote::quantizerFolded, "6"}));
}

TEST(OnnxQuantization, LeavesWhatStaysReal)
{
    OnnxNetwork net;
    net.input("x", {1, 4}).output("y").floats("s", {}, {0.5f}).integers("z", {}, onnx::TensorProto::UINT8, {128});
    net.node("Sigmoid", {"x"}, {"a"});
    net.node("QuantizeLinear", {"a", "s", "z"}, {"q"});
    net.node("DequantizeLinear", {"q", "s", "z"}, {"r"});
    net.node("Tanh", {"r"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value());
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::logistic, K::quantize, K::dequantize, K::tanh));
    EXPECT_EQ(g.output(g.operators()[1]).type, DataType::uint8());
    EXPECT_EQ(g.output(g.operators()[3]).type, DataType::float32());
}

TEST(OnnxQuantization, ReadsQLinearOperators)
{
    OnnxNetwork net;
    net.input("x", {1, 2, 4, 4}, onnx::TensorProto::UINT8).output("y");
    net.floats("s", {}, {0.5f})
        .integers("z", {}, onnx::TensorProto::UINT8, {10})
        .floats("ys", {}, {0.25f})
        .integers("yz", {}, onnx::TensorProto::UINT8, {0});
    net.integers("w", {3, 2, 1, 1}, onnx::TensorProto::UINT8, {1, 2, 3, 4, 5, 6})
        .integers("b", {3}, onnx::TensorProto::INT32, {1, 2, 3});
    net.node("QLinearConv", {"x", "s", "z", "w", "s", "z", "ys", "yz", "b"}, {"c"});
    net.node("QLinearAdd", {"c", "ys", "yz", "c", "ys", "yz", "s", "z"}, {"y"}, "com.microsoft");
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::conv2d, K::add));
    expectIntegerNetwork(g, DataType::uint8());
    EXPECT_EQ(g.output(g.operators()[0]).quantization, (Quantization{{0.25f}, {0}, 0}));
    EXPECT_EQ(g.output(g.operators()[1]).quantization, (Quantization{{0.5f}, {10}, 0}));
    EXPECT_EQ(g.input(g.operators()[0], 1)->quantization.scales.front(), 0.5f);
    EXPECT_EQ(g.tensor(g.inputs().front()).quantization, (Quantization{{0.5f}, {10}, 0}));
}

onnx::NodeProto& mctQuantizer(OnnxNetwork& net, const std::string& type, const std::vector<std::string>& inputs,
                              const std::string& output, std::int64_t isSigned)
{
    auto& node = net.node(type, inputs, {output}, "mct_quantizers");
    attribute(node, "num_bits", std::int64_t{8});
    attribute(node, "signed", isSigned);
    return node;
}

TEST(OnnxQuantization, FoldsQuantizersOfTheCompressionToolkit)
{
    OnnxNetwork net;
    net.model().add_opset_import()->set_domain("mct_quantizers");
    net.input("x", {-1, 1, 2, 2})
        .output("y")
        .floats("w", {2, 1, 1, 1}, {0.5f, -2.0f})
        .floats("b", {2}, {1.0f, -1.0f})
        .floats("t", {2}, {1.0f, 2.0f});
    attribute(mctQuantizer(net, "ActivationPOTQuantizer", {"x"}, "xq", 1), "threshold", 4.0f);
    auto& weights = mctQuantizer(net, "WeightsSymmetricQuantizer", {"w", "t"}, "wq", 1);
    attribute(weights, "channel_axis", std::int64_t{0});
    attribute(weights, "per_channel", std::int64_t{1});
    net.node("Conv", {"xq", "wq", "b"}, {"c"});
    net.node("Relu", {"c"}, {"r"});
    attribute(mctQuantizer(net, "ActivationPOTQuantizer", {"r"}, "rq", 0), "threshold", 8.0f);
    auto& pool = net.node("MaxPool", {"rq"}, {"y"});
    attribute(pool, "kernel_shape", std::vector<std::int64_t>{2, 2});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::conv2d, K::maxPool2d));
    expectIntegerNetwork(g, DataType::int8());
    // Signed: 4 / 128. Unsigned: 8 / 256, stored from -128 up.
    EXPECT_EQ(g.tensor(g.inputs().front()).quantization, (Quantization{{0.03125f}, {0}, 0}));
    EXPECT_EQ(g.tensor(g.outputs().front()).quantization, (Quantization{{0.03125f}, {-128}, 0}));
    const Tensor& w = *g.input(g.operators()[0], 1);
    EXPECT_THAT(w.quantization.scales, ElementsAre(FloatEq(1.0f / 128), FloatEq(2.0f / 128)));
    EXPECT_THAT(valuesOf<std::int8_t>(w), ElementsAre(64, -128));
    const Tensor& b = *g.input(g.operators()[0], 2);
    EXPECT_EQ(b.type, DataType::int32());
    EXPECT_THAT(valuesOf<std::int32_t>(b), ElementsAre(4096, -2048)); // 1 / (1/32 * 1/128) and -1 / (1/32 * 2/128)
    EXPECT_EQ(g.remarks().back(), (ImportRemark{ImportNote::quantizerFolded, "3"}));
}

TEST(OnnxQuantization, PacksWeightsOfFewerBits)
{
    OnnxNetwork net;
    net.model().add_opset_import()->set_domain("mct_quantizers");
    net.input("x", {1, 2}).output("y").floats("w", {3, 2}, {1, -1, 2, -2, 7, -8}).floats("t", {1}, {8.0f});
    attribute(mctQuantizer(net, "ActivationPOTQuantizer", {"x"}, "xq", 1), "threshold", 1.0f);
    auto& quantizer = net.node("WeightsSymmetricQuantizer", {"w", "t"}, {"wq"}, "mct_quantizers");
    attribute(quantizer, "num_bits", std::int64_t{4});
    attribute(net.node("Gemm", {"xq", "wq"}, {"g"}), "transB", std::int64_t{1});
    attribute(mctQuantizer(net, "ActivationPOTQuantizer", {"g"}, "y", 1), "threshold", 1.0f);
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Tensor& w = *(*graph)->input((*graph)->operators().front(), 1);
    EXPECT_EQ(w.type, DataType::int4());
    EXPECT_EQ(w.sizeBytes(), Bytes(3));
    EXPECT_THAT(valuesOf<std::uint8_t>(w), ElementsAre(0xf1, 0xe2, 0x87));
}

} // namespace
} // namespace tenbin
