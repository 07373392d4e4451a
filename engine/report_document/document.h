// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/result.h"
#include "engine/report_document/drawing.h"
#include "engine/tables/table.h"

namespace tenbin {

struct ReportParagraph {
    std::string text;
    Tone tone = Tone::plain;
};
struct ReportList {
    std::vector<std::string> items;
};
/// Shown letter by letter: a command.
struct ReportCode {
    std::string text;
};
struct ReportChart {
    std::string caption;
    Drawing drawing;
};
using ReportBlock = std::variant<ReportParagraph, Table, ReportList, ReportCode, ReportChart>;

struct ReportSection {
    std::string key, title;
    int level = 1; ///< 1 or 2
    std::vector<ReportBlock> blocks;
};

/// A report as plain data: what was asked, the answer, what shows it and what proves it.
struct ReportDocument {
    std::string kind;     ///< "inspection", "comparison", "study", "sparsity"
    std::string language; ///< "en", "ja"
    std::string title, author, date, notes;
    std::string logo; ///< bytes of a PNG file; empty: none
    std::string asked;
    std::vector<std::string> answer;
    bool equalAnswers = false; ///< every line weighs the same; else the first is the answer, the others add to it
    std::string askedTitle, answerTitle, notesTitle, contentsTitle, bestTitle; ///< headings in the language
    std::string engine;                                                        ///< version, for the foot of each page
    std::vector<ReportSection> sections;
};

enum class ReportFormat : std::uint8_t { html, pdf, markdown, csv, json };
enum class Paper : std::uint8_t { a4, letter };

/// "html", "pdf", "md", "csv", "json"; also the endings of files.
std::optional<ReportFormat> reportFormatFromString(std::string_view text);
const char* endingOf(ReportFormat format);

/// One file that needs nothing else: charts inside, light and dark, printable.
std::string toHtml(const ReportDocument& document);
/// GitHub's dialect. Charts are left out: each one's numbers are in a table.
std::string toMarkdown(const ReportDocument& document);
/// Every table with its caption before and an empty line behind it; raw numbers with '.', units behind titles.
std::string toCsv(const ReportDocument& document);
std::string toJson(const ReportDocument& document);
/// Pages with numbers, contents with links, charts as vectors. Error: fileUnwritable (the PDF library's message).
Result<std::string> toPdf(const ReportDocument& document, Paper paper);

/// The table as people read it: without the columns for programs.
Table readable(const Table& table);
/// The document as people read it: tables as above, names of any length shortened to what a page has room for.
/// What toHtml, toMarkdown and toPdf set; toCsv and toJson keep everything.
ReportDocument readable(const ReportDocument& document);

Result<std::string> writeReport(const ReportDocument& document, ReportFormat format, Paper paper);

} // namespace tenbin
