// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/tensor.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

// The part of OnnxLowering for operators that work on feature maps.

namespace {

// Beyond these no product of a dimension, a stride and a kernel could leave 64 bits.
constexpr std::int64_t kMaxStep = 1 << 20;

/// Volumes and what has more dimensions keep their operators' names: the kinds of a network work on maps.
bool beyondMaps(const Result<OnnxValue>& x) { return x && x->fileShape.size() > 4; }

} // namespace

/// An attribute with one entry a spatial dimension (default 1), as {height, width}.
Result<std::vector<std::int64_t>> OnnxLowering::pair(const OnnxNode& node, std::string_view name,
                                                     std::size_t spatial) const
{
    std::vector<std::int64_t> values = node.integers(name);
    if (values.empty())
        values.assign(spatial, 1);
    const bool inRange =
        std::all_of(values.begin(), values.end(), [](std::int64_t v) { return v >= 1 && v <= kMaxStep; });
    if (values.size() != spatial || !inRange)
        return invalid(node, std::string(name), fmt::format("{}", fmt::join(values, ",")));
    if (spatial == 1)
        values.insert(values.begin(), 1);
    return values;
}

/// Explicit pads, or those of auto_pad; ceil_mode lengthens the end. `x` is [N,H,W,C].
Result<Padding2d> OnnxLowering::windowPadding(const OnnxNode& node, const Shape& x,
                                              const std::vector<std::int64_t>& kernel,
                                              const std::vector<std::int64_t>& strides,
                                              const std::vector<std::int64_t>& dilations)
{
    const std::string automatic = node.text("auto_pad", "NOTSET");
    std::array<std::pair<std::int64_t, std::int64_t>, 2> ends{};
    if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER") {
        for (std::size_t i = 0; i < 2; ++i) {
            const auto [before, after] = samePadding(x[i + 1], kernel[i], strides[i], dilations[i]);
            ends[i] = automatic == "SAME_UPPER" ? std::pair(before, after) : std::pair(after, before);
        }
    } else if (automatic == "NOTSET") {
        std::vector<std::int64_t> pads = node.integers("pads");
        if (pads.empty())
            pads.assign(4, 0);
        if (pads.size() == 2)
            pads = {0, pads[0], 0, pads[1]};
        const bool inRange =
            std::all_of(pads.begin(), pads.end(), [](std::int64_t v) { return v >= 0 && v <= kMaxStep; });
        if (pads.size() != 4 || !inRange)
            return invalid(node, "pads", fmt::format("{}", fmt::join(pads, ",")));
        ends = {{{pads[0], pads[2]}, {pads[1], pads[3]}}};
    } else if (automatic != "VALID") {
        return invalid(node, "auto_pad", automatic);
    }
    for (std::size_t i = 0; i < 2 && node.integer("ceil_mode", 0) != 0; ++i) {
        const std::int64_t span = (kernel[i] - 1) * dilations[i] + 1;
        const std::int64_t left = x[i + 1] + ends[i].first + ends[i].second - span;
        if (left >= 0 && left % strides[i] != 0)
            ends[i].second += strides[i] - left % strides[i];
    }
    return Padding2d{static_cast<int>(ends[0].first), static_cast<int>(ends[0].second), static_cast<int>(ends[1].first),
                     static_cast<int>(ends[1].second)};
}

/// OIHW to OHWI, or to [1,H,W,O] for a depthwise convolution (weights of 1-D ones get a height of 1).
Result<TensorId> OnnxLowering::convolutionWeights(const OnnxNode& node, const OnnxValue& weights, bool depthwise)
{
    const auto plain = asPlain(weights);
    if (!plain)
        return tl::make_unexpected(plain.error());
    if (!isConstant(*plain))
        m_draft.remarks.push_back({ImportNote::runtimeParameter, node.name()});
    TensorId id = plain->id;
    const Shape s = weights.fileShape;
    if (s.size() == 3)
        id = addReshape(id, {s[0], s[1], 1, s[2]}, node.name() + "/weights");
    return addTranspose(id, depthwise ? std::vector{1, 2, 3, 0} : std::vector{0, 2, 3, 1}, node.name() + "/weights");
}

