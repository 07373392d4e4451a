// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/inference/accuracy.h"
#include "engine/training/trainer.h"

namespace tenbin {

/// One line of a sweep: a network pruned and quantised one way, and how often it is right.
struct SparsityPoint {
    std::string key;          ///< names everything the result depends on
    PruningMethod method = PruningMethod::coordinate;
    double remaining = 1.0;   ///< as asked for, share of weights (coordinate: of kernel elements)
    int weightBits = 8;
    int epochs = 0;           ///< of retraining before this point
    std::uint64_t seed = 1;
    double sparsity = 0.0;    ///< share of zeros among the weights of all layers
    Accuracy pruned;          ///< before retraining
    Accuracy retrained;       ///< after it; equal to `pruned` where epochs is 0
    double seconds = 0.0;     ///< time this point took
    std::string network;      ///< file with the int8 network, beside the store
};

/// Finished points in a folder: points.jsonl, one line a point, flushed to the disk before the next begins,
/// and the networks. A last line that was cut off by a crash is ignored and measured again.
class SweepStore {
public:
    /// Errors: fileUnwritable, dataFormat (line).
    static Result<SweepStore> open(const std::filesystem::path& folder);
    const std::vector<SparsityPoint>& points() const { return m_points; }
    const SparsityPoint* find(const std::string& key) const;
    Result<void> add(const SparsityPoint& point);
    std::filesystem::path file(const std::string& name) const { return m_folder / name; }

private:
    std::filesystem::path m_folder;
    std::vector<SparsityPoint> m_points;
};

struct SweepRequest {
    std::shared_ptr<const Graph> network;  ///< float or int8
    std::vector<PruningMethod> methods{PruningMethod::coordinate};
    std::vector<double> levels;            ///< shares that remain, falling; each starts from the one before
    std::vector<int> bits{8};
    int group = 32;
    std::map<std::string, double> floors;  ///< by layer's name: never less of it remains, whatever the level
    TrainingOptions retraining;            ///< epochs 0: none
    int threads = 0;
};

/// What happens while a sweep runs.
struct SweepObserver {
    /// Before each point, also one that is in the store already: its number of `count`.
    std::function<void(const SparsityPoint& next, int number, int count)> begin;
    std::function<void(const SparsityPoint&, bool fromStore)> point;
    std::function<void(const TrainingProgress&)> training;
};

/// Measures what the store does not have yet, and keeps it there. Errors: those of training, running and
/// quantising, fileUnwritable. Stopping keeps the finished points.
Result<void> sweepSparsity(const SweepRequest& request, const DataSet& train, const DataSet& test, SweepStore& store,
                           const SweepObserver& observer = {}, std::stop_token stop = {});

/// Zeros among the weights of all convolutional and fully connected layers.
double weightSparsity(const Graph& graph);

} // namespace tenbin
