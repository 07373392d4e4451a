// SPDX-License-Identifier: GPL-3.0-or-later
// The layer table of the selected card, held against the engine's estimate.
#include <limits>

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

#include "gui/app/workspace.h"
#include "gui/details/layer_filter.h"
#include "gui/details/layer_table_model.h"
#include "gui/details/layers_panel.h"
#include "gui/details/totals_row.h"
#include "gui/look/text.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class DetailsLayers : public WindowFixture {
protected:
    void select(const char* target)
    {
        m_workspace->setSelectedTarget(target);
        settle();
    }
    const Estimate& estimate(const char* target) const { return *m_workspace->answer(target)->estimate; }
    LayersPanel& layers() const { return *m_window->findChild<LayersPanel*>(); }
    QAbstractItemModel& shown() const { return *layers().table()->model(); }
    QVariant raw(int row, int column) const { return shown().index(row, column).data(LayerTableModel::SortRole); }
};

TEST_F(DetailsLayers, TheTableIsTheEstimate)
{
    for (const char* target : {"imx500", "cartesian_mac_array", "ndp250"}) {
        select(target);
        const Estimate& e = estimate(target);
        const LayerTableModel& model = layers().model();
        ASSERT_EQ(model.rowCount(), static_cast<int>(e.layers.size())) << target;
        double latency = e.overhead.count(), share = overheadShare(e);
        for (const LayerRow& row : model.rows()) {
            latency += row.latency.value().count();
            share += row.share.value();
        }
        EXPECT_NEAR(latency, e.latency->value.count(), 1e-9 * latency) << target;
        EXPECT_NEAR(share, 1.0, 1e-9) << target;
        EXPECT_EQ(layers().totals().cells()[LayerTableModel::Latency], secondsText(e.latency->value)) << target;
    }
}

TEST_F(DetailsLayers, TheTableIsInSightWhileACardIsSelected)
{
    EXPECT_FALSE(layers().table()->isVisibleTo(&layers()));
    select("imx500");
    EXPECT_TRUE(layers().table()->isVisibleTo(&layers()));
    select("");
    EXPECT_FALSE(layers().table()->isVisibleTo(&layers()));
}

TEST_F(DetailsLayers, CyclesThatNobodyPublishedAreUnknown)
{
    select("ndp250");
    for (const LayerRow& row : layers().model().rows())
        if (row.latency->count() > 0.0) {
            EXPECT_FALSE(row.cycles.has_value()) << row.name;
        }
    EXPECT_EQ(layers().totals().cells()[LayerTableModel::CycleCount], unknownText());
    const QModelIndex cell = layers().model().index(0, LayerTableModel::CycleCount);
    EXPECT_EQ(cell.data().toString(), unknownText());
    EXPECT_FALSE(cell.data(Qt::ToolTipRole).toString().isEmpty());
}

TEST_F(DetailsLayers, SortsByValueNotByText)
{
    select("imx500");
    layers().table()->sortByColumn(LayerTableModel::MacCount, Qt::DescendingOrder);
    qlonglong last = std::numeric_limits<qlonglong>::max();
    for (int r = 0; r < shown().rowCount(); ++r) {
        const qlonglong macs = raw(r, LayerTableModel::MacCount).toLongLong();
        EXPECT_LE(macs, last);
        last = macs;
    }
}

TEST(DetailsLayerFilter, UnknownValuesComeLastEitherWay)
{
    std::vector<LayerRow> rows(3);
    for (std::uint32_t i = 0; i < 3; ++i)
        rows[i].index = i;
    rows[0].energy = Joules(2.0);
    rows[2].energy = Joules(1.0);
    LayerTableModel model;
    LayerFilter filter;
    filter.setSourceModel(&model);
    model.show(rows, std::nullopt);
    const auto order = [&](Qt::SortOrder direction) {
        filter.sort(LayerTableModel::Energy, direction);
        std::vector<int> result;
        for (int r = 0; r < filter.rowCount(); ++r)
            result.push_back(filter.index(r, 0).data(LayerTableModel::SortRole).toInt());
        return result;
    };
    EXPECT_EQ(order(Qt::AscendingOrder), (std::vector<int>{2, 0, 1}));
    EXPECT_EQ(order(Qt::DescendingOrder), (std::vector<int>{0, 2, 1}));
}

