// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/onnx_fixtures.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "engine/graph/analysis.h"

namespace tenbin {
namespace {

using namespace fixtures;
using testing::Contains;
using testing::ElementsAre;
using K = OperatorKind;

constexpr auto kUint8 = onnx::TensorProto::UINT8;
constexpr auto kInt8 = onnx::TensorProto::INT8;

TEST(OnnxForms, AnIntegerProductIsAProductWithNarrowWeights)
{
    OnnxNetwork net;
    net.input("x", {1, 16, 64}).output("y").constant("w", {64, 32}, kInt8).set_raw_data(std::string(2048, '\1'));
    net.integers("zero", {}, kInt8, {0}).floats("ws", {}, {0.5f});
    net.node("DynamicQuantizeLinear", {"x"}, {"q", "s", "z"});
    net.node("MatMulInteger", {"q", "w", "z", "zero"}, {"m"});
    attribute(net.node("Cast", {"m"}, {"f"}), "to", std::int64_t{onnx::TensorProto::FLOAT});
    net.node("Mul", {"s", "ws"}, {"scale"});
    net.node("Mul", {"f", "scale"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Graph& g = **graph;
    EXPECT_THAT(kindsOf(g), ElementsAre(K::quantize, K::fullyConnected, K::cast, K::mul, K::mul));
    EXPECT_EQ(totalMacs(g), Macs(16 * 64 * 32));
    EXPECT_EQ(totalParameters(g), 2048);
    EXPECT_EQ(g.input(g.operators()[1], 1)->type, DataType::int8());
    EXPECT_EQ(g.output(g.operators()[1]).type, DataType::int32());
    EXPECT_EQ(g.tensor(g.inputs().front()).type, DataType::float32()); // its scale is not known before
}

TEST(OnnxForms, AnIntegerConvolutionKnowsWhichWeightsAreZero)
{
    OnnxNetwork net;
    net.input("x", {1, 2, 4, 4}, kUint8).output("y");
    net.integers("w", {3, 2, 1, 1}, kUint8, {7, 7, 1, 7, 7, 7})
        .integers("xz", {}, kUint8, {3})
        .integers("wz", {}, kUint8, {7});
    net.node("ConvInteger", {"x", "w", "xz", "wz"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Operator& conv = (*graph)->operators().front();
    EXPECT_EQ(totalMacs(**graph), Macs(16 * 6));
    EXPECT_EQ(conv.inputs.size(), 2u); // the zero points are no bias
    ASSERT_TRUE((*graph)->input(conv, 1)->weights.has_value());
    EXPECT_EQ((*graph)->input(conv, 1)->weights->zeros, 5);
}

TEST(OnnxForms, FusedOperatorsAreWhatTheyFuse)
{
    OnnxNetwork net;
    net.input("x", {1, 3, 8, 8}).output("y").counting("w", {4, 3, 3, 3}).counting("b", {4}).counting("z", {1, 4, 6, 6});
    attribute(net.node("FusedConv", {"x", "w", "b", "z"}, {"y"}, "com.microsoft"), "activation", "Relu");
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::conv2d, K::add));
    EXPECT_EQ(fusedActivation((*graph)->operators()[1]), Activation::relu);
    EXPECT_EQ(totalMacs(**graph), Macs(36 * 4 * 27));
    EXPECT_EQ(totalParameters(**graph), 4 * 27 + 4);
}

TEST(OnnxForms, MatricesOfOneNodeMayBeTransposed)
{
    OnnxNetwork net;
    net.input("x", {2, 5, 8}).input("v", {2, 5, 8}).output("y").output("s").counting("w", {3, 8});
    attribute(net.node("FusedMatMul", {"x", "w"}, {"y"}, "com.microsoft"), "transB", std::int64_t{1});
    auto& scores = net.node("FusedMatMul", {"x", "v"}, {"s"}, "com.microsoft");
    attribute(scores, "transB", std::int64_t{1});
    attribute(scores, "alpha", 0.125f);
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::fullyConnected, K::batchMatMul, K::mul));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs()[0]).shape, (Shape{2, 5, 3}));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs()[1]).shape, (Shape{2, 5, 5}));
    EXPECT_EQ(totalMacs(**graph), Macs(2 * 5 * 3 * 8 + 2 * 5 * 5 * 8));
}

