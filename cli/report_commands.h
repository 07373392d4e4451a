// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace tenbin::cli {

/// What every report takes.
struct ReportOptions {
    std::vector<std::string> outputs;         ///< files; their endings say the format
    std::vector<std::string> languages{"en"}; ///< several: each file once a language, "report.ja.pdf"
    std::string paper = "a4", title, author, date, notes, logo;
    std::string command;                      ///< as the user typed it
};

/// report inspection, comparison, study and sparsity.
class ReportCommands {
public:
    ReportCommands(CLI::App& app, int argc, char** argv);

    /// Runs the one that was parsed; nothing where it was another command.
    std::optional<int> run(const std::filesystem::path& executable) const;

private:
    CLI::App* add(CLI::App& report, const char* name, const char* help);

    ReportOptions m_options;
    std::vector<std::string> m_models, m_targets, m_settings;
    std::string m_question, m_reference, m_store, m_study, m_folder;
    CLI::App *m_report, *m_inspection, *m_comparison, *m_studyApp, *m_sparsity;
};

} // namespace tenbin::cli
