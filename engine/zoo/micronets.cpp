// SPDX-License-Identifier: GPL-3.0-or-later
// MicroNets (arXiv:2010.11267; files in ARM-software/ML-zoo). Their files end before the softmax: who runs them applies it.
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;

TensorId entrance(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    return n.input({1, in.h, in.w, in.c});
}

std::vector<TensorId> microNetKws(NetworkBuilder& n, const Values& v)
{
    const std::string& size = v.text("size");
    if (size == "S")
        return {separableStack(n, v, {10, 4}, {84, 1}, {{112, 2}, {84, 1}, {84, 1}, {84, 1}, {196, 1}})};
    if (size == "M")
        return {separableStack(n, v, {10, 4}, {140, 1}, {{140, 2}, {140, 1}, {140, 1}, {112, 1}, {196, 1}})};
    return {separableStack(n, v, {10, 4}, {276, 1},
                           {{248, 2}, {276, 1}, {276, 1}, {248, 1}, {248, 1}, {248, 1}, {248, 1}})};
}

/// Table 5 of the paper, column AD-M.
std::vector<TensorId> microNetAd(NetworkBuilder& n, const Values& v)
{
    return {separableStack(n, v, 3, {192, 1}, {{276, 2}, {276, 1}, {276, 1}, {276, 2}, {276, 2}})};
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
    for (const Stage& s : {Stage{24, 8, 2},
                           {32, 16, 1},
                           {48, 24, 2},
                           {72, 24, 1},
                           {96, 32, 1},
                           {128, 48, 2},
                           {192, 48, 1},
                           {240, 96, 2},
                           {384, 96, 1},
                           {384, 112, 1}}) {
        const TensorId wide = n.pointwise(x, s.expanded, Activation::relu6);
        const TensorId y = n.pointwise(n.depthwise(wide, 3, s.stride, Activation::relu6), s.channels, Activation::none);
        x = s.stride == 1 && n.channels(x) == s.channels ? n.add(x, y) : y;
    }
    return {n.softmax(n.fullyConnected(n.globalAverage(x), v.integer("classes")))};
}

/// VWW-4: inverted residuals; the thinner side of a shortcut is padded with zeros.
std::vector<TensorId> microNetVww4(NetworkBuilder& n, const Values& v)
{
    struct Stage {
        std::int64_t expanded;
        int stride;
        std::int64_t channels;
        bool shortcut;
    };
    TensorId x = n.conv(entrance(n, v), 8, 3, 2, Activation::relu6);
    for (const Stage& s : {Stage{4, 1, 4, false},
                           {8, 2, 12, false},
                           {14, 1, 16, true},
                           {28, 2, 32, false},
                           {96, 1, 28, true},
                           {96, 1, 28, true},
                           {152, 2, 44, false},
                           {268, 1, 40, true},
                           {268, 1, 52, true},
                           {268, 1, 44, true},
                           {192, 1, 68, false},
                           {172, 1, 68, true},
                           {172, 1, 48, true},
                           {288, 2, 16, false},
                           {96, 1, 16, true},
                           {96, 1, 32, true},
                           {96, 1, 32, false}}) {
        const TensorId wide = n.pointwise(x, s.expanded, Activation::relu6);
        const TensorId y = n.pointwise(n.depthwise(wide, 3, s.stride, Activation::relu6), s.channels, Activation::none);
        const std::int64_t before = n.channels(x);
        if (!s.shortcut)
            x = y;
        else if (before < s.channels)
            x = n.add(n.padChannels(x, s.channels), y);
        else
            x = n.add(x, s.channels < before ? n.padChannels(y, before) : y);
    }
    x = n.pointwise(x, 128, Activation::relu6);
    return {n.fullyConnected(n.globalAverage(x), v.integer("classes"))};
}

} // namespace

TensorId separableStack(NetworkBuilder& n, const NetworkValues& v, Window kernel, const SeparableBlock& first,
                        const std::vector<SeparableBlock>& blocks)
{
    TensorId x = n.conv(entrance(n, v), first.channels, kernel, first.stride);
    for (const SeparableBlock& block : blocks)
        x = n.pointwise(n.depthwise(x, 3, block.stride, Activation::relu), block.channels);
    return n.fullyConnected(n.globalAverage(x), v.integer("classes"));
}

std::vector<ZooEntry> microNetEntries()
{
    const auto speech = [] { return inputParameter("49x10x1", {"49x10"}, 8, 512); };
    return {
        {{"micronet_kws",
          "MicroNet KWS",
          "keyword spotting",
          "arXiv:2010.11267; ARM-software/ML-zoo: kws_micronet_m",
          {sizeParameter("M", {"S", "M", "L"}), speech(), classesParameter(12)}},
         microNetKws},
        {{"micronet_vww",
          "MicroNet VWW-2-like",
          "visual wake words",
          "after arXiv:2010.11267, table 4: size of VWW-2; the widths are assumed",
          {inputParameter("50x50x1", {"50", "96", "128", "160"}), classesParameter(2)}},
         microNetVww},
        {{"micronet_vww4",
          "MicroNet VWW-4",
          "visual wake words",
          "arXiv:2010.11267; ARM-software/ML-zoo: vww4_128_128_INT8",
          {inputParameter("128x128x1", {"96", "128"}), classesParameter(2)}},
         microNetVww4},
        {{"micronet_ad",
          "MicroNet AD-M",
          "anomaly detection",
          "arXiv:2010.11267, table 5; ARM-software/ML-zoo: ad_medium_int8",
          {inputParameter("32x32x1", {"32"}), classesParameter(8)}},
         microNetAd},
    };
}

} // namespace tenbin
