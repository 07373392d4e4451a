// SPDX-License-Identifier: GPL-3.0-or-later
// The charts show what the engine says: sums, rectangles, one selection for all.
#include <algorithm>
#include <malloc.h>

#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QPixmapCache>
#include <QSignalSpy>
#include <QTabBar>
#include <QtTest/QTest>
#include <fmt/format.h>

#include "gui/app/workspace.h"
#include "gui/inspect/energy_chart.h"
#include "gui/inspect/frame_chart.h"
#include "gui/inspect/graph_chart.h"
#include "gui/inspect/inspection_chart.h"
#include "gui/inspect/inspector_panel.h"
#include "gui/inspect/memory_chart.h"
#include "gui/inspect/roofline_chart.h"
#include "gui/inspect/timing_chart.h"
#include "gui/look/text.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class Inspector : public WindowFixture {
protected:
    void look(const std::string& target, const std::string& network = kSmall)
    {
        m_workspace->placeOnAll(network);
        settle();
        m_workspace->setSelectedTarget(target);
        settle();
    }
    InspectorPanel& panel() { return m_window->inspector(); }
    /// A tab, laid out and painted once at a known size.
    template <class Chart>
    Chart& shown(InspectorPanel::Tab tab, Chart& chart)
    {
        panel().showTab(tab);
        chart.resize(900, 300);
        chart.grab();
        return chart;
    }
};

TEST_F(Inspector, BarsTakeTheirShareOfTheWidth)
{
    look("stm32h743");
    TimingChart& chart = shown(InspectorPanel::Timing, panel().timing());
    const Timeline& timeline = panel().present()->timeline;
    double width = 0.0, left = 1e9, right = 0.0;
    for (const TimelineBar& bar : timeline.bars)
        if (bar.part != BarPart::transfer) {
            const QRectF rect = chart.rectOf(bar);
            width += rect.width();
            left = std::min(left, rect.left());
            right = std::max(right, rect.right());
        }
    EXPECT_NEAR(width, right - left, 0.5) << "bars follow one another without gap or overlap";
    EXPECT_NEAR(timeline.length.count(), panel().present()->estimate().latency->value.count(), 1e-12);
}

TEST_F(Inspector, AClickOnABarSelectsItsLayerEverywhere)
{
    look("stm32h743");
    TimingChart& chart = shown(InspectorPanel::Timing, panel().timing());
    const auto& bars = panel().present()->timeline.bars;
    const auto widest = std::max_element(
        bars.begin(), bars.end(), [](const TimelineBar& a, const TimelineBar& b) { return a.length < b.length; });
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, chart.rectOf(*widest).center().toPoint());
    EXPECT_EQ(m_workspace->selectedLayer(), widest->op);
    QTest::keyClick(&chart, Qt::Key_Right);
    EXPECT_GT(m_workspace->selectedLayer().index, widest->op.index);
    QTest::keyClick(&chart, Qt::Key_Plus);
    EXPECT_TRUE(chart.isZoomed());
    QTest::keyClick(&chart, Qt::Key_0);
    EXPECT_FALSE(chart.isZoomed());
}

TEST_F(Inspector, RectanglesAreThoseOfThePlan)
{
    look("stm32h743");
    MemoryChart& chart = shown(InspectorPanel::Memory, panel().memory());
    ASSERT_TRUE(chart.map());
    const MemoryMap& map = *chart.map();
    for (const MemoryBlock& block : map.blocks) {
        const QRectF rect = chart.rectOf(block);
        EXPECT_GT(rect.width(), 0.0);
        EXPECT_NEAR(rect.height() / chart.rectOf(map.blocks.front()).height(), block.size / map.blocks.front().size,
                    1e-6);
    }
}

TEST_F(Inspector, StacksAreAsHighAsTheirEnergy)
{
    look("imx500");
    EnergyChart& chart = shown(InspectorPanel::Energy, panel().energy());
    const auto& layers = panel().present()->energy.layers;
    std::size_t largest = 0;
    for (std::size_t i = 0; i < layers.size(); ++i)
        if (sum(layers[i]) > sum(layers[largest]))
            largest = i;
    for (std::size_t i = 0; i < layers.size(); ++i)
        EXPECT_NEAR(chart.heightOf(i) * sum(layers[largest]).count(), chart.heightOf(largest) * sum(layers[i]).count(),
                    1e-9);
}

