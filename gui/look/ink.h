// SPDX-License-Identifier: GPL-3.0-or-later
// Colours that say something.
#pragma once

#include "gui/look/theme_colors.h"

namespace tenbin {

/// Of a figure: what is unknown or no more than a bound steps back.
inline const QColor& figureInk(const ThemeColors& colors, bool known)
{
    if (known)
        return colors.text;
    return colors.mutedText;
}

/// Of a bar that has a limit.
inline const QColor& gaugeInk(const ThemeColors& colors, bool exceeded)
{
    if (exceeded)
        return colors.alarm;
    return colors.accent;
}

/// Of text about something that may be wrong.
inline const QColor& alarmInk(const ThemeColors& colors, bool wrong, const QColor& otherwise)
{
    if (wrong)
        return colors.of(VerdictKind::doesNotFit);
    return otherwise;
}

/// Behind something that may be chosen.
inline const QColor& backgroundInk(const ThemeColors& colors, bool chosen)
{
    if (chosen)
        return colors.accentSoft;
    return colors.surface;
}

} // namespace tenbin
