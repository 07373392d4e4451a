// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/core/text_parts.h"
#include "engine/report_document/design_text.h"
#include "engine/study/export.h"
#include "engine/tables/text.h"
#include "engine/words/words.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string store, study;            ///< study: name or number; empty: the newest
    std::vector<std::string> objectives; ///< empty: those of the question
    std::string format = "text";         ///< text, csv, json
    bool all = false;                    ///< every point, not only the front
};

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
Result<std::vector<Objective>> objectivesFor(const Arguments& arguments, const Question& question)
{
    std::vector<Objective> objectives;
    for (const std::string& text : arguments.objectives) {
        const auto objective = parseObjective(text);
        if (!objective)
            return fail(ErrorCode::questionValue,
                        {"objectives", "latency, fps, energy, peak_memory, weights, accuracy, price"});
        objectives.push_back(*objective);
    }
    if (objectives.empty())
        return question.objectives;
    return objectives;
}

void printTable(const StudyContent& content, const std::vector<Objective>& objectives, const FrontSummary& summary)
{
    Table table;
    table.columns.push_back(textColumn("design"));
    for (const Objective& objective : objectives)
        table.columns.push_back(numberColumn(std::string(toString(objective.figure))));
    table.columns.push_back(textColumn(""));
    for (const std::uint32_t row : summary.front) {
        std::vector<std::string> cells{designText(content.layout, content.points.index[row])};
        for (const Objective& objective : objectives)
            cells.push_back(cell(objective.figure, content.points.column(objective.figure)[row]));
        cells.push_back(textIf(summary.knee == row, "knee"));
        table.addTexts(std::move(cells));
    }
    print("{} · {} of {} points · {} within the constraints · front {} · hypervolume {:.3f}\n\n{}",
          shownName(content.info.name), content.points.size(), content.info.size, summary.admitted,
          summary.front.size(), summary.hypervolume, toText(table));
    for (const SpaceNetwork& network : content.layout.networks)
        for (const ImportRemark& remark : network.remarks)
            print("note: {}: {}\n", shownName(network.name), visible(sentence(remark)));
}

void writePoints(const std::string& format, const StudyContent& content, const std::vector<std::uint32_t>& rows)
{
    if (format == "csv")
        writePointsCsv([](std::string_view piece) { writeOutput(piece); }, content, rows);
    else
        writePointsJson([](std::string_view piece) { writeOutput(piece, Escape::json); }, content, rows);
}

int run(const Arguments& arguments, const Program& /*program*/)
{
    const auto file = StudyFile::openExisting(arguments.store);
    if (!file)
        return failed(file.error());
    const auto info = (*file)->find(arguments.study, StudyKind::space);
    if (!info)
        return failed(info.error());
    auto content = (*file)->read(info->id);
    if (!content)
        return failed(content.error());
    const auto question = parseQuestion(content->info.question, arguments.store);
    if (!question)
        return failed(question.error());
    const auto objectives = objectivesFor(arguments, *question);
    if (!objectives)
        return failed(objectives.error());
    const FrontSummary summary = summarise(costColumns(content->points, *objectives, question->constraints));
    if (auto saved = (*file)->saveFront(info->id, *objectives, content->points, summary); !saved)
        return failed(saved.error());
    std::vector<std::uint32_t> rows = summary.front;
    if (arguments.all) {
        rows.resize(content->points.size());
        std::iota(rows.begin(), rows.end(), 0u);
    }
    if (arguments.format == "csv" || arguments.format == "json")
        writePoints(arguments.format, *content, rows);
    else
        printTable(*content, *objectives, summary);
    return done;
}

} // namespace

void addFront(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "front", "Show the Pareto front of a study, or export its points", run);
    command.add_option("FILE", arguments.store, "Study file")->required();
    command.add_option("--study", arguments.study, "Name or number (default: the newest)");
    command
        .add_option("--objectives", arguments.objectives,
                    "latency, fps, energy, peak_memory, weights, accuracy, price; min: or max: before it")
        ->delimiter(',');
    command.add_option("--format", arguments.format, "text, csv or json")
        ->check(CLI::IsMember({"text", "csv", "json"}));
    command.add_flag("--all", arguments.all, "Every point, not only the front (csv, json)");
}

} // namespace tenbin::cli
