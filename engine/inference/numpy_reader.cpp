// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/core/little_endian.h"
#include "engine/core/zip_archive.h"
#include "engine/inference/data_files.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

/// What an array says of itself.
struct ArrayHead {
    std::string type; ///< "|u1", "<i8" …
    Shape shape;
    std::uint64_t width = 0;  ///< bytes of a value
    std::uint64_t begin = 0;  ///< of the values, bytes from the start
    std::uint64_t values = 0; ///< bytes
};

struct Array {
    ArrayHead head;
    FileBytes values;
};

/// Says whether an array is what is wanted, before its values are read.
using Accept = std::function<Result<void>(const ArrayHead&)>;

/// Text behind `'key':` in the header's Python dictionary, up to `stop`.
std::string_view entry(std::string_view header, std::string_view key, char stop)
{
    const auto at = header.find(fmt::format("'{}':", key));
    if (at == std::string_view::npos)
        return {};
    const auto from = header.find_first_not_of(' ', at + key.size() + 3);
    if (from == std::string_view::npos)
        return {};
    const auto to = header.find(stop, from + 1);
    if (to == std::string_view::npos)
        return {};
    return header.substr(from, to - from);
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

/// Bytes of all values, or nothing where no file holds so many.
std::optional<std::uint64_t> bytesOf(const Shape& shape, std::uint64_t width)
{
    std::uint64_t bytes = width;
    for (const std::int64_t size : shape) {
        if (size <= 0 || bytes > kMostDataBytes / static_cast<std::uint64_t>(size))
            return std::nullopt;
        bytes *= static_cast<std::uint64_t>(size);
    }
    return bytes;
}

/// "<i8": byte order, kind, bytes of a value: 1, 2, 4 or 8.
std::uint64_t widthOf(std::string_view type)
{
    if (type.size() != 3 || std::string_view("1248").find(type[2]) == std::string_view::npos)
        return 0;
    return static_cast<std::uint64_t>(type[2] - '0');
}

constexpr std::size_t kMostHeader = 1 << 16; // bytes; 128 are usual

/// Where an array lies, for messages, and how many bytes it has in all.
struct Place {
    fs::path file;
    std::string member; ///< of an archive
    std::uint64_t size = 0;

    tl::unexpected<Error> bad(const std::string& what, std::uint64_t offset) const
    {
        return damagedData(file, member.empty() ? what : member + ": " + what, offset);
    }
};

/// NumPy's format 1 to 3: magic, version, length of the header, a dictionary in Python's syntax, values. `bytes` are
/// the first ones of the array, as many as a header may have.
Result<ArrayHead> parseHead(std::span<const std::uint8_t> bytes, const Place& place)
{
    if (bytes.size() < 12 || std::memcmp(bytes.data(), "\x93NUMPY", 6) != 0)
        return place.bad("no NumPy array", 0);
    const std::size_t begin = bytes[6] == 1 ? 10 : 12;
    std::size_t length = 0;
    for (std::size_t i = begin; i > 8; --i)
        length = length * 256 + bytes[i - 1];
    if (length > bytes.size() - begin)
        return place.bad("the header is cut off", bytes.size());
    const std::string_view header(reinterpret_cast<const char*>(bytes.data()) + begin, length);
    ArrayHead head{.begin = begin + length};
    const std::string_view type = entry(header, "descr", ',');
    if (type.size() > 2)
        head.type = std::string(type.substr(1, type.size() - 2));
    head.width = widthOf(head.type);
    if (!parseShape(entry(header, "shape", ')'), head.shape))
        return place.bad("the header names no type and shape", begin);
    if (head.width == 0)
        return place.bad(fmt::format("values of the type \"{}\"", head.type.substr(0, 20)), begin);
    if (entry(header, "fortran_order", ',') != "False")
        return place.bad("the array is in Fortran's order", begin);
    const auto values = bytesOf(head.shape, head.width);
    if (!values)
        return place.bad(fmt::format("an array of {}", toString(head.shape)), begin);
    const std::uint64_t found = place.size - std::min(place.size, head.begin);
    if (found != *values)
        return place.bad(fmt::format("{} bytes expected, {} found", *values, found), head.begin);
    head.values = *values;
    return head;
}

/// The same failure with the archive it is about.
template <class T>
Result<T> inArchive(Error error, const fs::path& file)
{
    error.where.file = file.string();
    return tl::make_unexpected(std::move(error));
}

/// A member of an archive. Errors: dataFormat, labelsMissing where there is none of that name.
Result<ZipMember> zipMember(std::span<const std::uint8_t> zip, const std::string& name, const fs::path& file)
{
    auto member = findZipMember(zip, name);
    if (!member && member.error().code == ErrorCode::fileNotFound)
        return fail(ErrorCode::labelsMissing, {name}, {.file = file.string()});
    if (member)
        return member;
    return inArchive<ZipMember>(std::move(member.error()), file);
}

/// Up to `most` first bytes.
Result<FileBytes> readStart(const fs::path& file, std::uint64_t most)
{
    std::error_code error;
    const std::uint64_t size = fs::file_size(file, error);
    auto stream = DataStream::open(file);
    if (!stream)
        return tl::make_unexpected(stream.error());
    return stream->read(std::min<std::uint64_t>(size, most));
}

fs::path archiveIn(const fs::path& path)
{
    std::error_code error;
    if (path.extension() == ".npz")
        return path;
    std::vector<fs::path> found;
    for (const auto& item : fs::directory_iterator(path, error))
        if (item.path().extension() == ".npz")
            found.push_back(item.path());
    if (found.size() != 1) // which of several is meant nobody can say
        return {};
    return found.front();
}

Result<Array> arrayOfArchive(const fs::path& archive, const std::string& name, const Accept& accept)
{
    const auto zip = readWhole(archive, kMostDataBytes);
    if (!zip)
        return tl::make_unexpected(zip.error());
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(zip->data()), zip->size());
    const auto member = zipMember(bytes, name + ".npy", archive);
    if (!member)
        return tl::make_unexpected(member.error());
    const auto start = member->first(kMostHeader);
    if (!start)
        return inArchive<Array>(start.error(), archive);
    auto head = parseHead(*start, {archive, name, member->size});
    if (!head)
        return tl::make_unexpected(head.error());
    if (auto accepted = accept(*head); !accepted)
        return tl::make_unexpected(accepted.error());
    auto whole = member->all();
    if (!whole)
        return inArchive<Array>(whole.error(), archive);
    whole->erase(whole->begin(), whole->begin() + static_cast<std::ptrdiff_t>(head->begin));
    return Array{std::move(*head), std::move(*whole)};
}

