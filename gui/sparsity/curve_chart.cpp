// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/curve_chart.h"

#include <algorithm>

#include <QCoreApplication>
#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

CurveChart::CurveChart(SparsitySession& session, QWidget* parent) : AccuracyChart(session, parent)
{
    setObjectName(QStringLiteral("sparsityCurve"));
    setLength(100.0);
    connect(&session, &SparsitySession::glanceChanged, this, qOverload<>(&QWidget::update));
}

void CurveChart::setDifferences(bool differences)
{
    m_differences = differences;
    update();
}

QString CurveChart::title() const
{
    return m_session.samples().empty() && !m_session.shownPublished().empty() ? tr("Published, not measured here")
                                                                              : tr("Accuracy against sparsity");
}

QString CurveChart::emptyText() const
{
    if (!m_session.samples().empty() || !m_session.shownPublished().empty())
        return {};
    if (m_session.run() != SparsitySession::Run::idle)
        return tr("The first point is being measured.");
    if (m_session.glance() && (m_session.glance()->error || m_session.glance()->networkError))
        return tr("Nothing can be measured: this network has no labelled data that fits. Published curves can be laid "
                  "in for orientation.");
    return tr("Start measures the network dense and at every step, on all labelled test samples.");
}

QString CurveChart::lengthText(double percent) const
{
    return numberText(percent, percent == static_cast<int>(percent) ? 0 : 1) + QStringLiteral("\u2009%");
}

double CurveChart::shiftOf(std::size_t series) const
{
    return m_differences ? 100.0 * m_session.denseOf(series)->point.retrained.value() : 0.0;
}

std::optional<double> CurveChart::publishedValue(const PublishedPoint& point) const
{
    return m_differences ? point.difference : point.accuracy;
}

void CurveChart::chooseScale()
{
    double low = m_differences ? -5.0 : 90.0;
    double high = m_differences ? 0.0 : 92.0;
    for (std::size_t s = 0; s < m_session.series().size(); ++s)
        for (const std::size_t i : m_session.series()[s].samples) {
            low = std::min(low, 100.0 * m_session.samples()[i].point.retrained.low() - shiftOf(s));
            high = std::max(high, 100.0 * m_session.samples()[i].point.retrained.high() - shiftOf(s));
        }
    for (const std::size_t c : m_session.shownPublished())
        for (const PublishedPoint& point : m_session.published()[c].points)
            if (const auto value = publishedValue(point)) {
                low = std::min(low, *value);
                high = std::max(high, *value);
            }
    setScale(low - 1.0, high);
}

QString CurveChart::textOf(const SparsitySample& sample)
{
    const SparsityPoint& p = sample.point;
    QString text = seriesText(p.method, p.weightBits, sample.retrained()) + QStringLiteral("\n")
                   + remainingText(p.remaining) + QStringLiteral(" · ") + tr("%1 zeros").arg(percentText(p.sparsity))
                   + QStringLiteral("\n")
                   + tr("right: %1 of %2, 95 %").arg(accuracyText(p.retrained), wholeText(p.retrained.samples));
    if (sample.retrained())
        text += QStringLiteral("\n") + tr("before retraining %1").arg(percentText(p.pruned.value(), 2));
    return text;
}

void CurveChart::drawSeries(QPainter& painter, std::size_t index)
{
    const SparsitySeries& series = m_session.series()[index];
    const QColor colour = methodColour(series.method, palette());
    const double shift = shiftOf(index);
    QPolygonF line;
    for (std::size_t k = 0; k < series.samples.size(); ++k) {
        const SparsitySample& sample = m_session.samples()[series.samples[k]];
        const QPointF at(xOf(100.0 * sample.point.sparsity), yOf(100.0 * sample.point.retrained.value() - shift));
        line << at;
        m_spots.push_back({at, index, k, textOf(sample)});
        painter.setPen(QPen(colour, 1.0));
        drawErrorBar(painter, at.x(), sample.point.retrained, shift);
        if (m_session.currentSeries() == index && m_session.currentPosition() == k)
            drawRing(painter, at);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.5, series.retrained ? Qt::SolidLine : Qt::DotLine));
    painter.drawPolyline(line);
    painter.setPen(QPen(colour, 1.5));
    for (const QPointF& at : line)
        drawMark(painter, at, series.bits, series.retrained, 3.5);
}

