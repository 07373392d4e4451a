// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/inference/data_files.h"
#include "engine/inference/picture.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

constexpr int kTestEvery = 5;

bool isImage(const fs::path& file)
{
    static constexpr std::array<std::string_view, 7> kEndings{".png", ".jpg", ".jpeg", ".bmp", ".gif", ".pgm", ".ppm"};
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

std::vector<fs::path> sorted(const fs::path& folder, bool folders)
{
    std::error_code error;
    std::vector<fs::path> found;
    for (const auto& item : fs::directory_iterator(folder, error))
        if (folders ? item.is_directory(error) : item.is_regular_file(error) && isImage(item.path()))
            found.push_back(item.path());
    std::sort(found.begin(), found.end());
    return found;
}

/// Head first: what cannot be meant for the network, or differs from the pictures before, is not decoded.
Result<void> append(DataSet& data, const fs::path& file, int label, const Shape& input)
{
    constexpr std::uint64_t kMostFile = std::uint64_t{256} << 20; // 64 Mi pixels of 32 bits, as BMP
    const auto bytes = readWhole(file, kMostFile);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    const auto shape = pictureShape(*bytes, file, data.shape.empty() ? 0 : static_cast<int>(data.shape[2]));
    if (!shape)
        return tl::make_unexpected(shape.error());
    if (auto fits = checkSample(*shape, input, file); !fits)
        return fits;
    if (!data.shape.empty() && *shape != data.shape)
        return fail(ErrorCode::dataShape, {toString(data.shape), toString(*shape)}, {.file = file.string()});
    const auto picture = decodePicture(*bytes, file, *shape);
    if (!picture)
        return tl::make_unexpected(picture.error());
    if (data.bytes.size() + picture->values.size() > kMostDataBytes)
        return damagedData(file, fmt::format("more than {} bytes of pictures", kMostDataBytes));
    data.shape = *shape;
    data.bytes.insert(data.bytes.end(), picture->values.begin(), picture->values.end());
    data.labels.push_back(label);
    return {};
}

} // namespace

bool isImageFolder(const fs::path& folder)
{
    for (const fs::path& part : sorted(folder, true)) {
        if (!sorted(part, false).empty())
            return true;
        for (const fs::path& inner : sorted(part, true))
            if (!sorted(inner, false).empty())
                return true;
    }
    return false;
}

Result<DataSet> readImageFolder(const fs::path& folder, Split split, const Shape& input)
{
    std::error_code error;
    const bool parted = fs::is_directory(folder / "train", error) && fs::is_directory(folder / "test", error);
    const char* part = split == Split::train ? "train" : "test";
    const fs::path root = parted ? folder / part : folder;
    DataSet data{.name = folder.filename().string()};
    const auto classes = sorted(root, true);
    for (std::size_t label = 0; label < classes.size(); ++label) {
        int number = 0;
        for (const fs::path& file : sorted(classes[label], false)) {
            const bool test = number++ % kTestEvery == kTestEvery - 1;
            if (!parted && test != (split == Split::test))
                continue;
            if (auto added = append(data, file, static_cast<int>(label), input); !added)
                return tl::make_unexpected(added.error());
        }
    }
    data.classes = static_cast<int>(classes.size());
    return data;
}

} // namespace tenbin
