// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite_reader.h"

#include <cstring>

#include <fmt/format.h>

#include "engine/formats/constant_values.h"
#include "engine/formats/shape_check.h"
#include "engine/formats/tflite_codes.h"
#include "engine/formats/tflite_extent.h"
#include "engine/formats/tflite_operator_reader.h"
#include "engine/formats/tflite_rejoin.h"

namespace tenbin {

namespace {

constexpr std::uint32_t kSchemaVersion = 3;

/// Reads one file from front to back; every step may fail.
class TfliteReader {
public:
    explicit TfliteReader(ModelFile file) : m_file(std::move(file)) {}

    Result<std::shared_ptr<const Graph>> read();

private:
    std::optional<Error> verify();
    std::optional<Error> readTensors();
    std::optional<Error> readTensor(const tflite::Tensor& table, Tensor& tensor, const std::string& element);
    std::optional<Error> readShape(const tflite::Tensor& table, Tensor& tensor, const std::string& element);
    std::optional<Error> readQuantization(const tflite::Tensor& table, Tensor& tensor, const std::string& element);
    std::optional<Error> readBuffer(const tflite::Tensor& table, Tensor& tensor, const std::string& element);
    std::optional<Error> readEnds();
    void resolveBatch();
    void markConstants();
    std::optional<Error> readOperators();
    std::optional<Error> readCode(const tflite::Operator& table, std::size_t index, Operator& op,
                                  tflite::BuiltinOperator& code, std::string& label);
    std::optional<Error> readIds(const flatbuffers::Vector<std::int32_t>* ids, bool optionalAllowed,
                                 const std::string& element, const void* table, std::vector<TensorId>& result);
    Result<std::shared_ptr<const Graph>> build();

    ErrorLocation at(const void* table, std::string element) const;
    Error error(ErrorCode code, std::vector<std::string> arguments, const void* table, std::string element) const
    {
        return {code, std::move(arguments), at(table, std::move(element))};
    }

