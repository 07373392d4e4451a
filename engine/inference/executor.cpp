// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/executor.h"

#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "engine/graph/kind_map.h"
#include "engine/graph/operator_traits.h"
#include "engine/inference/kernel_site.h"

namespace tenbin {

namespace kernels {

tl::unexpected<Error> Site::refuse(std::string why) const
{
    return fail(ErrorCode::notExecutable, {std::string(displayKind(op)), std::move(why)}, {.element = op.name});
}

/// CalculateActivationRangeQuantized of kernels/kernel_util.cc.
Range Site::range() const
{
    const Tensor& tensor = output();
    const bool isSigned = tensor.type.kind == DataType::Kind::signedInteger;
    Range range = byteRange(isSigned);
    const auto quantized = [&](float value) {
        return zeroPoint(tensor) + static_cast<std::int32_t>(std::round(value / scale(tensor)));
    };
    const auto atLeast = [&](float value) { range.lowest = std::max(range.lowest, quantized(value)); };
    const auto atMost = [&](float value) { range.highest = std::min(range.highest, quantized(value)); };
    switch (fusedActivation(op)) {
    case Activation::relu:
        atLeast(0.0f);
        break;
    case Activation::relu6:
        atLeast(0.0f), atMost(6.0f);
        break;
    case Activation::reluN1To1:
        atLeast(-1.0f), atMost(1.0f);
        break;
    case Activation::relu0To1:
        atLeast(0.0f), atMost(1.0f);
        break;
    case Activation::none:
    case Activation::tanh:
    case Activation::logistic:
    case Activation::hardSwish:
    case Activation::leakyRelu:
        break;
    }
    return range;
}

float activated(float value, Activation activation)
{
    switch (activation) {
    case Activation::relu:
        return std::max(0.0f, value);
    case Activation::relu6:
        return std::clamp(value, 0.0f, 6.0f);
    case Activation::reluN1To1:
        return std::clamp(value, -1.0f, 1.0f);
    case Activation::relu0To1:
        return std::clamp(value, 0.0f, 1.0f);
    case Activation::tanh:
        return std::tanh(value);
    case Activation::logistic:
        return 1.0f / (1.0f + std::exp(-value));
    case Activation::hardSwish:
        return value * std::clamp(value + 3.0f, 0.0f, 6.0f) / 6.0f;
    case Activation::none:
    case Activation::leakyRelu:
        break;
    }
    return value;
}

namespace {

using Maker = Result<Kernel> (*)(const Site&);
using K = OperatorKind;

/// What else there is moves elements without computing.
constexpr KindMap<Maker> kMakers{{K::conv2d, convolution},
                                 {K::depthwiseConv2d, depthwiseConvolution},
                                 {K::transposeConv2d, transposeConvolution},
                                 {K::fullyConnected, fullyConnected},
                                 {K::averagePool2d, pooling},
                                 {K::maxPool2d, pooling},
                                 {K::add, binary},
                                 {K::sub, binary},
                                 {K::mul, binary},
                                 {K::div, binary},
                                 {K::maximum, binary},
                                 {K::minimum, binary},
                                 {K::softmax, softmax},
                                 {K::mean, mean},
                                 {K::quantize, quantizer},
                                 {K::dequantize, quantizer},
                                 {K::relu, unary},
                                 {K::relu6, unary},
                                 {K::reluN1To1, unary},
                                 {K::relu0To1, unary},
                                 {K::leakyRelu, unary},
                                 {K::hardSwish, unary},
                                 {K::logistic, unary},
                                 {K::tanh, unary},
                                 {K::elu, unary},
                                 {K::abs, unary},
                                 {K::neg, unary},
                                 {K::exp, unary},
                                 {K::log, unary},
                                 {K::sqrt, unary},
                                 {K::rsqrt, unary},
                                 {K::square, unary}};

Result<Kernel> prepare(const Site& site) { return kMakers.valueOr(site.op.kind, layout)(site); }

} // namespace

} // namespace kernels

InferenceBuffers::InferenceBuffers(const Graph& graph)
{
    m_storage.resize(graph.tensors().size());
    m_data.resize(graph.tensors().size());
    for (std::size_t i = 0; i < graph.tensors().size(); ++i) {
        const Tensor& tensor = graph.tensors()[i];
        const auto size =
            static_cast<std::size_t>(tensor.elements()) * std::max<std::size_t>(1, (tensor.type.bits + 7u) / 8u);
        if (tensor.constant && tensor.type.bits < 8)
            continue; // packed: kernels unpack them once
        // Vector loops may read a little past the end of a row, never past this margin.
        m_storage[i].assign(size / sizeof(std::max_align_t) + 9, std::max_align_t{});
        m_data[i] = reinterpret_cast<std::byte*>(m_storage[i].data());
        if (tensor.constant && !tensor.data.empty())
            std::memcpy(m_data[i], tensor.data.data(), std::min(size, tensor.data.size()));
    }
}

Result<Executor> Executor::create(std::shared_ptr<const Graph> graph)
{
    Executor executor(std::move(graph));
    for (const Operator& op : executor.m_graph->operators())
        if (familyOf(op.kind) == OperatorFamily::recurrent)
            return kernels::Site{*executor.m_graph, op}.refuse("recurrent");
    for (const Operator& op : executor.m_graph->operators()) {
        const kernels::Site site{*executor.m_graph, op};
        for (std::size_t i = 0; i < op.inputs.size(); ++i)
            if (site.has(i) && site.input(i).constant && site.input(i).data.empty() && site.input(i).elements() > 0)
                return site.refuse(fmt::format("the values of {} are not in the file", site.input(i).name));
        auto kernel = kernels::prepare(site);
        if (!kernel)
            return tl::make_unexpected(kernel.error());
        executor.m_kernels.push_back(std::move(*kernel));
    }
    return executor;
}

void Executor::run(InferenceBuffers& workspace) const
{
    for (const Kernel& kernel : m_kernels)
        kernel(workspace);
}

namespace {

std::size_t storedBytes(const Tensor& tensor) { return static_cast<std::size_t>(tensor.sizeBytes().count()); }

tl::unexpected<Error> wrongSize(const Tensor& tensor, std::size_t found, std::size_t expected)
{
    return fail(ErrorCode::dataShape, {fmt::format("{} ({})", expected, toString(tensor.shape)), std::to_string(found)},
                {.element = tensor.name});
}

template <class T>
void appendAs(std::vector<float>& values, const std::byte* data, std::size_t count, const Quantization& q)
{
    float scale = 1.0f;
    std::int64_t zero = 0;
    if (!q.scales.empty())
        scale = q.scales[0];
    if (!q.zeroPoints.empty())
        zero = q.zeroPoints[0];
    for (std::size_t i = 0; i < count; ++i) {
        T value;
        std::memcpy(&value, data + i * sizeof(T), sizeof(T));
        if constexpr (std::is_floating_point_v<T>)
            values.push_back(static_cast<float>(value));
        else
            values.push_back(scale * static_cast<float>(static_cast<std::int64_t>(value) - zero));
    }
}

std::vector<float> valuesOf(const Tensor& tensor, const std::byte* data)
{
    std::vector<float> values;
    const auto count = static_cast<std::size_t>(tensor.elements());
    const bool isSigned = tensor.type.kind == DataType::Kind::signedInteger;
    if (tensor.type.isFloat())
        appendAs<float>(values, data, count, {});
    else if (tensor.type.bits == 8 && isSigned)
        appendAs<std::int8_t>(values, data, count, tensor.quantization);
    else if (tensor.type.bits == 8)
        appendAs<std::uint8_t>(values, data, count, tensor.quantization);
    else if (tensor.type.bits == 16)
        appendAs<std::int16_t>(values, data, count, tensor.quantization);
    else if (tensor.type.bits == 32)
        appendAs<std::int32_t>(values, data, count, tensor.quantization);
    return values;
}

} // namespace

Result<void> Executor::setInput(InferenceBuffers& workspace, std::span<const std::byte> input,
                                std::size_t position) const
{
    const TensorId id = m_graph->inputs()[position];
    const Tensor& tensor = m_graph->tensor(id);
    if (input.size() != storedBytes(tensor))
        return wrongSize(tensor, input.size(), storedBytes(tensor));
    std::memcpy(workspace.bytes(id), input.data(), input.size());
    return {};
}

Result<void> Executor::setInput(InferenceBuffers& workspace, std::span<const float> input, std::size_t position) const
{
    const TensorId id = m_graph->inputs()[position];
    const Tensor& tensor = m_graph->tensor(id);
    const auto count = static_cast<std::size_t>(tensor.elements());
    if (input.size() != count)
        return wrongSize(tensor, input.size(), count);
    if (tensor.type.isFloat()) {
        std::memcpy(workspace.bytes(id), input.data(), count * sizeof(float));
        return {};
    }
    if (tensor.type.bits != 8)
        return fail(ErrorCode::dataShape, {toString(tensor.type), "float32"}, {.element = tensor.name});
    const float scale = kernels::Site::scale(tensor);
    const bool isSigned = tensor.type.kind == DataType::Kind::signedInteger;
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = static_cast<int>(std::round(input[i] / scale)) + kernels::Site::zeroPoint(tensor);
        workspace.values<std::uint8_t>(id)[i] = kernels::asByte(value, isSigned);
    }
    return {};
}

