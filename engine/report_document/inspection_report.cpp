// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/core/text_parts.h"
#include "engine/inspection/energy_breakdown.h"
#include "engine/report/layer_rows.h"
#include "engine/report_document/phrases.h"
#include "engine/words/words_verdict.h"

namespace tenbin {

namespace {

constexpr std::size_t kShownLayers = 16;

class Inspection {
public:
    Inspection(const ComparedColumn& column, const ReportFrame& frame)
        : m_words(frame.wording), m_graph(*column.network), m_target(*column.target), m_estimate(*column.estimate),
          m_name(networkLabel(column)), m_settings(settingsText(m_target, column.asked.configuration, m_words)),
          m_rows(layerRows(m_estimate, m_graph))
    {
    }

    void answer(ReportDocument& document) const;
    ReportSection figures() const;
    ReportSection memories() const;
    ReportSection layers() const;
    ReportSection energy() const;

private:
    std::string say(std::string_view english, const std::vector<std::string>& arguments = {}) const
    {
        return phrase(m_words, english, arguments);
    }

    const Wording& m_words;
    const Graph& m_graph;
    const Target& m_target;
    const Estimate& m_estimate;
    std::string m_name, m_settings;
    std::vector<LayerRow> m_rows;
};

void Inspection::answer(ReportDocument& document) const
{
    document.asked =
        say(QT_TRANSLATE_NOOP("Words", "Does %1 fit on %2 (%3), how fast does it run and what does it take?"),
            {m_name, m_target.name, m_settings});
    document.answer.push_back(say(QT_TRANSLATE_NOOP("Words", "%1 on %2: %3."),
                                  {m_name, m_target.name, verdictWithRoom(m_estimate, m_words)}));
    if (m_estimate.latency)
        document.answer.push_back(say(
            QT_TRANSLATE_NOOP("Words", "Latency %1, %2, energy per inference %3."),
            {latencyCell(m_estimate, m_words).text, rateCell(m_estimate).text, energyCell(m_estimate, m_words).text}));
    for (const Reason& reason : m_estimate.reasons)
        if (reason.blocks)
            document.answer.push_back(sentence(reason, m_words));
    for (const Remedy& remedy : m_estimate.remedies)
        document.answer.push_back(wayOut(remedy, m_graph, m_words));
}

ReportSection Inspection::figures() const
{
    Table table{
        "figures",
        say(QT_TRANSLATE_NOOP(
            "Words",
            "The answer in figures; in brackets the interval that should hold the truth four times out of five.")),
        {{"figure", say(QT_TRANSLATE_NOOP("Words", "Figure")), "", false, 1.0},
         {"value", say(QT_TRANSLATE_NOOP("Words", "Value")), "", true, 2.0},
         {.key = "unit", .title = say(QT_TRANSLATE_NOOP("Words", "Unit")), .unit = "", .data = true}},
        {}};
    const auto row = [&](ComparedFigure figure, TableCell cell) {
        table.rows.push_back(
            {textCell(figureLabel(figure, m_words)), std::move(cell), textCell(std::string(unitOf(figure)))});
    };
    row(ComparedFigure::verdict, verdictCell(m_estimate.verdict, m_estimate.fitsProbability, m_words));
    row(ComparedFigure::latency, latencyCell(m_estimate, m_words));
    row(ComparedFigure::framesPerSecond, rateCell(m_estimate));
    row(ComparedFigure::energy, energyCell(m_estimate, m_words));
    row(ComparedFigure::peakMemory, bytesCell(m_estimate.peakActivationBytes));
    row(ComparedFigure::weights, bytesCell(m_estimate.weightBytes));
    row(ComparedFigure::macs, countCell(m_estimate.macs.toDouble()));
    row(ComparedFigure::parameters, countCell(static_cast<double>(m_estimate.parameters)));
    ReportSection section{"figures", say(QT_TRANSLATE_NOOP("Words", "Figures")), 1, {std::move(table)}};
    ReportList remarks;
    for (const Reason& reason : m_estimate.reasons)
        remarks.items.push_back(sentence(reason, m_words));
    for (const ImportRemark& remark : m_estimate.remarks)
        remarks.items.push_back(sentence(remark, m_words));
    if (!remarks.items.empty())
        section.blocks.emplace_back(std::move(remarks));
    return section;
}

ReportSection Inspection::memories() const
{
    Table table{"memories",
                say(QT_TRANSLATE_NOOP("Words", "What each memory of the target holds at most.")),
                {{"memory", say(QT_TRANSLATE_NOOP("Words", "Memory")), "", false, 2.0},
                 {"used", say(QT_TRANSLATE_NOOP("Words", "Used")), "B", true, 1.0},
                 {"available", say(QT_TRANSLATE_NOOP("Words", "Available")), "B", true, 1.0},
                 {"spare", say(QT_TRANSLATE_NOOP("Words", "To spare")), "B", true, 1.0},
                 {"fill", say(QT_TRANSLATE_NOOP("Words", "Filled")), "1", true, 1.0}},
                {}};
    std::vector<ReportBar> bars;
    ReportList taken;
    for (const MemoryUse& memory : m_estimate.memories) {
        std::optional<double> fill;
        if (memory.used && memory.available && memory.available->count() > 0)
            fill = *memory.used / *memory.available;
        TableCell cell = percentCell(fill);
        Ink ink = Ink::accent;
        if (memory.exceeded()) {
            cell.tone = Tone::bad;
            ink = Ink::bad;
        }
        TableCell used = bytesCell(memory.used);
        if (memory.low && memory.high && *memory.low < *memory.high) {
            used.low = memory.low->toDouble();
            used.high = memory.high->toDouble();
            used.text += fmt::format(" ({} … {})", humanBytes(*memory.low), humanBytes(*memory.high));
        }
        TableCell room = bytesCell(std::nullopt);
        if (const auto spare = memory.spare())
            room = {.text = roomText(memory, m_words), .value = spare->toDouble()};
        table.rows.push_back({textCell(memory.name), used, bytesCell(memory.available), room, cell});
        if (const std::string shares = sharesText(memory, m_words); !shares.empty())
            taken.items.push_back(memory.name + ": " + shares);
        if (fill)
            bars.push_back({.label = memory.name, .text = cell.text, .value = *fill, .ink = ink});
    }
    ReportSection section{"memories", say(QT_TRANSLATE_NOOP("Words", "Memory")), 1, {}};
    if (!bars.empty())
        section.blocks.emplace_back(
            ReportChart{say(QT_TRANSLATE_NOOP("Words", "How full the memories are.")), barChart(bars)});
    section.blocks.push_back(std::move(table));
    if (!taken.items.empty())
        section.blocks.push_back(std::move(taken));
    return section;
}

ReportSection Inspection::layers() const
{
    Table table{"layers",
                say(QT_TRANSLATE_NOOP("Words", "Every operator in execution order.")),
                {{"index", "#", "", true, 0.4},
                 {"operator", say(QT_TRANSLATE_NOOP("Words", "Operator")), "", false, 1.9},
                 {"output", say(QT_TRANSLATE_NOOP("Words", "Output shape")), "", false, 1.3},
                 {"macs", say(QT_TRANSLATE_NOOP("Words", "MACs")), "1", true, 0.9},
                 {"latency", say(QT_TRANSLATE_NOOP("Words", "Latency")), "s", true, 0.9},
                 {"share", say(QT_TRANSLATE_NOOP("Words", "Share")), "1", true, 0.8},
                 {"moved", say(QT_TRANSLATE_NOOP("Words", "Bytes moved")), "B", true, 0.9},
                 {"energy", say(QT_TRANSLATE_NOOP("Words", "Energy")), "J", true, 0.9},
                 {"bound", say(QT_TRANSLATE_NOOP("Words", "Bound by")), "", false, 0.9},
                 {"unit", say(QT_TRANSLATE_NOOP("Words", "Runs on")), "", false, 1.0}},
                {}};
    for (const LayerRow& row : m_rows) {
        TableCell latency = valueCell(row.latency), energy = valueCell(row.energy);
        latency.text = textOr(row.latency, humanSeconds);
        energy.text = textOr(row.energy, humanJoules);
        table.rows.push_back({{.text = std::to_string(row.index), .value = double(row.index)},
                              textCell(row.kind),
                              textCell(row.outputShape),
                              countCell(row.macs.toDouble()),
                              latency,
                              percentCell(row.share),
                              bytesCell(row.bytesMoved),
                              energy,
                              textCell(word(row.bound, m_words)),
                              textCell(word(row.unit, m_words))});
    }
    std::vector<const LayerRow*> longest;
    for (const LayerRow& row : m_rows)
        if (row.share && *row.share > 0.0)
            longest.push_back(&row);
    std::stable_sort(longest.begin(), longest.end(),
                     [](const LayerRow* a, const LayerRow* b) { return *a->share > *b->share; });
    longest.resize(std::min(longest.size(), kShownLayers));
    std::vector<ReportBar> bars;
    for (const LayerRow* row : longest)
        bars.push_back({.label = fmt::format("{} {}", row->index, row->kind),
                        .text = percentCell(row->share).text,
                        .value = *row->share});
    ReportSection section{"layers", say(QT_TRANSLATE_NOOP("Words", "Where the time goes")), 1, {}};
    if (!bars.empty())
        section.blocks.emplace_back(
            ReportChart{say(QT_TRANSLATE_NOOP("Words", "The operators that take longest, as shares of the latency.")),
                        barChart(bars)});
    section.blocks.emplace_back(std::move(table));
    return section;
}

ReportSection Inspection::energy() const
{
    ReportSection section{"energy", say(QT_TRANSLATE_NOOP("Words", "Where the energy goes")), 1, {}};
    const EnergyBreakdown breakdown = energyOf(m_estimate);
    if (!breakdown.known) {
        section.blocks.emplace_back(
            ReportParagraph{say(QT_TRANSLATE_NOOP("Words", "Nobody published what this target takes."))});
        return section;
    }
    Table table{"energy",
                say(QT_TRANSLATE_NOOP("Words", "Energy of one inference by component.")),
                {{"component", say(QT_TRANSLATE_NOOP("Words", "Component")), "", false, 2.0},
                 {"energy", say(QT_TRANSLATE_NOOP("Words", "Energy")), "J", true, 1.0},
                 {"share", say(QT_TRANSLATE_NOOP("Words", "Share")), "1", true, 1.0}},
                {}};
    std::vector<ReportBar> bars;
    const double total = sum(breakdown.total).count();
    for (int i = 0; i < kEnergyComponents; ++i) {
        const Joules part = breakdown.total[static_cast<std::size_t>(i)];
        if (part.count() <= 0.0)
            continue;
        const std::string name = word(static_cast<EnergyComponent>(i), m_words);
        table.rows.push_back(
            {textCell(name), {.text = humanJoules(part), .value = part.count()}, percentCell(part.count() / total)});
        bars.push_back({.label = name, .text = humanJoules(part), .value = part.count()});
    }
    section.blocks.emplace_back(ReportChart{table.caption, barChart(bars)});
    section.blocks.emplace_back(std::move(table));
    return section;
}

} // namespace

ReportDocument inspectionReport(const ComparedColumn& column, const ReportFrame& frame, const ReportEvidence& evidence)
{
    std::string title = column.title();
    if (column.asked.caption.empty() && column.target)
        title = networkLabel(column) + " · " + column.target->name;
    ReportDocument document = begunReport("inspection", frame, std::move(title));
    const ComparedColumn* columns[] = {&column};
    if (!column.estimate || !column.network || !column.target) {
        document.asked = phrase(frame.wording, QT_TRANSLATE_NOOP("Words", "Does %1 run on %2?"),
                                {column.asked.network, column.asked.target});
        document.answer.emplace_back("—");
        if (column.error)
            document.answer.back() = sentence(*column.error, frame.wording);
        addProof(document, columns, frame, evidence);
        return document;
    }
    const Inspection inspection(column, frame);
    inspection.answer(document);
    document.sections = {inspection.figures(), inspection.memories(), inspection.layers(), inspection.energy()};
    addProof(document, columns, frame, evidence);
    return document;
}

} // namespace tenbin
