// SPDX-License-Identifier: GPL-3.0-or-later
// Files of a report, and the command that writes them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "engine/comparison/column_text.h"
#include "engine/core/file.h"
#include "engine/core/text_parts.h"
#include "engine/report_document/escape.h"
#include "engine/report_document/report_request.h"
#include "engine/words/catalogue.h"

namespace tenbin {

namespace {

namespace fs = std::filesystem;

/// Options a line, so that a copy from a page of paper still is one command.
class CommandText {
public:
    explicit CommandText(const char* report) : m_text(std::string("tenbin-cli report ") + report) {}

    void word(const std::string& text) { m_text += ' ' + shellWord(text); }
    void option(const char* name, const std::vector<std::string>& values)
    {
        m_text += std::string(" \\\n  ") + name;
        for (const std::string& value : values)
            word(value);
    }
    void optional(const char* name, const std::string& value)
    {
        if (!value.empty())
            option(name, {value});
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

/// Networks times targets, nothing else: what --model and --target say.
bool isProduct(const std::vector<ComparisonQuestion>& questions)
{
    std::set<std::string> targets; // the reference is one of them by its name
    const auto sameTargets = [&](const ComparisonQuestion& question) {
        const auto& first = questions.front();
        return question.name.empty() && question.reference == first.reference
               && question.columns.size() == first.columns.size()
               && std::equal(question.columns.begin(), question.columns.end(), first.columns.begin(),
                             [&](const ComparisonColumn& a, const ComparisonColumn& b) {
                                 return a.target == b.target && a.network == question.columns.front().network
                                        && a.configuration.empty() && a.caption.empty() && !a.accuracy;
                             });
    };
    if (questions.empty() || questions.front().columns.empty()
        || !std::all_of(questions.begin(), questions.end(), sameTargets))
        return false;
    const auto& columns = questions.front().columns;
    return std::all_of(columns.begin(), columns.end(),
                       [&](const ComparisonColumn& column) { return targets.insert(column.target).second; });
}

/// One comparison whose columns can be written as words.
std::vector<std::string> columnWords(const std::vector<ComparisonQuestion>& questions, const TargetLibrary& library)
{
    std::vector<std::string> words;
    if (questions.size() != 1 || !questions.front().name.empty())
        return {};
    for (const ComparisonColumn& column : questions.front().columns)
        if (words.push_back(columnText(column, library)); words.back().empty())
            return {};
    return words;
}

struct Asking {
    const TargetLibrary& library;

    CommandText operator()(const InspectionRequest& request) const
    {
        CommandText text("inspection");
        text.option("--model", {request.column.network});
        text.option("--target", {request.column.target});
        for (const auto& [key, value] : request.column.configuration.values)
            text.option("--set", {fmt::format("{}={}", key, toString(value))});
        return text;
    }
    CommandText operator()(const ComparisonRequest& request) const
    {
        CommandText text("comparison");
        if (isProduct(request.questions)) {
            const ComparisonQuestion& first = request.questions.front();
            for (const ComparisonQuestion& question : request.questions)
                text.option("--model", {question.columns.front().network});
            for (const ComparisonColumn& column : first.columns)
                text.option("--target", {column.target});
            if (first.reference && *first.reference < first.columns.size())
                text.option("--reference", {first.columns[*first.reference].target});
            return text;
        }
        const std::vector<std::string> words = columnWords(request.questions, library);
        for (const std::string& word : words)
            text.option("--column", {word});
        if (!words.empty() && request.questions.front().reference)
            text.option("--reference", {std::to_string(*request.questions.front().reference + 1)});
        for (const ComparisonQuestion& question : request.questions)
            if (words.empty()) {
                std::string json = toJson(question);
                json.pop_back(); // the end of its last line
                text.option("--question", {json});
            }
        return text;
    }
    CommandText operator()(const StudyRequest& request) const
    {
        CommandText text("study");
        text.word(request.file);
        text.optional("--study", request.study);
        return text;
    }
    CommandText operator()(const SparsityRequest& request) const
    {
        CommandText text("sparsity");
        text.word(request.file);
        text.optional("--study", request.study);
        return text;
    }
};

/// "report.pdf" in several languages: "report.ja.pdf".
std::string pathIn(const fs::path& file, const std::string& language, bool several)
{
    if (!several)
        return file.string();
    return (file.parent_path() / (file.stem().string() + "." + language + file.extension().string())).string();
}

std::optional<ReportFormat> formatOf(const std::string& path)
{
    const std::string ending = fs::path(path).extension().string();
    if (ending.empty())
        return std::nullopt;
    return reportFormatFromString(std::string_view(ending).substr(1));
}

Result<std::string> logoFrom(const std::string& path)
{
    if (path.empty())
        return std::string();
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return fail(ErrorCode::fileNotFound, {path});
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!bytes.view().starts_with("\x89PNG"))
        return tl::make_unexpected(Error{ErrorCode::formatNotSupported, {"PNG"}, {.file = path}});
    return bytes.str();
}

} // namespace

std::string reportCommand(const ReportRequest& request, const ReportOrder& order, const TargetLibrary& library)
{
    CommandText text = std::visit(Asking{library}, request);
    std::string languages;
    for (const std::string& language : order.languages)
        appendTo(languages, language, ",");
    if (languages != "en")
        text.option("--lang", {languages});
    if (order.paper == Paper::letter)
        text.option("--paper", {"letter"});
    text.optional("--title", order.title);
    text.optional("--author", order.author);
    text.optional("--date", order.date);
    text.optional("--notes", order.notes);
    text.optional("--logo", order.logo);
    std::vector<std::string> names;
    for (const std::string& output : order.outputs)
        names.push_back(fs::path(output).filename().string());
    text.option("--output", names);
    return text.take();
}

std::vector<std::string> filesOf(const ReportOrder& order)
{
    std::vector<std::string> files;
    for (const std::string& language : order.languages)
        for (const std::string& output : order.outputs)
            files.push_back(pathIn(output, language, order.languages.size() > 1));
    return files;
}

Result<void> writeReports(const ReportMaker& maker, const std::string& command, const ReportOrder& order,
                          const std::function<void(const std::string&)>& written, std::stop_token stop)
{
    auto logo = logoFrom(order.logo);
    if (!logo)
        return tl::make_unexpected(logo.error());
    ReportFrame frame{.title = order.title,
                      .author = order.author,
                      .date = order.date,
                      .notes = order.notes,
                      .logo = std::move(*logo),
                      .command = command};
    for (const std::string& language : order.languages) {
        frame.language = language;
        frame.wording = wordingIn(language);
        const ReportDocument document = maker(frame);
        for (const std::string& output : order.outputs) {
            if (stop.stop_requested())
                return {};
            const auto format = formatOf(output);
            if (!format)
                return fail(ErrorCode::formatUnknown, {output});
            const auto bytes = writeReport(document, *format, order.paper);
            if (!bytes)
                return tl::make_unexpected(bytes.error());
            const std::string path = pathIn(output, language, order.languages.size() > 1);
            if (auto saved = writeWhole(path, *bytes); !saved)
                return saved;
            if (written)
                written(path);
        }
    }
    return {};
}

} // namespace tenbin
