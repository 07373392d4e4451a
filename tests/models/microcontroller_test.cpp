// SPDX-License-Identifier: GPL-3.0-or-later
// Kernels, memory and energy of microcontrollers, on small graphs and built-in networks.
#include "models/microcontroller/microcontroller.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/common/dead_channels.h"
#include "models/kernels/kernels.h"
#include "models/microcontroller/memory.h"
#include "models/registry.h"

namespace tenbin {
namespace {

using namespace microcontroller;

const TargetLibrary& library()
{
    static const TargetLibrary loaded = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return loaded;
}

Configuration configured(const Target& target, std::initializer_list<std::pair<const char*, const char*>> options)
{
    Configuration configuration;
    for (const auto& [key, value] : options) {
        auto next = withOption(target, configuration, key, value);
        EXPECT_TRUE(next.has_value()) << key << "=" << value;
        if (next)
            configuration = *next;
    }
    return configuration;
}

Estimate run(const Graph& graph, const char* id,
             std::initializer_list<std::pair<const char*, const char*>> options = {})
{
    const Target* target = library().find(id);
    EXPECT_NE(target, nullptr) << id;
    if (!target)
        return {};
    auto result = estimate(graph, *target, configured(*target, options));
    EXPECT_TRUE(result.has_value());
    return result ? std::move(*result) : Estimate{};
}

std::shared_ptr<const Graph> network(const char* spec) { return buildNetwork(spec).value(); }

double seconds(const Estimate& e) { return e.latency ? e.latency->value.count() : 0.0; }

Bytes used(const Estimate& e, std::string_view memory)
{
    for (const MemoryUse& m : e.memories)
        if (m.id == memory)
            return m.used.value_or(Bytes(0));
    return Bytes(0);
}

/// One convolution; `dead` output channels have weights of zero.
Graph convolution(std::int64_t side, std::int64_t in, std::int64_t out, int kernel, int dead = 0,
                  DataType type = DataType::int8())
{
    GraphBuilder builder;
    const int pad = kernel / 2;
    const TensorId x = builder.addTensor({.name = "x", .shape = {1, side, side, in}, .type = type});
    const std::int64_t each = in * kernel * kernel;
    std::vector<std::byte> values(static_cast<std::size_t>(out * each * type.bits / 8), std::byte{1});
    std::fill_n(values.begin(), dead * each, std::byte{0});
    const TensorId w =
        builder.addConstant({.name = "w", .shape = {out, kernel, kernel, in}, .type = type, .constant = true}, values);
    const TensorId y = builder.addTensor({.name = "y", .shape = {1, side, side, out}, .type = type});
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .name = "conv",
                         .inputs = {x, w},
                         .outputs = {y},
                         .attributes = Conv2dAttributes{.padding = {pad, pad, pad, pad}}});
    builder.setInputs({x});
    builder.setOutputs({y});
    return std::move(builder).finish().value();
}

KernelRates unitRates(double vector)
{
    KernelRates rates;
    rates.vectorMacs = vector;
    rates.mac = rates.gather = rates.output = 1.0;
    rates.tailMac = 2.0;
    return rates;
}

TEST(MicrocontrollerKernels, SplitReductionsIntoVectorsAndATail)
{
    const Graph graph = convolution(4, 3, 8, 3); // 27 elements a reduction: 24 in vectors of 4, 3 behind
    const KernelWork work = kernelWork(graph, graph.operators()[0], unitRates(4));
    EXPECT_EQ(work.kernel, KernelClass::matrix);
    EXPECT_DOUBLE_EQ(work.outputs, 4 * 4 * 8);
    EXPECT_DOUBLE_EQ(work.macs, 4 * 4 * 8 * 24);
    EXPECT_DOUBLE_EQ(work.tailMacs, 4 * 4 * 8 * 3);
    EXPECT_DOUBLE_EQ(work.gathered, 4 * 4 * 27);
    EXPECT_DOUBLE_EQ(computeCycles(work, unitRates(4)), work.macs + 2 * work.tailMacs + work.gathered + work.outputs);
}

