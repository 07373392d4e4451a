// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "engine/core/run_control.h"
#include "engine/inference/data_set.h"
#include "engine/training/trainable_network.h"

namespace tenbin {

enum class Optimizer { adam, sgd };

struct TrainingOptions {
    int epochs = 8;
    int batch = 64;
    double learningRate = 2e-3; ///< at the start; a half cosine takes it to zero
    Optimizer optimizer = Optimizer::adam;
    double momentum = 0.9;     ///< of sgd
    double weightDecay = 1e-4; ///< decoupled, weights only
    int weightBits = 0;        ///< 1 to 8: fake quantisation with straight-through gradients; 0: float
    bool mirror = false;       ///< flip every other sample left to right
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: all processors; the result does not depend on it

    bool operator==(const TrainingOptions&) const = default;
};

/// Where training stands; called after every epoch and a few times within.
struct TrainingProgress {
    int epoch = 0, epochs = 0; ///< finished epochs
    int step = 0, steps = 0;   ///< of the whole training
    double loss = 0.0;         ///< mean of the epoch so far
    double accuracy = 0.0;     ///< on the training samples of the epoch so far
    double secondsLeft = 0.0;
};
using TrainingObserver = std::function<void(const TrainingProgress&)>;

/// Trains in place. Same data, options and seed give the same weights on one kind of processor.
/// Errors: dataShape, labelRange, trainingDiverged (epoch, step). Stopping leaves the weights as they are.
Result<TrainingProgress> train(TrainableNetwork& network, const DataSet& data, const TrainingOptions& options,
                               const TrainingObserver& observe = {}, const RunControl& control = {});

/// A network with convolutions of 16, 32, 32 and 64 channels and global average pooling for images of
/// `shape` (H, W, C), float, initial weights by He's rule from `seed`.
Result<Graph> referenceNetwork(const Shape& shape, int classes, std::uint64_t seed);
/// The 29,738 parameters of docs/BENCHMARKS.md: three convolutions, two poolings, one large layer.
Result<Graph> benchmarkNetwork(std::uint64_t seed);

} // namespace tenbin