TEST(OnnxForms, WeightsInBlocksCountWithTheirBits)
{
    OnnxNetwork net;
    net.input("x", {1, 7, 64}).output("y");
    net.constant("w", {32, 2, 16}, kUint8).set_raw_data(std::string(1024, '\x21'));
    net.counting("s", {64});
    auto& node = net.node("MatMulNBits", {"x", "w", "s"}, {"y"}, "com.microsoft");
    for (const auto& [name, value] : {std::pair{"K", 64}, {"N", 32}, {"bits", 4}, {"block_size", 32}})
        attribute(node, name, std::int64_t{value});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const Tensor& weights = *(*graph)->input((*graph)->operators().front(), 1);
    EXPECT_EQ(totalMacs(**graph), Macs(7 * 64 * 32));
    EXPECT_EQ(weights.sizeBytes(), Bytes(1024));
    EXPECT_THAT((*graph)->remarks(), Contains(ImportRemark{ImportNote::blockQuantized, "w"}));
}

TEST(OnnxForms, QuantisedConcatenationsStayInIntegers)
{
    OnnxNetwork net;
    net.input("a", {1, 2, 4, 4}, kUint8).input("b", {1, 3, 4, 4}, kUint8).output("y");
    net.floats("s", {}, {0.5f}).integers("z", {}, kUint8, {4});
    attribute(net.node("QLinearConcat", {"s", "z", "a", "s", "z", "b", "s", "z"}, {"y"}, "com.microsoft"), "axis",
              std::int64_t{1});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::concatenation));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).type, DataType::uint8());
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).elements(), 80);
}

TEST(OnnxForms, QonnxWeightsHaveTheBitsTheyAreGiven)
{
    for (const auto& [domain, type] : {std::pair{"qonnx.custom_op.general", "Quant"},
                                       {"qonnx.custom_op.general", "IntQuant"},
                                       {"onnx.brevitas", "Quant"},
                                       {"finn.custom_op.general", "Quant"}}) {
        OnnxNetwork net;
        net.input("x", {1, 64}).output("y").counting("w", {64, 32});
        net.floats("s", {}, {0.25f}).floats("z", {}, {0.0f}).floats("bits", {}, {4.0f});
        attribute(net.node(type, {"w", "s", "z", "bits"}, {"q"}, domain), "signed", std::int64_t{1});
        net.node("MatMul", {"x", "q"}, {"y"});
        const auto graph = net.import();
        ASSERT_TRUE(graph.has_value()) << domain << graph.error().where.element;
        const Tensor& weights = *(*graph)->input((*graph)->operators().front(), 1);
        EXPECT_EQ(totalMacs(**graph), Macs(2048));
        EXPECT_EQ(totalParameters(**graph), 2048);
        EXPECT_EQ(weights.type, DataType::int4());
        EXPECT_EQ(weights.sizeBytes(), Bytes(1024));
        EXPECT_THAT(weights.quantization.scales, ElementsAre(0.25f));
    }
}

TEST(OnnxForms, QonnxKnowsOneBitAndChannels)
{
    OnnxNetwork net;
    net.input("x", {1, 2, 4, 4}).output("y").counting("w", {3, 2, 1, 1}).counting("v", {3, 3, 1, 1});
    net.floats("one", {}, {1.0f})
        .floats("s", {3, 1, 1, 1}, {1, 2, 4})
        .floats("z", {}, {0.0f})
        .floats("bits", {}, {8.0f});
    net.node("BipolarQuant", {"v", "one"}, {"vq"}, "qonnx.custom_op.general");
    net.node("Quant", {"w", "s", "z", "bits"}, {"wq"}, "qonnx.custom_op.general");
    net.node("Conv", {"x", "wq"}, {"c"});
    net.node("Quant", {"c", "one", "z", "bits"}, {"cq"}, "qonnx.custom_op.general");
    net.node("Conv", {"cq", "vq"}, {"d"});
    net.node("Quant", {"d", "one", "z", "bits"}, {"y"}, "qonnx.custom_op.general");
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    std::vector<const Operator*> convolutions;
    for (const Operator& op : (*graph)->operators())
        if (op.kind == K::conv2d)
            convolutions.push_back(&op);
    ASSERT_EQ(convolutions.size(), 2u);
    EXPECT_EQ((*graph)->input(*convolutions[0], 1)->quantization.axis, 0);
    EXPECT_THAT((*graph)->input(*convolutions[0], 1)->quantization.scales, ElementsAre(1, 2, 4));
    EXPECT_EQ((*graph)->input(*convolutions[1], 1)->type.bits, 1);
    EXPECT_EQ((*graph)->input(*convolutions[1], 0)->type, DataType::int8());
}

