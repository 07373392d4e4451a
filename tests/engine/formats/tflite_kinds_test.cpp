// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files that exporters write and that were once read wrong, one test a kind. Right values are derived by hand.
#include "tests/engine/formats/graph_fixtures.h"
#include "tests/engine/formats/tflite_fixtures.h"

#include "engine/graph/analysis.h"
#include "engine/memory/liveness.h"

namespace tenbin {
namespace {

using namespace fixtures;
using B = tflite::BuiltinOperator;
using T = tflite::TensorType;

// A 3x3 convolution of 16 to 16 channels over 64x64.
constexpr std::int64_t kMacs = 64 * 64 * 16 * 9 * 16;
constexpr std::int64_t kParameters = 9 * 16 * 16 + 16;

std::shared_ptr<const Graph> import(TfliteMaker& maker, const ImportOptions& options = {})
{
    auto owned = std::make_shared<std::vector<std::byte>>(maker.file());
    auto graph = importNetwork(*owned, "folder/net.tflite", owned, options);
    EXPECT_TRUE(graph.has_value()) << (graph ? "" : graph.error().arguments.empty() ? "?" : graph.error().arguments[0]);
    return graph.value_or(nullptr);
}

Error errorOf(TfliteMaker& maker, const ImportOptions& options = {})
{
    auto owned = std::make_shared<std::vector<std::byte>>(maker.file());
    const auto graph = importNetwork(*owned, "folder/net.tflite", owned, options);
    EXPECT_FALSE(graph.has_value());
    return graph ? Error{} : graph.error();
}

bool remarked(const Graph& graph, ImportNote note, const std::string& argument)
{
    const auto& remarks = graph.remarks();
    return std::find(remarks.begin(), remarks.end(), ImportRemark{note, argument}) != remarks.end();
}

/// x -> convolution -> y, with weights behind `code` and stored as `type`.
TfliteMaker storedWeights(B code, T type, std::size_t bytes, bool sparse = false)
{
    TfliteMaker m;
    const auto x = m.tensor({{1, 64, 64, 16}});
    const auto w = m.tensor(
        {.shape = {16, 3, 3, 16}, .type = type, .buffer = m.buffer(sparse ? 7 : 2304 * bytes), .sparse = sparse});
    const auto b = m.tensor({.shape = {16}, .buffer = m.buffer(64)});
    const auto wide = m.tensor({{16, 3, 3, 16}});
    const auto y = m.tensor({{1, 64, 64, 16}});
    m.op(code, {w}, {wide});
    m.convolution(x, wide, b, y);
    m.subgraph({x}, {y});
    return m;
}

TEST(TfliteKinds, WeightsOfAnotherWidthAreConstantsOfThatWidth)
{
    for (const auto& [type, bytes, bits] : {std::tuple{T::FLOAT16, 2, 16}, std::tuple{T::INT8, 1, 8}}) {
        auto maker = storedWeights(B::DEQUANTIZE, type, static_cast<std::size_t>(bytes));
        const auto graph = import(maker);
        ASSERT_TRUE(graph);
        ASSERT_EQ(graph->operators().size(), 1u);
        EXPECT_EQ(totalMacs(*graph), Macs(kMacs));
        EXPECT_EQ(totalParameters(*graph), kParameters);
        EXPECT_EQ(graph->input(graph->operators()[0], 1)->type.bits, bits);
        EXPECT_EQ(constantBytes(*graph), Bytes(2304 * bytes + 64));
    }
    auto sparse = storedWeights(B::DENSIFY, T::FLOAT32, 4, true);
    const auto graph = import(sparse);
    ASSERT_TRUE(graph);
    EXPECT_EQ(graph->operators().size(), 1u);
    EXPECT_EQ(totalParameters(*graph), kParameters);
}

TEST(TfliteKinds, SharedBuffersCountOnce)
{
    TfliteMaker m;
    const auto weights = m.buffer(9216), bias = m.buffer(64);
    const auto x = m.tensor({{1, 64, 64, 16}}), between = m.tensor({{1, 64, 64, 16}}), y = m.tensor({{1, 64, 64, 16}});
    for (const auto& [in, out] : {std::pair{x, between}, std::pair{between, y}}) {
        const auto w = m.tensor({.shape = {16, 3, 3, 16}, .buffer = weights});
        const auto b = m.tensor({.shape = {16}, .buffer = bias});
        m.convolution(in, w, b, out);
    }
    m.subgraph({x}, {y});
    const auto graph = import(m);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(2 * kMacs));
    EXPECT_EQ(totalParameters(*graph), kParameters);
    EXPECT_EQ(constantBytes(*graph), Bytes(4 * kParameters));
}

/// Two buffers of equal bytes in another form are one too: the second use reads them as a matrix.
TEST(TfliteKinds, SharedBuffersOfAnotherShapeCountOnce)
{
    TfliteMaker m;
    const auto weights = m.buffer(9216);
    const auto x = m.tensor({{1, 64, 64, 16}}), between = m.tensor({{1, 64, 64, 16}});
    const auto w = m.tensor({.shape = {16, 3, 3, 16}, .buffer = weights});
    m.convolution(x, w, -1, between);
    const auto matrix = m.tensor({.shape = {144, 16}, .buffer = weights});
    const auto y = m.tensor({{4096, 144}});
    m.op(B::FULLY_CONNECTED, {between, matrix, -1}, {y}, tflite::BuiltinOptions::FullyConnectedOptions,
         tflite::CreateFullyConnectedOptions(m.builder()).Union());
    m.subgraph({x}, {y});
    const auto graph = import(m);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalParameters(*graph), 2304);
    EXPECT_EQ(constantBytes(*graph), Bytes(9216));
}

