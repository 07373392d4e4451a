// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <fmt/format.h>

#include "engine/graph/graph.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

/// Builds a network layer by layer, each reading the one before.
class ChainBuilder {
public:
    ChainBuilder(std::int64_t h, std::int64_t w, std::int64_t c)
    {
        m_last = m_builder.addTensor({.name = "input", .shape = {1, h, w, c}});
        m_builder.setInputs({m_last});
    }

    TensorId last() const { return m_last; }
    void continueFrom(TensorId tensor) { m_last = tensor; }

    /// Square kernels; `line` runs along the height only.
    ChainBuilder& conv(std::int64_t channels, int kernel = 3, int padding = 1, int stride = 1, bool line = false)
    {
        const Shape in = shape();
        const int padW = line ? 0 : padding;
        const std::int64_t kernelW = line ? 1 : kernel;
        const TensorId weights = constant({channels, kernel, kernelW, in[3]});
        return add(OperatorKind::conv2d, {m_last, weights},
                   {1, windowOutput(in[1], kernel, stride, 1, padding, padding),
                    windowOutput(in[2], kernelW, line ? 1 : stride, 1, padW, padW), channels},
                   Conv2dAttributes{.strideH = stride,
                                    .strideW = line ? 1 : stride,
                                    .padding = {padding, padding, padW, padW},
                                    .activation = Activation::relu});
    }
    ChainBuilder& depthwise(int kernel = 3, int padding = 1, int stride = 1)
    {
        const Shape in = shape();
        const TensorId weights = constant({1, kernel, kernel, in[3]});
        return add(OperatorKind::depthwiseConv2d, {m_last, weights},
                   {1, windowOutput(in[1], kernel, stride, 1, padding, padding),
                    windowOutput(in[2], kernel, stride, 1, padding, padding), in[3]},
                   Conv2dAttributes{.strideH = stride,
                                    .strideW = stride,
                                    .padding = {padding, padding, padding, padding},
                                    .groups = static_cast<int>(in[3])});
    }
    ChainBuilder& pool(int kernel = 2, int stride = 2, OperatorKind kind = OperatorKind::maxPool2d, bool line = false)
    {
        const Shape in = shape();
        const int kernelW = line ? 1 : kernel, strideW = line ? 1 : stride;
        return add(
            kind, {m_last},
            {1, windowOutput(in[1], kernel, stride, 1, 0, 0), windowOutput(in[2], kernelW, strideW, 1, 0, 0), in[3]},
            Pool2dAttributes{.kernelH = kernel, .kernelW = kernelW, .strideH = stride, .strideW = strideW});
    }
    ChainBuilder& dense(std::int64_t features)
    {
        const Shape in = shape();
        const std::int64_t inputs = elementCount(in);
        if (in.size() != 2)
            add(OperatorKind::reshape, {m_last}, {1, inputs}, {});
        const TensorId weights = constant({features, inputs});
        return add(OperatorKind::fullyConnected, {m_last, weights}, {1, features}, FullyConnectedAttributes{});
    }
    ChainBuilder& plus(TensorId other)
    {
        return add(OperatorKind::add, {m_last, other}, shape(), ElementwiseAttributes{});
    }
    ChainBuilder& unary(OperatorKind kind) { return add(kind, {m_last}, shape(), {}); }

    Graph finish(std::string name)
    {
        m_builder.setName(std::move(name));
        m_builder.setOutputs({m_last});
        return std::move(m_builder).finish().value();
    }

private:
    Shape shape() const { return m_builder.tensors()[m_last.index].shape; }
    TensorId constant(Shape shape)
    {
        return m_builder.addTensor(
            {.name = fmt::format("weights{}", m_count), .shape = std::move(shape), .constant = true});
    }
    ChainBuilder& add(OperatorKind kind, std::vector<TensorId> inputs, Shape out, Attributes attributes)
    {
        const TensorId output = m_builder.addTensor({.name = fmt::format("t{}", m_count), .shape = std::move(out)});
        m_builder.addOperator({.kind = kind,
                               .name = fmt::format("layer{}", m_count),
                               .inputs = std::move(inputs),
                               .outputs = {output},
                               .attributes = std::move(attributes)});
        ++m_count;
        m_last = output;
        return *this;
    }

    GraphBuilder m_builder;
    TensorId m_last;
    int m_count = 0;
};

} // namespace tenbin
