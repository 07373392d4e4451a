// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainable_network.h"

#include <algorithm>
#include <cmath>

#include "engine/inference/executor.h"

namespace tenbin {

Result<TrainableNetwork> TrainableNetwork::create(std::shared_ptr<const Graph> floatGraph)
{
    TrainableNetwork network;
    network.m_graph = std::move(floatGraph);
    const Graph& graph = *network.m_graph;
    for (const Operator& op : graph.operators()) {
        const bool last = &op == &graph.operators().back();
        if (op.kind == OperatorKind::softmax && last)
            continue;
        if (auto added = network.addNode(op); !added)
            return tl::make_unexpected(added.error());
    }
    if (network.m_nodes.empty())
        return fail(ErrorCode::modelEmpty);
    network.m_logits = network.m_nodes.back().op.outputs[0];
    network.findTiles();
    network.refresh(0);
    return network;
}

int TrainableNetwork::addParameter(TensorId id, bool isWeight, bool channelsLast)
{
    const Tensor& tensor = m_graph->tensor(id);
    auto values = realValues(tensor);
    if (!tensor.constant || !values)
        return -1;
    std::int64_t channels = 0;
    if (isWeight)
        channels = channelsLast ? tensor.shape.back() : tensor.shape.front();
    m_parameters.push_back({.tensor = id,
                            .values = std::move(*values),
                            .effective = {},
                            .mask = {},
                            .channels = channels,
                            .channelsLast = channelsLast});
    return static_cast<int>(m_parameters.size()) - 1;
}

Result<void> TrainableNetwork::addNode(const Operator& op)
{
    using K = OperatorKind;
    const auto refuse = [&](const char* why) {
        return fail(ErrorCode::notTrainable, {std::string(displayKind(op)), why}, {.element = op.name});
    };
    const bool layer = op.kind == K::conv2d || op.kind == K::depthwiseConv2d || op.kind == K::fullyConnected;
    const bool pooling = op.kind == K::maxPool2d || op.kind == K::averagePool2d || op.kind == K::mean;
    const bool plain = op.kind == K::add || op.kind == K::relu || op.kind == K::relu6 || op.kind == K::reshape
                       || op.kind == K::squeeze;
    if (!layer && !pooling && !plain)
        return refuse("there is no gradient for it");
    if (m_graph->output(op).type != DataType::float32())
        return refuse("float32 only");
    Node node{.op = op,
              .in = toNhwc(m_graph->input(op, 0)->shape),
              .out = toNhwc(m_graph->output(op).shape),
              .window = {},
              .activation = fusedActivation(op)};
    if (op.kind == K::relu)
        node.activation = Activation::relu;
    if (op.kind == K::relu6)
        node.activation = Activation::relu6;
    if (node.activation != Activation::none && node.activation != Activation::relu
        && node.activation != Activation::relu6)
        return refuse("its activation has no gradient here");
    if (const auto* window = op.attributesAs<Conv2dAttributes>())
        node.window = *window;
    if (const auto* window = op.attributesAs<Pool2dAttributes>()) {
        node.kH = window->kernelH, node.kW = window->kernelW;
        node.window = {.strideH = window->strideH, .strideW = window->strideW, .padding = window->padding};
    } else if (op.kind == K::mean) {
        if (node.out.h * node.out.w != 1 || node.out.c != node.in.c)
            return refuse("only over the whole map");
        node.kH = node.in.h, node.kW = node.in.w;
    }
    if (layer) {
        const Shape& shape = m_graph->input(op, 1)->shape;
        const bool windowed = op.kind != K::fullyConnected;
        node.kH = windowed ? shape[1] : 1, node.kW = windowed ? shape[2] : 1;
        if (op.kind == K::conv2d && node.window.groups != 1)
            return refuse("grouped");
        if (op.kind == K::depthwiseConv2d && node.in.c != node.out.c)
            return refuse("channel multiplier");
        node.weights = addParameter(op.inputs[1], true, op.kind == K::depthwiseConv2d);
        node.bias = op.inputs.size() > 2 && op.inputs[2].valid() ? addParameter(op.inputs[2], false, false) : -1;
        if (node.weights < 0)
            return refuse("its weights are no constant");
    }
    plan(node);
    m_nodes.push_back(std::move(node));
    return {};
}

void TrainableNetwork::findTiles()
{
    m_overwritten.assign(m_graph->tensors().size(), 0);
    std::vector<int> readers(m_graph->tensors().size());
    for (const Node& node : m_nodes)
        for (const TensorId input : node.op.inputs)
            if (input.valid())
                ++readers[input.index];
    for (Node& node : m_nodes) {
        const std::uint32_t input = node.op.inputs[0].index;
        const bool sideBySide = node.window.strideH == node.kH && node.window.strideW == node.kW
                                && !node.window.padding.any() && node.out.h * node.kH == node.in.h
                                && node.out.w * node.kW == node.in.w;
        node.tiles = node.op.kind == OperatorKind::maxPool2d && sideBySide && readers[input] == 1;
        m_overwritten[input] |= static_cast<char>(node.tiles);
    }
}

std::size_t TrainableNetwork::inputs() const
{
    return static_cast<std::size_t>(m_graph->tensor(m_graph->inputs()[0]).elements());
}
std::size_t TrainableNetwork::classes() const { return static_cast<std::size_t>(m_graph->tensor(m_logits).elements()); }

void TrainableNetwork::Pass::clearParameterGradients()
{
    for (auto& gradient : parameterGradients)
        std::fill(gradient.begin(), gradient.end(), 0.0f);
}

TrainableNetwork::Pass TrainableNetwork::pass() const
{
    Pass pass;
    for (const Tensor& tensor : m_graph->tensors()) {
        const std::size_t size = tensor.constant ? 0 : static_cast<std::size_t>(tensor.elements());
        pass.values.emplace_back(size);
        pass.gradients.emplace_back(size);
    }
    for (const Parameter& parameter : m_parameters)
        pass.parameterGradients.emplace_back(parameter.values.size());
    for (const Node& node : m_nodes) {
        const bool maximum = node.op.kind == OperatorKind::maxPool2d;
        pass.patches.emplace_back(
            node.runs.empty() ? 0 : static_cast<std::size_t>(node.out.pixels() * node.kH * node.kW * node.in.c));
        pass.winners.emplace_back(maximum ? static_cast<std::size_t>(node.out.elements()) : 0);
    }
    return pass;
}

void TrainableNetwork::refresh(int weightBits)
{
    std::vector<float> slice;
    std::vector<std::int8_t> levels;
    for (Parameter& p : m_parameters) {
        for (std::size_t i = 0; i < p.mask.size(); ++i)
            p.values[i] *= static_cast<float>(p.mask[i]);
        p.effective = p.values;
        if (p.channels == 0 || weightBits < 1 || weightBits > 8)
            continue;
        const auto channels = static_cast<std::size_t>(p.channels);
        const std::size_t inner = p.values.size() / channels;
        slice.resize(inner), levels.resize(inner);
        for (std::size_t c = 0; c < channels; ++c) {
            const auto at = [&](std::size_t i) { return p.channelsLast ? i * channels + c : c * inner + i; };
            for (std::size_t i = 0; i < inner; ++i)
                slice[i] = p.values[at(i)];
            const float scale = quantizeSlice(slice, weightBits, levels);
            for (std::size_t i = 0; i < inner; ++i)
                p.effective[at(i)] = scale * static_cast<float>(levels[i]);
        }
    }
}

const std::vector<float>& TrainableNetwork::forward(Pass& pass, const float* input) const
{
    auto& first = pass.values[m_graph->inputs()[0].index];
    std::copy(input, input + first.size(), first.begin());
    for (const Node& node : m_nodes)
        forwardNode(node, pass);
    return pass.values[m_logits.index];
}

double TrainableNetwork::backward(Pass& pass, std::size_t label, float weight) const
{
    for (std::size_t tensor = 0; tensor < pass.gradients.size(); ++tensor)
        if (!m_overwritten[tensor])
            std::fill(pass.gradients[tensor].begin(), pass.gradients[tensor].end(), 0.0f);
    const auto& logits = pass.values[m_logits.index];
    const float highest = *std::max_element(logits.begin(), logits.end());
    double sum = 0.0;
    for (const float x : logits)
        sum += std::exp(static_cast<double>(x - highest));
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const double p = std::exp(static_cast<double>(logits[i] - highest)) / sum;
        pass.gradients[m_logits.index][i] = weight * static_cast<float>(p - (i == label ? 1.0 : 0.0));
    }
    for (std::size_t n = m_nodes.size(); n-- > 0;)
        backwardNode(m_nodes[n], pass);
    return std::log(sum) - static_cast<double>(logits[label] - highest);
}

Values TrainableNetwork::values() const
{
    Values values;
    for (const Parameter& parameter : m_parameters)
        values[parameter.tensor.index] = parameter.values;
    return values;
}

} // namespace tenbin
