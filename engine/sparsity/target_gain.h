// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/estimate/estimator.h"
#include "engine/graph/graph.h"
#include "engine/targets/target.h"

namespace tenbin {

/// What one target makes of one network, as far as sparsity touches it.
struct PrunedFigures {
    VerdictKind verdict = VerdictKind::unknown;
    std::optional<Seconds> latency;
    std::optional<Joules> energy; ///< of one inference
    Bytes memory;                 ///< weights as the target stores them, and peak activations
    Macs macs;                    ///< of the dense network
    std::vector<Seconds> layers;  ///< latency of every operator

    /// Two operations a MAC of the dense network; nothing where the energy is not known.
    std::optional<double> topsPerWatt() const;
};

/// The target's defaults, but that it reads zeros from the file and counts `weightBits` where it offers that.
Configuration prunedConfiguration(const Target& target, int weightBits);

/// Errors: those of `estimate`.
Result<PrunedFigures> prunedFigures(const Graph& graph, const Target& target, int weightBits,
                                    const EstimateFunction& estimate);

/// How many times faster, thriftier and smaller than the dense network; nothing where a figure is unknown.
struct SparsityGain {
    std::optional<double> speed, energy;
    double memory = 1.0;

    /// Every known figure is within half a percent of the dense network's.
    bool none() const;
};
SparsityGain gainOver(const PrunedFigures& dense, const PrunedFigures& pruned);

/// A measured accuracy with an energy; NaN: unknown, takes no part.
struct AccuracyEnergy {
    double accuracy = 0.0;
    double joules = 0.0;
};
/// Points that no other point beats in accuracy and energy at once, ascending.
std::vector<std::size_t> accuracyEnergyFront(const std::vector<AccuracyEnergy>& points);

} // namespace tenbin
