// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/quantity.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/targets/target_file.h"

namespace tenbin {

namespace {

constexpr std::array<std::pair<std::string_view, double>, 14> kPrefixes{{{"", 1.0},
                                                                         {"Ki", 1024.0},
                                                                         {"Mi", 1048576.0},
                                                                         {"Gi", 1073741824.0},
                                                                         {"k", 1e3},
                                                                         {"K", 1e3},
                                                                         {"M", 1e6},
                                                                         {"G", 1e9},
                                                                         {"T", 1e12},
                                                                         {"m", 1e-3},
                                                                         {"µ", 1e-6},
                                                                         {"u", 1e-6},
                                                                         {"n", 1e-9},
                                                                         {"p", 1e-12}}};

/// Scaled so that a prefix means what its decimal text says: 3 p is 3e-12, not 3 * 1e-12.
double scaled(double value, double factor) { return factor >= 1.0 ? value * factor : value / std::round(1.0 / factor); }

} // namespace

std::string_view unitOfKey(const ParameterSpec* spec, std::string_view key)
{
    if (spec && spec->unit != "by key")
        return spec->unit;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kEndings{
        {{"bytes_per_s", "B/s"},
         {"bytes_per_cycle", "B/cycle"},
         {"j_per_byte", "J/B"},
         {"j_per_mac", "J"},
         {"_hz", "Hz"},
         {"_bytes", "B"},
         {"cycles", "cycle"},
         {"_s", "s"},
         {"_j", "J"},
         {"_w", "W"},
         {"_v", "V"},
         {"_usd", "USD"}}};
    for (const auto& [ending, unit] : kEndings)
        if (key.ends_with(ending))
            return unit;
    return "1";
}

std::optional<double> parseQuantity(std::string_view text, std::string_view unit)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    std::string plain;
    for (std::size_t i = 0; i < text.size();) { // thin and no-break spaces, as the window itself writes them
        if (text.substr(i).starts_with("\u2009") || text.substr(i).starts_with("\u202f"))
            i += 3;
        else if (text.substr(i).starts_with("\u00a0"))
            i += 2;
        else if (isSpace(text[i]))
            ++i;
        else
            plain += text[i++];
    }
    double value = 0.0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error != std::errc() || !std::isfinite(value))
        return std::nullopt;
    std::string_view rest(end, static_cast<std::size_t>(plain.data() + plain.size() - end));
    if (!unit.empty() && rest.size() >= unit.size() && rest.ends_with(unit))
        rest.remove_suffix(unit.size());
    if (rest == "%" && unit == "1")
        return value / 100.0;
    for (const auto& [prefix, factor] : kPrefixes)
        if (rest == prefix)
            return scaled(value, factor);
    return std::nullopt;
}

std::string exactQuantity(double value, std::string_view unit)
{
    const bool plain = unit.empty() || unit == "1";
    const std::string_view suffix = plain ? std::string_view() : unit;
    std::string best = fmt::format("{}{}{}", value, plain ? "" : " ", suffix);
    const bool prefixed = unit == "B" || unit == "B/s" || unit == "Hz" || unit == "s" || unit == "J" || unit == "W"
                          || unit == "J/B" || unit == "V";
    if (!prefixed || value == 0.0 || !std::isfinite(value))
        return best;
    std::optional<std::string> chosen;
    for (const auto& [prefix, factor] : kPrefixes) {
        const bool binary = prefix.ends_with('i');
        if (binary != (unit == "B") && !prefix.empty())
            continue;
        const double number = factor >= 1.0 ? value / factor : value * std::round(1.0 / factor);
        if (std::abs(number) < 1.0 || std::abs(number) >= 1e6 || prefix == "K" || prefix == "u")
            continue;
        // Without the last digit, in which scaling errs.
        std::string text = fmt::format("{:.15g} {}{}", number, prefix, suffix);
        if (parseQuantity(text, unit) == value
            && (!chosen || text.size() < chosen->size()
                || (text.size() == chosen->size() && std::abs(number) < 1000.0)))
            chosen = std::move(text);
    }
    return chosen.value_or(best);
}

} // namespace tenbin
