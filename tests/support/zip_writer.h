// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <zlib.h>

namespace tenbin::fixtures {

inline void appendNumber(std::string& to, std::size_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        to += static_cast<char>(value >> (8 * i) & 255);
}

inline std::string deflated(const std::string& bytes)
{
    std::string packed(compressBound(bytes.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// A ZIP archive of members, deflated or as they are.
inline std::string zipArchive(const std::vector<std::pair<std::string, std::string>>& members, bool deflate = true)
{
    std::string out, directory;
    for (const auto& [name, bytes] : members) {
        const std::string packed = deflate ? deflated(bytes) : bytes;
        std::string common;
        appendNumber(common, 20, 2);
        appendNumber(common, 0, 2);
        appendNumber(common, deflate ? Z_DEFLATED : 0, 2);
        appendNumber(common, 0, 4);
        const auto* data = reinterpret_cast<const Bytef*>(bytes.data());
        appendNumber(common, crc32(0, data, static_cast<uInt>(bytes.size())), 4);
        appendNumber(common, packed.size(), 4);
        appendNumber(common, bytes.size(), 4);
        appendNumber(common, name.size(), 2);
        appendNumber(common, 0, 2);
        directory += "PK\x01\x02";
        appendNumber(directory, 20, 2);
        directory += common;
        appendNumber(directory, 0, 6); // comment, disk, attributes
        appendNumber(directory, 0, 4);
        appendNumber(directory, out.size(), 4);
        directory += name;
        out += "PK\x03\x04" + common + name + packed;
    }
    const std::size_t start = out.size();
    out += directory + "PK\x05\x06";
    appendNumber(out, 0, 4);
    appendNumber(out, members.size(), 2);
    appendNumber(out, members.size(), 2);
    appendNumber(out, directory.size(), 4);
    appendNumber(out, start, 4);
    appendNumber(out, 0, 2);
    return out;
}

} // namespace tenbin::fixtures
