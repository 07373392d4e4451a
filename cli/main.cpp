// SPDX-License-Identifier: GPL-3.0-or-later
#include <new>
#include <optional>
#include <sstream>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/report_commands.h"
#include "cli/self_description.h"
#include "cli/training_commands.h"
#include "engine/targets/preset_folders.h"
#include "engine/targets/preset_version.h"
#include "engine/zoo/zoo.h"

namespace {

/// Subcommands about studies: sweep, front, merge, studies.
struct StudyCommands {
    explicit StudyCommands(CLI::App& app)
    {
        sweepApp = app.add_subcommand("sweep", "Evaluate every point of a design space into a study");
        sweepApp->add_option("QUESTION", sweep.question, "TOML file (docs/EXPLORE.md)")->required();
        sweepApp->add_option("--store", sweep.store,
                             "Study file; without it: how many points, and how long they would take");
        sweepApp->add_flag("--resume", sweep.resume, "Continue a study that was stopped");
        sweepApp->add_option("--threads", sweep.threads, "Threads (default: one a core)")->check(CLI::Range(1, 1024));
        sweepApp->add_option("--shard", sweep.shard, "Only this part, NUMBER/PARTS, for job arrays");
        sweepApp->add_flag("--json", sweep.json, "Machine-readable output");

        frontApp = app.add_subcommand("front", "Show the Pareto front of a study, or export its points");
        frontApp->add_option("FILE", front.store, "Study file")->required();
        frontApp->add_option("--study", front.study, "Name or number (default: the newest)");
        frontApp
            ->add_option("--objectives", front.objectives,
                         "latency, fps, energy, peak_memory, weights, accuracy, price; min: or max: before it")
            ->delimiter(',');
        frontApp->add_option("--format", front.format, "text, csv or json")
            ->check(CLI::IsMember({"text", "csv", "json"}));
        frontApp->add_flag("--all", front.all, "Every point, not only the front (csv, json)");

        mergeApp = app.add_subcommand("merge", "Add the studies of other files to the first file");
        mergeApp->add_option("FILES", merge.stores, "Study files")->required()->expected(2, -1);

        studiesApp = app.add_subcommand("studies", "List the studies of a file");
        studiesApp->add_option("FILE", studies.store, "Study file")->required();
        studiesApp->add_option("--rename", studies.rename, "Old and new name")->expected(2);
        studiesApp->add_option("--delete", studies.remove, "Name or number of a study that goes, with its points");
    }

    /// Nothing if none of them was chosen.
    std::optional<int> run(const std::filesystem::path& executable) const
    {
        if (*sweepApp)
            return tenbin::cli::run(sweep, executable);
        if (*frontApp)
            return tenbin::cli::run(front);
        if (*mergeApp)
            return tenbin::cli::run(merge);
        return *studiesApp ? std::optional(tenbin::cli::run(studies)) : std::nullopt;
    }

    tenbin::cli::SweepCommand sweep;
    tenbin::cli::FrontCommand front;
    tenbin::cli::MergeCommand merge;
    tenbin::cli::StudiesCommand studies;
    CLI::App *sweepApp, *frontApp, *mergeApp, *studiesApp;
};

/// What packages install beside the program, and what completion asks for.
struct DescribeCommand {
    explicit DescribeCommand(CLI::App& app)
    {
        command = app.add_subcommand("describe", "Print the manual page or the completion of this program")->group("");
        command->add_option("WHAT", what)
            ->required()
            ->check(CLI::IsMember({"man", "bash", "target-ids", "network-ids"}));
    }

    int run(const CLI::App& app, const std::filesystem::path& executable) const
    {
        using namespace tenbin;
        std::string text;
        if (what == "man")
            text = cli::manPage(app, "tenbin-cli " TENBIN_VERSION);
        else if (what == "bash")
            text = cli::bashCompletion(app);
        else if (what == "target-ids")
            for (const Target& target : cli::loadLibrary(executable).targets)
                text += target.id + '\n';
        else
            for (const NetworkFamily& family : networkFamilies())
                text += family.id + '\n';
        cli::print("{}", text);
        return cli::done;
    }

