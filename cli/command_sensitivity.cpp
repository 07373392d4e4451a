// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/training_inputs.h"
#include "engine/tables/text.h"
#include "engine/training/sensitivity.h"
#include "engine/training/training_data.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string model, data;
    std::string method = "coordinate";
    std::vector<double> elements{6, 4, 3, 2, 1}; ///< of nine
    int bits = 8, group = 32, threads = 0;
    int samples = 0;   ///< test samples; 0: all
    double loss = 1.0; ///< percentage points that a layer may cost
    bool json = false;
};

void printTable(const Sensitivity& scan, const std::map<std::string, double>& floors)
{
    Table table{.columns = {textColumn("layer"), numberColumn("weights")}};
    for (const double level : scan.levels)
        table.columns.push_back(numberColumn(fmt::format("{:.0f} of 9, %", 9.0 * level)));
    table.columns.push_back(numberColumn("keeps at least"));
    for (const LayerSensitivity& layer : scan.layers) {
        std::vector<std::string> row{layer.layer, std::to_string(layer.elements)};
        for (const Accuracy& accuracy : layer.at)
            row.push_back(fmt::format("{:.2f}", 100.0 * accuracy.value()));
        row.push_back(fmt::format("{:.4f}", floors.at(layer.layer)));
        table.addTexts(std::move(row));
    }
    print("{}dense: {:.2f} % ({:.2f} … {:.2f}) of {} samples\nplan:", toText(table), 100.0 * scan.dense.value(),
          100.0 * scan.dense.low(), 100.0 * scan.dense.high(), scan.dense.samples);
    for (const auto& [layer, floor] : floors)
        print(" --keep {}={:.4f}", layer, floor);
    print("\n");
}

void printJson(const Sensitivity& scan, const std::map<std::string, double>& floors)
{
    nlohmann::json layers = nlohmann::json::array();
    for (const LayerSensitivity& layer : scan.layers) {
        nlohmann::json accuracies = nlohmann::json::array();
        for (const Accuracy& accuracy : layer.at)
            accuracies.push_back({{"accuracy", accuracy.value()}, {"low", accuracy.low()}, {"high", accuracy.high()}});
        layers.push_back({{"layer", layer.layer},
                          {"weights", layer.elements},
                          {"at", accuracies},
                          {"keeps", floors.at(layer.layer)}});
    }
    writeJson(nlohmann::json{
        {"dense", scan.dense.value()}, {"samples", scan.dense.samples}, {"levels", scan.levels}, {"layers", layers}}
                  .dump(2));
}

Result<void> scanAndPrint(const Arguments& arguments)
{
    const auto method = pruningMethod(arguments.method);
    if (!method)
        return tl::make_unexpected(method.error());
    auto model = loadModel(arguments.model);
    if (!model)
        return tl::make_unexpected(model.error());
    auto data = loadTrainingData(arguments.data, **model);
    if (!data)
        return tl::make_unexpected(data.error());
    if (arguments.samples > 0)
        data->test = data->test.subset(static_cast<std::size_t>(arguments.samples), 1);
    SensitivityRequest request{.network = *model,
                               .method = *method,
                               .levels = {},
                               .bits = arguments.bits,
                               .group = arguments.group,
                               .threads = arguments.threads};
    for (const double elements : arguments.elements)
        request.levels.push_back(elements / 9.0);
    const auto scan = scanSensitivity(request, data->train, data->test, [](int done, int count) {
        if (isatty(STDERR_FILENO))
            showStatus(fmt::format("{} of {} ", done, count));
    });
    if (!scan)
        return tl::make_unexpected(scan.error());
    const auto floors = proposedFloors(*scan, arguments.loss / 100.0);
    if (arguments.json)
        printJson(*scan, floors);
    else
        printTable(*scan, floors);
    return {};
}

int run(const Arguments& arguments, const Program& /*program*/)
{
    if (const auto result = scanAndPrint(arguments); !result)
        return failed(result.error());
    return done;
}

} // namespace

void addSensitivity(CLI::App& app, Program& program)
{
    auto [command, arguments] = addCommand<Arguments>(
        app, program, "sensitivity", "Prune each layer alone and propose what it should keep in a sweep", run);
    command.add_option("MODEL", arguments.model, kModelWithWeights)->required();
    command.add_option("DATA", arguments.data, kLabelledData)->required();
    command.add_option("--method", arguments.method, "Method of pruning, as of prune")->capture_default_str();
    command.add_option("--elements", arguments.elements, "Kernel elements of nine that stay")
        ->delimiter(',')
        ->check(CLI::Range(1, 9));
    command.add_option("--bits", arguments.bits, "Bits of the weights")->check(weightBits())->capture_default_str();
    command.add_option("--group", arguments.group, "Output channels that share coordinates")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command.add_option("--samples", arguments.samples, "Test samples (default: all)");
    command.add_option("--loss", arguments.loss, "Percentage points that a layer alone may cost")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command.add_option("--threads", arguments.threads, "Threads (default: all processors)");
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
