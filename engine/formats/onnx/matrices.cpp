// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/onnx/fold.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// Matrix products.

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
    if (!copy.type.isFloat())
        return false;
    auto value = foldedValue(copy, kMaxScaledElements);
    if (!value)
        return false;
    for (double& number : value->values)
        number *= static_cast<double>(factor);
    id = addFolded(draft, *value, copy.name);
    return true;
}

/// Weights [out, C*H*W] behind a feature map that is flattened in [H*W*C] order: the inputs move along.
TensorId unflattenWeights(OnnxLowering& lowering, TensorId weights, const OnnxValue& x)
{
    const Shape w = lowering.draft().tensor(weights).shape;
    if (x.layout != OnnxLayout::flattened || w.size() != 2)
        return weights;
    const std::int64_t channels = x.source[1];
    if (channels == 0 || w[1] % channels != 0)
        return weights;
    TensorId id = lowering.draft().addReshapedConstant(weights, {w[0], channels, w[1] / channels});
    id = permutedConstant(lowering.draft(), id, {0, 2, 1});
    return lowering.draft().addReshapedConstant(id, w);
}

/// The product alone, of whatever comes at run time.
Result<void> gemmProduct(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& a, const OnnxValue& b)
{
    const bool transB = node.integer("transB", 0) != 0;
    if (lowering.isConstant(b)) {
        TensorId weights = b.id;
        if (!transB)
            weights = permutedConstant(lowering.draft(), b.id, {1, 0});
        return lowerFullyConnected(lowering, node, a, weights, {});
    }
    const auto left = lowering.asPlain(a);
    const auto right = lowering.asPlain(b);
    if (!left || !right)
        return firstError(left, right);
    Operator product{.kind = OperatorKind::batchMatMul,
                     .inputs = {left->id, right->id},
                     .attributes = MatMulAttributes{false, transB}};
    return lowering.emit(node, std::move(product), OnnxLayout::plain, 2, DataType::float32());
}

/// Adds `factor` times a value to the node's result.
Result<void> addSummand(OnnxLowering& lowering, const OnnxNode& node, TensorId summand, float factor)
{
    if (factor != 1.0f) {
        const TensorId number = lowering.addFloatConstant(node.name() + "/beta", {}, {factor});
        summand = lowering.addStep(node.name() + "/summand", OperatorKind::mul, {summand, number},
                                   lowering.draft().tensor(summand).shape, ElementwiseAttributes{});
    }
    const OnnxValue product = lowering.result(node);
    return lowering.emit(
        node,
        Operator{.kind = OperatorKind::add, .inputs = {product.id, summand}, .attributes = ElementwiseAttributes{}},
        OnnxLayout::plain, product.fileShape.size());
}

/// alpha * A * B + beta * C. What constants can take up is theirs; the rest are operators behind the product.
Result<void> gemm(OnnxLowering& lowering, const OnnxNode& node)
{
    auto a = lowering.input(node, 0);
    auto b = lowering.input(node, 1);
    if (!a || !b)
        return firstError(a, b);
    for (const Shape& shape : {a->fileShape, b->fileShape})
        if (shape.size() != 2)
            return fail(ErrorCode::shapeMismatch, {node.label(), "MxK", toString(shape)});
    if (node.integer("transA", 0) != 0) {
        const auto plain = lowering.asPlain(*a);
        if (!plain)
            return firstError(plain);
        a = OnnxValue{lowering.addTranspose(plain->id, {1, 0}, node.name() + "/a"),
                      OnnxLayout::plain,
                      {plain->fileShape[1], plain->fileShape[0]},
                      {}};
    }
    const float alpha = node.number("alpha", 1.0f);
    const float beta = node.number("beta", 1.0f);
    const OnnxValue* c = lowering.find(node, 2);
    const bool transB = node.integer("transB", 0) != 0;
    const std::int64_t columns = b->fileShape[static_cast<std::size_t>(!transB)];
    TensorId summand;
    if (c)
        summand = c->id;
    const bool summandScaled = !c || (lowering.isConstant(*c) && scaleConstant(lowering.draft(), summand, beta));
    const bool productScaled = lowering.isConstant(*b) && scaleConstant(lowering.draft(), b->id, alpha);
    const bool bias = c && summandScaled && lowering.isConstant(*c) && lowering.tensor(*c).elements() == columns;
    if (lowering.isConstant(*b) && (productScaled || alpha == 1.0f) && (!c || bias)) {
        if (!transB)
            b->id = permutedConstant(lowering.draft(), b->id, {1, 0});
        if (bias && lowering.draft().tensor(summand).shape.size() != 1)
            summand = lowering.draft().addReshapedConstant(summand, {columns});
        return lowerFullyConnected(lowering, node, *a, b->id, summand);
    }
    if (auto done = gemmProduct(lowering, node, *a, *b); !done)
        return done;
    if (!productScaled)
        if (auto done = multiplyResult(lowering, node, alpha); !done)
            return done;
    if (!c)
        return {};
    if (summandScaled)
        return addSummand(lowering, node, summand, 1.0f);
    return addSummand(lowering, node, summand, beta);
}

