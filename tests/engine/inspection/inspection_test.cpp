// SPDX-License-Identifier: GPL-3.0-or-later
// Charts say what the estimate says: sums, rectangles, dots.
#include <algorithm>

#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "engine/inspection/energy_breakdown.h"
#include "engine/inspection/frame_timing.h"
#include "engine/inspection/graph_layout.h"
#include "engine/inspection/memory_map.h"
#include "engine/inspection/roofline.h"
#include "engine/inspection/timeline.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& library()
{
    static const TargetLibrary targets = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return targets;
}

std::shared_ptr<const Graph> network(const char* spec) { return buildNetwork(spec).value(); }

/// Every target with a network that shows most of what it does.
class EveryTarget : public ::testing::TestWithParam<std::string> {
protected:
    const Target& target() const { return *library().find(GetParam()); }
    Estimate answer(const Graph& graph) const { return estimate(graph, target(), {}).value(); }
};

TEST_P(EveryTarget, BarsSumToTheLatency)
{
    const auto graph = network("mobilenet_v2");
    const Estimate e = answer(*graph);
    const Timeline timeline = timelineOf(e);
    if (!e.latency) {
        EXPECT_TRUE(timeline.bars.empty());
        return;
    }
    double sum = 0.0, end = 0.0;
    for (const TimelineBar& bar : timeline.bars) {
        EXPECT_GT(bar.length.count(), 0.0);
        if (bar.part == BarPart::transfer)
            continue;
        EXPECT_NEAR(bar.start.count(), end, 1e-9 * (1.0 + end)) << "bars follow one another";
        end = (bar.start + bar.length).count();
        sum += bar.length.count();
    }
    EXPECT_NEAR(sum, e.latency->value.count(), 1e-9 * e.latency->value.count());
    EXPECT_EQ(timeline.starts.size(), e.layers.size());
}

TEST_P(EveryTarget, RectanglesAreThePlanAndNeverOverlap)
{
    const auto graph = network("mlperf_ic");
    const Estimate e = answer(*graph);
    std::size_t placed = 0;
    for (const MemoryMap& map : memoryMaps(e, *graph)) {
        for (const MemoryBlock& block : map.blocks)
            placed += block.role == BufferRole::weights && !block.tensor.valid() ? 0 : 1;
        EXPECT_GE(map.highest, map.peak);
        EXPECT_EQ(*std::max_element(map.livePerOperator.begin(), map.livePerOperator.end()), map.peak);
        for (std::size_t a = 0; a < map.blocks.size(); ++a)
            for (std::size_t b = a + 1; b < map.blocks.size(); ++b) {
                const MemoryBlock &x = map.blocks[a], &y = map.blocks[b];
                const bool together = x.first <= y.last && y.first <= x.last;
                EXPECT_FALSE(together && x.offset < y.offset + y.size && y.offset < x.offset + x.size);
            }
    }
    const auto planned = std::count_if(e.plan.placements.begin(), e.plan.placements.end(), [](const Placement& p) {
        return p.buffer.size.count() > 0 && !(p.buffer.role == BufferRole::weights && !p.buffer.tensor.valid());
    });
    EXPECT_EQ(placed, static_cast<std::size_t>(planned));
}

TEST_P(EveryTarget, StacksSumToTheEnergy)
{
    const auto graph = network("mlperf_kws");
    const Estimate e = answer(*graph);
    const EnergyBreakdown breakdown = energyOf(e);
    EXPECT_EQ(breakdown.known, e.energy.has_value());
    if (!e.energy)
        return;
    Joules layers = sum(breakdown.once);
    for (const EnergyStack& stack : breakdown.layers)
        layers += sum(stack);
    EXPECT_NEAR(layers.count(), e.energy->value.count(), 1e-9 * e.energy->value.count());
    EXPECT_NEAR(sum(breakdown.total).count(), e.energy->value.count(), 1e-9 * e.energy->value.count());
}

TEST_P(EveryTarget, NoDotLiesAboveTheRoof)
{
    const auto graph = network("mobilenet_v1?alpha=0.25&input=96");
    const Estimate e = answer(*graph);
    for (const Roofline& roofline : rooflinesOf(e, *graph, Settings::resolve(target(), {}).value())) {
        double share = 0.0;
        for (const RooflineDot& dot : roofline.dots) {
            EXPECT_GT(dot.macsPerByte, 0.0);
            share += dot.share;
            EXPECT_LE(dot.macsPerSecond, roofline.roofAt(dot.macsPerByte) * 1.000001) << roofline.memory;
        }
        EXPECT_LE(share, 1.000001);
        EXPECT_LE(roofline.fetchedAhead, static_cast<int>(roofline.dots.size())) << roofline.memory;
    }
}
std::vector<std::string> ids()
{
    std::vector<std::string> list;
    for (const Target& target : library().targets)
        list.push_back(target.id);
    return list;
}
INSTANTIATE_TEST_SUITE_P(Presets, EveryTarget, ::testing::ValuesIn(ids()),
                         [](const auto& given) { return given.param; });

