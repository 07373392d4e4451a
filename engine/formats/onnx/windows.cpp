// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

// Operators that work on feature maps.

namespace {

using K = OperatorKind;

// Beyond these no product of a dimension, a stride and a kernel could leave 64 bits.
constexpr std::int64_t kMaxStep = 1 << 20;

/// Volumes and what has more dimensions keep their operators' names: the kinds of a network work on maps.
bool beyondMaps(const OnnxLowering& lowering, const OnnxNode& node)
{
    const OnnxValue* x = lowering.find(node, 0);
    return x && x->fileShape.size() > 4;
}

/// An attribute with one entry a spatial dimension (default 1), as {height, width}.
Result<std::vector<std::int64_t>> pair(const OnnxNode& node, std::string_view name, std::size_t spatial)
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

/// How a window slides: {height, width} each.
struct Window {
    std::vector<std::int64_t> kernel, strides, dilations;
};

/// Padding before and behind the map, for height and width.
using Ends = std::array<std::pair<std::int64_t, std::int64_t>, 2>;

/// Pads that let the output be as large as the strides allow; an odd one lies where auto_pad says.
Ends sameEnds(const Shape& x, const Window& window, bool upper)
{
    Ends ends;
    for (std::size_t i = 0; i < 2; ++i) {
        auto [before, after] = samePadding(x[i + 1], window.kernel[i], window.strides[i], window.dilations[i]);
        if (!upper)
            std::swap(before, after);
        ends[i] = {before, after};
    }
    return ends;
}

/// The attribute pads: all beginnings, then all ends.
Result<Ends> explicitEnds(const OnnxNode& node)
{
    std::vector<std::int64_t> pads = node.integers("pads");
    if (pads.empty())
        pads.assign(4, 0);
    if (pads.size() == 2)
        pads = {0, pads[0], 0, pads[1]};
    const bool inRange = std::all_of(pads.begin(), pads.end(), [](std::int64_t v) { return v >= 0 && v <= kMaxStep; });
    if (pads.size() != 4 || !inRange)
        return invalid(node, "pads", fmt::format("{}", fmt::join(pads, ",")));
    return Ends{{{pads[0], pads[2]}, {pads[1], pads[3]}}};
}

/// Explicit pads, or those of auto_pad; ceil_mode lengthens the end. `x` is [N,H,W,C].
Result<Padding2d> windowPadding(const OnnxNode& node, const Shape& x, const Window& window)
{
    const std::string automatic = node.text("auto_pad", "NOTSET");
    Ends ends{};
    if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER") {
        ends = sameEnds(x, window, automatic == "SAME_UPPER");
    } else if (automatic == "NOTSET") {
        const auto given = explicitEnds(node);
        if (!given)
            return firstError(given);
        ends = *given;
    } else if (automatic != "VALID") {
        return invalid(node, "auto_pad", automatic);
    }
    for (std::size_t i = 0; i < 2 && node.integer("ceil_mode", 0) != 0; ++i) {
        const std::int64_t span = (window.kernel[i] - 1) * window.dilations[i] + 1;
        const std::int64_t left = x[i + 1] + ends[i].first + ends[i].second - span;
        if (left >= 0 && left % window.strides[i] != 0)
            ends[i].second += window.strides[i] - left % window.strides[i];
    }
    return Padding2d{static_cast<int>(ends[0].first), static_cast<int>(ends[0].second), static_cast<int>(ends[1].first),
                     static_cast<int>(ends[1].second)};
}

Conv2dAttributes attributesOf(const Window& window, const Padding2d& padding, std::int64_t groups)
{
    return {static_cast<int>(window.strides[0]),
            static_cast<int>(window.strides[1]),
            static_cast<int>(window.dilations[0]),
            static_cast<int>(window.dilations[1]),
            padding,
            static_cast<int>(groups)};
}

/// OIHW to OHWI, or to [1,H,W,O] for a depthwise convolution (weights of 1-D ones get a height of 1).
Result<TensorId> convolutionWeights(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& weights,
                                    bool depthwise)
{
    const auto plain = lowering.asPlain(weights);
    if (!plain)
        return firstError(plain);
    if (!lowering.isConstant(*plain))
        lowering.draft().remarks.push_back({ImportNote::runtimeParameter, node.name()});
    TensorId id = plain->id;
    const Shape s = weights.fileShape;
    if (s.size() == 3)
        id = lowering.addReshape(id, {s[0], s[1], 1, s[2]}, node.name() + "/weights");
    const std::vector<int> order = depthwise ? std::vector{1, 2, 3, 0} : std::vector{0, 2, 3, 1};
    return lowering.addTranspose(id, order, node.name() + "/weights");
}

