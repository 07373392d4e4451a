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
#include "engine/core/text_parts.h"
#include "engine/tables/json.h"
#include "engine/tables/text.h"
#include "engine/targets/preset_folders.h"
#include "engine/validation/network_of_row.h"
#include "engine/validation/validation.h"
#include "engine/validation/validation_markdown.h"
#include "engine/words/codes.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::vector<std::string> measurements; ///< tables to score against
    std::string models;                    ///< folder with the published model files; empty: built-in networks only
    std::string family;                    ///< only this one; empty: all
    bool json = false;
    bool markdown = false; ///< docs/VALIDATION.md
};

using Json = nlohmann::ordered_json;

const char* yesOrNo(bool yes)
{
    if (yes)
        return "yes";
    return "no";
}

std::string threeDecimals(double value) { return fmt::format("{:.3f}", value); }
std::string percent(double share) { return fmt::format("{:.1f} %", 100.0 * share); }

Json verdictsToJson(const ValidationReport& report)
{
    Json families = Json::array();
    for (const auto& [family, s] : summarise(report.verdicts))
        families.push_back({{"family", family},
                            {"verdicts", s.verdicts},
                            {"published_to_fit", s.fitting},
                            {"right", s.right},
                            {"uncertain", s.uncertain},
                            {"wrong_ticks", s.wrongTicks}});
    Json list = Json::array();
    for (const ScoredVerdict& verdict : report.verdicts)
        list.push_back({{"model", verdict.measurement.model},
                        {"target", verdict.target},
                        {"toolchain", verdict.measurement.toolchain},
                        {"family", verdict.family},
                        {"published", codeName(verdict.fits ? VerdictKind::fits : VerdictKind::doesNotFit)},
                        {"verdict", codeName(verdict.verdict)},
                        {"certain", verdict.certain},
                        {"right", verdict.isRight()}});
    return {{"families", std::move(families)}, {"list", std::move(list)}};
}

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
                             {"rank_correlation", orNull(s.rankCorrelation)},
                             {"coverage", orNull(s.coverage)}});
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
                        {"low", orNull(row.value.low)},
                        {"high", orNull(row.value.high)},
                        {"error", row.value.error()},
                        {"source", row.measurement.source}});
    for (const UnscoredRow& row : report.unscored)
        unscored.push_back({{"file", row.measurement.file},
                            {"line", row.measurement.line},
                            {"model", row.measurement.model},
                            {"target", row.measurement.target},
                            {"metric", row.measurement.metric},
                            {"reason", row.reason}});
    return {{"summaries", std::move(summaries)},
            {"verdicts", verdictsToJson(report)},
            {"rows", std::move(rows)},
            {"unscored", std::move(unscored)}};
}

void printVerdicts(const ValidationReport& report)
{
    Table table{.columns = {textColumn("fits or not"), numberColumn("verdicts"), numberColumn("published to fit"),
                            numberColumn("right"), numberColumn("near a limit"), numberColumn("wrong ticks")}};
    for (const auto& [family, s] : summarise(report.verdicts))
        table.addTexts({family, std::to_string(s.verdicts), std::to_string(s.fitting), std::to_string(s.right),
                        std::to_string(s.uncertain), std::to_string(s.wrongTicks)});
    print("\n{}", toText(table));
}

