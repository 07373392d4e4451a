// SPDX-License-Identifier: GPL-3.0-or-later
// The document on paper: cairo draws, pango sets the text.
#include <algorithm>
#include <cmath>
#include <numbers>

#include <cairo-pdf.h>
#include <fmt/format.h>

#include "engine/report_document/pdf_pages.h"
#include "engine/report_document/phrases.h"

namespace tenbin {

namespace {

/// How much of a text lies before the place that it is anchored to.
double shareBefore(Anchor anchor)
{
    if (anchor == Anchor::start)
        return 0.0;
    if (anchor == Anchor::middle)
        return 0.5;
    return 1.0;
}

constexpr double kCell = 6.8, kPadding = 2.5;

Ink inkOf(Tone tone)
{
    switch (tone) {
    case Tone::plain:
        return Ink::text;
    case Tone::good:
        return Ink::good;
    case Tone::warn:
        return Ink::warn;
    case Tone::bad:
        return Ink::bad;
    case Tone::muted:
        return Ink::muted;
    }
    return Ink::text;
}

/// Draws one document; a dry run first tells on which page each section begins.
class PdfRun {
public:
    PdfRun(PdfPages& pages, const ReportDocument& document, const std::vector<int>& known)
        : m_pages(pages), m_document(document), m_known(known)
    {
    }

    std::vector<int> draw();

    void operator()(const ReportParagraph& paragraph)
    {
        m_pages.flow(paragraph.text, {.ink = inkOf(paragraph.tone)});
        m_pages.space(5.0);
    }
    void operator()(const ReportList& list);
    void operator()(const ReportCode& code)
    {
        m_pages.space(3.0);
        m_pages.flow(code.text, {.size = 7.5, .code = true}, 8.0);
        m_pages.space(6.0);
    }
    void operator()(const ReportChart& chart);
    void operator()(const Table& table);

private:
    void title();
    void logo();
    void lead(const std::string& heading, const std::vector<std::string>& lines, bool strong);
    void contents();
    double firstHeight(const ReportSection& section) const;
    std::vector<double> widths(const Table& table) const;
    void tableHead(const Table& table, const std::vector<double>& widths);
    static double rowHeight(const std::vector<PdfPages::Layout>& cells);
    void drawRow(const std::vector<PdfPages::Layout>& cells, const std::vector<double>& widths,
                 const std::vector<Ink>& inks);
    void rule(Ink ink);

    PdfPages& m_pages;
    const ReportDocument& m_document;
    const std::vector<int>& m_known;
};

std::string cellText(const TableCell& cell)
{
    if (cell.best)
        return cell.text + "\u00a0★";
    return cell.text;
}

PangoAlignment alignmentOf(const TableColumn& column)
{
    if (column.number)
        return PANGO_ALIGN_RIGHT;
    return PANGO_ALIGN_LEFT;
}

void PdfRun::operator()(const ReportList& list)
{
    for (const std::string& item : list.items) {
        m_pages.need(12.0);
        const auto dot = m_pages.layout("•", {}, -1.0);
        m_pages.drawAt(dot.get(), m_pages.left() + 2.0, m_pages.y(), Ink::muted);
        m_pages.flow(item, {}, 12.0);
        m_pages.space(1.5);
    }
    m_pages.space(4.0);
}

struct PdfMark {
    PdfPages& pages;
    double left, top, scale;

