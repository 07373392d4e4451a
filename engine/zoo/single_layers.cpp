// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of one layer: what micro-benchmarks measure and a student asks about.
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;

TensorId entrance(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    return n.input({1, in.h, in.w, in.c});
}

PaddingKind padding(const Values& v) { return v.text("padding") == "valid" ? PaddingKind::valid : PaddingKind::same; }

std::vector<TensorId> convolution(NetworkBuilder& n, const Values& v)
{
    return {n.conv(entrance(n, v), v.integer("filters"), v.integer("kernel"), v.integer("stride"), Activation::none,
                   padding(v))};
}

std::vector<TensorId> depthwise(NetworkBuilder& n, const Values& v)
{
    return {n.depthwise(entrance(n, v), v.integer("kernel"), v.integer("stride"), Activation::none,
                        v.integer("multiplier"), padding(v))};
}

std::vector<TensorId> fullyConnected(NetworkBuilder& n, const Values& v)
{
    return {n.fullyConnected(n.input({1, v.integer("inputs")}), v.integer("units"))};
}

std::vector<TensorId> pooling(NetworkBuilder& n, const Values& v)
{
    const TensorId x = entrance(n, v);
    const Window kernel(v.integer("kernel"));
    const Window stride(v.integer("stride"));
    return {v.text("operator") == "max" ? n.maxPool(x, kernel, stride, padding(v))
                                        : n.averagePool(x, kernel, stride, padding(v))};
}

std::vector<TensorId> elementwise(NetworkBuilder& n, const Values& v)
{
    const std::string& kind = v.text("operator");
    const TensorId x = n.input({1, v.integer("elements")});
    if (kind == "add" || kind == "mul") {
        const TensorId y = n.input({1, v.integer("elements")}, "second");
        return {kind == "add" ? n.add(x, y) : n.multiply(x, y)};
    }
    if (kind == "relu6")
        return {n.unary(OperatorKind::relu6, x)};
    return {n.unary(kind == "softmax" ? OperatorKind::softmax : OperatorKind::hardSwish, x)};
}

} // namespace

std::vector<ZooEntry> singleLayerEntries()
{
    const auto input = [](const char* size) { return inputParameter(size, {}, 1, 4096); };
    const auto kernel = [](int side) { return integerParameter("kernel", side, 1, 64); };
    const auto stride = [](int step) { return integerParameter("stride", step, 1, 64); };
    const auto pad = [] { return choiceParameter("padding", "same", {"same", "valid"}); };
    const std::string definition = "by definition";
    return {
        {{"layer_conv",
          "One convolution",
          "single layer",
          definition,
          {input("16x16x64"), integerParameter("filters", 64, 1, 8192), kernel(3), stride(1), pad()}},
         convolution},
        {{"layer_depthwise",
          "One depthwise convolution",
          "single layer",
          definition,
          {input("16x16x64"), integerParameter("multiplier", 1, 1, 64), kernel(3), stride(1), pad()}},
         depthwise},
        {{"layer_fully_connected",
          "One fully connected layer",
          "single layer",
          definition,
          {integerParameter("inputs", 256, 1, 1 << 20), integerParameter("units", 128, 1, 1 << 20)}},
         fullyConnected},
        {{"layer_pool",
          "One pooling layer",
          "single layer",
          definition,
          {choiceParameter("operator", "max", {"max", "average"}), input("16x16x64"), kernel(2), stride(2), pad()}},
         pooling},
        {{"layer_elementwise",
          "One element-wise layer",
          "single layer",
          definition,
          {choiceParameter("operator", "add", {"add", "mul", "relu6", "hard_swish", "softmax"}),
           integerParameter("elements", 4096, 1, 1 << 24)}},
         elementwise},
    };
}

} // namespace tenbin
