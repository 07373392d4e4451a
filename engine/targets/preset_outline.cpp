// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/preset_outline.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/targets/configuration.h"
#include "engine/targets/preset_check.h"

namespace tenbin {

namespace {

/// Errors without a line of their own belong to the head of the file.
void placeErrors(std::vector<Error>& errors, const std::string& file)
{
    for (Error& error : errors) {
        if (error.where.file.empty())
            error.where.file = file;
        if (!error.where.line && error.where.file == file)
            error.where.line = 1;
        if (error.where.element.empty() && !error.arguments.empty() && error.code != ErrorCode::presetSyntax)
            error.where.element = error.arguments.front();
    }
    std::stable_sort(errors.begin(), errors.end(), [&](const Error& a, const Error& b) {
        // Errors of other files stand behind those that can be mended here.
        return std::pair(a.where.file != file, a.where.line.value_or(0))
               < std::pair(b.where.file != file, b.where.line.value_or(0));
    });
    errors.erase(std::unique(errors.begin(), errors.end()), errors.end());
}

const Sourced<double>* numberAt(const Target& target, const NumberPlace& place)
{
    const Parameters* parameters = &target.parameters;
    if (!place.option.empty()) {
        const OptionSpec* option = target.findOption(place.option);
        const OptionChoice* choice = option ? option->findChoice(place.choice) : nullptr;
        if (!choice)
            return nullptr;
        parameters = &choice->parameters;
    }
    const auto found = parameters->find(place.key);
    if (found == parameters->end())
        return nullptr;
    return &found->second;
}

/// One entry a place, the last one read (it overrides what was included), by line.
std::vector<PresetNumber> numbersOf(const ParsedTarget& parsed, const ArchitectureSchema* schema)
{
    std::map<NumberPlace, PresetNumber> byPlace;
    for (const PlacedNumber& placed : parsed.numbers) {
        const NumberPlace place{placed.option, placed.choice, placed.key};
        if (const Sourced<double>* number = numberAt(parsed.target, place))
            byPlace.insert_or_assign(
                place, PresetNumber{place, *number, placed.where.line.value_or(0),
                                    schema ? findSpec(*schema, placed.key) : commonSchema().find(placed.key),
                                    placed.included});
    }
    std::vector<PresetNumber> numbers;
    numbers.reserve(byPlace.size());
    for (auto& [place, number] : byPlace)
        numbers.push_back(std::move(number));
    std::stable_sort(numbers.begin(), numbers.end(), [](const PresetNumber& a, const PresetNumber& b) {
        return std::tuple(!a.place.option.empty(), a.included, a.line)
               < std::tuple(!b.place.option.empty(), b.included, b.line);
    });
    return numbers;
}

std::vector<const ParameterSpec*> absentFrom(const Target& target, const ArchitectureSchema& schema)
{
    std::vector<const ParameterSpec*> absent;
    for (const ParameterSpec& spec : schema.parameters)
        if (!spec.key.ends_with(".*") && !effectiveNumber(target, spec.key))
            absent.push_back(&spec);
    for (const ParameterSpec& spec : commonSchema().parameters)
        if (!spec.key.ends_with(".*") && spec.key != kLatencyCalibration && !target.parameters.contains(spec.key))
            absent.push_back(&spec);
    std::stable_sort(absent.begin(), absent.end(),
                     [](const auto* a, const auto* b) { return a->required > b->required; });
    return absent;
}

} // namespace

const PresetNumber* PresetOutline::find(const NumberPlace& place) const
{
    const auto found =
        std::find_if(numbers.begin(), numbers.end(), [&](const PresetNumber& n) { return n.place == place; });
    if (found == numbers.end())
        return nullptr;
    return &*found;
}

PresetOutline outlinePreset(std::string_view toml, const std::filesystem::path& label, const SchemaLookup& schemas)
{
    ParsedTarget parsed = parsePreset(toml, label);
    parsed.target.id = label.stem().string();
    parsed.target.file = label.string();
    const bool readable = std::none_of(parsed.errors.begin(), parsed.errors.end(), [&](const Error& error) {
        return error.code == ErrorCode::presetSyntax && error.where.file == parsed.target.file;
    });
    PresetOutline outline;
    outline.errors = std::move(parsed.errors);
    if (readable) // a text that does not parse lacks everything: that is not news
        for (Error& error : checkPreset(parsed, schemas))
            outline.errors.push_back(std::move(error));
    placeErrors(outline.errors, parsed.target.file);
    const ArchitectureSchema* schema = schemas(parsed.target.architecture);
    outline.numbers = numbersOf(parsed, schema);
    if (schema)
        outline.absent = absentFrom(parsed.target, *schema);
    outline.origin = std::move(parsed.origin);
    outline.draft = std::move(parsed.target);
    outline.draft.hash = hashOf(outline.draft);
    return outline;
}

NumberPlace effectivePlace(const Target& target, std::string_view key)
{
    NumberPlace place{{}, {}, std::string(key)};
    for (const OptionSpec& option : target.options) {
        const OptionChoice* choice =
            option.kind == OptionKind::number ? nullptr : option.findChoice(option.defaultValue);
        if (choice && choice->parameters.contains(key)) {
            place.option = option.key;
            place.choice = choice->id;
        }
    }
    return place;
}

const Sourced<double>* effectiveNumber(const Target& target, std::string_view key)
{
    return numberAt(target, effectivePlace(target, key));
}

} // namespace tenbin
