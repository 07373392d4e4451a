// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shelf/parameter_names.h"

#include <QCoreApplication>

namespace tenbin {

QString parameterLabel(std::string_view key)
{
    static constexpr std::pair<std::string_view, const char*> labels[] = {
        {"alpha", QT_TRANSLATE_NOOP("NetworkParameter", "Width α")},
        {"input", QT_TRANSLATE_NOOP("NetworkParameter", "Input")},
        {"input_type", QT_TRANSLATE_NOOP("NetworkParameter", "Input type")},
        {"classes", QT_TRANSLATE_NOOP("NetworkParameter", "Classes")},
        {"bits", QT_TRANSLATE_NOOP("NetworkParameter", "Bits")},
        {"weight_bits", QT_TRANSLATE_NOOP("NetworkParameter", "Weight bits")},
        {"size", QT_TRANSLATE_NOOP("NetworkParameter", "Size")},
        {"variant", QT_TRANSLATE_NOOP("NetworkParameter", "Variant")},
        {"depth", QT_TRANSLATE_NOOP("NetworkParameter", "Depth")},
        {"minimalistic", QT_TRANSLATE_NOOP("NetworkParameter", "Minimalistic")},
        {"postprocess", QT_TRANSLATE_NOOP("NetworkParameter", "Post-processing")},
        {"width", QT_TRANSLATE_NOOP("NetworkParameter", "Channels")},
        {"frames", QT_TRANSLATE_NOOP("NetworkParameter", "Frames")},
        {"features", QT_TRANSLATE_NOOP("NetworkParameter", "Features")},
        {"heads", QT_TRANSLATE_NOOP("NetworkParameter", "Heads")},
        {"inputs", QT_TRANSLATE_NOOP("NetworkParameter", "Inputs")},
        {"code", QT_TRANSLATE_NOOP("NetworkParameter", "Code width")},
        {"top", QT_TRANSLATE_NOOP("NetworkParameter", "Top channels")},
        {"patch", QT_TRANSLATE_NOOP("NetworkParameter", "Patch side")},
        {"leaky", QT_TRANSLATE_NOOP("NetworkParameter", "Leaky rectifiers")},
        {"filters", QT_TRANSLATE_NOOP("NetworkParameter", "Filters")},
        {"kernel", QT_TRANSLATE_NOOP("NetworkParameter", "Kernel side")},
        {"stride", QT_TRANSLATE_NOOP("NetworkParameter", "Stride")},
        {"padding", QT_TRANSLATE_NOOP("NetworkParameter", "Padding")},
        {"multiplier", QT_TRANSLATE_NOOP("NetworkParameter", "Multiplier")},
        {"units", QT_TRANSLATE_NOOP("NetworkParameter", "Units")},
        {"operator", QT_TRANSLATE_NOOP("NetworkParameter", "Operator")},
        {"elements", QT_TRANSLATE_NOOP("NetworkParameter", "Elements")},
        {"outputs", QT_TRANSLATE_NOOP("NetworkParameter", "Outputs a cell")},
    };
    for (const auto& [name, label] : labels)
        if (name == key)
            return QCoreApplication::translate("NetworkParameter", label);
    return QString::fromUtf8(key.data(), qsizetype(key.size()));
}

} // namespace tenbin
