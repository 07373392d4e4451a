// SPDX-License-Identifier: GPL-3.0-or-later
// SSD (arXiv:1512.02325) and SSDLite (arXiv:1801.04381) on MobileNet trunks as TensorFlow's
// detection zoo configures them, Tiny YOLO v2 (arXiv:1612.08242), YOLO-Fastest and YOLOv8 nano (Ultralytics).
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;
constexpr Activation kRelu6 = Activation::relu6;

TensorId entrance(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    return n.input({1, in.h, in.w, in.c});
}

/// Flattened predictions of all maps.
struct Predictions {
    std::vector<TensorId> boxes, scores;
};

void collect(NetworkBuilder& n, Predictions& p, TensorId boxes, TensorId scores, std::int64_t perCell,
             std::int64_t classes)
{
    const std::int64_t count = n.shape(boxes)[1] * n.shape(boxes)[2] * perCell;
    p.boxes.push_back(n.reshape(boxes, {1, count, 4}));
    p.scores.push_back(n.reshape(scores, {1, count, classes}));
}

std::vector<TensorId> finishDetector(NetworkBuilder& n, const Values& v, const Predictions& p)
{
    const TensorId boxes = n.concat(p.boxes, 1);
    const TensorId scores = n.unary(OperatorKind::logistic, n.concat(p.scores, 1));
    if (!v.flag("postprocess"))
        return {boxes, scores};
    return n.detectionPostProcess(boxes, scores, 10); // what TensorFlow's export keeps
}

/// What the SSD variants of TensorFlow's detection zoo do differently.
struct SsdStyle {
    int headKernel = 1;       ///< window of the predicting convolutions
    bool lightHeads = false;  ///< depthwise 3x3 before them (SSDLite)
    bool lightExtras = false; ///< depthwise separable layers where the extra maps halve
};

TensorId head(NetworkBuilder& n, TensorId x, std::int64_t channels, const SsdStyle& style)
{
    const TensorId in = style.lightHeads ? n.depthwise(x, 3, 1, kRelu6) : x;
    return n.conv(in, channels, style.headKernel, 1, Activation::none);
}

/// Extra maps halve the side: 1x1, then 3x3 of stride 2. Their depth follows the width, not below 16.
std::vector<TensorId> extraMaps(NetworkBuilder& n, TensorId x, double alpha, bool light)
{
    const auto depth = [&](int channels) {
        return std::max<std::int64_t>(16, static_cast<std::int64_t>(channels * alpha));
    };
    std::vector<TensorId> maps;
    for (const int channels : {512, 256, 256, 128}) {
        x = n.pointwise(x, depth(channels / 2), kRelu6);
        x = light ? n.pointwise(n.depthwise(x, 3, 2, kRelu6), depth(channels), kRelu6)
                  : n.conv(x, depth(channels), 3, 2, kRelu6);
        maps.push_back(x);
    }
    return maps;
}

/// `finer` and `coarser`: maps of strides 16 and 32, before the extra ones.
std::vector<TensorId> ssd(NetworkBuilder& n, const Values& v, TensorId finer, TensorId coarser, const SsdStyle& style)
{
    const std::int64_t classes = v.integer("classes") + 1; // and background
    std::vector<TensorId> maps{finer, coarser};
    for (const TensorId map : extraMaps(n, coarser, v.number("alpha"), style.lightExtras))
        maps.push_back(map);
    Predictions predictions;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const std::int64_t perCell = i == 0 ? 3 : 6; // reduce_boxes_in_lowest_layer
        collect(n, predictions, head(n, maps[i], perCell * 4, style), head(n, maps[i], perCell * classes, style),
                perCell, classes);
    }
    return finishDetector(n, v, predictions);
}

std::vector<TensorId> ssdMobileNetV1(NetworkBuilder& n, const Values& v)
{
    const Pyramid trunk = mobileNetV1Trunk(n, entrance(n, v), v.number("alpha"));
    return ssd(n, v, trunk.stride16, trunk.stride32, {});
}

