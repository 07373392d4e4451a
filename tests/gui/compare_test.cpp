// SPDX-License-Identifier: GPL-3.0-or-later
// The Compare perspective as its user meets it, against what the engine says.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QtTest/QTest>

#include "engine/comparison/comparison_export.h"
#include "engine/comparison/layer_comparison.h"
#include "engine/tables/csv.h"
#include "engine/zoo/zoo.h"
#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/board/board_view.h"
#include "gui/compare/compare_delegate.h"
#include "gui/compare/compare_header.h"
#include "gui/compare/compare_model.h"
#include "gui/compare/compare_page.h"
#include "gui/compare/compare_table.h"
#include "gui/compare/layer_compare_panel.h"
#include "gui/compare/layer_pair_model.h"
#include "gui/explore/design_table_model.h"
#include "gui/explore/explore_page.h"
#include "gui/look/language.h"
#include "gui/window/main_window.h"
#include "gui/window/mode_bar.h"
#include "models/registry.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

constexpr const char* kTargets[] = {"imx500",  "ethos_u55_256", "ethos_u85_512", "max78002",           "ndp250",
                                    "stm32n6", "stm32h747",     "esp32_s3",      "cartesian_mac_array"};
constexpr const char* kNetworks[] = {"zoo:mobilenet_v2?input=224x224x3", kSmall};

ComparisonColumn design(const std::string& network, const std::string& target)
{
    ComparisonColumn column;
    column.network = network;
    column.target = target;
    return column;
}

std::vector<ComparisonColumn> designs(std::initializer_list<const char*> targets)
{
    std::vector<ComparisonColumn> result;
    for (const char* target : targets)
        result.push_back(design(kSmall, target));
    return result;
}