/// Weights [I, O/groups, H, W], given as {groups, I/groups, O/groups, H, W}, to [O, H, W, I/groups].
TensorId transposedWeights(OnnxLowering& lowering, const OnnxValue& weights, const Shape& parts)
{
    const std::int64_t groups = parts[0];
    DraftGraph& draft = lowering.draft();
    TensorId id = draft.addReshapedConstant(weights.id, parts);
    id = permutedConstant(draft, id, {0, 2, 3, 4, 1});
    id = draft.addReshapedConstant(id, {groups * parts[2], parts[3], parts[4], parts[1]}); // groups and their outputs
    Quantization& q = draft.tensor(id).quantization;
    const bool alongOutputs = lowering.tensor(weights).quantization.axis == 1;
    const bool alongInputs = q.perChannel() && groups == 1 && weights.fileShape.size() > 1 && !alongOutputs;
    q.axis = alongInputs ? 3 : 0;
    return id;
}

/// What output_padding adds to the end of the output is taken from the padding there.
Result<void> takeOutputPadding(const OnnxNode& node, std::size_t spatial, Padding2d& padding)
{
    const auto extra = node.integers("output_padding");
    if (extra.size() != spatial)
        return {};
    for (const std::int64_t value : extra)
        if (value < 0 || value > kMaxStep)
            return invalid(node, "output_padding", std::to_string(value));
    padding.right -= static_cast<int>(extra.back());
    if (spatial == 2)
        padding.bottom -= static_cast<int>(extra.front());
    return {};
}

Result<void> transposeConvolution(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto weights = lowering.input(node, 1);
    if (beyondMaps(lowering, node) || (weights && !lowering.isConstant(*weights)))
        return lowerCustom(lowering, node);
    const auto x = lowering.mapInput(node, 0);
    if (!x || !weights)
        return firstError(x, weights);
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
    if (!strides || !dilations)
        return firstError(strides, dilations);
    const Window window{{w[2], w[3]}, *strides, *dilations};
    auto padding = windowPadding(node, lowering.tensor(*x).shape, window);
    if (!padding)
        return firstError(padding);
    const TensorId id = transposedWeights(lowering, *weights, {groups, w[0] / groups, w[1], w[2], w[3]});
    if (auto done = takeOutputPadding(node, rank - 2, *padding); !done)
        return done;
    Operator op{
        .kind = K::transposeConv2d, .inputs = {x->id, id}, .attributes = attributesOf(window, *padding, groups)};
    if (const OnnxValue* bias = lowering.find(node, 2))
        op.inputs.push_back(bias->id);
    return lowering.emit(node, std::move(op), OnnxLayout::channelsLast, rank, DataType::float32());
}

Result<void> pooling(OnnxLowering& lowering, const OnnxNode& node)
{
    if (beyondMaps(lowering, node))
        return lowerCustom(lowering, node);
    const auto x = lowering.mapInput(node, 0);
    if (!x)
        return firstError(x);
    const std::size_t rank = x->fileShape.size();
    const auto dilations = pair(node, "dilations", rank - 2).value_or(std::vector<std::int64_t>{});
    if (dilations != std::vector<std::int64_t>{1, 1})
        return lowerCustom(lowering, node); // pooling with gaps
    if (node.integers("kernel_shape").empty())
        return missing(node, "kernel_shape");
    const auto kernel = pair(node, "kernel_shape", rank - 2);
    const auto strides = pair(node, "strides", rank - 2);
    if (!kernel || !strides)
        return firstError(kernel, strides);
    const auto padding = windowPadding(node, lowering.tensor(*x).shape, {*kernel, *strides, dilations});
    if (!padding)
        return firstError(padding);
    Operator op{.kind = kindOf(node), .inputs = {x->id}};
    op.attributes = Pool2dAttributes{static_cast<int>((*kernel)[0]), static_cast<int>((*kernel)[1]),
                                     static_cast<int>((*strides)[0]), static_cast<int>((*strides)[1]), *padding};
    return lowering.emit(node, std::move(op), OnnxLayout::channelsLast, rank);
}

