// SPDX-License-Identifier: GPL-3.0-or-later
// Expected shapes are computed by hand from the definition of each operator.
#include <gmock/gmock.h>

#include "engine/graph/shape_inference.h"

namespace tenbin {
namespace {

using testing::ElementsAre;
using Inputs = std::vector<std::optional<Shape>>;

Operator make(OperatorKind kind, Attributes attributes = {}, std::size_t outputs = 1)
{
    Operator op;
    op.kind = kind;
    op.name = "op";
    op.attributes = std::move(attributes);
    for (std::size_t i = 0; i < outputs; ++i)
        op.outputs.push_back(TensorId{static_cast<std::uint32_t>(i)});
    return op;
}

Shape shapeOfOne(const Operator& op, const Inputs& inputs)
{
    const auto shapes = inferShapes(op, inputs);
    if (!shapes || shapes->size() != 1)
        return {-1};
    return shapes->front();
}

ErrorCode errorOf(const Operator& op, const Inputs& inputs)
{
    const auto shapes = inferShapes(op, inputs);
    return shapes ? ErrorCode::fileEmpty : shapes.error().code;
}

TEST(SamePadding, FollowsTensorFlow)
{
    // 224 under 3x3 stride 2: out 112, total (111*2+3-224) = 1, the odd one goes after.
    EXPECT_EQ(samePadding(224, 3, 2), std::make_pair(0, 1));
    EXPECT_EQ(samePadding(112, 3, 1), std::make_pair(1, 1));
    EXPECT_EQ(samePadding(49, 10, 2), std::make_pair(4, 5));
    EXPECT_EQ(samePadding(10, 4, 2), std::make_pair(1, 1));
    EXPECT_EQ(samePadding(8, 3, 1, 4), std::make_pair(4, 4));
    EXPECT_EQ(samePadding(8, 1, 2), std::make_pair(0, 0));
    EXPECT_EQ(samePadding(8, 3, 0), std::make_pair(0, 0));
}

TEST(WindowOutput, CountsWholeWindows)
{
    EXPECT_EQ(windowOutput(224, 7, 2, 1, 3, 3), 112);
    EXPECT_EQ(windowOutput(227, 11, 4, 1, 0, 0), 55);
    EXPECT_EQ(windowOutput(5, 3, 1, 2, 0, 0), 1);
    EXPECT_EQ(windowOutput(4, 3, 1, 2, 0, 0), 0);
    EXPECT_EQ(windowOutput(4, 3, 0, 1, 0, 0), 0);
}

TEST(ShapeInference, Convolutions)
{
    Conv2dAttributes a{.strideH = 2, .strideW = 2, .padding = {0, 1, 0, 1}};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::conv2d, a), {Shape{1, 224, 224, 3}, Shape{32, 3, 3, 3}, Shape{32}}),
                ElementsAre(1, 112, 112, 32));
    Conv2dAttributes dilated{.dilationH = 2, .dilationW = 3};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::conv2d, dilated), {Shape{2, 10, 10, 4}, Shape{6, 3, 3, 4}, std::nullopt}),
                ElementsAre(2, 6, 4, 6));
    Conv2dAttributes grouped{.groups = 2};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::conv2d, grouped), {Shape{1, 5, 5, 8}, Shape{4, 1, 1, 4}}),
                ElementsAre(1, 5, 5, 4));
    Conv2dAttributes depthwise{.strideH = 2, .strideW = 1, .padding = {1, 1, 1, 1}, .groups = 16};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::depthwiseConv2d, depthwise), {Shape{1, 9, 9, 16}, Shape{1, 3, 3, 32}}),
                ElementsAre(1, 5, 9, 32));
}

TEST(ShapeInference, TransposedConvolutions)
{
    // SAME: 8 * 2 = 16, total padding (8-1)*2+3-16 = 1.
    Conv2dAttributes same{.strideH = 2, .strideW = 2, .padding = {0, 1, 0, 1}};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::transposeConv2d, same), {Shape{1, 8, 8, 4}, Shape{6, 3, 3, 4}}),
                ElementsAre(1, 16, 16, 6));
    Conv2dAttributes valid{.strideH = 2, .strideW = 2};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::transposeConv2d, valid), {Shape{1, 8, 8, 4}, Shape{6, 3, 3, 4}}),
                ElementsAre(1, 17, 17, 6));
    // A 1x1 kernel under stride 2 and SAME: the padding is -1.
    Conv2dAttributes negative{.strideH = 2, .strideW = 2, .padding = {0, -1, 0, -1}};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::transposeConv2d, negative), {Shape{1, 8, 8, 4}, Shape{6, 1, 1, 4}}),
                ElementsAre(1, 16, 16, 6));
}