    ModelFile m_file;
    const tflite::Model* m_model = nullptr;
    const tflite::SubGraph* m_subgraph = nullptr;
    std::vector<Tensor> m_tensors;
    std::vector<Operator> m_operators;
    std::vector<TensorId> m_inputs, m_outputs;
    std::vector<ImportRemark> m_remarks;
};

/// Flatbuffer reads need aligned memory; a file mapped from its start has it, a part of a buffer may not.
void align(ModelFile& file)
{
    constexpr std::size_t kAlignment = 16;
    if (reinterpret_cast<std::uintptr_t>(file.bytes.data()) % kAlignment == 0)
        return;
    auto copy = std::make_shared<std::vector<std::byte>>(file.bytes.begin(), file.bytes.end());
    file.bytes = *copy;
    file.storage = std::move(copy);
}

ErrorLocation TfliteReader::at(const void* table, std::string element) const
{
    ErrorLocation where{.file = m_file.label, .element = std::move(element)};
    if (table)
        where.offset = static_cast<std::uint64_t>(static_cast<const std::byte*>(table) - m_file.bytes.data());
    return where;
}

Result<std::shared_ptr<const Graph>> TfliteReader::read()
{
    align(m_file);
    if (auto failure = verify())
        return tl::make_unexpected(std::move(*failure));
    for (const auto step : {&TfliteReader::readTensors, &TfliteReader::readEnds})
        if (auto failure = (this->*step)())
            return tl::make_unexpected(std::move(*failure));
    resolveBatch();
    markConstants();
    if (auto failure = readOperators())
        return tl::make_unexpected(std::move(*failure));
    return build();
}

std::optional<Error> TfliteReader::verify()
{
    constexpr flatbuffers::uoffset_t kMaxDepth = 64, kMaxTables = 1'000'000;
    if (m_file.bytes.size() > FLATBUFFERS_MAX_BUFFER_SIZE)
        return error(ErrorCode::modelTooLarge,
                     {"file", std::to_string(m_file.bytes.size()), std::to_string(FLATBUFFERS_MAX_BUFFER_SIZE)},
                     nullptr, {});
    const auto* data = reinterpret_cast<const std::uint8_t*>(m_file.bytes.data());
    flatbuffers::Verifier verifier(data, m_file.bytes.size(), kMaxDepth, kMaxTables);
    if (!tflite::VerifyModelBuffer(verifier))
        return endsTooEarly(m_file.bytes) ? error(ErrorCode::modelTruncated, {"flatbuffer"}, nullptr, {})
                                          : error(ErrorCode::modelCorrupt, {"flatbuffer"}, nullptr, {});
    m_model = tflite::GetModel(data);
    if (m_model->version() != kSchemaVersion)
        return error(ErrorCode::modelVersion, {std::to_string(m_model->version()), std::to_string(kSchemaVersion)},
                     m_model, "model");
    const auto* subgraphs = m_model->subgraphs();
    if (!subgraphs || subgraphs->size() == 0 || !subgraphs->Get(0)->operators()
        || subgraphs->Get(0)->operators()->size() == 0)
        return error(ErrorCode::modelEmpty, {}, m_model, "model");
    m_subgraph = subgraphs->Get(0);
    const char* absent = !m_subgraph->tensors()       ? "tensors"
                         : !m_model->buffers()        ? "buffers"
                         : !m_model->operator_codes() ? "operator_codes"
                                                      : nullptr;
    if (absent)
        return error(ErrorCode::modelCorrupt, {absent}, m_model, "model");
    if (subgraphs->size() > 1)
        m_remarks.push_back({ImportNote::subgraphsIgnored, std::to_string(subgraphs->size() - 1)});
    return std::nullopt;
}

std::optional<Error> TfliteReader::readTensors()
{
    const auto& tables = *m_subgraph->tensors();
    m_tensors.resize(tables.size());
    for (flatbuffers::uoffset_t i = 0; i < tables.size(); ++i)
        if (auto failure = readTensor(*tables.Get(i), m_tensors[i], fmt::format("tensor {}", i)))
            return failure;
    return std::nullopt;
}

std::optional<Error> TfliteReader::readTensor(const tflite::Tensor& table, Tensor& tensor, const std::string& element)
{
    tensor.name = table.name() ? table.name()->str() : std::string();
    tensor.variable = table.is_variable();
    const auto type = dataTypeOf(table.type());
    if (!type)
        return error(ErrorCode::attributeInvalid, {element, "type", std::to_string(static_cast<int>(table.type()))},
                     &table, element);
    tensor.type = *type;
    if (auto failure = readShape(table, tensor, element))
        return failure;
    if (auto failure = readQuantization(table, tensor, element))
        return failure;
    return readBuffer(table, tensor, element);
}

std::optional<Error> TfliteReader::readShape(const tflite::Tensor& table, Tensor& tensor, const std::string& element)
{
    constexpr std::size_t kMaxRank = 16;
    if (!table.shape())
        return std::nullopt;
    if (table.shape()->size() > kMaxRank)
        return error(ErrorCode::modelTooLarge,
                     {"rank", std::to_string(table.shape()->size()), std::to_string(kMaxRank)}, &table, element);
    tensor.shape.assign(table.shape()->begin(), table.shape()->end());
    Shape known = tensor.shape;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i] == -1 && i == 0)
            known[i] = 1; // the batch, resolved later
        if (known[i] < 0)
            return error(ErrorCode::shapeUnknown, {tensor.name}, &table, element);
    }
    if (!checkedElements(known))
        return error(ErrorCode::modelTooLarge, {tensor.name, toString(known), std::to_string(std::int64_t{1} << 40)},
                     &table, element);
    return std::nullopt;
}

