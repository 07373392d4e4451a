// SPDX-License-Identifier: GPL-3.0-or-later
// Which library runs which operator, by its own public list, and what happens to the others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/words/words.h"
#include "models/operator_support/kernel_list.h"
#include "models/registry.h"

namespace tenbin {
namespace {

using Kind = OperatorKind;

/// One operator over a map of 8x8x4: element by element, or with constant weights where it has any.
Graph oneOperator(Kind kind, DataType type = DataType::int8())
{
    GraphBuilder builder;
    builder.setName("one");
    const TensorId x = builder.addTensor({.name = "x", .shape = {1, 8, 8, 4}, .type = type});
    const TensorId y = builder.addTensor({.name = "y", .shape = {1, 8, 8, 4}, .type = type});
    Operator op{.kind = kind, .name = "op", .inputs = {x}, .outputs = {y}};
    if (kind == Kind::conv2d || kind == Kind::transposeConv2d || kind == Kind::depthwiseConv2d) {
        op.inputs.push_back(builder.addTensor(
            {.name = "w", .shape = {kind == Kind::depthwiseConv2d ? 1 : 4, 1, 1, 4}, .type = type, .constant = true}));
        op.attributes = Conv2dAttributes{.groups = kind == Kind::depthwiseConv2d ? 4 : 1};
    }
    if (kind == Kind::add || kind == Kind::mul || kind == Kind::batchMatMul || kind == Kind::maximum)
        op.inputs.push_back(x);
    builder.setInputs({x});
    builder.setOutputs({y});
    builder.addOperator(std::move(op));
    return std::move(builder).finish().value();
}

KernelRoute routeOf(const char* list, Kind kind, DataType type = DataType::int8())
{
    const KernelList* found = findKernelList(list);
    EXPECT_NE(found, nullptr) << list;
    const Graph graph = oneOperator(kind, type);
    return found ? kernelRoute(*found, graph, graph.operators()[0], false) : KernelRoute::missing;
}

struct Expected {
    const char* list;
    std::vector<Kind> there, absent;      ///< at 8 bits
    std::vector<Kind> floating, noFloats; ///< in single precision
};

TEST(KernelLists, HoldWhatEachLibraryPublishes)
{
    const std::vector<Expected> expected{
        {"tflm",
         {Kind::conv2d, Kind::transposeConv2d, Kind::softmax, Kind::batchMatMul, Kind::elu, Kind::svdf, Kind::clip},
         {Kind::tile, Kind::gelu, Kind::pow, Kind::topK, Kind::oneHot, Kind::exp, Kind::neg, Kind::sqrt, Kind::where,
          Kind::reluN1To1, Kind::localResponseNormalization},
         {Kind::exp, Kind::neg, Kind::sqrt, Kind::conv2d},
         {Kind::tile, Kind::gelu, Kind::pow}},
        {"tflm_2020",
         {Kind::conv2d, Kind::softmax, Kind::hardSwish, Kind::mean},
         {Kind::transposeConv2d, Kind::transpose, Kind::resizeBilinear, Kind::batchMatMul, Kind::squaredDifference},
         {Kind::sin, Kind::rsqrt},
         {Kind::exp, Kind::tile}},
        {"xcubeai_7", {Kind::tile, Kind::topK, Kind::conv2d}, {Kind::gelu, Kind::gatherNd}, {Kind::lstm}, {Kind::gelu}},
        {"xcubeai_8",
         {Kind::tile, Kind::conv2d},
         {Kind::gelu, Kind::notEqual, Kind::batchMatMul},
         {Kind::lstm},
         {Kind::gelu}},
        {"xcubeai_9",
         {Kind::tile, Kind::gelu, Kind::lstm},
         {Kind::batchMatMul, Kind::scatterNd},
         {Kind::gelu},
         {Kind::svdf}},
        {"xcubeai_10",
         {Kind::batchMatMul, Kind::scatterNd, Kind::gelu, Kind::softmax},
         {Kind::svdf, Kind::cumSum, Kind::embeddingLookup, Kind::layerNormalization},
         {Kind::gru, Kind::pow},
         {Kind::svdf, Kind::oneHot}},
        {"st_edge_ai_3", {Kind::scatterNd, Kind::tile}, {Kind::cumSum}, {Kind::mean}, {Kind::cumSum}},
        {"esp_dl",
         {Kind::conv2d, Kind::gru, Kind::layerNormalization, Kind::scatterNd, Kind::pow},
         {Kind::maximum, Kind::minimum, Kind::tile, Kind::gelu, Kind::abs, Kind::argMax, Kind::cast},
         {},
         {Kind::conv2d, Kind::add}},
        {"tinyengine",
         {Kind::conv2d, Kind::depthwiseConv2d, Kind::add, Kind::mul, Kind::resizeNearestNeighbor},
         {Kind::softmax, Kind::concatenation, Kind::resizeBilinear, Kind::logistic, Kind::tile},
         {},
         {Kind::conv2d}},
        {"microtvm",
         {Kind::tile, Kind::gelu, Kind::oneHot, Kind::topK},
         {Kind::svdf, Kind::callOnce},
         {Kind::gelu},
         {}},
        {"tinymaix",
         {Kind::conv2d, Kind::softmax, Kind::mean},
         {Kind::add, Kind::maxPool2d, Kind::concatenation},
         {},
         {}},
    };
    for (const Expected& e : expected) {
        for (const Kind kind : e.there)
            EXPECT_NE(routeOf(e.list, kind), KernelRoute::missing) << e.list << " " << toString(kind);
        for (const Kind kind : e.absent)
            EXPECT_EQ(routeOf(e.list, kind), KernelRoute::missing) << e.list << " " << toString(kind);
        for (const Kind kind : e.floating)
            EXPECT_NE(routeOf(e.list, kind, DataType::float32()), KernelRoute::missing) << e.list << toString(kind);
        for (const Kind kind : e.noFloats)
            EXPECT_EQ(routeOf(e.list, kind, DataType::float32()), KernelRoute::missing) << e.list << toString(kind);
    }
}

TEST(KernelLists, KnowWidthsAndWaysRound)
{
    const DataType wide = DataType::int16();
    EXPECT_EQ(routeOf("tflm", Kind::conv2d, wide), KernelRoute::optimised);
    EXPECT_EQ(routeOf("tflm", Kind::elu, wide), KernelRoute::missing);
    EXPECT_EQ(routeOf("xcubeai_10", Kind::conv2d, wide), KernelRoute::missing) << "8 bits and single precision only";
    EXPECT_EQ(routeOf("xcubeai_10", Kind::softmax), KernelRoute::floating) << "between two conversions";
    EXPECT_EQ(routeOf("tflm_esp_nn", Kind::transposeConv2d), KernelRoute::plain);
    EXPECT_EQ(routeOf("tflm_esp_nn", Kind::conv2d), KernelRoute::optimised);
    EXPECT_EQ(routeOf("tflm_cmsis_nn", Kind::transposeConv2d), KernelRoute::optimised);
    EXPECT_EQ(findKernelList("hale"), nullptr) << "publishes no list";
}

const TargetLibrary& library()
{
    static const TargetLibrary targets = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return targets;
}

/// A preset that names a list that is not there would run everything.
TEST(KernelLists, AreThereWhereverAPresetNamesOne)
{
    int named = 0;
    const auto check = [&](const Target& target, const Traits& traits) {
        if (const auto found = traits.find("operators"); found != traits.end()) {
            ++named;
            EXPECT_NE(findKernelList(found->second), nullptr) << target.id << " " << found->second;
        }
    };
    for (const Target& target : library().targets) {
        check(target, target.traits);
        for (const OptionSpec& option : target.options)
            for (const OptionChoice& choice : option.choices)
                check(target, choice.traits);
    }
    EXPECT_GT(named, 100);
}

Estimate estimated(const Graph& graph, const char* id, const char* toolchain = nullptr)
{
    const Target& target = *library().find(id);
    Configuration configuration;
    if (toolchain)
        configuration = withOption(target, {}, "toolchain", toolchain).value();
    return estimate(graph, target, configuration).value();
}

std::vector<std::string> sentences(const Estimate& e)
{
    std::vector<std::string> texts;
    for (const Reason& reason : e.reasons)
        texts.push_back(sentence(reason));
    return texts;
}

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(MissingKernels, StopTheNetworkByNameOfLibraryAndOperator)
{
    for (const Kind kind : {Kind::tile, Kind::gelu}) {
        const std::string name(toString(kind));
        for (const DataType type : {DataType::int8(), DataType::float32()}) {
            const Graph graph = oneOperator(kind, type);
            for (const char* id : {"rp2040", "esp32_s3", "nrf52840", "renesas_ra8d1"}) {
                const Estimate e = estimated(graph, id);
                EXPECT_EQ(e.layers[0].unit, ExecutionUnit::unsupported) << id << name;
                EXPECT_THAT(sentences(e), Contains("TensorFlow Lite Micro has no kernel for " + name + " (1 times)."))
                    << id;
                EXPECT_FALSE(e.framesPerSecond.has_value());
            }
            const Estimate tinyEngine = estimated(graph, "stm32h743", "tinyengine");
            EXPECT_THAT(sentences(tinyEngine), Contains("TinyEngine has no kernel for " + name + " (1 times)."));
            EXPECT_THAT(sentences(estimated(graph, "esp32_p4", "esp_dl")), Contains(HasSubstr("ESP-DL has no kernel")));
            EXPECT_EQ(estimated(graph, "stm32h743", "xcubeai_10").layers[0].unit, ExecutionUnit::cpu);
            EXPECT_EQ(estimated(graph, "stm32l4r5", "microtvm").layers[0].unit, ExecutionUnit::cpu);
        }
    }
    const Graph gelu = oneOperator(Kind::gelu);
    EXPECT_THAT(sentences(estimated(gelu, "stm32h743", "xcubeai_8_1")),
                Contains("X-CUBE-AI 8 has no kernel for GELU (1 times)."));
}

TEST(MissingKernels, NameTheTypeWhereAnotherWouldDo)
{
    EXPECT_THAT(sentences(estimated(oneOperator(Kind::exp), "rp2040")),
                Contains("TensorFlow Lite Micro has no kernel for EXP int8 (1 times)."));
    EXPECT_EQ(estimated(oneOperator(Kind::exp, DataType::float32()), "rp2040").layers[0].unit, ExecutionUnit::cpu);
    EXPECT_THAT(sentences(estimated(oneOperator(Kind::conv2d, DataType::int16()), "stm32h743")),
                Contains("X-CUBE-AI 10 has no kernel for CONV_2D int16 (1 times)."));
}

/// A join of twelve maps, a map of five axes, a convolution in groups: more than some libraries take.
TEST(MissingKernels, TellTheLimitThatIsBroken)
{
    const auto graphOf = [](Operator op, const Shape& shape, int inputs) {
        GraphBuilder builder;
        for (int i = 0; i < inputs; ++i)
            op.inputs.push_back(builder.addTensor({.name = "x", .shape = shape}));
        builder.setInputs(op.inputs);
        if (op.kind == Kind::conv2d)
            op.inputs.push_back(builder.addTensor({.name = "w", .shape = {8, 1, 1, 4}, .constant = true}));
        Shape out = shape;
        out.back() *= op.kind == Kind::concatenation ? inputs : 1;
        op.outputs = {builder.addTensor({.name = "y", .shape = out})};
        builder.setOutputs(op.outputs);
        builder.addOperator(op);
        return std::move(builder).finish().value();
    };
    const Operator join{.kind = Kind::concatenation, .name = "join", .attributes = AxisAttributes{.axes = {3}}};
    EXPECT_THAT(sentences(estimated(graphOf(join, {1, 4, 4, 4}, 12), "rp2040")),
                Contains("join: inputs 12 is not supported; supported: 10 (TensorFlow Lite Micro)."));
    EXPECT_TRUE(estimated(graphOf(join, {1, 4, 4, 4}, 10), "rp2040").fits());
    EXPECT_TRUE(estimated(graphOf(join, {1, 4, 4, 4}, 12), "stm32h743").fits());
    const Operator grouped{.kind = Kind::conv2d, .name = "grouped", .attributes = Conv2dAttributes{.groups = 2}};
    EXPECT_THAT(sentences(estimated(graphOf(grouped, {1, 4, 4, 8}, 1), "esp32_s3", "esp_dl")),
                Contains("grouped: groups 2 is not supported; supported: 1 (ESP-DL)."));
    EXPECT_TRUE(estimated(graphOf(grouped, {1, 4, 4, 8}, 1), "esp32_s3").fits());
    const Operator tanh{.kind = Kind::tanh, .name = "tanh"};
    EXPECT_THAT(sentences(estimated(graphOf(tanh, {1, 2, 2, 2, 2}, 1), "esp32_s3", "esp_dl")),
                Contains("tanh: axes 5 is not supported; supported: 4 (ESP-DL)."));
}

TEST(PlainKernels, TakeTheTimeOfTheReferenceKernels)
{
    const Graph transposed = oneOperator(Kind::transposeConv2d), plain = oneOperator(Kind::conv2d);
    const Estimate slow = estimated(transposed, "esp32_s3"), fast = estimated(plain, "esp32_s3");
    EXPECT_THAT(sentences(slow),
                Contains("TRANSPOSE_CONV runs by a plain C kernel of TensorFlow Lite Micro (1 times)."));
    EXPECT_GT(slow.layers[0].compute.count(), 2.0 * fast.layers[0].compute.count());
    // 66.5 cycles a MAC on LX7 without ESP-NN; 1,024 MACs here.
    EXPECT_GT(slow.layers[0].compute.count(), 66.5 * 1024.0);
}

TEST(Companions, RunWhatTheirLibraryHas)
{
    const Graph gelu = oneOperator(Kind::gelu), division = oneOperator(Kind::elu);
    const Estimate refused = estimated(gelu, "ethos_u55_128");
    EXPECT_EQ(refused.layers[0].unit, ExecutionUnit::unsupported);
    EXPECT_THAT(sentences(refused), Contains("TensorFlow Lite Micro has no kernel for GELU (1 times)."));
    EXPECT_EQ(estimated(division, "ethos_u55_128").layers[0].unit, ExecutionUnit::cpu);
    EXPECT_EQ(estimated(gelu, "nxp_imx93").layers[0].unit, ExecutionUnit::cpu) << "Linux, the whole TensorFlow Lite";
}

TEST(NeuralArtOperators, GoWhereStsTableMapsThem)
{
    const auto unit = [](const Graph& graph) { return estimated(graph, "stm32n6").layers[0].unit; };
    EXPECT_EQ(unit(oneOperator(Kind::logistic)), ExecutionUnit::vectorUnit);
    EXPECT_EQ(unit(oneOperator(Kind::exp)), ExecutionUnit::vectorUnit);
    EXPECT_EQ(unit(oneOperator(Kind::conv2d)), ExecutionUnit::macArray);
    for (const Kind software : {Kind::tile, Kind::softmax, Kind::argMax, Kind::div, Kind::log, Kind::sum, Kind::gather})
        EXPECT_EQ(unit(oneOperator(software)), ExecutionUnit::cpu) << toString(software);
    EXPECT_EQ(unit(oneOperator(Kind::batchMatMul)), ExecutionUnit::cpu) << "a product of two maps";
    EXPECT_EQ(unit(oneOperator(Kind::add)), ExecutionUnit::vectorUnit);
    const Estimate missing = estimated(oneOperator(Kind::svdf), "stm32n6");
    EXPECT_EQ(missing.layers[0].unit, ExecutionUnit::unsupported);
    EXPECT_THAT(sentences(missing), Contains("ST Edge AI 3 has no kernel for SVDF (1 times)."));
}

TEST(NdpOperators, AreThoseOfSyntiantsLayers)
{
    EXPECT_EQ(estimated(oneOperator(Kind::conv2d), "ndp120").layers[0].unit, ExecutionUnit::macArray);
    for (const Kind kind : {Kind::tile, Kind::gelu, Kind::transpose, Kind::resizeBilinear, Kind::batchMatMul})
        EXPECT_EQ(estimated(oneOperator(kind), "ndp120").layers[0].unit, ExecutionUnit::unsupported) << toString(kind);
}

} // namespace
} // namespace tenbin
