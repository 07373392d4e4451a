// SPDX-License-Identifier: GPL-3.0-or-later
// Calibration from preset files to preset files, on a chip whose numbers are known.
#include "engine/calibration/calibration.h"

#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "engine/calibration/preset_update.h"
#include "engine/core/file.h"
#include "engine/networks/network_source.h"
#include "engine/validation/network_of_row.h"
#include "models/registry.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

/// A copy of the presets in a folder of its own, with one plan: the kernels of one chip.
class Calibration : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::temp_directory_path() / ("tenbin-calibration-" + std::to_string(::getpid()));
        fs::remove_all(m_folder);
        fs::copy(TENBIN_SOURCE_DIR "/presets", m_folder, fs::copy_options::recursive);
        write("calibration.toml", R"([[fit]]
name = "kernels"
families = ["own"]
metrics = ["latency_ms"]
row_spread = 0.01
following_metrics = ["cycles"]
[[fit.parameters]]
file = '^common/kernels_cortex_m7_xcubeai_10\.toml$'
spread = 2.0
guess = { "kernel.mac_cycles" = 2.0, "kernel.output_cycles" = 10.0 }
ties = [ { key = "kernel.tail_mac_cycles", to = "kernel.mac_cycles", ratio = 2.0 } ]
[[range]]
families = ["own"]
metrics = ["latency_ms"]
key = "accuracy.latency"
file = '^common/kernels_(cortex_m7)_xcubeai_10\.toml$'
groups = ["$1 alone", "$1"]
least_networks = 3
)");
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void write(const char* name, const std::string& text) const { std::ofstream(m_folder / name) << text; }

    std::string textOf(const char* name) const { return readWhole(m_folder / name).value(); }

    TargetLibrary library() const { return loadTargets({m_folder}, findSchema); }

    /// Rows "measured" on a chip whose kernels take other numbers than the preset's.
    std::vector<Measurement> rowsOf(const TargetLibrary& targets, const Configuration& truth) const
    {
        std::vector<Measurement> rows;
        for (const char* zoo : {"resnet8", "mlperf_kws", "mobilenet_v1?alpha=0.25&input=96", "mobilenet_v2?input=96"}) {
            const auto network = networkOf(std::string("zoo:") + zoo).value();
            const Estimate estimate = tenbin::estimate(*network, *targets.find("stm32h743"), truth).value();
            Measurement row;
            row.model = zoo;
            row.target = "chip";
            row.metric = "latency_ms";
            row.kind = "measured";
            row.value = estimate.latency->value.count() * 1e3;
            rows.push_back(row);
        }
        return rows;
    }

    static MappingRules mapping()
    {
        MappingRules rules;
        NetworkRule network;
        network.patterns.byColumn.emplace("model", std::regex("^(.*)$"));
        network.zoo = "$1";
        rules.networks.push_back(network);
        TargetRule target;
        target.patterns.byColumn.emplace("target", std::regex("^chip$"));
        target.target = "stm32h743";
        target.family = "own";
        rules.targets.push_back(target);
        return rules;
    }

    CalibrationReport fit(const std::vector<Measurement>& rows) const
    {
        const TargetLibrary targets = library();
        const MappingRules rules = mapping();
        const ValidationContext validation{
            .targets = targets,
            .rules = rules,
            .network = [](const MappedRow& row) { return networkOfRow(row, {}); },
            .estimate = [](const Graph& graph, const Target& target,
                           const Configuration& configuration) { return estimate(graph, target, configuration); }};
        const auto plan = readCalibrationPlan(m_folder / "calibration.toml");
        EXPECT_TRUE(plan.has_value());
        return calibrate(*plan, rows, {.validation = validation, .presets = m_folder, .threads = 2}).value();
    }

    static Configuration truth()
    {
        Configuration configuration;
        configuration.values["kernel.mac_cycles"] = 1.7;
        configuration.values["kernel.tail_mac_cycles"] = 3.4;
        configuration.values["kernel.output_cycles"] = 31.0;
        return configuration;
    }

    fs::path m_folder;
};

const FittedNumber& number(const FitReport& report, const std::string& key)
{
    for (const FittedNumber& candidate : report.numbers)
        if (candidate.place.place.key == key)
            return candidate;
    throw std::out_of_range(key);
}

TEST_F(Calibration, FindsTheNumbersThatMadeTheRows)
{
    const CalibrationReport whole = fit(rowsOf(library(), truth()));
    ASSERT_EQ(whole.fits.size(), 1u);
    const FitReport& report = whole.fits.front();
    ASSERT_EQ(report.numbers.size(), 2u);
    ASSERT_EQ(report.rows.size(), 4u);
    EXPECT_EQ(number(report, "kernel.mac_cycles").place.file, "common/kernels_cortex_m7_xcubeai_10.toml");
    EXPECT_NEAR(number(report, "kernel.mac_cycles").found, 1.7, 0.01);
    EXPECT_NEAR(number(report, "kernel.output_cycles").found, 31.0, 0.3);
    EXPECT_EQ(number(report, "kernel.mac_cycles").rows, 4u);
    for (const FittedRow& row : report.rows) {
        EXPECT_NEAR(row.found, 0.0, 1e-3);
        EXPECT_GT(std::abs(row.committed), 0.05); // the preset's numbers are others
    }
    ASSERT_EQ(whole.ranges.size(), 1u);
    EXPECT_EQ(whole.ranges.front().rows, 4u);
    EXPECT_EQ(whole.ranges.front().group, "cortex_m7 alone");
}

