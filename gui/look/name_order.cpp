// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/name_order.h"

#include <QCollator>
#include <QLocale>

namespace tenbin {

bool nameLess(const QString& a, const QString& b)
{
    thread_local const QCollator collator = [] {
        QCollator numbers{QLocale(QLocale::English)}; // the C locale knows no numbers in names
        numbers.setNumericMode(true);
        return numbers;
    }();
    return collator.compare(a, b) < 0;
}

} // namespace tenbin
