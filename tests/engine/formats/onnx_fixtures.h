// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include <onnx/onnx_pb.h>

#include "tests/engine/formats/graph_fixtures.h"

namespace tenbin::fixtures {

/// An ONNX model under construction.
class OnnxNetwork {
public:
    explicit OnnxNetwork(std::int64_t opset = 13)
    {
        m_model.set_ir_version(8);
        m_model.set_producer_name("test");
        m_model.add_opset_import()->set_version(opset);
        m_model.mutable_graph()->set_name("fixture");
    }

    onnx::ModelProto& model() { return m_model; }

    /// A dimension of -1 is symbolic ("N").
    OnnxNetwork& input(const std::string& name, const Shape& shape, int type = onnx::TensorProto::FLOAT)
    {
        describe(*m_model.mutable_graph()->add_input(), name, shape, type);
        return *this;
    }
    OnnxNetwork& output(const std::string& name)
    {
        m_model.mutable_graph()->add_output()->set_name(name);
        return *this;
    }
    OnnxNetwork& valueInfo(const std::string& name, const Shape& shape, int type = onnx::TensorProto::FLOAT)
    {
        describe(*m_model.mutable_graph()->add_value_info(), name, shape, type);
        return *this;
    }
    OnnxNetwork& floats(const std::string& name, const Shape& shape, const std::vector<float>& values)
    {
        auto& tensor = constant(name, shape, onnx::TensorProto::FLOAT);
        tensor.set_raw_data(values.data(), values.size() * sizeof(float));
        return *this;
    }
    /// Values 1, 2, 3 ….
    OnnxNetwork& counting(const std::string& name, const Shape& shape)
    {
        std::vector<float> values(static_cast<std::size_t>(elementCount(shape)));
        std::iota(values.begin(), values.end(), 1.0f);
        return floats(name, shape, values);
    }
    OnnxNetwork& int64s(const std::string& name, const std::vector<std::int64_t>& values)
    {
        auto& tensor = constant(name, {static_cast<std::int64_t>(values.size())}, onnx::TensorProto::INT64);
        for (const std::int64_t value : values)
            tensor.add_int64_data(value);
        return *this;
    }
    OnnxNetwork& integers(const std::string& name, const Shape& shape, int type,
                          const std::vector<std::int32_t>& values)
    {
        auto& tensor = constant(name, shape, type);
        for (const std::int32_t value : values)
            tensor.add_int32_data(value);
        return *this;
    }
    onnx::TensorProto& constant(const std::string& name, const Shape& shape, int type)
    {
        auto& tensor = *m_model.mutable_graph()->add_initializer();
        tensor.set_name(name);
        tensor.set_data_type(type);
        for (const std::int64_t dimension : shape)
            tensor.add_dims(dimension);
        return tensor;
    }
    onnx::NodeProto& node(const std::string& type, const std::vector<std::string>& inputs,
                          const std::vector<std::string>& outputs, const std::string& domain = {})
    {
        auto& node = *m_model.mutable_graph()->add_node();
        node.set_op_type(type);
        node.set_name(type + "_" + outputs.front());
        node.set_domain(domain);
        for (const auto& name : inputs)
            node.add_input(name);
        for (const auto& name : outputs)
            node.add_output(name);
        return node;
    }
    std::vector<std::byte> bytes() const
    {
        const std::string text = m_model.SerializeAsString();
        const auto* data = reinterpret_cast<const std::byte*>(text.data());
        return {data, data + text.size()};
    }
    Result<std::shared_ptr<const Graph>> import() const { return importBytes(bytes()); }

private:
    static void describe(onnx::ValueInfoProto& value, const std::string& name, const Shape& shape, int type)
    {
        value.set_name(name);
        auto& tensor = *value.mutable_type()->mutable_tensor_type();
        tensor.set_elem_type(type);
        tensor.mutable_shape();
        for (const std::int64_t dimension : shape) {
            auto& d = *tensor.mutable_shape()->add_dim();
            if (dimension < 0)
                d.set_dim_param("N");
            else
                d.set_dim_value(dimension);
        }
    }

    onnx::ModelProto m_model;
};

inline void attribute(onnx::NodeProto& node, const std::string& name, std::int64_t value)
{
    auto& a = *node.add_attribute();
    a.set_name(name);
    a.set_type(onnx::AttributeProto::INT);
    a.set_i(value);
}
inline void attribute(onnx::NodeProto& node, const std::string& name, float value)
{
    auto& a = *node.add_attribute();
    a.set_name(name);
    a.set_type(onnx::AttributeProto::FLOAT);
    a.set_f(value);
}
inline void attribute(onnx::NodeProto& node, const std::string& name, const char* value)
{
    auto& a = *node.add_attribute();
    a.set_name(name);
    a.set_type(onnx::AttributeProto::STRING);
    a.set_s(value);
}
inline void attribute(onnx::NodeProto& node, const std::string& name, const std::vector<std::int64_t>& values)
{
    auto& a = *node.add_attribute();
    a.set_name(name);
    a.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : values)
        a.add_ints(value);
}

/// Convolution, normalisation, ReLU, pooling, flatten, fully connected, with a symbolic batch.
inline OnnxNetwork onnxClassifierNetwork()
{
    OnnxNetwork net;
    net.input("x", {-1, 2, 4, 4}).output("y");
    net.counting("w", {3, 2, 3, 3}).floats("b", {3}, {10, 20, 30});
    net.floats("scale", {3}, {2, 1, 1})
        .floats("shift", {3}, {5, 0, 0})
        .floats("mean", {3}, {1, 0, 0})
        .floats("variance", {3}, {4, 1, 1});
    net.counting("fw", {2, 12}).floats("fb", {2}, {1, 2});
    attribute(net.node("Conv", {"x", "w", "b"}, {"c"}), "pads", std::vector<std::int64_t>{1, 1, 1, 1});
    attribute(net.node("BatchNormalization", {"c", "scale", "shift", "mean", "variance"}, {"n"}), "epsilon", 0.0f);
    net.node("Relu", {"n"}, {"r"});
    auto& pool = net.node("MaxPool", {"r"}, {"p"});
    attribute(pool, "kernel_shape", std::vector<std::int64_t>{2, 2});
    attribute(pool, "strides", std::vector<std::int64_t>{2, 2});
    net.node("Flatten", {"p"}, {"f"});
    attribute(net.node("Gemm", {"f", "fw", "fb"}, {"y"}), "transB", std::int64_t{1});
    return net;
}
inline std::vector<std::byte> onnxClassifier() { return onnxClassifierNetwork().bytes(); }

/// Kinds in execution order.
inline std::vector<OperatorKind> kindsOf(const Graph& graph)
{
    std::vector<OperatorKind> kinds;
    for (const Operator& op : graph.operators())
        kinds.push_back(op.kind);
    return kinds;
}

} // namespace tenbin::fixtures
