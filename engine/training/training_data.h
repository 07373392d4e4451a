// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/graph.h"
#include "engine/inference/data_set.h"

namespace tenbin {

struct TrainingData {
    DataSet train, test;
};

/// Both splits, as pruning and training take them. Raw tensors become numbers by the scale of the network's input;
/// as they have no split, every fifth is for testing, so that nothing is measured on what was trained with.
/// Errors: those of loadDataSet, dataShape (samples that do not fit the network), notTrainable (raw tensors of
/// another type than 8-bit integers).
Result<TrainingData> loadTrainingData(const std::filesystem::path& folder, const Graph& network);

} // namespace tenbin
