// SPDX-License-Identifier: GPL-3.0-or-later
// Details and layers of the selected card, read from the widgets and held
// against the engine's estimate.
#include <limits>

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "gui/app/main_window.h"
#include "gui/app/text.h"
#include "gui/app/workspace.h"
#include "gui/details/details_panel.h"
#include "gui/details/layer_table_model.h"
#include "gui/details/layers_panel.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class DetailsTest : public WindowFixture {
protected:
    void select(const char* target)
    {
        m_workspace->setSelectedTarget(target);
        settle();
    }
    const Estimate& estimate(const char* target) const { return *m_workspace->answer(target)->estimate; }
    LayersPanel& layers() const { return *m_window->findChild<LayersPanel*>(); }
    DetailsPanel& details() const { return *m_window->findChild<DetailsPanel*>(); }
};

TEST_F(DetailsTest, TheTableIsTheEstimate)
{
    select("imx500");
    const Estimate& e = estimate("imx500");
    const LayerTableModel& model = layers().model();
    ASSERT_EQ(model.rowCount(), static_cast<int>(e.layers.size()));
    double latency = e.overhead.count(), share = overheadShare(e);
    for (const LayerRow& row : model.rows()) {
        latency += row.latency.count();
        share += row.share;
    }
    EXPECT_NEAR(latency, e.latency->value.count(), 1e-9 * latency);
    EXPECT_NEAR(share, 1.0, 1e-9);
}

TEST_F(DetailsTest, SortsByValueNotByText)
{
    select("imx500");
    QTableView* table = layers().table();
    table->sortByColumn(LayerTableModel::MacCount, Qt::DescendingOrder);
    qlonglong last = std::numeric_limits<qlonglong>::max();
    for (int r = 0; r < table->model()->rowCount(); ++r) {
        const qlonglong macs = table->model()->index(r, LayerTableModel::MacCount).data(LayerTableModel::SortRole).toLongLong();
        EXPECT_LE(macs, last);
        last = macs;
    }
}

TEST_F(DetailsTest, CopiesRawValuesWithAHeader)
{
    select("imx500");
    layers().table()->sortByColumn(LayerTableModel::Index, Qt::AscendingOrder);
    layers().table()->selectRow(0);
    const QStringList lines = layers().copyText().split(u'\n');
    ASSERT_EQ(lines.size(), 2);
    const QStringList fields = lines[1].split(u'\t');
    ASSERT_EQ(fields.size(), int(LayerTableModel::ColumnCount));
    EXPECT_EQ(fields[LayerTableModel::MacCount].toLongLong(), layers().model().rows()[0].macs.count());
}

TEST_F(DetailsTest, ALayerIsSelectedEverywhere)
{
    select("imx500");
    m_workspace->setSelectedLayer(OperatorId{3});
    const QModelIndex current = layers().table()->currentIndex();
    EXPECT_EQ(current.siblingAtColumn(LayerTableModel::Index).data(LayerTableModel::SortRole).toUInt(), 3U);
}

TEST_F(DetailsTest, TheModelKeepsQtsRules)
{
    select("imx500");
    LayerTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(layers().model().rows(), std::nullopt);
    model.retranslate();
    model.show({}, std::nullopt);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(DetailsTest, AChoiceIsAnsweredAndUndone)
{
    select("imx500");
    const Bytes before = estimate("imx500").weightBytes;
    auto* bits = details().findChild<QComboBox*>(QStringLiteral("option_weight_bits"));
    ASSERT_TRUE(bits);
    bits->setCurrentIndex(bits->findData(QStringLiteral("4")));
    Q_EMIT bits->activated(bits->currentIndex());
    settle();
    EXPECT_LT(estimate("imx500").weightBytes, before);
    m_workspace->undoStack()->undo();
    settle();
    EXPECT_EQ(estimate("imx500").weightBytes, before);
    bits = details().findChild<QComboBox*>(QStringLiteral("option_weight_bits"));
    EXPECT_EQ(bits->currentData().toString(), QStringLiteral("8"));
}

TEST_F(DetailsTest, SaysWhyAndWhatWouldHelp)
{
    m_workspace->placeOn("cartesian_mac_array", "zoo:resnet18");
    select("cartesian_mac_array");
    const Estimate& e = estimate("cartesian_mac_array");
    ASSERT_FALSE(e.fits());
    EXPECT_TRUE(details().plainText().contains(sentenceText(e.reasons.front())));
}

TEST_F(DetailsTest, AnUnknownIsADashNotAZero)
{
    select("ndp250");
    EXPECT_TRUE(details().plainText().contains(QStringLiteral("—")));
    EXPECT_FALSE(details().plainText().contains(QStringLiteral(" 0 J")));
}

TEST(LayerCsv, QuotesAndKeepsRawNumbers)
{
    LayerRow row;
    row.index = 1;
    row.kind = "CONV_2D";
    row.name = "a,\"b\"";
    row.inputShape = row.outputShape = "1x2x2x1";
    row.macs = Macs(8);
    row.parameters = 3;
    row.cycles = Cycles(1.5);
    row.latency = Seconds(0.25);
    row.share = 0.5;
    row.bound = Bound::compute;
    row.bytesMoved = Bytes(12);
    row.unit = ExecutionUnit::macArray;
    EXPECT_EQ(layersToCsv({row}),
              "index,operator,name,input,output,macs,parameters,cycles,latency_s,share,utilisation,bound,bytes_moved,energy_j,device\r\n"
              "1,CONV_2D,\"a,\"\"b\"\"\",1x2x2x1,1x2x2x1,8,3,1.5,0.25,0.5,,compute,12,,mac_array\r\n");
}

} // namespace
} // namespace tenbin