/// The trunk with the last layer of the classifier, which detectors scale with the width too.
Pyramid mobileNetV2DetectorTrunk(NetworkBuilder& n, const Values& v)
{
    const double alpha = v.number("alpha");
    Pyramid trunk = mobileNetV2Trunk(n, entrance(n, v), alpha);
    trunk.stride32 = n.pointwise(trunk.stride32, makeDivisible(1280 * alpha), kRelu6);
    return trunk;
}

std::vector<TensorId> ssdMobileNetV2(NetworkBuilder& n, const Values& v)
{
    const Pyramid trunk = mobileNetV2DetectorTrunk(n, v);
    return ssd(n, v, trunk.expanded16, trunk.stride32, {.headKernel = 3, .lightHeads = false, .lightExtras = true});
}

std::vector<TensorId> ssdLiteMobileNetV2(NetworkBuilder& n, const Values& v)
{
    const Pyramid trunk = mobileNetV2DetectorTrunk(n, v);
    return ssd(n, v, trunk.expanded16, trunk.stride32, {.headKernel = 1, .lightHeads = true, .lightExtras = true});
}

/// Feature pyramid of 128 channels over strides 8 to 128. One tower of four
/// separable layers serves boxes and classes (share_prediction_tower); its weights
/// are one set in training, but batch normalisation, folded, makes them one a map.
std::vector<TensorId> ssdMobileNetV2FpnLite(NetworkBuilder& n, const Values& v)
{
    const std::int64_t classes = v.integer("classes") + 1;
    const std::int64_t width = 128;
    const std::int64_t perCell = 6;
    const Pyramid trunk = mobileNetV2DetectorTrunk(n, v);
    const auto separable = [&](TensorId x, std::int64_t channels, Activation a, Window stride = 1) {
        return n.pointwise(n.depthwise(x, 3, stride, Activation::none), channels, a);
    };
    const auto merged = [&](TensorId finer, TensorId coarser) {
        return n.add(n.pointwise(finer, width, Activation::none), n.upsample(coarser, 2));
    };
    const TensorId p5 = n.pointwise(trunk.stride32, width, Activation::none);
    const TensorId p4 = merged(trunk.stride16, p5);
    const TensorId p3 = merged(trunk.stride8, p4);
    const TensorId p6 = separable(p5, width, kRelu6, 2);
    const TensorId p7 = separable(p6, width, kRelu6, 2);
    Predictions predictions;
    for (TensorId map : {separable(p3, width, kRelu6), separable(p4, width, kRelu6), p5, p6, p7}) {
        for (int layer = 0; layer < 4; ++layer)
            map = separable(map, width, kRelu6);
        collect(n, predictions, separable(map, perCell * 4, Activation::none),
                separable(map, perCell * classes, Activation::none), perCell, classes);
    }
    return finishDetector(n, v, predictions);
}

TensorId convLeaky(NetworkBuilder& n, TensorId x, std::int64_t channels)
{
    return n.leakyRelu(n.conv(x, channels, 3, 1, Activation::none), 0.1f);
}

std::vector<TensorId> tinyYoloV2(NetworkBuilder& n, const Values& v)
{
    TensorId x = entrance(n, v);
    for (const int channels : {16, 32, 64, 128, 256})
        x = n.maxPool(convLeaky(n, x, channels), 2, 2, PaddingKind::same);
    x = n.maxPool(convLeaky(n, x, 512), 2, 1, PaddingKind::same);
    x = convLeaky(n, convLeaky(n, x, 1024), 1024);
    return {n.pointwise(x, 5 * (5 + v.integer("classes")), Activation::none)};
}

/// SiLU: the map times its own logistic.
TensorId silu(NetworkBuilder& n, TensorId x) { return n.multiply(x, n.unary(OperatorKind::logistic, x)); }

TensorId convSilu(NetworkBuilder& n, TensorId x, std::int64_t channels, int kernel, int stride)
{
    return silu(n, n.convPadded(x, channels, kernel, stride, kernel / 2, Activation::none));
}