/// A convolution of 3 to 4 channels whose height and width only the signature leaves open.
TfliteMaker openSides(std::int32_t batch, std::int32_t side)
{
    TfliteMaker m;
    const auto x = m.tensor({.shape = {1, side == -1 ? 1 : side, side == -1 ? 1 : side, 3},
                             .signature = {batch, side, side, 3},
                             .name = "image"});
    const auto w = m.tensor({.shape = {4, 3, 3, 3}, .buffer = m.buffer(432)});
    const auto y =
        m.tensor({.shape = {1, side == -1 ? 1 : side, side == -1 ? 1 : side, 4}, .signature = {batch, side, side, 4}});
    m.convolution(x, w, -1, y);
    m.subgraph({x}, {y});
    return m;
}

TEST(TfliteKinds, OpenSizesAreNoticed)
{
    auto unsaid = openSides(-1, -1);
    const Error error = errorOf(unsaid);
    EXPECT_EQ(error.code, ErrorCode::inputSizeOpen);
    EXPECT_EQ(error.arguments, (std::vector<std::string>{"image", "?x?x?x3", "2, 3", "?input=1x224x224x3"}));
    EXPECT_EQ(error.where.file, "folder/net.tflite");
}

TEST(TfliteKinds, OpenSizesCanBeGiven)
{
    for (const char* name : {"input", "image"}) {
        auto maker = openSides(-1, -1);
        const auto graph = import(maker, {.inputSizes = {{name, {1, 64, 64, 3}}}});
        ASSERT_TRUE(graph);
        EXPECT_EQ(totalMacs(*graph), Macs(64 * 64 * 4 * 27));
        EXPECT_EQ(graph->tensor(graph->outputs().front()).shape, (Shape{1, 64, 64, 4}));
        EXPECT_TRUE(remarked(*graph, ImportNote::sizeGiven, "image 1x64x64x3"));
        EXPECT_EQ(graph->name(), fmt::format("net.tflite?{}=1x64x64x3", name));
    }
    for (const std::vector<std::int64_t>& wrong : {std::vector<std::int64_t>{64, 64}, {1, 64, 64, 3, 1}}) {
        auto maker = openSides(-1, -1);
        EXPECT_EQ(errorOf(maker, {.inputSizes = {{"input", wrong}}}).code, ErrorCode::inputSizeInvalid);
    }
    auto unknown = openSides(-1, -1);
    EXPECT_EQ(errorOf(unknown, {.inputSizes = {{"picture", {1, 64, 64, 3}}}}).code, ErrorCode::inputSizeInvalid);
}

