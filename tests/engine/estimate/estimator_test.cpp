// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <gtest/gtest.h>

#include "engine/estimate/calibration_range.h"
#include "engine/estimate/estimator.h"
#include "engine/estimate/figures.h"
#include "engine/graph/analysis.h"

namespace tenbin {
namespace {

/// One fully connected layer of `side` x `side` 8-bit weights.
Graph denseGraph(std::int64_t side)
{
    GraphBuilder builder;
    const TensorId in = builder.addTensor({.name = "x", .shape = {1, side}});
    const TensorId weights = builder.addTensor({.name = "w", .shape = {side, side}, .constant = true});
    const TensorId out = builder.addTensor({.name = "y", .shape = {1, side}});
    builder.addOperator({.kind = OperatorKind::fullyConnected,
                         .name = "dense",
                         .inputs = {in, weights},
                         .outputs = {out},
                         .attributes = FullyConnectedAttributes{}});
    builder.setName("dense");
    builder.setInputs({in});
    builder.setOutputs({out});
    return std::move(builder).finish().value();
}

/// One MAC a cycle, 2 nJ a MAC, a weight memory that options make smaller or larger.
class ToyModel : public CostModel {
public:
    const ArchitectureSchema& schema() const override
    {
        static const ArchitectureSchema schema{.architecture = "toy", .parameters = {}, .options = {}, .traits = {}};
        return schema;
    }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        Evaluation evaluation;
        const int bits = settings.choiceNumber("weight_bits", 8);
        LayerCost layer;
        layer.op = OperatorId{0};
        layer.compute = layer.total = Cycles(totalMacs(graph).toDouble());
        layer.latency = layer.total / Hertz(settings.number("clock_hz"));
        layer.bound = Bound::compute;
        layer.energy = {{EnergyComponent::mac, Joules(2e-9 * totalMacs(graph).toDouble())}};
        evaluation.layers = {layer};
        evaluation.overhead = Seconds(1e-6);
        evaluation.overheadEnergy = {{EnergyComponent::staticPower, Joules(1e-6)}};
        evaluation.weightBytes = packedBytes(totalParameters(graph), bits);
        evaluation.memories = {{.id = "w",
                                .name = "Weights",
                                .used = evaluation.weightBytes,
                                .available = settings.capacity("w"),
                                .holdsWeights = true,
                                .holdsActivations = false}};
        return evaluation;
    }
};

Target toyTarget(std::optional<double> capacity)
{
    Target target;
    target.id = "toy";
    target.name = "Toy";
    target.architecture = "toy";
    target.parameters["clock_hz"] = {1e6, SourceKind::datasheet, "page 1", std::nullopt};
    target.parameters["accuracy.latency"] = {0.25, SourceKind::assumed, "no measurement", std::nullopt};
    if (capacity)
        target.parameters["memory.w.capacity_bytes"] = {*capacity, SourceKind::datasheet, "page 2", std::nullopt};
    target.memories = {{.id = "w", .name = "Weights", .role = MemoryRole::weights, .external = false}};
    target.options = {{.key = "weight_bits",
                       .kind = OptionKind::choice,
                       .choices = {{.id = "8"}, {.id = "4"}, {.id = "1"}},
                       .defaultValue = "8",
                       .remedy = true}};
    return target;
}

TEST(Estimator, SumsLayersAndOverheadAndGivesAnInterval)
{
    const auto result = estimate(ToyModel(), denseGraph(10), toyTarget(1000), {});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->verdict, VerdictKind::fits);
    EXPECT_DOUBLE_EQ(result->latency->value.count(), 100e-6 + 1e-6);
    EXPECT_DOUBLE_EQ(result->latency->low->count(), 101e-6 / 1.25);
    EXPECT_DOUBLE_EQ(result->latency->high->count(), 101e-6 * 1.25);
    EXPECT_DOUBLE_EQ(*result->framesPerSecond, 1.0 / 101e-6);
    EXPECT_DOUBLE_EQ(result->energy->value.count(), 0.2e-6 + 1e-6);
    EXPECT_EQ(result->bottleneck, OperatorId{0});
    ASSERT_EQ(result->assumptions.size(), 1u);
    EXPECT_EQ(result->assumptions[0].key, "accuracy.latency");
}

/// The toy, on which a second layer runs nowhere.
class PartialModel final : public ToyModel {
public:
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        Evaluation evaluation = ToyModel::evaluate(graph, settings);
        LayerCost layer;
        layer.op = OperatorId{0};
        layer.unit = ExecutionUnit::unsupported;
        evaluation.layers.push_back(layer);
        evaluation.reasons.push_back(
            {.code = ReasonCode::operatorUnsupported, .blocks = true, .arguments = {}, .op = OperatorId{0}});
        return evaluation;
    }
};

