// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx_fold.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "engine/formats/constant_values.h"
#include "engine/formats/onnx_tensor.h"
#include "engine/formats/strided_range.h"

namespace tenbin {

namespace {

using Inputs = std::vector<std::optional<FoldedValue>>;
using Folded = std::optional<FoldedValue>;

constexpr std::int64_t kMaxElements = 65536;
constexpr double kMaxExact = 9007199254740992.0; // 2^53

const FoldedValue* at(const Inputs& inputs, std::size_t i)
{
    return i < inputs.size() && inputs[i] ? &*inputs[i] : nullptr;
}

/// A value as integer, kept inside what a double holds exactly.
std::int64_t toInteger(double value)
{
    return std::isnan(value) ? 0 : static_cast<std::int64_t>(std::clamp(value, -kMaxExact, kMaxExact));
}

std::optional<std::vector<std::int64_t>> integersOf(const OnnxNode& node, std::string_view attribute,
                                                    const FoldedValue* input)
{
    if (node.attribute(attribute))
        return node.integers(attribute);
    if (!input)
        return std::nullopt;
    std::vector<std::int64_t> result;
    for (const double value : input->values)
        result.push_back(toInteger(value));
    return result;
}

Folded shape(const OnnxNode& node, const FoldedValue& x)
{
    const auto rank = static_cast<std::int64_t>(x.shape.size());
    const auto resolve = [&](std::int64_t axis) {
        return std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank);
    };
    const std::int64_t start = resolve(node.integer("start", 0)), end = resolve(node.integer("end", rank));
    FoldedValue result{.shape = {std::max<std::int64_t>(end - start, 0)}};
    for (std::int64_t i = start; i < end; ++i)
        result.values.push_back(static_cast<double>(x.shape[static_cast<std::size_t>(i)]));
    return result;
}

Folded gather(const OnnxNode& node, const Inputs& inputs)
{
    const FoldedValue *x = at(inputs, 0), *indices = at(inputs, 1);
    if (!x || !indices || x->shape.size() != 1 || node.integer("axis", 0) != 0)
        return std::nullopt;
    FoldedValue result{.shape = indices->shape, .type = x->type};
    for (const double entry : indices->values) {
        const auto index = resolveAxis(toInteger(entry), x->values.size());
        if (!index)
            return std::nullopt;
        result.values.push_back(x->values[static_cast<std::size_t>(*index)]);
    }
    return result;
}

Folded concat(const Inputs& inputs)
{
    FoldedValue result{.shape = {0}};
    for (const auto& part : inputs) {
        if (!part || part->shape.size() != 1)
            return std::nullopt;
        result.values.insert(result.values.end(), part->values.begin(), part->values.end());
        result.type = part->type;
    }
    result.shape = {static_cast<std::int64_t>(result.values.size())};
    return result.shape.front() <= kMaxElements ? Folded(result) : std::nullopt;
}

Folded slice(const OnnxNode& node, const Inputs& inputs)
{
    const FoldedValue* x = at(inputs, 0);
    const auto starts = integersOf(node, "starts", at(inputs, 1)), ends = integersOf(node, "ends", at(inputs, 2));
    if (!x || x->shape.size() != 1 || !starts || !ends || starts->size() != 1 || ends->size() != 1)
        return std::nullopt;
    const auto steps = integersOf(node, "steps", at(inputs, 4));
    const auto range = resolveRange({starts->front(), ends->front(), steps && !steps->empty() ? steps->front() : 1},
                                    x->shape.front(), false, false);
    if (!range)
        return std::nullopt;
    FoldedValue result{.shape = {0}, .type = x->type};
    const auto inside = [&](std::int64_t i) { return range->stride > 0 ? i < range->end : i > range->end; };
    for (std::int64_t i = range->begin; inside(i) && i >= 0 && i < x->shape.front(); i += range->stride)
        result.values.push_back(x->values[static_cast<std::size_t>(i)]);
    result.shape = {static_cast<std::int64_t>(result.values.size())};
    return result;
}

/// Squeeze, Unsqueeze, Reshape and Flatten of scalars and vectors: only the shape changes.
Folded reshaped(const OnnxNode& node, const Inputs& inputs)
{
    const FoldedValue* x = at(inputs, 0);
    if (!x || x->shape.size() > 1)
        return std::nullopt;
    FoldedValue result = *x;
    const auto count = static_cast<std::int64_t>(x->values.size());
    if (node.type() == "Squeeze") {
        if (count != 1)
            return std::nullopt;
        result.shape = {};
    } else if (node.type() == "Unsqueeze") {
        const auto axes = integersOf(node, "axes", at(inputs, 1));
        if (!x->shape.empty() || !axes || axes->size() != 1)
            return std::nullopt;
        result.shape = {1};
    } else {
        const auto target = integersOf(node, "shape", at(inputs, 1));
        if (!target || target->size() > 1 || (target->size() == 1 && target->front() != -1 && target->front() != count))
            return std::nullopt;
        result.shape = target->empty() ? Shape{} : Shape{count};
    }
    return result;
}

double remainderOf(double a, double b) { return b == 0 ? 0 : a - b * std::floor(a / b); }

using Scalar = std::function<double(double, double)>;

const std::unordered_map<std::string_view, Scalar>& binaryFunctions()
{
    static const std::unordered_map<std::string_view, Scalar> functions{
        {"Add", [](double a, double b) { return a + b; }},
        {"Sub", [](double a, double b) { return a - b; }},
        {"Mul", [](double a, double b) { return a * b; }},
        {"Div", [](double a, double b) { return b == 0 ? 0 : a / b; }},
        {"Mod", remainderOf},
        {"Min", [](double a, double b) { return std::min(a, b); }},
        {"Max", [](double a, double b) { return std::max(a, b); }},
        {"Equal", [](double a, double b) { return a == b ? 1.0 : 0.0; }},
        {"Greater", [](double a, double b) { return a > b ? 1.0 : 0.0; }},
        {"Less", [](double a, double b) { return a < b ? 1.0 : 0.0; }},
        {"And", [](double a, double b) { return a != 0 && b != 0 ? 1.0 : 0.0; }},
    };
    return functions;
}

/// Vectors of one length and scalars; anything else is left to the network.
Folded binary(const OnnxNode& node, const Inputs& inputs)
{
    const FoldedValue *a = at(inputs, 0), *b = at(inputs, 1);
    if (!a || !b || a->shape.size() > 1 || b->shape.size() > 1 || inputs.size() != 2)
        return std::nullopt;
    const std::size_t size = std::max(a->values.size(), b->values.size());
    if ((a->values.size() != size && a->values.size() != 1) || (b->values.size() != size && b->values.size() != 1)
        || size == 0)
        return std::nullopt;
    const Scalar& function = binaryFunctions().at(node.type());
    FoldedValue result{.shape = a->shape.size() >= b->shape.size() && a->values.size() == size ? a->shape : b->shape,
                       .type = a->type};
    if (node.type() == "Equal" || node.type() == "Greater" || node.type() == "Less" || node.type() == "And")
        result.type = DataType::boolean();
    for (std::size_t i = 0; i < size; ++i) {
        const double value =
            function(a->values[a->values.size() == 1 ? 0 : i], b->values[b->values.size() == 1 ? 0 : i]);
        result.values.push_back(result.type.isFloat() ? value : std::trunc(value));
    }
    return result;
}

Folded where(const Inputs& inputs)
{
    const FoldedValue *condition = at(inputs, 0), *a = at(inputs, 1), *b = at(inputs, 2);
    if (!condition || !a || !b)
        return std::nullopt;
    const std::size_t size = condition->values.size();
    if (condition->shape.size() > 1 || (a->values.size() != size && a->values.size() != 1)
        || (b->values.size() != size && b->values.size() != 1))
        return std::nullopt;
    FoldedValue result{.shape = condition->shape, .type = a->type};
    for (std::size_t i = 0; i < size; ++i) {
        const FoldedValue& chosen = condition->values[i] != 0 ? *a : *b;
        result.values.push_back(chosen.values[chosen.values.size() == 1 ? 0 : i]);
    }
    return result;
}

Folded constantOfShape(const OnnxNode& node, const Inputs& inputs)
{
    const FoldedValue* target = at(inputs, 0);
    if (!target || target->shape.size() != 1)
        return std::nullopt;
    FoldedValue result{.type = DataType::float32()};
    for (const double length : target->values)
        result.shape.push_back(toInteger(length));
    const auto count = checkedElements(result.shape);
    if (!count || *count > kMaxElements)
        return std::nullopt;
    double fill = 0;
    if (const auto* value = node.attribute("value")) {
        DraftGraph scratch;
        const auto constant = addOnnxConstant(scratch, value->t(), "value");
        const auto one = constant ? foldedValue(scratch.tensor(constant->id)) : std::nullopt;
        if (!one || one->values.size() != 1)
            return std::nullopt;
        fill = one->values.front();
        result.type = one->type;
    }
    result.values.assign(static_cast<std::size_t>(*count), fill);
    return result;
}

Folded range(const Inputs& inputs)
{
    const FoldedValue *start = at(inputs, 0), *limit = at(inputs, 1), *delta = at(inputs, 2);
    if (!start || !limit || !delta || start->values.size() != 1 || limit->values.size() != 1
        || delta->values.size() != 1)
        return std::nullopt;
    const double step = delta->values.front();
    const double length = step == 0 ? -1 : std::ceil((limit->values.front() - start->values.front()) / step);
    if (!(length >= 0) || length > static_cast<double>(kMaxElements))
        return std::nullopt;
    FoldedValue result{.shape = {static_cast<std::int64_t>(length)}, .type = start->type};
    for (std::int64_t i = 0; i < result.shape.front(); ++i)
        result.values.push_back(start->values.front() + static_cast<double>(i) * step);
    return result;
}

Folded unary(const OnnxNode& node, const FoldedValue* x)
{
    if (!x || x->shape.size() > 1)
        return std::nullopt;
    FoldedValue result = *x;
    if (node.type() == "Cast") {
        const auto type = onnxDataType(static_cast<int>(node.integer("to", 0)));
        if (!type || type->kind == DataType::Kind::other)
            return std::nullopt;
        result.type = *type;
        if (!type->isFloat())
            for (double& value : result.values)
                value = std::trunc(value);
        return result;
    }
    for (double& value : result.values) {
        if (node.type() == "Floor")
            value = std::floor(value);
        else if (node.type() == "Ceil")
            value = std::ceil(value);
        else if (node.type() == "Neg")
            value = -value;
    }
    return result;
}

Folded reduceProduct(const OnnxNode& node, const FoldedValue* x)
{
    if (!x || x->shape.size() != 1)
        return std::nullopt;
    FoldedValue result{.shape = node.integer("keepdims", 1) != 0 ? Shape{1} : Shape{}, .type = x->type};
    double product = 1;
    for (const double value : x->values)
        product *= value;
    result.values = {product};
    return result;
}

} // namespace

