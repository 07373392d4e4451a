// SPDX-License-Identifier: GPL-3.0-or-later
// What options are called on a target, and why one of them changes nothing.
#include "engine/report/placeholders.h"
#include "engine/report/words.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

std::string translated(std::string_view english, const Wording& wording)
{
    return wording.translate ? wording.translate(english) : std::string(english);
}

/// Labels that presets of Tenbin give their options, for translation: presets themselves are English.
[[maybe_unused]] constexpr std::string_view kPresetLabels[] = {
    QT_TRANSLATE_NOOP("Words", "Sensor mode"),
    QT_TRANSLATE_NOOP("Words", "Optimisation"),
};

} // namespace

std::string optionLabel(const OptionSpec& option, const Wording& wording)
{
    return option.label.empty() ? optionLabel(option.key, wording) : translated(option.label, wording);
}

std::string optionLabel(const Target& target, std::string_view key, const Wording& wording)
{
    const OptionSpec* option = target.findOption(key);
    return option ? optionLabel(*option, wording) : optionLabel(key, wording);
}

std::string sentence(const OptionCondition& unmet, const Target& target, const Wording& wording)
{
    const OptionSpec* option = target.findOption(unmet.key);
    std::string names;
    for (const std::string& id : unmet.choices) {
        const OptionChoice* choice = option ? option->findChoice(id) : nullptr;
        names += (names.empty() ? "" : ", ") + (choice && !choice->label.empty() ? choice->label : id);
    }
    if (names.empty())
        return translated(QT_TRANSLATE_NOOP("Words", "Changes nothing on this target."), wording);
    return fillPlaceholders(translated(QT_TRANSLATE_NOOP("Words", "Acts only with %1: %2."), wording),
                            {optionLabel(target, unmet.key, wording), names});
}

} // namespace tenbin
