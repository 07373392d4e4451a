// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/products.h"
#include "engine/formats/onnx/shapes.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// The part of OnnxLowering for operators that keep their name: nobody here knows them, or their
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
        return position < list.size() && list[position] >= 0 && list[position] < (1 << 20) ? list[position] : otherwise;
    };
    const std::int64_t stride = at(node.integers("strides"), i, 1);
    const std::int64_t dilation = at(node.integers("dilations"), i, 1);
    if (node.text("auto_pad", "NOTSET").starts_with("SAME"))
        return out * stride;
    const auto pads = node.integers("pads");
    return (out - 1) * stride + (kernel - 1) * dilation + 1 - at(pads, i, 0) - at(pads, i + spatial, 0);
}

} // namespace

bool OnnxLowering::readsUnsized(const OnnxNode& node) const
{
    for (int i = 0; i < node.inputs(); ++i)
        if (const OnnxValue* value = find(node, i); value && value->unsized)
            return true;
    return false;
}

/// The shape that input `position` must have had for a declared output.
std::optional<Shape> OnnxLowering::inputShapeFor(const OnnxNode& node, int position, const Shape& out) const
{
    const std::string_view type = node.type();
    if ((position == 0 && isOneOf(kSameShape, type)) || isOneOf(kBroadcasting, type))
        return out;
    const OnnxValue* other = find(node, 1);
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
    return std::all_of(x.begin(), x.end(), [](std::int64_t d) { return d > 0; }) ? std::optional(x) : std::nullopt;
}

/// Gives the one input without a size the shape that the declared output asks for.
bool OnnxLowering::recoverInput(const OnnxNode& node)
{
    const auto out = m_model.declaredShape(node.output(0));
    int position = -1;
    for (int i = 0; i < node.inputs(); ++i)
        if (const OnnxValue* value = find(node, i); value && value->unsized) {
            if (position >= 0)
                return false;
            position = i;
        }
    if (!out || position < 0)
        return false;
    const auto shape = inputShapeFor(node, position, *out);
    if (!shape || !checkedElements(*shape))
        return false;
    const TensorId id = find(node, position)->id;
    m_draft.tensor(id).shape = *shape;
    for (auto& [name, value] : m_values)
        if (value.id == id) {
            value.unsized = false;
            value.fileShape = *shape;
        }
    return true;
}

/// A node behind an output without a size: estimated where its own size is known all the same.
Result<void> OnnxLowering::unsizedInput(const OnnxNode& node)
{
    if (recoverInput(node))
        return lowerNode(node);
    m_skipped += knownShapes(node) ? 0 : 1;
    return opaque(node, OperatorKind::custom);
}

Result<std::vector<TensorId>> OnnxLowering::plainInputs(const OnnxNode& node)
{
    std::vector<TensorId> ids;
    for (int i = 0; i < node.inputs(); ++i) {
        if (node.input(i).empty()) {
            ids.emplace_back();
            continue;
        }
        const auto value = input(node, i);
        const auto plain = value ? asPlain(*value) : value;
        if (!plain)
            return tl::make_unexpected(plain.error());
        ids.push_back(plain->id);
    }
    return ids;
}

/// What is known of the inputs; nothing of those that are absent or have no known size.
std::vector<std::optional<OnnxOperand>> OnnxLowering::operandsOf(const OnnxNode& node) const
{
    std::vector<std::optional<OnnxOperand>> operands;
    for (int i = 0; i < node.inputs(); ++i) {
        const OnnxValue* value = find(node, i);
        operands.push_back(value && !value->unsized
                               ? std::optional(OnnxOperand{value->fileShape, integerValues(tensor(*value))})
                               : std::nullopt);
    }
    return operands;
}

