// SPDX-License-Identifier: GPL-3.0-or-later
// What packages install beside the program, and what completion asks for.
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/self_description.h"
#include "engine/zoo/zoo.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    const CLI::App* app = nullptr; ///< the whole program
    std::string what;
};

std::string described(const Arguments& arguments, const Program& program)
{
    if (arguments.what == "man")
        return manPage(*arguments.app, "tenbin-cli " TENBIN_VERSION);
    if (arguments.what == "bash")
        return bashCompletion(*arguments.app);
    std::string text;
    if (arguments.what == "target-ids")
        for (const Target& target : loadLibrary(program.executable).targets)
            text += target.id + '\n';
    else
        for (const NetworkFamily& family : networkFamilies())
            text += family.id + '\n';
    return text;
}

int run(const Arguments& arguments, const Program& program)
{
    print("{}", described(arguments, program));
    return done;
}

} // namespace

void addDescribe(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "describe", "Print the manual page or the completion of this program", run);
    arguments.app = &app;
    command.group("");
    command.add_option("WHAT", arguments.what)
        ->required()
        ->check(CLI::IsMember({"man", "bash", "target-ids", "network-ids"}));
}

} // namespace tenbin::cli
