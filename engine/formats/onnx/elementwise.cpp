// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// The part of OnnxLowering for element-wise work and reductions.

Result<void> OnnxLowering::unary(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    Operator op{.kind = kindOf(node), .inputs = {x->id}};
    if (op.kind == OperatorKind::leakyRelu)
        op.attributes = ScalarAttributes{.alpha = node.number("alpha", 0.01f)};
    else if (op.kind == OperatorKind::elu)
        op.attributes = ScalarAttributes{.alpha = node.number("alpha", 1.0f)};
    if (auto done = emit(node, std::move(op), x->layout, x->fileShape.size()); !done)
        return done;
    OnnxValue& result = m_values.at(node.output(0));
    result.fileShape = x->fileShape;
    result.source = x->source;
    return {};
}

/// Element-wise functions without a kind of their own keep the layout and their name.
Result<void> OnnxLowering::unaryCustom(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    Operator op{.kind = OperatorKind::custom, .customName = node.type(), .inputs = {x->id}};
    m_draft.remarks.push_back({ImportNote::operatorUnknown, node.type()});
    if (auto done = emit(node, std::move(op), x->layout, x->fileShape.size(), std::nullopt, {tensor(*x).shape}); !done)
        return done;
    OnnxValue& result = m_values.at(node.output(0));
    result.fileShape = x->fileShape;
    result.source = x->source;
    return {};
}

/// Identity, Dropout: the same value under another name.
Result<void> OnnxLowering::alias(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    bind(node.output(0), *x);
    return {};
}

Result<void> OnnxLowering::cast(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    const auto type = onnxDataType(static_cast<int>(node.integer("to", 0)));
    if (!type)
        return invalid(node, "to", std::to_string(node.integer("to", 0)));
    if (tensor(*x).type == *type)
        return alias(node);
    if (auto done =
            emit(node, Operator{.kind = OperatorKind::cast, .inputs = {x->id}}, x->layout, x->fileShape.size(), type);
        !done)
        return done;
    OnnxValue& result = m_values.at(node.output(0));
    result.fileShape = x->fileShape;
    result.source = x->source;
    return {};
}

/// A constant that broadcasts over a feature map of `rank` dimensions, with its channels last too.
Result<std::optional<OnnxValue>> OnnxLowering::alignedConstant(const OnnxValue& constant, std::size_t rank)
{
    if (tensor(constant).elements() == 1)
        return std::optional(OnnxValue{m_draft.addReshapedConstant(constant.id, {}), OnnxLayout::plain, {}, {}});
    Shape padded = constant.fileShape;
    if (padded.size() > rank)
        return std::optional<OnnxValue>{};
    padded.insert(padded.begin(), rank - padded.size(), 1);
    const TensorId id = m_draft.addReshapedConstant(constant.id, padded);
    auto moved = asChannelsLast({id, OnnxLayout::plain, padded, {}});
    if (!moved)
        return tl::make_unexpected(moved.error());
    return std::optional(std::move(*moved));
}

/// Before opset 7 the second operand lies along the dimensions that begin at `axis`.
Result<void> OnnxLowering::alignLegacyAxis(const OnnxNode& node, std::vector<OnnxValue>& values)
{
    if (m_model.opset() >= 7 || values.size() != 2 || !node.attribute("axis"))
        return {};
    const std::size_t rank = values[0].fileShape.size();
    const std::size_t own = values[1].fileShape.size();
    const auto first = axis(node, node.integer("axis", 0), rank);
    if (!first)
        return tl::make_unexpected(first.error());
    const std::size_t end = static_cast<std::size_t>(*first) + own;
    if (end > rank)
        return invalid(node, "axis", std::to_string(*first));
    const auto plain = asPlain(values[1]);
    if (!plain)
        return tl::make_unexpected(plain.error());
    Shape shape = plain->fileShape;
    shape.insert(shape.end(), rank - end, 1);
    values[1] = {addReshape(plain->id, shape, node.name() + "/axis"), OnnxLayout::plain, shape, {}};
    return {};
}

