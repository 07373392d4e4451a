// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/quantized_constant.h"

#include <algorithm>
#include <cmath>

#include "engine/formats/draft/constant_values.h"

namespace tenbin {

std::vector<std::uint8_t> unpackBits(std::span<const std::byte> data, std::int64_t count, int bits)
{
    std::vector<std::uint8_t> elements(static_cast<std::size_t>(count));
    if (bits == 8) {
        std::transform(data.begin(), data.begin() + count, elements.begin(),
                       [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
        return elements;
    }
    for (std::size_t i = 0; i < elements.size(); ++i) {
        std::uint8_t value = 0;
        for (int b = 0; b < bits; ++b) {
            const std::size_t bit = i * static_cast<std::size_t>(bits) + static_cast<std::size_t>(b);
            const auto set = std::to_integer<unsigned>(data[bit / 8]) >> (bit % 8) & 1u;
            value = static_cast<std::uint8_t>(value | set << b);
        }
        elements[i] = value;
    }
    return elements;
}

std::vector<std::byte> packBits(const std::vector<std::uint8_t>& elements, int bits)
{
    const auto size = static_cast<std::size_t>(packedBytes(static_cast<std::int64_t>(elements.size()), bits).count());
    if (bits == 8)
        return toBytes(elements);
    std::vector<std::byte> data(size, std::byte{0});
    for (std::size_t i = 0; i < elements.size(); ++i)
        for (int b = 0; b < bits; ++b) {
            const std::size_t bit = i * static_cast<std::size_t>(bits) + static_cast<std::size_t>(b);
            if (elements[i] >> b & 1)
                data[bit / 8] |= static_cast<std::byte>(1u << (bit % 8));
        }
    return data;
}

TensorId quantizedConstant(DraftGraph& draft, TensorId id, DataType type, Quantization quantization)
{
    Tensor result = draft.tensor(id);
    const auto values = floatValues(result);
    result.type = type;
    result.quantization = std::move(quantization);
    result.data = {};
    const bool supported = type.isInteger() && (type.bits <= 8 || type == DataType::int32());
    if (!values || !supported || result.quantization.empty())
        return draft.addTensor(std::move(result));
    const Quantization& q = result.quantization;
    std::int64_t inner = 1; // elements between two steps along the quantised axis
    for (std::size_t i = static_cast<std::size_t>(q.axis) + 1; i < result.shape.size(); ++i)
        inner *= result.shape[i];
    const bool isSigned = type.kind == DataType::Kind::signedInteger;
    const double lowest = isSigned ? -std::ldexp(1.0, type.bits - 1) : 0.0;
    const double highest = lowest + std::ldexp(1.0, type.bits) - 1.0;
    const auto integer = [&](std::size_t i) {
        const std::size_t slice =
            static_cast<std::size_t>(static_cast<std::int64_t>(i) / std::max<std::int64_t>(inner, 1)) % q.scales.size();
        const double scale = q.scales[slice];
        const double scaled = scale == 0.0 ? 0.0 : std::nearbyint((*values)[i] / scale);
        const double zero = q.zeroPoints.empty() ? 0.0 : static_cast<double>(q.zeroPoints[slice % q.zeroPoints.size()]);
        const double shifted = scaled + zero;
        return static_cast<std::int64_t>(std::isnan(shifted) ? zero : std::clamp(shifted, lowest, highest));
    };
    if (type == DataType::int32()) {
        std::vector<std::int32_t> wide(values->size());
        for (std::size_t i = 0; i < wide.size(); ++i)
            wide[i] = static_cast<std::int32_t>(integer(i));
        return draft.addConstant(std::move(result), toBytes(wide));
    }
    std::vector<std::uint8_t> narrow(values->size());
    const auto mask = static_cast<std::int64_t>((1u << type.bits) - 1);
    for (std::size_t i = 0; i < narrow.size(); ++i)
        narrow[i] = static_cast<std::uint8_t>(integer(i) & mask);
    return draft.addConstant(std::move(result), packBits(narrow, type.bits));
}

} // namespace tenbin
