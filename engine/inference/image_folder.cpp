// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_PSD
#define STBI_NO_PIC
#define STBI_MAX_DIMENSIONS 16384
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

#include "engine/inference/data_files.h"

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

Result<void> append(DataSet& data, const fs::path& file, int label)
{
    const auto bytes = readDataFile(file);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    int width = 0, height = 0, channels = 0;
    const int wanted = data.shape.empty() ? 0 : static_cast<int>(data.shape[2]);
    if (!stbi_info_from_memory(bytes->data(), static_cast<int>(bytes->size()), &width, &height, &channels))
        return damagedData(file, stbi_failure_reason());
    const int depth = wanted ? wanted : channels < 3 ? 1 : 3;
    const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
        stbi_load_from_memory(bytes->data(), static_cast<int>(bytes->size()), &width, &height, &channels, depth),
        stbi_image_free);
    if (!pixels)
        return damagedData(file, stbi_failure_reason());
    const Shape shape{height, width, depth};
    if (data.shape.empty())
        data.shape = shape;
    if (shape != data.shape)
        return fail(ErrorCode::dataShape, {toString(data.shape), toString(shape)}, {.file = file.string()});
    data.bytes.insert(data.bytes.end(), pixels.get(), pixels.get() + elementCount(shape));
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

Result<DataSet> readImageFolder(const fs::path& folder, Split split)
{
    std::error_code error;
    const bool parted = fs::is_directory(folder / "train", error) && fs::is_directory(folder / "test", error);
    const fs::path root = !parted ? folder : folder / (split == Split::train ? "train" : "test");
    DataSet data{.name = folder.filename().string()};
    const auto classes = sorted(root, true);
    for (std::size_t label = 0; label < classes.size(); ++label) {
        int number = 0;
        for (const fs::path& file : sorted(classes[label], false)) {
            const bool test = number++ % kTestEvery == kTestEvery - 1;
            if (!parted && test != (split == Split::test))
                continue;
            if (auto added = append(data, file, static_cast<int>(label)); !added)
                return tl::make_unexpected(added.error());
        }
    }
    data.classes = static_cast<int>(classes.size());
    return data;
}

} // namespace tenbin
