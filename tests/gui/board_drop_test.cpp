// SPDX-License-Identifier: GPL-3.0-or-later
// What a user does with the pointer, sent as the events that Qt would send.
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QtTest/QTest>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/board/board_view.h"
#include "gui/items/board_model.h"
#include "gui/items/shelf_model.h"
#include "gui/look/text.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/shelf/shelf_view.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using BoardDrop = WindowFixture;

TEST_F(BoardDrop, StartsWithAnAnsweredBoard)
{
    ASSERT_GT(m_window->board().model().rowCount(), 0);
    for (int row = 0; row < m_window->board().model().rowCount(); ++row) {
        const Card& card = m_window->board().model().card(row);
        EXPECT_EQ(card.state, Card::State::answered) << card.target;
        EXPECT_FALSE(card.verdictText.isEmpty()) << card.target;
    }
}

TEST_F(BoardDrop, ShelfItemOnACardChangesThatCardOnly)
{
    drop(boardViewport(), cardCentre("imx500"), *networkData(kLarge));
    settle();
    EXPECT_EQ(m_workspace->networkOn("imx500"), kLarge);
    EXPECT_EQ(m_workspace->networkOn("ndp120"), kSmall);
    EXPECT_EQ(m_workspace->selectedTarget(), "imx500");
    const Card& changed = card("imx500");
    EXPECT_EQ(changed.state, Card::State::answered);
    EXPECT_NE(changed.verdict, VerdictKind::fits); // 25.5 MB of weights against 8 MiB
    EXPECT_TRUE(changed.weights.exceeded || changed.memory.exceeded);
    EXPECT_EQ(changed.networkTitle, networkTitle(kLarge));
    EXPECT_TRUE(card("ndp120").networkTitle.isEmpty());
}

TEST_F(BoardDrop, ShelfItemBesideTheCardsChangesAll)
{
    m_workspace->placeOn("imx500", "zoo:resnet8");
    drop(boardViewport(), besideCards(), *networkData("zoo:mlperf_kws"));
    settle();
    const auto library = m_workspace->targetLibrary(); // the loop outlives changes of the targets
    for (const Target& target : library->targets)
        EXPECT_EQ(m_workspace->networkOn(target.id), "zoo:mlperf_kws");
    EXPECT_EQ(card("imx500").state, Card::State::answered);
}

TEST_F(BoardDrop, TheCardStaysUnderThePointer)
{
    // The slowest card would come first with a network this small.
    const std::string slowest = m_window->board()
                                    .filter()
                                    .index(m_window->board().filter().rowCount() - 1, 0)
                                    .data(BoardModel::TargetRole)
                                    .toString()
                                    .toStdString();
    const QPoint at = cardCentre(slowest);
    drop(boardViewport(), at, *networkData("zoo:mlperf_ad"));
    settle();
    EXPECT_EQ(m_window->board().view().indexAt(at).data(BoardModel::TargetRole).toString().toStdString(), slowest);
}

TEST_F(BoardDrop, FileOnACardLandsOnTheShelfAndOnThatCard)
{
    const QString path = writeModel("resnet8", QStringLiteral("tiny model.tflite"));
    drop(boardViewport(), cardCentre("imx500"), *fileData({path}));
    settle();
    const NetworkId id = fileNetworkId(path);
    EXPECT_EQ(m_workspace->networkOn("imx500"), id);
    EXPECT_EQ(m_workspace->networkOn("ndp120"), kSmall);
    EXPECT_TRUE(m_window->shelf().model().indexOf(id).isValid());
    EXPECT_EQ(m_window->shelf().currentNetwork().toStdString(), id);
    EXPECT_EQ(card("imx500").verdict, VerdictKind::fits);
    EXPECT_EQ(card("imx500").networkTitle, QStringLiteral("tiny model.tflite"));
    EXPECT_TRUE(card("imx500").framesPerSecond.has_value());
}

TEST_F(BoardDrop, SeveralFilesAnywhereLandOnTheShelf)
{
    const QStringList paths{writeModel("resnet8", QStringLiteral("a.tflite")),
                            writeModel("mlperf_kws", QStringLiteral("b.tflite"))};
    drop(m_window.get(), {2, 2}, *fileData(paths));
    settle();
    ASSERT_EQ(m_workspace->state().opened.size(), 2U);
    EXPECT_EQ(m_workspace->networkOn("imx500"), kSmall);
}

