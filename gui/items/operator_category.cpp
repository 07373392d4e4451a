// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/operator_category.h"

#include <QCoreApplication>

namespace tenbin {

OperatorCategory categoryOf(OperatorKind kind)
{
    using K = OperatorKind;
    if (kind == K::conv2d || kind == K::transposeConv2d)
        return OperatorCategory::convolution;
    if (kind == K::depthwiseConv2d)
        return OperatorCategory::depthwise;
    if (kind == K::fullyConnected || kind == K::batchMatMul || (kind >= K::lstm && kind <= K::svdf))
        return OperatorCategory::matrix;
    if (kind >= K::averagePool2d && kind <= K::reduceProd)
        return OperatorCategory::pooling;
    if ((kind >= K::add && kind <= K::select) || (kind >= K::abs && kind <= K::clip)
        || (kind >= K::batchNormalization && kind <= K::localResponseNormalization))
        return OperatorCategory::arithmetic;
    if (kind >= K::relu && kind <= K::logSoftmax)
        return OperatorCategory::activation;
    if (kind >= K::pad && kind <= K::identity)
        return OperatorCategory::layout;
    return OperatorCategory::other;
}

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