std::optional<Error> TfliteReader::readQuantization(const tflite::Tensor& table, Tensor& tensor,
                                                    const std::string& element)
{
    const auto* quantization = table.quantization();
    if (!quantization || !quantization->scale() || quantization->scale()->size() == 0)
        return std::nullopt;
    Quantization& q = tensor.quantization;
    q.scales.assign(quantization->scale()->begin(), quantization->scale()->end());
    if (const auto* zeroPoints = quantization->zero_point(); zeroPoints && zeroPoints->size() > 0) {
        // The verifier does not check that 64-bit elements are aligned.
        q.zeroPoints.resize(zeroPoints->size());
        std::memcpy(q.zeroPoints.data(), zeroPoints->Data(), q.zeroPoints.size() * sizeof(std::int64_t));
    }
    q.axis = quantization->quantized_dimension();
    if (q.zeroPoints.empty())
        q.zeroPoints.assign(q.scales.size(), 0);
    // One zero point may stand for all slices; any other disagreement is damage.
    if (q.zeroPoints.size() == 1 && q.scales.size() > 1)
        q.zeroPoints.assign(q.scales.size(), q.zeroPoints.front());
    if (q.zeroPoints.size() != q.scales.size())
        return error(ErrorCode::modelCorrupt,
                     {fmt::format("zero_point {} / scale {}", q.zeroPoints.size(), q.scales.size())}, &table, element);
    if (q.scales.size() == 1) {
        q.axis = 0;
        return std::nullopt;
    }
    // Converters of 2019 give a bias the axis of its weights.
    if (tensor.shape.size() == 1 && tensor.shape.front() == static_cast<std::int64_t>(q.scales.size()))
        q.axis = 0;
    if (q.axis < 0 || static_cast<std::size_t>(q.axis) >= tensor.shape.size())
        return error(ErrorCode::indexOutOfRange,
                     {"quantized_dimension", std::to_string(q.axis), std::to_string(tensor.shape.size())}, &table,
                     element);
    const std::int64_t slices = tensor.shape[static_cast<std::size_t>(q.axis)];
    if (slices != static_cast<std::int64_t>(q.scales.size()))
        return error(ErrorCode::modelCorrupt, {fmt::format("scale {} / {}", q.scales.size(), slices)}, &table, element);
    return std::nullopt;
}

std::optional<Error> TfliteReader::readBuffer(const tflite::Tensor& table, Tensor& tensor, const std::string& element)
{
    const auto& buffers = *m_model->buffers();
    if (table.buffer() >= buffers.size())
        return error(ErrorCode::indexOutOfRange,
                     {"buffer", std::to_string(table.buffer()), std::to_string(buffers.size())}, &table, element);
    const tflite::Buffer& buffer = *buffers.Get(table.buffer());
    if (buffer.offset() > 1) {
        const std::uint64_t size = m_file.bytes.size();
        if (buffer.offset() > size || buffer.size() > size - buffer.offset())
            return error(ErrorCode::modelTruncated, {fmt::format("buffer {}", table.buffer())}, &table, element);
        tensor.data = m_file.bytes.subspan(buffer.offset(), buffer.size());
    } else if (buffer.data()) {
        tensor.data = std::as_bytes(std::span(buffer.data()->data(), buffer.data()->size()));
    }
    tensor.constant = !tensor.data.empty();
    if (!tensor.constant)
        return std::nullopt;
    if (table.sparsity()) {
        // The buffer holds only non-zero blocks: the values would have to be expanded to be read.
        tensor.data = {};
        m_remarks.push_back({ImportNote::weightsMissing, tensor.name});
        return std::nullopt;
    }
    const auto expected = tensor.shape.empty() || tensor.shape.front() >= 0 ? tensor.sizeBytes().count() : -1;
    if (tensor.type.kind != DataType::Kind::other && static_cast<std::int64_t>(tensor.data.size()) != expected)
        return error(ErrorCode::modelCorrupt,
                     {fmt::format("buffer {}: {} / {}", table.buffer(), tensor.data.size(), expected)}, &table,
                     element);
    return std::nullopt;
}

