// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/exploration/space_layout.h"
#include "engine/words/words.h"

namespace tenbin {

/// What tells a design of a study from the others, as people say it: "Ethos-U55-128, MobileNet v2 (alpha=0.35),
/// clock 800 MHz". Exports for programs keep keys and raw values.
std::string designText(const SpaceLayout& layout, std::uint64_t point, const Wording& wording = {});

} // namespace tenbin
