// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/constants.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/fold.h"
#include "engine/formats/onnx/opaque.h"
#include "engine/formats/onnx/shapes.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

namespace {

// Below this a constant is more likely a shape than weights. Moves of weights are left to the
// handlers: they keep the type and share what they can.
constexpr std::int64_t kFewElements = 16;

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 6> kMoves{"Reshape", "Squeeze", "Unsqueeze", "Flatten", "Transpose", "Identity"};
constexpr std::array<std::string_view, 8> kTruth{"Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And",
                                                 "Or",    "Xor"};

/// The dimension of `x` along which `factor` has one number a slice; 0 where it is one number altogether.
std::optional<int> sliceAxis(const Shape& x, const Shape& factor)
{
    if (elementCount(factor) == 1)
        return 0;
    if (factor.size() > x.size())
        return std::nullopt;
    std::optional<int> axis;
    for (std::size_t i = 0; i < factor.size(); ++i) {
        if (factor[i] == 1)
            continue;
        const std::size_t place = x.size() - factor.size() + i;
        if (axis || x[place] != factor[i])
            return std::nullopt;
        axis = static_cast<int>(place);
    }
    return axis;
}

/// Applies "Mul", "Div" or "Sub" of `factors` (one, or one a slice along `axis`) to what the integers stand for.
bool rescale(Quantization& q, std::string_view operation, const std::vector<double>& factors, int axis)
{
    const bool slices = factors.size() > 1;
    q.zeroPoints.resize(q.scales.size(), 0);
    if (slices && q.perChannel() && q.axis != axis)
        return false;
    if (slices && !q.perChannel()) {
        q.scales.assign(factors.size(), q.scales.front());
        q.zeroPoints.assign(factors.size(), q.zeroPoints.front());
        q.axis = axis;
    }
    for (std::size_t i = 0; i < q.scales.size(); ++i) {
        const double by = factors[slices ? i : 0];
        if (operation == "Mul")
            q.scales[i] *= static_cast<float>(by);
        else if (operation == "Div" && by != 0.0)
            q.scales[i] /= static_cast<float>(by);
        else if (operation == "Sub" && q.scales[i] == 1.0f && by == std::floor(by) && std::abs(by) < 256.0)
            q.zeroPoints[i] += static_cast<std::int64_t>(by);
        else
            return false;
    }
    return true;
}

bool foldShapeOf(OnnxLowering& lowering, const OnnxNode& node)
{
    const OnnxValue* x = lowering.find(node, 0);
    if (!x || node.outputs() != 1)
        return false;
    const auto result = foldNode(node, {FoldedValue{.shape = x->fileShape, .values = {}}}, lowering.model().opset());
    if (!result)
        return false;
    const TensorId id = addFolded(lowering.draft(), result->front(), node.output(0));
    lowering.bind(node.output(0), {id, OnnxLayout::plain, result->front().shape, {}});
    ++lowering.tally.folded;
    return true;
}

/// Constants whose values are not in the file, or too many to compute with: the result has a shape only.
bool foldWithoutValues(OnnxLowering& lowering, const OnnxNode& node)
{
    std::vector<Shape> shapes;
    for (int i = 0; i < node.inputs(); ++i)
        if (const OnnxValue* value = lowering.find(node, i))
            shapes.push_back(value->fileShape);
    const OnnxValue* x = lowering.find(node, 0);
    if (!x || node.outputs() != 1 || isOneOf(kMoves, node.type()))
        return false;
    std::optional<Shape> shape;
    if (keepsShape(node.type()))
        shape = x->fileShape;
    else if (const auto sized = sizeOnnxNode(node, operandsOf(lowering, node), lowering.model().opset()))
        shape = sized->outputs.front();
    else if (broadcasts(node.type()))
        shape = broadcastShapes(shapes);
    if (!shape || !checkedElements(*shape))
        return false;
    DataType type = isOneOf(kTruth, node.type()) ? DataType::boolean() : lowering.tensor(*x).type;
    if (node.type() == "Cast")
        type = onnxDataType(static_cast<int>(node.integer("to", 0))).value_or(type);
    const TensorId id = lowering.draft().addTensor({.name = node.output(0),
                                                    .shape = *shape,
                                                    .type = type,
                                                    .constant = true,
                                                    .data = lowering.draft().emptyBuffer()});
    lowering.bind(node.output(0), {id, OnnxLayout::plain, *shape, {}});
    ++lowering.tally.folded;
    return true;
}

bool foldValues(OnnxLowering& lowering, const OnnxNode& node)
{
    FoldInputs inputs;
    std::int64_t read = 0;
    for (int i = 0; i < node.inputs(); ++i) {
        const OnnxValue* value = lowering.find(node, i);
        inputs.emplace_back();
        if (value)
            inputs.back() = foldedValue(lowering.tensor(*value));
        if (value && !inputs.back())
            return lowering.tensor(*value).elements() > kMaxFoldedElements && foldWithoutValues(lowering, node);
        if (inputs.back())
            read += static_cast<std::int64_t>(inputs.back()->values.size());
    }
    if (read > lowering.tally.foldBudget)
        return foldWithoutValues(lowering, node);
    const auto results =
        foldNode(node, inputs, lowering.model().opset(), std::min(kMaxFoldedElements, lowering.tally.foldBudget));
    if (!results || static_cast<int>(results->size()) < node.outputs())
        return false;
    for (int i = 0; i < node.outputs(); ++i) {
        const FoldedValue& result = (*results)[static_cast<std::size_t>(i)];
        lowering.tally.foldBudget -= static_cast<std::int64_t>(result.values.size());
        if (node.output(i).empty())
            continue;
        const TensorId id = addFolded(lowering.draft(), result, node.output(i));
        lowering.bind(node.output(i), {id, OnnxLayout::plain, result.shape, {}});
    }
    lowering.tally.foldBudget -= read;
    ++lowering.tally.folded;
    return true;
}

/// Weights of float16 or of at most 8 bits that are cast to a wider type stay as they are stored.
bool keepStoredWidth(OnnxLowering& lowering, const OnnxNode& node)
{
    const OnnxValue* x = lowering.find(node, 0);
    if (!x || node.type() != "Cast" || lowering.tensor(*x).elements() < kFewElements)
        return false;
    const auto type = onnxDataType(static_cast<int>(node.integer("to", 0)));
    if (!type || !type->isFloat())
        return false;
    OnnxValue value = *x;
    Tensor source = lowering.tensor(*x);
    const bool integer = source.type.isInteger() && source.type.bits <= 8;
    if (!integer && (!source.type.isFloat() || type->bits < source.type.bits))
        return false;
    if (integer && source.quantization.empty()) {
        source.quantization = {{1.0f}, {0}, 0};
        value.id = lowering.draft().addTensor(std::move(source));
    }
    lowering.bind(node.output(0), value);
    ++lowering.tally.folded;
    return true;
}

/// Mul and Div of quantised weights by a scale, Sub of a zero point, each one number or one a slice along a
/// dimension: the quantisation changes, not the integers.
bool foldScaled(OnnxLowering& lowering, const OnnxNode& node)
{
    const std::string_view type = node.type();
    if (type != "Mul" && type != "Div" && type != "Sub")
        return false;
    const auto quantised = [&](const OnnxValue* value) {
        return value && lowering.isConstant(*value) && !lowering.tensor(*value).quantization.empty()
               && lowering.tensor(*value).type.isInteger();
    };
    const int weights = type == "Mul" && !quantised(lowering.find(node, 0)) ? 1 : 0;
    const OnnxValue *x = lowering.find(node, weights), *other = lowering.find(node, 1 - weights);
    if (!quantised(x) || !other)
        return false;
    const auto numbers = foldedValue(lowering.tensor(*other));
    const auto axis = sliceAxis(x->fileShape, other->fileShape);
    if (!numbers || !axis)
        return false;
    Tensor scaled = lowering.tensor(*x);
    if (!rescale(scaled.quantization, type, numbers->values, *axis))
        return false;
    OnnxValue value = *x;
    value.id = lowering.draft().addTensor(std::move(scaled));
    lowering.bind(node.output(0), value);
    ++lowering.tally.folded;
    return true;
}

} // namespace

bool foldConstants(OnnxLowering& lowering, const OnnxNode& node)
{
    if (!node.standard() || !isFoldable(node.type()) || node.inputs() == 0)
        return false;
    if (node.type() == "Shape" || node.type() == "Size")
        return foldShapeOf(lowering, node);
    bool values = true;
    for (int i = 0; i < node.inputs(); ++i) {
        const OnnxValue* value = lowering.find(node, i);
        if (!value)
            continue;
        if (!lowering.isConstant(*value))
            return false;
        values = values && (!lowering.tensor(*value).data.empty() || lowering.tensor(*value).elements() == 0);
    }
    if (keepStoredWidth(lowering, node) || foldScaled(lowering, node))
        return true;
    const OnnxValue* x = lowering.find(node, 0);
    if (x && isOneOf(kMoves, node.type())
        && (lowering.tensor(*x).elements() >= kFewElements || !lowering.tensor(*x).quantization.empty()))
        return false;
    if (!values)
        return foldWithoutValues(lowering, node);
    return foldValues(lowering, node);
}

} // namespace tenbin
