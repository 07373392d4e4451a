// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/formats/tflite_generated.h"

namespace tenbin::fixtures {

/// Writes TensorFlow Lite files of any form, right and wrong ones.
class TfliteMaker {
public:
    using Shape = std::vector<std::int32_t>;
    using Ids = std::vector<std::int32_t>;
    struct TensorSpec {
        Shape shape;
        tflite::TensorType type = tflite::TensorType::FLOAT32;
        std::uint32_t buffer = 0;
        Shape signature{};
        std::string name{};
        bool sparse = false;
    };

    TfliteMaker() { m_buffers.push_back(tflite::CreateBuffer(m_builder)); }

    /// A buffer of `size` bytes, all `value`.
    std::uint32_t buffer(std::size_t size, std::uint8_t value = 1)
    {
        return add(std::vector<std::uint8_t>(size, value));
    }
    template <class T>
    std::uint32_t values(std::initializer_list<T> list)
    {
        const auto* data = reinterpret_cast<const std::uint8_t*>(list.begin());
        return add({data, data + list.size() * sizeof(T)});
    }

    /// A tensor of the subgraph that is being made.
    std::int32_t tensor(const TensorSpec& spec)
    {
        const auto name = spec.name.empty() ? fmt::format("t{}", m_tensors.size()) : spec.name;
        const auto signature = spec.signature.empty() ? 0 : m_builder.CreateVector(spec.signature);
        const auto sparsity = spec.sparse ? tflite::CreateSparsityParameters(m_builder)
                                          : flatbuffers::Offset<tflite::SparsityParameters>();
        m_tensors.push_back(tflite::CreateTensor(m_builder, m_builder.CreateVector(spec.shape), spec.type, spec.buffer,
                                                 m_builder.CreateString(name), 0, false, sparsity, signature));
        return static_cast<std::int32_t>(m_tensors.size() - 1);
    }
    void op(tflite::BuiltinOperator code, const Ids& inputs, const Ids& outputs,
            tflite::BuiltinOptions kind = tflite::BuiltinOptions::NONE, flatbuffers::Offset<void> options = 0,
            const std::string& custom = {})
    {
        const std::uint32_t place = addCode(code, custom);
        m_operators.push_back(tflite::CreateOperator(m_builder, place, m_builder.CreateVector(inputs),
                                                     m_builder.CreateVector(outputs), kind, options));
    }
    /// An operator with options of the second union.
    void op2(tflite::BuiltinOperator code, const Ids& inputs, const Ids& outputs, tflite::BuiltinOptions2 kind,
             flatbuffers::Offset<void> options)
    {
        const std::uint32_t place = addCode(code, {});
        m_operators.push_back(tflite::CreateOperator(m_builder, place, m_builder.CreateVector(inputs),
                                                     m_builder.CreateVector(outputs), tflite::BuiltinOptions::NONE, 0,
                                                     0, kind, options));
    }
    void convolution(std::int32_t x, std::int32_t weights, std::int32_t bias, std::int32_t y, int stride = 1)
    {
        op(tflite::BuiltinOperator::CONV_2D, {x, weights, bias}, {y}, tflite::BuiltinOptions::Conv2DOptions,
           tflite::CreateConv2DOptions(m_builder, tflite::Padding::SAME, stride, stride).Union());
    }
    /// Ends the subgraph that is being made.
    void subgraph(const Ids& inputs, const Ids& outputs)
    {
        m_subgraphs.push_back(tflite::CreateSubGraph(
            m_builder, m_builder.CreateVector(m_tensors), m_builder.CreateVector(inputs),
            m_builder.CreateVector(outputs), m_builder.CreateVector(m_operators), m_builder.CreateString("main")));
        m_tensors.clear();
        m_operators.clear();
    }
    flatbuffers::FlatBufferBuilder& builder() { return m_builder; }

    std::vector<std::byte> file()
    {
        tflite::FinishModelBuffer(m_builder, tflite::CreateModel(m_builder, 3, m_builder.CreateVector(m_codes),
                                                                 m_builder.CreateVector(m_subgraphs),
                                                                 m_builder.CreateString("test"),
                                                                 m_builder.CreateVector(m_buffers)));
        const auto* data = reinterpret_cast<const std::byte*>(m_builder.GetBufferPointer());
        return {data, data + m_builder.GetSize()};
    }

private:
    std::uint32_t addCode(tflite::BuiltinOperator code, const std::string& custom)
    {
        const auto name = custom.empty() ? flatbuffers::Offset<flatbuffers::String>() : m_builder.CreateString(custom);
        const auto deprecated = static_cast<std::int8_t>(std::min(static_cast<int>(code), 127));
        m_codes.push_back(tflite::CreateOperatorCode(m_builder, deprecated, name, 1, code));
        return static_cast<std::uint32_t>(m_codes.size() - 1);
    }
    std::uint32_t add(const std::vector<std::uint8_t>& bytes)
    {
        m_buffers.push_back(tflite::CreateBuffer(m_builder, m_builder.CreateVector(bytes)));
        return static_cast<std::uint32_t>(m_buffers.size() - 1);
    }

    flatbuffers::FlatBufferBuilder m_builder;
    std::vector<flatbuffers::Offset<tflite::Buffer>> m_buffers;
    std::vector<flatbuffers::Offset<tflite::Tensor>> m_tensors;
    std::vector<flatbuffers::Offset<tflite::Operator>> m_operators;
    std::vector<flatbuffers::Offset<tflite::OperatorCode>> m_codes;
    std::vector<flatbuffers::Offset<tflite::SubGraph>> m_subgraphs;
};

} // namespace tenbin::fixtures