Result<Array> arrayOfFile(const fs::path& file, const Accept& accept)
{
    std::error_code error;
    const std::uint64_t size = fs::file_size(file, error);
    const auto start = readStart(file, kMostHeader);
    if (!start)
        return tl::make_unexpected(start.error());
    auto head = parseHead(*start, {file, {}, size});
    if (!head)
        return tl::make_unexpected(head.error());
    if (auto accepted = accept(*head); !accepted)
        return tl::make_unexpected(accepted.error());
    auto whole = readDataFile(file);
    if (!whole)
        return tl::make_unexpected(whole.error());
    whole->erase(whole->begin(),
                 whole->begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(head->begin, whole->size())));
    if (whole->size() != head->values)
        return damagedData(file, fmt::format("{} bytes expected, {} found", head->values, whole->size()), head->begin);
    return Array{std::move(*head), std::move(*whole)};
}

Result<Array> arrayOf(const fs::path& path, const std::string& name, const Accept& accept)
{
    if (const fs::path archive = archiveIn(path); !archive.empty())
        return arrayOfArchive(archive, name, accept);
    const fs::path file = path / (name + ".npy");
    std::error_code error;
    if (!fs::exists(file, error))
        return fail(ErrorCode::labelsMissing, {name + ".npy"}, {.file = path.string()});
    return arrayOfFile(file, accept);
}

Result<Array> labelsOf(const fs::path& path, const std::string& part)
{
    return arrayOf(path, "y_" + part, [&](const ArrayHead& head) -> Result<void> {
        const bool integers = (head.type[1] == 'u' || head.type[1] == 'i') && head.type[0] != '>';
        if (!integers)
            return damagedData(path, fmt::format("y_{}: integers expected, found {}", part, head.type));
        return {};
    });
}

Result<Array> samplesOf(const fs::path& path, const std::string& part, std::uint64_t count, const Shape& input)
{
    return arrayOf(path, "x_" + part, [&](const ArrayHead& head) -> Result<void> {
        if (head.type != "|u1" || head.shape.size() < 2 || head.shape.size() > 4)
            return damagedData(
                path, fmt::format("x_{}: unsigned bytes of N x H x W (x C) or N x values expected, found {} {}", part,
                                  head.type, toString(head.shape)));
        if (static_cast<std::uint64_t>(head.shape[0]) != count)
            return damagedData(path, fmt::format("y_{}: {} integers expected, found {}", part, head.shape[0], count));
        return checkSample({head.shape.begin() + 1, head.shape.end()}, input, path);
    });
}

} // namespace

bool isNumpy(const fs::path& path)
{
    std::error_code error;
    return fs::exists(path / "x_test.npy", error) || (fs::exists(path, error) && !archiveIn(path).empty());
}

Result<DataSet> readNumpy(const fs::path& path, Split split, const Shape& input)
{
    const std::string part = split == Split::train ? "train" : "test";
    const auto labels = labelsOf(path, part);
    if (!labels)
        return tl::make_unexpected(labels.error());
    const std::uint64_t width = labels->head.width;
    const std::uint64_t count = labels->head.values / width;
    auto samples = samplesOf(path, part, count, input);
    if (!samples)
        return tl::make_unexpected(samples.error());
    const Shape& shape = samples->head.shape;
    DataSet data{.name = path.stem().string(), .shape = {shape.begin() + 1, shape.end()}};
    if (data.shape.size() == 1)
        data.shape = {1, 1, data.shape[0]};
    else if (data.shape.size() == 2)
        data.shape.push_back(1);
    data.bytes = std::move(samples->values);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t label = littleEndian(labels->values, i * width, width);
        if (label > 1'000'000)
            return fail(ErrorCode::labelRange, {std::to_string(static_cast<std::int64_t>(label)), "1000000"},
                        {.file = path.string(), .element = fmt::format("y_{}[{}]", part, i)});
        data.labels.push_back(static_cast<int>(label));
    }
    return data;
}

} // namespace tenbin
