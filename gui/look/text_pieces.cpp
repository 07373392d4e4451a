// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/text_pieces.h"

namespace tenbin {

QString textOr(const QString& text, const QString& otherwise)
{
    if (text.isEmpty())
        return otherwise;
    return text;
}

QString joined(const QString& first, const QString& between, const QString& second)
{
    if (first.isEmpty())
        return second;
    if (second.isEmpty())
        return first;
    return first + between + second;
}

QString textIf(bool shown, const QString& text)
{
    if (!shown)
        return {};
    return text;
}

QString roughPercentText(double share)
{
    if (share < 0.1)
        return percentText(share, 1);
    return percentText(share, 0);
}

QString pendingText() { return QStringLiteral("…"); }

} // namespace tenbin
