// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/error_plot.h"

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "gui/items/validation_model.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kDot = 3.5, kReach = 8.0;
constexpr int kPadding = 8;

double middle(const ScoredRow& row) { return std::sqrt(row.value.measured * row.value.predicted); }

} // namespace

ErrorPlot::ErrorPlot(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("errorPlot"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Estimated against measured"));
}

void ErrorPlot::setRows(std::shared_ptr<const ValidationReport> report, std::vector<int> rows,
                        const std::string& metric)
{
    m_report = std::move(report);
    m_rows = std::move(rows);
    m_metric = metric;
    m_hovered = -1;
    double low = 1e300;
    double high = 0.0;
    m_families.clear();
    for (const int index : m_rows) {
        const ScoredRow& row = m_report->scored[static_cast<std::size_t>(index)];
        for (const double value : {row.value.measured, row.value.predicted})
            if (value > 0.0) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        if (std::find(m_families.begin(), m_families.end(), row.family) == m_families.end())
            m_families.push_back(row.family);
    }
    std::sort(m_families.begin(), m_families.end(),
              [](const std::string& a, const std::string& b) { return familyPlace(a) < familyPlace(b); });
    m_axis = high > 0.0 ? Axis{std::floor(std::log10(low)), std::ceil(std::log10(high))} : Axis{};
    if (m_axis.high <= m_axis.low)
        m_axis.high = m_axis.low + 1.0;
    if (std::find(m_rows.begin(), m_rows.end(), m_current) == m_rows.end())
        m_current = -1;
    update();
}

void ErrorPlot::setCurrent(int row)
{
    m_current = row;
    update();
}

QRectF ErrorPlot::plotArea() const
{
    const int left =
        kPadding + fontMetrics().horizontalAdvance(QStringLiteral("000 MiB")) + fontMetrics().height() + kPadding;
    const int bottom = 2 * fontMetrics().height() + 2 * kPadding;
    const QRectF free(left, kPadding, std::max(40, width() - left - 2 * kPadding),
                      std::max(40, height() - bottom - kPadding));
    const double side = std::min(free.width(), free.height());
    return {free.left(), free.top(), side, side}; // a diagonal at 45 degrees
}

QPointF ErrorPlot::map(double measured, double predicted) const
{
    const QRectF area = plotArea();
    const auto share = [&](double value) {
        return (std::log10(std::max(value, 1e-300)) - m_axis.low) / (m_axis.high - m_axis.low);
    };
    return {area.left() + share(measured) * area.width(), area.bottom() - share(predicted) * area.height()};
}

QPointF ErrorPlot::positionOf(int row) const
{
    const ScoredValue& value = m_report->scored[static_cast<std::size_t>(row)].value;
    return map(value.measured, value.predicted);
}

int ErrorPlot::rowAt(const QPointF& position) const
{
    int best = -1;
    double nearest = kReach;
    for (const int row : m_rows) {
        const QPointF difference = positionOf(row) - position;
        const double distance = std::hypot(difference.x(), difference.y());
        if (distance < nearest) {
            nearest = distance;
            best = row;
        }
    }
    return best;
}

QColor ErrorPlot::colorOf(const ScoredRow& row) const
{
    return categoryColor(familyColor(row.family), themeColors(palette()).dark);
}

void ErrorPlot::drawGrid(QPainter& painter, const QRectF& area) const
{
    const ThemeColors& colors = themeColors(palette());
    painter.setPen(QPen(colors.line, 1.0));
    const auto step = std::max(1, static_cast<int>(std::ceil((m_axis.high - m_axis.low) / 8.0)));
    for (int decade = static_cast<int>(m_axis.low); decade <= static_cast<int>(m_axis.high); decade += step) {
        const double value = std::pow(10.0, decade);
        const QPointF at = map(value, value);
        painter.setPen(QPen(colors.line, 1.0));
        painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()));
        painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()));
        painter.setPen(colors.mutedText);
        const QString label = metricValueText(m_metric, value);
        const int half = fontMetrics().horizontalAdvance(label) / 2;
        painter.drawText(QPointF(std::clamp(at.x() - half, area.left() - half, width() - 2.0 * half),
                                 area.bottom() + fontMetrics().ascent() + 4),
                         label);
        painter.drawText(QRectF(0, at.y() - fontMetrics().height() / 2.0, area.left() - 4, fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter, label);
    }
    // The band of a factor two, and the diagonal where estimate and measurement meet.
    const double lowest = std::pow(10.0, m_axis.low);
    const double highest = std::pow(10.0, m_axis.high);
    painter.save();
    painter.setClipRect(area);
    for (const double factor : {0.5, 1.0, 2.0}) {
        painter.setPen(
            QPen(factor == 1.0 ? colors.mutedText : colors.line, 1.0, factor == 1.0 ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(map(lowest, lowest * factor), map(highest, highest * factor));
    }
    painter.restore();
    painter.setPen(colors.mutedText);
    painter.drawText(
        QRectF(area.left(), area.bottom() + fontMetrics().height() + 6, area.width(), fontMetrics().height()),
        Qt::AlignCenter, tr("measured"));
    painter.save();
    painter.translate(kPadding + fontMetrics().height() / 2.0, area.center().y());
    painter.rotate(-90.0);
    painter.drawText(QRectF(-100, -fontMetrics().height() / 2.0, 200, fontMetrics().height()), Qt::AlignCenter,
                     tr("estimated"));
    painter.restore();
}

void ErrorPlot::drawDots(QPainter& painter) const
{
    const ThemeColors& colors = themeColors(palette());
    for (const int index : m_rows) {
        const ScoredRow& row = m_report->scored[static_cast<std::size_t>(index)];
        QColor fill = colorOf(row);
        fill.setAlpha(170);
        painter.setPen(row.own ? QPen(colors.text, 1.5) : Qt::NoPen);
        painter.setBrush(fill);
        const QPointF at = positionOf(index);
        if (row.own)
            painter.drawRect(QRectF(at.x() - kDot, at.y() - kDot, 2 * kDot, 2 * kDot));
        else
            painter.drawEllipse(at, kDot, kDot);
    }
    painter.setBrush(Qt::NoBrush);
    for (const int index : {m_hovered, m_current}) {
        if (index < 0 || std::find(m_rows.begin(), m_rows.end(), index) == m_rows.end())
            continue;
        const ScoredValue& value = m_report->scored[static_cast<std::size_t>(index)].value;
        painter.setPen(QPen(colors.accent, 2.0));
        if (value.low && value.high)
            painter.drawLine(map(value.measured, *value.low), map(value.measured, *value.high));
        painter.drawEllipse(positionOf(index), kDot + 3, kDot + 3);
    }
}

void ErrorPlot::drawLegend(QPainter& painter, const QRectF& area) const
{
    const ThemeColors& colors = themeColors(palette());
    const int line = fontMetrics().height();
    int y = static_cast<int>(area.top()) + 4;
    for (std::size_t i = 0; i < m_families.size(); ++i, y += line) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(categoryColor(familyColor(m_families[i]), colors.dark));
        painter.drawEllipse(QPointF(area.left() + 10, y + line / 2.0), kDot, kDot);
        painter.setPen(colors.text);
        painter.drawText(QPointF(area.left() + 20, y + fontMetrics().ascent()), familyText(m_families[i]));
    }
}

