// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>
#include <QStringList>

#include "engine/estimate/estimate.h"

namespace tenbin {

/// "fits", "probably fits (4 of 5)", in the window's language.
QString verdictLabel(VerdictKind verdict, std::optional<double> fitsProbability);
/// "fits with 41 KiB of SRAM to spare".
QString verdictWithRoomText(const Estimate& estimate);

/// What stands on one memory beside its figures: "needs 250 to 310 KiB", "41 KiB to spare", "512 KiB, of which …".
QStringList memoryNotes(const MemoryUse& memory);

/// The symbol that goes with a verdict's colour and word; one of its own where the verdict is only the more likely.
QString verdictSymbol(VerdictKind verdict, bool uncertain = false);
/// Whose colours a verdict has: those between "fits" and "does not fit" where the limit lies within the error.
VerdictKind verdictTone(VerdictKind verdict, bool uncertain);

} // namespace tenbin