/// Words that the table of published curves uses; names of methods and networks stay as their authors wrote them.
QString publishedWord(const std::string& word)
{
    [[maybe_unused]] static constexpr const char* kWords[] = {
        QT_TRANSLATE_NOOP("Published", "residual"),
        QT_TRANSLATE_NOOP("Published", "depthwise separable"),
        QT_TRANSLATE_NOOP("Published", "plain"),
        QT_TRANSLATE_NOOP("Published", "inception"),
        QT_TRANSLATE_NOOP("Published", "magnitude"),
        QT_TRANSLATE_NOOP("Published", "n_of_m"),
        QT_TRANSLATE_NOOP("Published", "filter"),
        QT_TRANSLATE_NOOP("Published", "channel"),
        QT_TRANSLATE_NOOP("Published", "stripe"),
        QT_TRANSLATE_NOOP("Published", "block"),
        QT_TRANSLATE_NOOP("Published", "random"),
        QT_TRANSLATE_NOOP("Published", "as published"),
        QT_TRANSLATE_NOOP("Published", "1 times the training"),
        QT_TRANSLATE_NOOP("Published", "5 times the training"),
        QT_TRANSLATE_NOOP("Published", "10 times the training"),
        QT_TRANSLATE_NOOP("Published", "50 times the training"),
        QT_TRANSLATE_NOOP("Published", "100 times the training"),
        QT_TRANSLATE_NOOP("Published", "best of several settings"),
        QT_TRANSLATE_NOOP("Published", "mean of several settings"),
        QT_TRANSLATE_NOOP("Published", "weights removed"),
        QT_TRANSLATE_NOOP("Published", "parameters removed"),
        QT_TRANSLATE_NOOP("Published", "operations removed"),
        QT_TRANSLATE_NOOP("Published", "as in the source")};
    return QCoreApplication::translate("Published", word.c_str());
}

QString publishedText(const PublishedCurve& c)
{
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    return QStringLiteral("%1 · %2 · %3 · %4")
        .arg(text(c.network), text(c.data), text(c.name), publishedWord(c.budget));
}

void CurveChart::drawPublished(QPainter& painter, const PublishedCurve& curve)
{
    const ThemeColors& colours = themeColors(palette());
    QPolygonF line;
    for (const PublishedPoint& point : curve.points)
        if (const auto value = publishedValue(point)) {
            const QPointF at(xOf(point.removed), yOf(*value));
            line << at;
            m_spots.push_back(
                {at, m_session.series().size(), 0,
                 tr("Published: %1").arg(publishedText(curve)) + QStringLiteral("\n")
                     + tr("%1 %2: %3").arg(lengthText(point.removed), publishedWord(curve.counts), lengthText(*value))
                     + QStringLiteral("\n") + QString::fromStdString(point.source)});
        }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.mutedText, 1.0, Qt::DashLine));
    painter.drawPolyline(line);
    painter.setPen(QPen(colours.mutedText, 1.0));
    for (const QPointF& at : line)
        painter.drawLines(QList<QLineF>{QLineF(at - QPointF(3, 3), at + QPointF(3, 3)),
                                        QLineF(at - QPointF(3, -3), at + QPointF(3, -3))});
}

std::vector<ChartView::LegendEntry> CurveChart::legend() const
{
    std::vector<LegendEntry> entries;
    for (const SparsitySeries& s : m_session.series())
        entries.push_back({seriesText(s.method, s.bits, s.retrained), methodColour(s.method, palette()),
                           static_cast<int>(entries.size())});
    for (const std::size_t c : m_session.shownPublished())
        entries.push_back({publishedText(m_session.published()[c]), themeColors(palette()).mutedText});
    return entries;
}

AccuracyChart::LegendMark CurveChart::legendMark(int key) const
{
    if (key < 0)
        return {.line = Qt::DashLine, .bits = 0, .filled = false}; // a published curve
    const SparsitySeries& s = m_session.series()[static_cast<std::size_t>(key)];
    return {.line = s.retrained ? Qt::SolidLine : Qt::DotLine, .bits = s.bits, .filled = s.retrained};
}

void CurveChart::draw(QPainter& painter, const QRectF& area)
{
    chooseScale();
    m_spots.clear();
    drawTicks(painter, area, tr("zeros among the weights"));
    drawAccuracyAxis(painter, area, m_differences ? tr("against the dense network, points") : tr("right answers"));
    drawFrame(painter, area);
    painter.save();
    painter.setClipRect(area.adjusted(-10, -10, 10, 2));
    for (const std::size_t c : m_session.shownPublished())
        drawPublished(painter, m_session.published()[c]);
    for (std::size_t s = 0; s < m_session.series().size(); ++s)
        drawSeries(painter, s);
    painter.restore();
}

} // namespace tenbin
