// SPDX-License-Identifier: GPL-3.0-or-later
// MobileNet v1 (arXiv:1704.04861), v2 (arXiv:1801.04381), v3 (arXiv:1905.02244) and FD-MobileNet (arXiv:1802.03750).
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;
constexpr Activation kRelu6 = Activation::relu6;

std::int64_t scaled(double channels, double alpha)
{
    return std::max<std::int64_t>(8, static_cast<std::int64_t>(channels * alpha));
}

TensorId filtered(NetworkBuilder& n, TensorId x, int stride, StridePadding padding)
{
    if (stride == 1 || padding == StridePadding::fused)
        return n.depthwise(x, 3, stride, kRelu6);
    return n.depthwise(n.padForStride(x), 3, stride, kRelu6, 1, PaddingKind::valid);
}

TensorId separable(NetworkBuilder& n, TensorId x, std::int64_t channels, int stride,
                   StridePadding padding = StridePadding::fused)
{
    return n.pointwise(filtered(n, x, stride, padding), channels, kRelu6);
}

std::vector<TensorId> classifier(NetworkBuilder& n, TensorId x, const Values& v)
{
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
}

TensorId entrance(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    return n.input({1, in.h, in.w, in.c});
}

struct Step {
    int channels, stride;
};

std::vector<TensorId> mobileNetV1(NetworkBuilder& n, const Values& v)
{
    return classifier(n, mobileNetV1Trunk(n, entrance(n, v), v.number("alpha"), stridePadding(v)).stride32, v);
}

/// Visual wake words as TensorFlow Lite Micro ships it: the first layer is a
/// depthwise convolution that turns one channel into eight.
std::vector<TensorId> personDetect(NetworkBuilder& n, const Values& v)
{
    const double alpha = 0.25;
    TensorId x = n.depthwise(entrance(n, v), 3, 2, kRelu6, 8);
    for (const auto& [channels, stride] : {Step{64, 1},
                                           {128, 2},
                                           {128, 1},
                                           {256, 2},
                                           {256, 1},
                                           {512, 2},
                                           {512, 1},
                                           {512, 1},
                                           {512, 1},
                                           {512, 1},
                                           {512, 1},
                                           {1024, 2},
                                           {1024, 1}})
        x = separable(n, x, scaled(channels, alpha), stride);
    x = n.averagePool(x, {n.shape(x)[1], n.shape(x)[2]}, 1);
    x = n.conv(x, v.integer("classes"), 1, 1, Activation::none);
    return {n.softmax(n.reshape(x, {1, v.integer("classes")}))};
}

std::vector<TensorId> fdMobileNet(NetworkBuilder& n, const Values& v)
{
    const double alpha = v.number("alpha");
    TensorId x = n.conv(entrance(n, v), scaled(32, alpha), 3, 2, kRelu6);
    for (const auto& [channels, stride] : {Step{64, 2},
                                           {128, 2},
                                           {128, 1},
                                           {256, 2},
                                           {256, 1},
                                           {512, 2},
                                           {512, 1},
                                           {512, 1},
                                           {512, 1},
                                           {512, 1},
                                           {1024, 1}})
        x = separable(n, x, scaled(channels, alpha), stride);
    return classifier(n, x, v);
}

std::vector<TensorId> mobileNetV2(NetworkBuilder& n, const Values& v)
{
    const double alpha = v.number("alpha");
    TensorId x = mobileNetV2Trunk(n, entrance(n, v), alpha, stridePadding(v)).stride32;
    x = n.pointwise(x, alpha > 1.0 ? makeDivisible(1280 * alpha) : 1280, kRelu6);
    return classifier(n, x, v);
}

/// A row of tables 1 and 2 of the paper, at full width.
struct BneckV3 {
    int kernel, expanded, out;
    bool squeeze, hardSwish;
    int stride;
};

/// Without squeeze-and-excite, hard swish and 5x5 windows, for hardware that has none of them.
BneckV3 minimalistic(BneckV3 b) { return {3, b.expanded, b.out, false, false, b.stride}; }

TensorId activated(NetworkBuilder& n, TensorId x, bool hardSwish)
{
    return hardSwish ? n.unary(OperatorKind::hardSwish, x) : x;
}

