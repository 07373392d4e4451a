// SPDX-License-Identifier: GPL-3.0-or-later
// The MLPerf Tiny networks (mlcommons/tiny); DS-CNN and DNN (arXiv:1711.07128).
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;

TensorId entrance(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    return n.input({1, in.h, in.w, in.c});
}

std::vector<TensorId> dsCnn(NetworkBuilder& n, const Values& v, const SeparableBlock& first,
                            const std::vector<SeparableBlock>& blocks)
{
    return {n.softmax(separableStack(n, v, {10, 4}, first, blocks))};
}

std::vector<TensorId> dsCnnBySize(NetworkBuilder& n, const Values& v)
{
    const std::string& size = v.text("size");
    if (size == "S")
        return {n.softmax(separableStack(n, v, {10, 4}, {64, 2}, {{64, 1}, {64, 1}, {64, 1}, {64, 1}}))};
    if (size == "M")
        return {n.softmax(separableStack(n, v, {10, 4}, {172, {2, 1}}, {{172, 2}, {172, 1}, {172, 1}, {172, 1}}))};
    return {
        n.softmax(separableStack(n, v, {10, 4}, {276, {2, 1}}, {{276, 2}, {276, 1}, {276, 1}, {276, 1}, {276, 1}}))};
}

/// Three hidden layers over 25 frames of 10 coefficients.
std::vector<TensorId> dnnBySize(NetworkBuilder& n, const Values& v)
{
    const std::string& size = v.text("size");
    std::int64_t width = 436;
    if (size == "S")
        width = 144;
    else if (size == "M")
        width = 256;
    TensorId x = n.input({1, 250});
    for (int i = 0; i < 3; ++i)
        x = n.fullyConnected(x, width, Activation::relu);
    return {n.fullyConnected(x, v.integer("classes"))};
}

std::vector<TensorId> autoencoder(NetworkBuilder& n, const Values& v)
{
    const std::int64_t inputs = v.integer("inputs");
    const std::int64_t width = v.integer("width");
    const std::int64_t code = v.integer("code");
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

/// One-dimensional separable layers without padding: each looks back further in time.
std::vector<TensorId> streamingWakeWord(NetworkBuilder& n, const Values& v)
{
    struct Layer {
        std::int64_t window, channels;
    };
    TensorId x = n.input({1, 30, 1, 40}); // frames of 40 mel bands; the windows below consume exactly 30
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
         [](NetworkBuilder& n, const Values& v) {
             return dsCnn(n, v, {64, 2}, {{64, 1}, {64, 1}, {64, 1}, {64, 1}});
         }},
        {{"mlperf_vww",
          "Visual wake words (MLPerf Tiny)",
          "visual wake words",
          mlperf,
          {inputParameter("96x96x3", {"96"}), classesParameter(2)}},
         wakeWords},
        {{"mlperf_ic",
          "Image classification (MLPerf Tiny)",
          "classification",
          mlperf,
          {inputParameter("32x32x3", {"32"}, 16, 256), classesParameter(10)}},
         resNet8},
        {{"mlperf_ad",
          "Anomaly detection (MLPerf Tiny)",
          "anomaly detection",
          mlperf,
          {integerParameter("inputs", 640, 1, 65536), integerParameter("width", 128, 1, 8192),
           integerParameter("code", 8, 1, 8192)}},
         autoencoder},
        {{"mlperf_sww", "Streaming wake word (MLPerf Tiny)", "keyword spotting", mlperf, {classesParameter(3)}},
         streamingWakeWord},
        {{"ds_cnn",
          "DS-CNN",
          "keyword spotting",
          "arXiv:1711.07128; ARM-software/ML-KWS-for-MCU",
          {sizeParameter("S", {"S", "M", "L"}), speech(), classesParameter(12)}},
         dsCnnBySize},
        {{"dnn_kws",
          "DNN (keyword spotting)",
          "keyword spotting",
          "arXiv:1711.07128; ARM-software/ML-zoo: dnn_small",
          {sizeParameter("S", {"S", "M", "L"}), classesParameter(12)}},
         dnnBySize},
    };
}

} // namespace tenbin
