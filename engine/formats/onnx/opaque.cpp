// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/opaque.h"

#include <algorithm>
#include <array>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/nodes.h"
#include "engine/formats/onnx/products.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// Operators that keep their name: nobody here knows them, or their
// size hangs on values. Where no rule and no declaration sizes an output it counts as a scalar,
// so that the rest of the network is a lower bound; a remark says so.

namespace {

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 24> kSameShape{"Relu",
                                                      "LeakyRelu",
                                                      "Elu",
                                                      "Gelu",
                                                      "HardSwish",
                                                      "Sigmoid",
                                                      "Tanh",
                                                      "Abs",
                                                      "Neg",
                                                      "Exp",
                                                      "Log",
                                                      "Sqrt",
                                                      "Clip",
                                                      "Cast",
                                                      "Identity",
                                                      "Dropout",
                                                      "Erf",
                                                      "Mish",
                                                      "Softmax",
                                                      "LogSoftmax",
                                                      "BatchNormalization",
                                                      "HardSigmoid",
                                                      "LayerNormalization",
                                                      "Softplus"};
constexpr std::array<std::string_view, 4> kBroadcasting{"Add", "Sub", "Mul", "Div"};

/// Length of a dimension from which a window makes `out`; the smallest of those that do.
std::int64_t beforeWindow(const OnnxNode& node, std::size_t i, std::size_t spatial, std::int64_t out,
                          std::int64_t kernel)
{
    const auto at = [](const std::vector<std::int64_t>& list, std::size_t position, std::int64_t otherwise) {
        if (position < list.size() && list[position] >= 0 && list[position] < (1 << 20))
            return list[position];
        return otherwise;
    };
    const std::int64_t stride = at(node.integers("strides"), i, 1);
    const std::int64_t dilation = at(node.integers("dilations"), i, 1);
    if (node.text("auto_pad", "NOTSET").starts_with("SAME"))
        return out * stride;
    const auto pads = node.integers("pads");
    return (out - 1) * stride + (kernel - 1) * dilation + 1 - at(pads, i, 0) - at(pads, i + spatial, 0);
}

/// The shape that input `position` must have had for a declared output.
std::optional<Shape> inputShapeFor(const OnnxLowering& lowering, const OnnxNode& node, int position, const Shape& out)
{
    const std::string_view type = node.type();
    if ((position == 0 && isOneOf(kSameShape, type)) || isOneOf(kBroadcasting, type))
        return out;
    const OnnxValue* other = lowering.find(node, 1);
    if (position != 0 || !other || other->unsized)
        return std::nullopt;
    const Shape& w = other->fileShape;
    Shape x = out;
    if (type == "MatMul" && w.size() >= 2 && !out.empty()) {
        x.back() = w[w.size() - 2];
    } else if (type == "Gemm" && w.size() == 2 && out.size() == 2 && node.integer("transA", 0) == 0) {
        x.back() = w[node.integer("transB", 0) != 0 ? 1 : 0];
    } else if (type == "Conv" && w.size() == out.size() && (w.size() == 3 || w.size() == 4)) {
        x[1] = w[1] * std::clamp<std::int64_t>(node.integer("group", 1), 1, 1 << 20);
        for (std::size_t i = 0; i + 2 < out.size(); ++i)
            x[i + 2] = beforeWindow(node, i, out.size() - 2, out[i + 2], w[i + 2]);
    } else {
        return std::nullopt;
    }
    if (std::any_of(x.begin(), x.end(), [](std::int64_t d) { return d <= 0; }))
        return std::nullopt;
    return x;
}

/// Gives the one input without a size the shape that the declared output asks for.
bool recoverInput(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto out = lowering.model().declaredShape(node.output(0));
    int position = -1;
    for (int i = 0; i < node.inputs(); ++i)
        if (const OnnxValue* value = lowering.find(node, i); value && value->unsized) {
            if (position >= 0)
                return false;
            position = i;
        }
    if (!out || position < 0)
        return false;
    const auto shape = inputShapeFor(lowering, node, position, *out);
    if (!shape || !checkedElements(*shape))
        return false;
    const TensorId id = lowering.find(node, position)->id;
    lowering.resize(id, *shape);
    return true;
}

Result<std::vector<TensorId>> plainInputs(OnnxLowering& lowering, const OnnxNode& node)
{
    std::vector<TensorId> ids;
    for (int i = 0; i < node.inputs(); ++i) {
        if (node.input(i).empty()) {
            ids.emplace_back();
            continue;
        }
        const auto plain = lowering.plainInput(node, i);
        if (!plain)
            return firstError(plain);
        ids.push_back(plain->id);
    }
    return ids;
}

/// What the file declares, else what the rules of the standard give.
std::optional<std::vector<Shape>> knownShapes(OnnxLowering& lowering, const OnnxNode& node)
{
    std::vector<Shape> declared;
    for (int i = 0; i < node.outputs(); ++i) {
        auto shape = node.output(i).empty() ? std::optional(Shape{}) : lowering.model().declaredShape(node.output(i));
        if (!shape)
            break;
        declared.push_back(std::move(*shape));
    }
    if (static_cast<int>(declared.size()) == node.outputs())
        return declared;
    if (readsUnsized(lowering, node))
        return std::nullopt;
    auto sized = sizeOnnxNode(node, operandsOf(lowering, node), lowering.model().opset());
    if (!sized || static_cast<int>(sized->outputs.size()) < node.outputs())
        return std::nullopt;
    if (sized->upperBound)
        lowering.draft().remarks.push_back({ImportNote::sizeUpperBound, node.name()});
    return std::move(sized->outputs);
}

/// The declared type, that of indices and truth values, or that of the first input.
DataType outputType(OnnxLowering& lowering, const OnnxNode& node, int position)
{
    static constexpr std::array<std::string_view, 7> kIndices{"Shape",  "Size",   "NonZero",    "NonMaxSuppression",
                                                              "ArgMax", "ArgMin", "Multinomial"};
    static constexpr std::array<std::string_view, 4> kTruth{"IsNaN", "IsInf", "Xor", "NotEqual"};
    if (const auto declared = lowering.model().declaredType(node.output(position)))
        return *declared;
    if (isOneOf(kIndices, node.type()) || (position > 0 && (node.type() == "TopK" || node.type() == "Unique")))
        return DataType::int64();
    if (isOneOf(kTruth, node.type()))
        return DataType::boolean();
    const OnnxValue* x = lowering.find(node, node.type() == "OneHot" ? 2 : 0);
    if (x && lowering.tensor(*x).quantization.empty())
        return lowering.tensor(*x).type;
    return DataType::float32();
}

void addOpaque(OnnxLowering& lowering, const OnnxNode& node, Operator op, const std::vector<Shape>& shapes,
               bool unsized)
{
    for (int i = 0; i < node.outputs(); ++i) {
        const Shape& shape = shapes[static_cast<std::size_t>(i)];
        const TensorId id =
            lowering.draft().addTensor({.name = node.output(i), .shape = shape, .type = outputType(lowering, node, i)});
        op.outputs.push_back(id);
        if (!node.output(i).empty())
            lowering.bind(node.output(i), {id, OnnxLayout::plain, shape, {}, unsized});
    }
    lowering.draft().operators.push_back(std::move(op));
}

/// An operator that keeps its name, with the sizes that are known of it.
Result<void> opaque(OnnxLowering& lowering, const OnnxNode& node, OperatorKind kind)
{
    const auto shapes = knownShapes(lowering, node);
    if (!shapes)
        return lowerUnsized(lowering, node, kind);
    auto inputs = plainInputs(lowering, node);
    if (!inputs)
        return firstError(inputs);
    for (const Shape& shape : *shapes)
        if (!checkedElements(shape))
            return fail(ErrorCode::modelTooLarge,
                        {node.output(0), toString(shape), std::to_string(std::int64_t{1} << 40)});
    Operator op{.kind = kind, .name = node.name(), .inputs = std::move(*inputs)};
    if (kind == OperatorKind::custom) {
        op.customName = node.type();
        if (const std::int64_t macs = onnxProductMacs(node, operandsOf(lowering, node), *shapes); macs > 0)
            op.attributes = CustomAttributes{macs};
        lowering.draft().remarks.push_back({ImportNote::operatorUnknown, node.type()});
    }
    addOpaque(lowering, node, std::move(op), *shapes, false);
    return {};
}

Result<void> passThrough(OnnxLowering& lowering, const OnnxNode& node) { return opaque(lowering, node, kindOf(node)); }

constexpr OnnxEntry kEntries[] = {
    {"GatherND", passThrough, OperatorKind::gatherNd},
    {"ScatterND", passThrough, OperatorKind::scatterNd},
    {"TopK", passThrough, OperatorKind::topK},
    {"OneHot", passThrough, OperatorKind::oneHot},
    {"NonZero", passThrough, OperatorKind::where},
    {"NonMaxSuppression", passThrough, OperatorKind::nonMaxSuppression},
    {"Range", passThrough, OperatorKind::range},
    {"ConstantOfShape", passThrough, OperatorKind::fill},
    {"Shape", passThrough, OperatorKind::shapeOf},
};

} // namespace