TEST(MemoryMap, NamesThePeakOfAMicrocontroller)
{
    const auto graph = network("person_detect");
    const Estimate e = estimate(*graph, *library().find("stm32h743"),
                                withOption(*library().find("stm32h743"), {}, "toolchain", "tflm_cmsis_nn").value())
                           .value();
    for (const MemoryMap& map : memoryMaps(e, *graph))
        for (const MemoryBlock* block : liveAt(map, map.peakOperator))
            EXPECT_TRUE(block->first <= map.peakOperator && map.peakOperator <= block->last);
    const auto maps = memoryMaps(e, *graph);
    const auto sram = std::find_if(maps.begin(), maps.end(), [&](const MemoryMap& m) {
        return e.memories[static_cast<std::size_t>(m.memory)].id == "sram";
    });
    ASSERT_NE(sram, maps.end());
    int reads = 0, writes = 0;
    for (const MemoryBlock* block : liveAt(*sram, sram->peakOperator)) {
        const BlockUse use = useOf(*block, *graph, sram->peakOperator);
        reads += use == BlockUse::input || use == BlockUse::both;
        writes += use == BlockUse::output || use == BlockUse::both;
    }
    EXPECT_EQ(reads, 1);
    EXPECT_EQ(writes, 1);
}

TEST(GraphLayout, EdgesGoDownAndFoldingKeepsEveryOperator)
{
    for (const char* spec : {"mobilenet_v2", "ssd_mobilenet_v2_fpnlite", "yolov8n", "mlperf_ad"})
        for (const bool fold : {false, true}) {
            const auto graph = network(spec);
            const GraphLayout layout = layoutOf(*graph, fold);
            std::size_t operators = 0;
            for (const GraphNode& node : layout.nodes)
                operators += node.operators.size();
            EXPECT_EQ(operators, graph->operators().size()) << spec;
            for (const auto& [from, to] : layout.edges)
                EXPECT_LT(layout.nodes[static_cast<std::size_t>(from)].rank,
                          layout.nodes[static_cast<std::size_t>(to)].rank)
                    << spec;
            std::set<std::pair<int, int>> places;
            for (const GraphNode& node : layout.nodes)
                EXPECT_TRUE(places.insert({node.rank, node.column}).second) << spec << ": two boxes in one place";
        }
    EXPECT_LT(layoutOf(*network("mlperf_ad"), true).nodes.size(), layoutOf(*network("mlperf_ad"), false).nodes.size());
}

TEST(FrameTiming, ReproducesThePublishedFrames)
{
    const Target& imx = *library().find("imx500");
    const auto graph = network("mobilenet_v1");
    // Mode B: readout and image processing within 5.6 ms, inference in 4.5, 120 frames a second.
    const Configuration b = withOption(imx, {}, "mode", "B").value();
    const Estimate e = estimate(*graph, imx, b).value();
    const Camera camera = ownCamera(Settings::resolve(imx, b).value()).value();
    EXPECT_DOUBLE_EQ(camera.readoutSeconds.value, 5.6e-3);
    const FrameTiming timing = frameTiming(e, camera, {}, 4);
    EXPECT_NEAR(timing.framesPerSecond, 120.0, 1e-9);
    EXPECT_TRUE(timing.waitsForSensor);
    EXPECT_NEAR(timing.photonToResult.count(), 5.6e-3 + e.latency->value.count(), 1e-12);
    // Without the sensor's clock the readout limits: the inference of one frame overlaps with the readout of the next.
    Camera free = camera;
    free.framesPerSecond.value = 1e6;
    const FrameTiming overlapped = frameTiming(e, free, {}, 3);
    EXPECT_EQ(overlapped.limit, FrameStage::readout);
    EXPECT_NEAR(overlapped.period.count(), 5.6e-3, 1e-12);
    for (const FrameBar& bar : overlapped.bars)
        if (bar.stage == FrameStage::inference) {
            EXPECT_GE(bar.start.count(), 5.6e-3 * (bar.frame + 1) - 1e-12);
        }
}

TEST(FrameTiming, ACameraOfItsOwnHasALink)
{
    const auto cameras = readCameras(TENBIN_SOURCE_DIR "/presets/cameras.toml");
    ASSERT_TRUE(cameras.has_value());
    ASSERT_FALSE(cameras->empty());
    const auto graph = network("mobilenet_v1?alpha=0.25&input=96");
    const Target& mcu = *library().find("stm32h743");
    const Estimate e = estimate(*graph, mcu, {}).value();
    const FrameTiming timing = frameTiming(e, cameras->front(), {.bits = 8e3, .bitsPerSecond = 1e6}, 2);
    const double link = 320.0 * 240.0 * 8.0 / 48e6;
    EXPECT_NEAR(timing.photonToResult.count(),
                cameras->front().readoutSeconds.value + link + e.latency->value.count() + 8e-3, 1e-9);
    EXPECT_FALSE(readCameras("nowhere.toml").has_value());
}

TEST(Battery, LifeFollowsRateAndSleep)
{
    const auto graph = network("mlperf_kws");
    const Target& ndp = *library().find("ndp120");
    const Estimate e = estimate(*graph, ndp, {}).value();
    ASSERT_TRUE(e.energy);
    const double joules = 0.22 * 3.0 * 3600.0; // 220 mAh at 3 V
    const auto life = batteryLife(e, {.inferencesPerSecond = 1.0, .sleep = Watts(1e-6), .battery = Joules(joules)});
    ASSERT_TRUE(life);
    EXPECT_NEAR(life->count(), joules / (e.energy->value.count() + 1e-6), 1e-3);
    const auto capped = averagePower(e, {.inferencesPerSecond = 1e9, .sleep = Watts(), .battery = Joules(joules)});
    EXPECT_NEAR(capped->count(), e.energy->value.count() * *e.framesPerSecond, 1e-9);
}

} // namespace
} // namespace tenbin
