// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/onnx/fold.h"
#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// The part of OnnxLowering for matrix products.

namespace {

constexpr std::int64_t kMaxScaledElements = std::int64_t{1} << 24; // beyond it the product is scaled, not the weights

/// Multiplies constants by a positive factor, in the type they have: the scale of integers, the values of floats.
/// Returns false where neither is known.
bool scaleConstant(DraftGraph& draft, TensorId& id, float factor)
{
    if (factor == 1.0f)
        return true;
    Tensor copy = draft.tensor(id);
    if (copy.type.isInteger() && !copy.quantization.empty() && factor > 0.0f) {
        for (float& scale : copy.quantization.scales)
            scale *= factor;
        id = draft.addTensor(std::move(copy));
        return true;
    }
    auto value = copy.type.isFloat() ? foldedValue(copy, kMaxScaledElements) : std::nullopt;
    if (!value)
        return false;
    for (double& number : value->values)
        number *= static_cast<double>(factor);
    id = addFolded(draft, *value, copy.name);
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

/// alpha * A * B + beta * C. What constants can take up is theirs; the rest are operators behind the product.
Result<void> OnnxLowering::gemm(const OnnxNode& node)
{
    auto a = input(node, 0);
    auto b = input(node, 1);
    if (!a || !b)
        return tl::make_unexpected(a ? b.error() : a.error());
    if (a->fileShape.size() != 2 || b->fileShape.size() != 2)
        return fail(ErrorCode::shapeMismatch,
                    {node.label(), "MxK", toString(a->fileShape.size() != 2 ? a->fileShape : b->fileShape)});
    if (node.integer("transA", 0) != 0) {
        const auto plain = asPlain(*a);
        if (!plain)
            return tl::make_unexpected(plain.error());
        a = OnnxValue{addTranspose(plain->id, {1, 0}, node.name() + "/a"),
                      OnnxLayout::plain,
                      {plain->fileShape[1], plain->fileShape[0]},
                      {}};
    }
    const float alpha = node.number("alpha", 1.0f);
    const float beta = node.number("beta", 1.0f);
    const OnnxValue* c = find(node, 2);
    const std::int64_t columns = b->fileShape[node.integer("transB", 0) != 0 ? 0 : 1];
    TensorId summand = c ? c->id : TensorId{};
    const bool summandScaled = !c || (isConstant(*c) && scaleConstant(m_draft, summand, beta));
    const bool productScaled = isConstant(*b) && scaleConstant(m_draft, b->id, alpha);
    const bool bias = c && summandScaled && isConstant(*c) && tensor(*c).elements() == columns;
    if (isConstant(*b) && (productScaled || alpha == 1.0f) && (!c || bias)) {
        if (node.integer("transB", 0) == 0)
            b->id = permutedConstant(m_draft, b->id, {1, 0});
        if (bias && m_draft.tensor(summand).shape.size() != 1)
            summand = m_draft.addReshapedConstant(summand, {columns});
        const auto done = fullyConnected(node, *a, b->id, summand);
        return done ? Result<void>{} : Result<void>(tl::make_unexpected(done.error()));
    }
    if (auto done = gemmProduct(node, *a, *b); !done)
        return done;
    if (auto done = productScaled ? Result<void>{} : multiplied(node, alpha); !done || !c)
        return done;
    return addSummand(node, summand, summandScaled ? 1.0f : beta);
}

/// The product alone, of whatever comes at run time.
Result<void> OnnxLowering::gemmProduct(const OnnxNode& node, const OnnxValue& a, const OnnxValue& b)
{
    const bool transB = node.integer("transB", 0) != 0;
    if (isConstant(b)) {
        const TensorId weights = transB ? b.id : permutedConstant(m_draft, b.id, {1, 0});
        const auto done = fullyConnected(node, a, weights, {});
        return done ? Result<void>{} : Result<void>(tl::make_unexpected(done.error()));
    }
    const auto left = asPlain(a);
    const auto right = asPlain(b);
    if (!left || !right)
        return tl::make_unexpected(left ? right.error() : left.error());
    Operator product{.kind = OperatorKind::batchMatMul,
                     .inputs = {left->id, right->id},
                     .attributes = MatMulAttributes{false, transB}};
    return emit(node, std::move(product), OnnxLayout::plain, 2, DataType::float32());
}

/// Multiplies the node's result by a number.
Result<void> OnnxLowering::multiplied(const OnnxNode& node, float factor)
{
    if (factor == 1.0f)
        return {};
    const OnnxValue product = m_values.at(node.output(0));
    const TensorId number = addFloatConstant(node.name() + "/alpha", {}, {factor});
    return emit(
        node,
        Operator{.kind = OperatorKind::mul, .inputs = {product.id, number}, .attributes = ElementwiseAttributes{}},
        OnnxLayout::plain, product.fileShape.size());
}

/// Adds `factor` times a value to the node's result.
Result<void> OnnxLowering::addSummand(const OnnxNode& node, TensorId summand, float factor)
{
    if (factor != 1.0f) {
        const TensorId number = addFloatConstant(node.name() + "/beta", {}, {factor});
        summand = addStep(node.name() + "/summand", OperatorKind::mul, {summand, number}, m_draft.tensor(summand).shape,
                          ElementwiseAttributes{});
    }
    const OnnxValue product = m_values.at(node.output(0));
    return emit(
        node,
        Operator{.kind = OperatorKind::add, .inputs = {product.id, summand}, .attributes = ElementwiseAttributes{}},
        OnnxLayout::plain, product.fileShape.size());
}

/// A vector before the product is a row, one behind it a column; the result has no such dimension.
Result<void> OnnxLowering::vectorProduct(const OnnxNode& node, const OnnxValue& a, const OnnxValue& b)
{
    const auto matrix = [&](const OnnxValue& x, const std::string& name, bool row) -> Result<OnnxValue> {
        const auto plain = asPlain(x);
        if (!plain || plain->fileShape.size() != 1)
            return plain;
        const std::int64_t length = plain->fileShape.front();
        const Shape shape = row ? Shape{1, length} : Shape{length, 1};
        return OnnxValue{addReshape(plain->id, shape, name), OnnxLayout::plain, shape, {}};
    };
    const std::string& result = node.output(0);
    const auto left = matrix(a, result + "/row", true);
    const auto right = matrix(b, result + "/column", false);
    if (!left || !right)
        return tl::make_unexpected(left ? right.error() : left.error());
    bind(result + "/row", *left);
    bind(result + "/column", *right);
    onnx::NodeProto plain = node.proto();
    plain.set_input(0, result + "/row");
    plain.set_input(1, result + "/column");
    if (auto done = matMul(OnnxNode(plain)); !done)
        return done;
    const auto product = asPlain(m_values.at(result));
    if (!product)
        return tl::make_unexpected(product.error());
    Shape shape = product->fileShape;
    if (b.fileShape.size() == 1)
        shape.pop_back();
    if (a.fileShape.size() == 1)
        shape.erase(shape.end() - (b.fileShape.size() == 1 ? 1 : 2));
    bind(result, {addReshape(product->id, shape, result), OnnxLayout::plain, shape, {}});
    return {};
}

Result<void> OnnxLowering::matMul(const OnnxNode& node)
{
    const auto a = input(node, 0);
    const auto b = input(node, 1);
    if (!a || !b)
        return tl::make_unexpected(a ? b.error() : a.error());
    if (a->fileShape.size() == 1 || b->fileShape.size() == 1)
        return vectorProduct(node, *a, *b);
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
