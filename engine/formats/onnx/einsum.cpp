// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <numeric>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/einsum.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// Sums of products of two operands: one matrix product between moves.

namespace {

/// The letters of a product of two operands by what they do.
struct Roles {
    std::string batch; ///< in both operands and the result
    std::string rows;  ///< of the left operand only
    std::string columns;
    std::string inner; ///< summed
};

bool repeats(const std::string& letters)
{
    std::string sorted = letters;
    std::sort(sorted.begin(), sorted.end());
    return std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
}

/// Nothing where the sum is no matrix product: letters that repeat, stretch or are summed in one operand alone.
std::optional<Roles> rolesOf(const Einsum& sum, const Shape& a, const Shape& b)
{
    const std::string &left = sum.operands[0], &right = sum.operands[1];
    if (repeats(left) || repeats(right) || sum.shapeOf(left) != a || sum.shapeOf(right) != b)
        return std::nullopt;
    Roles roles;
    for (const char letter : left) {
        const bool shared = right.find(letter) != std::string::npos;
        if (!shared && sum.sums(letter))
            return std::nullopt;
        if (!shared)
            roles.rows += letter;
        else
            (sum.sums(letter) ? roles.inner : roles.batch) += letter;
    }
    for (const char letter : right) {
        if (left.find(letter) != std::string::npos)
            continue;
        if (sum.sums(letter))
            return std::nullopt;
        roles.columns += letter;
    }
    if (roles.inner.empty())
        return std::nullopt;
    return roles;
}

/// `id` with the dimensions `letters` in the order `wanted`, then in the shape `shape`.
TensorId arranged(OnnxLowering& lowering, TensorId id, const std::string& letters, const std::string& wanted,
                  Shape shape, const std::string& name)
{
    std::vector<int> permutation;
    for (const char letter : wanted)
        permutation.push_back(static_cast<int>(letters.find(letter)));
    if (letters != wanted)
        id = lowering.addTranspose(id, permutation, name);
    if (lowering.draft().tensor(id).shape == shape)
        return id;
    return lowering.addReshape(id, std::move(shape), name + "/shape");
}

Result<void> einsum(OnnxLowering& lowering, const OnnxNode& node)
{
    if (node.inputs() != 2)
        return lowerCustom(lowering, node);
    std::array<OnnxValue, 2> operands;
    for (int i = 0; i < 2; ++i) {
        auto plain = lowering.plainInput(node, i);
        if (!plain)
            return firstError(plain);
        operands[static_cast<std::size_t>(i)] = std::move(*plain);
    }
    auto sum = readEinsum(node.text("equation", ""), {operands[0].fileShape, operands[1].fileShape});
    if (!sum)
        return lowerCustom(lowering, node);
    // Weights stand on the right.
    if (lowering.isConstant(operands[0]) && !lowering.isConstant(operands[1])) {
        std::swap(operands[0], operands[1]);
        std::swap(sum->operands[0], sum->operands[1]);
    }
    const auto roles = rolesOf(*sum, operands[0].fileShape, operands[1].fileShape);
    if (!roles || !checkedElements(sum->shape()))
        return lowerCustom(lowering, node);
    const auto length = [&](const std::string& letters) { return elementCount(sum->shapeOf(letters)); };
    const std::string& name = node.name();
    const std::int64_t inner = length(roles->inner), columns = length(roles->columns);
    const bool weights = lowering.isConstant(operands[1]) && roles->batch.empty();
    Shape left = sum->shapeOf(roles->batch + roles->rows), right{columns, inner};
    if (!weights) {
        left = {length(roles->batch), length(roles->rows)};
        right = {length(roles->batch), columns, inner};
    }
    left.push_back(inner);
    const TensorId a = arranged(lowering, operands[0].id, sum->operands[0], roles->batch + roles->rows + roles->inner,
                                left, name + "/a");
    const TensorId b = arranged(lowering, operands[1].id, sum->operands[1],
                                roles->batch + roles->columns + roles->inner, right, name + "/b");
    left.back() = columns;
    const Attributes attributes =
        weights ? Attributes(FullyConnectedAttributes{}) : Attributes(MatMulAttributes{false, true});
    TensorId id = lowering.addStep(name, weights ? OperatorKind::fullyConnected : OperatorKind::batchMatMul, {a, b},
                                   left, attributes);
    const std::string made = roles->batch + roles->rows + roles->columns;
    if (lowering.draft().tensor(id).shape != sum->shapeOf(made))
        id = lowering.addReshape(id, sum->shapeOf(made), name + "/parts");
    id = arranged(lowering, id, made, sum->result, sum->shape(), name + "/result");
    lowering.bind(node.output(0), {id, OnnxLayout::plain, sum->shape(), {}});
    return {};
}

constexpr OnnxEntry kEntries[] = {
    {"Einsum", einsum, OperatorKind::batchMatMul},
};

} // namespace

std::span<const OnnxEntry> onnxSums() { return kEntries; }

} // namespace tenbin
