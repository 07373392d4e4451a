// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/executor.h"
#include "engine/inference/fixed_point.h"
#include <algorithm>
#include <cstdint>

namespace tenbin::kernels {

/// Values one operator's output may take, as stored.
struct Range {
    std::int32_t lowest, highest;
};

constexpr Range byteRange(bool isSigned)
{
    if (isSigned)
        return {-128, 127};
    return {0, 255};
}

/// The nearest number that a byte holds, as it is stored.
constexpr std::uint8_t asByte(std::int32_t value, bool isSigned)
{
    const Range range = byteRange(isSigned);
    return static_cast<std::uint8_t>(std::clamp(value, range.lowest, range.highest));
}

/// One operator while its kernel is being prepared.
struct Site {
    const Graph& graph;
    const Operator& op;

    TensorId in(std::size_t position) const { return op.inputs[position]; }
    TensorId out(std::size_t position = 0) const { return op.outputs[position]; }
    bool has(std::size_t position) const { return position < op.inputs.size() && op.inputs[position].valid(); }
    const Tensor& input(std::size_t position) const { return graph.tensor(op.inputs[position]); }
    const Tensor& output(std::size_t position = 0) const { return graph.tensor(op.outputs[position]); }
    static float scale(const Tensor& tensor)
    {
        if (tensor.quantization.empty())
            return 1.0f;
        return tensor.quantization.scales[0];
    }
    static std::int32_t zeroPoint(const Tensor& tensor)
    {
        if (tensor.quantization.zeroPoints.empty())
            return 0;
        return static_cast<std::int32_t>(tensor.quantization.zeroPoints[0]);
    }
    Range range() const; ///< of output 0, with the fused activation

    tl::unexpected<Error> refuse(std::string why) const;
};

inline bool isByte(const Tensor& tensor) { return tensor.type.isInteger() && tensor.type.bits == 8; }
inline bool isFloat(const Tensor& tensor) { return tensor.type == DataType::float32(); }

/// A stored byte of an integer tensor as number.
inline std::int32_t number(std::uint8_t byte, bool isSigned)
{
    if (isSigned)
        return static_cast<std::int8_t>(byte);
    return byte;
}

float activated(float value, Activation activation);

Result<Kernel> convolution(const Site& site);
Result<Kernel> depthwiseConvolution(const Site& site);
Result<Kernel> transposeConvolution(const Site& site);
Result<Kernel> fullyConnected(const Site& site);
Result<Kernel> pooling(const Site& site);
Result<Kernel> binary(const Site& site);
Result<Kernel> unary(const Site& site);
Result<Kernel> softmax(const Site& site);
Result<Kernel> mean(const Site& site);
Result<Kernel> quantizer(const Site& site);
Result<Kernel> layout(const Site& site);

} // namespace tenbin::kernels
