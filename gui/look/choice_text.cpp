// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/choice_text.h"

#include "engine/words/choice_label.h"
#include "gui/look/text.h"

namespace tenbin {

QString choiceText(const OptionChoice& choice) { return QString::fromStdString(choiceLabel(choice, wording())); }

} // namespace tenbin
