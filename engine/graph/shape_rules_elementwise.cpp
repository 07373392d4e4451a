// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/graph/shape_rules.h"

namespace tenbin::shape_rules {

Inferred sameAsInput(const Site& site)
{
    const Shape* x = site.input(0);
    if (!x)
        return site.missing("input");
    return one(*x);
}

/// Dimensions aligned from the right; a 1 stretches.
Inferred broadcast(const Site& site)
{
    if (!site.input(0) || !site.input(1))
        return site.missing("input");
    Shape result;
    for (const auto& shape : site.inputs) {
        if (!shape)
            continue;
        if (shape->size() > result.size())
            result.insert(result.begin(), shape->size() - result.size(), 1);
        for (std::size_t i = 0; i < shape->size(); ++i) {
            std::int64_t& dimension = result[result.size() - 1 - i];
            const std::int64_t other = (*shape)[shape->size() - 1 - i];
            if (dimension != other && dimension != 1 && other != 1)
                return site.mismatch(toString(*site.input(0)), toString(*shape));
            if (dimension == 1)
                dimension = other;
        }
    }
    return one(std::move(result));
}

namespace {

Inferred reduce(const Site& site, const Shape& x, const std::vector<int>& axes, bool keepDims)
{
    std::vector<bool> reduced(x.size(), axes.empty());
    for (const int axis : axes) {
        if (axis < 0 || static_cast<std::size_t>(axis) >= x.size())
            return site.invalid("axis", std::to_string(axis));
        reduced[static_cast<std::size_t>(axis)] = true;
    }
    Shape result;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!reduced[i])
            result.push_back(x[i]);
        else if (keepDims)
            result.push_back(1);
    return one(std::move(result));
}

} // namespace

/// Without axes, all dimensions are reduced.
Inferred reduction(const Site& site)
{
    const Shape* x = site.input(0);
    const auto* attributes = site.op.attributesAs<AxisAttributes>();
    if (!x || !attributes)
        return site.missingInputOr("attributes");
    return reduce(site, *x, attributes->axes, attributes->keepDims);
}

Inferred argReduction(const Site& site)
{
    const auto* attributes = site.op.attributesAs<AxisAttributes>();
    if (attributes && attributes->axes.size() != 1)
        return site.invalid("axis", std::to_string(attributes->axes.size()));
    return reduction(site);
}

} // namespace tenbin::shape_rules
