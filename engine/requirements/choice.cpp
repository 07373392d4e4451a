// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requirements/choice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "engine/core/parallel.h"
#include "engine/requirements/mending.h"

namespace tenbin {

namespace {

constexpr double kUnknownLast = std::numeric_limits<double>::infinity();
constexpr std::string_view kReferenceGroup = "reference";

double energyOf(const Choice& choice)
{
    const auto& energy = choice.estimate->energy;
    return energy ? energy->value.count() : kUnknownLast;
}

double latencyOf(const Choice& choice)
{
    const auto& latency = choice.estimate->latency;
    return latency ? latency->value.count() : kUnknownLast;
}

double priceOf(const Choice& choice)
{
    const auto range = priceRange(choice.asked.target->product);
    return range ? range->lowest->value.amount : kUnknownLast;
}

double doubtOf(const Choice& choice) { return 1.0 - choice.judgement.probability.value_or(0.0); }

double preferredValue(const Choice& choice, Preferred preferred)
{
    switch (preferred) {
    case Preferred::energy:
        return energyOf(choice);
    case Preferred::latency:
        return latencyOf(choice);
    case Preferred::price:
        return priceOf(choice);
    case Preferred::certainty:
        return doubtOf(choice);
    }
    return kUnknownLast;
}

/// What orders choices of one class before the preference does: smaller is better.
double withinClass(const Judgement& judgement)
{
    switch (judgement.meets) {
    case Meets::yes:
        return 0.0;
    case Meets::probably:
        return -std::round(10.0 * judgement.probability.value_or(0.0));
    case Meets::unknown:
        return static_cast<double>(
            std::ranges::count_if(judgement.figures, [](const CheckedFigure& f) { return !f.probability; })
            + std::ranges::count_if(judgement.interfaces, [](const CheckedInterface& i) { return !i.offered; }));
    case Meets::no:
        return judgement.worstExcess;
    }
    return 0.0;
}

using Rank = std::tuple<Meets, double, double, double, std::string_view, std::string_view>;

Rank rankOf(const Choice& choice, Preferred preferred)
{
    return {choice.judgement.meets, withinClass(choice.judgement), preferredValue(choice, preferred),
            latencyOf(choice),      choice.asked.target->id,       choice.asked.source};
}

/// The best setting of the chip that keeps the requirements becomes the answer; the rest is what would mend it.
void mend(Choice& choice, const Requirements& requirements, const ChoiceContext& context)
{
    std::vector<Trial> trials = findMends(choice, requirements, context);
    if (!choice.judgement.keeps() && !trials.empty() && !trials.front().mend.changesNetwork) {
        Trial& best = trials.front();
        choice.changes = best.mend.remedy.changes;
        for (const auto& [key, value] : choice.changes)
            choice.configuration.values.insert_or_assign(key, value);
        choice.estimate = best.estimate;
        choice.judgement = best.judgement;
        trials.erase(trials.begin());
    }
    const bool sure = choice.judgement.meets == Meets::yes;
    for (Trial& trial : trials) {
        const bool better = !sure && trial.mend.meets < choice.judgement.meets;
        if (better && choice.mends.size() < kMostMends)
            choice.mends.push_back(std::move(trial.mend));
    }
}

using Answer = Result<Choice>;

Answer answerOf(const Pairing& pairing, const Requirements& requirements, const ChoiceContext& context)
{
    const auto estimate = context.answers.ask(*pairing.network, *pairing.target, pairing.configuration);
    if (!estimate)
        return tl::make_unexpected(estimate.error());
    Choice choice{.asked = pairing,
                  .changes = {},
                  .configuration = pairing.configuration,
                  .estimate = *estimate,
                  .judgement = judge(**estimate, *pairing.target, requirements,
                                     publishedAccuracy(*pairing.network, pairing.configuration)),
                  .mends = {}};
    mend(choice, requirements, context);
    return choice;
}

/// The better of the two by a number, where it is known; the first stays in front of equals.
void takeBetter(const Choice*& best, const Choice& choice, double (*number)(const Choice&))
{
    if (number(choice) == kUnknownLast)
        return;
    if (!best || number(choice) < number(*best))
        best = &choice;
}

double excessOf(const Choice& choice) { return choice.judgement.worstExcess; }

} // namespace

Choices choose(const std::vector<Pairing>& pairings, const Requirements& requirements, const ChoiceContext& context)
{
    std::vector<std::optional<Answer>> answers(pairings.size());
    parallelFor(pairings.size(), context.threads, [&](std::size_t i) {
        if (!context.stop.stop_requested())
            answers[i] = answerOf(pairings[i], requirements, context);
    });
    Choices result{.requirements = requirements, .ranked = {}, .errors = {}};
    for (std::optional<Answer>& answer : answers) {
        if (!answer)
            continue;
        if (*answer)
            result.ranked.push_back(**std::move(answer));
        else
            result.errors.push_back(answer->error());
    }
    std::stable_sort(result.ranked.begin(), result.ranked.end(), [&](const Choice& a, const Choice& b) {
        return rankOf(a, requirements.preferred) < rankOf(b, requirements.preferred);
    });
    return result;
}

bool allowsGroup(const Requirements& requirements, std::string_view group)
{
    if (requirements.groups.empty())
        return group != kReferenceGroup;
    return std::ranges::find(requirements.groups, group) != requirements.groups.end();
}

std::vector<Pairing> allPairings(const std::vector<std::pair<std::string, std::shared_ptr<const Graph>>>& networks,
                                 const std::vector<std::shared_ptr<const Target>>& targets,
                                 const Requirements& requirements)
{
    std::vector<Pairing> pairings;
    for (const auto& [source, network] : networks)
        for (const auto& target : targets)
            if (allowsGroup(requirements, target->group))
                pairings.push_back({source, network, target, {}});
    return pairings;
}

ChoiceSummary summaryOf(const Choices& choices)
{
    ChoiceSummary summary;
    std::map<std::string_view, Meets> best; // of each chip
    std::set<std::string_view> networks;
    for (const Choice& choice : choices.ranked) {
        const auto [chip, isNew] = best.emplace(choice.asked.target->id, choice.judgement.meets);
        if (!isNew)
            chip->second = std::min(chip->second, choice.judgement.meets);
        networks.insert(choice.asked.source);
        if (!choice.judgement.keeps())
            continue;
        takeBetter(summary.frugal, choice, energyOf);
        takeBetter(summary.cheapest, choice, priceOf);
        takeBetter(summary.fastest, choice, latencyOf);
        takeBetter(summary.surest, choice, doubtOf);
    }
    summary.chips = best.size();
    summary.networks = networks.size();
    for (const auto& [chip, meets] : best) {
        summary.surely += meets == Meets::yes ? 1 : 0;
        summary.keeping += meets == Meets::yes || meets == Meets::probably ? 1 : 0;
        summary.unknown += meets == Meets::unknown ? 1 : 0;
    }
    for (const Choice& choice : choices.ranked)
        if (best.at(choice.asked.target->id) == Meets::no && choice.judgement.meets == Meets::no)
            takeBetter(summary.nearestMiss, choice, excessOf);
    return summary;
}

} // namespace tenbin
