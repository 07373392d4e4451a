// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/exploration/design_space.h"
#include "engine/sparsity/sparsity_question.h"

namespace tenbin {

/// What was read of a data folder: a few samples as stored, and the network's answers to them.
struct DataGlance {
    std::size_t trainSamples = 0, testSamples = 0;
    DataSet few;                      ///< of the test split
    std::vector<std::string> answers; ///< class by class; empty: the network cannot be run on this data
    std::optional<Error> error;       ///< why there is nothing to see
    std::optional<Error> networkError;
};

/// Reads the question's network and data, without training anything.
DataGlance glanceAt(const SparsityQuestion& question, const NetworkLoader& load);

} // namespace tenbin
