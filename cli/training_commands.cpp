// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/training_commands.h"

namespace tenbin::cli {

namespace {

constexpr const char* kModel = "A .tflite, .onnx, .h5 or .keras file with weights";
constexpr const char* kData =
    "Labelled data: a folder with IDX (MNIST), CIFAR-10 binaries, NumPy arrays or pictures by class; an .npz";

void addTraining(CLI::App& app, TrainingArguments& arguments)
{
    app.add_option("--epochs", arguments.epochs, "Passes over the training data")
        ->check(CLI::Range(0, 10000))
        ->capture_default_str();
    app.add_option("--batch", arguments.batch, "Samples a step")->check(CLI::Range(1, 65536))->capture_default_str();
    app.add_option("--rate", arguments.rate, "Learning rate at the start; a half cosine takes it to zero")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--seed", arguments.seed, "Seed of weights and order")->capture_default_str();
    app.add_option("--threads", arguments.threads, "Threads (default: all processors)");
    app.add_flag("--mirror", arguments.mirror, "Show every image mirrored, too");
}

} // namespace

TrainingCommands::TrainingCommands(CLI::App& app)
{
    const auto bits = CLI::IsMember({1, 2, 4, 8});
    const auto share = CLI::Range(0.001, 1.0);
    m_trainApp = app.add_subcommand("train", "Train a network on labelled data and save it as int8 .tflite");
    m_trainApp->add_option("OUTPUT", m_train.output, "File to write")->required();
    m_trainApp->add_option("DATA", m_train.data, kData)->required();
    m_trainApp->add_option("--model", m_train.model,
                           "Go on with this network (default: the reference network from scratch)");
    m_trainApp->add_option("--bits", m_train.training.bits, "Bits of the weights")->check(bits)->capture_default_str();
    addTraining(*m_trainApp, m_train.training);

    m_pruneApp = app.add_subcommand("prune", "Remove weights, quantise and save as .tflite");
    m_pruneApp->add_option("MODEL", m_prune.model, kModel)->required();
    m_pruneApp->add_option("OUTPUT", m_prune.output, "File to write")->required();
    m_pruneApp->add_option("DATA", m_prune.data, kData)->required();
    m_pruneApp->add_option("--method", m_prune.method, "magnitude, n_of_m, filter, channel, stripe or coordinate")
        ->capture_default_str();
    m_pruneApp->add_option("--remaining", m_prune.remaining, "Share of the weights that stays")
        ->check(share)
        ->required();
    m_pruneApp->add_option("--group", m_prune.group, "Output channels that share coordinates")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    m_pruneApp->add_option("--bits", m_prune.bits, "Bits of the weights")->check(bits)->capture_default_str();

    m_sweepApp = app.add_subcommand("sparsity-sweep",
                                    "Measure accuracy against sparsity, with retraining; goes on where it was stopped");
    m_sweepApp->add_option("MODEL", m_sweep.model, kModel)->required();
    m_sweepApp->add_option("DATA", m_sweep.data, kData)->required();
    m_sweepApp->add_option("--store", m_sweep.store, "File of studies that keeps the finished points")->required();
    m_sweepApp->add_option("--study", m_sweep.study,
                           "Name of the study in that file (default: made of network and data)");
    m_sweepApp->add_flag("--resume", m_sweep.resume, "Continue a study that has points");
    m_sweepApp->add_option("--networks", m_sweep.networks, "Folder for the networks of all points as .tflite");
    m_sweepApp->add_option("--method", m_sweep.methods, "Methods of pruning, as of prune")->delimiter(',');
    m_sweepApp
        ->add_option("--elements", m_sweep.elements, "Kernel elements of nine that stay, falling (default: 9,8,…,1)")
        ->delimiter(',')
        ->check(CLI::Range(1, 9));
    m_sweepApp->add_option("--bits", m_sweep.bits, "Bits of the weights")->delimiter(',')->check(bits);
    m_sweepApp->add_option("--group", m_sweep.group, "Output channels that share coordinates")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    m_sweepApp->add_option("--samples", m_sweep.samples, "Training samples, chosen by the seed (default: all)");
    m_sweepApp->add_option("--keep", m_sweep.keep,
                           "LAYER=SHARE: this layer keeps at least so much, as the sensitivity command proposes");
    m_sweepApp->add_flag("--untrained", m_sweep.untrained, "First measure every point without retraining, too");
    m_sweepApp->add_option("--target", m_sweep.target, "Target whose latency and energy are shown")
        ->capture_default_str();
    m_sweepApp->add_flag("--json", m_sweep.json, "Machine-readable output");
    addTraining(*m_sweepApp, m_sweep.training);

    m_sensitivityApp =
        app.add_subcommand("sensitivity", "Prune each layer alone and propose what it should keep in a sweep");
    m_sensitivityApp->add_option("MODEL", m_sensitivity.model, kModel)->required();
    m_sensitivityApp->add_option("DATA", m_sensitivity.data, kData)->required();
    m_sensitivityApp->add_option("--method", m_sensitivity.method, "Method of pruning, as of prune")
        ->capture_default_str();
    m_sensitivityApp->add_option("--elements", m_sensitivity.elements, "Kernel elements of nine that stay")
        ->delimiter(',')
        ->check(CLI::Range(1, 9));
    m_sensitivityApp->add_option("--bits", m_sensitivity.bits, "Bits of the weights")
        ->check(bits)
        ->capture_default_str();
    m_sensitivityApp->add_option("--group", m_sensitivity.group, "Output channels that share coordinates")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    m_sensitivityApp->add_option("--samples", m_sensitivity.samples, "Test samples (default: all)");
    m_sensitivityApp->add_option("--loss", m_sensitivity.loss, "Percentage points that a layer alone may cost")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    m_sensitivityApp->add_option("--threads", m_sensitivity.threads, "Threads (default: all processors)");
    m_sensitivityApp->add_flag("--json", m_sensitivity.json, "Machine-readable output");
}

std::optional<int> TrainingCommands::run(const std::filesystem::path& executable) const
{
    if (*m_trainApp)
        return cli::run(m_train);
    if (*m_pruneApp)
        return cli::run(m_prune);
    if (*m_sweepApp)
        return cli::run(m_sweep, executable);
    if (*m_sensitivityApp)
        return cli::run(m_sensitivity);
    return std::nullopt;
}

} // namespace tenbin::cli
