// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "engine/graph/graph.h"
#include "engine/graph/shape_inference.h"

namespace tenbin::test {

/// Draws small int8 networks layer by layer; each method returns the new feature map.
class NetworkSketch {
public:
    TensorId input(Shape shape)
    {
        const TensorId id = addMap(std::move(shape));
        m_builder.setInputs({id});
        return id;
    }

    /// SAME padding; `bias` adds a 32-bit bias.
    TensorId conv(TensorId in, std::int64_t outChannels, int kernel = 3, int stride = 1, bool bias = true)
    {
        const Nhwc map = nhwc(in);
        return window(OperatorKind::conv2d, in, {outChannels, kernel, kernel, map.c}, kernel, stride, 1, bias);
    }
    TensorId depthwise(TensorId in, int kernel = 3, int stride = 1, bool bias = true)
    {
        const std::int64_t c = nhwc(in).c;
        return window(OperatorKind::depthwiseConv2d, in, {1, kernel, kernel, c}, kernel, stride, static_cast<int>(c),
                      bias);
    }
    TensorId maxPool(TensorId in, int kernel = 2, int stride = 2)
    {
        return pool(OperatorKind::maxPool2d, in, kernel, stride);
    }
    TensorId averagePool(TensorId in, int kernel, int stride = 1)
    {
        return pool(OperatorKind::averagePool2d, in, kernel, stride);
    }
    TensorId add(TensorId a, TensorId b) { return put(OperatorKind::add, {a, b}, ElementwiseAttributes{}, shape(a)); }
    TensorId unary(OperatorKind kind, TensorId in) { return put(kind, {in}, std::monostate{}, shape(in)); }
    TensorId reshape(TensorId in, Shape to)
    {
        return put(OperatorKind::reshape, {in}, std::monostate{}, std::move(to));
    }
    TensorId fullyConnected(TensorId in, std::int64_t outputs, bool bias = true)
    {
        const std::int64_t inputs = elementCount(shape(in));
        std::vector<TensorId> operands{in, addWeights({outputs, inputs})};
        if (bias)
            operands.push_back(addWeights({outputs}, DataType::int32()));
        return put(OperatorKind::fullyConnected, std::move(operands), FullyConnectedAttributes{}, {1, outputs});
    }

    std::shared_ptr<const Graph> finish(TensorId output, std::string name = "sketch")
    {
        m_builder.setOutputs({output});
        m_builder.setName(std::move(name));
        auto graph = std::move(m_builder).finish();
        if (!graph) {
            ADD_FAILURE() << "the sketch is no network";
            return nullptr;
        }
        return std::make_shared<const Graph>(*std::move(graph));
    }

    GraphBuilder& builder() { return m_builder; }
    const Shape& shape(TensorId id) const { return m_builder.tensors()[id.index].shape; }
    Nhwc nhwc(TensorId id) const { return toNhwc(shape(id)); }
    TensorId addMap(Shape shape, DataType type = DataType::int8())
    {
        Tensor tensor;
        tensor.name = "map" + std::to_string(m_builder.tensors().size());
        tensor.shape = std::move(shape);
        tensor.type = type;
        return m_builder.addTensor(std::move(tensor));
    }
    TensorId addWeights(Shape shape, DataType type = DataType::int8())
    {
        Tensor tensor;
        tensor.name = "weights" + std::to_string(m_builder.tensors().size());
        tensor.shape = std::move(shape);
        tensor.type = type;
        tensor.constant = true;
        return m_builder.addTensor(std::move(tensor));
    }
    TensorId put(OperatorKind kind, std::vector<TensorId> inputs, Attributes attributes, Shape outShape)
    {
        const TensorId out = addMap(std::move(outShape));
        Operator op;
        op.kind = kind;
        op.name = std::string(toString(kind)) + std::to_string(m_builder.operators().size());
        op.inputs = std::move(inputs);
        op.outputs = {out};
        op.attributes = std::move(attributes);
        m_builder.addOperator(std::move(op));
        return out;
    }

private:
    TensorId window(OperatorKind kind, TensorId in, Shape weights, int kernel, int stride, int groups, bool bias)
    {
        const Nhwc map = nhwc(in);
        Conv2dAttributes attributes;
        attributes.strideH = attributes.strideW = stride;
        attributes.groups = groups;
        attributes.padding = same(map, kernel, stride);
        const std::int64_t channels = kind == OperatorKind::conv2d ? weights[0] : weights[3];
        std::vector<TensorId> operands{in, addWeights(std::move(weights))};
        if (bias)
            operands.push_back(addWeights({channels}, DataType::int32()));
        return put(kind, std::move(operands), attributes,
                   {1, ceilDiv(map.h, stride), ceilDiv(map.w, stride), channels});
    }
    TensorId pool(OperatorKind kind, TensorId in, int kernel, int stride)
    {
        const Nhwc map = nhwc(in);
        Pool2dAttributes attributes;
        attributes.kernelH = attributes.kernelW = kernel;
        attributes.strideH = attributes.strideW = stride;
        return put(kind, {in}, attributes, {1, (map.h - kernel) / stride + 1, (map.w - kernel) / stride + 1, map.c});
    }
    static Padding2d same(const Nhwc& map, int kernel, int stride)
    {
        const auto [top, bottom] = samePadding(map.h, kernel, stride);
        const auto [left, right] = samePadding(map.w, kernel, stride);
        return {top, bottom, left, right};
    }

    GraphBuilder m_builder;
};

} // namespace tenbin::test
