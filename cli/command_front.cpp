// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>
#include <ostream>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/table.h"
#include "engine/report_document/design_text.h"
#include "engine/study/export.h"
#include "engine/words/words.h"

namespace tenbin::cli {

namespace {

std::string cell(FigureKind kind, double value)
{
    if (value != value)
        return "—";
    switch (kind) {
    case FigureKind::latency:
        return humanSeconds(Seconds(value));
    case FigureKind::framesPerSecond:
        return humanFps(value);
    case FigureKind::energy:
        return humanJoules(Joules(value));
    case FigureKind::peakMemory:
    case FigureKind::weights:
        return humanBytes(Bytes(static_cast<std::int64_t>(value)));
    case FigureKind::accuracy:
        return fmt::format("{:.1f} %", 100.0 * value);
    case FigureKind::price:
        return fmt::format("{:.2f} USD", value);
    }
    return {};
}

/// The figures asked for, or those of the question.
Result<std::vector<Objective>> objectivesFor(const FrontCommand& command, const Question& question)
{
    std::vector<Objective> objectives;
    for (const std::string& text : command.objectives) {
        const auto objective = parseObjective(text);
        if (!objective)
            return tenbin::fail(ErrorCode::questionValue,
                                {"objectives", "latency, fps, energy, peak_memory, weights, accuracy, price"});
        objectives.push_back(*objective);
    }
    return objectives.empty() ? question.objectives : objectives;
}

void printTable(const StudyContent& content, const std::vector<Objective>& objectives, const FrontSummary& summary)
{
    std::vector<Table::Column> columns{{"design"}};
    for (const Objective& objective : objectives)
        columns.push_back({std::string(toString(objective.figure)), Table::Align::right});
    columns.push_back({""});
    Table table(std::move(columns));
    for (const std::uint32_t row : summary.front) {
        std::vector<std::string> cells{designText(content.layout, content.points.index[row])};
        for (const Objective& objective : objectives)
            cells.push_back(cell(objective.figure, content.points.column(objective.figure)[row]));
        cells.emplace_back(summary.knee == row ? "knee" : "");
        table.addRow(std::move(cells));
    }
    print("{} · {} of {} points · {} within the constraints · front {} · hypervolume {:.3f}\n\n{}",
          shownName(content.info.name), content.points.size(), content.info.size, summary.admitted,
          summary.front.size(), summary.hypervolume, table.toString());
    for (const SpaceNetwork& network : content.layout.networks)
        for (const ImportRemark& remark : network.remarks)
            print("note: {}: {}\n", shownName(network.name), visible(sentence(remark)));
}

void writePoints(const std::string& format, const StudyContent& content, const std::vector<std::uint32_t>& rows)
{
    const bool csv = format == "csv";
    OutputBuffer buffer(csv ? Escape::text : Escape::json);
    std::ostream points(&buffer);
    if (csv)
        writePointsCsv(points, content, rows);
    else
        writePointsJson(points, content, rows);
}

int fail(const Error& error)
{
    complain(error);
    return notReadable;
}

} // namespace

int run(const FrontCommand& command)
{
    const auto file = StudyFile::openExisting(command.store);
    if (!file)
        return fail(file.error());
    const auto info = (*file)->find(command.study, StudyKind::space);
    if (!info)
        return fail(info.error());
    auto content = (*file)->read(info->id);
    if (!content)
        return fail(content.error());
    const auto question = parseQuestion(content->info.question, command.store);
    if (!question)
        return fail(question.error());
    const auto objectives = objectivesFor(command, *question);
    if (!objectives)
        return fail(objectives.error());
    const FrontSummary summary = summarise(costColumns(content->points, *objectives, question->constraints));
    if (auto saved = (*file)->saveFront(info->id, *objectives, content->points, summary); !saved)
        return fail(saved.error());
    std::vector<std::uint32_t> rows = summary.front;
    if (command.all) {
        rows.resize(content->points.size());
        std::iota(rows.begin(), rows.end(), 0u);
    }
    if (command.format == "csv" || command.format == "json")
        writePoints(command.format, *content, rows);
    else
        printTable(*content, *objectives, summary);
    return done;
}

int run(const StudiesCommand& command)
{
    const auto file = StudyFile::openExisting(command.store);
    if (!file)
        return fail(file.error());
    if (!command.rename.empty()) {
        const auto info = (*file)->find(command.rename[0]);
        if (!info)
            return fail(info.error());
        if (auto renamed = (*file)->rename(info->id, command.rename[1]); !renamed)
            return fail(renamed.error());
    }
    if (!command.remove.empty()) {
        const auto info = (*file)->find(command.remove);
        if (!info)
            return fail(info.error());
        if (auto removed = (*file)->remove(info->id); !removed)
            return fail(removed.error());
    }
    const auto studies = (*file)->studies();
    if (!studies)
        return fail(studies.error());
    Table table({{"#", Table::Align::right},
                 {"study"},
                 {"kind"},
                 {"evaluated", Table::Align::right},
                 {"points", Table::Align::right},
                 {"engine"},
                 {"created"}});
    for (const StudyInfo& info : *studies)
        table.addRow({std::to_string(info.id), info.name,
                      info.kind == StudyKind::sparsity ? "sparsity sweep" : "design space",
                      std::to_string(info.evaluated), std::to_string(info.size), info.engine, info.created});
    print("{}", table.toString());
    return done;
}

} // namespace tenbin::cli
