// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/file.h"

#include <fmt/format.h>

#include "engine/formats/tflite/extent.h"

namespace tenbin {

namespace {

constexpr std::uint32_t kSchemaVersion = 3;

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

} // namespace

Result<TfliteFile> TfliteFile::open(ModelFile file)
{
    align(file);
    TfliteFile opened(std::move(file));
    if (auto failure = opened.verify())
        return tl::make_unexpected(std::move(*failure));
    return opened;
}

ErrorLocation TfliteFile::at(const void* table, std::string element) const
{
    ErrorLocation where{.file = m_file.label, .element = std::move(element)};
    if (table)
        where.offset = static_cast<std::uint64_t>(static_cast<const std::byte*>(table) - m_file.bytes.data());
    return where;
}

std::optional<Error> TfliteFile::verify()
{
    constexpr flatbuffers::uoffset_t kMaxDepth = 64;
    constexpr flatbuffers::uoffset_t kMaxTables = 1'000'000;
    if (m_file.bytes.size() > FLATBUFFERS_MAX_BUFFER_SIZE)
        return error(ErrorCode::modelTooLarge,
                     {"file", std::to_string(m_file.bytes.size()), std::to_string(FLATBUFFERS_MAX_BUFFER_SIZE)},
                     nullptr, {});
    const auto* data = reinterpret_cast<const std::uint8_t*>(m_file.bytes.data());
    flatbuffers::Verifier verifier(data, m_file.bytes.size(), kMaxDepth, kMaxTables);
    if (!tflite::VerifyModelBuffer(verifier)) {
        const bool cut = endsTooEarly(m_file.bytes);
        return error(cut ? ErrorCode::modelTruncated : ErrorCode::modelCorrupt, {"flatbuffer"}, nullptr, {});
    }
    m_model = tflite::GetModel(data);
    if (m_model->version() != kSchemaVersion)
        return error(ErrorCode::modelVersion, {std::to_string(m_model->version()), std::to_string(kSchemaVersion)},
                     m_model, "model");
    const auto* subgraphs = m_model->subgraphs();
    if (!subgraphs || subgraphs->size() == 0 || !subgraphs->Get(0)->operators()
        || subgraphs->Get(0)->operators()->size() == 0)
        return error(ErrorCode::modelEmpty, {}, m_model, "model");
    return verifySubgraph(0);
}

std::optional<Error> TfliteFile::verifySubgraph(std::size_t index) const
{
    std::string absent;
    if (!subgraph(index).tensors())
        absent = "tensors";
    else if (!m_model->buffers())
        absent = "buffers";
    else if (!m_model->operator_codes())
        absent = "operator_codes";
    if (absent.empty())
        return std::nullopt;
    return error(ErrorCode::modelCorrupt, {absent}, m_model, "model");
}

} // namespace tenbin
