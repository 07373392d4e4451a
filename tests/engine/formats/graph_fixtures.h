// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstring>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/formats/importer.h"
#include "engine/formats/tflite/writer.h"

namespace tenbin::fixtures {

template <class T>
std::vector<std::byte> bytesOf(const std::vector<T>& values)
{
    std::vector<std::byte> bytes(values.size() * sizeof(T));
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

template <class T>
std::vector<T> valuesOf(const Tensor& tensor)
{
    std::vector<T> values(tensor.data.size() / sizeof(T));
    std::memcpy(values.data(), tensor.data.data(), tensor.data.size());
    return values;
}

inline Result<std::shared_ptr<const Graph>> importBytes(const std::vector<std::byte>& bytes)
{
    auto owned = std::make_shared<std::vector<std::byte>>(bytes);
    return importNetwork(*owned, "fixture", owned);
}

/// A network under construction, one line a tensor.
class Network {
public:
    TensorId activation(Shape shape, DataType type = DataType::float32(), Quantization q = {})
    {
        return m_builder.addTensor(
            {.name = name("activation"), .shape = std::move(shape), .type = type, .quantization = std::move(q)});
    }
    /// State that survives between inferences.
    TensorId state(Shape shape)
    {
        return m_builder.addTensor(
            {.name = name("state"), .shape = std::move(shape), .type = DataType::float32(), .variable = true});
    }
    TensorId shapeOnly(Shape shape, DataType type = DataType::float32())
    {
        return m_builder.addTensor(
            {.name = name("constant"), .shape = std::move(shape), .type = type, .constant = true});
    }
    TensorId constant(Shape shape, DataType type, std::vector<std::byte> data, Quantization q = {})
    {
        return m_builder.addConstant(
            {.name = name("constant"), .shape = std::move(shape), .type = type, .quantization = std::move(q)},
            std::move(data));
    }
    /// Values 1, 2, 3 … in float32.
    TensorId counting(Shape shape)
    {
        std::vector<float> values(static_cast<std::size_t>(elementCount(shape)));
        std::iota(values.begin(), values.end(), 1.0f);
        return constant(std::move(shape), DataType::float32(), bytesOf(values));
    }
    void op(OperatorKind kind, std::vector<TensorId> inputs, std::vector<TensorId> outputs, Attributes attributes = {},
            std::string customName = {})
    {
        m_builder.addOperator({.kind = kind,
                               .customName = std::move(customName),
                               .inputs = std::move(inputs),
                               .outputs = std::move(outputs),
                               .attributes = std::move(attributes)});
    }
    Graph finish(std::vector<TensorId> inputs, std::vector<TensorId> outputs)
    {
        m_builder.setName("fixture");
        m_builder.setInputs(std::move(inputs));
        m_builder.setOutputs(std::move(outputs));
        auto graph = std::move(m_builder).finish();
        EXPECT_TRUE(graph.has_value());
        return std::move(*graph);
    }

private:
    std::string name(const char* prefix) { return std::string(prefix) + "_" + std::to_string(m_next++); }

    GraphBuilder m_builder;
    int m_next = 0;
};

/// Convolution (int8, a scale a channel), depthwise convolution, mean, fully connected, softmax.
inline Graph smallQuantizedNetwork()
{
    Network net;
    const Quantization perTensor{{0.5f}, {-3}, 0}, perChannel{{0.1f, 0.2f, 0.3f, 0.4f}, {0, 0, 0, 0}, 0};
    std::vector<std::int8_t> weights(4 * 3 * 3 * 2);
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = static_cast<std::int8_t>(i < 18 ? 0 : static_cast<int>(i) - 40); // the first filter is dead
    const auto int8 = DataType::int8();
    const TensorId x = net.activation({1, 8, 6, 2}, int8, perTensor);
    const TensorId w = net.constant({4, 3, 3, 2}, int8, bytesOf(weights), perChannel);
    const TensorId b =
        net.constant({4}, DataType::int32(), bytesOf(std::vector<std::int32_t>{1, -2, 3, -4}), perChannel);
    const TensorId y = net.activation({1, 4, 3, 4}, int8, perTensor);
    net.op(OperatorKind::conv2d, {x, w, b}, {y},
           Conv2dAttributes{.strideH = 2, .strideW = 2, .padding = {0, 1, 0, 1}, .activation = Activation::relu});
    const TensorId dw = net.constant({1, 3, 3, 4}, int8, bytesOf(std::vector<std::int8_t>(36, 2)),
                                     Quantization{{0.1f, 0.2f, 0.3f, 0.4f}, {0, 0, 0, 0}, 3});
    const TensorId z = net.activation({1, 4, 3, 4}, int8, perTensor);
    net.op(OperatorKind::depthwiseConv2d, {y, dw}, {z},
           Conv2dAttributes{.padding = {1, 1, 1, 1}, .groups = 4, .activation = Activation::relu6});
    const TensorId m = net.activation({1, 4}, int8, perTensor);
    net.op(OperatorKind::mean, {z}, {m}, AxisAttributes{.axes = {1, 2}});
    const TensorId fw = net.constant({5, 4}, int8, bytesOf(std::vector<std::int8_t>(20, 7)), perTensor);
    const TensorId f = net.activation({1, 5}, int8, perTensor), s = net.activation({1, 5}, int8, perTensor);
    net.op(OperatorKind::fullyConnected, {m, fw}, {f}, FullyConnectedAttributes{});
    net.op(OperatorKind::softmax, {f}, {s}, ScalarAttributes{.alpha = 1.0f});
    return net.finish({x}, {s});
}

/// Writes and reads a graph; everything a graph is must come back.
inline void expectRoundTrip(const Graph& graph)
{
    const auto bytes = writeTflite(graph);
    ASSERT_TRUE(bytes.has_value()) << static_cast<int>(bytes.error().code);
    const auto again = importBytes(*bytes);
    ASSERT_TRUE(again.has_value()) << static_cast<int>(again.error().code) << " " << again.error().where.element << " "
                                   << (again.error().arguments.empty() ? "" : again.error().arguments.back());
    const Graph& copy = **again;
    EXPECT_EQ(copy.hash(), graph.hash());
    ASSERT_EQ(copy.operators().size(), graph.operators().size());
    for (std::size_t i = 0; i < graph.operators().size(); ++i) {
        const Operator &a = graph.operators()[i], &b = copy.operators()[i];
        EXPECT_EQ(a.kind, b.kind) << i;
        EXPECT_EQ(a.customName, b.customName) << i;
        EXPECT_TRUE(a.attributes == b.attributes) << i << " " << displayKind(a);
        ASSERT_EQ(a.inputs.size(), b.inputs.size()) << i << " " << displayKind(a);
        for (std::size_t k = 0; k < a.inputs.size(); ++k) {
            ASSERT_EQ(a.inputs[k].valid(), b.inputs[k].valid());
            if (!a.inputs[k].valid())
                continue;
            const Tensor &s = graph.tensor(a.inputs[k]), &t = copy.tensor(b.inputs[k]);
            EXPECT_EQ(s.name, t.name);
            EXPECT_EQ(s.shape, t.shape);
            EXPECT_EQ(s.type, t.type);
            EXPECT_EQ(s.quantization, t.quantization);
            EXPECT_EQ(s.constant, t.constant);
            EXPECT_EQ(s.variable, t.variable);
            EXPECT_TRUE(std::equal(s.data.begin(), s.data.end(), t.data.begin(), t.data.end()));
        }
    }
}

} // namespace tenbin::fixtures