/// A vector before the product is a row, one behind it a column; the result has no such dimension.
Result<void> vectorProduct(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& a, const OnnxValue& b)
{
    const auto matrix = [&](const OnnxValue& x, const std::string& name, bool row) -> Result<OnnxValue> {
        const auto plain = lowering.asPlain(x);
        if (!plain || plain->fileShape.size() != 1)
            return plain;
        const std::int64_t length = plain->fileShape.front();
        Shape shape{length, 1};
        if (row)
            shape = {1, length};
        return OnnxValue{lowering.addReshape(plain->id, shape, name), OnnxLayout::plain, shape, {}};
    };
    const std::string& result = node.output(0);
    const auto left = matrix(a, result + "/row", true);
    const auto right = matrix(b, result + "/column", false);
    if (!left || !right)
        return firstError(left, right);
    lowering.bind(result + "/row", *left);
    lowering.bind(result + "/column", *right);
    onnx::NodeProto plain = node.proto();
    plain.set_input(0, result + "/row");
    plain.set_input(1, result + "/column");
    if (auto done = lowerMatMul(lowering, OnnxNode(plain)); !done)
        return done;
    const auto product = lowering.asPlain(lowering.result(node));
    if (!product)
        return firstError(product);
    Shape shape = product->fileShape;
    if (a.fileShape.size() == 1)
        shape.erase(shape.end() - 2);
    if (b.fileShape.size() == 1)
        shape.pop_back();
    lowering.bind(result, {lowering.addReshape(product->id, shape, result), OnnxLayout::plain, shape, {}});
    return {};
}

constexpr OnnxEntry kEntries[] = {
    {"Gemm", gemm, OperatorKind::fullyConnected},
    {"MatMul", lowerMatMul, OperatorKind::batchMatMul},
};

} // namespace

Result<void> lowerFullyConnected(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x, TensorId weights,
                                 TensorId bias)
{
    Operator op{.kind = OperatorKind::fullyConnected,
                .inputs = {x.id, unflattenWeights(lowering, weights, x)},
                .attributes = FullyConnectedAttributes{}};
    if (bias.valid())
        op.inputs.push_back(bias);
    return lowering.emit(node, std::move(op), OnnxLayout::plain, x.fileShape.size(), DataType::float32());
}

Result<void> multiplyResult(OnnxLowering& lowering, const OnnxNode& node, float factor)
{
    if (factor == 1.0f)
        return {};
    const OnnxValue product = lowering.result(node);
    const TensorId number = lowering.addFloatConstant(node.name() + "/alpha", {}, {factor});
    return lowering.emit(
        node,
        Operator{.kind = OperatorKind::mul, .inputs = {product.id, number}, .attributes = ElementwiseAttributes{}},
        OnnxLayout::plain, product.fileShape.size());
}

Result<void> lowerMatMul(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto a = lowering.input(node, 0);
    const auto b = lowering.input(node, 1);
    if (!a || !b)
        return firstError(a, b);
    if (a->fileShape.size() == 1 || b->fileShape.size() == 1)
        return vectorProduct(lowering, node, *a, *b);
    if (lowering.isConstant(*b) && b->fileShape.size() == 2 && !lowering.isConstant(*a) && a->fileShape.size() >= 2) {
        const auto x = a->layout == OnnxLayout::flattened ? a : lowering.asPlain(*a);
        if (!x)
            return firstError(x);
        return lowerFullyConnected(lowering, node, *x, permutedConstant(lowering.draft(), b->id, {1, 0}), {});
    }
    const auto left = lowering.asPlain(*a);
    const auto right = lowering.asPlain(*b);
    if (!left || !right)
        return firstError(left, right);
    return lowering.emit(
        node,
        Operator{.kind = OperatorKind::batchMatMul, .inputs = {left->id, right->id}, .attributes = MatMulAttributes{}},
        OnnxLayout::plain, left->fileShape.size(), DataType::float32());
}

std::span<const OnnxEntry> onnxMatrices() { return kEntries; }

} // namespace tenbin