/// Cross-stage partial block with `repeats` bottlenecks (C2f).
TensorId c2f(NetworkBuilder& n, TensorId x, std::int64_t channels, int repeats, bool shortcut)
{
    std::vector<TensorId> parts = n.split(convSilu(n, x, channels, 1, 1), 2);
    for (int i = 0; i < repeats; ++i) {
        const TensorId y = convSilu(n, convSilu(n, parts.back(), channels / 2, 3, 1), channels / 2, 3, 1);
        parts.push_back(shortcut ? n.add(parts.back(), y) : y);
    }
    return convSilu(n, n.concat(parts), channels, 1, 1);
}

/// Spatial pyramid pooling: three 5x5 maxima in a row.
TensorId sppf(NetworkBuilder& n, TensorId x)
{
    const std::int64_t channels = n.channels(x);
    std::vector<TensorId> parts{convSilu(n, x, channels / 2, 1, 1)};
    for (int i = 0; i < 3; ++i)
        parts.push_back(n.maxPool(parts.back(), 5, 1, PaddingKind::valid, 2));
    return convSilu(n, n.concat(parts), channels, 1, 1);
}

std::vector<TensorId> yoloV8Nano(NetworkBuilder& n, const Values& v)
{
    TensorId x = convSilu(n, convSilu(n, entrance(n, v), 16, 3, 2), 32, 3, 2);
    x = convSilu(n, c2f(n, x, 32, 1, true), 64, 3, 2);
    const TensorId b3 = c2f(n, x, 64, 2, true);
    const TensorId b4 = c2f(n, convSilu(n, b3, 128, 3, 2), 128, 2, true);
    const TensorId b5 = sppf(n, c2f(n, convSilu(n, b4, 256, 3, 2), 256, 1, true));
    const TensorId t4 = c2f(n, n.concat({n.upsample(b5, 2), b4}), 128, 1, false);
    const TensorId t3 = c2f(n, n.concat({n.upsample(t4, 2), b3}), 64, 1, false);
    const TensorId o4 = c2f(n, n.concat({convSilu(n, t3, 64, 3, 2), t4}), 128, 1, false);
    const TensorId o5 = c2f(n, n.concat({convSilu(n, o4, 128, 3, 2), b5}), 256, 1, false);
    const std::int64_t classes = v.integer("classes");
    const std::int64_t classWidth = std::max<std::int64_t>(64, std::min<std::int64_t>(classes, 100));
    std::vector<TensorId> boxes;
    std::vector<TensorId> scores;
    for (const TensorId map : {t3, o4, o5}) {
        const TensorId box = n.pointwise(convSilu(n, convSilu(n, map, 64, 3, 1), 64, 3, 1), 64, Activation::none);
        const TensorId score =
            n.pointwise(convSilu(n, convSilu(n, map, classWidth, 3, 1), classWidth, 3, 1), classes, Activation::none);
        const std::int64_t cells = n.shape(map)[1] * n.shape(map)[2];
        boxes.push_back(n.reshape(box, {1, cells, 64}));
        scores.push_back(n.reshape(score, {1, cells, classes}));
    }
    return {n.concat(boxes, 1), n.unary(OperatorKind::logistic, n.concat(scores, 1))};
}

