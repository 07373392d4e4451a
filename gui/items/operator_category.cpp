// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/operator_category.h"

#include <QCoreApplication>

namespace tenbin {

QString categoryText(OperatorCategory category)
{
    static constexpr const char* kTexts[kOperatorCategories] = {
        QT_TRANSLATE_NOOP("OperatorCategory", "Convolution"), QT_TRANSLATE_NOOP("OperatorCategory", "Depthwise"),
        QT_TRANSLATE_NOOP("OperatorCategory", "Matrix"),      QT_TRANSLATE_NOOP("OperatorCategory", "Pooling"),
        QT_TRANSLATE_NOOP("OperatorCategory", "Arithmetic"),  QT_TRANSLATE_NOOP("OperatorCategory", "Activation"),
        QT_TRANSLATE_NOOP("OperatorCategory", "Data layout"), QT_TRANSLATE_NOOP("OperatorCategory", "Other")};
    return QCoreApplication::translate("OperatorCategory", kTexts[static_cast<int>(category)]);
}

} // namespace tenbin
