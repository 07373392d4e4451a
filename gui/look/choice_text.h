// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/targets/target.h"

namespace tenbin {

/// What a choice of an option is called, in the window's language.
QString choiceText(const OptionChoice& choice);

} // namespace tenbin
