// SPDX-License-Identifier: GPL-3.0-or-later
// tenbin-cli compare as its user meets it.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tenbin {
namespace {

using ::testing::HasSubstr;

struct Outcome {
    int exitCode = -1;
    std::string out;
};

/// Output and errors together.
Outcome run(const std::string& arguments)
{
    Outcome result;
    FILE* pipe = ::popen(("'" TENBIN_CLI "' compare " + arguments + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe))
        result.out.append(buffer.data(), n);
    const int status = ::pclose(pipe);
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

TEST(CompareCommand, ShowsColumnsSideBySide)
{
    const Outcome text = run(
        "'zoo:mobilenet_v2@imx500' 'zoo:mobilenet_v2@ethos_u55_256:clock_hz=500e6' zoo:mlperf_ic@imx500 --reference 1");
    EXPECT_THAT(text.out, HasSubstr("Sony IMX500 (reference)"));
    EXPECT_THAT(text.out, HasSubstr("±"));
    const Outcome json = run("zoo:mobilenet_v2@imx500 zoo:mlperf_ic@imx500 --reference 1 --format json");
    ASSERT_EQ(json.exitCode, 0) << json.out;
    const auto parsed = nlohmann::json::parse(json.out);
    EXPECT_EQ(parsed["columns"].size(), 2u);
    EXPECT_EQ(parsed["reference"], 0);
    EXPECT_EQ(parsed["rows"][0]["figure"], "verdict");
    EXPECT_TRUE(parsed["rows"][2]["cells"][1].contains("difference"));
    EXPECT_THAT(run("zoo:mobilenet_v2@imx500 zoo:mlperf_ic@imx500 --format csv").out, HasSubstr("latency [s],"));
}

TEST(CompareCommand, ReadsTheQuestionItWrites)
{
    const Outcome question = run("zoo:mlperf_ic@imx500:mode=B zoo:mlperf_ic@max78002 --reference 2 --format question");
    ASSERT_EQ(question.exitCode, 0) << question.out;
    const std::string file = ::testing::TempDir() + "/tenbin-compare.json";
    std::ofstream(file) << question.out;
    EXPECT_EQ(run("--file '" + file + "' --format question").out, question.out);
    EXPECT_EQ(run("--file '" + file + "' --format csv").out,
              run("zoo:mlperf_ic@imx500:mode=B zoo:mlperf_ic@max78002 --reference 2 --format csv").out);
    std::ofstream(file) << R"({"columns": [{"network": "zoo:mlperf_ic", "target": 3}]})";
    const Outcome bad = run("--file '" + file + "'");
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_THAT(bad.out, HasSubstr("columns[0].target"));
    EXPECT_THAT(bad.out, HasSubstr(file));
}

TEST(CompareCommand, ComparesLayersOfTwoColumns)
{
    const Outcome text = run("zoo:mlperf_ic@ethos_u55_256 zoo:mlperf_ic@ethos_u85_512 --layers");
    EXPECT_EQ(text.exitCode, 0);
    EXPECT_THAT(text.out, HasSubstr("CONV_2D"));
    EXPECT_EQ(run("zoo:mlperf_ic@ethos_u55_256 --layers").exitCode, 2);
}

TEST(CompareCommand, SaysWhatIsWrong)
{
    EXPECT_EQ(run("").exitCode, 2);
    EXPECT_THAT(run("zoo:mlperf_ic").out, HasSubstr("MODEL@TARGET"));
    EXPECT_THAT(run("zoo:mlperf_ic@abacus").out, HasSubstr("abacus"));
    EXPECT_THAT(run("zoo:mlperf_ic@imx500:mode=Z").out, HasSubstr("mode"));
    const Outcome missing = run("/nowhere.tflite@imx500 zoo:mlperf_ic@imx500");
    EXPECT_EQ(missing.exitCode, 0) << "the other column is still answered";
    EXPECT_THAT(missing.out, HasSubstr("There is no file /nowhere.tflite"));
}

} // namespace
} // namespace tenbin
