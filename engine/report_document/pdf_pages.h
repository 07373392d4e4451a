// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <cairo.h>
#include <pango/pangocairo.h>

#include "engine/report_document/document.h"

namespace tenbin {

/// How a stretch of text looks; sizes in points.
struct PdfText {
    double size = 9.0;
    bool bold = false, code = false;
    Ink ink = Ink::text;
    PangoAlignment align = PANGO_ALIGN_LEFT;
};

struct PaperSize {
    double width, height; ///< points
};
PaperSize sizeOf(Paper paper);

/// Colour of an ink on paper.
void setInk(cairo_t* cairo, Ink ink);

/// Sheets of paper that fill from the top; goes on to the next where something does not fit.
class PdfPages {
public:
    PdfPages(cairo_surface_t* surface, Paper paper, const std::string& language, std::string foot, int pages);
    ~PdfPages();
    PdfPages(const PdfPages&) = delete;
    PdfPages& operator=(const PdfPages&) = delete;

    cairo_t* cairo() const { return m_cairo; }
    double left() const { return m_margin; }
    double textWidth() const { return m_width - 2.0 * m_margin; }
    double bottom() const { return m_height - m_margin - 14.0; }
    double y() const { return m_y; }
    int page() const { return m_page; }
    bool atTop() const { return m_y <= m_margin; }

    void space(double points)
    {
        if (!atTop())
            m_y += points;
    }
    /// A new page unless `points` are left on this one.
    void need(double points);
    void newPage();
    void finish();

    using Layout = std::unique_ptr<PangoLayout, void (*)(gpointer)>;
    /// Text broken into lines of `width` points; a negative width does not break.
    Layout layout(const std::string& text, const PdfText& look, double width) const;
    static double heightOf(PangoLayout* layout);
    static double widthOf(PangoLayout* layout);
    void drawAt(PangoLayout* layout, double x, double y, Ink ink);
    /// Lines one by one from here on, over pages where need be.
    void flow(const std::string& text, const PdfText& look, double indent = 0.0);
    void advance(double points) { m_y += points; }

private:
    void foot();
    /// A part of a text; how many of its bytes were set. `isRest`: nothing follows.
    std::size_t flowPart(const std::string& text, const PdfText& look, double indent, bool isRest);

    cairo_t* m_cairo;
    PangoFontMap* m_fonts;
    PangoContext* m_context;
    double m_width, m_height, m_margin = 45.0, m_y = 45.0;
    std::string m_foot;
    int m_page = 1, m_pages;
};

} // namespace tenbin
