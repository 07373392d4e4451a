// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/csv_field.h"
#include "engine/report_document/document.h"
#include "engine/report_document/escape.h"

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
    std::string operator()(const ReportTable& table) const
    {
        std::string text = fmt::format("*{}*\n\n|", escapedMarkdown(table.caption));
        std::string rule = "|";
        for (const ReportColumn& column : table.columns) {
            text += fmt::format(" {} |", escapedMarkdown(column.title));
            rule += column.number ? "---:|" : "---|";
        }
        text += "\n" + rule + "\n";
        for (const auto& row : table.rows) {
            text += "|";
            for (const ReportCell& cell : row)
                text += cell.best ? fmt::format(" **{}** |", escapedMarkdown(cell.text))
                                  : fmt::format(" {} |", escapedMarkdown(cell.text));
            text += "\n";
        }
        return text + "\n";
    }
};

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string(); }

std::string unitBehind(const ReportColumn& column, const char* what)
{
    const std::string unit = column.unit.empty() || column.unit == "1" ? std::string() : " [" + column.unit + "]";
    return column.title + what + unit;
}

bool hasIntervals(const ReportTable& table, std::size_t column)
{
    return std::any_of(table.rows.begin(), table.rows.end(),
                       [&](const auto& row) { return row[column].low || row[column].high; });
}

std::string csvLine(const std::vector<std::string>& fields)
{
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i)
        line += fmt::format("{}{}", i ? "," : "", csvField(fields[i]));
    return line + "\r\n";
}

std::string csvOf(const ReportTable& table)
{
    std::vector<std::string> header;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        header.push_back(unitBehind(table.columns[i], ""));
        if (hasIntervals(table, i)) {
            header.push_back(unitBehind(table.columns[i], " ≥"));
            header.push_back(unitBehind(table.columns[i], " ≤"));
        }
    }
    std::string text = csvLine({table.caption}) + csvLine(header);
    for (const auto& row : table.rows) {
        std::vector<std::string> fields;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].value)
                fields.push_back(number(row[i].value));
            else // A text in a column of numbers is "unknown": empty for programs.
                fields.push_back(table.columns[i].number ? std::string() : row[i].text);
            if (hasIntervals(table, i)) {
                fields.push_back(number(row[i].low));
                fields.push_back(number(row[i].high));
            }
        }
        text += csvLine(fields);
    }
    return text;
}

Json orNull(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

struct JsonBlock {
    Json operator()(const ReportParagraph& paragraph) const
    {
        return {{"type", "paragraph"}, {"text", paragraph.text}};
    }
    Json operator()(const ReportList& list) const { return {{"type", "list"}, {"items", list.items}}; }
    Json operator()(const ReportCode& code) const { return {{"type", "command"}, {"text", code.text}}; }
    Json operator()(const ReportChart& chart) const { return {{"type", "chart"}, {"caption", chart.caption}}; }
    Json operator()(const ReportTable& table) const
    {
        Json columns = Json::array();
        Json rows = Json::array();
        for (const ReportColumn& column : table.columns)
            columns.push_back({{"key", column.key}, {"title", column.title}, {"unit", column.unit}});
        for (const auto& row : table.rows) {
            Json cells = Json::object();
            for (std::size_t i = 0; i < row.size(); ++i)
                cells[table.columns[i].key] = cellOf(row[i], table.columns[i]);
            rows.push_back(std::move(cells));
        }
        return {{"type", "table"},
                {"key", table.key},
                {"caption", table.caption},
                {"columns", std::move(columns)},
                {"rows", std::move(rows)}};
    }
    static Json cellOf(const ReportCell& cell, const ReportColumn& column)
    {
        if (!column.number)
            return cell.text;
        Json json = {{"value", orNull(cell.value)}, {"text", cell.text}};
        if (cell.low || cell.high)
            json.update({{"low", orNull(cell.low)}, {"high", orNull(cell.high)}});
        if (cell.best)
            json["best"] = true;
        return json;
    }
};

} // namespace

std::string toMarkdown(const ReportDocument& whole)
{
    const ReportDocument document = readable(whole);
    std::string text = "# " + escapedMarkdown(document.title) + "\n\n";
    const std::string by =
        document.author + (document.author.empty() || document.date.empty() ? "" : " · ") + document.date;
    if (!by.empty())
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
    std::string text = csvLine({document.title}) + csvLine({document.askedTitle, document.asked});
    for (const std::string& line : document.answer)
        text += csvLine({document.answerTitle, line});
    for (const ReportSection& section : document.sections)
        for (const ReportBlock& block : section.blocks) {
            if (const auto* table = std::get_if<ReportTable>(&block))
                text += "\r\n" + csvOf(*table);
            else if (const auto* code = std::get_if<ReportCode>(&block))
                text += "\r\n" + csvLine({section.title, code->text});
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
