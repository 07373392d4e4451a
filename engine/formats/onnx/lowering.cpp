// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/lowering.h"

#include <algorithm>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

namespace {

/// Shapes of the node's outputs from those of the operator's inputs; the operator gets as many outputs as the node.
Result<std::vector<Shape>> outputShapes(const DraftGraph& draft, const OnnxNode& node, Operator& op)
{
    std::vector<std::optional<Shape>> inputs;
    inputs.reserve(op.inputs.size());
    for (const TensorId id : op.inputs) {
        if (id.valid())
            inputs.emplace_back(draft.tensor(id).shape);
        else
            inputs.emplace_back();
    }
    op.outputs.assign(static_cast<std::size_t>(node.outputs()), {}); // splits count them
    auto inferred = inferShapes(op, inputs);
    if (!inferred && !inferred.error().arguments.empty())
        inferred.error().arguments.front() = node.label();
    return inferred;
}

} // namespace

OnnxValue* OnnxLowering::find(const std::string& name)
{
    const auto found = m_values.find(name);
    if (found == m_values.end())
        return nullptr;
    return &found->second;
}

const OnnxValue* OnnxLowering::find(const OnnxNode& node, int position) const
{
    const auto found = m_values.find(node.input(position));
    if (node.input(position).empty() || found == m_values.end())
        return nullptr;
    return &found->second;
}

Result<OnnxValue> OnnxLowering::input(const OnnxNode& node, int position) const
{
    const OnnxValue* value = find(node, position);
    if (!value)
        return missing(node, position == 1 ? "weights" : "input");
    return *value;
}

Result<OnnxValue> OnnxLowering::plainInput(const OnnxNode& node, int position)
{
    const auto value = input(node, position);
    if (!value)
        return value;
    return asPlain(*value);
}

Result<OnnxValue> OnnxLowering::mapInput(const OnnxNode& node, int position)
{
    const auto value = input(node, position);
    if (!value)
        return value;
    return asChannelsLast(*value);
}

Result<OnnxValue> OnnxLowering::axisInput(const OnnxNode& node, int position)
{
    const auto value = input(node, position);
    if (!value || value->layout != OnnxLayout::flattened)
        return value;
    return asPlain(*value);
}

std::optional<std::vector<std::int64_t>> OnnxLowering::integers(const OnnxNode& node, int position) const
{
    const OnnxValue* value = find(node, position);
    if (!value)
        return std::nullopt;
    return integerValues(tensor(*value));
}

std::optional<std::vector<float>> OnnxLowering::floats(const OnnxNode& node, int position) const
{
    const OnnxValue* value = find(node, position);
    if (!value)
        return std::nullopt;
    return floatValues(tensor(*value));
}

Result<std::vector<int>> OnnxLowering::axes(const OnnxNode& node, int position, std::size_t rank) const
{
    std::vector<std::int64_t> values = node.integers("axes");
    if (values.empty())
        values = integers(node, position).value_or(std::vector<std::int64_t>{});
    std::vector<int> result;
    for (const std::int64_t value : values) {
        const auto resolved = axisOf(node, value, rank);
        if (!resolved)
            return firstError(resolved);
        result.push_back(*resolved);
    }
    return result;
}

bool OnnxLowering::atRunTime(const OnnxNode& node, int position)
{
    const OnnxValue* value = find(node, position);
    if (!value || isConstant(*value))
        return false;
    const ImportRemark remark{ImportNote::runtimeParameter, node.name()};
    if (std::find(m_draft.remarks.begin(), m_draft.remarks.end(), remark) == m_draft.remarks.end())
        m_draft.remarks.push_back(remark);
    return true;
}

void OnnxLowering::resize(TensorId id, const Shape& shape)
{
    m_draft.tensor(id).shape = shape;
    for (auto& [name, value] : m_values)
        if (value.id == id) {
            value.unsized = false;
            value.fileShape = shape;
        }
}

/// That of the operator's first input.
DataType OnnxLowering::typeOf(const Operator& op) const
{
    if (op.inputs.empty() || !op.inputs.front().valid())
        return DataType::float32();
    return m_draft.tensor(op.inputs.front()).type;
}