TEST_F(Inspector, WhatTheEnergyChartDrawsAddsUp)
{
    look("imx500");
    EnergyChart& chart = shown(InspectorPanel::Energy, panel().energy());
    const EnergyBreakdown& energy = panel().present()->energy;
    Joules layers;
    for (const EnergyStack& stack : energy.layers)
        layers += sum(stack);
    const Table table = chart.table();
    ASSERT_EQ(table.columns.size(), 3u);
    const double unit = table.columns[2].unit == "µJ" ? 1e-6 : 1e-3;
    double drawn = 0.0;
    for (const auto& row : table.rows)
        drawn += unit * row[2].value.value_or(0.0);
    EXPECT_NEAR(drawn, layers.count(), 1e-9 * layers.count());
    EXPECT_NEAR(sum(energy.total).count(), panel().present()->estimate().energy->value.count(), 1e-12);
    double strip = 0.0, widest = 0.0;
    for (int c = 0; c < kEnergyComponents; ++c) {
        const QRectF part = chart.stripOf(static_cast<EnergyComponent>(c));
        strip += part.width();
        widest = std::max(widest, part.right());
    }
    EXPECT_NEAR(strip, widest - chart.stripOf(static_cast<EnergyComponent>(0)).left(), 1e-6);
}

TEST_F(Inspector, LiveBytesAreDrawnAsThePlanHasThem)
{
    look("stm32h743");
    panel().memory().setMode(MemoryChart::Mode::bars);
    MemoryChart& chart = shown(InspectorPanel::Memory, panel().memory());
    const MemoryMap& map = *chart.map();
    const Table table = chart.table();
    ASSERT_EQ(table.columns.size(), 3u);
    const double unit = table.columns[2].unit == "MiB" ? 1024.0 * 1024.0 : 1024.0;
    std::vector<double> drawn(map.livePerOperator.size());
    for (const auto& row : table.rows)
        if (row[0].text.starts_with("live"))
            drawn[static_cast<std::size_t>(*row[1].value)] += unit * *row[2].value;
    for (std::size_t i = 0; i < drawn.size(); ++i)
        EXPECT_NEAR(drawn[i], map.livePerOperator[i].toDouble(), 0.5) << i;
}

TEST_F(Inspector, NoDotLiesAboveItsRoof)
{
    for (const char* target : {"ethos_u55_128", "stm32h743", "imx500", "max78002"}) {
        look(target, "zoo:mobilenet_v2");
        RooflineChart& chart = shown(InspectorPanel::RooflineTab, panel().roofline());
        int bound = 0;
        for (const LayerCost& layer : panel().present()->estimate().layers)
            bound += layer.bound == Bound::memory;
        int heldBack = 0;
        for (const Roofline& roofline : panel().present()->rooflines) {
            chart.setMemory(QString::fromStdString(roofline.memory));
            chart.grab();
            ASSERT_TRUE(chart.roofline());
            for (const RooflineDot& dot : chart.roofline()->dots) {
                EXPECT_GE(chart.positionOf(dot).y(), chart.roofOver(dot) - 0.01) << target << ' ' << roofline.memory;
                EXPECT_TRUE(chart.viewport()->rect().contains(chart.positionOf(dot).toPoint()));
            }
            heldBack += roofline.heldBack;
        }
        EXPECT_LE(heldBack, bound) << "a layer is held back by one memory";
        if (const auto ridge = chart.roofline()->ridge()) {
            EXPECT_NEAR(*ridge * *chart.roofline()->bytesPerSecond, *chart.roofline()->peakMacsPerSecond,
                        1e-6 * *chart.roofline()->peakMacsPerSecond);
        }
    }
}

