// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_commands.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "engine/report/catalogue.h"
#include "engine/report_document/escape.h"
#include "engine/report_document/report_builder.h"
#include "engine/target/preset_folders.h"
#include "engine/validation/network_source.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

int failed(const Error& error)
{
    complain(error);
    return notReadable;
}

Result<std::string> bytesOf(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return fail(ErrorCode::fileNotFound, {path});
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// "report.pdf" in several languages: "report.ja.pdf".
std::string pathIn(const std::string& path, const std::string& language, bool several)
{
    if (!several)
        return path;
    const std::filesystem::path file(path);
    return (file.parent_path() / (file.stem().string() + "." + language + file.extension().string())).string();
}

using Builder = std::function<ReportDocument(const ReportFrame&)>;

/// Every output in every language.
int writeAll(const ReportOptions& options, const Builder& build)
{
    ReportFrame frame{.title = options.title, .author = options.author, .date = options.date, .notes = options.notes, .command = options.command};
    if (!options.logo.empty()) {
        auto logo = bytesOf(options.logo);
        if (!logo || !logo->starts_with("\x89PNG"))
            return failed(logo ? Error{ErrorCode::formatNotSupported, {"PNG"}, {.file = options.logo}} : logo.error());
        frame.logo = std::move(*logo);
    }
    for (const std::string& language : options.languages) {
        frame.language = language;
        frame.wording = wordingIn(language);
        const ReportDocument document = build(frame);
        for (const std::string& output : options.outputs) {
            const auto format = reportFormatFromString(std::filesystem::path(output).extension().string().substr(1));
            const auto bytes = writeReport(document, *format, options.paper == "letter" ? Paper::letter : Paper::a4);
            const std::string path = pathIn(output, language, options.languages.size() > 1);
            const auto saved = bytes ? saveReport(path, *bytes) : Result<void>(tl::make_unexpected(bytes.error()));
            if (!saved)
                return failed(saved.error());
            fmt::print("{}\n", path);
        }
    }
    return done;
}

/// Published and own measurements of these targets, scored.
std::vector<ScoredRow> measurementsFor(const TargetLibrary& library, const std::vector<std::string>& targets, const std::filesystem::path& executable)
{
    const auto folders = presetFolders(executable, userPresetFolder());
    const auto rules = findMappingRules(folders);
    if (!rules)
        return {};
    TargetLibrary only;
    for (const Target& target : library.targets)
        if (std::find(targets.begin(), targets.end(), target.id) != targets.end())
            only.targets.push_back(target);
    std::vector<Measurement> rows;
    for (const std::filesystem::path& file : measurementTables(folders, userMeasurementFolder()))
        if (auto table = readMeasurements(file))
            rows.insert(rows.end(), table->begin(), table->end());
    const ValidationContext context{.targets = only,
                                    .rules = *rules,
                                    .network = [](const MappedRow& mapped) { return networkOfRow(mapped, {}); },
                                    .estimate = [](const Graph& g, const Target& t, const Configuration& c) { return estimate(g, t, c); }};
    return validate(rows, context).scored;
}

ComparisonContext contextOf(const TargetLibrary& library, std::span<const ScoredRow> measurements)
{
    return {.targets = library,
            .network = [](const std::string& model) { return loadModel(model); },
            .estimate = [](const Graph& g, const Target& t, const Configuration& c) { return estimate(g, t, c, variantsOf(g)); },
            .measurements = measurements};
}

/// One comparison a network, each of all targets.
Result<std::vector<ComparisonQuestion>> questionsOf(const TargetLibrary& library, const std::vector<std::string>& models, const std::vector<std::string>& targets,
                                                    const std::vector<std::string>& settings, const std::string& reference)
{
    std::vector<ComparisonQuestion> questions;
    for (const std::string& model : models) {
        ComparisonQuestion question;
        for (const std::string& id : targets) {
            const Target* target = library.find(id);
            if (!target)
                return fail(ErrorCode::targetUnknown, {id});
            Configuration configuration;
            for (const std::string& setting : settings) {
                const std::size_t equals = setting.find('=');
                auto next = withOption(*target, configuration, setting.substr(0, equals), equals == std::string::npos ? "" : std::string_view(setting).substr(equals + 1));
                if (!next && (next.error().code != ErrorCode::optionUnknown || targets.size() == 1))
                    return tl::make_unexpected(next.error());
                configuration = next ? std::move(*next) : configuration;
            }
            if (id == reference)
                question.reference = question.columns.size();
            question.columns.push_back({.network = model, .target = id, .configuration = configuration, .caption = {}});
        }
        questions.push_back(std::move(question));
    }
    return questions;
}

int comparisonOf(const ReportOptions& options, const std::vector<ComparisonQuestion>& questions, const TargetLibrary& library,
                 const std::filesystem::path& executable, bool inspection)
{
    std::vector<std::string> targets;
    for (const ComparisonQuestion& question : questions)
        for (const ComparisonColumn& column : question.columns)
            targets.push_back(column.target);
    const std::vector<ScoredRow> measurements = measurementsFor(library, targets, executable);
    std::vector<Comparison> comparisons;
    for (const ComparisonQuestion& question : questions)
        comparisons.push_back(compare(question, contextOf(library, measurements)));
    for (const Comparison& comparison : comparisons)
        for (const ComparedColumn& column : comparison.columns)
            if (column.error && inspection)
                return failed(*column.error);
    const ReportEvidence evidence{.schemas = findSchema, .measurements = measurements};
    return writeAll(options, [&](const ReportFrame& frame) {
        return inspection ? inspectionReport(comparisons.front().columns.front(), frame, evidence) : comparisonReport(comparisons, frame, evidence);
    });
}

int studyOf(const ReportOptions& options, const std::string& store, const std::string& name)
{
    const auto file = StudyFile::openExisting(store);
    const auto info = file ? (*file)->find(name) : tl::make_unexpected(file.error());
    const auto content = info ? (*file)->read(info->id) : tl::make_unexpected(info.error());
    if (!content)
        return failed(content.error());
    const auto question = parseQuestion(content->info.question, store);
    if (!question)
        return failed(question.error());
    return writeAll(options, [&](const ReportFrame& frame) { return studyReport(*content, *question, frame); });
}

int sparsityOf(const ReportOptions& options, const std::string& folder)
{
    if (!std::filesystem::is_directory(folder))
        return failed({ErrorCode::fileNotFound, {folder}, {}});
    const auto store = SweepStore::open(folder);
    if (!store)
        return failed(store.error());
    return writeAll(options, [&](const ReportFrame& frame) { return sparsityReport(store->points(), frame); });
}

} // namespace

