// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requirements/choice_text.h"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/report/accuracy_text.h"
#include "engine/targets/quantity.h"
#include "engine/words/placeholders.h"
#include "engine/words/product_words.h"
#include "engine/words/translated.h"
#include "engine/words/words_verdict.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

using Texts = std::vector<std::string>;

std::string say(std::string_view english, const Texts& arguments, const Wording& wording)
{
    return fillPlaceholders(translated(english, wording), arguments);
}

/// "a, b and c".
std::string enumerated(const Texts& texts, const Wording& wording)
{
    if (texts.empty())
        return {};
    const Texts front(texts.begin(), texts.end() - 1);
    if (front.empty())
        return texts.back();
    const std::string separator = say(QT_TRANSLATE_NOOP("Words", ", "), {}, wording);
    return say(QT_TRANSLATE_NOOP("Words", "%1 and %2"), {fmt::format("{}", fmt::join(front, separator)), texts.back()},
               wording);
}

std::string joined(const Texts& texts, const Wording& wording)
{
    return fmt::format("{}", fmt::join(texts, say(QT_TRANSLATE_NOOP("Words", "; "), {}, wording)));
}

/// A chip, and its network where there are several.
std::string nameOf(const Choice& choice, const ChoiceSummary& summary, const Wording& wording)
{
    if (summary.networks < 2)
        return choice.estimate->targetName;
    return say(QT_TRANSLATE_NOOP("Words", "%1 with %2"), {choice.estimate->targetName, choice.estimate->model},
               wording);
}

std::string withFigure(const Choice& choice, RequiredFigure figure, double value, const ChoiceSummary& summary,
                       const Wording& wording)
{
    return say(QT_TRANSLATE_NOOP("Words", "%1 (%2)"),
               {nameOf(choice, summary, wording), figureText(figure, value, wording)}, wording);
}

std::string networksText(const Choices& choices, const ChoiceSummary& summary, const Wording& wording)
{
    if (summary.networks > 1)
        return say(QT_TRANSLATE_NOOP("Words", "one of %1 networks"), {std::to_string(summary.networks)}, wording);
    return choices.ranked.empty() ? std::string() : choices.ranked.front().estimate->model;
}

std::string countText(const Choices& choices, const ChoiceSummary& summary, const Wording& wording)
{
    const std::string asked = enumerated(requirementTexts(choices.requirements, wording), wording);
    const std::string network = networksText(choices, summary, wording);
    const std::string chips = std::to_string(summary.chips), keeping = std::to_string(summary.keeping);
    if (summary.keeping == 0 && asked.empty())
        return say(QT_TRANSLATE_NOOP("Words", "None of %1 chips runs %2."), {chips, network}, wording);
    if (asked.empty())
        return say(QT_TRANSLATE_NOOP("Words", "%1 of %2 chips run %3."), {keeping, chips, network}, wording);
    if (summary.keeping == 0)
        return say(QT_TRANSLATE_NOOP("Words", "None of %1 chips keeps %2 with %3."), {chips, asked, network}, wording);
    if (summary.surely == summary.keeping)
        return say(QT_TRANSLATE_NOOP("Words", "%1 of %2 chips keep %3 with %4."), {keeping, chips, asked, network},
                   wording);
    return say(QT_TRANSLATE_NOOP("Words", "%1 of %2 chips keep %3 with %4, %5 of them surely."),
               {keeping, chips, asked, network, std::to_string(summary.surely)}, wording);
}

