// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "engine/report_document/report_request.h"

namespace tenbin::cli {

/// report inspection, comparison, study and sparsity.
class ReportCommands {
public:
    explicit ReportCommands(CLI::App& app);

    /// Runs the one that was parsed; nothing where it was another command.
    std::optional<int> run(const std::filesystem::path& executable);

private:
    CLI::App* add(CLI::App& report, const char* name, const char* help);
    Result<ReportRequest> request(const TargetLibrary& library) const;

    ReportOrder m_order;
    std::vector<std::string> m_models, m_targets, m_settings, m_columns, m_questions;
    std::string m_paper = "a4", m_reference, m_store, m_study;
    CLI::App *m_report, *m_inspection, *m_comparison, *m_studyApp, *m_sparsity;
};

} // namespace tenbin::cli