/// Grey image of 192 x 192; three anchors of `outputs`/3 values on maps of stride 16 and 32.
std::vector<TensorId> yoloFastest(NetworkBuilder& n, const Values& v)
{
    struct Block {
        std::int64_t expanded;
        int stride;
        std::int64_t channels;
        int repeats; ///< with a shortcut; 0: once, without
    };
    TensorId x = n.conv(entrance(n, v), 8, 3, 2, kRelu6);
    TensorId middle{};
    for (const Block& b : {Block{8, 1, 4, 0},
                           {8, 1, 4, 1},
                           {24, 2, 8, 0},
                           {32, 1, 8, 2},
                           {32, 2, 8, 0},
                           {48, 1, 8, 2},
                           {48, 1, 16, 0},
                           {96, 1, 16, 4},
                           {96, 2, 24, 0},
                           {136, 1, 24, 4},
                           {136, 2, 48, 0},
                           {224, 1, 48, 5}}) {
        if (b.stride == 2 && b.channels == 48)
            middle = x;
        for (int i = 0; i < std::max(1, b.repeats); ++i) {
            const TensorId wide = n.pointwise(x, b.expanded, kRelu6);
            const TensorId y = n.pointwise(n.depthwise(wide, 3, b.stride, kRelu6), b.channels, Activation::none);
            x = b.repeats > 0 ? n.add(x, y) : y;
        }
    }
    const auto pool = [&](int side) { return n.maxPool(x, side, 1, PaddingKind::same); };
    const TensorId neck = n.pointwise(n.concat({pool(9), pool(5), pool(3), x}), 96, kRelu6);
    const auto predict = [&](TensorId y, std::int64_t channels) {
        for (int i = 0; i < 2; ++i)
            y = n.pointwise(n.depthwise(y, 5, 1, kRelu6), channels, Activation::none);
        return n.pointwise(y, v.integer("outputs"), Activation::none);
    };
    const TensorId coarse = predict(neck, 96);
    return {coarse, predict(n.concat({n.upsample(neck, 2), middle}), 120)};
}

} // namespace

std::vector<ZooEntry> detectionEntries()
{
    const std::string zoo = "tensorflow/models: object detection zoo; arXiv:1512.02325";
    const auto width = [] { return widthParameter("1.0", {"0.25", "0.35", "0.5", "0.75", "1.0"}); };
    const auto postprocess = [] { return choiceParameter("postprocess", "yes", {"yes", "no"}); };
    const std::vector<std::string> sides{"192", "224", "256", "300"};
    // Maps that are halved five times, then doubled and joined: sides are multiples of 32.
    const auto halved = [](std::string value) {
        return inputParameter(std::move(value), {"192", "224", "256", "320", "416", "512", "640"}, 64, 1024, 32);
    };
    return {
        {{"ssd_mobilenet_v2_fpnlite",
          "SSD-MobileNet v2 FPNLite",
          "detection",
          zoo,
          {width(), halved("320x320x3"), classesParameter(90), postprocess()}},
         ssdMobileNetV2FpnLite},
        {{"ssd_mobilenet_v2",
          "SSD-MobileNet v2",
          "detection",
          zoo,
          {width(), inputParameter("300x300x3", sides, 64), classesParameter(90), postprocess()}},
         ssdMobileNetV2},
        {{"ssdlite_mobilenet_v2",
          "SSDLite-MobileNet v2",
          "detection",
          zoo + "; arXiv:1801.04381, section 6.2",
          {width(), inputParameter("300x300x3", sides, 64), classesParameter(90), postprocess()}},
         ssdLiteMobileNetV2},
        {{"ssd_mobilenet_v1",
          "SSD-MobileNet v1",
          "detection",
          zoo,
          {width(), inputParameter("300x300x3", sides, 64), classesParameter(90), postprocess()}},
         ssdMobileNetV1},
        {{"tiny_yolo_v2",
          "Tiny YOLO v2",
          "detection",
          "arXiv:1612.08242; pjreddie/darknet",
          {inputParameter("416x416x3", {"192", "224", "320", "416"}, 64), classesParameter(20)}},
         tinyYoloV2},
        {{"yolo_fastest",
          "YOLO-Fastest 1.1 (face)",
          "detection",
          "dog-qiuqiu/Yolo-Fastest: yolo-fastest-1.1.cfg; emza-vs/ModelZoo: yolo-fastest_192_face_v4",
          {inputParameter("192x192x1", {"96", "128", "160", "192", "256", "320"}, 32, 1024, 32),
           integerParameter("outputs", 18, 1, 1024)}},
         yoloFastest},
        {{"yolov8n",
          "YOLOv8 nano",
          "detection",
          "ultralytics/ultralytics: yolov8.yaml, scale n",
          {halved("640x640x3"), classesParameter(80)}},
         yoloV8Nano},
    };
}

} // namespace tenbin
