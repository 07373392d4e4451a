// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/startup_time.h"

#include <cstdio>
#include <ctime>

#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QTimer>
#include <QWidget>

#include "gui/app/workspace.h"

namespace tenbin {

namespace {

/// Age of this process from the kernel's books (proc(5), field 22 of stat), to 10 ms.
double processAgeMilliseconds()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return 0.0;
    const QByteArray line = stat.readAll();
    // The second field is the program's name in parentheses, which may hold spaces.
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    const double startTicks = fields.value(19).toDouble();
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double nowMilliseconds = double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    return nowMilliseconds - startTicks * 1e3 / double(sysconf(_SC_CLK_TCK));
}

} // namespace

void printStartupTime(Workspace& workspace, QWidget& window)
{
    QObject::connect(
        &workspace, &Workspace::estimatesChanged, &window,
        [&workspace, &window] {
            const double milliseconds = workspace.estimates()->milliseconds;
            QTimer::singleShot(0, &window, [&window, milliseconds] {
                window.repaint();
                std::printf("startup: %.0f ms (estimates %.1f ms)\n", processAgeMilliseconds(), milliseconds);
                std::fflush(stdout);
                QCoreApplication::quit();
            });
        },
        Qt::SingleShotConnection);
}

} // namespace tenbin
