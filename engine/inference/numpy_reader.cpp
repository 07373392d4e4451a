// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cstring>
#include <span>

#include <fmt/format.h>
#include <zlib.h>

#include "engine/inference/data_files.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargest = std::size_t{4} << 30; // bytes of one array

struct Array {
    std::string type; ///< "|u1", "<i8" …
    Shape shape;
    FileBytes values;
};

/// Text behind `'key':` in the header's Python dictionary, up to `stop`.
std::string_view entry(std::string_view header, std::string_view key, char stop)
{
    const auto at = header.find(fmt::format("'{}':", key));
    if (at == std::string_view::npos)
        return {};
    const auto from = header.find_first_not_of(' ', at + key.size() + 3);
    const auto to = header.find(stop, from == std::string_view::npos ? header.size() : from + 1);
    return from == std::string_view::npos || to == std::string_view::npos ? std::string_view{}
                                                                          : header.substr(from, to - from);
}

bool parseShape(std::string_view text, Shape& shape)
{
    if (text.empty() || text.front() != '(')
        return false;
    for (std::size_t at = 1; at < text.size();) {
        if (text[at] == ' ' || text[at] == ',') {
            ++at;
            continue;
        }
        std::int64_t size = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), size);
        if (error != std::errc{} || size < 0 || size > (std::int64_t{1} << 31))
            return false;
        shape.push_back(size);
        at = static_cast<std::size_t>(end - text.data());
    }
    return true;
}

/// NumPy's format 1 to 3: magic, version, length of the header, a dictionary in Python's syntax, values.
Result<Array> parseNpy(std::span<const std::uint8_t> bytes, const fs::path& file, const std::string& member)
{
    const auto bad = [&](const std::string& what, std::size_t offset) {
        return damagedData(file, member.empty() ? what : member + ": " + what, offset);
    };
    if (bytes.size() < 12 || std::memcmp(bytes.data(), "\x93NUMPY", 6) != 0)
        return bad("no NumPy array", 0);
    const std::size_t begin = bytes[6] == 1 ? 10 : 12;
    std::size_t length = 0;
    for (std::size_t i = begin; i > 8; --i)
        length = length * 256 + bytes[i - 1];
    if (begin + length > bytes.size())
        return bad("the header is cut off", bytes.size());
    const std::string_view header(reinterpret_cast<const char*>(bytes.data()) + begin, length);
    Array array;
    const std::string_view type = entry(header, "descr", ',');
    if (type.size() > 2)
        array.type = std::string(type.substr(1, type.size() - 2));
    if (array.type.size() < 3 || !parseShape(entry(header, "shape", ')'), array.shape))
        return bad("the header names no type and shape", begin);
    if (entry(header, "fortran_order", ',') != "False")
        return bad("the array is in Fortran's order", begin);
    const auto width = static_cast<std::size_t>(std::atoi(array.type.c_str() + 2));
    std::size_t expected = width;
    for (const std::int64_t size : array.shape)
        expected = size == 0                                              ? 0
                   : expected > kLargest / static_cast<std::size_t>(size) ? kLargest + 1
                                                                          : expected * static_cast<std::size_t>(size);
    if (expected > kLargest || bytes.size() - begin - length != expected)
        return bad(fmt::format("{} bytes expected, {} found", expected, bytes.size() - begin - length), begin + length);
    array.values.assign(bytes.begin() + static_cast<std::ptrdiff_t>(begin + length), bytes.end());
    return array;
}

std::uint64_t little(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count && at + i < bytes.size(); ++i)
        value |= std::uint64_t{bytes[at + i]} << (8 * i);
    return value;
}

Result<FileBytes> inflated(std::span<const std::uint8_t> packed, std::size_t size, const fs::path& file,
                           std::size_t offset)
{
    FileBytes bytes(size);
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return damagedData(file, "zlib", offset);
    stream.next_in = const_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = bytes.data();
    stream.avail_out = static_cast<uInt>(size);
    const int state = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (state != Z_STREAM_END || stream.total_out != size)
        return damagedData(file, "corrupt archive", offset);
    return bytes;
}

