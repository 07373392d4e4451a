// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/hdf5_message.h"

#include <cstring>

#include "engine/formats/draft/constant_values.h"

namespace tenbin {

namespace {

constexpr std::uint64_t kContent = 1, kError = 2, kEnd = 0x74656e62; // marks
constexpr std::uint64_t kNowhere = ~std::uint64_t{0};

void put(std::string& message, std::uint64_t number)
{
    message.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void putBytes(std::string& message, const void* bytes, std::size_t size)
{
    put(message, size);
    message.append(static_cast<const char*>(bytes), size);
}

void putText(std::string& message, const std::string& text) { putBytes(message, text.data(), text.size()); }

/// Numbers and texts one after the other; once something does not fit, nothing does.
class Message {
public:
    explicit Message(const std::string& bytes) : m_rest(bytes) {}

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        if (m_rest.size() < sizeof value) {
            m_whole = false;
            return 0;
        }
        std::memcpy(&value, m_rest.data(), sizeof value);
        m_rest.remove_prefix(sizeof value);
        return value;
    }
    std::string text()
    {
        const std::uint64_t size = number();
        if (size > m_rest.size()) {
            m_whole = false;
            return {};
        }
        std::string result(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
        return result;
    }
    std::vector<std::string> texts()
    {
        std::vector<std::string> list;
        for (std::uint64_t left = number(); left > 0 && m_whole; --left)
            list.push_back(text());
        return list;
    }
    bool whole() const { return m_whole; }

private:
    std::string_view m_rest;
    bool m_whole = true;
};

void putTexts(std::string& message, const std::vector<std::string>& texts)
{
    put(message, texts.size());
    for (const std::string& text : texts)
        putText(message, text);
}

void putDataset(std::string& message, const Hdf5Dataset& dataset)
{
    put(message, dataset.shape.size());
    for (const std::int64_t size : dataset.shape)
        put(message, static_cast<std::uint64_t>(size));
    const DataType type = dataset.type.value_or(DataType{DataType::Kind::other, 0});
    put(message, static_cast<std::uint64_t>(type.kind));
    put(message, type.bits);
    put(message, dataset.at.value_or(kNowhere));
    putBytes(message, dataset.unpacked.data(), dataset.unpacked.size());
}

/// A data set, or nothing where it is impossible.
std::optional<Hdf5Dataset> takeDataset(Message& message, std::size_t fileSize)
{
    Hdf5Dataset dataset;
    for (std::uint64_t left = message.number(); left > 0 && message.whole(); --left)
        dataset.shape.push_back(static_cast<std::int64_t>(message.number()));
    const std::uint64_t kind = message.number(), bits = message.number(), at = message.number();
    const std::string bytes = message.text();
    const auto elements = checkedElements(dataset.shape);
    const bool typed = kind < static_cast<std::uint64_t>(DataType::Kind::other);
    const bool possible = !typed || bits == 8 || bits == 16 || bits == 32 || bits == 64;
    if (!message.whole() || !elements || !possible)
        return std::nullopt;
    if (!typed)
        return dataset;
    dataset.type = DataType{static_cast<DataType::Kind>(kind), static_cast<std::uint8_t>(bits)};
    const std::uint64_t size = static_cast<std::uint64_t>(*elements) * bits / 8;
    if (at != kNowhere) {
        if (at > fileSize || size > fileSize - at)
            return std::nullopt;
        dataset.at = at;
    }
    if (!bytes.empty() && bytes.size() != size)
        return std::nullopt;
    const auto* data = reinterpret_cast<const std::byte*>(bytes.data());
    dataset.unpacked.assign(data, data + bytes.size());
    return dataset;
}

} // namespace

std::string packHdf5(const Result<Hdf5Content>& content)
{
    std::string message;
    if (!content) {
        put(message, kError);
        put(message, static_cast<std::uint64_t>(content.error().code));
        putTexts(message, content.error().arguments);
        put(message, kEnd);
        return message;
    }
    put(message, kContent);
    put(message, content->texts.size());
    for (const auto& [key, texts] : content->texts) {
        putText(message, key);
        putTexts(message, texts);
    }
    put(message, content->datasets.size());
    for (const auto& [path, dataset] : content->datasets) {
        putText(message, path);
        putDataset(message, dataset);
    }
    put(message, kEnd);
    return message;
}

Result<Hdf5Content> unpackHdf5(const std::string& bytes, std::size_t fileSize)
{
    const auto corrupt = [] { return fail(ErrorCode::modelCorrupt, {"HDF5"}); };
    Message message(bytes);
    const std::uint64_t kind = message.number();
    if (kind == kError) {
        const std::uint64_t code = message.number();
        auto arguments = message.texts();
        const bool whole = message.number() == kEnd && message.whole();
        for (const ErrorCode known : {ErrorCode::modelCorrupt, ErrorCode::modelTruncated, ErrorCode::modelTooLarge})
            if (whole && code == static_cast<std::uint64_t>(known))
                return fail(known, std::move(arguments));
        return corrupt();
    }
    Hdf5Content content;
    for (std::uint64_t left = message.number(); left > 0 && message.whole(); --left) {
        const std::string key = message.text();
        content.texts[key] = message.texts();
    }
    for (std::uint64_t left = message.number(); left > 0 && message.whole(); --left) {
        const std::string path = message.text();
        auto dataset = takeDataset(message, fileSize);
        if (!dataset)
            return corrupt();
        content.datasets[path] = std::move(*dataset);
    }
    if (kind != kContent || message.number() != kEnd || !message.whole())
        return corrupt();
    return content;
}

} // namespace tenbin
