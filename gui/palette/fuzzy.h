// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>

namespace tenbin {

/// Where and how well typed letters are found in a text.
struct FuzzyMatch {
    int score = 0;               ///< more is better
    std::vector<qsizetype> hits; ///< positions of the letters in the text
};

/// All letters of `typed`, in order, case aside, spaces aside: nothing if one is missing.
/// Beginnings of words and letters that follow each other count more, long texts less.
std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text);

} // namespace tenbin
