// SPDX-License-Identifier: GPL-3.0-or-later
// A window that changes the board and the notes every few milliseconds, until somebody kills it.
// project_writer FIRST [PROJECT]: counts on from FIRST; prints "set N" before a change and "disk N" when it is
// written.
#include <cstdio>

#include <QApplication>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTimer>

#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/look/language.h"
#include "gui/look/theme.h"
#include "gui/project/notes_panel.h"
#include "gui/project/project_controller.h"
#include "gui/window/main_window.h"
#include "models/registry.h"

namespace {

void say(const char* what, int number)
{
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    using namespace tenbin;
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tenbin"));
    const QStringList arguments = QApplication::arguments();
    int number = arguments.value(1).toInt();

    SettingsStore settings(QString::fromLocal8Bit(qgetenv("TENBIN_SETTINGS")));
    Language language;
    Theme theme;
    TargetLibrary targets = loadTargets({std::string(TENBIN_SOURCE_DIR) + "/presets"}, findSchema);
    Workspace workspace(std::move(targets));
    workspace.dismissAllMessages();
    MainWindow window(workspace, settings, theme, language);
    window.show();
    window.beginProject();
    if (arguments.size() > 2)
        workspace.openFiles({arguments[2]});
    ProjectSession& session = window.project().session();

    constexpr int kBurst = 3;
    int burst = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, [&] {
        if (session.settled() && session.modified()) {
            say("disk", number);
            burst = 0;
        }
        if (++burst > kBurst)
            return; // the last of them is being written
        say("set", ++number);
        // Two parts in one event: on the disk they are never apart.
        workspace.placeOnAll(number % 2 == 0 ? "zoo:ds_cnn" : "zoo:resnet8");
        window.project().notes().editor().setPlainText(QString::number(number));
    });
    timer.start(20);
    return QApplication::exec();
}