TEST(TfliteKinds, AnOpenBatchIsOneUnlessGiven)
{
    auto open = openSides(-1, 32);
    const auto one = import(open);
    ASSERT_TRUE(one);
    EXPECT_EQ(totalMacs(*one), Macs(32 * 32 * 4 * 27));
    EXPECT_TRUE(remarked(*one, ImportNote::batchTakenAsOne, "image"));
    auto again = openSides(-1, 32);
    const auto four = import(again, {.dimensions = {{"batch", 4}}});
    ASSERT_TRUE(four);
    EXPECT_EQ(totalMacs(*four), Macs(4 * 32 * 32 * 4 * 27));
    auto fixed = openSides(1, 32);
    EXPECT_EQ(errorOf(fixed, {.dimensions = {{"batch", 4}}}).code, ErrorCode::inputSizeInvalid);
}

TEST(TfliteKinds, OpenShapesInTheMiddleAreDerived)
{
    TfliteMaker m;
    const auto x = m.tensor({{1, 32, 32, 3}});
    const auto w1 = m.tensor({.shape = {8, 3, 3, 3}, .buffer = m.buffer(864)});
    const auto w2 = m.tensor({.shape = {4, 1, 1, 8}, .buffer = m.buffer(128)});
    const auto middle = m.tensor({.shape = {1, 1, 1, 8}, .signature = {1, -1, -1, 8}});
    const auto y = m.tensor({.shape = {1, 1, 1, 4}, .signature = {1, -1, -1, 4}});
    m.convolution(x, w1, -1, middle, 2);
    m.convolution(middle, w2, -1, y);
    m.subgraph({x}, {y});
    const auto graph = import(m);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(16 * 16 * 8 * 27 + 16 * 16 * 4 * 8));
}

/// A resize, a padding and a convolution whose outputs have no shape at all in the file.
TEST(TfliteKinds, AbsentShapesInTheMiddleAreDerived)
{
    TfliteMaker m;
    const auto x = m.tensor({{1, 16, 16, 16}});
    const auto size = m.tensor({.shape = {2}, .type = T::INT32, .buffer = m.values<std::int32_t>({32, 24})});
    const auto edges =
        m.tensor({.shape = {4, 2}, .type = T::INT32, .buffer = m.values<std::int32_t>({0, 0, 1, 1, 1, 1, 0, 0})});
    const auto w = m.tensor({.shape = {16, 3, 3, 16}, .buffer = m.buffer(9216)});
    const auto larger = m.tensor({{}}), padded = m.tensor({{}}), y = m.tensor({{}});
    m.op(B::RESIZE_NEAREST_NEIGHBOR, {x, size}, {larger}, tflite::BuiltinOptions::ResizeNearestNeighborOptions,
         tflite::CreateResizeNearestNeighborOptions(m.builder()).Union());
    m.op(B::MIRROR_PAD, {larger, edges}, {padded});
    m.op(B::CONV_2D, {padded, w, -1}, {y}, tflite::BuiltinOptions::Conv2DOptions,
         tflite::CreateConv2DOptions(m.builder(), tflite::Padding::VALID, 1, 1).Union());
    m.subgraph({x}, {y});
    const auto graph = import(m);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(32 * 24 * 16 * 9 * 16));
    EXPECT_TRUE(graph->remarks().empty());
}

