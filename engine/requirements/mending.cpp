// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requirements/mending.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "engine/estimate/memory_range.h"
#include "engine/estimate/remedies.h"
#include "engine/networks/network_source.h"
#include "engine/networks/published_accuracy.h"

namespace tenbin {

namespace {

using Change = std::pair<std::string, OptionValue>;

/// Operators costed for one pairing: a network of a hundred tries 300 changes, one of 20,000 one.
constexpr std::size_t kOperatorBudget = 30'000;

/// What whoever builds with the chip sets, beside what its preset marks as a remedy: clocks, and where things lie.
bool isSetting(const OptionSpec& option)
{
    static constexpr std::string_view kKeys[] = {"clock_hz",   "operating_point", "frame_rate_hz",
                                                 "weights_in", "activations_in",  "memory_mode"};
    return std::ranges::find(kKeys, option.key) != std::end(kKeys);
}

/// Of the chip or the network as it is: no setting and no smaller network makes it better.
bool isFixed(RequiredFigure figure) { return figure == RequiredFigure::price || figure == RequiredFigure::packageSide; }

bool isSure(const std::optional<double>& probability) { return !probability || *probability >= kCertain; }

/// Whether something that settings act on is not surely kept, and nothing that they cannot act on is missed.
bool canHelp(const Judgement& judgement)
{
    const auto lacks = [](const CheckedInterface& one) { return one.offered == false; };
    if (std::ranges::any_of(judgement.interfaces, lacks))
        return false;
    bool helps = judgement.fits == VerdictKind::doesNotFit || !isSure(judgement.fitsProbability);
    for (const CheckedFigure& figure : judgement.figures) {
        if (isFixed(figure.figure) && figure.missed())
            return false;
        helps = helps || (!isFixed(figure.figure) && !isSure(figure.probability));
    }
    return helps;
}

std::optional<double> numberOf(const OptionValue& value)
{
    const auto* number = std::get_if<double>(&value);
    return number ? std::optional(*number) : std::nullopt;
}

/// Every other choice of an option; both ends of a number's published range.
std::vector<Change> changesOf(const OptionSpec& option, const Target& target, const Configuration& configuration)
{
    const auto present = configuration.values.find(option.key);
    std::vector<Change> changes;
    if (option.kind == OptionKind::number) {
        const auto parameter = target.parameters.find(option.key);
        if (parameter == target.parameters.end())
            return changes;
        double now = parameter->second.value;
        if (present != configuration.values.end())
            now = numberOf(present->second).value_or(now);
        for (const double end : {option.highest, option.lowest})
            if (end != now)
                changes.emplace_back(option.key, OptionValue(end));
        return changes;
    }
    const std::string now = present == configuration.values.end() ? option.defaultValue : toString(present->second);
    for (const OptionChoice& choice : option.choices)
        if (choice.id != now)
            changes.emplace_back(option.key, OptionValue(choice.id));
    return changes;
}

class Search {
public:
    Search(const Choice& choice, const Requirements& requirements, const ChoiceContext& context, const CostModel& model)
        : m_choice(choice), m_requirements(requirements), m_context(context), m_model(model)
    {
    }

    void trySettings()
    {
        std::vector<Change> settings, others;
        const Target& target = *m_choice.asked.target;
        for (const OptionSpec& option : target.options)
            if (isSetting(option) || option.remedy) {
                auto& list = isSetting(option) ? settings : others;
                for (Change& change : changesOf(option, target, m_choice.configuration))
                    list.push_back(std::move(change));
            }
        for (const auto* list : {&settings, &others})
            for (const Change& change : *list)
                tryChanges({change});
        if (!m_found.empty())
            return;
        for (const Change& setting : settings)
            for (const Change& other : others)
                tryChanges({setting, other});
    }

    void tryNetworks()
    {
        const Graph& graph = *m_choice.asked.network;
        const VariantSource variants =
            variantsOf(graph, std::bind_front(&NetworkBook::get, &m_context.answers.networks()));
        if (!variants || !affordable(graph))
            return;
        for (const NetworkVariant& variant : variants())
            if (tryNetwork(variant))
                return; // the largest that surely keeps all is the one to propose
    }

    std::vector<Trial> take()
    {
        const auto energyOf = [](const Trial& trial) {
            const auto& energy = trial.estimate->energy;
            return energy ? energy->value.count() : std::numeric_limits<double>::infinity();
        };
        std::stable_sort(m_found.begin(), m_found.end(), [&](const Trial& a, const Trial& b) {
            if (a.mend.changesNetwork != b.mend.changesNetwork)
                return b.mend.changesNetwork;
            if (a.mend.meets != b.mend.meets)
                return a.mend.meets < b.mend.meets;
            return energyOf(a) < energyOf(b);
        });
        return std::move(m_found);
    }

private:
    bool affordable(const Graph& graph)
    {
        m_operators += graph.operators().size();
        return m_operators <= kOperatorBudget && !m_context.stop.stop_requested();
    }

    void tryChanges(const std::vector<Change>& changes)
    {
        const Graph& graph = *m_choice.asked.network;
        Configuration configuration = m_choice.configuration;
        for (const auto& [key, value] : changes)
            configuration.values.insert_or_assign(key, value);
        const bool numbers = std::ranges::any_of(changes, [](const Change& c) { return changesNumbers(c.first); });
        if (Trial* trial = tryOut(graph, configuration)) {
            trial->mend.remedy.changes = changes;
            trial->mend.changesNetwork = numbers;
        }
    }

    bool tryNetwork(const NetworkVariant& variant)
    {
        Trial* trial = tryOut(*variant.graph, m_choice.configuration);
        if (!trial)
            return false;
        trial->mend.remedy.network = variant.spec;
        trial->mend.changesNetwork = true;
        trial->mend.accuracy = accuracyChange(*m_choice.asked.network, variant.spec);
        return trial->mend.meets == Meets::yes;
    }

    /// Null where it does not keep the requirements either.
    Trial* tryOut(const Graph& graph, const Configuration& configuration)
    {
        if (!affordable(graph))
            return nullptr;
        const Target& target = *m_choice.asked.target;
        auto answer = shared(estimateAsIs(m_model, graph, target, configuration));
        if (!answer)
            return nullptr;
        Judgement judgement = judge(**answer, target, m_requirements, publishedAccuracy(graph, configuration));
        if (!judgement.keeps())
            return nullptr;
        Trial trial;
        trial.mend.remedy = remedyWith(**answer, *m_choice.estimate);
        trial.mend.meets = judgement.meets;
        trial.mend.probability = judgement.probability.value_or(0.0);
        trial.estimate = *std::move(answer);
        trial.judgement = std::move(judgement);
        m_found.push_back(std::move(trial));
        return &m_found.back();
    }

    const Choice& m_choice;
    const Requirements& m_requirements;
    const ChoiceContext& m_context;
    const CostModel& m_model;
    std::vector<Trial> m_found;
    std::size_t m_operators = 0;
};

} // namespace

std::vector<Trial> findMends(const Choice& choice, const Requirements& requirements, const ChoiceContext& context)
{
    const CostModel* model = context.costModel(choice.asked.target->architecture);
    if (!model || !canHelp(choice.judgement))
        return {};
    Search search(choice, requirements, context, *model);
    search.trySettings();
    search.tryNetworks();
    return search.take();
}

} // namespace tenbin
