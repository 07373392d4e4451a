// SPDX-License-Identifier: GPL-3.0-or-later
// Networks that Analog Devices publishes for MAX78000 and MAX78002, layer by layer as
// analogdevicesinc/ai8x-synthesis configures them (networks/*.yaml): pooling comes before a
// convolution, strides do not exist, and every layer but the last ends in a rectifier.
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;

/// Pooling, then a convolution.
struct Ai8xLayer {
    std::int64_t channels;
    int kernel = 3;
    int pad = 1;
    int pool = 1;       ///< side of the window of the maximum before
    int poolStride = 0; ///< 0: the side
};
using Ai8xLayers = std::vector<Ai8xLayer>;

// The tool's configurations fix every address: the networks have one size each.
TensorId square(NetworkBuilder& n, std::int64_t side) { return n.input({1, side, side, 3}); }

TensorId append(NetworkBuilder& n, TensorId x, const Ai8xLayer& layer, Activation activation = Activation::relu)
{
    if (layer.pool > 1)
        x = n.maxPool(x, layer.pool, layer.poolStride > 0 ? layer.poolStride : layer.pool);
    return n.convPadded(x, layer.channels, layer.kernel, 1, layer.pad, activation);
}

TensorId appendAll(NetworkBuilder& n, TensorId x, const Ai8xLayers& layers)
{
    for (const Ai8xLayer& layer : layers)
        x = append(n, x, layer);
    return x;
}

/// Layers and a classifier over what is left of the image.
auto chain(InputSize in, Ai8xLayers layers)
{
    return [in, layers = std::move(layers)](NetworkBuilder& n, const Values& v) -> std::vector<TensorId> {
        const TensorId x = appendAll(n, n.input({1, in.h, in.w, in.c}), layers);
        return {n.fullyConnected(x, v.integer("classes"))};
    };
}

/// Along time only. Windows of three steps but for the first layer; no padding.
auto speech(std::vector<std::pair<std::int64_t, int>> channelsAndPool)
{
    return [layers = std::move(channelsAndPool)](NetworkBuilder& n, const Values& v) -> std::vector<TensorId> {
        TensorId x = n.conv(n.input({1, 128, 1, 128}), 100, {1, 1});
        for (const auto& [channels, pool] : layers) {
            if (pool > 1)
                x = n.maxPool(x, {pool, 1}, {pool, 1});
            x = n.conv(x, channels, {3, 1}, 1, Activation::relu, PaddingKind::valid);
        }
        return {n.fullyConnected(x, v.integer("classes"))};
    };
}

/// Embedding of 512 numbers, averaged over the map.
std::vector<TensorId> faceId(NetworkBuilder& n, const Values& /*values*/)
{
    TensorId x = appendAll(n, n.input({1, 160, 120, 3}),
                           {{16}, {32, 3, 1, 2}, {32, 3, 1, 2}, {64, 3, 1, 2}, {64, 3, 1, 2}, {64}, {64}});
    x = append(n, x, Ai8xLayer{512, 1, 0, 2}, Activation::none);
    return {n.averagePool(x, {n.shape(x)[1], n.shape(x)[2]}, 1)};
}

/// Detector of digits: a trunk and two predictions from each of four maps.
std::vector<TensorId> tinierSsd(NetworkBuilder& n, const Values& /*values*/)
{
    const TensorId first =
        appendAll(n, square(n, 74), {{32}, {32}, {64, 3, 1, 2}, {64}, {64, 3, 1, 3, 2}, {64}, {128}, {32}});
    const TensorId second = append(n, first, Ai8xLayer{32, 3, 1, 2});
    const TensorId third = append(n, second, Ai8xLayer{32, 3, 1, 3, 2});
    const TensorId fourth = appendAll(n, third, {{16}, {16, 3, 1, 2}});
    std::vector<TensorId> outputs;
    for (const std::int64_t channels : {16, 44})
        for (const TensorId map : {first, second, third, fourth})
            outputs.push_back(append(n, map, Ai8xLayer{channels}, Activation::none));
    return outputs;
}

/// CIFAR-100, width 0.75; a stride is a pooling before the depthwise layer.
std::vector<TensorId> mobileNetV2(NetworkBuilder& n, const Values& v)
{
    struct Stage {
        std::int64_t channels;
        int repeats;
        bool halves;
    };
    TensorId x = append(n, square(n, 32), Ai8xLayer{24});
    x = n.pointwise(n.depthwise(x, 3), 12, Activation::none);
    for (const Stage& stage :
         {Stage{20, 2, true}, {24, 3, true}, {48, 4, true}, {72, 3, false}, {120, 3, false}, {240, 1, false}})
        for (int i = 0; i < stage.repeats; ++i) {
            TensorId wide = n.pointwise(x, 6 * n.channels(x));
            if (stage.halves && i == 0)
                wide = n.maxPool(wide, 2, 2);
            const TensorId y = n.pointwise(n.depthwise(wide, 3), stage.channels, Activation::none);
            x = i > 0 ? n.add(x, y) : y;
        }
    x = n.pointwise(x, 960);
    return {n.fullyConnected(n.averagePool(x, {n.shape(x)[1], n.shape(x)[2]}, 1), v.integer("classes"))};
}

