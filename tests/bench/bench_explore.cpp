// SPDX-License-Identifier: GPL-3.0-or-later
// Points a second, fronts and stores of design-space exploration: docs/BENCHMARKS.md.
#include <filesystem>
#include <random>

#include <benchmark/benchmark.h>

#include "engine/study/run_study.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace {

using namespace tenbin;

const TargetLibrary& library()
{
    static const TargetLibrary loaded = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return loaded;
}

std::shared_ptr<const DesignSpace> spaceOf(const std::string& targets, const std::string& axes)
{
    const std::string head = "name = \"bench\"\nobjectives = [\"latency\", \"energy\", "
                             "\"peak_memory\"]\n[[networks]]\nmodel = \"zoo:mobilenet_v2\"\n";
    const auto question = parseQuestion("targets = " + targets + "\n" + head + axes, "bench");
    return buildSpace(
               *question, library(), [](const std::string& spec) { return buildNetwork(spec); }, findCostModel)
        .value();
}

std::string axis(const std::string& key, double from, double to, int count)
{
    return "[[axes]]\nkey = \"" + key + "\"\nrange = { from = " + std::to_string(from) + ", to = " + std::to_string(to)
           + ", count = " + std::to_string(count) + " }\n";
}

/// The memory plan is shared: clocks, bandwidths, bits, array sizes.
std::shared_ptr<const DesignSpace> sharedPlan(const std::string& family)
{
    const std::string clock = axis("clock_hz", 100e6, 1e9, 100);
    if (family == "ethos_u")
        return spaceOf("[\"ethos_u55_*\", \"ethos_u65_*\", \"ethos_u85_*\"]",
                       clock + axis("memory.external.bandwidth_bytes_per_s", 0.2e9, 4e9, 40)
                           + "[[axes]]\nkey = \"activation_bits\"\nvalues = [8, 16]\n");
    return spaceOf("[\"cartesian_mac_array\"]", clock + axis("voltage_v", 0.6, 1.1, 11) + axis("array.pixels", 8, 64, 8)
                                                    + axis("array.output_channels", 8, 64, 8)
                                                    + "[[axes]]\nkey = \"elements\"\nvalues = [9, 4, 1]\n");
}

/// Every point needs its own plan.
std::shared_ptr<const DesignSpace> ownPlan(const std::string& family)
{
    if (family == "ethos_u")
        return spaceOf("[\"ethos_u55_128\"]", axis("memory.sram.capacity_bytes", 2e5, 4e6, 4000));
    if (family == "cartesian")
        return spaceOf("[\"cartesian_mac_array\"]", axis("array.pixels", 8, 1000, 900));
    return spaceOf("[\"stm32h7*\", \"stm32u5*\", \"nrf5*\"]", axis("memory.sram.capacity_bytes", 2e5, 2e6, 400));
}

void evaluate(benchmark::State& state, const std::shared_ptr<const DesignSpace>& space, int threads)
{
    std::uint64_t points = 0;
    for (auto _ : state) {
        const SpaceEvaluator evaluator(space); // nothing is prepared beforehand
        const SweepOptions options{.threads = threads};
        sweep(evaluator, openRanges(space->size(), {}, options), options, RunControl(),
              [](const std::vector<PointBatch>&) { return true; });
        points += space->size();
    }
    state.counters["points/s"] = benchmark::Counter(static_cast<double>(points), benchmark::Counter::kIsRate);
}

/// Three objectives, as correlated as real ones: a front of some thousand rows.
CostColumns millionPoints()
{
    std::mt19937 random(1);
    std::lognormal_distribution<double> spread(0.0, 1.0);
    CostColumns columns(3, std::vector<double>(1'000'000));
    for (std::size_t row = 0; row < columns[0].size(); ++row) {
        const double size = spread(random);
        columns[0][row] = spread(random) / size;
        columns[1][row] = spread(random) * size;
        columns[2][row] = spread(random);
    }
    return columns;
}

void front(benchmark::State& state)
{
    const CostColumns columns = millionPoints();
    std::size_t size = 0;
    for (auto _ : state)
        size = paretoFront(columns).size();
    state.counters["front"] = static_cast<double>(size);
}

std::filesystem::path storePath() { return std::filesystem::temp_directory_path() / "tenbin_bench_study.db"; }

void removeStore()
{
    for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(storePath().string() + ending);
}

void store(benchmark::State& state)
{
    const auto space =
        spaceOf("[\"cartesian_mac_array\"]", axis("clock_hz", 100e6, 1e9, 1000) + axis("array.pixels", 8, 1007, 1000));
    for (auto _ : state) {
        removeStore();
        const auto file = StudyFile::open(storePath()).value();
        const SpaceEvaluator evaluator(space);
        runStudy(*file, file->begin(*space).value(), evaluator, {}, RunControl()).value();
    }
    state.counters["points"] = static_cast<double>(space->size());
}

/// From the file to what the scatter plot draws: points, costs, front.
void reopen(benchmark::State& state)
{
    for (auto _ : state) {
        const auto file = StudyFile::openExisting(storePath()).value();
        const StudyContent content = file->read(1).value();
        const Question question = parseQuestion(content.info.question, "bench").value();
        benchmark::DoNotOptimize(summarise(costColumns(content.points, question.objectives, question.constraints)));
    }
    removeStore();
}

} // namespace

int main(int argc, char** argv)
{
    for (const char* family : {"ethos_u", "cartesian"})
        for (const int threads : {1, 2})
            benchmark::RegisterBenchmark(
                (std::string("shared_plan/") + family + "/threads:" + std::to_string(threads)).c_str(),
                [=](benchmark::State& state) { evaluate(state, sharedPlan(family), threads); })
                ->Unit(benchmark::kMillisecond)
                ->UseRealTime();
    for (const char* family : {"ethos_u", "cartesian", "microcontroller"})
        benchmark::RegisterBenchmark((std::string("own_plan/") + family + "/threads:1").c_str(),
                                     [=](benchmark::State& state) { evaluate(state, ownPlan(family), 1); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    benchmark::RegisterBenchmark("front/1M_points_3_objectives", front)->Unit(benchmark::kMillisecond)->UseRealTime();
    benchmark::RegisterBenchmark("store/1M_points", store)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);
    benchmark::RegisterBenchmark("reopen/1M_points", reopen)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->Iterations(1);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
