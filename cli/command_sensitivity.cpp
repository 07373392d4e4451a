// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/table.h"
#include "engine/training/sensitivity.h"
#include "engine/training/training_data.h"

namespace tenbin::cli {

namespace {

void printTable(const Sensitivity& scan, const std::map<std::string, double>& floors)
{
    std::vector<Table::Column> columns{{"layer"}, {"weights", Table::Align::right}};
    for (const double level : scan.levels)
        columns.push_back({fmt::format("{:.0f} of 9, %", 9.0 * level), Table::Align::right});
    columns.push_back({"keeps at least", Table::Align::right});
    Table table(std::move(columns));
    for (const LayerSensitivity& layer : scan.layers) {
        std::vector<std::string> row{layer.layer, std::to_string(layer.elements)};
        for (const Accuracy& accuracy : layer.at)
            row.push_back(fmt::format("{:.2f}", 100.0 * accuracy.value()));
        row.push_back(fmt::format("{:.4f}", floors.at(layer.layer)));
        table.addRow(std::move(row));
    }
    print("{}dense: {:.2f} % ({:.2f} … {:.2f}) of {} samples\nplan:", table.toString(), 100.0 * scan.dense.value(),
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

Result<void> scanAndPrint(const SensitivityCommand& command)
{
    const auto method = pruningMethodFromString(command.method);
    if (!method)
        return fail(ErrorCode::optionValue,
                    {"--method", command.method, "magnitude, n_of_m, filter, channel, stripe, coordinate"});
    auto model = loadModel(command.model);
    auto data = model ? loadTrainingData(command.data, **model) : tl::make_unexpected(model.error());
    if (!data)
        return tl::make_unexpected(data.error());
    if (command.samples > 0)
        data->test = data->test.subset(static_cast<std::size_t>(command.samples), 1);
    SensitivityRequest request{.network = *model,
                               .method = *method,
                               .levels = {},
                               .bits = command.bits,
                               .group = command.group,
                               .threads = command.threads};
    for (const double elements : command.elements)
        request.levels.push_back(elements / 9.0);
    const auto scan = scanSensitivity(request, data->train, data->test, [](int done, int count) {
        if (isatty(STDERR_FILENO))
            showStatus(fmt::format("{} of {} ", done, count));
    });
    if (!scan)
        return tl::make_unexpected(scan.error());
    const auto floors = proposedFloors(*scan, command.loss / 100.0);
    command.json ? printJson(*scan, floors) : printTable(*scan, floors);
    return {};
}

} // namespace

int run(const SensitivityCommand& command)
{
    if (const auto result = scanAndPrint(command); !result) {
        complain(result.error());
        return notReadable;
    }
    return done;
}

} // namespace tenbin::cli
