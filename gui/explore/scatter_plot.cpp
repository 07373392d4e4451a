// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/scatter_plot.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>

#include "gui/charts/color_scale.h"
#include "gui/explore/figure_axis.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kReach = 7;                  // pixels around the pointer
constexpr std::size_t kFewPoints = 20'000; // are drawn larger
constexpr int kMostRings = 400;            // marks of the front; the staircase goes through all
constexpr int kOpacity = 150;              // of a point, out of 255
constexpr std::size_t kMostNames = 8;      // of targets in the legend
constexpr double kPinMark = 10.0, kFrontMark = 7.0, kKneeMark = 11.0;

void blend(QRgb& pixel, QRgb colour, int alpha)
{
    const auto mix = [alpha](int a, int b) { return a + (b - a) * alpha / 255; };
    pixel = qRgb(mix(qRed(pixel), qRed(colour)), mix(qGreen(pixel), qGreen(colour)), mix(qBlue(pixel), qBlue(colour)));
}

} // namespace

ScatterPlot::ScatterPlot(ExploreSession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    connect(&session, &ExploreSession::dataChanged, this, &ScatterPlot::redrawCloud);
    connect(&session, &ExploreSession::brushChanged, this, &ScatterPlot::redrawCloud);
    connect(&session, &ExploreSession::frontChanged, this, &ScatterPlot::redrawCloud);
    connect(&session, &ExploreSession::pinsChanged, this, &ScatterPlot::recompose);
    connect(&session, &ExploreSession::hoverChanged, this, &ScatterPlot::redraw);
}

void ScatterPlot::redrawCloud()
{
    m_dirty = true;
    recompose();
}

void ScatterPlot::setColourBy(std::size_t dimension)
{
    m_colourBy = dimension;
    redrawCloud();
}

void ScatterPlot::setSizeBy(std::optional<std::size_t> dimension)
{
    m_sizeBy = dimension;
    redrawCloud();
}

QString ScatterPlot::emptyText() const
{
    return m_session.data() ? QString()
                            : tr("Choose networks, targets and axes on the left, then start: every design appears "
                                 "here as a point.");
}

QString ScatterPlot::fileName() const
{
    return tr("%1 against %2").arg(figureName(m_session.plotY()), figureName(m_session.plotX()));
}

ScatterPlot::Scale ScatterPlot::scaleOf(const ChartAxis& axis, std::size_t dimension) const
{
    const ExploreData& shown = *m_session.data();
    const double zero = axis.share(shown.valueAt(dimension, 0.0));
    const double one = axis.share(shown.valueAt(dimension, 1.0));
    if (one == zero) // all alike: their place is 0.5
        return {zero - 0.5, 1.0};
    return {zero, one - zero};
}

bool ScatterPlot::colouredByTarget() const
{
    return m_session.data()->dimensions()[m_colourBy].kind == Dimension::Kind::target;
}

QRgb ScatterPlot::colourOf(std::size_t row) const
{
    const ExploreData& shown = *m_session.data();
    if (!wanted(row))
        return m_palette.back();
    if (colouredByTarget())
        return m_palette[shown.layout().blockOf(shown.points().index[row]).target % kCategoryColors];
    const float place = shown.place(m_colourBy, row);
    return std::isnan(place) ? m_palette.back() : scaleColor(static_cast<double>(place)).rgb();
}

void ScatterPlot::drawPoint(std::size_t row, double u, double v)
{
    const ExploreData& shown = *m_session.data();
    const int width = m_cloud.width();
    const int height = m_cloud.height();
    const int px = static_cast<int>(u * (width - 1));
    const int py = static_cast<int>((1.0 - v) * (height - 1));
    int reach = shown.size() < kFewPoints ? 2 : 1;
    if (m_sizeBy)
        reach = 1 + static_cast<int>(3.0f * std::max(0.0f, shown.place(*m_sizeBy, row)));
    const QRgb colour = colourOf(row);
    for (int dy = std::max(0, py - reach); dy <= std::min(height - 1, py + reach); ++dy) {
        auto* line = reinterpret_cast<QRgb*>(m_cloud.scanLine(dy));
        for (int dx = std::max(0, px - reach); dx <= std::min(width - 1, px + reach); ++dx)
            blend(line[dx], colour, kOpacity);
    }
    m_owner[static_cast<std::size_t>(py) * static_cast<std::size_t>(width) + static_cast<std::size_t>(px)] =
        static_cast<std::uint32_t>(row) + 1;
}

