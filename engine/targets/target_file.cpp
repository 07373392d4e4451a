// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/target_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/file.h"
#include "engine/core/hash.h"
#include "engine/targets/included_files.h"
#include "engine/targets/preset_check.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

// In the order of the board.
constexpr std::array<std::string_view, 6> kGroups{"sensor",           "mac_array",       "mcu_npu",
                                                  "neural_processor", "microcontroller", "reference"};

using Errors = std::vector<Error>;

void checkNumbers(const ParsedTarget& parsed, const ArchitectureSchema& schema, Errors& errors)
{
    for (const PlacedNumber& number : parsed.numbers) {
        const ParameterSpec* spec = findSpec(schema, number.key);
        const bool inside = spec && number.value >= spec->lowest && number.value <= spec->highest;
        if (!spec)
            errors.push_back({ErrorCode::presetUnknownKey, {number.key}, number.where});
        else if (!inside)
            errors.push_back(
                {ErrorCode::presetRange,
                 {number.key, fmt::format("{}", number.value), fmt::format("{} … {}", spec->lowest, spec->highest)},
                 number.where});
    }
}

/// A required number may also come from an option, if all its choices give it.
bool isGiven(const Target& target, std::string_view key)
{
    if (target.parameters.contains(key))
        return true;
    return std::any_of(target.options.begin(), target.options.end(), [&](const OptionSpec& option) {
        return !option.choices.empty()
               && std::all_of(option.choices.begin(), option.choices.end(),
                              [&](const OptionChoice& choice) { return choice.parameters.contains(key); });
    });
}

void checkRequired(const ParsedTarget& parsed, const ArchitectureSchema& schema, Errors& errors)
{
    for (const ParameterSpec& spec : schema.parameters)
        if (spec.required && !isGiven(parsed.target, spec.key))
            errors.push_back(
                {ErrorCode::presetMissingKey,
                 {spec.key},
                 {.file = parsed.target.file, .offset = {}, .line = parsed.parametersLine, .element = "[parameters]"}});
}

void checkOptions(const ParsedTarget& parsed, const ArchitectureSchema& schema, Errors& errors)
{
    for (const PlacedNumber& place : parsed.optionPlaces) {
        const OptionSpec* option = parsed.target.findOption(place.key);
        const bool known = std::find(schema.options.begin(), schema.options.end(), place.key) != schema.options.end();
        const bool parameter = option->kind == OptionKind::number && findSpec(schema, place.key);
        if (!known && !parameter)
            errors.push_back({ErrorCode::presetUnknownKey, {place.key}, place.where});
        else if (option->kind == OptionKind::number && !isGiven(parsed.target, place.key))
            errors.push_back({ErrorCode::presetMissingKey, {place.key}, place.where});
    }
}

void checkTexts(const Target& target, Errors& errors)
{
    const std::pair<const char*, const std::string*> required[] = {{"name", &target.name},
                                                                   {"vendor", &target.vendor},
                                                                   {"architecture", &target.architecture},
                                                                   {"group", &target.group}};
    for (const auto& [key, text] : required)
        if (text->empty())
            errors.push_back(
                {ErrorCode::presetMissingKey, {key}, {.file = target.file, .offset = {}, .line = {}, .element = {}}});
    if (!target.group.empty() && std::find(kGroups.begin(), kGroups.end(), target.group) == kGroups.end())
        errors.push_back({ErrorCode::presetRange,
                          {"group", target.group, fmt::format("{}", fmt::join(kGroups, ", "))},
                          {.file = target.file, .offset = {}, .line = {}, .element = "group"}});
}

void hashParameters(Hash64& hash, const Parameters& parameters, const Traits& traits)
{
    for (const auto& [key, number] : parameters) {
        hash.add(key);
        hash.add(number.value);
        hash.add(static_cast<std::uint64_t>(number.kind));
        hash.add(static_cast<std::uint64_t>(number.interval.has_value()));
        if (number.interval) {
            hash.add(number.interval->first);
            hash.add(number.interval->second);
        }
    }
    for (const auto& [key, text] : traits) {
        hash.add(key);
        hash.add(text);
    }
}

} // namespace

const ParameterSpec* findSpec(const ArchitectureSchema& schema, std::string_view key)
{
    // Numbers of the memories of a companion or of the target itself are common to all architectures.
    const ParameterSpec* spec = schema.find(key);
    if (spec)
        return spec;
    return commonSchema().find(key);
}