class Compare : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        // As Ctrl+4 does it.
        for (QAction* action : m_window->findChild<ModeBar*>()->actions())
            if (action->text() == QStringLiteral("Compare"))
                action->trigger();
        ASSERT_TRUE(page().isVisible());
    }

    ComparePage& page() { return m_window->page<ComparePage>(); }
    CompareSession& session() { return page().session(); }
    CompareTable& table() { return page().table(); }
    void answer()
    {
        ASSERT_TRUE(QTest::qWaitFor([this] { return !session().running(); }, 60'000));
        QTest::qWait(0);
    }
    void fill(std::initializer_list<const char*> targets)
    {
        session().add(designs(targets));
        answer();
    }
    QString targets() const
    {
        QStringList list;
        for (const ComparisonColumn& column : const_cast<Compare*>(this)->session().question().columns)
            list << QString::fromStdString(column.target);
        return list.join(u' ');
    }
    /// In the middle of a column, or at `share` of its width, in the table's viewport.
    QPoint pointIn(int column, double share = 0.5)
    {
        return {table().columnViewportPosition(column) + int(share * table().columnWidth(column)), 30};
    }
    QAction* action(const QString& text)
    {
        for (QAction* each : page().actionList())
            if (each->text() == text)
                return each;
        ADD_FAILURE() << text.toStdString();
        return nullptr;
    }
};

TEST_F(Compare, CellsSayWhatTheEngineSays)
{
    for (const char* network : kNetworks) {
        session().clear();
        std::vector<ComparisonColumn> columns;
        for (const char* target : kTargets)
            columns.push_back(design(network, target));
        EXPECT_EQ(session().add(columns), std::size(kTargets));
        answer();
        const auto graph = buildNetwork(std::string_view(network)).value();
        for (int c = 0; c < int(std::size(kTargets)); ++c) {
            const Estimate e = estimate(*graph, *m_workspace->target(kTargets[c]), {}).value();
            for (int r = 0; r < page().model().rowCount(); ++r) {
                const QModelIndex at = page().model().index(r, c);
                switch (page().model().row(r).figure) {
                case ComparedFigure::latency:
                    ASSERT_EQ(at.data(CompareModel::RawRole).isValid(), e.latency.has_value()) << kTargets[c];
                    if (e.latency) {
                        EXPECT_EQ(at.data(CompareModel::RawRole).toDouble(), e.latency->value.count());
                        EXPECT_EQ(at.data().toString().startsWith(QStringLiteral("≥")), e.latency->isBound);
                    } else {
                        EXPECT_EQ(at.data().toString(), QStringLiteral("—"));
                        EXPECT_FALSE(at.data(Qt::ToolTipRole).toString().isEmpty());
                    }
                    break;
                case ComparedFigure::weights:
                    EXPECT_EQ(at.data(CompareModel::RawRole).toDouble(), e.weightBytes.toDouble());
                    break;
                case ComparedFigure::peakMemory:
                    EXPECT_EQ(at.data(CompareModel::RawRole).toDouble(), e.peakActivationBytes.toDouble());
                    break;
                case ComparedFigure::verdict:
                    EXPECT_EQ(page().model().cell(at).verdict == VerdictKind::fits, e.fits()) << kTargets[c];
                    break;
                default:
                    break;
                }
                EXPECT_FALSE(at.data(Qt::AccessibleTextRole).toString().isEmpty());
            }
        }
    }
}

TEST_F(Compare, AnEmptyPageTeachesAndShowsAnExample)
{
    auto* example = page().findChild<QPushButton*>(QStringLiteral("compareExample"));
    ASSERT_TRUE(example->isVisible());
    example->click();
    answer();
    EXPECT_GT(session().question().columns.size(), 3U);
    EXPECT_TRUE(table().isVisible());
    m_workspace->undoStack()->undo();
    EXPECT_TRUE(session().question().columns.empty());
    EXPECT_TRUE(example->isVisible());
}

TEST_F(Compare, DroppedDesignsGoWhereTheyWereDropped)
{
    drop(&page(), {200, 300}, *designData(designs({"imx500"})));
    answer();
    EXPECT_EQ(targets(), QStringLiteral("imx500"));
    fill({"stm32n6"});
    drop(table().viewport(), pointIn(1, 0.2), *designData(designs({"max78002"})));
    EXPECT_EQ(targets(), QStringLiteral("imx500 max78002 stm32n6"));
    drop(table().viewport(), pointIn(2, 0.9), *designData(designs({"esp32_s3", "ndp250"})));
    EXPECT_EQ(targets(), QStringLiteral("imx500 max78002 stm32n6 esp32_s3 ndp250"));
    m_workspace->undoStack()->undo();
    EXPECT_EQ(targets(), QStringLiteral("imx500 max78002 stm32n6"));
    m_workspace->undoStack()->undo();
    m_workspace->undoStack()->redo();
    EXPECT_EQ(targets(), QStringLiteral("imx500 max78002 stm32n6"));
}

TEST_F(Compare, ANetworkFromTheShelfComesOnTheColumnsTarget)
{
    fill({"imx500", "stm32n6"});
    drop(table().viewport(), pointIn(1, 0.8), *networkData("zoo:mlperf_kws"));
    answer();
    EXPECT_EQ(targets(), QStringLiteral("imx500 stm32n6 stm32n6"));
    EXPECT_EQ(session().question().columns[2].network, "zoo:mlperf_kws");
    EXPECT_TRUE(session().comparison().columns[2].estimate);
    const QString path = writeModel("resnet8", QStringLiteral("own.tflite"));
    drop(table().viewport(), pointIn(0, 0.2), *fileData({path}));
    settle();
    answer();
    EXPECT_EQ(session().question().columns[0].network, path.toStdString());
    ASSERT_TRUE(session().comparison().columns[0].estimate);
    EXPECT_EQ(m_workspace->state().opened.size(), 1U) << "it lies on the shelf too";
}

TEST_F(Compare, ColumnsMoveByDragAndByKeyboard)
{
    fill({"imx500", "stm32n6", "max78002"});
    auto data = designData(designs({"imx500"}));
    data->setData(QStringLiteral("application/x-tenbin-comparison-column"), "0");
    drop(table().viewport(), pointIn(2, 0.9), *data);
    EXPECT_EQ(targets(), QStringLiteral("stm32n6 max78002 imx500"));
    table().setFocus();
    table().setCurrentIndex(page().model().index(2, 2));
    QTest::keyClick(&table(), Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(targets(), QStringLiteral("stm32n6 imx500 max78002"));
    EXPECT_EQ(table().currentColumn(), 1) << "the column stays current";
    QTest::keyClick(&table(), Qt::Key_Delete);
    EXPECT_EQ(targets(), QStringLiteral("stm32n6 max78002"));
    m_workspace->undoStack()->undo();
    m_workspace->undoStack()->undo();
    m_workspace->undoStack()->undo();
    EXPECT_EQ(targets(), QStringLiteral("imx500 stm32n6 max78002"));
}

TEST_F(Compare, PinnedColumnsStayInSight)
{
    fill({"imx500", "ethos_u55_256", "ethos_u85_512", "max78002", "ndp250", "stm32n6", "stm32h747", "esp32_s3",
          "cartesian_mac_array"});
    for (int more = 0; more < 3; ++more)
        session().add({design("zoo:mlperf_kws", kTargets[more])});
    answer();
    table().setFocus();
    table().setCurrentIndex(page().model().index(0, 3));
    QTest::keyClick(&table(), Qt::Key_P);
    EXPECT_TRUE(session().question().columns[0].pinned);
    EXPECT_EQ(session().question().columns[0].target, "max78002");
    ASSERT_TRUE(table().pinnedView().isVisible());
    table().horizontalScrollBar()->setValue(table().horizontalScrollBar()->maximum());
    EXPECT_GT(table().horizontalScrollBar()->value(), 0);
    const int labels = table().verticalHeader()->width();
    EXPECT_EQ(table().columnUnder({labels + 5, 40}), 0) << "the pinned one lies at the left edge";
    table().setCurrentIndex(page().model().index(0, 1));
    EXPECT_GE(table().visualRect(table().currentIndex()).left(), table().columnWidth(0)) << "not under the pinned one";
    m_workspace->undoStack()->undo();
    EXPECT_FALSE(table().pinnedView().isVisible());
}

TEST_F(Compare, AClickOnAHeadingShowsDifferences)
{
    fill({"imx500", "stm32n6", "max78002"});
    QHeaderView* header = table().horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, {pointIn(1).x(), 10});
    ASSERT_EQ(session().question().reference, 1U);
    int seen = 0;
    for (int r = 0; r < page().model().rowCount(); ++r)
        for (int c = 0; c < 3; ++c) {
            const QModelIndex at = page().model().index(r, c);
            const ComparedCell& cell = page().model().cell(at);
            EXPECT_EQ(at.data(CompareModel::NoteRole).toString().isEmpty(), !cell.difference);
            if (cell.difference) {
                const double base = *page().model().row(r).cells[1].value;
                EXPECT_DOUBLE_EQ(*cell.difference, *cell.value / base - 1.0);
                ++seen;
            }
        }
    EXPECT_GT(seen, 8);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, {pointIn(1).x(), 10});
    EXPECT_FALSE(session().question().reference);
    m_workspace->undoStack()->undo();
    EXPECT_EQ(session().question().reference, 1U);
}

