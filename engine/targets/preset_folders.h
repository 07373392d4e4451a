// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

namespace tenbin {

/// The running program, links followed: as the kernel knows it; without /proc, as it was called.
std::filesystem::path executablePath(const char* argv0);

/// Folders with presets, shipped ones first, the user's last (it overrides).
/// Shipped: $TENBIN_PRESETS, else <folder of the executable>/../share/tenbin/presets,
/// else the source tree that the program was built from.
std::vector<std::filesystem::path> presetFolders(const std::filesystem::path& executable,
                                                 const std::filesystem::path& userFolder);

/// The user guide, found as the presets are: beside the program, else in the source tree.
std::filesystem::path guideFolder(const std::filesystem::path& executable);

/// <data home>/tenbin/presets by the XDG base directory rules.
std::filesystem::path userPresetFolder();

/// Where the user's own measurements are kept: beside the user's presets; empty if there is no home.
std::filesystem::path userMeasurementFolder();

} // namespace tenbin
