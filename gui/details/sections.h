// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "gui/app/workspace.h"

namespace tenbin {

class Sheet;

// The parts of the details, each written to the end of the sheet.

/// Latency, frame rate and energy with their intervals; sizes of the network.
void addResults(Sheet& sheet, const Estimate& estimate);
/// Every memory of the target: used, available, a bar.
void addMemories(Sheet& sheet, const Estimate& estimate);
/// Why it does not fit, blocking reasons first; what happened at import.
void addReasons(Sheet& sheet, const Answer& answer, Workspace& workspace);
/// Changes that make it fit, each with what it costs and a button.
void addRemedies(Sheet& sheet, const Estimate& estimate, const Target& target, Workspace& workspace);
/// Interval, its evidence, the assumed inputs and the references. `showMeasurements` opens the rows behind it.
void addTrust(Sheet& sheet, const Estimate& estimate, const Target& target, std::function<void()> showMeasurements);

} // namespace tenbin