/// All inputs in one layout in which they broadcast as they do in the file.
Result<std::vector<OnnxValue>> OnnxLowering::aligned(const OnnxNode& node)
{
    std::vector<OnnxValue> values;
    std::size_t mapRank = 0;
    bool oneLayout = true;
    if (node.inputs() == 0)
        return missing(node, "input");
    for (int i = 0; i < node.inputs(); ++i) {
        auto value = input(node, i);
        if (!value)
            return tl::make_unexpected(value.error());
        if (value->layout == OnnxLayout::channelsLast) {
            oneLayout = oneLayout && (mapRank == 0 || mapRank == value->fileShape.size());
            mapRank = value->fileShape.size();
        }
        values.push_back(std::move(*value));
    }
    if (auto done = alignLegacyAxis(node, values); !done)
        return tl::make_unexpected(done.error());
    const bool sameFlattened = std::all_of(values.begin(), values.end(), [&](const OnnxValue& v) {
        return tensor(v).elements() == 1 || (v.layout == OnnxLayout::flattened && v.source == values.front().source);
    });
    if (sameFlattened && values.front().layout == OnnxLayout::flattened)
        return values;
    std::vector<OnnxValue> moved;
    for (const OnnxValue& value : values) {
        if (mapRank == 0 || !oneLayout)
            break;
        if (isConstant(value)) {
            const auto constant = alignedConstant(value, mapRank);
            if (!constant)
                return tl::make_unexpected(constant.error());
            if (*constant)
                moved.push_back(**constant);
        } else if (value.layout == OnnxLayout::channelsLast || value.fileShape.size() == mapRank) {
            const auto map = asChannelsLast(value);
            if (!map)
                return tl::make_unexpected(map.error());
            moved.push_back(*map);
        } else if (tensor(value).elements() == 1 && value.fileShape.size() <= 1) {
            moved.push_back(value);
        }
    }
    if (moved.size() == values.size())
        return moved;
    for (OnnxValue& value : values) {
        auto plain = asPlain(value);
        if (!plain)
            return tl::make_unexpected(plain.error());
        value = *plain;
    }
    return values;
}

/// Inputs that an element-wise operator needs: Max, Min, Sum and Mean take any number.
int OnnxLowering::neededInputs(const OnnxNode& node)
{
    static constexpr std::array kAnyNumber{"Max", "Min", "Sum", "Mean"};
    if (std::find(kAnyNumber.begin(), kAnyNumber.end(), node.type()) != kAnyNumber.end())
        return 1;
    return node.type() == "Where" ? 3 : 2;
}

Result<void> OnnxLowering::binary(const OnnxNode& node)
{
    if (node.inputs() < neededInputs(node))
        return missing(node, "input");
    const auto values = aligned(node);
    if (!values)
        return tl::make_unexpected(values.error());
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
        if (!isConstant(value) && op.kind != OperatorKind::select && !type)
            type = tensor(value).type;
    }
    using K = OperatorKind;
    switch (op.kind) {
    case K::equal:
    case K::greater:
    case K::greaterEqual:
    case K::less:
    case K::lessEqual:
    case K::logicalAnd:
    case K::logicalOr:
        type = DataType::boolean();
        break;
    case K::select:
        type = tensor(values->back()).type;
        break;
    default:
        op.attributes = ElementwiseAttributes{};
    }
    if (values->size() == 1)
        return alias(node);
    const OnnxValue like = *widest;
    const std::size_t rank = layout == OnnxLayout::channelsLast ? like.fileShape.size() : 0;
    if (auto done = emit(node, std::move(op), layout, rank, type); !done)
        return done;
    if (layout == OnnxLayout::flattened) {
        m_values.at(node.output(0)).fileShape = like.fileShape;
        m_values.at(node.output(0)).source = like.source;
    }
    return {};
}

