// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/core/text_parts.h"
#include "engine/report_document/phrases.h"

namespace tenbin {

namespace {

/// What the reader sees: a row a column of the comparison, because paper is narrow.
constexpr ComparedFigure kShown[] = {
    ComparedFigure::verdict,    ComparedFigure::framesPerSecond, ComparedFigure::latency,     ComparedFigure::energy,
    ComparedFigure::peakMemory, ComparedFigure::memoryFill,      ComparedFigure::weights,     ComparedFigure::accuracy,
    ComparedFigure::price,      ComparedFigure::package,         ComparedFigure::latencyError};

double weightOf(ComparedFigure figure)
{
    if (figure == ComparedFigure::latency || figure == ComparedFigure::energy)
        return 1.35;
    if (figure == ComparedFigure::framesPerSecond)
        return 1.3;
    return 1.0;
}

const std::string& targetName(const ComparedColumn& column)
{
    if (!column.target)
        return column.asked.target;
    return column.target->name;
}

/// The ink of a bar: muted where the network does not run as it is.
Ink inkOf(const ComparedColumn& column, const ComparedCell& cell)
{
    if (!runsAsIs(column))
        return Ink::soft;
    if (cell.best != BestMark::none)
        return Ink::good;
    return Ink::accent;
}

class ComparisonPart {
public:
    ComparisonPart(const Comparison& comparison, const Wording& words) : m_comparison(comparison), m_words(words)
    {
        // Under one network's heading its name would stand in every row.
        std::set<std::string> networks;
        for (const ComparedColumn& column : comparison.columns)
            networks.insert(column.asked.network);
        m_oneNetwork = networks.size() == 1;
    }

    std::string name() const
    {
        if (!m_comparison.name.empty())
            return m_comparison.name;
        std::vector<std::string> labels;
        for (const ComparedColumn& column : m_comparison.columns)
            if (const std::string label = networkLabel(column);
                std::find(labels.begin(), labels.end(), label) == labels.end())
                labels.push_back(label);
        constexpr std::size_t kNamed = 3;
        std::string text;
        for (std::size_t i = 0; i < std::min(labels.size(), kNamed); ++i)
            appendTo(text, labels[i]);
        if (labels.size() > kNamed)
            text += ", …";
        return text;
    }
    std::vector<std::string> answer() const;
    ReportSection section(const std::string& key) const;

private:
    std::string say(std::string_view english, const std::vector<std::string>& arguments = {}) const
    {
        return phrase(m_words, english, arguments);
    }
    std::string rowName(std::size_t column) const
    {
        const ComparedColumn& c = m_comparison.columns[column];
        const bool alone = m_oneNetwork && c.target;
        std::string settings;
        if (c.target && !c.asked.configuration.empty())
            settings = fmt::format(" ({})", settingsText(*c.target, c.asked.configuration, m_words));
        if (!c.asked.caption.empty())
            return c.asked.caption + textIf(alone, settings);
        if (alone)
            return c.target->name + settings;
        return networkLabel(c) + " · " + targetName(c) + settings;
    }
    Table figures() const;
    Table differences() const;
    std::optional<ReportChart> chart(ComparedFigure figure, std::string caption) const;
    std::vector<ReportBlock> remarks() const;
    static const ComparedCell* best(const ComparedRow& row, std::size_t& column);

