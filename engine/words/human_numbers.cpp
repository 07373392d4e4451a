// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/text_parts.h"
#include "engine/words/frame_rate.h"
#include "engine/words/words.h"

namespace tenbin {

namespace {

constexpr const char* kThinSpace = "\u2009";

/// Three significant digits without an exponent: 4.64, 46.4, 464.
std::string threeDigits(double value)
{
    const double size = std::fabs(value);
    int decimals = 2;
    if (size >= 99.95)
        decimals = 0;
    else if (size >= 9.995)
        decimals = 1;
    return fmt::format("{:.{}f}", value, decimals);
}

struct Prefix {
    double factor;
    const char* name;
};

template <std::size_t N>
std::string withPrefix(double value, const std::array<Prefix, N>& prefixes, const char* unit)
{
    // The largest prefix that leaves at least one whole unit; 0.9995 rounds up to the next.
    const Prefix* chosen = &prefixes.back();
    for (const Prefix& prefix : prefixes)
        if (std::fabs(value) >= prefix.factor * 0.9995) {
            chosen = &prefix;
            break;
        }
    if (value == 0.0)
        return fmt::format("0{}{}", kThinSpace, unit);
    return fmt::format("{}{}{}{}", threeDigits(value / chosen->factor), kThinSpace, chosen->name, unit);
}

} // namespace

std::string humanBytes(Bytes bytes)
{
    static constexpr std::array<Prefix, 3> kIec{{{1073741824.0, "Gi"}, {1048576.0, "Mi"}, {1024.0, "Ki"}}};
    if (std::llabs(bytes.count()) < 1024)
        return fmt::format("{}{}B", bytes.count(), kThinSpace);
    return withPrefix(bytes.toDouble(), kIec, "B");
}

std::string humanSeconds(Seconds seconds)
{
    static constexpr std::array<Prefix, 4> kSi{{{1.0, ""}, {1e-3, "m"}, {1e-6, "\u00b5"}, {1e-9, "n"}}};
    return withPrefix(seconds.count(), kSi, "s");
}

std::string humanJoules(Joules joules)
{
    static constexpr std::array<Prefix, 5> kSi{{{1.0, ""}, {1e-3, "m"}, {1e-6, "\u00b5"}, {1e-9, "n"}, {1e-12, "p"}}};
    return withPrefix(joules.count(), kSi, "J");
}

std::string humanCount(double count)
{
    static constexpr std::array<Prefix, 4> kSi{{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1.0, ""}}};
    if (std::fabs(count) < 1000.0)
        return fmt::format("{:g}", count);
    return withPrefix(count, kSi, "");
}

std::string humanFps(double framesPerSecond) { return humanFrameRate(framesPerSecond, false); }

std::string humanFrameRate(double framesPerSecond, bool isBound)
{
    if (framesPerSecond > 0.0 && framesPerSecond < 1.0) { // at most so many frames is at least so long a frame
        return textIf(isBound, "≥ ") + humanSeconds(Seconds(1.0 / framesPerSecond)) + "/frame";
    }
    std::string number = threeDigits(framesPerSecond);
    if (framesPerSecond == 0.0)
        number = std::string("0");
    else if (framesPerSecond >= 1e4) // three digits say enough
        number = humanCount(framesPerSecond);
    number += std::string(kThinSpace) + "fps";
    return textIf(isBound, "≤ ") + number;
}

} // namespace tenbin