TEST(OnnxForms, LocalFunctionsAreTheirNodes)
{
    OnnxNetwork net;
    net.input("x", {1, 3, 8, 8}).output("y").counting("a", {4, 3, 1, 1}).counting("b", {4, 4, 1, 1});
    net.model().add_opset_import()->set_domain("mine");
    auto& function = *net.model().add_functions();
    function.set_name("Block");
    function.set_domain("mine");
    for (const char* name : {"in", "weights"})
        function.add_input(name);
    function.add_output("out");
    function.add_attribute("slope");
    auto& conv = *function.add_node();
    conv.set_op_type("Conv");
    conv.add_input("in");
    conv.add_input("weights");
    conv.add_output("h");
    auto& leaky = *function.add_node();
    leaky.set_op_type("LeakyRelu");
    leaky.add_input("h");
    leaky.add_output("out");
    auto& reference = *leaky.add_attribute();
    reference.set_name("alpha");
    reference.set_type(onnx::AttributeProto::FLOAT);
    reference.set_ref_attr_name("slope");
    attribute(net.node("Block", {"x", "a"}, {"h"}, "mine"), "slope", 0.5f);
    net.node("Block", {"h", "b"}, {"y"}, "mine");
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_THAT(kindsOf(**graph), ElementsAre(K::conv2d, K::leakyRelu, K::conv2d, K::leakyRelu));
    EXPECT_EQ(totalMacs(**graph), Macs(64 * (12 + 16)));
    EXPECT_EQ(std::get<ScalarAttributes>((*graph)->operators()[1].attributes).alpha, 0.5f);
    EXPECT_EQ(std::get<ScalarAttributes>((*graph)->operators()[3].attributes).alpha, 0.01f);
}

TEST(OnnxForms, FunctionsThatCallThemselvesAreRefused)
{
    OnnxNetwork net;
    net.input("x", {1, 3}).output("y");
    auto& function = *net.model().add_functions();
    function.set_name("F");
    function.set_domain("mine");
    function.add_input("in");
    function.add_output("out");
    auto& call = *function.add_node();
    call.set_op_type("F");
    call.set_domain("mine");
    call.add_input("in");
    call.add_output("out");
    net.node("F", {"x"}, {"y"}, "mine");
    const auto graph = net.import();
    ASSERT_FALSE(graph.has_value());
    EXPECT_EQ(graph.error().code, ErrorCode::cyclicGraph);
    EXPECT_THAT(graph.error().where.element, testing::HasSubstr("F"));
}

TEST(OnnxForms, EveryOpsetIsRead)
{
    for (const std::int64_t opset : {1, 6, 7, 23, 25, 99}) {
        OnnxNetwork net(opset);
        net.input("x", {1, 3, 8, 8}).output("y").counting("w", {4, 3, 1, 1});
        net.node("Conv", {"x", "w"}, {"c"});
        net.node("Relu", {"c"}, {"y"});
        const auto graph = net.import();
        ASSERT_TRUE(graph.has_value()) << opset;
        EXPECT_EQ(totalMacs(**graph), Macs(64 * 12));
    }
}

TEST(OnnxForms, OldSummandsLieAlongTheAxisTheyName)
{
    OnnxNetwork net(6);
    net.input("x", {1, 4, 8, 8}).output("y").counting("w", {4, 4, 1, 1}).counting("b", {4});
    net.node("Conv", {"x", "w"}, {"c"});
    auto& sum = net.node("Add", {"c", "b"}, {"y"});
    attribute(sum, "broadcast", std::int64_t{1});
    attribute(sum, "axis", std::int64_t{1});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 8, 8, 4}));
}

TEST(OnnxForms, ARecurrentCellMayBeReadByItsLastStateAlone)
{
    OnnxNetwork net;
    net.input("x", {6, 1, 4}).output("h").counting("w", {1, 32, 4}).counting("r", {1, 32, 8});
    net.node("LSTM", {"x", "w", "r"}, {"", "h"}); // hidden_size follows from the weights
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(6 * 32 * (4 + 8)));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 1, 8}));
}

TEST(OnnxForms, AttentionIsTwoProductsAndASoftmax)
{
    OnnxNetwork net(23);
    net.input("q", {1, 5, 16}).input("k", {1, 7, 16}).input("v", {1, 7, 16}).output("y");
    auto& node = net.node("Attention", {"q", "k", "v"}, {"y"});
    attribute(node, "q_num_heads", std::int64_t{4});
    attribute(node, "kv_num_heads", std::int64_t{4});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(2 * 5 * 7 * 16));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 5, 16}));
}

TEST(OnnxForms, AttentionOfOnnxRuntimeProjectsFirst)
{
    OnnxNetwork net;
    net.input("x", {1, 5, 8}).output("y").counting("w", {8, 48}).counting("b", {48});
    attribute(net.node("Attention", {"x", "w", "b"}, {"y"}, "com.microsoft"), "num_heads", std::int64_t{2});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(5 * 8 * 48 + 2 * 5 * 5 * 16));
    EXPECT_EQ(totalParameters(**graph), 8 * 48 + 48);
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 5, 16}));
}

