// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/graph_fixtures.h"

#include <filesystem>
#include <fstream>

#include "engine/zoo/zoo.h"

namespace tenbin {
namespace {

using namespace fixtures;
using K = OperatorKind;

TEST(TfliteRoundTrip, KeepsAQuantizedNetwork) { expectRoundTrip(smallQuantizedNetwork()); }

TEST(TfliteRoundTrip, KeepsWindowsWithAnyPaddingAndActivation)
{
    for (const Padding2d padding : {Padding2d{}, Padding2d{1, 1, 1, 1}, Padding2d{0, 1, 0, 1}, Padding2d{2, 0, 1, 3}})
        for (const Activation activation : {Activation::none, Activation::relu, Activation::tanh, Activation::relu0To1,
                                            Activation::hardSwish, Activation::logistic, Activation::leakyRelu}) {
            Network net;
            const int side = (8 + padding.top + padding.bottom - 3) / 2 + 1,
                      width = (8 + padding.left + padding.right - 3) / 2 + 1;
            const TensorId x = net.activation({1, 8, 8, 2}), y = net.activation({1, side, width, 3}),
                           z = net.activation({1, 1, 1, 3});
            net.op(K::conv2d, {x, net.counting({3, 3, 3, 2})}, {y},
                   Conv2dAttributes{.strideH = 2, .strideW = 2, .padding = padding, .activation = activation});
            net.op(K::averagePool2d, {y}, {z},
                   Pool2dAttributes{.kernelH = side, .kernelW = width, .activation = activation});
            expectRoundTrip(net.finish({x}, {z}));
        }
}

TEST(TfliteRoundTrip, KeepsAPaddedMaximumInIntegersAndFloats)
{
    for (const DataType type : {DataType::int8(), DataType::uint8(), DataType::int16(), DataType::float32()}) {
        Network net;
        const TensorId x = net.activation({1, 6, 6, 2}, type), y = net.activation({1, 4, 4, 2}, type);
        net.op(K::maxPool2d, {x}, {y},
               Pool2dAttributes{.kernelH = 2, .kernelW = 2, .strideH = 2, .strideW = 2, .padding = {1, 1, 1, 1}});
        expectRoundTrip(net.finish({x}, {y}));
    }
}

TEST(TfliteRoundTrip, KeepsGroupedDilatedAndTransposedConvolutions)
{
    Network net;
    const TensorId x = net.activation({1, 9, 9, 4}), y = net.activation({1, 5, 5, 6}),
                   z = net.activation({1, 10, 10, 2});
    net.op(K::conv2d, {x, net.counting({6, 3, 3, 2}), net.counting({6})}, {y},
           Conv2dAttributes{.dilationH = 2, .dilationW = 2, .groups = 2});
    net.op(K::transposeConv2d, {y, net.counting({2, 2, 2, 6}), net.counting({2})}, {z},
           Conv2dAttributes{.strideH = 2, .strideW = 2});
    expectRoundTrip(net.finish({x}, {z}));
}

TEST(TfliteRoundTrip, KeepsAxesAndReductions)
{
    Network net;
    const TensorId x = net.activation({1, 4, 6, 8});
    const auto to = [&](K kind, Shape shape, Attributes a) {
        const TensorId y = net.activation(std::move(shape));
        net.op(kind, {x}, {y}, std::move(a));
        return y;
    };
    std::vector<TensorId> outputs{
        to(K::mean, {1, 8}, AxisAttributes{.axes = {1, 2}}),
        to(K::sum, {1, 1, 6, 8}, AxisAttributes{.axes = {1}, .keepDims = true}),
        to(K::reduceMax, {1, 4, 6}, AxisAttributes{.axes = {3}}),
        to(K::argMax, {1, 4, 6}, AxisAttributes{.axes = {3}}),
        to(K::argMin, {1, 4, 6, 1}, AxisAttributes{.axes = {3}, .keepDims = true}),
        to(K::expandDims, {1, 4, 6, 1, 8}, AxisAttributes{.axes = {3}}),
        to(K::squeeze, {4, 6, 8}, AxisAttributes{.axes = {0}}),
        to(K::reverse, {1, 4, 6, 8}, AxisAttributes{.axes = {2}}),
        to(K::cumSum, {1, 4, 6, 8}, AxisAttributes{.axes = {1}}),
        to(K::transpose, {1, 8, 4, 6}, PermutationAttributes{{0, 3, 1, 2}}),
        to(K::tile, {2, 4, 6, 8}, PermutationAttributes{{2, 1, 1, 1}}),
        to(K::pad, {1, 6, 7, 8}, PadAttributes{{{0, 0}, {1, 1}, {0, 1}, {0, 0}}}),
        to(K::mirrorPad, {1, 6, 8, 8}, PadAttributes{{{0, 0}, {1, 1}, {1, 1}, {0, 0}}}),
        to(K::slice, {1, 2, 6, 8}, SliceAttributes{{0, 1, 0, 0}, {1, 3, 6, 8}, {1, 1, 1, 1}}),
        to(K::stridedSlice, {1, 2, 6, 8}, SliceAttributes{{0, 3, 0, 0}, {1, -1, 6, 8}, {1, -2, 1, 1}}),
        to(K::stridedSlice, {1, 6, 8}, SliceAttributes{{0, 2, 0, 0}, {1, 3, 6, 8}, {1, 1, 1, 1}}),
        to(K::reshape, {4, 48}, {}),
        to(K::broadcastTo, {3, 4, 6, 8}, {}),
        to(K::topK, {1, 4, 6, 3}, {}),
        to(K::resizeBilinear, {1, 8, 12, 8}, ResizeAttributes{false, true}),
        to(K::resizeNearestNeighbor, {1, 8, 12, 8}, ResizeAttributes{true, false}),
        to(K::spaceToDepth, {1, 2, 3, 32}, BlockAttributes{2}),
        to(K::depthToSpace, {1, 8, 12, 2}, BlockAttributes{2}),
        to(K::leakyRelu, {1, 4, 6, 8}, ScalarAttributes{.alpha = 0.125f}),
        to(K::clip, {1, 4, 6, 8}, ScalarAttributes{.lowest = -2.0f, .highest = 3.0f}),
        to(K::layerNormalization, {1, 4, 6, 8}, AxisAttributes{.axes = {2, 3}}),
        to(K::softmax, {1, 4, 6, 8}, AxisAttributes{.axes = {1}}),
        to(K::identity, {1, 4, 6, 8}, {}),
        to(K::custom, {7, 7}, {}),
    };
    expectRoundTrip(net.finish({x}, outputs));
}

TEST(TfliteRoundTrip, KeepsSplitsJoinsAndBinaries)
{
    Network net;
    const TensorId x = net.activation({1, 4, 6}), a = net.activation({1, 4, 3}), b = net.activation({1, 4, 3}),
                   c = net.activation({1, 1, 6}), d = net.activation({1, 3, 6}), e = net.activation({1, 4, 6}),
                   f = net.activation({2, 1, 4, 6}), g = net.activation({1, 4, 6}), h = net.activation({1, 4, 6}),
                   i = net.activation({1, 4, 6}), j = net.activation({1, 4, 6}), k = net.activation({1, 4, 4});
    const TensorId sizes = net.constant({2}, DataType::int32(), bytesOf(std::vector<std::int32_t>{1, 3}));
    net.op(K::split, {x}, {a, b}, AxisAttributes{.axes = {2}});
    net.op(K::split, {x, sizes}, {c, d}, AxisAttributes{.axes = {1}});
    net.op(K::concatenation, {a, b}, {e}, AxisAttributes{.axes = {2}, .activation = Activation::relu});
    net.op(K::pack, {x, e}, {f}, AxisAttributes{.axes = {0}});
    net.op(K::unpack, {f}, {g, h}, AxisAttributes{.axes = {0}});
    net.op(K::sub, {g, h}, {i}, ElementwiseAttributes{Activation::relu6});
    net.op(K::maximum, {i, x}, {j}, ElementwiseAttributes{Activation::relu});
    net.op(K::batchMatMul, {j, x}, {k}, MatMulAttributes{false, true});
    expectRoundTrip(net.finish({x}, {c, d, k}));
}

TEST(TfliteRoundTrip, KeepsRecurrentCells)
{
    Network net;
    const TensorId x = net.activation({1, 10, 4}), y = net.activation({1, 10, 6}), z = net.activation({1, 10, 5}),
                   s = net.activation({1, 8}), t = net.activation({1, 3});
    net.op(K::lstm, {x, net.counting({24, 4}), net.counting({24, 6}), net.counting({48})}, {y},
           RecurrentAttributes{6, true, Activation::tanh});
    net.op(K::gru, {y, net.counting({15, 6}), net.counting({15, 5})}, {z},
           RecurrentAttributes{5, false, Activation::tanh});
    net.op(K::svdf, {s, net.counting({6, 8}), net.counting({6, 12}), TensorId{}, net.state({1, 72})}, {t},
           SvdfAttributes{2, Activation::relu});
    expectRoundTrip(net.finish({x, s}, {z, t}));
}

TEST(TfliteRoundTrip, KeepsEveryTypeAndConstantsWithoutValues)
{
    for (const DataType type :
         {DataType::int8(), DataType::uint8(), DataType::int4(), DataType::int16(), DataType::int32(),
          DataType::int64(), DataType::float16(), DataType::float32(), DataType::boolean(),
          DataType{DataType::Kind::unsignedInteger, 4}, DataType{DataType::Kind::signedInteger, 2},
          DataType{DataType::Kind::floatingPoint, 64}}) {
        Network net;
        const TensorId x = net.activation({1, 5}, type), y = net.activation({1, 3}, type),
                       z = net.activation({1, 3}, type);
        const auto size = static_cast<std::size_t>(packedBytes(15, type.bits).count());
        net.op(K::fullyConnected, {x, net.constant({3, 5}, type, std::vector<std::byte>(size, std::byte{0x21}))}, {y},
               FullyConnectedAttributes{});
        net.op(K::add, {y, net.shapeOnly({3}, type)}, {z}, ElementwiseAttributes{});
        const Graph graph = net.finish({x}, {z});
        expectRoundTrip(graph);
        const auto again = importBytes(*writeTflite(graph));
        ASSERT_TRUE(again.has_value());
        ASSERT_EQ((*again)->remarks().size(), 1u);
        EXPECT_EQ((*again)->remarks().front().note, ImportNote::weightsMissing);
    }
}

TEST(TfliteRoundTrip, KeepsVariablesAndOperatorsWithoutOutputs)
{
    GraphBuilder builder;
    const TensorId state =
        builder.addTensor({.name = "state", .shape = {1, 4}, .type = DataType::int8(), .variable = true});
    const TensorId x = builder.addTensor({.name = "x", .shape = {1, 4}, .type = DataType::int8()});
    const TensorId y = builder.addTensor({.name = "y", .shape = {1, 4}, .type = DataType::int8()});
    const TensorId handle = builder.addTensor({.name = "handle", .type = {DataType::Kind::other, 32}});
    const TensorId effect = builder.addTensor({.name = "effect", .shape = {0}, .type = {DataType::Kind::other, 8}});
    builder.addOperator({.kind = K::add, .inputs = {x, state}, .outputs = {y}, .attributes = ElementwiseAttributes{}});
    builder.addOperator({.kind = K::varHandle, .outputs = {handle}});
    builder.addOperator({.kind = K::assignVariable, .inputs = {handle, y}, .outputs = {effect}});
    builder.setInputs({x});
    builder.setOutputs({y});
    auto graph = std::move(builder).finish();
    ASSERT_TRUE(graph.has_value());
    expectRoundTrip(*graph);
}

TEST(TfliteRoundTrip, KeepsTheNetworksOfTheZoo)
{
    for (const NetworkFamily& family : networkFamilies()) {
        const auto graph = buildNetwork(family.id);
        ASSERT_TRUE(graph.has_value()) << family.id;
        SCOPED_TRACE(family.id);
        const auto bytes = writeTflite(**graph);
        ASSERT_TRUE(bytes.has_value());
        const auto again = importBytes(*bytes);
        ASSERT_TRUE(again.has_value()) << again.error().where.element << " " << again.error().arguments.back();
        EXPECT_EQ((*again)->hash(), (*graph)->hash());
    }
}

TEST(TfliteWriter, RefusesWhatTheFormatCannotHold)
{
    Network net;
    const DataType ternary{DataType::Kind::signedInteger, 3};
    const TensorId x = net.activation({1, 4}, ternary), y = net.activation({1, 4}, ternary);
    net.op(K::relu, {x}, {y});
    const auto bytes = writeTflite(net.finish({x}, {y}));
    ASSERT_FALSE(bytes.has_value());
    EXPECT_EQ(bytes.error(),
              (Error{ErrorCode::attributeInvalid, {"activation_0", "type", "int3"}, {.element = "tensor 0"}}));
}

TEST(TfliteWriter, SavesAndReportsUnwritablePlaces)
{
    const auto path = std::filesystem::temp_directory_path() / "tenbin_round_trip.tflite";
    ASSERT_TRUE(saveTflite(smallQuantizedNetwork(), path).has_value());
    const auto again = importNetwork(path);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ((*again)->hash(), smallQuantizedNetwork().hash());
    EXPECT_EQ((*again)->origin().path, path.string());
    EXPECT_EQ((*again)->origin().format, "TensorFlow Lite");
    std::filesystem::remove(path);
    const auto failed = saveTflite(smallQuantizedNetwork(), "/nonexistent-folder/x.tflite");
    ASSERT_FALSE(failed.has_value());
    EXPECT_EQ(failed.error().code, ErrorCode::fileUnwritable);
    EXPECT_EQ(failed.error().arguments.front(), "/nonexistent-folder/x.tflite");
}

} // namespace
} // namespace tenbin