    double x(double value) const { return left + scale * value; }
    double y(double value) const { return top + scale * value; }
    void operator()(const DrawnLine& line) const
    {
        setInk(pages.cairo(), line.ink);
        cairo_set_line_width(pages.cairo(), line.width * scale);
        cairo_move_to(pages.cairo(), x(line.x1), y(line.y1));
        cairo_line_to(pages.cairo(), x(line.x2), y(line.y2));
        cairo_stroke(pages.cairo());
    }
    void operator()(const DrawnBox& box) const
    {
        setInk(pages.cairo(), box.ink);
        cairo_rectangle(pages.cairo(), x(box.x), y(box.y), scale * box.width, scale * box.height);
        cairo_fill(pages.cairo());
    }
    void operator()(const DrawnDot& dot) const
    {
        setInk(pages.cairo(), dot.ink);
        cairo_arc(pages.cairo(), x(dot.x), y(dot.y), scale * dot.radius, 0.0, 2.0 * std::numbers::pi);
        cairo_fill(pages.cairo());
    }
    void operator()(const DrawnText& text) const
    {
        const auto layout = pages.layout(text.text, {.size = text.size * scale}, -1.0);
        const double share = shareBefore(text.anchor);
        const double baseline = double(pango_layout_get_baseline(layout.get())) / PANGO_SCALE;
        pages.drawAt(layout.get(), x(text.x) - share * PdfPages::widthOf(layout.get()), y(text.y) - baseline, text.ink);
    }
};

void PdfRun::operator()(const ReportChart& chart)
{
    const double scale = m_pages.textWidth() / chart.drawing.width;
    const double height = scale * chart.drawing.height;
    m_pages.need(height + 16.0);
    for (const auto& mark : chart.drawing.marks)
        std::visit(PdfMark{m_pages, m_pages.left(), m_pages.y(), scale}, mark);
    m_pages.advance(height + 2.0);
    m_pages.flow(chart.caption, {.size = 7.5, .ink = Ink::muted});
    m_pages.space(8.0);
}

/// Has letters between which a line may break anywhere.
bool isEastAsian(const std::string& text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0xe3 && static_cast<unsigned char>(c) <= 0xed;
    });
}

/// As browsers do: at least the longest word, at most the whole text, what is left in between by need.
std::vector<double> PdfRun::widths(const Table& table) const
{
    constexpr double kMostMinimum = 90.0;
    std::vector<double> least;
    std::vector<double> most;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        double longest = 0.0;
        double whole = 0.0;
        const bool number = table.columns[i].number;
        const auto measure = [&](const std::string& text, bool bold, bool together) {
            whole = std::max(whole, PdfPages::widthOf(m_pages.layout(text, {.size = kCell, .bold = bold}, -1.0).get()));
            for (std::size_t at = 0; at < text.size();) {
                std::size_t end = text.size();
                if (!together)
                    end = std::min(text.find(' ', at), end);
                const std::string word = text.substr(at, end - at);
                double width = PdfPages::widthOf(m_pages.layout(word, {.size = kCell, .bold = bold}, -1.0).get());
                if (!together && isEastAsian(word))
                    width = std::min(width, 4.5 * kCell);
                longest = std::max(longest, width);
                at = end + 1;
            }
        };
        measure(table.columns[i].title, true, false);
        for (const auto& row : table.rows)
            measure(cellText(row[i]), row[i].best, number); // a figure is one line
        least.push_back(std::min(longest, kMostMinimum) + 2.0 * kPadding + 0.5);
        most.push_back(std::min(whole, 260.0) + 2.0 * kPadding + 0.5);
    }
    double sumLeast = 0.0;
    double sumMost = 0.0;
    for (std::size_t i = 0; i < least.size(); ++i) {
        most[i] = std::max(most[i], least[i]);
        sumLeast += least[i];
        sumMost += most[i];
    }
    const double room = m_pages.textWidth();
    std::vector<double> result;
    for (std::size_t i = 0; i < least.size(); ++i)
        if (sumLeast >= room)
            result.push_back(least[i] * room / sumLeast);
        else if (sumMost <= room)
            result.push_back(most[i] * room / sumMost);
        else
            result.push_back(least[i] + (most[i] - least[i]) * (room - sumLeast) / (sumMost - sumLeast));
    return result;
}

double PdfRun::rowHeight(const std::vector<PdfPages::Layout>& cells)
{
    double height = 0.0;
    for (const auto& cell : cells)
        height = std::max(height, PdfPages::heightOf(cell.get()));
    return height + 2.0 * kPadding;
}

void PdfRun::rule(Ink ink)
{
    setInk(m_pages.cairo(), ink);
    cairo_set_line_width(m_pages.cairo(), 0.5);
    cairo_move_to(m_pages.cairo(), m_pages.left(), m_pages.y());
    cairo_line_to(m_pages.cairo(), m_pages.left() + m_pages.textWidth(), m_pages.y());
    cairo_stroke(m_pages.cairo());
}

