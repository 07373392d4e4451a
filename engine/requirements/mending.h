// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/requirements/choice.h"

namespace tenbin {

/// Something that was tried and keeps the requirements.
struct Trial {
    Mend mend;
    std::shared_ptr<const Estimate> estimate;
    Judgement judgement;
};

/// What would make a choice keep the requirements: each option that the target marks as a remedy, its clocks and where its memories hold things, alone; then each
/// remedy with one of the others; then smaller networks of the family, the largest that keeps them. Tried, not canned. Best
/// first: what leaves the network as it is, then what is surely kept, then the less energy and time.
/// Nothing where no option can help (a price is too high) or all that can be known is kept.
std::vector<Trial> findMends(const Choice& choice, const Requirements& requirements, const ChoiceContext& context);

} // namespace tenbin
