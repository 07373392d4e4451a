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

std::string familyTable(const ValidationReport& report)
{
    Table table = tableWith({"family", "metric", "rows", "median error", "90th percentile", "bias", "rank correlation",
                             "inside the interval"});
    for (const auto& [key, s] : report.summaries())
        table.addTexts({key.first, key.second, std::to_string(s.rows), percent(s.medianAbsolute),
                        percent(s.percentile90), signedPercent(s.bias),
                        s.rankCorrelation ? fmt::format("{:.3f}", *s.rankCorrelation) : "—",
                        s.coverage ? percent(*s.coverage) : "—"});
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

std::string toMarkdown(const ValidationReport& report, const TargetLibrary& targets)
{
    std::string text =
        "# How far the estimates can be trusted\n\n"
        "Written by `tenbin-cli validate --markdown`, from the published measurements in `presets/measurements.csv`, "
        "each with its "
        "source. An error is estimate / measurement - 1. Which network, target and options a row stands for is in "
        "`presets/validation.toml`.\n\n"
        "## Errors by family\n\n"
        "Most of these rows took part in fitting the parameters that presets mark as fitted, so these errors are those "
        "of the fit. "
        "What to expect of a network that was not measured stands below.\n\n";
    text += familyTable(report);
    text += "\n## Networks left out\n\n"
            "Half-widths of the ranges that Tenbin shows: four of five networks that were left out of the fit lie "
            "within. Where too few "
            "were measured the width is assumed, and says so.\n\n";
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