/// Bounds are attributes before opset 11 and inputs since.
Result<void> OnnxLowering::clip(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    float lowest = node.number("min", std::numeric_limits<float>::lowest());
    float highest = node.number("max", std::numeric_limits<float>::max());
    const auto low = floats(node, 1);
    const auto high = floats(node, 2);
    if (low && low->size() == 1)
        lowest = low->front();
    if (high && high->size() == 1)
        highest = high->front();
    Operator op{.kind = OperatorKind::clip, .inputs = {x->id}};
    if (lowest == 0.0f && highest == 6.0f)
        op.kind = OperatorKind::relu6;
    else if (lowest == 0.0f && highest == 1.0f)
        op.kind = OperatorKind::relu0To1;
    else if (lowest == -1.0f && highest == 1.0f)
        op.kind = OperatorKind::reluN1To1;
    else if (lowest == 0.0f && highest >= std::numeric_limits<float>::max())
        op.kind = OperatorKind::relu;
    else
        op.attributes = ScalarAttributes{.lowest = lowest, .highest = highest};
    if (auto done = emit(node, std::move(op), x->layout, x->fileShape.size()); !done)
        return done;
    m_values.at(node.output(0)).fileShape = x->fileShape;
    m_values.at(node.output(0)).source = x->source;
    return {};
}

/// max(0, min(1, alpha * x + beta)): a product and a sum with a fused clip.
Result<void> OnnxLowering::hardSigmoid(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    const TensorId alpha = addFloatConstant(node.name() + "/alpha", {}, {node.number("alpha", 0.2f)});
    const TensorId beta = addFloatConstant(node.name() + "/beta", {}, {node.number("beta", 0.5f)});
    Operator product{.kind = OperatorKind::mul, .inputs = {x->id, alpha}, .attributes = ElementwiseAttributes{}};
    if (auto done = emit(node, std::move(product), x->layout, x->fileShape.size()); !done)
        return done;
    Operator sum{.kind = OperatorKind::add,
                 .inputs = {m_values.at(node.output(0)).id, beta},
                 .attributes = ElementwiseAttributes{Activation::relu0To1}};
    if (auto done = emit(node, std::move(sum), x->layout, x->fileShape.size()); !done)
        return done;
    m_values.at(node.output(0)).fileShape = x->fileShape;
    m_values.at(node.output(0)).source = x->source;
    return {};
}

Result<void> OnnxLowering::reciprocal(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    const TensorId one = addFloatConstant(node.name() + "/one", {}, {1.0f});
    Operator op{.kind = OperatorKind::div, .inputs = {one, x->id}, .attributes = ElementwiseAttributes{}};
    if (auto done = emit(node, std::move(op), x->layout, x->fileShape.size(), tensor(*x).type); !done)
        return done;
    m_values.at(node.output(0)).fileShape = x->fileShape;
    m_values.at(node.output(0)).source = x->source;
    return {};
}

/// Along one axis (default: the last since opset 13, before that 1).
Result<void> OnnxLowering::softmax(const OnnxNode& node)
{
    auto x = input(node, 0);
    if (x && x->layout == OnnxLayout::flattened)
        x = asPlain(*x);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::size_t rank = x->fileShape.size();
    const auto along = axis(node, node.integer("axis", m_model.opset() >= 13 ? -1 : 1), rank);
    if (!along)
        return tl::make_unexpected(along.error());
    Operator op{.kind = kindOf(node), .inputs = {x->id}};
    const int where = draftAxis(*x, *along);
    const bool last = where + 1 == static_cast<int>(tensor(*x).shape.size());
    if (last && op.kind == OperatorKind::softmax)
        op.attributes = ScalarAttributes{.alpha = 1.0f};
    else if (!last)
        op.attributes = AxisAttributes{.axes = {where}};
    return emit(node, std::move(op), x->layout, rank);
}