TEST(MicrocontrollerKernels, DirectConvolutionsReduceAlongChannelsOnly)
{
    const Graph graph = convolution(4, 3, 8, 3);
    KernelRates rates = unitRates(8);
    rates.gathersColumns = false;
    const KernelWork work = kernelWork(graph, graph.operators()[0], rates);
    EXPECT_DOUBLE_EQ(work.macs, 0.0); // three channels never fill a vector of eight
    EXPECT_DOUBLE_EQ(work.tailMacs, 4 * 4 * 8 * 27);
    EXPECT_DOUBLE_EQ(work.gathered, 0.0);
}

TEST(MicrocontrollerKernels, PointwiseConvolutionsGatherNothing)
{
    const Graph graph = convolution(4, 16, 8, 1);
    EXPECT_DOUBLE_EQ(kernelWork(graph, graph.operators()[0], unitRates(4)).gathered, 0.0);
}

TEST(MicrocontrollerKernels, ChannelsThatFillVectorsAreFasterThanTwoFewer)
{
    // MicroNets: 140 instead of 138 channels make a convolution faster.
    const Estimate aligned = run(convolution(25, 140, 140, 1), "stm32f446", {{"toolchain", "tflm_cmsis_nn"}});
    const Estimate odd = run(convolution(25, 138, 138, 1), "stm32f446", {{"toolchain", "tflm_cmsis_nn"}});
    EXPECT_LT(seconds(aligned) / (140.0 * 140.0), seconds(odd) / (138.0 * 138.0));
}

TEST(MicrocontrollerKernels, ScratchFollowsTheLibrarysFormulas)
{
    const Graph graph = convolution(8, 16, 8, 3);
    const Operator& op = graph.operators()[0];
    EXPECT_EQ(scratchBytes(graph, op, ScratchRule::cmsisDsp), Bytes(2 * 144 * 2));
    EXPECT_EQ(scratchBytes(graph, op, ScratchRule::cmsisMve), Bytes(4 * 144));
    EXPECT_EQ(scratchBytes(graph, op, ScratchRule::none), Bytes(0));
}

TEST(MicrocontrollerKernels, UntilTwentyTwentyTwoRowsOfThreeByThreeWindowsWereAskedForToo)
{
    GraphBuilder builder;
    const TensorId x = builder.addTensor({.name = "x", .shape = {1, 8, 8, 32}});
    const TensorId w = builder.addTensor({.name = "w", .shape = {1, 3, 3, 32}, .constant = true});
    const TensorId y = builder.addTensor({.name = "y", .shape = {1, 8, 8, 32}});
    builder.addOperator({.kind = OperatorKind::depthwiseConv2d,
                         .name = "depthwise",
                         .inputs = {x, w},
                         .outputs = {y},
                         .attributes = Conv2dAttributes{.padding = {1, 1, 1, 1}, .groups = 32}});
    builder.setInputs({x});
    builder.setOutputs({y});
    const Graph graph = std::move(builder).finish().value();
    EXPECT_EQ(scratchBytes(graph, graph.operators()[0], ScratchRule::cmsisDsp2022), Bytes(32 * 9 * 2));
    EXPECT_EQ(scratchBytes(graph, graph.operators()[0], ScratchRule::cmsisDsp), Bytes(0));
}

TEST(MicrocontrollerKernels, OneProcessorOfACompanionReadsItsPrefixedNumbers)
{
    Target target;
    for (const auto& [key, value] :
         std::initializer_list<std::pair<const char*, double>>{{"cpu.clock_hz", 100e6},
                                                               {"cpu.kernel.vector_macs", 1},
                                                               {"cpu.kernel.mac_cycles", 2},
                                                               {"cpu.kernel.operator_cycles", 100}})
        target.parameters[key] = {value, SourceKind::assumed, "test", std::nullopt};
    const Settings settings = Settings::resolve(target, {}).value();
    const Graph graph = convolution(4, 8, 8, 1);
    const LayerCost cost = microcontrollerLayerCost(graph, graph.operators()[0], SettingsView(settings, "cpu."));
    EXPECT_EQ(cost.op.index, 0u);
    EXPECT_EQ(cost.unit, ExecutionUnit::cpu);
    EXPECT_DOUBLE_EQ(cost.compute.count(), 4 * 4 * 8 * 8 * 2);
    EXPECT_DOUBLE_EQ(cost.latency.count(), (4 * 4 * 8 * 8 * 2 + 100) / 100e6);
}