TEST(Estimator, WhatCannotRunHasNoFrameRateButABound)
{
    const Graph graph = denseGraph(10);
    const auto result = estimate(PartialModel(), graph, toyTarget(1000), {});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->verdict, VerdictKind::doesNotFit);
    EXPECT_FALSE(result->framesPerSecond.has_value());
    EXPECT_FALSE(result->energy.has_value());
    ASSERT_TRUE(result->latency.has_value());
    EXPECT_TRUE(result->latency->isBound);
    EXPECT_DOUBLE_EQ(result->latency->low->count(), 101e-6);
    EXPECT_FALSE(result->latency->high.has_value());
    // A sweep says the same.
    const Target target = toyTarget(1000);
    const auto settings = Settings::resolve(target, {});
    ASSERT_TRUE(settings.has_value());
    const DesignFigures figures = figuresOf(PartialModel().evaluate(graph, *settings));
    EXPECT_DOUBLE_EQ(figures.latency, 101e-6);
    EXPECT_TRUE(std::isnan(figures.framesPerSecond));
    EXPECT_TRUE(std::isnan(figures.energy));
    DesignFigures faster = figures;
    faster.scaleTo(50e-6, 1e-6);
    EXPECT_DOUBLE_EQ(faster.latency, 50e-6);
    EXPECT_TRUE(std::isnan(faster.framesPerSecond));
    EXPECT_TRUE(std::isnan(faster.energy));
}

TEST(Estimator, CarriesWhatTheImporterAssumed)
{
    GraphBuilder builder;
    const TensorId in = builder.addTensor({.name = "x", .shape = {1, 4}});
    const TensorId out = builder.addTensor({.name = "y", .shape = {1, 4}});
    builder.addOperator({.kind = OperatorKind::relu, .name = "r", .inputs = {in}, .outputs = {out}});
    builder.addRemark({ImportNote::batchTakenAsOne, "x"});
    const Graph graph = std::move(builder).finish().value();
    const auto result = estimate(ToyModel(), graph, toyTarget(1000), {});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->remarks, (std::vector<ImportRemark>{{ImportNote::batchTakenAsOne, "x"}}));
}

TEST(Estimator, AnOperatorNobodyMeasuredWidensTheRangeByItsShare)
{
    const Graph graph = denseGraph(10); // one fully connected layer
    ArchitectureSchema schema{.architecture = "toy", .measuredOperators = {"CONV_2D"}};
    Evaluation evaluation;
    LayerCost layer;
    layer.op = OperatorId{0};
    layer.latency = Seconds(1e-3);
    evaluation.layers = {layer};
    const UnmeasuredShare share = unmeasuredShare(evaluation, graph, schema);
    EXPECT_DOUBLE_EQ(share.latency, 1.0);
    EXPECT_EQ(share.operators, (std::vector<std::string>{"FULLY_CONNECTED"}));
    schema.measuredOperators.push_back("FULLY_CONNECTED");
    EXPECT_DOUBLE_EQ(unmeasuredShare(evaluation, graph, schema).latency, 0.0);
    schema.measuredOperators.clear();
    EXPECT_DOUBLE_EQ(unmeasuredShare(evaluation, graph, schema).latency, 0.0) << "the model widens by itself";
}

TEST(Estimator, ANetworkOfAnotherSizeThanTheMeasuredOnesGetsAWiderRange)
{
    const MeasuredSizes sizes{.fewest = 1e6, .most = 1e8};
    EXPECT_DOUBLE_EQ(sizes.outside(1e7), 1.0);
    EXPECT_DOUBLE_EQ(sizes.outside(1e9), 10.0);
    EXPECT_DOUBLE_EQ(sizes.outside(1e5), 10.0);
    EXPECT_DOUBLE_EQ(sizes.outside(0.0), 1.0) << "without MACs nothing can be said";
    EXPECT_NEAR(widened(0.1, 0.0, 1.0), 0.1, 1e-12);
    EXPECT_NEAR(widened(0.1, 0.0, 10.0), 1.1 * 1.25 - 1.0, 1e-12);
    EXPECT_NEAR(widened(0.1, 0.5, 1.0), 0.6, 1e-12);

    Target target = toyTarget(1000);
    target.parameters["accuracy.latency"].value = 0.1;
    const auto usual = estimate(ToyModel(), denseGraph(10), target, {});
    target.parameters["accuracy.macs_fewest"].value = 1e6;
    target.parameters["accuracy.macs_most"].value = 1e7;
    const auto small = estimate(ToyModel(), denseGraph(10), target, {});
    ASSERT_TRUE(usual.has_value() && small.has_value());
    EXPECT_LT(small->latency->low->count(), usual->latency->low->count());
    EXPECT_GT(small->latency->high->count(), usual->latency->high->count());
    EXPECT_EQ(usual->reasons.size() + 1, small->reasons.size());
    EXPECT_EQ(small->reasons.back().code, ReasonCode::outsideCalibration);
}

