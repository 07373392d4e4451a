// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/quantized_constant.h"
#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// The part of OnnxLowering for quantisers. Each becomes a quantize and a dequantize operator
// around the real value; folding them into their neighbours is a later step over the whole
// network (draft_quantization.h). Constants are quantised at once.

namespace {

/// Integers of `bits` bits that cover [lowest, lowest + range]. Unsigned codes are stored
/// signed, moved down by half their range: the same real values in the usual type.
struct ActivationCode {
    DataType type;
    Quantization quantization;
};

ActivationCode activationCode(double lowest, double range, int bits)
{
    const double half = std::ldexp(1.0, bits - 1);
    const double scale = range / (2.0 * half);
    const double zero = scale > 0.0 ? -std::nearbyint(lowest / scale) : 0.0;
    return {{DataType::Kind::signedInteger, static_cast<std::uint8_t>(bits)},
            {{static_cast<float>(scale)}, {static_cast<std::int64_t>(zero - half)}, 0}};
}

} // namespace

/// Scale and zero point of QuantizeLinear and DequantizeLinear: [x, scale, zero point]. Empty where
/// the scale comes at run time or is one a block.
Result<Quantization> OnnxLowering::linearQuantization(const OnnxNode& node, const Shape& fileShape, OnnxLayout layout)
{
    const OnnxValue* given = find(node, 1);
    if (!given)
        return missing(node, "scale");
    const auto scales = floats(node, 1);
    if (!scales || scales->empty()) {
        m_draft.remarks.push_back({ImportNote::runtimeParameter, node.name()});
        return Quantization{};
    }
    if (scales->size() > 1 && (node.integer("block_size", 0) != 0 || given->fileShape.size() > 1)) {
        m_draft.remarks.push_back({ImportNote::blockQuantized, node.name()});
        return Quantization{};
    }
    Quantization q{*scales, integers(node, 2).value_or(std::vector<std::int64_t>{}), 0};
    q.zeroPoints.resize(q.scales.size(), 0);
    if (q.perChannel()) {
        const auto along = axis(node, node.integer("axis", 1), fileShape.size());
        if (!along)
            return tl::make_unexpected(along.error());
        const std::int64_t length = fileShape[static_cast<std::size_t>(*along)];
        if (length != static_cast<std::int64_t>(q.scales.size()))
            return fail(ErrorCode::shapeMismatch,
                        {node.label(), std::to_string(length), std::to_string(q.scales.size())});
        q.axis = draftAxis({{}, layout, fileShape, {}}, *along);
    }
    return q;
}

/// Type of the integers: that of the zero point, or output_dtype (since opset 21), or uint8.
std::optional<DataType> OnnxLowering::quantizedType(const OnnxNode& node) const
{
    if (const OnnxValue* zero = find(node, 2))
        return tensor(*zero).type;
    if (const std::int64_t code = node.integer("output_dtype", 0); code != 0)
        return onnxDataType(static_cast<int>(std::clamp<std::int64_t>(code, 0, 1000)));
    return DataType::uint8();
}

Result<void> OnnxLowering::quantizeLinear(const OnnxNode& node)
{
    const auto x = input(node, 0);
    auto q =
        x ? linearQuantization(node, x->fileShape, x->layout) : Result<Quantization>(tl::make_unexpected(x.error()));
    if (!q)
        return tl::make_unexpected(q.error());
    const auto type = quantizedType(node);
    const bool small = type && (type->isFloat() ? type->bits == 8 : type->isInteger() && type->bits <= 32);
    if (!small)
        return invalid(node, "zero_point", type ? toString(*type) : std::string("?"));
    OnnxValue result = *x;
    if (isConstant(*x)) {
        result.id = quantizedConstant(m_draft, x->id, *type, std::move(*q));
    } else {
        result.id = m_draft.addTensor(
            {.name = node.output(0), .shape = tensor(*x).shape, .type = *type, .quantization = std::move(*q)});
        m_draft.operators.push_back(
            {.kind = OperatorKind::quantize, .name = node.name(), .inputs = {x->id}, .outputs = {result.id}});
    }
    bind(node.output(0), result);
    return {};
}