TEST(ShapeInference, RefusesBadConvolutions)
{
    const Operator conv = make(OperatorKind::conv2d, Conv2dAttributes{});
    EXPECT_EQ(errorOf(conv, {Shape{1, 8, 8, 3}}), ErrorCode::operatorMalformed);
    EXPECT_EQ(errorOf(conv, {std::nullopt, Shape{8, 3, 3, 3}}), ErrorCode::operatorMalformed);
    EXPECT_EQ(errorOf(conv, {Shape{1, 8, 8, 3}, Shape{8, 3, 3, 4}}), ErrorCode::shapeMismatch);
    EXPECT_EQ(errorOf(conv, {Shape{8, 8, 3}, Shape{8, 3, 3, 3}}), ErrorCode::shapeMismatch);
    EXPECT_EQ(errorOf(conv, {Shape{1, 8, 8, 3}, Shape{8, 3, 3, 3}, Shape{7}}), ErrorCode::shapeMismatch);
    EXPECT_EQ(errorOf(conv, {Shape{1, 2, 2, 3}, Shape{8, 3, 3, 3}}), ErrorCode::attributeInvalid);
    EXPECT_EQ(errorOf(make(OperatorKind::conv2d), {Shape{1, 8, 8, 3}, Shape{8, 3, 3, 3}}),
              ErrorCode::operatorMalformed);
    EXPECT_EQ(
        errorOf(make(OperatorKind::conv2d, Conv2dAttributes{.strideH = 0}), {Shape{1, 8, 8, 3}, Shape{8, 3, 3, 3}}),
        ErrorCode::attributeInvalid);
    EXPECT_EQ(
        errorOf(make(OperatorKind::conv2d, Conv2dAttributes{.groups = 3}), {Shape{1, 8, 8, 4}, Shape{9, 3, 3, 4}}),
        ErrorCode::attributeInvalid);
    EXPECT_EQ(errorOf(make(OperatorKind::depthwiseConv2d, Conv2dAttributes{}), {Shape{1, 8, 8, 3}, Shape{1, 3, 3, 4}}),
              ErrorCode::shapeMismatch);
}

TEST(ShapeInference, Pools)
{
    Pool2dAttributes a{.kernelH = 3, .kernelW = 3, .strideH = 2, .strideW = 2};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::maxPool2d, a), {Shape{1, 111, 111, 64}}), ElementsAre(1, 55, 55, 64));
    EXPECT_EQ(errorOf(make(OperatorKind::averagePool2d, a), {Shape{1, 2, 2, 64}}), ErrorCode::attributeInvalid);
}

TEST(ShapeInference, Matrices)
{
    const Operator fc = make(OperatorKind::fullyConnected, FullyConnectedAttributes{});
    EXPECT_THAT(shapeOfOne(fc, {Shape{1, 640}, Shape{128, 640}, Shape{128}}), ElementsAre(1, 128));
    EXPECT_THAT(shapeOfOne(fc, {Shape{1, 196, 192}, Shape{576, 192}}), ElementsAre(1, 196, 576));
    EXPECT_THAT(shapeOfOne(fc, {Shape{1, 3, 3, 64}, Shape{10, 576}}), ElementsAre(1, 10));
    EXPECT_EQ(errorOf(fc, {Shape{1, 100}, Shape{10, 64}}), ErrorCode::shapeMismatch);

    const Operator matmul = make(OperatorKind::batchMatMul, MatMulAttributes{.transposeB = true});
    EXPECT_THAT(shapeOfOne(matmul, {Shape{1, 3, 197, 64}, Shape{1, 3, 197, 64}}), ElementsAre(1, 3, 197, 197));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::batchMatMul), {Shape{5, 1, 2, 3}, Shape{4, 3, 7}}),
                ElementsAre(5, 4, 2, 7));
    EXPECT_EQ(errorOf(make(OperatorKind::batchMatMul), {Shape{2, 3}, Shape{4, 7}}), ErrorCode::shapeMismatch);
}