TEST_F(Compare, HoldsADozenAndSaysSo)
{
    for (int i = 0; i < 12; ++i)
        session().add(designs({"imx500"}));
    page().add(designs({"stm32n6"}));
    EXPECT_EQ(session().question().columns.size(), 12U);
    EXPECT_TRUE(session().full());
}

TEST_F(Compare, LayersOfTwoColumns)
{
    fill({"ethos_u55_256", "ethos_u85_512", "imx500"});
    table().setFocus();
    table().setCurrentIndex(page().model().index(0, 1));
    QTest::keyClick(&table(), Qt::Key_L, Qt::ControlModifier);
    ASSERT_TRUE(page().layers().isVisible());
    const LayerComparison expected =
        compareLayers(session().comparison().columns[0], session().comparison().columns[1]);
    const LayerPairModel& pairs = page().layers().model();
    ASSERT_EQ(pairs.rowCount(), int(expected.pairs.size()));
    ASSERT_GT(pairs.rowCount(), 20);
    for (int r = 0; r < pairs.rowCount(); ++r)
        EXPECT_EQ(pairs.index(r, LayerPairModel::RightLatency).data(LayerPairModel::SortRole).toDouble(),
                  expected.pairs[std::size_t(r)].right->latency->count());
    EXPECT_FALSE(page().layers().summary().isEmpty());
    table().setCurrentIndex(page().model().index(0, 2));
    EXPECT_EQ(page().layers().right(), 2) << "the panel follows the table";
    page().setLayersVisible(false);
    EXPECT_FALSE(page().layers().isVisible());
}

