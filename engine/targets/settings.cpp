// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/settings.h"

#include <algorithm>
#include <charconv>

#include "engine/targets/firmware.h"
#include "engine/targets/placement.h"

namespace tenbin {

namespace {

void apply(const OptionChoice& choice, Parameters& parameters, Traits& traits)
{
    for (const auto& [key, value] : choice.parameters)
        parameters.insert_or_assign(key, value);
    for (const auto& [key, value] : choice.traits)
        traits.insert_or_assign(key, value);
}

/// A number that the user chose: no source but the user.
void setNumber(Parameters& parameters, const std::string& key, double value)
{
    Sourced<double>& parameter = parameters[key];
    parameter.value = value;
    parameter.interval.reset();
}

/// A number of bytes from a preset or a user, kept within what Bytes can add up.
Bytes wholeBytes(double bytes)
{
    constexpr double kMost = 1e18;
    if (bytes > 0.0)
        return Bytes(static_cast<std::int64_t>(std::min(bytes, kMost)));
    return Bytes();
}

} // namespace

std::optional<Bytes> MemoryShares::forNetworks() const
{
    if (!size)
        return std::nullopt;
    return std::max(*size - reserved - firmware, Bytes());
}

Result<Settings> Settings::resolve(const Target& target, const Configuration& configuration)
{
    Settings settings;
    settings.m_target = &target;
    settings.m_parameters = target.parameters;
    settings.m_traits = target.traits;

    for (const auto& [key, value] : configuration.values)
        if (auto checked = checkedOption(target, key, value); !checked)
            return tl::make_unexpected(checked.error());

    for (const OptionSpec& option : target.options) {
        if (option.kind == OptionKind::number)
            continue;
        const auto chosen = configuration.values.find(option.key);
        const std::string id = chosen == configuration.values.end() ? option.defaultValue : toString(chosen->second);
        if (const OptionChoice* choice = option.findChoice(id))
            apply(*choice, settings.m_parameters, settings.m_traits);
        settings.m_choices.insert_or_assign(option.key, id);
    }
    for (const auto& [key, value] : configuration.values) {
        if (const auto* number = std::get_if<double>(&value))
            setNumber(settings.m_parameters, key, *number);
        else if (const auto op = placedOperator(key))
            settings.m_placedOnProcessor.push_back(*op);
    }
    std::sort(settings.m_placedOnProcessor.begin(), settings.m_placedOnProcessor.end());
    return settings;
}

const Sourced<double>* Settings::sourced(std::string_view key) const
{
    const auto it = m_parameters.find(key);
    if (it == m_parameters.end())
        return nullptr;
    return &it->second;
}

double Settings::number(std::string_view key) const { return find(key).value_or(0.0); }

std::optional<double> Settings::find(std::string_view key) const
{
    const Sourced<double>* parameter = sourced(key);
    if (!parameter)
        return std::nullopt;
    return parameter->value;
}

std::string_view Settings::choice(std::string_view optionKey) const
{
    const auto it = m_choices.find(optionKey);
    if (it == m_choices.end())
        return std::string_view();
    return std::string_view(it->second);
}

int Settings::choiceNumber(std::string_view optionKey, int fallback) const
{
    const std::string_view text = choice(optionKey);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc())
        return fallback;
    return value;
}

bool Settings::flag(std::string_view optionKey, bool fallback) const
{
    const std::string_view text = choice(optionKey);
    if (text.empty())
        return fallback;
    return text == "on";
}

std::string_view Settings::trait(std::string_view key, std::string_view fallback) const
{
    const auto it = m_traits.find(key);
    if (it == m_traits.end())
        return fallback;
    return std::string_view(it->second);
}

MemoryShares Settings::shares(std::string_view memoryId) const
{
    const std::string prefix = "memory." + std::string(memoryId);
    MemoryShares shares;
    if (const auto size = find(prefix + ".capacity_bytes"))
        shares.size = wholeBytes(*size);
    shares.reserved = wholeBytes(numberOr(prefix + ".reserved_bytes", 0.0));
    for (const std::string_view key : {kFirmwareRam, kFirmwareFlash})
        if (const auto memory = firmwareMemory(*m_target, key); memory && m_target->memories[*memory].id == memoryId)
            shares.firmware += wholeBytes(numberOr(key, 0.0));
    return shares;
}

std::optional<Bytes> Settings::capacity(std::string_view memoryId) const { return shares(memoryId).forNetworks(); }

int Settings::memoryIndex(std::string_view memoryId) const
{
    const auto& memories = m_target->memories;
    for (std::size_t i = 0; i < memories.size(); ++i)
        if (memories[i].id == memoryId)
            return static_cast<int>(i);
    return -1;
}

} // namespace tenbin
