// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/training_inputs.h"
#include "engine/formats/tflite_writer.h"
#include "engine/inference/accuracy.h"

namespace tenbin::cli {

void showProgress(const TrainingProgress& progress)
{
    if (isatty(STDERR_FILENO))
        fmt::print(stderr, "\repoch {}/{}  loss {:.4f}  {:.2f} % right  {:.0f} s left   ", progress.epoch, progress.epochs, progress.loss,
                   100.0 * progress.accuracy, progress.secondsLeft);
}

namespace {

Result<std::shared_ptr<const Graph>> startNetwork(const TrainCommand& command, const DataSet& data)
{
    if (command.model.empty()) {
        auto graph = referenceNetwork(data.shape, data.classes, command.training.seed);
        if (!graph)
            return tl::make_unexpected(graph.error());
        return std::make_shared<const Graph>(std::move(*graph));
    }
    auto graph = loadModel(command.model);
    auto real = graph ? floatGraph(**graph) : tl::make_unexpected(graph.error());
    if (!real)
        return tl::make_unexpected(real.error());
    return std::make_shared<const Graph>(std::move(*real));
}

Result<void> trainAndSave(const TrainCommand& command)
{
    auto data = loadDataSet(command.data, Split::train);
    auto test = data ? loadDataSet(command.data, Split::test) : tl::make_unexpected(data.error());
    auto start = test ? startNetwork(command, *data) : tl::make_unexpected(test.error());
    auto network = start ? TrainableNetwork::create(*start) : tl::make_unexpected(start.error());
    if (!network)
        return tl::make_unexpected(network.error());
    const auto began = std::chrono::steady_clock::now();
    const auto trained = train(*network, *data, toOptions(command.training), showProgress);
    if (!trained)
        return tl::make_unexpected(trained.error());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    auto values = withValues(**start, network->values());
    auto small = values ? quantizedGraph(std::make_shared<const Graph>(std::move(*values)), *data, command.training.bits) : values;
    auto executor = small ? Executor::create(std::make_shared<const Graph>(*small)) : tl::make_unexpected(small.error());
    auto report = executor ? measureAccuracy(*executor, *test, command.training.threads) : tl::make_unexpected(executor.error());
    if (!report)
        return tl::make_unexpected(report.error());
    fmt::print("{}{:.2f} % of {} test samples right (95 % interval {:.2f} … {:.2f} %), loss {:.4f}, {:.1f} s for {} epochs\n",
               isatty(STDERR_FILENO) ? "\n" : "", 100.0 * report->accuracy.value(), report->accuracy.samples, 100.0 * report->accuracy.low(),
               100.0 * report->accuracy.high(), trained->loss, seconds, command.training.epochs);
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