Result<void> OnnxLowering::dequantizeLinear(const OnnxNode& node)
{
    const auto x = input(node, 0);
    auto q =
        x ? linearQuantization(node, x->fileShape, x->layout) : Result<Quantization>(tl::make_unexpected(x.error()));
    if (!q)
        return tl::make_unexpected(q.error());
    OnnxValue result = *x;
    if (isConstant(*x)) {
        // The constant stays in its integers; the scale travels with it. Without one its values are of no use.
        Tensor copy = tensor(*x);
        if (q->empty()) {
            copy.data = m_draft.emptyBuffer();
            *q = {{1.0f}, {0}, 0};
        }
        copy.quantization = std::move(*q);
        result.id = m_draft.addTensor(std::move(copy));
    } else {
        if (tensor(*x).quantization.empty())
            m_draft.tensor(x->id).quantization = std::move(*q);
        result.id = m_draft.addTensor({.name = node.output(0), .shape = tensor(*x).shape, .type = DataType::float32()});
        m_draft.operators.push_back(
            {.kind = OperatorKind::dequantize, .name = node.name(), .inputs = {x->id}, .outputs = {result.id}});
    }
    bind(node.output(0), result);
    return {};
}

/// Quantisers of Sony's Model Compression Toolkit: thresholds instead of scales.
/// The code of a symmetric or power-of-two quantiser is threshold / 2^(bits-1) if signed,
/// threshold / 2^bits if not (mct-quantizers, activation and weights inferable quantizers).
Result<void> OnnxLowering::modelCompressionQuantizer(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::int64_t bits = node.integer("num_bits", 8);
    if (bits < 2 || bits > 16)
        return invalid(node, "num_bits", std::to_string(bits));
    if (node.type().starts_with("Weights"))
        return weightsQuantizer(node, *x);
    double lowest = node.number("min_range", 0.0f);
    double range = node.number("max_range", 0.0f) - lowest;
    if (node.type() == "ActivationPOTQuantizer" || node.type() == "ActivationSymmetricQuantizer") {
        const double threshold = node.number("threshold", 0.0f);
        const bool isSigned = node.integer("signed", 1) != 0;
        lowest = isSigned ? -threshold : 0.0;
        range = isSigned ? 2.0 * threshold : threshold;
    } else if (node.type() != "ActivationUniformQuantizer") {
        return custom(node);
    }
    if (!(range > 0.0) || !std::isfinite(range))
        return invalid(node, "threshold", fmt::format("{}", range));
    const ActivationCode code = activationCode(lowest, range, static_cast<int>(bits));
    const Shape shape = tensor(*x).shape;
    const TensorId q = m_draft.addTensor(
        {.name = node.output(0), .shape = shape, .type = code.type, .quantization = code.quantization});
    const TensorId real = m_draft.addTensor({.name = node.output(0), .shape = shape, .type = DataType::float32()});
    m_draft.operators.push_back(
        {.kind = OperatorKind::quantize, .name = node.name(), .inputs = {x->id}, .outputs = {q}});
    m_draft.operators.push_back(
        {.kind = OperatorKind::dequantize, .name = node.name(), .inputs = {q}, .outputs = {real}});
    OnnxValue result = *x;
    result.id = real;
    bind(node.output(0), result);
    return {};
}

/// [weights, threshold] or [weights, lowest, highest]; one entry or one a channel.
Result<void> OnnxLowering::weightsQuantizer(const OnnxNode& node, const OnnxValue& x)
{
    const auto bits = static_cast<int>(node.integer("num_bits", 8));
    const auto first = floats(node, 1);
    const auto second = floats(node, 2);
    const bool uniform = node.type() == "WeightsUniformQuantizer";
    if (!isConstant(x) || !first || first->empty() || (uniform && (!second || second->size() != first->size()))
        || bits > 8)
        return custom(node);
    Quantization q;
    const double half = std::ldexp(1.0, bits - 1);
    for (std::size_t i = 0; i < first->size(); ++i) {
        const double lowest = uniform ? (*first)[i] : -(*first)[i];
        const double range = uniform ? (*second)[i] - (*first)[i] : 2.0 * (*first)[i];
        const double scale = uniform ? range / (2.0 * half - 1.0) : range / (2.0 * half);
        q.scales.push_back(static_cast<float>(scale));
        q.zeroPoints.push_back(
            uniform && scale > 0.0 ? static_cast<std::int64_t>(std::nearbyint(-lowest / scale) - half) : 0);
    }
    if (q.perChannel()) {
        const auto along = axis(node, node.integer("channel_axis", 0), x.fileShape.size());
        if (!along)
            return tl::make_unexpected(along.error());
        if (x.fileShape[static_cast<std::size_t>(*along)] != static_cast<std::int64_t>(q.scales.size()))
            return fail(ErrorCode::shapeMismatch,
                        {node.label(), toString(x.fileShape), std::to_string(q.scales.size())});
        q.axis = *along;
    }
    OnnxValue result = x;
    result.id = quantizedConstant(m_draft, x.id, {DataType::Kind::signedInteger, static_cast<std::uint8_t>(bits)},
                                  std::move(q));
    bind(node.output(0), result);
    return {};
}

} // namespace tenbin
