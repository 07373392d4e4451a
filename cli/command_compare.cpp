// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <set>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/table.h"
#include "engine/comparison/column_text.h"
#include "engine/comparison/comparison_export.h"
#include "engine/words/words_verdict.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

constexpr const char* kUnknown = "—";

/// What stands before a bound, nothing before a figure.
const char* boundSign(const ComparedCell& cell)
{
    if (cell.atLeast)
        return "≥ ";
    return cell.atMost ? "≤ " : "";
}

const char* markOf(BestMark best)
{
    switch (best) {
    case BestMark::none:
        return "";
    case BestMark::nominal:
        return " ☆";
    case BestMark::clear:
        return " ★";
    }
    return "";
}

std::string cellText(ComparedFigure figure, const ComparedCell& cell)
{
    if (cell.verdict)
        return verdictText(*cell.verdict, cell.fitsProbability);
    if (figure == ComparedFigure::package)
        return cell.text.empty() ? kUnknown : cell.text;
    if (!cell.value)
        return kUnknown;
    std::string text = boundSign(cell) + figureText(figure, *cell.value);
    if (cell.halfWidth)
        text += fmt::format(" ±{:.0f} %", 100.0 * *cell.halfWidth);
    if (cell.difference)
        text += fmt::format(" ({})", differenceText(*cell.difference));
    return text + markOf(cell.best);
}

void printText(const Comparison& comparison)
{
    std::vector<Table::Column> columns{{"column"}};
    for (const ComparedRow& row : comparison.rows)
        columns.push_back({figureLabel(row.figure),
                           row.figure == ComparedFigure::verdict ? Table::Align::left : Table::Align::right});
    Table table(columns);
    for (std::size_t i = 0; i < comparison.columns.size(); ++i) {
        std::vector<std::string> cells{comparison.columns[i].title()
                                       + (comparison.reference == i ? " (reference)" : "")};
        for (const ComparedRow& row : comparison.rows)
            cells.push_back(cellText(row.figure, row.cells[i]));
        table.addRow(std::move(cells));
    }
    print("{}\n★ best, its interval lies apart · ☆ best value, intervals overlap\n", table.toString());
    for (const ComparedColumn& column : comparison.columns)
        if (column.error)
            print("{}: {}\n", shownName(column.title()), visible(sentence(*column.error)));
    std::set<std::string> said; // columns share networks
    for (const ComparedColumn& column : comparison.columns)
        for (const ImportRemark& remark : column.remarks()) {
            const std::string note = shownName(column.network->name()) + ": " + visible(sentence(remark));
            if (said.insert(note).second)
                print("note: {}\n", note);
        }
}

void printLayers(const LayerComparison& layers)
{
    Table table({{"#", Table::Align::right},
                 {"left"},
                 {"latency", Table::Align::right},
                 {"#", Table::Align::right},
                 {"right"},
                 {"latency", Table::Align::right},
                 {"difference", Table::Align::right}});
    const auto cells = [](const std::optional<LayerRow>& side) -> std::vector<std::string> {
        if (!side)
            return {"", "", ""};
        return {std::to_string(side->index), side->kind, side->latency ? humanSeconds(*side->latency) : kUnknown};
    };
    for (const LayerPair& pair : layers.pairs) {
        auto row = cells(pair.left);
        auto right = cells(pair.right);
        row.insert(row.end(), right.begin(), right.end());
        row.push_back(pair.latencyDifference ? differenceText(*pair.latencyDifference) : kUnknown);
        table.addRow(std::move(row));
    }
    print("\n{}", table.toString());
}

Result<ComparisonQuestion> questionOf(const CompareCommand& command, const TargetLibrary& library)
{
    ComparisonQuestion question;
    if (!command.file.empty()) {
        auto read = loadComparisonQuestion(command.file);
        if (!read)
            return read;
        question = std::move(*read);
    }
    if (question.columns.size() + command.columns.size() > kMostComparisonColumns)
        return fail(ErrorCode::questionValue, {"columns", fmt::format("at most {}", kMostComparisonColumns)});
    for (const std::string& text : command.columns) {
        auto column = columnFromText(text, library);
        if (!column)
            return tl::make_unexpected(column.error());
        question.columns.push_back(std::move(*column));
    }
    if (command.reference > static_cast<int>(question.columns.size()))
        return fail(ErrorCode::questionValue, {"reference", fmt::format("1 to {}", question.columns.size())});
    if (command.reference > 0)
        question.reference = static_cast<std::size_t>(command.reference) - 1;
    return question;
}

} // namespace

int run(const CompareCommand& command, const std::filesystem::path& executable)
{
    const TargetLibrary library = loadLibrary(executable);
    const auto question = questionOf(command, library);
    if (!question) {
        complain(question.error());
        return notReadable;
    }
    if (question->columns.empty()) {
        complain("nothing to compare: give columns as MODEL@TARGET, or --file");
        return wrongUsage;
    }
    AnswerBook answers = answerBook();
    const Comparison comparison =
        compare(*question, {.targets = library,
                            .network = std::bind_front(&NetworkBook::get, &answers.networks()),
                            .estimate = std::bind_front(&AnswerBook::ask, &answers)});
    const bool pair = command.layers && comparison.columns.size() == 2;
    if (command.layers && !pair) {
        complain("--layers compares two columns");
        return wrongUsage;
    }
    const LayerComparison layers =
        pair ? compareLayers(comparison.columns[0], comparison.columns[1]) : LayerComparison();
    if (command.format == "json")
        writeJson(toJson(comparison));
    else if (command.format == "csv")
        print("{}", pair ? toCsv(layers) : toCsv(comparison));
    else if (command.format == "question")
        writeJson(toJson(*question));
    else
        printText(comparison);
    if (pair && command.format == "text")
        printLayers(layers);
    return done;
}

} // namespace tenbin::cli
