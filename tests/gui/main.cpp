// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gmock/gmock.h>

#include "gui/app/undo_merge.h"

namespace {

/// A home of its own, which the program's children share: windows watch the user's presets, so programs that run
/// side by side in one home would change each other's targets in the middle of a test.
void moveInto(const QTemporaryDir& home)
{
    qputenv("HOME", home.path().toLocal8Bit());
    for (const char* folder : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qunsetenv(folder);
}

} // namespace

int main(int argc, char** argv)
{
    const QTemporaryDir home;
    moveInto(home);
    // A busy machine may stop a test anywhere: what is one step of undo must not depend on it.
    tenbin::UndoMerge::setPause(std::chrono::minutes(10));
    QStandardPaths::setTestModeEnabled(true); // never the user's own settings
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tenbin"));
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
