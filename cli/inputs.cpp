// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/inputs.h"

#include <cstdio>

#include <fmt/format.h>

#include "engine/formats/importer.h"
#include "engine/report/words.h"
#include "engine/target/preset_folders.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin::cli {

Result<std::shared_ptr<const Graph>> loadModel(const std::string& model)
{
    return model.starts_with("zoo:") ? buildNetwork(model) : importNetwork(std::filesystem::path(model));
}

VariantSource variantsOf(const Graph& graph)
{
    if (graph.origin().zooSpec.empty())
        return {};
    // Every target that does not fit asks again: built once.
    return [spec = graph.origin().zooSpec, variants = std::vector<NetworkVariant>()]() mutable {
        const auto parsed = parseNetworkSpec(spec);
        if (!parsed || !variants.empty())
            return variants;
        for (const NetworkSpec& smaller : smallerNetworks(*parsed))
            if (auto network = buildNetwork(smaller))
                variants.push_back({smaller.toString(), *network});
        return variants;
    };
}

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
    fmt::print(stderr, "tenbin-cli: {}{}\n", sentence(error), where.empty() ? "" : " (" + where + ")");
}

} // namespace tenbin::cli
