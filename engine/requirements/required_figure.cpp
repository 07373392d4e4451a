// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requirements/required_figure.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include <fmt/format.h>

#include "engine/targets/quantity.h"
#include "engine/words/placeholders.h"
#include "engine/words/translated.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

constexpr const char* kThinSpace = "\u2009";
constexpr double kDay = 86400.0;

/// A unit as people write it, in units of the figure.
struct Unit {
    std::string_view name; ///< empty: a bare number
    double size = 1.0;
};
constexpr Unit kRates[] = {{"fps", 1.0},       {"Hz", 1.0},        {"/s", 1.0}, {"/min", 1.0 / 60.0},
                           {"/h", 1.0 / 3600}, {"/d", 1.0 / kDay}, {"", 1.0}};
constexpr Unit kTimes[] = {{"s", 1.0}, {"min", 60.0}, {"h", 3600.0}, {"d", kDay}, {"y", 365.25 * kDay}};
constexpr Unit kEnergies[] = {{"J", 1.0}, {"Wh", 3600.0}};
constexpr Unit kPowers[] = {{"W", 1.0}};
constexpr Unit kMemories[] = {{"B", 1.0}};
constexpr Unit kLengths[] = {{"mm", 1.0}, {"cm", 10.0}, {"", 1.0}};
constexpr Unit kShares[] = {{"%", 0.01}, {"", 1.0}};
constexpr Unit kPrices[] = {{"USD", 1.0}, {"$", 1.0}, {"", 1.0}};

struct Row {
    RequiredFigure figure{};
    std::string_view name, unit;
    bool atLeast = false;
    std::span<const Unit> units;
    std::string_view label, allowed;
};

constexpr std::string_view kSomeRate = "frames a second above 0, such as 10 or 6/min";
constexpr std::string_view kSomeTime = "a time above 0 with its unit, such as 20 ms";
constexpr std::string_view kSomeEnergy = "an energy above 0 with its unit, such as 10 mJ";
constexpr std::string_view kSomePower = "a power above 0 with its unit, such as 5 mW";
constexpr std::string_view kSomeLife = "a time above 0 with its unit, such as 30 d or 2 y";
constexpr std::string_view kSomeMemory = "a size above 0 with its unit, such as 512 KiB";
constexpr std::string_view kSomeLength = "millimetres above 0, such as 7";
constexpr std::string_view kSomeShare = "a share above 0 and up to 1, such as 70 % or 0.7";
constexpr std::string_view kSomePrice = "dollars above 0, such as 3";

// In the order of RequiredFigure.
constexpr Row kRows[] = {
    {RequiredFigure::framesPerSecond, "fps", "1/s", true, kRates, QT_TRANSLATE_NOOP("Words", "Frame rate"), kSomeRate},
    {RequiredFigure::latency, "latency", "s", false, kTimes, QT_TRANSLATE_NOOP("Words", "Latency"), kSomeTime},
    {RequiredFigure::energy, "energy", "J", false, kEnergies, QT_TRANSLATE_NOOP("Words", "Energy per inference"),
     kSomeEnergy},
    {RequiredFigure::power, "power", "W", false, kPowers, QT_TRANSLATE_NOOP("Words", "Mean power"), kSomePower},
    {RequiredFigure::batteryLife, "battery_life", "s", true, kTimes, QT_TRANSLATE_NOOP("Words", "Battery life"),
     kSomeLife},
    {RequiredFigure::ram, "ram", "B", false, kMemories, QT_TRANSLATE_NOOP("Words", "RAM taken"), kSomeMemory},
    {RequiredFigure::flash, "flash", "B", false, kMemories, QT_TRANSLATE_NOOP("Words", "Flash taken"), kSomeMemory},
    {RequiredFigure::spareRam, "spare_ram", "B", true, kMemories, QT_TRANSLATE_NOOP("Words", "RAM to spare"),
     kSomeMemory},
    {RequiredFigure::spareFlash, "spare_flash", "B", true, kMemories, QT_TRANSLATE_NOOP("Words", "Flash to spare"),
     kSomeMemory},
    {RequiredFigure::price, "price", "USD", false, kPrices, QT_TRANSLATE_NOOP("Words", "Price"), kSomePrice},
    {RequiredFigure::packageSide, "package_side", "mm", false, kLengths, QT_TRANSLATE_NOOP("Words", "Longer side"),
     kSomeLength},
    {RequiredFigure::accuracy, "accuracy", "1", true, kShares, QT_TRANSLATE_NOOP("Words", "Accuracy"), kSomeShare},
};
static_assert(std::size(kRows) == kRequiredFigures.size());

const Row& rowOf(RequiredFigure figure) { return kRows[static_cast<std::size_t>(figure)]; }

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The number in units of size 1; the prefix stands before the unit.
std::optional<double> parseIn(std::span<const Unit> units, std::string_view text)
{
    text = trimmed(text);
    for (const Unit& unit : units) {
        if (!text.ends_with(unit.name))
            continue;
        if (const auto number = parseQuantity(text.substr(0, text.size() - unit.name.size()), ""))
            return *number * unit.size;
    }
    return std::nullopt;
}

std::optional<double> positive(std::optional<double> number)
{
    if (number && *number > 0.0 && std::isfinite(*number))
        return number;
    return std::nullopt;
}

