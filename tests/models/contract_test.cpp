// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of every model on every preset, whatever the hardware.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& library()
{
    static const TargetLibrary loaded = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return loaded;
}

const std::vector<std::shared_ptr<const Graph>>& networks()
{
    static const std::vector<std::shared_ptr<const Graph>> built = [] {
        std::vector<std::shared_ptr<const Graph>> list;
        for (const char* spec : {"mobilenet_v1?alpha=0.25&input=96", "mobilenet_v2", "mlperf_kws", "mlperf_ic",
                                 "mlperf_ad", "resnet18", "squeezenet_1_1", "ssd_mobilenet_v2_fpnlite"})
            if (auto graph = buildNetwork(spec))
                list.push_back(*graph);
        return list;
    }();
    return built;
}

/// A layer with an operator that nobody knows, between two convolutions.
Graph networkWithUnknownOperator()
{
    GraphBuilder builder;
    const TensorId a = builder.addTensor({.name = "a", .shape = {1, 32, 32, 16}});
    const TensorId w = builder.addTensor({.name = "w", .shape = {16, 3, 3, 16}, .constant = true});
    const TensorId b = builder.addTensor({.name = "b", .shape = {1, 32, 32, 16}});
    const TensorId c = builder.addTensor({.name = "c", .shape = {1, 32, 32, 16}});
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .name = "conv",
                         .inputs = {a, w},
                         .outputs = {b},
                         .attributes = Conv2dAttributes{.padding = {1, 1, 1, 1}}});
    builder.addOperator(
        {.kind = OperatorKind::custom, .name = "odd", .customName = "Frobnicate", .inputs = {b}, .outputs = {c}});
    builder.setName("odd");
    builder.setInputs({a});
    builder.setOutputs({c});
    return std::move(builder).finish().value();
}

bool sane(double value) { return std::isfinite(value) && value >= 0.0; }

class EveryPreset : public ::testing::TestWithParam<std::string> {
protected:
    const Target& target() const { return *library().find(GetParam()); }
    Estimate estimated(const Graph& graph, const Configuration& configuration = {}) const
    {
        auto result = estimate(graph, target(), configuration);
        EXPECT_TRUE(result.has_value());
        return result ? std::move(*result) : Estimate{};
    }
};

TEST_P(EveryPreset, CostsAreFiniteNonNegativeAndSumToTheTotal)
{
    for (const auto& graph : networks()) {
        SCOPED_TRACE(graph->name());
        const Estimate e = estimated(*graph);
        ASSERT_EQ(e.layers.size(), graph->operators().size());
        Seconds sum = e.overhead;
        for (std::size_t i = 0; i < e.layers.size(); ++i) {
            const LayerCost& layer = e.layers[i];
            EXPECT_EQ(layer.op.index, i);
            for (const double value : {layer.compute.count(), layer.memory.count(), layer.overhead.count(),
                                       layer.total.count(), layer.latency.count(), layer.bytesMoved().toDouble()})
                EXPECT_TRUE(sane(value)) << "layer " << i << ": " << value;
            if (layer.utilisation) {
                EXPECT_TRUE(*layer.utilisation >= 0.0 && *layer.utilisation <= 1.0 + 1e-9)
                    << "layer " << i << ": " << *layer.utilisation;
            }
            for (const EnergyPart& part : layer.energy)
                EXPECT_TRUE(sane(part.energy.count())) << "layer " << i;
            for (const Traffic& traffic : layer.traffic)
                EXPECT_LT(static_cast<std::size_t>(traffic.memory), target().memories.size()) << "layer " << i;
            sum += layer.latency;
        }
        if (e.latency) {
            EXPECT_GT(e.latency->value.count(), 0.0);
            EXPECT_NEAR(e.latency->value.count(), sum.count(), 1e-9 * sum.count());
            EXPECT_TRUE(e.latency->isBound || (e.latency->low && e.latency->high)) << "a figure without its error";
        }
        if (e.energy) {
            EXPECT_TRUE(e.energy->isBound || (e.energy->low && e.energy->high)) << "a figure without its error";
        }
        EXPECT_EQ(e.memories.size(), target().memories.size());
        EXPECT_GT(e.weightBytes.count(), 0);
    }
}

