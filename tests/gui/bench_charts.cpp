// SPDX-License-Identifier: GPL-3.0-or-later
// How long a chart takes from its construction to its first picture, and to paint again: 5,000 bars, 2,000 rectangles,
// 2,000 dots, a graph.
#include <array>
#include <cmath>
#include <memory>
#include <numeric>

#include <QApplication>
#include <QPixmap>
#include <benchmark/benchmark.h>

#include "engine/zoo/zoo.h"
#include "gui/app/workspace.h"
#include "gui/inspect/energy_chart.h"
#include "gui/inspect/graph_chart.h"
#include "gui/inspect/memory_chart.h"
#include "gui/inspect/roofline_chart.h"
#include "gui/inspect/timing_chart.h"
#include "gui/validate/error_plot.h"
#include "models/registry.h"

namespace {

using namespace tenbin;

Workspace& workspace()
{
    static Workspace instance(loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema));
    return instance;
}

InspectionPtr inspection(const char* spec, const char* on = "stm32h743")
{
    const Target& target = *workspace().target(on);
    auto answer = std::make_shared<Answer>();
    answer->target = target.id;
    answer->graph = buildNetwork(spec).value();
    answer->estimate = std::make_shared<const Estimate>(estimate(*answer->graph, target, {}).value());
    return inspect(answer, target);
}

/// The inference cut into `bars` bars, the plan into `blocks` rectangles.
InspectionPtr crowded(std::size_t bars, std::size_t blocks)
{
    auto crowd = std::make_shared<Inspection>(*inspection("mobilenet_v2"));
    const auto layers = crowd->estimate().layers.size();
    crowd->timeline.bars.clear();
    for (std::size_t i = 0; i < bars; ++i)
        crowd->timeline.bars.push_back(
            {OperatorId{static_cast<std::uint32_t>(i % layers)}, i % 2 == 0 ? Lane::cpu : Lane::memory,
             i % 5 == 0 ? BarPart::stall : BarPart::work, Seconds(1e-4 * static_cast<double>(i)), Seconds(1e-4)});
    crowd->timeline.lanes = {Lane::cpu, Lane::memory};
    crowd->timeline.length = Seconds(1e-4 * static_cast<double>(bars));
    for (MemoryMap& map : crowd->memories) {
        map.blocks.clear();
        for (std::size_t i = 0; i < blocks; ++i)
            map.blocks.push_back({BufferRole::activation, TensorId{}, Bytes(static_cast<std::int64_t>(256 * i)),
                                  Bytes(256), static_cast<std::uint32_t>(i % layers),
                                  static_cast<std::uint32_t>(i % layers), 1});
        map.highest = Bytes(static_cast<std::int64_t>(256 * blocks));
    }
    return crowd;
}

constexpr QSize kSize(1200, 400);

/// From nothing to the picture.
template <class Chart, class Fill>
void paintFirst(benchmark::State& state, const Fill& fill)
{
    for (auto _ : state) {
        std::unique_ptr<Chart> chart = fill();
        chart->resize(kSize);
        benchmark::DoNotOptimize(chart->grab());
    }
}

template <class Chart, class Fill>
void paintAgain(benchmark::State& state, const Fill& fill)
{
    std::unique_ptr<Chart> chart = fill();
    chart->resize(kSize);
    benchmark::DoNotOptimize(chart->grab());
    for (auto _ : state)
        benchmark::DoNotOptimize(chart->grab());
}

template <class Chart, class Fill>
void add(const std::string& name, Fill fill)
{
    benchmark::RegisterBenchmark((name + "/first").c_str(), [fill](benchmark::State& state) {
        paintFirst<Chart>(state, fill);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark((name + "/again").c_str(), [fill](benchmark::State& state) {
        paintAgain<Chart>(state, fill);
    })->Unit(benchmark::kMillisecond);
}

template <class Chart>
auto showing(InspectionPtr data)
{
    return [data] {
        auto chart = std::make_unique<Chart>(workspace());
        chart->show(data, nullptr);
        return chart;
    };
}

/// Rows of five families whose errors spread over a factor of four.
std::shared_ptr<const ValidationReport> scored(std::size_t count)
{
    constexpr std::array kFamilies{"ethos_u", "microcontroller", "max7800x", "neural_art", "stacked_sensor_dsp"};
    auto report = std::make_shared<ValidationReport>();
    for (std::size_t i = 0; i < count; ++i) {
        ScoredRow row;
        row.family = kFamilies[i % kFamilies.size()];
        row.metric = "latency_ms";
        row.value.measured = std::exp(static_cast<double>(i % 97) / 9.0 - 3.0);
        row.value.predicted = row.value.measured * std::exp(static_cast<double>(i * 31 % 101) / 73.0 - 0.69);
        report->scored.push_back(row);
    }
    return report;
}

auto showingRows(std::size_t count)
{
    return [report = scored(count)] {
        auto plot = std::make_unique<ErrorPlot>();
        std::vector<int> rows(report->scored.size());
        std::iota(rows.begin(), rows.end(), 0);
        plot->setRows(report, rows, "latency_ms");
        return plot;
    };
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const InspectionPtr crowd = crowded(5000, 2000), detector = inspection("ssd_mobilenet_v2_fpnlite");
    const InspectionPtr plain = inspection("mobilenet_v2");
    add<TimingChart>("timing/5000_bars", showing<TimingChart>(crowd));
    add<MemoryChart>("memory/2000_rectangles", showing<MemoryChart>(crowd));
    add<MemoryChart>("memory/bars", [plain] {
        auto chart = showing<MemoryChart>(plain)();
        chart->setMode(MemoryChart::Mode::bars);
        return chart;
    });
    add<EnergyChart>("energy/mobilenet_v2", showing<EnergyChart>(inspection("mobilenet_v2", "imx500")));
    add<EnergyChart>("energy/ssd", showing<EnergyChart>(inspection("ssd_mobilenet_v2_fpnlite", "imx500")));
    add<RooflineChart>("roofline/ssd", showing<RooflineChart>(inspection("ssd_mobilenet_v2_fpnlite", "ethos_u55_128")));
    add<GraphChart>("graph/ssd", showing<GraphChart>(detector));
    add<ErrorPlot>("validate/850_rows", showingRows(850));
    add<ErrorPlot>("validate/2000_rows", showingRows(2000));
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
