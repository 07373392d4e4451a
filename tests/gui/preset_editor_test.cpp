// SPDX-License-Identifier: GPL-3.0-or-later
#include <QContextMenuEvent>
#include <QDialogButtonBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSlider>
#include <QStandardPaths>
#include <QTimer>
#include <QTreeWidget>
#include <QtTest/QTest>

#include "engine/core/file.h"
#include "gui/app/undo_merge.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/items/board_model.h"
#include "gui/preset_editor/duplicate_dialog.h"
#include "gui/preset_editor/live_result.h"
#include "gui/preset_editor/number_row.h"
#include "gui/preset_editor/preset_form.h"
#include "gui/preset_editor/preset_list.h"
#include "gui/preset_editor/preset_page.h"
#include "gui/preset_editor/preset_session.h"
#include "gui/preset_editor/toml_view.h"
#include "gui/window/main_window.h"
#include "models/registry.h"
#include "tests/gui/window_fixture.h"
#include "tests/support/cpu_time.h"
#include "tests/support/sanitizers.h"

namespace tenbin {
namespace {

QString userFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/presets");
}

class PresetEditor : public WindowFixture {
protected:
    void SetUp() override
    {
        QDir(userFolder()).removeRecursively();
        WindowFixture::SetUp();
        m_session = m_window->findChild<PresetSession*>();
        ASSERT_TRUE(m_session);
    }
    void TearDown() override
    {
        if (m_session)
            m_session->revert(); // a window that closes asks about what was not saved
        m_window.reset();
        QDir(userFolder()).removeRecursively();
    }

    /// Runs `act` on the dialog that the next modal call opens.
    template <class Dialog>
    static void onDialog(std::function<void(Dialog&)> act)
    {
        QTimer::singleShot(0, qApp, [act = std::move(act)] {
            for (QWidget* widget : QApplication::topLevelWidgets())
                if (auto* dialog = qobject_cast<Dialog*>(widget); dialog && dialog->isVisible())
                    return act(*dialog);
            ADD_FAILURE() << "no dialog is open";
        });
    }
    /// Makes "mine" from a shipped target and opens it.
    void makeMine(const std::string& of)
    {
        ASSERT_TRUE(m_session->duplicate(of, {.name = "Mine", .numbers = {}}, "mine"));
        m_session->open("mine");
        settle();
    }
    const Estimate* shown() const
    {
        const auto answer = m_window->page<PresetPage>().result().answer();
        return answer ? answer->estimate.get() : nullptr;
    }
    void waitForResult()
    {
        ASSERT_TRUE(
            QTest::qWaitFor([this] { return !m_window->page<PresetPage>().result().busy() && shown(); }, 20'000));
        settle();
    }

    PresetSession* m_session = nullptr;
};

TEST_F(PresetEditor, ThreeClicksOnACardMakeATargetOfOnesOwn)
{
    const int cards = m_window->board().model().rowCount();
    m_workspace->setSelectedTarget("imx500");
    // Click two chooses "Duplicate…", click three its button; click one is the context menu's own.
    QTimer::singleShot(0, qApp, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_TRUE(menu);
        for (QAction* action : menu->actions())
            if (action->text() == QStringLiteral("Duplicate…")) {
                onDialog<DuplicateDialog>([](DuplicateDialog& dialog) {
                    dialog.findChild<QLineEdit*>(QStringLiteral("duplicate_clock_hz"))
                        ->setText(QStringLiteral("400 MHz"));
                    QTest::mouseClick(dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok),
                                      Qt::LeftButton);
                });
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return;
            }
        ADD_FAILURE() << "no such entry";
        menu->close();
    });
    QContextMenuEvent right(QContextMenuEvent::Mouse, cardCentre("imx500"),
                            boardViewport()->mapToGlobal(cardCentre("imx500")));
    QCoreApplication::sendEvent(boardViewport(), &right);
    settle();
    ASSERT_EQ(m_window->board().model().rowCount(), cards + 1);
    EXPECT_EQ(m_workspace->selectedTarget(), "imx500_mine");
    const Target* made = m_workspace->target("imx500_mine");
    ASSERT_TRUE(made);
    EXPECT_EQ(effectiveNumber(*made, "clock_hz")->value, 400e6);
    EXPECT_EQ(card("imx500_mine").state, Card::State::answered);
    EXPECT_LT(*card("imx500_mine").latencySeconds, *card("imx500").latencySeconds);
    EXPECT_TRUE(QFile::exists(userFolder() + QStringLiteral("/targets/imx500_mine.toml")));
}

TEST_F(PresetEditor, TheDialogRefusesWhatCannotBeAndSaysWhy)
{
    ASSERT_TRUE(m_session->duplicate("imx500", {.name = "Mine", .numbers = {}}, "mine"));
    DuplicateDialog dialog(*m_workspace->target("imx500"), m_session->store());
    const QPushButton* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    EXPECT_TRUE(ok->isEnabled());
    auto* id = dialog.findChild<QLineEdit*>(QStringLiteral("duplicateId"));
    auto* problem = dialog.findChild<QLabel*>(QStringLiteral("duplicateProblem"));
    for (const auto& [text, says] :
         {std::pair("imx500", "shipped"), {"mine", "Another preset"}, {"a/b", "64"}, {"", "id"}}) {
        id->setText(QLatin1String(text));
        EXPECT_FALSE(ok->isEnabled()) << text;
        EXPECT_TRUE(problem->text().contains(QLatin1String(says))) << problem->text().toStdString();
    }
    id->setText(QStringLiteral("fresh"));
    EXPECT_TRUE(ok->isEnabled());
    auto* clock = dialog.findChild<QLineEdit*>(QStringLiteral("duplicate_clock_hz"));
    clock->setText(QStringLiteral("fast"));
    EXPECT_FALSE(ok->isEnabled());
    clock->setText(QStringLiteral("900 GHz"));
    EXPECT_FALSE(ok->isEnabled());
}

TEST_F(PresetEditor, ASliderGivesWhatTheEngineSaysAndMovesTheCard)
{
    makeMine("cartesian_mac_array");
    waitForResult();
    m_window->page<PresetPage>().form().show();
    auto* slider = m_window->page<PresetPage>().form().findChild<QSlider*>(QStringLiteral("slider_array.pixels"));
    ASSERT_TRUE(slider);
    const double before = *card("mine").latencySeconds;
    slider->setValue(slider->value() * 3 / 4);
    const Sourced<double> pixels = m_session->outline().draft.parameters.at("array.pixels");
    EXPECT_LT(pixels.value, 32.0);
    EXPECT_EQ(pixels.kind, SourceKind::assumed) << "a dragged number is no longer the paper's";
    EXPECT_NE(pixels.source.find("was 32 (paper"), std::string::npos);
    waitForResult();
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return card("mine").latencySeconds && *card("mine").latencySeconds != before; }, 20'000));

