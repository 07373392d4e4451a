// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/preset_folders.h"

#include <cstdlib>
#include <sstream>
#include <string>

namespace tenbin {

namespace fs = std::filesystem;

fs::path executablePath(const char* argv0)
{
    std::error_code error;
    if (fs::path self = fs::read_symlink("/proc/self/exe", error); !error)
        return self;
    const std::string called = argv0 ? argv0 : "";
    if (called.find('/') != std::string::npos)
        return fs::weakly_canonical(called, error);
    const char* path = std::getenv("PATH");
    std::istringstream folders(path ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (const fs::path found = fs::path(folder) / called; fs::is_regular_file(found, error))
            return fs::weakly_canonical(found, error);
    return called;
}

std::vector<fs::path> presetFolders(const fs::path& executable, const fs::path& userFolder)
{
    std::vector<fs::path> folders;
    std::error_code ignored;
    const fs::path installed = executable.parent_path() / ".." / "share" / "tenbin" / "presets";
    if (const char* chosen = std::getenv("TENBIN_PRESETS"); chosen && *chosen)
        folders.emplace_back(chosen);
    else if (fs::is_directory(installed, ignored))
        folders.push_back(installed.lexically_normal());
    else
        folders.emplace_back(TENBIN_PRESET_SOURCE_DIR);
    if (!userFolder.empty() && fs::is_directory(userFolder, ignored))
        folders.push_back(userFolder);
    return folders;
}

fs::path guideFolder(const fs::path& executable)
{
    std::error_code ignored;
    const fs::path installed = executable.parent_path() / ".." / "share" / "tenbin" / "guide";
    if (fs::is_directory(installed, ignored))
        return installed.lexically_normal();
    return fs::path(TENBIN_PRESET_SOURCE_DIR).parent_path() / "docs" / "guide";
}

fs::path userPresetFolder()
{
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        return fs::path(data) / "tenbin" / "presets";
    if (const char* home = std::getenv("HOME"); home && *home)
        return fs::path(home) / ".local" / "share" / "tenbin" / "presets";
    return {};
}

fs::path userMeasurementFolder()
{
    const fs::path presets = userPresetFolder();
    if (presets.empty())
        return fs::path();
    return presets.parent_path() / "measurements";
}

} // namespace tenbin
