// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/scatter_plot.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "gui/explore/plot_axis.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kReach = 7; // pixels around the pointer
constexpr int kLeft = 76, kRight = 16, kTop = 12, kBottom = 44;
constexpr std::size_t kFewPoints = 20'000; // are drawn larger
constexpr std::size_t kMostRings = 400;    // marks of the front; the staircase goes through all
constexpr int kOpacity = 150;              // of a point, out of 255

/// From dark blue to yellow (cividis): brightness rises evenly.
QColor scaleColour(float place)
{
    static const std::array<QColor, 5> stops{QColor(0, 34, 78), QColor(66, 78, 108), QColor(125, 124, 120),
                                             QColor(187, 175, 113), QColor(254, 232, 56)};
    const float at = std::clamp(place, 0.0f, 1.0f) * 4.0f;
    const auto i = std::min<std::size_t>(3, static_cast<std::size_t>(at));
    const float t = at - static_cast<float>(i);
    const auto mix = [t](int a, int b) {
        return static_cast<int>(static_cast<float>(a) + t * static_cast<float>(b - a));
    };
    return {mix(stops[i].red(), stops[i + 1].red()), mix(stops[i].green(), stops[i + 1].green()),
            mix(stops[i].blue(), stops[i + 1].blue())};
}

void blend(QRgb& pixel, QRgb colour, int alpha)
{
    const auto mix = [alpha](int a, int b) { return a + (b - a) * alpha / 255; };
    pixel = qRgb(mix(qRed(pixel), qRed(colour)), mix(qGreen(pixel), qGreen(colour)), mix(qBlue(pixel), qBlue(colour)));
}

} // namespace

ScatterPlot::ScatterPlot(ExploreSession& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(&session, &ExploreSession::dataChanged, this, &ScatterPlot::invalidate);
    connect(&session, &ExploreSession::brushChanged, this, &ScatterPlot::invalidate);
    connect(&session, &ExploreSession::frontChanged, this, &ScatterPlot::invalidate);
    connect(&session, &ExploreSession::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&session, &ExploreSession::pinsChanged, this, qOverload<>(&QWidget::update));
}

void ScatterPlot::invalidate()
{
    m_dirty = true;
    update();
}

void ScatterPlot::setColourBy(std::size_t dimension)
{
    m_colourBy = dimension;
    invalidate();
}

void ScatterPlot::setSizeBy(std::optional<std::size_t> dimension)
{
    m_sizeBy = dimension;
    invalidate();
}

QRectF ScatterPlot::plotArea() const { return QRectF(rect()).adjusted(kLeft, kTop, -kRight, -kBottom); }

QRgb ScatterPlot::colourOf(std::size_t row) const
{
    const ExploreData& shown = *m_session.data();
    if (!m_session.brushed(row) || !shown.admitted(row))
        return m_palette.back();
    if (shown.dimensions()[m_colourBy].kind == Dimension::Kind::target)
        return m_palette[shown.layout().blockOf(shown.points().index[row]).target % kCategoryColors];
    const float place = shown.place(m_colourBy, row);
    return std::isnan(place) ? m_palette.back() : scaleColour(place).rgb();
}

