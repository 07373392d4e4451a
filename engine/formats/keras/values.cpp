// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/permuted_constant.h"
#include "engine/formats/keras/lowering.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

// The part of KerasLowering for layouts, constants and what all handlers share.

tl::unexpected<Error> KerasLowering::invalid(const Site& site, const std::string& attribute, const std::string& value)
{
    return fail(ErrorCode::attributeInvalid, {site.name, attribute, value});
}

tl::unexpected<Error> KerasLowering::mismatch(const Site& site, const std::string& expected, const Shape& found)
{
    return fail(ErrorCode::shapeMismatch, {site.name, expected, toString(found)});
}

Result<int> KerasLowering::axisOf(const Site& site, std::int64_t axis, std::size_t rank) const
{
    const auto resolved = resolveAxis(axis, rank);
    if (!resolved)
        return invalid(site, "axis", std::to_string(axis));
    return *resolved;
}

int KerasLowering::draftAxis(const KerasValue& value, int axis)
{
    if (value.layout == KerasLayout::plain || axis == 0)
        return axis;
    if (value.layout == KerasLayout::lifted)
        return axis + 1;
    if (axis == 1)
        return 3;
    return value.shape.size() == 3 ? 2 : axis - 1;
}

Shape KerasLowering::kerasShapeOf(const Shape& s, KerasLayout layout, std::size_t rank)
{
    if (layout == KerasLayout::plain || s.size() != 4)
        return s;
    if (layout == KerasLayout::lifted)
        return {s[0], s[2], s[3]};
    if (rank == 3)
        return {s[0], s[3], s[2]};
    return {s[0], s[3], s[1], s[2]};
}

TensorId KerasLowering::addReshape(TensorId x, Shape shape, const std::string& name)
{
    if (m_draft.tensor(x).constant)
        return m_draft.addReshapedConstant(x, std::move(shape));
    const TensorId id = m_draft.addTensor({.name = name, .shape = std::move(shape), .type = m_draft.tensor(x).type});
    m_draft.operators.push_back({.kind = OperatorKind::reshape, .name = name, .inputs = {x}, .outputs = {id}});
    return id;
}

TensorId KerasLowering::addTranspose(TensorId x, const std::vector<int>& permutation, const std::string& name)
{
    if (m_draft.tensor(x).constant)
        return permutedConstant(m_draft, x, permutation);
    Shape shape;
    for (const int axis : permutation)
        shape.push_back(m_draft.tensor(x).shape[static_cast<std::size_t>(axis)]);
    const TensorId id = m_draft.addTensor({.name = name, .shape = std::move(shape), .type = m_draft.tensor(x).type});
    m_draft.operators.push_back({.kind = OperatorKind::transpose,
                                 .name = name,
                                 .inputs = {x},
                                 .outputs = {id},
                                 .attributes = PermutationAttributes{permutation}});
    return id;
}

KerasValue KerasLowering::reshaped(const KerasValue& x, Shape shape, const std::string& name)
{
    return {addReshape(x.id, shape, name), KerasLayout::plain, shape};
}

KerasValue KerasLowering::transposed(const KerasValue& x, const std::vector<int>& permutation, const std::string& name)
{
    const TensorId id = addTranspose(x.id, permutation, name);
    return {id, KerasLayout::plain, m_draft.tensor(id).shape};
}

Result<KerasValue> KerasLowering::asPlain(const KerasValue& value)
{
    if (value.layout == KerasLayout::plain)
        return value;
    if (const auto known = m_plainForms.find(value.id.index); known != m_plainForms.end())
        return known->second;
    const std::string name = tensor(value).name + "/plain";
    TensorId id = value.id;
    if (value.layout == KerasLayout::channelsFirst)
        id = addTranspose(id, {0, 3, 1, 2}, name);
    if (m_draft.tensor(id).shape != value.shape)
        id = addReshape(id, value.shape, name);
    return m_plainForms.emplace(value.id.index, KerasValue{id, KerasLayout::plain, value.shape}).first->second;
}