bool readsUnsized(const OnnxLowering& lowering, const OnnxNode& node)
{
    for (int i = 0; i < node.inputs(); ++i)
        if (const OnnxValue* value = lowering.find(node, i); value && value->unsized)
            return true;
    return false;
}

std::vector<std::optional<OnnxOperand>> operandsOf(const OnnxLowering& lowering, const OnnxNode& node)
{
    std::vector<std::optional<OnnxOperand>> operands;
    for (int i = 0; i < node.inputs(); ++i) {
        const OnnxValue* value = lowering.find(node, i);
        operands.emplace_back();
        if (value && !value->unsized)
            operands.back() = OnnxOperand{value->fileShape, integerValues(lowering.tensor(*value))};
    }
    return operands;
}

Result<void> lowerUnsized(OnnxLowering& lowering, const OnnxNode& node, OperatorKind kind)
{
    auto inputs = plainInputs(lowering, node);
    if (!inputs)
        return firstError(inputs);
    if (!readsUnsized(lowering, node))
        lowering.draft().remarks.push_back({ImportNote::shapeUnknown, node.name()});
    Operator op{.kind = kind, .name = node.name(), .inputs = std::move(*inputs)};
    if (kind == OperatorKind::custom)
        op.customName = node.type();
    addOpaque(lowering, node, std::move(op), std::vector<Shape>(static_cast<std::size_t>(node.outputs())), true);
    return {};
}

Result<void> lowerUnsizedInput(OnnxLowering& lowering, const OnnxNode& node)
{
    if (recoverInput(lowering, node))
        return lowerNode(lowering, node);
    if (!knownShapes(lowering, node))
        ++lowering.tally.skipped;
    return opaque(lowering, node, OperatorKind::custom);
}

Result<void> lowerCustom(OnnxLowering& lowering, const OnnxNode& node)
{
    return opaque(lowering, node, OperatorKind::custom);
}

std::span<const OnnxEntry> onnxOpaque() { return kEntries; }

} // namespace tenbin
