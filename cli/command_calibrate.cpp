// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/calibration/calibration.h"
#include "engine/calibration/preset_update.h"
#include "engine/core/text_parts.h"
#include "engine/tables/json.h"
#include "engine/tables/text.h"
#include "engine/targets/preset_folders.h"
#include "engine/validation/network_of_row.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::vector<std::string> measurements; ///< tables to fit to; empty: the published rows that come with Tenbin
    std::string models;                    ///< folder with the published model files; empty: built-in networks only
    std::string family;                    ///< only plans that are fitted to its rows; empty: all
    bool check = false;                    ///< exit 1 where a preset does not say what is found
    bool write = false;                    ///< put what is found into the presets
    bool json = false;
};

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
    if (place.place.option.empty())
        return file;
    return fmt::format("{} {}={}", file, place.place.option, place.place.choice);
}

bool differs(const FittedNumber& number) { return !agree(number.committed, number.found); }
bool differs(const FittedRange& range) { return !rangesAgree(range); }

std::string threeDigits(double value) { return fmt::format("{:.3g}", value); }

void printNumbers(const FitReport& report)
{
    Table table{.columns = {textColumn("file"), textColumn("number"), numberColumn("committed"), numberColumn("found"),
                            numberColumn("80 % of the probability"), numberColumn("rows"), textColumn("")}};
    for (const FittedNumber& number : report.numbers)
        table.addTexts({placeText(number.place), number.place.place.key, threeDigits(number.committed),
                        threeDigits(number.found),
                        fmt::format("{:.3g} to {:.3g}", number.interval.first, number.interval.second),
                        std::to_string(number.rows), textIf(differs(number), "differs")});
    print("{}", toText(table));
}

void printText(const FitReport& report)
{
    print("{}: {} numbers, {} rows\n", report.name, report.numbers.size(), report.rows.size());
    printNumbers(report);
    Table errors{
        .columns = {textColumn("error of the estimate"), numberColumn("median"), numberColumn("90th percentile")}};
    const auto add = [&](const char* name, double FittedRow::*which) {
        errors.addTexts({name, percent(sizeOf(report, which, 0.5)), percent(sizeOf(report, which, 0.9))});
    };
    add("with the committed numbers", &FittedRow::committed);
    add("with the found numbers", &FittedRow::found);
    add("with the network left out", &FittedRow::leftOut);
    print("{}\n", toText(errors));
}

void printRanges(const std::vector<FittedRange>& ranges)
{
    Table table{.columns = {textColumn("file"), textColumn("half-width of"), numberColumn("committed"),
                            numberColumn("found"), numberColumn("median"), numberColumn("rows"),
                            numberColumn("networks"), textColumn("group"), textColumn("")}};
    for (const FittedRange& range : ranges)
        table.addTexts({placeText(range.place), range.place.place.key, textOr(range.committed, percent),
                        percent(range.found), percent(range.median), std::to_string(range.rows),
                        std::to_string(range.networks), range.group, textIf(differs(range), "differs")});
    print("{}\n", toText(table));
}

void printLeftOut(const CalibrationReport& report)
{
    Table table{.columns = {textColumn("networks left out"), textColumn("metric"), numberColumn("rows"),
                            numberColumn("networks"), numberColumn("median |error|"), numberColumn("90th percentile"),
                            numberColumn("inside the range")}};
    for (const auto& [key, summary] : summariesOf(report.leftOut))
        table.addTexts({key.first, key.second, std::to_string(summary.errors.rows), std::to_string(summary.networks),
                        percent(summary.errors.medianAbsolute), percent(summary.errors.percentile90),
                        textOr(summary.errors.coverage, percent)});
    print("{}", toText(table));
}

Json toJson(const FitReport& report)
{
    Json numbers = Json::array();
    Json rows = Json::array();
    for (const FittedNumber& number : report.numbers)
        numbers.push_back({{"place", placeText(number.place)},
                           {"key", number.place.place.key},
                           {"committed", number.committed},
                           {"found", number.found},
                           {"interval", {number.interval.first, number.interval.second}},
                           {"rows", number.rows},
                           {"agrees", !differs(number)}});
    for (const FittedRow& row : report.rows)
        rows.push_back({{"model", row.model},
                        {"target", row.target},
                        {"network", row.network},
                        {"error_committed", row.committed},
                        {"error_found", row.found},
                        {"error_left_out", row.leftOut}});
    return {{"fit", report.name},
            {"numbers", std::move(numbers)},
            {"rows", std::move(rows)},
            {"left_out_median", sizeOf(report, &FittedRow::leftOut, 0.5)},
            {"left_out_percentile_90", sizeOf(report, &FittedRow::leftOut, 0.9)}};
}

