// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>
#include <random>

#include <gmock/gmock.h>

#include "engine/compression/pruning.h"
#include "engine/compression/quantization.h"
#include "engine/inference/accuracy.h"
#include "engine/training/sparsity_sweep.h"

namespace tenbin {
namespace {

std::vector<float> randomWeights(std::size_t count)
{
    std::mt19937 random(5);
    std::vector<float> values(count);
    for (float& v : values)
        v = static_cast<float>(random() % 2001) / 1000.0f - 1.0f + 1e-4f;
    return values;
}

const Shape kShape{64, 3, 3, 8};

std::size_t kept(const Mask& mask) { return static_cast<std::size_t>(std::count(mask.begin(), mask.end(), 1)); }

TEST(Pruning, CoordinatesAreSharedOverTheGroup)
{
    const auto weights = randomWeights(64 * 9 * 8);
    for (int n = 1; n <= 9; ++n) {
        const Mask mask = pruningMask({.method = PruningMethod::coordinate, .remaining = n / 9.0}, {kShape, weights});
        EXPECT_EQ(kept(mask), static_cast<std::size_t>(64 * 8 * n));
        for (std::size_t o = 0; o < 64; ++o)
            for (std::size_t i = 0; i < 72; ++i)
                EXPECT_EQ(mask[o * 72 + i], mask[o / 32 * 32 * 72 + i])
                    << "all 32 output channels use the same coordinates";
    }
}

TEST(Pruning, EachMethodKeepsItsShareInItsStructure)
{
    const auto weights = randomWeights(64 * 9 * 8);
    const LayerWeights layer{kShape, weights};
    EXPECT_EQ(kept(pruningMask({.method = PruningMethod::magnitude, .remaining = 0.25}, layer)), 64u * 9 * 8 / 4);
    const Mask nm = pruningMask({.method = PruningMethod::nOfM, .remaining = 0.5, .m = 4}, layer);
    for (std::size_t i = 0; i < nm.size(); i += 4)
        EXPECT_EQ(nm[i] + nm[i + 1] + nm[i + 2] + nm[i + 3], 2);
    const Mask filter = pruningMask({.method = PruningMethod::filter, .remaining = 0.5}, layer);
    for (std::size_t o = 0; o < 64; ++o)
        EXPECT_EQ(std::count(filter.begin() + static_cast<std::ptrdiff_t>(o * 72),
                             filter.begin() + static_cast<std::ptrdiff_t>((o + 1) * 72), 1)
                      % 72,
                  0);
    const Mask channel = pruningMask({.method = PruningMethod::channel, .remaining = 0.5}, layer);
    for (std::size_t i = 8; i < channel.size(); ++i)
        EXPECT_EQ(channel[i], channel[i % 8]);
    const Mask stripe = pruningMask({.method = PruningMethod::stripe, .remaining = 0.5}, layer);
    EXPECT_EQ(kept(stripe), 64u * 9 / 2 * 8);
    for (std::size_t i = 0; i < stripe.size(); ++i)
        EXPECT_EQ(stripe[i], stripe[i / 8 * 8]);
}

TEST(Pruning, WhatIsGoneStaysGone)
{
    const auto weights = randomWeights(64 * 9 * 8);
    Mask before;
    for (int n = 9; n >= 1; --n) {
        const Mask mask =
            pruningMask({.method = PruningMethod::coordinate, .remaining = n / 9.0}, {kShape, weights}, before);
        for (std::size_t i = 0; i < before.size(); ++i)
            EXPECT_LE(mask[i], before[i]);
        before = mask;
    }
}

TEST(Quantization, LevelsAndErrorOfEachNumberOfBits)
{
    const auto weights = randomWeights(500);
    double last = 1e9;
    for (const int bits : {1, 2, 4, 8}) {
        std::vector<std::int8_t> levels(weights.size());
        const float scale = quantizeSlice(weights, bits, levels);
        const int highest = bits == 1 ? 1 : (1 << (bits - 1)) - 1;
        double error = 0.0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            EXPECT_LE(std::abs(levels[i]), highest);
            error += std::pow(weights[i] - scale * levels[i], 2);
        }
        EXPECT_LT(error, last);
        last = bits == 1 ? 1e9 : error;
    }
    std::vector<std::int8_t> levels(3);
    quantizeSlice(std::vector<float>{0.0f, 0.5f, -0.5f}, 1, levels);
    EXPECT_EQ(levels, (std::vector<std::int8_t>{0, 1, -1})) << "removed weights stay zero even at one bit";
    EXPECT_GT(quantizeSlice(std::vector<float>{0.0f, 0.0f, 0.0f}, 4, levels), 0.0f) << "a dead filter has a scale";
}

TEST(Quantization, Int8FollowsFloat)
{
    auto real = referenceNetwork({28, 28, 1}, 10, 3);
    ASSERT_TRUE(real);
    const auto graph = std::make_shared<const Graph>(std::move(*real));
    DataSet data{.name = "noise", .shape = {28, 28, 1}, .labels = std::vector<int>(8, 0), .classes = 10};
    std::mt19937 random(2);
    for (int i = 0; i < 8 * 784; ++i)
        data.bytes.push_back(static_cast<std::uint8_t>(random()));
    const auto small = quantizedGraph(graph, data, 8);
    ASSERT_TRUE(small);
    const auto exact = Executor::create(graph), rounded = Executor::create(std::make_shared<const Graph>(*small));
    ASSERT_TRUE(exact);
    ASSERT_TRUE(rounded);
    InferenceBuffers a = exact->workspace(), b = rounded->workspace();
    std::vector<float> image(784);
    for (std::size_t i = 0; i < 8; ++i) {
        data.values(i, image.data());
        ASSERT_TRUE(exact->setInput(a, image));
        ASSERT_TRUE(rounded->setInput(b, image));
        exact->run(a);
        rounded->run(b);
        const auto x = exact->outputValues(a), y = rounded->outputValues(b);
        for (std::size_t k = 0; k < 10; ++k)
            EXPECT_NEAR(x[k], y[k], 0.04);
    }
    const auto back = floatGraph(*small);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->operators().size(), graph->operators().size());
    EXPECT_LT(weightSparsity(*small), 0.1);
}