TEST(MicrocontrollerDeadFilters, AreDroppedByTheCompilersThatDoSo)
{
    const Graph half = convolution(16, 16, 16, 3, 8), whole = convolution(16, 16, 16, 3);
    EXPECT_DOUBLE_EQ(liveMacFractions(half).front(), 0.5);
    EXPECT_DOUBLE_EQ(liveMacFractions(whole).front(), 1.0);
    EXPECT_LT(seconds(run(half, "stm32l4r5", {{"toolchain", "xcubeai_8_1"}})),
              0.6 * seconds(run(whole, "stm32l4r5", {{"toolchain", "xcubeai_8_1"}})));
    EXPECT_DOUBLE_EQ(seconds(run(half, "stm32l4r5", {{"toolchain", "xcubeai_7_3"}})),
                     seconds(run(whole, "stm32l4r5", {{"toolchain", "xcubeai_7_3"}})));
}

TEST(MicrocontrollerMemory, ArenaHeadOfPersonDetectionIsWhatTheInterpreterReports)
{
    // TensorFlow Lite Micro paper: 55.30 kB non-persistent, 81.79 kB in all.
    const Estimate e = run(*network("person_detect"), "stm32f746", {{"toolchain", "tflm_cmsis_nn"}});
    EXPECT_EQ(e.peakActivationBytes, Bytes(55296));
    EXPECT_NEAR(used(e, "sram").toDouble(), 81790.0, 0.03 * 81790.0);
}

/// MicroNets, table 4, in KB of 1000 B: what the recording interpreter of TensorFlow Lite Micro counts.
TEST(MicrocontrollerMemory, ArenasOfMicroNetsAreWhatTheInterpreterReports)
{
    const std::initializer_list<std::pair<const char*, double>> published{{"micronet_kws?size=M", 103300.0},
                                                                          {"micronet_kws?size=L", 208800.0},
                                                                          {"micronet_ad", 274500.0},
                                                                          {"micronet_vww4", 118700.0},
                                                                          {"person_detect", 82300.0}};
    for (const auto& [spec, bytes] : published) {
        const Estimate e = run(*network(spec), "stm32f746", {{"toolchain", "tflm_cmsis_nn"}});
        EXPECT_NEAR(used(e, "sram").toDouble(), bytes, 0.01 * bytes) << spec;
    }
}

/// MCUNet README: 173 and 220 kB, of files that pad before strided windows by an operator of its own.
TEST(MicrocontrollerMemory, PaddingsOfTheirOwnAreMapsOfTheirOwn)
{
    const auto arena = [&](const char* spec) {
        return used(run(*network(spec), "stm32h743", {{"toolchain", "tflm_reference"}}), "sram").toDouble() / 1024.0;
    };
    EXPECT_NEAR(arena("mobilenet_v2?alpha=0.3&input=64&padding=operator"), 173.0, 0.08 * 173.0);
    EXPECT_LT(arena("mobilenet_v2?alpha=0.3&input=64"), 0.75 * 173.0);
}

struct PublishedPeak {
    const char* spec;
    const char* target;
    const char* toolchain;
    double kibibytes;
};
class PublishedPeaks : public ::testing::TestWithParam<PublishedPeak> {};

TEST_P(PublishedPeaks, AreMet)
{
    const auto& row = GetParam();
    const Estimate e = run(*network(row.spec), row.target, {{"toolchain", row.toolchain}});
    EXPECT_NEAR(e.peakActivationBytes.toDouble() / 1024.0, row.kibibytes, 0.1 * row.kibibytes)
        << row.spec << " " << row.toolchain;
}
// STMicroelectronics/stm32ai-modelzoo README tables (activation RAM); MCUNet README.
INSTANTIATE_TEST_SUITE_P(
    ModelZoo, PublishedPeaks,
    ::testing::Values(PublishedPeak{"mobilenet_v1?alpha=0.25&classes=5", "stm32h747", "xcubeai_7_3", 202.14},
                      PublishedPeak{"mobilenet_v1?alpha=0.25&classes=5", "stm32h747", "xcubeai_10", 272.96},
                      PublishedPeak{"mobilenet_v1?alpha=0.5&classes=5", "stm32h747", "xcubeai_7_3", 404.28},
                      PublishedPeak{"mobilenet_v2?alpha=0.35&classes=5", "stm32h747", "xcubeai_7_3", 686.5},
                      PublishedPeak{"mobilenet_v2?alpha=0.35&classes=5", "stm32h747", "xcubeai_10", 832.64},
                      PublishedPeak{"mobilenet_v2", "stm32h747", "xcubeai_10", 1727.02},
                      PublishedPeak{"resnet8", "stm32h747", "xcubeai_7_3", 55.28},
                      PublishedPeak{"squeezenet_1_1?input=128&classes=5", "stm32h747", "xcubeai_7_3", 240.25},
                      PublishedPeak{"mcunet_vww1", "stm32h743", "tinyengine", 92.0}));

