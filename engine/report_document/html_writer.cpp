// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "engine/core/text_parts.h"
#include "engine/report_document/document.h"
#include "engine/report_document/escape.h"
#include "engine/report_document/phrases.h"

namespace tenbin {

namespace {

constexpr const char* kStyle = R"css(
:root{--page:#ffffff;--text:#1d2630;--muted:#5a6672;--grid:#d5dbe1;--accent:#2d6a9f;--soft:#9dbfdd;--good:#1f7a4d;--warn:#a86400;--bad:#b3352d;--shade:#f3f6f8}
@media (prefers-color-scheme:dark){:root{--page:#15191e;--text:#e6ebf0;--muted:#9aa7b4;--grid:#39434d;--accent:#6aa9de;--soft:#3f5f7c;--good:#63c795;--warn:#e0a94a;--bad:#ef7d74;--shade:#1e242b}}
@media print{:root{--page:#ffffff;--text:#000000;--muted:#444444;--grid:#cccccc;--accent:#2d6a9f;--soft:#9dbfdd;--good:#1f7a4d;--warn:#a86400;--bad:#b3352d;--shade:#f3f3f3}nav{display:none}.wide{overflow:visible!important}}
html{background:var(--page);color:var(--text);font:15px/1.5 "DejaVu Sans","Noto Sans","Hiragino Sans","Noto Sans CJK JP","IPAGothic",system-ui,sans-serif}
body{max-width:62rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem}h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--grid);padding-bottom:.2rem}h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
h2,h3{break-after:avoid}.by,.muted,figcaption,caption,footer{color:var(--muted)}.by{margin:0 0 1.2rem}.logo{max-height:64px;max-width:220px;float:right}
.lead{background:var(--shade);border-left:4px solid var(--accent);padding:.7rem 1rem;margin:1rem 0}.lead p{margin:.25rem 0}.lead b{display:block;color:var(--muted);font-weight:600;font-size:.85rem}
.answer p:first-of-type,.each p{font-size:1.12rem;font-weight:600}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem;margin:.4rem 0 1rem}caption{text-align:left;padding:.2rem 0}
th,td{padding:.28rem .5rem;border-bottom:1px solid var(--grid);text-align:left;vertical-align:top;overflow-wrap:break-word;min-width:5.5em}th{font-weight:600;background:var(--shade)}
th:first-child,td:first-child{min-width:8.5em}td:last-child:not(.n){overflow-wrap:anywhere;min-width:15em}.n{min-width:0}thead{display:table-header-group}tr{break-inside:avoid}
.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}.best{font-weight:700}.best::after{content:" \2605";color:var(--good)}
figure{margin:1rem 0;break-inside:avoid}svg{width:100%;height:auto;font-family:inherit}pre{background:var(--shade);padding:.7rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere}
.ink-text{fill:var(--text)}.ink-muted{fill:var(--muted)}.ink-grid{fill:var(--grid)}.ink-accent{fill:var(--accent)}.ink-soft{fill:var(--soft)}.ink-good{fill:var(--good)}.ink-warn{fill:var(--warn)}.ink-bad{fill:var(--bad)}
.line-text{stroke:var(--text)}.line-muted{stroke:var(--muted)}.line-grid{stroke:var(--grid)}.line-accent{stroke:var(--accent)}.line-soft{stroke:var(--soft)}.line-good{stroke:var(--good)}.line-warn{stroke:var(--warn)}.line-bad{stroke:var(--bad)}
a{color:var(--accent)}nav ul{margin:.3rem 0;padding-left:1.2rem}footer{margin-top:2.5rem;border-top:1px solid var(--grid);padding-top:.5rem;font-size:.85rem}
@page{margin:16mm}
)css";

const char* toneClass(Tone tone)
{
    switch (tone) {
    case Tone::plain:
        return "";
    case Tone::good:
        return "good";
    case Tone::warn:
        return "warn";
    case Tone::bad:
        return "bad";
    case Tone::muted:
        return "muted";
    }
    return "";
}

/// ` class="n best"`, or nothing.
std::string classes(std::initializer_list<const char*> names)
{
    std::string list;
    for (const char* name : names)
        if (*name)
            appendTo(list, name, " ");
    if (list.empty())
        return list;
    return fmt::format(" class=\"{}\"", list);
}

const char* numberClass(const TableColumn& column)
{
    if (column.number)
        return "n";
    return "";
}

const char* bestClass(const TableCell& cell)
{
    if (cell.best)
        return "best";
    return "";
}

struct HtmlBlock {
    std::string operator()(const ReportParagraph& paragraph) const
    {
        return fmt::format("<p{}>{}</p>\n", classes({toneClass(paragraph.tone)}), escapedXml(paragraph.text));
    }
    std::string operator()(const ReportList& list) const
    {
        std::string html = "<ul>\n";
        for (const std::string& item : list.items)
            html += "<li>" + escapedXml(item) + "</li>\n";
        return html + "</ul>\n";
    }
    std::string operator()(const ReportCode& code) const
    {
        return "<pre><code>" + escapedXml(code.text) + "</code></pre>\n";
    }
    std::string operator()(const ReportChart& chart) const
    {
        return "<figure>\n" + toSvg(chart.drawing, chart.caption) + "<figcaption>" + escapedXml(chart.caption)
               + "</figcaption>\n</figure>\n";
    }
    std::string operator()(const Table& table) const
    {
        std::string html =
            "<div class=\"wide\"><table>\n<caption>" + escapedXml(table.caption) + "</caption>\n<thead><tr>";
        for (const TableColumn& column : table.columns)
            html +=
                fmt::format("<th scope=\"col\"{}>{}</th>", classes({numberClass(column)}), escapedXml(column.title));
        html += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            html += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i)
                html += fmt::format("<td{}>{}</td>",
                                    classes({numberClass(table.columns[i]), toneClass(row[i].tone), bestClass(row[i])}),
                                    escapedXml(row[i].text));
            html += "</tr>\n";
        }
        return html + "</tbody></table></div>\n";
    }
};

