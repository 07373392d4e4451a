// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/loss_chart.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

LossChart::LossChart(SparsitySession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    setObjectName(QStringLiteral("sparsityLoss"));
    connect(&session, &SparsitySession::lossChanged, this, [this] {
        setLength(m_session.loss().empty() ? 0.0 : std::ceil(m_session.loss().back().epochs));
        update();
    });
    connect(&session, &SparsitySession::samplesChanged, this, qOverload<>(&QWidget::update));
}

QString LossChart::title() const { return tr("Loss while retraining (cross-entropy, mean of the epoch so far)"); }

QString LossChart::emptyText() const
{
    return m_session.loss().empty() ? tr("The loss is drawn here while a point is retrained.") : QString();
}

QString LossChart::lengthText(double epochs) const { return roughText(epochs); }

QMargins LossChart::margins() const
{
    QMargins m = ChartView::margins();
    m.setLeft(fontMetrics().horizontalAdvance(QStringLiteral("0.000")) + 16);
    return m;
}

QString LossChart::describe(const QPointF& at) const
{
    const auto& loss = m_session.loss();
    if (loss.empty())
        return {};
    const double epoch = valueAt(at.x());
    const auto nearest = std::min_element(loss.begin(), loss.end(), [epoch](const LossSample& a, const LossSample& b) {
        return std::abs(a.epochs - epoch) < std::abs(b.epochs - epoch);
    });
    return tr("epoch %1: loss %2, %3 of the training samples right")
        .arg(numberText(nearest->epochs, 2), numberText(nearest->loss, 4), percentText(nearest->accuracy));
}

void LossChart::draw(QPainter& painter, const QRectF& area)
{
    const ThemeColors& colours = themeColors(palette());
    double most = 0.0;
    for (const LossSample& sample : m_session.loss())
        most = std::max(most, sample.loss);
    most = most > 0.0 ? most * 1.1 : 1.0;
    drawTicks(painter, area, tr("epochs"));
    const auto y = [&](double loss) { return area.bottom() - loss / most * area.height(); };
    for (const double tick : niceTicks(0.0, most, std::max(2, static_cast<int>(area.height()) / 40))) {
        painter.setPen(QPen(colours.line, 1.0));
        painter.drawLine(QPointF(area.left(), y(tick)), QPointF(area.right(), y(tick)));
        painter.setPen(colours.mutedText);
        painter.drawText(QRectF(0, y(tick) - fontMetrics().height() / 2.0, area.left() - 6, fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter, roughText(tick));
    }
    painter.save();
    painter.setClipRect(area);
    QPolygonF line;
    const auto flush = [&] {
        painter.setPen(QPen(colours.accent, 1.5));
        painter.drawPolyline(line);
        line.clear();
    };
    for (const LossSample& sample : m_session.loss()) {
        if (sample.newPoint) {
            flush();
            painter.setPen(QPen(colours.mutedText, 1.0, Qt::DotLine));
            painter.drawLine(QPointF(xOf(sample.epochs), area.top()), QPointF(xOf(sample.epochs), area.bottom()));
        }
        line << QPointF(xOf(sample.epochs), y(sample.loss));
    }
    flush();
    painter.restore();
    drawFrame(painter, area);
}

} // namespace tenbin
