// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compression/quantization.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "engine/compression/activation_scales.h"
#include "engine/graph/operator_traits.h"
#include "engine/inference/executor.h"

namespace tenbin {

namespace {

constexpr std::size_t kCalibrationSamples = 256;

template <class T>
std::vector<std::byte> bytesOf(const std::vector<T>& values)
{
    std::vector<std::byte> bytes(values.size() * sizeof(T));
    if (!bytes.empty())
        std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

double squaredError(std::span<const float> weights, float scale, int highest, std::span<std::int8_t> levels)
{
    double error = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const float level =
            std::clamp(std::round(weights[i] / scale), static_cast<float>(-highest), static_cast<float>(highest));
        levels[i] = static_cast<std::int8_t>(level);
        const auto difference = static_cast<double>(weights[i] - level * scale);
        error += difference * difference;
    }
    return error;
}

/// Copies a graph; `change` may replace a tensor and its values.
template <class Change>
Result<Graph> rebuilt(
    const Graph& graph, Change change, Operator (*changed)(const Operator&) = [](const Operator& op) { return op; })
{
    GraphBuilder builder;
    for (std::uint32_t i = 0; i < graph.tensors().size(); ++i) {
        Tensor tensor = graph.tensors()[i];
        std::vector<std::byte> data(tensor.data.begin(), tensor.data.end());
        tensor.data = {};
        tensor.weights.reset();
        change(i, tensor, data);
        if (tensor.constant && !data.empty())
            builder.addConstant(std::move(tensor), std::move(data));
        else
            builder.addTensor(std::move(tensor));
    }
    for (const Operator& op : graph.operators())
        builder.addOperator(changed(op));
    builder.setName(graph.name());
    builder.setInputs(graph.inputs());
    builder.setOutputs(graph.outputs());
    return std::move(builder).finish();
}

Result<std::vector<MinMax>> calibrate(const Executor& executor, const DataSet& data)
{
    const Graph& graph = executor.graph();
    std::vector<MinMax> ranges(graph.tensors().size());
    InferenceBuffers workspace = executor.workspace();
    std::vector<float> values(data.sampleBytes());
    for (std::size_t i = 0; i < std::min(kCalibrationSamples, data.size()); ++i) {
        data.values(i, values.data());
        if (auto set = executor.setInput(workspace, std::span<const float>(values)); !set)
            return tl::make_unexpected(set.error());
        executor.run(workspace);
        for (std::uint32_t t = 0; t < ranges.size(); ++t)
            if (!graph.tensors()[t].constant && graph.tensors()[t].type.isFloat())
                for (const float x : executor.tensorValues(workspace, TensorId{t}))
                    ranges[t] = {std::min(ranges[t].low, x), std::max(ranges[t].high, x)};
    }
    return ranges;
}

/// One layer's weights and bias as integers.
struct QuantizedLayer {
    std::vector<std::byte> weights, bias;
    Quantization weightQuantization, biasQuantization;
};

/// Floats of a constant that is no weight, by the scale of its tensor.
std::vector<std::byte> asInt8(const std::vector<std::byte>& data, const Quantization& how)
{
    std::vector<float> values(data.size() / sizeof(float));
    std::memcpy(values.data(), data.data(), values.size() * sizeof(float));
    std::vector<std::int8_t> levels;
    for (const float value : values)
        levels.push_back(static_cast<std::int8_t>(
            std::clamp(std::round(value / how.scales[0]) + static_cast<float>(how.zeroPoints[0]), -128.0f, 127.0f)));
    return bytesOf(levels);
}

QuantizedLayer quantizeLayer(const Tensor& weights, const Tensor* bias, bool channelsLast, float inputScale, int bits)
{
    const std::vector<float> values = realValues(weights).value_or(std::vector<float>{});
    const auto channels = static_cast<std::size_t>(channelsLast ? weights.shape.back() : weights.shape.front());
    const std::size_t inner = values.size() / channels;
    const auto at = [&](std::size_t c, std::size_t i) { return channelsLast ? i * channels + c : c * inner + i; };
    std::vector<std::int8_t> levels(values.size()), slice(inner);
    std::vector<float> slices(inner),
        biases = bias ? realValues(*bias).value_or(std::vector<float>{}) : std::vector<float>{};
    std::vector<std::int32_t> wholeBiases;
    QuantizedLayer layer;
    layer.weightQuantization.axis = channelsLast ? static_cast<int>(weights.shape.size()) - 1 : 0;
    for (std::size_t c = 0; c < channels; ++c) {
        for (std::size_t i = 0; i < inner; ++i)
            slices[i] = values[at(c, i)];
        const float scale = quantizeSlice(slices, bits, slice);
        for (std::size_t i = 0; i < inner; ++i)
            levels[at(c, i)] = slice[i];
        layer.weightQuantization.scales.push_back(scale);
        layer.weightQuantization.zeroPoints.push_back(0);
        layer.biasQuantization.scales.push_back(scale * inputScale);
        layer.biasQuantization.zeroPoints.push_back(0);
        if (c < biases.size())
            wholeBiases.push_back(static_cast<std::int32_t>(std::clamp(
                std::round(static_cast<double>(biases[c]) / static_cast<double>(scale * inputScale)), -2e9, 2e9)));
    }
    layer.weights = bytesOf(levels);
    layer.bias = bytesOf(wholeBiases);
    return layer;
}

} // namespace

float quantizeSlice(std::span<const float> weights, int bits, std::span<std::int8_t> levels)
{
    double sum = 0.0;
    float highestWeight = 0.0f;
    std::size_t present = 0;
    for (const float w : weights) {
        sum += static_cast<double>(std::abs(w));
        highestWeight = std::max(highestWeight, std::abs(w));
        present += w != 0.0f ? 1 : 0;
    }
    std::fill(levels.begin(), levels.end(), std::int8_t{0});
    if (highestWeight < 1e-12f)
        return 1e-6f;
    if (bits <= 1) {
        for (std::size_t i = 0; i < weights.size(); ++i)
            levels[i] = static_cast<std::int8_t>((weights[i] > 0.0f) - (weights[i] < 0.0f));
        return static_cast<float>(sum / static_cast<double>(present));
    }
    const int highest = (1 << (bits - 1)) - 1;
    const float widest = highestWeight / static_cast<float>(highest);
    float best = widest;
    double least = squaredError(weights, widest, highest, levels);
    for (int step = 1; bits < 8 && step <= 7; ++step) {
        const float scale = widest * (1.0f - 0.1f * static_cast<float>(step));
        if (const double error = squaredError(weights, scale, highest, levels); error < least)
            least = error, best = scale;
    }
    squaredError(weights, best, highest, levels);
    return best;
}

Result<Graph> floatGraph(const Graph& graph)
{
    // Between real numbers a quantiser hands on what it gets.
    const auto real = [](const Operator& op) {
        Operator result = op;
        if (isQuantiser(op.kind)) {
            result.kind = OperatorKind::reshape;
            result.attributes = {};
        }
        return result;
    };
    return rebuilt(
        graph,
        [&](std::uint32_t, Tensor& tensor, std::vector<std::byte>& data) {
            if (tensor.quantization.empty() || !tensor.type.isInteger())
                return;
            if (tensor.constant) {
                Tensor source = tensor;
                source.data = data;
                if (const auto values = realValues(source))
                    data = bytesOf(*values);
            }
            tensor.type = DataType::float32();
            tensor.quantization = {};
        },
        real);
}

Result<Graph> withValues(const Graph& graph, const Values& values)
{
    return rebuilt(graph, [&](std::uint32_t i, Tensor&, std::vector<std::byte>& data) {
        if (const auto found = values.find(i); found != values.end())
            data = bytesOf(found->second);
    });
}

Result<Graph> quantizedGraph(const std::shared_ptr<const Graph>& graph, const DataSet& calibration, int weightBits)
{
    const auto executor = Executor::create(graph);
    if (!executor)
        return tl::make_unexpected(executor.error());
    if (calibration.raw || !calibration.fits(graph->tensor(graph->inputs()[0]).shape))
        return fail(ErrorCode::dataShape,
                    {toString(graph->tensor(graph->inputs()[0]).shape), toString(calibration.shape)},
                    {.element = calibration.name});
    const auto ranges = calibrate(*executor, calibration);
    if (!ranges)
        return tl::make_unexpected(ranges.error());
    std::optional<Quantization> input;
    if (calibration.decoded) // so that the same raw tensors fit the new network
        input = Quantization{{calibration.preprocessing.scale}, {std::lround(calibration.preprocessing.mean) - 128}, 0};
    const std::vector<Quantization> activations = activationScales(*graph, *ranges, input);
    std::map<std::uint32_t, std::pair<std::vector<std::byte>, Quantization>> weights, biases;
    for (const Operator& op : graph->operators()) {
        const bool depthwise = op.kind == OperatorKind::depthwiseConv2d;
        if (!depthwise && op.kind != OperatorKind::conv2d && op.kind != OperatorKind::fullyConnected)
            continue;
        const Tensor* bias = op.inputs.size() > 2 ? graph->input(op, 2) : nullptr;
        QuantizedLayer layer =
            quantizeLayer(*graph->input(op, 1), bias, depthwise, activations[op.inputs[0].index].scales[0], weightBits);
        weights[op.inputs[1].index] = {std::move(layer.weights), std::move(layer.weightQuantization)};
        if (bias)
            biases[op.inputs[2].index] = {std::move(layer.bias), std::move(layer.biasQuantization)};
    }
    return rebuilt(*graph, [&](std::uint32_t i, Tensor& tensor, std::vector<std::byte>& data) {
        const bool isWeight = weights.contains(i), isBias = biases.contains(i);
        if (isWeight || isBias) {
            auto& [bytes, quantization] = isWeight ? weights[i] : biases[i];
            data = bytes;
            tensor.quantization = quantization;
            tensor.type = isWeight ? DataType::int8() : DataType::int32();
        } else if (tensor.type.isFloat() && !activations[i].empty()) {
            if (tensor.constant)
                data = asInt8(data, activations[i]);
            tensor.type = DataType::int8();
            tensor.quantization = activations[i];
        }
    });
}

} // namespace tenbin
