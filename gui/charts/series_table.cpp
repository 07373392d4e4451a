// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/series_table.h"

#include <QCoreApplication>
#include <QtCharts/QAbstractBarSeries>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QBoxPlotSeries>
#include <QtCharts/QBoxSet>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QXYSeries>

#include "gui/charts/chart_axis.h"

namespace tenbin {

namespace {

TableColumn columnOf(const ChartAxis& axis)
{
    TableColumn column = numberColumn(axis.spec().title.toStdString());
    column.unit = axis.spec().unit.name.toStdString();
    return column;
}

void addRow(Table& table, const QString& name, double x, double y)
{
    table.rows.push_back({{.text = name.toStdString()}, {.text = {}, .value = x}, {.text = {}, .value = y}});
}

void addBars(Table& table, const QAbstractBarSeries& series)
{
    for (const QBarSet* set : series.barSets())
        for (int i = 0; i < set->count(); ++i)
            addRow(table, set->label(), i, set->at(i));
}

void addPoints(Table& table, const QString& name, const QXYSeries* series)
{
    if (series)
        for (const QPointF& point : series->points())
            addRow(table, name, point.x(), point.y());
}

void addBoxes(Table& table, const QBoxPlotSeries& series)
{
    const auto boxes = series.boxSets();
    for (int i = 0; i < boxes.size(); ++i)
        for (int quartile = 0; quartile < boxes[i]->count(); ++quartile)
            addRow(table, boxes[i]->label(), i, boxes[i]->at(quartile));
}

} // namespace

Table tableOf(const QChart& chart, const ChartAxis& x, const ChartAxis& y)
{
    Table table;
    if (!x.axis() || !y.axis())
        return table;
    table.columns = {textColumn(QCoreApplication::translate("tenbin::ChartView", "series").toStdString()), columnOf(x),
                     columnOf(y)};
    for (const QAbstractSeries* series : chart.series()) {
        if (const auto* bars = qobject_cast<const QAbstractBarSeries*>(series))
            addBars(table, *bars);
        else if (const auto* boxes = qobject_cast<const QBoxPlotSeries*>(series))
            addBoxes(table, *boxes);
        else if (const auto* points = qobject_cast<const QXYSeries*>(series))
            addPoints(table, series->name(), points);
        else if (const auto* band = qobject_cast<const QAreaSeries*>(series))
            for (const QXYSeries* edge : {band->upperSeries(), band->lowerSeries()})
                addPoints(table, series->name(), edge);
    }
    return table;
}

} // namespace tenbin
