// SPDX-License-Identifier: GPL-3.0-or-later
#include <new>
#include <sstream>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "engine/targets/preset_folders.h"
#include "engine/targets/preset_version.h"

namespace tenbin::cli {

namespace {

/// In the order of the help, the manual page and the completion.
constexpr void (*kCommands[])(CLI::App&, Program&) = {
    addTargets,  addNetworks,  addSchema,   addInspect, addEstimate, addChoose,        addCompare,
    addValidate, addCalibrate, addAccuracy, addTrain,   addPrune,    addSparsitySweep, addSensitivity,
    addSweep,    addFront,     addMerge,    addStudies, addDescribe, addReport};

std::string versions(const std::filesystem::path& executable)
{
    return versionText("tenbin-cli " TENBIN_VERSION, presetFolders(executable, userPresetFolder()));
}

/// Help and versions go to standard output, complaints about the words typed to standard error.
int usage(const CLI::App& app, const CLI::ParseError& error)
{
    std::ostringstream out;
    std::ostringstream complaints;
    const int code = app.exit(error, out, complaints);
    writeOutput(out.str());
    if (!complaints.str().empty())
        sayLines(complaints.str());
    if (code != 0)
        return wrongUsage;
    return done;
}

int runCommand(int argc, char** argv)
{
    CLI::App app("Tenbin: does a neural network fit on a chip, how fast does it run, what does it cost?", "tenbin-cli");
    Program program{.executable = executablePath(argv[0])};
    app.set_version_flag(
        "--version", [&program] { return versions(program.executable); },
        "Print the versions of program, engine and presets");
    app.require_subcommand(1);
    for (const auto add : kCommands)
        add(app, program);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage(app, error);
    }
    return program.exitCode;
}

} // namespace

} // namespace tenbin::cli

int main(int argc, char** argv)
{
    using namespace tenbin::cli;
    openStandardStreams();
    int code = notReadable;
    try {
        code = runCommand(argc, argv);
    } catch (const std::bad_alloc&) {
        complain("there is not enough memory for this");
    } catch (const std::exception& error) {
        complain(error.what());
    }
    return finishOutput(code);
}