/// `fullWidth`: channels that enter this block at full width. The expansion is a
/// ratio to them, so that a narrower network expands what it really has.
TensorId bneckV3(NetworkBuilder& n, TensorId x, const BneckV3& b, double alpha, int fullWidth)
{
    const Activation fused = b.hardSwish ? Activation::none : Activation::relu;
    const std::int64_t out = makeDivisible(b.out * alpha);
    TensorId y = x;
    if (b.expanded != fullWidth) {
        const double ratio = static_cast<double>(b.expanded) / fullWidth;
        y = activated(n, n.pointwise(y, makeDivisible(static_cast<double>(n.channels(x)) * ratio), fused), b.hardSwish);
    }
    y = activated(n, n.depthwise(y, b.kernel, b.stride, fused), b.hardSwish);
    if (b.squeeze)
        y = squeezeExcite(n, y, makeDivisible(static_cast<double>(n.channels(y)) / 4));
    y = n.pointwise(y, out, Activation::none);
    return b.stride == 1 && n.channels(x) == out ? n.add(x, y) : y;
}

/// `head`: channels of the layer after pooling, at full width.
std::vector<TensorId> mobileNetV3(NetworkBuilder& n, const Values& v, const std::vector<BneckV3>& blocks, int head)
{
    const double alpha = v.number("alpha");
    const bool minimal = v.flag("minimalistic");
    const Activation fused = minimal ? Activation::relu : Activation::none;
    const auto layer = [&](TensorId x) { return activated(n, x, !minimal); };
    TensorId x = layer(n.conv(entrance(n, v), makeDivisible(16 * alpha), 3, 2, fused));
    int fullWidth = 16;
    for (const BneckV3& block : blocks) {
        x = bneckV3(n, x, minimal ? minimalistic(block) : block, alpha, fullWidth);
        fullWidth = block.out;
    }
    x = layer(n.pointwise(x, 6 * n.channels(x), fused));
    x = n.averagePool(x, {n.shape(x)[1], n.shape(x)[2]}, 1);
    x = layer(n.pointwise(x, alpha > 1.0 ? makeDivisible(head * alpha) : head, fused));
    x = n.pointwise(x, v.integer("classes"), Activation::none);
    return {n.softmax(n.reshape(x, {1, v.integer("classes")}))};
}

std::vector<TensorId> mobileNetV3Small(NetworkBuilder& n, const Values& v)
{
    return mobileNetV3(n, v,
                       {{3, 16, 16, true, false, 2},
                        {3, 72, 24, false, false, 2},
                        {3, 88, 24, false, false, 1},
                        {5, 96, 40, true, true, 2},
                        {5, 240, 40, true, true, 1},
                        {5, 240, 40, true, true, 1},
                        {5, 120, 48, true, true, 1},
                        {5, 144, 48, true, true, 1},
                        {5, 288, 96, true, true, 2},
                        {5, 576, 96, true, true, 1},
                        {5, 576, 96, true, true, 1}},
                       1024);
}

std::vector<TensorId> mobileNetV3Large(NetworkBuilder& n, const Values& v)
{
    return mobileNetV3(n, v,
                       {{3, 16, 16, false, false, 1},
                        {3, 64, 24, false, false, 2},
                        {3, 72, 24, false, false, 1},
                        {5, 72, 40, true, false, 2},
                        {5, 120, 40, true, false, 1},
                        {5, 120, 40, true, false, 1},
                        {3, 240, 80, false, true, 2},
                        {3, 200, 80, false, true, 1},
                        {3, 184, 80, false, true, 1},
                        {3, 184, 80, false, true, 1},
                        {3, 480, 112, true, true, 1},
                        {3, 672, 112, true, true, 1},
                        {5, 672, 160, true, true, 2},
                        {5, 960, 160, true, true, 1},
                        {5, 960, 160, true, true, 1}},
                       1280);
}

} // namespace

TensorId squeezeExcite(NetworkBuilder& n, TensorId x, std::int64_t reduced)
{
    const TensorId mean = n.averagePool(x, {n.shape(x)[1], n.shape(x)[2]}, 1);
    const TensorId weights = n.pointwise(n.pointwise(mean, reduced), n.channels(x), Activation::none);
    return n.multiply(x, n.hardSigmoid(weights));
}

NetworkParameter paddingParameter() { return choiceParameter("padding", "fused", {"fused", "operator"}); }

StridePadding stridePadding(const NetworkValues& values)
{
    return values.text("padding") == "operator" ? StridePadding::ownOperator : StridePadding::fused;
}

