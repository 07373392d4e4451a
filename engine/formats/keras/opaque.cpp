// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/keras/handlers.h"

namespace tenbin {

// Layers that keep their name: custom ones, Lambda, and those that no target
// supports. Their weights count. Where nothing tells the size of the output it counts as a scalar, so that the
// rest of the network is a lower bound; a remark says so.

namespace {

KerasLowered addOpaque(KerasLowering& lowering, const KerasSite& site, const std::vector<Shape>& shapes, bool sized)
{
    Operator op{.kind = OperatorKind::custom, .name = site.name, .customName = site.layer.className};
    DataType type = DataType::float32();
    for (const KerasValue& x : site.inputs) {
        const auto plain = lowering.asPlain(x);
        if (!plain)
            return firstError(plain);
        op.inputs.push_back(plain->id);
    }
    lowering.addAllWeights(site, op);
    KerasValues values;
    for (const Shape& shape : shapes) {
        const std::string name = values.empty() ? site.name : fmt::format("{}:{}", site.name, values.size());
        op.outputs.push_back(lowering.draft().addTensor({.name = name, .shape = shape, .type = type}));
        values.push_back({op.outputs.back(), KerasLayout::plain, shape, !sized});
    }
    lowering.draft().operators.push_back(std::move(op));
    if (sized)
        lowering.draft().remarks.push_back({ImportNote::operatorUnknown, site.layer.className});
    return values;
}

} // namespace

/// Sizes from the file (Keras 3 writes them where the output is used) or from a Lambda's `output_shape`.
KerasLowered lowerOpaque(KerasLowering& lowering, const KerasSite& site)
{
    std::vector<Shape> shapes;
    for (const auto& shape : site.declared)
        if (shape)
            shapes.push_back(*shape);
    if (!shapes.empty() && shapes.size() == site.declared.size())
        return addOpaque(lowering, site, shapes, true);
    Shape given{site.inputs.empty() || site.inputs.front().shape.empty() ? 1 : site.inputs.front().shape.front()};
    const std::vector<std::int64_t> lengths = site.config.integers("output_shape");
    given.insert(given.end(), lengths.begin(), lengths.end());
    if (!lengths.empty() && checkedElements(given) && site.declared.size() <= 1)
        return addOpaque(lowering, site, {given}, true);
    return lowerUnsized(lowering, site);
}

/// Layers that are known to keep the shape of their input.
KerasLowered lowerSameShape(KerasLowering& lowering, const KerasSite& site)
{
    return addOpaque(lowering, site, {site.inputs.front().shape}, true);
}

KerasLowered lowerUnsized(KerasLowering& lowering, const KerasSite& site)
{
    const bool behind = std::any_of(site.inputs.begin(), site.inputs.end(), [](const auto& x) { return x.unsized; });
    if (behind)
        ++lowering.tally.skipped;
    else
        lowering.draft().remarks.push_back({ImportNote::shapeUnknown, site.name});
    return addOpaque(lowering, site, std::vector<Shape>(std::max<std::size_t>(site.declared.size(), 1)), false);
}

} // namespace tenbin