/// SHAPE -> STRIDED_SLICE -> PACK -> RESHAPE: the way an open batch flattens a feature map.
TEST(TfliteKinds, ShapesComputedFromShapesAreFollowed)
{
    TfliteMaker m;
    const auto x = m.tensor({.shape = {1, 4, 4, 2}, .signature = {-1, 4, 4, 2}, .name = "x"});
    const auto shape = m.tensor({.shape = {4}, .type = T::INT32});
    const auto zero = m.tensor({.shape = {1}, .type = T::INT32, .buffer = m.values<std::int32_t>({0})});
    const auto one = m.tensor({.shape = {1}, .type = T::INT32, .buffer = m.values<std::int32_t>({1})});
    const auto batch = m.tensor({.shape = {}, .type = T::INT32});
    const auto rest = m.tensor({.shape = {}, .type = T::INT32, .buffer = m.values<std::int32_t>({32})});
    const auto target = m.tensor({.shape = {2}, .type = T::INT32});
    const auto flat = m.tensor({.shape = {1, 1}, .signature = {-1, -1}});
    const auto w = m.tensor({.shape = {5, 32}, .buffer = m.buffer(640)});
    const auto y = m.tensor({.shape = {1, 5}, .signature = {-1, 5}});
    m.op(B::SHAPE, {x}, {shape});
    m.op(B::STRIDED_SLICE, {shape, zero, one, one}, {batch}, tflite::BuiltinOptions::StridedSliceOptions,
         tflite::CreateStridedSliceOptions(m.builder(), 0, 0, 0, 0, 1).Union());
    m.op(B::PACK, {batch, rest}, {target}, tflite::BuiltinOptions::PackOptions,
         tflite::CreatePackOptions(m.builder(), 2, 0).Union());
    m.op(B::RESHAPE, {x, target}, {flat});
    m.op(B::FULLY_CONNECTED, {flat, w, -1}, {y}, tflite::BuiltinOptions::FullyConnectedOptions,
         tflite::CreateFullyConnectedOptions(m.builder()).Union());
    m.subgraph({x}, {y});
    const auto graph = import(m, {.dimensions = {{"batch", 3}}});
    ASSERT_TRUE(graph);
    EXPECT_EQ(graph->tensor(graph->outputs().front()).shape, (Shape{3, 5}));
    EXPECT_EQ(totalMacs(*graph), Macs(3 * 5 * 32));
}

/// WHILE over a counter and a row of 8, which a matrix multiplies in each pass; the counter starts as data or as 0.
TfliteMaker loop(std::int32_t limit, bool counterKnown)
{
    TfliteMaker m;
    const auto start = m.values<std::int32_t>({0}), end = m.values<std::int32_t>({limit}),
               one = m.values<std::int32_t>({1});
    const auto weights = m.buffer(256);
    const auto scalar = [&](std::uint32_t buffer = 0) {
        return m.tensor({.shape = {}, .type = T::INT32, .buffer = buffer});
    };
    const auto row = [&] { return m.tensor({{1, 8}}); };
    const auto first = scalar(counterKnown ? start : 0), x = row(), last = scalar(), y = row();
    m.op(B::WHILE, {first, x}, {last, y}, tflite::BuiltinOptions::WhileOptions,
         tflite::CreateWhileOptions(m.builder(), 1, 2).Union());
    if (counterKnown)
        m.subgraph({x}, {y});
    else
        m.subgraph({first, x}, {y});
    const auto i = scalar(), ignored = row(), most = scalar(end), again = m.tensor({.shape = {}, .type = T::BOOL});
    m.op(B::LESS, {i, most}, {again});
    m.subgraph({i, ignored}, {again});
    const auto j = scalar(), z = row(), step = scalar(one), next = scalar();
    const auto w = m.tensor({.shape = {8, 8}, .buffer = weights}), product = row();
    m.op(B::ADD, {j, step}, {next});
    m.op(B::FULLY_CONNECTED, {z, w, -1}, {product}, tflite::BuiltinOptions::FullyConnectedOptions,
         tflite::CreateFullyConnectedOptions(m.builder()).Union());
    m.subgraph({j, z}, {next, product});
    return m;
}

TEST(TfliteKinds, LoopsCountTheirBodyAsOftenAsItRuns)
{
    auto known = loop(10, true);
    const auto ten = import(known);
    ASSERT_TRUE(ten);
    EXPECT_EQ(totalMacs(*ten), Macs(10 * 64));
    EXPECT_EQ(totalParameters(*ten), 64); // one matrix, however often it is used
    EXPECT_TRUE(remarked(*ten, ImportNote::loopCounted, "operator 0 (WHILE), 10"));
    EXPECT_EQ(displayKind(ten->operators().front()), "WHILE");
    auto open = loop(10, false);
    const auto once = import(open);
    ASSERT_TRUE(once);
    EXPECT_EQ(totalMacs(*once), Macs(64));
    EXPECT_TRUE(remarked(*once, ImportNote::loopOnce, "operator 0 (WHILE)"));
    auto told = loop(10, false);
    const auto seven = import(told, {.trips = 7});
    ASSERT_TRUE(seven);
    EXPECT_EQ(totalMacs(*seven), Macs(7 * 64));
}

