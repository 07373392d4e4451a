// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx_shapes.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "engine/core/units.h"
#include "engine/formats/constant_values.h"

namespace tenbin {

namespace {

using Operands = std::vector<std::optional<OnnxOperand>>;
using Sized = std::optional<OnnxShapes>;

// Products of two lengths stay far inside 64 bits.
constexpr std::int64_t kMaxLength = std::int64_t{1} << 30;

/// One node and what it reads.
struct Site {
    const OnnxNode& node;
    const Operands& operands;
    std::int64_t opset;

    const Shape* shape(std::size_t position) const
    {
        return position < operands.size() && operands[position] ? &operands[position]->shape : nullptr;
    }
    std::optional<std::vector<std::int64_t>> values(std::size_t position) const
    {
        return position < operands.size() && operands[position] ? operands[position]->values : std::nullopt;
    }
    /// The single value of input `position`, or `otherwise` where the input is absent.
    std::optional<std::int64_t> single(std::size_t position, std::optional<std::int64_t> otherwise) const
    {
        if (!shape(position))
            return otherwise;
        const auto given = values(position);
        return given && given->size() == 1 ? std::optional(given->front()) : std::nullopt;
    }
};

Sized one(Shape shape) { return OnnxShapes{{std::move(shape)}, false}; }
Sized atMost(Shape shape) { return OnnxShapes{{std::move(shape)}, true}; }

/// Every output has the shape of the first input.
Sized likeInput(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    return OnnxShapes{std::vector<Shape>(static_cast<std::size_t>(site.node.outputs()), *x), false};
}

Sized broadcasting(const Site& site)
{
    std::vector<Shape> shapes;
    for (const auto& operand : site.operands)
        if (operand)
            shapes.push_back(operand->shape);
    const auto result = broadcastShapes(shapes);
    return result ? one(*result) : std::nullopt;
}

/// Axes from the attribute or input 1, else all.
Sized reducing(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    auto axes = site.node.integers("axes");
    if (axes.empty() && site.shape(1)) {
        const auto given = site.values(1);
        if (!given)
            return std::nullopt;
        axes = *given;
    }
    if (axes.empty() && site.node.integer("noop_with_empty_axes", 0) != 0)
        return one(*x);
    std::vector<bool> reduced(x->size(), axes.empty());
    for (const std::int64_t axis : axes) {
        const auto resolved = resolveAxis(axis, x->size());
        if (!resolved)
            return std::nullopt;
        reduced[static_cast<std::size_t>(*resolved)] = true;
    }
    const bool keep = site.node.integer("keepdims", 1) != 0;
    Shape result;
    for (std::size_t i = 0; i < x->size(); ++i) {
        if (!reduced[i])
            result.push_back((*x)[i]);
        else if (keep)
            result.push_back(1);
    }
    return one(std::move(result));
}

/// An entry of an attribute with one value a spatial dimension.
std::optional<std::int64_t> entry(const std::vector<std::int64_t>& list, std::size_t i, std::int64_t otherwise)
{
    if (list.empty())
        return otherwise;
    if (i >= list.size() || list[i] < 0 || list[i] > kMaxLength)
        return std::nullopt;
    return list[i];
}

/// Length of one dimension after a sliding window.
std::optional<std::int64_t> windowed(const OnnxNode& node, std::size_t i, std::size_t spatial, std::int64_t length,
                                     std::int64_t kernel)
{
    const auto pads = node.integers("pads");
    const auto stride = entry(node.integers("strides"), i, 1), dilation = entry(node.integers("dilations"), i, 1);
    const auto before = entry(pads, i, 0), after = entry(pads, i + spatial, 0);
    if (!stride || !dilation || !before || !after || *stride < 1 || *dilation < 1 || kernel < 1 || kernel > kMaxLength)
        return std::nullopt;
    if (node.text("auto_pad", "NOTSET").starts_with("SAME"))
        return ceilDiv(length, *stride);
    if (*dilation > kMaxLength / kernel)
        return std::nullopt;
    const std::int64_t left = length + *before + *after - ((kernel - 1) * *dilation + 1);
    if (left < 0)
        return std::nullopt;
    return (node.integer("ceil_mode", 0) != 0 ? ceilDiv(left, *stride) : left / *stride) + 1;
}

/// Windows over maps of any rank: pooling by kernel_shape, convolutions by their weights.
Sized windows(const Site& site)
{
    const Shape *x = site.shape(0), *weights = site.shape(1);
    const bool convolution = site.node.type().find("Conv") != std::string::npos;
    if (!x || x->size() < 3 || (convolution && (!weights || weights->size() != x->size())))
        return std::nullopt;
    const std::size_t spatial = x->size() - 2;
    const auto kernel = convolution ? Shape(weights->begin() + 2, weights->end()) : site.node.integers("kernel_shape");
    if (kernel.size() != spatial)
        return std::nullopt;
    Shape result{(*x)[0], convolution ? (*weights)[0] : (*x)[1]};
    for (std::size_t i = 0; i < spatial; ++i) {
        const auto length = windowed(site.node, i, spatial, (*x)[i + 2], kernel[i]);
        if (!length)
            return std::nullopt;
        result.push_back(*length);
    }
    return OnnxShapes{std::vector<Shape>(static_cast<std::size_t>(site.node.outputs()), result), false};
}

/// stride * (length - 1) + extra + span - pads, or the size that is asked for.
Sized transposedConvolution(const Site& site)
{
    const Shape *x = site.shape(0), *weights = site.shape(1);
    if (!x || !weights || x->size() < 3 || weights->size() != x->size())
        return std::nullopt;
    const std::size_t spatial = x->size() - 2;
    const auto asked = site.node.integers("output_shape"), pads = site.node.integers("pads");
    const std::int64_t groups = site.node.integer("group", 1);
    if (groups < 1 || groups > kMaxLength || (*weights)[1] > kMaxLength)
        return std::nullopt;
    Shape result{(*x)[0], (*weights)[1] * groups};
    const bool same = site.node.text("auto_pad", "NOTSET").starts_with("SAME");
    for (std::size_t i = 0; i < spatial; ++i) {
        const auto stride = entry(site.node.integers("strides"), i, 1),
                   dilation = entry(site.node.integers("dilations"), i, 1),
                   extra = entry(site.node.integers("output_padding"), i, 0), before = entry(pads, i, 0),
                   after = entry(pads, i + spatial, 0);
        const std::int64_t kernel = (*weights)[i + 2], length = (*x)[i + 2];
        if (!stride || !dilation || !extra || !before || !after || kernel < 1 || kernel > kMaxLength
            || length > kMaxLength)
            return std::nullopt;
        std::int64_t out = *stride * (length - 1) + *extra + (kernel - 1) * *dilation + 1 - *before - *after;
        if (same)
            out = length * *stride;
        if (asked.size() == spatial)
            out = asked[i];
        if (out < 0)
            return std::nullopt;
        result.push_back(out);
    }
    return one(std::move(result));
}

/// The whole map is one window.
Sized globalWindow(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x || x->size() < 2)
        return std::nullopt;
    Shape result(x->size(), 1);
    result[0] = (*x)[0];
    result[1] = (*x)[1];
    return one(std::move(result));
}

Sized topK(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto axis = x ? resolveAxis(site.node.integer("axis", -1), x->size()) : std::nullopt;
    if (!axis)
        return std::nullopt;
    const auto wanted = site.node.attribute("k") ? std::optional(site.node.integer("k", 1)) : site.single(1, {});
    Shape result = *x;
    std::int64_t& length = result[static_cast<std::size_t>(*axis)];
    if (wanted && (*wanted < 0 || *wanted > length))
        return std::nullopt;
    length = wanted.value_or(length);
    return OnnxShapes{{result, result}, !wanted};
}

/// A new dimension of `depth` classes.
Sized oneHot(const Site& site)
{
    const Shape* indices = site.shape(0);
    const auto depth = site.single(1, {});
    const auto axis = indices ? resolveAxis(site.node.integer("axis", -1), indices->size() + 1) : std::nullopt;
    if (!depth || *depth < 0 || *depth > kMaxLength || !axis)
        return std::nullopt;
    Shape result = *indices;
    result.insert(result.begin() + *axis, *depth);
    return one(std::move(result));
}

/// [boxes, scores, most a class, …]: at most that many boxes a class, of three indices each.
Sized nonMaxSuppression(const Site& site)
{
    const Shape *boxes = site.shape(0), *scores = site.shape(1);
    if (!boxes || !scores || boxes->size() != 3 || scores->size() != 3)
        return std::nullopt;
    std::int64_t chosen = (*boxes)[1];
    if (const auto limit = site.single(2, 0); limit && *limit >= 0)
        chosen = std::min(chosen, *limit);
    const auto count = checkedElements({(*scores)[0], (*scores)[1], chosen});
    return count ? atMost({*count, 3}) : std::nullopt;
}

/// Indices of all elements that are not zero: at most every element.
Sized nonZero(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto count = x ? checkedElements(*x) : std::nullopt;
    return count ? atMost({static_cast<std::int64_t>(x->size()), *count}) : std::nullopt;
}

Sized compress(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto count = x ? checkedElements(*x) : std::nullopt;
    if (!count)
        return std::nullopt;
    return atMost(site.node.attribute("axis") ? *x : Shape{*count});
}

/// [values, first indices, inverse indices, counts].
Sized unique(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto count = x ? checkedElements(*x) : std::nullopt;
    if (!count)
        return std::nullopt;
    const auto axis = resolveAxis(site.node.integer("axis", 0), x->size());
    const bool along = site.node.attribute("axis") && axis;
    const std::int64_t length = along ? (*x)[static_cast<std::size_t>(*axis)] : *count;
    return OnnxShapes{{along ? *x : Shape{*count}, {length}, {length}, {length}}, true};
}

/// Sampling points [N, H, W, 2] (or [N, D, H, W, 3]) of a map [N, C, …].
Sized gridSample(const Site& site)
{
    const Shape *x = site.shape(0), *grid = site.shape(1);
    if (!x || !grid || x->size() < 3 || grid->size() != x->size())
        return std::nullopt;
    Shape result{(*x)[0], (*x)[1]};
    result.insert(result.end(), grid->begin() + 1, grid->end() - 1);
    return one(std::move(result));
}

/// [theta, size]: one sampling point a pixel.
Sized affineGrid(const Site& site)
{
    const auto size = site.values(1);
    if (!size || size->size() < 4 || size->size() > 5)
        return std::nullopt;
    Shape result{(*size)[0]};
    result.insert(result.end(), size->begin() + 2, size->end());
    result.push_back(static_cast<std::int64_t>(size->size()) - 2);
    return one(std::move(result));
}

Sized gatherElements(const Site& site)
{
    const Shape* indices = site.shape(1);
    return indices ? one(*indices) : std::nullopt;
}

/// Slices of x picked by the last dimension of the indices.
Sized gatherNd(const Site& site)
{
    const Shape *x = site.shape(0), *indices = site.shape(1);
    const std::int64_t batch = site.node.integer("batch_dims", 0);
    if (!x || !indices || indices->empty() || batch < 0 || batch > static_cast<std::int64_t>(x->size()))
        return std::nullopt;
    const std::int64_t used = batch + indices->back();
    if (used > static_cast<std::int64_t>(x->size()))
        return std::nullopt;
    Shape result(indices->begin(), indices->end() - 1);
    result.insert(result.end(), x->begin() + used, x->end());
    return one(std::move(result));
}

/// Regions [R, 4] of a map [N, C, H, W].
Sized regions(const Site& site)
{
    const Shape *x = site.shape(0), *boxes = site.shape(1);
    if (!x || !boxes || x->size() != 4 || boxes->empty())
        return std::nullopt;
    std::int64_t height = site.node.integer("output_height", 1), width = site.node.integer("output_width", 1);
    if (const auto pooled = site.node.integers("pooled_shape"); pooled.size() == 2) {
        height = pooled[0];
        width = pooled[1];
    }
    return one({boxes->front(), (*x)[1], height, width});
}

/// The last two dimensions vanish.
Sized determinant(const Site& site)
{
    const Shape* x = site.shape(0);
    return x && x->size() >= 2 ? one(Shape(x->begin(), x->end() - 2)) : std::nullopt;
}

Sized wholeSize(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    if (site.node.type() == "Size")
        return one({});
    return one({static_cast<std::int64_t>(x->size())});
}

/// The dimensions are an attribute or the values of an input.
Sized givenShape(const Site& site)
{
    if (site.node.attribute("shape"))
        return one(site.node.integers("shape"));
    const auto target = site.values(0);
    return target ? one(*target) : std::nullopt;
}

/// A crop or a padding to the sizes of input 1, along some axes.
Sized centerCropPad(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto target = site.values(1);
    if (!x || !target)
        return std::nullopt;
    Shape result = *x;
    const auto axes = site.node.integers("axes");
    if (target->size() != (axes.empty() ? x->size() : axes.size()))
        return std::nullopt;
    for (std::size_t i = 0; i < target->size(); ++i) {
        const auto axis = resolveAxis(axes.empty() ? static_cast<std::int64_t>(i) : axes[i], x->size());
        if (!axis)
            return std::nullopt;
        result[static_cast<std::size_t>(*axis)] = (*target)[i];
    }
    return one(std::move(result));
}

/// Beginnings, then ends, as values; negative ones cut.
Sized padding(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto pads = site.node.attribute("pads") ? std::optional(site.node.integers("pads")) : site.values(1);
    if (!x || !pads)
        return std::nullopt;
    auto axes = site.values(3).value_or(std::vector<std::int64_t>{});
    if (axes.empty())
        for (std::size_t i = 0; i < x->size(); ++i)
            axes.push_back(static_cast<std::int64_t>(i));
    if (pads->size() != 2 * axes.size())
        return std::nullopt;
    Shape result = *x;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto axis = resolveAxis(axes[i], x->size());
        const std::int64_t before = (*pads)[i], after = (*pads)[i + axes.size()];
        if (!axis || std::max(std::abs(before), std::abs(after)) > kMaxLength)
            return std::nullopt;
        result[static_cast<std::size_t>(*axis)] += before + after;
    }
    return one(std::move(result));
}