std::optional<Error> TfliteReader::readEnds()
{
    if (auto failure = readIds(m_subgraph->inputs(), false, "inputs", m_subgraph, m_inputs))
        return failure;
    return readIds(m_subgraph->outputs(), false, "outputs", m_subgraph, m_outputs);
}

std::optional<Error> TfliteReader::readIds(const flatbuffers::Vector<std::int32_t>* ids, bool optionalAllowed,
                                           const std::string& element, const void* table, std::vector<TensorId>& result)
{
    if (!ids)
        return std::nullopt;
    for (const std::int32_t id : *ids) {
        if (id == -1 && optionalAllowed) {
            result.emplace_back();
            continue;
        }
        if (id < 0 || static_cast<std::size_t>(id) >= m_tensors.size())
            return error(ErrorCode::indexOutOfRange, {"tensor", std::to_string(id), std::to_string(m_tensors.size())},
                         table, element);
        result.push_back({static_cast<std::uint32_t>(id)});
    }
    return std::nullopt;
}

/// A batch the file leaves open (-1 or 0, or -1 in the signature) counts as one.
void TfliteReader::resolveBatch()
{
    bool open = false;
    for (const TensorId id : m_inputs) {
        const auto* signature = m_subgraph->tensors()->Get(id.index)->shape_signature();
        const Shape& shape = m_tensors[id.index].shape;
        if (shape.empty())
            continue;
        open = open || shape.front() <= 0;
        if (shape.front() <= 0 || (signature && signature->size() > 0 && signature->Get(0) == -1))
            m_remarks.push_back({ImportNote::batchTakenAsOne, m_tensors[id.index].name});
    }
    for (Tensor& tensor : m_tensors)
        if (!tensor.shape.empty() && !tensor.constant
            && (tensor.shape.front() == -1 || (open && tensor.shape.front() == 0)))
            tensor.shape.front() = 1;
}

/// A tensor nobody writes is a constant, even where its values are not in the file.
void TfliteReader::markConstants()
{
    std::vector<bool> written(m_tensors.size(), false);
    for (const TensorId id : m_inputs)
        written[id.index] = true;
    for (const auto* table : *m_subgraph->operators())
        if (table->outputs())
            for (const std::int32_t id : *table->outputs())
                if (id >= 0 && static_cast<std::size_t>(id) < written.size())
                    written[static_cast<std::size_t>(id)] = true;
    std::vector<bool> read(m_tensors.size(), false);
    for (const auto* table : *m_subgraph->operators())
        if (table->inputs())
            for (const std::int32_t id : *table->inputs())
                if (id >= 0 && static_cast<std::size_t>(id) < read.size())
                    read[static_cast<std::size_t>(id)] = true;
    for (std::size_t i = 0; i < m_tensors.size(); ++i) {
        Tensor& tensor = m_tensors[i];
        if (tensor.constant || written[i] || tensor.variable || !read[i] || tensor.type.kind == DataType::Kind::other)
            continue;
        tensor.constant = true;
        if (tensor.elements() > 0)
            m_remarks.push_back({ImportNote::weightsMissing, tensor.name});
    }
    for (const TensorId id : m_inputs)
        m_tensors[id.index].constant = false;
}

std::optional<Error> TfliteReader::readCode(const tflite::Operator& table, std::size_t index, Operator& op,
                                            tflite::BuiltinOperator& code, std::string& label)
{
    const auto& codes = *m_model->operator_codes();
    if (table.opcode_index() >= codes.size())
        return error(ErrorCode::indexOutOfRange,
                     {"operator code", std::to_string(table.opcode_index()), std::to_string(codes.size())}, &table,
                     fmt::format("operator {}", index));
    const tflite::OperatorCode& entry = *codes.Get(table.opcode_index());
    // Files older than schema 3a have the one-byte field only; later ones fill both.
    const int number =
        std::max(static_cast<int>(entry.builtin_code()), static_cast<int>(entry.deprecated_builtin_code()));
    code = static_cast<tflite::BuiltinOperator>(number);
    if (code == tflite::BuiltinOperator::CUSTOM) {
        op.customName = entry.custom_code() ? entry.custom_code()->str() : std::string();
        op.kind = kindOfCustom(op.customName).value_or(OperatorKind::custom);
        if (op.kind != OperatorKind::custom)
            op.customName.clear();
    } else if (const auto kind = kindOfBuiltin(code)) {
        op.kind = *kind;
    } else {
        op.customName = builtinName(code);
    }
    if (op.kind == OperatorKind::custom)
        m_remarks.push_back({ImportNote::operatorUnknown, op.customName});
    label = fmt::format("operator {} ({})", index, displayKind(op));
    return std::nullopt;
}

