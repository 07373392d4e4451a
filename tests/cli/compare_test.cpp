// SPDX-License-Identifier: GPL-3.0-or-later
// tenbin-cli compare as its user meets it.

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/run_cli.h"

namespace tenbin {
namespace {

using ::testing::HasSubstr;

test::CliOutcome run(const std::string& arguments) { return test::runCli("compare " + arguments); }

TEST(CompareCommand, ShowsColumnsSideBySide)
{
    const test::CliOutcome text = run(
        "'zoo:mobilenet_v2@imx500' 'zoo:mobilenet_v2@ethos_u55_256:clock_hz=500e6' zoo:mlperf_ic@imx500 --reference 1");
    EXPECT_THAT(text.out, HasSubstr("Sony IMX500 (reference)"));
    EXPECT_THAT(text.out, HasSubstr("±"));
    const test::CliOutcome json = run("zoo:mobilenet_v2@imx500 zoo:mlperf_ic@imx500 --reference 1 --format json");
    ASSERT_EQ(json.code, 0) << json.out;
    const auto parsed = nlohmann::json::parse(json.out);
    EXPECT_EQ(parsed["columns"].size(), 2u);
    EXPECT_EQ(parsed["reference"], 0);
    EXPECT_EQ(parsed["rows"][0]["figure"], "verdict");
    EXPECT_TRUE(parsed["rows"][2]["cells"][1].contains("difference"));
    EXPECT_THAT(run("zoo:mobilenet_v2@imx500 zoo:mlperf_ic@imx500 --format csv").out, HasSubstr("latency [s],"));
}

TEST(CompareCommand, ReadsTheQuestionItWrites)
{
    const test::CliOutcome question =
        run("zoo:mlperf_ic@imx500:mode=B zoo:mlperf_ic@max78002 --reference 2 --format question");
    ASSERT_EQ(question.code, 0) << question.out;
    const std::string file = ::testing::TempDir() + "/tenbin-compare.json";
    std::ofstream(file) << question.out;
    EXPECT_EQ(run("--file '" + file + "' --format question").out, question.out);
    EXPECT_EQ(run("--file '" + file + "' --format csv").out,
              run("zoo:mlperf_ic@imx500:mode=B zoo:mlperf_ic@max78002 --reference 2 --format csv").out);
    std::ofstream(file) << R"({"columns": [{"network": "zoo:mlperf_ic", "target": 3}]})";
    const test::CliOutcome bad = run("--file '" + file + "'");
    EXPECT_EQ(bad.code, 1);
    EXPECT_THAT(bad.out, HasSubstr("columns[0].target"));
    EXPECT_THAT(bad.out, HasSubstr(file));
}

TEST(CompareCommand, ComparesLayersOfTwoColumns)
{
    const test::CliOutcome text = run("zoo:mlperf_ic@ethos_u55_256 zoo:mlperf_ic@ethos_u85_512 --layers");
    EXPECT_EQ(text.code, 0);
    EXPECT_THAT(text.out, HasSubstr("CONV_2D"));
    EXPECT_EQ(run("zoo:mlperf_ic@ethos_u55_256 --layers").code, 2);
}

TEST(CompareCommand, SaysWhatIsWrong)
{
    EXPECT_EQ(run("").code, 2);
    EXPECT_THAT(run("zoo:mlperf_ic").out, HasSubstr("MODEL@TARGET"));
    EXPECT_THAT(run("zoo:mlperf_ic@abacus").out, HasSubstr("abacus"));
    EXPECT_THAT(run("zoo:mlperf_ic@imx500:mode=Z").out, HasSubstr("mode"));
    const test::CliOutcome missing = run("/nowhere.tflite@imx500 zoo:mlperf_ic@imx500");
    EXPECT_EQ(missing.code, 0) << "the other column is still answered";
    EXPECT_THAT(missing.out, HasSubstr("There is no file /nowhere.tflite"));
}

} // namespace
} // namespace tenbin