TEST(ShapeInference, Recurrence)
{
    EXPECT_THAT(shapeOfOne(make(OperatorKind::gru, RecurrentAttributes{.units = 24}), {Shape{1, 10, 42}}),
                ElementsAre(1, 10, 24));
    EXPECT_EQ(errorOf(make(OperatorKind::lstm, RecurrentAttributes{}), {Shape{1, 10, 42}}),
              ErrorCode::attributeInvalid);
    EXPECT_THAT(shapeOfOne(make(OperatorKind::svdf, SvdfAttributes{.rank = 2}), {Shape{1, 40}, Shape{64, 40}}),
                ElementsAre(1, 32));
    EXPECT_EQ(errorOf(make(OperatorKind::svdf, SvdfAttributes{.rank = 5}), {Shape{1, 40}, Shape{64, 40}}),
              ErrorCode::attributeInvalid);
}

TEST(ShapeInference, Elementwise)
{
    const Operator add = make(OperatorKind::add, ElementwiseAttributes{});
    EXPECT_THAT(shapeOfOne(add, {Shape{1, 8, 8, 16}, Shape{1, 8, 8, 16}}), ElementsAre(1, 8, 8, 16));
    EXPECT_THAT(shapeOfOne(add, {Shape{16}, Shape{1, 8, 8, 16}}), ElementsAre(1, 8, 8, 16));
    EXPECT_THAT(shapeOfOne(add, {Shape{1, 8, 1, 16}, Shape{1, 1, 4, 1}}), ElementsAre(1, 8, 4, 16));
    EXPECT_THAT(shapeOfOne(add, {Shape{4}, Shape{}}), ElementsAre(4));
    EXPECT_EQ(errorOf(add, {Shape{1, 8, 8, 16}, Shape{1, 8, 8, 15}}), ErrorCode::shapeMismatch);
    EXPECT_EQ(errorOf(add, {Shape{4}}), ErrorCode::operatorMalformed);
    EXPECT_THAT(shapeOfOne(make(OperatorKind::select), {Shape{1}, Shape{2, 1}, Shape{1, 3}}), ElementsAre(2, 3));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::softmax), {Shape{1, 10}}), ElementsAre(1, 10));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::layerNormalization), {Shape{1, 197, 192}, Shape{192}}),
                ElementsAre(1, 197, 192));
}

TEST(ShapeInference, Reductions)
{
    EXPECT_THAT(shapeOfOne(make(OperatorKind::mean, AxisAttributes{.axes = {1, 2}}), {Shape{1, 7, 7, 1280}}),
                ElementsAre(1, 1280));
    EXPECT_THAT(
        shapeOfOne(make(OperatorKind::mean, AxisAttributes{.axes = {1, 2}, .keepDims = true}), {Shape{1, 7, 7, 8}}),
        ElementsAre(1, 1, 1, 8));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::sum, AxisAttributes{}), {Shape{3, 4}}), ElementsAre());
    EXPECT_THAT(shapeOfOne(make(OperatorKind::argMax, AxisAttributes{.axes = {3}}), {Shape{1, 4, 4, 21}}),
                ElementsAre(1, 4, 4));
    EXPECT_EQ(errorOf(make(OperatorKind::mean, AxisAttributes{.axes = {4}}), {Shape{1, 7, 7, 8}}),
              ErrorCode::attributeInvalid);
    EXPECT_EQ(errorOf(make(OperatorKind::mean, AxisAttributes{.axes = {-1}}), {Shape{1, 7}}),
              ErrorCode::attributeInvalid);
}

