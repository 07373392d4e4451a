// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <optional>

#include <CLI/CLI.hpp>

#include "cli/commands.h"

namespace tenbin::cli {

/// train, prune and sparsity-sweep: their arguments.
class TrainingCommands {
public:
    explicit TrainingCommands(CLI::App& app);

    /// Runs the one that was parsed; nothing where it was another command.
    std::optional<int> run(const std::filesystem::path& executable) const;

private:
    TrainCommand m_train;
    PruneCommand m_prune;
    SparsitySweepCommand m_sweep;
    SensitivityCommand m_sensitivity;
    CLI::App *m_trainApp, *m_pruneApp, *m_sweepApp, *m_sensitivityApp;
};

} // namespace tenbin::cli
