// SPDX-License-Identifier: GPL-3.0-or-later
// MCUNet (arXiv:2007.10319) and MCUNetV2 (arXiv:2110.15352): widths and windows as
// in the model files that mit-han-lab/tinyengine publishes (assets/vww, mcunetv2_large, detection).
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;
constexpr Activation kRelu6 = Activation::relu6;

/// Expand, filter, project. `squeeze`: channels of its squeeze-and-excite, 0 for none.
struct InvertedResidual {
    std::int64_t expanded;
    int kernel, stride;
    std::int64_t out;
    std::int64_t squeeze = 0;
    bool shortcut = true; ///< where stride and channels permit
};

/// The published files pad before windows of stride 2 by an operator of its own, as far on every side.
TensorId filtered(NetworkBuilder& n, TensorId x, int kernel, int stride, StridePadding padding)
{
    if (stride == 1 || padding == StridePadding::fused)
        return n.depthwise(x, kernel, stride, kRelu6);
    return n.depthwise(n.padAround(x, kernel / 2), kernel, stride, kRelu6, 1, PaddingKind::valid);
}

TensorId block(NetworkBuilder& n, TensorId x, const InvertedResidual& b, StridePadding padding)
{
    TensorId y = filtered(n, n.pointwise(x, b.expanded, kRelu6), b.kernel, b.stride, padding);
    if (b.squeeze > 0)
        y = squeezeExcite(n, y, b.squeeze);
    y = n.pointwise(y, b.out, Activation::none);
    return b.shortcut && b.stride == 1 && n.channels(x) == b.out ? n.add(x, y) : y;
}

/// The published files take floating-point images and quantise them inside, which costs memory.
TensorId stem(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    const Shape shape{1, in.h, in.w, in.c};
    const TensorId image = v.text("input_type") == "float32" ? n.floatInput(shape) : n.input(shape);
    if (stridePadding(v) == StridePadding::fused)
        return n.conv(image, 16, 3, 2, kRelu6);
    return n.conv(n.padAround(image, 1), 16, 3, 2, kRelu6, PaddingKind::valid);
}

std::vector<TensorId> vww1(NetworkBuilder& n, const Values& v)
{
    const StridePadding padding = stridePadding(v);
    TensorId x = n.pointwise(n.depthwise(stem(n, v), 3, 1, kRelu6), 8, Activation::none);
    for (const InvertedResidual& b : {InvertedResidual{48, 3, 2, 16},
                                      {48, 3, 1, 16},
                                      {48, 3, 1, 16},
                                      {48, 7, 2, 24},
                                      {144, 3, 1, 24},
                                      {120, 5, 1, 24},
                                      {144, 7, 2, 40},
                                      {240, 7, 1, 40},
                                      {240, 3, 1, 48},
                                      {192, 3, 1, 48},
                                      {240, 5, 2, 96},
                                      {480, 3, 1, 96},
                                      {384, 3, 1, 96},
                                      {288, 7, 1, 160}})
        x = block(n, x, b, padding);
    return {n.fullyConnected(n.globalAverage(x), v.integer("classes"))};
}

std::vector<TensorId> v2Large(NetworkBuilder& n, const Values& v)
{
    const StridePadding padding = stridePadding(v);
    TensorId x = n.pointwise(stem(n, v), 16, Activation::none);
    for (const InvertedResidual& b : {InvertedResidual{96, 3, 2, 24},
                                      {96, 3, 2, 40},
                                      {240, 5, 1, 40, 10},
                                      {240, 5, 1, 40, 10},
                                      {120, 3, 1, 40, 10},
                                      {240, 5, 2, 64, 10},
                                      {256, 5, 1, 64, 16},
                                      {192, 3, 1, 64, 16},
                                      {256, 7, 1, 64, 16},
                                      {384, 5, 1, 96, 16},
                                      {384, 5, 1, 96, 24},
                                      {288, 5, 1, 96, 24},
                                      {384, 7, 2, 144, 24},
                                      {576, 3, 1, 144, 36},
                                      {576, 3, 1, 144, 36},
                                      {576, 5, 1, 240}})
        x = block(n, x, b, padding);
    x = n.pointwise(x, 384, kRelu6);
    return {n.fullyConnected(n.globalAverage(x), v.integer("classes"))};
}

