// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <zlib.h>

#include "engine/inference/data_files.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kChunk = 1 << 20;

std::string sizeMismatch(std::uint64_t expected, std::uint64_t found)
{
    return fmt::format("{} bytes expected, {} found", expected, found);
}

} // namespace

tl::unexpected<Error> damagedData(const fs::path& file, std::string what, std::optional<std::uint64_t> offset)
{
    return fail(ErrorCode::dataFormat, {std::move(what)}, {.file = file.string(), .offset = offset});
}

Result<void> checkSample(const Shape& sample, const Shape& input, const fs::path& file)
{
    constexpr std::int64_t kMost = std::int64_t{64} << 20, kFactor = 4;
    std::int64_t elements = 1;
    for (const std::int64_t size : sample) {
        if (size <= 0)
            return damagedData(file, fmt::format("a sample of {} is empty", toString(sample)));
        elements = size > kMost / elements ? kMost + 1 : elements * size;
        if (elements > kMost)
            return damagedData(file, fmt::format("a sample of {} has more than {} values", toString(sample), kMost));
    }
    const std::int64_t wanted = input.empty() ? 0 : elementCount(input); // open sizes are negative
    if (wanted > 0 && elements / kFactor > wanted)
        return fail(ErrorCode::dataShape, {toString(input), toString(sample)}, {.file = file.string()});
    return {};
}

void DataStream::close(gzFile_s* file) { gzclose_r(file); }

Result<DataStream> DataStream::open(const fs::path& file)
{
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return fail(ErrorCode::fileNotFound, {file.string()}, {.file = file.string()});
    const std::uint64_t size = fs::file_size(file, error);
    errno = 0;
    gzFile in = gzopen(file.c_str(), "rb"); // passes bytes through that are not packed
    if (!in || error)
        return fail(ErrorCode::fileUnreadable, {file.string(), std::generic_category().message(errno)},
                    {.file = file.string()});
    DataStream stream(in, file);
    if (gzdirect(in) == 1)
        stream.m_size = size;
    stream.m_most = stream.m_size ? *stream.m_size : mostUnpacked(size);
    return stream;
}

Result<std::size_t> DataStream::readSome(FileBytes& bytes, std::size_t most)
{
    const std::size_t before = bytes.size();
    bytes.resize(before + most);
    const int got = gzread(m_file.get(), bytes.data() + before, static_cast<unsigned>(most));
    bytes.resize(before + static_cast<std::size_t>(std::max(got, 0)));
    m_at += bytes.size() - before;
    int state = Z_OK;
    const std::string message = gzerror(m_file.get(), &state);
    if (got < 0 || (state != Z_OK && state != Z_STREAM_END))
        return damagedData(m_path, message.empty() ? "corrupt archive" : message, m_at);
    return bytes.size() - before;
}

Result<FileBytes> DataStream::read(std::uint64_t count)
{
    if (m_size && count > *m_size - m_at)
        return damagedData(m_path, sizeMismatch(m_at + count, *m_size), m_size);
    if (count > m_most - std::min(m_most, m_at))
        return damagedData(m_path, fmt::format("{} bytes are more than an archive of this size holds", m_at + count),
                           m_at);
    FileBytes bytes;
    while (bytes.size() < count) {
        // What a header claims is not believed before it is there.
        const auto got = readSome(bytes, std::min<std::size_t>(count - bytes.size(), kChunk));
        if (!got)
            return tl::make_unexpected(got.error());
        if (*got == 0)
            return damagedData(m_path, sizeMismatch(m_at - bytes.size() + count, m_at), m_at);
    }
    return bytes;
}

Result<FileBytes> DataStream::readRest(std::uint64_t most)
{
    most = std::min(most, m_most);
    if (m_size && *m_size - m_at > most)
        return damagedData(m_path, fmt::format("more than {} bytes", m_at + most), m_at + most);
    FileBytes bytes;
    for (std::size_t chunk = 1 << 12;; chunk = std::min(2 * chunk, kChunk)) {
        const auto got = readSome(bytes, chunk);
        if (!got)
            return tl::make_unexpected(got.error());
        if (*got == 0)
            return bytes;
        if (bytes.size() > most)
            return damagedData(m_path, fmt::format("more than {} bytes", most), most);
    }
}

Result<void> DataStream::expectEnd()
{
    FileBytes rest;
    const std::uint64_t expected = m_at;
    const auto got = readSome(rest, 1);
    if (!got)
        return tl::make_unexpected(got.error());
    if (*got == 0)
        return {};
    if (m_size)
        return damagedData(m_path, sizeMismatch(expected, *m_size), expected);
    return damagedData(m_path, fmt::format("{} bytes expected, more found", expected), expected);
}

Result<FileBytes> readDataFile(const fs::path& file, std::uint64_t most)
{
    auto stream = DataStream::open(file);
    if (!stream)
        return tl::make_unexpected(stream.error());
    return stream->readRest(most);
}

} // namespace tenbin