/// [x, roi, scales, sizes] of any rank.
Sized resizing(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto sizes = site.values(3);
    if (!x || !sizes)
        return std::nullopt;
    const auto axes = site.node.integers("axes");
    if (sizes->size() != (axes.empty() ? x->size() : axes.size()))
        return std::nullopt;
    Shape result = *x;
    for (std::size_t i = 0; i < sizes->size(); ++i) {
        const auto axis = resolveAxis(axes.empty() ? static_cast<std::int64_t>(i) : axes[i], x->size());
        if (!axis)
            return std::nullopt;
        result[static_cast<std::size_t>(*axis)] = (*sizes)[i];
    }
    return one(std::move(result));
}

/// Blocks [N, C*h*w, L] laid over each other to a picture [N, C, sizes].
Sized columnsToImage(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto image = site.values(1), block = site.values(2);
    if (!x || x->size() != 3 || !image || !block)
        return std::nullopt;
    const auto area = checkedElements(*block);
    if (!area || *area < 1)
        return std::nullopt;
    Shape result{(*x)[0], (*x)[1] / *area};
    result.insert(result.end(), image->begin(), image->end());
    return one(std::move(result));
}

/// One length, given by input 0.
Sized window(const Site& site)
{
    const auto length = site.single(0, {});
    return length ? one({*length}) : std::nullopt;
}

