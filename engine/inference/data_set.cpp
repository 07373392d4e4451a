// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/data_set.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/inference/data_files.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

using Bytes8 = FileBytes;

constexpr std::uint64_t kMostSampleBytes = std::uint64_t{512} << 20; // 64 Mi values of 64 bits

tl::unexpected<Error> damaged(const fs::path& file, std::string what, std::optional<std::uint64_t> offset = {})
{
    return damagedData(file, std::move(what), offset);
}

fs::path plainOrPacked(const fs::path& file)
{
    std::error_code error;
    if (fs::exists(file, error))
        return file;
    return fs::path(file.string() + ".gz");
}

/// What an IDX file says of itself: two zero bytes, type 8 (unsigned byte), rank, dimensions big-endian.
Result<Shape> readIdxHeader(DataStream& stream, const fs::path& file, std::size_t rank)
{
    const auto bytes = stream.read(4 + 4 * rank);
    if (!bytes)
        return damaged(file, "the header is cut off", bytes.error().where.offset);
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
    return shape;
}

/// The values behind the header, after a look at what the header promises.
Result<std::pair<Shape, Bytes8>> readIdx(const fs::path& file, std::size_t rank, const Shape& input)
{
    auto stream = DataStream::open(file);
    if (!stream)
        return tl::make_unexpected(stream.error());
    auto shape = readIdxHeader(*stream, file, rank);
    if (!shape)
        return tl::make_unexpected(shape.error());
    if (rank > 1)
        if (auto fits = checkSample({shape->begin() + 1, shape->end()}, input, file); !fits)
            return tl::make_unexpected(fits.error());
    auto bytes = stream->read(static_cast<std::uint64_t>(elementCount(*shape)));
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    if (auto end = stream->expectEnd(); !end)
        return tl::make_unexpected(end.error());
    return std::pair{std::move(*shape), std::move(*bytes)};
}

Result<DataSet> readMnist(const fs::path& folder, Split split, const Shape& input)
{
    const std::string stem = split == Split::train ? "train" : "t10k";
    const fs::path labelFile = plainOrPacked(folder / (stem + "-labels-idx1-ubyte"));
    auto images = readIdx(plainOrPacked(folder / (stem + "-images-idx3-ubyte")), 3, input);
    if (!images)
        return tl::make_unexpected(images.error());
    std::error_code error;
    if (!fs::exists(labelFile, error))
        return fail(ErrorCode::labelsMissing, {labelFile.filename().string()}, {.file = folder.string()});
    auto labels = readIdx(labelFile, 1, {});
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
Result<DataSet> readCifar(const fs::path& folder, Split split, const Shape& input)
{
    constexpr std::size_t kPixels = std::size_t{32} * 32;
    constexpr std::size_t kRecord = 1 + 3 * kPixels;
    DataSet data{.name = folder.filename().string(), .shape = {32, 32, 3}};
    if (auto fits = checkSample(data.shape, input, folder); !fits)
        return tl::make_unexpected(fits.error());
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

/// A line of y_labels.csv, its sample behind those before it. Each file counts once: a short table must not become
/// many large samples.
Result<void> appendRaw(DataSet& data, const std::string& line, const fs::path& table, const Shape& input,
                       std::set<std::string>& seen)
{
    const ErrorLocation where{.file = table.string(), .line = static_cast<int>(data.size()) + 1};
    const auto entry = parseLabelLine(line);
    if (!entry)
        return fail(ErrorCode::dataFormat, {"a line must be: file, classes, class"}, where);
    if (entry->label < 0 || entry->label >= entry->classes)
        return fail(ErrorCode::labelRange, {std::to_string(entry->label), std::to_string(entry->classes)}, where);
    if (!seen.insert(entry->file).second)
        return fail(ErrorCode::dataFormat, {entry->file + " is named twice"}, where);
    constexpr std::uint64_t kWidest = 8; // bytes of a value
    const fs::path file = table.parent_path() / entry->file;
    std::uint64_t most = kMostSampleBytes;
    if (!data.shape.empty())
        most = data.sampleBytes();
    else if (!input.empty() && elementCount(input) > 0)
        most = kWidest * static_cast<std::uint64_t>(elementCount(input));
    const auto bytes = readDataFile(file, most);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    if (data.shape.empty())
        data.shape = {1, 1, static_cast<std::int64_t>(bytes->size())};
    if (bytes->empty() || bytes->size() != data.sampleBytes())
        return fail(ErrorCode::dataShape, {std::to_string(data.sampleBytes()), std::to_string(bytes->size())},
                    {.file = file.string()});
    data.bytes.insert(data.bytes.end(), bytes->begin(), bytes->end());
    data.labels.push_back(entry->label);
    data.classes = std::max(data.classes, entry->classes);
    return {};
}

Result<DataSet> readRaw(const fs::path& folder, const Shape& input)
{
    const fs::path table = folder / "y_labels.csv";
    const auto text = readWhole(table);
    if (!text)
        return tl::make_unexpected(text.error());
    DataSet data{.name = folder.filename().string(), .raw = true};
    std::set<std::string> seen;
    std::istringstream in(*text);
    for (std::string line; std::getline(in, line);)
        if (auto added = appendRaw(data, line, table, input, seen); !added)
            return tl::make_unexpected(added.error());
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
    const Shape asked = wide(input);
    const Shape given = wide(shape);
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

Result<DataSet> loadDataSet(const fs::path& folder, Split split, const Shape& input)
{
    std::error_code error;
    if (fs::is_regular_file(folder, error) && !isNumpy(folder))
        return damaged(folder, "neither a folder nor an .npz");
    if (!fs::is_directory(folder, error) && !isNumpy(folder))
        return fail(ErrorCode::fileNotFound, {folder.string()}, {.file = folder.string()});
    const auto has = [&](const char* name) { return fs::exists(plainOrPacked(folder / name), error); };
    auto data = [&]() -> Result<DataSet> {
        if (has("train-images-idx3-ubyte") || has("t10k-images-idx3-ubyte"))
            return readMnist(folder, split, input);
        if (has("test_batch.bin") || has("data_batch_1.bin"))
            return readCifar(folder, split, input);
        if (has("y_labels.csv"))
            return readRaw(folder, input);
        if (isNumpy(folder))
            return readNumpy(folder, split, input);
        if (isImageFolder(folder))
            return readImageFolder(folder, split, input);
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
