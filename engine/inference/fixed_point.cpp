// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/fixed_point.h"

#include <array>
#include <bit>

namespace tenbin::fixed_point {

namespace {

std::int32_t times(std::int32_t a, std::int32_t b) { return saturatingRoundingDoublingHighMul(a, b); }

/// exp(x) on [-1/4, 0), both without integer bits: a Taylor polynomial around -1/8.
std::int32_t expNearZero(std::int32_t a)
{
    constexpr std::int32_t kExpOfMinusEighth = 1895147668;
    constexpr std::int32_t kThird = 715827883;
    const std::int32_t x = a + (1 << 28);
    const std::int32_t x2 = times(x, x);
    const std::int32_t x3 = times(x2, x);
    const std::int32_t x4 = times(x2, x2);
    const std::int32_t quarter = roundingDivideByPot(x4, 2);
    const std::int32_t rest = roundingDivideByPot(times(quarter + x3, kThird) + x2, 1);
    const std::int64_t sum = static_cast<std::int64_t>(kExpOfMinusEighth) + times(kExpOfMinusEighth, x + rest);
    return static_cast<std::int32_t>(std::min<std::int64_t>(sum, std::numeric_limits<std::int32_t>::max()));
}

} // namespace

std::int32_t expOnNegativeValues(std::int32_t x)
{
    constexpr int kFractionalBits = 26; // 5 integer bits and the sign
    constexpr std::int32_t kQuarter = 1 << (kFractionalBits - 2);
    // exp(-2^e) for e = -2 … 4, without integer bits.
    constexpr std::array<std::int32_t, 7> kPowers{1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
    if (x == 0)
        return std::numeric_limits<std::int32_t>::max();
    const std::int32_t inQuarter = (x & (kQuarter - 1)) - kQuarter;
    std::int32_t result = expNearZero(saturatingRoundingMultiplyByPot(inQuarter, 5));
    const std::int32_t remainder = inQuarter - x;
    for (int i = 0; i < static_cast<int>(kPowers.size()); ++i)
        if (remainder & (1 << (kFractionalBits + i - 2)))
            result = times(result, kPowers[static_cast<std::size_t>(i)]);
    return result;
}

std::int32_t reciprocal(std::int32_t sum, int integerBits, int& bitsOverUnit)
{
    const int headroom = std::countl_zero(static_cast<std::uint32_t>(sum));
    bitsOverUnit = integerBits - headroom;
    const auto fraction =
        static_cast<std::int32_t>((static_cast<std::uint32_t>(sum) << headroom) - (std::uint32_t{1} << 31));
    // 1 / (1 + fraction) by Newton-Raphson on the half denominator; x has 2 integer bits.
    constexpr std::int32_t k48Over17 = 1515870810;
    constexpr std::int32_t kMinus32Over17 = -1010580540;
    constexpr std::int32_t kOne = 1 << 29;
    const std::int64_t both = static_cast<std::int64_t>(fraction) + std::numeric_limits<std::int32_t>::max();
    const auto half = static_cast<std::int32_t>((both + (both >= 0 ? 1 : -1)) / 2);
    std::int32_t x = k48Over17 + times(half, kMinus32Over17);
    for (int i = 0; i < 3; ++i)
        x += saturatingRoundingMultiplyByPot(times(x, kOne - times(half, x)), 2);
    return saturatingRoundingMultiplyByPot(x, 1);
}

} // namespace tenbin::fixed_point
