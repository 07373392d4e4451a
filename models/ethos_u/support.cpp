// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/support.h"

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "engine/graph/kind_set.h"
#include "engine/graph/operator_traits.h"

namespace tenbin::ethos_u {

namespace {

using enum OperatorKind;

constexpr std::int64_t k16Bits = 1 << 16;

/// Operators whose two operands may differ in size.
constexpr KindSet kBroadcasts{add, sub, mul, maximum, minimum, squaredDifference};

/// Beside rectifiers.
constexpr KindSet kActivations{leakyRelu, hardSwish, logistic, OperatorKind::tanh, elu, gelu};

bool hasConstantWeights(const Graph& graph, const Operator& op)
{
    const Tensor* weights = weightsOf(graph, op);
    return weights && weights->constant;
}

// --- windows ------------------------------------------------------------------------------

/// Windows of dilated kernels up to 64 high and 4096 elements: Vela 3.10; 5.1 takes larger ones apart.
bool windowFits(const LayerShape& shape)
{
    const std::int64_t spanH = boundedProduct({shape.kernelH - 1, shape.dilationH}) + 1,
                       spanW = boundedProduct({shape.kernelW - 1, shape.dilationW}) + 1;
    return spanH <= 64 && boundedProduct({spanH, spanW}) <= 4096;
}

/// Vela 3.10: a wide stride along the width is taken apart where it divides the map.
bool wideStrideDivides(const LayerShape& shape)
{
    for (const std::int64_t part : {3, 2})
        if (shape.strideW % part == 0)
            return shape.in.w % (shape.strideW / part) == 0;
    return false;
}

bool strideFits(const LayerShape& shape, Toolchain toolchain)
{
    const bool narrowH = shape.strideH <= 3 || shape.out.h == 1, narrowW = shape.strideW <= 3 || shape.out.w == 1;
    if (narrowH && narrowW)
        return true;
    if (toolchain == Toolchain::vela3)
        return narrowH && wideStrideDivides(shape);
    return shape.dilationH == 1 && shape.dilationW == 1 && !shape.padding.any();
}

bool convolutionFits(const Graph& graph, const Operator& op, const LayerShape& shape, Toolchain toolchain)
{
    if (!hasConstantWeights(graph, op))
        return false;
    return strideFits(shape, toolchain) && (toolchain == Toolchain::vela5 || windowFits(shape));
}

bool depthwiseFits(const Graph& graph, const Operator& op, const LayerShape& shape, Toolchain toolchain)
{
    if (!hasConstantWeights(graph, op) || std::max(shape.strideH, shape.strideW) > 3)
        return false;
    const bool multiplier = shape.out.c == shape.in.c || shape.in.c == 1;
    return toolchain == Toolchain::vela5 || (multiplier && windowFits(shape));
}

/// Strides 1x1 and 2x2; 2x1 and, since 5.1, 1x2 on lines; the output is the input times the stride, or that and
/// what the kernel reaches beyond.
bool transposedFits(const Graph& graph, const Operator& op, const LayerShape& shape, Toolchain toolchain)
{
    if (!hasConstantWeights(graph, op) || (toolchain == Toolchain::vela3 && !windowFits(shape)))
        return false;
    const bool square = shape.strideH == shape.strideW && shape.strideH <= 2;
    const bool alongWidth = shape.strideW == 2 && shape.strideH == 1 && shape.in.h == 1 && shape.kernelH == 1;
    const bool alongHeight = shape.strideH == 2 && shape.strideW == 1 && shape.in.w == 1 && shape.kernelW == 1;
    return square || alongWidth || (alongHeight && toolchain == Toolchain::vela5);
}

/// Common to all generations in 5.1, but for strides.
bool poolingWindowFits(OperatorKind kind, const LayerShape& shape)
{
    if (kind == averagePool2d && shape.padding.any())
        return shape.kernelH <= 8 && shape.kernelW <= 8;
    return shape.kernelH <= 256 && boundedProduct({shape.kernelH, shape.kernelW}) <= k16Bits;
}

bool poolingFits(OperatorKind kind, const LayerShape& shape, Toolchain toolchain)
{
    if (!poolingWindowFits(kind, shape))
        return false;
    if (toolchain == Toolchain::vela5 || kind == averagePool2d)
        return strideFits(shape, toolchain) && (shape.strideW <= 3 || !shape.padding.any());
    return std::max(shape.strideH, shape.strideW) <= 3;
}

// --- resizing and reductions ----------------------------------------------------------------

/// A scale along one side, in powers of two; 0: none.
std::int64_t scaleOf(std::int64_t from, std::int64_t to, bool alignCorners)
{
    if (alignCorners && to == 1)
        return 1;
    const std::int64_t less = alignCorners ? 1 : 0;
    const std::int64_t base = from - less, wanted = to - less;
    if (base <= 0 || wanted % base != 0)
        return 0;
    return wanted / base;
}

bool resizeFits(const Operator& op, const LayerShape& shape)
{
    const auto* attributes = op.attributesAs<ResizeAttributes>();
    const bool halfPixels = op.kind == resizeBilinear && attributes && attributes->halfPixelCenters;
    const bool corners = attributes && attributes->alignCorners;
    if (shape.in.h == 1 && shape.in.w == 1)
        return true;
    if (shape.in.h == shape.out.h && shape.in.w == shape.out.w)
        return !halfPixels;
    const std::int64_t h = scaleOf(shape.in.h, shape.out.h, corners), w = scaleOf(shape.in.w, shape.out.w, corners);
    const bool line = (shape.out.h == 1 && h == 1) || (shape.out.w == 1 && w == 1);
    if (h != w && (!line || halfPixels))
        return false;
    const std::int64_t scale = std::max(h, w);
    return scale == 2 || (!halfPixels && (scale == 4 || scale == 8));
}

/// U85: nearest at any scale, bilinear by powers of two.
bool resizeFitsU85(const Operator& op, const LayerShape& shape)
{
    if (op.kind == resizeNearestNeighbor || (shape.in.h == 1 && shape.in.w == 1))
        return true;
    const auto* attributes = op.attributesAs<ResizeAttributes>();
    const bool corners = attributes && attributes->alignCorners;
    const auto fits = [](std::int64_t scale) { return scale > 0 && scale <= 1024 && (scale & (scale - 1)) == 0; };
    return fits(scaleOf(shape.in.h, shape.out.h, corners)) && fits(scaleOf(shape.in.w, shape.out.w, corners));
}

/// Axes as those of four dimensions, missing ones in front.
std::vector<std::size_t> axesOfFour(const Operator& op, std::size_t rank)
{
    std::vector<std::size_t> axes;
    const auto* attributes = op.attributesAs<AxisAttributes>();
    if (!attributes || rank > 4)
        return axes;
    for (const int axis : attributes->axes)
        if (axis >= 0 && static_cast<std::size_t>(axis) < rank)
            axes.push_back(static_cast<std::size_t>(axis) + 4 - rank);
    return axes;
}

/// Batch 1; over channels only where height, width or channels are 1; sides up to 4096, and so many elements that
/// the sum stays in 32 bits.
bool meanFits(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    if (!x || x->shape.size() > 4)
        return false;
    Shape four(4 - x->shape.size(), 1);
    four.insert(four.end(), x->shape.begin(), x->shape.end());
    std::int64_t elements = 1;
    for (const std::size_t axis : axesOfFour(op, x->shape.size())) {
        if (four[axis] > 4096 || (axis == 3 && four[1] != 1 && four[2] != 1 && four[3] != 1))
            return false;
        elements = boundedProduct({elements, four[axis]});
    }
    return four[0] == 1 && elements <= (x->type.isInteger() && x->type.bits == 16 ? k16Bits : 1 << 24);
}

// --- moving elements --------------------------------------------------------------------------

std::vector<int> permutationOf(const Operator& op)
{
    const auto* attributes = op.attributesAs<PermutationAttributes>();
    return attributes ? attributes->permutation : std::vector<int>{};
}

/// 3.10: WxC to CxW; HxWxC to WxHxC, 1xWxC to 1xCxW, Hx1xC to Cx1xH; the same behind a batch of one.
bool transposeFitsVela3(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    std::vector<int> order = permutationOf(op);
    if (!x || order.size() != x->shape.size())
        return false;
    if (order.size() == 2)
        return true;
    Shape shape = x->shape;
    if (order.size() == 4) {
        if (order.front() != 0)
            return false;
        order.erase(order.begin());
        shape.erase(shape.begin());
        for (int& axis : order)
            --axis;
    }
    if (order.size() != 3)
        return false;
    return (order[0] == 1 && order[1] == 0) || (shape[0] == 1 && order[1] == 2 && order[2] == 1)
           || (shape[1] == 1 && order[0] == 2 && order[2] == 0);
}

/// 5.1, 8 and 16 bits: three axes up to 65536 each; more axes where all but any two multiply to at most 65536.
bool narrowTransposeFits(const Shape& shape, const std::vector<int>& order)
{
    const bool threeAxes = std::all_of(shape.begin(), shape.end() - std::min<std::ptrdiff_t>(3, std::ssize(shape)),
                                       [](std::int64_t length) { return length == 1; });
    if (threeAxes)
        return std::all_of(shape.begin(), shape.end(), [](std::int64_t length) { return length <= k16Bits; });
    if (order.size() > 8)
        return false;
    const std::int64_t elements = elementCount(shape);
    for (std::size_t i = 0; i < shape.size(); ++i)
        for (std::size_t j = i + 1; j < shape.size(); ++j)
            if (elements / std::max<std::int64_t>(1, boundedProduct({shape[i], shape[j]})) > k16Bits)
                return false;
    return true;
}

/// 5.1, 32 bits: up to four axes, and only neighbours change places.
bool wideTransposeFits(const Shape& shape, const std::vector<int>& order)
{
    if (shape.size() > 4 || shape.size() != order.size())
        return false;
    const std::size_t front = 4 - shape.size();
    std::vector<int> four(front);
    Shape padded(front, 1);
    for (std::size_t i = 0; i < front; ++i)
        four[i] = static_cast<int>(i);
    for (const int axis : order)
        four.push_back(axis + static_cast<int>(front));
    padded.insert(padded.end(), shape.begin(), shape.end());
    if (four == std::vector<int>{0, 1, 2, 3})
        return padded[3] <= k16Bits / 2;
    if (four == std::vector<int>{0, 2, 1, 3})
        return padded[0] == 1 && padded[1] <= k16Bits && padded[2] <= k16Bits && padded[3] <= k16Bits / 4;
    return four == std::vector<int>{0, 1, 3, 2} && boundedProduct({padded[0], padded[1]}) <= k16Bits
           && padded[2] <= k16Bits && padded[3] <= k16Bits;
}

bool transposeFits(const Graph& graph, const Operator& op, Toolchain toolchain)
{
    if (toolchain == Toolchain::vela3)
        return transposeFitsVela3(graph, op);
    const Tensor* x = graph.input(op, 0);
    const std::vector<int> order = permutationOf(op);
    if (!x || order.size() != x->shape.size())
        return true; // not known here: nothing to object to
    if (x->type.isInteger() && x->type.bits == 32)
        return wideTransposeFits(x->shape, order);
    return std::is_sorted(order.begin(), order.end()) || narrowTransposeFits(x->shape, order);
}

/// 3.10 takes no other strides than 1; 5.1 those along height and width.
bool slicingFits(const Operator& op, Toolchain toolchain)
{
    const auto* slice = op.attributesAs<SliceAttributes>();
    if (!slice)
        return true;
    for (std::size_t i = 0; i < slice->strides.size(); ++i) {
        const std::size_t fromBehind = slice->strides.size() - i;
        const bool side = fromBehind == 2 || fromBehind == 3;
        if (slice->strides[i] < 1 || (slice->strides[i] > 1 && (toolchain == Toolchain::vela3 || !side)))
            return false;
    }
    return true;
}

/// 3.10: borders along height and width of maps of three or four dimensions.
bool padFitsVela3(const Operator& op)
{
    const auto* pad = op.attributesAs<PadAttributes>();
    if (!pad)
        return true;
    const std::size_t rank = pad->paddings.size();
    const auto none = [](const std::pair<std::int64_t, std::int64_t>& p) { return p.first == 0 && p.second == 0; };
    return (rank == 3 || rank == 4) && none(pad->paddings.back()) && (rank == 3 || none(pad->paddings.front()));
}

bool argMaxFits(const Graph& graph, const Operator& op, const LayerShape& shape)
{
    const auto* axis = op.attributesAs<AxisAttributes>();
    const Tensor* x = graph.input(op, 0);
    const bool lastAxis =
        !axis || !x || (axis->axes.size() == 1 && axis->axes[0] + 1 == static_cast<int>(x->shape.size()));
    return lastAxis && shape.in.c <= 127;
}

// --- types and generic limits -------------------------------------------------------------------

/// Feature maps of 8 or 16 bits; wider only where the table says so; floating point never.
bool typesFit(const Graph& graph, const Operator& op, Generation generation, Toolchain toolchain, bool quantised)
{
    const auto fits = [&](TensorId id) {
        if (!id.valid())
            return true;
        const Tensor& tensor = graph.tensor(id);
        if (tensor.type.isFloat())
            return quantised || tensor.constant;
        return tensor.constant || tensor.type.bits <= 16 || generation == Generation::u85
               || takesWideMaps(op.kind, tensor.type.bits, toolchain);
    };
    return std::all_of(op.inputs.begin(), op.inputs.end(), fits)
           && std::all_of(op.outputs.begin(), op.outputs.end(), fits);
}

/// What 3.10 asks of every operator: four dimensions of up to 65535, a batch of one but for some, and activations
/// that are part of the output stage.
bool genericFitsVela3(const Graph& graph, const Operator& op)
{
    constexpr KindSet kAnyBatch{fullyConnected, reshape,      shapeOf, slice,    softmax, split,
                                squeeze,        stridedSlice, unpack,  identity, quantize};
    const bool anyBatch = kAnyBatch.contains(op.kind);
    const auto fits = [&](TensorId id) {
        if (!id.valid() || graph.tensor(id).constant)
            return true;
        const Shape& shape = graph.tensor(id).shape;
        if (shape.size() > 4 || (shape.size() == 4 && shape[0] != 1 && !anyBatch))
            return false;
        return std::all_of(shape.begin(), shape.end(), [](std::int64_t length) { return length < k16Bits; });
    };
    const Activation activation = fusedActivation(op);
    const bool applied = activation != Activation::relu0To1 && activation != Activation::hardSwish
                         && activation != Activation::leakyRelu;
    return applied && std::all_of(op.inputs.begin(), op.inputs.end(), fits)
           && std::all_of(op.outputs.begin(), op.outputs.end(), fits);
}

/// A product of two maps, or with weights that are computed: 8 bits, and no side beyond 65536.
bool mapProductFits(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    if (!x || x->shape.empty())
        return true;
    const bool narrow = x->type.isFloat() || x->type.bits == 8;
    const Shape& out = graph.output(op).shape;
    return narrow && x->shape.back() <= k16Bits && (out.empty() || out.back() <= k16Bits);
}

/// 5.1, all generations.
bool softmaxFits(const LayerShape& shape) { return boundedProduct({shape.in.h, shape.in.w}) <= k16Bits; }

/// The axis must be the number of batch dimensions.
bool gatherFits(const Operator& op)
{
    const auto* axis = op.attributesAs<AxisAttributes>();
    return !axis || axis->axes.empty() || axis->axes.front() == 0;
}

bool shapesFitU85(const Graph& graph, const Operator& op, const LayerShape& shape)
{
    switch (shapeLimitOf(op.kind)) {
    case ShapeLimit::pooling:
        return poolingWindowFits(op.kind, shape);
    case ShapeLimit::softmax:
        return softmaxFits(shape);
    case ShapeLimit::mean:
        return meanFits(graph, op);
    case ShapeLimit::slice:
        return slicingFits(op, Toolchain::vela5);
    case ShapeLimit::resize:
        return resizeFitsU85(op, shape);
    case ShapeLimit::gather:
        return gatherFits(op);
    case ShapeLimit::none:
    case ShapeLimit::convolution:
    case ShapeLimit::depthwise:
    case ShapeLimit::transposed:
    case ShapeLimit::product:
    case ShapeLimit::mapProduct:
    case ShapeLimit::argMax:
    case ShapeLimit::transpose:
    case ShapeLimit::pad:
    case ShapeLimit::broadcast:
        return true;
    case ShapeLimit::unlisted:
        break;
    }
    return false;
}

/// U55 and U65.
bool shapesFit(const Graph& graph, const Operator& op, const LayerShape& shape, Toolchain toolchain)
{
    const bool vela5 = toolchain == Toolchain::vela5;
    switch (shapeLimitOf(op.kind)) {
    case ShapeLimit::convolution:
        return convolutionFits(graph, op, shape, toolchain);
    case ShapeLimit::depthwise:
        return depthwiseFits(graph, op, shape, toolchain);
    case ShapeLimit::transposed:
        return transposedFits(graph, op, shape, toolchain);
    case ShapeLimit::pooling:
        return poolingFits(op.kind, shape, toolchain);
    case ShapeLimit::product:
        return hasConstantWeights(graph, op) || (vela5 && mapProductFits(graph, op));
    case ShapeLimit::mapProduct:
        return mapProductFits(graph, op);
    case ShapeLimit::resize:
        return resizeFits(op, shape);
    case ShapeLimit::argMax:
        return argMaxFits(graph, op, shape);
    case ShapeLimit::transpose:
        return transposeFits(graph, op, toolchain);
    case ShapeLimit::slice:
        return slicingFits(op, toolchain);
    case ShapeLimit::pad:
        return vela5 || padFitsVela3(op);
    case ShapeLimit::softmax:
        return !vela5 || softmaxFits(shape);
    case ShapeLimit::mean:
        return meanFits(graph, op);
    case ShapeLimit::broadcast:
        return vela5 || !broadcastsBoth(graph, op);
    case ShapeLimit::none:
    case ShapeLimit::gather:
        return true;
    case ShapeLimit::unlisted:
        break;
    }
    return false;
}

} // namespace

bool isActivation(OperatorKind kind) { return isRectifier(kind) || kActivations.contains(kind); }

bool broadcastsBoth(const Graph& graph, const Operator& op)
{
    if (!kBroadcasts.contains(op.kind) || op.inputs.size() < 2 || !graph.input(op, 0) || !graph.input(op, 1))
        return false;
    const std::int64_t out = graph.output(op).elements();
    return graph.input(op, 0)->elements() < out && graph.input(op, 1)->elements() < out;
}

int transposeSteps(const Graph& graph, const Operator& op)
{
    std::vector<int> order = permutationOf(op);
    const Tensor* x = graph.input(op, 0);
    if (op.kind != transpose || !x || order.size() != x->shape.size())
        return 1;
    const Shape& shape = x->shape;
    std::erase_if(order, [&](int axis) { return axis < 0 || shape[static_cast<std::size_t>(axis)] == 1; });
    int inversions = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = i + 1; j < order.size(); ++j)
            inversions += static_cast<int>(order[i] > order[j]);
    const bool swapsOrTurns = order.size() <= 3 && inversions != 2;
    return 1 + static_cast<int>(!swapsOrTurns && inversions > 0);
}

bool runsOnNpu(const Graph& graph, const Operator& op, Generation generation, Toolchain toolchain, bool quantised)
{
    if (quantised && isQuantiser(op.kind))
        return true;
    if (!isListed(op.kind, generation, toolchain) || !typesFit(graph, op, generation, toolchain, quantised))
        return false;
    if (isRenaming(op.kind))
        return true;
    const LayerShape shape = layerShape(graph, op);
    if (generation == Generation::u85)
        return shapesFitU85(graph, op, shape);
    return (toolchain == Toolchain::vela5 || genericFitsVela3(graph, op)) && shapesFit(graph, op, shape, toolchain);
}

} // namespace tenbin::ethos_u
