// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_view.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QSvgGenerator>
#include <QToolTip>

#include "engine/core/file.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kSwatch = 9, kLegendGap = 5, kEntryGap = 10; // pixels of the legend

constexpr double kWheelStep = 1.25, kSmallestShare = 1e-6;
constexpr int kDragDistance = 4;

} // namespace

ChartView::ChartView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setContextMenuPolicy(Qt::DefaultContextMenu);
}

void ChartView::setLength(double length)
{
    if (length == m_length)
        return update();
    m_length = length;
    resetView();
}

void ChartView::resetView()
{
    m_from = 0.0;
    m_to = m_length;
    m_measuring = false;
    update();
}

QMargins ChartView::margins() const { return {12, fontMetrics().height() + 12, 12, 2 * fontMetrics().height() + 8}; }

QRectF ChartView::areaOf(const QSize& size) const
{
    QMargins m = margins();
    const int width = std::max(10, size.width() - m.left() - m.right());
    if (emptyText().isEmpty())
        m.setTop(m.top() + static_cast<int>(legendLines(width).size() - 1) * (fontMetrics().height() + kLegendGap));
    return {QPointF(m.left(), m.top()), QSizeF(width, std::max(10, size.height() - m.top() - m.bottom()))};
}

double ChartView::widthOf(const std::vector<LegendEntry>& line) const
{
    double width = 0.0;
    for (const LegendEntry& entry : line)
        width += swatchWidth() + kLegendGap + fontMetrics().horizontalAdvance(entry.text) + kEntryGap;
    return width;
}

std::vector<std::vector<ChartView::LegendEntry>> ChartView::legendLines(double width) const
{
    const std::vector<LegendEntry> entries = legend();
    if (fontMetrics().horizontalAdvance(title()) + kEntryGap + widthOf(entries) <= width)
        return {entries};
    std::vector<std::vector<LegendEntry>> lines(1);
    for (const LegendEntry& entry : entries) {
        if (lines.size() == 1 || widthOf(lines.back()) + widthOf({entry}) > width)
            lines.emplace_back();
        lines.back().push_back(entry);
    }
    return lines;
}

int ChartView::swatchWidth() const { return kSwatch; }

void ChartView::drawSwatch(QPainter& painter, const QRectF& place, const LegendEntry& entry) const
{
    painter.fillRect(QRectF(place.left(), place.center().y() - kSwatch / 2.0, kSwatch, kSwatch), entry.color);
}

/// Title and legend, above the area.
void ChartView::drawHead(QPainter& painter) const
{
    const int height = fontMetrics().height();
    const auto lines = legendLines(m_area.width());
    double y = 4.0;
    painter.setPen(themeColors(palette()).mutedText);
    painter.drawText(
        QRectF(m_area.left(), y, m_area.width(), height + 4), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(title(), Qt::ElideRight, static_cast<int>(m_area.width() - widthOf(lines.front()))));
    for (const auto& line : lines) {
        double x = &line == &lines.front() ? m_area.right() - widthOf(line) + kEntryGap : m_area.left();
        for (const LegendEntry& entry : line) {
            drawSwatch(painter, QRectF(x, y, swatchWidth(), height + 4), entry);
            x += swatchWidth() + kLegendGap;
            const double text = std::min<double>(fontMetrics().horizontalAdvance(entry.text), m_area.right() - x);
            painter.setPen(themeColors(palette()).mutedText);
            painter.drawText(QRectF(x, y, text + 1, height + 4), Qt::AlignLeft | Qt::AlignVCenter,
                             fontMetrics().elidedText(entry.text, Qt::ElideRight, static_cast<int>(text) + 1));
            x += text + kEntryGap;
        }
        y += height + kLegendGap;
    }
}

double ChartView::xOf(double value) const
{
    return m_area.left() + (m_to > m_from ? (value - m_from) / (m_to - m_from) : 0.0) * m_area.width();
}

double ChartView::valueAt(double x) const
{
    return m_from + (x - m_area.left()) / std::max(1.0, m_area.width()) * (m_to - m_from);
}