Result<void> OnnxLowering::convolution(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto weights = input(node, 1);
    if (!given || !weights)
        return tl::make_unexpected(given ? weights.error() : given.error());
    const std::size_t rank = weights->fileShape.size();
    if (rank != given->fileShape.size() || (rank != 3 && rank != 4))
        return rank == 5 ? custom(node)
                         : fail(ErrorCode::shapeMismatch,
                                {node.label(), toString(weights->fileShape), toString(given->fileShape)});
    const auto x = asChannelsLast(*given);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::int64_t groups = node.integer("group", 1);
    const std::int64_t channels = x->fileShape[1];
    if (groups < 1 || groups > channels)
        return invalid(node, "group", std::to_string(groups));
    const bool depthwise = groups == channels && groups > 1 && weights->fileShape[1] == 1;
    const auto strides = pair(node, "strides", rank - 2);
    const auto dilations = pair(node, "dilations", rank - 2);
    if (!strides || !dilations)
        return tl::make_unexpected(strides ? dilations.error() : strides.error());
    const auto id = convolutionWeights(node, *weights, depthwise);
    if (!id)
        return tl::make_unexpected(id.error());
    const Shape& w = m_draft.tensor(*id).shape;
    if (w[1] < 1 || w[2] < 1 || w[1] > kMaxStep || w[2] > kMaxStep)
        return invalid(node, "kernel", toString(w));
    const auto padding = windowPadding(node, tensor(*x).shape, {w[1], w[2]}, *strides, *dilations);
    if (!padding)
        return tl::make_unexpected(padding.error());
    Operator op{.kind = depthwise ? OperatorKind::depthwiseConv2d : OperatorKind::conv2d, .inputs = {x->id, *id}};
    if (const OnnxValue* bias = find(node, 2))
        op.inputs.push_back(bias->id);
    op.attributes = Conv2dAttributes{static_cast<int>((*strides)[0]),
                                     static_cast<int>((*strides)[1]),
                                     static_cast<int>((*dilations)[0]),
                                     static_cast<int>((*dilations)[1]),
                                     *padding,
                                     static_cast<int>(groups)};
    return emit(node, std::move(op), OnnxLayout::channelsLast, rank, DataType::float32());
}

