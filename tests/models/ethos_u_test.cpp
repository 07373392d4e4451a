// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/ethos_u/cycles.h"
#include "models/ethos_u/ethos_u.h"
#include "models/ethos_u/weights.h"
#include "models/registry.h"
#include "tests/models/ethos_u_networks.h"

namespace tenbin {
namespace {

using namespace ethos_u;

const Target& target(const std::string& id)
{
    static const TargetLibrary library = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    const Target* found = library.find(id);
    EXPECT_NE(found, nullptr) << id;
    static const Target none;
    return found ? *found : none;
}

Configuration configured(const std::string& id, std::initializer_list<std::pair<const char*, const char*>> options)
{
    Configuration configuration;
    for (const auto& [key, value] : options) {
        auto next = withOption(target(id), configuration, key, value);
        EXPECT_TRUE(next.has_value()) << key << "=" << value;
        if (next)
            configuration = *next;
    }
    return configuration;
}

Estimate estimated(const Graph& graph, const std::string& id, const Configuration& configuration = {})
{
    auto result = estimate(graph, target(id), configuration);
    EXPECT_TRUE(result.has_value());
    return result ? std::move(*result) : Estimate{};
}

double kibibytesOf(Bytes bytes) { return bytes.toDouble() / 1024.0; }

Pass convolution(std::int64_t side, std::int64_t in, std::int64_t out, std::int64_t kernel)
{
    Pass pass{.in = {1, side, side, in}, .out = {1, side, side, out}};
    pass.kernelH = pass.kernelW = pass.spanH = pass.spanW = kernel;
    pass.weights = in * out * kernel * kernel;
    return pass;
}

// --- networks ------------------------------------------------------------------------------

/// MACs of convolutions and fully connected layers: what Vela counts less pooling, copies and sums.
TEST(EthosUNetworks, HaveTheMacsOfTheFiles)
{
    const std::map<std::string, std::int64_t> expected{
        {"kws_micronet_m", 15'580'852 - 24'500},                     // average pooling
        {"ad_medium_int8", 62'351'136 - 4'416},                      // average pooling
        {"vww4_128_128_INT8", 18'877'952 - 2'048 - 47'104},          // pooling, padded channels
        {"yolo-fastest_192_face_v4", 39'152'736 - 198'720 - 38'016}, // pooling, concatenation and enlarging
        {"mobilenet_v2_1.0_224_INT8", 300'840'274 - 62'720 - 2'002}, // pooling, softmax
        {"wav2letter_pruned_int8", 3'491'106'584 - 8'584},           // softmax
        {"dnn_s_quantized", 79'200},
    };
    for (const auto& [name, macs] : expected) {
        const auto graph = ethosUNetwork(name);
        ASSERT_TRUE(graph) << name;
        EXPECT_EQ(totalMacs(*graph).count(), macs) << name;
    }
    EXPECT_FALSE(ethosUNetwork("no such network"));
}

// --- blocks and cycles ---------------------------------------------------------------------

TEST(EthosUBlocks, FitTheBuffersTwice)
{
    const Accelerator& u55 = *findAccelerator("u55-128");
    const Accelerator& u85 = *findAccelerator("u85-512");
    for (const std::int64_t side : {1, 7, 14, 56, 112})
        for (const std::int64_t channels : {3, 16, 64, 576})
            for (const std::int64_t kernel : {1, 3, 7}) {
                const Pass pass = convolution(side, channels, channels, kernel);
                const Block a = chooseBlock(u55, pass);
                const std::int64_t sums = 2 * ceilDiv(std::int64_t{4} * a.out.pixels() * roundUp(a.out.c, 8), 1024);
                const std::int64_t inputs = 2 * ceilDiv(std::int64_t{a.in.pixels()} * roundUp(a.in.c, 8), 1024);
                EXPECT_LE(sums + inputs, 20) << side << " " << channels << " " << kernel;
                EXPECT_EQ(a.out.w % 2, 0);
                EXPECT_EQ(a.out.c % 8, 0);
                const Block b = chooseBlock(u85, pass);
                EXPECT_LE(b.out.pixels() * roundUp(b.out.c, 16) * 4, 32768);
            }
}

TEST(EthosUCycles, ReachThePeakWhereShapesFit)
{
    for (const char* id : {"u55-32", "u55-64", "u55-128", "u55-256", "u65-256", "u65-512", "u85-128", "u85-256",
                           "u85-512", "u85-1024", "u85-2048"}) {
        const Accelerator* accelerator = findAccelerator(id);
        ASSERT_NE(accelerator, nullptr) << id;
        const Pass pass = convolution(32, 512, 512, 3);
        const PassCost cost = passCost(*accelerator, pass, chooseBlock(*accelerator, pass));
        const double ideal = pass.macs() / accelerator->macs;
        EXPECT_GE(cost.macCycles, ideal * 0.999) << id;
        EXPECT_LE(cost.macCycles, ideal * 1.05) << id;
    }
    EXPECT_EQ(findAccelerator("u55-512"), nullptr);
}

/// Vela's own count for the classifier of MobileNetV2 on U55-128: 166,587 cycles for eight MACs a cycle.
TEST(EthosUCycles, FullyConnectedLayersUseEightMacsACycle)
{
    const Accelerator& u55 = *findAccelerator("u55-128");
    Pass pass = convolution(1, 1280, 1001, 1);
    pass.kind = PassKind::vectorProduct;
    EXPECT_NEAR(passCost(u55, pass, chooseBlock(u55, pass)).pipeCycles, 166'587, 0.04 * 166'587);
}

/// Three steps of four taps for nine: 75 % of an eighth of the array.
TEST(EthosUCycles, DepthwiseLayersUseAnEighthOfTheArray)
{
    const Accelerator& u55 = *findAccelerator("u55-256");
    Pass pass = convolution(64, 128, 128, 3);
    pass.kind = PassKind::depthwise;
    pass.weights = 9 * 128;
    const PassCost cost = passCost(u55, pass, chooseBlock(u55, pass));
    EXPECT_NEAR(pass.macs() / cost.macCycles, 256.0 / 8.0 * 0.75, 0.5);
    EXPECT_EQ(cost.outputBytes, 64.0 * 64 * 128);
}

TEST(EthosUWeights, ZerosAndNarrowValuesCompress)
{
    const Accelerator& u55 = *findAccelerator("u55-128");
    const Pass pass = convolution(8, 64, 64, 3);
    const auto bytes = [&](WeightValues values) {
        return encodedWeightBytes(u55, pass, values) / static_cast<double>(pass.weights);
    };
    EXPECT_NEAR(bytes({}), 1.0, 0.05);
    EXPECT_LT(bytes({.zeroFraction = 0.828, .valueBits = 6.0, .nonZeroBits = 7.0}), 0.3); // VWW of MLPerf Tiny: 0.23
    EXPECT_LT(bytes({.zeroFraction = 0.0, .valueBits = 6.0, .nonZeroBits = 6.0}), 0.8);
    double last = bytes({});
    for (const double zeros : {0.3, 0.5, 0.7, 0.9, 1.0}) {
        const double now = bytes({.zeroFraction = zeros});
        EXPECT_LE(now, last);
        last = now;
    }
}

// --- published cycles ----------------------------------------------------------------------

struct FvpRow {
    const char* network;
    const char* target;
    double cycles;
    double tolerance;
};

/// Cycles of Arm's fixed virtual platform (mps4_prototyping_board: 4_1_vela_fvp_pairs.csv, Vela 5.0).
class FvpCycles : public ::testing::TestWithParam<FvpRow> {};

TEST_P(FvpCycles, AreMet)
{
    const FvpRow& row = GetParam();
    const auto graph = ethosUNetwork(row.network);
    ASSERT_TRUE(graph);
    const auto settings = Settings::resolve(target(row.target), {});
    ASSERT_TRUE(settings.has_value());
    const double cycles = estimated(*graph, row.target).latency->value.count() * settings->number("clock_hz");
    EXPECT_NEAR(cycles / row.cycles, 1.0, row.tolerance);
}

INSTANTIATE_TEST_SUITE_P(Published, FvpCycles,
                         ::testing::Values(FvpRow{"ad_medium_int8", "ethos_u55_32", 3'202'050, 0.08},
                                           FvpRow{"kws_micronet_m", "ethos_u55_64", 730'050, 0.08},
                                           FvpRow{"mobilenet_v2_1.0_224_INT8", "ethos_u55_64", 12'100'050, 0.08},
                                           FvpRow{"kws_micronet_m", "ethos_u55_128", 405'050, 0.08},
                                           FvpRow{"yolo-fastest_192_face_v4", "ethos_u55_128", 1'993'053, 0.08},
                                           FvpRow{"ad_medium_int8", "ethos_u55_256", 674'050, 0.12},
                                           FvpRow{"yolo-fastest_192_face_v4", "ethos_u65_256", 1'119'074, 0.15},
                                           FvpRow{"kws_micronet_m", "ethos_u65_512", 130'068, 0.15},
                                           FvpRow{"kws_micronet_m", "ethos_u85_128", 369'068, 0.12},
                                           FvpRow{"ad_medium_int8", "ethos_u85_256", 377'068, 0.15},
                                           FvpRow{"mobilenet_v2_1.0_224_INT8", "ethos_u85_512", 1'914'068, 0.23},
                                           FvpRow{"kws_micronet_m", "ethos_u85_2048", 67'068, 0.23}),
                         [](const auto& given) {
                             return std::string(given.param.target) + "_" + std::to_string(given.index);
                         });

/// UART log of alif_kws on an Ensemble E7: 2.727 ms with the run-time library.
TEST(EthosUChips, KeywordSpottingOnAlifEnsemble)
{
    const Estimate e = estimated(*ethosUNetwork("kws_micronet_m"), "alif_ensemble_e7_he");
    EXPECT_NEAR(e.latency->value.count(), 2.727e-3, 0.1 * 2.727e-3);
}

// --- memories ------------------------------------------------------------------------------

/// Vela 3.10: 362 KiB, cascaded; 5.1: 1,474 KiB, whole maps.
TEST(EthosUMemory, CascadesOfMobileNetV2)
{
    const auto graph = ethosUNetwork("mobilenet_v2_1.0_224_INT8");
    const auto sram = [&](std::initializer_list<std::pair<const char*, const char*>> options) {
        return kibibytesOf(*estimated(*graph, "ethos_u55_128", configured("ethos_u55_128", options)).memories[0].used);
    };
    EXPECT_NEAR(sram({}), 1474.0, 0.02 * 1474.0);
    EXPECT_NEAR(sram({{"toolchain", "vela_3_10"}}), 362.0, 0.1 * 362.0);
    EXPECT_LE(sram({{"mode", "size"}}), 1.1 * 362.0);
}

TEST(EthosUMemory, ModesDecideWhatLiesWhere)
{
    const auto graph = ethosUNetwork("mobilenet_v2_1.0_224_INT8");
    const auto in = [&](const char* mode) {
        return estimated(*graph, "ethos_u65_256", configured("ethos_u65_256", {{"memory_mode", mode}}));
    };
    const Estimate only = in("sram_only"), shared = in("shared_sram"), dedicated = in("dedicated_sram");
    const auto outside = [](const Estimate& e) {
        Bytes bytes;
        for (const LayerCost& layer : e.layers)
            for (const Traffic& traffic : layer.traffic)
                if (traffic.memory == 1)
                    bytes += traffic.read + traffic.written;
        return bytes;
    };
    EXPECT_EQ(outside(only).count(), 0);
    EXPECT_GE(outside(shared), shared.weightBytes / 2);
    EXPECT_GT(outside(dedicated), outside(shared));
    EXPECT_LE(*dedicated.memories[0].used, kibibytes(384));
    EXPECT_GE(*only.memories[0].used, only.weightBytes);
    EXPECT_LE(only.latency->value.count(), shared.latency->value.count());
    EXPECT_GE(*dedicated.memories[1].used, dedicated.weightBytes);
}

TEST(EthosUMemory, ASmallSramIsCascadedInto)
{
    Configuration configuration;
    configuration.values["memory.sram.capacity_bytes"] = 450.0 * 1024.0;
    const Estimate e = estimated(*ethosUNetwork("mobilenet_v2_1.0_224_INT8"), "ethos_u55_128", configuration);
    EXPECT_TRUE(e.fits());
    configuration.values["memory.sram.capacity_bytes"] = 100.0 * 1024.0;
    const Estimate tight = estimated(*ethosUNetwork("mobilenet_v2_1.0_224_INT8"), "ethos_u55_128", configuration);
    EXPECT_FALSE(tight.fits());
}

// --- what more hardware brings -------------------------------------------------------------

TEST(EthosU, MoreMacsAreNeverSlower)
{
    const auto graph = buildNetwork("mobilenet_v1?alpha=0.5&input=128").value();
    for (const auto& family : std::vector<std::vector<std::string>>{
             {"ethos_u55_32", "ethos_u55_64", "ethos_u55_128", "ethos_u55_256"}, {"ethos_u65_256", "ethos_u65_512"}}) {
        double last = 1e9;
        for (const std::string& id : family) {
            const double now = estimated(*graph, id).latency->value.count();
            EXPECT_LE(now, last) << id;
            last = now;
        }
    }
}

TEST(EthosU, WiderOrFasterMemoryIsNeverSlower)
{
    const auto graph = ethosUNetwork("ad_medium_int8");
    const auto at = [&](const char* key, double value) {
        Configuration configuration;
        configuration.values[key] = value;
        return estimated(*graph, "ethos_u55_256", configuration).latency->value.count();
    };
    EXPECT_GE(at("memory.sram.bytes_per_cycle", 4.0), 1.3 * at("memory.sram.bytes_per_cycle", 8.0)); // FVP: 1.64
    EXPECT_GE(at("memory.external.bandwidth_bytes_per_s", 0.25e9), at("memory.external.bandwidth_bytes_per_s", 0.5e9));
    EXPECT_GE(at("memory.external.read_latency_s", 1e-6), at("memory.external.read_latency_s", 1e-7));
}

TEST(EthosU, StructuredSparsityOfU85HalvesTheProducts)
{
    const auto graph = ethosUNetwork("wav2letter_pruned_int8");
    const double dense = estimated(*graph, "ethos_u85_128").latency->value.count();
    const double sparse =
        estimated(*graph, "ethos_u85_128", configured("ethos_u85_128", {{"sparsity_structure", "2_4"}}))
            .latency->value.count();
    EXPECT_NEAR(sparse / dense, 0.5, 0.08);
}

TEST(EthosU, ZerosShrinkTheWeights)
{
    const auto graph = ethosUNetwork("kws_micronet_m");
    const Estimate dense = estimated(*graph, "ethos_u55_128");
    const Estimate pruned = estimated(*graph, "ethos_u55_128", configured("ethos_u55_128", {{"sparsity", "0.8"}}));
    EXPECT_LT(pruned.weightBytes.toDouble(), 0.6 * dense.weightBytes.toDouble());
    EXPECT_LE(pruned.latency->value.count(), dense.latency->value.count());
}

TEST(EthosU, WiderActivationsTakeMoreMemoryAndTime)
{
    const auto graph = ethosUNetwork("kws_micronet_m");
    const Estimate narrow = estimated(*graph, "ethos_u55_128");
    const Estimate wide = estimated(*graph, "ethos_u55_128", configured("ethos_u55_128", {{"activation_bits", "16"}}));
    EXPECT_GT(*wide.memories[0].used, *narrow.memories[0].used);
    EXPECT_GT(wide.latency->value.count(), narrow.latency->value.count());
}

// --- operators -----------------------------------------------------------------------------

/// A convolution, one operator of `kind` and a convolution behind it.
Graph sandwich(OperatorKind kind, DataType type = DataType::int8())
{
    GraphBuilder builder;
    const auto map = [&](const char* name) {
        return builder.addTensor({.name = name, .shape = {1, 16, 16, 16}, .type = type});
    };
    const auto weights = [&] {
        return builder.addTensor({.name = "w", .shape = {16, 3, 3, 16}, .type = type, .constant = true});
    };
    const TensorId a = map("a"), b = map("b"), c = map("c"), d = map("d");
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .name = "first",
                         .inputs = {a, weights()},
                         .outputs = {b},
                         .attributes = Conv2dAttributes{.padding = {1, 1, 1, 1}}});
    builder.addOperator({.kind = kind, .name = "middle", .inputs = {b}, .outputs = {c}});
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .name = "last",
                         .inputs = {c, weights()},
                         .outputs = {d},
                         .attributes = Conv2dAttributes{.padding = {1, 1, 1, 1}}});
    builder.setInputs({a});
    builder.setOutputs({d});
    return std::move(builder).finish().value();
}

bool has(const Estimate& e, ReasonCode code)
{
    return std::any_of(e.reasons.begin(), e.reasons.end(), [&](const Reason& reason) { return reason.code == code; });
}

TEST(EthosUOperators, FusedKeptOrHandedToTheProcessor)
{
    const Estimate rectified = estimated(sandwich(OperatorKind::relu6), "ethos_u55_128");
    EXPECT_EQ(rectified.layers[1].unit, ExecutionUnit::fused);
    EXPECT_EQ(rectified.layers[1].latency.count(), 0.0);
    const Estimate processor = estimated(sandwich(OperatorKind::elu), "ethos_u55_128");
    EXPECT_EQ(processor.layers[1].unit, ExecutionUnit::cpu);
    EXPECT_GT(processor.layers[1].latency.count(), 0.0);
    EXPECT_TRUE(has(processor, ReasonCode::operatorOnCpu));
    EXPECT_TRUE(processor.fits());
    // Two stretches on the NPU are started twice.
    EXPECT_GT(processor.overhead.count(), 1.5 * rectified.overhead.count());
}

TEST(EthosUOperators, DependOnTheCompilerAndTheGeneration)
{
    const Graph graph = sandwich(OperatorKind::reduceMin);
    EXPECT_NE(estimated(graph, "ethos_u55_128").layers[1].unit, ExecutionUnit::cpu);
    EXPECT_EQ(
        estimated(graph, "ethos_u55_128", configured("ethos_u55_128", {{"toolchain", "vela_3_10"}})).layers[1].unit,
        ExecutionUnit::cpu);
    const Graph casts = sandwich(OperatorKind::cast);
    EXPECT_EQ(estimated(casts, "ethos_u65_256").layers[1].unit, ExecutionUnit::cpu);
    EXPECT_NE(estimated(casts, "ethos_u85_256").layers[1].unit, ExecutionUnit::cpu);
}

TEST(EthosUOperators, FloatNetworksAreTakenAsQuantised)
{
    const Estimate e = estimated(sandwich(OperatorKind::relu, DataType::float32()), "ethos_u55_128");
    EXPECT_TRUE(has(e, ReasonCode::requiresQuantisation));
    EXPECT_TRUE(e.fits());
    EXPECT_EQ(e.memories[0].used, estimated(sandwich(OperatorKind::relu), "ethos_u55_128").memories[0].used);
}

/// Empty maps, windows larger than their maps, operators without inputs: costs stay finite.
TEST(EthosUOperators, MalformedNetworksAreCosted)
{
    for (const Shape& shape : {Shape{1, 0, 4, 8}, Shape{1, 4, 4, 0}, Shape{}, Shape{3}, Shape{2, 5, 7, 3, 2}})
        for (const OperatorKind kind :
             {OperatorKind::conv2d, OperatorKind::depthwiseConv2d, OperatorKind::transposeConv2d,
              OperatorKind::fullyConnected, OperatorKind::averagePool2d, OperatorKind::mean, OperatorKind::softmax,
              OperatorKind::add, OperatorKind::concatenation, OperatorKind::batchMatMul, OperatorKind::lstm,
              OperatorKind::resizeBilinear, OperatorKind::pad, OperatorKind::transpose}) {
            GraphBuilder builder;
            const TensorId x = builder.addTensor({.name = "x", .shape = shape});
            const TensorId w = builder.addTensor({.name = "w", .shape = {8, 9, 9, 3}, .constant = true});
            const TensorId y = builder.addTensor({.name = "y", .shape = shape});
            builder.addOperator({.kind = kind, .name = "odd", .inputs = {x, w}, .outputs = {y}});
            builder.setInputs({x});
            builder.setOutputs({y});
            const auto graph = std::move(builder).finish();
            if (!graph)
                continue;
            for (const char* id : {"ethos_u55_128", "ethos_u85_1024"}) {
                const Estimate e = estimated(*graph, id);
                ASSERT_EQ(e.layers.size(), 1u);
                EXPECT_TRUE(std::isfinite(e.layers[0].latency.count()) && e.layers[0].latency.count() >= 0.0)
                    << toString(kind) << " " << toString(shape);
            }
        }
}

TEST(EthosUOperators, SumsRideOnConvolutionsOfU85)
{
    const auto graph = ethosUNetwork("mobilenet_v2_1.0_224_INT8");
    const auto costly = [&](const char* id) {
        const Estimate e = estimated(*graph, id);
        return std::count_if(e.layers.begin(), e.layers.end(), [&](const LayerCost& layer) {
            return graph->op(layer.op).kind == OperatorKind::add && layer.latency.count() > 0.0;
        });
    };
    EXPECT_EQ(costly("ethos_u55_128"), 10);
    EXPECT_EQ(costly("ethos_u85_128"), 0);
}

TEST(EthosU, AnUnknownAcceleratorSaysSo)
{
    Target odd = target("ethos_u55_128");
    odd.traits["accelerator"] = "u99-1";
    const auto e = estimate(ethosUCostModel(), *ethosUNetwork("kws_micronet_m"), odd, {});
    ASSERT_TRUE(e.has_value());
    EXPECT_FALSE(e->latency.has_value());
    EXPECT_TRUE(has(*e, ReasonCode::attributeUnsupported));
    EXPECT_EQ(e->verdict, VerdictKind::doesNotFit);
}

TEST(EthosU, NoChipKnowsItsMemoryToTheByte)
{
    // What Vela lays out is reckoned, whoever sells the NPU: the same network beside the same limit is as uncertain.
    const auto network = *buildNetwork("mobilenet_v2");
    const TargetLibrary shipped = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    int chips = 0;
    for (const Target& chip : shipped.targets) {
        if (chip.architecture != "ethos_u")
            continue;
        ++chips;
        for (const MemoryUse& memory : estimated(*network, chip.id).memories) {
            if (!memory.used || memory.used->count() == 0)
                continue;
            ASSERT_TRUE(memory.low && memory.high) << chip.id;
            EXPECT_LT(*memory.low, *memory.used) << chip.id;
            EXPECT_GT(*memory.high, *memory.used) << chip.id;
        }
    }
    EXPECT_GT(chips, 10);
    EXPECT_TRUE(estimated(*network, "nxp_imx93").isUncertain());
}

TEST(EthosU, EnergyIsAnEditableAssumption)
{
    const auto graph = ethosUNetwork("kws_micronet_m");
    const Estimate e = estimated(*graph, "ethos_u55_128");
    ASSERT_TRUE(e.energy.has_value());
    EXPECT_GE(e.energy->high->count() / e.energy->value.count(), 1.5);
    EXPECT_TRUE(std::any_of(e.assumptions.begin(), e.assumptions.end(),
                            [](const Assumption& a) { return a.key == "energy.mac_j"; }));
    Configuration dearer;
    dearer.values["energy.mac_j"] = 2e-12;
    EXPECT_GT(estimated(*graph, "ethos_u55_128", dearer).energy->value.count(), e.energy->value.count());
}

} // namespace
} // namespace tenbin