TEST(ShapeInference, Joins)
{
    const Operator concat = make(OperatorKind::concatenation, AxisAttributes{.axes = {3}});
    EXPECT_THAT(shapeOfOne(concat, {Shape{1, 4, 4, 64}, Shape{1, 4, 4, 128}, Shape{1, 4, 4, 32}}),
                ElementsAre(1, 4, 4, 224));
    EXPECT_EQ(errorOf(concat, {Shape{1, 4, 4, 64}, Shape{1, 4, 5, 64}}), ErrorCode::shapeMismatch);
    EXPECT_EQ(errorOf(make(OperatorKind::concatenation, AxisAttributes{}), {Shape{4}}), ErrorCode::attributeInvalid);
    EXPECT_THAT(shapeOfOne(make(OperatorKind::pack, AxisAttributes{.axes = {1}}), {Shape{2, 3}, Shape{2, 3}}),
                ElementsAre(2, 2, 3));
    EXPECT_EQ(errorOf(make(OperatorKind::pack, AxisAttributes{.axes = {0}}), {Shape{2, 3}, Shape{2, 4}}),
              ErrorCode::shapeMismatch);

    const auto halves = inferShapes(make(OperatorKind::split, AxisAttributes{.axes = {3}}, 2), {Shape{1, 4, 4, 64}});
    ASSERT_TRUE(halves);
    EXPECT_THAT(*halves, ElementsAre(Shape{1, 4, 4, 32}, Shape{1, 4, 4, 32}));
    EXPECT_EQ(errorOf(make(OperatorKind::split, AxisAttributes{.axes = {3}}, 3), {Shape{1, 4, 4, 64}}),
              ErrorCode::shapeMismatch);
    EXPECT_EQ(errorOf(make(OperatorKind::split, AxisAttributes{.axes = {0}}, 2), {Shape{4}, Shape{2}}),
              ErrorCode::shapeUnknown);
    const auto rows = inferShapes(make(OperatorKind::unpack, AxisAttributes{.axes = {0}}, 2), {Shape{2, 5}});
    ASSERT_TRUE(rows);
    EXPECT_THAT(*rows, ElementsAre(Shape{5}, Shape{5}));
}

TEST(ShapeInference, Layout)
{
    EXPECT_THAT(
        shapeOfOne(make(OperatorKind::pad, PadAttributes{{{0, 0}, {1, 2}, {0, 1}, {0, 0}}}), {Shape{1, 8, 8, 3}}),
        ElementsAre(1, 11, 9, 3));
    EXPECT_EQ(errorOf(make(OperatorKind::pad, PadAttributes{{{0, 0}}}), {Shape{1, 8}}), ErrorCode::attributeInvalid);
    EXPECT_THAT(shapeOfOne(make(OperatorKind::squeeze, AxisAttributes{.axes = {1, 2}}), {Shape{1, 1, 1, 1001}}),
                ElementsAre(1, 1001));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::squeeze), {Shape{1, 1, 5}}), ElementsAre(5));
    EXPECT_EQ(errorOf(make(OperatorKind::squeeze, AxisAttributes{.axes = {1}}), {Shape{1, 2}}),
              ErrorCode::attributeInvalid);
    EXPECT_THAT(shapeOfOne(make(OperatorKind::expandDims, AxisAttributes{.axes = {3, 1}}), {Shape{4, 5}}),
                ElementsAre(4, 1, 5, 1));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::transpose, PermutationAttributes{{0, 3, 1, 2}}), {Shape{1, 4, 5, 6}}),
                ElementsAre(1, 6, 4, 5));
    EXPECT_EQ(errorOf(make(OperatorKind::transpose, PermutationAttributes{{0, 0}}), {Shape{1, 4}}),
              ErrorCode::attributeInvalid);
    EXPECT_THAT(shapeOfOne(make(OperatorKind::tile, PermutationAttributes{{1, 3}}), {Shape{2, 4}}), ElementsAre(2, 12));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::spaceToDepth, BlockAttributes{2}), {Shape{1, 8, 6, 3}}),
                ElementsAre(1, 4, 3, 12));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::depthToSpace, BlockAttributes{2}), {Shape{1, 4, 3, 12}}),
                ElementsAre(1, 8, 6, 3));
    EXPECT_EQ(errorOf(make(OperatorKind::depthToSpace, BlockAttributes{2}), {Shape{1, 4, 3, 10}}),
              ErrorCode::shapeMismatch);
    EXPECT_THAT(shapeOfOne(make(OperatorKind::shapeOf), {Shape{1, 4, 3, 10}}), ElementsAre(4));
}

