// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/estimate/estimate.h"
#include "engine/words/words.h"

namespace tenbin {

/// "fits"; where the limit lies within the error "probably fits (4 of 5)": of so many such cases it is so.
std::string verdictText(VerdictKind verdict, std::optional<double> fitsProbability, const Wording& wording = {});

/// "4 of 5": a probability of 1/2 to 9/10 in tenths, which are as fine as any is known; of a smaller one that of the
/// opposite.
std::string chancesText(double probability, const Wording& wording = {});

/// "fits with 41 KiB of SRAM to spare", "does not fit: 12 KiB of flash too much", from the memory that decides; the
/// verdict alone where no memory does.
std::string verdictWithRoom(const Estimate& estimate, const Wording& wording = {});

/// "41 KiB to spare" or "12 KiB too much"; empty where it cannot be told.
std::string roomText(const MemoryUse& memory, const Wording& wording = {});

/// "512 KiB, of which 40 KiB are taken by the system and 64 KiB by your firmware"; empty where all is the network's.
std::string sharesText(const MemoryUse& memory, const Wording& wording = {});

/// "needs 250 KiB to 310 KiB": the range of what the network takes; empty where it is known to the byte.
std::string rangeText(const MemoryUse& memory, const Wording& wording = {});

} // namespace tenbin
