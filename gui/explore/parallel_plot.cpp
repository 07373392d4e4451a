// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/parallel_plot.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr std::size_t kMostLines = 1500; // of each kind
constexpr double kInk = 14'000.0;        // opacity that all lines of a kind share
constexpr int kSide = 64, kTop = 44, kBottom = 24, kReach = 14;
constexpr float kSlack = 1e-4f; // a brush that ends on a value includes it

} // namespace

ParallelPlot::ParallelPlot(ExploreSession& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    connect(&session, &ExploreSession::dataChanged, this, &ParallelPlot::invalidate);
    connect(&session, &ExploreSession::brushChanged, this, &ParallelPlot::invalidate);
    connect(&session, &ExploreSession::frontChanged, this, &ParallelPlot::invalidate);
    connect(&session, &ExploreSession::hoverChanged, this, qOverload<>(&QWidget::update));
    setToolTip(tr("Drag along an axis to keep designs in that range; click it to keep all."));
}

void ParallelPlot::invalidate()
{
    m_dirty = true;
    update();
}

namespace {

/// Whether a dimension is worth an axis: it takes more than one value; of figures, those that were asked for.
bool varies(const ExploreData& shown, const Dimension& d)
{
    switch (d.kind) {
    case Dimension::Kind::target:
        return shown.layout().targets.size() > 1;
    case Dimension::Kind::network:
        return shown.layout().networks.size() > 1;
    case Dimension::Kind::parameter:
        return d.values.size() > 1;
    default:
        break;
    }
    const auto& objectives = shown.question().objectives;
    return d.high > d.low && std::any_of(objectives.begin(), objectives.end(), [&](const Objective& o) {
               return o.figure == d.figure;
           });
}

} // namespace

void ParallelPlot::chooseAxes()
{
    m_axes.clear();
    const ExploreData* shown = m_session.data();
    for (std::size_t i = 0; shown && i < shown->dimensions().size(); ++i) {
        const Dimension& d = shown->dimensions()[i];
        if (varies(*shown, d))
            m_axes.push_back(i);
    }
}

QPointF ParallelPlot::positionOn(std::size_t axis, float place) const
{
    const double width = this->width() - 2 * kSide;
    const double height = this->height() - kTop - kBottom;
    const double x = m_axes.size() > 1
                         ? kSide + width * static_cast<double>(axis) / static_cast<double>(m_axes.size() - 1)
                         : this->width() / 2.0;
    return {x, kTop + (1.0 - static_cast<double>(place)) * height};
}

void ParallelPlot::drawLine(QPainter& painter, std::size_t row) const
{
    QPolygonF line;
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        const float place = m_session.data()->place(m_axes[axis], row);
        if (!std::isnan(place))
            line << positionOn(axis, place); // over an axis that the target does not have
    }
    painter.drawPolyline(line);
}

void ParallelPlot::drawLines()
{
    const ThemeColors& colours = themeColors(palette());
    m_lines = QImage(size() * devicePixelRatioF(), QImage::Format_RGB32);
    m_lines.setDevicePixelRatio(devicePixelRatioF());
    m_lines.fill(colours.surface);
    m_dirty = false;
    chooseAxes();
    const ExploreData* shown = m_session.data();
    if (!shown || m_axes.empty())
        return;
    QPainter painter(&m_lines);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor faint = colours.mutedText;
    const std::size_t step = std::max<std::size_t>(1, shown->size() / kMostLines);
    const auto lines = static_cast<double>(shown->size() / step);
    faint.setAlpha(std::clamp(static_cast<int>(kInk / std::max(1.0, lines)), 8, 60));
    painter.setPen(QPen(faint, 1.0));
    for (std::size_t row = 0; row < shown->size(); row += step)
        drawLine(painter, row);
    QColor strong = colours.accent;
    const auto chosen =
        static_cast<double>(m_session.brushes().empty() ? m_session.front().front.size() : m_session.brushedCount());
    strong.setAlpha(std::clamp(
        static_cast<int>(8.0 * kInk / std::max(1.0, std::min(chosen, static_cast<double>(kMostLines)))), 40, 230));
    painter.setPen(QPen(strong, chosen < 50.0 ? 1.6 : 1.0));
    if (m_session.brushes().empty()) {
        const auto& front = m_session.front().front;
        for (std::size_t i = 0; i < front.size(); i += std::max<std::size_t>(1, front.size() / kMostLines))
            if (front[i] < shown->size())
                drawLine(painter, front[i]);
        return;
    }
    const std::size_t every = std::max<std::size_t>(1, m_session.brushedCount() / kMostLines);
    std::size_t seen = 0;
    for (std::size_t row = 0; row < shown->size(); ++row)
        if (m_session.brushed(row) && seen++ % every == 0)
            drawLine(painter, row);
}

