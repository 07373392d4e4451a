// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/operator_reader.h"

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/tflite/custom_options.h"
#include "engine/formats/tflite/products.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

using K = OperatorKind;

Result<void> TfliteOperatorReader::read()
{
    if (m_op.kind == K::custom) {
        readNamed();
        return {};
    }
    if (m_op.inputs.empty() || !input(0)) {
        // Without input: handles and calls; TRANSPOSE_CONV and SPLIT have data further on.
        const bool allowed = m_op.kind == K::varHandle || m_op.kind == K::callOnce || m_op.kind == K::controlFlow
                             || m_op.kind == K::range;
        if (!allowed)
            return missing("input");
        return {};
    }
    if (m_code == tflite::BuiltinOperator::CUSTOM) {
        if (m_table.custom_options())
            m_op.attributes = readCustomOptions({m_table.custom_options()->data(), m_table.custom_options()->size()});
        return {};
    }
    switch (m_op.kind) {
    case K::conv2d:
    case K::depthwiseConv2d:
    case K::transposeConv2d:
    case K::averagePool2d:
    case K::maxPool2d:
        return readWindows();
    case K::fullyConnected:
    case K::batchMatMul:
    case K::lstm:
    case K::rnn:
    case K::svdf:
        return readMatrices();
    case K::mean:
    case K::sum:
    case K::reduceMax:
    case K::reduceMin:
    case K::reduceProd:
    case K::argMax:
    case K::argMin:
    case K::concatenation:
    case K::split:
    case K::pack:
    case K::unpack:
    case K::squeeze:
    case K::expandDims:
    case K::gather:
    case K::reverse:
    case K::cumSum:
    case K::oneHot:
        return readAxes();
    case K::pad:
    case K::mirrorPad:
    case K::slice:
    case K::stridedSlice:
    case K::transpose:
    case K::tile:
    case K::reshape:
    case K::broadcastTo:
    case K::topK:
    case K::resizeBilinear:
    case K::resizeNearestNeighbor:
    case K::spaceToDepth:
    case K::depthToSpace:
        return readLayout();
    default:
        return readRest();
    }
}

/// An operator that keeps its name: of its work the multiply-accumulates are known, if anything is.
void TfliteOperatorReader::readNamed()
{
    if (const std::int64_t macs = tfliteProductMacs(m_table, m_op, m_tensors); macs > 0) {
        m_op.attributes = CustomAttributes{macs};
        return;
    }
    if (!m_table.custom_options())
        return;
    const Attributes written = readCustomOptions({m_table.custom_options()->data(), m_table.custom_options()->size()});
    if (std::holds_alternative<CustomAttributes>(written))
        m_op.attributes = written;
}

// --- windows ---------------------------------------------------------------------------------

Result<void> TfliteOperatorReader::readWindows()
{
    if (m_op.kind == K::transposeConv2d)
        return transposeConvolution();
    return m_op.kind == K::averagePool2d || m_op.kind == K::maxPool2d ? pooling() : convolution();
}

Result<void> TfliteOperatorReader::convolution()
{
    const auto x = featureMap(0);
    const auto weights = x ? featureMap(1) : x;
    if (!weights)
        return tl::make_unexpected(weights.error());
    Conv2dAttributes a;
    tflite::Padding padded{};
    tflite::ActivationFunctionType code{};
    const auto take = [&](const auto* table) {
        a.strideH = table->stride_h();
        a.strideW = table->stride_w();
        a.dilationH = table->dilation_h_factor();
        a.dilationW = table->dilation_w_factor();
        padded = table->padding();
        code = table->fused_activation_function();
    };
    if (const auto* conv = options<tflite::Conv2DOptions>())
        take(conv);
    else if (const auto* depthwise = options<tflite::DepthwiseConv2DOptions>())
        take(depthwise);
    else
        return missing("options");
    const std::int64_t channels = (*x)[3];
    if (m_op.kind == K::depthwiseConv2d)
        a.groups = static_cast<int>(channels);
    else if ((*weights)[3] > 0 && channels % (*weights)[3] == 0)
        a.groups = static_cast<int>(channels / (*weights)[3]);
    const auto fused = activation(code);
    const auto pads = padding(padded, *x, (*weights)[1], (*weights)[2], a.strideH, a.strideW, a.dilationH, a.dilationW);
    if (!fused || !pads)
        return tl::make_unexpected(fused ? pads.error() : fused.error());
    a.activation = *fused;
    a.padding = *pads;
    m_op.attributes = a;
    return {};
}

