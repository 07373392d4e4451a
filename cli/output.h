// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/core/visible_text.h"

// The only way to the terminal, to files and to pipes behind standard output and standard error: what cannot be
// written is noticed, and nothing that a file holds can steer a terminal.
namespace tenbin::cli {

/// Before anything else: descriptors that the caller closed are taken, so that no file of Tenbin's gets their number
/// and our words with it. A reader of standard error that went away does not end the program.
void openStandardStreams();

/// Text for people and tables for programs on standard output. After the first failure nothing more is written.
void writeOutput(std::string_view text, Escape escape = Escape::text);

template <class... Arguments>
void print(fmt::format_string<Arguments...> format, Arguments&&... arguments)
{
    writeOutput(fmt::format(format, std::forward<Arguments>(arguments)...));
}

/// A name that a file or the user gave, on one line, visible and not too long.
std::string shownName(std::string_view name);

/// JSON and an end of line.
void writeJson(std::string_view json);

/// What is left is written. Exit code of the process: `code`, or notReadable with a sentence on standard error where
/// standard output could not be written. A reader that went away (`| head`) ends the process quietly.
int finishOutput(int code);

/// "tenbin-cli: message" on standard error; one that cannot be written is no reason to stop.
void complain(std::string_view message);
/// Lines on standard error: a log, how a command is used.
void sayLines(std::string_view lines);
/// A line on standard error that the next one writes over.
void showStatus(std::string_view line);
void endStatus();

} // namespace tenbin::cli
