// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/number_places.h"

#include "engine/core/file.h"
#include "engine/targets/target_file.h"
#include "engine/targets/target_parser.h"

namespace tenbin {

namespace {

/// The place of `number` of the preset `own`: in a file that a choice includes it is the file's own.
FilePlace placeOf(const PlacedNumber& number, const std::filesystem::path& own)
{
    const std::filesystem::path file(number.where.file);
    if (file != own)
        return {file, {.option = {}, .choice = {}, .key = number.key}};
    return {file, {.option = number.option, .choice = number.choice, .key = number.key}};
}

} // namespace

Result<NumberPlaces> NumberPlaces::read(const Target& target)
{
    const auto text = readWhole(target.file, kMostPresetBytes);
    if (!text)
        return tl::make_unexpected(text.error());
    NumberPlaces places;
    places.m_target = &target;
    for (const PlacedNumber& number : parsePreset(*text, target.file).numbers) {
        auto& ofOwner = number.option.empty() ? places.m_own : places.m_ofChoices[{number.option, number.choice}];
        ofOwner[number.key] = placeOf(number, target.file); // includes come first: what overrides them comes later
    }
    return places;
}

std::map<std::string, FilePlace> NumberPlaces::placesUnder(const Configuration& configuration) const
{
    std::map<std::string, FilePlace> places = m_own;
    for (const OptionSpec& option : m_target->options) {
        const auto chosen = configuration.values.find(option.key);
        const std::string choice =
            chosen == configuration.values.end() ? option.defaultValue : toString(chosen->second);
        const auto ofChoice = m_ofChoices.find({option.key, choice});
        if (ofChoice == m_ofChoices.end())
            continue;
        for (const auto& [key, place] : ofChoice->second)
            places[key] = place;
    }
    return places;
}

std::set<FilePlace> NumberPlaces::fitted() const
{
    std::set<FilePlace> found;
    const auto collect = [&](const std::map<std::string, FilePlace>& places, const Parameters& numbers) {
        for (const auto& [key, place] : places)
            if (const auto number = numbers.find(key);
                number != numbers.end() && number->second.kind == SourceKind::fitted)
                found.insert(place);
    };
    collect(m_own, m_target->parameters);
    for (const OptionSpec& option : m_target->options)
        for (const OptionChoice& choice : option.choices)
            if (const auto places = m_ofChoices.find({option.key, choice.id}); places != m_ofChoices.end())
                collect(places->second, choice.parameters);
    return found;
}

} // namespace tenbin
