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

/// Inverted residuals on a grey image, after the widths printed for VWW-1 and VWW-2.
std::vector<TensorId> microNetVww(NetworkBuilder& n, const Values& v)
{
    struct Stage {
        std::int64_t expanded, channels;
        int stride;
    };
    TensorId x = n.conv(entrance(n, v), 16, 3, 2, Activation::relu6);
    for (const Stage& s : {Stage{48, 16, 1}, {64, 24, 2}, {96, 24, 1}, {96, 40, 2}, {160, 40, 1}, {160, 64, 2}, {256, 64, 1}, {320, 96, 1}, {384, 112, 2}}) {
        const TensorId wide = n.pointwise(x, s.expanded, Activation::relu6);
        const TensorId y = n.pointwise(n.depthwise(wide, 3, s.stride, Activation::relu6), s.channels, Activation::none);
        x = s.stride == 1 && n.channels(x) == s.channels ? n.add(x, y) : y;
    }
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
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
          {inputParameter("32x32x3", {"32"}, 16, 256), choiceParameter("width", "16", {"16"}), classesParameter(10)}},
         [](NetworkBuilder& n, const Values& v) {
             for (const ZooEntry& entry : residualEntries())
                 if (entry.family.id == "resnet8")
                     return entry.build(n, v);
             return std::vector<TensorId>{};
         }},
        {{"mlperf_ad", "Anomaly detection (MLPerf Tiny)", "anomaly detection", mlperf,
          {integerParameter("inputs", 640, 1, 65536), integerParameter("width", 128, 1, 8192), integerParameter("code", 8, 1, 8192)}}, autoencoder},
        {{"ds_cnn", "DS-CNN", "keyword spotting", "arXiv:1711.07128, table 9",
          {choiceParameter("size", "S", {"S", "M", "L"}), speech(), classesParameter(12)}}, dsCnnBySize},
        {{"micronet_kws", "MicroNet KWS", "keyword spotting", "arXiv:2010.11267, table 5",
          {choiceParameter("size", "M", {"S", "M", "L"}), speech(), classesParameter(12)}}, microNetKws},
        {{"micronet_vww", "MicroNet VWW-like", "visual wake words", "after arXiv:2010.11267; widths are assumed, the paper prints none for this input",
          {inputParameter("50x50x1", {"50", "96", "128", "160"}), classesParameter(2)}}, microNetVww},
    };
}

} // namespace tenbin
