// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/sourced.h"
#include "engine/estimate/layer_cost.h"
#include "engine/graph/graph.h"
#include "engine/memory/memory_plan.h"
#include "engine/targets/configuration.h"

namespace tenbin {

enum class VerdictKind : std::uint8_t {
    fits,
    fitsWithChanges, ///< not as it is, but with one of the remedies
    doesNotFit,
    unknown, ///< what it takes to answer was never published
};

/// Why a network does not fit, or what a user should know although it does.
enum class ReasonCode : std::uint8_t {
    memoryExceeded,       ///< memory name, bytes missing, bytes needed, bytes available
    memoryUnknown,        ///< memory name: its size was never published
    operatorUnsupported,  ///< operator kind, count
    operatorOnCpu,        ///< operator kind, count: falls back to the processor beside the accelerator
    dimensionLimit,       ///< operator name, dimension, value, limit
    attributeUnsupported, ///< operator name, attribute, value, what is supported
    dataTypeUnsupported,  ///< operator name or "network", data type, what is supported
    layerCountExceeded,   ///< layers, limit
    requiresQuantisation, ///< data type found: estimated as if quantised to int8
    runsInFloat,          ///< data type found: estimated as it is, with floating-point kernels
    kernelMissing,        ///< operator kind (and type), count, library that has no kernel for it
    kernelPlain,          ///< operator kind, count, library that runs it by a plain C kernel, not an optimised one
    latencyIsBound,       ///< only a bound from the data sheet exists
    needsRewriting,       ///< operator kind, nearest form the hardware has
    outsideCalibration,   ///< what lies outside: the interval is widened
    recalibrated,         ///< factor: the user scaled this board's latencies to own measurements
    memoryUncertain,      ///< memory name, fewest and most bytes that may be needed, bytes available: both may be
};

using Argument = std::variant<std::string, std::int64_t, double, Bytes, Seconds, Joules>;

struct Reason {
    ReasonCode code{};
    bool blocks = false; ///< true: this is why it does not fit
    std::vector<Argument> arguments;
    OperatorId op; ///< the first operator concerned, if one is
};

/// A figure with the range that should hold the truth four times out of five.
template <class Q>
struct Figure {
    Q value{};
    std::optional<Q> low, high; ///< absent: unbounded on that side
    bool isBound = false;       ///< the value itself is only a bound from the data sheet
};

/// One memory of the target, as used.
struct MemoryUse {
    std::string id;
    std::string name;
    std::optional<Bytes> used;      ///< absent: cannot be told
    std::optional<Bytes> available; ///< size - reserved - firmware, what networks may use; absent: never published
    bool holdsWeights = false, holdsActivations = false;

    // Filled in by estimate(), not by cost models.
    std::optional<Bytes> size;             ///< of the whole memory; absent: never published
    Bytes reserved;                        ///< what every program on the chip needs
    Bytes firmware;                        ///< what the user's own program needs beside the network
    std::optional<Bytes> low, high;        ///< range of `used` that holds the truth four times out of five
    std::optional<double> fitsProbability; ///< 0 to 1; absent: used or available is unknown

    bool exceeded() const { return used && available && *used > *available; }
    /// What is left over; negative: so much is missing.
    std::optional<Bytes> spare() const;
};

/// What a cost model says of a network on a target.
struct Evaluation {
    std::vector<LayerCost> layers;          ///< one an operator, in execution order
    Seconds overhead;                       ///< once an inference, beside the layers
    std::vector<EnergyPart> overheadEnergy; ///< once an inference (static, sensor, interface …)
    bool latencyKnown = true;               ///< false: no figure at all
    bool latencyIsBound = false;            ///< a lower bound from the data sheet
    bool energyKnown = true;
    bool energyIsBound = false;
    double latencyInterval = 0.0; ///< relative half-width for 80 % coverage; 0: take the preset's accuracy.latency
    double energyInterval = 0.0;
    std::optional<Seconds> framePeriod; ///< where frames overlap or wait for the sensor; else the latency
    Bytes weightBytes;                  ///< as the target stores them
    Bytes peakActivationBytes;
    std::vector<MemoryUse> memories; ///< in the order of Target::memories
    MemoryPlan plan;
    std::vector<Reason> reasons; ///< memoryExceeded is added by estimate()

    /// An operator runs nowhere: the sums over the layers are those of what is left, and no frame rate follows.
    bool someLayerCannotRun() const;
};

/// Something to change that makes a network fit, with what it costs.
struct Remedy {
    std::vector<std::pair<std::string, OptionValue>> changes; ///< options to set; empty if the network changes
    std::string network; ///< zoo spec of a smaller network; empty if options change
    std::optional<Seconds> latency;
    std::optional<Joules> energy;
    std::optional<double> latencyFactor; ///< against the estimate as it is, where both are known
    double macFactor = 1.0;
    double fitsProbability = 1.0; ///< 0.5 to 1: what is proposed fits at least by the most likely figures
};

/// A parameter whose value nobody published.
struct Assumption {
    std::string key;
    Sourced<double> value;
};

/// The answer for one network, target and configuration.
struct Estimate {
    std::string model; ///< network name
    std::string targetId, targetName;
    Configuration configuration;
    VerdictKind verdict = VerdictKind::unknown;
    std::vector<Reason> reasons; ///< blocking ones first
    std::vector<Remedy> remedies;
    std::optional<Figure<Seconds>> latency;
    std::optional<double> framesPerSecond;
    std::optional<Figure<Joules>> energy;
    Macs macs;
    std::int64_t parameters = 0;
    Bytes weightBytes, peakActivationBytes;
    std::vector<MemoryUse> memories;
    MemoryPlan plan;
    std::vector<LayerCost> layers;
    Seconds overhead;
    std::vector<EnergyPart> overheadEnergy;
    std::optional<OperatorId> bottleneck; ///< the layer with the largest latency
    std::vector<Assumption> assumptions;
    std::vector<ImportRemark> remarks; ///< what the importer of the network had to assume
    std::uint64_t graphHash = 0, targetHash = 0;
    /// 0 to 1 as it is configured, from the ranges of the memories; absent where the verdict is `unknown`.
    std::optional<double> fitsProbability;

    bool fits() const { return verdict == VerdictKind::fits; }
    /// The limit lies within the ranges of the memories: the verdict is the more likely of two.
    bool isUncertain() const;
};

} // namespace tenbin
