// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/option_names.h"

#include <algorithm>

#include <QCoreApplication>

#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr std::string_view kMemory = "memory.";

/// The label of a key; nothing where no key of that name has one.
QString labelOf(const std::string& key)
{
    const QString label = optionText(key);
    if (label == QString::fromStdString(key))
        return {};
    return label;
}

QString spelled(const std::string& key)
{
    return QString::fromStdString(key)
        .replace(QLatin1Char('_'), QLatin1Char(' '))
        .replace(QLatin1Char('.'), QStringLiteral(" · "));
}

/// "memory.external.bandwidth_bytes_per_s" -> "External memory: bandwidth".
QString memoryNumber(const std::string& key)
{
    const auto dot = key.find('.', kMemory.size());
    if (!key.starts_with(kMemory) || dot == std::string::npos)
        return {};
    const QString number = labelOf("memory.*" + key.substr(dot));
    if (number.isEmpty())
        return {};
    QString memory = labelOf(key.substr(0, dot));
    if (memory.isEmpty())
        memory = QCoreApplication::translate("OptionText", "Memory %1")
                     .arg(spelled(key.substr(kMemory.size(), dot - kMemory.size())));
    return QCoreApplication::translate("OptionText", "%1: %2", "a memory and one of its numbers").arg(memory, number);
}

/// Most numbers of presets have no label: their keys are spelled, "cpu · kernel · wait factor".
QString numberName(const std::string& key)
{
    for (const QString& name : {labelOf(key), memoryNumber(key)})
        if (!name.isEmpty())
            return name;
    return spelled(key);
}

} // namespace

QString optionText(const Target* target, std::string_view key)
{
    if (target)
        if (const OptionSpec* option = target->findOption(key))
            return optionText(*option);
    return numberName(std::string(key));
}

QString optionText(const TargetLibrary& targets, std::string_view key)
{
    const auto has = [&](const Target& target) { return target.findOption(key) != nullptr; };
    const auto first = std::find_if(targets.targets.begin(), targets.targets.end(), has);
    if (first == targets.targets.end())
        return numberName(std::string(key));
    return optionText(&*first, key);
}

} // namespace tenbin
