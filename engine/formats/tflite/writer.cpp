// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/writer.h"

#include <algorithm>
#include <cfloat>
#include <cstring>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/tflite/operator_writer.h"

namespace tenbin {

namespace {

namespace fb = tflite;

class TfliteWriter {
public:
    explicit TfliteWriter(const Graph& graph) : m_graph(graph), m_operatorWriter(m_builder, graph) {}

    Result<std::vector<std::byte>> write();

private:
    std::optional<Error> check() const;
    void writeTensors();
    void writeOperator(const Operator& op);
    std::int32_t addTensor(const Tensor& tensor, std::string_view name);
    std::int32_t addParameter(const std::string& name, const WrittenParameter& parameter);
    std::uint32_t addBuffer(std::span<const std::byte> data);
    void addOperator(const WrittenOperator& written, const std::vector<std::int32_t>& inputs,
                     const std::vector<std::int32_t>& outputs);
    std::int32_t addPadding(const Operator& op, const Padding2d& padding);
    std::vector<std::byte> finish();
    std::vector<std::int32_t> indices(const std::vector<TensorId>& ids) const;

    const Graph& m_graph;
    flatbuffers::FlatBufferBuilder m_builder;
    TfliteOperatorWriter m_operatorWriter;
    std::vector<std::int32_t> m_index; // of graph tensors in the file; -1 where a tensor is not written
    std::vector<flatbuffers::Offset<fb::Buffer>> m_buffers;
    std::vector<flatbuffers::Offset<fb::Tensor>> m_tensors;
    std::vector<flatbuffers::Offset<fb::Operator>> m_operators;
    std::map<std::pair<fb::BuiltinOperator, std::string>, std::uint32_t> m_codes;
};

/// The empty tensor that stands for the effect of an operator without outputs.
bool isEffect(const Graph& graph, TensorId id)
{
    const Tensor& tensor = graph.tensor(id);
    return tensor.type.kind == DataType::Kind::other && tensor.shape == Shape{0} && graph.producer(id).valid();
}

std::optional<Error> TfliteWriter::check() const
{
    constexpr std::int64_t kMaxDimension = std::numeric_limits<std::int32_t>::max();
    // Offsets have 31 bits; the tables themselves stay far below the reserve.
    constexpr std::int64_t kMaxFile = std::int64_t{1} << 31;
    constexpr std::int64_t kReserve = std::int64_t{1} << 26;
    std::int64_t total = 0;
    for (std::size_t i = 0; i < m_graph.tensors().size(); ++i) {
        const Tensor& tensor = m_graph.tensors()[i];
        const ErrorLocation where{.element = fmt::format("tensor {}", i)};
        if (!tensorTypeOf(tensor.type))
            return Error{ErrorCode::attributeInvalid, {tensor.name, "type", toString(tensor.type)}, where};
        for (const std::int64_t dimension : tensor.shape)
            if (dimension > kMaxDimension)
                return Error{ErrorCode::modelTooLarge,
                             {tensor.name, toString(tensor.shape), std::to_string(kMaxDimension)},
                             where};
        total += static_cast<std::int64_t>(tensor.data.size());
    }
    if (total > kMaxFile - kReserve)
        return Error{ErrorCode::modelTooLarge, {m_graph.name(), std::to_string(total), std::to_string(kMaxFile)}, {}};
    return std::nullopt;
}

Result<std::vector<std::byte>> TfliteWriter::write()
{
    if (auto failure = check())
        return tl::make_unexpected(std::move(*failure));
    m_buffers.push_back(fb::CreateBuffer(m_builder)); // buffer 0 is empty by convention
    writeTensors();
    for (const Operator& op : m_graph.operators())
        writeOperator(op);
    return finish();
}

void TfliteWriter::writeTensors()
{
    m_index.assign(m_graph.tensors().size(), -1);
    for (std::size_t i = 0; i < m_graph.tensors().size(); ++i) {
        const TensorId id{static_cast<std::uint32_t>(i)};
        const Tensor& tensor = m_graph.tensor(id);
        const auto isEnd = [&](const std::vector<TensorId>& ids) {
            return std::find(ids.begin(), ids.end(), id) != ids.end();
        };
        // Constants nobody reads held attributes, which are written anew from the operators.
        const bool attribute = tensor.constant && m_graph.consumers(id).empty() && !isEnd(m_graph.outputs());
        if (!attribute && !isEffect(m_graph, id))
            m_index[i] = addTensor(tensor, tensor.name);
    }
}

std::uint32_t TfliteWriter::addBuffer(std::span<const std::byte> data)
{
    constexpr std::size_t kAlignment = 16; // weights are used in place by runtimes
    m_builder.ForceVectorAlignment(data.size(), 1, kAlignment);
    const auto vector = m_builder.CreateVector(reinterpret_cast<const std::uint8_t*>(data.data()), data.size());
    m_buffers.push_back(fb::CreateBuffer(m_builder, vector));
    return static_cast<std::uint32_t>(m_buffers.size() - 1);
}

std::int32_t TfliteWriter::addTensor(const Tensor& tensor, std::string_view name)
{
    const auto size = static_cast<std::size_t>(tensor.sizeBytes().count());
    const bool hasValues = tensor.constant && size > 0 && tensor.data.size() >= size;
    // A constant without values has a buffer of its own, which is empty.
    const std::uint32_t buffer = hasValues ? addBuffer(tensor.data.first(size)) : 0;
    const std::vector<std::int32_t> shape(tensor.shape.begin(), tensor.shape.end());
    flatbuffers::Offset<fb::QuantizationParameters> quantization = 0;
    if (const Quantization& q = tensor.quantization; !q.empty())
        quantization = fb::CreateQuantizationParameters(m_builder, 0, 0, m_builder.CreateVector(q.scales),
                                                        m_builder.CreateVector(q.zeroPoints), q.axis);
    m_tensors.push_back(fb::CreateTensor(
        m_builder, m_builder.CreateVector(shape), tensorTypeOf(tensor.type).value_or(fb::TensorType::FLOAT32), buffer,
        m_builder.CreateString(name.data(), name.size()), quantization, tensor.variable, 0, 0, true));
    return static_cast<std::int32_t>(m_tensors.size() - 1);
}

std::int32_t TfliteWriter::addParameter(const std::string& name, const WrittenParameter& parameter)
{
    Tensor tensor{.name = fmt::format("{}{}", name, kParameterSuffix), .type = DataType::int32(), .constant = true};
    tensor.shape.assign(parameter.shape.begin(), parameter.shape.end());
    tensor.data = std::as_bytes(std::span(parameter.values));
    return addTensor(tensor, tensor.name);
}

std::vector<std::int32_t> TfliteWriter::indices(const std::vector<TensorId>& ids) const
{
    std::vector<std::int32_t> result;
    for (const TensorId id : ids)
        if (!id.valid() || !isEffect(m_graph, id))
            result.push_back(id.valid() ? m_index[id.index] : -1);
    return result;
}

void TfliteWriter::addOperator(const WrittenOperator& written, const std::vector<std::int32_t>& inputs,
                               const std::vector<std::int32_t>& outputs)
{
    const auto code = m_codes.emplace(std::pair(written.code, written.customCode), m_codes.size()).first->second;
    flatbuffers::Offset<flatbuffers::Vector<std::uint8_t>> custom = 0;
    if (!written.customOptions.empty())
        custom = m_builder.CreateVector(written.customOptions);
    m_operators.push_back(fb::CreateOperator(m_builder, code, m_builder.CreateVector(inputs),
                                             m_builder.CreateVector(outputs), written.optionsType, written.options,
                                             custom));
}

/// Lowest value of a type: what a maximum ignores.
std::vector<std::byte> lowestValue(DataType type)
{
    if (type.isFloat())
        return type.bits == 32 ? toBytes(std::vector<float>{-FLT_MAX}) : std::vector<std::byte>{};
    std::vector<std::byte> bytes(static_cast<std::size_t>(std::max(type.bits / 8, 1)), std::byte{0});
    if (type.kind == DataType::Kind::signedInteger)
        bytes.back() = type.bits == 4 ? std::byte{0x88} : std::byte{0x80};
    return bytes;
}

/// A padding that is neither SAME nor VALID becomes an operator of its own. Returns the padded tensor.
std::int32_t TfliteWriter::addPadding(const Operator& op, const Padding2d& padding)
{
    const Tensor& x = *m_graph.input(op, 0);
    WrittenOperator pad{.code = fb::BuiltinOperator::PAD};
    const WrittenParameter amounts{.position = 1,
                                   .values = {0, 0, padding.top, padding.bottom, padding.left, padding.right, 0, 0},
                                   .shape = {4, 2}};
    std::vector<std::int32_t> inputs{m_index[op.inputs.front().index], addParameter(op.name + "/paddings", amounts)};
    const std::vector<std::byte> lowest = lowestValue(x.type);
    if (op.kind == OperatorKind::maxPool2d && !lowest.empty()) {
        const Tensor value{.name = fmt::format("{}/lowest{}", op.name, kParameterSuffix),
                           .type = x.type,
                           .quantization = x.quantization,
                           .constant = true,
                           .data = lowest};
        pad.code = fb::BuiltinOperator::PADV2;
        inputs.push_back(addTensor(value, value.name));
    }
    Tensor padded{.name = x.name, .shape = x.shape, .type = x.type, .quantization = x.quantization};
    padded.shape[1] += padding.top + padding.bottom;
    padded.shape[2] += padding.left + padding.right;
    const std::int32_t index = addTensor(padded, fmt::format("{}{}", op.name, kPaddedSuffix));
    addOperator(pad, inputs, {index});
    return index;
}

void TfliteWriter::writeOperator(const Operator& original)
{
    Operator op = original;
    std::vector<std::int32_t> inputs = indices(op.inputs);
    std::vector<std::int32_t> outputs = indices(op.outputs);
    if (!paddingExpressible(m_graph, op)) {
        Padding2d padding;
        if (auto* conv = std::get_if<Conv2dAttributes>(&op.attributes))
            std::swap(padding, conv->padding);
        else if (auto* pool = std::get_if<Pool2dAttributes>(&op.attributes))
            std::swap(padding, pool->padding);
        inputs.front() = addPadding(op, padding);
    }
    std::optional<Operator> activation;
    if (!activationExpressible(op) && hasBuiltin(m_graph, op) && outputs.size() == 1) {
        // The kind of an activation has the name of the fused one in upper case.
        std::string name(toString(fusedActivation(op)));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        activation = Operator{.kind = operatorKindFromString(name).value_or(OperatorKind::relu),
                              .name = op.name,
                              .inputs = op.outputs,
                              .outputs = op.outputs};
        if (activation->kind == OperatorKind::leakyRelu)
            activation->attributes = ScalarAttributes{.alpha = 0.01f}; // the usual slope: the fused form has none
        const std::int32_t between = addTensor(m_graph.output(op), fmt::format("{}{}", op.name, kPreActivationSuffix));
        outputs.front() = between;
    }
    std::size_t number = 0;
    for (const WrittenParameter& parameter : m_operatorWriter.parameters(op)) {
        const std::size_t position = std::min(parameter.position, inputs.size());
        const std::int32_t index = addParameter(fmt::format("{}/{}", op.name, number++), parameter);
        inputs.insert(inputs.begin() + static_cast<std::ptrdiff_t>(position), index);
    }
    if (op.kind == OperatorKind::transposeConv2d && inputs.size() > 2)
        std::swap(inputs[1], inputs[2]); // the file has the weights before the feature map
    addOperator(m_operatorWriter.write(op), inputs, outputs);
    if (activation)
        addOperator(m_operatorWriter.write(*activation), outputs, indices(op.outputs));
}

std::vector<std::byte> TfliteWriter::finish()
{
    std::vector<flatbuffers::Offset<fb::OperatorCode>> codes(m_codes.size());
    for (const auto& [key, index] : m_codes) {
        const auto& [code, customCode] = key;
        constexpr int kOneByte = static_cast<int>(fb::BuiltinOperator::PLACEHOLDER_FOR_GREATER_OP_CODES);
        const auto deprecated = static_cast<std::int8_t>(std::min(static_cast<int>(code), kOneByte));
        const auto name =
            customCode.empty() ? flatbuffers::Offset<flatbuffers::String>() : m_builder.CreateString(customCode);
        codes[index] = fb::CreateOperatorCode(m_builder, deprecated, name, 1, code);
    }
    const auto subgraph = fb::CreateSubGraph(
        m_builder, m_builder.CreateVector(m_tensors), m_builder.CreateVector(indices(m_graph.inputs())),
        m_builder.CreateVector(indices(m_graph.outputs())), m_builder.CreateVector(m_operators),
        m_builder.CreateString(m_graph.origin().innerName.empty() ? m_graph.name() : m_graph.origin().innerName));
    constexpr std::uint32_t kSchemaVersion = 3;
    const auto model = fb::CreateModel(m_builder, kSchemaVersion, m_builder.CreateVector(codes),
                                       m_builder.CreateVector(std::vector{subgraph}), m_builder.CreateString("Tenbin"),
                                       m_builder.CreateVector(m_buffers));
    fb::FinishModelBuffer(m_builder, model);
    const auto* data = reinterpret_cast<const std::byte*>(m_builder.GetBufferPointer());
    return {data, data + m_builder.GetSize()};
}

} // namespace

Result<std::vector<std::byte>> writeTflite(const Graph& graph) { return TfliteWriter(graph).write(); }

Result<void> saveTflite(const Graph& graph, const std::filesystem::path& path)
{
    const auto bytes = writeTflite(graph);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    return writeWhole(path, {reinterpret_cast<const char*>(bytes->data()), bytes->size()});
}

} // namespace tenbin
