// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/inference/accuracy.h"
#include "engine/inference/simd_kernels.h"

namespace tenbin::cli {

int run(const AccuracyCommand& command)
{
    const auto failed = [](const Error& error) {
        complain(error);
        return notReadable;
    };
    auto graph = loadModel(command.model);
    if (!graph)
        return failed(graph.error());
    auto executor = Executor::create(*graph);
    if (!executor)
        return failed(executor.error());
    const Tensor& input = (*graph)->tensor((*graph)->inputs()[0]);
    auto data = loadDataSet(command.data, Split::test, input.shape);
    if (!data)
        return failed(data.error());
    const auto report = measureAccuracy(
        *executor,
        data->subset(command.samples > 0 ? static_cast<std::size_t>(command.samples) : data->size(), command.seed),
        command.threads);
    if (!report)
        return failed(report.error());
    const Accuracy& accuracy = report->accuracy;
    const double rate = static_cast<double>(accuracy.samples) / report->seconds;
    if (command.json) {
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

} // namespace tenbin::cli
