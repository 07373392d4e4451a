// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compression/pruning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include "engine/inference/executor.h"

namespace tenbin {

namespace {

constexpr std::array<std::pair<PruningMethod, std::string_view>, 6> kNames{{{PruningMethod::magnitude, "magnitude"},
                                                                            {PruningMethod::nOfM, "n_of_m"},
                                                                            {PruningMethod::filter, "filter"},
                                                                            {PruningMethod::channel, "channel"},
                                                                            {PruningMethod::stripe, "stripe"},
                                                                            {PruningMethod::coordinate, "coordinate"}}};

/// A layer as [output channel][kernel element][input channel].
struct Extent {
    std::size_t outs, elements, ins;
    std::size_t count() const { return outs * elements * ins; }
    std::size_t out(std::size_t i) const { return i / (elements * ins); }
    std::size_t element(std::size_t i) const { return i / ins % elements; }
    std::size_t in(std::size_t i) const { return i % ins; }
};

/// Units (numbered by `unitOf` a weight) compete within their `contest`; the `keep` strongest of each stay.
struct Contest {
    std::size_t units = 0;
    std::function<std::size_t(std::size_t)> unitOf;    ///< of a weight
    std::function<std::size_t(std::size_t)> contestOf; ///< of a unit
    std::size_t contests = 1;
    std::function<std::size_t(std::size_t)> keep; ///< of a contest's number of units
};

Mask decide(const Contest& contest, const LayerWeights& layer, const Mask& before)
{
    std::vector<double> strength(contest.units, 0.0);
    const auto present = [&](std::size_t i) { return before.empty() || before[i] != 0; };
    for (std::size_t i = 0; i < layer.values.size(); ++i)
        if (present(i))
            strength[contest.unitOf(i)] += static_cast<double>(std::abs(layer.values[i]));
    std::vector<std::vector<std::size_t>> rivals(contest.contests);
    for (std::size_t u = 0; u < contest.units; ++u)
        rivals[contest.contestOf(u)].push_back(u);
    std::vector<char> stays(contest.units, 0);
    for (auto& list : rivals) {
        std::stable_sort(list.begin(), list.end(),
                         [&](std::size_t a, std::size_t b) { return strength[a] > strength[b]; });
        for (std::size_t k = 0; k < std::min(contest.keep(list.size()), list.size()); ++k)
            stays[list[k]] = 1;
    }
    Mask mask(layer.values.size());
    for (std::size_t i = 0; i < mask.size(); ++i)
        mask[i] = present(i) && stays[contest.unitOf(i)] ? 1 : 0;
    return mask;
}

Contest contestOf(const PruningRequest& request, const Extent& e)
{
    const auto share = [remaining = request.remaining](std::size_t units) {
        return static_cast<std::size_t>(std::max(1.0, std::round(remaining * static_cast<double>(units))));
    };
    const auto one = [](std::size_t) { return std::size_t{0}; };
    switch (request.method) {
    case PruningMethod::magnitude:
        return {e.count(), [](std::size_t i) { return i; }, one, 1, share};
    case PruningMethod::nOfM: {
        const auto m = static_cast<std::size_t>(std::max(1, request.m));
        const auto perRow = (e.ins + m - 1) / m;
        return {e.count(), [](std::size_t i) { return i; },
                [=](std::size_t i) { return i / e.ins * perRow + i % e.ins / m; }, e.outs * e.elements * perRow, share};
    }
    case PruningMethod::filter:
        return {e.outs, [=](std::size_t i) { return e.out(i); }, one, 1, share};
    case PruningMethod::channel:
        return {e.ins, [=](std::size_t i) { return e.in(i); }, one, 1, share};
    case PruningMethod::stripe:
        return {e.outs * e.elements, [=](std::size_t i) { return i / e.ins; }, one, 1, share};
    case PruningMethod::coordinate:
        break;
    }
    const auto group = static_cast<std::size_t>(std::max(1, request.group));
    const auto groups = (e.outs + group - 1) / group;
    return {groups * e.ins * e.elements,
            [=](std::size_t i) { return (e.out(i) / group * e.ins + e.in(i)) * e.elements + e.element(i); },
            [=](std::size_t unit) { return unit / e.elements; }, groups * e.ins, share};
}

} // namespace

std::string_view toString(PruningMethod method) { return kNames[static_cast<std::size_t>(method)].second; }

std::optional<PruningMethod> pruningMethodFromString(std::string_view name)
{
    for (const auto& [method, text] : kNames)
        if (text == name)
            return method;
    return std::nullopt;
}

Mask pruningMask(const PruningRequest& request, const LayerWeights& layer, const Mask& before)
{
    const Extent e{static_cast<std::size_t>(layer.shape[0]), static_cast<std::size_t>(layer.shape[1] * layer.shape[2]),
                   static_cast<std::size_t>(layer.shape[3])};
    return decide(contestOf(request, e), layer, before);
}

std::vector<TensorId> prunableWeights(const Graph& graph, bool windowsOnly)
{
    std::vector<TensorId> result;
    bool first = true;
    for (const Operator& op : graph.operators()) {
        if (op.kind != OperatorKind::conv2d || op.inputs.size() < 2)
            continue;
        const Tensor& weights = graph.tensor(op.inputs[1]);
        const bool window = weights.dimension(1) * weights.dimension(2) > 1;
        if (!first && weights.constant && !weights.data.empty() && (window || !windowsOnly)
            && std::find(result.begin(), result.end(), op.inputs[1]) == result.end())
            result.push_back(op.inputs[1]);
        first = false;
    }
    return result;
}

Masks pruningMasks(const PruningRequest& request, const Graph& floatGraph, const Masks& before)
{
    Masks masks;
    const bool windows = request.method == PruningMethod::coordinate || request.method == PruningMethod::stripe;
    for (const TensorId id : prunableWeights(floatGraph, windows)) {
        const auto values = realValues(floatGraph.tensor(id));
        const auto old = before.find(id.index);
        PruningRequest own = request;
        if (const auto floor = request.floors.find(id.index); floor != request.floors.end())
            own.remaining = std::max(own.remaining, floor->second);
        if (values)
            masks[id.index] =
                pruningMask(own, {floatGraph.tensor(id).shape, *values}, old == before.end() ? Mask{} : old->second);
    }
    return masks;
}

} // namespace tenbin