/// File order: [output shape, weights, x, bias]. The padding follows from the declared output.
Result<void> TfliteOperatorReader::transposeConvolution()
{
    const auto x = featureMap(2);
    const auto weights = x ? featureMap(1) : x;
    if (!weights)
        return tl::make_unexpected(weights.error());
    const auto* table = options<tflite::TransposeConvOptions>();
    if (!table)
        return missing("options");
    const Shape& out = output()->shape;
    if (out.size() != 4)
        return fail(ErrorCode::shapeMismatch, {m_label, "NxHxWxC", toString(out)});
    Conv2dAttributes a;
    a.strideH = table->stride_h();
    a.strideW = table->stride_w();
    constexpr int kMaxStride = 1 << 20;
    if (a.strideH < 1 || a.strideW < 1 || a.strideH > kMaxStride || a.strideW > kMaxStride)
        return invalid("stride", fmt::format("{}x{}", a.strideH, a.strideW));
    const auto fused = activation(table->fused_activation_function());
    if (!fused)
        return tl::make_unexpected(fused.error());
    a.activation = *fused;
    const auto total = [&](std::size_t axis, int stride) {
        return static_cast<int>(((*x)[axis] - 1) * stride + (*weights)[axis] - out[axis]);
    };
    const int vertical = total(1, a.strideH);
    const int horizontal = total(2, a.strideW);
    a.padding.top = std::max(vertical, 0) / 2;
    a.padding.left = std::max(horizontal, 0) / 2;
    a.padding.bottom = vertical - a.padding.top;
    a.padding.right = horizontal - a.padding.left;
    m_op.attributes = a;
    std::vector<TensorId> inputs{m_op.inputs[2], m_op.inputs[1]};
    if (m_op.inputs.size() > 3 && m_op.inputs[3].valid())
        inputs.push_back(m_op.inputs[3]);
    m_op.inputs = std::move(inputs);
    return {};
}

Result<void> TfliteOperatorReader::pooling()
{
    const auto x = featureMap(0);
    if (!x)
        return tl::make_unexpected(x.error());
    const auto* table = options<tflite::Pool2DOptions>();
    if (!table)
        return missing("options");
    Pool2dAttributes a{.kernelH = table->filter_height(),
                       .kernelW = table->filter_width(),
                       .strideH = table->stride_h(),
                       .strideW = table->stride_w()};
    const auto fused = activation(table->fused_activation_function());
    const auto pads = padding(table->padding(), *x, a.kernelH, a.kernelW, a.strideH, a.strideW, 1, 1);
    if (!fused || !pads)
        return tl::make_unexpected(fused ? pads.error() : fused.error());
    a.activation = *fused;
    a.padding = *pads;
    m_op.attributes = a;
    return {};
}

// --- matrices --------------------------------------------------------------------------------

Result<void> TfliteOperatorReader::readMatrices()
{
    if (m_op.kind == K::batchMatMul) {
        const auto* table = options<tflite::BatchMatMulOptions>();
        m_op.attributes = MatMulAttributes{table && table->adj_x(), table && table->adj_y()};
        return {};
    }
    if (m_op.kind == K::lstm || m_op.kind == K::rnn)
        return recurrent();
    if (m_op.kind == K::svdf) {
        const auto* table = options<tflite::SVDFOptions>();
        if (!table)
            return missing("options");
        const auto fused = activation(table->fused_activation_function());
        if (!fused)
            return tl::make_unexpected(fused.error());
        m_op.attributes = SvdfAttributes{table->rank(), *fused};
        return {};
    }
    const auto* table = options<tflite::FullyConnectedOptions>();
    const auto fused = activation(table ? table->fused_activation_function() : tflite::ActivationFunctionType::NONE);
    if (!fused)
        return tl::make_unexpected(fused.error());
    m_op.attributes = FullyConnectedAttributes{*fused};
    if (m_op.inputs.size() > 2 && !m_op.inputs.back().valid())
        m_op.inputs.pop_back(); // an absent bias is written as -1 by some converters and left out by others
    return {};
}

Result<void> TfliteOperatorReader::recurrent()
{
    RecurrentAttributes a;
    tflite::ActivationFunctionType code = tflite::ActivationFunctionType::TANH;
    const auto take = [&](const auto* table) {
        if constexpr (requires { table->time_major(); })
            a.timeMajor = table->time_major();
        code = table->fused_activation_function();
    };
    if (const auto* lstm = options<tflite::UnidirectionalSequenceLSTMOptions>())
        take(lstm);
    else if (const auto* both = options<tflite::BidirectionalSequenceLSTMOptions>())
        take(both);
    else if (const auto* step = options<tflite::LSTMOptions>())
        take(step);
    else if (const auto* sequence = options<tflite::SequenceRNNOptions>())
        take(sequence);
    else if (const auto* bothRnn = options<tflite::BidirectionalSequenceRNNOptions>())
        take(bothRnn);
    else if (const auto* rnn = options<tflite::RNNOptions>())
        take(rnn);
    const auto fused = activation(code);
    if (!fused)
        return tl::make_unexpected(fused.error());
    a.activation = *fused;
    a.units = output()->shape.empty() ? 0 : static_cast<int>(output()->shape.back());
    m_op.attributes = a;
    return {};
}

// --- everything element-wise -----------------------------------------------------------------