TEST_F(Compare, CopiesRawNumbersAndText)
{
    fill({"imx500", "stm32n6"});
    action(QStringLiteral("Copy table for spreadsheets"))->trigger();
    EXPECT_EQ(QApplication::clipboard()->text().toStdString(), toTsv(figureTable(session().comparison())));
    action(QStringLiteral("Copy as text"))->trigger();
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("Latency: ")));
    table().setCurrentIndex(page().model().index(2, 1));
    action(QStringLiteral("Copy selected cells"))->trigger();
    EXPECT_EQ(QApplication::clipboard()->text().toDouble(), *page().model().row(2).cells[1].value);
}

TEST_F(Compare, ACardGoesIntoTheComparison)
{
    m_workspace->setOption("imx500", "mode", "B");
    m_workspace->setSelectedTarget("imx500");
    const auto onCard = designOn(*m_workspace, "imx500");
    ASSERT_TRUE(onCard);
    EXPECT_EQ(onCard->network, kSmall);
    EXPECT_EQ(onCard->configuration, m_workspace->configuration("imx500"));
    EXPECT_FALSE(designOn(*m_workspace, "abacus"));
    // Dropped on the button of the page.
    auto* modes = m_window->findChild<ModeBar*>();
    QAction* button = nullptr;
    for (QAction* each : modes->actions())
        if (each->text() == QStringLiteral("Compare"))
            button = each;
    drop(modes, modes->actionGeometry(button).center(), *designData({*onCard}));
    EXPECT_EQ(session().question().columns, std::vector<ComparisonColumn>{*onCard});
    // And back.
    table().setCurrentIndex(page().model().index(0, 0));
    m_workspace->resetConfiguration("imx500");
    action(QStringLiteral("Show on the board"))->trigger();
    EXPECT_EQ(m_workspace->configuration("imx500"), onCard->configuration);
    EXPECT_FALSE(page().isVisible());
}