/// Points outside the brush or the constraints first, so that they never cover others.
void ScatterPlot::drawCloud()
{
    const ThemeColors& colours = themeColors(palette());
    const QSize size = plotArea().size().toSize();
    m_cloud = QImage(size, QImage::Format_RGB32);
    m_cloud.fill(colours.surface);
    m_owner.assign(static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height()), 0);
    m_palette.clear();
    for (int i = 0; i < kCategoryColors; ++i)
        m_palette.push_back(categoryColor(i, colours.dark).rgb());
    m_palette.push_back(colours.track.rgb());
    m_dirty = false;
    const ExploreData* shown = m_session.data();
    if (!shown || size.isEmpty())
        return;
    const std::size_t x = xDimension();
    const std::size_t y = yDimension();
    const int usual = shown->size() < kFewPoints ? 2 : 1;
    const int width = size.width();
    const int height = size.height();
    for (const bool wanted : {false, true})
        for (std::size_t row = 0; row < shown->size(); ++row) {
            if ((shown->admitted(row) && m_session.brushed(row)) != wanted)
                continue;
            const double u = (shown->place(x, row) - m_view.left()) / m_view.width();
            const double v = (shown->place(y, row) - m_view.top()) / m_view.height();
            const bool inside = u >= 0.0 && u <= 1.0 && v >= 0.0 && v <= 1.0; // false of what is no number, too
            if (!inside)
                continue;
            const int px = static_cast<int>(u * (width - 1));
            const int py = static_cast<int>((1.0 - v) * (height - 1));
            const int reach =
                m_sizeBy ? 1 + static_cast<int>(3.0f * std::max(0.0f, shown->place(*m_sizeBy, row))) : usual;
            const QRgb colour = colourOf(row);
            for (int dy = std::max(0, py - reach); dy <= std::min(height - 1, py + reach); ++dy) {
                auto* line = reinterpret_cast<QRgb*>(m_cloud.scanLine(dy));
                for (int dx = std::max(0, px - reach); dx <= std::min(width - 1, px + reach); ++dx)
                    blend(line[dx], colour, kOpacity);
            }
            m_owner[static_cast<std::size_t>(py) * static_cast<std::size_t>(width) + static_cast<std::size_t>(px)] =
                static_cast<std::uint32_t>(row) + 1;
        }
}

QPointF ScatterPlot::positionOf(std::uint32_t row) const
{
    const QRectF area = plotArea();
    const ExploreData& shown = *m_session.data();
    const double u = (shown.place(xDimension(), row) - m_view.left()) / m_view.width();
    const double v = (shown.place(yDimension(), row) - m_view.top()) / m_view.height();
    return {area.left() + u * area.width(), area.bottom() - v * area.height()};
}

std::optional<std::uint32_t> ScatterPlot::rowAt(QPointF position) const
{
    if (!m_session.data() || m_cloud.isNull())
        return std::nullopt;
    const QPoint at = (position - plotArea().topLeft()).toPoint();
    std::optional<std::uint32_t> best;
    int nearest = kReach * kReach + 1;
    for (int dy = -kReach; dy <= kReach; ++dy)
        for (int dx = -kReach; dx <= kReach; ++dx) {
            const int x = at.x() + dx;
            const int y = at.y() + dy;
            const int distance = dx * dx + dy * dy;
            if (distance >= nearest || x < 0 || y < 0 || x >= m_cloud.width() || y >= m_cloud.height())
                continue;
            if (const std::uint32_t owner =
                    m_owner[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_cloud.width())
                            + static_cast<std::size_t>(x)]) {
                best = owner - 1;
                nearest = distance;
            }
        }
    return best;
}