Sized samples(const Site& site)
{
    const Shape* x = site.shape(0);
    return x && !x->empty() ? one({x->front(), site.node.integer("sample_size", 1)}) : std::nullopt;
}

/// Real or complex numbers in the last dimension; one-sided transforms halve the axis.
Sized fourier(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x || x->size() < 2)
        return std::nullopt;
    const auto given = site.opset >= 20 ? site.single(2, -2) : std::optional(site.node.integer("axis", 1));
    const auto axis = given ? resolveAxis(*given, x->size()) : std::nullopt;
    const auto length = axis ? site.single(1, (*x)[static_cast<std::size_t>(*axis)]) : std::nullopt;
    if (!length || *length < 0)
        return std::nullopt;
    Shape result = *x;
    const bool oneSided = site.node.integer("onesided", 0) != 0;
    const bool inverse = site.node.integer("inverse", 0) != 0;
    result[static_cast<std::size_t>(*axis)] = oneSided && !inverse ? *length / 2 + 1 : *length;
    result.back() = oneSided && inverse ? 1 : 2;
    return one(std::move(result));
}

/// A loss: one number, or one a sample without reduction; then the logarithms of the odds.
Sized loss(const Site& site)
{
    const Shape *x = site.shape(0), *labels = site.shape(1);
    if (!x || !labels)
        return std::nullopt;
    const bool reduced = site.node.text("reduction", "mean") != "none";
    return OnnxShapes{{reduced ? Shape{} : *labels, *x}, false};
}