/// As [N,H,W,C] in the draft.
Result<KerasValue> KerasLowering::asMapOf(const KerasValue& value, bool channelsFirst)
{
    const KerasLayout wanted = channelsFirst ? KerasLayout::channelsFirst
                                             : (value.shape.size() == 3 ? KerasLayout::lifted : KerasLayout::plain);
    if (value.layout == wanted)
        return value;
    const auto plain = asPlain(value);
    if (!plain)
        return plain;
    const Shape& s = value.shape;
    const std::string name = tensor(value).name + "/map";
    TensorId id = plain->id;
    if (s.size() == 3)
        id = addReshape(id, channelsFirst ? Shape{s[0], s[1], 1, s[2]} : Shape{s[0], 1, s[1], s[2]}, name);
    if (channelsFirst)
        id = addTranspose(id, {0, 2, 3, 1}, name);
    return KerasValue{id, wanted, s};
}

/// The layer's input as [N,H,W,C]; `sequence`: it is [N,L,C] or [N,C,L] in Keras.
Result<KerasValue> KerasLowering::asMap(const Site& site, const KerasValue& value, bool sequence)
{
    if (value.shape.size() != (sequence ? 3u : 4u))
        return mismatch(site, sequence ? "NxLxC" : "NxHxWxC", value.shape);
    return asMapOf(value, channelsFirst(site.config));
}

Result<KerasValue> KerasLowering::emit(const Site& site, Operator op, KerasLayout layout, std::size_t rank,
                                       DataType type, std::optional<Shape> shape)
{
    if (op.name.empty())
        op.name = site.name;
    if (!shape) {
        std::vector<std::optional<Shape>> inputs;
        for (const TensorId id : op.inputs)
            inputs.push_back(id.valid() ? std::optional(m_draft.tensor(id).shape) : std::nullopt);
        op.outputs.resize(1);
        auto inferred = inferShapes(op, inputs);
        if (!inferred)
            return tl::make_unexpected(std::move(inferred.error()));
        shape = std::move(inferred->front());
    }
    if (!checkedElements(*shape))
        return fail(ErrorCode::modelTooLarge, {site.name, toString(*shape), std::to_string(std::int64_t{1} << 40)});
    const TensorId id = m_draft.addTensor({.name = op.name, .shape = *shape, .type = type});
    op.outputs = {id};
    m_draft.operators.push_back(std::move(op));
    return KerasValue{id, layout, kerasShapeOf(*shape, layout, rank)};
}

TensorId KerasLowering::addFloats(const std::string& name, Shape shape, const std::vector<float>& values)
{
    return m_draft.addConstant({.name = name, .shape = std::move(shape), .type = DataType::float32()}, toBytes(values));
}

/// A constant with the file's values, which stay where they lie.
TensorId KerasLowering::addWeight(const Hdf5Dataset* dataset, const std::string& name, const Shape& shape)
{
    Tensor tensor{.name = name, .shape = shape, .type = DataType::float32(), .constant = true};
    if (dataset && dataset->type)
        tensor.type = *dataset->type;
    const auto bytes = static_cast<std::size_t>(tensor.sizeBytes().count());
    if (dataset && dataset->at)
        tensor.data = m_file.bytes.subspan(*dataset->at, bytes);
    else if (dataset && dataset->unpacked.size() == bytes)
        tensor.data = dataset->unpacked;
    if (tensor.data.empty())
        tensor.data = m_draft.emptyBuffer();
    return m_draft.addTensor(std::move(tensor));
}

/// A weight of the layer, once however often the layer is used. Where the file does not have its values, only its
/// shape counts, and a remark says so.
Result<TensorId> KerasLowering::weight(const Site& site, const KerasRole& role, const Shape& shape)
{
    const std::string layer = fmt::format("{}", fmt::join(site.place.names, "/"));
    const std::string part = site.place.part.empty() ? std::string() : "/" + site.place.part;
    const std::string name = layer + part + "/" + role.names.front();
    if (const auto known = m_constants.find(name); known != m_constants.end())
        return known->second;
    if (!checkedElements(shape))
        return fail(ErrorCode::modelTooLarge, {name, toString(shape), std::to_string(std::int64_t{1} << 40)});
    const Hdf5Dataset* dataset = m_weights.find(site.place, role);
    if (dataset && dataset->shape != shape)
        return fail(ErrorCode::shapeMismatch, {name, toString(shape), toString(dataset->shape)});
    const TensorId id = addWeight(dataset, name, shape);
    if (m_draft.tensor(id).data.empty() && elementCount(shape) > 0 && m_valueless.insert(layer).second)
        m_draft.remarks.push_back({ImportNote::weightsMissing, layer});
    m_constants.emplace(name, id);
    return id;
}

} // namespace tenbin
