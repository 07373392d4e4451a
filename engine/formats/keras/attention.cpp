// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/formats/draft/permuted_constant.h"
#include "engine/formats/keras/lowering.h"

namespace tenbin {

// The part of KerasLowering for products of two values and attention.

namespace {

using K = OperatorKind;

constexpr std::int64_t kMaxHeads = 65536, kMaxWidth = 1 << 24;

} // namespace

/// An argument by its keyword, else by its position among those without one.
std::optional<KerasValue> KerasLowering::named(const Site& site, const char* keyword, std::size_t position) const
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

Result<KerasValue> KerasLowering::product(const Site& site, const KerasValue& a, const KerasValue& b, bool transposeB)
{
    Operator op{.kind = K::batchMatMul, .inputs = {a.id, b.id}, .attributes = MatMulAttributes{false, transposeB}};
    return emit(site, std::move(op), KerasLayout::plain, std::max(a.shape.size(), b.shape.size()));
}

/// Products along one axis of each: of vectors a sum, of sequences a product of matrices.
KerasLowering::Lowered KerasLowering::dot(const Site& site)
{
    if (site.inputs.size() != 2)
        return opaque(site);
    const auto a = asPlain(site.inputs[0]), b = asPlain(site.inputs[1]);
    if (!a || !b)
        return tl::make_unexpected(a ? b.error() : a.error());
    const std::size_t rank = a->shape.size();
    if (rank != b->shape.size() || rank < 2 || site.config.flag("normalize", false))
        return opaque(site);
    MatMulAttributes attributes;
    if (site.layer.className == "Dot") {
        Lengths axes = site.config.integers("axes");
        axes.resize(std::min<std::size_t>(axes.size(), 2), 0);
        if (axes.size() == 1)
            axes.push_back(axes.front());
        const auto first = axes.empty() ? Result<int>(1) : axisOf(site, axes[0], rank);
        const auto second = axes.empty() ? Result<int>(1) : axisOf(site, axes[1], rank);
        if (!first || !second)
            return tl::make_unexpected(first ? second.error() : first.error());
        if (rank != 3 || *first == 0 || *second == 0)
            return rank == 2 ? dotOfVectors(site, *a, *b) : opaque(site);
        attributes = {*first == 1, *second == 2};
    }
    Operator op{.kind = K::batchMatMul, .inputs = {a->id, b->id}, .attributes = attributes};
    const auto value = emit(site, std::move(op), KerasLayout::plain, rank);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

KerasLowering::Lowered KerasLowering::dotOfVectors(const Site& site, const KerasValue& a, const KerasValue& b)
{
    Operator op{.kind = K::mul, .inputs = {a.id, b.id}, .attributes = ElementwiseAttributes{}};
    const auto products = emit(site, std::move(op), KerasLayout::plain, 2);
    if (!products)
        return tl::make_unexpected(products.error());
    Operator sum{.kind = K::sum, .inputs = {products->id}};
    sum.attributes = AxisAttributes{.axes = {1}, .keepDims = true};
    const auto value = emit(site, std::move(sum), KerasLayout::plain, 2);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// softmax(Q K^T) V of [query, value, key]; without keys the values are them.
KerasLowering::Lowered KerasLowering::attention(const Site& site)
{
    const auto query = named(site, "query", 0), value = named(site, "value", 1);
    if (!query || !value)
        return fail(ErrorCode::operatorMalformed, {site.name, "value"});
    const auto key = named(site, "key", 2).value_or(*value);
    const auto q = asPlain(*query), v = asPlain(*value), k = asPlain(key);
    if (!q || !v || !k)
        return opaque(site);
    const auto scores = product(site, *q, *k, true);
    const auto shares = scores ? softmaxAlong(site, *scores, -1, K::softmax) : scores;
    const auto result = shares ? product(site, *shares, *v, false) : shares;
    if (!result)
        return tl::make_unexpected(result.error());
    return Values{*result};
}

/// A dense layer of attention. Its kernel has one dimension for each head and size; the first `inner` are summed over.
Result<KerasValue> KerasLowering::projected(const Site& site, const char* part, const KerasValue& x,
                                            const Shape& kernel, std::size_t inner)
{
    Site below = site;
    below.place.part = part;
    const auto id = weight(below, {{"kernel"}, 0}, kernel);
    if (!id)
        return tl::make_unexpected(id.error());
    std::int64_t in = 1, out = 1;
    for (std::size_t i = 0; i < kernel.size(); ++i) {
        if (i < inner)
            in *= kernel[i];
        else
            out *= kernel[i];
    }
    const TensorId flat = m_draft.addReshapedConstant(*id, {in, out});
    Operator op{.kind = K::fullyConnected, .name = site.name + "/" + part, .inputs = {x.id}};
    op.inputs.push_back(permutedConstant(m_draft, flat, {1, 0}));
    if (site.config.flag("use_bias", true)) {
        const auto bias =
            weight(below, {{"bias"}, 1}, {kernel.begin() + static_cast<std::ptrdiff_t>(inner), kernel.end()});
        if (!bias)
            return tl::make_unexpected(bias.error());
        op.inputs.push_back(m_draft.addReshapedConstant(*bias, {out}));
    }
    op.attributes = FullyConnectedAttributes{};
    return emit(site, std::move(op), KerasLayout::plain, x.shape.size());
}

/// [batch, time, heads * size] as [batch, heads, time, size].
KerasValue KerasLowering::splitHeads(const KerasValue& x, std::int64_t heads)
{
    const Shape& s = x.shape;
    const std::string name = tensor(x).name + "/heads";
    return transposed(reshaped(x, {s[0], s[1], heads, s[2] / heads}, name), {0, 2, 1, 3}, name);
}

/// Queries, keys and values projected, attended head by head, and projected back.
KerasLowering::Lowered KerasLowering::multiHeadAttention(const Site& site)
{
    const auto query = named(site, "query", 0), value = named(site, "value", 1);
    if (!query || !value)
        return fail(ErrorCode::operatorMalformed, {site.name, "value"});
    const auto q = asPlain(*query), v = asPlain(*value), k = asPlain(named(site, "key", 2).value_or(*value));
    if (!q || !v || !k)
        return opaque(site);
    const std::int64_t heads = site.config.integer("num_heads").value_or(0),
                       size = site.config.integer("key_dim").value_or(0),
                       valueSize = site.config.integer("value_dim").value_or(size);
    if (heads < 1 || heads > kMaxHeads || size < 1 || size > kMaxWidth || valueSize < 1 || valueSize > kMaxWidth)
        return invalid(site, "num_heads", fmt::format("{} x {}", heads, size));
    const bool plain = q->shape.size() == 3 && k->shape.size() == 3 && v->shape.size() == 3;
    if (!plain || site.config.find("attention_axes"))
        return opaqueSameShape(site);
    const Lengths width = site.config.integers("output_shape");
    const std::int64_t out = width.size() == 1 ? width.front() : q->shape[2];
    const auto pq = projected(site, "query", *q, {q->shape[2], heads, size}, 1);
    const auto pk = projected(site, "key", *k, {k->shape[2], heads, size}, 1);
    const auto pv = projected(site, "value", *v, {v->shape[2], heads, valueSize}, 1);
    for (const auto* part : {&pq, &pk, &pv})
        if (!*part)
            return tl::make_unexpected(part->error());
    auto step = withScalar(site, K::mul, *pq, 1.0f / std::sqrt(static_cast<float>(size)));
    const KerasValue keys = splitHeads(*pk, heads), values = splitHeads(*pv, heads);
    if (step)
        step = product(site, splitHeads(*step, heads), keys, true);
    if (step)
        step = softmaxAlong(site, *step, -1, K::softmax);
    if (step)
        step = product(site, *step, values, false);
    if (!step)
        return tl::make_unexpected(step.error());
    const KerasValue joined = reshaped(transposed(*step, {0, 2, 1, 3}, site.name + "/join"),
                                       {q->shape[0], q->shape[1], heads * valueSize}, site.name + "/joined");
    const auto result = projected(site, "attention_output", joined, {heads, valueSize, out}, 2);
    if (!result)
        return tl::make_unexpected(result.error());
    return Values{*result};
}

} // namespace tenbin
