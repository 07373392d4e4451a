// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/report/report_choice.h"

namespace tenbin {

QString reportFileName(const QString& text)
{
    QString name;
    for (const QChar c : text) {
        const bool kept = c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('.');
        if (kept)
            name += c;
        else
            name += QLatin1Char('-');
    }
    return name.left(80);
}

} // namespace tenbin
