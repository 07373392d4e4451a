// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/estimator.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/estimate/calibration_range.h"
#include "engine/estimate/evaluation_sums.h"
#include "engine/estimate/memory_range.h"
#include "engine/estimate/remedies.h"
#include "engine/graph/analysis.h"

namespace tenbin {

namespace {

/// Relative half-width r turns a value into [value/(1+r), value*(1+r)]: errors of
/// cost models are ratios, so the interval is symmetric on a logarithmic axis.
template <class Q>
Figure<Q> figure(Q value, double halfWidth, bool lowerBound, bool upperBound)
{
    Figure<Q> result{.value = value, .low = std::nullopt, .high = std::nullopt, .isBound = lowerBound || upperBound};
    if (lowerBound) {
        result.low = value;
    } else if (upperBound) {
        result.high = value;
    } else if (halfWidth > 0.0) {
        result.low = value / (1.0 + halfWidth);
        result.high = value * (1.0 + halfWidth);
    }
    return result;
}

void addMemoryReasons(Estimate& estimate)
{
    for (const MemoryUse& memory : estimate.memories) {
        if (memory.exceeded()) {
            const Bytes missing = *memory.used - *memory.available;
            estimate.reasons.push_back({.code = ReasonCode::memoryExceeded,
                                        .blocks = true,
                                        .arguments = {memory.name, missing, *memory.used, *memory.available},
                                        .op = {}});
        } else if (!memory.available && memory.used && (memory.holdsWeights || memory.holdsActivations)) {
            estimate.reasons.push_back(
                {.code = ReasonCode::memoryUnknown, .blocks = false, .arguments = {memory.name}, .op = {}});
        }
        if (isNearLimit(memory))
            estimate.reasons.push_back({.code = ReasonCode::memoryUncertain,
                                        .blocks = false,
                                        .arguments = {memory.name, *memory.low, *memory.high, *memory.available},
                                        .op = {}});
    }
}

std::optional<OperatorId> bottleneckOf(const std::vector<LayerCost>& layers)
{
    const auto slowest = std::max_element(layers.begin(), layers.end(),
                                          [](const LayerCost& a, const LayerCost& b) { return a.latency < b.latency; });
    if (slowest == layers.end() || slowest->latency.count() <= 0.0)
        return std::nullopt;
    return slowest->op;
}

constexpr double kNoticedShare = 0.01; ///< of the latency in operators that nobody measured
constexpr double kNoticedSize = 1.1;   ///< times smaller or larger than what was measured

/// Relative half-width of a figure: what the cost model says, else what the preset says.
double halfWidthOf(double ofModel, const Settings& settings, std::string_view key)
{
    if (ofModel > 0.0)
        return ofModel;
    return settings.numberOr(key, 0.0);
}

Reason outsideCalibration(std::string what)
{
    return {.code = ReasonCode::outsideCalibration, .blocks = false, .arguments = {std::move(what)}, .op = {}};
}

/// Half-width of the latency; what widens it becomes a reason.
double latencyHalfWidth(Estimate& estimate, const Evaluation& evaluation, const Settings& settings,
                        const UnmeasuredShare& unmeasured)
{
    const double halfWidth = halfWidthOf(evaluation.latencyInterval, settings, "accuracy.latency");
    if (!(halfWidth > 0.0))
        return halfWidth;
    double share = 0.0;
    double outside = 1.0;
    if (unmeasured.latency > kNoticedShare) {
        share = unmeasured.latency;
        estimate.reasons.push_back(outsideCalibration(fmt::format("{}", fmt::join(unmeasured.operators, ", "))));
    }
    const auto sizes = measuredSizes(settings);
    if (sizes && sizes->outside(estimate.macs.toDouble()) > kNoticedSize) {
        outside = sizes->outside(estimate.macs.toDouble());
        estimate.reasons.push_back(outsideCalibration(fmt::format("{:.2g} MAC", estimate.macs.toDouble())));
    }
    return widened(halfWidth, share, outside);
}

void addLatency(Estimate& estimate, const Evaluation& evaluation, const EvaluationSums& sums, const Settings& settings,
                const UnmeasuredShare& unmeasured)
{
    if (!evaluation.latencyKnown)
        return;
    const double halfWidth = latencyHalfWidth(estimate, evaluation, settings, unmeasured);
    // Where a layer cannot run, what is left takes at least this long.
    const bool partial = evaluation.someLayerCannotRun();
    if (sums.latency)
        estimate.latency = figure(*sums.latency, halfWidth, partial || evaluation.latencyIsBound, false);
    estimate.framesPerSecond = sums.framesPerSecond;
    if (evaluation.latencyIsBound && !partial)
        estimate.reasons.push_back({.code = ReasonCode::latencyIsBound, .blocks = false, .arguments = {}, .op = {}});
}

void addEnergy(Estimate& estimate, const Evaluation& evaluation, const EvaluationSums& sums, const Settings& settings)
{
    if (!sums.energy)
        return;
    const double halfWidth = halfWidthOf(evaluation.energyInterval, settings, "accuracy.energy");
    estimate.energy = figure(*sums.energy, halfWidth, false, evaluation.energyIsBound);
}

/// What the user set is not assumed: the user answers for it.
std::vector<Assumption> assumptionsOf(const Settings& settings, const Configuration& configuration)
{
    std::vector<Assumption> result;
    for (const auto& [key, number] : settings.parameters())
        if (number.kind == SourceKind::assumed && !configuration.values.contains(key))
            result.push_back({key, number});
    return result;
}

} // namespace

bool Evaluation::someLayerCannotRun() const
{
    return std::any_of(layers.begin(), layers.end(),
                       [](const LayerCost& layer) { return layer.unit == ExecutionUnit::unsupported; });
}

void calibrate(Evaluation& evaluation, const Settings& settings)
{
    const double factor = settings.numberOr(kLatencyCalibration, 1.0);
    if (factor == 1.0)
        return;
    for (LayerCost& layer : evaluation.layers)
        layer.latency = layer.latency * factor;
    evaluation.overhead = evaluation.overhead * factor;
    evaluation.reasons.push_back({.code = ReasonCode::recalibrated, .blocks = false, .arguments = {factor}, .op = {}});
}

Result<Estimate> estimateAsIs(const CostModel& model, const Graph& graph, const Target& target,
                              const Configuration& configuration)
{
    const auto settings = Settings::resolve(target, configuration);
    if (!settings)
        return tl::make_unexpected(settings.error());
    Evaluation evaluation = model.evaluate(graph, *settings);
    calibrate(evaluation, *settings);
    const EvaluationSums sums = sumsOf(evaluation);

    Estimate result;
    result.model = graph.name();
    result.remarks = graph.remarks();
    result.targetId = target.id;
    result.targetName = target.name;
    result.configuration = configuration;
    result.macs = totalMacs(graph);
    result.parameters = totalParameters(graph);
    result.weightBytes = evaluation.weightBytes;
    result.peakActivationBytes = evaluation.peakActivationBytes;
    result.graphHash = graph.hash();
    result.targetHash = target.hash;
    result.assumptions = assumptionsOf(*settings, configuration);
    result.reasons = std::move(evaluation.reasons);
    result.memories = std::move(evaluation.memories);

    addLatency(result, evaluation, sums, *settings, unmeasuredShare(evaluation, graph, model.schema()));
    addEnergy(result, evaluation, sums, *settings);
    for (MemoryUse& memory : result.memories)
        addRange(memory, *settings, result.weightBytes);
    addMemoryReasons(result);
    std::stable_partition(result.reasons.begin(), result.reasons.end(), [](const Reason& r) { return r.blocks; });
    result.verdict = sums.verdict;
    result.fitsProbability = fitProbability(result);
    result.bottleneck = bottleneckOf(evaluation.layers);
    result.plan = std::move(evaluation.plan);
    result.layers = std::move(evaluation.layers);
    result.overhead = evaluation.overhead;
    result.overheadEnergy = std::move(evaluation.overheadEnergy);
    return result;
}

SharedEstimate shared(Result<Estimate> estimate)
{
    return std::move(estimate).map(
        [](Estimate&& answer) { return std::make_shared<const Estimate>(std::move(answer)); });
}

Result<Estimate> estimate(const CostModel& model, const Graph& graph, const Target& target,
                          const Configuration& configuration, const VariantSource& variants)
{
    auto result = estimateAsIs(model, graph, target, configuration);
    if (!result || result->verdict != VerdictKind::doesNotFit)
        return result;
    result->remedies = findRemedies(model, graph, target, configuration, *result, variants);
    if (!result->remedies.empty())
        result->verdict = VerdictKind::fitsWithChanges;
    return result;
}

} // namespace tenbin