TEST(Estimator, AUsersFactorScalesLatenciesAndIsSaid)
{
    const Configuration scaled = withOption(toyTarget(1000), {}, kLatencyCalibration, "1.5").value();
    const auto result = estimate(ToyModel(), denseGraph(10), toyTarget(1000), scaled);
    ASSERT_TRUE(result.has_value());
    EXPECT_DOUBLE_EQ(result->latency->value.count(), 1.5 * 101e-6);
    EXPECT_DOUBLE_EQ(result->layers[0].latency.count(), 1.5 * 100e-6);
    EXPECT_EQ(result->layers[0].total, estimate(ToyModel(), denseGraph(10), toyTarget(1000), {})->layers[0].total);
    EXPECT_EQ(result->reasons.back().code, ReasonCode::recalibrated);
    EXPECT_FALSE(withOption(toyTarget(1000), {}, kLatencyCalibration, "0").has_value());
    EXPECT_FALSE(withOption(toyTarget(1000), {}, kLatencyCalibration, "1e9").has_value());
}

TEST(Estimator, NamesTheMissingBytesAndARemedyThatWasTried)
{
    const auto result = estimate(ToyModel(), denseGraph(100), toyTarget(6000), {});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->verdict, VerdictKind::fitsWithChanges);
    ASSERT_FALSE(result->reasons.empty());
    EXPECT_EQ(result->reasons[0].code, ReasonCode::memoryExceeded);
    EXPECT_EQ(result->reasons[0].arguments[1], Argument(Bytes(4000)));
    ASSERT_EQ(result->remedies.size(), 2u) << "4 bits and 1 bit both fit";
    EXPECT_EQ(result->remedies[0].changes[0], (std::pair<std::string, OptionValue>("weight_bits", "4")));
}

TEST(Estimator, ProposesTheLargestNetworkThatFitsWhenNoOptionHelps)
{
    const VariantSource variants = [] {
        std::vector<NetworkVariant> list;
        for (const int side : {900, 80, 50})
            list.push_back({"dense?side=" + std::to_string(side), std::make_shared<Graph>(denseGraph(side))});
        return list;
    };
    const auto result = estimate(ToyModel(), denseGraph(1000), toyTarget(7000), {}, variants);
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->verdict, VerdictKind::fitsWithChanges);
    ASSERT_EQ(result->remedies.size(), 1u);
    EXPECT_EQ(result->remedies[0].network, "dense?side=80");
    EXPECT_DOUBLE_EQ(result->remedies[0].macFactor, 0.0064);
}

TEST(Estimator, DoesNotFitWhenNothingHelps)
{
    const auto result = estimate(ToyModel(), denseGraph(100), toyTarget(10), {});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->verdict, VerdictKind::doesNotFit);
    EXPECT_TRUE(result->remedies.empty());
}

TEST(Estimator, ACapacityNobodyPublishedIsUnknownNotZero)
{
    const auto result = estimate(ToyModel(), denseGraph(100), toyTarget(std::nullopt), {});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->verdict, VerdictKind::unknown);
    EXPECT_FALSE(result->memories[0].available.has_value());
}

TEST(Estimator, RefusesAConfigurationThatTheTargetDoesNotHave)
{
    Configuration configuration;
    configuration.values["weight_bits"] = std::string("3");
    const auto result = estimate(ToyModel(), denseGraph(10), toyTarget(1000), configuration);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::optionValue);
}

TEST(LayerCost, AddsTrafficByMemoryAndLosesEnergyThatIsUnknown)
{
    LayerCost a, b;
    a.traffic = {{0, Bytes(10), Bytes(1)}};
    b.traffic = {{0, Bytes(5), Bytes(2)}, {1, Bytes(7), Bytes(0)}};
    a.energy = {{EnergyComponent::mac, Joules(1.0)}};
    b.energy = {{EnergyComponent::mac, Joules(2.0)}, {EnergyComponent::lump, Joules(4.0)}};
    const LayerCost sum = a + b;
    EXPECT_EQ(sum.bytesMoved(), Bytes(25));
    EXPECT_EQ(sum.traffic.size(), 2u);
    EXPECT_DOUBLE_EQ(sum.totalEnergy()->count(), 7.0);
    b.energy.clear();
    EXPECT_FALSE((a + b).totalEnergy().has_value());
}

} // namespace
} // namespace tenbin
