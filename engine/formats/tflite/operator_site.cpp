// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/operator_site.h"

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

const Tensor* TfliteSite::input(std::size_t position) const
{
    if (position >= op.inputs.size() || !op.inputs[position].valid())
        return nullptr;
    return &tensors[op.inputs[position].index];
}

std::optional<std::vector<std::int64_t>> TfliteSite::integers(std::size_t position) const
{
    const Tensor* tensor = input(position);
    if (!tensor)
        return std::nullopt;
    if (values && !tensor->constant)
        return values->integers(op.inputs[position], tensors);
    return integerValues(*tensor);
}

void TfliteSite::dropInput(std::size_t position)
{
    op.inputs.erase(op.inputs.begin() + static_cast<std::ptrdiff_t>(position));
}

Result<std::vector<int>> TfliteSite::axes(const std::vector<std::int64_t>& given, std::size_t rank) const
{
    std::vector<int> result;
    for (const std::int64_t value : given) {
        const auto axis = resolveAxis(value, rank);
        if (!axis)
            return invalid("axis", std::to_string(value));
        result.push_back(*axis);
    }
    return result;
}

Result<Activation> TfliteSite::activation(tflite::ActivationFunctionType given) const
{
    const auto found = activationOf(given);
    if (!found)
        return invalid("fused_activation_function", std::to_string(static_cast<int>(given)));
    return *found;
}

Result<Shape> TfliteSite::featureMap(std::size_t position) const
{
    const Tensor* tensor = input(position);
    if (!tensor)
        return missing(position == 1 ? "weights" : "input");
    if (tensor->shape.size() != 4)
        return fail(ErrorCode::shapeMismatch, {label, "NxHxWxC", toString(tensor->shape)});
    return tensor->shape;
}

Result<Padding2d> TfliteSite::padding(tflite::Padding given, const Shape& x, const TfliteWindow& w) const
{
    // Beyond these no product below could leave 64 bits and no padding 32.
    constexpr int kMaxStep = 1 << 20;
    constexpr std::int64_t kMaxSpan = std::int64_t{1} << 30;
    if (w.strideH < 1 || w.strideW < 1 || w.strideH > kMaxStep || w.strideW > kMaxStep)
        return invalid("stride", fmt::format("{}x{}", w.strideH, w.strideW));
    if (w.dilationH < 1 || w.dilationW < 1 || w.dilationH > kMaxStep || w.dilationW > kMaxStep)
        return invalid("dilation", fmt::format("{}x{}", w.dilationH, w.dilationW));
    if (w.kernelH < 1 || w.kernelW < 1 || w.kernelH * w.dilationH > kMaxSpan || w.kernelW * w.dilationW > kMaxSpan)
        return invalid("kernel", fmt::format("{}x{}", w.kernelH, w.kernelW));
    if (given == tflite::Padding::VALID)
        return Padding2d{};
    if (given != tflite::Padding::SAME)
        return invalid("padding", std::to_string(static_cast<int>(given)));
    const auto [top, bottom] = samePadding(x[1], w.kernelH, w.strideH, w.dilationH);
    const auto [left, right] = samePadding(x[2], w.kernelW, w.strideW, w.dilationW);
    return Padding2d{top, bottom, left, right};
}

tl::unexpected<Error> TfliteSite::missing(std::string what) const
{
    return fail(ErrorCode::operatorMalformed, {label, std::move(what)});
}

tl::unexpected<Error> TfliteSite::invalid(std::string attribute, std::string value) const
{
    return fail(ErrorCode::attributeInvalid, {label, std::move(attribute), std::move(value)});
}

} // namespace tenbin