/// The whole map is one window.
Result<void> globalPooling(OnnxLowering& lowering, const OnnxNode& node)
{
    if (beyondMaps(lowering, node))
        return lowerCustom(lowering, node);
    const auto x = lowering.mapInput(node, 0);
    if (!x)
        return firstError(x);
    const Shape& s = lowering.tensor(*x).shape;
    if (s[1] < 1 || s[2] < 1 || s[1] > kMaxStep || s[2] > kMaxStep)
        return invalid(node, "kernel", toString(s));
    Operator op{.kind = kindOf(node), .inputs = {x->id}};
    op.attributes = Pool2dAttributes{.kernelH = static_cast<int>(s[1]), .kernelW = static_cast<int>(s[2])};
    return lowering.emit(node, std::move(op), OnnxLayout::channelsLast, x->fileShape.size());
}

/// Inputs: [x, scale, shift, mean, variance]; epsilon in alpha.
Result<void> batchNormalization(OnnxLowering& lowering, const OnnxNode& node)
{
    if (beyondMaps(lowering, node))
        return lowerCustom(lowering, node);
    const OnnxValue* given = lowering.find(node, 0);
    const bool onMap = given && given->fileShape.size() > 2;
    const auto x = onMap ? lowering.mapInput(node, 0) : lowering.plainInput(node, 0);
    if (!x)
        return firstError(x);
    Operator op{.kind = K::batchNormalization, .inputs = {x->id}};
    for (int i = 1; i < 5; ++i) {
        const auto parameter = lowering.input(node, i);
        if (!parameter)
            return firstError(parameter);
        op.inputs.push_back(parameter->id);
    }
    op.attributes = ScalarAttributes{.alpha = node.number("epsilon", 1e-5f)};
    return lowering.emit(node, std::move(op), x->layout, x->fileShape.size());
}

Result<void> localResponseNormalization(OnnxLowering& lowering, const OnnxNode& node)
{
    if (beyondMaps(lowering, node))
        return lowerCustom(lowering, node);
    const auto x = lowering.mapInput(node, 0);
    if (!x)
        return firstError(x);
    return lowering.emit(node, Operator{.kind = K::localResponseNormalization, .inputs = {x->id}},
                         OnnxLayout::channelsLast, x->fileShape.size());
}

/// What the dimensions `x` become: `sizes` of the file, else `x` times `scales`.
Result<Shape> resizedShape(const OnnxNode& node, const Shape& x, const std::optional<std::vector<std::int64_t>>& sizes,
                           const std::optional<std::vector<float>>& scales)
{
    if (sizes && sizes->size() == 4)
        return *sizes;
    if (!scales || scales->size() != 4)
        return missing(node, "sizes");
    Shape out = x;
    for (std::size_t i = 0; i < 4; ++i) {
        const double scaled = static_cast<double>(x[i]) * static_cast<double>((*scales)[i]);
        if (!(scaled >= 1) || scaled > 1e9)
            return invalid(node, "scales", fmt::format("{}", (*scales)[i]));
        out[i] = static_cast<std::int64_t>(scaled);
    }
    return out;
}

/// Resize [x, roi, scales, sizes] and Upsample [x, scales] (before opset 9 an attribute).
Result<void> resize(OnnxLowering& lowering, const OnnxNode& node)
{
    const OnnxValue* given = lowering.find(node, 0);
    const std::string mode = node.text("mode", "nearest");
    if (given && (given->fileShape.size() != 4 || mode == "cubic"))
        return lowerCustom(lowering, node);
    const auto x = lowering.mapInput(node, 0);
    if (!x)
        return firstError(x);
    const bool upsample = node.type() == "Upsample" || lowering.model().opset() < 11;
    const auto sizes = upsample ? std::nullopt : lowering.integers(node, 3);
    auto scales = lowering.floats(node, upsample ? 1 : 2);
    if (const auto* attribute = node.attribute("scales"))
        scales.emplace(attribute->floats().begin(), attribute->floats().end());
    const auto out = resizedShape(node, x->fileShape, sizes, scales);
    if (!out)
        return firstError(out);
    if ((*out)[0] != x->fileShape[0] || (*out)[1] != x->fileShape[1])
        return invalid(node, "sizes", toString(*out));
    const std::string transformation =
        node.text("coordinate_transformation_mode", upsample ? "asymmetric" : "half_pixel");
    Operator op{.kind = K::resizeBilinear, .inputs = {x->id}};
    if (mode == "nearest")
        op.kind = K::resizeNearestNeighbor;
    op.attributes = ResizeAttributes{transformation == "align_corners", transformation.ends_with("half_pixel")};
    return lowering.emit(node, std::move(op), OnnxLayout::channelsLast, 4, std::nullopt, {channelsLastShape(*out)});
}

