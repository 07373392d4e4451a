// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tenbin {

/// One field of a protobuf message, without knowing its schema.
struct ProtobufField {
    std::uint32_t number = 0;
    int wireType = 0;        ///< 0 varint, 1 64-bit, 2 length-delimited, 5 32-bit
    std::uint64_t value = 0; ///< of a varint; length of a length-delimited field
    std::size_t offset = 0;  ///< of the payload
    bool truncated = false;  ///< the message ends before the field does
};

/// Steps over the fields of one message, without descending.
class ProtobufWalk {
public:
    explicit ProtobufWalk(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    /// Next field; nothing at the end or where the bytes are no protobuf (then `broken()`).
    std::optional<ProtobufField> next();
    /// Where the next field begins.
    std::size_t position() const { return m_position; }
    bool broken() const { return m_broken; }

private:
    std::optional<std::uint64_t> varint();

    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
    bool m_broken = false;
};

} // namespace tenbin
