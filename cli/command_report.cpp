// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/comparison/column_text.h"
#include "engine/report_document/report_request.h"
#include "engine/targets/preset_folders.h"
#include "engine/targets/target_lookup.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    ReportOrder order;
    std::vector<std::string> models, targets, settings, columns, questions;
    std::string paper = "a4", reference, store, study;
};

/// The column named by its target or by its number from 1; nothing where `text` is empty.
Result<std::optional<std::size_t>> referenceOf(const std::vector<ComparisonColumn>& columns, const std::string& text)
{
    if (text.empty())
        return std::nullopt;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].target == text || std::to_string(i + 1) == text)
            return i;
    return fail(ErrorCode::questionValue, {"reference", fmt::format("1 to {}", columns.size())});
}

/// One comparison a network, each of all targets.
Result<std::vector<ComparisonQuestion>> questionsOf(const TargetLibrary& library,
                                                    const std::vector<std::string>& models,
                                                    const std::vector<std::string>& targets,
                                                    const std::vector<std::string>& settings,
                                                    const std::string& reference)
{
    std::vector<ComparisonQuestion> questions;
    for (const std::string& model : models) {
        ComparisonQuestion question;
        for (const std::string& id : targets) {
            const auto meant = targetMeant(library, id);
            if (!meant)
                return tl::make_unexpected(meant.error());
            const Target* target = *meant;
            Configuration configuration;
            for (const std::string& setting : settings) {
                const std::size_t equals = setting.find('=');
                std::string value;
                if (equals != std::string::npos)
                    value = setting.substr(equals + 1);
                auto next = withOption(*target, configuration, setting.substr(0, equals), value);
                if (!next && (next.error().code != ErrorCode::optionUnknown || targets.size() == 1))
                    return tl::make_unexpected(next.error());
                if (next)
                    configuration = std::move(*next);
            }
            question.columns.push_back(
                {.network = model, .target = target->id, .configuration = configuration, .caption = {}});
        }
        const auto index = referenceOf(question.columns, reference);
        if (!index)
            return tl::make_unexpected(index.error());
        question.reference = *index;
        questions.push_back(std::move(question));
    }
    return questions;
}

Result<ComparisonQuestion> questionFromColumns(const TargetLibrary& library, const std::vector<std::string>& texts,
                                               const std::string& reference)
{
    ComparisonQuestion question;
    if (texts.size() > kMostComparisonColumns)
        return fail(ErrorCode::questionValue, {"columns", fmt::format("at most {}", kMostComparisonColumns)});
    for (const std::string& text : texts) {
        auto column = columnFromText(text, library);
        if (!column)
            return tl::make_unexpected(column.error());
        question.columns.push_back(std::move(*column));
    }
    const auto index = referenceOf(question.columns, reference);
    if (!index)
        return tl::make_unexpected(index.error());
    question.reference = *index;
    return question;
}

/// A file, or the JSON itself.
Result<ComparisonQuestion> questionFrom(const std::string& source)
{
    if (source.starts_with('{'))
        return parseComparisonQuestion(source, "--question");
    return loadComparisonQuestion(source);
}

Result<std::vector<ComparisonQuestion>> questionsFrom(const std::vector<std::string>& sources)
{
    std::vector<ComparisonQuestion> questions;
    for (const std::string& source : sources) {
        auto question = questionFrom(source);
        if (!question)
            return tl::make_unexpected(question.error());
        questions.push_back(std::move(*question));
    }
    return questions;
}

/// What a kind of report asks for.
using RequestOf = Result<ReportRequest> (*)(const Arguments& arguments, const TargetLibrary& library);

int writeReport(const Arguments& arguments, const Program& program, RequestOf requestOf)
{
    const TargetLibrary library = loadLibrary(program.executable);
    const auto asked = requestOf(arguments, library);
    if (!asked)
        return failed(asked.error());
    ReportOrder order = arguments.order;
    order.paper = Paper::a4;
    if (arguments.paper == "letter")
        order.paper = Paper::letter;
    AnswerBook answers = answerBook();
    const ReportSources sources{.targets = library,
                                .network = std::bind_front(&NetworkBook::get, &answers.networks()),
                                .estimate = std::bind_front(&AnswerBook::ask, &answers),
                                .schemas = findSchema,
                                .measurements = {.presetFolders = presetFolders(program.executable, userPresetFolder()),
                                                 .ownFolder = userMeasurementFolder(),
                                                 .estimate = [](const Graph& g, const Target& t,
                                                                const Configuration& c) { return estimate(g, t, c); }}};
    const auto maker = prepareReport(*asked, sources);
    if (!maker)
        return failed(maker.error());
    const auto written = writeReports(*maker, reportCommand(*asked, order, library), order,
                                      [](const std::string& path) { print("{}\n", visible(path)); });
    if (!written)
        return failed(written.error());
    return done;
}

Result<ReportRequest> inspectionOf(const Arguments& arguments, const TargetLibrary& library)
{
    const auto questions = questionsOf(library, arguments.models, arguments.targets, arguments.settings, {});
    if (!questions)
        return tl::make_unexpected(questions.error());
    return InspectionRequest{questions->front().columns.front()};
}

