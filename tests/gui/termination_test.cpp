// SPDX-License-Identifier: GPL-3.0-or-later
// The system's wish that the program ends is no crash.
#include <csignal>

#include <QApplication>
#include <QDir>
#include <QStandardPaths>
#include <QtTest/QTest>

#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/project/project_controller.h"
#include "gui/window/main_window.h"
#include "gui/window/termination.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using TerminationTest = WindowFixture;

TEST_F(TerminationTest, ASignalReachesTheEventLoop)
{
    for (const int signal : {SIGTERM, SIGHUP, SIGINT}) {
        const Termination termination;
        int asked = 0;
        QObject::connect(&termination, &Termination::asked, [&asked] { ++asked; });
        ASSERT_EQ(::raise(signal), 0);
        EXPECT_EQ(asked, 0); // nothing happens inside the handler
        EXPECT_TRUE(QTest::qWaitFor([&] { return asked == 1; }, 10'000)) << signal;
    }
}

TEST_F(TerminationTest, WhatIsNotSavedAndTheLayoutAreKeptWithoutAQuestion)
{
    bool wasAsked = false;
    m_window->project().askUnsaved = [&](const QString&) {
        wasAsked = true;
        return ProjectController::Answer::cancel;
    };
    m_window->beginProject();
    const QString path = m_folder.filePath(QStringLiteral("p.tenbin"));
    ASSERT_TRUE(m_window->project().session().saveAs(path));
    m_workspace->placeOnAll("zoo:resnet8");
    m_window->leaveAtOnce();
    EXPECT_FALSE(wasAsked);
    EXPECT_FALSE(m_settings->layout().isEmpty());
    m_window.reset();
    m_workspace.reset();

    SetUp();
    m_window->beginProject();
    m_window->project().open(path);
    settle();
    EXPECT_EQ(m_workspace->state().network, "zoo:resnet8");
    m_window.reset();
    m_workspace.reset();
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery"))
        .removeRecursively();
}

} // namespace
} // namespace tenbin
