// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/graph/shape_rules.h"

namespace tenbin::shape_rules {

/// [..., in] by [out, in] is [..., out]. An input that was never flattened
/// ([1, 3, 3, 64] before weights [10, 576]) becomes [rows, out].
Inferred fullyConnected(const Site& site)
{
    const Shape* x = site.input(0);
    const Shape* weights = site.input(1);
    if (!x || !weights)
        return site.missingInputOr("weights");
    if (weights->size() != 2)
        return site.mismatch("OUTxIN", toString(*weights));
    const std::int64_t out = (*weights)[0];
    const std::int64_t in = (*weights)[1];
    const Shape* bias = site.input(2);
    if (bias && elementCount(*bias) != out)
        return site.mismatch(std::to_string(out), toString(*bias));
    if (!x->empty() && x->back() == in) {
        Shape result = *x;
        result.back() = out;
        return one(std::move(result));
    }
    const std::int64_t elements = elementCount(*x);
    if (in == 0 || elements % in != 0)
        return site.mismatch(std::to_string(in), toString(*x));
    return one({elements / in, out});
}

namespace {
/// Dimension `position` of a shape, counted from its end with 1; missing ones are 1.
std::int64_t fromTheRight(const Shape& shape, std::size_t position)
{
    if (position > shape.size())
        return 1;
    return shape[shape.size() - position];
}
} // namespace

Inferred batchMatMul(const Site& site)
{
    const Shape* a = site.input(0);
    const Shape* b = site.input(1);
    if (!a || !b)
        return site.missing("input");
    if (a->size() < 2 || b->size() < 2)
        return site.mismatch("MxK", toString(a->size() < 2 ? *a : *b));
    MatMulAttributes attributes;
    if (const auto* given = site.op.attributesAs<MatMulAttributes>())
        attributes = *given;
    std::int64_t m = (*a)[a->size() - 2];
    std::int64_t k = a->back();
    std::int64_t k2 = (*b)[b->size() - 2];
    std::int64_t n = b->back();
    if (attributes.transposeA)
        std::swap(m, k);
    if (attributes.transposeB)
        std::swap(k2, n);
    if (k != k2)
        return site.mismatch(std::to_string(k), std::to_string(k2));
    // Leading dimensions broadcast, aligned from the right.
    const std::size_t rank = std::max(a->size(), b->size());
    Shape result(rank);
    for (std::size_t i = 0; i + 2 < rank; ++i) {
        const std::size_t fromRight = rank - i;
        const std::int64_t da = fromTheRight(*a, fromRight);
        const std::int64_t db = fromTheRight(*b, fromRight);
        if (da != db && da != 1 && db != 1)
            return site.mismatch(toString(*a), toString(*b));
        result[i] = da;
        if (da == 1)
            result[i] = db;
    }
    result[rank - 2] = m;
    result[rank - 1] = n;
    return one(std::move(result));
}

/// The sequence of hidden states: the input with `units` in place of its features.
Inferred recurrent(const Site& site)
{
    const Shape* x = site.input(0);
    const auto* attributes = site.op.attributesAs<RecurrentAttributes>();
    if (!x || !attributes)
        return site.missingInputOr("attributes");
    if (x->size() < 2)
        return site.mismatch("BATCHxTIMExIN", toString(*x));
    if (attributes->units <= 0)
        return site.invalid("units", std::to_string(attributes->units));
    Shape result = *x;
    result.back() = attributes->units;
    return one(std::move(result));
}

/// Each unit sums `rank` filters: [batch, filters / rank].
Inferred svdf(const Site& site)
{
    const Shape* x = site.input(0);
    const Shape* feature = site.input(1);
    const auto* attributes = site.op.attributesAs<SvdfAttributes>();
    if (!x || !feature)
        return site.missingInputOr("weights");
    if (!attributes)
        return site.missing("attributes");
    if (x->size() != 2 || feature->size() != 2 || (*x)[1] != (*feature)[1])
        return site.mismatch(toString(*feature), toString(*x));
    if (attributes->rank <= 0 || (*feature)[0] % attributes->rank != 0)
        return site.invalid("rank", std::to_string(attributes->rank));
    return one({(*x)[0], (*feature)[0] / attributes->rank});
}

} // namespace tenbin::shape_rules