TEST_F(Inspector, GraphFoldsAndFollowsTheSelection)
{
    look("imx500", "zoo:mobilenet_v2");
    GraphChart& chart = shown(InspectorPanel::GraphTab, panel().graph());
    const std::size_t open = chart.layout().nodes.size();
    EXPECT_EQ(open, panel().present()->graph().operators().size());
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, chart.rectOf(chart.layout().nodes[3]).center().toPoint());
    EXPECT_EQ(m_workspace->selectedLayer(), OperatorId{3});
    chart.setFold(true);
    EXPECT_LT(chart.layout().nodes.size(), open);
}

TEST_F(Inspector, PinningShowsWhatAChangeDoes)
{
    look("stm32h743");
    panel().showTab(InspectorPanel::Timing);
    panel().setPinned(true);
    const double before = panel().present()->estimate().latency->value.count();
    m_workspace->setOption("stm32h743", "clock_hz", "240000000");
    settle();
    EXPECT_GT(panel().present()->estimate().latency->value.count(), 1.5 * before);
    bool said = false;
    for (const QLabel* label : panel().findChildren<QLabel*>())
        said = said || label->text().contains(QStringLiteral("→"));
    EXPECT_TRUE(said);
}

TEST_F(Inspector, FramesOfTheSensorComeFromItsOptions)
{
    look("imx500");
    FrameChart& chart = shown(InspectorPanel::Frames, panel().frames());
    EXPECT_NEAR(chart.timing().framesPerSecond, 30.0, 1e-9);
    m_workspace->setOption("imx500", "mode", "B");
    settle();
    chart.grab();
    EXPECT_NEAR(chart.timing().framesPerSecond, 120.0, 1e-9);
    EXPECT_NEAR(chart.timing().photonToResult.count(), 5.6e-3 + panel().present()->estimate().latency->value.count(),
                1e-9);
}

TEST_F(Inspector, ChartsAreSavedAsPictures)
{
    look("imx500");
    TimingChart& chart = shown(InspectorPanel::Timing, panel().timing());
    for (const char* name : {"chart.svg", "chart.png"}) {
        const QString path = m_folder.filePath(QLatin1String(name));
        EXPECT_TRUE(chart.save(path));
        EXPECT_GT(QFileInfo(path).size(), 1000);
    }
    EXPECT_FALSE(chart.save(m_folder.filePath(QStringLiteral("no/such/folder/x.svg"))));
    const QString data = m_folder.filePath(QStringLiteral("chart.csv"));
    ASSERT_TRUE(chart.save(data));
    QFile file(data);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll().count('\n'), static_cast<qsizetype>(panel().present()->timeline.bars.size() + 1));
}

TEST_F(Inspector, MemoryStaysFlatWhileTheSelectionMoves)
{
    look("ethos_u55_128");
    const auto layers = static_cast<std::uint32_t>(panel().present()->estimate().layers.size());
    // Every view repaints for every layer; TENBIN_SELECTION_SECONDS makes a measurement of it.
    const auto walk = [&](double seconds, int rounds) {
        QElapsedTimer timer;
        timer.start();
        std::vector<double> milliseconds;
        for (int i = 0; i < rounds || timer.elapsed() < 1000 * seconds; ++i) {
            QElapsedTimer one;
            one.start();
            panel().showTab(static_cast<InspectorPanel::Tab>(i % InspectorPanel::TabCount));
            m_workspace->setSelectedLayer(OperatorId{static_cast<std::uint32_t>(i) % layers});
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the application's own loop does so
            panel().grab();
            milliseconds.push_back(static_cast<double>(one.nsecsElapsed()) * 1e-6);
        }
        return milliseconds;
    };
    const auto used = [] {
        QPixmapCache::clear(); // the style's: bounded by itself
        return static_cast<double>(mallinfo2().uordblks);
    };
    walk(0.0, 10 * InspectorPanel::TabCount); // glyphs, style: filled once
    const double before = used();
    const auto times = walk(qEnvironmentVariable("TENBIN_SELECTION_SECONDS").toDouble(), 20 * InspectorPanel::TabCount);
    const double grown = used() - before;
    EXPECT_LT(grown,
              1024.0 * (512.0 + 2.0 * static_cast<double>(times.size()))); // Qt keeps about 1 KiB a repaint for itself
    const auto median = [](std::vector<double> part) {
        std::nth_element(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(part.size() / 2), part.end());
        return part[part.size() / 2];
    };
    const auto half = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    RecordProperty("repaints", static_cast<int>(times.size()));
    RecordProperty("grown_bytes", fmt::format("{:.0f}", grown));
    RecordProperty("repaint_ms",
                   fmt::format("{:.2f}, later {:.2f}", median({times.begin(), half}), median({half, times.end()})));
}

