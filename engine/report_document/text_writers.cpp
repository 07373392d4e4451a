// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report_document/document.h"
#include "engine/report_document/phrases.h"
#include "engine/tables/csv.h"
#include "engine/tables/json.h"
#include "engine/tables/markdown.h"

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

struct MarkdownBlock {
    std::string operator()(const ReportParagraph& paragraph) const { return escapedMarkdown(paragraph.text) + "\n\n"; }
    std::string operator()(const ReportList& list) const
    {
        std::string text;
        for (const std::string& item : list.items)
            text += "- " + escapedMarkdown(item) + "\n";
        return text + "\n";
    }
    std::string operator()(const ReportCode& code) const { return fmt::format("```sh\n{}\n```\n\n", code.text); }
    std::string operator()(const ReportChart& /*chart*/) const { return {}; }
    std::string operator()(const Table& table) const
    {
        return fmt::format("*{}*\n\n", escapedMarkdown(table.caption)) + toMarkdown(table) + "\n";
    }
};

struct JsonBlock {
    Json operator()(const ReportParagraph& paragraph) const
    {
        return {{"type", "paragraph"}, {"text", paragraph.text}};
    }
    Json operator()(const ReportList& list) const { return {{"type", "list"}, {"items", list.items}}; }
    Json operator()(const ReportCode& code) const { return {{"type", "command"}, {"text", code.text}}; }
    Json operator()(const ReportChart& chart) const { return {{"type", "chart"}, {"caption", chart.caption}}; }
    Json operator()(const Table& table) const
    {
        Json json = {{"type", "table"}};
        json.update(toJson(table));
        return json;
    }
};

} // namespace

std::string toMarkdown(const ReportDocument& whole)
{
    const ReportDocument document = readable(whole);
    std::string text = "# " + escapedMarkdown(document.title) + "\n\n";
    if (const std::string by = byLine(document); !by.empty())
        text += escapedMarkdown(by) + "\n\n";
    text += "**" + escapedMarkdown(document.askedTitle) + "** " + escapedMarkdown(document.asked) + "\n\n**"
            + escapedMarkdown(document.answerTitle) + "**";
    for (const std::string& line : document.answer)
        text += fmt::format(" {}\n\n", escapedMarkdown(line));
    if (!document.notes.empty())
        text += "## " + escapedMarkdown(document.notesTitle) + "\n\n" + escapedMarkdown(document.notes) + "\n\n";
    for (const ReportSection& section : document.sections) {
        text += std::string(static_cast<std::size_t>(section.level) + 1, '#') + " " + escapedMarkdown(section.title)
                + "\n\n";
        for (const ReportBlock& block : section.blocks)
            text += std::visit(MarkdownBlock{}, block);
    }
    return text + "---\n\n" + escapedMarkdown(document.engine) + "\n";
}

std::string toCsv(const ReportDocument& document)
{
    std::string text = csvRecord({document.title}) + csvRecord({document.askedTitle, document.asked});
    for (const std::string& line : document.answer)
        text += csvRecord({document.answerTitle, line});
    for (const ReportSection& section : document.sections)
        for (const ReportBlock& block : section.blocks) {
            if (const auto* table = std::get_if<Table>(&block))
                text += "\r\n" + csvRecord({table->caption}) + toCsv(*table);
            else if (const auto* code = std::get_if<ReportCode>(&block))
                text += "\r\n" + csvRecord({section.title, code->text});
        }
    return text;
}

std::string toJson(const ReportDocument& document)
{
    Json json = {{"report", document.kind},   {"language", document.language}, {"title", document.title},
                 {"author", document.author}, {"date", document.date},         {"notes", document.notes},
                 {"asked", document.asked},   {"answer", document.answer},     {"engine", document.engine},
                 {"sections", Json::array()}};
    for (const ReportSection& section : document.sections) {
        Json blocks = Json::array();
        for (const ReportBlock& block : section.blocks)
            blocks.push_back(std::visit(JsonBlock{}, block));
        json["sections"].push_back(
            {{"key", section.key}, {"title", section.title}, {"level", section.level}, {"blocks", std::move(blocks)}});
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace tenbin
