// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/inputs.h"

#include <algorithm>

#include "cli/command.h"
#include "cli/output.h"
#include "engine/core/close_names.h"
#include "engine/formats/importer.h"
#include "engine/networks/network_source.h"
#include "engine/targets/preset_folders.h"
#include "engine/words/unsaid_place.h"
#include "engine/words/words.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

/// A folder cannot be estimated, but what lies in it can.
Error folderError(const std::string& folder)
{
    constexpr std::size_t kShown = 3;
    std::vector<std::string> files;
    const auto extensions = importableExtensions();
    std::error_code stopped;
    std::filesystem::directory_iterator at(folder, stopped);
    for (; !stopped && at != std::filesystem::directory_iterator(); at.increment(stopped))
        if (const std::string ending = at->path().extension().string();
            !ending.empty() && std::find(extensions.begin(), extensions.end(), ending.substr(1)) != extensions.end())
            files.push_back(at->path().string());
    std::sort(files.begin(), files.end());
    files.resize(std::min(files.size(), kShown));
    Error error{ErrorCode::fileIsFolder, {folder}, {}};
    error.suggestions = std::move(files);
    return error;
}

} // namespace

Result<std::shared_ptr<const Graph>> loadModel(const std::string& model)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(model, ignored))
        return tl::make_unexpected(folderError(model));
    auto network = networkOf(model);
    if (!network && network.error().code == ErrorCode::fileNotFound) {
        // "mobilenet_v1" for "zoo:mobilenet_v1"
        std::vector<std::string> ids;
        for (const NetworkFamily& family : networkFamilies())
            ids.push_back(family.id);
        for (const std::string& id : closeNames(model.substr(0, model.find('?')), ids))
            network.error().suggestions.push_back("zoo:" + id);
    }
    return network;
}

AnswerBook answerBook()
{
    const auto estimating = [](const Graph& graph, const Target& target, const Configuration& configuration,
                               const VariantSource& variants) {
        return estimate(graph, target, configuration, variants);
    };
    return AnswerBook(estimating, loadModel);
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
    std::string text = sentence(error);
    if (const std::string where = place(unsaidPlace(error)); !where.empty())
        text += " (" + where + ")";
    complain(text);
}

int failed(const Error& error)
{
    complain(error);
    return notReadable;
}

Result<std::vector<Measurement>> readTables(const std::vector<std::filesystem::path>& files)
{
    std::vector<Measurement> rows;
    for (const std::filesystem::path& file : files) {
        const auto table = readMeasurements(file);
        if (!table)
            return table;
        rows.insert(rows.end(), table->begin(), table->end());
    }
    return rows;
}

} // namespace tenbin::cli