TEST_F(Inspector, EveryTabHasANameAndAView)
{
    look("stm32h743");
    const auto& tabs = *panel().findChild<QTabBar*>(QStringLiteral("inspectorTabs"));
    ASSERT_EQ(tabs.count(), InspectorPanel::TabCount);
    for (int tab = 0; tab < InspectorPanel::TabCount; ++tab) {
        panel().showTab(static_cast<InspectorPanel::Tab>(tab));
        EXPECT_FALSE(tabs.tabText(tab).isEmpty()) << tab;
        const auto charts = panel().findChildren<InspectionChart*>();
        const auto shown = std::count_if(charts.begin(), charts.end(),
                                         [&](const auto* chart) { return chart->isVisibleTo(&panel()); });
        EXPECT_EQ(shown, tab == InspectorPanel::Layers ? 0 : 1) << tab;
    }
}

TEST_F(Inspector, TargetsWithoutFiguresSaySo)
{
    look("class_tiny");
    for (int tab = 0; tab < InspectorPanel::TabCount; ++tab) {
        panel().showTab(static_cast<InspectorPanel::Tab>(tab));
        panel().grab();
    }
    EXPECT_TRUE(panel().present()->timeline.bars.empty());
}

TEST_F(Inspector, HeatStaysUnderASelection)
{
    look("stm32h743");
    panel().memory().setHeat(true);
    MemoryChart& chart = shown(InspectorPanel::Memory, panel().memory());
    const auto& blocks = chart.map()->blocks;
    const auto largest = std::max_element(blocks.begin(), blocks.end(), [&](const auto& a, const auto& b) {
        return chart.rectOf(a).width() * chart.rectOf(a).height() < chart.rectOf(b).width() * chart.rectOf(b).height();
    });
    const QPoint at = (chart.rectOf(*largest).topLeft() + QPointF(3, 3)).toPoint();
    const QColor before = chart.grab().toImage().pixelColor(at);
    m_workspace->setSelectedLayer(OperatorId{largest->last + 1});
    EXPECT_EQ(chart.grab().toImage().pixelColor(at), before) << "a block that is not live keeps its heat";
    for (const MemoryBlock& block : blocks) {
        if (block.role == BufferRole::weights || block.role == BufferRole::activation) {
            EXPECT_GT(block.accesses, 0) << static_cast<int>(block.role) << " is touched by somebody";
        }
    }
}

TEST_F(Inspector, BatteryLifeBeginsWithTheFrameRateAndNamesWhatIsLeftOut)
{
    look("imx500");
    auto* rate = panel().findChild<QDoubleSpinBox*>(QStringLiteral("inferencesPerSecond"));
    auto* life = panel().findChild<QLabel*>(QStringLiteral("batteryLife"));
    ASSERT_TRUE(rate && life);
    EXPECT_DOUBLE_EQ(rate->value(), 30.0);
    EXPECT_TRUE(life->text().contains(QStringLiteral("not counted: sensor, interface"))) << life->text().toStdString();
    m_workspace->setOption("imx500", "energy_scope", "camera");
    settle();
    EXPECT_FALSE(life->text().contains(QStringLiteral("sensor"))) << life->text().toStdString();
    look("stm32h743");
    EXPECT_DOUBLE_EQ(rate->value(), 1.0) << "no sensor sets the pace";
    rate->setValue(5.0);
    look("imx500");
    EXPECT_DOUBLE_EQ(rate->value(), 5.0) << "what was chosen stays";
}

} // namespace
} // namespace tenbin
