// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report_document/document.h"

namespace tenbin {

std::optional<ReportFormat> reportFormatFromString(std::string_view text)
{
    for (const ReportFormat format :
         {ReportFormat::html, ReportFormat::pdf, ReportFormat::markdown, ReportFormat::csv, ReportFormat::json})
        if (text == endingOf(format))
            return format;
    if (text == "markdown")
        return ReportFormat::markdown;
    return std::nullopt;
}

const char* endingOf(ReportFormat format)
{
    switch (format) {
    case ReportFormat::html:
        return "html";
    case ReportFormat::pdf:
        return "pdf";
    case ReportFormat::markdown:
        return "md";
    case ReportFormat::csv:
        return "csv";
    case ReportFormat::json:
        return "json";
    }
    return "";
}

Table readable(const Table& table)
{
    Table result{table.key, table.caption, {}, {}};
    for (const TableColumn& column : table.columns)
        if (!column.data)
            result.columns.push_back(column);
    for (const auto& row : table.rows) {
        std::vector<TableCell> cells;
        for (std::size_t i = 0; i < row.size(); ++i)
            if (!table.columns[i].data)
                cells.push_back(row[i]);
        result.rows.push_back(std::move(cells));
    }
    return result;
}

Result<std::string> writeReport(const ReportDocument& document, ReportFormat format, Paper paper)
{
    switch (format) {
    case ReportFormat::html:
        return toHtml(document);
    case ReportFormat::pdf:
        return toPdf(document, paper);
    case ReportFormat::markdown:
        return toMarkdown(document);
    case ReportFormat::csv:
        return toCsv(document);
    case ReportFormat::json:
        break;
    }
    return toJson(document);
}

} // namespace tenbin
