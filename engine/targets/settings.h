// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/targets/configuration.h"
#include "engine/targets/target.h"

namespace tenbin {

/// How the bytes of one memory are shared out.
struct MemoryShares {
    std::optional<Bytes> size; ///< absent: never published
    Bytes reserved;            ///< what every program on the chip needs, from the preset
    Bytes firmware;            ///< what the user's own program needs beside the network

    /// What is left for a network, never below 0; absent with the size.
    std::optional<Bytes> forNetworks() const;
};

/// A target with a configuration applied: every number and choice that an
/// estimate depends on. Base parameters, then the chosen options' overrides in
/// the order of the options, then numbers of the configuration.
class Settings {
public:
    /// Errors: optionUnknown, optionValue.
    static Result<Settings> resolve(const Target& target, const Configuration& configuration);

    const Target& target() const { return *m_target; }

    /// Value of a parameter that the architecture's schema requires; NaN never: a
    /// missing one is a preset error found at load time and gives 0 here.
    double number(std::string_view key) const;
    std::optional<double> find(std::string_view key) const;
    double numberOr(std::string_view key, double fallback) const { return find(key).value_or(fallback); }
    const Sourced<double>* sourced(std::string_view key) const;

    /// Id of the selected choice; empty if the target has no such option.
    std::string_view choice(std::string_view optionKey) const;
    /// The selected choice read as an integer (weight_bits, patches …), or `fallback`.
    int choiceNumber(std::string_view optionKey, int fallback) const;
    bool flag(std::string_view optionKey, bool fallback = false) const;
    std::string_view trait(std::string_view key, std::string_view fallback = {}) const;
    /// Operators that the user took from the accelerator, ascending (engine/targets/placement.h).
    const std::vector<std::uint32_t>& placedOnProcessor() const { return m_placedOnProcessor; }

    /// Size of a memory ("memory.<id>.capacity_bytes") and what of it is taken before any network comes.
    MemoryShares shares(std::string_view memoryId) const;
    /// What networks may use of a memory: shares(memoryId).forNetworks().
    std::optional<Bytes> capacity(std::string_view memoryId) const;
    /// Index of a memory in the target's list, or -1.
    int memoryIndex(std::string_view memoryId) const;

    const Parameters& parameters() const { return m_parameters; }

private:
    const Target* m_target = nullptr;
    Parameters m_parameters;
    Traits m_traits;
    std::map<std::string, std::string, std::less<>> m_choices;
    std::vector<std::uint32_t> m_placedOnProcessor;
};

/// The parameters of one part of a target: `number("clock_hz")` reads "cpu.clock_hz".
/// Lets a companion processor share formulas with a target that is only that processor.
class SettingsView {
public:
    SettingsView(const Settings& settings, std::string prefix = {}) : m_settings(&settings), m_prefix(std::move(prefix))
    {
    }
    double number(std::string_view key) const { return m_settings->number(m_prefix + std::string(key)); }
    std::optional<double> find(std::string_view key) const { return m_settings->find(m_prefix + std::string(key)); }
    double numberOr(std::string_view key, double fallback) const { return find(key).value_or(fallback); }
    std::string_view trait(std::string_view key, std::string_view fallback = {}) const
    {
        return m_settings->trait(m_prefix + std::string(key), fallback);
    }
    const Settings& settings() const { return *m_settings; }

private:
    const Settings* m_settings;
    std::string m_prefix;
};

} // namespace tenbin
