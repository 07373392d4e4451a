// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/table.h"
#include "engine/targets/preset_folders.h"
#include "engine/validation/network_of_row.h"
#include "engine/validation/validation.h"
#include "engine/validation/validation_markdown.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string percent(double share) { return fmt::format("{:.1f} %", 100.0 * share); }

Json toJson(const ValidationReport& report)
{
    Json summaries = Json::array();
    Json rows = Json::array();
    Json unscored = Json::array();
    for (const auto& [key, s] : report.summaries())
        summaries.push_back({{"family", key.first},
                             {"metric", key.second},
                             {"rows", s.rows},
                             {"median_absolute_error", s.medianAbsolute},
                             {"percentile_90", s.percentile90},
                             {"bias", s.bias},
                             {"rank_correlation", s.rankCorrelation ? Json(*s.rankCorrelation) : Json(nullptr)},
                             {"coverage", s.coverage ? Json(*s.coverage) : Json(nullptr)}});
    for (const ScoredRow& row : report.scored)
        rows.push_back({{"file", row.measurement.file},
                        {"line", row.measurement.line},
                        {"model", row.measurement.model},
                        {"network", row.network},
                        {"target", row.target},
                        {"family", row.family},
                        {"metric", row.metric},
                        {"measured", row.value.measured},
                        {"predicted", row.value.predicted},
                        {"low", row.value.low ? Json(*row.value.low) : Json(nullptr)},
                        {"high", row.value.high ? Json(*row.value.high) : Json(nullptr)},
                        {"error", row.value.error()},
                        {"source", row.measurement.source}});
    for (const UnscoredRow& row : report.unscored)
        unscored.push_back({{"file", row.measurement.file},
                            {"line", row.measurement.line},
                            {"model", row.measurement.model},
                            {"target", row.measurement.target},
                            {"metric", row.measurement.metric},
                            {"reason", row.reason}});
    return {{"summaries", std::move(summaries)}, {"rows", std::move(rows)}, {"unscored", std::move(unscored)}};
}

void printText(const ValidationReport& report)
{
    Table rows({{"family"},
                {"model"},
                {"target"},
                {"metric"},
                {"measured", Table::Align::right},
                {"predicted", Table::Align::right},
                {"error", Table::Align::right},
                {"inside"}});
    for (const ScoredRow& row : report.scored)
        rows.addRow({row.family, row.measurement.model, row.target, row.metric,
                     fmt::format("{:.4g}", row.value.measured), fmt::format("{:.4g}", row.value.predicted),
                     fmt::format("{:+.1f} %", 100.0 * row.value.error()), row.value.covered() ? "yes" : "no"});
    print("{}\n", rows.toString());

    std::map<std::string, int> reasons;
    for (const UnscoredRow& row : report.unscored)
        ++reasons[row.measurement.target + ": " + row.reason];
    print("Not scored: {} rows\n", report.unscored.size());
    for (const auto& [reason, count] : reasons)
        print("  {:4} {}\n", count, reason);

    Table summary({{"family"},
                   {"metric"},
                   {"rows", Table::Align::right},
                   {"median |error|", Table::Align::right},
                   {"90th percentile", Table::Align::right},
                   {"bias", Table::Align::right},
                   {"rank correlation", Table::Align::right},
                   {"inside interval", Table::Align::right}});
    for (const auto& [key, s] : report.summaries())
        summary.addRow({key.first, key.second, std::to_string(s.rows), percent(s.medianAbsolute),
                        percent(s.percentile90), fmt::format("{:+.1f} %", 100.0 * s.bias),
                        s.rankCorrelation ? fmt::format("{:.3f}", *s.rankCorrelation) : "—",
                        s.coverage ? percent(*s.coverage) : "—"});
    print("\n{}", summary.toString());
}

} // namespace

int run(const ValidateCommand& command, const std::filesystem::path& executable)
{
    const TargetLibrary library = loadLibrary(executable);
    const auto rules = findMappingRules(presetFolders(executable, userPresetFolder()));
    if (!rules) {
        complain(rules.error());
        return notReadable;
    }
    std::vector<Measurement> rows;
    std::vector<std::filesystem::path> files(command.measurements.begin(), command.measurements.end());
    if (files.empty())
        files = measurementTables(presetFolders(executable, userPresetFolder()), userMeasurementFolder());
    for (const std::filesystem::path& file : files) {
        auto table = readMeasurements(file);
        if (!table) {
            complain(table.error());
            return notReadable;
        }
        rows.insert(rows.end(), table->begin(), table->end());
    }
    const ValidationContext context{
        .targets = library,
        .rules = *rules,
        .network = [&](const MappedRow& mapped) { return networkOfRow(mapped, command.models); },
        .estimate = [](const Graph& graph, const Target& target,
                       const Configuration& configuration) { return estimate(graph, target, configuration); },
    };
    ValidationReport report = validate(rows, context);
    if (!command.family.empty())
        std::erase_if(report.scored, [&](const ScoredRow& row) { return row.family != command.family; });
    if (command.markdown)
        print("{}", toMarkdown(report, library));
    else if (command.json)
        writeJson(toJson(report).dump(2, ' ', false, Json::error_handler_t::replace));
    else
        printText(report);
    return done;
}

} // namespace tenbin::cli
