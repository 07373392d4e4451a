// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_view.h"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QImage>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QSvgGenerator>
#include <QToolTip>
#include <QWheelEvent>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QScatterSeries>

#include "engine/core/file.h"
#include "engine/tables/csv.h"
#include "gui/charts/chart_style.h"
#include "gui/charts/series_table.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kWheelStep = 1.25, kKeyPan = 0.1;
constexpr int kDragDistance = 4;
constexpr int kEdge = 8;            // pixels around the chart
constexpr int kMark = 9;            // of a legend's entry for what is painted
constexpr int kLegendRoom = 24;     // beside all entries, or QLegend wraps the last
constexpr int kEntryRoom = 30;      // what an entry of QLegend has beside its text, and a little
constexpr int kLabelsApart = 76;    // pixels along the horizontal axis
constexpr double kLinesApart = 2.5; // text lines between labels of the vertical one
constexpr int kAxesRoom = 110;      // roughly what labels and titles take

} // namespace

ChartView::ChartView(QWidget* parent) : QChartView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setViewportUpdateMode(NoViewportUpdate); // a chart is painted when it says so
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void ChartView::recompose()
{
    m_stale = true;
    redraw();
}

void ChartView::redraw() { viewport()->update(); }

void ChartView::resetView()
{
    m_x.showAll();
    m_y.showAll();
    m_measured.reset();
    m_laidOut = {};
    redraw();
}

void ChartView::setHorizontal(const AxisSpec& spec)
{
    m_x.set(spec);
    m_x.addTo(*chart(), Qt::AlignBottom);
    dressAxis(*m_x.axis(), font(), palette());
}

void ChartView::setVertical(const AxisSpec& spec)
{
    m_y.set(spec);
    m_y.addTo(*chart(), Qt::AlignLeft);
    dressAxis(*m_y.axis(), font(), palette());
}

void ChartView::add(QAbstractSeries* series, const QString& name, InLegend inLegend)
{
    series->setName(name);
    chart()->addSeries(series);
    for (QAbstractAxis* axis : {m_x.axis(), m_y.axis()})
        if (axis)
            series->attachAxis(axis);
    if (inLegend == InLegend::no)
        m_unlisted.push_back(series);
    else
        m_listed << name;
}

void ChartView::addLegend(const QString& name, const QBrush& brush)
{
    auto* entry = new QScatterSeries;
    entry->setMarkerShape(QScatterSeries::MarkerShapeRectangle);
    entry->setMarkerSize(kMark);
    entry->setPen(Qt::NoPen);
    entry->setBrush(brush);
    add(entry, name, InLegend::yes);
}

void ChartView::composeAnew()
{
    m_stale = false;
    m_laidOut = {};
    m_unlisted.clear();
    m_listed.clear();
    m_x.release();
    m_y.release();
    QChart* old = chart();
    auto* fresh = new QChart;
    dressChart(*fresh, font(), palette());
    setChart(fresh);
    delete old;
    if (!emptyText().isEmpty())
        return;
    compose();
    for (QAbstractSeries* series : m_unlisted)
        for (QLegendMarker* marker : fresh->legend()->markers(series))
            marker->setVisible(false);
    setAccessibleDescription(title());
}

int ChartView::titleHeight() const { return title().isEmpty() ? 0 : fontMetrics().height() + 6; }

/// Beside the title where there is room, else in lines below it.
QRectF ChartView::placeOfLegend(const QSize& size)
{
    std::vector<int> widths;
    for (const QString& name : m_listed)
        widths.push_back(fontMetrics().horizontalAdvance(name) + kEntryRoom);
    const int line = fontMetrics().height() + 8;
    const int width = size.width() - 2 * kEdge;
    int lines = 1;
    int used = 0;
    int all = kLegendRoom;
    for (const int entry : widths) {
        all += entry;
        const bool fits = used + entry <= width;
        lines += fits ? 0 : 1;
        used = fits ? used + entry : entry;
    }
    const int title = titleHeight() > 0 ? fontMetrics().horizontalAdvance(this->title()) + kEdge : 0;
    m_titleWidth = width;
    if (widths.empty())
        return {kEdge, kEdge / 2.0, 0.0, 0.0};
    if (title + all > width)
        return {kEdge, kEdge / 2.0 + titleHeight(), 1.0 * width, 1.0 * lines * line};
    m_titleWidth = width - all;
    return {1.0 * size.width() - kEdge - all, kEdge / 2.0 - 1.0, 1.0 * all, 1.0 * line};
}

