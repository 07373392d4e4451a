// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

namespace tenbin::cli {

/// What a process reports to its caller.
enum ExitCode : int {
    done = 0,
    notReadable = 1, ///< the model, target or option could not be read: message on stderr
    wrongUsage = 2,
    stopped = 3, ///< a sweep that was interrupted: everything up to there is stored
};

/// What commands know of the program, and what the one that ran leaves to it.
struct Program {
    std::filesystem::path executable; ///< presets lie beside it
    int exitCode = done;
};

template <class Arguments>
struct NewCommand {
    CLI::App& command;
    Arguments& arguments; ///< for its options; they live as long as the parser
};

/// A subcommand of `app`. Once the whole line was parsed, `run` is called with its arguments and gives the exit code.
template <class Arguments>
NewCommand<Arguments> addCommand(CLI::App& app, Program& program, const char* name, const char* help,
                                 int (*run)(const Arguments& arguments, const Program& program))
{
    const auto arguments = std::make_shared<Arguments>();
    CLI::App& command = *app.add_subcommand(name, help);
    command.callback([arguments, run, &program] { program.exitCode = run(*arguments, program); });
    return {command, *arguments};
}

} // namespace tenbin::cli