/// Weights [I, O/groups, H, W] to [O, H, W, I/groups].
Result<void> OnnxLowering::transposeConvolution(const OnnxNode& node)
{
    const auto given = input(node, 0), weights = input(node, 1);
    if (beyondMaps(given) || (weights && !isConstant(*weights)))
        return custom(node);
    const auto x = given ? asChannelsLast(*given) : given;
    if (!x || !weights)
        return tl::make_unexpected(x ? weights.error() : x.error());
    Shape w = weights->fileShape;
    const std::size_t rank = x->fileShape.size();
    if (w.size() != rank)
        return fail(ErrorCode::shapeMismatch, {node.label(), toString(x->fileShape), toString(w)});
    if (rank == 3)
        w.insert(w.begin() + 2, 1);
    const std::int64_t groups = node.integer("group", 1);
    if (groups < 1 || w[0] % groups != 0)
        return invalid(node, "group", std::to_string(groups));
    const auto strides = pair(node, "strides", rank - 2);
    const auto dilations = pair(node, "dilations", rank - 2);
    const auto padding = strides && dilations
                             ? windowPadding(node, tensor(*x).shape, {w[2], w[3]}, *strides, *dilations)
                             : Result<Padding2d>(tl::make_unexpected(strides ? dilations.error() : strides.error()));
    if (!padding)
        return tl::make_unexpected(padding.error());
    // [g, I/g, O/g, H, W] -> [g, O/g, H, W, I/g], then groups and their outputs are one dimension.
    TensorId id = m_draft.addReshapedConstant(weights->id, {groups, w[0] / groups, w[1], w[2], w[3]});
    id = permutedConstant(m_draft, id, {0, 2, 3, 4, 1});
    id = m_draft.addReshapedConstant(id, {groups * w[1], w[2], w[3], w[0] / groups});
    Quantization& q = m_draft.tensor(id).quantization;
    const bool alongOutputs = tensor(*weights).quantization.axis == 1;
    q.axis = q.perChannel() && groups == 1 && weights->fileShape.size() > 1 && !alongOutputs ? 3 : 0;
    Padding2d p = *padding;
    if (const auto extra = node.integers("output_padding"); extra.size() == rank - 2) {
        for (const std::int64_t value : extra)
            if (value < 0 || value > kMaxStep)
                return invalid(node, "output_padding", std::to_string(value));
        p.right -= static_cast<int>(extra.back());
        p.bottom -= rank == 4 ? static_cast<int>(extra.front()) : 0;
    }
    Operator op{.kind = OperatorKind::transposeConv2d, .inputs = {x->id, id}};
    if (const OnnxValue* bias = find(node, 2))
        op.inputs.push_back(bias->id);
    op.attributes = Conv2dAttributes{static_cast<int>((*strides)[0]),
                                     static_cast<int>((*strides)[1]),
                                     static_cast<int>((*dilations)[0]),
                                     static_cast<int>((*dilations)[1]),
                                     p,
                                     static_cast<int>(groups)};
    return emit(node, std::move(op), OnnxLayout::channelsLast, rank, DataType::float32());
}

Result<void> OnnxLowering::pooling(const OnnxNode& node)
{
    const auto given = input(node, 0);
    if (beyondMaps(given))
        return custom(node);
    const auto x = given ? asChannelsLast(*given) : given;
    if (!x)
        return tl::make_unexpected(x.error());
    const std::size_t rank = x->fileShape.size();
    const auto dilations = pair(node, "dilations", rank - 2).value_or(std::vector<std::int64_t>{});
    if (dilations != std::vector<std::int64_t>{1, 1})
        return custom(node); // pooling with gaps
    if (node.integers("kernel_shape").empty())
        return missing(node, "kernel_shape");
    const auto kernel = pair(node, "kernel_shape", rank - 2);
    const auto strides = pair(node, "strides", rank - 2);
    if (!kernel || !strides)
        return tl::make_unexpected(kernel ? strides.error() : kernel.error());
    const auto padding = windowPadding(node, tensor(*x).shape, *kernel, *strides, dilations);
    if (!padding)
        return tl::make_unexpected(padding.error());
    Operator op{.kind = kindOf(node), .inputs = {x->id}};
    op.attributes = Pool2dAttributes{static_cast<int>((*kernel)[0]), static_cast<int>((*kernel)[1]),
                                     static_cast<int>((*strides)[0]), static_cast<int>((*strides)[1]), *padding};
    return emit(node, std::move(op), OnnxLayout::channelsLast, rank);
}

/// The whole map is one window.
Result<void> OnnxLowering::globalPooling(const OnnxNode& node)
{
    const auto given = input(node, 0);
    if (beyondMaps(given))
        return custom(node);
    const auto x = given ? asChannelsLast(*given) : given;
    if (!x)
        return tl::make_unexpected(x.error());
    const Shape& s = tensor(*x).shape;
    if (s[1] < 1 || s[2] < 1 || s[1] > kMaxStep || s[2] > kMaxStep)
        return invalid(node, "kernel", toString(s));
    Operator op{.kind = kindOf(node), .inputs = {x->id}};
    op.attributes = Pool2dAttributes{.kernelH = static_cast<int>(s[1]), .kernelW = static_cast<int>(s[2])};
    return emit(node, std::move(op), OnnxLayout::channelsLast, x->fileShape.size());
}

