// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/reads.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "engine/core/units.h"

namespace tenbin::ethos_u {
namespace {

/// Block by block.
double slowReads(const BlockedAxis& axis)
{
    double total = 0.0;
    const std::int64_t before = (axis.span - 1) / 2;
    for (std::int64_t first = 0; first < axis.outputs; first += axis.block) {
        const std::int64_t length = std::min(axis.block, axis.outputs - first);
        const std::int64_t from = std::max<std::int64_t>(0, first * axis.stride - before);
        const std::int64_t to =
            std::min(axis.inputs * axis.upscale, first * axis.stride - before + (length - 1) * axis.stride + axis.span);
        total += static_cast<double>(ceilDiv(std::max<std::int64_t>(0, to - from), axis.upscale));
    }
    return total;
}

TEST(EthosUReads, AreThoseOfTheBlocksOneByOne)
{
    std::mt19937 random(3);
    const auto upTo = [&](std::int64_t most) { return 1 + static_cast<std::int64_t>(random()) % most; };
    for (int i = 0; i < 20000; ++i) {
        const BlockedAxis axis{.outputs = upTo(300),
                               .block = upTo(40),
                               .stride = upTo(6),
                               .span = upTo(90),
                               .upscale = upTo(8),
                               .inputs = upTo(400)};
        ASSERT_EQ(readAlong(axis), slowReads(axis)) << axis.outputs << " " << axis.block << " " << axis.stride << " "
                                                    << axis.span << " " << axis.upscale << " " << axis.inputs;
    }
}

TEST(EthosUReads, OfAnEndlessAxisTakeNoTime)
{
    constexpr std::int64_t kEndless = std::int64_t{1} << 40;
    EXPECT_EQ(readAlong({.outputs = kEndless, .block = 16, .stride = 1, .span = 1, .upscale = 1, .inputs = kEndless}),
              static_cast<double>(kEndless));
    EXPECT_NEAR(
        readAlong({.outputs = kEndless, .block = 16, .stride = 1, .span = 3, .upscale = 2, .inputs = kEndless / 2}),
        static_cast<double>(kEndless) * 9.0 / 16.0, 1e6 + 0.07 * static_cast<double>(kEndless));
}

} // namespace
} // namespace tenbin::ethos_u