void ScatterPlot::paintEvent(QPaintEvent* /*event*/)
{
    if (m_dirty || m_cloud.size() != plotArea().size().toSize())
        drawCloud();
    QPainter painter(this);
    const ThemeColors& colours = themeColors(palette());
    painter.fillRect(rect(), colours.surface);
    if (!m_session.data()) {
        painter.setPen(colours.mutedText);
        painter.drawText(
            rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
            tr("Choose networks, targets and axes on the left, then start: every design appears here as a point."));
        return;
    }
    painter.drawImage(plotArea().topLeft(), m_cloud);
    drawAxes(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(plotArea().adjusted(-6, -6, 6, 6));
    drawFront(painter);
    drawMarks(painter);
    painter.setClipping(false);
    drawLegend(painter);
    if (!m_rubber.isNull()) {
        QColor fill = colours.accent;
        fill.setAlpha(40);
        painter.fillRect(m_rubber, fill);
        painter.setPen(colours.accent);
        painter.drawRect(m_rubber);
    }
}

void ScatterPlot::drawAxes(QPainter& painter) const
{
    const QRectF area = plotArea();
    drawPlotAxis(painter, area, *m_session.data(), xDimension(), m_view.left(), m_view.right(), Qt::Horizontal,
                 palette());
    drawPlotAxis(painter, area, *m_session.data(), yDimension(), m_view.top(), m_view.bottom(), Qt::Vertical,
                 palette());
}

void ScatterPlot::drawFront(QPainter& painter) const
{
    const ThemeColors& colours = themeColors(palette());
    const FrontSummary& front = m_session.plotFront();
    if (front.front.empty() || front.front.back() >= m_session.data()->size())
        return;
    std::vector<QPointF> corners;
    corners.reserve(front.front.size());
    for (const std::uint32_t row : front.front)
        corners.push_back(positionOf(row));
    std::sort(corners.begin(), corners.end(),
              [](QPointF a, QPointF b) { return a.x() != b.x() ? a.x() < b.x() : a.y() < b.y(); });
    // What lies between two corners is reached by the one that is worse on the horizontal axis or by the other.
    const bool wantsRight = naturalObjective(m_session.plotX()).maximise;
    QPainterPath stairs(corners.front());
    for (std::size_t i = 1; i < corners.size(); ++i) {
        stairs.lineTo(wantsRight ? QPointF(corners[i - 1].x(), corners[i].y())
                                 : QPointF(corners[i].x(), corners[i - 1].y()));
        stairs.lineTo(corners[i]);
    }
    painter.setPen(QPen(colours.text, 1.4));
    painter.drawPath(stairs);
    painter.setBrush(colours.surface);
    const std::size_t step = std::max<std::size_t>(1, corners.size() / kMostRings);
    for (std::size_t i = 0; i < corners.size(); i += step)
        painter.drawEllipse(corners[i], 3.0, 3.0);
    if (!front.knee)
        return;
    const QPointF knee = positionOf(*front.knee);
    painter.setPen(QPen(colours.accent, 2.0));
    painter.drawEllipse(knee, 5.0, 5.0);
    painter.setPen(colours.accent);
    const QString text =
        tr("knee: %1").arg(designName(m_session.data()->layout(), m_session.data()->points().index[*front.knee]));
    const QRectF area = plotArea();
    const double width = std::min(area.width() * 0.6, painter.fontMetrics().horizontalAdvance(text) + 4.0);
    const double left = std::min(knee.x() + 8.0, area.right() - width);
    painter.drawText(QRectF(left, std::min(knee.y() + 6.0, area.bottom() - 20.0), width, 18.0),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width)));
}

void ScatterPlot::drawMarks(QPainter& painter) const
{
    const ThemeColors& colours = themeColors(palette());
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < m_session.pins().size(); ++i) {
        const QPointF at = positionOf(m_session.pins()[i]);
        painter.setPen(QPen(colours.text, 2.0));
        painter.drawRect(QRectF(at.x() - 5, at.y() - 5, 10, 10));
        painter.drawText(at + QPointF(8, -4), QString::number(i + 1));
    }
    if (m_session.hovered()) {
        painter.setPen(QPen(colours.accent, 2.0));
        painter.drawEllipse(positionOf(*m_session.hovered()), 6.0, 6.0);
    }
}

void ScatterPlot::drawLegend(QPainter& painter) const
{
    const ThemeColors& colours = themeColors(palette());
    const ExploreData& shown = *m_session.data();
    const QRectF area = plotArea();
    if (shown.dimensions()[m_colourBy].kind != Dimension::Kind::target) {
        const QRectF bar(area.right() - 128, area.top() + 6, 120, 8);
        for (int i = 0; i < 120; ++i)
            painter.fillRect(QRectF(bar.left() + i, bar.top(), 1.0, bar.height()),
                             scaleColour(static_cast<float>(i) / 119.0f));
        painter.setPen(colours.mutedText);
        painter.drawText(QRectF(bar.left() - 60, bar.bottom() + 2, 180, 18), Qt::AlignRight,
                         dimensionName(shown.dimensions()[m_colourBy]));
        return;
    }
    const auto& targets = shown.layout().targets;
    constexpr std::size_t kMost = 8;
    double y = area.top() + 4;
    for (std::size_t i = 0; i < std::min(kMost, targets.size()); ++i, y += 16) {
        const bool rest = i + 1 == kMost && targets.size() > kMost;
        const QString name = rest ? tr("and %n more", nullptr, static_cast<int>(targets.size() - kMost + 1))
                                  : QString::fromStdString(targets[i].name);
        const double width = painter.fontMetrics().horizontalAdvance(name);
        QColor back = colours.surface;
        back.setAlpha(200);
        painter.fillRect(QRectF(area.right() - width - 20, y, width + 20, 16), back);
        if (!rest)
            painter.fillRect(QRectF(area.right() - width - 16, y + 4, 8, 8), QColor(m_palette[i]));
        painter.setPen(colours.mutedText);
        painter.drawText(QRectF(area.right() - width - 4, y, width + 4, 16), Qt::AlignLeft | Qt::AlignVCenter, name);
    }
    const QString outside = tr("grey: outside the constraints");
    const double width = painter.fontMetrics().horizontalAdvance(outside) + 4;
    painter.drawText(QRectF(area.right() - width, y, width, 16), Qt::AlignLeft | Qt::AlignVCenter, outside);
}