/// Inputs: [x, scale, shift, mean, variance]; epsilon in alpha.
Result<void> OnnxLowering::batchNormalization(const OnnxNode& node)
{
    auto x = input(node, 0);
    if (beyondMaps(x))
        return custom(node);
    if (x && x->fileShape.size() > 2)
        x = asChannelsLast(*x);
    else if (x)
        x = asPlain(*x);
    if (!x)
        return tl::make_unexpected(x.error());
    Operator op{.kind = OperatorKind::batchNormalization, .inputs = {x->id}};
    for (int i = 1; i < 5; ++i) {
        const auto parameter = input(node, i);
        if (!parameter)
            return tl::make_unexpected(parameter.error());
        op.inputs.push_back(parameter->id);
    }
    op.attributes = ScalarAttributes{.alpha = node.number("epsilon", 1e-5f)};
    return emit(node, std::move(op), x->layout, x->fileShape.size());
}

Result<void> OnnxLowering::localResponseNormalization(const OnnxNode& node)
{
    const auto given = input(node, 0);
    if (beyondMaps(given))
        return custom(node);
    const auto x = given ? asChannelsLast(*given) : given;
    if (!x)
        return tl::make_unexpected(x.error());
    return emit(node, Operator{.kind = OperatorKind::localResponseNormalization, .inputs = {x->id}},
                OnnxLayout::channelsLast, x->fileShape.size());
}

/// Resize [x, roi, scales, sizes] and Upsample [x, scales] (before opset 9 an attribute).
Result<void> OnnxLowering::resize(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const std::string mode = node.text("mode", "nearest");
    if (given && (given->fileShape.size() != 4 || mode == "cubic"))
        return custom(node);
    const auto x = given ? asChannelsLast(*given) : given;
    if (!x)
        return tl::make_unexpected(x.error());
    Shape out = x->fileShape;
    const bool upsample = node.type() == "Upsample" || m_model.opset() < 11;
    const auto sizes = upsample ? std::nullopt : integers(node, 3);
    auto scales = floats(node, upsample ? 1 : 2);
    if (const auto* attribute = node.attribute("scales"))
        scales.emplace(attribute->floats().begin(), attribute->floats().end());
    if (sizes && sizes->size() == 4) {
        out = *sizes;
    } else if (scales && scales->size() == 4) {
        for (std::size_t i = 0; i < 4; ++i) {
            const double scaled = static_cast<double>(out[i]) * static_cast<double>((*scales)[i]);
            if (!(scaled >= 1) || scaled > 1e9)
                return invalid(node, "scales", fmt::format("{}", (*scales)[i]));
            out[i] = static_cast<std::int64_t>(scaled);
        }
    } else {
        return missing(node, "sizes");
    }
    if (out[0] != x->fileShape[0] || out[1] != x->fileShape[1])
        return invalid(node, "sizes", toString(out));
    const std::string transformation =
        node.text("coordinate_transformation_mode", upsample ? "asymmetric" : "half_pixel");
    Operator op{.kind = mode == "nearest" ? OperatorKind::resizeNearestNeighbor : OperatorKind::resizeBilinear,
                .inputs = {x->id}};
    op.attributes = ResizeAttributes{transformation == "align_corners", transformation.ends_with("half_pixel")};
    return emit(node, std::move(op), OnnxLayout::channelsLast, 4, std::nullopt, {channelsLastShape(out)});
}

Result<void> OnnxLowering::blocks(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto x = given ? asChannelsLast(*given) : given;
    if (!x)
        return tl::make_unexpected(x.error());
    const std::int64_t size = node.integer("blocksize", 0);
    if (size < 1 || size > kMaxStep)
        return invalid(node, "blocksize", std::to_string(size));
    return emit(
        node, Operator{.kind = kindOf(node), .inputs = {x->id}, .attributes = BlockAttributes{static_cast<int>(size)}},
        OnnxLayout::channelsLast, 4);
}

} // namespace tenbin