TEST_P(EveryPreset, NoTwoLivePlacementsOverlap)
{
    for (const auto& graph : networks()) {
        SCOPED_TRACE(graph->name());
        const auto& placements = estimated(*graph).plan.placements;
        for (std::size_t i = 0; i < placements.size(); ++i)
            for (std::size_t j = i + 1; j < placements.size(); ++j) {
                const Placement &a = placements[i], &b = placements[j];
                const bool together = a.buffer.memory == b.buffer.memory && a.buffer.first <= b.buffer.last
                                      && b.buffer.first <= a.buffer.last;
                ASSERT_TRUE(!together || a.end() <= b.offset || b.end() <= a.offset)
                    << "placements " << i << " and " << j;
            }
    }
}

TEST_P(EveryPreset, AnUnknownOperatorNamesItself)
{
    const Estimate e = estimated(networkWithUnknownOperator());
    const bool named = std::any_of(e.reasons.begin(), e.reasons.end(), [](const Reason& reason) {
        return std::any_of(reason.arguments.begin(), reason.arguments.end(),
                           [](const Argument& a) { return a == Argument(std::string("Frobnicate")); });
    });
    EXPECT_TRUE(named);
    EXPECT_NE(e.verdict, VerdictKind::fits);
}

TEST_P(EveryPreset, MoreWeightBitsNeverTakeFewerBytes)
{
    const OptionSpec* bits = target().findOption("weight_bits");
    if (!bits)
        return;
    for (const auto& graph : networks()) {
        std::map<int, Bytes> byBits;
        for (const OptionChoice& choice : bits->choices) {
            const auto configuration = withOption(target(), {}, "weight_bits", choice.id);
            ASSERT_TRUE(configuration.has_value());
            byBits[std::stoi(choice.id)] = estimated(*graph, *configuration).weightBytes;
        }
        Bytes last;
        for (const auto& [count, bytes] : byBits) {
            EXPECT_GE(bytes, last) << graph->name() << " at " << count << " bits";
            last = bytes;
        }
    }
}

TEST_P(EveryPreset, EveryChoiceOfEveryOptionCanBeEstimated)
{
    const auto& graph = networks().front();
    for (const OptionSpec& option : target().options) {
        std::vector<std::string> values;
        for (const OptionChoice& choice : option.choices)
            values.push_back(choice.id);
        if (option.kind == OptionKind::number)
            values = {std::to_string(option.lowest), std::to_string(option.highest)};
        for (const std::string& value : values) {
            const auto configuration = withOption(target(), {}, option.key, value);
            ASSERT_TRUE(configuration.has_value()) << option.key << "=" << value;
            const Estimate e = estimated(*graph, *configuration);
            EXPECT_TRUE(!e.latency || (sane(e.latency->value.count()) && e.latency->value.count() > 0.0))
                << option.key << "=" << value;
        }
    }
}

TEST_P(EveryPreset, AFasterClockIsNeverSlowerAndHalvesComputeTime)
{
    const OptionSpec* clock = target().findOption("clock_hz");
    if (!clock)
        return;
    const double fast = clock->highest;
    const double slow = std::max(clock->lowest, fast / 2.0);
    const auto at = [&](double hertz) { return *withOption(target(), {}, "clock_hz", fmt::format("{}", hertz)); };
    for (const auto& graph : networks()) {
        const Estimate a = estimated(*graph, at(slow)), b = estimated(*graph, at(fast));
        if (!a.latency || !b.latency)
            continue;
        EXPECT_LE(b.latency->value.count(), a.latency->value.count() * (1.0 + 1e-9)) << graph->name();
        for (std::size_t i = 0; i < a.layers.size(); ++i)
            EXPECT_NEAR(a.layers[i].compute.count(), b.layers[i].compute.count(),
                        1e-6 * a.layers[i].compute.count() + 1e-6)
                << "compute cycles do not depend on the clock: " << graph->name() << " layer " << i;
    }
}

std::vector<std::string> ids()
{
    std::vector<std::string> list;
    for (const Target& target : library().targets)
        list.push_back(target.id);
    return list;
}
INSTANTIATE_TEST_SUITE_P(Presets, EveryPreset, ::testing::ValuesIn(ids()),
                         [](const auto& given) { return given.param; });

TEST(Presets, AllLoad)
{
    for (const Error& error : library().errors)
        ADD_FAILURE() << error.where.file << ":" << error.where.line.value_or(0) << " code "
                      << static_cast<int>(error.code) << " " << (error.arguments.empty() ? "" : error.arguments[0]);
    EXPECT_GE(library().targets.size(), 7u);
    EXPECT_EQ(networks().size(), 8u);
}

} // namespace
} // namespace tenbin