TEST_F(DetailsLayers, FiltersByTextAndByKindAndSumsWhatIsLeft)
{
    select("imx500");
    auto* kind = layers().findChild<QComboBox*>(QStringLiteral("layerKind"));
    kind->setCurrentIndex(kind->findData(QStringLiteral("DEPTHWISE_CONV_2D")));
    ASSERT_GT(shown().rowCount(), 0);
    ASSERT_LT(shown().rowCount(), layers().model().rowCount());
    double macs = 0.0;
    for (int r = 0; r < shown().rowCount(); ++r) {
        EXPECT_EQ(raw(r, LayerTableModel::Kind).toString(), QStringLiteral("DEPTHWISE_CONV_2D"));
        macs += raw(r, LayerTableModel::MacCount).toDouble();
    }
    EXPECT_EQ(layers().totals().cells()[LayerTableModel::MacCount], countText(macs));
    layers().findChild<QLineEdit*>(QStringLiteral("layerFilter"))->setText(QStringLiteral("no such layer"));
    EXPECT_EQ(shown().rowCount(), 0);
}

TEST_F(DetailsLayers, CopiesRawValuesWithAHeader)
{
    select("imx500");
    layers().table()->sortByColumn(LayerTableModel::Index, Qt::AscendingOrder);
    layers().table()->selectRow(0);
    const QStringList lines = layers().copyText(LayersPanel::Rows::selected).split(u'\n');
    ASSERT_EQ(lines.size(), 2);
    const QStringList fields = lines[1].split(u'\t');
    const LayerRow& row = layers().model().rows()[0];
    ASSERT_EQ(fields.size(), int(LayerTableModel::ColumnCount));
    EXPECT_EQ(fields[LayerTableModel::MacCount].toLongLong(), row.macs.count());
    EXPECT_EQ(fields[LayerTableModel::Latency].toDouble(), row.latency->count());
    EXPECT_EQ(fields[LayerTableModel::Where], QStringLiteral("mac_array"));
    EXPECT_EQ(layers().copyText(LayersPanel::Rows::shown).split(u'\n').size(), layers().model().rowCount() + 1);
}

TEST_F(DetailsLayers, ALayerIsSelectedEverywhere)
{
    select("imx500");
    m_workspace->setSelectedLayer(OperatorId{3});
    EXPECT_EQ(layers()
                  .table()
                  ->currentIndex()
                  .siblingAtColumn(LayerTableModel::Index)
                  .data(LayerTableModel::SortRole)
                  .toUInt(),
              3U);
    layers().table()->selectRow(5);
    EXPECT_EQ(m_workspace->selectedLayer(), OperatorId{5});
    select("cartesian_mac_array");
    EXPECT_FALSE(layers().table()->currentIndex().isValid());
}

TEST_F(DetailsLayers, SelectionAndScrollStayWhileAnOptionChanges)
{
    select("imx500");
    m_workspace->setSelectedLayer(OperatorId{20});
    QScrollBar* bar = layers().table()->verticalScrollBar();
    const int scrolled = bar->value();
    m_workspace->setOption("imx500", "clock_hz", "200e6");
    settle();
    EXPECT_EQ(m_workspace->selectedLayer(), OperatorId{20});
    EXPECT_EQ(layers().table()->selectionModel()->selectedRows().size(), 1);
    EXPECT_EQ(bar->value(), scrolled);
    EXPECT_EQ(layers().model().rows()[20].latency, estimate("imx500").layers[20].latency);
}

TEST_F(DetailsLayers, ColumnsAreRemembered)
{
    LayersPanel& panel = layers();
    panel.table()->setColumnHidden(LayerTableModel::Energy, true);
    panel.table()->setColumnWidth(LayerTableModel::Name, 77);
    const QByteArray columns = panel.columns();
    LayersPanel other(m_workspace.get());
    other.setColumns(columns);
    EXPECT_TRUE(other.table()->isColumnHidden(LayerTableModel::Energy));
    EXPECT_EQ(other.table()->columnWidth(LayerTableModel::Name), 77);
    other.setColumns("nonsense");
    EXPECT_FALSE(other.table()->isColumnHidden(LayerTableModel::Energy));
}

TEST_F(DetailsLayers, TheModelKeepsQtsRules)
{
    select("imx500");
    LayerTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(layers().model().rows(), std::nullopt);
    model.show(layers().model().rows(), OperatorId{1});
    model.retranslate();
    model.show({}, std::nullopt);
    EXPECT_EQ(model.rowCount(), 0);
}

} // namespace
} // namespace tenbin
