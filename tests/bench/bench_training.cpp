// SPDX-License-Identifier: GPL-3.0-or-later
// Inference of the published keyword network and one epoch of training; processor time is that of all threads.
#include <filesystem>

#include <benchmark/benchmark.h>

#include "engine/formats/importer.h"
#include "engine/inference/accuracy.h"
#include "engine/training/trainer.h"

namespace {

void keywordInference(benchmark::State& state)
{
    const std::filesystem::path shared = TENBIN_SHARED_DIR;
    const auto graph = tenbin::importNetwork(shared / "models/mlperf-tiny/kws_ref_model.tflite");
    const auto executor = graph ? tenbin::Executor::create(*graph) : tl::make_unexpected(graph.error());
    const auto data = tenbin::loadDataSet(shared / "datasets/kws01", tenbin::Split::test);
    if (!executor || !data) {
        state.SkipWithError("the published model or its data are not here");
        return;
    }
    std::int64_t samples = 0;
    for (auto _ : state) {
        const auto report = tenbin::measureAccuracy(*executor, *data, static_cast<int>(state.range(0)));
        samples += report ? report->accuracy.samples : 0;
    }
    state.counters["inferences/s"] = benchmark::Counter(static_cast<double>(samples), benchmark::Counter::kIsRate);
}
BENCHMARK(keywordInference)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void trainingEpoch(benchmark::State& state)
{
    const auto data = tenbin::loadDataSet(tenbin::fashionMnistFolder(), tenbin::Split::train);
    auto graph = tenbin::benchmarkNetwork(1);
    auto network = graph ? tenbin::TrainableNetwork::create(std::make_shared<const tenbin::Graph>(std::move(*graph)))
                         : tl::make_unexpected(graph.error());
    if (!data || !network) {
        state.SkipWithError("Fashion-MNIST is not installed");
        return;
    }
    for (auto _ : state) {
        auto trained = tenbin::train(*network, *data, {.epochs = 1, .threads = static_cast<int>(state.range(0))});
        benchmark::DoNotOptimize(trained);
    }
}
BENCHMARK(trainingEpoch)->Arg(2)->Iterations(1)->Unit(benchmark::kSecond)->MeasureProcessCPUTime()->UseRealTime();

} // namespace

BENCHMARK_MAIN();