void printText(const ValidationReport& report)
{
    Table rows{.columns = {textColumn("family"), textColumn("model"), textColumn("target"), textColumn("metric"),
                           numberColumn("measured"), numberColumn("predicted"), numberColumn("error"),
                           textColumn("inside")}};
    for (const ScoredRow& row : report.scored)
        rows.addTexts({row.family, row.measurement.model, row.target, row.metric,
                       fmt::format("{:.4g}", row.value.measured), fmt::format("{:.4g}", row.value.predicted),
                       fmt::format("{:+.1f} %", 100.0 * row.value.error()), yesOrNo(row.value.covered())});
    print("{}\n", toText(rows));

    std::map<std::string, int> reasons;
    for (const UnscoredRow& row : report.unscored)
        ++reasons[row.measurement.target + ": " + row.reason];
    print("Not scored: {} rows\n", report.unscored.size());
    for (const auto& [reason, count] : reasons)
        print("  {:4} {}\n", count, reason);

    Table summary{.columns = {textColumn("family"), textColumn("metric"), numberColumn("rows"),
                              numberColumn("median |error|"), numberColumn("90th percentile"), numberColumn("bias"),
                              numberColumn("rank correlation"), numberColumn("inside interval")}};
    for (const auto& [key, s] : report.summaries())
        summary.addTexts({key.first, key.second, std::to_string(s.rows), percent(s.medianAbsolute),
                          percent(s.percentile90), fmt::format("{:+.1f} %", 100.0 * s.bias),
                          textOr(s.rankCorrelation, threeDecimals), textOr(s.coverage, percent)});
    print("\n{}", toText(summary));
    printVerdicts(report);
}

/// Errors and coverage with networks left out of the fit. The presets that come with Tenbin hold the plan.
Result<LeftOutSummaries> leftOutOf(const std::vector<Measurement>& rows, const ValidationContext& validation,
                                   const Program& program)
{
    const std::filesystem::path presets = presetFolders(program.executable, {}).front();
    const auto plan = readCalibrationPlan(presets / "calibration.toml");
    if (!plan)
        return tl::make_unexpected(plan.error());
    const auto report = calibrate(*plan, rows, {.validation = validation, .presets = presets, .threads = 0});
    if (!report)
        return tl::make_unexpected(report.error());
    return summariesOf(report->leftOut);
}

int printMarkdown(const ValidationReport& report, const std::vector<Measurement>& rows,
                  const ValidationContext& context, const Program& program)
{
    const auto leftOut = leftOutOf(rows, context, program);
    if (!leftOut)
        return failed(leftOut.error());
    print("{}", toMarkdown(report, *leftOut, context.targets));
    return done;
}

int run(const Arguments& arguments, const Program& program)
{
    const TargetLibrary library = loadLibrary(program.executable);
    const auto rules = findMappingRules(presetFolders(program.executable, userPresetFolder()));
    if (!rules)
        return failed(rules.error());
    std::vector<std::filesystem::path> tables(arguments.measurements.begin(), arguments.measurements.end());
    if (tables.empty())
        tables = measurementTables(presetFolders(program.executable, userPresetFolder()), userMeasurementFolder());
    const auto rows = readTables(tables);
    if (!rows)
        return failed(rows.error());
    const ValidationContext context{
        .targets = library,
        .rules = *rules,
        .network = [&](const MappedRow& mapped) { return networkOfRow(mapped, arguments.models); },
        .estimate = [](const Graph& graph, const Target& target,
                       const Configuration& configuration) { return estimate(graph, target, configuration); },
    };
    ValidationReport report = validate(*rows, context);
    if (!arguments.family.empty()) {
        std::erase_if(report.scored, [&](const ScoredRow& row) { return row.family != arguments.family; });
        std::erase_if(report.verdicts, [&](const ScoredVerdict& v) { return v.family != arguments.family; });
    }
    if (arguments.markdown)
        return printMarkdown(report, *rows, context, program);
    if (arguments.json)
        writeJson(toJson(report).dump(2, ' ', false, Json::error_handler_t::replace));
    else
        printText(report);
    return done;
}

} // namespace

void addValidate(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "validate", "Score the estimates against published measurements", run);
    command.add_option("--measurements", arguments.measurements,
                       "Tables of measurements (CSV); default: the published rows that come with Tenbin and your own");
    command.add_option("--models", arguments.models, "Folder with the published model files");
    command.add_option("--family", arguments.family, "Only this family");
    auto* json = command.add_flag("--json", arguments.json, "Machine-readable output");
    command.add_flag("--markdown", arguments.markdown, "As docs/VALIDATION.md")->excludes(json);
}

} // namespace tenbin::cli
