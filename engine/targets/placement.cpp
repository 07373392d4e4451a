// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/placement.h"

#include <charconv>

#include <fmt/format.h>

namespace tenbin {

namespace {

constexpr std::string_view kPrefix = "placement.";

} // namespace

std::string placementKey(std::uint32_t op) { return fmt::format("{}{}", kPrefix, op); }

std::optional<std::uint32_t> placedOperator(std::string_view key)
{
    if (!key.starts_with(kPrefix))
        return std::nullopt;
    key.remove_prefix(kPrefix.size());
    std::uint32_t op = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), op);
    if (error != std::errc() || end != key.data() + key.size())
        return std::nullopt;
    return op;
}

bool canPlaceOnProcessor(const Target& target) { return target.parameters.contains("cpu.clock_hz"); }

bool isPlacedOnProcessor(const Configuration& configuration, std::uint32_t op)
{
    return configuration.values.contains(placementKey(op));
}

Configuration withoutPlacements(Configuration configuration)
{
    std::erase_if(configuration.values, [](const auto& entry) { return placedOperator(entry.first).has_value(); });
    return configuration;
}

} // namespace tenbin