/// A loop too long to be written out is a bound that says so, in bounded time and memory.
TEST(TfliteKinds, LongLoopsAreShortened)
{
    auto maker = loop(2'000'000'000, true);
    const auto graph = import(maker);
    ASSERT_TRUE(graph);
    EXPECT_LT(graph->operators().size(), 25'000u);
    EXPECT_TRUE(std::any_of(graph->remarks().begin(), graph->remarks().end(),
                            [](const ImportRemark& r) { return r.note == ImportNote::loopShortened; }));
}

TEST(TfliteKinds, BodiesThatCallThemselvesAreRefused)
{
    TfliteMaker m;
    const auto x = m.tensor({{1, 8}}), y = m.tensor({{1, 8}});
    m.op(B::WHILE, {x}, {y}, tflite::BuiltinOptions::WhileOptions,
         tflite::CreateWhileOptions(m.builder(), 0, 0).Union());
    m.subgraph({x}, {y});
    EXPECT_EQ(errorOf(m).code, ErrorCode::modelTooLarge);
    TfliteMaker absent;
    const auto a = absent.tensor({{1, 8}}), b = absent.tensor({{1, 8}});
    absent.op(B::WHILE, {a}, {b}, tflite::BuiltinOptions::WhileOptions,
              tflite::CreateWhileOptions(absent.builder(), 5, -3).Union());
    absent.subgraph({a}, {b});
    EXPECT_EQ(errorOf(absent).code, ErrorCode::indexOutOfRange);
}

TEST(TfliteKinds, OfTwoBranchesTheCostlierCounts)
{
    for (const bool costlierFirst : {true, false}) {
        TfliteMaker m;
        const auto condition = m.tensor({.shape = {}, .type = T::BOOL}), x = m.tensor({{1, 8}}), y = m.tensor({{1, 8}});
        m.op(B::IF, {condition, x}, {y}, tflite::BuiltinOptions::IfOptions,
             tflite::CreateIfOptions(m.builder(), costlierFirst ? 1 : 2, costlierFirst ? 2 : 1).Union());
        m.subgraph({condition, x}, {y});
        const auto z = m.tensor({{1, 8}}), product = m.tensor({{1, 8}});
        const auto w = m.tensor({.shape = {8, 8}, .buffer = m.buffer(256)});
        m.op(B::FULLY_CONNECTED, {z, w, -1}, {product}, tflite::BuiltinOptions::FullyConnectedOptions,
             tflite::CreateFullyConnectedOptions(m.builder()).Union());
        m.subgraph({z}, {product});
        const auto u = m.tensor({{1, 8}}), active = m.tensor({{1, 8}});
        m.op(B::RELU, {u}, {active});
        m.subgraph({u}, {active});
        const auto graph = import(m);
        ASSERT_TRUE(graph);
        EXPECT_EQ(totalMacs(*graph), Macs(64));
        EXPECT_EQ(graph->operators().size(), 2u);
        EXPECT_TRUE(remarked(*graph, ImportNote::branchCostliest, "operator 0 (IF)"));
    }
}

TEST(TfliteKinds, WhatRunsAtTheStartIsCountedAndSaid)
{
    TfliteMaker m;
    const auto x = m.tensor({{1, 8}}), y = m.tensor({{1, 8}});
    m.op(B::CALL_ONCE, {}, {}, tflite::BuiltinOptions::CallOnceOptions,
         tflite::CreateCallOnceOptions(m.builder(), 1).Union());
    m.op(B::RELU, {x}, {y});
    m.subgraph({x}, {y});
    const auto one = m.tensor({.shape = {1, 8}, .buffer = m.buffer(32)}), product = m.tensor({{1, 8}});
    const auto w = m.tensor({.shape = {8, 8}, .buffer = m.buffer(256)});
    m.op(B::FULLY_CONNECTED, {one, w, -1}, {product}, tflite::BuiltinOptions::FullyConnectedOptions,
         tflite::CreateFullyConnectedOptions(m.builder()).Union());
    m.subgraph({}, {});
    const auto graph = import(m);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(64));
    EXPECT_TRUE(remarked(*graph, ImportNote::firstRunCounted, "operator 0 (CALL_ONCE)"));
}

TEST(TfliteKinds, CompiledFilesSayWhatTheyAre)
{
    TfliteMaker m;
    const auto x = m.tensor({.shape = {1, 96, 96, 1}, .type = T::INT8});
    const auto commands = m.tensor({.shape = {256}, .type = T::UINT8, .buffer = m.buffer(256)});
    const auto weights = m.tensor({.shape = {4096}, .type = T::UINT8, .buffer = m.buffer(4096)});
    const auto scratch = m.tensor({.shape = {1 << 20}, .type = T::UINT8});
    const auto fast = m.tensor({.shape = {1 << 20}, .type = T::UINT8});
    const auto y = m.tensor({.shape = {1, 2}, .type = T::INT8});
    m.op(B::CUSTOM, {commands, weights, scratch, fast, x}, {y}, tflite::BuiltinOptions::NONE, 0, "ethos-u");
    m.subgraph({x}, {y});
    const auto graph = import(m);
    ASSERT_TRUE(graph);
    EXPECT_EQ(graph->remarks(), (std::vector<ImportRemark>{{ImportNote::compiledByVela, "1048576"}}));
    EXPECT_EQ(constantBytes(*graph), Bytes(256 + 4096));
    EXPECT_EQ(peakLiveBytes(liveRanges(*graph)).bytes, Bytes(1 << 20)); // the feature maps lie in the scratch
    TfliteMaker edge;
    const auto a = edge.tensor({.shape = {1, 8}, .type = T::UINT8}),
               b = edge.tensor({.shape = {1, 8}, .type = T::UINT8});
    edge.op(B::CUSTOM, {a}, {b}, tflite::BuiltinOptions::NONE, 0, "edgetpu-custom-op");
    edge.subgraph({a}, {b});
    const auto compiled = import(edge);
    ASSERT_TRUE(compiled);
    EXPECT_EQ(compiled->remarks(), (std::vector<ImportRemark>{{ImportNote::compiledEdgeTpu, "edgetpu-custom-op"}}));
}

TEST(TfliteKinds, TheNameIsThatOfTheFile)
{
    auto maker = openSides(1, 32);
    const auto graph = import(maker);
    ASSERT_TRUE(graph);
    EXPECT_EQ(graph->name(), "net.tflite");
    EXPECT_EQ(graph->origin().innerName, "main");
}

/// A custom operator whose output has no shape at all, then a convolution with a declared output and one without.
TEST(TfliteKinds, AnOperatorNobodyCanSizeCostsOnlyItself)
{
    TfliteMaker maker;
    const auto x = maker.tensor({{1, 8, 8, 3}});
    const auto unknown = maker.tensor({{}});
    const auto w = maker.tensor({{4, 3, 3, 3}, tflite::TensorType::FLOAT32, maker.buffer(432)});
    const auto b = maker.tensor({{4}, tflite::TensorType::FLOAT32, maker.buffer(16)});
    const auto known = maker.tensor({{1, 8, 8, 4}});
    const auto further = maker.tensor({{}});
    maker.op(B::CUSTOM, {x}, {unknown}, tflite::BuiltinOptions::NONE, 0, "Foo");
    maker.convolution(unknown, w, b, known);
    maker.op(B::RELU, {unknown}, {further});
    maker.subgraph({x}, {known, further});
    const auto graph = import(maker);
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalMacs(*graph), Macs(8 * 8 * 4 * 27));
    EXPECT_EQ(totalParameters(*graph), 4 * 27 + 4);
    EXPECT_EQ(displayKind(graph->operators()[1]), "CONV_2D");
    EXPECT_EQ(graph->remarks(), (std::vector<ImportRemark>{{ImportNote::operatorUnknown, "Foo"},
                                                           {ImportNote::shapeUnknown, "operator 0 (Foo)"},
                                                           {ImportNote::operatorsSkipped, "1"}}));
}

} // namespace
} // namespace tenbin
