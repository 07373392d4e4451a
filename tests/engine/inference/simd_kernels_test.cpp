// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "engine/inference/simd_kernels.h"

namespace tenbin {
namespace {

// 18 channels are a block of vectors and a rest.
TEST(SimdKernels, MaximumPoolingAgreesWithPlainLoops)
{
    constexpr std::int32_t kChannels = 18, kSide = 6;
    std::mt19937 random(4);
    std::vector<float> x(kSide * kSide * kChannels), dy(9 * kChannels);
    for (auto* values : {&x, &dy})
        for (float& v : *values)
            v = static_cast<float>(random() % 7) - 3.0f; // with ties
    std::vector<PoolTap> taps;
    for (std::int32_t p = 0; p < 9; ++p)
        for (std::int32_t e = 0; e < 4; ++e)
            taps.push_back({p, ((2 * (p / 3) + e / 2) * kSide + 2 * (p % 3) + e % 2) * kChannels});
    std::vector<float> highest(dy.size()), gradient(x.size());
    std::vector<std::int32_t> winner(dy.size());
    for (const SimdKernels* simd : runnableSimdKernels()) {
        simd->maximumPool(taps.data(), static_cast<long>(taps.size()), kChannels, x.data(), highest.data(),
                          winner.data());
        std::fill(gradient.begin(), gradient.end(), 9.0f); // every element is written
        simd->maximumPoolGradient(taps.data(), static_cast<long>(taps.size()), kChannels, winner.data(), dy.data(),
                                  gradient.data());
        for (std::size_t p = 0; p < 9; ++p)
            for (std::int32_t c = 0; c < kChannels; ++c) {
                std::int32_t first = taps[4 * p].from + c;
                for (std::size_t e = 1; e < 4; ++e)
                    if (x[static_cast<std::size_t>(taps[4 * p + e].from + c)] > x[static_cast<std::size_t>(first)])
                        first = taps[4 * p + e].from + c;
                const std::size_t at = p * kChannels + static_cast<std::size_t>(c);
                EXPECT_EQ(highest[at], x[static_cast<std::size_t>(first)]) << simd->name;
                EXPECT_EQ(winner[at], first) << simd->name;
                for (std::size_t e = 0; e < 4; ++e) {
                    const std::int32_t from = taps[4 * p + e].from + c;
                    EXPECT_EQ(gradient[static_cast<std::size_t>(from)], from == first ? dy[at] : 0.0f) << simd->name;
                }
            }
    }
}

} // namespace
} // namespace tenbin
