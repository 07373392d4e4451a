// SPDX-License-Identifier: GPL-3.0-or-later
// SqueezeNet (arXiv:1602.07360), Inception v1 (arXiv:1409.4842), EfficientNet-Lite0
// (tensorflow/tpu), VGG-16 for CIFAR (arXiv:1409.1556), LeNet-5.
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;

TensorId entrance(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    return n.input({1, in.h, in.w, in.c});
}

TensorId fire(NetworkBuilder& n, TensorId x, std::int64_t squeeze, std::int64_t expand)
{
    const TensorId s = n.pointwise(x, squeeze);
    return n.concat({n.pointwise(s, expand), n.conv(s, expand, 3)});
}

std::vector<TensorId> squeezeHead(NetworkBuilder& n, TensorId x, const Values& v)
{
    return {n.softmax(n.globalAverage(n.pointwise(x, v.integer("classes"))))};
}

std::vector<TensorId> squeezeNet10(NetworkBuilder& n, const Values& v)
{
    TensorId x = n.maxPool(n.conv(entrance(n, v), 96, 7, 2, Activation::relu, PaddingKind::valid), 3, 2);
    x = fire(n, fire(n, fire(n, x, 16, 64), 16, 64), 32, 128);
    x = n.maxPool(x, 3, 2);
    x = fire(n, fire(n, fire(n, fire(n, x, 32, 128), 48, 192), 48, 192), 64, 256);
    x = n.maxPool(x, 3, 2);
    return squeezeHead(n, fire(n, x, 64, 256), v);
}

std::vector<TensorId> squeezeNet11(NetworkBuilder& n, const Values& v)
{
    TensorId x = n.maxPool(n.conv(entrance(n, v), 64, 3, 2, Activation::relu, PaddingKind::valid), 3, 2);
    x = n.maxPool(fire(n, fire(n, x, 16, 64), 16, 64), 3, 2);
    x = n.maxPool(fire(n, fire(n, x, 32, 128), 32, 128), 3, 2);
    x = fire(n, fire(n, fire(n, fire(n, x, 48, 192), 48, 192), 64, 256), 64, 256);
    return squeezeHead(n, x, v);
}

struct InceptionBlock {
    int one, threeReduce, three, fiveReduce, five, pool;
};

/// `wide`: side of the third branch's window.
TensorId inceptionBlock(NetworkBuilder& n, TensorId x, const InceptionBlock& b, std::int64_t wide)
{
    const TensorId pooled = n.maxPool(x, 3, 1, PaddingKind::same);
    return n.concat({n.pointwise(x, b.one), n.conv(n.pointwise(x, b.threeReduce), b.three, 3),
                     n.conv(n.pointwise(x, b.fiveReduce), b.five, wide), n.pointwise(pooled, b.pool)});
}

/// The paper's third branch is 5x5; TensorFlow-Slim (and the hosted TensorFlow Lite file) made it 3x3.
std::vector<TensorId> inceptionV1(NetworkBuilder& n, const Values& v)
{
    const std::int64_t wide = v.text("variant") == "slim" ? 3 : 5;
    TensorId x = n.maxPool(n.conv(entrance(n, v), 64, 7, 2), 3, 2, PaddingKind::same);
    x = n.maxPool(n.conv(n.pointwise(x, 64), 192, 3), 3, 2, PaddingKind::same);
    for (const InceptionBlock& block : {InceptionBlock{64, 96, 128, 16, 32, 32}, {128, 128, 192, 32, 96, 64}})
        x = inceptionBlock(n, x, block, wide);
    x = n.maxPool(x, 3, 2, PaddingKind::same);
    for (const InceptionBlock& block : {InceptionBlock{192, 96, 208, 16, 48, 64},
                                        {160, 112, 224, 24, 64, 64},
                                        {128, 128, 256, 24, 64, 64},
                                        {112, 144, 288, 32, 64, 64},
                                        {256, 160, 320, 32, 128, 128}})
        x = inceptionBlock(n, x, block, wide);
    x = n.maxPool(x, 3, 2, PaddingKind::same);
    for (const InceptionBlock& block : {InceptionBlock{256, 160, 320, 32, 128, 128}, {384, 192, 384, 48, 128, 128}})
        x = inceptionBlock(n, x, block, wide);
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
}

