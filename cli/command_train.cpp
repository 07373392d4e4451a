// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/training_inputs.h"
#include "engine/core/text_parts.h"
#include "engine/formats/tflite/writer.h"
#include "engine/inference/accuracy.h"
#include "engine/training/training_data.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string output; ///< .tflite to write
    std::string data;   ///< folder with labelled data
    std::string model;  ///< network to train on; empty: the reference network from scratch
    TrainingArguments training;
};

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

Result<Start> startWith(const std::string& file, const std::string& folder)
{
    const auto model = loadModel(file);
    if (!model)
        return tl::make_unexpected(model.error());
    auto data = loadTrainingData(folder, **model);
    if (!data)
        return tl::make_unexpected(data.error());
    auto network = shared(floatGraph(**model));
    if (!network)
        return tl::make_unexpected(network.error());
    return Start{*network, std::move(*data)};
}

/// The network that was named, or the reference network made for the data.
Result<Start> startOf(const Arguments& arguments)
{
    if (!arguments.model.empty())
        return startWith(arguments.model, arguments.data);
    auto train = loadDataSet(arguments.data, Split::train);
    if (!train)
        return tl::make_unexpected(train.error());
    auto test = loadDataSet(arguments.data, Split::test);
    if (!test)
        return tl::make_unexpected(test.error());
    auto network = shared(referenceNetwork(train->shape, train->classes, arguments.training.seed));
    if (!network)
        return tl::make_unexpected(network.error());
    return Start{*network, {std::move(*train), std::move(*test)}};
}

Result<void> trainAndSave(const Arguments& arguments)
{
    const auto start = startOf(arguments);
    if (!start)
        return tl::make_unexpected(start.error());
    auto network = TrainableNetwork::create(start->network);
    if (!network)
        return tl::make_unexpected(network.error());
    const auto began = std::chrono::steady_clock::now();
    const auto trained = train(*network, start->data.train, toOptions(arguments.training), showProgress);
    if (!trained)
        return tl::make_unexpected(trained.error());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    auto values = withValues(*start->network, network->values());
    if (!values)
        return tl::make_unexpected(values.error());
    auto small =
        quantizedGraph(std::make_shared<const Graph>(std::move(*values)), start->data.train, arguments.training.bits);
    if (!small)
        return tl::make_unexpected(small.error());
    auto executor = Executor::create(std::make_shared<const Graph>(*small));
    if (!executor)
        return tl::make_unexpected(executor.error());
    auto report = measureAccuracy(*executor, start->data.test, arguments.training.threads);
    if (!report)
        return tl::make_unexpected(report.error());
    print(
        "{}{:.2f} % of {} test samples right (95 % interval {:.2f} … {:.2f} %), loss {:.4f}, {:.1f} s for {} epochs\n",
        textIf(isatty(STDERR_FILENO) != 0, "\n"), 100.0 * report->accuracy.value(), report->accuracy.samples,
        100.0 * report->accuracy.low(), 100.0 * report->accuracy.high(), trained->loss, seconds,
        arguments.training.epochs);
    return saveTflite(*small, arguments.output);
}

int run(const Arguments& arguments, const Program& /*program*/)
{
    if (const auto result = trainAndSave(arguments); !result)
        return failed(result.error());
    return done;
}

} // namespace

void addTrain(CLI::App& app, Program& program)
{
    auto [command, arguments] = addCommand<Arguments>(
        app, program, "train", "Train a network on labelled data and save it as int8 .tflite", run);
    command.add_option("OUTPUT", arguments.output, "File to write")->required();
    command.add_option("DATA", arguments.data, kLabelledData)->required();
    command.add_option("--model", arguments.model,
                       "Go on with this network (default: the reference network from scratch)");
    command.add_option("--bits", arguments.training.bits, "Bits of the weights")
        ->check(weightBits())
        ->capture_default_str();
    addTraining(command, arguments.training);
}

} // namespace tenbin::cli
