// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/exploration/design_space.h"
#include "engine/sparsity/sparsity_study.h"
#include "engine/training/sensitivity.h"

namespace tenbin {

/// Network and data of a question.
struct SparsityInputs {
    std::shared_ptr<const Graph> network;
    DataSet train, test;
};

/// Reads what the question names; `load` gets its network as it was given. Errors: those of `load` and of
/// loadTrainingData.
Result<SparsityInputs> loadSparsityInputs(const SparsityQuestion& question, const NetworkLoader& load);

/// Begins the study of a question or continues it, as SparsityStudy::begin does.
Result<std::shared_ptr<SparsityStudy>> beginSparsityStudy(std::shared_ptr<StudyFile> file, SparsityQuestion question,
                                                          const SparsityInputs& inputs, const std::string& name = {});

/// Measures what the study lacks, first without retraining and then with it, where the question asks for both.
/// `observer` counts the points of both passes. `threads`: 0: all processors. Errors: those of sweepSparsity.
Result<void> runSparsityStudy(SparsityStudy& study, const SparsityInputs& inputs, int threads,
                              const SweepObserver& observer = {}, const RunControl& control = {});

/// Every layer alone, by the question's first method and width, at its levels below 1.
SensitivityRequest sensitivityRequest(const SparsityQuestion& question, std::shared_ptr<const Graph> network,
                                      int threads);

} // namespace tenbin