void ScatterPlot::resizeEvent(QResizeEvent* /*event*/) { invalidate(); }

void ScatterPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_session.data())
        return;
    if (event->buttons() & Qt::LeftButton) {
        m_moved |= (event->position() - m_pressed).manhattanLength() > 4;
        if (event->modifiers() & Qt::ShiftModifier) {
            m_rubber = QRectF(m_pressed, event->position()).normalized() & plotArea();
            update();
        } else if (m_moved && m_rubber.isNull()) {
            const QPointF by = event->position() - m_last;
            m_view.translate(-by.x() / plotArea().width() * m_view.width(),
                             by.y() / plotArea().height() * m_view.height());
            invalidate();
        }
        m_last = event->position();
        return;
    }
    const auto row = rowAt(event->position());
    m_session.hover(row);
    if (row)
        QToolTip::showText(event->globalPosition().toPoint(),
                           designName(m_session.data()->layout(), m_session.data()->points().index[*row]), this);
    else
        QToolTip::hideText();
}

void ScatterPlot::mousePressEvent(QMouseEvent* event)
{
    m_pressed = m_last = event->position();
    m_moved = false;
}

void ScatterPlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_session.data() || event->button() != Qt::LeftButton)
        return;
    if (!m_rubber.isNull()) {
        if (m_rubber.width() > 3 && m_rubber.height() > 3)
            brush(m_rubber);
        m_rubber = {};
        update();
    } else if (!m_moved) {
        if (const auto row = rowAt(event->position()))
            m_session.togglePin(*row);
    }
}

void ScatterPlot::brush(const QRectF& pixels)
{
    const QRectF area = plotArea();
    const auto across = [&](double x) {
        return static_cast<float>(m_view.left() + (x - area.left()) / area.width() * m_view.width());
    };
    const auto up = [&](double y) {
        return static_cast<float>(m_view.top() + (area.bottom() - y) / area.height() * m_view.height());
    };
    m_session.setBrush({xDimension(), across(pixels.left()), across(pixels.right())});
    m_session.setBrush({yDimension(), up(pixels.bottom()), up(pixels.top())});
}

void ScatterPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_session.data())
        return;
    if (const auto row = rowAt(event->position())) {
        m_session.showOnBoard(*row);
        return;
    }
    m_view = {0.0, 0.0, 1.0, 1.0};
    m_session.clearBrushes();
    invalidate();
}

void ScatterPlot::wheelEvent(QWheelEvent* event)
{
    const QRectF area = plotArea();
    const double factor = std::pow(0.999, event->angleDelta().y());
    if (!m_session.data() || m_view.width() * factor > 4.0 || m_view.width() * factor < 1e-4)
        return;
    const double u = (event->position().x() - area.left()) / area.width();
    const double v = (area.bottom() - event->position().y()) / area.height();
    const QPointF fixed(m_view.left() + u * m_view.width(), m_view.top() + v * m_view.height());
    m_view.setSize(m_view.size() * factor);
    m_view.moveTo(fixed.x() - u * m_view.width(), fixed.y() - v * m_view.height());
    invalidate();
    event->accept();
}

void ScatterPlot::leaveEvent(QEvent* /*event*/) { m_session.hover(std::nullopt); }

void ScatterPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        invalidate();
    QWidget::changeEvent(event);
}

} // namespace tenbin