void ChartView::layOut(const QSize& size)
{
    m_laidOut = size;
    chart()->resize(size);
    const QRectF legend = placeOfLegend(size);
    const QMargins free = room();
    m_headBottom = std::max(legend.bottom(), kEdge / 2.0 + titleHeight());
    chart()->setMargins({kEdge + free.left(), static_cast<int>(m_headBottom) + free.top(), kEdge + free.right(),
                         kEdge / 2 + free.bottom()});
    if (m_x.axis())
        m_x.fit(std::max(1, size.width() - kAxesRoom), kLabelsApart);
    if (m_y.axis())
        m_y.fit(std::max(1, size.height() - kAxesRoom), kLinesApart * fontMetrics().height());
    chart()->layout()->activate();
    chart()->legend()->setGeometry(legend); // only now, or the chart's own layout takes it away
    chart()->legend()->update();
    m_plot = chart()->plotArea();
}

void ChartView::prepareFor(const QSize& size)
{
    if (m_stale)
        composeAnew();
    if (m_laidOut != size)
        layOut(size);
}

void ChartView::prepare() { prepareFor(viewport()->size()); }

double ChartView::xOf(double value) const { return m_plot.left() + m_x.share(value) * m_plot.width(); }
double ChartView::yOf(double value) const { return m_plot.bottom() - m_y.share(value) * m_plot.height(); }
double ChartView::valueAt(double x) const { return m_x.valueAt((x - m_plot.left()) / std::max(1.0, m_plot.width())); }

void ChartView::drawHead(QPainter& painter, const QSize& size) const
{
    painter.setPen(themeColors(palette()).mutedText);
    painter.drawText(QRect(kEdge, kEdge / 2, size.width() - 2 * kEdge, titleHeight()), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(title(), Qt::ElideRight, m_titleWidth));
}

void ChartView::render(QPainter& painter, const QSize& size)
{
    const ThemeColors& colors = themeColors(palette());
    painter.setFont(font());
    painter.fillRect(QRect({}, size), colors.surface);
    prepareFor(size);
    if (const QString nothing = emptyText(); !nothing.isEmpty()) {
        painter.setPen(colors.mutedText);
        painter.drawText(QRect({}, size).adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap, nothing);
        return;
    }
    drawHead(painter, size);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    drawBeneath(painter);
    painter.restore();
    const QRectF all({}, QSizeF(size));
    scene()->render(&painter, all, all);
    painter.save();
    drawAbove(painter);
    painter.restore();
    drawDragged(painter);
}

void ChartView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(viewport());
    render(painter, viewport()->size());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(themeColors(palette()).accent, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void ChartView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    m_laidOut = {};
}

void ChartView::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::LanguageChange)
        recompose();
}

/// The length or, along a logarithmic axis, the factor between two places.
QString ChartView::measureText() const
{
    const AxisSpec& spec = m_x.spec();
    const double from = valueAt(std::min(m_measured->first, m_measured->second));
    const double to = valueAt(std::max(m_measured->first, m_measured->second));
    if (spec.scale != AxisScale::linear)
        return roughText(to / from) + QStringLiteral("\u2009×");
    const QString number = roughText((to - from) / spec.unit.size);
    return spec.unit.name.isEmpty() ? number : number + QChar(0x2009) + spec.unit.name;
}

void ChartView::drawDragged(QPainter& painter) const
{
    const ThemeColors& colors = themeColors(palette());
    QColor soft = colors.accent;
    soft.setAlpha(40);
    painter.setPen(QPen(colors.accent, 1.0));
    painter.setBrush(Qt::NoBrush);
    if (!m_rubber.isNull()) {
        painter.fillRect(m_rubber, soft);
        painter.drawRect(m_rubber);
    }
    if (!m_measured)
        return;
    const auto [left, right] = std::minmax(m_measured->first, m_measured->second);
    painter.fillRect(QRectF(left, m_plot.top(), right - left, m_plot.height()), soft);
    for (const double x : {left, right})
        painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
    painter.setPen(colors.text);
    painter.drawText(QRectF(left - 100, m_plot.top(), right - left + 200, fontMetrics().height() + 4), Qt::AlignCenter,
                     measureText());
}