std::optional<Error> TfliteReader::readOperators()
{
    const auto& tables = *m_subgraph->operators();
    m_operators.resize(tables.size());
    for (flatbuffers::uoffset_t i = 0; i < tables.size(); ++i) {
        const tflite::Operator& table = *tables.Get(i);
        Operator& op = m_operators[i];
        tflite::BuiltinOperator code{};
        std::string label;
        if (auto failure = readCode(table, i, op, code, label))
            return failure;
        if (auto failure = readIds(table.inputs(), true, label, &table, op.inputs))
            return failure;
        if (auto failure = readIds(table.outputs(), false, label, &table, op.outputs))
            return failure;
        if (op.outputs.empty()) {
            // Calls and assignments write nothing; an empty tensor stands for their effect.
            if (op.kind != OperatorKind::callOnce && op.kind != OperatorKind::assignVariable
                && op.kind != OperatorKind::custom)
                return error(ErrorCode::operatorMalformed, {label, "output"}, &table, label);
            m_tensors.push_back({.name = label, .shape = {0}, .type = {DataType::Kind::other, 8}});
            op.outputs.push_back({static_cast<std::uint32_t>(m_tensors.size() - 1)});
        }
        op.name = m_tensors[op.outputs.front().index].name;
        const auto done = TfliteOperatorReader(table, code, m_tensors, label, op).read();
        auto failure = done ? checkOutputShapes(op, m_tensors, label) : std::optional(done.error());
        if (failure) {
            failure->where = at(&table, label);
            return failure;
        }
    }
    return std::nullopt;
}

Result<std::shared_ptr<const Graph>> TfliteReader::build()
{
    const std::vector<bool> dropped = rejoinOperators(m_operators, m_tensors);
    GraphBuilder builder;
    std::vector<TensorId> ids(m_tensors.size());
    for (std::size_t i = 0; i < m_tensors.size(); ++i)
        if (!dropped[i])
            ids[i] = builder.addTensor(std::move(m_tensors[i]));
    const auto renumber = [&](std::vector<TensorId>& list) {
        for (TensorId& id : list)
            if (id.valid())
                id = ids[id.index];
    };
    for (Operator& op : m_operators) {
        renumber(op.inputs);
        renumber(op.outputs);
        builder.addOperator(std::move(op));
    }
    renumber(m_inputs);
    renumber(m_outputs);
    builder.setInputs(std::move(m_inputs));
    builder.setOutputs(std::move(m_outputs));
    builder.setName(m_subgraph->name() ? m_subgraph->name()->str() : std::string());
    builder.setOrigin({.path = m_file.label,
                       .format = "TensorFlow Lite",
                       .producer = m_model->description() ? m_model->description()->str() : std::string()});
    for (ImportRemark& remark : m_remarks)
        builder.addRemark(std::move(remark));
    builder.keepAlive(m_file.storage);
    auto graph = std::move(builder).finish();
    if (!graph) {
        graph.error().where.file = m_file.label;
        return tl::make_unexpected(std::move(graph.error()));
    }
    return std::make_shared<const Graph>(std::move(*graph));
}

} // namespace

Result<std::shared_ptr<const Graph>> readTflite(const ModelFile& file, [[maybe_unused]] const ImportOptions& options)
{
    return TfliteReader(file).read();
}

} // namespace tenbin
