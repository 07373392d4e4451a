// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/estimate/estimate.h"
#include "engine/targets/target.h"

namespace tenbin {

/// What a remedy changes, in the target's own labels: "Weight bits: 4", "Smaller network: MobileNet v2 α 0.35 · 160".
QString remedyText(const Target& target, const Remedy& remedy);
/// What it costs against the estimate as it is: "8.12 ms (+74 %) · 1.20 mJ · +42 % MACs"; a smaller network than
/// `graph` (null: unknown) also in published accuracy: "70.0 % → 63.3 % top-1".
QString remedyCost(const Remedy& remedy, const Graph* graph = nullptr);
/// For one line of a card: "MobileNet v2 α 0.35 · 160 · 137 ms".
QString remedyNote(const Target& target, const Remedy& remedy);

} // namespace tenbin
