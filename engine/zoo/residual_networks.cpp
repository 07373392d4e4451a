// SPDX-License-Identifier: GPL-3.0-or-later
// ResNet: arXiv:1512.03385; ResNet-8 as in MLPerf Tiny (mlcommons/tiny, image classification).
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;

TensorId entrance(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    return n.input({1, in.h, in.w, in.c});
}

TensorId basicBlock(NetworkBuilder& n, TensorId x, std::int64_t channels, int stride)
{
    const TensorId y = n.convPadded(n.convPadded(x, channels, 3, stride, 1), channels, 3, 1, 1, Activation::none);
    const bool same = stride == 1 && n.channels(x) == channels;
    const TensorId shortcut = same ? x : n.convPadded(x, channels, 1, stride, 0, Activation::none);
    return n.add(y, shortcut, Activation::relu);
}

TensorId bottleneck(NetworkBuilder& n, TensorId x, std::int64_t channels, int stride)
{
    TensorId y = n.pointwise(x, channels);
    y = n.convPadded(y, channels, 3, stride, 1);
    y = n.pointwise(y, 4 * channels, Activation::none);
    const bool same = stride == 1 && n.channels(x) == 4 * channels;
    const TensorId shortcut = same ? x : n.convPadded(x, 4 * channels, 1, stride, 0, Activation::none);
    return n.add(y, shortcut, Activation::relu);
}

TensorId imageStem(NetworkBuilder& n, const Values& v)
{
    return n.maxPool(n.convPadded(entrance(n, v), 64, 7, 2, 3), 3, 2, PaddingKind::valid, 1);
}

std::vector<TensorId> resNet18(NetworkBuilder& n, const Values& v)
{
    TensorId x = imageStem(n, v);
    for (const std::int64_t channels : {64, 128, 256, 512}) {
        x = basicBlock(n, x, channels, channels == 64 ? 1 : 2);
        x = basicBlock(n, x, channels, 1);
    }
    return {n.fullyConnected(n.globalAverage(x), v.integer("classes"))};
}

std::vector<TensorId> resNet50(NetworkBuilder& n, const Values& v)
{
    TensorId x = imageStem(n, v);
    const int repeats[] = {3, 4, 6, 3};
    for (int stage = 0; stage < 4; ++stage)
        for (int i = 0; i < repeats[stage]; ++i)
            x = bottleneck(n, x, 64 << stage, stage > 0 && i == 0 ? 2 : 1);
    return {n.fullyConnected(n.globalAverage(x), v.integer("classes"))};
}

/// CIFAR ResNet of 6·blocks + 2 layers; the shortcut of a narrowing stage is a 1x1 convolution.
std::vector<TensorId> cifarResNet(NetworkBuilder& n, const Values& v, std::int64_t width, int blocks)
{
    TensorId x = n.conv(entrance(n, v), width, 3);
    for (int stage = 0; stage < 3; ++stage)
        for (int block = 0; block < blocks; ++block) {
            const int stride = stage > 0 && block == 0 ? 2 : 1;
            const std::int64_t channels = width << stage;
            const TensorId y = n.conv(n.conv(x, channels, 3, stride), channels, 3, 1, Activation::none);
            const TensorId shortcut = stride == 2 ? n.conv(x, channels, 1, 2, Activation::none) : x;
            x = n.add(shortcut, y, Activation::relu);
        }
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
}

} // namespace

std::vector<TensorId> resNet8(NetworkBuilder& n, const Values& v) { return cifarResNet(n, v, 16, 1); }

std::vector<ZooEntry> residualEntries()
{
    const auto image = [] { return inputParameter("224x224x3", {"96", "128", "160", "192", "224"}); };
    const auto small = [] { return inputParameter("32x32x3", {"24", "32"}, 16, 256); };
    const auto width = [] { return integerParameter("width", 16, 4, 256, {"8", "16", "32", "40"}); };
    return {
        {{"resnet8",
          "ResNet-8",
          "classification",
          "mlcommons/tiny: benchmark/training/image_classification",
          {small(), width(), classesParameter(10)}},
         [](NetworkBuilder& n, const Values& v) { return cifarResNet(n, v, v.integer("width"), 1); }},
        {{"resnet32",
          "ResNet-32 (CIFAR)",
          "classification",
          "arXiv:1512.03385, section 4.2",
          {small(), width(), classesParameter(10)}},
         [](NetworkBuilder& n, const Values& v) { return cifarResNet(n, v, v.integer("width"), 5); }},
        {{"resnet18", "ResNet-18", "classification", "arXiv:1512.03385", {image(), classesParameter(1000)}}, resNet18},
        {{"resnet50", "ResNet-50", "classification", "arXiv:1512.03385", {image(), classesParameter(1000)}}, resNet50},
    };
}

} // namespace tenbin
