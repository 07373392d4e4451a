// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// Attention: two matrix products with a softmax between them.

namespace {

constexpr std::int64_t kMaxHeads = 65536;

/// [batch, time, heads * size] as [batch, heads, time, size]; four dimensions stay as they are.
Result<OnnxValue> splitHeads(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x, std::int64_t heads)
{
    const Shape& s = x.fileShape;
    if (s.size() == 4)
        return x;
    if (s.size() != 3 || heads < 1 || heads > kMaxHeads || s[2] % heads != 0)
        return fail(ErrorCode::shapeUnknown, {node.label()});
    const std::string name = lowering.tensor(x).name + "/heads";
    const TensorId parts = lowering.addReshape(x.id, {s[0], s[1], heads, s[2] / heads}, name);
    return OnnxValue{
        lowering.addTranspose(parts, {0, 2, 1, 3}, name), OnnxLayout::plain, {s[0], heads, s[1], s[2] / heads}, {}};
}

/// softmax(Q K^T) V. Where several heads of queries share one of keys and values, their queries stand one behind the
/// other: each meets the same keys.
Result<void> attend(OnnxLowering& lowering, const OnnxNode& node, const std::vector<OnnxValue>& given,
                    std::int64_t heads, std::int64_t sharedHeads)
{
    std::vector<OnnxValue> parts;
    for (std::size_t i = 0; i < 3; ++i) {
        auto part = splitHeads(lowering, node, given[i], i == 0 ? heads : sharedHeads);
        if (!part)
            return firstError(part);
        parts.push_back(std::move(*part));
    }
    const Shape heading = parts[0].fileShape;
    const Shape& k = parts[1].fileShape;
    const Shape& v = parts[2].fileShape;
    const bool shared = k[1] > 0 && heading[1] > k[1] && heading[1] % k[1] == 0;
    if (shared) {
        const Shape grouped{heading[0], k[1], heading[1] / k[1] * heading[2], heading[3]};
        parts[0] = {lowering.addReshape(parts[0].id, grouped, node.name() + "/shared"), OnnxLayout::plain, grouped, {}};
    }
    const Shape& q = parts[0].fileShape;
    const bool fits = q[0] == k[0] && k[0] == v[0] && q[1] == k[1] && k[1] == v[1] && q[3] == k[3] && k[2] == v[2];
    const Shape scores{q[0], q[1], q[2], k[2]};
    const Shape result{q[0], q[1], q[2], v[3]};
    if (!fits || !checkedElements(scores) || !checkedElements(result))
        return fail(ErrorCode::shapeUnknown, {node.label()});
    const std::string& name = node.name();
    TensorId id = lowering.addStep(name + "/scores", OperatorKind::batchMatMul, {parts[0].id, parts[1].id}, scores,
                                   MatMulAttributes{false, true});
    id = lowering.addStep(name + "/softmax", OperatorKind::softmax, {id}, scores, ScalarAttributes{.alpha = 1.0f});
    id = lowering.addStep(node.output(0), OperatorKind::batchMatMul, {id, parts[2].id}, result, MatMulAttributes{});
    const Shape apart{heading[0], heading[1], heading[2], v[3]};
    if (shared)
        id = lowering.addReshape(id, apart, node.output(0));
    if (given[0].fileShape.size() == 4) {
        lowering.bind(node.output(0), {id, OnnxLayout::plain, apart, {}});
        return {};
    }
    const Shape joined{heading[0], heading[2], heading[1] * v[3]};
    id = lowering.addReshape(lowering.addTranspose(id, {0, 2, 1, 3}, node.output(0)), joined, node.output(0));
    lowering.bind(node.output(0), {id, OnnxLayout::plain, joined, {}});
    return {};
}

/// Attention of ONNX Runtime: [x, weights of queries, keys and values side by side, bias].
Result<void> projectedAttention(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.plainInput(node, 0);
    const auto weights = lowering.input(node, 1);
    if (!x || !weights)
        return firstError(x, weights);
    const Shape& s = x->fileShape;
    const Shape& w = weights->fileShape;
    const bool fits = s.size() == 3 && w.size() == 2 && s[2] == w[0] && w[1] > 0 && w[1] % 3 == 0;
    if (!fits || !lowering.isConstant(*weights) || lowering.find(node, 4) || node.attribute("qkv_hidden_sizes"))
        return lowerCustom(lowering, node);
    const std::int64_t width = w[1] / 3;
    std::vector<TensorId> inputs{x->id, permutedConstant(lowering.draft(), weights->id, {1, 0})};
    if (const OnnxValue* bias = lowering.find(node, 2))
        inputs.push_back(bias->id);
    const TensorId all = lowering.addStep(node.name() + "/projection", OperatorKind::fullyConnected, inputs,
                                          {s[0], s[1], w[1]}, FullyConnectedAttributes{});
    std::vector<OnnxValue> parts;
    for (std::int64_t i = 0; i < 3; ++i) {
        const Shape shape{s[0], s[1], width};
        const SliceAttributes cut{{0, 0, i * width}, {s[0], s[1], (i + 1) * width}, {1, 1, 1}};
        const TensorId id =
            lowering.addStep(fmt::format("{}/part {}", node.name(), i), OperatorKind::slice, {all}, shape, cut);
        parts.push_back({id, OnnxLayout::plain, shape, {}});
    }
    const std::int64_t heads = node.integer("num_heads", 0);
    return attend(lowering, node, parts, heads, heads);
}

/// Attention of the standard [Q, K, V, …] and MultiHeadAttention of ONNX Runtime. With keys and
/// values of earlier steps, or results beside the first, it stays one operator.
Result<void> attention(OnnxLowering& lowering, const OnnxNode& node)
{
    if (!node.standard() && node.type() == "Attention")
        return projectedAttention(lowering, node);
    const bool standard = node.standard();
    const int past = standard ? 4 : 6;
    if (lowering.find(node, past) || lowering.find(node, past + 1) || !node.output(1).empty() || !node.output(2).empty()
        || !node.output(3).empty())
        return lowerCustom(lowering, node);
    std::vector<OnnxValue> parts;
    for (int i = 0; i < 3; ++i) {
        const auto plain = lowering.plainInput(node, i);
        if (!plain)
            return firstError(plain);
        parts.push_back(*plain);
    }
    const std::int64_t heads = node.integer(standard ? "q_num_heads" : "num_heads", 0);
    return attend(lowering, node, parts, heads, standard ? node.integer("kv_num_heads", heads) : heads);
}

constexpr OnnxEntry kEntries[] = {
    {"Attention", attention, OperatorKind::batchMatMul},
    {"MultiHeadAttention", attention, OperatorKind::batchMatMul},
};

} // namespace

std::span<const OnnxEntry> onnxAttentions() { return kEntries; }

} // namespace tenbin
