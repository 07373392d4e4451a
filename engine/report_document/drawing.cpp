// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report_document/drawing.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/report_document/escape.h"

namespace tenbin {

namespace {

constexpr double kWidth = 720.0, kRow = 20.0, kLabels = 250.0, kTexts = 150.0, kMargin = 6.0;

const char* anchorName(Anchor anchor)
{
    switch (anchor) {
    case Anchor::start:
        return "start";
    case Anchor::middle:
        return "middle";
    case Anchor::end:
        return "end";
    }
    return "start";
}

Ink inkOf(const ReportPoint& point)
{
    if (!point.label.empty())
        return Ink::warn;
    if (point.marked)
        return Ink::accent;
    return Ink::soft;
}

double radiusOf(const ReportPoint& point)
{
    if (point.marked)
        return 3.5;
    return 2.0;
}

struct SvgMark {
    std::string operator()(const DrawnLine& l) const
    {
        return fmt::format(
            R"(<line class="line-{}" x1="{:.2f}" y1="{:.2f}" x2="{:.2f}" y2="{:.2f}" stroke-width="{:.2f}"/>)",
            inkName(l.ink), l.x1, l.y1, l.x2, l.y2, l.width);
    }
    std::string operator()(const DrawnBox& b) const
    {
        return fmt::format(R"(<rect class="ink-{}" x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"/>)",
                           inkName(b.ink), b.x, b.y, b.width, b.height);
    }
    std::string operator()(const DrawnDot& d) const
    {
        return fmt::format(R"(<circle class="ink-{}" cx="{:.2f}" cy="{:.2f}" r="{:.2f}"/>)", inkName(d.ink), d.x, d.y,
                           d.radius);
    }
    std::string operator()(const DrawnText& t) const
    {
        return fmt::format(
            R"(<text class="ink-{}" x="{:.2f}" y="{:.2f}" font-size="{:.1f}" text-anchor="{}">{}</text>)",
            inkName(t.ink), t.x, t.y, t.size, anchorName(t.anchor), escapedXml(t.text));
    }
};

/// Lengths of bars: from 0, or by logarithm where the smallest would vanish.
struct BarScale {
    double low = 0.0, high = 1.0;
    bool logarithmic = false;

    explicit BarScale(const std::vector<ReportBar>& bars)
    {
        double least = HUGE_VAL;
        double most = 0.0;
        for (const ReportBar& bar : bars) {
            most = std::max({most, bar.value, bar.high});
            if (bar.value > 0.0)
                least = std::min(least, bar.value);
        }
        if (most > 0.0)
            high = most;
        logarithmic = least > 0.0 && high / least > 100.0 && std::isfinite(least);
        if (logarithmic)
            low = std::pow(10.0, std::floor(std::log10(least)) - 0.3);
    }
    double place(double value) const
    {
        if (!logarithmic)
            return std::clamp(value / high, 0.0, 1.0);
        if (value <= low)
            return 0.0;
        return std::clamp(std::log(value / low) / std::log(high / low), 0.0, 1.0);
    }
};

void addGrid(Drawing& drawing, const BarScale& scale, double left, double width)
{
    if (!scale.logarithmic)
        return;
    for (double tick = std::pow(10.0, std::ceil(std::log10(scale.low))); tick <= scale.high; tick *= 10.0) {
        const double x = left + width * scale.place(tick);
        drawing.marks.emplace_back(DrawnLine{x, 0.0, x, drawing.height, Ink::grid, 0.6});
    }
}

double placeOn(const ScatterAxis& axis, double value)
{
    if (axis.high <= axis.low)
        return 0.5;
    if (axis.logarithmic && axis.low > 0.0)
        return std::log(value / axis.low) / std::log(axis.high / axis.low);
    return (value - axis.low) / (axis.high - axis.low);
}

} // namespace

const char* inkName(Ink ink)
{
    switch (ink) {
    case Ink::text:
        return "text";
    case Ink::muted:
        return "muted";
    case Ink::grid:
        return "grid";
    case Ink::accent:
        return "accent";
    case Ink::soft:
        return "soft";
    case Ink::good:
        return "good";
    case Ink::warn:
        return "warn";
    case Ink::bad:
        return "bad";
    }
    return "text";
}

std::string toSvg(const Drawing& drawing, const std::string& label)
{
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">\n",
        drawing.width, drawing.height, escapedXml(label));
    for (const auto& mark : drawing.marks)
        svg += std::visit(SvgMark{}, mark) + "\n";
    return svg + "</svg>\n";
}