std::string bestText(const ChoiceSummary& summary, const Wording& wording)
{
    Texts parts;
    if (summary.frugal)
        parts.push_back(say(QT_TRANSLATE_NOOP("Words", "the most frugal is %1"),
                            {withFigure(*summary.frugal, RequiredFigure::energy,
                                        summary.frugal->estimate->energy->value.count(), summary, wording)},
                            wording));
    if (summary.fastest)
        parts.push_back(say(QT_TRANSLATE_NOOP("Words", "the fastest %1"),
                            {withFigure(*summary.fastest, RequiredFigure::latency,
                                        summary.fastest->estimate->latency->value.count(), summary, wording)},
                            wording));
    if (summary.cheapest)
        parts.push_back(say(
            QT_TRANSLATE_NOOP("Words", "the cheapest %1"),
            {withFigure(*summary.cheapest, RequiredFigure::price,
                        priceRange(summary.cheapest->asked.target->product)->lowest->value.amount, summary, wording)},
            wording));
    if (summary.surest)
        parts.push_back(
            say(QT_TRANSLATE_NOOP("Words", "the surest %1"), {nameOf(*summary.surest, summary, wording)}, wording));
    if (parts.empty())
        return {};
    return say(QT_TRANSLATE_NOOP("Words", " Of these, %1."),
               {fmt::format("{}", fmt::join(parts, say(QT_TRANSLATE_NOOP("Words", ", "), {}, wording)))}, wording);
}

std::string restText(const ChoiceSummary& summary, const Wording& wording)
{
    std::string text;
    if (summary.nearestMiss)
        text += say(QT_TRANSLATE_NOOP("Words", " Nearest miss: %1, %2."),
                    {nameOf(*summary.nearestMiss, summary, wording),
                     enumerated(missTexts(*summary.nearestMiss, wording), wording)},
                    wording);
    if (summary.unknown > 0)
        text +=
            say(QT_TRANSLATE_NOOP("Words", " Of %1 it cannot be said."), {std::to_string(summary.unknown)}, wording);
    return text;
}

std::string withoutFullStop(std::string text)
{
    for (const std::string_view stop : {".", "。"})
        if (text.ends_with(stop))
            text.resize(text.size() - stop.size());
    return text;
}

std::string valueText(const Target& target, const std::string& key, const OptionValue& value)
{
    if (const auto* number = std::get_if<double>(&value))
        return exactQuantity(*number, unitOfKey(nullptr, key));
    const auto& id = std::get<std::string>(value);
    const OptionSpec* option = target.findOption(key);
    const OptionChoice* choice = option ? option->findChoice(id) : nullptr;
    return choice && !choice->label.empty() ? choice->label : id;
}

} // namespace

std::string sentence(const Choices& choices, const Wording& wording)
{
    const ChoiceSummary summary = summaryOf(choices);
    return countText(choices, summary, wording) + bestText(summary, wording) + restText(summary, wording);
}

std::string meetsText(const Judgement& judgement, const Wording& wording)
{
    switch (judgement.meets) {
    case Meets::yes:
        return say(QT_TRANSLATE_NOOP("Words", "keeps it"), {}, wording);
    case Meets::probably:
        return say(QT_TRANSLATE_NOOP("Words", "probably keeps it (%1)"),
                   {chancesText(judgement.probability.value_or(0.5), wording)}, wording);
    case Meets::unknown:
        return say(QT_TRANSLATE_NOOP("Words", "cannot say"), {}, wording);
    case Meets::no:
        return say(QT_TRANSLATE_NOOP("Words", "misses"), {}, wording);
    }
    return {};
}

std::string missText(const CheckedFigure& figure, const Wording& wording)
{
    const std::string label = figureLabel(figure.figure, wording),
                      needed = limitText(figure.figure, figure.needed, wording);
    const std::string value = figureText(figure.figure, figure.value.value_or(0.0), wording);
    const double excess = figure.excess().value_or(1.0);
    constexpr double kWorthSaying = 1.095, kBeyondWords = 9999.0;
    if (excess < kWorthSaying || excess > kBeyondWords)
        return say(QT_TRANSLATE_NOOP("Words", "%1 %2 (needed %3)"), {label, value, needed}, wording);
    const double rounded = std::round(excess * 10.0) / 10.0;
    const std::string times = wording.format ? wording.format(rounded) : fmt::format("{:.3g}", rounded);
    return say(QT_TRANSLATE_NOOP("Words", "%1 %2 (needed %3, ×%4)"), {label, value, needed, times}, wording);
}

