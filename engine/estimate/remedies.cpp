// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/remedies.h"

#include <algorithm>

#include "engine/estimate/memory_range.h"

namespace tenbin {

namespace {

using Change = std::pair<std::string, OptionValue>;

/// Every value that a remedy may try for one option, other than the present one.
std::vector<Change> changesOf(const OptionSpec& option, const Configuration& configuration)
{
    const auto present = configuration.values.find(option.key);
    const std::string now = present == configuration.values.end() ? option.defaultValue : toString(present->second);
    std::vector<Change> changes;
    for (const OptionChoice& choice : option.choices)
        if (choice.id != now)
            changes.emplace_back(option.key, OptionValue(choice.id));
    return changes;
}

bool isCertain(const Remedy& remedy) { return remedy.fitsProbability >= kCertain; }

Configuration with(Configuration configuration, const std::vector<Change>& changes)
{
    for (const auto& [key, value] : changes)
        configuration.values.insert_or_assign(key, value);
    return configuration;
}

/// Only memory can be helped by an option alone or by a smaller network; an
/// operator that the hardware lacks stays lacking unless an option moves it.
class Search {
public:
    Search(const CostModel& model, const Graph& graph, const Target& target, const Configuration& configuration,
           const Estimate& asIs)
        : m_model(model), m_graph(graph), m_target(target), m_configuration(configuration), m_asIs(asIs)
    {
    }

    void tryChanges(const std::vector<Change>& changes)
    {
        if (m_trials++ >= mostTrials())
            return;
        const auto result = estimateAsIs(m_model, m_graph, m_target, with(m_configuration, changes));
        if (result && result->fits())
            keep(*result, changes, {});
    }

    /// True if the variant fits for certain.
    bool tryNetwork(const NetworkVariant& variant)
    {
        const auto result = estimateAsIs(m_model, *variant.graph, m_target, m_configuration);
        if (!result || !result->fits())
            return false;
        keep(*result, {}, variant.spec);
        return !result->isUncertain();
    }

    bool empty() const { return m_found.empty(); }
    std::vector<Remedy> take(std::size_t most)
    {
        std::stable_sort(m_found.begin(), m_found.end(), [](const Remedy& a, const Remedy& b) {
            // Keeping the network comes before shrinking it; then what fits for certain; then the faster.
            if (a.network.empty() != b.network.empty())
                return a.network.empty();
            if (isCertain(a) != isCertain(b))
                return isCertain(a);
            return a.latency && b.latency && *a.latency < *b.latency;
        });
        if (m_found.size() > most)
            m_found.resize(most);
        return std::move(m_found);
    }

private:
    /// Operators costed in one search: a network of a thousand tries sixty changes, one of 20,000 three.
    static constexpr std::size_t kOperatorBudget = 60'000;

    std::size_t mostTrials() const { return kOperatorBudget / std::max<std::size_t>(1, m_graph.operators().size()); }

    void keep(const Estimate& fitting, const std::vector<Change>& changes, const std::string& network)
    {
        Remedy remedy = remedyWith(fitting, m_asIs);
        remedy.changes = changes;
        remedy.network = network;
        m_found.push_back(std::move(remedy));
    }

    const CostModel& m_model;
    const Graph& m_graph;
    const Target& m_target;
    const Configuration& m_configuration;
    const Estimate& m_asIs;
    std::vector<Remedy> m_found;
    std::size_t m_trials = 0;
};

} // namespace

Remedy remedyWith(const Estimate& changed, const Estimate& asIs)
{
    Remedy remedy;
    remedy.fitsProbability = changed.fitsProbability.value_or(1.0);
    if (changed.latency)
        remedy.latency = changed.latency->value;
    if (changed.energy)
        remedy.energy = changed.energy->value;
    if (changed.latency && asIs.latency && asIs.latency->value.count() > 0.0)
        remedy.latencyFactor = changed.latency->value / asIs.latency->value;
    if (asIs.macs.count() > 0)
        remedy.macFactor = changed.macs / asIs.macs;
    return remedy;
}

std::vector<Remedy> findRemedies(const CostModel& model, const Graph& graph, const Target& target,
                                 const Configuration& configuration, const Estimate& asIs,
                                 const VariantSource& variants, std::size_t most)
{
    Search search(model, graph, target, configuration, asIs);
    std::vector<std::vector<Change>> byOption;
    for (const OptionSpec& option : target.options)
        if (option.remedy)
            byOption.push_back(changesOf(option, configuration));

    for (const auto& changes : byOption)
        for (const Change& change : changes)
            search.tryChanges({change});
    if (search.empty())
        for (std::size_t a = 0; a < byOption.size(); ++a)
            for (std::size_t b = a + 1; b < byOption.size(); ++b)
                for (const Change& first : byOption[a])
                    for (const Change& second : byOption[b])
                        search.tryChanges({first, second});
    if (variants)
        for (const NetworkVariant& variant : variants())
            if (search.tryNetwork(variant))
                break; // the largest that fits is the one to propose
    return search.take(most);
}

} // namespace tenbin
