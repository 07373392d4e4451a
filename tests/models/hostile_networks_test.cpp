// SPDX-License-Identifier: GPL-3.0-or-later
// Networks whose maps or operators have no end: every preset answers, soon, with finite figures.
#include <cmath>
#include <ctime>
#include <set>

#include <gtest/gtest.h>

#include "engine/inspection/energy_breakdown.h"
#include "engine/inspection/frame_timing.h"
#include "engine/inspection/graph_layout.h"
#include "engine/inspection/memory_map.h"
#include "engine/inspection/roofline.h"
#include "engine/inspection/timeline.h"
#include "engine/targets/target_file.h"
#include "hostile_networks.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& library()
{
    static const TargetLibrary loaded = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return loaded;
}

double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

bool sane(double value) { return std::isfinite(value) && value >= 0.0; }

void expectSane(const Estimate& e)
{
    for (const LayerCost& layer : e.layers) {
        for (const double value : {layer.compute.count(), layer.memory.count(), layer.overhead.count(),
                                   layer.total.count(), layer.latency.count()})
            ASSERT_TRUE(sane(value)) << "layer " << layer.op.index << ": " << value;
        for (const Traffic& traffic : layer.traffic)
            ASSERT_TRUE(traffic.read >= Bytes(0) && traffic.written >= Bytes(0)) << "layer " << layer.op.index;
        for (const EnergyPart& part : layer.energy)
            ASSERT_TRUE(sane(part.energy.count())) << "layer " << layer.op.index;
    }
    if (e.latency) {
        EXPECT_TRUE(sane(e.latency->value.count()));
    }
    if (e.energy) {
        EXPECT_TRUE(sane(e.energy->value.count()));
    }
    EXPECT_GE(e.weightBytes, Bytes(0));
    EXPECT_GE(e.peakActivationBytes, Bytes(0));
    for (const MemoryUse& memory : e.memories)
        EXPECT_TRUE(!memory.used || *memory.used >= Bytes(0)) << memory.name;
    for (const Placement& placement : e.plan.placements)
        ASSERT_TRUE(placement.offset >= Bytes(0) && placement.buffer.size >= Bytes(0));
}

void inspect(const Estimate& e, const Graph& graph, const Target& target)
{
    const auto settings = Settings::resolve(target, {});
    ASSERT_TRUE(settings.has_value());
    EXPECT_TRUE(sane(timelineOf(e).length.count()));
    EXPECT_TRUE(sane(sum(energyOf(e).total).count()));
    for (const Roofline& roofline : rooflinesOf(e, graph, *settings))
        EXPECT_TRUE(sane(roofline.peakMacsPerSecond.value_or(0.0)));
    for (const MemoryMap& map : memoryMaps(e, graph))
        EXPECT_GE(map.peak, Bytes(0));
    layoutOf(graph, true);
    layoutOf(graph, false);
    if (const auto camera = ownCamera(*settings)) {
        const FrameTiming timing = frameTiming(e, *camera, resultOutput(*settings, graph), 4);
        EXPECT_TRUE(sane(timing.photonToResult.count()));
    }
}

class Hostile : public ::testing::TestWithParam<std::string> {
protected:
    const Target& target() const { return *library().find(GetParam()); }

    /// Processor seconds that the slowest network took.
    double answerAll(const std::vector<test::HostileNetwork>& networks) const
    {
        double slowest = 0.0;
        for (const auto& network : networks) {
            SCOPED_TRACE(network.name);
            const double start = processorSeconds();
            const auto e = estimate(*network.graph, target(), {});
            const double estimated = processorSeconds();
            EXPECT_TRUE(e.has_value());
            if (!e)
                continue;
            expectSane(*e);
            const double checked = processorSeconds();
            inspect(*e, *network.graph, target());
            const double inspected = processorSeconds() - checked;
            slowest = std::max({slowest, estimated - start, inspected});
        }
        return slowest;
    }
};

class HostileMaps : public Hostile {};
class HostileNetworks : public Hostile {};

// The limits hold under sanitizers, beside other programs: a loop over rows or pairs takes minutes.
constexpr double kSecondsForMaps = 2.0, kSecondsForNetworks = 15.0;

TEST_P(HostileMaps, MapsWithoutEndAreAnswered)
{
    EXPECT_GT(test::endlessMaps().size(), 1000u);
    EXPECT_LT(answerAll(test::endlessMaps()), kSecondsForMaps);
}

TEST_P(HostileNetworks, TwentyThousandOperatorsAreAnswered)
{
    EXPECT_LT(answerAll(test::endlessNetworks()), kSecondsForNetworks);
}

std::vector<std::string> ids()
{
    std::vector<std::string> list;
    for (const Target& target : library().targets)
        list.push_back(target.id);
    return list;
}
INSTANTIATE_TEST_SUITE_P(Presets, HostileMaps, ::testing::ValuesIn(ids()),
                         [](const auto& given) { return given.param; });

/// One preset for each architecture, memory planner and array: the others walk the same ways.
std::vector<std::string> kinds()
{
    std::set<std::vector<std::string>> seen;
    std::vector<std::string> list;
    for (const Target& target : library().targets) {
        const auto settings = Settings::resolve(target, {});
        const std::string array(settings ? settings->trait("accelerator") : std::string_view());
        const std::string planner(settings ? settings->trait("planner") : std::string_view());
        if (seen.insert({target.architecture, array.substr(0, 3), planner}).second)
            list.push_back(target.id);
    }
    return list;
}
INSTANTIATE_TEST_SUITE_P(Kinds, HostileNetworks, ::testing::ValuesIn(kinds()),
                         [](const auto& given) { return given.param; });

} // namespace
} // namespace tenbin