/// Raw predictions of one map: three anchors of box, objectness and class.
TensorId predictions(NetworkBuilder& n, TensorId x, std::int64_t expanded, std::int64_t width, std::int64_t classes)
{
    x = n.depthwise(n.pointwise(x, expanded, kRelu6), 3, 1, kRelu6);
    return n.pointwise(n.pointwise(x, width, kRelu6), 3 * (5 + classes), Activation::none);
}

/// A small trunk, features passed down and up again, predictions at strides 32, 16 and 8.
std::vector<TensorId> personDetector(NetworkBuilder& n, const Values& v)
{
    const StridePadding padding = stridePadding(v);
    TensorId x = n.pointwise(n.depthwise(stem(n, v), 3, 1, kRelu6), 16, Activation::none);
    for (const InvertedResidual& b : {InvertedResidual{32, 3, 2, 16}, {64, 3, 2, 16}, {48, 3, 1, 16}})
        x = block(n, x, b, padding);
    const TensorId c8 = x;
    const TensorId c16 = block(n, block(n, x, {48, 3, 2, 32}, padding), {192, 3, 1, 32, 0, false}, padding);
    x = block(n, c16, {128, 3, 2, 48}, padding);
    const TensorId c32 = block(n, block(n, x, {192, 3, 1, 48}, padding), {192, 3, 1, 48}, padding);

    const TensorId down16 = n.add(n.upsample(n.pointwise(c32, 32, kRelu6), 2), c16);
    const TensorId p16 = block(n, down16, {96, 3, 1, 32}, padding);
    const TensorId down8 = n.add(n.upsample(n.pointwise(p16, 16, kRelu6), 2), c8);
    const TensorId o8 = block(n, down8, {32, 3, 1, 16}, padding);
    const TensorId up16 = n.add(n.pointwise(n.maxPool(o8, 2, 2), 32, kRelu6), p16);
    const TensorId o16 = block(n, up16, {64, 3, 1, 32}, padding);
    const TensorId up32 = n.add(n.pointwise(n.maxPool(o16, 2, 2), 48, kRelu6), c32);
    const TensorId o32 = block(n, up32, {96, 3, 1, 48}, padding);

    const std::int64_t classes = v.integer("classes");
    return {predictions(n, o32, 192, 144, classes), predictions(n, o16, 64, 96, classes),
            predictions(n, o8, 64, 48, classes)};
}

} // namespace

std::vector<ZooEntry> mcuNetEntries()
{
    const NetworkParameter type = choiceParameter("input_type", "int8", {"int8", "float32"});
    const NetworkParameter padding = paddingParameter();
    return {
        {{"mcunet_vww1",
          "MCUNet-VWW1",
          "visual wake words",
          "mit-han-lab/tinyengine: assets/vww; arXiv:2007.10319",
          {inputParameter("80x80x3", {"48", "64", "80", "96", "128", "144"}), classesParameter(2), type, padding}},
         vww1},
        {{"mcunet_v2",
          "MCUNetV2 (large)",
          "classification",
          "mit-han-lab/tinyengine: assets/mcunetv2_large; arXiv:2110.15352",
          {inputParameter("224x224x3", {"96", "128", "160", "192", "224"}), classesParameter(1000), type, padding}},
         v2Large},
        {{"mcunet_person",
          "MCUNet person detector",
          "detection",
          "mit-han-lab/tinyengine: assets/detection; arXiv:2110.15352",
          {inputParameter("128x160x3", {"64x96", "96x128", "128x160", "192x224"}, 64, 1024, 32), classesParameter(1),
           type, padding}},
         personDetector},
    };
}

} // namespace tenbin
