// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/units.h"
#include "engine/graph/data_type.h"

namespace tenbin {

/// Dimensions, outermost first. Feature maps are NHWC whatever the file's
/// layout was; a rank of 0 is a scalar.
using Shape = std::vector<std::int64_t>;

/// Product of the dimensions; 1 for a scalar. Readers guarantee no overflow.
std::int64_t elementCount(const Shape& shape);

/// "1x96x96x3"; "scalar" for rank 0.
std::string toString(const Shape& shape);

/// Affine quantisation: real = scale * (q - zeroPoint), per tensor or per slice of `axis`.
struct Quantization {
    std::vector<float> scales;
    std::vector<std::int64_t> zeroPoints;
    int axis = 0; ///< meaningful when there is more than one scale

    bool empty() const { return scales.empty(); }
    bool perChannel() const { return scales.size() > 1; }
    bool operator==(const Quantization&) const = default;
};

/// What cost models need to know about weight values, counted once at import.
struct WeightStatistics {
    std::int64_t elements = 0;
    std::int64_t zeros = 0; ///< elements equal to their zero point
    std::int64_t outputChannels = 0;
    std::int64_t deadChannels = 0; ///< output channels whose weights are all zero
    std::vector<bool> dead;        ///< one flag an output channel; empty if none is dead

    double zeroFraction() const { return elements ? static_cast<double>(zeros) / static_cast<double>(elements) : 0.0; }
};

struct Tensor {
    std::string name;
    Shape shape;
    DataType type;
    Quantization quantization;
    bool constant = false;                   ///< weights, biases, lookup tables
    bool variable = false;                   ///< state that survives between inferences
    std::span<const std::byte> data;         ///< constants only; empty if the file has no values
    std::optional<WeightStatistics> weights; ///< constants that an operator uses as weights, with values

    std::int64_t elements() const { return elementCount(shape); }
    Bytes sizeBytes() const { return packedBytes(elements(), type.bits); }
    Bytes sizeBytesAt(int bits) const { return packedBytes(elements(), bits); }

    std::int64_t dimension(std::size_t axis) const { return axis < shape.size() ? shape[axis] : 1; }
};

/// A feature map read as batch x height x width x channels; lower ranks are
/// filled from the right: [C] is 1x1x1xC, [N,C] is Nx1x1xC, [N,W,C] is Nx1xWxC.
struct Nhwc {
    std::int64_t n = 1, h = 1, w = 1, c = 1;
    std::int64_t pixels() const { return h * w; }
    std::int64_t elements() const { return n * h * w * c; }
    bool operator==(const Nhwc&) const = default;
};
Nhwc toNhwc(const Shape& shape);

} // namespace tenbin
