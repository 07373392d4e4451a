// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/curve_chart.h"

#include <algorithm>

#include <QCoreApplication>
#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kNoBits = 0; // the mark of what was published

} // namespace

CurveChart::CurveChart(SparsitySession& session, QWidget* parent) : AccuracyChart(session, parent)
{
    setObjectName(QStringLiteral("sparsityCurve"));
    connect(&session, &SparsitySession::glanceChanged, this, &CurveChart::recompose);
}

void CurveChart::setDifferences(bool differences)
{
    m_differences = differences;
    recompose();
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

QString CurveChart::percentPoints(double percent)
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

void CurveChart::addAxes()
{
    setHorizontal({.title = tr("zeros among the weights"), .unit = {1.0, QStringLiteral("%")}, .high = 100.0});
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
    setAccuracyAxis(m_differences ? tr("against the dense network, points") : tr("right answers"), low - 1.0, high);
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

void CurveChart::addSeries(std::size_t index)
{
    const SparsitySeries& series = m_session.series()[index];
    QList<QPointF> points;
    for (std::size_t k = 0; k < series.samples.size(); ++k) {
        const SparsitySample& sample = m_session.samples()[series.samples[k]];
        points.append({100.0 * sample.point.sparsity, 100.0 * sample.point.retrained.value() - shiftOf(index)});
        m_spots.push_back({points.back().x(), points.back().y(), index, k, textOf(sample)});
    }
    const Look look{.colour = methodColour(series.method, palette()),
                    .bits = series.bits,
                    .filled = series.retrained,
                    .line = series.retrained ? Qt::SolidLine : Qt::DotLine};
    const QString name = seriesText(series.method, series.bits, series.retrained);
    addLine(points, look, name);
    addMarks(points, look, name, InLegend::yes);
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

void CurveChart::addPublished(const PublishedCurve& curve)
{
    QList<QPointF> points;
    for (const PublishedPoint& point : curve.points)
        if (const auto value = publishedValue(point)) {
            points.append({point.removed, *value});
            m_spots.push_back(
                {point.removed, *value, m_session.series().size(), 0,
                 tr("Published: %1").arg(publishedText(curve)) + QStringLiteral("\n")
                     + tr("%1 %2: %3")
                           .arg(percentPoints(point.removed), publishedWord(curve.counts), percentPoints(*value))
                     + QStringLiteral("\n") + QString::fromStdString(point.source)});
        }
    const Look look{.colour = themeColors(palette()).mutedText, .bits = kNoBits, .line = Qt::DashLine, .width = 1.0};
    addLine(points, look, publishedText(curve));
    addMarks(points, look, publishedText(curve), InLegend::yes);
}

void CurveChart::compose()
{
    m_spots.clear();
    addAxes();
    for (const std::size_t c : m_session.shownPublished())
        addPublished(m_session.published()[c]);
    for (std::size_t s = 0; s < m_session.series().size(); ++s)
        addSeries(s);
}

/// The 95 % intervals.
void CurveChart::drawAbove(QPainter& painter)
{
    painter.save();
    painter.setClipRect(area().adjusted(-4, 0, 4, 0));
    for (std::size_t s = 0; s < m_session.series().size(); ++s) {
        const SparsitySeries& series = m_session.series()[s];
        painter.setPen(QPen(methodColour(series.method, palette()), 1.0));
        for (const std::size_t i : series.samples) {
            const SparsityPoint& point = m_session.samples()[i].point;
            drawErrorBar(painter, xOf(100.0 * point.sparsity), point.retrained, shiftOf(s));
        }
    }
    painter.restore();
    AccuracyChart::drawAbove(painter);
}

} // namespace tenbin
