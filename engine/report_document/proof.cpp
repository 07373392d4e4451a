// SPDX-License-Identifier: GPL-3.0-or-later
// What lets a colleague check an answer: every number that it rests on, and how to make it again.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/core/hash.h"
#include "engine/report_document/phrases.h"
#include "engine/targets/preset_design.h"
#include "engine/words/choice_label.h"

namespace tenbin {

namespace {

using Rows = std::vector<std::vector<TableCell>>;
using Columns = std::span<const ComparedColumn* const>;

/// Builds the proof of one report.
class Proof {
public:
    Proof(ReportDocument& document, Columns columns, const ReportFrame& frame, const ReportEvidence& evidence)
        : m_document(document), m_words(frame.wording), m_evidence(evidence)
    {
        for (const ComparedColumn* column : columns)
            if (column->estimate && column->target && column->network)
                m_columns.push_back(column);
        // Columns that differ in their network alone share everything that is the target's.
        std::set<std::pair<std::string, Configuration>> seen;
        for (const ComparedColumn* column : m_columns)
            if (seen.insert({column->target->id, column->asked.configuration}).second)
                m_settings.push_back(column);
    }

    void add()
    {
        configuration();
        assumptions();
        intervals();
        measurements();
        sources();
    }
    Rows hashes() const;

private:
    std::string say(std::string_view english, const std::vector<std::string>& arguments = {}) const
    {
        return phrase(m_words, english, arguments);
    }
    ReportSection& section(const char* key, std::string title)
    {
        m_document.sections.push_back({.key = key, .title = std::move(title), .level = 1, .blocks = {}});
        return m_document.sections.back();
    }
    std::string unitOf(const Target& target, std::string_view key) const
    {
        const ParameterSpec* spec = nullptr;
        const ArchitectureSchema* schema = nullptr;
        if (m_evidence.schemas)
            schema = m_evidence.schemas(target.architecture);
        if (schema)
            spec = schema->find(key);
        if (!spec)
            spec = commonSchema().find(key);
        return std::string(unitOfKey(spec, key));
    }
    std::vector<TableCell> parameterRow(const ComparedColumn& column, const std::string& key,
                                        const Sourced<double>& value) const;
    void configuration();
    void assumptions();
    void intervals();
    void measurements();
    void sources();