TEST_F(Calibration, WhatIsWrittenIsFoundAgain)
{
    const auto rows = rowsOf(library(), truth());
    const std::string before = textOf("common/kernels_cortex_m7_xcubeai_10.toml");
    const auto written = writeFound(fit(rows), m_folder);
    ASSERT_TRUE(written.has_value());
    ASSERT_EQ(written->size(), 1u);
    const std::string text = textOf("common/kernels_cortex_m7_xcubeai_10.toml");
    EXPECT_NE(text, before);
    EXPECT_TRUE(library().errors.empty());
    const FitReport again = fit(rows).fits.front();
    for (const FittedNumber& candidate : again.numbers)
        EXPECT_TRUE(agree(candidate.committed, candidate.found)) << candidate.place.place.key;
    EXPECT_NEAR(number(again, "kernel.mac_cycles").committed, 1.7, 0.01);
    // What follows a fitted number was written too: an estimate with the new preset meets the rows.
    const TargetLibrary targets = library();
    const auto network = networkOf("zoo:mlperf_kws").value();
    const Estimate estimate = tenbin::estimate(*network, *targets.find("stm32h743"), {}).value();
    EXPECT_NEAR(estimate.latency->value.count() * 1e3, rows[1].value, 0.01 * rows[1].value);
    EXPECT_TRUE(writeFound(fit(rows), m_folder)->empty()) << "a second time there is nothing to write";
}

TEST_F(Calibration, ARowOfItsOwnNetworkDoesNotHelpItselfWhenItIsLeftOut)
{
    auto rows = rowsOf(library(), truth());
    rows[0].value *= 1.1; // one network behaves differently
    const FitReport report = fit(rows).fits.front();
    EXPECT_EQ(report.rows[0].network, "zoo:resnet8");
    EXPECT_NEAR(report.rows[0].leftOut, 1.0 / 1.1 - 1.0, 0.01);
    EXPECT_LT(std::abs(report.rows[0].found), std::abs(report.rows[0].leftOut)); // with it, it pulls
}

TEST_F(Calibration, RowsThatFollowAreLeftOutWithTheirNetwork)
{
    auto rows = rowsOf(library(), truth());
    rows[0].value *= 1.1; // one network behaves differently, and its cycles with it
    Measurement follower = rows[0];
    follower.metric = "cycles";
    follower.value *= 1e-3 * library().find("stm32h743")->parameters.at("clock_hz").value;
    rows.push_back(follower);
    const CalibrationReport whole = fit(rows);
    const FitReport& report = whole.fits.front();
    ASSERT_EQ(report.rows.size(), 4u) << "it decides nothing";
    ASSERT_EQ(report.following.size(), 1u);
    EXPECT_NEAR(report.following[0].leftOut, report.rows[0].leftOut, 1e-6);
    ASSERT_EQ(whole.leftOut.size(), 5u);
    EXPECT_NEAR(whole.leftOut[4].error, report.rows[0].leftOut, 1e-6);
}

TEST_F(Calibration, AFittedNumberThatNoRowFitsIsNamed)
{
    const TargetLibrary targets = library();
    const MappingRules rules = mapping();
    const ValidationContext validation{.targets = targets, .rules = rules, .network = {}, .estimate = {}};
    const CalibrationReport report = fit(rowsOf(targets, truth()));
    const auto names = fittedWithoutRows(report, {.validation = validation, .presets = m_folder}).value();
    const auto has = [&](const char* name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    EXPECT_TRUE(has("common/kernels_cortex_m7_xcubeai_10.toml kernel.dense_mac_cycles"));
    EXPECT_TRUE(has("targets/stm32h743.toml kernel.wait_factor"));
    EXPECT_FALSE(has("common/kernels_cortex_m7_xcubeai_10.toml kernel.mac_cycles"));
}

TEST_F(Calibration, APlanWithAFaultNamesItsLine)
{
    write("calibration.toml", "[[fit]]\nname = \"x\"\nfamilies = [\"a\"]\nmetrics = [\"b\"]\nrow_spread = -1\n");
    const auto plan = readCalibrationPlan(m_folder / "calibration.toml");
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().where.line, 5);
    EXPECT_EQ(plan.error().where.element, "row_spread");
    write("calibration.toml", "[[fit]]\n[[fit.parameters]]\nfile = '('\n");
    EXPECT_FALSE(readCalibrationPlan(m_folder / "calibration.toml").has_value());
    EXPECT_FALSE(readCalibrationPlan(m_folder / "none.toml").has_value());
}

} // namespace
} // namespace tenbin
