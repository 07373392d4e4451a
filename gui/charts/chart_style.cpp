// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_style.h"

#include <QFont>
#include <QGraphicsLayout>
#include <QPalette>
#include <QtCharts/QAbstractAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>

#include "gui/look/theme_colors.h"

namespace tenbin {

void dressChart(QChart& chart, const QFont& font, const QPalette& palette)
{
    chart.setBackgroundVisible(false);
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.setLocalizeNumbers(true);
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    QLegend& legend = *chart.legend();
    legend.detachFromChart();
    legend.setBackgroundVisible(false);
    legend.setFont(font);
    legend.setLabelColor(themeColors(palette).mutedText);
    legend.setMarkerShape(QLegend::MarkerShapeFromSeries);
    legend.layout()->setContentsMargins(0, 0, 0, 0);
}

void dressAxis(QAbstractAxis& axis, const QFont& font, const QPalette& palette)
{
    const ThemeColors& colors = themeColors(palette);
    axis.setLabelsFont(font);
    axis.setTitleFont(font);
    axis.setLabelsColor(colors.mutedText);
    axis.setTitleBrush(colors.mutedText);
    axis.setLinePen(QPen(colors.line, 1.0));
    axis.setGridLinePen(QPen(colors.line, 1.0));
    QColor faint = colors.line;
    faint.setAlpha(110);
    axis.setMinorGridLinePen(QPen(faint, 1.0));
    axis.setTruncateLabels(false);
}

} // namespace tenbin
