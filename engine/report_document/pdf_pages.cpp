// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report_document/pdf_pages.h"

#include <algorithm>

#include <fmt/format.h>

namespace tenbin {

void setInk(cairo_t* cairo, Ink ink)
{
    // The light palette of the HTML writer.
    struct Colour {
        double red, green, blue;
    };
    const auto colour = [](int rgb) {
        return Colour{(rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0};
    };
    Colour c = colour(0x1d2630);
    switch (ink) {
    case Ink::text:
        break;
    case Ink::muted:
        c = colour(0x5a6672);
        break;
    case Ink::grid:
        c = colour(0xd5dbe1);
        break;
    case Ink::accent:
        c = colour(0x2d6a9f);
        break;
    case Ink::soft:
        c = colour(0x9dbfdd);
        break;
    case Ink::good:
        c = colour(0x1f7a4d);
        break;
    case Ink::warn:
        c = colour(0xa86400);
        break;
    case Ink::bad:
        c = colour(0xb3352d);
        break;
    }
    cairo_set_source_rgb(cairo, c.red, c.green, c.blue);
}

namespace {

/// A number stays with its unit: thin spaces as narrow ones that do not break.
std::string unbroken(std::string text)
{
    constexpr std::string_view thin = "\u2009";
    constexpr std::string_view narrow = "\u202f";
    for (std::size_t at = text.find(thin); at != std::string::npos; at = text.find(thin, at))
        text.replace(at, thin.size(), narrow);
    return text;
}

} // namespace

PaperSize sizeOf(Paper paper)
{
    switch (paper) {
    case Paper::a4:
        return {595.276, 841.89};
    case Paper::letter:
        break;
    }
    return {612.0, 792.0};
}

PdfPages::PdfPages(cairo_surface_t* surface, Paper paper, const std::string& language, std::string foot, int pages)
    // A font map of its own: pango's default one belongs to one thread.
    : m_cairo(cairo_create(surface)), m_fonts(pango_cairo_font_map_new()),
      m_context(pango_font_map_create_context(m_fonts)), m_width(sizeOf(paper).width), m_height(sizeOf(paper).height),
      m_foot(std::move(foot)), m_pages(pages)
{
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(m_fonts), 72.0);
    pango_context_set_language(m_context, pango_language_from_string(language.c_str()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(m_context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(m_context, FALSE);
}

PdfPages::~PdfPages()
{
    g_object_unref(m_context);
    g_object_unref(m_fonts);
    cairo_destroy(m_cairo);
}

void PdfPages::foot()
{
    const double y = m_height - m_margin;
    const Layout name = layout(m_foot, {.size = 7.5}, -1.0);
    drawAt(name.get(), m_margin, y, Ink::muted);
    const Layout number = layout(fmt::format("{} / {}", m_page, m_pages), {.size = 7.5}, -1.0);
    drawAt(number.get(), m_width - m_margin - widthOf(number.get()), y, Ink::muted);
}

void PdfPages::newPage()
{
    foot();
    cairo_show_page(m_cairo);
    ++m_page;
    m_y = m_margin;
}

void PdfPages::finish()
{
    foot();
    cairo_show_page(m_cairo);
}

void PdfPages::need(double points)
{
    if (!atTop() && m_y + points > bottom())
        newPage();
}

PdfPages::Layout PdfPages::layout(const std::string& text, const PdfText& look, double width) const
{
    Layout result(pango_layout_new(m_context), g_object_unref);
    const char* family = "DejaVu Sans, IPAGothic";
    if (look.code)
        family = "DejaVu Sans Mono, IPAGothic";
    PangoFontDescription* font = pango_font_description_from_string(family);
    pango_font_description_set_absolute_size(font, look.size * PANGO_SCALE);
    if (look.bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(result.get(), font);
    pango_font_description_free(font);
    const std::string whole = unbroken(text);
    pango_layout_set_text(result.get(), whole.c_str(), int(whole.size()));
    pango_layout_set_alignment(result.get(), look.align);
    if (width >= 0.0) {
        pango_layout_set_width(result.get(), int(width * PANGO_SCALE));
        pango_layout_set_wrap(result.get(), PANGO_WRAP_WORD_CHAR);
    }
    return result;
}

double PdfPages::heightOf(PangoLayout* layout)
{
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout, &width, &height);
    return double(height) / PANGO_SCALE;
}

double PdfPages::widthOf(PangoLayout* layout)
{
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout, &width, &height);
    return double(width) / PANGO_SCALE;
}

void PdfPages::drawAt(PangoLayout* layout, double x, double y, Ink ink)
{
    setInk(m_cairo, ink);
    cairo_move_to(m_cairo, x, y);
    pango_cairo_show_layout(m_cairo, layout);
}

std::size_t PdfPages::flowPart(const std::string& text, const PdfText& look, double indent, bool isRest)
{
    const Layout part = layout(text, look, textWidth() - indent);
    const int lines = pango_layout_get_line_count(part.get());
    // The last line would go on with what follows: it is set again together with it.
    int drawn = lines;
    if (!isRest && lines >= 2)
        --drawn;
    for (int i = 0; i < drawn; ++i) {
        PangoLayoutLine* line = pango_layout_get_line_readonly(part.get(), i);
        const double height = look.size * 1.4;
        need(height);
        setInk(m_cairo, look.ink);
        cairo_move_to(m_cairo, m_margin + indent, m_y + look.size * 1.05);
        pango_cairo_show_layout_line(m_cairo, line);
        m_y += height;
    }
    if (drawn == lines)
        return text.size();
    return std::size_t(pango_layout_get_line_readonly(part.get(), drawn)->start_index);
}

void PdfPages::flow(const std::string& text, const PdfText& look, double indent)
{
    // Pango takes the square of a paragraph's length to break it.
    constexpr std::size_t kPart = 2000;
    std::size_t at = 0;
    do {
        std::size_t end = std::min(text.size(), at + kPart);
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            ++end;
        at += flowPart(text.substr(at, end - at), look, indent, end == text.size());
    } while (at < text.size());
}

} // namespace tenbin