/// What the file declares, else what the rules of the standard give.
std::optional<std::vector<Shape>> OnnxLowering::knownShapes(const OnnxNode& node)
{
    std::vector<Shape> declared;
    for (int i = 0; i < node.outputs(); ++i) {
        auto shape = node.output(i).empty() ? std::optional(Shape{}) : m_model.declaredShape(node.output(i));
        if (!shape)
            break;
        declared.push_back(std::move(*shape));
    }
    if (static_cast<int>(declared.size()) == node.outputs())
        return declared;
    if (readsUnsized(node))
        return std::nullopt;
    auto sized = sizeOnnxNode(node, operandsOf(node), m_model.opset());
    if (!sized || static_cast<int>(sized->outputs.size()) < node.outputs())
        return std::nullopt;
    if (sized->upperBound)
        m_draft.remarks.push_back({ImportNote::sizeUpperBound, node.name()});
    return std::move(sized->outputs);
}

/// The declared type, that of indices and truth values, or that of the first input.
DataType OnnxLowering::outputType(const OnnxNode& node, int position)
{
    static constexpr std::array<std::string_view, 7> kIndices{"Shape",  "Size",   "NonZero",    "NonMaxSuppression",
                                                              "ArgMax", "ArgMin", "Multinomial"};
    static constexpr std::array<std::string_view, 4> kTruth{"IsNaN", "IsInf", "Xor", "NotEqual"};
    if (const auto declared = m_model.declaredType(node.output(position)))
        return *declared;
    if (isOneOf(kIndices, node.type()) || (position > 0 && (node.type() == "TopK" || node.type() == "Unique")))
        return DataType::int64();
    if (isOneOf(kTruth, node.type()))
        return DataType::boolean();
    const OnnxValue* x = find(node, node.type() == "OneHot" ? 2 : 0);
    return x && tensor(*x).quantization.empty() ? tensor(*x).type : DataType::float32();
}

void OnnxLowering::addOpaque(const OnnxNode& node, Operator op, const std::vector<Shape>& shapes, bool unsized)
{
    for (int i = 0; i < node.outputs(); ++i) {
        const Shape& shape = shapes[static_cast<std::size_t>(i)];
        const TensorId id = m_draft.addTensor({.name = node.output(i), .shape = shape, .type = outputType(node, i)});
        op.outputs.push_back(id);
        if (!node.output(i).empty())
            bind(node.output(i), {id, OnnxLayout::plain, shape, {}, unsized});
    }
    m_draft.operators.push_back(std::move(op));
}

/// An operator that keeps its name, with the sizes that are known of it.
Result<void> OnnxLowering::opaque(const OnnxNode& node, OperatorKind kind)
{
    const auto shapes = knownShapes(node);
    if (!shapes)
        return unsized(node, kind);
    auto inputs = plainInputs(node);
    if (!inputs)
        return tl::make_unexpected(inputs.error());
    for (const Shape& shape : *shapes)
        if (!checkedElements(shape))
            return fail(ErrorCode::modelTooLarge,
                        {node.output(0), toString(shape), std::to_string(std::int64_t{1} << 40)});
    Operator op{.kind = kind, .name = node.name(), .inputs = std::move(*inputs)};
    if (kind == OperatorKind::custom) {
        op.customName = node.type();
        if (const std::int64_t macs = onnxProductMacs(node, operandsOf(node), *shapes); macs > 0)
            op.attributes = CustomAttributes{macs};
        m_draft.remarks.push_back({ImportNote::operatorUnknown, node.type()});
    }
    addOpaque(node, std::move(op), *shapes, false);
    return {};
}

/// Nobody can size the output: it counts as one element, and what follows as far as it is declared.
Result<void> OnnxLowering::unsized(const OnnxNode& node, OperatorKind kind)
{
    auto inputs = plainInputs(node);
    if (!inputs)
        return tl::make_unexpected(inputs.error());
    if (!readsUnsized(node))
        m_draft.remarks.push_back({ImportNote::shapeUnknown, node.name()});
    Operator op{.kind = kind, .name = node.name(), .inputs = std::move(*inputs)};
    if (kind == OperatorKind::custom)
        op.customName = node.type();
    addOpaque(node, std::move(op), std::vector<Shape>(static_cast<std::size_t>(node.outputs())), true);
    return {};
}

} // namespace tenbin
