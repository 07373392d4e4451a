// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/training_inputs.h"
#include "engine/formats/tflite/writer.h"
#include "engine/inference/accuracy.h"
#include "engine/training/training_data.h"

namespace tenbin::cli {

void showProgress(const TrainingProgress& progress)
{
    if (isatty(STDERR_FILENO))
        showStatus(fmt::format("epoch {}/{}  loss {:.4f}  {:.2f} % right  {:.0f} s left   ", progress.epoch,
                               progress.epochs, progress.loss, 100.0 * progress.accuracy, progress.secondsLeft));
}

namespace {

struct Start {
    std::shared_ptr<const Graph> network; ///< float32
    TrainingData data;
};

Result<std::shared_ptr<const Graph>> shared(Result<Graph> graph)
{
    if (!graph)
        return tl::make_unexpected(graph.error());
    return std::make_shared<const Graph>(std::move(*graph));
}

/// The network that was named, or the reference network made for the data.
Result<Start> startOf(const TrainCommand& command)
{
    if (!command.model.empty()) {
        const auto model = loadModel(command.model);
        auto data = model ? loadTrainingData(command.data, **model) : tl::make_unexpected(model.error());
        auto network = data ? shared(floatGraph(**model)) : tl::make_unexpected(data.error());
        return network ? Result<Start>(Start{*network, std::move(*data)}) : tl::make_unexpected(network.error());
    }
    auto train = loadDataSet(command.data, Split::train);
    auto test = train ? loadDataSet(command.data, Split::test) : tl::make_unexpected(train.error());
    auto network = test ? shared(referenceNetwork(train->shape, train->classes, command.training.seed))
                        : tl::make_unexpected(test.error());
    return network ? Result<Start>(Start{*network, {std::move(*train), std::move(*test)}})
                   : tl::make_unexpected(network.error());
}

Result<void> trainAndSave(const TrainCommand& command)
{
    const auto start = startOf(command);
    auto network = start ? TrainableNetwork::create(start->network) : tl::make_unexpected(start.error());
    if (!network)
        return tl::make_unexpected(network.error());
    const auto began = std::chrono::steady_clock::now();
    const auto trained = train(*network, start->data.train, toOptions(command.training), showProgress);
    if (!trained)
        return tl::make_unexpected(trained.error());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    auto values = withValues(*start->network, network->values());
    auto small = values ? quantizedGraph(std::make_shared<const Graph>(std::move(*values)), start->data.train,
                                         command.training.bits)
                        : values;
    auto executor =
        small ? Executor::create(std::make_shared<const Graph>(*small)) : tl::make_unexpected(small.error());
    auto report = executor ? measureAccuracy(*executor, start->data.test, command.training.threads)
                           : tl::make_unexpected(executor.error());
    if (!report)
        return tl::make_unexpected(report.error());
    print(
        "{}{:.2f} % of {} test samples right (95 % interval {:.2f} … {:.2f} %), loss {:.4f}, {:.1f} s for {} epochs\n",
        isatty(STDERR_FILENO) ? "\n" : "", 100.0 * report->accuracy.value(), report->accuracy.samples,
        100.0 * report->accuracy.low(), 100.0 * report->accuracy.high(), trained->loss, seconds,
        command.training.epochs);
    return saveTflite(*small, command.output);
}

} // namespace

int run(const TrainCommand& command)
{
    if (const auto result = trainAndSave(command); !result) {
        complain(result.error());
        return notReadable;
    }
    return done;
}

} // namespace tenbin::cli
