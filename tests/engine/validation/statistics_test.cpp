// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/tables/csv_reader.h"
#include "engine/validation/measurement.h"
#include "engine/validation/statistics.h"

namespace tenbin {
namespace {

TEST(Csv, KeepsQuotedCommasQuotesAndLineEnds)
{
    const auto records = parseCsv("a,\"b, c\",\"say \"\"x\"\"\"\r\n\n1,\"two\nlines\",\nlast,,end");
    ASSERT_EQ(records.size(), 3u);
    EXPECT_EQ(records[0].fields, (std::vector<std::string>{"a", "b, c", "say \"x\""}));
    EXPECT_EQ(records[1].fields, (std::vector<std::string>{"1", "two\nlines", ""}));
    EXPECT_EQ(records[1].line, 3);
    EXPECT_EQ(records[2].fields, (std::vector<std::string>{"last", "", "end"}));
    EXPECT_EQ(records[2].line, 5);
    EXPECT_TRUE(parseCsv("").empty());
}

TEST(Measurements, NameLineAndColumnOfWhatIsWrong)
{
    const auto rows =
        parseMeasurements("model,target,metric,value,kind,clock_mhz\nm,t,latency_ms,4.5,measured,262.5\n", "t.csv");
    ASSERT_TRUE(rows.has_value());
    EXPECT_EQ(rows->front().value, 4.5);
    EXPECT_EQ(rows->front().clockMegahertz, 262.5);
    EXPECT_EQ(rows->front().column("metric"), "latency_ms");
    EXPECT_EQ(parseMeasurements("model,target,value,kind\n", "t.csv").error().arguments[0], "metric");
    const auto bad = parseMeasurements("model,target,metric,value,kind\na,b,c,many,d\n", "t.csv");
    EXPECT_EQ(bad.error().code, ErrorCode::tableNumber);
    EXPECT_EQ(bad.error().where.line, 2);
    EXPECT_EQ(parseMeasurements("", "t.csv").error().code, ErrorCode::fileEmpty);
}

TEST(Statistics, QuantilesInterpolate)
{
    EXPECT_FALSE(quantile({}, 0.5).has_value());
    EXPECT_DOUBLE_EQ(*quantile({3.0}, 0.9), 3.0);
    EXPECT_DOUBLE_EQ(*quantile({4.0, 1.0, 2.0, 3.0}, 0.5), 2.5);
    EXPECT_DOUBLE_EQ(*quantile({0.0, 10.0}, 0.9), 9.0);
}

TEST(Statistics, RankCorrelationFollowsOrderNotSize)
{
    const std::vector<double> a{1.0, 2.0, 3.0, 4.0}, grows{10.0, 11.0, 500.0, 501.0}, falls{4.0, 3.0, 2.0, 1.0},
        flat(4, 1.0);
    EXPECT_DOUBLE_EQ(*rankCorrelation(a, grows), 1.0);
    EXPECT_DOUBLE_EQ(*rankCorrelation(a, falls), -1.0);
    EXPECT_FALSE(rankCorrelation(a, flat).has_value());
    const std::vector<double> ties{1.0, 1.0, 2.0, 2.0};
    EXPECT_NEAR(*rankCorrelation(a, ties), 0.894427, 1e-6);
}

TEST(Statistics, SummaryCountsErrorsAndCoverage)
{
    const std::vector<ScoredValue> values{
        {110, 100, 90, 120}, {80, 100, 70, 90}, {100, 100, std::nullopt, std::nullopt}};
    const ErrorSummary summary = summarise(values);
    EXPECT_EQ(summary.rows, 3u);
    EXPECT_NEAR(summary.medianAbsolute, 0.10, 1e-12);
    EXPECT_NEAR(summary.percentile90, 0.18, 1e-12);
    EXPECT_NEAR(summary.bias, 0.0, 1e-12);
    EXPECT_NEAR(*summary.coverage, 0.5, 1e-12) << "the row without an interval does not count";
    EXPECT_FALSE(summarise(std::span(values).subspan(2)).coverage.has_value());
}

} // namespace
} // namespace tenbin