    const auto graph = m_workspace->graph(kSmall);
    ASSERT_TRUE(graph);
    const auto expected = estimate(*graph, m_session->outline().draft, {});
    ASSERT_TRUE(expected && expected->latency && shown() && shown()->latency);
    EXPECT_EQ(shown()->latency->value, expected->latency->value);
    EXPECT_EQ(shown()->verdict, expected->verdict);
    EXPECT_EQ(shown()->peakActivationBytes, expected->peakActivationBytes);
    EXPECT_EQ(*card("mine").latencySeconds, expected->latency->value.count());
    EXPECT_EQ(m_window->page<PresetPage>().result().originalAnswer()->estimate->latency->value,
              m_workspace->answer("cartesian_mac_array")->estimate->latency->value);
}

TEST_F(PresetEditor, FormAndTextShowTheSameAndUndoGoesThroughBoth)
{
    makeMine("cartesian_mac_array");
    TomlView& text = m_window->page<PresetPage>().text();
    const std::string opened = m_session->text();
    auto* name = m_window->page<PresetPage>().form().findChild<QLineEdit*>(QStringLiteral("head_name"));
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Twice as wide"));
    EXPECT_NE(m_session->text().find("name = \"Twice as wide\""), std::string::npos);
    EXPECT_EQ(text.toPlainText().toStdString(), m_session->text());
    UndoMerge::setPause(std::chrono::milliseconds(-1)); // a pause: what follows is another step of undo
    QTextCursor cursor = text.document()->find(QStringLiteral("value = 655360"));
    ASSERT_FALSE(cursor.isNull());
    cursor.insertText(QStringLiteral("value = 1310720"));
    text.flush();
    UndoMerge::setPause(std::chrono::minutes(10));
    EXPECT_EQ(m_session->outline().draft.parameters.at("memory.sram.capacity_bytes").value, 1310720.0);
    auto* capacity =
        m_window->page<PresetPage>().form().findChild<QLineEdit*>(QStringLiteral("value_memory.sram.capacity_bytes"));
    ASSERT_TRUE(capacity);
    EXPECT_EQ(capacity->text(), QStringLiteral("1.25 MiB"));
    EXPECT_TRUE(m_session->modified());
    m_session->undoStack()->undo();
    EXPECT_EQ(capacity->text(), QStringLiteral("640 KiB"));
    m_session->undoStack()->undo();
    EXPECT_EQ(m_session->text(), opened);
    EXPECT_EQ(text.toPlainText().toStdString(), opened);
    EXPECT_FALSE(m_session->modified());
    m_session->undoStack()->redo();
    EXPECT_EQ(name->text(), QStringLiteral("Twice as wide"));
}

