// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_commands.h"

#include <functional>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/comparison/column_text.h"
#include "engine/targets/preset_folders.h"
#include "engine/targets/target_lookup.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

int failed(const Error& error)
{
    complain(error);
    return notReadable;
}

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
                auto next = withOption(*target, configuration, setting.substr(0, equals),
                                       equals == std::string::npos ? "" : std::string_view(setting).substr(equals + 1));
                if (!next && (next.error().code != ErrorCode::optionUnknown || targets.size() == 1))
                    return tl::make_unexpected(next.error());
                configuration = next ? std::move(*next) : configuration;
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
Result<std::vector<ComparisonQuestion>> questionsFrom(const std::vector<std::string>& sources)
{
    std::vector<ComparisonQuestion> questions;
    for (const std::string& source : sources) {
        auto question =
            source.starts_with('{') ? parseComparisonQuestion(source, "--question") : loadComparisonQuestion(source);
        if (!question)
            return tl::make_unexpected(question.error());
        questions.push_back(std::move(*question));
    }
    return questions;
}

} // namespace

CLI::App* ReportCommands::add(CLI::App& report, const char* name, const char* help)
{
    CLI::App* app = report.add_subcommand(name, help);
    app->add_option("--output,-o", m_order.outputs, "Files to write: .html, .pdf, .md, .csv or .json")
        ->required()
        ->check([](const std::string& path) {
            const std::string ending = std::filesystem::path(path).extension().string();
            return !ending.empty() && reportFormatFromString(ending.substr(1))
                       ? std::string()
                       : path + ": ends in none of .html .pdf .md .csv .json";
        });
    app->add_option("--lang", m_order.languages, "en, ja; several: each file once a language (name.ja.pdf)")
        ->delimiter(',')
        ->check(CLI::IsMember({"en", "ja"}));
    app->add_option("--paper", m_paper, "a4 or letter")->check(CLI::IsMember({"a4", "letter"}));
    app->add_option("--title", m_order.title, "Title (default: made of what is reported)");
    app->add_option("--author", m_order.author, "Author");
    app->add_option("--date", m_order.date,
                    "Date as it should be printed (default: none, so that equal input gives equal bytes)");
    app->add_option("--notes", m_order.notes, "Your own remarks");
    app->add_option("--logo", m_order.logo, "PNG file");
    return app;
}

ReportCommands::ReportCommands(CLI::App& app)
{
    m_report = app.add_subcommand("report", "Write a report as HTML, PDF, Markdown, CSV or JSON (docs/REPORTS.md)");
    m_report->require_subcommand(1);
    const char* modelHelp = "A .tflite, .onnx, .h5 or .keras file, or zoo:NAME?key=value&key=value";

    m_inspection = add(*m_report, "inspection", "One network on one target, in full");
    m_inspection->add_option("--model", m_models, modelHelp)->required()->expected(1);
    m_inspection->add_option("--target", m_targets, "Target id")->required()->expected(1);
    m_inspection
        ->add_option("--set", m_settings, "Option of the target, key=value; numbers may have a unit: clock_hz=800MHz")
        ->allow_extra_args(false);

    m_comparison = add(*m_report, "comparison", "Networks on targets, side by side");
    auto* question = m_comparison->add_option(
        "--question", m_questions, "Comparison as compare --format question writes it: a file, or the JSON itself");
    auto* column = m_comparison->add_option("--column", m_columns, "MODEL@TARGET, or MODEL@TARGET:key=value;key=value")
                       ->excludes(question);
    m_comparison->add_option("--model", m_models, modelHelp)->excludes(question)->excludes(column);
    m_comparison->add_option("--target", m_targets, "Target ids")->excludes(question)->excludes(column);
    m_comparison->add_option("--set", m_settings, "Option, key=value, of every target that has it")
        ->allow_extra_args(false)
        ->excludes(question)
        ->excludes(column);
    m_comparison
        ->add_option("--reference", m_reference,
                     "Target, or number of the column, that the others are measured against")
        ->excludes(question);

    m_studyApp = add(*m_report, "study", "Pareto front of a study");
    m_studyApp->add_option("FILE", m_store, "Study file")->required();
    m_studyApp->add_option("--study", m_study, "Name or number (default: the newest)");

    m_sparsity = add(*m_report, "sparsity", "Points of a sparsity sweep");
    m_sparsity->add_option("FILE", m_store, "Study file")->required();
    m_sparsity->add_option("--study", m_study, "Name or number (default: the newest sweep)");
}

Result<ReportRequest> ReportCommands::request(const TargetLibrary& library) const
{
    if (*m_studyApp)
        return StudyRequest{m_store, m_study};
    if (*m_sparsity)
        return SparsityRequest{m_store, m_study};
    Result<std::vector<ComparisonQuestion>> questions;
    if (!m_questions.empty()) {
        questions = questionsFrom(m_questions);
    } else if (!m_columns.empty()) {
        auto one = questionFromColumns(library, m_columns, m_reference);
        if (!one)
            return tl::make_unexpected(std::move(one.error()));
        questions = std::vector{std::move(*one)};
    } else {
        questions = questionsOf(library, m_models, m_targets, m_settings, m_reference);
    }
    if (!questions)
        return tl::make_unexpected(questions.error());
    if (*m_inspection)
        return InspectionRequest{questions->front().columns.front()};
    return ComparisonRequest{std::move(*questions)};
}

std::optional<int> ReportCommands::run(const std::filesystem::path& executable)
{
    if (!*m_report)
        return std::nullopt;
    if (*m_comparison && m_questions.empty() && m_columns.empty() && (m_models.empty() || m_targets.empty())) {
        complain("a comparison needs --question, --column, or --model and --target");
        return wrongUsage;
    }
    m_order.paper = m_paper == "letter" ? Paper::letter : Paper::a4;
    const TargetLibrary library = loadLibrary(executable);
    const auto asked = request(library);
    if (!asked)
        return failed(asked.error());
    AnswerBook answers = answerBook();
    const ReportSources sources{.targets = library,
                                .network = std::bind_front(&NetworkBook::get, &answers.networks()),
                                .estimate = std::bind_front(&AnswerBook::ask, &answers),
                                .schemas = findSchema,
                                .measurements = {.presetFolders = presetFolders(executable, userPresetFolder()),
                                                 .ownFolder = userMeasurementFolder(),
                                                 .estimate = [](const Graph& g, const Target& t,
                                                                const Configuration& c) { return estimate(g, t, c); }}};
    const auto maker = prepareReport(*asked, sources);
    const auto written = maker ? writeReports(*maker, reportCommand(*asked, m_order, library), m_order,
                                              [](const std::string& path) { print("{}\n", visible(path)); })
                               : tl::make_unexpected(maker.error());
    return written ? done : failed(written.error());
}

} // namespace tenbin::cli
