// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/permuted_constant.h"
#include "engine/formats/keras/handlers.h"

namespace tenbin {

// Products of two values and attention.

namespace {

using K = OperatorKind;

constexpr std::int64_t kMaxHeads = 65536, kMaxWidth = 1 << 24;

/// An argument by its keyword, else by its position among those without one.
std::optional<KerasValue> named(const KerasSite& site, const char* keyword, std::size_t position)
{
    std::size_t tensors = 0, positional = 0;
    std::optional<KerasValue> found;
    if (!site.operands)
        return position < site.inputs.size() ? std::optional(site.inputs[position]) : std::nullopt;
    for (const KerasOperand& operand : *site.operands) {
        if (!operand.tensor)
            continue;
        const KerasValue& value = site.inputs[tensors++];
        const bool byPosition = operand.keyword.empty() && positional++ == position;
        if (byPosition || operand.keyword == keyword)
            found = value;
    }
    return found;
}

Result<KerasValue> product(KerasLowering& lowering, const KerasSite& site, const KerasValue& a, const KerasValue& b,
                           bool transposeB)
{
    Operator op{.kind = K::batchMatMul, .inputs = {a.id, b.id}, .attributes = MatMulAttributes{false, transposeB}};
    return lowering.emit(site, std::move(op), KerasLayout::plain, std::max(a.shape.size(), b.shape.size()));
}

KerasLowered dotOfVectors(KerasLowering& lowering, const KerasSite& site, const KerasValue& a, const KerasValue& b)
{
    Operator op{.kind = K::mul, .inputs = {a.id, b.id}, .attributes = ElementwiseAttributes{}};
    const auto products = lowering.emit(site, std::move(op), KerasLayout::plain, 2);
    if (!products)
        return firstError(products);
    Operator sum{.kind = K::sum, .inputs = {products->id}};
    sum.attributes = AxisAttributes{.axes = {1}, .keepDims = true};
    return one(lowering.emit(site, std::move(sum), KerasLayout::plain, 2));
}

/// Products along one axis of each: of vectors a sum, of sequences a product of matrices.
KerasLowered dot(KerasLowering& lowering, const KerasSite& site)
{
    if (site.inputs.size() != 2)
        return lowerOpaque(lowering, site);
    const auto a = lowering.asPlain(site.inputs[0]), b = lowering.asPlain(site.inputs[1]);
    if (!a || !b)
        return firstError(a, b);
    const std::size_t rank = a->shape.size();
    if (rank != b->shape.size() || rank < 2 || site.config.flag("normalize", false))
        return lowerOpaque(lowering, site);
    MatMulAttributes attributes;
    if (site.layer.className == "Dot") {
        std::vector<std::int64_t> axes = site.config.integers("axes");
        axes.resize(std::min<std::size_t>(axes.size(), 2), 0);
        if (axes.size() == 1)
            axes.push_back(axes.front());
        if (axes.empty())
            axes = {1, 1};
        const auto first = axisOf(site, axes[0], rank);
        const auto second = axisOf(site, axes[1], rank);
        if (!first || !second)
            return firstError(first, second);
        if (rank == 2)
            return dotOfVectors(lowering, site, *a, *b);
        if (rank != 3 || *first == 0 || *second == 0)
            return lowerOpaque(lowering, site);
        attributes = {*first == 1, *second == 2};
    }
    Operator op{.kind = K::batchMatMul, .inputs = {a->id, b->id}, .attributes = attributes};
    return one(lowering.emit(site, std::move(op), KerasLayout::plain, rank));
}

/// softmax(Q K^T) V of [query, value, key]; without keys the values are them.
KerasLowered attention(KerasLowering& lowering, const KerasSite& site)
{
    const auto query = named(site, "query", 0), value = named(site, "value", 1);
    if (!query || !value)
        return fail(ErrorCode::operatorMalformed, {site.name, "value"});
    const auto key = named(site, "key", 2).value_or(*value);
    const auto q = lowering.asPlain(*query), v = lowering.asPlain(*value), k = lowering.asPlain(key);
    if (!q || !v || !k)
        return lowerOpaque(lowering, site);
    const auto scores = product(lowering, site, *q, *k, true);
    if (!scores)
        return firstError(scores);
    const auto shares = softmaxAlong(lowering, site, *scores, -1, K::softmax);
    if (!shares)
        return firstError(shares);
    const auto result = product(lowering, site, *shares, *v, false);
    return one(result);
}

/// A dense layer of attention. Its kernel has one dimension for each head and size; the first `inner` are summed over.
Result<KerasValue> projected(KerasLowering& lowering, const KerasSite& site, const char* part, const KerasValue& x,
                             const Shape& kernel, std::size_t inner)
{
    KerasSite below = site;
    below.place.part = part;
    const auto id = lowering.weight(below, {{"kernel"}, 0}, kernel);
    if (!id)
        return firstError(id);
    std::int64_t in = 1, out = 1;
    for (std::size_t i = 0; i < kernel.size(); ++i) {
        if (i < inner)
            in *= kernel[i];
        else
            out *= kernel[i];
    }
    const TensorId flat = lowering.draft().addReshapedConstant(*id, {in, out});
    Operator op{.kind = K::fullyConnected, .name = site.name + "/" + part, .inputs = {x.id}};
    op.inputs.push_back(permutedConstant(lowering.draft(), flat, {1, 0}));
    if (site.config.flag("use_bias", true)) {
        const auto bias =
            lowering.weight(below, {{"bias"}, 1}, {kernel.begin() + static_cast<std::ptrdiff_t>(inner), kernel.end()});
        if (!bias)
            return firstError(bias);
        op.inputs.push_back(lowering.draft().addReshapedConstant(*bias, {out}));
    }
    op.attributes = FullyConnectedAttributes{};
    return lowering.emit(site, std::move(op), KerasLayout::plain, x.shape.size());
}

/// [batch, time, heads * size] as [batch, heads, time, size].
KerasValue splitHeads(KerasLowering& lowering, const KerasValue& x, std::int64_t heads)
{
    const Shape& s = x.shape;
    const std::string name = lowering.tensor(x).name + "/heads";
    return lowering.transposed(lowering.reshaped(x, {s[0], s[1], heads, s[2] / heads}, name), {0, 2, 1, 3}, name);
}

/// Queries, keys and values projected, attended head by head, and projected back.
KerasLowered multiHeadAttention(KerasLowering& lowering, const KerasSite& site)
{
    const auto query = named(site, "query", 0), value = named(site, "value", 1);
    if (!query || !value)
        return fail(ErrorCode::operatorMalformed, {site.name, "value"});
    const auto q = lowering.asPlain(*query), v = lowering.asPlain(*value),
               k = lowering.asPlain(named(site, "key", 2).value_or(*value));
    if (!q || !v || !k)
        return lowerOpaque(lowering, site);
    const std::int64_t heads = site.config.integer("num_heads").value_or(0),
                       size = site.config.integer("key_dim").value_or(0),
                       valueSize = site.config.integer("value_dim").value_or(size);
    if (heads < 1 || heads > kMaxHeads || size < 1 || size > kMaxWidth || valueSize < 1 || valueSize > kMaxWidth)
        return invalid(site, "num_heads", fmt::format("{} x {}", heads, size));
    const bool plain = q->shape.size() == 3 && k->shape.size() == 3 && v->shape.size() == 3;
    if (!plain || site.config.find("attention_axes"))
        return lowerSameShape(lowering, site);
    const std::vector<std::int64_t> width = site.config.integers("output_shape");
    const std::int64_t out = width.size() == 1 ? width.front() : q->shape[2];
    const auto pq = projected(lowering, site, "query", *q, {q->shape[2], heads, size}, 1);
    const auto pk = projected(lowering, site, "key", *k, {k->shape[2], heads, size}, 1);
    const auto pv = projected(lowering, site, "value", *v, {v->shape[2], heads, valueSize}, 1);
    for (const auto* part : {&pq, &pk, &pv})
        if (!*part)
            return tl::make_unexpected(part->error());
    auto step = withScalar(lowering, site, K::mul, *pq, 1.0f / std::sqrt(static_cast<float>(size)));
    const KerasValue keys = splitHeads(lowering, *pk, heads), values = splitHeads(lowering, *pv, heads);
    if (step)
        step = product(lowering, site, splitHeads(lowering, *step, heads), keys, true);
    if (step)
        step = softmaxAlong(lowering, site, *step, -1, K::softmax);
    if (step)
        step = product(lowering, site, *step, values, false);
    if (!step)
        return firstError(step);
    const KerasValue joined = lowering.reshaped(lowering.transposed(*step, {0, 2, 1, 3}, site.name + "/join"),
                                                {q->shape[0], q->shape[1], heads * valueSize}, site.name + "/joined");
    const auto result = projected(lowering, site, "attention_output", joined, {heads, valueSize, out}, 2);
    return one(result);
}

constexpr KerasEntry kEntries[] = {
    {"Dot", dot, "BATCH_MATMUL"},
    {"Matmul", dot, "BATCH_MATMUL"},
    {"Attention", attention, "BATCH_MATMUL, SOFTMAX"},
    {"MultiHeadAttention", multiHeadAttention, "FULLY_CONNECTED, BATCH_MATMUL, SOFTMAX"},
};

} // namespace

std::span<const KerasEntry> kerasProducts() { return kEntries; }

} // namespace tenbin