void ChartView::zoom(double factor, const QPointF& around)
{
    if (m_x.axis() && m_x.spec().zooms)
        m_x.zoom(factor, (around.x() - m_plot.left()) / std::max(1.0, m_plot.width()));
    if (m_y.axis() && m_y.spec().zooms)
        m_y.zoom(factor, (m_plot.bottom() - around.y()) / std::max(1.0, m_plot.height()));
    m_laidOut = {};
    redraw();
}

void ChartView::pan(double across, double up)
{
    if (m_x.axis() && m_x.spec().zooms)
        m_x.pan(across);
    if (m_y.axis() && m_y.spec().zooms)
        m_y.pan(up);
    m_laidOut = {};
    redraw();
}

void ChartView::wheelEvent(QWheelEvent* event)
{
    if (!zooms())
        return event->ignore();
    zoom(std::pow(kWheelStep, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_pressed = event->position();
    m_dragged = false;
    m_rubber = {};
    m_measured.reset();
    const bool inside = m_x.axis() && (event->modifiers() & Qt::ShiftModifier);
    if (inside && !brushes())
        m_measured = {event->position().x(), event->position().x()};
    redraw();
}

void ChartView::dragTo(const QMouseEvent& event)
{
    const QPointF by = event.position() - *m_pressed;
    if (m_measured) {
        m_measured->second = std::clamp(event.position().x(), m_plot.left(), m_plot.right());
    } else if (brushes() && (event.modifiers() & Qt::ShiftModifier)) {
        m_rubber = QRectF(*m_pressed, event.position()).normalized() & m_plot;
    } else if (zooms() && m_rubber.isNull() && (m_dragged || by.manhattanLength() > kDragDistance)) {
        m_dragged = true;
        pan(-by.x() / std::max(1.0, m_plot.width()), by.y() / std::max(1.0, m_plot.height()));
        m_pressed = event.position();
    }
    redraw();
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed)
        return dragTo(*event);
    hover(event->position());
    const QString text = describe(event->position());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPosition().toPoint(), text, this);
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_pressed && !m_dragged && !m_measured) {
        if (m_rubber.isNull())
            choose(event->position());
        else
            brush(m_rubber);
    }
    m_rubber = {};
    m_pressed.reset();
    redraw();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* /*event*/) { resetView(); }

void ChartView::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    hover(std::nullopt);
}

/// Keys that move what is seen.
bool ChartView::navigate(const QKeyEvent& event)
{
    const bool shift = event.modifiers() & Qt::ShiftModifier;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kWheelStep, m_plot.center());
        return true;
    case Qt::Key_Minus:
        zoom(1.0 / kWheelStep, m_plot.center());
        return true;
    case Qt::Key_0:
        resetView();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (shift)
            pan(event.key() == Qt::Key_Right ? kKeyPan : -kKeyPan, 0.0);
        return shift;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (shift)
            pan(0.0, event.key() == Qt::Key_Up ? kKeyPan : -kKeyPan);
        return shift;
    default:
        return false;
    }
}

void ChartView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return copyImage();
    if (navigate(*event))
        return;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return step(-1);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return step(1);
    default:
        event->ignore(); // not to QGraphicsView, which keeps keys for items that can be edited
    }
}

void ChartView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy image"), this, &ChartView::copyImage);
    menu.addAction(tr("Save as SVG, PNG or CSV…"), this, &ChartView::askAndSave);
    menu.addAction(tr("Show all"), this, &ChartView::resetView);
    menu.exec(event->globalPos());
}

Table ChartView::table()
{
    prepare();
    return emptyText().isEmpty() ? drawn() : Table{};
}

Table ChartView::drawn() { return tableOf(*chart(), m_x, m_y); }

bool ChartView::save(const QString& path)
{
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return writeWhole(path.toStdString(), toCsv(table())).has_value();
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
                                                      tr("Pictures and data (*.svg *.png *.csv)"));
    if (!path.isEmpty() && !save(path))
        QToolTip::showText(mapToGlobal(rect().center()), tr("%1 could not be written.").arg(path), this);
}

} // namespace tenbin