TEST(Quantization, QuantisersInsideANetworkDoNothingBetweenRealNumbers)
{
    GraphBuilder b;
    const auto map = [&](float scale) {
        return b.addTensor(
            {.name = "m", .shape = {1, 2, 2, 1}, .type = DataType::int8(), .quantization = {{scale}, {0}, 0}});
    };
    const TensorId x = map(0.5f), y = map(0.25f), z = map(0.25f);
    b.addOperator({.kind = OperatorKind::quantize, .name = "requantised", .inputs = {x}, .outputs = {y}});
    b.addOperator({.kind = OperatorKind::relu, .name = "r", .inputs = {y}, .outputs = {z}});
    b.setInputs({x});
    b.setOutputs({z});
    auto graph = std::move(b).finish();
    ASSERT_TRUE(graph);
    auto real = floatGraph(*graph);
    ASSERT_TRUE(real);
    const auto executor = Executor::create(std::make_shared<const Graph>(std::move(*real)));
    ASSERT_TRUE(executor);
    InferenceBuffers room = executor->workspace();
    ASSERT_TRUE(executor->setInput(room, std::vector<float>{-1.0f, 0.3f, 2.0f, 7.0f}));
    executor->run(room);
    EXPECT_EQ(executor->outputValues(room), (std::vector<float>{0.0f, 0.3f, 2.0f, 7.0f}));
}

TEST(Quantization, PartsShareAScaleAndConstantsBesideMapsAreIntegersToo)
{
    GraphBuilder b;
    const auto map = [&](Shape shape) {
        return b.addTensor({.name = "m", .shape = std::move(shape), .type = DataType::float32()});
    };
    const TensorId x = map({1, 1, 1, 4}), left = map({1, 1, 1, 2}), right = map({1, 1, 1, 2}), sum = map({1, 1, 1, 2}),
                   both = map({1, 1, 1, 4});
    const float added[] = {3.0f, -1.0f};
    std::vector<std::byte> bytes(sizeof added);
    std::memcpy(bytes.data(), added, sizeof added);
    const TensorId constant = b.addConstant(
        {.name = "c", .shape = {1, 1, 1, 2}, .type = DataType::float32(), .constant = true}, std::move(bytes));
    b.addOperator({.kind = OperatorKind::split,
                   .name = "s",
                   .inputs = {x},
                   .outputs = {left, right},
                   .attributes = AxisAttributes{{3}}});
    b.addOperator({.kind = OperatorKind::add,
                   .name = "a",
                   .inputs = {left, constant},
                   .outputs = {sum},
                   .attributes = ElementwiseAttributes{}});
    b.addOperator({.kind = OperatorKind::concatenation,
                   .name = "c",
                   .inputs = {sum, right},
                   .outputs = {both},
                   .attributes = AxisAttributes{{3}}});
    b.setInputs({x});
    b.setOutputs({both});
    auto graph = std::move(b).finish();
    ASSERT_TRUE(graph);
    DataSet data{
        .name = "d", .shape = {1, 1, 4}, .bytes = {0, 255, 100, 30, 20, 7, 255, 200}, .labels = {0, 1}, .classes = 2};
    const auto small = quantizedGraph(std::make_shared<const Graph>(std::move(*graph)), data, 8);
    ASSERT_TRUE(small);
    EXPECT_EQ(small->tensor(left).quantization, small->tensor(x).quantization);
    EXPECT_EQ(small->tensor(both).quantization, small->tensor(sum).quantization);
    const auto executor = Executor::create(std::make_shared<const Graph>(*small));
    ASSERT_TRUE(executor);
    InferenceBuffers room = executor->workspace();
    ASSERT_TRUE(executor->setInput(room, std::vector<float>{0.0f, 1.0f, 0.5f, 0.25f}));
    executor->run(room);
    const auto y = executor->outputValues(room);
    const float expected[] = {3.0f, 0.0f, 0.5f, 0.25f};
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(y[i], expected[i], 0.03f) << i;
}

} // namespace
} // namespace tenbin