/// Points outside the brush or the constraints first, so that they never cover others.
void ScatterPlot::drawCloud(const Scale& x, const Scale& y, const QSize& size)
{
    const ThemeColors& colours = themeColors(palette());
    m_cloud = QImage(size, QImage::Format_RGB32);
    m_cloud.fill(colours.surface);
    m_owner.assign(static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height()), 0);
    m_palette.clear();
    for (int i = 0; i < kCategoryColors; ++i)
        m_palette.push_back(categoryColor(i, colours.dark).rgb());
    m_palette.push_back(colours.track.rgb());
    m_cloudX = x;
    m_cloudY = y;
    m_dirty = false;
    const ExploreData& shown = *m_session.data();
    const std::size_t across = xDimension();
    const std::size_t up = yDimension();
    for (const bool first : {false, true})
        for (std::size_t row = 0; row < shown.size(); ++row) {
            if (wanted(row) != first)
                continue;
            const double u = x.share(shown.place(across, row));
            const double v = y.share(shown.place(up, row));
            const bool inside = u >= 0.0 && u <= 1.0 && v >= 0.0 && v <= 1.0; // false of what is no number, too
            if (inside)
                drawPoint(row, u, v);
        }
}

void ScatterPlot::drawBeneath(QPainter& painter)
{
    const Scale x = scaleOf(horizontal(), xDimension());
    const Scale y = scaleOf(vertical(), yDimension());
    const QSize size = area().size().toSize();
    if (size.isEmpty())
        return;
    if (m_dirty || m_cloud.size() != size || x != m_cloudX || y != m_cloudY)
        drawCloud(x, y, size);
    painter.drawImage(area().topLeft(), m_cloud);
}

QPointF ScatterPlot::valuesOf(std::uint32_t row) const
{
    const PointTable& points = m_session.data()->points();
    return {points.column(m_session.plotX())[row], points.column(m_session.plotY())[row]};
}

QPointF ScatterPlot::onAxes(std::uint32_t row) const
{
    const QPointF values = valuesOf(row);
    return {horizontal().onAxis(values.x()), vertical().onAxis(values.y())};
}

QPointF ScatterPlot::positionOf(std::uint32_t row) const
{
    const QPointF values = valuesOf(row);
    return pointOf(values.x(), values.y());
}

std::optional<std::uint32_t> ScatterPlot::rowAt(QPointF position) const
{
    if (!m_session.data() || m_cloud.isNull())
        return std::nullopt;
    const QPoint at = (position - area().topLeft()).toPoint();
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

void ScatterPlot::addMarks(const QString& name, const QList<QPointF>& points, const QColor& fill, const QPen& pen,
                           bool square)
{
    auto* marks = new QScatterSeries;
    marks->setMarkerShape(square ? QScatterSeries::MarkerShapeRectangle : QScatterSeries::MarkerShapeCircle);
    marks->setMarkerSize(square ? kPinMark : kFrontMark);
    marks->setBrush(fill);
    marks->setPen(pen);
    marks->replace(points);
    add(marks, name, InLegend::no);
}

void ScatterPlot::addFront()
{
    const ThemeColors& colours = themeColors(palette());
    const FrontSummary& front = m_session.plotFront();
    if (front.front.empty() || front.front.back() >= m_session.data()->size())
        return;
    QList<QPointF> corners;
    for (const std::uint32_t row : front.front)
        corners.append(onAxes(row));
    std::sort(corners.begin(), corners.end(),
              [](QPointF a, QPointF b) { return a.x() != b.x() ? a.x() < b.x() : a.y() > b.y(); });
    // What lies between two corners is reached by the one that is worse on the horizontal axis or by the other.
    const bool wantsRight = naturalObjective(m_session.plotX()).maximise;
    QList<QPointF> stairs{corners.front()};
    for (qsizetype i = 1; i < corners.size(); ++i) {
        stairs.append(wantsRight ? QPointF(corners[i - 1].x(), corners[i].y())
                                 : QPointF(corners[i].x(), corners[i - 1].y()));
        stairs.append(corners[i]);
    }
    auto* line = new QLineSeries;
    line->setPen(QPen(colours.text, 1.4));
    line->replace(stairs);
    add(line, tr("Pareto front"), InLegend::yes);
    QList<QPointF> rings;
    const qsizetype step = std::max<qsizetype>(1, corners.size() / kMostRings);
    for (qsizetype i = 0; i < corners.size(); i += step)
        rings.append(corners[i]);
    addMarks(tr("Pareto front"), rings, colours.surface, QPen(colours.text, 1.4), false);
}

/// The colours of targets.
void ScatterPlot::addTargets()
{
    const auto& targets = m_session.data()->layout().targets;
    for (std::size_t i = 0; i < std::min(kMostNames, targets.size()); ++i) {
        const bool rest = i + 1 == kMostNames && targets.size() > kMostNames;
        if (rest)
            addLegend(tr("and %n more", nullptr, static_cast<int>(targets.size() - kMostNames + 1)), Qt::transparent);
        else
            addLegend(QString::fromStdString(targets[i].name),
                      categoryColor(static_cast<int>(i % kCategoryColors), themeColors(palette()).dark));
    }
    addLegend(tr("grey: outside the constraints"), themeColors(palette()).track);
}

void ScatterPlot::compose()
{
    setHorizontal(figureAxis(*m_session.data(), xDimension()));
    setVertical(figureAxis(*m_session.data(), yDimension()));
    if (colouredByTarget())
        addTargets();
    addFront();
    QList<QPointF> pins;
    for (const std::uint32_t row : m_session.pins())
        pins.append(onAxes(row));
    addMarks(tr("Pinned"), pins, Qt::transparent, QPen(themeColors(palette()).text, 2.0), true);
}

void ScatterPlot::drawKnee(QPainter& painter) const
{
    const FrontSummary& front = m_session.plotFront();
    if (!front.knee || *front.knee >= m_session.data()->size())
        return;
    const QPointF knee = positionOf(*front.knee);
    painter.setPen(QPen(themeColors(palette()).accent, 2.0));
    painter.drawEllipse(knee, kKneeMark / 2.0, kKneeMark / 2.0);
    const QString text =
        tr("knee: %1").arg(designName(m_session.data()->layout(), m_session.data()->points().index[*front.knee]));
    const double width = std::min(area().width() * 0.6, painter.fontMetrics().horizontalAdvance(text) + 4.0);
    const double left = std::min(knee.x() + 8.0, area().right() - width);
    painter.drawText(QRectF(left, std::min(knee.y() + 6.0, area().bottom() - 20.0), width, 18.0),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width)));
}