/// CIFAR-100 with three shortcuts.
std::vector<TensorId> residual(NetworkBuilder& n, const Values& v)
{
    TensorId x = appendAll(n, square(n, 32), {{16}, {20}});
    x = n.add(appendAll(n, x, {{20}, {20}}), x);
    x = append(n, x, Ai8xLayer{20, 3, 1, 2});
    x = n.add(appendAll(n, x, {{20}, {20}}), x);
    x = appendAll(n, x, {{44}, {48, 3, 1, 2}});
    x = n.add(appendAll(n, x, {{48}, {48}}), x);
    x = appendAll(n, x, {{96, 3, 1, 2}, {512, 1, 0, 2}, {128, 1, 0}, {128, 3, 1, 2}});
    return {n.fullyConnected(x, v.integer("classes"))};
}

} // namespace

std::vector<ZooEntry> ai8xEntries()
{
    const std::string tool = "analogdevicesinc/ai8x-synthesis: networks";
    return {
        {{"ai8x_mnist", "AI8X MNIST", "classification", tool, {classesParameter(10)}},
         chain({28, 28, 1}, {{60}, {60, 3, 2, 2}, {56, 3, 1, 2}, {12, 3, 1, 2}})},
        {{"ai8x_cats_dogs", "AI8X cats and dogs", "classification", tool, {classesParameter(2)}},
         chain({128, 128, 3}, {{16}, {32, 3, 1, 2}, {64, 3, 1, 2}, {32, 3, 1, 2}, {32, 3, 1, 2}, {16}})},
        {{"ai8x_cifar10", "AI8X CIFAR-10 (NAS)", "classification", tool, {classesParameter(10)}},
         chain({32, 32, 3}, {{64},
                             {32, 1, 0},
                             {64},
                             {32, 3, 1, 2},
                             {64, 1, 0},
                             {128, 3, 1, 2},
                             {128, 1, 0},
                             {64, 3, 1, 2},
                             {128},
                             {128, 1, 0, 2}})},
        {{"ai8x_cifar100", "AI8X CIFAR-100 (simple)", "classification", tool, {classesParameter(100)}},
         chain({32, 32, 3}, {{16},
                             {20},
                             {20},
                             {20},
                             {20, 3, 1, 2},
                             {20},
                             {44},
                             {48, 3, 1, 2},
                             {48},
                             {96, 3, 1, 2},
                             {512, 1, 0, 2},
                             {128, 1, 0},
                             {128, 3, 1, 2}})},
        {{"ai8x_cifar100_wide", "AI8X CIFAR-100 (wide)", "classification", tool, {classesParameter(100)}},
         chain({32, 32, 3}, {{24},
                             {32},
                             {32},
                             {32},
                             {32, 3, 1, 2},
                             {32},
                             {64},
                             {64, 3, 1, 2},
                             {64},
                             {128, 3, 1, 2},
                             {512, 1, 0, 2},
                             {192, 1, 0},
                             {192, 3, 1, 2}})},
        {{"ai8x_cifar100_residual", "AI8X CIFAR-100 (residual)", "classification", tool, {classesParameter(100)}},
         residual},
        {{"ai8x_mobilenet_v2", "AI8X MobileNet v2 0.75 (CIFAR-100)", "classification", tool, {classesParameter(100)}},
         mobileNetV2},
        {{"ai8x_kws20_v2", "AI8X KWS20 v2", "keyword spotting", tool, {classesParameter(21)}},
         speech({{48, 1}, {96, 2}, {128, 1}, {160, 2}, {192, 1}, {192, 2}, {32, 1}})},
        {{"ai8x_kws20_v3", "AI8X KWS20 v3", "keyword spotting", tool, {classesParameter(21)}},
         speech({{96, 1}, {64, 2}, {48, 1}, {64, 2}, {96, 1}, {100, 2}, {64, 2}})},
        {{"ai8x_faceid", "AI8X FaceID", "face recognition", tool, {}}, faceId},
        {{"ai8x_tinier_ssd", "AI8X TinierSSD (digits)", "detection", tool, {}}, tinierSsd},
    };
}

} // namespace tenbin
