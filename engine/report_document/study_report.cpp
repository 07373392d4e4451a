// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/hash.h"
#include "engine/core/shortened.h"
#include "engine/core/text_parts.h"
#include "engine/report_document/design_text.h"
#include "engine/report_document/phrases.h"
#include "engine/words/words.h"

namespace tenbin {

namespace {

constexpr std::size_t kShownPoints = 400, kListedDesigns = 200;

/// Names, units and texts of a study's figures are those of comparisons.
ComparedFigure comparedOf(FigureKind kind)
{
    switch (kind) {
    case FigureKind::latency:
        return ComparedFigure::latency;
    case FigureKind::framesPerSecond:
        return ComparedFigure::framesPerSecond;
    case FigureKind::energy:
        return ComparedFigure::energy;
    case FigureKind::peakMemory:
        return ComparedFigure::peakMemory;
    case FigureKind::weights:
        return ComparedFigure::weights;
    case FigureKind::accuracy:
        return ComparedFigure::accuracy;
    case FigureKind::price:
        break;
    }
    return ComparedFigure::price;
}

TableCell cellOf(FigureKind kind, double value)
{
    if (std::isnan(value))
        return textCell("—", Tone::muted);
    return {.text = figureText(comparedOf(kind), value), .value = value};
}

ScatterAxis axisOf(FigureKind kind, const std::vector<ReportPoint>& points, double ReportPoint::*coordinate,
                   const Wording& words)
{
    ScatterAxis axis{.title = figureLabel(comparedOf(kind), words), .low = HUGE_VAL, .high = -HUGE_VAL};
    for (const ReportPoint& point : points) {
        axis.low = std::min(axis.low, point.*coordinate);
        axis.high = std::max(axis.high, point.*coordinate);
    }
    axis.logarithmic = axis.low > 0.0 && axis.high / axis.low > 10.0;
    axis.lowText = figureText(comparedOf(kind), axis.low);
    axis.highText = figureText(comparedOf(kind), axis.high);
    return axis;
}

/// Admitted points (thinned evenly) and all of the front, by x.
std::vector<ReportPoint> pointsOf(const StudyContent& study, const Question& question, const FrontSummary& summary,
                                  const Wording& words)
{
    const auto& xs = study.points.column(question.objectives[0].figure);
    const auto& ys = study.points.column(question.objectives[1].figure);
    std::vector<ReportPoint> points;
    const std::size_t step = std::max<std::size_t>(1, study.points.size() / kShownPoints);
    for (std::size_t row = 0; row < study.points.size(); row += step)
        if (!std::isnan(xs[row]) && !std::isnan(ys[row]) && admits(question.constraints, study.points, row))
            points.push_back({.x = xs[row], .y = ys[row]});
    for (const std::uint32_t row : summary.front) {
        points.push_back({.x = xs[row], .y = ys[row], .marked = true});
        if (summary.knee == row)
            points.back().label = phrase(words, QT_TRANSLATE_NOOP("Words", "knee"));
    }
    std::stable_sort(points.begin(), points.end(),
                     [](const ReportPoint& a, const ReportPoint& b) { return a.x < b.x; });
    return points;
}

Table frontTable(const StudyContent& study, const Question& question, const FrontSummary& summary, const Wording& words)
{
    Table table{
        "front",
        phrase(words, QT_TRANSLATE_NOOP(
                          "Words",
                          "Designs that no other beats in every objective. A star marks the knee, the best bargain.")),
        {{"design", phrase(words, QT_TRANSLATE_NOOP("Words", "Design")), "", false, 3.0}},
        {}};
    for (const Objective& objective : question.objectives)
        table.columns.push_back({std::string(toString(objective.figure)),
                                 figureLabel(comparedOf(objective.figure), words),
                                 std::string(unitOf(objective.figure)), true, 1.0});
    std::vector<std::uint32_t> front = summary.front;
    const auto& first = study.points.column(question.objectives[0].figure);
    std::stable_sort(front.begin(), front.end(), [&](std::uint32_t a, std::uint32_t b) { return first[a] < first[b]; });
    for (const std::uint32_t row : front) {
        if (table.rows.size() == kListedDesigns)
            break;
        std::vector<TableCell> cells{textCell(designText(study.layout, study.points.index[row], words))};
        cells.front().best = summary.knee == row;
        for (const Objective& objective : question.objectives)
            cells.push_back(cellOf(objective.figure, study.points.column(objective.figure)[row]));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

std::vector<std::vector<TableCell>> hashesOf(const StudyContent& study, const Wording& words)
{
    std::vector<std::vector<TableCell>> rows{{textCell(phrase(words, QT_TRANSLATE_NOOP("Words", "Design space"))),
                                              textCell(study.info.name + " · " + study.info.engine),
                                              textCell(toHex(study.info.spaceHash))}};
    for (const SpaceNetwork& network : study.layout.networks)
        rows.push_back({textCell(phrase(words, QT_TRANSLATE_NOOP("Words", "Network"))), textCell(network.spec),
                        textCell(toHex(network.hash))});
    for (const SpaceTarget& target : study.layout.targets)
        rows.push_back({textCell(phrase(words, QT_TRANSLATE_NOOP("Words", "Target"))), textCell(target.id),
                        textCell(toHex(target.hash))});
    return rows;
}

/// What the importers of the networks had to assume.
std::vector<ReportBlock> remarksOf(const SpaceLayout& layout, const Wording& words)
{
    ReportList list;
    for (const SpaceNetwork& network : layout.networks)
        for (const ImportRemark& remark : network.remarks)
            list.items.push_back(shortened(network.name) + ": " + sentence(remark, words));
    if (list.items.empty())
        return {};
    return {ReportParagraph{phrase(words, QT_TRANSLATE_NOOP("Words", "What one should know"))}, std::move(list)};
}

void addAnswer(ReportDocument& document, const StudyContent& study, const Question& question,
               const FrontSummary& summary, const Wording& words)
{
    std::string objectives;
    for (const Objective& objective : question.objectives)
        appendTo(objectives,
                 fmt::format("{} {}", directionOf(objective), figureLabel(comparedOf(objective.figure), words)));
    document.asked = phrase(
        words, QT_TRANSLATE_NOOP("Words", "Which designs of %1 (%2 networks, %3 targets, %4 points) are best by %5?"),
        {shortened(study.info.name), std::to_string(study.layout.networks.size()),
         std::to_string(study.layout.targets.size()), std::to_string(study.info.size), objectives});
    document.answer.push_back(phrase(
        words,
        QT_TRANSLATE_NOOP("Words",
                          "%1 designs are on the Pareto front, of %2 evaluated and %3 within the constraints."),
        {std::to_string(summary.front.size()), std::to_string(study.points.size()), std::to_string(summary.admitted)}));
    if (summary.knee) {
        std::string figures;
        for (const Objective& objective : question.objectives)
            appendTo(figures, cellOf(objective.figure, study.points.column(objective.figure)[*summary.knee]).text);
        document.answer.push_back(
            phrase(words, QT_TRANSLATE_NOOP("Words", "Best bargain (knee): %1: %2."),
                   {designText(study.layout, study.points.index[*summary.knee], words), figures}));
    }
}

} // namespace

ReportDocument studyReport(const StudyContent& study, const Question& question, const ReportFrame& frame)
{
    const Wording& words = frame.wording;
    ReportDocument document = begunReport(
        "study", frame, phrase(words, QT_TRANSLATE_NOOP("Words", "Study: %1"), {shortened(study.info.name)}));
    const FrontSummary summary = summarise(costColumns(study.points, question.objectives, question.constraints));
    addAnswer(document, study, question, summary, words);
    ReportSection front{"front", phrase(words, QT_TRANSLATE_NOOP("Words", "Pareto front")), 1, {}};
    front.blocks.emplace_back(ReportParagraph{phrase(
        words,
        QT_TRANSLATE_NOOP(
            "Words",
            "Hypervolume %1: the share of the box between the best and the worst values that the front dominates."),
        {fmt::format("{:.3f}", summary.hypervolume)})});
    if (question.objectives.size() >= 2 && !summary.front.empty()) {
        const std::vector<ReportPoint> points = pointsOf(study, question, summary, words);
        front.blocks.emplace_back(
            ReportChart{phrase(words, QT_TRANSLATE_NOOP("Words", "Evaluated designs (pale) and the front.")),
                        scatterChart(points, axisOf(question.objectives[0].figure, points, &ReportPoint::x, words),
                                     axisOf(question.objectives[1].figure, points, &ReportPoint::y, words),
                                     question.objectives.size() == 2)});
    }
    front.blocks.emplace_back(frontTable(study, question, summary, words));
    if (summary.front.size() > kListedDesigns)
        front.blocks.emplace_back(
            ReportParagraph{phrase(words, QT_TRANSLATE_NOOP("Words", "The table shows the first %1 of %2 designs."),
                                   {std::to_string(kListedDesigns), std::to_string(summary.front.size())})});
    for (ReportBlock& block : remarksOf(study.layout, words))
        front.blocks.push_back(std::move(block));
    document.sections.push_back(std::move(front));
    document.sections.push_back(
        {"question",
         phrase(words, QT_TRANSLATE_NOOP("Words", "Configuration")),
         1,
         {ReportParagraph{phrase(words, QT_TRANSLATE_NOOP("Words", "The question as it was asked (TOML)."))},
          ReportCode{study.info.question}}});
    addVersions(document, hashesOf(study, words), frame);
    return document;
}

} // namespace tenbin
