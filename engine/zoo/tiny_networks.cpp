// SPDX-License-Identifier: GPL-3.0-or-later
// The MLPerf Tiny four (mlcommons/tiny), DS-CNN (arXiv:1711.07128), MicroNets (arXiv:2010.11267).
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;

TensorId entrance(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    return n.input({1, in.h, in.w, in.c});
}

struct Block {
    std::int64_t channels;
    Window stride;
};

/// First convolution 10x4, then depthwise separable blocks, mean and classifier.
std::vector<TensorId> dsCnn(NetworkBuilder& n, const Values& v, const Block& first, const std::vector<Block>& blocks)
{
    TensorId x = n.conv(entrance(n, v), first.channels, {10, 4}, first.stride);
    for (const Block& block : blocks)
        x = n.pointwise(n.depthwise(x, 3, block.stride, Activation::relu), block.channels);
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
}

std::vector<TensorId> dsCnnBySize(NetworkBuilder& n, const Values& v)
{
    const std::string& size = v.text("size");
    if (size == "S")
        return dsCnn(n, v, {64, 2}, {{64, 1}, {64, 1}, {64, 1}, {64, 1}});
    if (size == "M")
        return dsCnn(n, v, {172, {2, 1}}, {{172, 2}, {172, 1}, {172, 1}, {172, 1}});
    return dsCnn(n, v, {276, {2, 1}}, {{276, 2}, {276, 1}, {276, 1}, {276, 1}, {276, 1}});
}

std::vector<TensorId> microNetKws(NetworkBuilder& n, const Values& v)
{
    const std::string& size = v.text("size");
    if (size == "S")
        return dsCnn(n, v, {84, 1}, {{112, 2}, {84, 1}, {84, 1}, {84, 1}, {196, 1}});
    if (size == "M")
        return dsCnn(n, v, {140, 1}, {{140, 2}, {140, 1}, {140, 1}, {112, 1}, {196, 1}});
    return dsCnn(n, v, {276, 1}, {{248, 2}, {276, 1}, {276, 1}, {248, 1}, {248, 1}, {248, 1}, {248, 1}});
}

std::vector<TensorId> autoencoder(NetworkBuilder& n, const Values& v)
{
    const std::int64_t inputs = v.integer("inputs"), width = v.integer("width"), code = v.integer("code");
    TensorId x = n.input({1, inputs});
    for (const std::int64_t units : {width, width, width, width, code, width, width, width, width})
        x = n.fullyConnected(x, units, Activation::relu);
    return {n.fullyConnected(x, inputs)};
}

/// MobileNet v1 with a quarter of the channels and two classes.
std::vector<TensorId> wakeWords(NetworkBuilder& n, const Values& v)
{
    const TensorId x = mobileNetV1Trunk(n, entrance(n, v), 0.25).stride32;
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
}

/// Inverted residuals on a grey image, of the size that the paper states for
/// VWW-2 (5.3 million operations at 50x50). It prints no widths: these are assumed.
std::vector<TensorId> microNetVww(NetworkBuilder& n, const Values& v)
{
    struct Stage {
        std::int64_t expanded, channels;
        int stride;
    };
    TensorId x = n.conv(entrance(n, v), 8, 3, 2, Activation::relu6);
    for (const Stage& s : {Stage{24, 8, 2}, {32, 16, 1}, {48, 24, 2}, {72, 24, 1}, {96, 32, 1}, {128, 48, 2}, {192, 48, 1},
                           {240, 96, 2}, {384, 96, 1}, {384, 112, 1}}) {
        const TensorId wide = n.pointwise(x, s.expanded, Activation::relu6);
        const TensorId y = n.pointwise(n.depthwise(wide, 3, s.stride, Activation::relu6), s.channels, Activation::none);
        x = s.stride == 1 && n.channels(x) == s.channels ? n.add(x, y) : y;
    }
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
}

/// One-dimensional separable layers without padding: each looks back further in time.
std::vector<TensorId> streamingWakeWord(NetworkBuilder& n, const Values& v)
{
    struct Layer {
        std::int64_t window, channels;
    };
    TensorId x = n.input({1, 30, 1, 40});  // frames of 40 mel bands; the windows below consume exactly 30
    for (const Layer& layer : {Layer{3, 128}, {5, 128}, {10, 128}, {15, 32}})
        x = n.pointwise(n.depthwise(x, {layer.window, 1}, 1, Activation::none, 1, PaddingKind::valid), layer.channels);
    x = n.reshape(x, {1, n.channels(x)});
    return {n.softmax(n.fullyConnected(x, v.integer("classes")))};
}

} // namespace

std::vector<ZooEntry> tinyEntries()
{
    const std::string mlperf = "mlcommons/tiny, MLPerf Tiny benchmark";
    const auto speech = [] { return inputParameter("49x10x1", {"49x10"}, 8, 512); };
    return {
        {{"mlperf_kws", "Keyword spotting (MLPerf Tiny)", "keyword spotting", mlperf, {speech(), classesParameter(12)}},
         [](NetworkBuilder& n, const Values& v) { return dsCnn(n, v, {64, 2}, {{64, 1}, {64, 1}, {64, 1}, {64, 1}}); }},
        {{"mlperf_vww", "Visual wake words (MLPerf Tiny)", "visual wake words", mlperf,
          {inputParameter("96x96x3", {"96"}), classesParameter(2)}}, wakeWords},
        {{"mlperf_ic", "Image classification (MLPerf Tiny)", "classification", mlperf,
          {inputParameter("32x32x3", {"32"}, 16, 256), classesParameter(10)}}, resNet8},
        {{"mlperf_ad", "Anomaly detection (MLPerf Tiny)", "anomaly detection", mlperf,
          {integerParameter("inputs", 640, 1, 65536), integerParameter("width", 128, 1, 8192), integerParameter("code", 8, 1, 8192)}}, autoencoder},
        {{"mlperf_sww", "Streaming wake word (MLPerf Tiny)", "keyword spotting", mlperf, {classesParameter(3)}}, streamingWakeWord},
        {{"ds_cnn", "DS-CNN", "keyword spotting", "arXiv:1711.07128; ARM-software/ML-KWS-for-MCU",
          {sizeParameter("S", {"S", "M", "L"}), speech(), classesParameter(12)}}, dsCnnBySize},
        {{"micronet_kws", "MicroNet KWS", "keyword spotting", "arXiv:2010.11267; ARM-software/ML-zoo: kws_micronet_m",
          {sizeParameter("M", {"S", "M", "L"}), speech(), classesParameter(12)}}, microNetKws},
        {{"micronet_vww", "MicroNet VWW-2-like", "visual wake words", "after arXiv:2010.11267, table 4: size of VWW-2; the widths are assumed",
          {inputParameter("50x50x1", {"50", "96", "128", "160"}), classesParameter(2)}}, microNetVww},
    };
}

} // namespace tenbin
