// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tenbin {

/// What lies in a folder of presets: equal hashes mean equal numbers.
struct PresetVersion {
    std::filesystem::path folder;
    std::uint64_t hash = 0; ///< names and bytes of all files, in the order of their names
    int files = 0;
};

/// A folder that cannot be read counts as one without files.
PresetVersion presetVersion(const std::filesystem::path& folder);

/// What --version prints: the program, the engine, and one line a preset folder.
std::string versionText(std::string_view program, const std::vector<std::filesystem::path>& presetFolders);

} // namespace tenbin