/// Three significant digits; whole from 1000 on.
std::string numberText(double value, const Wording& wording)
{
    constexpr double kWhole = 999.5;
    if (std::abs(value) >= kWhole && std::abs(value) < 1e15) {
        const auto whole = static_cast<std::int64_t>(std::llround(value));
        return wording.format ? wording.format(whole) : fmt::format("{}", whole);
    }
    return wording.format ? wording.format(value) : fmt::format("{:.3g}", value);
}

std::string withUnit(double value, std::string_view unit, const Wording& wording)
{
    return numberText(value, wording) + kThinSpace + std::string(unit);
}

std::string wattsText(double watts, const Wording& wording)
{
    static constexpr Unit kScales[] = {{"W", 1.0}, {"mW", 1e-3}, {"\u00b5W", 1e-6}, {"nW", 1e-9}};
    for (const Unit& scale : kScales)
        if (watts >= scale.size * 0.9995)
            return withUnit(watts / scale.size, scale.name, wording);
    return withUnit(watts * 1e9, "nW", wording);
}

std::string lifeText(double seconds, const Wording& wording)
{
    if (seconds >= kDay)
        return withUnit(seconds / kDay, "d", wording);
    if (seconds >= 3600.0)
        return withUnit(seconds / 3600.0, "h", wording);
    return wording.format ? wording.format(Seconds(seconds)) : humanSeconds(Seconds(seconds));
}

std::string priceText(double dollars, const Wording& wording)
{
    // Cents, whatever the digits.
    const double cents = std::round(dollars * 100.0) / 100.0;
    return withUnit(cents, "USD", wording);
}

} // namespace

std::string_view toString(RequiredFigure figure) { return rowOf(figure).name; }

std::optional<RequiredFigure> requiredFigureFromString(std::string_view text)
{
    const auto row = std::ranges::find(kRows, text, &Row::name);
    if (row == std::end(kRows))
        return std::nullopt;
    return row->figure;
}

std::string_view unitOf(RequiredFigure figure) { return rowOf(figure).unit; }
bool isAtLeast(RequiredFigure figure) { return rowOf(figure).atLeast; }
std::string_view exampleOf(RequiredFigure figure)
{
    const std::string_view allowed = rowOf(figure).allowed;
    constexpr std::string_view kBefore = "such as ", kAfter = " or ";
    const std::string_view examples = allowed.substr(allowed.find(kBefore) + kBefore.size());
    return examples.substr(0, examples.find(kAfter));
}

std::string_view allowedValues(RequiredFigure figure) { return rowOf(figure).allowed; }

std::optional<double> parseRequired(RequiredFigure figure, std::string_view text)
{
    text = trimmed(text);
    if (figure == RequiredFigure::price && text.starts_with('$'))
        text.remove_prefix(1);
    const auto number = positive(parseIn(rowOf(figure).units, text));
    if (figure == RequiredFigure::accuracy && number && *number > 1.0)
        return std::nullopt;
    return number;
}

std::optional<double> parseRate(std::string_view text) { return positive(parseIn(kRates, text)); }
std::optional<double> parseEnergy(std::string_view text) { return positive(parseIn(kEnergies, text)); }

std::optional<double> parsePower(std::string_view text)
{
    const auto watts = parseIn(kPowers, text);
    if (watts && *watts >= 0.0)
        return watts;
    return std::nullopt;
}

std::string figureLabel(RequiredFigure figure, const Wording& wording)
{
    const std::string_view label = rowOf(figure).label;
    return translated(label, wording);
}

std::string figureText(RequiredFigure figure, double value, const Wording& wording)
{
    const auto quantity = [&](auto amount, auto human) {
        return wording.format ? wording.format(amount) : human(amount);
    };
    switch (figure) {
    case RequiredFigure::framesPerSecond:
        return withUnit(value, "fps", wording);
    case RequiredFigure::latency:
        return quantity(Seconds(value), humanSeconds);
    case RequiredFigure::energy:
        return quantity(Joules(value), humanJoules);
    case RequiredFigure::power:
        return wattsText(value, wording);
    case RequiredFigure::batteryLife:
        return lifeText(value, wording);
    case RequiredFigure::ram:
    case RequiredFigure::flash:
    case RequiredFigure::spareRam:
    case RequiredFigure::spareFlash:
        return quantity(Bytes(static_cast<std::int64_t>(value)), humanBytes);
    case RequiredFigure::price:
        return priceText(value, wording);
    case RequiredFigure::packageSide:
        return withUnit(value, "mm", wording);
    case RequiredFigure::accuracy:
        return withUnit(100.0 * value, "%", wording);
    }
    return {};
}

std::string limitText(RequiredFigure figure, double needed, const Wording& wording)
{
    const std::string sign = isAtLeast(figure) ? "\u2265 " : "\u2264 ";
    return sign + figureText(figure, needed, wording);
}

std::string requirementText(RequiredFigure figure, double needed, const Wording& wording)
{
    const std::string limit = limitText(figure, needed, wording);
    switch (figure) {
    case RequiredFigure::framesPerSecond:
    case RequiredFigure::latency:
    case RequiredFigure::energy:
    case RequiredFigure::power:
    case RequiredFigure::price:
        return limit;
    case RequiredFigure::batteryLife:
    case RequiredFigure::ram:
    case RequiredFigure::flash:
    case RequiredFigure::spareRam:
    case RequiredFigure::spareFlash:
    case RequiredFigure::packageSide:
    case RequiredFigure::accuracy:
        break;
    }
    return figureLabel(figure, wording) + " " + limit;
}

} // namespace tenbin
