// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/tensors.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/tflite/codes.h"

namespace tenbin {

namespace {

/// Reads the tensors of one subgraph; every step may fail.
class TensorReader {
public:
    TensorReader(const TfliteFile& file, std::size_t index, std::vector<ImportRemark>& remarks)
        : m_file(file), m_subgraph(file.subgraph(index)), m_remarks(remarks)
    {
    }

    Result<std::vector<DeclaredTensor>> read();

private:
    std::optional<Error> readTensor(const tflite::Tensor& table, DeclaredTensor& result, const std::string& element);
    std::optional<Error> readShape(const tflite::Tensor& table, DeclaredTensor& result, const std::string& element);
    std::optional<Error> readQuantization(const tflite::Tensor& table, Tensor& tensor, const std::string& element);
    std::optional<Error> readBuffer(const tflite::Tensor& table, DeclaredTensor& result, const std::string& element);
    void markConstants(std::vector<DeclaredTensor>& tensors);
    void markScratch(std::vector<DeclaredTensor>& tensors) const;

    const TfliteFile& m_file;
    const tflite::SubGraph& m_subgraph;
    std::vector<ImportRemark>& m_remarks;
};

Result<std::vector<DeclaredTensor>> TensorReader::read()
{
    std::vector<DeclaredTensor> result;
    if (!m_subgraph.tensors())
        return result;
    const auto& tables = *m_subgraph.tensors();
    result.resize(tables.size());
    for (flatbuffers::uoffset_t i = 0; i < tables.size(); ++i)
        if (auto failure = readTensor(*tables.Get(i), result[i], fmt::format("tensor {}", i)))
            return tl::make_unexpected(std::move(*failure));
    markConstants(result);
    return result;
}

std::optional<Error> TensorReader::readTensor(const tflite::Tensor& table, DeclaredTensor& result,
                                              const std::string& element)
{
    Tensor& tensor = result.tensor;
    tensor.name = table.name() ? table.name()->str() : std::string();
    tensor.variable = table.is_variable();
    const auto type = dataTypeOf(table.type());
    if (!type)
        return m_file.error(ErrorCode::attributeInvalid,
                            {element, "type", std::to_string(static_cast<int>(table.type()))}, &table, element);
    tensor.type = *type;
    if (auto failure = readShape(table, result, element))
        return failure;
    if (auto failure = readQuantization(table, tensor, element))
        return failure;
    return readBuffer(table, result, element);
}

/// A dimension is open where the shape says -1 or the signature does; the shape then holds a placeholder.
std::optional<Error> TensorReader::readShape(const tflite::Tensor& table, DeclaredTensor& result,
                                             const std::string& element)
{
    constexpr std::size_t kMaxRank = 16;
    Tensor& tensor = result.tensor;
    const auto* shape = table.shape();
    const auto* signature = table.shape_signature();
    if (!shape && signature)
        shape = signature;
    if (!shape)
        return std::nullopt;
    if (shape->size() > kMaxRank)
        return m_file.error(ErrorCode::modelTooLarge, {"rank", std::to_string(shape->size()), std::to_string(kMaxRank)},
                            &table, element);
    result.known = shape->size() > 0 || table.has_rank();
    tensor.shape.assign(shape->begin(), shape->end());
    result.declared = tensor.shape;
    const bool matches = signature && signature->size() == tensor.shape.size();
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        const bool signedOpen = matches && signature->Get(static_cast<flatbuffers::uoffset_t>(i)) == -1;
        if (tensor.shape[i] < -1)
            return m_file.error(ErrorCode::shapeUnknown, {tensor.name}, &table, element);
        if (tensor.shape[i] != -1 && !signedOpen)
            continue;
        result.open = true;
        result.declared[i] = -1;
        if (tensor.shape[i] <= 0)
            tensor.shape[i] = 1;
    }
    if (!checkedElements(tensor.shape))
        return m_file.error(ErrorCode::modelTooLarge,
                            {tensor.name, toString(tensor.shape), std::to_string(std::int64_t{1} << 40)}, &table,
                            element);
    return std::nullopt;
}

std::optional<Error> TensorReader::readQuantization(const tflite::Tensor& table, Tensor& tensor,
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
        return m_file.error(ErrorCode::modelCorrupt,
                            {fmt::format("zero_point {} / scale {}", q.zeroPoints.size(), q.scales.size())}, &table,
                            element);
    if (q.scales.size() == 1) {
        q.axis = 0;
        return std::nullopt;
    }
    // Converters of 2019 give a bias the axis of its weights.
    if (tensor.shape.size() == 1 && tensor.shape.front() == static_cast<std::int64_t>(q.scales.size()))
        q.axis = 0;
    if (q.axis < 0 || static_cast<std::size_t>(q.axis) >= tensor.shape.size())
        return m_file.error(ErrorCode::indexOutOfRange,
                            {"quantized_dimension", std::to_string(q.axis), std::to_string(tensor.shape.size())},
                            &table, element);
    const std::int64_t slices = tensor.shape[static_cast<std::size_t>(q.axis)];
    if (slices != static_cast<std::int64_t>(q.scales.size()))
        return m_file.error(ErrorCode::modelCorrupt, {fmt::format("scale {} / {}", q.scales.size(), slices)}, &table,
                            element);
    return std::nullopt;
}

std::optional<Error> TensorReader::readBuffer(const tflite::Tensor& table, DeclaredTensor& result,
                                              const std::string& element)
{
    Tensor& tensor = result.tensor;
    const auto& buffers = *m_file.model().buffers();
    if (table.buffer() >= buffers.size())
        return m_file.error(ErrorCode::indexOutOfRange,
                            {"buffer", std::to_string(table.buffer()), std::to_string(buffers.size())}, &table,
                            element);
    const tflite::Buffer& buffer = *buffers.Get(table.buffer());
    if (buffer.offset() > 1) {
        const std::uint64_t size = m_file.file().bytes.size();
        if (buffer.offset() > size || buffer.size() > size - buffer.offset())
            return m_file.error(ErrorCode::modelTruncated, {fmt::format("buffer {}", table.buffer())}, &table, element);
        tensor.data = m_file.file().bytes.subspan(buffer.offset(), buffer.size());
    } else if (buffer.data()) {
        tensor.data = std::as_bytes(std::span(buffer.data()->data(), buffer.data()->size()));
    }
    tensor.constant = !tensor.data.empty();
    if (!tensor.constant)
        return std::nullopt;
    result.open = false;
    if (table.sparsity()) {
        // The buffer holds only non-zero blocks: the values would have to be expanded to be read.
        tensor.data = {};
        m_remarks.push_back({ImportNote::weightsMissing, tensor.name});
        return std::nullopt;
    }
    const std::int64_t expected = tensor.sizeBytes().count();
    if (tensor.type.kind != DataType::Kind::other && static_cast<std::int64_t>(tensor.data.size()) != expected)
        return m_file.error(ErrorCode::modelCorrupt,
                            {fmt::format("buffer {}: {} / {}", table.buffer(), tensor.data.size(), expected)}, &table,
                            element);
    return std::nullopt;
}

/// Which of `tensors` tensors the operators read, or write.
std::vector<bool> named(const tflite::SubGraph& subgraph, std::size_t tensors, bool outputs)
{
    std::vector<bool> result(tensors, false);
    if (!subgraph.operators())
        return result;
    for (const auto* table : *subgraph.operators()) {
        const auto* ids = outputs ? table->outputs() : table->inputs();
        if (!ids)
            continue;
        for (const std::int32_t id : *ids)
            if (id >= 0 && static_cast<std::size_t>(id) < tensors)
                result[static_cast<std::size_t>(id)] = true;
    }
    return result;
}

/// Vela's scratch has no buffer in the file: it is the arena, no constant.
void TensorReader::markScratch(std::vector<DeclaredTensor>& tensors) const
{
    constexpr flatbuffers::uoffset_t kScratch = 2;
    constexpr flatbuffers::uoffset_t kFastScratch = 3;
    const auto* codes = m_file.model().operator_codes();
    if (!codes || !m_subgraph.operators())
        return;
    for (const auto* op : *m_subgraph.operators()) {
        const auto* code = op->opcode_index() < codes->size() ? codes->Get(op->opcode_index()) : nullptr;
        if (!code || !code->custom_code() || code->custom_code()->string_view() != kVelaOperator || !op->inputs())
            continue;
        for (const auto position : {kScratch, kFastScratch}) {
            const std::int64_t id = position < op->inputs()->size() ? op->inputs()->Get(position) : -1;
            if (id >= 0 && static_cast<std::size_t>(id) < tensors.size())
                tensors[static_cast<std::size_t>(id)].scratch = true;
        }
    }
}

/// A tensor nobody writes is a constant, even where its values are not in the file.
void TensorReader::markConstants(std::vector<DeclaredTensor>& tensors)
{
    std::vector<bool> written = named(m_subgraph, tensors.size(), true);
    const std::vector<bool> read = named(m_subgraph, tensors.size(), false);
    if (m_subgraph.inputs())
        for (const std::int32_t id : *m_subgraph.inputs())
            if (id >= 0 && static_cast<std::size_t>(id) < tensors.size()) {
                written[static_cast<std::size_t>(id)] = true;
                tensors[static_cast<std::size_t>(id)].tensor.constant = false;
            }
    markScratch(tensors);
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        Tensor& tensor = tensors[i].tensor;
        if (tensor.constant || written[i] || tensor.variable || !read[i] || tensors[i].scratch
            || tensor.type.kind == DataType::Kind::other)
            continue;
        tensor.constant = true;
        if (tensor.elements() > 0)
            m_remarks.push_back({ImportNote::weightsMissing, tensor.name});
    }
}

} // namespace

Result<std::vector<DeclaredTensor>> readTfliteTensors(const TfliteFile& file, std::size_t index,
                                                      std::vector<ImportRemark>& remarks)
{
    return TensorReader(file, index, remarks).read();
}

} // namespace tenbin
