// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QAccessible>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/board/board_view.h"
#include "gui/items/board_filter.h"
#include "gui/items/board_model.h"
#include "gui/items/shelf_model.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using ItemModels = WindowFixture;
constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

TEST_F(ItemModels, KeepTheirContractWhileThingsChange)
{
    const QAbstractItemModelTester board(&m_window->board().model(), kFatal);
    const QAbstractItemModelTester filter(&m_window->board().filter(), kFatal);
    const QAbstractItemModelTester shelf(&m_window->shelf().model(), kFatal);
    m_workspace->openFiles({writeModel("resnet8", QStringLiteral("a.tflite"))}, {OpenDestination::Kind::board, {}});
    settle();
    m_workspace->setOption("imx500", "weight_bits", "4");
    settle();
    m_workspace->undoStack()->undo();
    m_workspace->undoStack()->undo();
    m_window->board().filter().setText(QStringLiteral("imx"));
    m_window->board().filter().setText({});
    settle();
}

/// 0: runs as it is, or cannot be told; 1: after changes; 2: not at all.
int runRank(const QModelIndex& index)
{
    const auto verdict = static_cast<VerdictKind>(index.data(BoardModel::VerdictRole).toInt());
    if (verdict == VerdictKind::doesNotFit)
        return 2;
    return verdict == VerdictKind::fitsWithChanges ? 1 : 0;
}

TEST_F(ItemModels, SortOnRawValuesUnknownLastAndWhatCannotRunBelowWhatCan)
{
    m_workspace->placeOnAll("zoo:mobilenet_v2");
    settle();
    BoardFilter& filter = m_window->board().filter();
    filter.setGroupBy(BoardFilter::GroupBy::none);
    const std::pair<BoardFilter::SortBy, int> orders[] = {{BoardFilter::SortBy::latency, BoardModel::LatencyRole},
                                                          {BoardFilter::SortBy::energy, BoardModel::EnergyRole},
                                                          {BoardFilter::SortBy::price, BoardModel::PriceRole},
                                                          {BoardFilter::SortBy::side, BoardModel::SideRole}};
    for (const auto& [order, role] : orders) {
        filter.setSortBy(order);
        for (int row = 1; row < filter.rowCount(); ++row) {
            const int above = runRank(filter.index(row - 1, 0)), below = runRank(filter.index(row, 0));
            EXPECT_LE(above, below);
            if (above != below)
                continue;
            const QVariant a = filter.index(row - 1, 0).data(role), b = filter.index(row, 0).data(role);
            EXPECT_TRUE(a.isValid() || !b.isValid());
            if (a.isValid() && b.isValid()) {
                EXPECT_LE(a.toDouble(), b.toDouble());
            }
        }
    }
    filter.setSortBy(BoardFilter::SortBy::frames);
    for (int row = 1; row < filter.rowCount(); ++row) {
        const int above = runRank(filter.index(row - 1, 0)), below = runRank(filter.index(row, 0));
        EXPECT_LE(above, below);
        const QVariant b = filter.index(row, 0).data(BoardModel::FramesRole);
        if (above == below && b.isValid()) {
            EXPECT_GE(filter.index(row - 1, 0).data(BoardModel::FramesRole).toDouble(), b.toDouble());
        }
    }
}

TEST_F(ItemModels, FilterFindsByNameConfigurationAndVerdict)
{
    BoardFilter& filter = m_window->board().filter();
    filter.setText(QStringLiteral("imx"));
    ASSERT_GE(filter.rowCount(), 1);
    EXPECT_LT(filter.rowCount(), m_window->board().model().rowCount());
    for (int row = 0; row < filter.rowCount(); ++row)
        EXPECT_TRUE(filter.index(row, 0).data(BoardModel::TargetRole).toString().contains(QStringLiteral("imx")));
    filter.setText(QStringLiteral("mipi csi"));
    EXPECT_TRUE(filter.rowCount() >= 3) << "the board is searched by interface";
    filter.setText(QStringLiteral("no such target"));
    EXPECT_EQ(filter.rowCount(), 0);
}

TEST_F(ItemModels, ShelfListsEveryFamilyWithItsCosts)
{
    ShelfModel& shelf = m_window->shelf().model();
    const QModelIndex section = shelf.index(ShelfModel::builtIn, 0);
    ASSERT_EQ(shelf.rowCount(section), static_cast<int>(networkFamilies().size()));
    const QModelIndex small = shelf.indexOf(kSmall);
    ASSERT_TRUE(small.isValid());
    const QString summary = small.data(ShelfModel::SummaryRole).toString();
    EXPECT_TRUE(summary.contains(QStringLiteral("96×96×3"))) << summary.toStdString();
    EXPECT_TRUE(summary.contains(QStringLiteral("MAC"))) << summary.toStdString();
    EXPECT_EQ(small.data(ShelfModel::TypeRole).toString(), QStringLiteral("int8"));
    EXPECT_TRUE(small.data(Qt::ToolTipRole).toString().contains(QStringLiteral("ublished")));
}

TEST_F(ItemModels, PickingAParameterChecksIt)
{
    ShelfModel& shelf = m_window->shelf().model();
    const auto picked = shelf.pick("mobilenet_v1", "alpha", "0.5");
    ASSERT_TRUE(picked.has_value());
    EXPECT_NE(picked->find("alpha=0.5"), std::string::npos);
    EXPECT_FALSE(shelf.pick("mobilenet_v1", "alpha", "-3").has_value());
    EXPECT_FALSE(shelf.pick("mobilenet_v1", "alpha", "wide").has_value());
    EXPECT_EQ(shelf.indexOf(*picked).data(ShelfModel::NetworkRole).toString().toStdString(), *picked);
}

TEST_F(ItemModels, ScreenReadersGetTheWholeVerdict)
{
    QAccessibleInterface* board = QAccessible::queryAccessibleInterface(&m_window->board().view());
    ASSERT_NE(board, nullptr);
    ASSERT_GE(board->childCount(), m_window->board().model().rowCount());
    const QString spoken = m_window->board().filter().index(0, 0).data(Qt::AccessibleTextRole).toString();
    EXPECT_EQ(board->child(0)->text(QAccessible::Name), spoken);
    EXPECT_TRUE(spoken.contains(QStringLiteral("frames per second"))) << spoken.toStdString();
}

} // namespace
} // namespace tenbin