void PdfRun::drawRow(const std::vector<PdfPages::Layout>& cells, const std::vector<double>& widths,
                     const std::vector<Ink>& inks)
{
    double x = m_pages.left();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        m_pages.drawAt(cells[i].get(), x + kPadding, m_pages.y() + kPadding, inks[i]);
        x += widths[i];
    }
    m_pages.advance(rowHeight(cells));
    rule(Ink::grid);
}

void PdfRun::tableHead(const Table& table, const std::vector<double>& widths)
{
    std::vector<PdfPages::Layout> cells;
    cells.reserve(widths.size());
    for (std::size_t i = 0; i < widths.size(); ++i)
        cells.push_back(m_pages.layout(table.columns[i].title,
                                       {.size = kCell, .bold = true, .align = alignmentOf(table.columns[i])},
                                       widths[i] - 2.0 * kPadding));
    drawRow(cells, widths, std::vector<Ink>(widths.size(), Ink::text));
    rule(Ink::muted);
}

void PdfRun::operator()(const Table& table)
{
    m_pages.need(60.0);
    m_pages.flow(table.caption, {.size = 7.5, .ink = Ink::muted});
    const std::vector<double> columns = widths(table);
    tableHead(table, columns);
    for (const auto& row : table.rows) {
        std::vector<PdfPages::Layout> cells;
        std::vector<Ink> inks;
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells.push_back(m_pages.layout(cellText(row[i]),
                                           {.size = kCell, .bold = row[i].best, .align = alignmentOf(table.columns[i])},
                                           columns[i] - 2.0 * kPadding));
            inks.push_back(inkOf(row[i].tone));
        }
        if (m_pages.y() + rowHeight(cells) > m_pages.bottom()) {
            m_pages.newPage();
            tableHead(table, columns);
        }
        drawRow(cells, columns, inks);
    }
    m_pages.space(10.0);
}

struct PngSource {
    const std::string& bytes;
    std::size_t at = 0;
};

cairo_status_t readPng(void* closure, unsigned char* data, unsigned int length)
{
    auto& source = *static_cast<PngSource*>(closure);
    if (source.bytes.size() - source.at < length)
        return CAIRO_STATUS_READ_ERROR;
    std::copy_n(source.bytes.begin() + std::ptrdiff_t(source.at), length, reinterpret_cast<char*>(data));
    source.at += length;
    return CAIRO_STATUS_SUCCESS;
}

void PdfRun::logo()
{
    if (m_document.logo.empty())
        return;
    PngSource source{m_document.logo};
    cairo_surface_t* image = cairo_image_surface_create_from_png_stream(readPng, &source);
    const double width = cairo_image_surface_get_width(image);
    const double height = cairo_image_surface_get_height(image);
    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS && width > 0.0 && height > 0.0) {
        const double scale = std::min({40.0 / height, 160.0 / width});
        cairo_t* cairo = m_pages.cairo();
        cairo_save(cairo);
        cairo_translate(cairo, m_pages.left() + m_pages.textWidth() - width * scale, m_pages.y());
        cairo_scale(cairo, scale, scale);
        cairo_set_source_surface(cairo, image, 0.0, 0.0);
        cairo_paint(cairo);
        cairo_restore(cairo);
        m_pages.advance(height * scale + 6.0);
    }
    cairo_surface_destroy(image);
}

void PdfRun::lead(const std::string& heading, const std::vector<std::string>& lines, bool strong)
{
    m_pages.space(6.0);
    m_pages.flow(heading, {.size = 8.0, .bold = true, .ink = Ink::accent});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        PdfText look{.size = 9.5};
        if (strong && (i == 0 || m_document.equalAnswers))
            look = {.size = 10.5, .bold = true};
        m_pages.flow(lines[i], look);
    }
}