void ChartView::render(QPainter& painter, const QSize& size)
{
    const ThemeColors& colors = themeColors(palette());
    m_area = areaOf(size);
    painter.setFont(font());
    painter.fillRect(QRect({}, size), colors.surface);
    const QString nothing = emptyText();
    if (!nothing.isEmpty()) {
        painter.setPen(colors.mutedText);
        painter.drawText(QRect({}, size).adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap, nothing);
        return;
    }
    drawHead(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, m_area);
    if (m_measuring)
        drawMeasure(painter);
}

void ChartView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    render(painter, size());
    if (hasFocus()) {
        painter.setPen(QPen(themeColors(palette()).accent, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ChartView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_area = areaOf(size());
}

void ChartView::drawFrame(QPainter& painter, const QRectF& area) const
{
    const ThemeColors& colors = themeColors(palette());
    painter.setPen(QPen(colors.line, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
}

QString ChartView::tickText(double value, double /*last*/) const { return lengthText(value); }

void ChartView::drawTicks(QPainter& painter, const QRectF& area, const QString& caption) const
{
    const ThemeColors& colors = themeColors(palette());
    const int most =
        std::max(2, static_cast<int>(area.width() / (fontMetrics().horizontalAdvance(QStringLiteral("0000 ms")) + 24)));
    for (const double tick : niceTicks(m_from, m_to, most)) {
        const double x = xOf(tick);
        painter.setPen(QPen(colors.line, 1.0));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(colors.mutedText);
        const QString label = tickText(tick, m_to);
        const double half = fontMetrics().horizontalAdvance(label) / 2.0;
        painter.drawText(QPointF(std::clamp(x - half, 0.0, std::max(0.0, area.right() + margins().right() - 2 * half)),
                                 area.bottom() + fontMetrics().ascent() + 3),
                         label);
    }
    painter.setPen(colors.mutedText);
    painter.drawText(
        QRectF(area.left(), area.bottom() + fontMetrics().height() + 3, area.width(), fontMetrics().height()),
        Qt::AlignCenter, caption);
}

void ChartView::drawMeasure(QPainter& painter) const
{
    const ThemeColors& colors = themeColors(palette());
    const double a = xOf(m_measureFrom);
    const double b = xOf(m_measureTo);
    QColor soft = colors.accent;
    soft.setAlpha(40);
    painter.fillRect(QRectF(std::min(a, b), m_area.top(), std::abs(b - a), m_area.height()), soft);
    painter.setPen(QPen(colors.accent, 1.0));
    for (const double x : {a, b})
        painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
    painter.setPen(colors.text);
    painter.drawText(QRectF(std::min(a, b) - 100, m_area.top(), std::abs(b - a) + 200, fontMetrics().height() + 4),
                     Qt::AlignCenter, lengthText(std::abs(m_measureTo - m_measureFrom)));
}

void ChartView::zoom(double factor, double around)
{
    const double width = std::clamp((m_to - m_from) / factor, m_length * kSmallestShare, m_length);
    const double share = m_to > m_from ? (around - m_from) / (m_to - m_from) : 0.5;
    m_from = std::clamp(around - share * width, 0.0, m_length - width);
    m_to = m_from + width;
    update();
}

void ChartView::wheelEvent(QWheelEvent* event)
{
    if (!zooms() || m_length <= 0.0)
        return event->ignore();
    zoom(std::pow(kWheelStep, event->angleDelta().y() / 120.0), valueAt(event->position().x()));
    event->accept();
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressed = event->position();
    m_dragged = false;
    m_measuring = (event->modifiers() & Qt::ShiftModifier) && zooms();
    if (m_measuring)
        m_measureFrom = m_measureTo = valueAt(event->position().x());
    update();
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed) {
        const QString text = describe(event->position());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(event->globalPosition().toPoint(), text, this);
        return;
    }
    if (m_measuring) {
        m_measureTo = std::clamp(valueAt(event->position().x()), 0.0, m_length);
    } else if (zooms() && (m_dragged || std::abs(event->position().x() - m_pressed->x()) > kDragDistance)) {
        m_dragged = true;
        const double shift = (m_pressed->x() - event->position().x()) / std::max(1.0, m_area.width()) * (m_to - m_from);
        const double width = m_to - m_from;
        m_from = std::clamp(m_from + shift, 0.0, m_length - width);
        m_to = m_from + width;
        m_pressed = event->position();
    }
    update();
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_pressed && !m_dragged && !m_measuring)
        choose(event->position());
    m_pressed.reset();
    update();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* /*event*/) { resetView(); }

void ChartView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return copyImage();
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(kWheelStep, 0.5 * (m_from + m_to));
    case Qt::Key_Minus:
        return zoom(1.0 / kWheelStep, 0.5 * (m_from + m_to));
    case Qt::Key_0:
        return resetView();
    default:
        QWidget::keyPressEvent(event);
    }
}

