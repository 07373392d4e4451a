// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include <CLI/CLI.hpp>

#include "engine/compression/pruning.h"
#include "engine/training/trainer.h"

namespace tenbin::cli {

inline constexpr const char* kModelWithWeights = "A .tflite, .onnx, .h5 or .keras file with weights";
inline constexpr const char* kLabelledData =
    "Labelled data: a folder with IDX (MNIST), CIFAR-10 binaries, NumPy arrays or pictures by class; an .npz";

struct TrainingArguments {
    int epochs = 8;
    int batch = 64;
    double rate = 2e-3;  ///< learning rate at the start
    int bits = 8;        ///< of the weights
    bool mirror = false; ///< also left to right
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: all processors
};

void addTraining(CLI::App& command, TrainingArguments& arguments);
TrainingOptions toOptions(const TrainingArguments& arguments);

/// What weights can be quantised to.
CLI::Validator weightBits();

/// "coordinate". Error: optionValue of --method.
Result<PruningMethod> pruningMethod(const std::string& name);

/// One line on stderr that is written over; nothing when stderr is no terminal.
void showProgress(const TrainingProgress& progress);

} // namespace tenbin::cli
