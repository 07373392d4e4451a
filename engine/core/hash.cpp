// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/hash.h"

#include <array>
#include <bit>

#include <fmt/format.h>

namespace tenbin {

namespace {

// Constants and steps of XXH64 (xxHash, doc/xxhash_spec.md).
constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87ULL;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9ULL;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63ULL;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5ULL;
constexpr std::size_t kStripe = 32;

/// A little-endian number at the beginning of `bytes`.
template <class T>
std::uint64_t word(std::span<const std::byte> bytes)
{
    static_assert(std::endian::native == std::endian::little);
    T number;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
}

std::uint64_t mixed(std::uint64_t lane, std::uint64_t input) { return std::rotl(lane + input * kPrime2, 31) * kPrime1; }

/// Takes whole stripes off `bytes`.
std::uint64_t stripes(std::span<const std::byte>& bytes)
{
    std::array<std::uint64_t, 4> lanes{kPrime1 + kPrime2, kPrime2, 0, std::uint64_t{0} - kPrime1};
    for (; bytes.size() >= kStripe; bytes = bytes.subspan(kStripe))
        for (std::size_t lane = 0; lane < lanes.size(); ++lane)
            lanes[lane] = mixed(lanes[lane], word<std::uint64_t>(bytes.subspan(8 * lane)));
    std::uint64_t hash =
        std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
    for (const std::uint64_t lane : lanes)
        hash = (hash ^ mixed(0, lane)) * kPrime1 + kPrime4;
    return hash;
}

/// What is left after the stripes.
std::uint64_t withTail(std::uint64_t hash, std::span<const std::byte> bytes)
{
    for (; bytes.size() >= 8; bytes = bytes.subspan(8))
        hash = std::rotl(hash ^ mixed(0, word<std::uint64_t>(bytes)), 27) * kPrime1 + kPrime4;
    for (; bytes.size() >= 4; bytes = bytes.subspan(4))
        hash = std::rotl(hash ^ (word<std::uint32_t>(bytes) * kPrime1), 23) * kPrime2 + kPrime3;
    for (const std::byte b : bytes)
        hash = std::rotl(hash ^ (std::to_integer<std::uint64_t>(b) * kPrime5), 11) * kPrime1;
    return hash;
}

} // namespace

std::uint64_t hashBytes(std::span<const std::byte> bytes)
{
    const std::uint64_t length = bytes.size();
    std::uint64_t hash = kPrime5;
    if (length >= kStripe)
        hash = stripes(bytes);
    hash = withTail(hash + length, bytes);
    hash = (hash ^ (hash >> 33)) * kPrime2;
    hash = (hash ^ (hash >> 29)) * kPrime3;
    return hash ^ (hash >> 32);
}

std::string toHex(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

} // namespace tenbin
