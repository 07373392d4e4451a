// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace tenbin {

/// 64-bit FNV-1a. Stable across machines and versions: it names presets and
/// models in reports and studies. Not for security.
class Hash64 {
public:
    void add(std::span<const std::byte> bytes)
    {
        for (const std::byte b : bytes)
            m_state = (m_state ^ std::to_integer<std::uint64_t>(b)) * 0x100000001b3ULL;
    }
    /// Text is followed by its length, so that ("ab","c") differs from ("a","bc").
    void add(std::string_view text)
    {
        add(std::as_bytes(std::span(text.data(), text.size())));
        add(static_cast<std::uint64_t>(text.size()));
    }
    void add(std::uint64_t number)
    {
        for (int shift = 0; shift < 64; shift += 8)
            m_state = (m_state ^ ((number >> shift) & 0xff)) * 0x100000001b3ULL;
    }
    void add(double number)
    {
        std::uint64_t bits;
        std::memcpy(&bits, &number, sizeof bits);
        add(bits);
    }
    std::uint64_t value() const { return m_state; }

private:
    std::uint64_t m_state = 0xcbf29ce484222325ULL;
};

/// Hash of many bytes, about ten times as fast as Hash64: XXH64 with seed 0, as the specification of xxHash defines
/// it (four lanes of 64 bits over stripes of 32 bytes, multiplied and rotated, then merged and avalanched). Stable
/// across machines and versions; not for security.
std::uint64_t hashBytes(std::span<const std::byte> bytes);

/// 16 lower-case hexadecimal digits.
std::string toHex(std::uint64_t hash);

} // namespace tenbin
