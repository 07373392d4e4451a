// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/inputs.h"

#include "cli/output.h"
#include "engine/report/words.h"
#include "engine/target/preset_folders.h"
#include "engine/validation/network_source.h"
#include "models/registry.h"

namespace tenbin::cli {

Result<std::shared_ptr<const Graph>> loadModel(const std::string& model) { return networkOf(model); }

TargetLibrary loadLibrary(const std::filesystem::path& executable)
{
    TargetLibrary library = loadTargets(presetFolders(executable, userPresetFolder()), findSchema);
    for (const Error& error : library.errors)
        complain(error);
    return library;
}

void complain(const Error& error)
{
    const std::string where = place(error.where);
    complain(sentence(error) + (where.empty() ? "" : " (" + where + ")"));
}

} // namespace tenbin::cli