    const Comparison& m_comparison;
    const Wording& m_words;
    bool m_oneNetwork = false;
};

const ComparedCell* ComparisonPart::best(const ComparedRow& row, std::size_t& column)
{
    for (column = 0; column < row.cells.size(); ++column)
        if (row.cells[column].best != BestMark::none)
            return &row.cells[column];
    return nullptr;
}

std::vector<std::string> ComparisonPart::answer() const
{
    std::size_t fit = 0;
    for (const ComparedColumn& column : m_comparison.columns)
        fit += column.estimate && column.estimate->fits();
    std::string text = say(QT_TRANSLATE_NOOP("Words", "%1: %2 of %3 fit as they are."),
                           {name(), std::to_string(fit), std::to_string(m_comparison.columns.size())});
    for (const ComparedRow& row : m_comparison.rows) {
        const bool fastest = row.figure == ComparedFigure::latency;
        if (!fastest && row.figure != ComparedFigure::energy)
            continue;
        std::size_t column = 0;
        const ComparedCell* cell = best(row, column);
        if (!cell)
            continue;
        const std::vector<std::string> arguments{rowName(column), figureCell(row.figure, *cell, m_words).text};
        if (fastest)
            addSentence(text, say(QT_TRANSLATE_NOOP("Words", "Fastest: %1, %2."), arguments));
        else
            addSentence(text, say(QT_TRANSLATE_NOOP("Words", "Least energy: %1, %2."), arguments));
        if (cell->best == BestMark::nominal)
            addSentence(text, say(QT_TRANSLATE_NOOP("Words", "(The intervals of others reach it.)")));
    }
    return {text};
}

Table ComparisonPart::figures() const
{
    Table table{
        "figures",
        say(QT_TRANSLATE_NOOP("Words", "Figures side by side. A star marks the best; ± is the interval that should "
                                       "hold the truth four times out of five; ≥ and ≤ mark bounds.")),
        {{"column", say(QT_TRANSLATE_NOOP("Words", "Design")), "", false, 1.9}},
        {}};
    std::vector<const ComparedRow*> rows;
    for (const ComparedFigure figure : kShown)
        if (const ComparedRow* row = m_comparison.find(figure)) {
            rows.push_back(row);
            const bool number = figure != ComparedFigure::verdict && figure != ComparedFigure::package;
            table.columns.push_back({std::string(toString(figure)), figureLabel(figure, m_words),
                                     std::string(unitOf(figure)), number, weightOf(figure)});
        }
    for (std::size_t i = 0; i < m_comparison.columns.size(); ++i) {
        std::vector<TableCell> cells{textCell(rowName(i))};
        for (const ComparedRow* row : rows)
            cells.push_back(figureCell(row->figure, row->cells[i], m_words));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table ComparisonPart::differences() const
{
    const std::size_t reference = *m_comparison.reference;
    Table table{"differences",
                say(QT_TRANSLATE_NOOP("Words", "Differences against %1."), {rowName(reference)}),
                {{"column", say(QT_TRANSLATE_NOOP("Words", "Design")), "", false, 1.9}},
                {}};
    std::vector<const ComparedRow*> rows;
    for (const ComparedRow& row : m_comparison.rows)
        if (std::any_of(row.cells.begin(), row.cells.end(),
                        [](const ComparedCell& cell) { return cell.difference && *cell.difference != 0.0; })) {
            rows.push_back(&row);
            table.columns.push_back(
                {std::string(toString(row.figure)), figureLabel(row.figure, m_words), "1", true, 1.0});
        }
    for (std::size_t i = 0; i < m_comparison.columns.size(); ++i) {
        if (i == reference)
            continue;
        std::vector<TableCell> cells{textCell(rowName(i))};
        for (const ComparedRow* row : rows) {
            cells.push_back(textCell("—", Tone::muted));
            if (const auto& difference = row->cells[i].difference)
                cells.back() = {.text = differenceText(*difference), .value = difference};
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

std::optional<ReportChart> ComparisonPart::chart(ComparedFigure figure, std::string caption) const
{
    const ComparedRow* row = m_comparison.find(figure);
    std::vector<ReportBar> bars;
    for (std::size_t i = 0; row && i < row->cells.size(); ++i)
        if (const ComparedCell& cell = row->cells[i]; cell.value) {
            const Ink ink = inkOf(m_comparison.columns[i], cell);
            double high = 0.0; // no interval
            if (cell.low)
                high = cell.high.value_or(0.0);
            bars.push_back({.label = rowName(i),
                            .text = figureCell(figure, cell, m_words).text,
                            .value = *cell.value,
                            .low = cell.low.value_or(0.0),
                            .high = high,
                            .ink = ink});
        }
    if (bars.empty())
        return std::nullopt;
    return ReportChart{std::move(caption), barChart(bars)};
}

/// What one should know of each column: reasons, errors, ways out.
std::vector<ReportBlock> ComparisonPart::remarks() const
{
    ReportList list;
    for (std::size_t i = 0; i < m_comparison.columns.size(); ++i) {
        const ComparedColumn& column = m_comparison.columns[i];
        const auto add = [&](const std::string& text) { list.items.push_back(rowName(i) + ": " + text); };
        if (column.error)
            add(sentence(*column.error, m_words));
        if (!column.estimate)
            continue;
        for (const Reason& reason : column.estimate->reasons)
            add(sentence(reason, m_words));
        for (const ImportRemark& remark : column.estimate->remarks)
            add(sentence(remark, m_words));
        for (const Remedy& remedy : column.estimate->remedies)
            add(wayOut(remedy, *column.network, m_words));
    }
    if (list.items.empty())
        return {};
    return {ReportParagraph{say(QT_TRANSLATE_NOOP("Words", "What one should know"))}, std::move(list)};
}

ReportSection ComparisonPart::section(const std::string& key) const
{
    ReportSection section{key, name(), 1, {figures()}};
    if (auto made = chart(ComparedFigure::latency,
                          say(QT_TRANSLATE_NOOP("Words", "Latency, with intervals. Pale: does not run as it is. "
                                                         "Vertical lines mark powers of ten on a logarithmic axis."))))
        section.blocks.emplace_back(std::move(*made));
    if (auto made =
            chart(ComparedFigure::energy,
                  say(QT_TRANSLATE_NOOP("Words", "Energy per inference, with intervals. Pale: does not run as it is. "
                                                 "Vertical lines mark powers of ten on a logarithmic axis."))))
        section.blocks.emplace_back(std::move(*made));
    if (m_comparison.reference && *m_comparison.reference < m_comparison.columns.size())
        section.blocks.emplace_back(differences());
    for (ReportBlock& block : remarks())
        section.blocks.push_back(std::move(block));
    return section;
}

} // namespace

ReportDocument comparisonReport(std::span<const Comparison> comparisons, const ReportFrame& frame,
                                const ReportEvidence& evidence)
{
    const Wording& words = frame.wording;
    std::vector<const ComparedColumn*> columns;
    std::string names;
    std::set<std::string> targets;
    ReportDocument document = begunReport("comparison", frame, "");
    for (const Comparison& comparison : comparisons) {
        const ComparisonPart part(comparison, words);
        appendTo(names, part.name());
        document.sections.push_back(part.section(fmt::format("comparison_{}", document.sections.size() + 1)));
        for (const std::string& line : part.answer())
            document.answer.push_back(line);
        for (const ComparedColumn& column : comparison.columns) {
            columns.push_back(&column);
            targets.insert(column.asked.target);
        }
    }
    if (document.title.empty())
        document.title = phrase(words, QT_TRANSLATE_NOOP("Words", "Comparison: %1"), {names});
    document.asked = phrase(
        words,
        QT_TRANSLATE_NOOP("Words", "Which of %1 targets suits %2: what fits, how fast does it run, what does it take?"),
        {std::to_string(targets.size()), names});
    document.equalAnswers = true;
    addProof(document, columns, frame, evidence);
    return document;
}

} // namespace tenbin