/// Inputs: [x, scale, shift]; the axes are the last ones.
Result<void> OnnxLowering::layerNormalization(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto x = given ? asPlain(*given) : given;
    if (!x)
        return tl::make_unexpected(x.error());
    const std::size_t rank = x->fileShape.size();
    const auto first = axis(node, node.integer("axis", -1), rank);
    if (!first)
        return tl::make_unexpected(first.error());
    Operator op{.kind = OperatorKind::layerNormalization, .inputs = {x->id}};
    for (int i = 1; i < 3; ++i)
        if (const OnnxValue* parameter = find(node, i))
            op.inputs.push_back(parameter->id);
    std::vector<int> along(rank - static_cast<std::size_t>(*first));
    std::iota(along.begin(), along.end(), *first);
    op.attributes = AxisAttributes{.axes = std::move(along)};
    return emit(node, std::move(op), OnnxLayout::plain, rank);
}

/// ReduceMean … and ArgMax, ArgMin.
Result<void> OnnxLowering::reduction(const OnnxNode& node)
{
    auto x = input(node, 0);
    if (x && x->layout == OnnxLayout::flattened)
        x = asPlain(*x);
    if (!x)
        return tl::make_unexpected(x.error());
    const OperatorKind kind = kindOf(node);
    const bool arg = kind == OperatorKind::argMax || kind == OperatorKind::argMin;
    const std::size_t rank = x->fileShape.size();
    auto along = axes(node, 1, rank);
    if (arg) {
        const auto one = axis(node, node.integer("axis", 0), rank);
        along = one ? Result<std::vector<int>>(std::vector{*one})
                    : Result<std::vector<int>>(tl::make_unexpected(one.error()));
    }
    if (!along)
        return tl::make_unexpected(along.error());
    const bool open = !arg && atRunTime(node, 1);
    if (const auto declared = m_model.declaredShape(node.output(0)); open && declared) {
        const auto plain = asPlain(*x);
        return plain ? emit(node, Operator{.kind = kind, .inputs = {plain->id}, .attributes = AxisAttributes{}},
                            OnnxLayout::plain, rank, std::nullopt, {*declared})
                     : Result<void>(tl::make_unexpected(plain.error()));
    }
    if (along->empty() && !open && node.integer("noop_with_empty_axes", 0) != 0)
        return alias(node);
    if (along->empty()) {
        along->resize(rank);
        std::iota(along->begin(), along->end(), 0);
    }
    AxisAttributes a{.axes = {}, .keepDims = node.integer("keepdims", 1) != 0};
    if (!a.keepDims && x->layout == OnnxLayout::channelsLast) {
        // Without the reduced dimensions, channels stay last only if no spatial dimension stays.
        const bool channelsGo = std::find(along->begin(), along->end(), 1) != along->end();
        const bool spatialGo = along->size() >= rank - 2 + (channelsGo ? 1 : 0);
        if (!channelsGo && !spatialGo)
            x = asPlain(*x);
        if (!x)
            return tl::make_unexpected(x.error());
    }
    for (const int value : *along)
        a.axes.push_back(draftAxis(*x, value));
    if (x->layout == OnnxLayout::channelsLast && rank == 3 && !a.keepDims)
        a.axes.push_back(1); // the height that a sequence got
    std::sort(a.axes.begin(), a.axes.end());
    if (arg && a.axes.size() != 1)
        return custom(node);
    const OnnxLayout layout = a.keepDims ? x->layout : OnnxLayout::plain;
    return emit(node, Operator{.kind = kind, .inputs = {x->id}, .attributes = std::move(a)}, layout, rank,
                arg ? std::optional(DataType::int64()) : std::nullopt);
}

Result<void> OnnxLowering::cumSum(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto x = given ? asPlain(*given) : given;
    const auto along = integers(node, 1);
    if (!x || !along || along->size() != 1)
        return x ? Result<void>(missing(node, "axis")) : Result<void>(tl::make_unexpected(x.error()));
    const auto resolved = axis(node, along->front(), x->fileShape.size());
    if (!resolved)
        return tl::make_unexpected(resolved.error());
    return emit(
        node,
        Operator{.kind = OperatorKind::cumSum, .inputs = {x->id}, .attributes = AxisAttributes{.axes = {*resolved}}},
        OnnxLayout::plain, x->fileShape.size());
}

} // namespace tenbin
