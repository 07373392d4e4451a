// SPDX-License-Identifier: GPL-3.0-or-later
// "Export report…": what is offered, what is written, and that the command line writes the same bytes.
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTextBrowser>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "gui/app/background_tasks.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/compare/compare_page.h"
#include "gui/look/language.h"
#include "gui/report/report_dialog.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using ::testing::HasSubstr;

class Report : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        m_workspace->placeOnAll(kSmall);
        m_workspace->setSelectedTarget("ethos_u55_256");
        settle();
        QDir(m_folder.path()).mkpath(QStringLiteral("window"));
        QDir(m_folder.path()).mkpath(QStringLiteral("terminal"));
    }
    void press(Qt::Key key)
    {
        m_window->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), key, Qt::ControlModifier);
    }
    /// By its shortcut, as a user would.
    ReportDialog& open()
    {
        press(Qt::Key_P);
        auto* dialog = m_window->findChild<ReportDialog*>();
        EXPECT_TRUE(dialog && dialog->isVisible());
        edit("reportFolder")->setText(m_folder.filePath(QStringLiteral("window")));
        return *dialog;
    }
    QLineEdit* edit(const char* name) { return m_window->findChild<QLineEdit*>(QLatin1String(name)); }
    QString state() { return m_window->findChild<QLabel*>(QStringLiteral("reportState"))->text(); }
    QPushButton* exportButton() { return m_window->findChild<QPushButton*>(QStringLiteral("reportExport")); }
    void check(const char* name, bool on) { m_window->findChild<QCheckBox*>(QLatin1String(name))->setChecked(on); }
    void chooseEverything()
    {
        for (const char* box : {"reportFormat_pdf", "reportFormat_html", "reportFormat_md", "reportFormat_csv",
                                "reportFormat_json", "reportLanguage_en", "reportLanguage_ja"})
            check(box, true);
    }
    QStringList write()
    {
        QSignalSpy finished(&m_window->reports(), &ReportExport::finished);
        EXPECT_TRUE(exportButton()->isEnabled()) << state().toStdString();
        exportButton()->click();
        EXPECT_FALSE(m_window->tasks().all().empty()) << "the status line shows it";
        EXPECT_TRUE(finished.count() > 0 || finished.wait(60'000)) << state().toStdString();
        EXPECT_TRUE(m_window->tasks().all().empty());
        return finished.isEmpty() ? QStringList() : finished.front().front().toStringList();
    }
    QByteArray bytes(const QString& name)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString printedCommand(const QString& json)
    {
        const auto root = nlohmann::json::parse(bytes(json).toStdString());
        return QString::fromStdString(root["sections"].back()["blocks"][0]["text"]);
    }
    void runInTerminal(const QString& command)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.filePath(QStringLiteral("terminal")));
        process.start(QStringLiteral("bash"),
                      {QStringLiteral("-c"),
                       QStringLiteral("tenbin-cli() { '%1' \"$@\"; }; ").arg(QStringLiteral(TENBIN_CLI)) + command});
        ASSERT_TRUE(process.waitForFinished(60'000));
        EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
    }
    void expectSameBytes(const QStringList& files)
    {
        for (const QString& file : files) {
            const QString name = QFileInfo(file).fileName();
            EXPECT_FALSE(bytes(QStringLiteral("window/") + name).isEmpty()) << name.toStdString();
            EXPECT_TRUE(bytes(QStringLiteral("window/") + name) == bytes(QStringLiteral("terminal/") + name))
                << name.toStdString();
        }
    }
};

TEST_F(Report, TheCommandLineWritesTheSameBytes)
{
    m_workspace->setOption("ethos_u55_256", "clock_hz", "500e6");
    settle();
    open();
    chooseEverything();
    edit("reportAuthor")->setText(QStringLiteral("山田"));
    edit("reportTitle")->setText(QStringLiteral("It's \"ours\""));
    m_window->findChild<QPlainTextEdit*>(QStringLiteral("reportNotes"))->setPlainText(QStringLiteral("first\nsecond"));
    const QStringList files = write();
    ASSERT_EQ(files.size(), 10);
    EXPECT_THAT(state().toStdString(), HasSubstr(m_folder.filePath(QStringLiteral("window")).toStdString()));
    EXPECT_TRUE(m_window->findChild<QPushButton*>(QStringLiteral("reportOpenFile"))->isVisible());
    const QString command = printedCommand(QStringLiteral("window/ethos_u55_256.en.json"));
    EXPECT_THAT(command.toStdString(), HasSubstr("report inspection"));
    EXPECT_THAT(command.toStdString(), HasSubstr("clock_hz=500000000"));
    runInTerminal(command);
    expectSameBytes(files);
}

TEST_F(Report, WhatIsInFrontComesFirst)
{
    ReportDialog& dialog = open();
    auto* subject = m_window->findChild<QComboBox*>(QStringLiteral("reportSubject"));
    EXPECT_EQ(subject->count(), 1);
    EXPECT_TRUE(subject->currentText().startsWith(QStringLiteral("Inspection")))
        << subject->currentText().toStdString();
    auto* preview = m_window->findChild<QTextBrowser*>(QStringLiteral("reportPreview"));
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return preview->toPlainText().contains(QStringLiteral("Ethos-U55-256")); }, 20'000));
    EXPECT_FALSE(edit("reportTitle")->placeholderText().isEmpty());
    dialog.close();

    ComparisonColumn left, right;
    left.network = right.network = "zoo:mlperf_ic";
    left.target = "imx500";
    right.target = "max78002";
    right.caption = "our board";
    m_window->page<ComparePage>().add({left, right});
    m_window->page<ComparePage>().session().setReference(0);
    press(Qt::Key_4);
    open();
    ASSERT_EQ(subject->count(), 2);
    EXPECT_TRUE(subject->currentText().startsWith(QStringLiteral("Comparison")))
        << subject->currentText().toStdString();
    EXPECT_EQ(edit("reportName")->text(), QStringLiteral("comparison"));
    chooseEverything();
    const QStringList files = write();
    runInTerminal(printedCommand(QStringLiteral("window/comparison.ja.json")));
    expectSameBytes(files);
}