/// A member of a ZIP archive: by its central directory, stored or deflated, its checksum compared.
Result<FileBytes> zipMember(const FileBytes& zip, const std::string& name, const fs::path& file)
{
    std::size_t end = zip.size() >= 22 ? zip.size() - 22 : 0;
    while (end > 0 && little(zip, end, 4) != 0x06054b50)
        --end;
    if (zip.size() < 22 || little(zip, end, 4) != 0x06054b50)
        return damagedData(file, "no archive, or its end is cut off", zip.size());
    std::size_t at = little(zip, end + 16, 4);
    for (std::uint64_t left = little(zip, end + 10, 2); left > 0; --left) {
        if (at + 46 > zip.size() || little(zip, at, 4) != 0x02014b50)
            return damagedData(file, "corrupt archive", at);
        const std::size_t nameSize = little(zip, at + 28, 2), packedSize = little(zip, at + 20, 4),
                          size = little(zip, at + 24, 4), local = little(zip, at + 42, 4);
        if (at + 46 + nameSize > zip.size())
            return damagedData(file, "corrupt archive", at);
        if (std::string(reinterpret_cast<const char*>(zip.data()) + at + 46, nameSize) == name) {
            const std::size_t data = local + 30 + little(zip, local + 26, 2) + little(zip, local + 28, 2);
            if (data + packedSize > zip.size() || size >= kLargest || packedSize >= kLargest)
                return damagedData(file, name + " is cut off", data);
            const std::span packed(zip.data() + data, packedSize);
            auto bytes = little(zip, at + 10, 2) == 0 ? Result<FileBytes>(FileBytes(packed.begin(), packed.end()))
                                                      : inflated(packed, size, file, data);
            if (bytes && crc32(0, bytes->data(), static_cast<uInt>(bytes->size())) != little(zip, at + 16, 4))
                return damagedData(file, name + ": wrong checksum", data);
            return bytes;
        }
        at += 46 + nameSize + little(zip, at + 30, 2) + little(zip, at + 32, 2);
    }
    return fail(ErrorCode::labelsMissing, {name}, {.file = file.string()});
}

fs::path archiveIn(const fs::path& path)
{
    std::error_code error;
    if (path.extension() == ".npz")
        return path;
    fs::path found;
    for (const auto& item : fs::directory_iterator(path, error))
        if (item.path().extension() == ".npz")
            found = found.empty() ? item.path() : fs::path("?");
    return found == "?" ? fs::path() : found;
}

Result<Array> arrayOf(const fs::path& path, const std::string& name)
{
    if (const fs::path archive = archiveIn(path); !archive.empty()) {
        const auto zip = readDataFile(archive);
        const auto bytes = zip ? zipMember(*zip, name + ".npy", archive) : tl::make_unexpected(zip.error());
        return bytes ? parseNpy(*bytes, archive, name) : Result<Array>(tl::make_unexpected(bytes.error()));
    }
    const fs::path file = path / (name + ".npy");
    std::error_code error;
    if (!fs::exists(file, error))
        return fail(ErrorCode::labelsMissing, {name + ".npy"}, {.file = path.string()});
    const auto bytes = readDataFile(file);
    return bytes ? parseNpy(*bytes, file, {}) : Result<Array>(tl::make_unexpected(bytes.error()));
}

} // namespace

bool isNumpy(const fs::path& path)
{
    std::error_code error;
    return fs::exists(path / "x_test.npy", error) || (fs::exists(path, error) && !archiveIn(path).empty());
}

Result<DataSet> readNumpy(const fs::path& path, Split split)
{
    const std::string part = split == Split::train ? "train" : "test";
    auto samples = arrayOf(path, "x_" + part);
    auto labels = samples ? arrayOf(path, "y_" + part) : samples;
    if (!labels)
        return tl::make_unexpected(labels.error());
    if (samples->type != "|u1" || samples->shape.size() < 2 || samples->shape.size() > 4)
        return damagedData(path,
                           fmt::format("x_{}: unsigned bytes of N x H x W (x C) or N x values expected, found {} {}",
                                       part, samples->type, toString(samples->shape)));
    const char kind = labels->type[1];
    const auto width = static_cast<std::size_t>(std::atoi(labels->type.c_str() + 2));
    if ((kind != 'u' && kind != 'i') || labels->type[0] == '>' || elementCount(labels->shape) != samples->shape[0])
        return damagedData(path, fmt::format("y_{}: {} integers expected, found {} {}", part, samples->shape[0],
                                             labels->type, toString(labels->shape)));
    DataSet data{.name = path.stem().string(), .shape = {samples->shape.begin() + 1, samples->shape.end()}};
    if (data.shape.size() == 1)
        data.shape = {1, 1, data.shape[0]};
    else if (data.shape.size() == 2)
        data.shape.push_back(1);
    data.bytes = std::move(samples->values);
    for (std::size_t i = 0; i < static_cast<std::size_t>(samples->shape[0]); ++i) {
        const std::uint64_t label = little(labels->values, i * width, width);
        if (label > 1'000'000)
            return fail(ErrorCode::labelRange, {std::to_string(static_cast<std::int64_t>(label)), "1000000"},
                        {.file = path.string(), .element = fmt::format("y_{}[{}]", part, i)});
        data.labels.push_back(static_cast<int>(label));
    }
    return data;
}

} // namespace tenbin