Drawing barChart(const std::vector<ReportBar>& bars)
{
    Drawing drawing{.width = kWidth, .height = kRow * static_cast<double>(bars.size()) + 2.0 * kMargin, .marks = {}};
    const BarScale scale(bars);
    const double width = kWidth - kLabels - kTexts;
    addGrid(drawing, scale, kLabels, width);
    double y = kMargin;
    for (const ReportBar& bar : bars) {
        const double middle = y + kRow / 2.0;
        const double baseline = middle + 4.0;
        drawing.marks.emplace_back(DrawnText{kLabels - 8.0, baseline, bar.label, Anchor::end, Ink::text, 11.0});
        drawing.marks.emplace_back(
            DrawnBox{kLabels, y + 4.0, std::max(1.0, width * scale.place(bar.value)), kRow - 8.0, bar.ink});
        double end = scale.place(bar.value);
        if (bar.high > bar.low) {
            const double from = kLabels + width * scale.place(bar.low);
            const double to = kLabels + width * scale.place(bar.high);
            drawing.marks.emplace_back(DrawnLine{from, middle, to, middle, Ink::text, 1.0});
            for (const double x : {from, to})
                drawing.marks.emplace_back(DrawnLine{x, middle - 3.0, x, middle + 3.0, Ink::text, 1.0});
            end = std::max(end, scale.place(bar.high));
        }
        drawing.marks.emplace_back(
            DrawnText{kLabels + width * end + 8.0, baseline, bar.text, Anchor::start, Ink::text, 11.0});
        y += kRow;
    }
    return drawing;
}

Drawing scatterChart(const std::vector<ReportPoint>& points, const ScatterAxis& x, const ScatterAxis& y, bool joined)
{
    Drawing drawing{.width = kWidth, .height = 340.0, .marks = {}};
    const double left = 90.0;
    const double right = kWidth - 30.0;
    const double top = 28.0;
    const double bottom = 290.0;
    const auto px = [&](double value) { return left + (right - left) * placeOn(x, value); };
    const auto py = [&](double value) { return bottom - (bottom - top) * placeOn(y, value); };
    drawing.marks.emplace_back(DrawnLine{left, bottom, right, bottom, Ink::muted, 1.0});
    drawing.marks.emplace_back(DrawnLine{left, top, left, bottom, Ink::muted, 1.0});
    drawing.marks.emplace_back(DrawnText{left, bottom + 18.0, x.lowText, Anchor::start, Ink::muted, 11.0});
    drawing.marks.emplace_back(DrawnText{right, bottom + 18.0, x.highText, Anchor::end, Ink::muted, 11.0});
    drawing.marks.emplace_back(
        DrawnText{(left + right) / 2.0, bottom + 38.0, x.title, Anchor::middle, Ink::text, 11.0});
    drawing.marks.emplace_back(DrawnText{left - 8.0, bottom, y.lowText, Anchor::end, Ink::muted, 11.0});
    drawing.marks.emplace_back(DrawnText{left - 8.0, top + 10.0, y.highText, Anchor::end, Ink::muted, 11.0});
    drawing.marks.emplace_back(DrawnText{left, top - 12.0, y.title, Anchor::start, Ink::text, 11.0});
    const ReportPoint* before = nullptr;
    for (const ReportPoint& point : points) {
        if (joined && point.marked && before)
            drawing.marks.emplace_back(
                DrawnLine{px(before->x), py(before->y), px(point.x), py(point.y), Ink::accent, 1.2});
        if (point.high > point.low)
            drawing.marks.emplace_back(
                DrawnLine{px(point.x), py(point.low), px(point.x), py(point.high), Ink::text, 1.0});
        if (point.marked)
            before = &point;
    }
    for (const ReportPoint& point : points)
        drawing.marks.emplace_back(DrawnDot{px(point.x), py(point.y), radiusOf(point), inkOf(point)});
    for (const ReportPoint& point : points)
        if (!point.label.empty()) {
            DrawnText label{px(point.x) + 8.0, py(point.y) - 6.0, point.label, Anchor::start, Ink::text, 11.0};
            if (placeOn(x, point.x) >= 0.6) { // on the right there is no room
                label.x = px(point.x) - 8.0;
                label.anchor = Anchor::end;
            }
            drawing.marks.emplace_back(std::move(label));
        }
    return drawing;
}

} // namespace tenbin
