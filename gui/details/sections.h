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
void addRemedies(Sheet& sheet, const Answer& answer, const Target& target, Workspace& workspace);
/// What is published about the network's accuracy, and by whom.
void addAccuracy(Sheet& sheet, const Graph& graph);
/// What one asks before buying the chip: price, package, interfaces, currents, each with who says it.
void addProduct(Sheet& sheet, const Target& target);
/// Interval, its evidence, the assumed inputs and the references. `showMeasurements` opens the rows behind it.
void addTrust(Sheet& sheet, const Estimate& estimate, const Target& target, std::function<void()> showMeasurements);

} // namespace tenbin
