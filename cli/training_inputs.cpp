// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/training_inputs.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/output.h"

namespace tenbin::cli {

void addTraining(CLI::App& command, TrainingArguments& arguments)
{
    command.add_option("--epochs", arguments.epochs, "Passes over the training data")
        ->check(CLI::Range(0, 10000))
        ->capture_default_str();
    command.add_option("--batch", arguments.batch, "Samples a step")
        ->check(CLI::Range(1, 65536))
        ->capture_default_str();
    command.add_option("--rate", arguments.rate, "Learning rate at the start; a half cosine takes it to zero")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command.add_option("--seed", arguments.seed, "Seed of weights and order")->capture_default_str();
    command.add_option("--threads", arguments.threads, "Threads (default: all processors)");
    command.add_flag("--mirror", arguments.mirror, "Show every image mirrored, too");
}

TrainingOptions toOptions(const TrainingArguments& arguments)
{
    int trainedBits = 0; // rounding to 8 bits needs no training
    if (arguments.bits < 8)
        trainedBits = arguments.bits;
    return {.epochs = arguments.epochs,
            .batch = arguments.batch,
            .learningRate = arguments.rate,
            .weightBits = trainedBits,
            .mirror = arguments.mirror,
            .seed = arguments.seed,
            .threads = arguments.threads};
}

CLI::Validator weightBits() { return CLI::IsMember({1, 2, 4, 8}); }

Result<PruningMethod> pruningMethod(const std::string& name)
{
    const auto method = pruningMethodFromString(name);
    if (!method)
        return fail(ErrorCode::optionValue,
                    {"--method", name, "magnitude, n_of_m, filter, channel, stripe, coordinate"});
    return *method;
}

void showProgress(const TrainingProgress& progress)
{
    if (isatty(STDERR_FILENO))
        showStatus(fmt::format("epoch {}/{}  loss {:.4f}  {:.2f} % right  {:.0f} s left   ", progress.epoch,
                               progress.epochs, progress.loss, 100.0 * progress.accuracy, progress.secondsLeft));
}

} // namespace tenbin::cli
