// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/keras/lowering.h"

namespace tenbin {

// The part of KerasLowering for layers that keep their name: custom ones, Lambda, and those that no target
// supports. Their weights count. Where nothing tells the size of the output it counts as a scalar, so that the
// rest of the network is a lower bound; a remark says so.

/// Sizes from the file (Keras 3 writes them where the output is used) or from a Lambda's `output_shape`.
KerasLowering::Lowered KerasLowering::opaque(const Site& site)
{
    std::vector<Shape> shapes;
    for (const auto& shape : site.declared)
        if (shape)
            shapes.push_back(*shape);
    if (!shapes.empty() && shapes.size() == site.declared.size())
        return addOpaque(site, shapes, true);
    Shape given{site.inputs.empty() || site.inputs.front().shape.empty() ? 1 : site.inputs.front().shape.front()};
    const Lengths lengths = site.config.integers("output_shape");
    given.insert(given.end(), lengths.begin(), lengths.end());
    if (!lengths.empty() && checkedElements(given) && site.declared.size() <= 1)
        return addOpaque(site, {given}, true);
    return unsized(site);
}

/// Layers that are known to keep the shape of their input.
KerasLowering::Lowered KerasLowering::opaqueSameShape(const Site& site)
{
    return addOpaque(site, {site.inputs.front().shape}, true);
}

KerasLowering::Lowered KerasLowering::unsized(const Site& site)
{
    const bool behind = std::any_of(site.inputs.begin(), site.inputs.end(), [](const auto& x) { return x.unsized; });
    if (behind)
        ++m_skipped;
    else
        m_draft.remarks.push_back({ImportNote::shapeUnknown, site.name});
    return addOpaque(site, std::vector<Shape>(std::max<std::size_t>(site.declared.size(), 1)), false);
}

KerasLowering::Lowered KerasLowering::addOpaque(const Site& site, const std::vector<Shape>& shapes, bool sized)
{
    Operator op{.kind = OperatorKind::custom, .name = site.name, .customName = site.layer.className};
    DataType type = DataType::float32();
    for (const KerasValue& x : site.inputs) {
        const auto plain = asPlain(x);
        if (!plain)
            return tl::make_unexpected(plain.error());
        op.inputs.push_back(plain->id);
    }
    for (const Hdf5Dataset* dataset : m_weights.all(site.place)) {
        if (!dataset->type)
            continue;
        const std::string name = fmt::format("{}/{}", site.name, op.inputs.size());
        const auto known = m_constants.emplace(name, TensorId{});
        if (known.second)
            known.first->second = addWeight(dataset, name, dataset->shape);
        op.inputs.push_back(known.first->second);
    }
    Values values;
    for (const Shape& shape : shapes) {
        const std::string name = values.empty() ? site.name : fmt::format("{}:{}", site.name, values.size());
        op.outputs.push_back(m_draft.addTensor({.name = name, .shape = shape, .type = type}));
        values.push_back({op.outputs.back(), KerasLayout::plain, shape, !sized});
    }
    m_draft.operators.push_back(std::move(op));
    if (sized)
        m_draft.remarks.push_back({ImportNote::operatorUnknown, site.layer.className});
    return values;
}

} // namespace tenbin
