// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/constant_values.h"
#include "engine/formats/onnx_lowering.h"
#include "engine/formats/onnx_tensor.h"

namespace tenbin {

// The part of OnnxLowering for matrix products.

namespace {

/// Scales float values; returns false where they are no floats with values.
bool scaleConstant(DraftGraph& draft, TensorId& id, float factor)
{
    if (factor == 1.0f)
        return true;
    auto values = floatValues(draft.tensor(id));
    if (!values)
        return false;
    for (float& value : *values)
        value *= factor;
    Tensor copy = draft.tensor(id);
    copy.type = DataType::float32();
    id = draft.addConstant(std::move(copy), toBytes(*values));
    return true;
}

} // namespace

/// Weights [out, C*H*W] behind a feature map that is flattened in [H*W*C] order: the inputs move along.
TensorId OnnxLowering::unflattenWeights(TensorId weights, const OnnxValue& x)
{
    const Shape w = m_draft.tensor(weights).shape;
    if (x.layout != OnnxLayout::flattened || w.size() != 2)
        return weights;
    const std::int64_t channels = x.source[1];
    if (channels == 0 || w[1] % channels != 0)
        return weights;
    TensorId id = m_draft.addReshapedConstant(weights, {w[0], channels, w[1] / channels});
    id = permutedConstant(m_draft, id, {0, 2, 1});
    return m_draft.addReshapedConstant(id, w);
}

/// Weights [out, in]; x may have any rank, or be flattened in the order of its map.
Result<OnnxValue> OnnxLowering::fullyConnected(const OnnxNode& node, const OnnxValue& x, TensorId weights,
                                               TensorId bias)
{
    Operator op{.kind = OperatorKind::fullyConnected,
                .inputs = {x.id, unflattenWeights(weights, x)},
                .attributes = FullyConnectedAttributes{}};
    if (bias.valid())
        op.inputs.push_back(bias);
    if (auto done = emit(node, std::move(op), OnnxLayout::plain, x.fileShape.size(), DataType::float32()); !done)
        return tl::make_unexpected(done.error());
    return m_values.at(node.output(0));
}

Result<void> OnnxLowering::gemm(const OnnxNode& node)
{
    auto a = input(node, 0);
    auto b = input(node, 1);
    if (!a || !b)
        return tl::make_unexpected(a ? b.error() : a.error());
    const bool transA = node.integer("transA", 0) != 0;
    const bool transB = node.integer("transB", 0) != 0;
    if (a->fileShape.size() != 2 || b->fileShape.size() != 2)
        return fail(ErrorCode::shapeMismatch,
                    {node.label(), "MxK", toString(a->fileShape.size() != 2 ? a->fileShape : b->fileShape)});
    const float alpha = node.number("alpha", 1.0f);
    const float beta = node.number("beta", 1.0f);
    const OnnxValue* c = find(node, 2);
    TensorId bias = c ? c->id : TensorId{};
    const std::int64_t columns = b->fileShape[transB ? 0 : 1];
    const bool biasFits = !c || (isConstant(*c) && tensor(*c).elements() == columns);
    TensorId weights = b->id;
    const bool scaled = isConstant(*b) && biasFits && (!c || scaleConstant(m_draft, bias, beta))
                        && scaleConstant(m_draft, weights, alpha);
    if (!scaled && (alpha != 1.0f || beta != 1.0f))
        return custom(node);
    if (transA) {
        const auto plain = asPlain(*a);
        if (!plain)
            return tl::make_unexpected(plain.error());
        a = OnnxValue{addTranspose(plain->id, {1, 0}, node.name() + "/a"),
                      OnnxLayout::plain,
                      {plain->fileShape[1], plain->fileShape[0]},
                      {}};
    }
    if (isConstant(*b) && biasFits) {
        if (!transB)
            weights = permutedConstant(m_draft, weights, {1, 0});
        if (bias.valid() && m_draft.tensor(bias).shape.size() != 1)
            bias = m_draft.addReshapedConstant(bias, {columns});
        if (auto done = fullyConnected(node, *a, weights, bias); !done)
            return tl::make_unexpected(done.error());
        return {};
    }
    const auto left = asPlain(*a);
    const auto right = asPlain(*b);
    if (!left || !right)
        return tl::make_unexpected(left ? right.error() : left.error());
    Operator product{.kind = OperatorKind::batchMatMul,
                     .inputs = {left->id, right->id},
                     .attributes = MatMulAttributes{false, transB}};
    if (auto done = emit(node, std::move(product), OnnxLayout::plain, 2, DataType::float32()); !done || !c)
        return done;
    return emit(node,
                Operator{.kind = OperatorKind::add,
                         .inputs = {m_values.at(node.output(0)).id, c->id},
                         .attributes = ElementwiseAttributes{}},
                OnnxLayout::plain, 2);
}

Result<void> OnnxLowering::matMul(const OnnxNode& node)
{
    const auto a = input(node, 0);
    const auto b = input(node, 1);
    if (!a || !b)
        return tl::make_unexpected(a ? b.error() : a.error());
    if (isConstant(*b) && b->fileShape.size() == 2 && !isConstant(*a) && a->fileShape.size() >= 2) {
        const auto x = a->layout == OnnxLayout::flattened ? a : asPlain(*a);
        if (!x)
            return tl::make_unexpected(x.error());
        const auto done = fullyConnected(node, *x, permutedConstant(m_draft, b->id, {1, 0}), {});
        return done ? Result<void>{} : Result<void>(tl::make_unexpected(done.error()));
    }
    const auto left = asPlain(*a);
    const auto right = asPlain(*b);
    if (!left || !right)
        return tl::make_unexpected(left ? right.error() : left.error());
    return emit(
        node,
        Operator{.kind = OperatorKind::batchMatMul, .inputs = {left->id, right->id}, .attributes = MatMulAttributes{}},
        OnnxLayout::plain, left->fileShape.size(), DataType::float32());
}

} // namespace tenbin
