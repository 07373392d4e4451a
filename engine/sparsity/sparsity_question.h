// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/training/sparsity_sweep.h"

namespace tenbin {

/// What a sparsity sweep asks. Methods, levels, bits and passes may grow; anything else is another study.
struct SparsityQuestion {
    /// What network and data were when they were read; nothing before.
    struct Found {
        std::uint64_t networkHash = 0;
        std::string dataName;
        std::uint64_t trainSamples = 0, testSamples = 0;

        bool operator==(const Found&) const = default;
    };

    std::string network; ///< path as it was given; empty: the reference network that is shipped
    std::string data;    ///< folder as it was given
    int samples = 0;     ///< training samples asked for, chosen by the seed; 0: all
    Preprocessing preprocessing;
    std::vector<PruningMethod> methods{PruningMethod::coordinate};
    std::vector<double> levels; ///< shares that remain, falling
    std::vector<int> bits{8};
    bool untrained = false; ///< also every point without retraining
    int group = 32;
    std::map<std::string, double> floors;
    TrainingOptions training; ///< epochs 0: none
    Found found;

    /// Of what must not change.
    std::uint64_t hash() const;
    bool operator==(const SparsityQuestion&) const = default;
};

std::string toJson(const SparsityQuestion& question);
/// Error: studyCorrupt (`label`, what), also for numbers that no sweep takes.
Result<SparsityQuestion> parseSparsityQuestion(const std::string& json, const std::string& label);

/// What one pass over all points of a question takes.
SweepRequest sweepRequest(const SparsityQuestion& question, std::shared_ptr<const Graph> network, bool retrain,
                          int threads);

} // namespace tenbin
