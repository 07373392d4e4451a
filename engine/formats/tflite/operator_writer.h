// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/formats/tflite/codes.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// An operator in the file's terms: what remains is to number its tensors.
struct WrittenOperator {
    tflite::BuiltinOperator code = tflite::BuiltinOperator::CUSTOM;
    std::string customCode;
    tflite::BuiltinOptions optionsType = tflite::BuiltinOptions::NONE;
    flatbuffers::Offset<void> options;
    std::vector<std::uint8_t> customOptions;
};

/// A constant of 32-bit integers that carries attributes, and its place among the inputs.
struct WrittenParameter {
    std::size_t position = 0;
    std::vector<std::int32_t> values;
    std::vector<std::int32_t> shape;
};

/// Translates one operator, whose padding and activation the format can express.
class TfliteOperatorWriter {
public:
    TfliteOperatorWriter(flatbuffers::FlatBufferBuilder& builder, const Graph& graph)
        : m_builder(builder), m_graph(graph)
    {
    }

    WrittenOperator write(const Operator& op);
    /// Constants to insert into the inputs, in ascending position.
    std::vector<WrittenParameter> parameters(const Operator& op) const;

private:
    void writeWindows(const Operator& op, WrittenOperator& written);
    void writeMatrices(const Operator& op, WrittenOperator& written);
    void writeElementwise(const Operator& op, WrittenOperator& written);
    void writeAxes(const Operator& op, WrittenOperator& written);
    void writeUnevenSplit(const Operator& op, WrittenOperator& written);
    void writeLayout(const Operator& op, WrittenOperator& written);
    void writeStridedSlice(const Operator& op, WrittenOperator& written);
    tflite::Padding paddingCode(const Operator& op) const;

    template <class T>
    void set(WrittenOperator& written, flatbuffers::Offset<T> options)
    {
        written.optionsType = tflite::BuiltinOptionsTraits<T>::enum_value;
        written.options = options.Union();
    }
    const Tensor& input(const Operator& op) const { return *m_graph.input(op, 0); }

    flatbuffers::FlatBufferBuilder& m_builder;
    const Graph& m_graph;
};

/// Whether the format has a builtin with all of `op`'s attributes.
bool hasBuiltin(const Graph& graph, const Operator& op);
/// Whether its fused activation can be written in its options.
bool activationExpressible(const Operator& op);
/// Whether its padding is SAME or VALID.
bool paddingExpressible(const Graph& graph, const Operator& op);

} // namespace tenbin
