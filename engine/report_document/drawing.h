// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace tenbin {

/// Colours by meaning: a writer chooses them for paper, light and dark.
enum class Ink : std::uint8_t { text, muted, grid, accent, soft, good, warn, bad };

struct DrawnLine {
    double x1 = 0.0, y1 = 0.0, x2 = 0.0, y2 = 0.0;
    Ink ink = Ink::grid;
    double width = 1.0;
};
struct DrawnBox {
    double x = 0.0, y = 0.0, width = 0.0, height = 0.0;
    Ink ink = Ink::accent;
};
struct DrawnDot {
    double x = 0.0, y = 0.0, radius = 2.0;
    Ink ink = Ink::accent;
};
enum class Anchor : std::uint8_t { start, middle, end };
struct DrawnText {
    double x = 0.0, y = 0.0; ///< of the baseline
    std::string text;
    Anchor anchor = Anchor::start;
    Ink ink = Ink::text;
    double size = 11.0;
};

/// A chart as marks, back to front; the origin is top left, lengths are CSS pixels.
struct Drawing {
    double width = 0.0, height = 0.0;
    std::vector<std::variant<DrawnLine, DrawnBox, DrawnDot, DrawnText>> marks;
};

/// An <svg> element whose colours are CSS classes ("ink-accent") of the page around it. `label` is what a
/// screen reader says.
std::string toSvg(const Drawing& drawing, const std::string& label);
/// "accent"
const char* inkName(Ink ink);

/// One bar of a chart: the value, its interval and what stands behind it.
struct ReportBar {
    std::string label, text;
    double value = 0.0;
    double low = 0.0, high = 0.0; ///< equal: no interval
    Ink ink = Ink::accent;
};
/// Horizontal bars from 0, or on a logarithmic axis where they span more than two decades.
Drawing barChart(const std::vector<ReportBar>& bars);

/// Points, dots of a front and its steps; texts of the axes' ends are given with their values.
struct ReportPoint {
    double x = 0.0, y = 0.0;
    double low = 0.0, high = 0.0; ///< of y; equal: no interval
    bool marked = false;          ///< on the front, or the knee if `label`
    std::string label;
};
struct ScatterAxis {
    std::string title, lowText, highText;
    double low = 0.0, high = 1.0;
    bool logarithmic = false;
};
Drawing scatterChart(const std::vector<ReportPoint>& points, const ScatterAxis& x, const ScatterAxis& y, bool joined);

} // namespace tenbin
