// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QStandardPaths>
#include <gmock/gmock.h>

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true); // never the user's own settings
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tenbin"));
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