Result<void> TfliteOperatorReader::elementwise()
{
    auto code = tflite::ActivationFunctionType::NONE;
    if (const auto* add = options<tflite::AddOptions>())
        code = add->fused_activation_function();
    else if (const auto* sub = options<tflite::SubOptions>())
        code = sub->fused_activation_function();
    else if (const auto* mul = options<tflite::MulOptions>())
        code = mul->fused_activation_function();
    else if (const auto* div = options<tflite::DivOptions>())
        code = div->fused_activation_function();
    const auto fused = activation(code);
    if (!fused)
        return tl::make_unexpected(fused.error());
    m_op.attributes = ElementwiseAttributes{*fused};
    return {};
}

Result<void> TfliteOperatorReader::readRest()
{
    switch (m_op.kind) {
    case K::add:
    case K::sub:
    case K::mul:
    case K::div:
    case K::maximum:
    case K::minimum:
    case K::squaredDifference:
    case K::pow:
    case K::floorDiv:
    case K::floorMod:
        return elementwise();
    case K::softmax: {
        const auto* table = options<tflite::SoftmaxOptions>();
        m_op.attributes = ScalarAttributes{.alpha = table ? table->beta() : 1.0f};
        return {};
    }
    case K::leakyRelu: {
        const auto* table = options<tflite::LeakyReluOptions>();
        m_op.attributes = ScalarAttributes{.alpha = table ? table->alpha() : 0.0f};
        return {};
    }
    case K::elu:
        m_op.attributes = ScalarAttributes{.alpha = 1.0f};
        return {};
    default:
        return {};
    }
}

// --- helpers ---------------------------------------------------------------------------------

const Tensor* TfliteOperatorReader::input(std::size_t position) const
{
    if (position >= m_op.inputs.size() || !m_op.inputs[position].valid())
        return nullptr;
    return &m_tensors[m_op.inputs[position].index];
}

std::optional<std::vector<std::int64_t>> TfliteOperatorReader::integers(std::size_t position) const
{
    const Tensor* tensor = input(position);
    if (!tensor)
        return std::nullopt;
    if (m_values && !tensor->constant)
        return m_values->integers(m_op.inputs[position], *m_followed);
    return integerValues(*tensor);
}

void TfliteOperatorReader::dropInput(std::size_t position)
{
    m_op.inputs.erase(m_op.inputs.begin() + static_cast<std::ptrdiff_t>(position));
}

Result<std::vector<int>> TfliteOperatorReader::axes(const std::vector<std::int64_t>& values, std::size_t rank) const
{
    std::vector<int> result;
    for (const std::int64_t value : values) {
        const auto axis = resolveAxis(value, rank);
        if (!axis)
            return invalid("axis", std::to_string(value));
        result.push_back(*axis);
    }
    return result;
}

Result<Activation> TfliteOperatorReader::activation(tflite::ActivationFunctionType code) const
{
    const auto found = activationOf(code);
    if (!found)
        return invalid("fused_activation_function", std::to_string(static_cast<int>(code)));
    return *found;
}

Result<Shape> TfliteOperatorReader::featureMap(std::size_t position) const
{
    const Tensor* tensor = input(position);
    if (!tensor)
        return missing(position == 1 ? "weights" : "input");
    if (tensor->shape.size() != 4)
        return fail(ErrorCode::shapeMismatch, {m_label, "NxHxWxC", toString(tensor->shape)});
    return tensor->shape;
}

Result<Padding2d> TfliteOperatorReader::padding(tflite::Padding code, const Shape& x, std::int64_t kernelH,
                                                std::int64_t kernelW, int strideH, int strideW, int dilationH,
                                                int dilationW) const
{
    // Beyond these no product below could leave 64 bits and no padding 32.
    constexpr int kMaxStep = 1 << 20;
    constexpr std::int64_t kMaxSpan = std::int64_t{1} << 30;
    if (strideH < 1 || strideW < 1 || strideH > kMaxStep || strideW > kMaxStep)
        return invalid("stride", fmt::format("{}x{}", strideH, strideW));
    if (dilationH < 1 || dilationW < 1 || dilationH > kMaxStep || dilationW > kMaxStep)
        return invalid("dilation", fmt::format("{}x{}", dilationH, dilationW));
    if (kernelH < 1 || kernelW < 1 || kernelH * dilationH > kMaxSpan || kernelW * dilationW > kMaxSpan)
        return invalid("kernel", fmt::format("{}x{}", kernelH, kernelW));
    if (code == tflite::Padding::VALID)
        return Padding2d{};
    if (code != tflite::Padding::SAME)
        return invalid("padding", std::to_string(static_cast<int>(code)));
    const auto [top, bottom] = samePadding(x[1], kernelH, strideH, dilationH);
    const auto [left, right] = samePadding(x[2], kernelW, strideW, dilationW);
    return Padding2d{top, bottom, left, right};
}

tl::unexpected<Error> TfliteOperatorReader::missing(std::string what) const
{
    return fail(ErrorCode::operatorMalformed, {m_label, std::move(what)});
}

tl::unexpected<Error> TfliteOperatorReader::invalid(std::string attribute, std::string value) const
{
    return fail(ErrorCode::attributeInvalid, {m_label, std::move(attribute), std::move(value)});
}

} // namespace tenbin
