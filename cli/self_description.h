// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace tenbin::cli {

/// The manual page (troff, man macros) of the program: every command and option as `app` parses them.
std::string manPage(const CLI::App& app, const std::string& version);

/// Bash completion of the same: commands, options, choices, target ids, built-in networks, files.
std::string bashCompletion(const CLI::App& app);

} // namespace tenbin::cli
