// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/quantized_constant.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// Quantisers. Each becomes a quantize and a dequantize operator
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

/// Scale and zero point of QuantizeLinear and DequantizeLinear: [x, scale, zero point]. Empty where
/// the scale comes at run time or is one a block.
Result<Quantization> linearQuantization(OnnxLowering& lowering, const OnnxNode& node, const Shape& fileShape,
                                        OnnxLayout layout)
{
    const OnnxValue* given = lowering.find(node, 1);
    if (!given)
        return missing(node, "scale");
    const auto scales = lowering.floats(node, 1);
    if (!scales || scales->empty()) {
        lowering.draft().remarks.push_back({ImportNote::runtimeParameter, node.name()});
        return Quantization{};
    }
    if (scales->size() > 1 && (node.integer("block_size", 0) != 0 || given->fileShape.size() > 1)) {
        lowering.draft().remarks.push_back({ImportNote::blockQuantized, node.name()});
        return Quantization{};
    }
    Quantization q{*scales, lowering.integers(node, 2).value_or(std::vector<std::int64_t>{}), 0};
    q.zeroPoints.resize(q.scales.size(), 0);
    if (q.perChannel()) {
        const auto along = axisOf(node, node.integer("axis", 1), fileShape.size());
        if (!along)
            return firstError(along);
        const std::int64_t length = fileShape[static_cast<std::size_t>(*along)];
        if (length != static_cast<std::int64_t>(q.scales.size()))
            return fail(ErrorCode::shapeMismatch,
                        {node.label(), std::to_string(length), std::to_string(q.scales.size())});
        q.axis = draftAxis({{}, layout, fileShape, {}}, *along);
    }
    return q;
}

/// Type of the integers: that of the zero point, or output_dtype (since opset 21), or uint8.
std::optional<DataType> quantizedType(const OnnxLowering& lowering, const OnnxNode& node)
{
    if (const OnnxValue* zero = lowering.find(node, 2))
        return lowering.tensor(*zero).type;
    if (const std::int64_t code = node.integer("output_dtype", 0); code != 0)
        return onnxDataType(static_cast<int>(std::clamp<std::int64_t>(code, 0, 1000)));
    return DataType::uint8();
}

Result<void> quantizeLinear(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    auto q = linearQuantization(lowering, node, x->fileShape, x->layout);
    if (!q)
        return firstError(q);
    const auto type = quantizedType(lowering, node);
    const bool small = type && (type->isFloat() ? type->bits == 8 : type->isInteger() && type->bits <= 32);
    if (!small)
        return invalid(node, "zero_point", type ? toString(*type) : std::string("?"));
    OnnxValue result = *x;
    if (lowering.isConstant(*x)) {
        result.id = quantizedConstant(lowering.draft(), x->id, *type, std::move(*q));
    } else {
        result.id = lowering.draft().addTensor(
            {.name = node.output(0), .shape = lowering.tensor(*x).shape, .type = *type, .quantization = std::move(*q)});
        lowering.draft().operators.push_back(
            {.kind = OperatorKind::quantize, .name = node.name(), .inputs = {x->id}, .outputs = {result.id}});
    }
    lowering.bind(node.output(0), result);
    return {};
}

Result<void> dequantizeLinear(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    auto q = linearQuantization(lowering, node, x->fileShape, x->layout);
    if (!q)
        return firstError(q);
    OnnxValue result = *x;
    if (lowering.isConstant(*x)) {
        // The constant stays in its integers; the scale travels with it. Without one its values are of no use.
        Tensor copy = lowering.tensor(*x);
        if (q->empty()) {
            copy.data = lowering.draft().emptyBuffer();
            *q = {{1.0f}, {0}, 0};
        }
        copy.quantization = std::move(*q);
        result.id = lowering.draft().addTensor(std::move(copy));
    } else {
        if (lowering.tensor(*x).quantization.empty())
            lowering.draft().tensor(x->id).quantization = std::move(*q);
        result.id = lowering.draft().addTensor(
            {.name = node.output(0), .shape = lowering.tensor(*x).shape, .type = DataType::float32()});
        lowering.draft().operators.push_back(
            {.kind = OperatorKind::dequantize, .name = node.name(), .inputs = {x->id}, .outputs = {result.id}});
    }
    lowering.bind(node.output(0), result);
    return {};
}