TEST(MicrocontrollerMemory, PatchesTradeTimeForMemory)
{
    const auto graph = network("mobilenet_v2?alpha=0.35");
    const Estimate layerwise = run(*graph, "stm32h743", {{"toolchain", "tinyengine"}});
    const Estimate patched = run(*graph, "stm32h743", {{"toolchain", "tinyengine"}, {"patches", "3"}});
    EXPECT_LT(used(patched, "sram") / used(layerwise, "sram"), 0.5);
    EXPECT_GT(seconds(patched), 1.01 * seconds(layerwise));
    EXPECT_LT(seconds(patched), 1.6 * seconds(layerwise));
}

TEST(MicrocontrollerMemory, DepthwiseInPlaceNeedsLessThanTheArena)
{
    const auto graph = network("mcunet_vww1");
    EXPECT_LT(used(run(*graph, "stm32h743", {{"toolchain", "tinyengine"}}), "sram"),
              used(run(*graph, "stm32h743", {{"toolchain", "tflm_cmsis_nn"}}), "sram"));
}

TEST(MicrocontrollerMemory, FourBitWeightsTakeHalfTheFlashAndMoreTime)
{
    const auto graph = network("mlperf_ic");
    const Estimate eight = run(*graph, "stm32f746", {{"toolchain", "tflm_cmsis_nn"}});
    const Estimate four = run(*graph, "stm32f746", {{"toolchain", "tflm_cmsis_nn"}, {"weight_bits", "4"}});
    EXPECT_LT(four.weightBytes / eight.weightBytes, 0.55);
    EXPECT_GT(seconds(four), seconds(eight));
}

bool says(const Estimate& e, ReasonCode code)
{
    return std::any_of(e.reasons.begin(), e.reasons.end(), [&](const Reason& r) { return r.code == code; });
}

TEST(MicrocontrollerFloat, RunsWhereTheLibraryHasKernelsAndIsTakenAsQuantisedElsewhere)
{
    const Graph floating = convolution(16, 16, 16, 3, 0, DataType::float32()), integer = convolution(16, 16, 16, 3);
    const Estimate asItIs = run(floating, "stm32f746", {{"toolchain", "hale"}});
    EXPECT_GT(seconds(asItIs), 1.5 * seconds(run(integer, "stm32f746", {{"toolchain", "hale"}})));
    EXPECT_TRUE(says(asItIs, ReasonCode::runsInFloat));
    const Estimate quantised = run(floating, "stm32h743", {{"toolchain", "tinyengine"}});
    EXPECT_DOUBLE_EQ(seconds(quantised), seconds(run(integer, "stm32h743", {{"toolchain", "tinyengine"}})));
    EXPECT_TRUE(says(quantised, ReasonCode::requiresQuantisation));
    EXPECT_FALSE(says(quantised, ReasonCode::runsInFloat));
}

/// The option takes a float network as if quantised: time and memory of the integer network, and says so.
TEST(MicrocontrollerFloat, MayBeTakenAsIfQuantised)
{
    const Graph floating = convolution(16, 16, 16, 3, 0, DataType::float32()), integer = convolution(16, 16, 16, 3);
    for (const char* id : {"stm32f746", "esp32_s3", "rp2350", "rp2040"}) {
        const Estimate asItIs = run(floating, id), quantised = run(floating, id, {{"precision", "int8"}});
        EXPECT_GT(seconds(asItIs), 1.3 * seconds(quantised)) << id;
        EXPECT_TRUE(says(asItIs, ReasonCode::runsInFloat)) << id;
        EXPECT_TRUE(says(quantised, ReasonCode::requiresQuantisation)) << id;
        EXPECT_DOUBLE_EQ(seconds(quantised), seconds(run(integer, id))) << id;
        EXPECT_EQ(used(quantised, "sram"), used(run(integer, id), "sram")) << id;
        EXPECT_GT(used(asItIs, "sram").toDouble(), 1.5 * used(quantised, "sram").toDouble()) << id;
    }
}

