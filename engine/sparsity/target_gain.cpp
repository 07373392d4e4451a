// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sparsity/target_gain.h"

#include <cmath>

#include "engine/exploration/pareto.h"

namespace tenbin {

namespace {

constexpr double kNoGain = 0.005; // relative; below what any figure is good for

void setWhereOffered(const Target& target, Configuration& configuration, std::string_view key,
                     const std::string& choice)
{
    const OptionSpec* option = target.findOption(key);
    if (!option || !option->findChoice(choice))
        return;
    if (auto with = withOption(target, configuration, key, choice))
        configuration = std::move(*with);
}

} // namespace

std::optional<double> PrunedFigures::topsPerWatt() const
{
    if (!energy || !(energy->count() > 0.0))
        return std::nullopt;
    return 2e-12 * macs.toDouble() / energy->count();
}

Configuration prunedConfiguration(const Target& target, int weightBits)
{
    Configuration configuration;
    setWhereOffered(target, configuration, "sparsity_structure", "as_in_file");
    if (weightBits != 8)
        setWhereOffered(target, configuration, "weight_bits", std::to_string(weightBits));
    return configuration;
}

Result<PrunedFigures> prunedFigures(const Graph& graph, const Target& target, int weightBits,
                                    const EstimateFunction& estimate)
{
    const auto answered = estimate(graph, target, prunedConfiguration(target, weightBits));
    if (!answered)
        return tl::make_unexpected(answered.error());
    const Estimate* answer = answered->get();
    PrunedFigures figures{.verdict = answer->verdict,
                          .latency = {},
                          .energy = {},
                          .memory = answer->weightBytes + answer->peakActivationBytes,
                          .macs = answer->macs,
                          .layers = {}};
    if (answer->latency)
        figures.latency = answer->latency->value;
    if (answer->energy)
        figures.energy = answer->energy->value;
    for (const LayerCost& layer : answer->layers)
        figures.layers.push_back(layer.latency);
    return figures;
}

bool SparsityGain::none() const
{
    const auto still = [](double factor) { return std::abs(factor - 1.0) < kNoGain; };
    return still(speed.value_or(1.0)) && still(energy.value_or(1.0)) && still(memory);
}

SparsityGain gainOver(const PrunedFigures& dense, const PrunedFigures& pruned)
{
    SparsityGain gain;
    if (dense.latency && pruned.latency && pruned.latency->count() > 0.0)
        gain.speed = dense.latency->count() / pruned.latency->count();
    if (dense.energy && pruned.energy && pruned.energy->count() > 0.0)
        gain.energy = dense.energy->count() / pruned.energy->count();
    if (pruned.memory > Bytes{0})
        gain.memory = static_cast<double>(dense.memory.count()) / static_cast<double>(pruned.memory.count());
    return gain;
}

std::vector<std::size_t> accuracyEnergyFront(const std::vector<AccuracyEnergy>& points)
{
    CostColumns columns(2);
    for (const AccuracyEnergy& point : points) {
        columns[0].push_back(-point.accuracy);
        columns[1].push_back(point.joules);
    }
    const auto front = paretoFront(columns, 1);
    return {front.begin(), front.end()};
}

} // namespace tenbin