std::vector<TensorId> efficientNetLite0(NetworkBuilder& n, const Values& v)
{
    struct Stage {
        int expansion, channels, repeats, stride, kernel;
    };
    constexpr Activation kRelu6 = Activation::relu6;
    TensorId x = n.conv(entrance(n, v), 32, 3, 2, kRelu6);
    for (const Stage& s : {Stage{1, 16, 1, 1, 3},
                           {6, 24, 2, 2, 3},
                           {6, 40, 2, 2, 5},
                           {6, 80, 3, 2, 3},
                           {6, 112, 3, 1, 5},
                           {6, 192, 4, 2, 5},
                           {6, 320, 1, 1, 3}})
        for (int i = 0; i < s.repeats; ++i) {
            const int stride = i == 0 ? s.stride : 1;
            TensorId y = s.expansion == 1 ? x : n.pointwise(x, n.channels(x) * s.expansion, kRelu6);
            y = n.pointwise(n.depthwise(y, s.kernel, stride, kRelu6), s.channels, Activation::none);
            x = stride == 1 && n.channels(x) == s.channels ? n.add(x, y) : y;
        }
    x = n.pointwise(x, 1280, kRelu6);
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
}

std::vector<TensorId> vgg16Cifar(NetworkBuilder& n, const Values& v)
{
    TensorId x = entrance(n, v);
    for (const int channels : {64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0})
        x = channels == 0 ? n.maxPool(x, 2, 2) : n.conv(x, channels, 3);
    x = n.reshape(x, {1, n.shape(x)[1] * n.shape(x)[2] * n.channels(x)});
    return {n.fullyConnected(x, v.integer("classes"))};
}

std::vector<TensorId> leNet5(NetworkBuilder& n, const Values& v)
{
    TensorId x = n.maxPool(n.conv(entrance(n, v), 6, static_cast<std::int64_t>(5)), 2, 2);
    x = n.maxPool(n.conv(x, 16, static_cast<std::int64_t>(5), 1, Activation::relu, PaddingKind::valid), 2, 2);
    x = n.reshape(x, {1, n.shape(x)[1] * n.shape(x)[2] * n.channels(x)});
    x = n.fullyConnected(n.fullyConnected(x, 120, Activation::relu), 84, Activation::relu);
    return {n.softmax(n.fullyConnected(x, v.integer("classes")))};
}

} // namespace

std::vector<ZooEntry> imageEntries()
{
    const auto image = [] { return inputParameter("224x224x3", {"96", "128", "160", "192", "224"}); };
    return {
        {{"squeezenet_1_1",
          "SqueezeNet 1.1",
          "classification",
          "arXiv:1602.07360; forresti/SqueezeNet",
          {inputParameter("224x224x3", {"96", "128", "160", "192", "224"}, 48), classesParameter(1000)}},
         squeezeNet11},
        {{"squeezenet_1_0",
          "SqueezeNet 1.0",
          "classification",
          "arXiv:1602.07360",
          {inputParameter("224x224x3", {"96", "128", "160", "192", "224"}, 64), classesParameter(1000)}},
         squeezeNet10},
        {{"inception_v1",
          "Inception v1",
          "classification",
          "arXiv:1409.4842",
          {image(), choiceParameter("variant", "paper", {"paper", "slim"}), classesParameter(1001)}},
         inceptionV1},
        {{"efficientnet_lite0",
          "EfficientNet-Lite0",
          "classification",
          "tensorflow/tpu: efficientnet/lite",
          {image(), classesParameter(1000)}},
         efficientNetLite0},
        {{"vgg16_cifar",
          "VGG-16 (CIFAR)",
          "classification",
          "arXiv:1409.1556, 13 convolutions, one dense layer",
          {inputParameter("32x32x3", {"32"}, 32, 256), classesParameter(10)}},
         vgg16Cifar},
        {{"lenet5",
          "LeNet-5",
          "classification",
          "LeCun et al. 1998, 5x5 kernels, max pooling",
          {inputParameter("28x28x1", {"28"}, 16, 128), classesParameter(10)}},
         leNet5},
    };
}

} // namespace tenbin