QString ParallelPlot::placeText(std::size_t dimension, float place) const
{
    const ExploreData& shown = *m_session.data();
    const Dimension& d = shown.dimensions()[dimension];
    const auto pick = [place](std::size_t count) {
        return static_cast<std::size_t>(std::lround(place * static_cast<float>(count - 1)));
    };
    switch (d.kind) {
    case Dimension::Kind::target:
        return QString::fromStdString(shown.layout().targets[pick(shown.layout().targets.size())].name);
    case Dimension::Kind::network:
        return QString::fromStdString(shown.layout().networks[pick(shown.layout().networks.size())].name);
    case Dimension::Kind::figure:
        return figureText(d.figure, shown.valueAt(dimension, place));
    case Dimension::Kind::parameter:
        break;
    }
    return parameterText(d.key, place > 0.5f ? d.values.back() : d.values.front());
}

void ParallelPlot::drawAxis(QPainter& painter, std::size_t axis) const
{
    const ThemeColors& colours = themeColors(palette());
    const Dimension& d = m_session.data()->dimensions()[m_axes[axis]];
    const QPointF top = positionOn(axis, 1.0f);
    const QPointF bottom = positionOn(axis, 0.0f);
    painter.setPen(QPen(colours.mutedText, 1.0));
    painter.drawLine(top, bottom);
    const double spacing = m_axes.size() > 1 ? positionOn(1, 0.0f).x() - positionOn(0, 0.0f).x() : width();
    const double room = std::min(2.0 * kSide, spacing - 4.0);
    const auto write = [&](const QString& text, double y, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(QRectF(top.x() - room / 2, y, room, 16), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(room)));
    };
    write(dimensionName(d), 4, colours.text);
    const bool names = d.kind == Dimension::Kind::target || d.kind == Dimension::Kind::network;
    if (!names) {
        write(placeText(m_axes[axis], 1.0f), 22, colours.mutedText);
        write(placeText(m_axes[axis], 0.0f), bottom.y() + 4, colours.mutedText);
    }
    for (const Brush& brush : m_session.brushes())
        if (brush.dimension == m_axes[axis]) {
            QColor fill = colours.accent;
            fill.setAlpha(70);
            painter.fillRect(
                QRectF(positionOn(axis, std::min(1.0f, brush.high)), positionOn(axis, std::max(0.0f, brush.low)))
                    .adjusted(-5, -2, 5, 2),
                fill);
        }
}

void ParallelPlot::paintEvent(QPaintEvent* /*event*/)
{
    if (m_dirty || m_lines.size() != size() * devicePixelRatioF())
        drawLines();
    QPainter painter(this);
    painter.drawImage(0, 0, m_lines);
    if (!m_session.data())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        drawAxis(painter, axis);
    const ThemeColors& colours = themeColors(palette());
    if (m_session.hovered()) {
        painter.setPen(QPen(colours.accent, 2.5));
        drawLine(painter, *m_session.hovered());
    }
    if (m_dragged) {
        QColor fill = colours.accent;
        fill.setAlpha(70);
        painter.fillRect(
            QRectF(positionOn(*m_dragged, std::max(m_from, m_to)), positionOn(*m_dragged, std::min(m_from, m_to)))
                .adjusted(-5, 0, 5, 0),
            fill);
    }
}

void ParallelPlot::resizeEvent(QResizeEvent* /*event*/) { invalidate(); }

std::optional<std::size_t> ParallelPlot::axisAt(QPointF position) const
{
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        if (std::abs(positionOn(axis, 0.0f).x() - position.x()) <= kReach)
            return axis;
    return std::nullopt;
}

float ParallelPlot::placeAt(double y) const
{
    return static_cast<float>(std::clamp(1.0 - (y - kTop) / (height() - kTop - kBottom), 0.0, 1.0));
}

void ParallelPlot::mousePressEvent(QMouseEvent* event)
{
    m_dragged = axisAt(event->position());
    m_from = m_to = placeAt(event->position().y());
}

void ParallelPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragged)
        return;
    m_to = placeAt(event->position().y());
    update();
}

void ParallelPlot::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    if (!m_dragged)
        return;
    const std::size_t dimension = m_axes[*m_dragged];
    if (std::abs(m_to - m_from) * static_cast<float>(height()) < 4.0f)
        m_session.clearBrush(dimension);
    else
        m_session.setBrush({dimension, std::min(m_from, m_to) - kSlack, std::max(m_from, m_to) + kSlack});
    m_dragged.reset();
    update();
}

void ParallelPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        invalidate();
    QWidget::changeEvent(event);
}

} // namespace tenbin
