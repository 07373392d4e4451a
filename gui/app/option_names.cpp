// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/option_names.h"

#include "gui/look/text.h"

namespace tenbin {

namespace {

/// "memory.external.wait_factor" -> "memory · external · wait factor": parameters have no label.
QString spelled(std::string_view key)
{
    const QString label = optionText(key);
    const QString raw = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
    if (label != raw)
        return label;
    return QString(raw).replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('.'), QStringLiteral(" · "));
}

} // namespace

QString optionText(const Target* target, std::string_view key)
{
    const OptionSpec* option = target ? target->findOption(key) : nullptr;
    return option ? optionText(*option) : spelled(key);
}

QString optionText(const TargetLibrary& targets, std::string_view key)
{
    for (const Target& target : targets.targets)
        if (target.findOption(key))
            return optionText(&target, key);
    return spelled(key);
}

} // namespace tenbin
