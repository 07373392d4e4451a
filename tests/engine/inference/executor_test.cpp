// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/executor.h"

#include <cmath>
#include <filesystem>
#include <random>

#include <gmock/gmock.h>

#include "engine/formats/importer.h"
#include "engine/inference/fixed_point.h"
#include "engine/inference/simd_kernels.h"
#include "tests/engine/inference/slow_reference.h"

namespace tenbin {
namespace {

/// A network of one operator over [1, h, w, c] with random integer weights.
class OneLayer {
public:
    explicit OneLayer(std::uint32_t seed) : m_random(seed) {}

    TensorId activation(Shape shape, DataType type = DataType::int8())
    {
        const bool isSigned = type.kind == DataType::Kind::signedInteger;
        return m_builder.addTensor({.name = "map",
                                    .shape = std::move(shape),
                                    .type = type,
                                    .quantization = {{between(0.01f, 0.2f)},
                                                     {static_cast<int>(m_random() % 40) + (isSigned ? -20 : 100)},
                                                     0}});
    }
    TensorId weights(Shape shape, int axis, DataType type = DataType::int8())
    {
        Tensor tensor{.name = "weights", .shape = std::move(shape), .type = type, .constant = true};
        const bool isSigned = type.kind == DataType::Kind::signedInteger;
        const auto channels = isSigned ? tensor.shape[static_cast<std::size_t>(axis)] : 1;
        for (std::int64_t i = 0; i < channels; ++i) {
            tensor.quantization.scales.push_back(between(0.001f, 0.01f));
            tensor.quantization.zeroPoints.push_back(isSigned ? 0 : 130);
        }
        tensor.quantization.axis = axis;
        std::vector<std::byte> data(static_cast<std::size_t>(tensor.elements()));
        for (std::byte& b : data)
            b = static_cast<std::byte>(m_random() & 0xff);
        return m_builder.addConstant(std::move(tensor), std::move(data));
    }
    TensorId bias(std::int64_t channels)
    {
        std::vector<std::byte> data;
        for (std::int64_t i = 0; i < channels; ++i) {
            const auto value = static_cast<std::int32_t>(m_random() % 8000) - 4000;
            for (int s = 0; s < 32; s += 8)
                data.push_back(static_cast<std::byte>((static_cast<std::uint32_t>(value) >> s) & 0xff));
        }
        return m_builder.addConstant({.name = "bias", .shape = {channels}, .type = DataType::int32(), .constant = true},
                                     std::move(data));
    }
    /// Compares all kernel sets with the slow reference on a few random inputs.
    void expectExact(Operator op)
    {
        const TensorId in = op.inputs[0], out = op.outputs[0];
        m_builder.addOperator(std::move(op));
        m_builder.setInputs({in});
        m_builder.setOutputs({out});
        auto graph = std::move(m_builder).finish();
        ASSERT_TRUE(graph);
        expectExactNetwork(std::make_shared<const Graph>(std::move(*graph)), m_random(), 4);
    }
    static void expectExactNetwork(const std::shared_ptr<const Graph>& graph, std::uint32_t seed, int inputs)
    {
        std::mt19937 random(seed);
        const auto executor = Executor::create(graph);
        ASSERT_TRUE(executor) << ::testing::PrintToString(executor.error().arguments);
        InferenceBuffers workspace = executor->workspace();
        const Tensor& input = graph->tensor(graph->inputs()[0]);
        const bool isSigned = input.type.kind == DataType::Kind::signedInteger;
        for (int k = 0; k < inputs; ++k) {
            std::vector<std::byte> bytes(static_cast<std::size_t>(input.elements()));
            std::vector<std::int32_t> numbers;
            for (std::byte& b : bytes) {
                b = static_cast<std::byte>(random() & 0xff);
                numbers.push_back(isSigned ? static_cast<std::int8_t>(b) : std::to_integer<int>(b));
            }
            ASSERT_TRUE(executor->setInput(workspace, bytes));
            executor->run(workspace);
            slow::Map expected = slow::Reference(*graph).run(numbers);
            for (const Operator& op : graph->operators()) {
                if (op.kind == OperatorKind::softmax)
                    continue; // has a test of its own
                const auto& want = expected[op.outputs[0].index];
                const auto* got = workspace.values<std::uint8_t>(op.outputs[0]);
                const bool outSigned = graph->output(op).type.kind == DataType::Kind::signedInteger;
                for (std::size_t i = 0; i < want.size(); ++i)
                    ASSERT_EQ(outSigned ? static_cast<std::int8_t>(got[i]) : got[i], want[i])
                        << displayKind(op) << " " << op.name << " element " << i;
            }
        }
    }

private:
    float between(float low, float high)
    {
        return low + (high - low) * static_cast<float>(m_random() % 10000) / 10000.0f;
    }
    std::mt19937 m_random;
    GraphBuilder m_builder;
};

TEST(Executor, ConvolutionIsExact)
{
    for (const Activation activation : {Activation::none, Activation::relu, Activation::relu6})
        for (const int stride : {1, 2}) {
            OneLayer layer(static_cast<std::uint32_t>(stride) + 7u * static_cast<std::uint32_t>(activation));
            const TensorId x = layer.activation({1, 9, 7, 5}), w = layer.weights({6, 3, 3, 5}, 0), b = layer.bias(6);
            const std::int64_t h = (9 + 2 - 3) / stride + 1, v = (7 + 2 - 3) / stride + 1;
            layer.expectExact(
                {.kind = OperatorKind::conv2d,
                 .inputs = {x, w, b},
                 .outputs = {layer.activation({1, h, v, 6})},
                 .attributes = Conv2dAttributes{
                     .strideH = stride, .strideW = stride, .padding = {1, 1, 1, 1}, .activation = activation}});
        }
}

TEST(Executor, DilatedConvolutionWithoutBiasIsExact)
{
    OneLayer layer(3);
    const TensorId x = layer.activation({1, 10, 10, 3}), w = layer.weights({17, 3, 2, 3}, 0);
    layer.expectExact({.kind = OperatorKind::conv2d,
                       .inputs = {x, w},
                       .outputs = {layer.activation({1, 6, 8, 17})},
                       .attributes = Conv2dAttributes{.dilationH = 2, .dilationW = 2}});
}

TEST(Executor, UnsignedConvolutionIsExact)
{
    const DataType type = DataType::uint8();
    OneLayer layer(4);
    const TensorId x = layer.activation({1, 6, 6, 8}, type), w = layer.weights({4, 1, 1, 8}, 0, type),
                   b = layer.bias(4);
    layer.expectExact({.kind = OperatorKind::conv2d,
                       .inputs = {x, w, b},
                       .outputs = {layer.activation({1, 6, 6, 4}, type)},
                       .attributes = Conv2dAttributes{.activation = Activation::relu6}});
}

TEST(Executor, DepthwiseConvolutionIsExact)
{
    for (const std::int64_t multiplier : {1, 3}) {
        OneLayer layer(static_cast<std::uint32_t>(multiplier) + 20);
        const TensorId x = layer.activation({1, 8, 8, 4}), w = layer.weights({1, 3, 3, 4 * multiplier}, 3),
                       b = layer.bias(4 * multiplier);
        layer.expectExact(
            {.kind = OperatorKind::depthwiseConv2d,
             .inputs = {x, w, b},
             .outputs = {layer.activation({1, 4, 4, 4 * multiplier})},
             .attributes = Conv2dAttributes{
                 .strideH = 2, .strideW = 2, .padding = {0, 1, 0, 1}, .groups = 4, .activation = Activation::relu}});
    }
}

TEST(Executor, FullyConnectedPoolingAndAddAreExact)
{
    OneLayer dense(5);
    const TensorId x = dense.activation({1, 37}), w = dense.weights({11, 37}, 0, DataType::uint8()), b = dense.bias(11);
    (void)w;
    dense.expectExact({.kind = OperatorKind::fullyConnected,
                       .inputs = {x, dense.weights({11, 37}, 0), b},
                       .outputs = {dense.activation({1, 11})},
                       .attributes = FullyConnectedAttributes{}});
    for (const OperatorKind kind : {OperatorKind::averagePool2d, OperatorKind::maxPool2d}) {
        OneLayer pool(6);
        const TensorId map = pool.activation({1, 7, 7, 5});
        pool.expectExact({.kind = kind,
                          .inputs = {map},
                          .outputs = {pool.activation({1, 4, 4, 5})},
                          .attributes = Pool2dAttributes{
                              .kernelH = 3, .kernelW = 3, .strideH = 2, .strideW = 2, .padding = {1, 1, 1, 1}}});
    }
    OneLayer sum(8);
    const TensorId a = sum.activation({1, 6, 6, 3});
    sum.expectExact({.kind = OperatorKind::add,
                     .inputs = {a, a},
                     .outputs = {sum.activation({1, 6, 6, 3})},
                     .attributes = ElementwiseAttributes{Activation::relu}});
}

TEST(Executor, KernelSetsAgree)
{
    std::mt19937 random(1);
    std::vector<std::int16_t> rows(5 * 48), weights(7 * 48);
    for (auto* values : {&rows, &weights})
        for (std::int16_t& v : *values)
            v = static_cast<std::int16_t>(static_cast<int>(random() % 511) - 255);
    std::vector<std::int32_t> multiplier(7), left(7, 0), right{0, 1, 5, 7, 8, 10, 12}, first;
    for (std::int32_t& m : multiplier)
        m = static_cast<std::int32_t>((1u << 30) + random() % (1u << 30));
    std::vector<std::uint8_t> firstBytes;
    for (const SimdKernels* set : runnableSimdKernels()) {
        std::vector<std::int32_t> sums(35);
        set->dotRows(rows.data(), weights.data(), right.data(), sums.data(), 5, 7, 48);
        std::vector<std::uint8_t> bytes(35);
        set->requantize(sums.data(), bytes.data(), 5, 7, {multiplier.data(), left.data(), right.data(), 3, -128, 127});
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const std::int32_t value = fixed_point::multiply(sums[i], {multiplier[i % 7], -right[i % 7]}) + 3;
            EXPECT_EQ(static_cast<std::int8_t>(bytes[i]), std::clamp(value, -128, 127)) << set->name;
        }
        if (first.empty()) {
            first = sums;
        }
        EXPECT_EQ(sums, first) << set->name;
    }
}

TEST(Executor, FixedPointExponentialFollowsTheCurve)
{
    for (int i = 0; i < 2000; ++i) {
        const double x = -0.01 * i;
        const auto fixed = static_cast<std::int32_t>(x * (1 << 26));
        const double y = fixed_point::expOnNegativeValues(fixed) / 2147483648.0;
        EXPECT_NEAR(y, std::exp(fixed / double(1 << 26)), 3e-7) << x;
    }
    for (const double s : {1.0, 1.5, 3.25, 9.9, 11.999}) {
        int bits = 0;
        const std::int32_t r = fixed_point::reciprocal(static_cast<std::int32_t>(s * (1 << 19)), 12, bits);
        EXPECT_NEAR(r / 2147483648.0 * std::pow(2.0, -bits), 1.0 / s, 1e-6) << s;
    }
}

TEST(Executor, SaysWhyItCannotRun)
{
    GraphBuilder builder;
    const TensorId x = builder.addTensor({.name = "x", .shape = {1, 4}, .type = DataType::float32()});
    const TensorId y = builder.addTensor({.name = "y", .shape = {1, 4}, .type = DataType::float32()});
    builder.addOperator(
        {.kind = OperatorKind::custom, .name = "strange", .customName = "FlexErf", .inputs = {x}, .outputs = {y}});
    builder.setInputs({x});
    builder.setOutputs({y});
    auto graph = std::move(builder).finish();
    ASSERT_TRUE(graph);
    const auto executor = Executor::create(std::make_shared<const Graph>(std::move(*graph)));
    ASSERT_FALSE(executor);
    EXPECT_EQ(executor.error().code, ErrorCode::notExecutable);
    EXPECT_EQ(executor.error().arguments[0], "FlexErf");
    EXPECT_EQ(executor.error().where.element, "strange");
}

TEST(Executor, WholeNetworksAreExact)
{
    const std::filesystem::path models = std::filesystem::path(TENBIN_SHARED_DIR) / "models";
    if (!std::filesystem::exists(models))
        GTEST_SKIP() << "the published model files are not here";
    for (const char* name : {"mlperf-tiny/kws_ref_model.tflite", "mlperf-tiny/pretrainedResnet_quant.tflite",
                             "mlperf-tiny/ad01_int8.tflite", "mlperf-tiny/vww_96_int8.tflite",
                             "tflm/person_detect.tflite", "mlperf-tiny/str_ww_ref_model.tflite"}) {
        SCOPED_TRACE(name);
        const auto graph = importNetwork(models / name);
        ASSERT_TRUE(graph);
        OneLayer::expectExactNetwork(*graph, 42, 1);
    }
}

TEST(Executor, RunsEveryPublishedFileThatIsNotRecurrent)
{
    const std::filesystem::path models = std::filesystem::path(TENBIN_SHARED_DIR) / "models";
    if (!std::filesystem::exists(models))
        GTEST_SKIP() << "the published model files are not here";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(models)) {
        if (entry.path().extension() != ".tflite")
            continue;
        const auto graph = importNetwork(entry.path());
        ASSERT_TRUE(graph);
        const auto executor = Executor::create(*graph);
        if (!executor) {
            EXPECT_EQ(executor.error().arguments[1], "recurrent")
                << entry.path() << ": " << executor.error().arguments[0];
        }
    }
}

} // namespace
} // namespace tenbin
