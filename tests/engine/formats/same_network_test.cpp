// SPDX-License-Identifier: GPL-3.0-or-later
// One network as TensorFlow Lite, ONNX and Keras files. A graph's hash covers all that an answer can depend on, so
// equal hashes are equal costs on every target.
#include <functional>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "tests/engine/formats/onnx_fixtures.h"
#include "tests/support/keras_writer.h"

namespace tenbin {
namespace {

using namespace fixtures;

// Keyword spotting in small: an image of 8 by 6, a convolution to 4 channels, a depthwise and a pointwise one, the
// mean, five words.
constexpr std::int64_t kHeight = 8, kWidth = 6, kChannels = 4, kWords = 5;

/// The weight of output o, row h, column w and input i: different for each.
float weightAt(std::int64_t o, std::int64_t h, std::int64_t w, std::int64_t i)
{
    return static_cast<float>(1000 * o + 100 * h + 10 * w + i);
}

struct Sides {
    std::int64_t o, h, w, i;
};

/// Weights with their dimensions in the order of `order`, such as "ohwi".
std::vector<float> kernelIn(const std::string& order, const Sides& sides)
{
    const auto side = [&](char letter) {
        const std::map<char, std::int64_t> all{{'o', sides.o}, {'h', sides.h}, {'w', sides.w}, {'i', sides.i}};
        return all.at(letter);
    };
    std::vector<float> values;
    std::map<char, std::int64_t> at;
    const std::function<void(std::size_t)> walk = [&](std::size_t depth) {
        if (depth == order.size()) {
            values.push_back(weightAt(at['o'], at['h'], at['w'], at['i']));
            return;
        }
        for (at[order[depth]] = 0; at[order[depth]] < side(order[depth]); ++at[order[depth]])
            walk(depth + 1);
    };
    walk(0);
    return values;
}

std::vector<float> counting(std::int64_t count)
{
    std::vector<float> values(static_cast<std::size_t>(count));
    std::iota(values.begin(), values.end(), 1.0f);
    return values;
}

constexpr Sides kFirst{kChannels, 3, 3, 1}, kDepthwise{kChannels, 3, 3, 1}, kPoint{kChannels, 1, 1, kChannels},
    kLast{kWords, 1, 1, kChannels};

std::shared_ptr<const Graph> asTflite()
{
    Network net;
    const auto constant = [&](Shape shape, const std::vector<float>& values) {
        return net.constant(std::move(shape), DataType::float32(), bytesOf(values));
    };
    const Conv2dAttributes relu{.activation = Activation::relu};
    const TensorId x = net.activation({1, kHeight, kWidth, 1});
    const TensorId a = net.activation({1, 4, 3, kChannels}), b = net.activation({1, 4, 3, kChannels});
    const TensorId c = net.activation({1, 4, 3, kChannels}), m = net.activation({1, kChannels});
    const TensorId f = net.activation({1, kWords}), s = net.activation({1, kWords});
    Conv2dAttributes first = relu, depthwise = relu;
    first.strideH = first.strideW = 2;
    first.padding = {0, 1, 0, 1};
    depthwise.padding = {1, 1, 1, 1};
    depthwise.groups = static_cast<int>(kChannels);
    const TensorId bias = constant({kChannels}, counting(kChannels));
    net.op(OperatorKind::conv2d, {x, constant({kChannels, 3, 3, 1}, kernelIn("ohwi", kFirst)), bias}, {a}, first);
    net.op(OperatorKind::depthwiseConv2d,
           {a, constant({1, 3, 3, kChannels}, kernelIn("hwo", kDepthwise)), constant({kChannels}, counting(kChannels))},
           {b}, depthwise);
    net.op(OperatorKind::conv2d,
           {b, constant({kChannels, 1, 1, kChannels}, kernelIn("ohwi", kPoint)),
            constant({kChannels}, counting(kChannels))},
           {c}, relu);
    net.op(OperatorKind::mean, {c}, {m}, AxisAttributes{.axes = {1, 2}});
    net.op(OperatorKind::fullyConnected,
           {m, constant({kWords, kChannels}, kernelIn("oi", kLast)), constant({kWords}, counting(kWords))}, {f},
           FullyConnectedAttributes{});
    net.op(OperatorKind::softmax, {f}, {s}, ScalarAttributes{.alpha = 1.0f});
    const auto bytes = writeTflite(net.finish({x}, {s}));
    return bytes ? importBytes(*bytes).value_or(nullptr) : nullptr;
}

std::shared_ptr<const Graph> asOnnx()
{
    OnnxNetwork net;
    net.input("x", {1, 1, kHeight, kWidth}).output("s");
    net.floats("w1", {kChannels, 1, 3, 3}, kernelIn("oihw", kFirst)).floats("b1", {kChannels}, counting(kChannels));
    net.floats("w2", {kChannels, 1, 3, 3}, kernelIn("ohw", kDepthwise)).floats("b2", {kChannels}, counting(kChannels));
    net.floats("w3", {kChannels, kChannels, 1, 1}, kernelIn("oi", kPoint));
    net.floats("b3", {kChannels}, counting(kChannels));
    net.floats("w4", {kWords, kChannels}, kernelIn("oi", kLast)).floats("b4", {kWords}, counting(kWords));
    auto& first = net.node("Conv", {"x", "w1", "b1"}, {"a"});
    attribute(first, "strides", std::vector<std::int64_t>{2, 2});
    attribute(first, "auto_pad", "SAME_UPPER");
    net.node("Relu", {"a"}, {"ra"});
    auto& depthwise = net.node("Conv", {"ra", "w2", "b2"}, {"b"});
    attribute(depthwise, "group", kChannels);
    attribute(depthwise, "pads", std::vector<std::int64_t>{1, 1, 1, 1});
    net.node("Relu", {"b"}, {"rb"});
    net.node("Conv", {"rb", "w3", "b3"}, {"c"});
    net.node("Relu", {"c"}, {"rc"});
    auto& mean = net.node("ReduceMean", {"rc"}, {"m"});
    attribute(mean, "axes", std::vector<std::int64_t>{2, 3});
    attribute(mean, "keepdims", std::int64_t{0});
    attribute(net.node("Gemm", {"m", "w4", "b4"}, {"f"}), "transB", std::int64_t{1});
    net.node("Softmax", {"f"}, {"s"});
    return net.import().value_or(nullptr);
}

std::shared_ptr<const Graph> asKeras()
{
    KerasFile file(kerasSequential(
        {kerasLayer("Conv2D", "a", R"("batch_input_shape": [null, 8, 6, 1], "filters": 4, "kernel_size": [3, 3],
                    "strides": [2, 2], "padding": "same", "activation": "relu")"),
         kerasLayer("DepthwiseConv2D", "b", R"("kernel_size": [3, 3], "padding": "same", "activation": "relu")"),
         kerasLayer("Conv2D", "c", R"("filters": 4, "kernel_size": [1, 1], "activation": "relu")"),
         kerasLayer("GlobalAveragePooling2D", "m", ""),
         kerasLayer("Dense", "f", R"("units": 5, "activation": "softmax")")}));
    file.weight("a", "a/kernel:0", {3, 3, 1, kChannels}, kernelIn("hwio", kFirst)).weight("a", "a/bias:0", {kChannels});
    file.weight("b", "b/depthwise_kernel:0", {3, 3, kChannels, 1}, kernelIn("hwo", kDepthwise));
    file.weight("b", "b/bias:0", {kChannels});
    file.weight("c", "c/kernel:0", {1, 1, kChannels, kChannels}, kernelIn("io", kPoint));
    file.weight("c", "c/bias:0", {kChannels});
    file.weight("f", "f/kernel:0", {kChannels, kWords}, kernelIn("io", kLast)).weight("f", "f/bias:0", {kWords});
    const auto bytes = std::make_shared<std::string>(file.h5());
    return importNetwork(std::as_bytes(std::span(*bytes)), "net.h5", bytes).value_or(nullptr);
}

TEST(SameNetwork, IsTheSameFromEveryFormat)
{
    const auto tflite = asTflite(), onnx = asOnnx(), keras = asKeras();
    ASSERT_TRUE(tflite && onnx && keras);
    const std::int64_t macs = 4 * 3 * kChannels * 9 * 2 + 4 * 3 * kChannels * kChannels + kChannels * kWords;
    const std::int64_t parameters =
        2 * (9 * kChannels + kChannels) + kChannels * kChannels + kChannels + kChannels * kWords + kWords;
    for (const auto& graph : {tflite, onnx, keras}) {
        EXPECT_EQ(totalMacs(*graph).count(), macs) << graph->origin().format;
        EXPECT_EQ(totalParameters(*graph), parameters) << graph->origin().format;
        EXPECT_EQ(graph->operators().size(), 6u) << graph->origin().format;
        EXPECT_EQ(graph->hash(), tflite->hash()) << graph->origin().format;
    }
}

} // namespace
} // namespace tenbin
