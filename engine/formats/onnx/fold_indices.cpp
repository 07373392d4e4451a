// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/fold_rules.h"

namespace tenbin::fold_rules {

namespace {

/// Where the rows of ND indices begin in x, and how many elements each names.
struct NdRows {
    std::vector<std::int64_t> starts;
    std::int64_t length = 0;
};

std::optional<NdRows> ndRows(const FoldedValue& x, const FoldedValue& indices)
{
    if (indices.shape.empty() || indices.shape.back() < 0
        || indices.shape.back() > static_cast<std::int64_t>(x.shape.size()) || indices.values.empty())
        return std::nullopt;
    const std::size_t depth = unsignedOf(indices.shape.back());
    const auto strides = stridesOf(x.shape);
    NdRows rows{{}, product(x.shape, depth, x.shape.size())};
    for (std::size_t i = 0; depth > 0 && i < indices.values.size(); i += depth) {
        std::int64_t start = 0;
        for (std::size_t d = 0; d < depth; ++d) {
            const auto index = resolveAxis(toInteger(indices.values[i + d]), unsignedOf(x.shape[d]));
            if (!index)
                return std::nullopt;
            start += *index * strides[d];
        }
        rows.starts.push_back(start);
    }
    return rows;
}

} // namespace

/// Slices of x along one axis, in the order of the indices.
Folded gather(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const FoldedValue* indices = site.at(1);
    if (!x || !indices)
        return std::nullopt;
    const auto axis = resolveAxis(site.node.integer("axis", 0), x->shape.size());
    if (!axis)
        return std::nullopt;
    const auto where = unsignedOf(*axis);
    const std::int64_t outer = product(x->shape, 0, where);
    const std::int64_t inner = product(x->shape, where + 1, x->shape.size());
    FoldedValue result{.shape = x->shape, .values = {}, .type = x->type};
    result.shape.erase(result.shape.begin() + *axis);
    result.shape.insert(result.shape.begin() + *axis, indices->shape.begin(), indices->shape.end());
    const auto count = checkedElements(result.shape);
    if (!count || *count > site.limit)
        return std::nullopt;
    std::vector<std::int64_t> chosen;
    for (const double entry : indices->values) {
        const auto index = resolveAxis(toInteger(entry), unsignedOf(x->shape[where]));
        if (!index)
            return std::nullopt;
        chosen.push_back(*index);
    }
    result.values.reserve(unsignedOf(*count));
    for (std::int64_t o = 0; o < outer && inner > 0; ++o)
        for (const std::int64_t index : chosen) {
            const auto first = x->values.begin() + (o * x->shape[where] + index) * inner;
            result.values.insert(result.values.end(), first, first + inner);
        }
    return result;
}

Folded gatherElements(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const FoldedValue* indices = site.at(1);
    if (!x || !indices || x->shape.size() != indices->shape.size())
        return std::nullopt;
    const auto axis = resolveAxis(site.node.integer("axis", 0), x->shape.size());
    if (!axis)
        return std::nullopt;
    const auto strides = stridesOf(x->shape);
    FoldedValue result{.shape = indices->shape, .values = {}, .type = x->type};
    std::vector<std::int64_t> place(x->shape.size(), 0);
    for (const double entry : indices->values) {
        const auto index = resolveAxis(toInteger(entry), unsignedOf(x->shape[unsignedOf(*axis)]));
        if (!index)
            return std::nullopt;
        std::int64_t position = 0;
        for (std::size_t d = 0; d < place.size(); ++d) {
            std::int64_t step = place[d];
            if (d == unsignedOf(*axis))
                step = *index;
            if (step >= x->shape[d])
                return std::nullopt;
            position += step * strides[d];
        }
        result.values.push_back(x->values[unsignedOf(position)]);
        toNextPlace(place, indices->shape);
    }
    return result;
}

Folded gatherNd(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const FoldedValue* indices = site.at(1);
    if (!x || !indices || site.node.integer("batch_dims", 0) != 0)
        return std::nullopt;
    const auto rows = ndRows(*x, *indices);
    if (!rows || static_cast<std::int64_t>(rows->starts.size()) > site.limit / std::max<std::int64_t>(rows->length, 1))
        return std::nullopt;
    FoldedValue result{.shape = {indices->shape.begin(), indices->shape.end() - 1}, .values = {}, .type = x->type};
    result.shape.insert(result.shape.end(), x->shape.begin() + indices->shape.back(), x->shape.end());
    for (const std::int64_t start : rows->starts)
        result.values.insert(result.values.end(), x->values.begin() + start, x->values.begin() + start + rows->length);
    if (checkedElements(result.shape) != static_cast<std::int64_t>(result.values.size()))
        return std::nullopt;
    return result;
}

/// [x, indices, updates]: rows of x replaced.
Folded scatterNd(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const FoldedValue* indices = site.at(1);
    const FoldedValue* updates = site.at(2);
    if (!x || !indices || !updates || site.node.text("reduction", "none") != "none")
        return std::nullopt;
    const auto rows = ndRows(*x, *indices);
    if (!rows || updates->values.size() != rows->starts.size() * unsignedOf(rows->length))
        return std::nullopt;
    FoldedValue result = *x;
    auto next = updates->values.begin();
    for (const std::int64_t start : rows->starts) {
        std::copy_n(next, rows->length, result.values.begin() + start);
        next += rows->length;
    }
    return result;
}

} // namespace tenbin::fold_rules
