// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/table.h"
#include "engine/calibration/calibration.h"
#include "engine/calibration/preset_update.h"
#include "engine/targets/preset_folders.h"
#include "engine/validation/network_of_row.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string percent(double share) { return fmt::format("{:.1f} %", 100.0 * share); }

/// Quantile of the sizes of some errors.
double sizeOf(const FitReport& report, double FittedRow::*which, double share)
{
    std::vector<double> sizes;
    sizes.reserve(report.rows.size());
    for (const FittedRow& row : report.rows)
        sizes.push_back(std::abs(row.*which));
    return quantile(std::move(sizes), share).value_or(0.0);
}

/// "common/x.toml" or, inside a choice of an option, "targets/x.toml mode=b".
std::string placeText(const FilePlace& place)
{
    const std::string file = place.file.generic_string();
    return place.place.option.empty() ? file : fmt::format("{} {}={}", file, place.place.option, place.place.choice);
}

void printNumbers(const FitReport& report)
{
    Table table({{"file"},
                 {"number"},
                 {"committed", Table::Align::right},
                 {"found", Table::Align::right},
                 {"80 % of the probability", Table::Align::right},
                 {"rows", Table::Align::right},
                 {""}});
    for (const FittedNumber& number : report.numbers)
        table.addRow({placeText(number.place), number.place.place.key, fmt::format("{:.3g}", number.committed),
                      fmt::format("{:.3g}", number.found),
                      fmt::format("{:.3g} to {:.3g}", number.interval.first, number.interval.second),
                      std::to_string(number.rows), agree(number.committed, number.found) ? "" : "differs"});
    for (const FittedRange& range : report.ranges)
        table.addRow({placeText(range.place), range.place.place.key,
                      range.committed ? fmt::format("{:.3g}", *range.committed) : "—",
                      fmt::format("{:.3g}", range.found), range.group, std::to_string(range.rows),
                      range.committed && agree(*range.committed, range.found) ? "" : "differs"});
    print("{}", table.toString());
}

void printText(const FitReport& report)
{
    print("{}: {} numbers, {} rows\n", report.name, report.numbers.size(), report.rows.size());
    printNumbers(report);
    Table errors(
        {{"error of the estimate"}, {"median", Table::Align::right}, {"90th percentile", Table::Align::right}});
    const auto add = [&](const char* name, double FittedRow::*which) {
        errors.addRow({name, percent(sizeOf(report, which, 0.5)), percent(sizeOf(report, which, 0.9))});
    };
    add("with the committed numbers", &FittedRow::committed);
    add("with the found numbers", &FittedRow::found);
    add("with the network left out", &FittedRow::leftOut);
    print("{}\n", errors.toString());
}

Json toJson(const FitReport& report)
{
    Json numbers = Json::array();
    Json rows = Json::array();
    Json ranges = Json::array();
    for (const FittedNumber& number : report.numbers)
        numbers.push_back({{"place", placeText(number.place)},
                           {"key", number.place.place.key},
                           {"committed", number.committed},
                           {"found", number.found},
                           {"interval", {number.interval.first, number.interval.second}},
                           {"rows", number.rows},
                           {"agrees", agree(number.committed, number.found)}});
    for (const FittedRange& range : report.ranges)
        ranges.push_back({{"place", placeText(range.place)},
                          {"key", range.place.place.key},
                          {"committed", range.committed ? Json(*range.committed) : Json(nullptr)},
                          {"found", range.found},
                          {"median", range.median},
                          {"rows", range.rows},
                          {"group", range.group}});
    for (const FittedRow& row : report.rows)
        rows.push_back({{"model", row.model},
                        {"target", row.target},
                        {"network", row.network},
                        {"error_committed", row.committed},
                        {"error_found", row.found},
                        {"error_left_out", row.leftOut}});
    return {{"fit", report.name},
            {"numbers", std::move(numbers)},
            {"ranges", std::move(ranges)},
            {"rows", std::move(rows)},
            {"left_out_median", sizeOf(report, &FittedRow::leftOut, 0.5)},
            {"left_out_percentile_90", sizeOf(report, &FittedRow::leftOut, 0.9)}};
}

std::size_t disagreements(const FitReport& report)
{
    std::size_t count = 0;
    for (const FittedNumber& number : report.numbers)
        count += agree(number.committed, number.found) ? 0 : 1;
    for (const FittedRange& range : report.ranges)
        count += range.committed && agree(*range.committed, range.found) ? 0 : 1;
    return count;
}

/// All rows of the tables that the command names; says itself what cannot be read.
std::optional<std::vector<Measurement>> rowsOf(const CalibrateCommand& command, const std::filesystem::path& presets)
{
    std::vector<std::filesystem::path> files(command.measurements.begin(), command.measurements.end());
    if (files.empty())
        files.push_back(presets / "measurements.csv");
    std::vector<Measurement> rows;
    for (const std::filesystem::path& file : files) {
        const auto table = readMeasurements(file);
        if (!table) {
            complain(table.error());
            return std::nullopt;
        }
        rows.insert(rows.end(), table->begin(), table->end());
    }
    return rows;
}

int checked(const std::vector<FitReport>& reports, const std::vector<std::string>& unplanned)
{
    std::size_t count = unplanned.size();
    for (const std::string& number : unplanned)
        complain(fmt::format("{}: marked as fitted, but presets/calibration.toml does not say how", number));
    for (const FitReport& report : reports)
        count += disagreements(report);
    if (count == 0)
        return done;
    complain(fmt::format("{} numbers are not what the rows say", count));
    return notReadable;
}

int written(const std::vector<FitReport>& reports, const std::filesystem::path& presets)
{
    const auto files = writeFound(reports, presets);
    if (!files) {
        complain(files.error());
        return notReadable;
    }
    print("{} preset files changed\n", files->size());
    return done;
}

} // namespace

int run(const CalibrateCommand& command, const std::filesystem::path& executable)
{
    const std::filesystem::path presets = presetFolders(executable, {}).front();
    const TargetLibrary library = loadTargets({presets}, findSchema);
    const auto rules = readMappingRules(presets / "validation.toml");
    if (!rules) {
        complain(rules.error());
        return notReadable;
    }
    auto plan = readCalibrationPlan(presets / "calibration.toml");
    if (!plan) {
        complain(plan.error());
        return notReadable;
    }
    if (!command.family.empty())
        std::erase_if(plan->fits,
                      [&](const FitPlan& fit) { return std::ranges::count(fit.families, command.family) == 0; });
    const auto rows = rowsOf(command, presets);
    if (!rows)
        return notReadable;
    const ValidationContext validation{
        .targets = library,
        .rules = *rules,
        .network = [&](const MappedRow& mapped) { return networkOfRow(mapped, command.models); },
        .estimate = [](const Graph& graph, const Target& target,
                       const Configuration& configuration) { return estimate(graph, target, configuration); },
    };
    const CalibrationContext context{.validation = validation, .presets = presets, .threads = 0};
    const auto reports = calibrate(*plan, *rows, context);
    const auto unplanned = fittedWithoutPlan(*plan, context);
    if (!reports || !unplanned) {
        complain(reports ? unplanned.error() : reports.error());
        return notReadable;
    }
    Json json = Json::array();
    for (const FitReport& report : *reports) {
        if (command.json)
            json.push_back(toJson(report));
        else
            printText(report);
    }
    if (command.json)
        writeJson(json.dump(2));
    if (command.write)
        return written(*reports, presets);
    if (!command.check)
        return done;
    // One family's fits explain one family's numbers.
    return checked(*reports, command.family.empty() ? *unplanned : std::vector<std::string>());
}

} // namespace tenbin::cli