TEST(OnnxForms, QuantisedAttentionIsAttentionOnWhatItsIntegersStandFor)
{
    OnnxNetwork net;
    net.input("x", {1, 10, 64}, kUint8).output("y").counting("b", {192});
    net.constant("w", {64, 192}, kInt8).set_raw_data(std::string(64 * 192, '\1'));
    net.floats("s", {}, {0.5f}).integers("xz", {}, kUint8, {4}).integers("wz", {}, kInt8, {0});
    attribute(net.node("QAttention", {"x", "w", "b", "s", "s", "", "xz", "wz"}, {"y"}, "com.microsoft"), "num_heads",
              std::int64_t{4});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(10 * 64 * 192 + 2 * 10 * 10 * 64));
    EXPECT_EQ(totalParameters(**graph), 64 * 192 + 192);
}

TEST(OnnxForms, ConvolutionsOnMapsWithChannelsLastAreConvolutions)
{
    OnnxNetwork net;
    net.input("x", {1, 8, 6, 3}).output("y").counting("w", {4, 3, 3, 3}).counting("b", {4});
    attribute(net.node("NhwcConv", {"x", "w", "b"}, {"y"}, "com.microsoft"), "pads", {1, 1, 1, 1});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(8 * 6 * 4 * 27));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 8, 6, 4}));

    OnnxNetwork integers;
    integers.input("x", {1, 8, 6, 3}, kUint8).output("y").floats("s", {}, {0.5f}).integers("z", {}, kUint8, {4});
    integers.constant("w", {4, 3, 3, 3}, kUint8).set_raw_data(std::string(108, '\1'));
    auto& conv = integers.node("QLinearConv", {"x", "s", "z", "w", "s", "z", "s", "z"}, {"y"}, "com.microsoft");
    attribute(conv, "channels_last", std::int64_t{1});
    const auto quantised = integers.import();
    ASSERT_TRUE(quantised.has_value()) << quantised.error().where.element;
    EXPECT_EQ(totalMacs(**quantised), Macs(6 * 4 * 4 * 27));
    EXPECT_EQ((*quantised)->tensor((*quantised)->outputs().front()).shape, (Shape{1, 6, 4, 4}));
}

TEST(OnnxForms, FunctionsNestedTooDeepAreTooLargeNotCyclic)
{
    OnnxNetwork net;
    net.input("x", {1, 3}).output("y");
    for (int level = 1; level < 40; ++level) {
        auto& function = *net.model().add_functions();
        function.set_name(fmt::format("F{}", level));
        function.set_domain("mine");
        function.add_input("in");
        function.add_output("out");
        auto& call = *function.add_node();
        call.set_op_type(fmt::format("F{}", level - 1));
        call.set_domain("mine");
        call.add_input("in");
        call.add_output("out");
    }
    net.node("F39", {"x"}, {"y"}, "mine");
    const auto graph = net.import();
    ASSERT_FALSE(graph.has_value());
    EXPECT_EQ(graph.error().code, ErrorCode::modelTooLarge);
}

TEST(OnnxForms, EmbeddingsOfOnnxRuntimeAreSized)
{
    OnnxNetwork net;
    net.input("x", {1, 10}, onnx::TensorProto::INT32).output("y").counting("t", {100, 16}).counting("p", {32, 16});
    net.counting("g", {16}).counting("w", {16, 8});
    net.node("EmbedLayerNormalization", {"x", "", "t", "p", "", "g", "g"}, {"e", "mask"}, "com.microsoft");
    net.node("MatMul", {"e", "w"}, {"y"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(10 * 16 * 8));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 10, 8}));
}

TEST(OnnxForms, ConstantsOfAFunctionAreThereOnce)
{
    OnnxNetwork net;
    net.input("x", {1, 16}).output("y");
    auto& function = *net.model().add_functions();
    function.set_name("F");
    function.set_domain("mine");
    function.add_input("in");
    function.add_output("out");
    auto& constant = *function.add_node();
    constant.set_op_type("Constant");
    constant.add_output("w");
    auto& value = *constant.add_attribute();
    value.set_name("value");
    value.set_type(onnx::AttributeProto::TENSOR);
    value.mutable_t()->set_data_type(onnx::TensorProto::FLOAT);
    value.mutable_t()->add_dims(16);
    value.mutable_t()->add_dims(16);
    value.mutable_t()->set_raw_data(std::string(1024, '\1'));
    auto& product = *function.add_node();
    product.set_op_type("MatMul");
    product.add_input("in");
    product.add_input("w");
    product.add_output("out");
    net.node("F", {"x"}, {"a"}, "mine");
    net.node("F", {"a"}, {"y"}, "mine");
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(2 * 16 * 16));
    EXPECT_EQ(totalParameters(**graph), 16 * 16);
}

} // namespace
} // namespace tenbin
