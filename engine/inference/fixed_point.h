// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace tenbin::fixed_point {

// Integer arithmetic of TensorFlow Lite's reference kernels (kernels/internal/common.h,
// quantization_util.cc), double rounding as in builds without TFLITE_SINGLE_ROUNDING.

/// real = value / 2^31 * 2^shift.
struct Multiplier {
    std::int32_t value = 0;
    int shift = 0;
};

inline Multiplier quantizeMultiplier(double real)
{
    if (real == 0.0)
        return {};
    Multiplier result;
    const double fraction = std::frexp(real, &result.shift);
    auto fixed = static_cast<std::int64_t>(std::round(fraction * static_cast<double>(std::int64_t{1} << 31)));
    if (fixed == std::int64_t{1} << 31) {
        fixed /= 2;
        ++result.shift;
    }
    if (result.shift < -31)
        return {};
    result.value = static_cast<std::int32_t>(fixed);
    return result;
}

inline std::int32_t saturatingRoundingDoublingHighMul(std::int32_t a, std::int32_t b)
{
    if (a == b && a == std::numeric_limits<std::int32_t>::min())
        return std::numeric_limits<std::int32_t>::max();
    const std::int64_t product = static_cast<std::int64_t>(a) * b;
    const std::int64_t nudge = product >= 0 ? (std::int64_t{1} << 30) : 1 - (std::int64_t{1} << 30);
    return static_cast<std::int32_t>((product + nudge) / (std::int64_t{1} << 31));
}

/// x / 2^exponent, rounded to nearest, ties away from zero.
inline std::int32_t roundingDivideByPot(std::int32_t x, int exponent)
{
    const auto mask = static_cast<std::int32_t>((std::int64_t{1} << exponent) - 1);
    const std::int32_t remainder = x & mask;
    const std::int32_t threshold = (mask >> 1) + (x < 0 ? 1 : 0);
    return (x >> exponent) + (remainder > threshold ? 1 : 0);
}

inline std::int32_t multiply(std::int32_t x, Multiplier m)
{
    const int left = std::max(m.shift, 0);
    const int right = std::max(-m.shift, 0);
    const auto shifted = static_cast<std::int32_t>(static_cast<std::uint32_t>(x) << left);
    return roundingDivideByPot(saturatingRoundingDoublingHighMul(shifted, m.value), right);
}

/// x * 2^exponent, saturated; negative exponents round.
inline std::int32_t saturatingRoundingMultiplyByPot(std::int32_t x, int exponent)
{
    if (exponent <= 0)
        return roundingDivideByPot(x, -exponent);
    constexpr std::int64_t kMax = std::numeric_limits<std::int32_t>::max();
    constexpr std::int64_t kMin = std::numeric_limits<std::int32_t>::min();
    return static_cast<std::int32_t>(
        std::clamp(static_cast<std::int64_t>(x) * (std::int64_t{1} << exponent), kMin, kMax));
}

/// exp(x) for x <= 0 with 5 integer bits; the result has none (gemmlowp's exp_on_negative_values).
std::int32_t expOnNegativeValues(std::int32_t x);

/// 1 / sum with `integerBits` integer bits, and how far its result is to be shifted (gemmlowp's GetReciprocal).
std::int32_t reciprocal(std::int32_t sum, int integerBits, int& bitsOverUnit);

} // namespace tenbin::fixed_point