Pyramid mobileNetV1Trunk(NetworkBuilder& n, TensorId x, double alpha, StridePadding padding)
{
    Pyramid maps;
    x = n.conv(x, scaled(32, alpha), 3, 2, kRelu6);
    for (const auto& [channels, stride] : {Step{64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}})
        x = separable(n, x, scaled(channels, alpha), stride, padding);
    maps.stride8 = x;
    for (const auto& [channels, stride] : {Step{512, 2}, {512, 1}, {512, 1}, {512, 1}, {512, 1}, {512, 1}})
        x = separable(n, x, scaled(channels, alpha), stride, padding);
    maps.stride16 = x;
    for (const auto& [channels, stride] : {Step{1024, 2}, {1024, 1}})
        x = separable(n, x, scaled(channels, alpha), stride, padding);
    maps.stride32 = x;
    return maps;
}

Pyramid mobileNetV2Trunk(NetworkBuilder& n, TensorId x, double alpha, StridePadding padding)
{
    struct Stage {
        int expansion, channels, repeats, stride;
    };
    Pyramid maps;
    x = n.conv(x, makeDivisible(32 * alpha), 3, 2, kRelu6);
    int index = 0;
    for (const Stage& stage : {Stage{1, 16, 1, 1},
                               {6, 24, 2, 2},
                               {6, 32, 3, 2},
                               {6, 64, 4, 2},
                               {6, 96, 3, 1},
                               {6, 160, 3, 2},
                               {6, 320, 1, 1}}) {
        for (int i = 0; i < stage.repeats; ++i) {
            const std::int64_t out = makeDivisible(stage.channels * alpha);
            const int stride = i == 0 ? stage.stride : 1;
            TensorId y = x;
            if (stage.expansion != 1)
                y = n.pointwise(y, n.channels(x) * stage.expansion, kRelu6);
            if (stage.channels == 160 && i == 0)
                maps.expanded16 = y;
            y = n.pointwise(filtered(n, y, stride, padding), out, Activation::none);
            x = stride == 1 && n.channels(x) == out ? n.add(x, y) : y;
        }
        if (index == 2)
            maps.stride8 = x;
        if (index == 4)
            maps.stride16 = x;
        ++index;
    }
    maps.stride32 = x;
    return maps;
}

std::vector<ZooEntry> mobileNetEntries()
{
    const std::vector<std::string> sides{"96", "128", "160", "192", "224", "256"};
    const auto image = [&] { return inputParameter("224x224x3", sides); };
    const NetworkParameter padding = paddingParameter();
    const NetworkParameter minimal = choiceParameter("minimalistic", "no", {"no", "yes"});
    return {
        {{"mobilenet_v2",
          "MobileNet v2",
          "classification",
          "arXiv:1801.04381",
          {widthParameter("1.0", {"0.1", "0.35", "0.5", "0.75", "1.0", "1.3", "1.4"}), image(), classesParameter(1000),
           padding}},
         mobileNetV2},
        {{"mobilenet_v1",
          "MobileNet v1",
          "classification",
          "arXiv:1704.04861",
          {widthParameter("1.0", {"0.25", "0.5", "0.75", "1.0"}), image(), classesParameter(1000), padding}},
         mobileNetV1},
        {{"mobilenet_v3_small",
          "MobileNet v3 small",
          "classification",
          "arXiv:1905.02244",
          {widthParameter("1.0", {"0.5", "0.75", "1.0"}), image(), minimal, classesParameter(1000)}},
         mobileNetV3Small},
        {{"mobilenet_v3_large",
          "MobileNet v3 large",
          "classification",
          "arXiv:1905.02244",
          {widthParameter("1.0", {"0.5", "0.75", "1.0"}), image(), minimal, classesParameter(1000)}},
         mobileNetV3Large},
        {{"fd_mobilenet",
          "FD-MobileNet",
          "classification",
          "arXiv:1802.03750",
          {widthParameter("0.25", {"0.25", "0.5", "1.0"}), image(), classesParameter(1000)}},
         fdMobileNet},
        {{"person_detect",
          "Person detection",
          "visual wake words",
          "tensorflow/tflite-micro: examples/person_detection",
          {inputParameter("96x96x1", {"96"}), classesParameter(2)}},
         personDetect},
    };
}

} // namespace tenbin
