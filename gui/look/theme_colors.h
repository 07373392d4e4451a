// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QColor>
#include <QPalette>

#include "engine/estimate/estimate.h"

namespace tenbin {

/// Every colour of the window. Text on its own background has a contrast of at
/// least 4.5 : 1 in both variants (tested).
struct ThemeColors {
    bool dark = false;
    QColor window;  ///< behind the cards
    QColor surface; ///< cards, docks, tables
    QColor text;
    QColor mutedText;
    QColor line;                       ///< 1-pixel separators
    QColor accent;                     ///< selection, links, gauges
    QColor accentSoft;                 ///< selected row, drop target
    QColor onAccent;                   ///< text on accent
    QColor track;                      ///< empty part of a gauge
    QColor alarm;                      ///< gauge over its limit
    std::array<QColor, 4> verdict;     ///< text, in the order of VerdictKind
    std::array<QColor, 4> verdictSoft; ///< pill behind that text

    const QColor& of(VerdictKind kind) const { return verdict[static_cast<std::size_t>(kind)]; }
    const QColor& softOf(VerdictKind kind) const { return verdictSoft[static_cast<std::size_t>(kind)]; }
};

const ThemeColors& themeColors(bool dark);
/// The variant that goes with a palette: what painters use.
const ThemeColors& themeColors(const QPalette& palette);

/// Okabe-Ito, in one fixed order for operator kinds, memories and energy components.
inline constexpr int kCategoryColors = 8;
QColor categoryColor(int index, bool dark);

} // namespace tenbin