Result<void> OnnxLowering::emit(const OnnxNode& node, Operator op, OnnxLayout layout, std::size_t fileRank,
                                std::optional<DataType> type, std::vector<Shape> shapes)
{
    op.name = node.name();
    if (shapes.empty()) {
        auto inferred = outputShapes(m_draft, node, op);
        if (!inferred)
            return firstError(inferred);
        shapes = std::move(*inferred);
    }
    if (!type)
        type = typeOf(op);
    op.outputs.clear();
    for (std::size_t i = 0; i < shapes.size() && i < static_cast<std::size_t>(node.outputs()); ++i) {
        if (!checkedElements(shapes[i]))
            return fail(ErrorCode::modelTooLarge,
                        {node.label(), toString(shapes[i]), std::to_string(std::int64_t{1} << 40)});
        const std::string& name = node.output(static_cast<int>(i));
        const TensorId id = m_draft.addTensor({.name = name, .shape = shapes[i], .type = *type});
        op.outputs.push_back(id);
        if (!name.empty())
            bind(name, {id, layout, fileShapeOf(shapes[i], layout, fileRank), {}});
    }
    m_draft.operators.push_back(std::move(op));
    return {};
}

TensorId OnnxLowering::addFloatConstant(const std::string& name, Shape shape, const std::vector<float>& values)
{
    return m_draft.addConstant({.name = name, .shape = std::move(shape), .type = DataType::float32()}, toBytes(values));
}

Result<void> OnnxLowering::emitLike(const OnnxNode& node, Operator op, const OnnxValue& x, std::optional<DataType> type,
                                    std::vector<Shape> shapes)
{
    if (auto done = emit(node, std::move(op), x.layout, x.fileShape.size(), type, std::move(shapes)); !done)
        return done;
    result(node).fileShape = x.fileShape;
    result(node).source = x.source;
    return {};
}

TensorId OnnxLowering::addStep(const std::string& name, OperatorKind kind, std::vector<TensorId> inputs, Shape shape,
                               Attributes attributes)
{
    const TensorId out = m_draft.addTensor({.name = name, .shape = std::move(shape), .type = DataType::float32()});
    m_draft.operators.push_back({.kind = kind,
                                 .name = name,
                                 .inputs = std::move(inputs),
                                 .outputs = {out},
                                 .attributes = std::move(attributes)});
    return out;
}

Result<TensorId> OnnxLowering::addConstant(const onnx::TensorProto& proto, const std::string& name)
{
    const auto constant = addOnnxConstant(m_draft, proto, name);
    if (!constant)
        return firstError(constant);
    if (!constant->missing)
        return constant->id;
    Tensor& tensor = m_draft.tensor(constant->id);
    if (proto.data_location() == onnx::TensorProto::EXTERNAL) {
        const auto values = m_external.find(proto, static_cast<std::size_t>(tensor.sizeBytes().count()));
        if (!values)
            return firstError(values);
        if (values->refused)
            m_draft.remarks.push_back({ImportNote::externalRefused, OnnxExternalData::location(proto)});
        if (values->file) {
            tensor.data = values->bytes;
            m_draft.storage.push_back(values->file);
            return constant->id;
        }
    }
    m_draft.remarks.push_back({ImportNote::weightsMissing, name});
    return constant->id;
}

OnnxFragment OnnxLowering::takeSince(const Mark& mark)
{
    const auto from = [](auto& list, std::size_t first) { return list.begin() + static_cast<std::ptrdiff_t>(first); };
    OnnxFragment fragment;
    fragment.operators.assign(from(m_draft.operators, mark.operators), m_draft.operators.end());
    fragment.remarks.assign(from(m_draft.remarks, mark.remarks), m_draft.remarks.end());
    m_draft.operators.resize(mark.operators);
    m_draft.remarks.resize(mark.remarks);
    for (std::size_t i = mark.plainForms; i < m_plainOrder.size(); ++i) {
        fragment.plainForms.emplace_back(m_plainOrder[i], m_plainForms.at(m_plainOrder[i]));
        m_plainForms.erase(m_plainOrder[i]);
    }
    m_plainOrder.resize(mark.plainForms);
    return fragment;
}

void OnnxLowering::putBack(OnnxFragment fragment)
{
    for (Operator& op : fragment.operators)
        m_draft.operators.push_back(std::move(op));
    for (ImportRemark& remark : fragment.remarks)
        m_draft.remarks.push_back(std::move(remark));
    for (auto& [key, value] : fragment.plainForms) {
        m_plainForms.emplace(key, std::move(value));
        m_plainOrder.push_back(key);
    }
}

} // namespace tenbin
