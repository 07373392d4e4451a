// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <set>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/comparison/column_text.h"
#include "engine/comparison/comparison_export.h"
#include "engine/core/text_parts.h"
#include "engine/tables/csv.h"
#include "engine/tables/text.h"
#include "engine/words/words_verdict.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::vector<std::string> columns; ///< MODEL@TARGET or MODEL@TARGET:key=value;key=value
    std::string file;                 ///< a comparison's question (JSON); its columns come first
    int reference = 0;           ///< column that the others are measured against, from 1; 0: as in the file, or none
    bool layers = false;         ///< of two columns, operator by operator
    std::string format = "text"; ///< text, csv, json, question
};

constexpr const char* kUnknown = "—";

/// What stands before a bound, nothing before a figure.
const char* boundSign(const ComparedCell& cell)
{
    if (cell.atLeast)
        return "≥ ";
    if (cell.atMost)
        return "≤ ";
    return "";
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
    if (figure == ComparedFigure::package && !cell.text.empty())
        return cell.text;
    if (figure == ComparedFigure::package || !cell.value)
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
    Table table;
    table.columns.push_back(textColumn("column"));
    for (const ComparedRow& row : comparison.rows) {
        table.columns.push_back(textColumn(figureLabel(row.figure)));
        table.columns.back().number = row.figure != ComparedFigure::verdict;
    }
    for (std::size_t i = 0; i < comparison.columns.size(); ++i) {
        std::vector<std::string> cells{comparison.columns[i].title()
                                       + textIf(comparison.reference == i, " (reference)")};
        for (const ComparedRow& row : comparison.rows)
            cells.push_back(cellText(row.figure, row.cells[i]));
        table.addTexts(std::move(cells));
    }
    print("{}\n★ best, its interval lies apart · ☆ best value, intervals overlap\n", toText(table));
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
    Table table{.columns = {numberColumn("#"), textColumn("left"), numberColumn("latency"), numberColumn("#"),
                            textColumn("right"), numberColumn("latency"), numberColumn("difference")}};
    const auto cells = [](const std::optional<LayerRow>& side) -> std::vector<std::string> {
        if (!side)
            return {"", "", ""};
        return {std::to_string(side->index), side->kind, textOr(side->latency, humanSeconds)};
    };
    for (const LayerPair& pair : layers.pairs) {
        auto row = cells(pair.left);
        auto right = cells(pair.right);
        row.insert(row.end(), right.begin(), right.end());
        row.push_back(textOr(pair.latencyDifference, differenceText));
        table.addTexts(std::move(row));
    }
    print("\n{}", toText(table));
}

Result<ComparisonQuestion> questionOf(const Arguments& arguments, const TargetLibrary& library)
{
    ComparisonQuestion question;
    if (!arguments.file.empty()) {
        auto read = loadComparisonQuestion(arguments.file);
        if (!read)
            return read;
        question = std::move(*read);
    }
    if (question.columns.size() + arguments.columns.size() > kMostComparisonColumns)
        return fail(ErrorCode::questionValue, {"columns", fmt::format("at most {}", kMostComparisonColumns)});
    for (const std::string& text : arguments.columns) {
        auto column = columnFromText(text, library);
        if (!column)
            return tl::make_unexpected(column.error());
        question.columns.push_back(std::move(*column));
    }
    if (arguments.reference > static_cast<int>(question.columns.size()))
        return fail(ErrorCode::questionValue, {"reference", fmt::format("1 to {}", question.columns.size())});
    if (arguments.reference > 0)
        question.reference = static_cast<std::size_t>(arguments.reference) - 1;
    return question;
}

int run(const Arguments& arguments, const Program& program)
{
    const TargetLibrary library = loadLibrary(program.executable);
    const auto question = questionOf(arguments, library);
    if (!question)
        return failed(question.error());
    if (question->columns.empty()) {
        complain("nothing to compare: give columns as MODEL@TARGET, or --file");
        return wrongUsage;
    }
    AnswerBook answers = answerBook();
    const Comparison comparison =
        compare(*question, {.targets = library,
                            .network = std::bind_front(&NetworkBook::get, &answers.networks()),
                            .estimate = std::bind_front(&AnswerBook::ask, &answers)});
    const bool pair = arguments.layers && comparison.columns.size() == 2;
    if (arguments.layers && !pair) {
        complain("--layers compares two columns");
        return wrongUsage;
    }
    LayerComparison layers;
    if (pair)
        layers = compareLayers(comparison.columns[0], comparison.columns[1]);
    if (arguments.format == "json")
        writeJson(toJson(comparison));
    else if (arguments.format == "csv" && pair)
        print("{}", toCsv(pairTable(layers), kUnixCsv));
    else if (arguments.format == "csv")
        print("{}", toCsv(figureTable(comparison), kUnixCsv));
    else if (arguments.format == "question")
        writeJson(toJson(*question));
    else
        printText(comparison);
    if (pair && arguments.format == "text")
        printLayers(layers);
    return done;
}

} // namespace

void addCompare(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "compare", "Compare networks and targets side by side", run);
    command.add_option("COLUMNS", arguments.columns, "MODEL@TARGET, or MODEL@TARGET:key=value;key=value");
    command.add_option("--file", arguments.file, "Columns from a comparison (JSON, as --format question writes it)");
    command.add_option("--reference", arguments.reference, "Number of the column that the others are measured against")
        ->check(CLI::Range(1, 12));
    command.add_flag("--layers", arguments.layers, "Two columns, operator by operator (text, csv)");
    command.add_option("--format", arguments.format, "text, csv, json or question")
        ->check(CLI::IsMember({"text", "csv", "json", "question"}));
}

} // namespace tenbin::cli
