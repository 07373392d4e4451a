// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainable_network.h"

#include <algorithm>
#include <cmath>

#include "engine/graph/kind_map.h"
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

namespace {

tl::unexpected<Error> refuse(const Operator& op, const char* why)
{
    return fail(ErrorCode::notTrainable, {std::string(displayKind(op)), why}, {.element = op.name});
}

/// A rectifier of its own is one behind a copy.
Activation activationOf(const Operator& op)
{
    if (op.kind == OperatorKind::relu)
        return Activation::relu;
    if (op.kind == OperatorKind::relu6)
        return Activation::relu6;
    return fusedActivation(op);
}

bool hasGradient(Activation activation)
{
    return activation == Activation::none || activation == Activation::relu || activation == Activation::relu6;
}

} // namespace

Result<void> TrainableNetwork::addNode(const Operator& op)
{
    using K = OperatorKind;
    static constexpr KindMap<Work> kWork{
        {K::conv2d, Work::convolution},
        {K::depthwiseConv2d, Work::depthwise},
        {K::fullyConnected, Work::dense},
        {K::maxPool2d, Work::pooling},
        {K::averagePool2d, Work::pooling},
        {K::mean, Work::pooling},
        {K::add, Work::addition},
        {K::relu, Work::copy},
        {K::relu6, Work::copy},
        {K::reshape, Work::copy},
        {K::squeeze, Work::copy},
    };
    if (!kWork.contains(op.kind))
        return refuse(op, "there is no gradient for it");
    if (m_graph->output(op).type != DataType::float32())
        return refuse(op, "float32 only");
    Node node{.op = op,
              .work = kWork.valueOr(op.kind, Work::copy),
              .in = toNhwc(m_graph->input(op, 0)->shape),
              .out = toNhwc(m_graph->output(op).shape),
              .window = {},
              .activation = activationOf(op)};
    if (!hasGradient(node.activation))
        return refuse(op, "its activation has no gradient here");
    if (const auto* window = op.attributesAs<Conv2dAttributes>())
        node.window = *window;
    if (const auto* window = op.attributesAs<Pool2dAttributes>()) {
        node.kH = window->kernelH, node.kW = window->kernelW;
        node.window = {.strideH = window->strideH, .strideW = window->strideW, .padding = window->padding};
    } else if (op.kind == K::mean) {
        if (node.out.h * node.out.w != 1 || node.out.c != node.in.c)
            return refuse(op, "only over the whole map");
        node.kH = node.in.h, node.kW = node.in.w;
    }
    if (auto added = addWeights(node); !added)
        return added;
    plan(node);
    m_nodes.push_back(std::move(node));
    return {};
}

/// Window and parameters of a layer that learns; nothing to do for others.
Result<void> TrainableNetwork::addWeights(Node& node)
{
    const Operator& op = node.op;
    const bool windowed = node.work == Work::convolution || node.work == Work::depthwise;
    if (!windowed && node.work != Work::dense)
        return {};
    if (windowed) {
        const Shape& shape = m_graph->input(op, 1)->shape;
        node.kH = shape[1], node.kW = shape[2];
    }
    if (node.work == Work::convolution && node.window.groups != 1)
        return refuse(op, "grouped");
    if (node.work == Work::depthwise && node.in.c != node.out.c)
        return refuse(op, "channel multiplier");
    node.weights = addParameter(op.inputs[1], true, node.work == Work::depthwise);
    if (op.inputs.size() > 2 && op.inputs[2].valid())
        node.bias = addParameter(op.inputs[2], false, false);
    if (node.weights < 0)
        return refuse(op, "its weights are no constant");
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
        std::size_t size = 0;
        if (!tensor.constant)
            size = static_cast<std::size_t>(tensor.elements());
        pass.values.emplace_back(size);
        pass.gradients.emplace_back(size);
    }
    for (const Parameter& parameter : m_parameters)
        pass.parameterGradients.emplace_back(parameter.values.size());
    for (const Node& node : m_nodes) {
        std::size_t patchElements = 0, winners = 0;
        if (!node.runs.empty())
            patchElements = static_cast<std::size_t>(node.out.pixels() * node.kH * node.kW * node.in.c);
        if (node.op.kind == OperatorKind::maxPool2d)
            winners = static_cast<std::size_t>(node.out.elements());
        pass.patches.emplace_back(patchElements);
        pass.winners.emplace_back(winners);
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
            const auto at = [&](std::size_t i) {
                if (p.channelsLast)
                    return i * channels + c;
                return c * inner + i;
            };
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
        const double wanted = static_cast<double>(i == label);
        pass.gradients[m_logits.index][i] = weight * static_cast<float>(p - wanted);
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