/// [weights, threshold] or [weights, lowest, highest]; one entry or one a channel.
Result<void> weightsQuantizer(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x)
{
    const auto bits = static_cast<int>(node.integer("num_bits", 8));
    const auto first = lowering.floats(node, 1);
    const auto second = lowering.floats(node, 2);
    const bool uniform = node.type() == "WeightsUniformQuantizer";
    if (!lowering.isConstant(x) || !first || first->empty() || (uniform && (!second || second->size() != first->size()))
        || bits > 8)
        return lowerCustom(lowering, node);
    Quantization q;
    const double half = std::ldexp(1.0, bits - 1);
    for (std::size_t i = 0; i < first->size(); ++i) {
        q.zeroPoints.push_back(0);
        if (!uniform) {
            q.scales.push_back(static_cast<float>(2.0 * (*first)[i] / (2.0 * half)));
            continue;
        }
        const double lowest = (*first)[i];
        const double range = (*second)[i] - (*first)[i];
        const double scale = range / (2.0 * half - 1.0);
        q.scales.push_back(static_cast<float>(scale));
        if (scale > 0.0)
            q.zeroPoints.back() = static_cast<std::int64_t>(std::nearbyint(-lowest / scale) - half);
    }
    if (q.perChannel()) {
        const auto along = axisOf(node, node.integer("channel_axis", 0), x.fileShape.size());
        if (!along)
            return firstError(along);
        if (x.fileShape[static_cast<std::size_t>(*along)] != static_cast<std::int64_t>(q.scales.size()))
            return fail(ErrorCode::shapeMismatch,
                        {node.label(), toString(x.fileShape), std::to_string(q.scales.size())});
        q.axis = *along;
    }
    OnnxValue result = x;
    result.id = quantizedConstant(lowering.draft(), x.id,
                                  {DataType::Kind::signedInteger, static_cast<std::uint8_t>(bits)}, std::move(q));
    lowering.bind(node.output(0), result);
    return {};
}

constexpr OnnxEntry kEntries[] = {
    {"QuantizeLinear", quantizeLinear, OperatorKind::quantize},
    {"DequantizeLinear", dequantizeLinear, OperatorKind::dequantize},
};

} // namespace

/// Quantisers of Sony's Model Compression Toolkit: thresholds instead of scales.
/// The code of a symmetric or power-of-two quantiser is threshold / 2^(bits-1) if signed,
/// threshold / 2^bits if not (mct-quantizers, activation and weights inferable quantizers).
Result<void> lowerToolkitQuantizer(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const std::int64_t bits = node.integer("num_bits", 8);
    if (bits < 2 || bits > 16)
        return invalid(node, "num_bits", std::to_string(bits));
    if (node.type().starts_with("Weights"))
        return weightsQuantizer(lowering, node, *x);
    double lowest = node.number("min_range", 0.0f);
    double range = node.number("max_range", 0.0f) - lowest;
    if (node.type() == "ActivationPOTQuantizer" || node.type() == "ActivationSymmetricQuantizer") {
        const double threshold = node.number("threshold", 0.0f);
        const bool isSigned = node.integer("signed", 1) != 0;
        lowest = isSigned ? -threshold : 0.0;
        range = isSigned ? 2.0 * threshold : threshold;
    } else if (node.type() != "ActivationUniformQuantizer") {
        return lowerCustom(lowering, node);
    }
    if (!(range > 0.0) || !std::isfinite(range))
        return invalid(node, "threshold", fmt::format("{}", range));
    const ActivationCode code = activationCode(lowest, range, static_cast<int>(bits));
    const Shape shape = lowering.tensor(*x).shape;
    const TensorId q = lowering.draft().addTensor(
        {.name = node.output(0), .shape = shape, .type = code.type, .quantization = code.quantization});
    const TensorId real =
        lowering.draft().addTensor({.name = node.output(0), .shape = shape, .type = DataType::float32()});
    lowering.draft().operators.push_back(
        {.kind = OperatorKind::quantize, .name = node.name(), .inputs = {x->id}, .outputs = {q}});
    lowering.draft().operators.push_back(
        {.kind = OperatorKind::dequantize, .name = node.name(), .inputs = {q}, .outputs = {real}});
    OnnxValue result = *x;
    result.id = real;
    lowering.bind(node.output(0), result);
    return {};
}

std::span<const OnnxEntry> onnxQuantizers() { return kEntries; }

} // namespace tenbin