std::vector<std::string> missTexts(const Choice& choice, const Wording& wording)
{
    Texts texts;
    if (choice.judgement.fits == VerdictKind::doesNotFit)
        for (const Reason& reason : choice.estimate->reasons)
            if (reason.blocks)
                texts.push_back(withoutFullStop(sentence(reason, wording)));
    for (const CheckedFigure& figure : choice.judgement.figures)
        if (figure.missed())
            texts.push_back(missText(figure, wording));
    for (const CheckedInterface& one : choice.judgement.interfaces)
        if (one.offered == false)
            texts.push_back(say(QT_TRANSLATE_NOOP("Words", "no %1"), {word(one.needed, wording)}, wording));
    return texts;
}

std::vector<std::string> unknownTexts(const Judgement& judgement, const Wording& wording)
{
    Texts texts;
    const auto add = [&](const std::string& name) {
        texts.push_back(say(QT_TRANSLATE_NOOP("Words", "%1 unknown"), {name}, wording));
    };
    for (const CheckedFigure& figure : judgement.figures) {
        const std::string label = figureLabel(figure.figure, wording);
        if (!figure.probability && figure.value)
            texts.push_back(say(QT_TRANSLATE_NOOP("Words", "%1 known only as a bound"), {label}, wording));
        else if (!figure.probability)
            add(label);
    }
    for (const CheckedInterface& one : judgement.interfaces)
        if (!one.offered)
            add(word(one.needed, wording));
    return texts;
}

std::string changesText(const std::vector<std::pair<std::string, OptionValue>>& changes, const Target& target,
                        const Wording& wording)
{
    Texts texts;
    for (const auto& [key, value] : changes)
        texts.push_back(optionLabel(target, key, wording) + " " + valueText(target, key, value));
    return enumerated(texts, wording);
}

std::string mendText(const Mend& mend, const Target& target, const Wording& wording)
{
    const Remedy& remedy = mend.remedy;
    std::string what = changesText(remedy.changes, target, wording);
    if (!remedy.network.empty())
        what = say(QT_TRANSLATE_NOOP("Words", "smaller network %1"), {remedy.network}, wording);
    Texts effects;
    if (remedy.latency)
        effects.push_back(figureText(RequiredFigure::latency, remedy.latency->count(), wording));
    if (remedy.energy)
        effects.push_back(figureText(RequiredFigure::energy, remedy.energy->count(), wording));
    const auto share = [&](double value) { return figureText(RequiredFigure::accuracy, value, wording); };
    if (mend.accuracy)
        effects.push_back(accuracyText(*mend.accuracy, share));
    else if (mend.changesNetwork)
        effects.push_back(say(QT_TRANSLATE_NOOP("Words", "another accuracy"), {}, wording));
    if (effects.empty())
        return what;
    const std::string separator = say(QT_TRANSLATE_NOOP("Words", ", "), {}, wording);
    return say(QT_TRANSLATE_NOOP("Words", "%1 (%2)"), {what, fmt::format("{}", fmt::join(effects, separator))},
               wording);
}

std::string remarkText(const Choice& choice, const Wording& wording)
{
    const Target& target = *choice.asked.target;
    Texts texts;
    if (!choice.changes.empty())
        texts.push_back(
            say(QT_TRANSLATE_NOOP("Words", "with %1"), {changesText(choice.changes, target, wording)}, wording));
    for (std::string& miss : missTexts(choice, wording))
        texts.push_back(std::move(miss));
    for (std::string& unknown : unknownTexts(choice.judgement, wording))
        texts.push_back(std::move(unknown));
    if (!choice.mends.empty())
        texts.push_back("\u2192 " + mendText(choice.mends.front(), target, wording));
    return joined(texts, wording);
}

} // namespace tenbin