/// [Q, K, V] of [batch, heads, length, size] or [batch, length, heads * size].
Sized attention(const Site& site)
{
    const Shape *q = site.shape(0), *v = site.shape(2);
    if (!q || !v || q->size() != v->size() || q->size() < 3 || site.node.outputs() != 1)
        return std::nullopt;
    Shape result = *q;
    result.back() = v->back();
    if (q->size() == 3) {
        const std::int64_t heads = site.node.integer("q_num_heads", 0), other = site.node.integer("kv_num_heads", 0);
        if (heads < 1 || other < 1 || heads > (1 << 20))
            return std::nullopt;
        result.back() = v->back() / other * heads;
    }
    return one(std::move(result));
}

/// The sizes of the letters of "bij,bjk->bik"; nothing for repeated letters with other sizes.
Sized einsum(const Site& site)
{
    std::string equation;
    for (const char c : site.node.text("equation", ""))
        if (c != ' ')
            equation += c;
    const std::size_t arrow = equation.find("->");
    const std::string left = equation.substr(0, arrow);
    std::map<char, std::int64_t> sizes;
    std::map<char, int> uses;
    std::size_t operand = 0, letter = 0;
    for (const char c : left + ",") {
        const Shape* x = site.shape(operand);
        if (!x)
            return std::nullopt;
        if (c == ',') {
            if (letter != x->size())
                return std::nullopt;
            ++operand;
            letter = 0;
            continue;
        }
        if (c == '.' || letter >= x->size())
            return std::nullopt; // an ellipsis
        const std::int64_t length = (*x)[letter++];
        const auto [known, isNew] = sizes.emplace(c, length);
        if (!isNew && known->second == 1)
            known->second = length;
        if (!isNew && length != 1 && length != known->second)
            return std::nullopt;
        ++uses[c];
    }
    Shape result;
    if (arrow == std::string::npos) {
        for (const auto& [c, count] : uses)
            if (count == 1)
                result.push_back(sizes.at(c));
        return one(std::move(result));
    }
    for (const char c : equation.substr(arrow + 2)) {
        const auto found = sizes.find(c);
        if (found == sizes.end())
            return std::nullopt;
        result.push_back(found->second);
    }
    return one(std::move(result));
}

