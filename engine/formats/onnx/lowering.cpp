// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/lowering.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/tensor.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

Result<void> OnnxLowering::lower()
{
    for (const auto step : {&OnnxLowering::lowerInitializers, &OnnxLowering::lowerInputs})
        if (auto done = (this->*step)(); !done)
            return done;
    for (const OnnxNode& node : m_model.nodes())
        if (auto done = lowerNode(node); !done) {
            Error error = std::move(done.error());
            error.where.element = node.label();
            return tl::make_unexpected(std::move(error));
        }
    return lowerOutputs();
}

Result<void> OnnxLowering::lowerInitializers()
{
    for (const auto& proto : m_model.graph().initializer()) {
        const auto constant = addConstant(proto, proto.name());
        if (!constant) {
            Error error = constant.error();
            error.where.element = fmt::format("initializer {}", proto.name());
            return tl::make_unexpected(std::move(error));
        }
        bind(proto.name(), {*constant, OnnxLayout::plain, m_draft.tensor(*constant).shape, {}});
        m_foldBudget += 4 * static_cast<std::int64_t>(m_draft.tensor(*constant).data.size());
    }
    return {};
}

/// A constant with its values from the file or from one beside it; says where they are in neither.
Result<TensorId> OnnxLowering::addConstant(const onnx::TensorProto& proto, const std::string& name)
{
    const auto constant = addOnnxConstant(m_draft, proto, name);
    if (!constant || !constant->missing)
        return constant ? Result<TensorId>(constant->id) : tl::make_unexpected(constant.error());
    Tensor& tensor = m_draft.tensor(constant->id);
    if (proto.data_location() == onnx::TensorProto::EXTERNAL) {
        const auto values = m_external.find(proto, static_cast<std::size_t>(tensor.sizeBytes().count()));
        if (!values)
            return tl::make_unexpected(values.error());
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

Result<void> OnnxLowering::lowerInputs()
{
    for (const auto& proto : m_model.graph().input()) {
        if (m_values.contains(proto.name()))
            continue; // before IR version 4 initialisers are inputs too
        const ErrorLocation where{.element = fmt::format("input {}", proto.name())};
        const auto shape = staticShape(proto.type());
        const auto type = onnxDataType(proto.type().tensor_type().elem_type());
        if (!shape)
            return fail(ErrorCode::shapeUnknown, {proto.name()}, where);
        if (!type)
            return fail(ErrorCode::attributeInvalid,
                        {proto.name(), "elem_type", std::to_string(proto.type().tensor_type().elem_type())}, where);
        if (!checkedElements(*shape))
            return fail(ErrorCode::modelTooLarge,
                        {proto.name(), toString(*shape), std::to_string(std::int64_t{1} << 40)}, where);
        OnnxValue value{{}, OnnxLayout::plain, *shape, {}};
        Tensor tensor{.name = proto.name(), .shape = *shape, .type = *type};
        if ((shape->size() == 3 || shape->size() == 4) && wantsChannelsLast(proto.name())) {
            value.layout = OnnxLayout::channelsLast;
            tensor.shape = channelsLastShape(*shape);
        }
        value.id = m_draft.addTensor(std::move(tensor));
        m_draft.inputs.push_back(value.id);
        bind(proto.name(), value);
    }
    return {};
}

Result<void> OnnxLowering::lowerOutputs()
{
    for (const auto& proto : m_model.graph().output()) {
        const auto found = m_values.find(proto.name());
        if (found == m_values.end())
            return fail(ErrorCode::operatorMalformed, {fmt::format("output {}", proto.name()), proto.name()},
                        {.element = fmt::format("output {}", proto.name())});
        OnnxValue value = found->second;
        if (value.layout == OnnxLayout::flattened) {
            const auto plain = asPlain(value);
            if (!plain)
                return tl::make_unexpected(plain.error());
            value = *plain;
        }
        m_draft.outputs.push_back(value.id);
    }
    return {};
}

namespace {

/// Whether the bodies of a control-flow node contain one of `types`.
bool containsAny(const onnx::NodeProto& node, const std::unordered_set<std::string_view>& types)
{
    for (const auto& attribute : node.attribute())
        for (const auto& inner : attribute.g().node())
            if (types.contains(inner.op_type()) || containsAny(inner, types))
                return true;
    return false;
}

} // namespace

/// Whether a value flows, through operators that do not mind the layout, into one that works on feature maps.
bool OnnxLowering::wantsChannelsLast(const std::string& value) const
{
    static const std::unordered_set<std::string_view> spatial{
        "Conv", "ConvTranspose", "MaxPool",  "AveragePool",  "GlobalAveragePool", "GlobalMaxPool", "BatchNormalization",
        "LRN",  "Resize",        "Upsample", "DepthToSpace", "SpaceToDepth",      "ConvInteger"};
    static const std::unordered_set<std::string_view> indifferent{"QuantizeLinear",
                                                                  "DequantizeLinear",
                                                                  "Identity",
                                                                  "Dropout",
                                                                  "Cast",
                                                                  "Relu",
                                                                  "Clip",
                                                                  "Sigmoid",
                                                                  "Add",
                                                                  "Sub",
                                                                  "Mul",
                                                                  "Div",
                                                                  "Pad",
                                                                  "Concat",
                                                                  "LeakyRelu",
                                                                  "ActivationPOTQuantizer",
                                                                  "ActivationSymmetricQuantizer",
                                                                  "ActivationUniformQuantizer"};
    std::vector<std::string> pending{value};
    std::unordered_set<std::string> seen;
    while (!pending.empty()) {
        const std::string name = std::move(pending.back());
        pending.pop_back();
        if (!seen.insert(name).second)
            continue;
        for (const int index : m_model.consumers(name)) {
            const OnnxNode& node = m_model.nodes()[static_cast<std::size_t>(index)];
            if (spatial.contains(node.type()) || containsAny(node.proto(), spatial))
                return true;
            if (indifferent.contains(node.type()) && node.outputs() > 0)
                pending.push_back(node.output(0));
        }
    }
    return false;
}

/// Recurrent cells and bodies may be read by a later output alone; all others write their first.
bool OnnxLowering::hasOutput(const OnnxNode& node) const
{
    static const std::unordered_set<std::string_view> several{"LSTM", "GRU", "RNN", "TopK", "If", "Loop", "Scan"};
    const bool any = std::any_of(node.proto().output().begin(), node.proto().output().end(),
                                 [](const std::string& name) { return !name.empty(); });
    return several.contains(node.type()) ? any : !node.output(0).empty();
}

Result<void> OnnxLowering::lowerNode(const OnnxNode& node)
{
    for (int i = 0; i < node.inputs(); ++i)
        if (!node.input(i).empty() && !m_values.contains(node.input(i)))
            return missing(node, node.input(i));
    if (!hasOutput(node))
        return missing(node, "output");
    if (node.standard() && node.type() == "Constant")
        return constantNode(node, node.output(0));
    if (readsUnsized(node))
        return unsizedInput(node);
    if (const auto done = fold(node); !done || *done)
        return done ? Result<void>{} : Result<void>(tl::make_unexpected(done.error()));
    auto done = handle(node);
    if (!done && done.error().code == ErrorCode::shapeUnknown)
        return unsized(node, OperatorKind::custom);
    return done;
}

Result<void> OnnxLowering::handle(const OnnxNode& node)
{
    if (isQonnx(node))
        return qonnxQuantizer(node);
    if (node.domain() == "mct_quantizers")
        return modelCompressionQuantizer(node);
    const auto entry = table().find(node.type());
    if (entry == table().end() || (!node.standard() && node.domain() != "com.microsoft"))
        return custom(node);
    return (this->*entry->second.handler)(node);
}

Result<void> OnnxLowering::constantNode(const OnnxNode& node, const std::string& name)
{
    onnx::TensorProto scalar;
    const onnx::TensorProto* proto = nullptr;
    if (const auto* value = node.attribute("value")) {
        proto = &value->t();
    } else if (const auto* one = node.attribute("value_int")) {
        scalar.set_data_type(onnx::TensorProto::INT64);
        scalar.add_int64_data(one->i());
    } else if (const auto* real = node.attribute("value_float")) {
        scalar.set_data_type(onnx::TensorProto::FLOAT);
        scalar.add_float_data(real->f());
    } else if (const auto* list = node.attribute("value_ints")) {
        scalar.set_data_type(onnx::TensorProto::INT64);
        scalar.add_dims(list->ints_size());
        *scalar.mutable_int64_data() = list->ints();
    } else if (const auto* reals = node.attribute("value_floats")) {
        scalar.set_data_type(onnx::TensorProto::FLOAT);
        scalar.add_dims(reals->floats_size());
        *scalar.mutable_float_data() = reals->floats();
    } else {
        return missing(node, "value");
    }
    const auto constant = addConstant(proto ? *proto : scalar, name);
    if (!constant)
        return tl::make_unexpected(constant.error());
    bind(name, {*constant, OnnxLayout::plain, m_draft.tensor(*constant).shape, {}});
    return {};
}

// --- help ------------------------------------------------------------------------------------

const OnnxValue* OnnxLowering::find(const OnnxNode& node, int position) const
{
    const auto found = m_values.find(node.input(position));
    return node.input(position).empty() || found == m_values.end() ? nullptr : &found->second;
}

Result<OnnxValue> OnnxLowering::input(const OnnxNode& node, int position) const
{
    const OnnxValue* value = find(node, position);
    if (!value)
        return missing(node, position == 1 ? "weights" : "input");
    return *value;
}

std::optional<std::vector<std::int64_t>> OnnxLowering::integers(const OnnxNode& node, int position) const
{
    const OnnxValue* value = find(node, position);
    return value ? integerValues(tensor(*value)) : std::nullopt;
}

std::optional<std::vector<float>> OnnxLowering::floats(const OnnxNode& node, int position) const
{
    const OnnxValue* value = find(node, position);
    return value ? floatValues(tensor(*value)) : std::nullopt;
}

Result<int> OnnxLowering::axis(const OnnxNode& node, std::int64_t value, std::size_t rank) const
{
    const auto resolved = resolveAxis(value, rank);
    if (!resolved)
        return invalid(node, "axis", std::to_string(value));
    return *resolved;
}

Result<std::vector<int>> OnnxLowering::axes(const OnnxNode& node, int position, std::size_t rank) const
{
    std::vector<std::int64_t> values = node.integers("axes");
    if (values.empty())
        values = integers(node, position).value_or(std::vector<std::int64_t>{});
    std::vector<int> result;
    for (const std::int64_t value : values) {
        const auto resolved = axis(node, value, rank);
        if (!resolved)
            return tl::make_unexpected(resolved.error());
        result.push_back(*resolved);
    }
    return result;
}

void OnnxLowering::bind(const std::string& name, OnnxValue value) { m_values.insert_or_assign(name, std::move(value)); }

Result<void> OnnxLowering::emit(const OnnxNode& node, Operator op, OnnxLayout layout, std::size_t fileRank,
                                std::optional<DataType> type, std::vector<Shape> shapes)
{
    op.name = node.name();
    if (shapes.empty()) {
        std::vector<std::optional<Shape>> inputs;
        inputs.reserve(op.inputs.size());
        for (const TensorId id : op.inputs)
            inputs.push_back(id.valid() ? std::optional(m_draft.tensor(id).shape) : std::nullopt);
        op.outputs.assign(static_cast<std::size_t>(node.outputs()), {}); // splits count them
        auto inferred = inferShapes(op, inputs);
        if (!inferred) {
            if (!inferred.error().arguments.empty())
                inferred.error().arguments.front() = node.label();
            return tl::make_unexpected(std::move(inferred.error()));
        }
        shapes = std::move(*inferred);
    }
    if (!type)
        type = op.inputs.empty() || !op.inputs.front().valid() ? DataType::float32()
                                                               : m_draft.tensor(op.inputs.front()).type;
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

tl::unexpected<Error> OnnxLowering::missing(const OnnxNode& node, std::string what)
{
    return fail(ErrorCode::operatorMalformed, {node.label(), std::move(what)});
}

tl::unexpected<Error> OnnxLowering::invalid(const OnnxNode& node, std::string attribute, std::string value)
{
    return fail(ErrorCode::attributeInvalid, {node.label(), std::move(attribute), std::move(value)});
}

} // namespace tenbin