Result<std::vector<ComparisonQuestion>> comparedQuestions(const Arguments& arguments, const TargetLibrary& library)
{
    if (!arguments.questions.empty())
        return questionsFrom(arguments.questions);
    if (arguments.columns.empty())
        return questionsOf(library, arguments.models, arguments.targets, arguments.settings, arguments.reference);
    auto one = questionFromColumns(library, arguments.columns, arguments.reference);
    if (!one)
        return tl::make_unexpected(std::move(one.error()));
    return std::vector{std::move(*one)};
}

Result<ReportRequest> comparisonOf(const Arguments& arguments, const TargetLibrary& library)
{
    auto questions = comparedQuestions(arguments, library);
    if (!questions)
        return tl::make_unexpected(questions.error());
    return ComparisonRequest{std::move(*questions)};
}

Result<ReportRequest> studyOf(const Arguments& arguments, const TargetLibrary& /*library*/)
{
    return StudyRequest{arguments.store, arguments.study};
}

Result<ReportRequest> sparsityOf(const Arguments& arguments, const TargetLibrary& /*library*/)
{
    return SparsityRequest{arguments.store, arguments.study};
}

int runInspection(const Arguments& arguments, const Program& program)
{
    return writeReport(arguments, program, inspectionOf);
}

int runComparison(const Arguments& arguments, const Program& program)
{
    const bool grid = !arguments.models.empty() && !arguments.targets.empty();
    if (arguments.questions.empty() && arguments.columns.empty() && !grid) {
        complain("a comparison needs --question, --column, or --model and --target");
        return wrongUsage;
    }
    return writeReport(arguments, program, comparisonOf);
}

int runStudy(const Arguments& arguments, const Program& program) { return writeReport(arguments, program, studyOf); }

int runSparsity(const Arguments& arguments, const Program& program)
{
    return writeReport(arguments, program, sparsityOf);
}

/// What every report takes.
void addOrder(CLI::App& command, Arguments& arguments)
{
    ReportOrder& order = arguments.order;
    command.add_option("--output,-o", order.outputs, "Files to write: .html, .pdf, .md, .csv or .json")
        ->required()
        ->check([](const std::string& path) {
            const std::string ending = std::filesystem::path(path).extension().string();
            if (ending.empty() || !reportFormatFromString(ending.substr(1)))
                return path + ": ends in none of .html .pdf .md .csv .json";
            return std::string();
        });
    command.add_option("--lang", order.languages, "en, ja; several: each file once a language (name.ja.pdf)")
        ->delimiter(',')
        ->check(CLI::IsMember({"en", "ja"}));
    command.add_option("--paper", arguments.paper, "a4 or letter")->check(CLI::IsMember({"a4", "letter"}));
    command.add_option("--title", order.title, "Title (default: made of what is reported)");
    command.add_option("--author", order.author, "Author");
    command.add_option("--date", order.date,
                       "Date as it should be printed (default: none, so that equal input gives equal bytes)");
    command.add_option("--notes", order.notes, "Your own remarks");
    command.add_option("--logo", order.logo, "PNG file");
}

constexpr const char* kReportedModel = "A .tflite, .onnx, .h5 or .keras file, or zoo:NAME?key=value&key=value";

void addInspection(CLI::App& report, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(report, program, "inspection", "One network on one target, in full", runInspection);
    addOrder(command, arguments);
    command.add_option("--model", arguments.models, kReportedModel)->required()->expected(1);
    command.add_option("--target", arguments.targets, "Target id")->required()->expected(1);
    command
        .add_option("--set", arguments.settings,
                    "Option of the target, key=value; numbers may have a unit: clock_hz=800MHz")
        ->allow_extra_args(false);
}

void addComparison(CLI::App& report, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(report, program, "comparison", "Networks on targets, side by side", runComparison);
    addOrder(command, arguments);
    auto* question =
        command.add_option("--question", arguments.questions,
                           "Comparison as compare --format question writes it: a file, or the JSON itself");
    auto* column =
        command.add_option("--column", arguments.columns, "MODEL@TARGET, or MODEL@TARGET:key=value;key=value")
            ->excludes(question);
    command.add_option("--model", arguments.models, kReportedModel)->excludes(question)->excludes(column);
    command.add_option("--target", arguments.targets, "Target ids")->excludes(question)->excludes(column);
    command.add_option("--set", arguments.settings, "Option, key=value, of every target that has it")
        ->allow_extra_args(false)
        ->excludes(question)
        ->excludes(column);
    command
        .add_option("--reference", arguments.reference,
                    "Target, or number of the column, that the others are measured against")
        ->excludes(question);
}

} // namespace

void addReport(CLI::App& app, Program& program)
{
    CLI::App& report =
        *app.add_subcommand("report", "Write a report as HTML, PDF, Markdown, CSV or JSON (docs/REPORTS.md)");
    report.require_subcommand(1);
    addInspection(report, program);
    addComparison(report, program);

    auto [study, ofStudy] = addCommand<Arguments>(report, program, "study", "Pareto front of a study", runStudy);
    addOrder(study, ofStudy);
    study.add_option("FILE", ofStudy.store, "Study file")->required();
    study.add_option("--study", ofStudy.study, "Name or number (default: the newest)");

    auto [sweep, ofSweep] =
        addCommand<Arguments>(report, program, "sparsity", "Points of a sparsity sweep", runSparsity);
    addOrder(sweep, ofSweep);
    sweep.add_option("FILE", ofSweep.store, "Study file")->required();
    sweep.add_option("--study", ofSweep.study, "Name or number (default: the newest sweep)");
}

} // namespace tenbin::cli