TEST_F(BoardDrop, BadFilesSayWhatAndWhereAndTheBoardStays)
{
    const QString good = writeModel("resnet8", QStringLiteral("good.tflite"));
    QFile whole(good);
    ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
    const QString cut = writeBytes(whole.readAll().left(2000), QStringLiteral("cut.tflite"));
    const QString empty = writeBytes({}, QStringLiteral("empty.onnx"));
    const QString foreign = writeBytes("\x89PNG\r\n\x1a\n", QStringLiteral("picture.tflite"));
    const WorkspaceState before = m_workspace->state();

    drop(boardViewport(), cardCentre("imx500"), *fileData({cut, empty, foreign}));
    settle();
    EXPECT_EQ(m_workspace->state(), before);
    ASSERT_EQ(m_workspace->messages().size(), 3U);
    for (const Message& message : m_workspace->messages()) {
        EXPECT_FALSE(sentenceText(message.error).isEmpty());
        EXPECT_FALSE(placeText(message.error.where).isEmpty());
    }
    EXPECT_EQ(card("imx500").state, Card::State::answered);
    EXPECT_FALSE(m_workspace->undoStack()->canUndo());

    m_workspace->dismissMessage(m_workspace->messages().front().id);
    EXPECT_EQ(m_workspace->messages().size(), 2U);
    m_workspace->dismissAllMessages();
    EXPECT_TRUE(m_workspace->messages().empty());
}

TEST_F(BoardDrop, ABadFileAmongGoodOnesDoesNotHoldThemUp)
{
    const QString good = writeModel("resnet8", QStringLiteral("good.tflite"));
    drop(boardViewport(), besideCards(), *fileData({writeBytes("not a model", QStringLiteral("bad.onnx")), good}));
    settle();
    EXPECT_EQ(m_workspace->messages().size(), 1U);
    EXPECT_EQ(m_workspace->state().network, fileNetworkId(good));
}

TEST_F(BoardDrop, HoveringPreviewsAndLeavingForgets)
{
    const auto data = networkData("zoo:mlperf_kws");
    QDragEnterEvent enter(cardCentre("imx500"), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(boardViewport(), &enter);
    ASSERT_TRUE(enter.isAccepted());
    EXPECT_EQ(m_workspace->previewedNetwork(), "zoo:mlperf_kws");
    ASSERT_TRUE(QTest::qWaitFor([this] { return m_workspace->preview() != nullptr; }, 60'000));
    const BoardModel& model = m_window->board().model();
    const auto preview = model.index(model.rowOf("imx500")).data(BoardModel::PreviewRole).value<CardPointer>();
    ASSERT_TRUE(preview);
    EXPECT_EQ(preview->state, Card::State::answered);

    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(boardViewport(), &leave);
    EXPECT_TRUE(m_workspace->previewedNetwork().empty());
    EXPECT_EQ(m_workspace->networkOn("imx500"), kSmall);
}

TEST_F(BoardDrop, TheAnswerIsThereWhenThePointerIsReleased)
{
    m_workspace->startPreview("zoo:mlperf_kws");
    ASSERT_TRUE(QTest::qWaitFor([this] { return m_workspace->preview() != nullptr; }, 60'000));
    drop(boardViewport(), cardCentre("imx500"), *networkData("zoo:mlperf_kws"));
    // No event loop in between: what was previewed is known.
    EXPECT_EQ(card("imx500").state, Card::State::answered);
    EXPECT_EQ(m_workspace->answer("imx500")->network, "zoo:mlperf_kws");
}

TEST_F(BoardDrop, ForeignDragsAreRefused)
{
    QMimeData text;
    text.setText(QStringLiteral("hello"));
    QDragEnterEvent enter(cardCentre("imx500"), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(boardViewport(), &enter);
    EXPECT_FALSE(enter.isAccepted());
}

TEST_F(BoardDrop, KeyboardDoesTheSame)
{
    ShelfPanel& shelf = m_window->shelf();
    shelf.select("zoo:mlperf_kws");
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    settle();
    EXPECT_EQ(m_workspace->state().network, "zoo:mlperf_kws");

    BoardView& view = m_window->board().view();
    view.setFocus();
    view.setCurrentIndex(view.model()->index(0, 0));
    const TargetId first = m_workspace->selectedTarget();
    QTest::keyClick(&view, Qt::Key_Right);
    EXPECT_NE(m_workspace->selectedTarget(), first);
    QTest::keyClick(&view, Qt::Key_Home);
    EXPECT_EQ(m_workspace->selectedTarget(), first);
}

TEST_F(BoardDrop, DeleteRemovesAnOpenedFileAndUndoBringsItBack)
{
    const QString path = writeModel("resnet8", QStringLiteral("a.tflite"));
    m_workspace->openFiles({path}, {OpenDestination::Kind::board, {}});
    settle();
    QTest::keyClick(&m_window->shelf().view(), Qt::Key_Delete);
    EXPECT_TRUE(m_workspace->state().opened.empty());
    EXPECT_EQ(card("imx500").state, Card::State::empty);
    m_workspace->undoStack()->undo();
    settle();
    EXPECT_EQ(m_workspace->state().opened.size(), 1U);
    EXPECT_EQ(card("imx500").state, Card::State::answered);
}

} // namespace
} // namespace tenbin
