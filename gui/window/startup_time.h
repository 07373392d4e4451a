// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace tenbin {

class Workspace;

/// Prints "startup: … ms" on standard output when the first estimates are on the
/// screen, counted from the start of the process, and ends the program.
void printStartupTime(Workspace& workspace, QWidget& window);

} // namespace tenbin
