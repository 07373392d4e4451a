// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <gtest/gtest.h>

#include "engine/validation/measurement_writer.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

fs::path freshFolder()
{
    const fs::path folder = fs::path(::testing::TempDir()) / "tenbin_measurement_writer";
    fs::remove_all(folder);
    return folder;
}

Measurement sample(double value)
{
    Measurement row;
    row.model = "zoo:resnet8";
    row.target = "stm32h743";
    row.targetConfig = "toolchain=hale; clock_hz=4e8";
    row.metric = "latency_ms";
    row.unit = "ms";
    row.kind = "measured";
    row.source = "my bench, \"board 2\"";
    row.value = value;
    return row;
}

TEST(MeasurementWriter, WhatIsWrittenIsReadBack)
{
    const fs::path file = freshFolder() / "deep" / "own.csv";
    ASSERT_TRUE(appendMeasurement(file, sample(28.125)).has_value());
    Measurement second = sample(30.5);
    second.clockMegahertz = 480.0;
    ASSERT_TRUE(appendMeasurement(file, second).has_value());
    const auto rows = readMeasurements(file);
    ASSERT_TRUE(rows.has_value());
    ASSERT_EQ(rows->size(), 2u);
    EXPECT_EQ(rows->front().source, sample(0).source);
    EXPECT_EQ(rows->front().targetConfig, sample(0).targetConfig);
    EXPECT_EQ(rows->front().value, 28.125);
    EXPECT_FALSE(rows->front().clockMegahertz.has_value());
    EXPECT_EQ(rows->back().clockMegahertz, 480.0);
}

TEST(MeasurementWriter, ATableThatCannotBeReadOrWrittenStaysAsItWas)
{
    const fs::path folder = freshFolder();
    fs::create_directories(folder);
    std::ofstream(folder / "bad.csv") << "not,a,table\n1,2,3\n";
    const auto refused = appendMeasurement(folder / "bad.csv", sample(1.0));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::tableColumn);
    std::ifstream stream(folder / "bad.csv");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), "not,a,table\n1,2,3\n");
    const auto nowhere = appendMeasurement(folder / "bad.csv" / "own.csv", sample(1.0));
    ASSERT_FALSE(nowhere.has_value());
    EXPECT_EQ(nowhere.error().code, ErrorCode::fileUnwritable);
}

} // namespace
} // namespace tenbin