CLI::App* ReportCommands::add(CLI::App& report, const char* name, const char* help)
{
    CLI::App* app = report.add_subcommand(name, help);
    app->add_option("--output,-o", m_options.outputs, "Files to write: .html, .pdf, .md, .csv or .json")->required()->check([](const std::string& path) {
        const std::string ending = std::filesystem::path(path).extension().string();
        return !ending.empty() && reportFormatFromString(ending.substr(1)) ? std::string() : path + ": ends in none of .html .pdf .md .csv .json";
    });
    app->add_option("--lang", m_options.languages, "en, ja; several: each file once a language (name.ja.pdf)")->delimiter(',')->check(CLI::IsMember({"en", "ja"}));
    app->add_option("--paper", m_options.paper, "a4 or letter")->check(CLI::IsMember({"a4", "letter"}));
    app->add_option("--title", m_options.title, "Title (default: made of what is reported)");
    app->add_option("--author", m_options.author, "Author");
    app->add_option("--date", m_options.date, "Date as it should be printed (default: none, so that equal input gives equal bytes)");
    app->add_option("--notes", m_options.notes, "Your own remarks");
    app->add_option("--logo", m_options.logo, "PNG file");
    return app;
}

ReportCommands::ReportCommands(CLI::App& app, int argc, char** argv)
{
    m_options.command = "tenbin-cli";
    for (int i = 1; i < argc; ++i)
        m_options.command += fmt::format(" {}", shellWord(argv[i]));
    m_report = app.add_subcommand("report", "Write a report as HTML, PDF, Markdown, CSV or JSON (docs/REPORTS.md)");
    m_report->require_subcommand(1);
    const char* modelHelp = "A .tflite or .onnx file, or zoo:NAME?key=value&key=value";

    m_inspection = add(*m_report, "inspection", "One network on one target, in full");
    m_inspection->add_option("--model", m_models, modelHelp)->required()->expected(1);
    m_inspection->add_option("--target", m_targets, "Target id")->required()->expected(1);
    m_inspection->add_option("--set", m_settings, "Option of the target, key=value")->allow_extra_args(false);

    m_comparison = add(*m_report, "comparison", "Networks on targets, side by side");
    auto* question = m_comparison->add_option("--question", m_question, "Comparison as the window saves it (JSON)");
    m_comparison->add_option("--model", m_models, modelHelp)->excludes(question);
    m_comparison->add_option("--target", m_targets, "Target ids")->excludes(question);
    m_comparison->add_option("--set", m_settings, "Option, key=value, of every target that has it")->allow_extra_args(false)->excludes(question);
    m_comparison->add_option("--reference", m_reference, "Target that the others are measured against")->excludes(question);

    m_studyApp = add(*m_report, "study", "Pareto front of a study");
    m_studyApp->add_option("FILE", m_store, "Study file")->required();
    m_studyApp->add_option("--study", m_study, "Name or number (default: the newest)");

    m_sparsity = add(*m_report, "sparsity", "Points of a sparsity sweep");
    m_sparsity->add_option("FOLDER", m_folder, "Store of the sweep")->required();
}

std::optional<int> ReportCommands::run(const std::filesystem::path& executable) const
{
    if (!*m_report)
        return std::nullopt;
    if (*m_studyApp)
        return studyOf(m_options, m_store, m_study);
    if (*m_sparsity)
        return sparsityOf(m_options, m_folder);
    const TargetLibrary library = loadLibrary(executable);
    if (!m_question.empty()) {
        const auto question = loadComparisonQuestion(m_question);
        return question ? comparisonOf(m_options, {*question}, library, executable, false) : failed(question.error());
    }
    if (m_models.empty() || m_targets.empty()) {
        fmt::print(stderr, "tenbin-cli: a comparison needs --question, or --model and --target\n");
        return wrongUsage;
    }
    const auto questions = questionsOf(library, m_models, m_targets, m_settings, m_reference);
    return questions ? comparisonOf(m_options, *questions, library, executable, bool(*m_inspection)) : failed(questions.error());
}

} // namespace tenbin::cli