bool isFoldable(std::string_view type)
{
    static constexpr std::array kTypes{
        "Shape", "Size",  "Gather", "Concat", "Slice", "Squeeze", "Unsqueeze", "Reshape",   "ConstantOfShape",
        "Range", "Where", "Cast",   "Floor",  "Ceil",  "Neg",     "Identity",  "ReduceProd"};
    return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end() || binaryFunctions().count(type) > 0;
}

std::optional<FoldedValue> foldedValue(const Tensor& tensor)
{
    if (!tensor.quantization.empty())
        return std::nullopt;
    const auto count = checkedElements(tensor.shape);
    if (!count || *count > kMaxElements)
        return std::nullopt;
    FoldedValue result{.shape = tensor.shape, .type = tensor.type};
    if (const auto values = integerValues(tensor))
        result.values.assign(values->begin(), values->end());
    else if (const auto reals = floatValues(tensor))
        result.values.assign(reals->begin(), reals->end());
    else
        return std::nullopt;
    return result;
}

std::optional<FoldedValue> foldNode(const OnnxNode& node, const Inputs& inputs)
{
    const std::string_view type = node.type();
    const FoldedValue* x = at(inputs, 0);
    if (!x)
        return std::nullopt;
    if (type == "Shape")
        return shape(node, *x);
    if (type == "Size")
        return FoldedValue{.values = {static_cast<double>(checkedElements(x->shape).value_or(0))}};
    if (type == "Gather")
        return gather(node, inputs);
    if (type == "Concat")
        return concat(inputs);
    if (type == "Slice")
        return slice(node, inputs);
    if (type == "Squeeze" || type == "Unsqueeze" || type == "Reshape")
        return reshaped(node, inputs);
    if (type == "ConstantOfShape")
        return constantOfShape(node, inputs);
    if (type == "Range")
        return range(inputs);
    if (type == "Where")
        return where(inputs);
    if (type == "ReduceProd")
        return reduceProduct(node, x);
    return binaryFunctions().count(type) > 0 ? binary(node, inputs) : unary(node, x);
}

TensorId addFolded(DraftGraph& draft, const FoldedValue& value, const std::string& name)
{
    Tensor tensor{.name = name, .shape = value.shape, .type = value.type};
    if (value.type.isFloat()) {
        tensor.type = DataType::float32();
        return draft.addConstant(std::move(tensor),
                                 toBytes(std::vector<float>(value.values.begin(), value.values.end())));
    }
    std::vector<std::int64_t> integers;
    for (const double entry : value.values)
        integers.push_back(toInteger(entry));
    if (value.type == DataType::boolean())
        return draft.addConstant(std::move(tensor),
                                 toBytes(std::vector<std::uint8_t>(integers.begin(), integers.end())));
    tensor.type = DataType::int64();
    return draft.addConstant(std::move(tensor), toBytes(integers));
}

} // namespace tenbin