Result<void> blocks(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.mapInput(node, 0);
    if (!x)
        return firstError(x);
    const std::int64_t size = node.integer("blocksize", 0);
    if (size < 1 || size > kMaxStep)
        return invalid(node, "blocksize", std::to_string(size));
    return lowering.emit(
        node, Operator{.kind = kindOf(node), .inputs = {x->id}, .attributes = BlockAttributes{static_cast<int>(size)}},
        OnnxLayout::channelsLast, 4);
}

constexpr OnnxEntry kEntries[] = {
    {"Conv", lowerConvolution, K::conv2d},
    {"ConvTranspose", transposeConvolution, K::transposeConv2d},
    {"MaxPool", pooling, K::maxPool2d},
    {"AveragePool", pooling, K::averagePool2d},
    {"GlobalMaxPool", globalPooling, K::maxPool2d},
    {"GlobalAveragePool", globalPooling, K::averagePool2d},
    {"BatchNormalization", batchNormalization, K::batchNormalization},
    {"LRN", localResponseNormalization, K::localResponseNormalization},
    {"Resize", resize, K::resizeNearestNeighbor},
    {"Upsample", resize, K::resizeNearestNeighbor},
    {"DepthToSpace", blocks, K::depthToSpace},
    {"SpaceToDepth", blocks, K::spaceToDepth},
};

} // namespace

Result<void> lowerConvolution(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto given = lowering.input(node, 0);
    const auto weights = lowering.input(node, 1);
    if (!given || !weights)
        return firstError(given, weights);
    const std::size_t rank = weights->fileShape.size();
    const bool onMaps = rank == given->fileShape.size() && (rank == 3 || rank == 4);
    if (!onMaps && rank == 5)
        return lowerCustom(lowering, node);
    if (!onMaps)
        return fail(ErrorCode::shapeMismatch, {node.label(), toString(weights->fileShape), toString(given->fileShape)});
    const auto x = lowering.asChannelsLast(*given);
    if (!x)
        return firstError(x);
    const std::int64_t groups = node.integer("group", 1);
    const std::int64_t channels = x->fileShape[1];
    if (groups < 1 || groups > channels)
        return invalid(node, "group", std::to_string(groups));
    const bool depthwise = groups == channels && groups > 1 && weights->fileShape[1] == 1;
    const auto strides = pair(node, "strides", rank - 2);
    const auto dilations = pair(node, "dilations", rank - 2);
    if (!strides || !dilations)
        return firstError(strides, dilations);
    const auto id = convolutionWeights(lowering, node, *weights, depthwise);
    if (!id)
        return firstError(id);
    const Shape& w = lowering.draft().tensor(*id).shape;
    if (w[1] < 1 || w[2] < 1 || w[1] > kMaxStep || w[2] > kMaxStep)
        return invalid(node, "kernel", toString(w));
    const Window window{{w[1], w[2]}, *strides, *dilations};
    const auto padding = windowPadding(node, lowering.tensor(*x).shape, window);
    if (!padding)
        return firstError(padding);
    Operator op{.kind = K::conv2d, .inputs = {x->id, *id}, .attributes = attributesOf(window, *padding, groups)};
    if (depthwise)
        op.kind = K::depthwiseConv2d;
    if (const OnnxValue* bias = lowering.find(node, 2))
        op.inputs.push_back(bias->id);
    return lowering.emit(node, std::move(op), OnnxLayout::channelsLast, rank, DataType::float32());
}

std::span<const OnnxEntry> onnxWindows() { return kEntries; }

} // namespace tenbin
