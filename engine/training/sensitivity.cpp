// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/sensitivity.h"

#include <algorithm>

#include "engine/compression/quantization.h"

namespace tenbin {

namespace {

using GraphPointer = std::shared_ptr<const Graph>;

/// The float network and what measuring it needs.
struct Bench {
    GraphPointer network;
    const SensitivityRequest& request;
    const DataSet &calibration, &test;
    const RunControl& control;

    Result<Accuracy> measure(const Values& values) const
    {
        auto changed = withValues(*network, values);
        if (!changed)
            return tl::make_unexpected(changed.error());
        auto small = quantizedGraph(std::make_shared<const Graph>(std::move(*changed)), calibration, request.bits);
        if (!small)
            return tl::make_unexpected(small.error());
        const auto executor = Executor::create(std::make_shared<const Graph>(std::move(*small)));
        if (!executor)
            return tl::make_unexpected(executor.error());
        const auto report = measureAccuracy(*executor, test, request.threads, control);
        if (!report)
            return tl::make_unexpected(report.error());
        return report->accuracy;
    }

    Result<Accuracy> measure(TensorId weights, double remaining) const
    {
        auto values = realValues(network->tensor(weights));
        if (!values)
            return fail(ErrorCode::notTrainable, {network->tensor(weights).name, "no values"});
        const Mask mask =
            pruningMask({.method = request.method, .remaining = remaining, .m = 4, .group = request.group},
                        {network->tensor(weights).shape, *values});
        for (std::size_t i = 0; i < values->size(); ++i)
            (*values)[i] *= static_cast<float>(mask[i]);
        return measure(Values{{weights.index, std::move(*values)}});
    }
};

std::string layerOf(const Graph& graph, TensorId weights)
{
    for (const Operator& op : graph.operators())
        if (op.inputs.size() > 1 && op.inputs[1] == weights)
            return op.name;
    return graph.tensor(weights).name;
}

} // namespace

Result<Sensitivity> scanSensitivity(const SensitivityRequest& request, const DataSet& calibration, const DataSet& test,
                                    const std::function<void(int, int)>& observe, const RunControl& control)
{
    auto real = floatGraph(*request.network);
    if (!real)
        return tl::make_unexpected(real.error());
    const Bench bench{std::make_shared<const Graph>(std::move(*real)), request, calibration, test, control};
    const auto dense = bench.measure(Values{});
    if (!dense)
        return tl::make_unexpected(dense.error());
    Sensitivity scan{.dense = *dense, .levels = request.levels, .layers = {}};
    const bool windows = request.method == PruningMethod::coordinate || request.method == PruningMethod::stripe;
    const auto layers = prunableWeights(*bench.network, windows);
    int done = 0;
    for (const TensorId weights : layers) {
        LayerSensitivity layer{
            .layer = layerOf(*bench.network, weights), .elements = bench.network->tensor(weights).elements(), .at = {}};
        for (const double level : request.levels) {
            const auto accuracy = bench.measure(weights, level);
            if (!accuracy)
                return tl::make_unexpected(accuracy.error());
            if (!control.goOn())
                return scan;
            layer.at.push_back(*accuracy);
            if (observe)
                observe(++done, static_cast<int>(layers.size() * request.levels.size()));
        }
        scan.layers.push_back(std::move(layer));
    }
    return scan;
}

std::map<std::string, double> proposedFloors(const Sensitivity& scan, double loss)
{
    std::vector<std::size_t> falling(scan.levels.size());
    for (std::size_t i = 0; i < falling.size(); ++i)
        falling[i] = i;
    std::stable_sort(falling.begin(), falling.end(),
                     [&](std::size_t a, std::size_t b) { return scan.levels[a] > scan.levels[b]; });
    std::map<std::string, double> floors;
    for (const LayerSensitivity& layer : scan.layers) {
        double floor = 1.0;
        for (const std::size_t i : falling) {
            if (layer.at[i].value() < scan.dense.value() - loss)
                break;
            floor = scan.levels[i];
        }
        floors[layer.layer] = floor;
    }
    return floors;
}

} // namespace tenbin