Sized concatenating(const Site& site)
{
    const Shape* first = site.shape(0);
    const auto axis = first ? resolveAxis(site.node.integer("axis", 0), first->size()) : std::nullopt;
    if (!axis)
        return std::nullopt;
    Shape result = *first;
    std::int64_t& length = result[static_cast<std::size_t>(*axis)];
    for (std::size_t i = 1; i < site.operands.size(); ++i) {
        const Shape* part = site.shape(i);
        if (!part || part->size() != first->size())
            return std::nullopt;
        length += (*part)[static_cast<std::size_t>(*axis)];
    }
    return one(std::move(result));
}

using Rule = Sized (*)(const Site&);

void add(std::unordered_map<std::string_view, Rule>& rules, std::initializer_list<std::string_view> names, Rule rule)
{
    for (const std::string_view name : names)
        rules.emplace(name, rule);
}

std::unordered_map<std::string_view, Rule> allRules()
{
    std::unordered_map<std::string_view, Rule> rules;
    add(rules,
        {"Mish",
         "Swish",
         "Selu",
         "Celu",
         "Softplus",
         "Softsign",
         "ThresholdedRelu",
         "Shrink",
         "Sign",
         "Erf",
         "Tan",
         "Asin",
         "Acos",
         "Atan",
         "Sinh",
         "Cosh",
         "Asinh",
         "Acosh",
         "Atanh",
         "IsNaN",
         "IsInf",
         "BitwiseNot",
         "Hardmax",
         "LpNormalization",
         "MeanVarianceNormalization",
         "InstanceNormalization",
         "GroupNormalization",
         "RMSNormalization",
         "SimplifiedLayerNormalization",
         "SkipLayerNormalization",
         "SkipSimplifiedLayerNormalization",
         "LayerNormalization",
         "RotaryEmbedding",
         "Bernoulli",
         "RandomNormalLike",
         "RandomUniformLike",
         "EyeLike",
         "Trilu",
         "ReverseSequence",
         "ScatterElements",
         "Scatter",
         "ScatterND",
         "TensorScatter",
         "CastLike",
         "QuickGelu",
         "FastGelu",
         "BiasGelu",
         "BiasAdd",
         "Affine",
         "ScaledTanh",
         "ParametricSoftplus",
         "ImageScaler",
         "Scale",
         "StringNormalizer",
         "BatchNormalization"},
        likeInput);
    add(rules, {"Attention"}, attention);
    add(rules, {"Xor", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Mean", "NotEqual", "StringConcat"},
        broadcasting);
    add(rules,
        {"ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp", "ReduceSum", "ReduceMean",
         "ReduceMax", "ReduceMin", "ReduceProd"},
        reducing);
    add(rules, {"LpPool", "MaxPool", "AveragePool", "Conv", "DeformConv", "ConvInteger", "FusedConv"}, windows);
    add(rules, {"GlobalLpPool", "GlobalAveragePool", "GlobalMaxPool"}, globalWindow);
    add(rules, {"MaxRoiPool", "RoiAlign"}, regions);
    add(rules, {"ConstantOfShape", "RandomNormal", "RandomUniform"}, givenShape);
    add(rules, {"HannWindow", "HammingWindow", "BlackmanWindow"}, window);
    add(rules, {"NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss"}, loss);
    add(rules, {"Shape", "Size"}, wholeSize);
    add(rules, {"ConvTranspose"}, transposedConvolution);
    add(rules, {"TopK"}, topK);
    add(rules, {"OneHot"}, oneHot);
    add(rules, {"NonMaxSuppression"}, nonMaxSuppression);
    add(rules, {"NonZero"}, nonZero);
    add(rules, {"Compress"}, compress);
    add(rules, {"Unique"}, unique);
    add(rules, {"GridSample"}, gridSample);
    add(rules, {"AffineGrid"}, affineGrid);
    add(rules, {"GatherElements"}, gatherElements);
    add(rules, {"GatherND"}, gatherNd);
    add(rules, {"Det"}, determinant);
    add(rules, {"CenterCropPad"}, centerCropPad);
    add(rules, {"Pad"}, padding);
    add(rules, {"Resize"}, resizing);
    add(rules, {"Col2Im"}, columnsToImage);
    add(rules, {"Multinomial"}, samples);
    add(rules, {"DFT"}, fourier);
    add(rules, {"Einsum"}, einsum);
    add(rules, {"Concat"}, concatenating);
    return rules;
}

const std::unordered_map<std::string_view, Rule>& sizeRules()
{
    static const auto rules = allRules();
    return rules;
}

} // namespace

bool isSizedOnnx(std::string_view type) { return sizeRules().count(type) > 0; }

std::optional<Shape> broadcastShapes(const std::vector<Shape>& shapes)
{
    if (shapes.empty())
        return std::nullopt;
    Shape result;
    for (const Shape& shape : shapes) {
        if (shape.size() > result.size())
            result.insert(result.begin(), shape.size() - result.size(), 1);
        for (std::size_t i = 0; i < shape.size(); ++i) {
            std::int64_t& length = result[result.size() - shape.size() + i];
            if (length == 1)
                length = shape[i];
            else if (shape[i] != 1 && shape[i] != length)
                return std::nullopt;
        }
    }
    return result;
}

std::optional<OnnxShapes> sizeOnnxNode(const OnnxNode& node, const Operands& operands, std::int64_t opset)
{
    if (!node.standard() && node.domain() != "com.microsoft")
        return std::nullopt;
    const auto rule = sizeRules().find(node.type());
    if (rule == sizeRules().end())
        return std::nullopt;
    auto sized = rule->second({node, operands, opset});
    if (!sized)
        return std::nullopt;
    for (const Shape& shape : sized->outputs)
        if (!checkedElements(shape))
            return std::nullopt;
    return sized;
}

} // namespace tenbin
