// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requirements/requirements.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/words/product_words.h"

namespace tenbin {

namespace {

constexpr std::array<std::pair<Preferred, std::string_view>, 4> kPreferred{{{Preferred::energy, "energy"},
                                                                            {Preferred::latency, "latency"},
                                                                            {Preferred::price, "price"},
                                                                            {Preferred::certainty, "certainty"}}};

bool asksForDuty(const Requirements& requirements)
{
    return requirements.figures.contains(RequiredFigure::power)
           || requirements.figures.contains(RequiredFigure::batteryLife);
}

tl::unexpected<Error> notAllowed(std::string_view key, std::string_view allowed)
{
    return fail(ErrorCode::questionValue, {std::string(key), std::string(allowed)});
}

} // namespace

std::string_view toString(Preferred preferred)
{
    return std::ranges::find(kPreferred, preferred, [](const auto& row) { return row.first; })->second;
}

std::optional<Preferred> preferredFromString(std::string_view text)
{
    const auto row = std::ranges::find(kPreferred, text, [](const auto& one) { return one.second; });
    if (row == kPreferred.end())
        return std::nullopt;
    return row->first;
}

std::optional<double> dutyRate(const Requirements& requirements)
{
    if (!asksForDuty(requirements))
        return std::nullopt;
    if (requirements.duty.inferencesPerSecond)
        return requirements.duty.inferencesPerSecond;
    const auto rate = requirements.figures.find(RequiredFigure::framesPerSecond);
    return rate == requirements.figures.end() ? 1.0 : rate->second;
}

Result<void> check(const Requirements& requirements)
{
    for (const auto& [figure, needed] : requirements.figures)
        if (!std::isfinite(needed) || needed <= 0.0)
            return notAllowed(toString(figure), allowedValues(figure));
    const DutyCycleAsked& duty = requirements.duty;
    if (requirements.figures.contains(RequiredFigure::batteryLife) && !duty.battery)
        return notAllowed("battery", "with a battery life: what the battery holds, such as 3 Wh");
    if (!asksForDuty(requirements) && (duty.inferencesPerSecond || duty.battery || duty.sleep))
        return notAllowed("duty cycle", "only with a mean power or a battery life");
    // Sleeping alone would take more than is allowed.
    const auto power = requirements.figures.find(RequiredFigure::power);
    if (power != requirements.figures.end() && duty.sleep && duty.sleep->count() >= power->second)
        return notAllowed("power", "more than what is drawn in sleep");
    const auto life = requirements.figures.find(RequiredFigure::batteryLife);
    if (life != requirements.figures.end() && duty.sleep && duty.sleep->count() * life->second >= duty.battery->count())
        return notAllowed("battery_life", "shorter than the battery lasts in sleep alone");
    return {};
}

std::vector<std::string> requirementTexts(const Requirements& requirements, const Wording& wording)
{
    std::vector<std::string> texts;
    for (const auto& [figure, needed] : requirements.figures)
        texts.push_back(requirementText(figure, needed, wording));
    for (const Interface needed : requirements.interfaces)
        texts.push_back(word(needed, wording));
    for (const std::string& group : requirements.groups)
        texts.push_back(groupName(group, wording));
    return texts;
}

} // namespace tenbin
