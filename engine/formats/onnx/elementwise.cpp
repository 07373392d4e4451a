// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"
#include "engine/graph/kind_set.h"

namespace tenbin {

// Element-wise work.

namespace {

using K = OperatorKind;

Result<void> unary(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    Operator op{.kind = kindOf(node), .inputs = {x->id}};
    if (op.kind == K::leakyRelu)
        op.attributes = ScalarAttributes{.alpha = node.number("alpha", 0.01f)};
    else if (op.kind == K::elu)
        op.attributes = ScalarAttributes{.alpha = node.number("alpha", 1.0f)};
    return lowering.emitLike(node, std::move(op), *x);
}

/// Element-wise functions without a kind of their own keep the layout and their name.
Result<void> unaryCustom(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    Operator op{.kind = K::custom, .customName = node.type(), .inputs = {x->id}};
    lowering.draft().remarks.push_back({ImportNote::operatorUnknown, node.type()});
    return lowering.emitLike(node, std::move(op), *x, std::nullopt, {lowering.tensor(*x).shape});
}

Result<void> cast(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const auto type = onnxDataType(static_cast<int>(node.integer("to", 0)));
    if (!type)
        return invalid(node, "to", std::to_string(node.integer("to", 0)));
    if (lowering.tensor(*x).type == *type)
        return lowerAlias(lowering, node);
    return lowering.emitLike(node, Operator{.kind = K::cast, .inputs = {x->id}}, *x, type);
}

/// A constant that broadcasts over a feature map of `rank` dimensions, with its channels last too.
Result<std::optional<OnnxValue>> alignedConstant(OnnxLowering& lowering, const OnnxValue& constant, std::size_t rank)
{
    if (lowering.tensor(constant).elements() == 1)
        return std::optional(
            OnnxValue{lowering.draft().addReshapedConstant(constant.id, {}), OnnxLayout::plain, {}, {}});
    Shape padded = constant.fileShape;
    if (padded.size() > rank)
        return std::optional<OnnxValue>{};
    padded.insert(padded.begin(), rank - padded.size(), 1);
    const TensorId id = lowering.draft().addReshapedConstant(constant.id, padded);
    auto moved = lowering.asChannelsLast({id, OnnxLayout::plain, padded, {}});
    if (!moved)
        return firstError(moved);
    return std::optional(std::move(*moved));
}

/// Before opset 7 the second operand lies along the dimensions that begin at `axis`.
Result<void> alignLegacyAxis(OnnxLowering& lowering, const OnnxNode& node, std::vector<OnnxValue>& values)
{
    if (lowering.model().opset() >= 7 || values.size() != 2 || !node.attribute("axis"))
        return {};
    const std::size_t rank = values[0].fileShape.size();
    const std::size_t own = values[1].fileShape.size();
    const auto first = axisOf(node, node.integer("axis", 0), rank);
    if (!first)
        return firstError(first);
    const std::size_t end = static_cast<std::size_t>(*first) + own;
    if (end > rank)
        return invalid(node, "axis", std::to_string(*first));
    const auto plain = lowering.asPlain(values[1]);
    if (!plain)
        return firstError(plain);
    Shape shape = plain->fileShape;
    shape.insert(shape.end(), rank - end, 1);
    values[1] = {lowering.addReshape(plain->id, shape, node.name() + "/axis"), OnnxLayout::plain, shape, {}};
    return {};
}

/// The inputs with their channels last, so that they broadcast as they do in the file; fewer than `values` where they
/// do not. The feature maps among them have `rank` dimensions.
Result<std::vector<OnnxValue>> alignedMaps(OnnxLowering& lowering, const std::vector<OnnxValue>& values,
                                           std::size_t rank)
{
    std::vector<OnnxValue> moved;
    for (const OnnxValue& value : values) {
        if (lowering.isConstant(value)) {
            const auto constant = alignedConstant(lowering, value, rank);
            if (!constant)
                return firstError(constant);
            if (*constant)
                moved.push_back(**constant);
        } else if (value.layout == OnnxLayout::channelsLast || value.fileShape.size() == rank) {
            const auto map = lowering.asChannelsLast(value);
            if (!map)
                return firstError(map);
            moved.push_back(*map);
        } else if (lowering.tensor(value).elements() == 1 && value.fileShape.size() <= 1) {
            moved.push_back(value);
        }
    }
    return moved;
}

/// Whether all come from one flattened map, but for single numbers.
bool flattenedAlike(const OnnxLowering& lowering, const std::vector<OnnxValue>& values)
{
    if (values.front().layout != OnnxLayout::flattened)
        return false;
    return std::all_of(values.begin(), values.end(), [&](const OnnxValue& v) {
        return lowering.tensor(v).elements() == 1
               || (v.layout == OnnxLayout::flattened && v.source == values.front().source);
    });
}

/// Dimensions of the feature maps among the values; 0 where there are none, or maps of several ranks.
std::size_t commonMapRank(const std::vector<OnnxValue>& values)
{
    std::size_t rank = 0;
    for (const OnnxValue& value : values) {
        if (value.layout != OnnxLayout::channelsLast)
            continue;
        if (rank != 0 && rank != value.fileShape.size())
            return 0;
        rank = value.fileShape.size();
    }
    return rank;
}

/// All inputs in one layout in which they broadcast as they do in the file.
Result<std::vector<OnnxValue>> aligned(OnnxLowering& lowering, const OnnxNode& node)
{
    std::vector<OnnxValue> values;
    if (node.inputs() == 0)
        return missing(node, "input");
    for (int i = 0; i < node.inputs(); ++i) {
        auto value = lowering.input(node, i);
        if (!value)
            return firstError(value);
        values.push_back(std::move(*value));
    }
    const std::size_t mapRank = commonMapRank(values);
    if (auto done = alignLegacyAxis(lowering, node, values); !done)
        return firstError(done);
    if (flattenedAlike(lowering, values))
        return values;
    if (mapRank != 0) {
        auto moved = alignedMaps(lowering, values, mapRank);
        if (!moved || moved->size() == values.size())
            return moved;
    }
    for (OnnxValue& value : values) {
        auto plain = lowering.asPlain(value);
        if (!plain)
            return firstError(plain);
        value = *plain;
    }
    return values;
}

/// Inputs that an element-wise operator needs: Max, Min, Sum and Mean take any number.
int neededInputs(const OnnxNode& node)
{
    static constexpr std::array kAnyNumber{"Max", "Min", "Sum", "Mean"};
    if (std::find(kAnyNumber.begin(), kAnyNumber.end(), node.type()) != kAnyNumber.end())
        return 1;
    if (node.type() == "Where")
        return 3;
    return 2;
}

Result<void> binary(OnnxLowering& lowering, const OnnxNode& node)
{
    if (node.inputs() < neededInputs(node))
        return missing(node, "input");
    const auto values = aligned(lowering, node);
    if (!values)
        return firstError(values);
    Operator op{.kind = kindOf(node)};
    OnnxLayout layout = OnnxLayout::plain;
    const OnnxValue* widest = &values->front();
    std::optional<DataType> type;
    for (const OnnxValue& value : *values) {
        op.inputs.push_back(value.id);
        if (value.layout != OnnxLayout::plain)
            layout = value.layout;
        if (value.fileShape.size() > widest->fileShape.size())
            widest = &value;
        if (!lowering.isConstant(value) && op.kind != K::select && !type)
            type = lowering.tensor(value).type;
    }
    constexpr KindSet kTruths{K::equal,     K::greater,    K::greaterEqual, K::less,
                              K::lessEqual, K::logicalAnd, K::logicalOr};
    if (kTruths.contains(op.kind))
        type = DataType::boolean();
    else if (op.kind == K::select)
        type = lowering.tensor(values->back()).type;
    else
        op.attributes = ElementwiseAttributes{};
    if (values->size() == 1)
        return lowerAlias(lowering, node);
    const OnnxValue like = *widest;
    if (layout == OnnxLayout::flattened)
        return lowering.emitLike(node, std::move(op), OnnxValue{{}, layout, like.fileShape, like.source}, type);
    return lowering.emit(node, std::move(op), layout, like.fileShape.size(), type);
}

/// Bounds are attributes before opset 11 and inputs since.
Result<void> clip(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    float lowest = node.number("min", std::numeric_limits<float>::lowest());
    float highest = node.number("max", std::numeric_limits<float>::max());
    const auto low = lowering.floats(node, 1);
    const auto high = lowering.floats(node, 2);
    if (low && low->size() == 1)
        lowest = low->front();
    if (high && high->size() == 1)
        highest = high->front();
    Operator op{.kind = K::clip, .inputs = {x->id}};
    if (lowest == 0.0f && highest == 6.0f)
        op.kind = K::relu6;
    else if (lowest == 0.0f && highest == 1.0f)
        op.kind = K::relu0To1;
    else if (lowest == -1.0f && highest == 1.0f)
        op.kind = K::reluN1To1;
    else if (lowest == 0.0f && highest >= std::numeric_limits<float>::max())
        op.kind = K::relu;
    else
        op.attributes = ScalarAttributes{.lowest = lowest, .highest = highest};
    return lowering.emitLike(node, std::move(op), *x);
}

/// max(0, min(1, alpha * x + beta)): a product and a sum with a fused clip.
Result<void> hardSigmoid(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const TensorId alpha = lowering.addFloatConstant(node.name() + "/alpha", {}, {node.number("alpha", 0.2f)});
    const TensorId beta = lowering.addFloatConstant(node.name() + "/beta", {}, {node.number("beta", 0.5f)});
    Operator product{.kind = K::mul, .inputs = {x->id, alpha}, .attributes = ElementwiseAttributes{}};
    if (auto done = lowering.emit(node, std::move(product), x->layout, x->fileShape.size()); !done)
        return done;
    Operator sum{.kind = K::add,
                 .inputs = {lowering.result(node).id, beta},
                 .attributes = ElementwiseAttributes{Activation::relu0To1}};
    return lowering.emitLike(node, std::move(sum), *x);
}

Result<void> reciprocal(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const TensorId one = lowering.addFloatConstant(node.name() + "/one", {}, {1.0f});
    Operator op{.kind = K::div, .inputs = {one, x->id}, .attributes = ElementwiseAttributes{}};
    return lowering.emitLike(node, std::move(op), *x, lowering.tensor(*x).type);
}

constexpr OnnxEntry kEntries[] = {
    {"Relu", unary, K::relu},
    {"LeakyRelu", unary, K::leakyRelu},
    {"Elu", unary, K::elu},
    {"Gelu", unary, K::gelu},
    {"HardSwish", unary, K::hardSwish},
    {"Sigmoid", unary, K::logistic},
    {"Tanh", unary, K::tanh},
    {"Abs", unary, K::abs},
    {"Neg", unary, K::neg},
    {"Exp", unary, K::exp},
    {"Log", unary, K::log},
    {"Sqrt", unary, K::sqrt},
    {"Sin", unary, K::sin},
    {"Cos", unary, K::cos},
    {"Floor", unary, K::floor},
    {"Ceil", unary, K::ceil},
    {"Round", unary, K::round},
    {"Not", unary, K::logicalNot},
    {"Erf", unaryCustom, K::custom},
    {"Sign", unaryCustom, K::custom},
    {"Selu", unaryCustom, K::custom},
    {"Softplus", unaryCustom, K::custom},
    {"Softsign", unaryCustom, K::custom},
    {"Celu", unaryCustom, K::custom},
    {"ThresholdedRelu", unaryCustom, K::custom},
    {"Identity", lowerAlias, K::identity},
    {"Dropout", lowerAlias, K::identity},
    {"Cast", cast, K::cast},
    {"Clip", clip, K::clip},
    {"HardSigmoid", hardSigmoid, K::relu0To1},
    {"Reciprocal", reciprocal, K::div},
    {"PRelu", binary, K::prelu},
    {"Add", binary, K::add},
    {"Sum", binary, K::add},
    {"Sub", binary, K::sub},
    {"Mul", binary, K::mul},
    {"Div", binary, K::div},
    {"Pow", binary, K::pow},
    {"Max", binary, K::maximum},
    {"Min", binary, K::minimum},
    {"Mod", binary, K::floorMod},
    {"Equal", binary, K::equal},
    {"Greater", binary, K::greater},
    {"GreaterOrEqual", binary, K::greaterEqual},
    {"Less", binary, K::less},
    {"LessOrEqual", binary, K::lessEqual},
    {"And", binary, K::logicalAnd},
    {"Or", binary, K::logicalOr},
    {"Where", binary, K::select},
};

} // namespace

/// Identity, Dropout: the same value under another name.
Result<void> lowerAlias(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    lowering.bind(node.output(0), *x);
    return {};
}

std::span<const OnnxEntry> onnxElementwise() { return kEntries; }

} // namespace tenbin
