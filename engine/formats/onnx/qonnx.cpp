// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/quantized_constant.h"
#include "engine/formats/onnx/handlers.h"

namespace tenbin {

// The quantisers of QONNX (Brevitas, FINN, hls4ml):
// Quant and IntQuant [x, scale, zero point, bits], BipolarQuant [x, scale] and Trunc [x, scale, zero point, bits before, bits after].
// Each gives real numbers again; the integers are what hardware stores and moves.

namespace {

/// The one axis along which a scale differs; -1 for a scalar, nothing where it differs along several.
std::optional<int> scaleAxis(const Shape& scale, std::size_t rank)
{
    int axis = -1;
    if (scale.size() > rank)
        return std::nullopt;
    for (std::size_t i = 0; i < scale.size(); ++i) {
        if (scale[i] == 1)
            continue;
        if (axis >= 0)
            return std::nullopt;
        axis = static_cast<int>(i + rank - scale.size());
    }
    return axis;
}

/// Bits of the integers that a quantiser gives; nothing where they are not known at import.
std::optional<DataType> qonnxType(const OnnxLowering& lowering, const OnnxNode& node)
{
    if (node.type() == "BipolarQuant")
        return DataType{DataType::Kind::unsignedInteger, 1};
    const int position = node.type() == "Trunc" ? 4 : 3;
    const auto bits = lowering.floats(node, position);
    const auto whole = bits ? std::nullopt : lowering.integers(node, position);
    double width = bits && !bits->empty() ? (*bits)[0] : 0.0;
    if (whole && !whole->empty())
        width = static_cast<double>((*whole)[0]);
    if (!(width >= 1.0) || width > 32.0)
        return std::nullopt;
    const bool isSigned = node.integer("signed", 1) != 0;
    return DataType{isSigned ? DataType::Kind::signedInteger : DataType::Kind::unsignedInteger,
                    static_cast<std::uint8_t>(std::ceil(width))};
}

/// Scales and zero points along the draft's axis; empty where they are not known or differ along several axes.
Quantization qonnxScales(const OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x)
{
    const auto scales = lowering.floats(node, 1);
    const OnnxValue* scale = lowering.find(node, 1);
    // One bit for -1 and +1 has its zero between two codes: no affine quantisation holds that.
    if (!scales || scales->empty() || node.type() == "BipolarQuant")
        return {};
    const std::optional<int> found = scaleAxis(scale->fileShape, x.fileShape.size());
    if (!found)
        return {};
    const int along = std::max(*found, 0);
    Quantization q{*scales, {}, *found < 0 ? 0 : draftAxis(x, along)};
    const auto zeros = lowering.floats(node, 2);
    const bool zeroEach = zeros && zeros->size() == q.scales.size();
    for (std::size_t i = 0; i < q.scales.size(); ++i) {
        double zero = 0.0;
        if (zeros && !zeros->empty())
            zero = (*zeros)[zeroEach ? i : 0];
        q.zeroPoints.push_back(
            static_cast<std::int64_t>(std::clamp(std::nearbyint(zero), -2147483648.0, 2147483647.0)));
    }
    if (q.perChannel() && x.fileShape[static_cast<std::size_t>(along)] != static_cast<std::int64_t>(q.scales.size()))
        return {};
    return q;
}

} // namespace

bool isQonnxQuantizer(const OnnxNode& node)
{
    const bool domain =
        node.domain().starts_with("qonnx") || node.domain().starts_with("finn") || node.domain() == "onnx.brevitas";
    static constexpr std::array<std::string_view, 4> kTypes{"Quant", "IntQuant", "BipolarQuant", "Trunc"};
    return domain && std::find(kTypes.begin(), kTypes.end(), node.type()) != kTypes.end();
}

Result<void> lowerQonnxQuantizer(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const auto type = qonnxType(lowering, node);
    if (!type && (node.type() == "Trunc" || lowering.find(node, 3)))
        return lowerAlias(lowering, node);
    if (!type)
        return missing(node, "bits");
    const Quantization q = qonnxScales(lowering, node, *x);
    OnnxValue result = *x;
    if (lowering.isConstant(*x)) {
        result.id = quantizedConstant(lowering.draft(), x->id, *type, q);
        if (q.empty())
            lowering.draft().remarks.push_back({ImportNote::weightsMissing, node.input(0)});
        lowering.bind(node.output(0), result);
        return {};
    }
    Tensor integer{.name = node.output(0), .shape = lowering.tensor(*x).shape, .type = *type, .quantization = q};
    Tensor real{.name = node.output(0), .shape = integer.shape, .type = DataType::float32()};
    const TensorId code = lowering.draft().addTensor(std::move(integer));
    result.id = lowering.draft().addTensor(std::move(real));
    lowering.draft().operators.push_back(
        {.kind = OperatorKind::quantize, .name = node.name(), .inputs = {x->id}, .outputs = {code}});
    lowering.draft().operators.push_back(
        {.kind = OperatorKind::dequantize, .name = node.name(), .inputs = {code}, .outputs = {result.id}});
    lowering.bind(node.output(0), result);
    return {};
}

} // namespace tenbin
