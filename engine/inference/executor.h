// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/result.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Memory of one running inference: a buffer a tensor and scratch. One a thread.
class InferenceBuffers {
public:
    explicit InferenceBuffers(const Graph& graph);
    InferenceBuffers(InferenceBuffers&&) = default;
    InferenceBuffers& operator=(InferenceBuffers&&) = default;

    std::byte* bytes(TensorId id) { return m_data[id.index]; }
    template <class T>
    T* values(TensorId id)
    {
        return reinterpret_cast<T*>(m_data[id.index]);
    }
    /// Uninitialised room, valid until the next call with the same slot (0 to 3).
    template <class T>
    T* scratch(std::size_t slot, std::size_t count)
    {
        auto& room = m_scratch[slot];
        if (room.size() * sizeof(std::max_align_t) < count * sizeof(T))
            room.resize(count * sizeof(T) / sizeof(std::max_align_t) + 1);
        return reinterpret_cast<T*>(room.data());
    }

private:
    std::vector<std::vector<std::max_align_t>> m_storage;
    std::vector<std::byte*> m_data;
    std::vector<std::max_align_t> m_scratch[4];
};

/// One operator, prepared: reads and writes the workspace's buffers.
using Kernel = std::function<void(InferenceBuffers&)>;

/// Runs a network: integer operators exactly as TensorFlow Lite's reference kernels define
/// them, float operators in single precision. Immutable and shared by threads, each with a
/// workspace of its own.
class Executor {
public:
    /// Errors: notExecutable (operator, why) for recurrent and custom operators, missing weights and
    /// data types nobody can run.
    static Result<Executor> create(std::shared_ptr<const Graph> graph);

    const Graph& graph() const { return *m_graph; }
    InferenceBuffers workspace() const { return InferenceBuffers(*m_graph); }

    /// Copies `input` into network input `position`, as stored there. Error: dataShape.
    Result<void> setInput(InferenceBuffers& workspace, std::span<const std::byte> input,
                          std::size_t position = 0) const;
    /// Real values, quantised for the input where it is an integer.
    Result<void> setInput(InferenceBuffers& workspace, std::span<const float> input, std::size_t position = 0) const;
    void run(InferenceBuffers& workspace) const;
    std::span<const std::byte> output(InferenceBuffers& workspace, std::size_t position = 0) const;
    /// Dequantised.
    std::vector<float> outputValues(InferenceBuffers& workspace, std::size_t position = 0) const;
    std::vector<float> tensorValues(InferenceBuffers& workspace, TensorId id) const;

private:
    explicit Executor(std::shared_ptr<const Graph> graph) : m_graph(std::move(graph)) {}

    std::shared_ptr<const Graph> m_graph;
    std::vector<Kernel> m_kernels;
};

/// Values of a constant as real numbers (dequantised); nothing if it has none or another type.
std::optional<std::vector<float>> realValues(const Tensor& tensor);
/// Raw integers of a constant of 1 to 64 bits (sub-byte: packed, lowest first); nothing if it has no values.
std::optional<std::vector<std::int64_t>> rawValues(const Tensor& tensor);

} // namespace tenbin
