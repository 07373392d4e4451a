// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/inference/accuracy.h"
#include "engine/training/trainer.h"

namespace tenbin {

/// Of one epoch of retraining, on the training samples.
struct EpochLoss {
    double loss = 0.0, accuracy = 0.0;
    bool operator==(const EpochLoss&) const = default;
};

/// One line of a sweep: a network pruned and quantised one way, and how often it is right.
struct SparsityPoint {
    std::string key; ///< names everything the result depends on
    PruningMethod method = PruningMethod::coordinate;
    double remaining = 1.0; ///< as asked for, share of weights (coordinate: of kernel elements)
    int weightBits = 8;
    int group = 32; ///< output channels that share coordinates
    int epochs = 0; ///< of retraining before this point
    std::uint64_t seed = 1;
    double sparsity = 0.0;         ///< share of zeros among the weights of all layers
    Accuracy pruned;               ///< before retraining
    Accuracy retrained;            ///< after it; equal to `pruned` where epochs is 0
    std::vector<EpochLoss> losses; ///< of retraining, one an epoch
    double seconds = 0.0;          ///< time this point took
};

/// What a point's networks are: TensorFlow Lite files. The masks are their zeros.
struct SweepNetworks {
    std::shared_ptr<const Graph> whole;   ///< int8, what was measured
    std::shared_ptr<const Graph> trained; ///< float32, where the next point starts
};

/// Keeps finished points. Each is there with its networks or not at all, whenever the process ends.
class SweepStore {
public:
    virtual ~SweepStore() = default;
    virtual const std::vector<SparsityPoint>& points() const = 0;
    virtual Result<void> add(const SparsityPoint& point, const SweepNetworks& networks) = 0;
    /// The int8 network, or the float one.
    virtual Result<std::shared_ptr<const Graph>> network(const std::string& key, bool trained) = 0;
    const SparsityPoint* find(const std::string& key) const;
};

struct SweepRequest {
    std::shared_ptr<const Graph> network; ///< float or int8
    std::vector<PruningMethod> methods{PruningMethod::coordinate};
    std::vector<double> levels; ///< shares that remain, falling; each starts from the one before
    std::vector<int> bits{8};
    int group = 32;
    std::map<std::string, double> floors; ///< by layer's name: never less of it remains, whatever the level
    TrainingOptions retraining;           ///< epochs 0: none
    int threads = 0;
};

/// What happens while a sweep runs.
struct SweepObserver {
    /// Before each point, also one that is in the store already: its number of `count`.
    std::function<void(const SparsityPoint& next, int number, int count)> begin;
    std::function<void(const SparsityPoint&, bool fromStore)> point;
    std::function<void(const TrainingProgress&)> training;
};

/// Keys of all points that the request asks for, in the order in which they are measured.
std::vector<std::string> sweepKeys(const SweepRequest& request, const DataSet& train, const DataSet& test);

/// Measures what the store does not have yet, and keeps it there. Errors: those of training, running and
/// quantising, fileUnwritable. Stopping keeps the finished points.
Result<void> sweepSparsity(const SweepRequest& request, const DataSet& train, const DataSet& test, SweepStore& store,
                           const SweepObserver& observer = {}, const RunControl& control = {});

/// Zeros among the weights of all convolutional and fully connected layers.
double weightSparsity(const Graph& graph);

} // namespace tenbin
