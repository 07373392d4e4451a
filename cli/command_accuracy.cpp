// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/inference/accuracy.h"
#include "engine/inference/simd_kernels.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string model;
    std::string data; ///< folder with labelled data
    int samples = 0;  ///< so many, chosen by `seed`; 0: all
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: all processors
    bool json = false;
};

int run(const Arguments& arguments, const Program& /*program*/)
{
    auto graph = loadModel(arguments.model);
    if (!graph)
        return failed(graph.error());
    auto executor = Executor::create(*graph);
    if (!executor)
        return failed(executor.error());
    const Tensor& input = (*graph)->tensor((*graph)->inputs()[0]);
    auto data = loadDataSet(arguments.data, Split::test, input.shape);
    if (!data)
        return failed(data.error());
    std::size_t samples = data->size();
    if (arguments.samples > 0)
        samples = static_cast<std::size_t>(arguments.samples);
    const auto report = measureAccuracy(*executor, data->subset(samples, arguments.seed), arguments.threads);
    if (!report)
        return failed(report.error());
    const Accuracy& accuracy = report->accuracy;
    const double rate = static_cast<double>(accuracy.samples) / report->seconds;
    if (arguments.json) {
        const nlohmann::json json{
            {"samples", accuracy.samples}, {"correct", accuracy.correct},   {"accuracy", accuracy.value()},
            {"low", accuracy.low()},       {"high", accuracy.high()},       {"confidence", 0.95},
            {"seconds", report->seconds},  {"inferences_per_second", rate}, {"confusion", report->confusion}};
        writeJson(json.dump(2));
        return done;
    }
    print("{:.2f} % of {} samples right (95 % interval {:.2f} … {:.2f} %)\n", 100.0 * accuracy.value(),
          accuracy.samples, 100.0 * accuracy.low(), 100.0 * accuracy.high());
    print("{:.0f} inferences a second ({} kernels)\n", rate, simdKernels().name);
    return done;
}

} // namespace

void addAccuracy(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "accuracy", "Run a network on labelled data and count right answers", run);
    command.add_option("MODEL", arguments.model, kModelHelp)->required();
    command
        .add_option("DATA", arguments.data, "Folder: IDX (MNIST), CIFAR-10 binaries, or raw tensors with y_labels.csv")
        ->required();
    command.add_option("--samples", arguments.samples, "So many samples, chosen by the seed (default: all)");
    command.add_option("--seed", arguments.seed, "Seed of the choice");
    command.add_option("--threads", arguments.threads, "Threads (default: all processors)");
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
