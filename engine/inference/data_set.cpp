// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/data_set.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <numeric>
#include <optional>
#include <random>

#include <fmt/format.h>
#include <zlib.h>

#include "engine/inference/data_files.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

using Bytes8 = FileBytes;

tl::unexpected<Error> damaged(const fs::path& file, std::string what, std::optional<std::uint64_t> offset = {})
{
    return damagedData(file, std::move(what), offset);
}

fs::path plainOrPacked(const fs::path& file)
{
    std::error_code error;
    return fs::exists(file, error) ? file : fs::path(file.string() + ".gz");
}

/// IDX: two zero bytes, type 8 (unsigned byte), rank, dimensions big-endian, values.
Result<std::pair<Shape, Bytes8>> readIdx(const fs::path& file, std::size_t rank)
{
    auto bytes = readDataFile(file);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    const std::size_t header = 4 + 4 * rank;
    if (bytes->size() < header)
        return damaged(file, "the header is cut off", bytes->size());
    if ((*bytes)[0] != 0 || (*bytes)[1] != 0 || (*bytes)[2] != 8 || (*bytes)[3] != rank)
        return damaged(file, fmt::format("no IDX file of bytes with {} dimensions", rank), 0);
    Shape shape;
    for (std::size_t d = 0; d < rank; ++d) {
        std::int64_t size = 0;
        for (std::size_t i = 0; i < 4; ++i)
            size = size * 256 + (*bytes)[4 + d * 4 + i];
        if (size > 1'000'000)
            return damaged(file, fmt::format("dimension {} is {}", d, size), 4 + d * 4);
        shape.push_back(size);
    }
    const std::size_t expected = header + static_cast<std::size_t>(elementCount(shape));
    if (bytes->size() != expected)
        return damaged(file, fmt::format("{} bytes expected, {} found", expected, bytes->size()), bytes->size());
    return std::pair{shape, Bytes8(bytes->begin() + static_cast<std::ptrdiff_t>(header), bytes->end())};
}

Result<DataSet> readMnist(const fs::path& folder, Split split)
{
    const std::string stem = split == Split::train ? "train" : "t10k";
    const fs::path labelFile = plainOrPacked(folder / (stem + "-labels-idx1-ubyte"));
    auto images = readIdx(plainOrPacked(folder / (stem + "-images-idx3-ubyte")), 3);
    if (!images)
        return tl::make_unexpected(images.error());
    std::error_code error;
    if (!fs::exists(labelFile, error))
        return fail(ErrorCode::labelsMissing, {labelFile.filename().string()}, {.file = folder.string()});
    auto labels = readIdx(labelFile, 1);
    if (!labels)
        return tl::make_unexpected(labels.error());
    if (labels->second.size() != static_cast<std::size_t>(images->first[0]))
        return damaged(labelFile, fmt::format("{} labels for {} images", labels->second.size(), images->first[0]));
    DataSet data{.name = folder.filename().string(), .shape = {images->first[1], images->first[2], 1}};
    data.bytes = std::move(images->second);
    data.labels.assign(labels->second.begin(), labels->second.end());
    return data;
}

/// Records of one label and 3 x 32 x 32 planes; turned to HWC.
Result<DataSet> readCifar(const fs::path& folder, Split split)
{
    constexpr std::size_t kPixels = 32 * 32, kRecord = 1 + 3 * kPixels;
    DataSet data{.name = folder.filename().string(), .shape = {32, 32, 3}};
    for (int part = 1; part <= (split == Split::train ? 5 : 1); ++part) {
        const fs::path file =
            folder / (split == Split::train ? fmt::format("data_batch_{}.bin", part) : "test_batch.bin");
        auto bytes = readDataFile(file);
        if (!bytes)
            return tl::make_unexpected(bytes.error());
        if (bytes->empty() || bytes->size() % kRecord != 0)
            return damaged(file, fmt::format("{} bytes are no multiple of {}", bytes->size(), kRecord), bytes->size());
        for (std::size_t at = 0; at < bytes->size(); at += kRecord) {
            data.labels.push_back((*bytes)[at]);
            for (std::size_t p = 0; p < kPixels; ++p)
                for (std::size_t c = 0; c < 3; ++c)
                    data.bytes.push_back((*bytes)[at + 1 + c * kPixels + p]);
        }
    }
    return data;
}

struct LabelLine {
    std::string file;
    int classes = 0, label = 0;
};

std::optional<LabelLine> parseLabelLine(const std::string& line)
{
    std::vector<std::string> cells(1);
    for (const char c : line)
        if (c == ',')
            cells.emplace_back();
        else if (c != ' ' && c != '\r')
            cells.back() += c;
    LabelLine result;
    const auto number = [](const std::string& text, int& value) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc{} && end == text.data() + text.size();
    };
    if (cells.size() != 3 || !number(cells[1], result.classes) || !number(cells[2], result.label))
        return std::nullopt;
    result.file = cells[0];
    return result;
}

