// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/constant_values.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace tenbin {

namespace {

constexpr std::int64_t kMaxElements = std::int64_t{1} << 40;
constexpr std::int64_t kMaxParameters = 65536;

template <class T, class Out>
std::vector<Out> decode(std::span<const std::byte> data, std::int64_t count)
{
    std::vector<Out> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i) {
        T value;
        std::memcpy(&value, data.data() + i * sizeof(T), sizeof(T));
        values[i] = static_cast<Out>(value);
    }
    return values;
}

/// IEEE 754 binary16.
float halfToFloat(std::uint16_t half)
{
    const int exponent = (half >> 10) & 0x1f;
    const int mantissa = half & 0x3ff;
    float magnitude = 0.0f;
    if (exponent == 0)
        magnitude = std::ldexp(static_cast<float>(mantissa), -24);
    else if (exponent == 31)
        magnitude = mantissa == 0 ? INFINITY : NAN;
    else
        magnitude = std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
    if (half & 0x8000)
        return -magnitude;
    return magnitude;
}

/// `value` without its lowest `shift` bits, rounded half to even.
std::uint32_t rounded(std::uint32_t value, int shift)
{
    const std::uint32_t half = 1u << (shift - 1);
    const std::uint32_t rest = value & ((1u << shift) - 1u);
    const std::uint32_t kept = value >> shift;
    const bool up = rest > half || (rest == half && (kept & 1u) != 0);
    if (up)
        return kept + 1;
    return kept;
}

bool hasValues(const Tensor& tensor)
{
    const auto count = checkedElements(tensor.shape);
    return tensor.constant && count && static_cast<std::int64_t>(tensor.data.size()) >= tensor.sizeBytes().count();
}

} // namespace

std::optional<std::int64_t> checkedElements(const Shape& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t dimension : shape) {
        if (dimension < 0 || (dimension != 0 && count > kMaxElements / dimension))
            return std::nullopt;
        count *= dimension;
    }
    return count;
}

std::optional<std::vector<std::int64_t>> integerValues(const Tensor& tensor)
{
    if (!hasValues(tensor) || tensor.elements() > kMaxParameters)
        return std::nullopt;
    const std::int64_t count = tensor.elements();
    const bool isSigned = tensor.type.kind == DataType::Kind::signedInteger;
    if (!isSigned && tensor.type.kind != DataType::Kind::unsignedInteger && tensor.type.kind != DataType::Kind::boolean)
        return std::nullopt;
    switch (tensor.type.bits) {
    case 8:
        if (isSigned)
            return decode<std::int8_t, std::int64_t>(tensor.data, count);
        return decode<std::uint8_t, std::int64_t>(tensor.data, count);
    case 16:
        if (isSigned)
            return decode<std::int16_t, std::int64_t>(tensor.data, count);
        return decode<std::uint16_t, std::int64_t>(tensor.data, count);
    case 32:
        if (isSigned)
            return decode<std::int32_t, std::int64_t>(tensor.data, count);
        return decode<std::uint32_t, std::int64_t>(tensor.data, count);
    case 64:
        return decode<std::int64_t, std::int64_t>(tensor.data, count);
    default:
        return std::nullopt;
    }
}

std::optional<std::vector<float>> floatValues(const Tensor& tensor)
{
    if (!hasValues(tensor) || !tensor.type.isFloat())
        return std::nullopt;
    const std::int64_t count = tensor.elements();
    if (tensor.type.bits == 32)
        return decode<float, float>(tensor.data, count);
    if (tensor.type.bits == 64)
        return decode<double, float>(tensor.data, count);
    if (tensor.type.bits != 16)
        return std::nullopt;
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(count));
    for (const std::uint16_t half : decode<std::uint16_t, std::uint16_t>(tensor.data, count))
        values.push_back(halfToFloat(half));
    return values;
}

std::uint16_t halfFromFloat(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000u);
    const int exponent = static_cast<int>(bits >> 23 & 0xffu) - 127 + 15;
    const std::uint32_t mantissa = bits & 0x7fffffu;
    if (exponent >= 31) {
        const bool nan = exponent == 255 - 127 + 15 && mantissa != 0;
        return static_cast<std::uint16_t>(sign | 0x7c00u | (nan ? 0x200u : 0u));
    }
    if (exponent < -10)
        return sign;
    if (exponent <= 0) // subnormal: the leading one moves into the mantissa
        return static_cast<std::uint16_t>(sign | rounded(mantissa | 0x800000u, 14 - exponent));
    // A carry out of the mantissa runs into the exponent, as it should.
    return static_cast<std::uint16_t>(sign + rounded(static_cast<std::uint32_t>(exponent) << 23 | mantissa, 13));
}

std::optional<int> resolveAxis(std::int64_t axis, std::size_t rank)
{
    const auto size = static_cast<std::int64_t>(rank);
    if (axis < -size || axis >= size)
        return std::nullopt;
    return static_cast<int>(axis < 0 ? axis + size : axis);
}

} // namespace tenbin
