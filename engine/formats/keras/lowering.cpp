// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/lowering.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/permuted_constant.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

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

Result<KerasValue> KerasLowering::asMapOf(const KerasValue& value, bool channelsFirst)
{
    KerasLayout wanted = KerasLayout::plain;
    if (channelsFirst)
        wanted = KerasLayout::channelsFirst;
    else if (value.shape.size() == 3)
        wanted = KerasLayout::lifted;
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

Result<KerasValue> KerasLowering::asMap(const KerasSite& site, const KerasValue& value, bool sequence)
{
    if (sequence && value.shape.size() != 3)
        return mismatch(site, "NxLxC", value.shape);
    if (!sequence && value.shape.size() != 4)
        return mismatch(site, "NxHxWxC", value.shape);
    return asMapOf(value, channelsFirst(site.config));
}

Result<KerasValue> KerasLowering::emit(const KerasSite& site, Operator op, KerasLayout layout, std::size_t rank,
                                       DataType type, std::optional<Shape> shape)
{
    if (op.name.empty())
        op.name = site.name;
    if (!shape) {
        std::vector<std::optional<Shape>> inputs;
        for (const TensorId id : op.inputs) {
            if (id.valid())
                inputs.emplace_back(m_draft.tensor(id).shape);
            else
                inputs.emplace_back();
        }
        op.outputs.resize(1);
        auto inferred = inferShapes(op, inputs);
        if (!inferred)
            return firstError(inferred);
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

void KerasLowering::addAllWeights(const KerasSite& site, Operator& op)
{
    for (const Hdf5Dataset* dataset : m_weights.all(site.place)) {
        if (!dataset->type)
            continue;
        const std::string name = fmt::format("{}/{}", site.name, op.inputs.size());
        const auto known = m_constants.emplace(name, TensorId{});
        if (known.second)
            known.first->second = addWeight(dataset, name, dataset->shape);
        op.inputs.push_back(known.first->second);
    }
}

Result<TensorId> KerasLowering::weight(const KerasSite& site, const KerasRole& role, const Shape& shape)
{
    const std::string layer = fmt::format("{}", fmt::join(site.place.names, "/"));
    std::string name = layer;
    if (!site.place.part.empty())
        name += "/" + site.place.part;
    name += "/" + role.names.front();
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
