// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tenbin::test {

struct CliOutcome {
    int code = -1;   ///< exit code, or minus the signal that ended the program
    std::string out; ///< what it printed; with 2>&1 in the command its messages too
};

/// What the shell makes of `command`.
CliOutcome outcomeOf(const std::string& command);

/// A command of tenbin-cli with its arguments, output and messages together.
CliOutcome runCli(const std::string& arguments);

} // namespace tenbin::test
