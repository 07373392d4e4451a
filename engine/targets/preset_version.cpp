// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/preset_version.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "engine/core/hash.h"
#include "engine/core/version.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->is_regular_file(error))
            names.push_back(it->path().lexically_relative(folder).generic_string());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

PresetVersion presetVersion(const fs::path& folder)
{
    const std::vector<std::string> names = namesIn(folder);
    Hash64 hash;
    for (const std::string& name : names) {
        hash.add(std::string_view(name));
        hash.add(std::string_view(contentOf(folder / name)));
    }
    return {folder, hash.value(), static_cast<int>(names.size())};
}

std::string versionText(std::string_view program, const std::vector<fs::path>& presetFolders)
{
    std::string text = fmt::format("{}\nengine  {}", program, kEngineVersion);
    for (const fs::path& folder : presetFolders) {
        const PresetVersion version = presetVersion(folder);
        text += fmt::format("\npresets {}  {} ({} files)", toHex(version.hash), folder.string(), version.files);
    }
    return text;
}

} // namespace tenbin
