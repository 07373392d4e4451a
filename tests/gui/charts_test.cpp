// SPDX-License-Identifier: GPL-3.0-or-later
// What all charts share: one unit an axis, places that are those of Qt Charts, zoom to the pointer, data as drawn.
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "gui/charts/chart_view.h"
#include "gui/charts/color_scale.h"

namespace tenbin {
namespace {

/// A line over two axes as they are given.
class Line final : public ChartView {
public:
    Line(AxisSpec x, AxisSpec y, QList<QPointF> values) : m_xSpec(x), m_ySpec(y), m_values(std::move(values))
    {
        resize(600, 300);
    }
    QPointF placeOf(const QPointF& value) const { return pointOf(value.x(), value.y()); }
    QPointF placeByQt(const QPointF& value) const
    {
        const QPointF onAxes(value.x() / m_xSpec.unit.size, value.y() / m_ySpec.unit.size);
        return chart()->mapToPosition(onAxes, chart()->series().front());
    }
    double valueUnder(double x) const { return valueAt(x); }
    QRectF plot() const { return area(); }

protected:
    QString title() const override { return QStringLiteral("A line · 3"); }
    QString emptyText() const override { return m_values.isEmpty() ? QStringLiteral("nothing") : QString(); }
    void compose() override
    {
        setHorizontal(m_xSpec);
        setVertical(m_ySpec);
        auto* line = new QLineSeries;
        for (const QPointF& value : m_values)
            line->append(horizontal().onAxis(value.x()), vertical().onAxis(value.y()));
        add(line, QStringLiteral("line"), InLegend::yes);
        auto* silent = new QLineSeries;
        add(silent, QStringLiteral("silent"), InLegend::no);
        addLegend(QStringLiteral("painted"), Qt::red);
    }

private:
    AxisSpec m_xSpec, m_ySpec;
    QList<QPointF> m_values;
};

AxisSpec milliseconds()
{
    return {.title = QStringLiteral("time"), .unit = {1e-3, QStringLiteral("ms")}, .high = 0.02};
}
AxisSpec rates()
{
    return {.title = QStringLiteral("rate"),
            .unit = {1e9, QStringLiteral("G")},
            .low = 1e6,
            .high = 2e10,
            .scale = AxisScale::decades};
}
const QList<QPointF> kValues{{0.001, 2e6}, {0.005, 3e8}, {0.019, 1.5e10}};

TEST(ChartAxisUnits, OneUnitWithOneToThreeDigits)
{
    EXPECT_EQ(decimalUnit(1.5e-5, QStringLiteral("J")).name, QStringLiteral("µJ"));
    EXPECT_EQ(decimalUnit(1e-3, QStringLiteral("J")).name, QStringLiteral("mJ"));
    EXPECT_EQ(decimalUnit(6e11, QStringLiteral("MAC/s")).name, QStringLiteral("GMAC/s"));
    EXPECT_EQ(decimalUnit(0.0, QStringLiteral("J")).name, QStringLiteral("J"));
    EXPECT_EQ(secondsUnit(4000.0).name, QStringLiteral("s"));
    EXPECT_EQ(bytesUnit(1.4 * 1024 * 1024).name, QStringLiteral("MiB"));
    EXPECT_EQ(bytesUnit(1000.0).name, QStringLiteral("B"));
    EXPECT_EQ(bytesUnit(1024.0).size, 1024.0);
}

TEST(ChartAxisUnits, StepsAreRound)
{
    EXPECT_DOUBLE_EQ(niceStep(100.0, 10.0), 10.0);
    EXPECT_DOUBLE_EQ(niceStep(101.0, 10.0), 20.0);
    EXPECT_DOUBLE_EQ(niceStep(0.45, 10.0), 0.05);
}

TEST(ColorScale, MoreIsAwayFromTheBackground)
{
    for (const bool dark : {false, true})
        EXPECT_EQ(heatColor(1.0, dark).lightness() > heatColor(0.0, dark).lightness(), dark);
    EXPECT_EQ(scaleColor(-3.0), scaleColor(0.0));
}

TEST(ChartView, PlacesAreThoseOfQtCharts)
{
    Line chart(milliseconds(), rates(), kValues);
    const auto same = [&chart](const QPointF& value) {
        const QPointF difference = chart.placeOf(value) - chart.placeByQt(value);
        return std::hypot(difference.x(), difference.y());
    };
    chart.grab();
    for (const QPointF& value : kValues)
        EXPECT_LT(same(value), 0.1);
    QTest::keyClick(&chart, Qt::Key_Plus);
    QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
    chart.grab();
    EXPECT_TRUE(chart.isZoomed());
    for (const QPointF& value : kValues)
        EXPECT_LT(same(value), 0.1) << "zoomed and panned";
    QTest::keyClick(&chart, Qt::Key_0);
    EXPECT_FALSE(chart.isZoomed());
}

TEST(ChartView, TheWheelKeepsWhatIsUnderThePointer)
{
    Line chart(milliseconds(), rates(), kValues);
    chart.grab();
    const QPointF at(chart.plot().left() + 0.3 * chart.plot().width(), chart.plot().center().y());
    const double before = chart.valueUnder(at.x());
    QWheelEvent wheel(at, at, {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(chart.viewport(), &wheel);
    EXPECT_TRUE(chart.isZoomed());
    EXPECT_NEAR(chart.valueUnder(at.x()), before, 1e-12);
    QTest::mouseDClick(chart.viewport(), Qt::LeftButton);
    EXPECT_FALSE(chart.isZoomed());
}

TEST(ChartView, TheLegendListsWhatHasAName)
{
    Line chart(milliseconds(), rates(), kValues);
    chart.grab();
    QStringList listed;
    for (const QLegendMarker* marker : chart.chart()->legend()->markers())
        if (marker->isVisible())
            listed << marker->label();
    EXPECT_EQ(listed, (QStringList{QStringLiteral("line"), QStringLiteral("painted")}));
}

TEST(ChartView, DataAreSavedInTheUnitsOfTheAxes)
{
    Line chart(milliseconds(), rates(), kValues);
    const Table table = chart.table();
    ASSERT_EQ(table.columns.size(), 3u);
    EXPECT_EQ(table.columns[1].unit, "ms");
    ASSERT_EQ(table.rows.size(), 3u);
    EXPECT_NEAR(*table.rows[1][1].value, 5.0, 1e-12);
    EXPECT_NEAR(*table.rows[1][2].value, 0.3, 1e-12);
    QTemporaryDir folder;
    for (const char* name : {"a.csv", "a.svg", "a.png"}) {
        EXPECT_TRUE(chart.save(folder.filePath(QLatin1String(name))));
        EXPECT_GT(QFile(folder.filePath(QLatin1String(name))).size(), 40);
    }
    Line nothing(milliseconds(), rates(), {});
    EXPECT_TRUE(nothing.table().columns.empty());
    nothing.grab();
}

TEST(ChartView, AMeasureAlongALogarithmicAxisIsAFactor)
{
    Line chart(rates(), milliseconds(), {{2e6, 0.001}});
    chart.grab();
    const QImage before = chart.grab().toImage();
    QTest::mousePress(chart.viewport(), Qt::LeftButton, Qt::ShiftModifier, chart.plot().center().toPoint());
    QTest::mouseMove(chart.viewport(), chart.plot().center().toPoint() + QPoint(60, 0));
    EXPECT_NE(chart.grab().toImage(), before);
    EXPECT_FALSE(chart.isZoomed());
    QTest::mouseRelease(chart.viewport(), Qt::LeftButton); // without Shift, or it stays pressed for every test behind
}

} // namespace
} // namespace tenbin