std::uint64_t hashOf(const Target& target)
{
    Hash64 hash;
    hash.add(target.id);
    hash.add(target.architecture);
    hashParameters(hash, target.parameters, target.traits);
    for (const MemorySpec& memory : target.memories) {
        hash.add(memory.id);
        hash.add(static_cast<std::uint64_t>(memory.role));
        hash.add(static_cast<std::uint64_t>(memory.external));
    }
    for (const OptionSpec& option : target.options) {
        hash.add(option.key);
        hash.add(static_cast<std::uint64_t>(option.kind));
        hash.add(option.defaultValue);
        hash.add(option.lowest);
        hash.add(option.highest);
        hash.add(static_cast<std::uint64_t>(option.remedy));
        for (const OptionChoice& choice : option.choices) {
            hash.add(choice.id);
            hashParameters(hash, choice.parameters, choice.traits);
        }
    }
    return hash.value();
}

std::vector<Error> checkPreset(const ParsedTarget& parsed, const SchemaLookup& schemas)
{
    std::vector<Error> errors;
    checkTexts(parsed.target, errors);
    const ArchitectureSchema* schema = schemas(parsed.target.architecture);
    if (schema) {
        checkNumbers(parsed, *schema, errors);
        checkOptions(parsed, *schema, errors);
        checkRequired(parsed, *schema, errors);
    } else if (!parsed.target.architecture.empty()) {
        errors.push_back({ErrorCode::presetArchitecture,
                          {parsed.target.architecture},
                          {.file = parsed.target.file, .offset = {}, .line = {}, .element = "architecture"}});
    }
    return errors;
}

namespace {

Result<Target> checkedTarget(ParsedTarget parsed, const fs::path& label, const SchemaLookup& schemas)
{
    Target& target = parsed.target;
    target.id = label.stem().string();
    target.file = label.string();
    if (!parsed.errors.empty())
        return tl::make_unexpected(std::move(parsed.errors.front()));
    if (auto errors = checkPreset(parsed, schemas); !errors.empty())
        return tl::make_unexpected(std::move(errors.front()));
    target.hash = hashOf(target);
    return std::move(target);
}

Result<Target> loadTarget(const fs::path& file, const SchemaLookup& schemas, IncludedFiles& included)
{
    auto text = readWhole(file, kMostPresetBytes);
    if (!text)
        return tl::make_unexpected(text.error());
    return checkedTarget(parsePreset(*text, file, included), file, schemas);
}

} // namespace

Result<Target> parseTarget(std::string_view toml, const fs::path& label, const SchemaLookup& schemas)
{
    return checkedTarget(parsePreset(toml, label), label, schemas);
}

Result<Target> loadTarget(const fs::path& file, const SchemaLookup& schemas)
{
    IncludedFiles included;
    return loadTarget(file, schemas, included);
}

const Target* TargetLibrary::find(std::string_view id) const
{
    const auto it = std::find_if(targets.begin(), targets.end(), [&](const Target& t) { return t.id == id; });
    if (it == targets.end())
        return nullptr;
    return &*it;
}

std::vector<std::string> groupsOf(const TargetLibrary& library)
{
    std::vector<std::string> groups;
    for (const std::string_view group : kGroups)
        if (std::any_of(library.targets.begin(), library.targets.end(),
                        [&](const Target& t) { return t.group == group; }))
            groups.emplace_back(group);
    return groups;
}

TargetLibrary loadTargets(const std::vector<fs::path>& folders, const SchemaLookup& schemas)
{
    TargetLibrary library;
    IncludedFiles included;
    for (const fs::path& folder : folders) {
        std::vector<fs::path> files;
        std::error_code error;
        for (fs::directory_iterator it(folder / "targets", error), end; !error && it != end; it.increment(error))
            if (it->path().extension() == ".toml")
                files.push_back(it->path());
        if (error)
            library.errors.push_back({ErrorCode::fileUnreadable,
                                      {(folder / "targets").string(), error.message()},
                                      {.file = (folder / "targets").string()}});
        std::sort(files.begin(), files.end());
        for (const fs::path& file : files) {
            auto target = loadTarget(file, schemas, included);
            if (!target) {
                library.errors.push_back(target.error());
                continue;
            }
            const auto same = std::find_if(library.targets.begin(), library.targets.end(),
                                           [&](const Target& t) { return t.id == target->id; });
            if (same == library.targets.end())
                library.targets.push_back(std::move(*target));
            else
                *same = std::move(*target);
        }
    }
    return library;
}

} // namespace tenbin
