// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QToolButton>
#include <QtTest/QTest>

#include "engine/project/project_file.h"
#include "engine/study/migrations.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/board/board_view.h"
#include "gui/explore/explore_page.h"
#include "gui/project/notes_panel.h"
#include "gui/project/project_controller.h"
#include "gui/project/recovery_strip.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using Revision = ProjectFile::Revision;
using Answer = ProjectController::Answer;

class ProjectWindow : public WindowFixture {
protected:
    void SetUp() override
    {
        QDir(recoveryFolder()).removeRecursively();
        WindowFixture::SetUp();
        begin();
    }
    void TearDown() override
    {
        close();
        QDir(recoveryFolder()).removeRecursively();
    }

    static QString recoveryFolder()
    {
        return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery");
    }
    void begin()
    {
        m_asked.clear();
        project().askUnsaved = [this](const QString& name) {
            m_asked << name;
            return m_answer;
        };
        project().askPath = [this](const QString&) { return m_path; };
        m_window->beginProject();
    }
    void close()
    {
        m_window.reset();
        m_workspace.reset();
    }
    /// As after a crash: no question, nothing tidied up.
    void restart()
    {
        close();
        WindowFixture::SetUp();
        begin();
    }
    ProjectController& project() { return m_window->project(); }
    ProjectSession& session() { return project().session(); }
    QPlainTextEdit& notes() { return project().notes().editor(); }
    QString path(const QString& name = QStringLiteral("chip.tenbin")) const { return m_folder.filePath(name); }
    /// Until the board stands and what changed is on the disk.
    void rest()
    {
        settle();
        ASSERT_TRUE(QTest::qWaitFor([this] { return session().settled(); }, 30'000));
    }
    std::optional<ProjectRevision> revision(Revision which, const QString& name = QStringLiteral("chip.tenbin"))
    {
        return ProjectFile::open(path(name).toStdString()).value()->read(which).value();
    }
    QToolButton* stripButton(const char* name)
    {
        return project().strip().findChild<QToolButton*>(QLatin1String(name));
    }
    ErrorCode newestError() const
    {
        return m_workspace->messages().empty() ? ErrorCode{} : m_workspace->messages().back().error.code;
    }
    void changeOption(const char* text) { m_workspace->setOption("imx500", kLatencyCalibration, text); }

    Answer m_answer = Answer::cancel;
    QString m_path;
    QStringList m_asked;
};

TEST_F(ProjectWindow, KeepsTheBoardTheShelfAndTheNotes)
{
    const QString model = writeModel("ds_cnn", QStringLiteral("my model.tflite"));
    m_workspace->openFiles({model});
    settle();
    const NetworkId mine = "file:" + model.toStdString();
    m_workspace->placeOnAll(kLarge);
    m_workspace->placeOn("imx500", mine);
    changeOption("1.25");
    notes().setPlainText(QStringLiteral("なぜ IMX500 か\n\"quoted\" \\ and 😀"));
    const WorkspaceState before = m_workspace->state();
    ASSERT_TRUE(session().saveAs(path()));
    EXPECT_EQ(revision(Revision::saved)->documents.size(), m_window->projectParts().all().size());

    session().startNew(ProjectSession::Unsaved::discard);
    rest();
    EXPECT_TRUE(notes().toPlainText().isEmpty());
    EXPECT_TRUE(m_workspace->state().opened.empty());
    EXPECT_TRUE(session().path().isEmpty());

    ASSERT_TRUE(session().open(path(), ProjectSession::Unsaved::discard));
    rest();
    const WorkspaceState& after = m_workspace->state();
    EXPECT_EQ(after.network, before.network);
    EXPECT_EQ(after.ownNetworks, before.ownNetworks);
    EXPECT_EQ(after.configurations, before.configurations);
    ASSERT_EQ(after.opened.size(), 1u);
    EXPECT_EQ(after.opened.front().id, mine);
    EXPECT_NE(m_workspace->answer("imx500")->estimate, nullptr) << "the file is estimated, not only named";
    EXPECT_EQ(notes().toPlainText(), QStringLiteral("なぜ IMX500 か\n\"quoted\" \\ and 😀"));
    EXPECT_FALSE(session().modified());
    EXPECT_FALSE(m_workspace->undoStack()->canUndo());
}

TEST_F(ProjectWindow, TheTitleNamesTheProjectAndWhetherItIsSaved)
{
    EXPECT_TRUE(m_window->windowTitle().startsWith(QStringLiteral("Untitled[*]")));
    EXPECT_FALSE(m_window->isWindowModified());
    m_workspace->placeOnAll(kLarge);
    rest();
    EXPECT_TRUE(m_window->isWindowModified());
    m_workspace->undoStack()->undo();
    rest();
    EXPECT_FALSE(m_window->isWindowModified()) << "undone is not modified";
    m_workspace->undoStack()->redo();
    ASSERT_TRUE(session().saveAs(path()));
    EXPECT_TRUE(m_window->windowTitle().startsWith(QStringLiteral("chip[*]")));
    EXPECT_FALSE(m_window->isWindowModified());
    EXPECT_EQ(m_settings->recentProjects(), QStringList{path()});
    EXPECT_TRUE(QDir(recoveryFolder()).entryList(QDir::Files).isEmpty()) << "it has a file of its own now";
}

TEST_F(ProjectWindow, SaveNewAndOpenAreInTheMenuAndAskForWhatIsNotSaved)
{
    const auto action = [this](const char* text) {
        for (QAction* candidate : m_window->menuBar()->actions().front()->menu()->actions())
            if (candidate->text() == QLatin1String(text))
                return candidate;
        return static_cast<QAction*>(nullptr);
    };
    m_workspace->placeOnAll(kLarge);
    m_path = path();
    action("Save project")->trigger();
    EXPECT_EQ(session().path(), path());
    EXPECT_FALSE(session().modified());
    m_workspace->placeOnAll("zoo:ds_cnn");
    action("New project")->trigger();
    EXPECT_EQ(m_asked, QStringList{QStringLiteral("chip")});
    EXPECT_EQ(session().path(), path()) << "cancelled";
    m_answer = Answer::save;
    action("New project")->trigger();
    rest();
    EXPECT_TRUE(session().path().isEmpty());
    EXPECT_EQ(m_workspace->state().network, kSmall) << "a new project is as the window began";
    project().open(path());
    rest();
    EXPECT_EQ(m_workspace->state().network, "zoo:ds_cnn") << "it was saved";
    m_workspace->placeOnAll(kLarge);
    rest();
    m_answer = Answer::discard;
    action("New project")->trigger();
    rest();
    EXPECT_FALSE(revision(Revision::draft).has_value());
    EXPECT_EQ(ProjectFile::open(path().toStdString()).value()->read(Revision::saved).value()->documents.empty(), false);
}

TEST_F(ProjectWindow, WhatIsNotSavedIsADraftAndIsThereAfterACrash)
{
    ASSERT_TRUE(session().saveAs(path()));
    m_workspace->placeOnAll(kLarge);
    notes().setPlainText(QStringLiteral("draft"));
    rest();
    ASSERT_TRUE(revision(Revision::draft).has_value());
    restart();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !project().strip().offered().empty(); }, 10'000))
        << "the next start finds it";
    EXPECT_TRUE(project().strip().isVisible());
    ASSERT_NE(stripButton("restore"), nullptr);
    stripButton("restore")->click();
    rest();
    EXPECT_EQ(session().path(), path());
    EXPECT_EQ(m_workspace->state().network, kLarge);
    EXPECT_EQ(notes().toPlainText(), QStringLiteral("draft"));
    EXPECT_TRUE(m_window->isWindowModified());
    ASSERT_TRUE(session().draftTaken().has_value());

    ASSERT_NE(stripButton("returnToSaved"), nullptr);
    stripButton("returnToSaved")->click();
    rest();
    EXPECT_EQ(m_workspace->state().network, kSmall);
    EXPECT_TRUE(notes().toPlainText().isEmpty());
    EXPECT_FALSE(m_window->isWindowModified());
    EXPECT_FALSE(revision(Revision::draft).has_value());
    EXPECT_FALSE(project().strip().isVisible());
    m_workspace->undoStack()->undo();
    rest();
    EXPECT_EQ(m_workspace->state().network, kLarge) << "even that can be undone";
    EXPECT_EQ(notes().toPlainText(), QStringLiteral("draft"));
    EXPECT_TRUE(revision(Revision::draft).has_value());
}

TEST_F(ProjectWindow, WorkWithoutANameIsOfferedAtTheNextStart)
{
    m_workspace->placeOnAll(kLarge);
    QCloseEvent event;
    QCoreApplication::sendEvent(m_window.get(), &event);
    EXPECT_TRUE(event.isAccepted());
    EXPECT_TRUE(m_asked.isEmpty()) << "kept, so nothing to ask";
    restart();
    ASSERT_TRUE(QTest::qWaitFor([this] { return project().strip().offered().size() == 1; }, 10'000));
    EXPECT_TRUE(project().strip().offered().front().untitled);
    EXPECT_EQ(m_workspace->state().network, kSmall);
    stripButton("restore")->click();
    rest();
    EXPECT_EQ(m_workspace->state().network, kLarge);
    EXPECT_TRUE(m_window->isWindowModified());
    EXPECT_TRUE(project().strip().offered().empty());
    EXPECT_EQ(QDir(recoveryFolder()).entryList({QStringLiteral("*.tenbin")}, QDir::Files).size(), 1)
        << "it goes on in that file";
    ASSERT_TRUE(session().saveAs(path()));
    EXPECT_TRUE(QDir(recoveryFolder()).entryList({QStringLiteral("*.tenbin")}, QDir::Files).isEmpty());
}

TEST_F(ProjectWindow, WhatIsOfferedCanBeDiscarded)
{
    m_workspace->placeOnAll(kLarge);
    rest();
    restart();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !project().strip().offered().empty(); }, 10'000));
    stripButton("discard")->click();
    EXPECT_FALSE(project().strip().isVisible());
    EXPECT_TRUE(QDir(recoveryFolder()).entryList({QStringLiteral("*.tenbin")}, QDir::Files).isEmpty());
}

TEST_F(ProjectWindow, ClosingANamedProjectAsks)
{
    ASSERT_TRUE(session().saveAs(path()));
    m_workspace->placeOnAll(kLarge);
    QCloseEvent stay;
    QCoreApplication::sendEvent(m_window.get(), &stay);
    EXPECT_FALSE(stay.isAccepted());
    m_answer = Answer::save;
    QCloseEvent go;
    QCoreApplication::sendEvent(m_window.get(), &go);
    EXPECT_TRUE(go.isAccepted());
    EXPECT_EQ(m_asked.size(), 2);
    restart();
    project().open(path());
    rest();
    EXPECT_EQ(m_workspace->state().network, kLarge);
}

TEST_F(ProjectWindow, NewerAndDamagedFilesLeaveFileAndWindowAlone)
{
    ASSERT_TRUE(ProjectFile::saveNew(path(QStringLiteral("newer.tenbin")).toStdString(), {{"board", "", "{}"}}));
    {
        Database database =
            Database::open(path(QStringLiteral("newer.tenbin")).toStdString(), Database::Mode::readWrite).value();
        ASSERT_TRUE(database.execute("PRAGMA user_version = 77"));
    }
    writeBytes(QByteArray("SQLite format 3\0 and then nothing of use", 41), QStringLiteral("damaged.tenbin"));
    writeBytes("a letter", QStringLiteral("foreign.tenbin"));
    m_workspace->placeOnAll(kLarge);
    const WorkspaceState before = m_workspace->state();
    m_answer = Answer::discard;
    for (const auto& [name, code] :
         {std::pair("newer.tenbin", ErrorCode::studyFromFuture), std::pair("damaged.tenbin", ErrorCode::studyCorrupt),
          std::pair("foreign.tenbin", ErrorCode::studyForeign), std::pair("absent.tenbin", ErrorCode::fileNotFound)}) {
        const QString file = path(QLatin1String(name));
        const auto bytes = [&] {
            QFile in(file);
            return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
        };
        const QByteArray held = bytes();
        project().open(file);
        EXPECT_EQ(newestError(), code) << name;
        EXPECT_EQ(bytes(), held) << name;
        EXPECT_TRUE(session().path().isEmpty()) << name;
        EXPECT_EQ(m_workspace->state(), before) << name;
        EXPECT_TRUE(session().modified()) << "what was to be discarded is still here: " << name;
        m_workspace->dismissAllMessages();
    }
    rest();
    EXPECT_EQ(QDir(recoveryFolder()).entryList({QStringLiteral("*.tenbin")}, QDir::Files).size(), 1)
        << "and on the disk";
}

TEST_F(ProjectWindow, AProjectDroppedOnTheWindowOpens)
{
    m_workspace->placeOnAll(kLarge);
    ASSERT_TRUE(session().saveAs(path()));
    m_answer = Answer::discard;
    session().startNew(ProjectSession::Unsaved::discard);
    rest();
    drop(boardViewport(), besideCards(), *fileData({path()}));
    rest();
    EXPECT_EQ(session().path(), path());
    EXPECT_EQ(m_workspace->state().network, kLarge);
    EXPECT_TRUE(m_workspace->messages().empty());
    session().startNew(ProjectSession::Unsaved::discard);
    rest();
    drop(m_window.get(), QPoint(5, 5), *fileData({path()}));
    EXPECT_EQ(session().path(), path());
}

TEST_F(ProjectWindow, ModelFilesAreFoundBesideTheProjectAndMissingOnesAreKept)
{
    QDir(m_folder.path()).mkpath(QStringLiteral("one/models"));
    const QString model = writeModel("ds_cnn", QStringLiteral("one/models/a.tflite"));
    const QString gone = writeModel("resnet8", QStringLiteral("gone.tflite"));
    m_workspace->openFiles({model, gone});
    settle();
    m_workspace->placeOn("imx500", "file:" + model.toStdString());
    ASSERT_TRUE(session().saveAs(path(QStringLiteral("one/chip.tenbin"))));
    close();
    QFile::remove(gone);
    ASSERT_TRUE(QDir(m_folder.path()).rename(QStringLiteral("one"), QStringLiteral("two")));
    WindowFixture::SetUp();
    begin();
    const QString moved = path(QStringLiteral("two/chip.tenbin"));
    ASSERT_TRUE(session().open(moved, ProjectSession::Unsaved::discard));
    rest();
    EXPECT_EQ(m_workspace->networkOn("imx500"), "file:" + path(QStringLiteral("two/models/a.tflite")).toStdString());
    EXPECT_NE(m_workspace->answer("imx500")->estimate, nullptr);
    EXPECT_EQ(newestError(), ErrorCode::fileNotFound) << "the other is missed";
    EXPECT_FALSE(session().modified());
    notes().setPlainText(QStringLiteral("x"));
    ASSERT_TRUE(session().save());
    const QString board =
        QString::fromStdString(revision(Revision::saved, QStringLiteral("two/chip.tenbin"))->documents.front().content);
    EXPECT_TRUE(board.contains(QStringLiteral("gone.tflite"))) << "saving does not forget it";
}

TEST_F(ProjectWindow, PartsOfAnotherTenbinAreKept)
{
    ASSERT_TRUE(ProjectFile::saveNew(path().toStdString(), {{"board", "", R"({"version":99,"boards":3})"},
                                                            {"hologram", "", "{}"},
                                                            {"notes", "", R"({"version":1,"text":"read"})"}}));
    project().open(path());
    rest();
    EXPECT_EQ(session().notUnderstood(), QStringList{QStringLiteral("board")});
    EXPECT_TRUE(project().strip().isVisible());
    EXPECT_EQ(notes().toPlainText(), QStringLiteral("read"));
    m_workspace->placeOnAll(kLarge);
    ASSERT_TRUE(session().save());
    const ProjectDocuments documents = revision(Revision::saved)->documents;
    const auto holds = [&](const ProjectDocument& wanted) {
        return std::find(documents.begin(), documents.end(), wanted) != documents.end();
    };
    EXPECT_TRUE(holds({"hologram", "", "{}"}));
    EXPECT_TRUE(holds({"board", "not understood", R"({"version":99,"boards":3})"}));
}

TEST_F(ProjectWindow, NotesAreUndoneWithTheBoardOnOneStack)
{
    m_workspace->placeOnAll(kLarge);
    notes().setFocus();
    QTest::keyClicks(&notes(), QStringLiteral("abc"));
    EXPECT_EQ(project().notes().text(), QStringLiteral("abc"));
    m_workspace->placeOnAll("zoo:ds_cnn");
    QTest::keyClicks(&notes(), QStringLiteral("d"));
    EXPECT_EQ(m_workspace->undoStack()->count(), 4) << "typing without a pause is one step";
    QTest::keyClick(&notes(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(notes().toPlainText(), QStringLiteral("abc"));
    m_workspace->undoStack()->undo();
    EXPECT_EQ(m_workspace->state().network, kLarge);
    m_workspace->undoStack()->undo();
    EXPECT_TRUE(notes().toPlainText().isEmpty());
    m_workspace->undoStack()->redo();
    EXPECT_EQ(notes().toPlainText(), QStringLiteral("abc"));
    EXPECT_EQ(notes().textCursor().position(), 3) << "the cursor is where the change is";
}

TEST_F(ProjectWindow, ExploreKeepsItsStudiesInTheProject)
{
    auto* explore = m_window->findChild<ExplorePage*>(QStringLiteral("explorePage"));
    ASSERT_NE(explore, nullptr);
    const QString collection = explore->session().storePath();
    EXPECT_NE(collection, path());
    ASSERT_TRUE(session().saveAs(path()));
    EXPECT_EQ(explore->session().storePath(), path());
    ASSERT_TRUE(session().saveAs(path(QStringLiteral("other.tenbin"))));
    EXPECT_EQ(explore->session().storePath(), path(QStringLiteral("other.tenbin")));
    session().startNew(ProjectSession::Unsaved::discard);
    EXPECT_EQ(explore->session().storePath(), collection);
}

TEST_F(ProjectWindow, OnlyOneWindowHasAProjectOpen)
{
    ASSERT_TRUE(session().saveAs(path()));
    ASSERT_TRUE(session().saveAs(path(QStringLiteral("other.tenbin")))) << "and leaves the first";
    const auto elsewhere = ProjectFile::lock(path().toStdString());
    ASSERT_TRUE(elsewhere.has_value());
    EXPECT_EQ(session().open(path(), ProjectSession::Unsaved::keep).error().code, ErrorCode::studyBusy);
    EXPECT_EQ(session().saveAs(path()).error().code, ErrorCode::studyBusy);
    EXPECT_EQ(session().path(), path(QStringLiteral("other.tenbin")));
}

TEST_F(ProjectWindow, AFileThatIsTakenAwayIsNotSavedToNowhere)
{
    ASSERT_TRUE(session().saveAs(path()));
    QFile::rename(path(), path(QStringLiteral("away.tenbin")));
    m_workspace->placeOnAll(kLarge);
    ASSERT_TRUE(QTest::qWaitFor([this] { return session().needsAnotherName(); }, 10'000));
    EXPECT_NE(stripButton("saveAs"), nullptr) << "the strip says what to do";
    ASSERT_TRUE(QTest::qWaitFor(
        [this] {
            return QDir(recoveryFolder()).entryList({QStringLiteral("*.tenbin")}, QDir::Files).size() == 1
                   && session().settled();
        },
        10'000))
        << "the changes are safe";
    EXPECT_TRUE(m_window->isWindowModified());
    ASSERT_TRUE(session().saveAs(path()));
    EXPECT_FALSE(session().needsAnotherName());
    EXPECT_EQ(revision(Revision::saved)->documents.size(), m_window->projectParts().all().size());
    EXPECT_TRUE(QFileInfo::exists(path(QStringLiteral("away.tenbin"))));
}

} // namespace
} // namespace tenbin
