// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// Products of integers whose scales are applied elsewhere, and ONNX Runtime's forms of matrix products.

namespace {

/// MatMulInteger and ConvInteger [x, w, zero points]: the plain product, its sums in 32 bits.
Result<void> integerProduct(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto weights = lowering.input(node, 1);
    if (!weights)
        return firstError(weights);
    // The zero point tells which weights are zero; their scale comes later, in a product of its own.
    const auto zeros = lowering.integers(node, 3);
    if (zeros && zeros->size() == 1 && lowering.isConstant(*weights)
        && lowering.tensor(*weights).quantization.empty()) {
        Tensor copy = lowering.tensor(*weights);
        copy.quantization = {{1.0f}, *zeros, 0};
        OnnxValue shifted = *weights;
        shifted.id = lowering.draft().addTensor(std::move(copy));
        lowering.bind(node.input(1), shifted);
    }
    onnx::NodeProto plain = node.proto();
    const bool convolves = node.type() == "ConvInteger";
    plain.set_op_type(convolves ? "Conv" : "MatMul");
    while (plain.input_size() > 2)
        plain.mutable_input()->RemoveLast();
    const OnnxNode product(plain);
    const OnnxHandler lowerProduct = convolves ? lowerConvolution : lowerMatMul;
    if (auto done = lowerProduct(lowering, product); !done)
        return done;
    lowering.draft().tensor(lowering.result(node).id).type = DataType::int32();
    return {};
}

/// x to unsigned integers of 8 bits, with a scale and a zero point that depend on the values.
Result<void> dynamicQuantizeLinear(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const std::vector<Shape> shapes{lowering.tensor(*x).shape, {}, {}};
    Operator op{.kind = OperatorKind::quantize, .inputs = {x->id}};
    if (auto done = lowering.emitLike(node, std::move(op), *x, DataType::uint8(), shapes); !done)
        return done;
    for (int i = 1; i < 3; ++i)
        if (OnnxValue* found = lowering.find(node.output(i)))
            *found = {found->id, OnnxLayout::plain, {}, {}};
    if (const OnnxValue* scale = lowering.find(node.output(1)))
        lowering.draft().tensor(scale->id).type = DataType::float32();
    return {};
}

/// Either matrix may be transposed in its last two dimensions; the product is multiplied by alpha.
Result<void> fusedMatMul(OnnxLowering& lowering, const OnnxNode& node)
{
    const bool transA = node.integer("transA", 0) != 0;
    const bool transB = node.integer("transB", 0) != 0;
    const auto a = lowering.input(node, 0);
    const auto b = lowering.input(node, 1);
    if (!a || !b)
        return firstError(a, b);
    if (node.integer("transBatchA", 0) != 0 || node.integer("transBatchB", 0) != 0)
        return lowerCustom(lowering, node);
    if (!transA && !transB) {
        if (auto done = lowerMatMul(lowering, node); !done)
            return done;
    } else if (!transA && lowering.isConstant(*b) && b->fileShape.size() == 2) {
        const auto x = a->layout == OnnxLayout::flattened ? a : lowering.asPlain(*a);
        if (!x)
            return firstError(x);
        if (auto done = lowerFullyConnected(lowering, node, *x, b->id, {}); !done)
            return done;
    } else {
        const auto left = lowering.asPlain(*a);
        const auto right = lowering.asPlain(*b);
        if (!left || !right)
            return firstError(left, right);
        Operator op{.kind = OperatorKind::batchMatMul,
                    .inputs = {left->id, right->id},
                    .attributes = MatMulAttributes{transA, transB}};
        if (auto done =
                lowering.emit(node, std::move(op), OnnxLayout::plain, left->fileShape.size(), DataType::float32());
            !done)
            return done;
    }
    return multiplyResult(lowering, node, node.number("alpha", 1.0f));
}

/// x [..., K] and weights of 2 to 8 bits in blocks along K, each with a scale: [x, packed, scales, zeros, groups, bias].
Result<void> matMulBlocks(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.plainInput(node, 0);
    const auto packed = lowering.input(node, 1);
    if (!x || !packed)
        return firstError(x, packed);
    const std::int64_t k = node.integer("K", 0);
    const std::int64_t n = node.integer("N", 0);
    const std::int64_t bits = node.integer("bits", 4);
    if (k < 1 || n < 1 || k > (1 << 24) || n > (1 << 24))
        return invalid(node, "K, N", fmt::format("{}, {}", k, n));
    if (bits < 1 || bits > 8 || x->fileShape.empty() || x->fileShape.back() != k || !lowering.isConstant(*packed))
        return invalid(node, "bits", std::to_string(bits));
    // Scales by blocks have no place in a tensor's quantisation: the size counts, the values do not.
    const TensorId weights =
        lowering.draft().addTensor({.name = node.input(1),
                                    .shape = {n, k},
                                    .type = {DataType::Kind::unsignedInteger, static_cast<std::uint8_t>(bits)},
                                    .constant = true});
    lowering.draft().remarks.push_back({ImportNote::blockQuantized, node.input(1)});
    const OnnxValue* bias = lowering.find(node, 5);
    return lowerFullyConnected(lowering, node, *x, weights, bias ? bias->id : TensorId{});
}

constexpr OnnxEntry kEntries[] = {
    {"MatMulInteger", integerProduct, OperatorKind::batchMatMul},
    {"ConvInteger", integerProduct, OperatorKind::conv2d},
    {"FusedMatMul", fusedMatMul, OperatorKind::batchMatMul},
    {"MatMulNBits", matMulBlocks, OperatorKind::fullyConnected},
    {"DynamicQuantizeLinear", dynamicQuantizeLinear, OperatorKind::quantize},
};

} // namespace

std::span<const OnnxEntry> onnxIntegerProducts() { return kEntries; }

} // namespace tenbin