Result<DataSet> readRaw(const fs::path& folder)
{
    const fs::path table = folder / "y_labels.csv";
    std::ifstream in(table);
    DataSet data{.name = folder.filename().string(), .raw = true};
    int lineNumber = 0;
    for (std::string line; std::getline(in, line);) {
        ++lineNumber;
        const auto entry = parseLabelLine(line);
        if (!entry)
            return fail(ErrorCode::dataFormat, {"a line must be: file, classes, class"},
                        {.file = table.string(), .line = lineNumber});
        if (entry->label < 0 || entry->label >= entry->classes)
            return fail(ErrorCode::labelRange, {std::to_string(entry->label), std::to_string(entry->classes)},
                        {.file = table.string(), .line = lineNumber});
        auto bytes = readDataFile(folder / entry->file);
        if (!bytes)
            return tl::make_unexpected(bytes.error());
        if (data.shape.empty())
            data.shape = {1, 1, static_cast<std::int64_t>(bytes->size())};
        if (bytes->size() != data.sampleBytes())
            return fail(ErrorCode::dataShape, {std::to_string(data.sampleBytes()), std::to_string(bytes->size())},
                        {.file = (folder / entry->file).string()});
        data.bytes.insert(data.bytes.end(), bytes->begin(), bytes->end());
        data.labels.push_back(entry->label);
        data.classes = std::max(data.classes, entry->classes);
    }
    return data;
}

} // namespace

void DataSet::values(std::size_t i, float* to) const
{
    const std::uint8_t* from = sample(i);
    for (std::size_t k = 0; k < sampleBytes(); ++k)
        to[k] = (static_cast<float>(from[k]) - preprocessing.mean) * preprocessing.scale;
}

bool DataSet::fits(const Shape& input) const
{
    const auto wide = [](Shape sizes) {
        std::erase(sizes, 1);
        return sizes;
    };
    const Shape asked = wide(input), given = wide(shape);
    return elementCount(asked) == elementCount(given) && (asked.size() <= 1 || asked == given);
}

DataSet DataSet::subset(std::size_t count, std::uint64_t seed) const
{
    if (count >= size())
        return *this;
    std::vector<std::size_t> order(size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random() % i]);
    DataSet part{.name = name,
                 .shape = shape,
                 .raw = raw,
                 .bytes = {},
                 .labels = {},
                 .classes = classes,
                 .preprocessing = preprocessing};
    for (std::size_t i = 0; i < count; ++i) {
        part.bytes.insert(part.bytes.end(), sample(order[i]), sample(order[i]) + sampleBytes());
        part.labels.push_back(labels[order[i]]);
    }
    return part;
}

tl::unexpected<Error> damagedData(const fs::path& file, std::string what, std::optional<std::uint64_t> offset)
{
    return fail(ErrorCode::dataFormat, {std::move(what)}, {.file = file.string(), .offset = offset});
}

Result<FileBytes> readDataFile(const fs::path& file)
{
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return fail(ErrorCode::fileNotFound, {file.string()}, {.file = file.string()});
    gzFile in = gzopen(file.c_str(), "rb"); // passes bytes through that are not packed
    if (!in)
        return fail(ErrorCode::fileUnreadable, {file.string(), "gzopen"}, {.file = file.string()});
    FileBytes bytes;
    unsigned chunk = 1u << 12;
    int got = 0;
    do {
        const std::size_t before = bytes.size();
        bytes.resize(before + chunk);
        got = gzread(in, bytes.data() + before, chunk);
        bytes.resize(before + static_cast<std::size_t>(std::max(got, 0)));
        chunk = std::min(2 * chunk, 1u << 20);
    } while (got > 0);
    int state = Z_OK;
    const std::string message = gzerror(in, &state);
    const bool incomplete = gzclose_r(in) != Z_OK;
    if (got < 0 || state != Z_OK || incomplete)
        return damagedData(file, state != Z_OK && !message.empty() ? message : "corrupt archive", bytes.size());
    return bytes;
}

Result<DataSet> loadDataSet(const fs::path& folder, Split split)
{
    std::error_code error;
    if (!fs::is_directory(folder, error) && !isNumpy(folder))
        return fail(ErrorCode::fileNotFound, {folder.string()}, {.file = folder.string()});
    const auto has = [&](const char* name) { return fs::exists(plainOrPacked(folder / name), error); };
    auto data = [&]() -> Result<DataSet> {
        if (has("train-images-idx3-ubyte") || has("t10k-images-idx3-ubyte"))
            return readMnist(folder, split);
        if (has("test_batch.bin") || has("data_batch_1.bin"))
            return readCifar(folder, split);
        if (has("y_labels.csv"))
            return readRaw(folder);
        if (isNumpy(folder))
            return readNumpy(folder, split);
        if (isImageFolder(folder))
            return readImageFolder(folder, split);
        return fail(ErrorCode::labelsMissing,
                    {"train-labels-idx1-ubyte, test_batch.bin, y_labels.csv, x_test.npy, CLASS/*.png"},
                    {.file = folder.string()});
    }();
    if (data && data->labels.empty())
        return damaged(folder, "no samples");
    if (data && data->classes == 0)
        data->classes = 1 + *std::max_element(data->labels.begin(), data->labels.end());
    return data;
}

fs::path fashionMnistFolder() { return "/usr/share/datasets/fashion-mnist"; }

} // namespace tenbin