TEST_F(Report, TheLanguageOfTheWindowChangesNoByte)
{
    open();
    chooseEverything();
    edit("reportDate")->clear();
    const QStringList files = write();
    QMap<QString, QByteArray> before;
    for (const QString& file : files)
        before[file] = bytes(QStringLiteral("window/") + QFileInfo(file).fileName());
    m_language->setChoice(QStringLiteral("ja"));
    EXPECT_TRUE(state().contains(QStringLiteral("10"))) << state().toStdString();
    EXPECT_EQ(write(), files);
    for (const QString& file : files)
        EXPECT_TRUE(before[file] == bytes(QStringLiteral("window/") + QFileInfo(file).fileName()))
            << file.toStdString();
}

TEST_F(Report, SaysWhatStandsInTheWay)
{
    open();
    edit("reportFolder")->setText(QStringLiteral("/no/such/folder"));
    EXPECT_FALSE(exportButton()->isEnabled());
    EXPECT_THAT(state().toStdString(), HasSubstr("/no/such/folder"));
    edit("reportFolder")->setText(m_folder.filePath(QStringLiteral("window")));
    for (const char* box :
         {"reportFormat_pdf", "reportFormat_html", "reportFormat_md", "reportFormat_csv", "reportFormat_json"})
        check(box, false);
    EXPECT_FALSE(exportButton()->isEnabled());
    check("reportFormat_md", true);
    edit("reportName")->setText(QStringLiteral("a/b"));
    EXPECT_FALSE(exportButton()->isEnabled());
    // A folder stands where the file should.
    edit("reportName")->setText(QStringLiteral("taken"));
    QDir(m_folder.path()).mkpath(QStringLiteral("window/taken.md/inside"));
    QSignalSpy failed(&m_window->reports(), &ReportExport::failed);
    exportButton()->click();
    ASSERT_TRUE(failed.count() > 0 || failed.wait(60'000));
    EXPECT_THAT(state().toStdString(), HasSubstr("taken.md"));
    EXPECT_TRUE(exportButton()->isEnabled()) << "once more";
    edit("reportLogo")->setText(m_folder.filePath(QStringLiteral("no.png")));
    EXPECT_FALSE(exportButton()->isEnabled());
}

TEST_F(Report, CanBeCancelledAndRemembersItsAuthor)
{
    ReportDialog& dialog = open();
    chooseEverything();
    edit("reportAuthor")->setText(QStringLiteral("Ada"));
    m_window->findChild<QComboBox*>(QStringLiteral("reportPaper"))->setCurrentIndex(1);
    QSignalSpy finished(&m_window->reports(), &ReportExport::finished),
        cancelled(&m_window->reports(), &ReportExport::cancelled);
    exportButton()->click();
    ASSERT_EQ(m_window->tasks().all().size(), 1u);
    m_window->tasks().all().front().cancel();
    EXPECT_EQ(cancelled.count(), 1);
    EXPECT_TRUE(m_window->tasks().all().empty());
    EXPECT_TRUE(exportButton()->isEnabled());
    exportButton()->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return finished.count() > 0; }, 120'000));
    EXPECT_EQ(finished.count(), 1) << "what was cancelled would have ended before";
    const ReportDefaults kept = m_settings->reportDefaults();
    EXPECT_EQ(kept.author, QStringLiteral("Ada"));
    EXPECT_EQ(kept.paper, QStringLiteral("letter"));
    EXPECT_EQ(kept.formats.size(), 5);
    EXPECT_EQ(kept.folder, m_folder.filePath(QStringLiteral("window")));
    dialog.close();
    ReportExport again(*m_workspace, m_window->tasks());
    ReportDialog second(again, *m_settings);
    EXPECT_EQ(second.findChild<QLineEdit*>(QStringLiteral("reportAuthor"))->text(), QStringLiteral("Ada"));
    EXPECT_EQ(second.findChild<QComboBox*>(QStringLiteral("reportPaper"))->currentIndex(), 1);
    second.offer({}, QStringLiteral("en"));
    EXPECT_FALSE(second.findChild<QPushButton*>(QStringLiteral("reportExport"))->isEnabled());
    EXPECT_FALSE(second.findChild<QLabel*>(QStringLiteral("reportState"))->text().isEmpty()) << "says what to do first";
}

} // namespace
} // namespace tenbin
