// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/requirements/choice.h"

namespace tenbin {

/// "31 of 57 chips keep ≥ 10 fps and ≤ 10.0 mJ with MobileNet v1, 24 of them surely. The most frugal is … (1.20 mJ), the
/// cheapest … (2.10 USD), the surest …. Nearest miss: …, Energy per inference 12.0 mJ, needed ≤ 10.0 mJ."
std::string sentence(const Choices& choices, const Wording& wording = {});

/// "keeps it", "probably keeps it (4 of 5)", "cannot say", "misses".
std::string meetsText(const Judgement& judgement, const Wording& wording = {});

/// What is missed, each with its figure, what is needed and how many times too much or too little that is.
std::vector<std::string> missTexts(const Choice& choice, const Wording& wording = {});
std::string missText(const CheckedFigure& figure, const Wording& wording = {});
/// What is asked and nobody published: "Price unknown".
std::vector<std::string> unknownTexts(const Judgement& judgement, const Wording& wording = {});

/// "Clock 480 MHz, Toolchain TinyEngine".
std::string changesText(const std::vector<std::pair<std::string, OptionValue>>& changes, const Target& target,
                        const Wording& wording = {});
/// What to change and what it leads to: "Weight bits 4 (1.20 ms, 340 µJ; another accuracy)".
std::string mendText(const Mend& mend, const Target& target, const Wording& wording = {});

/// All that is to be said of a choice on one line: with what changes it keeps them, what is missed, what is unknown, and
/// the best way out.
std::string remarkText(const Choice& choice, const Wording& wording = {});

} // namespace tenbin
