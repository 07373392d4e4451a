// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/validation_markdown.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/tables/markdown.h"

namespace tenbin {

namespace {

constexpr std::size_t kWorstRows = 20;

std::string percent(double share) { return fmt::format("{:.1f} %", 100.0 * share); }
std::string signedPercent(double share) { return fmt::format("{:+.1f} %", 100.0 * share); }

Table tableWith(std::initializer_list<const char*> titles)
{
    Table table;
    for (const char* title : titles)
        table.columns.push_back(textColumn(title));
    return table;
}

/// Coverage of the ranges, where enough networks tell it.
std::string coverageText(const LeftOutSummary& summary)
{
    if (!summary.errors.coverage)
        return "exact";
    const std::string text = fmt::format("{:.0f} %", 100.0 * *summary.errors.coverage);
    return summary.tellsCoverage() ? text : text + " (too few networks to say)";
}

std::string familyTable(const ValidationReport& report, const LeftOutSummaries& leftOut)
{
    Table table = tableWith({"family", "metric", "rows", "networks", "median error", "90th percentile",
                             "inside the range", "of the fit: median", "90th percentile", "bias", "rank correlation"});
    const auto fitted = report.summaries();
    for (const auto& [key, summary] : leftOut) {
        const auto fit = fitted.find(key);
        if (fit == fitted.end())
            continue;
        const ErrorSummary& s = fit->second;
        table.addTexts({key.first, key.second, std::to_string(s.rows), std::to_string(summary.networks),
                        percent(summary.errors.medianAbsolute), percent(summary.errors.percentile90),
                        coverageText(summary), percent(s.medianAbsolute), percent(s.percentile90),
                        signedPercent(s.bias), s.rankCorrelation ? fmt::format("{:.3f}", *s.rankCorrelation) : "—"});
    }
    return toMarkdown(table);
}

/// What an estimate's range rests on, target by target, at the default options.
std::string evidenceTable(const TargetLibrary& targets)
{
    Table table = tableWith({"target", "figure", "±", "what the range rests on"});
    for (const Target& target : targets.targets) {
        const auto settings = Settings::resolve(target, {});
        if (!settings)
            continue;
        for (const char* figure : {"latency", "energy", "memory.activations", "memory.weights"})
            if (const Sourced<double>* width = settings->sourced(fmt::format("accuracy.{}", figure)))
                table.addTexts({target.name, figure, fmt::format("{:.0f} %", 100.0 * width->value), width->source});
    }
    return toMarkdown(table);
}

std::string worstTable(const ValidationReport& report)
{
    std::vector<const ScoredRow*> rows;
    rows.reserve(report.scored.size());
    for (const ScoredRow& row : report.scored)
        rows.push_back(&row);
    const auto error = [](const ScoredRow* row) {
        return std::abs(std::log(row->value.predicted / row->value.measured));
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const ScoredRow* a, const ScoredRow* b) { return error(a) > error(b); });
    rows.resize(std::min(rows.size(), kWorstRows));
    Table table = tableWith({"network", "target", "built with", "metric", "measured", "estimated", "error", "source"});
    for (const ScoredRow* row : rows)
        table.addTexts({row->measurement.model, row->target, row->measurement.toolchain, row->metric,
                        fmt::format("{:.4g}", row->value.measured), fmt::format("{:.4g}", row->value.predicted),
                        signedPercent(row->value.error()), row->measurement.source});
    return toMarkdown(table);
}

std::string verdictTable(const ValidationReport& report)
{
    Table table = tableWith({"family", "verdicts", "published to fit", "right", "near a limit", "wrong ticks"});
    for (const auto& [family, s] : summarise(report.verdicts))
        table.addTexts(
            {family, std::to_string(s.verdicts), std::to_string(s.fitting),
             fmt::format("{} ({})", s.right, percent(static_cast<double>(s.right) / static_cast<double>(s.verdicts))),
             std::to_string(s.uncertain), std::to_string(s.wrongTicks)});
    return toMarkdown(table);
}

std::string wrongVerdictTable(const ValidationReport& report)
{
    Table table = tableWith({"network", "target", "built with", "published", "source"});
    for (const ScoredVerdict& verdict : report.verdicts)
        if (verdict.verdict != VerdictKind::unknown && !verdict.isRight())
            table.addTexts({verdict.measurement.model, verdict.target, verdict.measurement.toolchain,
                            verdict.fits ? "fits" : "does not fit", verdict.measurement.source});
    if (table.rows.empty())
        return "No verdict is wrong.\n";
    return "Wrong ones:\n\n" + toMarkdown(table);
}

std::string unscoredTable(const ValidationReport& report)
{
    std::map<std::pair<std::string, std::string>, int> reasons;
    for (const UnscoredRow& row : report.unscored)
        ++reasons[{row.reason, row.measurement.target}];
    Table table = tableWith({"rows", "target", "why"});
    for (const auto& [key, count] : reasons)
        table.addTexts({std::to_string(count), key.second, key.first});
    return toMarkdown(table);
}

} // namespace

std::string toMarkdown(const ValidationReport& report, const LeftOutSummaries& leftOut, const TargetLibrary& targets)
{
    std::string text =
        "# How far the estimates can be trusted\n\n"
        "Written by `tenbin-cli validate --markdown`, from the published measurements in `presets/measurements.csv`, "
        "each with its source. An error is estimate / measurement - 1. Which network, target and options a row stands "
        "for is in `presets/validation.toml`.\n\n"
        "## Networks that were never seen\n\n"
        "Each network is left out in turn, in every width and input size, with all its rows on all targets; what "
        "presets "
        "mark as fitted is fitted again without it (`tenbin-cli calibrate`, [CALIBRATION.md](CALIBRATION.md)), and its "
        "rows are estimated with that. The first columns are the errors so found: what to expect of a network that "
        "nobody measured. `inside the range` is the share of rows whose measurement lies in the range of the estimate, "
        "which is meant to hold four of five; that range, too, is made without the network. Below a dozen networks one "
        "of them decides, and the share says little.\n\n"
        "Nothing is fitted to sizes of memory, to the ESP32 family, the RP2040 and the IMX500: nothing can be left out "
        "there. Their rules and numbers were read off published figures, these rows among them, so that errors and "
        "shares "
        "flatter.\n\n"
        "The last columns are the errors of the presets as they are, which have seen these rows.\n\n";
    text += familyTable(report, leftOut);
    text +=
        "\n## What the ranges rest on\n\n"
        "Half-widths of the ranges that Tenbin shows, at the default options. Where too few networks were measured the "
        "width is assumed, and says so. Operators that no measured network held widen it by rule.\n\n";
    text += evidenceTable(targets);
    text += "\n## Fits or not\n\n"
            "A network that somebody timed on a board fits there; one fits not where its build failed or its published "
            "memory is more than the chip has. Each network, target and configuration counts once. Near a limit the "
            "verdict reads \"probably\"; a wrong tick is a network that is said to fit beyond doubt and does not.\n\n";
    text += verdictTable(report) + "\n" + wrongVerdictTable(report);
    text += "\n## The worst rows\n\n" + worstTable(report);
    text += "\n## Rows that were not scored\n\n";
    text += report.unscored.empty() ? std::string("None.\n") : unscoredTable(report);
    return text;
}

} // namespace tenbin