TEST_F(PresetEditor, ErrorsComeWithLineAndKeyWhileOneTypesAndTheBoardKeepsTheLastGoodDraft)
{
    makeMine("cartesian_mac_array");
    waitForResult();
    TomlView& text = m_window->page<PresetPage>().text();
    QTextCursor cursor = text.document()->find(QStringLiteral("array.pixels"));
    const int line = cursor.blockNumber() + 1;
    cursor.insertText(QStringLiteral("array.pixls"));
    text.flush();
    auto* errors = m_window->page<PresetPage>().findChild<QListWidget*>(QStringLiteral("presetErrors"));
    ASSERT_EQ(errors->count(), 2) << "an unknown key and a missing one";
    const QString all = errors->item(0)->text() + errors->item(1)->text();
    EXPECT_TRUE(all.contains(QStringLiteral("Line %1").arg(line))) << all.toStdString();
    EXPECT_TRUE(all.contains(QStringLiteral("array.pixls")));
    EXPECT_FALSE(text.errorsOf(line).isEmpty());
    QTest::qWait(150);
    EXPECT_TRUE(m_workspace->target("mine")->parameters.contains("array.pixels"));
    m_session->undoStack()->undo();
    EXPECT_EQ(errors->count(), 0);
}

TEST_F(PresetEditor, SavingIsAtomicAndWhatWasNotSavedLeavesTheBoard)
{
    makeMine("stm32h747");
    auto* value =
        m_window->page<PresetPage>().form().findChild<QLineEdit*>(QStringLiteral("value_memory.sram.capacity_bytes"));
    ASSERT_TRUE(value);
    value->setText(QStringLiteral("2 MiB"));
    Q_EMIT value->editingFinished();
    ASSERT_TRUE(QTest::qWaitFor(
        [this] { return m_workspace->target("mine")->parameters.at("memory.sram.capacity_bytes").value == 2097152.0; },
        5'000));
    onDialog<QMessageBox>([](QMessageBox& box) {
        for (QAbstractButton* button : box.buttons())
            if (button->text() == QStringLiteral("Discard changes"))
                return QTest::mouseClick(button, Qt::LeftButton);
        ADD_FAILURE() << "no such button";
        box.reject();
    });
    ASSERT_TRUE(m_window->page<PresetPage>().open(QStringLiteral("imx500")));
    EXPECT_EQ(m_workspace->target("mine")->parameters.at("memory.sram.capacity_bytes").value, 1048576.0);

    ASSERT_TRUE(m_window->page<PresetPage>().open(QStringLiteral("mine")));
    value =
        m_window->page<PresetPage>().form().findChild<QLineEdit*>(QStringLiteral("value_memory.sram.capacity_bytes"));
    value->setText(QStringLiteral("2 MiB"));
    Q_EMIT value->editingFinished();
    ASSERT_TRUE(m_session->save());
    EXPECT_FALSE(m_session->modified());
    const auto read = loadTarget((userFolder() + QStringLiteral("/targets/mine.toml")).toStdString(), findSchema);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->parameters.at("memory.sram.capacity_bytes").value, 2097152.0);
}

TEST_F(PresetEditor, AShippedPresetCannotBeChanged)
{
    m_session->open("imx500");
    settle();
    EXPECT_TRUE(m_session->readOnly());
    const std::string text = m_session->text();
    m_session->setNumber({{}, {}, "clock_hz"}, {1e6, SourceKind::assumed, "x", std::nullopt});
    EXPECT_EQ(m_session->text(), text);
    EXPECT_FALSE(m_session->save());
    EXPECT_TRUE(m_window->page<PresetPage>().text().isReadOnly());
    for (const QSlider* slider : m_window->page<PresetPage>().form().findChildren<QSlider*>())
        EXPECT_FALSE(slider->isEnabled());
}

TEST_F(PresetEditor, ABrokenPresetIsListedAndOneWrittenByAnotherProgramAppears)
{
    QDir().mkpath(userFolder() + QStringLiteral("/targets"));
    ASSERT_TRUE(m_session->duplicate("imx500", {.name = "Mine", .numbers = {}}, "mine"));
    QFile file(userFolder() + QStringLiteral("/targets/broken.toml"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("name = \n");
    file.close();
    ASSERT_TRUE(QTest::qWaitFor(
        [this] {
            return m_session->entries().back().error || m_session->entries()[m_session->entries().size() - 2].error;
        },
        5'000));
    bool found = false;
    for (QTreeWidgetItem* item : m_window->page<PresetPage>().list().tree()->findItems(
             QStringLiteral("broken"), Qt::MatchContains | Qt::MatchRecursive)) {
        found = true;
        EXPECT_TRUE(item->toolTip(0).contains(QStringLiteral("TOML"))) << item->toolTip(0).toStdString();
    }
    EXPECT_TRUE(found);
    m_session->open("broken");
    EXPECT_EQ(m_session->outline().errors.size(), 1u);
    settle();
}

TEST_F(PresetEditor, ConfigurationsSurviveAndRefusedOnesGoToTheDefault)
{
    makeMine("imx500");
    m_workspace->setOption("mine", "clock_hz", "100e6");
    m_workspace->setOption("imx500", "clock_hz", "100e6");
    settle();
    ASSERT_FALSE(m_workspace->configuration("mine").empty());
    TargetLibrary library = m_workspace->targets();
    for (Target& target : library.targets)
        if (target.id == "mine")
            target.options.clear();
    m_workspace->setTargets(library);
    settle();
    EXPECT_FALSE(m_workspace->configuration("imx500").empty());
    std::erase_if(library.targets, [](const Target& t) { return t.id == "mine"; });
    m_workspace->setSelectedTarget("mine");
    m_workspace->setTargets(library);
    settle();
    EXPECT_TRUE(m_workspace->selectedTarget().empty());
    EXPECT_EQ(m_window->board().model().rowOf("mine"), -1);
    m_session->open("imx500");
}

TEST_F(PresetEditor, ImportAndExportGiveTheSameTarget)
{
    m_session->open("ethos_u55_256");
    const QString path = m_folder.filePath(QStringLiteral("u55.toml"));
    ASSERT_TRUE(m_session->exportTo(path));
    const auto alone = loadTarget(path.toStdString(), findSchema);
    ASSERT_TRUE(alone.has_value()) << "needs none of its neighbours";
    EXPECT_EQ(alone->parameters, m_workspace->target("ethos_u55_256")->parameters);
    const auto id = m_session->importFile(path);
    ASSERT_TRUE(id.has_value());
    EXPECT_EQ(*id, "u55");
    ASSERT_TRUE(m_workspace->target("u55"));
    EXPECT_EQ(m_workspace->target("u55")->options, m_workspace->target("ethos_u55_256")->options);
    const auto made = m_session->createFromTemplate("microcontroller", QStringLiteral("My chip"));
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(*made, "my_chip");
    EXPECT_TRUE(m_workspace->target("my_chip"));
}

TEST_F(PresetEditor, ADragStaysWithinAFrame)
{
    makeMine("stm32h747");
    waitForResult();
    const NumberPlace place{{}, {}, "memory.sram.capacity_bytes"};
    const double before = test::threadSeconds();
    constexpr int kSteps = 20;
    for (int i = 0; i < kSteps; ++i)
        m_session->setNumber(place, {1048576.0 + 1024.0 * i, SourceKind::assumed, "dragged", std::nullopt});
    const double milliseconds = 1e3 * (test::threadSeconds() - before) / kSteps;
    QElapsedTimer timer;
    timer.start();
    waitForResult();
    std::printf("one step of a slider: %.1f ms on the GUI thread, answer after %.1f ms more\n", milliseconds,
                double(timer.nsecsElapsed()) / 1e6);
    EXPECT_LT(milliseconds, 160.0 * test::kSlowdown); // ten frames: machines that test are slow
}

} // namespace
} // namespace tenbin
