// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <utility>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/core/hash.h"
#include "engine/formats/importer.h"
#include "engine/graph/analysis.h"
#include "engine/memory/liveness.h"
#include "engine/memory/patch_inference.h"
#include "engine/networks/published_accuracy.h"
#include "engine/report/accuracy_text.h"
#include "engine/tables/text.h"
#include "engine/words/words.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string model;
    int patches = 0; ///< patches per side of patch-based inference; 0: do not ask
    bool json = false;
};

using Json = nlohmann::ordered_json;

struct Row {
    const Operator* op;
    std::string in, out, type;
    Macs macs;
    std::int64_t parameters;
};

Row rowOf(const Graph& graph, const Operator& op)
{
    const Tensor* in = graph.input(op, 0);
    const Tensor& out = graph.output(op);
    std::string inputShape;
    if (in)
        inputShape = toString(in->shape);
    return {
        &op, std::move(inputShape), toString(out.shape), toString(out.type), macs(graph, op), parameters(graph, op)};
}

/// Largest sum of live feature maps: as separate buffers, and with in-place reuse.
struct Peaks {
    LivePeak separate, inPlace;
};
Peaks peaksOf(const Graph& graph)
{
    return {peakLiveBytes(liveRanges(graph)), peakLiveBytes(liveRanges(graph, inPlaceRules()))};
}

std::optional<PatchedStage> patchesOf(const Graph& graph, int patches)
{
    if (patches < 2)
        return std::nullopt;
    return bestPatchStage(graph, patches, {}, true);
}

Json toJson(const PatchedStage& stage)
{
    return {{"patches_per_side", stage.patchesPerSide},
            {"last_operator", stage.lastOperator},
            {"patch_side", stage.patchSide},
            {"stage_macs", stage.stageMacs.count()},
            {"patched_macs", stage.patchedMacs.count()},
            {"stage_overhead", stage.stageOverhead()},
            {"stage_peak_bytes", stage.stagePeak.count()},
            {"rest_peak_bytes", stage.restPeak.count()},
            {"peak_bytes", stage.peak().count()}};
}

/// All that is published about exactly this network, the preferred first.
Json accuraciesOf(const Graph& graph)
{
    Json list = Json::array();
    for (const PublishedAccuracy& accuracy : publishedAccuracies().of(graph.origin().zooSpec))
        list.push_back(accuracyJson(&accuracy));
    return list;
}

void printAccuracies(const Graph& graph)
{
    if (graph.origin().zooSpec.empty())
        return;
    const auto& known = publishedAccuracies().of(graph.origin().zooSpec);
    print("published accuracy:{}\n", known.empty() ? " unknown" : "");
    for (const PublishedAccuracy& accuracy : known)
        print("  {} ({}{}{})\n", accuracyText(accuracy), accuracy.source, accuracy.note.empty() ? "" : "; ",
              accuracy.note);
}

Json toJson(const Graph& graph, int patches)
{
    Json layers = Json::array();
    for (const Operator& op : graph.operators()) {
        const Row row = rowOf(graph, op);
        layers.push_back({{"name", op.name},
                          {"op", displayKind(op)},
                          {"input", row.in},
                          {"output", row.out},
                          {"type", row.type},
                          {"macs", row.macs.count()},
                          {"parameters", row.parameters}});
    }
    Json remarks = Json::array();
    for (const ImportRemark& remark : graph.remarks())
        remarks.push_back(sentence(remark));
    Json patched = nullptr;
    if (const auto stage = patchesOf(graph, patches))
        patched = toJson(*stage);
    return {{"model", graph.name()},
            {"inner_name", graph.origin().innerName},
            {"format", graph.origin().format},
            {"macs", totalMacs(graph).count()},
            {"parameters", totalParameters(graph)},
            {"constant_bytes", constantBytes(graph).count()},
            {"accuracy", accuraciesOf(graph)},
            {"peak_live_bytes", peaksOf(graph).inPlace.bytes.count()},
            {"peak_live_bytes_separate", peaksOf(graph).separate.bytes.count()},
            {"patched", std::move(patched)},
            {"remarks", std::move(remarks)},
            {"layers", std::move(layers)},
            {"model_hash", toHex(graph.hash())}};
}