TEST_F(Compare, ACardAndAHeadingCanBeTakenAlong)
{
    m_window->findChild<ModeBar*>()->actions().front()->trigger();
    BoardView& board = m_window->board().view();
    QString taken;
    QObject::connect(&board, &BoardView::cardDragged, &board, [&](const QString& target) { taken = target; });
    const QPoint at = cardCentre("imx500");
    QTest::mousePress(board.viewport(), Qt::LeftButton, Qt::NoModifier, at);
    QMouseEvent move(QEvent::MouseMove, QPointF(at + QPoint(40, 6)),
                     board.viewport()->mapToGlobal(QPointF(at + QPoint(40, 6))), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(board.viewport(), &move);
    QTest::mouseRelease(board.viewport(), Qt::LeftButton, Qt::NoModifier, at + QPoint(40, 6));
    EXPECT_EQ(taken, QStringLiteral("imx500"));
    EXPECT_EQ(m_workspace->selectedTarget(), "imx500");

    fill({"imx500", "stm32n6"});
    auto* header = qobject_cast<CompareHeader*>(table().horizontalHeader());
    int dragged = -1;
    QObject::connect(header, &CompareHeader::dragRequested, header, [&](int column) { dragged = column; });
    const QPoint from(pointIn(1).x(), 10), to = from + QPoint(-60, 0);
    QTest::mousePress(header->viewport(), Qt::LeftButton, Qt::NoModifier, from);
    QMouseEvent pull(QEvent::MouseMove, QPointF(to), header->viewport()->mapToGlobal(QPointF(to)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(header->viewport(), &pull);
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, Qt::NoModifier, to);
    EXPECT_EQ(dragged, 1);
    EXPECT_FALSE(session().question().reference) << "a drag is no click";
}

TEST_F(Compare, PinnedDesignsOfAStudyBecomeColumns)
{
    ExplorePage explore(*m_workspace);
    explore.session().setStorePath(m_folder.filePath(QStringLiteral("studies.tenbin")));
    Question question;
    question.name = "small";
    question.networks = {{.model = kSmall, .accuracy = {{"", 0.8}}}};
    question.targets = {"ethos_u55_128", "stm32h743"};
    question.axes = {{.key = "clock_hz", .kind = QuestionAxis::Kind::range, .from = 100e6, .to = 400e6, .count = 4}};
    question.objectives = {naturalObjective(FigureKind::latency), naturalObjective(FigureKind::weights)};
    explore.session().start(question);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return explore.session().run() == ExploreSession::Run::idle && !explore.session().front().front.empty();
        },
        60'000));
    const std::uint32_t row = explore.session().front().front.front();
    explore.session().togglePin(row);
    std::vector<ComparisonColumn> sent;
    QObject::connect(&explore, &ExplorePage::compareRequested, &explore,
                     [&](const std::vector<ComparisonColumn>& designs) { sent = designs; });
    explore.findChild<QToolButton*>(QStringLiteral("exploreCompare"))->click();
    ASSERT_EQ(sent.size(), 1U);
    session().add(sent);
    answer();
    const ComparedRow* latency = session().comparison().find(ComparedFigure::latency);
    EXPECT_EQ(*latency->cells[0].value, explore.session().data()->points().latency[row]);
    EXPECT_EQ(*session().comparison().find(ComparedFigure::accuracy)->cells[0].value, 0.8);
    const std::unique_ptr<QMimeData> dragged(explore.table().mimeData({explore.table().index(0, 0)}));
    EXPECT_EQ(designsOf(*dragged), std::vector<ComparisonColumn>{explore.session().design(
                                       explore.table().index(0, 0).data(DesignTableModel::RowRole).toUInt())});
}

TEST_F(Compare, AProjectRemembersComparisons)
{
    fill({"imx500", "stm32n6"});
    session().setReference(1);
    session().setCaption(0, QStringLiteral("Kamera 日本"));
    session().setName(QStringLiteral("First"));
    session().addComparison();
    EXPECT_TRUE(session().question().columns.empty());
    session().add(designs({"ndp250"}));
    const QByteArray saved = session().savePart();
    const ComparisonBook book = session().book();
    EXPECT_TRUE(session().restorePart({}));
    EXPECT_EQ(session().book(), ComparisonBook());
    EXPECT_FALSE(session().restorePart("{\"version\": 99}"));
    EXPECT_FALSE(session().restorePart("no json"));
    EXPECT_EQ(session().book(), ComparisonBook());
    const int steps = m_workspace->undoStack()->count();
    EXPECT_TRUE(session().restorePart(saved));
    EXPECT_EQ(session().book(), book);
    EXPECT_EQ(session().savePart(), saved);
    EXPECT_EQ(m_workspace->undoStack()->count(), steps);
    session().removeComparison();
    EXPECT_EQ(session().question().name, "First");
    m_workspace->undoStack()->undo();
    EXPECT_EQ(session().book(), book);
}

TEST_F(Compare, AColumnWithoutAnswerSaysWhy)
{
    session().add({design("/nowhere/at/all.tflite", "imx500"), design(kSmall, "imx500")});
    answer();
    EXPECT_TRUE(session().comparison().columns[0].error);
    EXPECT_TRUE(session().comparison().columns[1].estimate);
    EXPECT_TRUE(page()
                    .model()
                    .headerData(0, Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("/nowhere/at/all.tflite")));
    EXPECT_FALSE(page().model().isPending(0));
}

TEST_F(Compare, ChartsStayInsideTheirCells)
{
    fill({"imx500", "ethos_u55_256", "max78002", "stm32h747", "esp32_s3", "ndp250"});
    bool logarithmic = false;
    for (int r = 0; r < page().model().rowCount(); ++r) {
        const ComparedRow& row = page().model().row(r);
        logarithmic |= CompareDelegate::isLogarithmic(row);
        for (const ComparedCell& cell : row.cells)
            for (const auto& value : {cell.low, cell.value, cell.high}) {
                if (value) {
                    EXPECT_GE(CompareDelegate::place(row, *value), 0.0);
                    EXPECT_LE(CompareDelegate::place(row, *value), 1.0);
                }
            }
    }
    EXPECT_TRUE(logarithmic) << "latencies differ by more than thirty times";
}

TEST_F(Compare, SpeaksJapanese)
{
    fill({"imx500", "stm32n6"});
    const QAbstractItemModelTester tester(&page().model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_language->setChoice(QStringLiteral("ja"));
    QTest::qWait(0);
    EXPECT_EQ(page().model().headerData(2, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("レイテンシ"));
    for (QAction* each : page().actionList()) {
        const QString text = each->text();
        EXPECT_TRUE(std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x3000; }))
            << text.toStdString();
    }
    m_language->setChoice(QStringLiteral("en"));
    QTest::qWait(0);
    EXPECT_EQ(page().model().headerData(2, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("Latency"));
}

} // namespace
} // namespace tenbin