Json toJson(const CalibrationReport& report)
{
    Json fits = Json::array();
    Json ranges = Json::array();
    Json rows = Json::array();
    for (const FitReport& fit : report.fits)
        fits.push_back(toJson(fit));
    for (const FittedRange& range : report.ranges)
        ranges.push_back({{"place", placeText(range.place)},
                          {"key", range.place.place.key},
                          {"committed", orNull(range.committed)},
                          {"found", range.found},
                          {"median", range.median},
                          {"rows", range.rows},
                          {"networks", range.networks},
                          {"group", range.group}});
    for (const LeftOutRow& row : report.leftOut)
        rows.push_back({{"family", row.family},
                        {"metric", row.metric},
                        {"model", row.model},
                        {"target", row.target},
                        {"network", row.network},
                        {"measured", row.measured},
                        {"error_left_out", row.error},
                        {"unmeasured", row.unmeasured},
                        {"half_width", orNull(row.halfWidth)}});
    return {{"fits", std::move(fits)}, {"ranges", std::move(ranges)}, {"left_out", std::move(rows)}};
}

std::size_t disagreements(const CalibrationReport& report)
{
    const auto isOther = [](const auto& fitted) { return differs(fitted); };
    auto count = std::count_if(report.ranges.begin(), report.ranges.end(), isOther);
    for (const FitReport& fit : report.fits)
        count += std::count_if(fit.numbers.begin(), fit.numbers.end(), isOther);
    return static_cast<std::size_t>(count);
}

int checked(const CalibrationReport& report, const std::vector<std::string>& unfitted)
{
    for (const std::string& number : unfitted)
        complain(
            fmt::format("{}: marked as fitted, but no row and no plan of presets/calibration.toml fits it", number));
    const std::size_t count = disagreements(report) + unfitted.size();
    if (count == 0)
        return done;
    complain(fmt::format("{} numbers are not what the rows say", count));
    return notReadable;
}

int written(const CalibrationReport& report, const std::filesystem::path& presets)
{
    const auto files = writeFound(report, presets);
    if (!files)
        return failed(files.error());
    print("{} preset files changed\n", files->size());
    return done;
}

/// Keeps what is fitted to one family's rows, or has its ranges from them.
void restrict(CalibrationPlan& plan, const std::string& family)
{
    const auto isOther = [&](const auto& part) { return std::ranges::count(part.families, family) == 0; };
    std::erase_if(plan.fits, isOther);
    std::erase_if(plan.ranges, isOther);
}

void show(const CalibrationReport& report, bool json)
{
    if (json) {
        writeJson(toJson(report).dump(2, ' ', false, Json::error_handler_t::replace));
        return;
    }
    for (const FitReport& fit : report.fits)
        printText(fit);
    printRanges(report.ranges);
    printLeftOut(report);
}

int run(const Arguments& arguments, const Program& program)
{
    const std::filesystem::path presets = presetFolders(program.executable, {}).front();
    const TargetLibrary library = loadTargets({presets}, findSchema);
    const auto rules = readMappingRules(presets / "validation.toml");
    if (!rules)
        return failed(rules.error());
    auto plan = readCalibrationPlan(presets / "calibration.toml");
    if (!plan)
        return failed(plan.error());
    if (!arguments.family.empty())
        restrict(*plan, arguments.family);
    std::vector<std::filesystem::path> tables(arguments.measurements.begin(), arguments.measurements.end());
    if (tables.empty())
        tables.push_back(presets / "measurements.csv");
    const auto rows = readTables(tables);
    if (!rows)
        return failed(rows.error());
    const ValidationContext validation{
        .targets = library,
        .rules = *rules,
        .network = [&](const MappedRow& mapped) { return networkOfRow(mapped, arguments.models); },
        .estimate = [](const Graph& graph, const Target& target,
                       const Configuration& configuration) { return estimate(graph, target, configuration); },
    };
    const CalibrationContext context{.validation = validation, .presets = presets, .threads = 0};
    auto report = calibrate(*plan, *rows, context);
    if (!report)
        return failed(report.error());
    if (!arguments.family.empty())
        std::erase_if(report->leftOut, [&](const LeftOutRow& row) { return row.family != arguments.family; });
    show(*report, arguments.json);
    if (arguments.write)
        return written(*report, presets);
    if (!arguments.check)
        return done;
    const auto unfitted = fittedWithoutRows(*report, context);
    if (!unfitted)
        return failed(unfitted.error());
    // One family's fits say nothing of another family's numbers.
    if (!arguments.family.empty())
        return checked(*report, {});
    return checked(*report, *unfitted);
}

} // namespace

void addCalibrate(CLI::App& app, Program& program)
{
    auto [command, arguments] = addCommand<Arguments>(
        app, program, "calibrate", "Fit what presets mark as fitted anew, with whole networks left out in turn", run);
    command.add_option("--measurements", arguments.measurements,
                       "Tables of measurements (CSV); default: the published rows that come with Tenbin");
    command.add_option("--models", arguments.models, "Folder with the published model files");
    command.add_option("--family", arguments.family, "Only what is fitted to this family's rows");
    command.add_flag("--check", arguments.check, "Fail where a preset does not say what is found");
    command.add_flag("--write", arguments.write, "Put what is found into the presets");
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