void PdfRun::title()
{
    logo();
    m_pages.flow(m_document.title, {.size = 18.0, .bold = true});
    if (const std::string by = byLine(m_document); !by.empty())
        m_pages.flow(by, {.ink = Ink::muted});
    lead(m_document.askedTitle, {m_document.asked}, false);
    lead(m_document.answerTitle, m_document.answer, true);
    if (!m_document.notes.empty())
        lead(m_document.notesTitle, {m_document.notes}, false);
}

void PdfRun::contents()
{
    lead(m_document.contentsTitle, {}, false);
    for (std::size_t i = 0; i < m_document.sections.size(); ++i) {
        m_pages.need(13.0);
        const std::string link = fmt::format("dest='s{}'", i + 1);
        const auto name = m_pages.layout(m_document.sections[i].title, {}, -1.0);
        int number = 0;
        if (i < m_known.size())
            number = m_known[i];
        const auto page = m_pages.layout(std::to_string(number), {}, -1.0);
        cairo_tag_begin(m_pages.cairo(), CAIRO_TAG_LINK, link.c_str());
        m_pages.drawAt(name.get(), m_pages.left() + 8.0, m_pages.y(), Ink::text);
        cairo_tag_end(m_pages.cairo(), CAIRO_TAG_LINK);
        m_pages.drawAt(page.get(), m_pages.left() + m_pages.textWidth() - PdfPages::widthOf(page.get()), m_pages.y(),
                       Ink::text);
        m_pages.advance(13.0);
    }
    m_pages.space(8.0);
}

/// A heading stays with the chart behind it.
double PdfRun::firstHeight(const ReportSection& section) const
{
    if (section.blocks.empty())
        return 0.0;
    const auto* chart = std::get_if<ReportChart>(&section.blocks.front());
    if (!chart)
        return 0.0;
    return chart->drawing.height * m_pages.textWidth() / chart->drawing.width - 50.0;
}

std::vector<int> PdfRun::draw()
{
    title();
    contents();
    std::vector<int> found;
    for (std::size_t i = 0; i < m_document.sections.size(); ++i) {
        const ReportSection& section = m_document.sections[i];
        m_pages.space(10.0);
        m_pages.need(90.0 + firstHeight(section));
        const std::string name = fmt::format("name='s{}'", i + 1);
        cairo_tag_begin(m_pages.cairo(), CAIRO_TAG_DEST, name.c_str());
        cairo_tag_end(m_pages.cairo(), CAIRO_TAG_DEST);
        found.push_back(m_pages.page());
        PdfText heading{.size = 11.0, .bold = true};
        if (section.level == 1)
            heading.size = 13.0;
        m_pages.flow(section.title, heading);
        m_pages.space(4.0);
        for (const ReportBlock& block : section.blocks)
            std::visit(*this, block);
    }
    m_pages.finish();
    return found;
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length)
{
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

struct PdfPass {
    std::string bytes;
    std::vector<int> sections;
    int pages = 0;
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
};

PdfPass passOver(const ReportDocument& document, Paper paper, const PdfPass& before)
{
    PdfPass pass;
    const PaperSize size = sizeOf(paper);
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &pass.bytes, size.width, size.height);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, document.author.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, document.engine.c_str());
    // Equal reports are equal files: cairo would write the time of day.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    for (std::size_t i = 0; i < document.sections.size(); ++i)
        cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, document.sections[i].title.c_str(),
                                      fmt::format("dest='s{}'", i + 1).c_str(), cairo_pdf_outline_flags_t{});
    {
        PdfPages pages(surface, paper, document.language, document.engine, before.pages);
        pass.sections = PdfRun(pages, document, before.sections).draw();
        pass.pages = pages.page();
    }
    cairo_surface_finish(surface);
    pass.status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return pass;
}

} // namespace

Result<std::string> toPdf(const ReportDocument& whole, Paper paper)
{
    const ReportDocument document = readable(whole);
    const PdfPass measured = passOver(document, paper, {});
    PdfPass drawn = passOver(document, paper, measured);
    if (drawn.status != CAIRO_STATUS_SUCCESS)
        return fail(ErrorCode::fileUnwritable, {"PDF", cairo_status_to_string(drawn.status)});
    return std::move(drawn.bytes);
}

} // namespace tenbin
