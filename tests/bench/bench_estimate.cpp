// SPDX-License-Identifier: GPL-3.0-or-later
// How long one answer takes: `bench_estimate` prints a line for each target and
// one for all together (what a drop on the board costs).
#include <benchmark/benchmark.h>

#include "engine/estimate/remedies.h"
#include "engine/formats/importer.h"
#include "engine/formats/tflite/writer.h"
#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace {

using namespace tenbin;

const TargetLibrary& library()
{
    static const TargetLibrary loaded = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return loaded;
}

const Graph& network()
{
    static const std::shared_ptr<const Graph> graph = buildNetwork("mobilenet_v2").value();
    return *graph;
}

void estimateOne(benchmark::State& state, const Target& target)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(estimate(network(), target, {}));
}

/// The networks that take longest, without the search for remedies: block searches and cascades included.
void estimateDetector(benchmark::State& state, const Target& target, const std::string& spec)
{
    const auto graph = buildNetwork(spec).value();
    for (auto _ : state)
        benchmark::DoNotOptimize(estimateAsIs(*findCostModel(target.architecture), *graph, target, {}));
}

void estimateAll(benchmark::State& state)
{
    for (auto _ : state)
        for (const Target& target : library().targets)
            benchmark::DoNotOptimize(estimate(network(), target, {}));
}

void importMobileNetV2(benchmark::State& state)
{
    const auto bytes = std::make_shared<const std::vector<std::byte>>(writeTflite(network()).value());
    for (auto _ : state)
        benchmark::DoNotOptimize(importNetwork(*bytes, "mobilenet_v2.tflite", bytes));
}

void loadPresets(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema));
}

void buildMobileNetV2(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(buildNetwork("mobilenet_v2"));
}

} // namespace

int main(int argc, char** argv)
{
    for (const Target& target : library().targets)
        benchmark::RegisterBenchmark(("estimate/mobilenet_v2/" + target.id).c_str(), [&target](
                                                                                         benchmark::State& state) {
            estimateOne(state, target);
        })->Unit(benchmark::kMillisecond);
    for (const CostModel* model : costModels())
        for (const Target& target : library().targets)
            if (target.architecture == model->schema().architecture) {
                for (const char* spec : {"ssd_mobilenet_v2_fpnlite", "yolov8n"})
                    benchmark::RegisterBenchmark(
                        (std::string("family/") + target.architecture + "/" + spec).c_str(),
                        [&target, spec](benchmark::State& state) { estimateDetector(state, target, spec); })
                        ->Unit(benchmark::kMillisecond);
                break;
            }
    benchmark::RegisterBenchmark("estimate/mobilenet_v2/all_targets", estimateAll)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("import/mobilenet_v2", importMobileNetV2)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("build/mobilenet_v2", buildMobileNetV2)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("load_presets", loadPresets)->Unit(benchmark::kMillisecond);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