TEST(ShapeInference, Slices)
{
    const SliceAttributes every2nd{{0, 1}, {4, 8}, {1, 2}};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::stridedSlice, every2nd), {Shape{4, 8}}), ElementsAre(4, 4));
    const SliceAttributes backwards{{3}, {-1}, {-1}};
    EXPECT_THAT(shapeOfOne(make(OperatorKind::stridedSlice, backwards), {Shape{4}}), ElementsAre(4));
    EXPECT_EQ(errorOf(make(OperatorKind::slice, SliceAttributes{{0}, {5}, {}}), {Shape{4}}),
              ErrorCode::attributeInvalid);
    EXPECT_EQ(errorOf(make(OperatorKind::slice, SliceAttributes{{0}, {4}, {0}}), {Shape{4}}),
              ErrorCode::attributeInvalid);
}

TEST(ShapeInference, Lookups)
{
    EXPECT_THAT(shapeOfOne(make(OperatorKind::gather, AxisAttributes{.axes = {1}}), {Shape{2, 9, 4}, Shape{3, 5}}),
                ElementsAre(2, 3, 5, 4));
    EXPECT_THAT(shapeOfOne(make(OperatorKind::gatherNd), {Shape{2, 9, 4}, Shape{7, 2}}), ElementsAre(7, 4));
    EXPECT_EQ(errorOf(make(OperatorKind::gatherNd), {Shape{2}, Shape{7, 2}}), ErrorCode::shapeMismatch);
    EXPECT_THAT(shapeOfOne(make(OperatorKind::embeddingLookup), {Shape{1, 12}, Shape{1000, 64}}),
                ElementsAre(1, 12, 64));
}

TEST(ShapeInference, ValueDependentKindsSaySo)
{
    for (const OperatorKind kind : {OperatorKind::reshape, OperatorKind::resizeBilinear, OperatorKind::broadcastTo,
                                    OperatorKind::detectionPostProcess, OperatorKind::custom, OperatorKind::fill})
        EXPECT_EQ(errorOf(make(kind), {Shape{1, 4}}), ErrorCode::shapeUnknown) << toString(kind);
}

/// No kind may crash, whatever it is given.
TEST(ShapeInference, SurvivesEveryKindOnPoorInput)
{
    const std::vector<Inputs> poor{{},
                                   {std::nullopt, std::nullopt},
                                   {Shape{}},
                                   {Shape{}, Shape{}},
                                   {Shape{0, 0, 0, 0}, Shape{0, 0, 0, 0}},
                                   {Shape{-1, 3}, Shape{3}},
                                   {Shape{std::int64_t{1} << 62, 4}, Shape{4}},
                                   {Shape{1, 1, 1, 1}, Shape{std::int64_t{1} << 40, 1, 1, 1}}};
    const std::vector<Attributes> attributes{
        std::monostate{},
        Conv2dAttributes{.strideH = -1, .dilationH = 2147483647, .groups = 2147483647},
        Conv2dAttributes{.padding = {2147483647, 2147483647, 0, 0}},
        Pool2dAttributes{.kernelH = 0},
        AxisAttributes{.axes = {2147483647, -5}},
        AxisAttributes{.axes = {0}},
        PadAttributes{{{INT64_MIN, INT64_MAX}}},
        SliceAttributes{{INT64_MIN}, {INT64_MAX}, {0}},
        PermutationAttributes{{5}},
        BlockAttributes{0},
        RecurrentAttributes{},
        SvdfAttributes{0}};
    for (int kind = 0; kind < kOperatorKinds; ++kind)
        for (const Attributes& attribute : attributes)
            for (const Inputs& inputs : poor)
                for (const std::size_t outputs : {0u, 1u, 3u}) {
                    const auto shapes = inferShapes(make(static_cast<OperatorKind>(kind), attribute, outputs), inputs);
                    if (!shapes)
                        continue;
                    for (const Shape& shape : *shapes)
                        for (const std::int64_t dimension : shape)
                            EXPECT_GE(dimension, 0) << toString(static_cast<OperatorKind>(kind));
                }
}

TEST(ShapeInference, ErrorsNameTheOperator)
{
    Operator op = make(OperatorKind::conv2d, Conv2dAttributes{});
    op.name = "stem";
    const auto shapes = inferShapes(op, {Shape{1, 8, 8, 3}, Shape{8, 3, 3, 4}});
    ASSERT_FALSE(shapes);
    EXPECT_THAT(shapes.error().arguments, ElementsAre("stem", "4", "3"));
    EXPECT_EQ(shapes.error().where.element, "stem (CONV_2D)");
}

} // namespace
} // namespace tenbin
