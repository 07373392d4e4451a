// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// The part of OnnxLowering for products of integers whose scales are applied elsewhere, and
// for ONNX Runtime's forms of matrix products.

/// MatMulInteger and ConvInteger [x, w, zero points]: the plain product, its sums in 32 bits.
Result<void> OnnxLowering::integerProduct(const OnnxNode& node)
{
    const auto weights = input(node, 1);
    if (!weights)
        return tl::make_unexpected(weights.error());
    // The zero point tells which weights are zero; their scale comes later, in a product of its own.
    const auto zeros = integers(node, 3);
    if (zeros && zeros->size() == 1 && isConstant(*weights) && tensor(*weights).quantization.empty()) {
        Tensor copy = tensor(*weights);
        copy.quantization = {{1.0f}, *zeros, 0};
        OnnxValue shifted = *weights;
        shifted.id = m_draft.addTensor(std::move(copy));
        bind(node.input(1), shifted);
    }
    onnx::NodeProto plain = node.proto();
    const bool convolves = node.type() == "ConvInteger";
    plain.set_op_type(convolves ? "Conv" : "MatMul");
    while (plain.input_size() > 2)
        plain.mutable_input()->RemoveLast();
    const OnnxNode product(plain);
    if (auto done = convolves ? convolution(product) : matMul(product); !done)
        return done;
    m_draft.tensor(m_values.at(node.output(0)).id).type = DataType::int32();
    return {};
}

/// x to unsigned integers of 8 bits, with a scale and a zero point that depend on the values.
Result<void> OnnxLowering::dynamicQuantizeLinear(const OnnxNode& node)
{
    const auto x = input(node, 0);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::vector<Shape> shapes{tensor(*x).shape, {}, {}};
    Operator op{.kind = OperatorKind::quantize, .inputs = {x->id}};
    if (auto done = emit(node, std::move(op), x->layout, x->fileShape.size(), DataType::uint8(), shapes); !done)
        return done;
    OnnxValue& result = m_values.at(node.output(0));
    result.fileShape = x->fileShape;
    result.source = x->source;
    for (int i = 1; i < 3; ++i)
        if (const auto found = m_values.find(node.output(i)); found != m_values.end())
            found->second = {found->second.id, OnnxLayout::plain, {}, {}};
    if (const auto scale = m_values.find(node.output(1)); scale != m_values.end())
        m_draft.tensor(scale->second.id).type = DataType::float32();
    return {};
}

/// Either matrix may be transposed in its last two dimensions; the product is multiplied by alpha.
Result<void> OnnxLowering::fusedMatMul(const OnnxNode& node)
{
    const bool transA = node.integer("transA", 0) != 0;
    const bool transB = node.integer("transB", 0) != 0;
    const auto a = input(node, 0);
    const auto b = input(node, 1);
    if (!a || !b)
        return tl::make_unexpected(a ? b.error() : a.error());
    if (node.integer("transBatchA", 0) != 0 || node.integer("transBatchB", 0) != 0)
        return custom(node);
    if (!transA && !transB) {
        if (auto done = matMul(node); !done)
            return done;
    } else if (!transA && isConstant(*b) && b->fileShape.size() == 2) {
        const auto x = a->layout == OnnxLayout::flattened ? a : asPlain(*a);
        const auto done = x ? fullyConnected(node, *x, b->id, {}) : x;
        if (!done)
            return tl::make_unexpected(done.error());
    } else {
        const auto left = asPlain(*a);
        const auto right = asPlain(*b);
        if (!left || !right)
            return tl::make_unexpected(left ? right.error() : left.error());
        Operator op{.kind = OperatorKind::batchMatMul,
                    .inputs = {left->id, right->id},
                    .attributes = MatMulAttributes{transA, transB}};
        if (auto done = emit(node, std::move(op), OnnxLayout::plain, left->fileShape.size(), DataType::float32());
            !done)
            return done;
    }
    return multiplied(node, node.number("alpha", 1.0f));
}

/// x [..., K] and weights of 2 to 8 bits in blocks along K, each with a scale: [x, packed, scales, zeros, groups, bias].
Result<void> OnnxLowering::matMulBlocks(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto packed = input(node, 1);
    const auto x = given ? asPlain(*given) : given;
    if (!x || !packed)
        return tl::make_unexpected(x ? packed.error() : x.error());
    const std::int64_t k = node.integer("K", 0);
    const std::int64_t n = node.integer("N", 0);
    const std::int64_t bits = node.integer("bits", 4);
    if (k < 1 || n < 1 || k > (1 << 24) || n > (1 << 24))
        return invalid(node, "K, N", fmt::format("{}, {}", k, n));
    if (bits < 1 || bits > 8 || x->fileShape.empty() || x->fileShape.back() != k || !isConstant(*packed))
        return invalid(node, "bits", std::to_string(bits));
    // Scales by blocks have no place in a tensor's quantisation: the size counts, the values do not.
    const TensorId weights =
        m_draft.addTensor({.name = node.input(1),
                           .shape = {n, k},
                           .type = {DataType::Kind::unsignedInteger, static_cast<std::uint8_t>(bits)},
                           .constant = true});
    m_draft.remarks.push_back({ImportNote::blockQuantized, node.input(1)});
    const OnnxValue* bias = find(node, 5);
    const auto done = fullyConnected(node, *x, weights, bias ? bias->id : TensorId{});
    return done ? Result<void>{} : Result<void>(tl::make_unexpected(done.error()));
}

} // namespace tenbin
