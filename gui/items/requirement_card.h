// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/requirements/choice.h"
#include "gui/items/card.h"

namespace tenbin {

/// Makes a card say whether it keeps what is asked instead of whether it fits: verdict, note and tooltips.
void obeyRequirements(Card& card, const Choice& choice);

} // namespace tenbin