std::span<const std::byte> Executor::output(InferenceBuffers& workspace, std::size_t position) const
{
    const TensorId id = m_graph->outputs()[position];
    return {workspace.bytes(id), storedBytes(m_graph->tensor(id))};
}

std::vector<float> Executor::outputValues(InferenceBuffers& workspace, std::size_t position) const
{
    return tensorValues(workspace, m_graph->outputs()[position]);
}

std::vector<float> Executor::tensorValues(InferenceBuffers& workspace, TensorId id) const
{
    return valuesOf(m_graph->tensor(id), workspace.bytes(id));
}

std::optional<std::vector<std::int64_t>> rawValues(const Tensor& tensor)
{
    if (!tensor.type.isInteger() || tensor.data.size() < storedBytes(tensor))
        return std::nullopt;
    std::vector<std::int64_t> values(static_cast<std::size_t>(tensor.elements()));
    const unsigned bits = tensor.type.bits;
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::uint64_t raw = 0;
        if (bits >= 8)
            std::memcpy(&raw, tensor.data.data() + i * bits / 8, bits / 8);
        else
            raw = (std::to_integer<unsigned>(tensor.data[i * bits / 8]) >> (i * bits % 8)) & ((1u << bits) - 1);
        const bool negative = tensor.type.kind == DataType::Kind::signedInteger && bits < 64 && (raw >> (bits - 1)) & 1;
        values[i] = static_cast<std::int64_t>(negative ? raw - (std::uint64_t{1} << bits) : raw);
    }
    return values;
}

std::optional<std::vector<float>> realValues(const Tensor& tensor)
{
    if (tensor.type == DataType::float32() && tensor.data.size() >= storedBytes(tensor))
        return valuesOf(tensor, tensor.data.data());
    const auto raw = rawValues(tensor);
    if (!raw)
        return std::nullopt;
    const Quantization& q = tensor.quantization;
    std::vector<float> values(raw->size());
    std::int64_t inner = 1;
    for (std::size_t d = static_cast<std::size_t>(q.axis) + 1; d < tensor.shape.size(); ++d)
        inner *= tensor.shape[d];
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t slice = q.perChannel() ? i / static_cast<std::size_t>(inner) % q.scales.size() : 0;
        const float scale = q.empty() ? 1.0f : q.scales[slice];
        const std::int64_t zero = q.zeroPoints.empty() ? 0 : q.zeroPoints[slice % q.zeroPoints.size()];
        values[i] = scale * static_cast<float>((*raw)[i] - zero);
    }
    return values;
}

} // namespace tenbin
