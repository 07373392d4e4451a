// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/preset_design.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/targets/preset_edit.h"
#include "engine/targets/preset_writer.h"

namespace tenbin {

namespace {

constexpr double kDragFactor = 32.0;
constexpr double kWholeRange = 1e4;    ///< an allowed range that spans less is shown as a whole
constexpr std::size_t kLongChoice = 8; ///< numbers of a choice that is a table of its own: a kernel library

/// Says what the number was, so that nobody takes the new one for the chip's.
std::string changedSource(const Target& original, const Sourced<double>* old)
{
    if (!old)
        return fmt::format("chosen for this design; nobody published it for {}", original.name);
    return fmt::format("chosen for this design; {} has {} ({}: {})", original.name, tomlNumber(old->value),
                       toString(old->kind), old->source);
}

Result<std::string> withDesignNumber(const std::string& text, const Target& original, const std::string& key,
                                     double value)
{
    const Sourced<double>* old = effectiveNumber(original, key);
    if (old && old->value == value)
        return text;
    const NumberPlace place = effectivePlace(original, key);
    auto changed = withNumber(text, place, {value, SourceKind::assumed, changedSource(original, old), std::nullopt});
    if (!changed)
        return changed;
    const OptionSpec* option = original.findOption(key);
    if (option && option->kind == OptionKind::number && (value < option->lowest || value > option->highest))
        if (auto widened =
                withOptionRange(*changed, key, std::min(value, option->lowest), std::max(value, option->highest)))
            changed = std::move(widened);
    // "0.8 V, 234 MHz" would no longer be true.
    const OptionSpec* holder = place.option.empty() ? nullptr : original.findOption(place.option);
    const OptionChoice* choice = holder ? holder->findChoice(place.choice) : nullptr;
    if (choice && !choice->label.empty() && key.ends_with("_hz"))
        if (auto labelled = withChoiceLabel(*changed, place.option, place.choice,
                                            fmt::format("{} → {:g} MHz", choice->label, value / 1e6)))
            changed = std::move(labelled);
    return changed;
}

void assume(Parameters& parameters, const std::string& example)
{
    for (auto& [key, number] : parameters) {
        number.source = fmt::format("template: as {} ({}: {})", example, toString(number.kind), number.source);
        number.kind = SourceKind::assumed;
        number.interval.reset();
    }
}

/// Nearest multiple of a power of two that leaves about six binary digits: 640 KiB, not 641,024 B.
double roundedBytes(double value)
{
    const double quantum = std::max(1.0, std::exp2(std::floor(std::log2(std::max(value, 1.0))) - 6.0));
    return std::round(value / quantum) * quantum;
}

double roundedDigits(double value)
{
    if (value == 0.0 || !std::isfinite(value))
        return value;
    const int digits = static_cast<int>(std::floor(std::log10(std::abs(value)))) - 2;
    // Through text: 0.30000000000000004 is nobody's choice.
    return std::stod(fmt::format("{:.0f}e{}", std::round(value / std::pow(10.0, digits)), digits));
}

} // namespace

Result<std::string> duplicatePreset(const Target& original, std::string_view originalText,
                                    const DuplicateRequest& request)
{
    std::string text = originalText.empty() || hasIncludes(originalText)
                           ? writePreset(original, original.id, leadingComment(originalText))
                           : std::string(originalText);
    Result<std::string> result = withHeadText(text, "name", request.name);
    if (result)
        result = withHeadText(*result, "origin", original.id);
    for (const auto& [key, value] : request.numbers)
        if (result)
            result = withDesignNumber(*result, original, key, value);
    return result;
}

std::string presetTemplate(const Target& example, std::string_view name)
{
    Target target = example;
    target.name = name;
    target.vendor = "—";
    target.product = {}; // nobody sells it
    target.references = {"Template made from " + example.name + ": every number is assumed until you give its source"};
    assume(target.parameters, example.name);
    for (OptionSpec& option : target.options) {
        const bool libraries = std::any_of(option.choices.begin(), option.choices.end(),
                                           [](const auto& c) { return c.parameters.size() > kLongChoice; });
        if (libraries && option.kind == OptionKind::choice)
            std::erase_if(option.choices, [&](const OptionChoice& c) { return c.id != option.defaultValue; });
        for (OptionChoice& choice : option.choices)
            assume(choice.parameters, example.name);
    }
    return writePreset(target, example.id, "A design of one's own. Change numbers, give their kind and source.");
}

const Target* exampleOf(const TargetLibrary& library, std::string_view architecture)
{
    // The one with the fewest memories and options says most with least; first by name among equals.
    const Target* best = nullptr;
    for (const Target& target : library.targets)
        if (target.architecture == architecture
            && (!best || target.memories.size() + target.options.size() < best->memories.size() + best->options.size()))
            best = &target;
    return best;
}

std::vector<std::string> mainNumbers(const Target& target)
{
    std::vector<std::string> keys;
    for (const bool external : {false, true})
        for (const MemorySpec& memory : target.memories)
            if (memory.external == external)
                keys.push_back("memory." + memory.id + ".capacity_bytes");
    for (const char* key : {"clock_hz", "cpu.clock_hz"})
        if (effectiveNumber(target, key))
            keys.emplace_back(key);
    return keys;
}

double DragRange::valueAt(double share) const
{
    share = std::clamp(share, 0.0, 1.0);
    double value = logarithmic ? lowest * std::pow(highest / lowest, share) : lowest + (highest - lowest) * share;
    switch (step) {
    case Step::bytes:
        value = roundedBytes(value);
        break;
    case Step::whole:
        value = std::round(value);
        break;
    case Step::digits:
        value = roundedDigits(value);
        break;
    }
    return std::clamp(value, lowest, highest);
}

double DragRange::shareOf(double value) const
{
    if (!(highest > lowest))
        return 0.0;
    const double share = logarithmic ? std::log(std::max(value, lowest) / lowest) / std::log(highest / lowest)
                                     : (value - lowest) / (highest - lowest);
    return std::clamp(share, 0.0, 1.0);
}

DragRange dragRange(const ParameterSpec* spec, std::string_view key, double value)
{
    const double least = spec ? spec->lowest : 0.0;
    const double most = spec ? spec->highest : std::numeric_limits<double>::max();
    const std::string_view unit = unitOfKey(spec, key);
    DragRange range;
    if (unit == "B")
        range.step = DragRange::Step::bytes;
    else if (unit == "pixel" || (unit == "1" && least >= 1.0 && value == std::round(value)))
        range.step = DragRange::Step::whole;
    if (!(value > 0.0) || !std::isfinite(value) || most <= 1.0) {
        range.lowest = least;
        range.highest = most <= 1000.0 ? most : std::max(least + 1.0, 1.0);
        return range;
    }
    range.logarithmic = true;
    const bool whole = least > 0.0 && most / least <= kWholeRange;
    const double smallest = range.step == DragRange::Step::digits ? 0.0 : 1.0;
    range.lowest = whole ? least : std::max({least, value / kDragFactor, smallest});
    range.highest = whole ? most : std::min(most, value * kDragFactor);
    if (range.highest <= range.lowest)
        range.logarithmic = false;
    return range;
}

std::optional<double> relativeChange(std::optional<double> now, std::optional<double> before)
{
    if (now && before && *before != 0.0)
        return *now / *before - 1.0;
    return std::nullopt;
}

} // namespace tenbin
