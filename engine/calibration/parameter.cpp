// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/parameter.h"

namespace tenbin {

namespace {

std::string replaced(std::string text, std::string_view what, const std::string& with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

} // namespace

std::optional<FitParameter> parameterOf(const FitPlan& plan, const FilePlace& place)
{
    const std::string path = place.file.generic_string();
    const std::string& key = place.place.key;
    for (const ParameterRule& rule : plan.parameters) {
        const auto guess = rule.guesses.find(key);
        std::smatch match;
        if (guess == rule.guesses.end() || !std::regex_search(path, match, rule.file))
            continue;
        FitParameter parameter{
            .place = place, .guess = guess->second, .spread = rule.spread, .most = {}, .factors = {}, .followers = {}};
        if (const auto most = rule.most.find(key); most != rule.most.end())
            parameter.most = most->second;
        for (const SharedFactor& factor : rule.factors)
            parameter.factors.push_back({replaced(match.format(factor.name), "{key}", key), factor.spread});
        if (const auto ties = rule.ties.find(key); ties != rule.ties.end())
            parameter.followers = ties->second;
        return parameter;
    }
    return std::nullopt;
}

} // namespace tenbin