void printText(const Graph& graph, int patches)
{
    Table table{.columns = {numberColumn("#"), textColumn("operator"), numberColumn("input"), numberColumn("output"),
                            textColumn("type"), numberColumn("MACs"), numberColumn("parameters"), textColumn("name")}};
    std::size_t index = 0;
    for (const Operator& op : graph.operators()) {
        const Row row = rowOf(graph, op);
        table.addTexts({std::to_string(index++), std::string(displayKind(op)), row.in, row.out, row.type,
                        std::to_string(row.macs.count()), std::to_string(row.parameters), op.name});
    }
    print("{}", toText(table));
    const Peaks peaks = peaksOf(graph);
    print("\n{}: {} MACs, {} parameters, {} of constants\n", shownName(graph.name()), totalMacs(graph).count(),
          totalParameters(graph), humanBytes(constantBytes(graph)));
    print("feature maps alive at the busiest operator: {:.1f} KiB with depthwise and additions in place (operator {}), "
          "{:.1f} KiB in separate buffers (operator {})\n",
          peaks.inPlace.bytes.toDouble() / 1024, peaks.inPlace.operatorIndex, peaks.separate.bytes.toDouble() / 1024,
          peaks.separate.operatorIndex);
    if (const auto stage = patchesOf(graph, patches))
        print("with {}x{} patches up to operator {}: {:.1f} KiB (stage {:.1f}, rest {:.1f}), patch side {}, "
              "{:+.1f} % MACs in the stage\n",
              patches, patches, stage->lastOperator, stage->peak().toDouble() / 1024,
              stage->stagePeak.toDouble() / 1024, stage->restPeak.toDouble() / 1024, stage->patchSide,
              100.0 * stage->stageOverhead());
    else if (patches > 1)
        print("no first stage of this network can be cut into {}x{} patches\n", patches, patches);
    if (!graph.origin().innerName.empty())
        print("name inside the file: {}\n", visible(graph.origin().innerName));
    printAccuracies(graph);
    for (const ImportRemark& remark : graph.remarks())
        print("note: {}\n", visible(sentence(remark)));
}

/// Files below a folder that may be networks by their name, sorted. Links to folders are not followed.
std::vector<std::filesystem::path> modelFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    const auto extensions = importableExtensions();
    using Walk = std::filesystem::recursive_directory_iterator;
    for (Walk at(folder, std::filesystem::directory_options::skip_permission_denied, error), end; at != end && !error;
         at.increment(error)) {
        const std::string extension = at->path().extension().string();
        const bool model = !extension.empty()
                           && std::find(extensions.begin(), extensions.end(), extension.substr(1)) != extensions.end();
        std::error_code none;
        if (model && at->is_regular_file(none))
            files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// One line a file, then what could not be read and why.
int inspectFolder(const std::filesystem::path& folder)
{
    Table table{.columns = {textColumn("file"), numberColumn("operators"), numberColumn("MACs"),
                            numberColumn("parameters"), numberColumn("notes")}};
    std::vector<Error> failures;
    std::size_t read = 0;
    for (const std::filesystem::path& file : modelFiles(folder)) {
        const auto graph = importNetwork(file);
        if (!graph) {
            failures.push_back(graph.error());
            continue;
        }
        ++read;
        table.addTexts({file.lexically_relative(folder).string(), std::to_string((*graph)->operators().size()),
                        std::to_string(totalMacs(**graph).count()), std::to_string(totalParameters(**graph)),
                        std::to_string((*graph)->remarks().size())});
    }
    print("{}\n{} read, {} not\n", toText(table), read, failures.size());
    for (const Error& failure : failures)
        complain(failure);
    if (!failures.empty())
        return notReadable;
    return done;
}

int run(const Arguments& arguments, const Program& /*program*/)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(arguments.model, ignored))
        return inspectFolder(arguments.model);
    const auto graph = loadModel(arguments.model);
    if (!graph)
        return failed(graph.error());
    if (arguments.json)
        writeJson(toJson(**graph, arguments.patches).dump(2, ' ', false, Json::error_handler_t::replace));
    else
        printText(**graph, arguments.patches);
    return done;
}

} // namespace

void addInspect(CLI::App& app, Program& program)
{
    auto [command, arguments] = addCommand<Arguments>(
        app, program, "inspect", "Show the operators, shapes, MACs and parameters of a network", run);
    command.add_option("MODEL", arguments.model, std::string(kModelHelp) + "; a folder: one line a file")->required();
    command.add_option("--patches", arguments.patches, "Show patch-based inference with so many patches a side")
        ->check(CLI::Range(2, 16));
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