    ReportDocument& m_document;
    const Wording& m_words;
    const ReportEvidence& m_evidence;
    std::vector<const ComparedColumn*> m_columns, m_settings;
};

std::vector<TableCell> Proof::parameterRow(const ComparedColumn& column, const std::string& key,
                                           const Sourced<double>& value) const
{
    const std::string unit = unitOf(*column.target, key);
    TableCell number{.text = valueText(value.value, unit), .value = value.value};
    if (value.interval) {
        number.low = value.interval->first;
        number.high = value.interval->second;
    }
    Tone tone = Tone::plain;
    if (value.kind == SourceKind::assumed)
        tone = Tone::warn;
    return {
        textCell(column.target->name), textCell(key), number, textCell(unit), textCell(word(value.kind, m_words), tone),
        textCell(value.source)};
}

std::vector<TableColumn> parameterColumns(const Wording& words)
{
    return {{"target", phrase(words, QT_TRANSLATE_NOOP("Words", "Target")), "", false, 1.2},
            {"parameter", phrase(words, QT_TRANSLATE_NOOP("Words", "Parameter")), "", false, 1.6},
            {"value", phrase(words, QT_TRANSLATE_NOOP("Words", "Value")), "", true, 0.9},
            {.key = "unit", .title = phrase(words, QT_TRANSLATE_NOOP("Words", "Unit")), .unit = "", .data = true},
            {"kind", phrase(words, QT_TRANSLATE_NOOP("Words", "Kind")), "", false, 0.7},
            {"source", phrase(words, QT_TRANSLATE_NOOP("Words", "Source")), "", false, 3.2}};
}

void Proof::configuration()
{
    Table table{"configuration",
                say(QT_TRANSLATE_NOOP(
                    "Words", "Every option as it stood. A star marks what differs from the target's default.")),
                {{"target", say(QT_TRANSLATE_NOOP("Words", "Target")), "", false, 1.2},
                 {"option", say(QT_TRANSLATE_NOOP("Words", "Option")), "", false, 1.2},
                 {"value", say(QT_TRANSLATE_NOOP("Words", "Value")), "", false, 2.0}},
                {}};
    for (const ComparedColumn* column : m_settings) {
        const auto settings = Settings::resolve(*column->target, column->asked.configuration);
        if (!settings)
            continue;
        std::set<std::string> shown;
        for (const OptionSpec& option : column->target->options) {
            shown.insert(option.key);
            std::string value = choiceLabel(option, std::string(settings->choice(option.key)), m_words);
            if (option.kind == OptionKind::number)
                value = valueText(settings->number(option.key), unitOf(*column->target, option.key));
            if (value.empty())
                value = option.defaultValue;
            if (column->asked.configuration.values.contains(option.key))
                value += " *";
            table.rows.push_back(
                {textCell(column->target->name), textCell(optionLabel(option, m_words)), textCell(value)});
        }
        for (const auto& [key, value] : column->asked.configuration.values)
            if (!shown.contains(key))
                table.rows.push_back({textCell(column->target->name), textCell(key), textCell(toString(value) + " *")});
    }
    section("configuration", say(QT_TRANSLATE_NOOP("Words", "Configuration"))).blocks = {std::move(table)};
}

void Proof::assumptions()
{
    Table table{"assumptions",
                say(QT_TRANSLATE_NOOP("Words", "Numbers that nobody published, and why they stand at this value.")),
                parameterColumns(m_words),
                {}};
    for (const ComparedColumn* column : m_settings)
        for (const Assumption& assumption : column->estimate->assumptions)
            table.rows.push_back(parameterRow(*column, assumption.key, assumption.value));
    ReportSection& made = section("assumptions", say(QT_TRANSLATE_NOOP("Words", "Assumptions")));
    if (table.rows.empty())
        made.blocks.emplace_back(
            ReportParagraph{say(QT_TRANSLATE_NOOP("Words", "None: every number was published, measured or derived."))});
    else
        made.blocks.emplace_back(std::move(table));
}

void Proof::intervals()
{
    Table table{"intervals",
                say(QT_TRANSLATE_NOOP("Words", "An interval should hold the truth four times out of five. ± is "
                                               "its relative half-width: v lies between v/(1+r) and v·(1+r).")),
                {{"network", say(QT_TRANSLATE_NOOP("Words", "Network")), "", false, 1.2},
                 {"target", say(QT_TRANSLATE_NOOP("Words", "Target")), "", false, 1.2},
                 {"figure", say(QT_TRANSLATE_NOOP("Words", "Figure")), "", false, 0.9},
                 {"half_width", "±", "1", true, 0.7},
                 {"evidence", say(QT_TRANSLATE_NOOP("Words", "What it rests on")), "", false, 3.6}},
                {}};
    for (const ComparedColumn* column : m_columns) {
        const auto settings = Settings::resolve(*column->target, column->asked.configuration);
        const auto row = [&](ComparedFigure figure, const char* key, std::optional<double> width) {
            const Sourced<double>* source = nullptr;
            if (settings)
                source = settings->sourced(key);
            std::string evidence = "—";
            if (source)
                evidence = word(source->kind, m_words) + ": " + source->source;
            if (source && width && *width > source->value * 1.001)
                evidence =
                    say(QT_TRANSLATE_NOOP(
                            "Words",
                            "Wider than the target's own ±%1, because the network lies outside what was measured. %2"),
                        {percentCell(source->value).text, evidence});
            table.rows.push_back({textCell(networkLabel(*column)), textCell(column->target->name),
                                  textCell(figureLabel(figure, m_words)), percentCell(width),
                                  textCell(std::move(evidence))});
        };
        const Estimate& e = *column->estimate;
        const auto width = [](const auto& figure) -> std::optional<double> {
            if (!figure || figure->isBound || !figure->high || figure->value.count() <= 0.0)
                return std::nullopt;
            return *figure->high / figure->value - 1.0;
        };
        row(ComparedFigure::latency, "accuracy.latency", width(e.latency));
        row(ComparedFigure::energy, "accuracy.energy", width(e.energy));
    }
    section("intervals", say(QT_TRANSLATE_NOOP("Words", "Error intervals"))).blocks = {std::move(table)};
}

void Proof::measurements()
{
    Table table{
        "measurements",
        say(QT_TRANSLATE_NOOP("Words", "Measured values of these targets, and what the same estimate says of them.")),
        {{"network", say(QT_TRANSLATE_NOOP("Words", "Network")), "", false, 1.4},
         {"target", say(QT_TRANSLATE_NOOP("Words", "Target")), "", false, 1.1},
         {"metric", say(QT_TRANSLATE_NOOP("Words", "Figure")), "", false, 0.9},
         {"measured", say(QT_TRANSLATE_NOOP("Words", "Measured")), "", true, 0.8},
         {"estimated", say(QT_TRANSLATE_NOOP("Words", "Estimated")), "", true, 0.8},
         {"error", say(QT_TRANSLATE_NOOP("Words", "Error")), "1", true, 0.7},
         {"source", say(QT_TRANSLATE_NOOP("Words", "Source")), "", false, 2.6}},
        {}};
    std::set<std::string> ids;
    for (const ComparedColumn* column : m_columns)
        ids.insert(column->target->id);
    std::vector<ScoredValue> latencies;
    for (const ScoredRow& row : m_evidence.measurements) {
        if (!ids.contains(row.target) || (row.metric != "latency_ms" && row.metric != "energy_uj"))
            continue;
        const double error = row.value.error();
        std::string metric = figureLabel(ComparedFigure::energy, m_words) + " [µJ]";
        if (row.metric == "latency_ms") {
            latencies.push_back(row.value);
            metric = figureLabel(ComparedFigure::latency, m_words) + " [ms]";
        }
        table.rows.push_back({textCell(row.measurement.model),
                              textCell(row.target),
                              textCell(metric),
                              plainCell(row.value.measured),
                              plainCell(row.value.predicted),
                              {.text = differenceText(error), .value = error},
                              textCell(row.measurement.source)});
    }
    ReportSection& made = section("measurements", say(QT_TRANSLATE_NOOP("Words", "Measurements behind them")));
    if (table.rows.empty()) {
        made.blocks.emplace_back(ReportParagraph{say(
            QT_TRANSLATE_NOOP("Words", "Nobody has published measurements of these targets that could be compared."))});
        return;
    }
    if (!latencies.empty()) {
        const ErrorSummary summary = summarise(latencies);
        made.blocks.emplace_back(ReportParagraph{
            say(QT_TRANSLATE_NOOP("Words", "%1 measured latencies: median error %2, nine out of ten within %3."),
                {std::to_string(summary.rows), percentCell(summary.medianAbsolute).text,
                 percentCell(summary.percentile90).text})});
    }
    made.blocks.emplace_back(std::move(table));
}

void Proof::sources()
{
    Table counts{"source_kinds",
                 say(QT_TRANSLATE_NOOP("Words", "How many numbers each target has of each kind.")),
                 {{"target", say(QT_TRANSLATE_NOOP("Words", "Target")), "", false, 2.0}},
                 {}};
    constexpr std::array kinds{SourceKind::measured, SourceKind::datasheet, SourceKind::paper,
                               SourceKind::derived,  SourceKind::fitted,    SourceKind::assumed};
    for (const SourceKind kind : kinds)
        counts.columns.push_back({std::string(toString(kind)), word(kind, m_words), "1", true, 1.0});
    Table table{"sources",
                say(QT_TRANSLATE_NOOP("Words", "Every number that the estimates were made from, by kind.")),
                parameterColumns(m_words),
                {}};
    for (const ComparedColumn* column : m_settings) {
        const auto settings = Settings::resolve(*column->target, column->asked.configuration);
        if (!settings)
            continue;
        std::vector<TableCell> count{textCell(column->target->name)};
        for (const SourceKind kind : kinds) {
            double numbers = 0.0;
            for (const auto& [key, value] : settings->parameters())
                if (value.kind == kind) {
                    table.rows.push_back(parameterRow(*column, key, value));
                    numbers += 1.0;
                }
            count.push_back(plainCell(numbers));
        }
        counts.rows.push_back(std::move(count));
    }
    section("sources", say(QT_TRANSLATE_NOOP("Words", "Sources of the numbers"))).blocks = {std::move(counts),
                                                                                            std::move(table)};
}

Rows Proof::hashes() const
{
    Rows rows;
    std::set<std::string> seen;
    for (const ComparedColumn* column : m_columns)
        if (seen.insert(column->asked.network).second)
            rows.push_back({textCell(say(QT_TRANSLATE_NOOP("Words", "Network"))), textCell(column->asked.network),
                            textCell(toHex(column->estimate->graphHash))});
    for (const ComparedColumn* column : m_columns)
        if (seen.insert("target " + column->target->id).second)
            rows.push_back({textCell(say(QT_TRANSLATE_NOOP("Words", "Target"))), textCell(column->target->id),
                            textCell(toHex(column->estimate->targetHash))});
    return rows;
}

} // namespace

void addVersions(ReportDocument& document, Rows rows, const ReportFrame& frame)
{
    const Wording& words = frame.wording;
    rows.insert(rows.begin(), {textCell(phrase(words, QT_TRANSLATE_NOOP("Words", "Engine"))), textCell(kEngineVersion),
                               textCell("")});
    Table table{"versions",
                phrase(words, QT_TRANSLATE_NOOP("Words", "Equal hashes mean equal input: FNV-1a, 64 bits.")),
                {{"what", phrase(words, QT_TRANSLATE_NOOP("Words", "What")), "", false, 0.7},
                 {"name", phrase(words, QT_TRANSLATE_NOOP("Words", "Name")), "", false, 2.4},
                 {"hash", phrase(words, QT_TRANSLATE_NOOP("Words", "Hash")), "", false, 1.2}},
                std::move(rows)};
    document.sections.push_back(
        {"versions", phrase(words, QT_TRANSLATE_NOOP("Words", "Versions and hashes")), 1, {std::move(table)}});
    if (!frame.command.empty())
        document.sections.push_back({"reproduce",
                                     phrase(words, QT_TRANSLATE_NOOP("Words", "Make this report again")),
                                     1,
                                     {ReportCode{frame.command}}});
}

void addProof(ReportDocument& document, Columns columns, const ReportFrame& frame, const ReportEvidence& evidence)
{
    Proof proof(document, columns, frame, evidence);
    proof.add();
    addVersions(document, proof.hashes(), frame);
}

} // namespace tenbin
