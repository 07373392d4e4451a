// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/zip_archive.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <zlib.h>

#include "engine/core/little_endian.h"

namespace tenbin {

namespace {

constexpr std::uint32_t kDirectoryEnd = 0x06054b50, kDirectoryEntry = 0x02014b50;
constexpr std::size_t kEndBytes = 22, kEntryBytes = 46, kLocalBytes = 30;

tl::unexpected<Error> damaged(std::string what, std::uint64_t offset)
{
    return fail(ErrorCode::dataFormat, {std::move(what)}, {.offset = offset});
}

/// The first `count` bytes of a deflated stream, or all there are if that is less.
Result<std::vector<std::uint8_t>> inflated(std::span<const std::uint8_t> packed, std::size_t count, std::size_t offset)
{
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return damaged("zlib", offset);
    const std::unique_ptr<z_stream, int (*)(z_stream*)> closing(&stream, &inflateEnd);
    constexpr std::size_t kChunk = 1 << 20;
    std::vector<std::uint8_t> bytes;
    stream.next_in = const_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    int state = Z_OK;
    while (state == Z_OK && bytes.size() < count) {
        const std::size_t before = bytes.size();
        const std::size_t room = std::min(kChunk, count - before);
        bytes.resize(before + room);
        stream.next_out = bytes.data() + before;
        stream.avail_out = static_cast<uInt>(room);
        state = inflate(&stream, Z_NO_FLUSH);
        bytes.resize(before + room - stream.avail_out);
    }
    if (state != Z_OK && state != Z_STREAM_END)
        return damaged("corrupt archive", offset);
    return bytes;
}

/// In parts, as zlib counts in 32 bits.
std::uint64_t checksumOf(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t kPart = std::size_t{1} << 30;
    uLong sum = crc32(0, nullptr, 0);
    for (std::size_t at = 0; at < bytes.size(); at += kPart)
        sum = crc32(sum, bytes.data() + at, static_cast<uInt>(std::min(kPart, bytes.size() - at)));
    return sum;
}

/// The entry of the directory at `at`, whose name is `name`.
Result<ZipMember> memberAt(std::span<const std::uint8_t> archive, std::size_t at, const std::string& name)
{
    const std::size_t packedSize = littleEndian(archive, at + 20, 4);
    const std::size_t local = littleEndian(archive, at + 42, 4);
    const std::uint64_t method = littleEndian(archive, at + 10, 2);
    ZipMember member{.name = name,
                     .packed = {},
                     .size = littleEndian(archive, at + 24, 4),
                     .checksum = littleEndian(archive, at + 16, 4),
                     .offset = local + kLocalBytes + littleEndian(archive, local + 26, 2)
                               + littleEndian(archive, local + 28, 2),
                     .stored = method == 0};
    if (method != 0 && method != Z_DEFLATED)
        return damaged(fmt::format("{}: packed by method {}", name, method), at);
    if (member.offset + packedSize > archive.size())
        return damaged(name + " is cut off", member.offset);
    member.packed = archive.subspan(member.offset, packedSize);
    if (member.size > (member.stored ? packedSize : mostUnpacked(packedSize)))
        return damaged(fmt::format("{}: {} bytes cannot come out of {}", name, member.size, packedSize), at);
    return member;
}

} // namespace

std::uint64_t mostUnpacked(std::uint64_t packed)
{
    constexpr std::uint64_t kAlways = std::uint64_t{16} << 20;
    constexpr std::uint64_t kRatio = 100;
    constexpr std::uint64_t kMost = std::uint64_t{4} << 30;
    return packed > kMost / kRatio ? kMost : std::max(kAlways, kRatio * packed);
}

Result<std::vector<std::uint8_t>> ZipMember::first(std::size_t count) const
{
    if (!stored)
        return inflated(packed, count, offset);
    const auto part = packed.first(std::min(count, packed.size()));
    return std::vector<std::uint8_t>(part.begin(), part.end());
}

Result<std::vector<std::uint8_t>> ZipMember::all() const
{
    auto bytes = first(size);
    if (bytes && (bytes->size() != size || checksumOf(*bytes) != checksum))
        return damaged(name + ": wrong checksum", offset);
    return bytes;
}

Result<ZipMember> findZipMember(std::span<const std::uint8_t> archive, const std::string& name)
{
    std::size_t end = archive.size() - std::min(archive.size(), kEndBytes);
    constexpr std::size_t kLongestComment = 65535;
    const std::size_t first = end - std::min(end, kLongestComment);
    while (end > first && littleEndian(archive, end, 4) != kDirectoryEnd)
        --end;
    if (archive.size() < kEndBytes || littleEndian(archive, end, 4) != kDirectoryEnd)
        return damaged("no archive, or its end is cut off", archive.size());
    std::size_t at = littleEndian(archive, end + 16, 4);
    for (std::uint64_t left = littleEndian(archive, end + 10, 2); left > 0; --left) {
        if (at + kEntryBytes > archive.size() || littleEndian(archive, at, 4) != kDirectoryEntry)
            return damaged("corrupt archive", at);
        const std::size_t nameSize = littleEndian(archive, at + 28, 2);
        if (at + kEntryBytes + nameSize > archive.size())
            return damaged("corrupt archive", at);
        const auto* text = reinterpret_cast<const char*>(archive.data()) + at + kEntryBytes;
        if (std::string_view(text, nameSize) == name)
            return memberAt(archive, at, name);
        at += kEntryBytes + nameSize + littleEndian(archive, at + 30, 2) + littleEndian(archive, at + 32, 2);
    }
    return fail(ErrorCode::fileNotFound, {name});
}

} // namespace tenbin