void ChartView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy image"), this, &ChartView::copyImage);
    menu.addAction(tr("Save as SVG or PNG…"), this, &ChartView::askAndSave);
    menu.addAction(tr("Show all"), this, &ChartView::resetView);
    menu.exec(event->globalPos());
}

bool ChartView::save(const QString& path)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setOutputDevice(&bytes);
        svg.setSize(size());
        svg.setViewBox(rect());
        svg.setTitle(title());
        QPainter painter(&svg);
        render(painter, size());
    } else {
        picture().save(&bytes, "PNG");
    }
    const QByteArray& written = bytes.data();
    return writeWhole(path.toStdString(), {written.constData(), static_cast<std::size_t>(written.size())}).has_value();
}

QImage ChartView::picture()
{
    QImage image(size() * 2, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2.0);
    QPainter painter(&image);
    render(painter, size());
    return image;
}

void ChartView::copyImage() { QApplication::clipboard()->setImage(picture()); }

QString ChartView::fileName() const
{
    QString name;
    // The title up to its figures, without what file systems do not take.
    for (const QChar c : title().section(QStringLiteral(" · "), 0, 0))
        name += QStringLiteral("/\\:*?\"<>|").contains(c) ? QChar(u'-') : c;
    return name.simplified();
}

void ChartView::askAndSave()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save chart"), fileName() + QStringLiteral(".svg"),
                                                      tr("Pictures (*.svg *.png)"));
    if (!path.isEmpty() && !save(path))
        QToolTip::showText(mapToGlobal(rect().center()), tr("%1 could not be written.").arg(path), this);
}

std::vector<double> niceTicks(double from, double to, int most)
{
    std::vector<double> ticks;
    if (!(to > from) || most < 1)
        return ticks;
    const double raw = (to - from) / most;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = power * 10.0;
    for (const double round : {5.0, 2.0, 1.0})
        if (raw / power <= round)
            step = power * round;
    for (double tick = std::ceil(from / step) * step; tick <= to * (1.0 + 1e-12); tick += step)
        ticks.push_back(std::abs(tick) < step * 1e-9 ? 0.0 : tick);
    return ticks;
}

QColor heatColor(double share, bool dark)
{
    // Anchors of cividis (Nunez, Anderton, Renslow, PLOS ONE 2018), linear between.
    static constexpr std::array<std::array<int, 3>, 6> kAnchors{
        {{0, 32, 77}, {64, 77, 107}, {107, 109, 113}, {149, 142, 119}, {198, 180, 103}, {255, 233, 69}}};
    const double at = std::clamp(dark ? share : 1.0 - share, 0.0, 1.0) * (kAnchors.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(at), kAnchors.size() - 2);
    const double part = at - static_cast<double>(low);
    const auto mix = [&](std::size_t c) {
        return static_cast<int>(std::lround(kAnchors[low][c] + part * (kAnchors[low + 1][c] - kAnchors[low][c])));
    };
    return {mix(0), mix(1), mix(2)};
}

} // namespace tenbin
