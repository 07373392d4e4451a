// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <benchmark/benchmark.h>

#include "engine/formats/importer.h"
#include "engine/formats/tflite/writer.h"
#include "engine/zoo/zoo.h"

namespace {

/// MobileNetV2 at 224 x 224 from a file: the real one where it is at hand, else one of the zoo.
std::filesystem::path mobileNet()
{
    const auto real = std::filesystem::path(TENBIN_SHARED_DIR) / "models/vision/mobilenet_v2_224_int8.tflite";
    if (std::filesystem::exists(real))
        return real;
    const auto path = std::filesystem::temp_directory_path() / "tenbin_bench_mobilenet_v2.tflite";
    const auto graph = tenbin::buildNetwork("mobilenet_v2");
    if (graph)
        (void)tenbin::saveTflite(**graph, path);
    return path;
}

void importMobileNetV2(benchmark::State& state)
{
    const auto path = mobileNet();
    for (auto _ : state) {
        auto graph = tenbin::importNetwork(path);
        if (!graph)
            state.SkipWithError("cannot import");
        benchmark::DoNotOptimize(graph);
    }
}
BENCHMARK(importMobileNetV2)->Unit(benchmark::kMillisecond);

void writeMobileNetV2(benchmark::State& state)
{
    const auto graph = tenbin::importNetwork(mobileNet());
    for (auto _ : state) {
        auto bytes = graph ? tenbin::writeTflite(**graph) : tl::make_unexpected(graph.error());
        benchmark::DoNotOptimize(bytes);
    }
}
BENCHMARK(writeMobileNetV2)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
