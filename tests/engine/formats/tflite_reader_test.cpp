// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/graph_fixtures.h"

#include "engine/formats/tflite_generated.h"
#include "engine/graph/analysis.h"

namespace tenbin {
namespace {

using namespace fixtures;
namespace fb = tflite;

/// A file with one convolution whose every number can be made wrong.
struct FileSpec {
    std::vector<std::int32_t> inputShape{1, 4, 4, 2}, outputShape{1, 4, 4, 3}, signature;
    std::vector<std::int32_t> operatorInputs{0, 1, -1}, operatorOutputs{2}, graphInputs{0}, graphOutputs{2};
    std::uint32_t version = 3, opcodeIndex = 0, weightBuffer = 1;
    std::size_t weightBytes = 3 * 3 * 3 * 2;
    fb::BuiltinOperator code = fb::BuiltinOperator::CONV_2D;
    fb::TensorType type = fb::TensorType::INT8;
    fb::Padding padding = fb::Padding::SAME;
    fb::ActivationFunctionType activation = fb::ActivationFunctionType::NONE;
    std::string custom;
    int stride = 1, scales = 3, zeroPoints = 3, axis = 0, subgraphs = 1, operators = 1;
    bool operatorCodes = true, buffers = true;
};

std::vector<std::byte> fileOf(const FileSpec& spec)
{
    flatbuffers::FlatBufferBuilder b;
    const std::vector<std::uint8_t> weights(spec.weightBytes, 1);
    const std::vector buffers{fb::CreateBuffer(b), fb::CreateBuffer(b, b.CreateVector(weights))};
    const auto quantization = fb::CreateQuantizationParameters(
        b, 0, 0, b.CreateVector(std::vector<float>(static_cast<std::size_t>(spec.scales), 0.5f)),
        b.CreateVector(std::vector<std::int64_t>(static_cast<std::size_t>(spec.zeroPoints), 0)), spec.axis);
    const auto shape = [&](std::vector<std::int32_t> s) { return b.CreateVector(s); };
    const std::vector tensors{fb::CreateTensor(b, shape(spec.inputShape), spec.type, 0, b.CreateString("x"), 0, false,
                                               0, spec.signature.empty() ? 0 : shape(spec.signature)),
                              fb::CreateTensor(b, shape({3, 3, 3, 2}), fb::TensorType::INT8, spec.weightBuffer,
                                               b.CreateString("w"), quantization),
                              fb::CreateTensor(b, shape(spec.outputShape), spec.type, 0, b.CreateString("y"))};
    const auto options = fb::CreateConv2DOptions(b, spec.padding, spec.stride, spec.stride, spec.activation);
    std::vector<flatbuffers::Offset<fb::Operator>> operators;
    for (int i = 0; i < spec.operators; ++i)
        operators.push_back(fb::CreateOperator(b, spec.opcodeIndex, b.CreateVector(spec.operatorInputs),
                                               b.CreateVector(spec.operatorOutputs), fb::BuiltinOptions::Conv2DOptions,
                                               options.Union()));
    std::vector<flatbuffers::Offset<fb::SubGraph>> subgraphs;
    for (int i = 0; i < spec.subgraphs; ++i)
        subgraphs.push_back(fb::CreateSubGraph(b, b.CreateVector(tensors), b.CreateVector(spec.graphInputs),
                                               b.CreateVector(spec.graphOutputs), b.CreateVector(operators),
                                               b.CreateString("main")));
    const auto custom = spec.custom.empty() ? flatbuffers::Offset<flatbuffers::String>() : b.CreateString(spec.custom);
    const auto deprecated = static_cast<std::int8_t>(std::min(static_cast<int>(spec.code), 127));
    const std::vector codes{fb::CreateOperatorCode(b, deprecated, custom, 1, spec.code)};
    fb::FinishModelBuffer(b, fb::CreateModel(b, spec.version, spec.operatorCodes ? b.CreateVector(codes) : 0,
                                             b.CreateVector(subgraphs), b.CreateString("test"),
                                             spec.buffers ? b.CreateVector(buffers) : 0));
    const auto* data = reinterpret_cast<const std::byte*>(b.GetBufferPointer());
    return {data, data + b.GetSize()};
}

/// Imports and expects an error, whose offset lies in the file; returned without the offset.
Error errorOf(const FileSpec& spec)
{
    const auto bytes = fileOf(spec);
    const auto graph = importBytes(bytes);
    EXPECT_FALSE(graph.has_value());
    if (graph)
        return {};
    Error error = graph.error();
    EXPECT_LT(error.where.offset.value_or(0), bytes.size());
    error.where.offset.reset();
    return error;
}

Error expected(ErrorCode code, std::vector<std::string> arguments, std::string element)
{
    return {code, std::move(arguments), {.file = "fixture", .element = std::move(element)}};
}

TEST(TfliteReader, GivesTheFactsOfAFile)
{
    const auto graph = importBytes(fileOf({}));
    ASSERT_TRUE(graph.has_value());
    const Graph& g = **graph;
    EXPECT_EQ(g.name(), "fixture");
    EXPECT_EQ(g.origin().innerName, "main");
    EXPECT_EQ(g.origin().producer, "test");
    ASSERT_EQ(g.operators().size(), 1u);
    const Operator& op = g.operators().front();
    EXPECT_EQ(op.kind, OperatorKind::conv2d);
    EXPECT_EQ(op.name, "y");
    EXPECT_EQ(std::get<Conv2dAttributes>(op.attributes).padding, (Padding2d{1, 1, 1, 1}));
    EXPECT_EQ(totalMacs(g), Macs(4 * 4 * 3 * 3 * 3 * 2));
    EXPECT_EQ(constantBytes(g), Bytes(54));
    EXPECT_EQ(g.input(op, 1)->quantization.scales.size(), 3u);
    EXPECT_EQ(g.input(op, 2), nullptr);
    EXPECT_TRUE(g.remarks().empty());
}

TEST(TfliteReader, TakesAnOpenBatchAsOne)
{
    for (const std::int32_t batch : {-1, 0}) {
        const auto graph = importBytes(fileOf({.inputShape = {batch, 4, 4, 2}, .outputShape = {batch, 4, 4, 3}}));
        ASSERT_TRUE(graph.has_value());
        EXPECT_EQ((*graph)->tensor((*graph)->inputs().front()).shape, (Shape{1, 4, 4, 2}));
        EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, (Shape{1, 4, 4, 3}));
        EXPECT_EQ((*graph)->remarks(), (std::vector<ImportRemark>{{ImportNote::batchTakenAsOne, "x"}}));
    }
    const auto symbolic = importBytes(fileOf({.signature = {-1, 4, 4, 2}}));
    ASSERT_TRUE(symbolic.has_value());
    EXPECT_EQ((*symbolic)->remarks(), (std::vector<ImportRemark>{{ImportNote::batchTakenAsOne, "x"}}));
}

TEST(TfliteReader, KeepsUnknownOperatorsByName)
{
    const auto builtin = importBytes(fileOf({.code = fb::BuiltinOperator::CONV_3D}));
    ASSERT_TRUE(builtin.has_value());
    EXPECT_EQ((*builtin)->operators().front().kind, OperatorKind::custom);
    EXPECT_EQ(displayKind((*builtin)->operators().front()), "CONV_3D");
    EXPECT_EQ((*builtin)->remarks(), (std::vector<ImportRemark>{{ImportNote::operatorUnknown, "CONV_3D"}}));
    const auto future = importBytes(fileOf({.code = static_cast<fb::BuiltinOperator>(300)}));
    ASSERT_TRUE(future.has_value());
    EXPECT_EQ(displayKind((*future)->operators().front()), "BUILTIN_300");
    const auto custom = importBytes(fileOf({.code = fb::BuiltinOperator::CUSTOM, .custom = "FlexErf"}));
    ASSERT_TRUE(custom.has_value());
    EXPECT_EQ((*custom)->operators().front().customName, "FlexErf");
    EXPECT_EQ((*custom)->remarks(), (std::vector<ImportRemark>{{ImportNote::operatorUnknown, "FlexErf"}}));
}

TEST(TfliteReader, SubgraphsThatNobodyCallsAreNoPartOfTheNetwork)
{
    const auto graph = importBytes(fileOf({.subgraphs = 3}));
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ((*graph)->operators().size(), 1u);
    EXPECT_EQ((*graph)->remarks(), (std::vector<ImportRemark>{{ImportNote::subgraphsIgnored, "2"}}));
}

TEST(TfliteReader, MarksConstantsWithoutValues)
{
    const auto graph = importBytes(fileOf({.weightBuffer = 0}));
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ((*graph)->remarks(), (std::vector<ImportRemark>{{ImportNote::weightsMissing, "w"}}));
    EXPECT_EQ(constantBytes(**graph), Bytes(54));
}

TEST(TfliteReader, NamesIndicesOutOfRange)
{
    const std::string conv = "operator 0 (CONV_2D)";
    EXPECT_EQ(errorOf({.operatorInputs = {0, 9}}), expected(ErrorCode::indexOutOfRange, {"tensor", "9", "3"}, conv));
    EXPECT_EQ(errorOf({.operatorOutputs = {-1}}), expected(ErrorCode::indexOutOfRange, {"tensor", "-1", "3"}, conv));
    EXPECT_EQ(errorOf({.operatorInputs = {0, -7}}), expected(ErrorCode::indexOutOfRange, {"tensor", "-7", "3"}, conv));
    EXPECT_EQ(errorOf({.graphInputs = {5}}), expected(ErrorCode::indexOutOfRange, {"tensor", "5", "3"}, "inputs"));
    EXPECT_EQ(errorOf({.graphOutputs = {3}}), expected(ErrorCode::indexOutOfRange, {"tensor", "3", "3"}, "outputs"));
    EXPECT_EQ(errorOf({.opcodeIndex = 4}),
              expected(ErrorCode::indexOutOfRange, {"operator code", "4", "1"}, "operator 0"));
    EXPECT_EQ(errorOf({.weightBuffer = 77}), expected(ErrorCode::indexOutOfRange, {"buffer", "77", "2"}, "tensor 1"));
    EXPECT_EQ(errorOf({.axis = 4}),
              expected(ErrorCode::indexOutOfRange, {"quantized_dimension", "4", "4"}, "tensor 1"));
}

TEST(TfliteReader, NamesWhatIsInconsistent)
{
    const std::string conv = "operator 0 (CONV_2D)";
    EXPECT_EQ(errorOf({.weightBytes = 53}), expected(ErrorCode::modelCorrupt, {"buffer 1: 53 / 54"}, "tensor 1"));
    EXPECT_EQ(errorOf({.scales = 2, .zeroPoints = 2}), expected(ErrorCode::modelCorrupt, {"scale 2 / 3"}, "tensor 1"));
    EXPECT_EQ(errorOf({.zeroPoints = 2}), expected(ErrorCode::modelCorrupt, {"zero_point 2 / scale 3"}, "tensor 1"));
    EXPECT_EQ(errorOf({.outputShape = {1, 4, 4, 4}}),
              expected(ErrorCode::shapeMismatch, {conv, "1x4x4x3", "1x4x4x4"}, conv));
    EXPECT_EQ(errorOf({.inputShape = {1, 4, 4, 5}}).code, ErrorCode::shapeMismatch);
    EXPECT_EQ(errorOf({.inputShape = {4, 2}}), expected(ErrorCode::shapeMismatch, {conv, "NxHxWxC", "4x2"}, conv));
    EXPECT_EQ(errorOf({.stride = 0}), expected(ErrorCode::attributeInvalid, {conv, "stride", "0x0"}, conv));
    EXPECT_EQ(errorOf({.padding = static_cast<fb::Padding>(9)}),
              expected(ErrorCode::attributeInvalid, {conv, "padding", "9"}, conv));
    EXPECT_EQ(errorOf({.activation = fb::ActivationFunctionType::SIGN_BIT}),
              expected(ErrorCode::attributeInvalid, {conv, "fused_activation_function", "5"}, conv));
    EXPECT_EQ(errorOf({.type = static_cast<fb::TensorType>(99)}),
              expected(ErrorCode::attributeInvalid, {"tensor 0", "type", "99"}, "tensor 0"));
    EXPECT_EQ(errorOf({.operatorInputs = {0}}), expected(ErrorCode::operatorMalformed, {conv, "weights"}, conv));
    EXPECT_EQ(errorOf({.operatorOutputs = {}}), expected(ErrorCode::operatorMalformed, {conv, "output"}, conv));
    EXPECT_EQ(errorOf({.inputShape = {1, -5, 4, 2}}), expected(ErrorCode::shapeUnknown, {"x"}, "tensor 0"));
    EXPECT_EQ(errorOf({.inputShape = {1 << 30, 1 << 30, 4, 2}}).code, ErrorCode::modelTooLarge);
}

TEST(TfliteReader, NamesWhatTheModelLacks)
{
    EXPECT_EQ(errorOf({.version = 2}), expected(ErrorCode::modelVersion, {"2", "3"}, "model"));
    EXPECT_EQ(errorOf({.subgraphs = 0}), expected(ErrorCode::modelEmpty, {}, "model"));
    EXPECT_EQ(errorOf({.operators = 0}), expected(ErrorCode::modelEmpty, {}, "model"));
    EXPECT_EQ(errorOf({.operatorCodes = false}), expected(ErrorCode::modelCorrupt, {"operator_codes"}, "model"));
    EXPECT_EQ(errorOf({.buffers = false}), expected(ErrorCode::modelCorrupt, {"buffers"}, "model"));
}

TEST(TfliteReader, RefusesCyclesAndDoubleWriters)
{
    EXPECT_EQ(errorOf({.operators = 2}).code, ErrorCode::cyclicGraph);
    const Error self = errorOf({.outputShape = {1, 4, 4, 2},
                                .operatorInputs = {2, 1},
                                .operatorOutputs = {2},
                                .code = fb::BuiltinOperator::PRELU});
    EXPECT_EQ(self.code, ErrorCode::cyclicGraph);
    EXPECT_EQ(self.where.element, "operator 0 (PRELU)");
}

} // namespace
} // namespace tenbin