/// What the colours mean that are a quantity's.
void ScatterPlot::drawScale(QPainter& painter) const
{
    const QRectF bar(area().right() - 128, area().top() + 6, 120, 8);
    QLinearGradient colours(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 10; ++i)
        colours.setColorAt(0.1 * i, scaleColor(0.1 * i));
    painter.fillRect(bar, colours);
    painter.setPen(themeColors(palette()).mutedText);
    painter.drawText(QRectF(bar.left() - 60, bar.bottom() + 2, 180, 18), Qt::AlignRight,
                     dimensionName(m_session.data()->dimensions()[m_colourBy]));
}

void ScatterPlot::drawAbove(QPainter& painter)
{
    const ThemeColors& colours = themeColors(palette());
    painter.setClipRect(area().adjusted(-6, -6, 6, 6));
    painter.setBrush(Qt::NoBrush);
    drawKnee(painter);
    painter.setPen(QPen(colours.text, 2.0));
    for (std::size_t i = 0; i < m_session.pins().size(); ++i)
        painter.drawText(positionOf(m_session.pins()[i]) + QPointF(8, -4), QString::number(i + 1));
    if (m_session.hovered()) {
        painter.setPen(QPen(colours.accent, 2.0));
        painter.drawEllipse(positionOf(*m_session.hovered()), 6.0, 6.0);
    }
    if (!colouredByTarget())
        drawScale(painter);
}

Table ScatterPlot::drawn()
{
    const ExploreData& shown = *m_session.data();
    Table table;
    table.columns = {textColumn(tr("design").toStdString()), numberColumn(horizontal().spec().title.toStdString()),
                     numberColumn(vertical().spec().title.toStdString())};
    table.columns[1].unit = horizontal().spec().unit.name.toStdString();
    table.columns[2].unit = vertical().spec().unit.name.toStdString();
    for (std::uint32_t row = 0; row < shown.size(); ++row) {
        const QPointF at = onAxes(row);
        if (wanted(row) && !std::isnan(at.x()) && !std::isnan(at.y()))
            table.rows.push_back({{.text = designName(shown.layout(), shown.points().index[row]).toStdString()},
                                  {.text = {}, .value = at.x()},
                                  {.text = {}, .value = at.y()}});
    }
    return table;
}

QString ScatterPlot::describe(const QPointF& at) const
{
    const auto row = rowAt(at);
    return row ? designName(m_session.data()->layout(), m_session.data()->points().index[*row]) : QString();
}

void ScatterPlot::hover(const std::optional<QPointF>& at)
{
    if (m_session.data())
        m_session.hover(at ? rowAt(*at) : std::nullopt);
}

void ScatterPlot::choose(const QPointF& at)
{
    if (const auto row = rowAt(at))
        m_session.togglePin(*row);
}

void ScatterPlot::brush(const QRectF& pixels)
{
    if (pixels.width() <= 3 || pixels.height() <= 3)
        return;
    const Scale x = scaleOf(horizontal(), xDimension());
    const Scale y = scaleOf(vertical(), yDimension());
    const auto across = [&](double at) { return x.place((at - area().left()) / area().width()); };
    const auto up = [&](double at) { return y.place((area().bottom() - at) / area().height()); };
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
    m_session.clearBrushes();
    ChartView::mouseDoubleClickEvent(event);
}

} // namespace tenbin
