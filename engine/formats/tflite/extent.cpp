// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/extent.h"

#include <cstdint>
#include <cstring>
#include <optional>

namespace tenbin {

namespace {

/// Reads of a flatbuffer that may end anywhere: every read past the end is remembered.
class CutFlatbuffer {
public:
    explicit CutFlatbuffer(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    bool cut() const { return m_cut; }

    template <class T>
    std::optional<T> read(std::uint64_t position)
    {
        if (position + sizeof(T) > m_bytes.size()) {
            m_cut = true;
            return std::nullopt;
        }
        T value;
        std::memcpy(&value, m_bytes.data() + position, sizeof value);
        return value;
    }
    /// Position an unsigned 32-bit offset at `position` points to.
    std::optional<std::uint64_t> follow(std::uint64_t position)
    {
        const auto offset = read<std::uint32_t>(position);
        if (!offset)
            return std::nullopt;
        return position + *offset;
    }
    /// Position of field `id` of a table, if it has that field.
    std::optional<std::uint64_t> field(std::uint64_t table, int id)
    {
        const auto back = read<std::int32_t>(table);
        if (!back || static_cast<std::int64_t>(table) < *back)
            return std::nullopt;
        const std::uint64_t vtable = table - static_cast<std::uint64_t>(static_cast<std::int64_t>(*back));
        const auto size = read<std::uint16_t>(vtable);
        const std::uint64_t slot = 4 + 2 * static_cast<std::uint64_t>(id);
        if (!size || slot + 2 > *size)
            return std::nullopt;
        const auto offset = read<std::uint16_t>(vtable + slot);
        if (offset && *offset != 0)
            return table + *offset;
        return std::nullopt;
    }
    /// Notes that `length` bytes from `position` on must be there.
    void needs(std::uint64_t position, std::uint64_t length) { m_cut = m_cut || position + length > m_bytes.size(); }

private:
    std::span<const std::byte> m_bytes;
    bool m_cut = false;
};

} // namespace

bool endsTooEarly(std::span<const std::byte> bytes)
{
    CutFlatbuffer file(bytes);
    const auto model = file.follow(0);
    if (!model)
        return true;
    for (const int id : {1, 2, 4}) { // operator codes, subgraphs, buffers
        const auto slot = file.field(*model, id);
        const auto vector = slot ? file.follow(*slot) : std::nullopt;
        const auto count = vector ? file.read<std::uint32_t>(*vector) : std::nullopt;
        if (!count)
            continue;
        file.needs(*vector + 4, std::uint64_t{*count} * 4);
        for (std::uint32_t i = 0; i < *count && !file.cut(); ++i) {
            const auto table = file.follow(*vector + 4 + std::uint64_t{i} * 4);
            const auto data = table ? file.field(*table, 0) : std::nullopt;
            if (id != 4 || !data)
                continue;
            const auto content = file.follow(*data);
            const auto length = content ? file.read<std::uint32_t>(*content) : std::nullopt;
            if (length)
                file.needs(*content + 4, *length);
        }
    }
    return file.cut();
}

} // namespace tenbin