/// Where nobody published a float network on the core, the range is a factor of three and the verdict says why.
TEST(MicrocontrollerFloat, HasAWideRangeWhereNobodyMeasured)
{
    const Graph floating = convolution(16, 16, 16, 3, 0, DataType::float32());
    const Estimate unmeasured = run(floating, "esp32_s3"), measured = run(floating, "rp2350");
    EXPECT_GE(*unmeasured.latency->high / unmeasured.latency->value, 2.9);
    EXPECT_TRUE(says(unmeasured, ReasonCode::outsideCalibration));
    EXPECT_LT(*measured.latency->high / measured.latency->value, 1.6);
}

/// RP2350: weights of a layer that are larger than the cache in front of the flash are fetched for every pixel.
TEST(MicrocontrollerFloat, FetchesLargeLayersAgainForEveryPixel)
{
    const Graph small = convolution(8, 16, 16, 3, 0, DataType::float32()), // 9,216 B of weights
        large = convolution(8, 64, 64, 3, 0, DataType::float32());         // 147,456 B
    const auto perMac = [](const Estimate& e) { return e.layers[0].memory.count() / e.macs.toDouble(); };
    EXPECT_GT(perMac(run(large, "rp2350")), 20.0 * perMac(run(small, "rp2350")));
    const auto again = run(large, "rp2350").layers[0].traffic.back().read;
    EXPECT_NEAR(again.toDouble(), 147456.0 * 64.0, 0.01 * 147456.0 * 64.0);
    EXPECT_EQ(run(large, "rp2350", {{"weights_in", "sram"}}).layers[0].memory.count(), 0.0);
}

TEST(MicrocontrollerEnergy, IsPowerTimesTimeAndFollowsTheClock)
{
    const auto graph = network("mlperf_kws");
    const Estimate fast = run(*graph, "stm32u575", {{"toolchain", "xcubeai_9"}});
    ASSERT_TRUE(fast.energy.has_value());
    EXPECT_NEAR(fast.energy->value.count() / seconds(fast), 0.0230, 1e-6);
    const Estimate slow = run(*graph, "stm32u575", {{"toolchain", "xcubeai_9"}, {"clock_hz", "80e6"}});
    EXPECT_NEAR(slow.energy->value.count(), fast.energy->value.count(), 1e-3 * fast.energy->value.count());
    EXPECT_FALSE(run(*graph, "stm32h743").energy.has_value()) << "nobody published its power";
}

TEST(MicrocontrollerCores, ASecondCoreHelps)
{
    const auto graph = network("person_detect");
    const double one = seconds(run(*graph, "rp2040")), two = seconds(run(*graph, "rp2040", {{"cores", "2"}}));
    EXPECT_NEAR(one, 0.8237, 0.05 * 0.8237); // pico-tflmicro benchmark results
    EXPECT_NEAR(two, 0.5874, 0.05 * 0.5874);
}

TEST(MicrocontrollerPlacement, MapsOutsideCostTimeAndFreeTheChip)
{
    const auto graph = network("person_detect");
    const Estimate inside = run(*graph, "esp32_s3"), outside = run(*graph, "esp32_s3", {{"activations_in", "psram"}});
    EXPECT_GT(seconds(outside), seconds(inside));
    EXPECT_EQ(used(outside, "sram"), Bytes(0));
    EXPECT_GT(used(outside, "psram"), Bytes(55296));
}

TEST(MicrocontrollerPlacement, LeftToItselfALibraryGoesOutsideOnlyWhenItMust)
{
    EXPECT_EQ(used(run(*network("person_detect"), "esp32_s3"), "psram"), Bytes(0));
    const Estimate large = run(*network("mobilenet_v2"), "esp32_s3", {{"toolchain", "esp_dl"}});
    EXPECT_TRUE(large.fits());
    EXPECT_GT(used(large, "psram"), kibibytes(512));
    EXPECT_NEAR(seconds(large), 1.3095, 0.1 * 1.3095); // ESP-DL README, one core
    EXPECT_FALSE(run(*network("mobilenet_v2"), "esp32_s3", {{"activations_in", "sram"}}).fits());
}

} // namespace
} // namespace tenbin
