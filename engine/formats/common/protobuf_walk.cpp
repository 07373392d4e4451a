// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/common/protobuf_walk.h"

#include <algorithm>

namespace tenbin {

std::optional<std::uint64_t> ProtobufWalk::varint()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (m_position >= m_bytes.size())
            return std::nullopt;
        const auto byte = std::to_integer<std::uint64_t>(m_bytes[m_position++]);
        value |= (byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    m_broken = true;
    return std::nullopt;
}

std::optional<ProtobufField> ProtobufWalk::next()
{
    if (m_broken || m_position >= m_bytes.size())
        return std::nullopt;
    ProtobufField field;
    const auto tag = varint();
    if (tag) {
        field.number = static_cast<std::uint32_t>(*tag >> 3);
        field.wireType = static_cast<int>(*tag & 7);
        m_broken = *tag >> 3 == 0 || *tag >> 3 > 0x1fffffff;
    }
    if (m_broken)
        return std::nullopt;
    std::size_t length = 0;
    if (field.wireType == 0 || field.wireType == 2) {
        const auto value = tag ? varint() : std::nullopt;
        if (m_broken)
            return std::nullopt;
        field.truncated = !value;
        field.value = value.value_or(0);
        length = field.wireType == 2 ? static_cast<std::size_t>(field.value) : 0;
    } else if (field.wireType == 1 || field.wireType == 5) {
        length = field.wireType == 1 ? 8 : 4;
    } else {
        m_broken = true;
        return std::nullopt;
    }
    field.offset = m_position;
    const std::size_t left = m_bytes.size() - m_position;
    field.truncated = field.truncated || length > left;
    m_position += std::min(length, left);
    return field;
}

} // namespace tenbin
