// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

Target preset(const std::string& id)
{
    return loadTarget(std::string(TENBIN_SOURCE_DIR "/presets/targets/") + id + ".toml", findSchema).value();
}

Estimate estimated(const std::string& network, const Target& target, const std::string& point = {})
{
    Configuration configuration;
    if (!point.empty())
        configuration = withOption(target, {}, "operating_point", point).value();
    return estimate(*buildNetwork(network).value(), target, configuration).value();
}

struct Measured {
    const char* network;
    const char* point;
    double inferencesPerSecond;
    double microjoules;
};

// MLPerf Tiny v1.0, closed division, SYN9120 board.
class MlperfTiny : public ::testing::TestWithParam<Measured> {};

TEST_P(MlperfTiny, LatencyWithin10AndEnergyWithin25Percent)
{
    const Measured row = GetParam();
    const Estimate e = estimated(row.network, preset("ndp120"), row.point);
    ASSERT_TRUE(e.latency && e.energy);
    EXPECT_NEAR(e.latency->value.count() * row.inferencesPerSecond, 1.0, 0.10);
    EXPECT_NEAR(e.energy->value.count() * 1e6 / row.microjoules, 1.0, 0.25);
    EXPECT_EQ(e.verdict, VerdictKind::fits);
}
INSTANTIATE_TEST_SUITE_P(Rows, MlperfTiny,
                         ::testing::Values(Measured{"mlperf_ic", "0.9 V", 62.598, 101.833},
                                           Measured{"mlperf_ic", "1.1 V", 195.238, 139.367},
                                           Measured{"mlperf_kws", "0.9 V", 228.982, 31.537},
                                           Measured{"mlperf_kws", "1.1 V", 675.024, 43.802},
                                           Measured{"mlperf_vww", "0.9 V", 78.600, 71.711},
                                           Measured{"mlperf_vww", "1.1 V", 243.883, 97.164}));

TEST(Ndp250, AnswersWithABoundAndLeavesTheRestUnknown)
{
    const Estimate e = estimated("mobilenet_v2", preset("ndp250"));
    ASSERT_TRUE(e.latency.has_value());
    EXPECT_TRUE(e.latency->isBound);
    EXPECT_EQ(e.latency->low, e.latency->value);
    EXPECT_FALSE(e.latency->high.has_value());
    // 30 GOPS: no inference can be faster than its operations at that rate.
    EXPECT_NEAR(e.latency->value.count(), 2.0 * e.macs.toDouble() / 30e9, 1e-9);
    EXPECT_FALSE(e.energy.has_value());
    EXPECT_EQ(e.verdict, VerdictKind::unknown) << "the activation memory was never published";
    EXPECT_FALSE(e.memories[1].available.has_value());
}

TEST(Ndp250, FewerBitsMakeALargeNetworkFitTheParameterMemory)
{
    const Target target = preset("ndp250");
    const Estimate plain = estimated("resnet18", target);
    EXPECT_TRUE(plain.memories[0].exceeded());
    const auto four =
        estimate(*buildNetwork("resnet18").value(), target, withOption(target, {}, "weight_bits", "4").value());
    EXPECT_FALSE(four->memories[0].exceeded());
}

TEST(NeuproNano, IsABoundThatBitsAndCompressionMove)
{
    const Target target = preset("neupro_npn64");
    const auto network = buildNetwork("mlperf_ic").value();
    const Estimate plain = *estimate(*network, target, {});
    EXPECT_TRUE(plain.latency->isBound);
    EXPECT_NEAR(plain.latency->value.count(), plain.macs.toDouble() / 64 / 400e6, 1e-9);
    const auto low = *estimate(*network, target, withOption(target, {}, "weight_bits", "4").value());
    EXPECT_NEAR(low.latency->value / plain.latency->value, 0.5, 1e-9);
    const auto squeezed = *estimate(*network, target, withOption(target, {}, "netsqueeze", "on").value());
    EXPECT_NEAR(squeezed.weightBytes / plain.weightBytes, 0.2, 0.001);
    EXPECT_EQ(plain.verdict, VerdictKind::unknown);
    const auto sized =
        *estimate(*network, target, withOption(target, {}, "memory.memory.capacity_bytes", "500000").value());
    EXPECT_EQ(sized.verdict, VerdictKind::fits) << "the integrator's memory decides";
}

} // namespace
} // namespace tenbin