    std::string what;
    CLI::App* command;
};

std::string versions(const std::filesystem::path& executable)
{
    return tenbin::versionText("tenbin-cli " TENBIN_VERSION,
                               tenbin::presetFolders(executable, tenbin::userPresetFolder()));
}

/// Help and versions go to standard output, complaints about the words typed to standard error.
int usage(const CLI::App& app, const CLI::ParseError& error)
{
    std::ostringstream out;
    std::ostringstream complaints;
    const int code = app.exit(error, out, complaints);
    tenbin::cli::writeOutput(out.str());
    if (!complaints.str().empty())
        tenbin::cli::sayLines(complaints.str());
    return code == 0 ? tenbin::cli::done : tenbin::cli::wrongUsage;
}

int runCommand(int argc, char** argv)
{
    using namespace tenbin::cli;

    CLI::App app("Tenbin: does a neural network fit on a chip, how fast does it run, what does it cost?", "tenbin-cli");
    const std::filesystem::path executable = tenbin::executablePath(argv[0]);
    app.set_version_flag(
        "--version", [&executable] { return versions(executable); },
        "Print the versions of program, engine and presets");
    app.require_subcommand(1);

    TargetsCommand targets;
    auto* targetsApp = app.add_subcommand("targets", "List the hardware targets and their options");
    targetsApp->add_flag("--json", targets.json, "Machine-readable output");

    NetworksCommand networks;
    auto* networksApp = app.add_subcommand("networks", "List the built-in networks and their parameters");
    networksApp->add_flag("--json", networks.json, "Machine-readable output");

    auto* schemaApp = app.add_subcommand("schema", "Print the keys that presets may hold, as Markdown");

    const std::string modelHelp =
        "A .tflite, .onnx, .h5 or .keras file (open sizes behind it: FILE?input=1x224x224x3&batch=1), or "
        "zoo:NAME?key=value&key=value";
    InspectCommand inspect;
    auto* inspectApp = app.add_subcommand("inspect", "Show the operators, shapes, MACs and parameters of a network");
    inspectApp->add_option("MODEL", inspect.model, modelHelp + "; a folder: one line a file")->required();
    inspectApp->add_option("--patches", inspect.patches, "Show patch-based inference with so many patches a side")
        ->check(CLI::Range(2, 16));
    inspectApp->add_flag("--json", inspect.json, "Machine-readable output");

    EstimateCommand estimate;
    auto* estimateApp = app.add_subcommand("estimate", "Estimate latency, memory and energy of a network on targets");
    estimateApp->add_option("MODEL", estimate.model, modelHelp)->required();
    estimateApp->add_option("--target", estimate.targets, "Target ids (default: all)");
    estimateApp
        ->add_option("--set", estimate.settings,
                     "Option of the target, key=value; numbers may have a unit: clock_hz=800MHz")
        ->allow_extra_args(false);
    estimateApp->add_flag("--layers", estimate.layers, "Show every layer");
    estimateApp->add_flag("--json", estimate.json, "Machine-readable output (layers included)");

    CompareCommand compare;
    auto* compareApp = app.add_subcommand("compare", "Compare networks and targets side by side");
    compareApp->add_option("COLUMNS", compare.columns, "MODEL@TARGET, or MODEL@TARGET:key=value;key=value");
    compareApp->add_option("--file", compare.file, "Columns from a comparison (JSON, as --format question writes it)");
    compareApp
        ->add_option("--reference", compare.reference, "Number of the column that the others are measured against")
        ->check(CLI::Range(1, 12));
    compareApp->add_flag("--layers", compare.layers, "Two columns, operator by operator (text, csv)");
    compareApp->add_option("--format", compare.format, "text, csv, json or question")
        ->check(CLI::IsMember({"text", "csv", "json", "question"}));

    ValidateCommand validate;
    auto* validateApp = app.add_subcommand("validate", "Score the estimates against published measurements");
    validateApp->add_option(
        "--measurements", validate.measurements,
        "Tables of measurements (CSV); default: the published rows that come with Tenbin and your own");
    validateApp->add_option("--models", validate.models, "Folder with the published model files");
    validateApp->add_option("--family", validate.family, "Only this family");
    auto* json = validateApp->add_flag("--json", validate.json, "Machine-readable output");
    validateApp->add_flag("--markdown", validate.markdown, "As docs/VALIDATION.md")->excludes(json);

    CalibrateCommand calibrate;
    auto* calibrateApp =
        app.add_subcommand("calibrate", "Fit what presets mark as fitted anew, with whole networks left out in turn");
    calibrateApp->add_option("--measurements", calibrate.measurements,
                             "Tables of measurements (CSV); default: the published rows that come with Tenbin");
    calibrateApp->add_option("--models", calibrate.models, "Folder with the published model files");
    calibrateApp->add_option("--family", calibrate.family, "Only what is fitted to this family's rows");
    calibrateApp->add_flag("--check", calibrate.check, "Fail where a preset does not say what is found");
    calibrateApp->add_flag("--write", calibrate.write, "Put what is found into the presets");
    calibrateApp->add_flag("--json", calibrate.json, "Machine-readable output");

    AccuracyCommand accuracy;
    auto* accuracyApp = app.add_subcommand("accuracy", "Run a network on labelled data and count right answers");
    accuracyApp->add_option("MODEL", accuracy.model, modelHelp)->required();
    accuracyApp
        ->add_option("DATA", accuracy.data, "Folder: IDX (MNIST), CIFAR-10 binaries, or raw tensors with y_labels.csv")
        ->required();
    accuracyApp->add_option("--samples", accuracy.samples, "So many samples, chosen by the seed (default: all)");
    accuracyApp->add_option("--seed", accuracy.seed, "Seed of the choice");
    accuracyApp->add_option("--threads", accuracy.threads, "Threads (default: all processors)");
    accuracyApp->add_flag("--json", accuracy.json, "Machine-readable output");

    const TrainingCommands training(app);
    StudyCommands studies(app);
    const DescribeCommand describe(app);
    ReportCommands reports(app);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage(app, error);
    }
    if (*describe.command)
        return describe.run(app, executable);
    if (const auto code = studies.run(executable))
        return *code;
    if (const auto code = reports.run(executable))
        return *code;
    if (*targetsApp)
        return run(targets, executable);
    if (*schemaApp)
        return run(SchemaCommand{});
    if (*networksApp)
        return run(networks);
    if (*compareApp)
        return run(compare, executable);
    if (*validateApp)
        return run(validate, executable);
    if (*calibrateApp)
        return run(calibrate, executable);
    if (const auto code = training.run(executable))
        return *code;
    if (*accuracyApp)
        return run(accuracy);
    if (*inspectApp)
        return run(inspect);
    return run(estimate, executable);
}

} // namespace

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
