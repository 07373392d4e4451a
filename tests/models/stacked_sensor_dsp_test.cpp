// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stacked_sensor_dsp/stacked_sensor_dsp.h"

#include <filesystem>
#include <functional>

#include <gmock/gmock.h>

#include "engine/formats/importer.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"
#include "models/stacked_sensor_dsp/memory.h"
#include "tests/support/known_networks.h"

namespace tenbin {
namespace {

using test::NetworkSketch;

const Target& imx500()
{
    static const Target target = [] {
        auto loaded = loadTarget(TENBIN_SOURCE_DIR "/presets/targets/imx500.toml", findSchema);
        if (!loaded)
            ADD_FAILURE() << "preset: " << (loaded.error().arguments.empty() ? "" : loaded.error().arguments[0]);
        return loaded ? *loaded : Target{};
    }();
    return target;
}

Evaluation evaluated(const Graph& graph, const Configuration& configuration = {})
{
    const auto settings = Settings::resolve(imx500(), configuration);
    EXPECT_TRUE(settings.has_value());
    return stackedSensorDspCostModel().evaluate(graph, *settings);
}

double milliseconds(const Evaluation& evaluation)
{
    Seconds total = evaluation.overhead;
    for (const LayerCost& layer : evaluation.layers)
        total += layer.latency;
    return total.count() * 1e3;
}

Configuration with(const char* key, const char* value) { return *withOption(imx500(), {}, key, value); }

bool has(const Evaluation& evaluation, ReasonCode code, bool blocks)
{
    for (const Reason& reason : evaluation.reasons)
        if (reason.code == code && reason.blocks == blocks)
            return true;
    return false;
}

/// Convolution, rectifier and, after a "p", pooling: "32p 32p 64p".
TensorId stack(NetworkSketch& net, TensorId x, std::initializer_list<const char*> layers, int kernel = 3)
{
    for (const std::string layer : layers) {
        const bool pointwise = layer.find('x') != std::string::npos;
        x = net.unary(OperatorKind::relu, net.conv(x, std::stoi(layer), pointwise ? 1 : kernel));
        if (layer.back() == 'p')
            x = net.maxPool(x);
    }
    return x;
}

std::shared_ptr<const Graph> classifier(NetworkSketch& net, TensorId map)
{
    return net.finish(net.fullyConnected(net.reshape(map, {1, elementCount(net.shape(map))}), 10));
}

std::shared_ptr<const Graph> baseline(int kernel)
{
    NetworkSketch net;
    return classifier(net, stack(net, net.input({1, 32, 32, 3}), {"32p", "32p", "64p"}, kernel));
}

std::shared_ptr<const Graph> deeper()
{
    NetworkSketch net;
    const TensorId x = stack(net, net.input({1, 32, 32, 3}), {"32p", "32p", "64", "64p", "128"});
    return classifier(net, net.averagePool(x, 4));
}

std::shared_ptr<const Graph> mininet()
{
    NetworkSketch net;
    const TensorId x = stack(net, net.input({1, 32, 32, 3}), {"32p", "64", "64p", "64", "128p", "128"});
    return classifier(net, net.averagePool(x, 4));
}

std::shared_ptr<const Graph> nascifarnet()
{
    NetworkSketch net;
    const TensorId x =
        stack(net, net.input({1, 32, 32, 3}), {"64", "32x", "64p", "32", "64xp", "128", "128xp", "64", "128p", "128x"});
    return classifier(net, x);
}

std::shared_ptr<const Graph> ressimplenet()
{
    NetworkSketch net;
    TensorId x = stack(net, net.input({1, 32, 32, 3}), {"16", "20"});
    x = net.add(stack(net, x, {"20"}), x);
    x = stack(net, x, {"20p", "20"});
    x = net.add(stack(net, x, {"20"}), x);
    x = stack(net, x, {"44p", "48"});
    x = net.maxPool(net.add(stack(net, x, {"48"}), x));
    x = net.conv(stack(net, x, {"96p", "512x", "128xp", "128"}), 10, 1);
    return net.finish(net.reshape(x, {1, 10}));
}

/// A published CIFAR-10 network: results of imxconv-pt 10.1.2 and dsp_runtime of the camera
/// (oscardejesusruiz/MLonMCU-project, imx500-implementation).
struct Published {
    const char* name;
    std::function<std::shared_ptr<const Graph>()> build;
    std::int64_t coefficients;   ///< bytes
    double coefficientTolerance; ///< relative
    double runtimeKib;           ///< 0: not published
    double milliseconds;
};

const std::vector<Published>& published()
{
    static const std::vector<Published> rows{
        {"baseline", [] { return baseline(3); }, 70752, 0, 47.0, 0.08},
        {"improved", [] { return baseline(3); }, 70752, 0, 47.0, 0.08},
        {"deeper", deeper, 153792, 0, 47.0, 0.121},
        {"baseline_5x5", [] { return baseline(5); }, 147552, 0.011, 47.0, 0.21},
        {"mininet", mininet, 329856, 0, 0, 0.22},
        {"nascifarnet", nascifarnet, 335072, 0, 103.0, 0.30},
        {"ressimplenet", ressimplenet, 476928, 0, 94.0, 0.39},
    };
    return rows;
}

void compare(const Published& row, const Graph& graph)
{
    const Evaluation e = evaluated(graph);
    EXPECT_NEAR(e.weightBytes.toDouble(), static_cast<double>(row.coefficients),
                row.coefficientTolerance * static_cast<double>(row.coefficients));
    if (row.runtimeKib > 0) {
        EXPECT_NEAR(e.peakActivationBytes / kibibytes(1), row.runtimeKib, 0.06 * row.runtimeKib);
    }
    EXPECT_NEAR(milliseconds(e), row.milliseconds, 0.05 * row.milliseconds);
}

class PublishedNetwork : public testing::TestWithParam<std::size_t> {};

TEST_P(PublishedNetwork, MemoryAndRunTime)
{
    const Published& row = published()[GetParam()];
    SCOPED_TRACE(row.name);
    const auto graph = row.build();
    ASSERT_TRUE(graph);
    compare(row, *graph);
}

TEST_P(PublishedNetwork, FileAgrees)
{
    const Published& row = published()[GetParam()];
    SCOPED_TRACE(row.name);
    const auto file =
        std::filesystem::path(TENBIN_SHARED_DIR) / "models/cifar-onnx" / (std::string(row.name) + ".onnx");
    if (!std::filesystem::exists(file))
        return;
    const auto graph = importNetwork(file);
    ASSERT_TRUE(graph.has_value());
    compare(row, **graph);
}

INSTANTIATE_TEST_SUITE_P(Cifar, PublishedNetwork, testing::Range(std::size_t{0}, published().size()),
                         [](const auto& given) { return published()[given.param].name; });

TEST(StackedSensorDsp, BaselineRuntimeIsExact)
{
    // 32x32x32 and 16x16x32 maps, and an input of 3 KiB with 4 KiB beside it: 47.00 KiB printed.
    EXPECT_EQ(evaluated(*baseline(3)).peakActivationBytes, kibibytes(47));
    EXPECT_EQ(evaluated(*nascifarnet()).peakActivationBytes, kibibytes(103));
    EXPECT_EQ(evaluated(*baseline(3), with("input_persistency", "off")).peakActivationBytes, kibibytes(40));
}

TEST(StackedSensorDsp, MobilenetV1RunTime)
{
    // ISSCC 2021 9.6: 4.8 ms in mode A, 4.5 ms in mode B.
    const double ms = milliseconds(evaluated(*test::mobilenetV1(224)));
    EXPECT_GT(ms, 4.5);
    EXPECT_LT(ms, 4.8);
}

TEST(StackedSensorDsp, DetectorRunTime)
{
    // dsp_runtime of the stock SSD-MobileNetV2-FPNLite-320 on the Raspberry Pi AI Camera; no row of the fit.
    const auto detector = buildNetwork("ssd_mobilenet_v2_fpnlite");
    ASSERT_TRUE(detector.has_value());
    const Evaluation e = evaluated(**detector);
    EXPECT_NEAR(milliseconds(e), 12.36, 0.06 * 12.36);
    EXPECT_FALSE(e.memories.at(0).exceeded()) << "it ships for the camera";
    EXPECT_LT(e.weightBytes.count(), 3965824) << "the packaged network, DSP program included";
}

TEST(StackedSensorDsp, PackagedSqueezenetHoldsItsCoefficients)
{
    // imx500_network_squeezenet1.0.rpk: 1,597,680 B of coefficients and DSP program.
    const auto network = buildNetwork("squeezenet_1_0");
    ASSERT_TRUE(network.has_value());
    const double bytes = evaluated(**network).weightBytes.toDouble();
    EXPECT_LT(bytes, 1597680);
    EXPECT_GT(bytes, 0.9 * 1597680);
}

TEST(StackedSensorDsp, FewerWeightBitsMakeResnet18Fit)
{
    const auto network = buildNetwork("resnet18");
    ASSERT_TRUE(network.has_value());
    EXPECT_TRUE(evaluated(**network).memories.at(0).exceeded());
    EXPECT_FALSE(evaluated(**network, with("weight_bits", "4")).memories.at(0).exceeded());
    const auto estimated = estimate(**network, imx500(), {});
    ASSERT_TRUE(estimated.has_value());
    EXPECT_EQ(estimated->verdict, VerdictKind::fitsWithChanges);
}

TEST(StackedSensorDsp, MobilenetV2Memory)
{
    // Converter's report on a network of these sizes: 3.51 MB and 1.60 MB, meaning MiB.
    const Evaluation e = evaluated(*test::mobilenetV2(224).graph);
    EXPECT_NEAR(e.weightBytes / mebibytes(1), 3.51, 0.006);
    EXPECT_NEAR(e.peakActivationBytes / mebibytes(1), 1.60, 0.025);
    EXPECT_EQ(*e.memories.at(0).used, e.weightBytes + e.peakActivationBytes);
    EXPECT_EQ(e.memories.at(0).available, Bytes(8'388'480 - 1024)); // of which the converter keeps 1 KiB
}

TEST(StackedSensorDsp, EnergyNearThePublishedPoint)
{
    // Mode A: 16.65 mW at 30 frames/s are 0.555 mJ an inference.
    const Evaluation e = evaluated(*test::mobilenetV1(224));
    Joules energy;
    for (const LayerCost& layer : e.layers)
        energy += layer.totalEnergy().value_or(Joules(0));
    EXPECT_NEAR(energy.count(), 0.555e-3, 0.15 * 0.555e-3);
}

TEST(StackedSensorDsp, FramePeriodIsTheLongestOfThree)
{
    const auto net = baseline(3);
    EXPECT_DOUBLE_EQ(evaluated(*net).framePeriod->count(), 1.0 / 30);
    EXPECT_DOUBLE_EQ(evaluated(*net, with("frame_rate_hz", "100")).framePeriod->count(), 16.5e-3);
    EXPECT_DOUBLE_EQ(evaluated(*net, with("mode", "B")).framePeriod->count(), 1.0 / 120);
    const Evaluation slow = evaluated(*test::mobilenetV1(640), with("mode", "B"));
    EXPECT_DOUBLE_EQ(slow.framePeriod->count() * 1e3, milliseconds(slow));
}

TEST(StackedSensorDsp, CameraScopeAddsTheChip)
{
    const auto net = test::mobilenetV1(224);
    const auto total = [&](const Configuration& configuration) {
        const Evaluation e = evaluated(*net, configuration);
        Joules sum;
        for (const LayerCost& layer : e.layers)
            sum += layer.totalEnergy().value_or(Joules(0));
        for (const EnergyPart& part : e.overheadEnergy)
            sum += part.energy;
        return sum / *e.framePeriod;
    };
    // Published: 278.8 mW in mode A at 30 frames/s, 379.1 mW in mode B at 120, both with MobileNetV1.
    Configuration camera = with("energy_scope", "camera");
    EXPECT_NEAR(total(camera).count(), 0.2788, 0.02 * 0.2788);
    camera.values["mode"] = std::string("B");
    EXPECT_NEAR(total(camera).count(), 0.3791, 0.03 * 0.3791);
    camera.values["output"] = std::string("result_only");
    EXPECT_FALSE(evaluated(*net, camera).energyKnown);
}

TEST(StackedSensorDsp, FewerBitsNeverTakeMoreAndWideLayersShrinkInProportion)
{
    NetworkSketch net;
    const auto wide = net.finish(net.conv(net.input({1, 64, 64, 32}), 128, 3, 1, false));
    const Bytes bytes8 = evaluated(*wide).weightBytes, bytes4 = evaluated(*wide, with("weight_bits", "4")).weightBytes,
                bytes2 = evaluated(*wide, with("weight_bits", "2")).weightBytes;
    EXPECT_EQ(bytes8, Bytes(32 * 128 * 9 + 6 * 128));
    EXPECT_EQ(bytes4, Bytes(32 * 128 * 9 / 2 + 6 * 128));
    EXPECT_EQ(bytes2, Bytes(32 * 128 * 9 / 4 + 6 * 128));
    NetworkSketch narrow;
    const auto ten = narrow.finish(narrow.conv(narrow.input({1, 64, 64, 32}), 10, 1));
    EXPECT_EQ(evaluated(*ten).weightBytes, evaluated(*ten, with("weight_bits", "2")).weightBytes)
        << "ten channels fill one row of 32 B at any width";
}

TEST(StackedSensorDsp, InputLimits)
{
    NetworkSketch large, small;
    const auto wide = large.finish(large.conv(large.input({1, 480, 641, 3}), 8, 3, 2));
    EXPECT_TRUE(has(evaluated(*wide), ReasonCode::dimensionLimit, true));
    EXPECT_TRUE(has(evaluated(*wide), ReasonCode::outsideCalibration, false));
    EXPECT_DOUBLE_EQ(evaluated(*wide).latencyInterval, 0.85);
    const auto tiny = small.finish(small.conv(small.input({1, 32, 64, 3}), 8));
    EXPECT_TRUE(has(evaluated(*tiny), ReasonCode::dimensionLimit, false)) << "measured networks had 32x32";
    EXPECT_FALSE(has(evaluated(*tiny), ReasonCode::dimensionLimit, true));
    EXPECT_DOUBLE_EQ(evaluated(*tiny).latencyInterval, 0.0);
}

TEST(StackedSensorDsp, SwishIsFusedAndTakesNoMemory)
{
    NetworkSketch net;
    const TensorId a = net.conv(net.input({1, 64, 64, 32}), 32);
    const TensorId gate = net.unary(OperatorKind::logistic, a);
    const TensorId swish = net.put(OperatorKind::mul, {a, gate}, ElementwiseAttributes{}, net.shape(a));
    const auto graph = net.finish(net.conv(swish, 32));
    const auto fusion = stacked_sensor::fuse(*graph);
    EXPECT_THAT(fusion.head, testing::ElementsAre(0, 0, 0, 3));
    EXPECT_TRUE(fusion.internal[a.index]);
    EXPECT_TRUE(fusion.internal[gate.index]);
    EXPECT_FALSE(fusion.internal[swish.index]);
    const Evaluation e = evaluated(*graph, with("input_persistency", "off"));
    EXPECT_EQ(e.peakActivationBytes, kibibytes(2 * 128));
    EXPECT_EQ(e.layers[1].unit, ExecutionUnit::fused);
    EXPECT_EQ(e.layers[1].total, Cycles(0));
    EXPECT_TRUE(has(e, ReasonCode::outsideCalibration, false)) << "no measured network has a swish";
}

TEST(StackedSensorDsp, PadRunsWithItsReader)
{
    NetworkSketch net;
    const TensorId in = net.conv(net.input({1, 64, 64, 3}), 32);
    const TensorId padded =
        net.put(OperatorKind::pad, {in}, PadAttributes{{{0, 0}, {0, 1}, {0, 1}, {0, 0}}}, {1, 65, 65, 32});
    const TensorId out = net.put(OperatorKind::conv2d, {padded, net.addWeights({32, 3, 3, 32})},
                                 Conv2dAttributes{.strideH = 2, .strideW = 2}, {1, 32, 32, 32});
    const auto graph = net.finish(out);
    const Evaluation e = evaluated(*graph, with("input_persistency", "off"));
    EXPECT_EQ(e.layers[1].unit, ExecutionUnit::fused);
    EXPECT_EQ(e.peakActivationBytes, kibibytes(128 + 32)) << "the unpadded map lives until the convolution has read it";
    EXPECT_EQ(e.layers[2].traffic.at(0).read.count(), 64 * 64 * 32 + 32 * 32 * 9 + 6 * 32);
}

TEST(StackedSensorDsp, ReluReadByTwoIsNotLost)
{
    NetworkSketch net;
    const TensorId a = net.conv(net.input({1, 64, 64, 3}), 32);
    const TensorId relu = net.unary(OperatorKind::relu, a);
    const auto graph = net.finish(net.add(a, relu));
    const auto fusion = stacked_sensor::fuse(*graph);
    EXPECT_TRUE(fusion.isHead(1)) << "the map before the rectifier is read again";
    EXPECT_FALSE(fusion.internal[a.index]);
}

TEST(StackedSensorDsp, UnsupportedOperatorBlocks)
{
    NetworkSketch net;
    const TensorId a = net.conv(net.input({1, 64, 64, 3}), 32);
    const auto graph = net.finish(net.unary(OperatorKind::lstm, a));
    EXPECT_TRUE(has(evaluated(*graph), ReasonCode::operatorUnsupported, true));
}

TEST(StackedSensorDsp, SparsityChangesNothing)
{
    EXPECT_EQ(imx500().findOption("sparsity"), nullptr) << "ISSCC 2021 9.6: performance does not depend on sparsity";
}

} // namespace
} // namespace tenbin
