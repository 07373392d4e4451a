// SPDX-License-Identifier: GPL-3.0-or-later
// Layers that the user takes from an accelerator and gives to the processor beside it.
#include <gtest/gtest.h>

#include "engine/targets/placement.h"
#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const Target& preset(std::string_view id)
{
    static const TargetLibrary library = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return *library.find(id);
}

Estimate estimated(const Graph& graph, const Target& target, const Configuration& configuration)
{
    return estimate(graph, target, configuration).value();
}

class Placement : public ::testing::TestWithParam<const char*> {
protected:
    const Target& target = preset(GetParam());
    std::shared_ptr<const Graph> graph = buildNetwork("mobilenet_v1?alpha=0.25&input=96").value();
    Estimate compiled = estimated(*graph, target, {});
};

TEST_P(Placement, APlacedLayerRunsOnTheProcessorAndTheOthersStay)
{
    const std::uint32_t op = 4;
    ASSERT_EQ(compiled.layers[op].unit, ExecutionUnit::macArray);
    const auto configuration = withOption(target, {}, placementKey(op), "cpu").value();
    const Estimate placed = estimated(*graph, target, configuration);
    EXPECT_EQ(placed.layers[op].unit, ExecutionUnit::cpu);
    EXPECT_GT(placed.layers[op].latency, compiled.layers[op].latency);
    EXPECT_GT(placed.latency->value, compiled.latency->value);
    for (std::uint32_t i = 0; i < placed.layers.size(); ++i)
        if (i != op) {
            EXPECT_EQ(placed.layers[i].unit, compiled.layers[i].unit) << i;
        }
    const bool said = std::any_of(placed.reasons.begin(), placed.reasons.end(), [&](const Reason& reason) {
        return reason.op == std::optional(OperatorId{op}) || reason.code == ReasonCode::operatorOnCpu;
    });
    EXPECT_TRUE(said);
}

TEST_P(Placement, LeavingItToTheCompilerChangesNothing)
{
    const auto there = withOption(target, {}, placementKey(4), "cpu").value();
    const auto back = withOption(target, there, placementKey(4), "auto").value();
    EXPECT_TRUE(back.empty());
    EXPECT_EQ(withoutPlacements(there), back);
    const auto beyond = withOption(target, {}, placementKey(4000), "cpu").value(); // of another, longer network
    EXPECT_EQ(estimated(*graph, target, beyond).latency->value, compiled.latency->value);
}

TEST_P(Placement, AllLayersMayLeave)
{
    Configuration configuration;
    for (std::uint32_t i = 0; i < graph->operators().size(); ++i)
        configuration = withOption(target, std::move(configuration), placementKey(i), "cpu").value();
    for (const LayerCost& layer : estimated(*graph, target, configuration).layers)
        EXPECT_TRUE(layer.unit == ExecutionUnit::cpu || layer.unit == ExecutionUnit::fused) << layer.op.index;
}

INSTANTIATE_TEST_SUITE_P(Accelerators, Placement, ::testing::Values("ethos_u55_128", "ethos_u85_256", "stm32n6"));

TEST(PlacementKeys, NameOneOperator)
{
    EXPECT_EQ(placedOperator("placement.17"), 17U);
    for (const char* key : {"placement.", "placement.-1", "placement.1x", "placement.99999999999", "clock_hz"})
        EXPECT_FALSE(placedOperator(key)) << key;
}

TEST(PlacementKeys, AreRefusedWhereNothingCouldTakeTheLayer)
{
    EXPECT_EQ(withOption(preset("imx500"), {}, "placement.1", "cpu").error().code, ErrorCode::optionUnknown);
    EXPECT_EQ(withOption(preset("ethos_u55_128"), {}, "placement.1", "gpu").error().code, ErrorCode::optionValue);
}

} // namespace
} // namespace tenbin
