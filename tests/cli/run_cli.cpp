// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_cli.h"

#include <array>
#include <cstdio>

#include <sys/wait.h>

namespace tenbin::test {

CliOutcome outcomeOf(const std::string& command)
{
    CliOutcome result;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe)
        return result;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe))
        result.out.append(buffer.data(), n);
    const int status = ::pclose(pipe);
    if (WIFEXITED(status))
        result.code = WEXITSTATUS(status);
    else
        result.code = -WTERMSIG(status);
    return result;
}

CliOutcome runCli(const std::string& arguments) { return outcomeOf("'" TENBIN_CLI "' " + arguments + " 2>&1"); }

} // namespace tenbin::test