void ErrorPlot::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors& colors = themeColors(palette());
    painter.fillRect(rect(), colors.surface);
    if (m_rows.empty()) {
        painter.setPen(colors.mutedText);
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
                         m_report ? tr("No measurement matches. Choose another family or figure, or clear the filter.")
                                  : tr("Estimating what was measured…"));
        return;
    }
    const QRectF area = plotArea();
    drawGrid(painter, area);
    drawDots(painter);
    drawLegend(painter, area);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.accent, 1.0));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

QString ErrorPlot::describe(const ScoredRow& row)
{
    return QStringLiteral("%1, %2\n%3 → %4 (%5)\n%6")
        .arg(QString::fromStdString(row.measurement.model), QString::fromStdString(row.measurement.target),
             metricValueText(row.metric, row.value.measured), metricValueText(row.metric, row.value.predicted),
             changeText(row.value.error()), QString::fromStdString(row.measurement.toolchain));
}

void ErrorPlot::mouseMoveEvent(QMouseEvent* event)
{
    const int row = m_report ? rowAt(event->position()) : -1;
    if (row == m_hovered)
        return;
    m_hovered = row;
    update();
    if (row >= 0)
        QToolTip::showText(event->globalPosition().toPoint(), describe(m_report->scored[static_cast<std::size_t>(row)]),
                           this);
    else
        QToolTip::hideText();
}

void ErrorPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_report)
        return;
    if (const int row = rowAt(event->position()); row >= 0) {
        setCurrent(row);
        Q_EMIT chosen(row);
    }
}

void ErrorPlot::leaveEvent(QEvent* /*event*/)
{
    m_hovered = -1;
    update();
}

/// Left and right walk the dots from small to large.
void ErrorPlot::keyPressEvent(QKeyEvent* event)
{
    int step = 0;
    if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Up)
        step = 1;
    else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Down)
        step = -1;
    if (step == 0 || m_rows.empty())
        return QWidget::keyPressEvent(event);
    std::vector<int> order = m_rows;
    std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
        return middle(m_report->scored[static_cast<std::size_t>(a)])
               < middle(m_report->scored[static_cast<std::size_t>(b)]);
    });
    const auto here = std::find(order.begin(), order.end(), m_current);
    const auto last = static_cast<std::ptrdiff_t>(order.size()) - 1;
    const std::ptrdiff_t next =
        here == order.end() ? 0 : std::clamp<std::ptrdiff_t>(here - order.begin() + step, 0, last);
    setCurrent(order[static_cast<std::size_t>(next)]);
    Q_EMIT chosen(m_current);
}

} // namespace tenbin