std::string head(const ReportDocument& document)
{
    std::string html =
        fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"{}\">\n",
                    escapedXml(document.language), escapedXml(document.engine));
    if (!document.author.empty())
        html += fmt::format("<meta name=\"author\" content=\"{}\">\n", escapedXml(document.author));
    return html
           + fmt::format("<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n", escapedXml(document.title), kStyle);
}

std::string titlePart(const ReportDocument& document)
{
    std::string html = "<header>\n";
    if (!document.logo.empty())
        html +=
            fmt::format("<img class=\"logo\" alt=\"\" src=\"data:image/png;base64,{}\">\n",
                        base64({reinterpret_cast<const unsigned char*>(document.logo.data()), document.logo.size()}));
    html += "<h1>" + escapedXml(document.title) + "</h1>\n";
    if (const std::string by = byLine(document); !by.empty())
        html += "<p class=\"by\">" + escapedXml(by) + "</p>\n";
    html += fmt::format("<div class=\"lead\"><b>{}</b><p>{}</p></div>\n<div class=\"lead answer{}\"><b>{}</b>",
                        escapedXml(document.askedTitle), escapedXml(document.asked),
                        textIf(document.equalAnswers, " each"), escapedXml(document.answerTitle));
    for (const std::string& line : document.answer)
        html += "<p>" + escapedXml(line) + "</p>";
    html += "</div>\n</header>\n";
    if (!document.notes.empty())
        html += fmt::format("<h2>{}</h2>\n<p style=\"white-space:pre-line\">{}</p>\n", escapedXml(document.notesTitle),
                            escapedXml(document.notes));
    return html;
}

} // namespace

std::string toHtml(const ReportDocument& whole)
{
    const ReportDocument document = readable(whole);
    std::string html = head(document) + titlePart(document);
    html += "<nav><h2>" + escapedXml(document.contentsTitle) + "</h2>\n<ul>\n";
    for (std::size_t i = 0; i < document.sections.size(); ++i)
        if (document.sections[i].level == 1)
            html += fmt::format("<li><a href=\"#s{}\">{}</a></li>\n", i + 1, escapedXml(document.sections[i].title));
    html += "</ul></nav>\n<main>\n";
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        const ReportSection& section = document.sections[i];
        html += fmt::format("<h{0} id=\"s{1}\">{2}</h{0}>\n", section.level + 1, i + 1, escapedXml(section.title));
        for (const ReportBlock& block : section.blocks)
            html += std::visit(HtmlBlock{}, block);
    }
    return html + "</main>\n<footer>" + escapedXml(document.engine) + "</footer>\n</body>\n</html>\n";
}

} // namespace tenbin
