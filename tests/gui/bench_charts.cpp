// SPDX-License-Identifier: GPL-3.0-or-later
// How long a chart takes to paint: 5,000 bars, 2,000 rectangles, a graph.
#include <QApplication>
#include <QImage>
#include <QPainter>
#include <benchmark/benchmark.h>

#include "engine/zoo/zoo.h"
#include "gui/app/workspace.h"
#include "gui/inspect/graph_chart.h"
#include "gui/inspect/memory_chart.h"
#include "gui/inspect/timing_chart.h"
#include "models/registry.h"

namespace {

using namespace tenbin;

Workspace& workspace()
{
    static Workspace instance(loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema));
    return instance;
}

InspectionPtr inspection(const char* spec)
{
    const Target& target = *workspace().target("stm32h743");
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

template <class Chart>
void paint(benchmark::State& state, const InspectionPtr& data)
{
    Chart chart(workspace());
    chart.resize(1200, 400);
    chart.show(data, nullptr);
    QImage image(chart.size(), QImage::Format_ARGB32_Premultiplied);
    for (auto _ : state) {
        QPainter painter(&image);
        chart.render(painter, chart.size());
    }
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const InspectionPtr crowd = crowded(5000, 2000), detector = inspection("ssd_mobilenet_v2_fpnlite");
    benchmark::RegisterBenchmark("timing/5000_bars", [&](benchmark::State& s) {
        paint<TimingChart>(s, crowd);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("memory/2000_rectangles", [&](benchmark::State& s) {
        paint<MemoryChart>(s, crowd);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("graph/ssd", [&](benchmark::State& s) {
        paint<GraphChart>(s, detector);
    })->Unit(benchmark::kMillisecond);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
