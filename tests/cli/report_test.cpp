// SPDX-License-Identifier: GPL-3.0-or-later
// tenbin-cli report: the command that a report prints makes the same bytes again.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tenbin {
namespace {

using ::testing::HasSubstr;

class ReportCommand : public testing::Test {
protected:
    void SetUp() override
    {
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder / "again");
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    /// Runs in `folder`; "tenbin-cli" is the program that was built.
    int run(const std::string& command, const std::filesystem::path& folder) const
    {
        const std::string line = "cd '" + folder.string() + "' && tenbin-cli() { '" TENBIN_CLI "' \"$@\"; } && "
                                 + command + " >/dev/null 2>errors";
        const int status = std::system(("bash -c " + quoted(line)).c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    static std::string quoted(const std::string& text)
    {
        std::string result = "'";
        for (const char c : text)
            result += c == '\'' ? std::string("'\\''") : std::string(1, c);
        return result + "'";
    }
    static std::string bytes(const std::filesystem::path& path)
    {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// The command of a report in JSON.
    std::string printed(const char* name) const
    {
        const auto json = nlohmann::json::parse(bytes(m_folder / name));
        return json["sections"].back()["blocks"][0]["text"];
    }
    /// Asks, then runs what the report prints elsewhere, and compares every file.
    void expectRepeats(const std::string& arguments, const char* json, std::initializer_list<const char*> files)
    {
        ASSERT_EQ(run("tenbin-cli report " + arguments, m_folder), 0) << bytes(m_folder / "errors");
        ASSERT_EQ(run(printed(json), m_folder / "again"), 0) << printed(json) << bytes(m_folder / "again" / "errors");
        for (const char* file : files) {
            EXPECT_FALSE(bytes(m_folder / file).empty()) << file;
            EXPECT_TRUE(bytes(m_folder / file) == bytes(m_folder / "again" / file)) << file;
        }
    }

    const std::filesystem::path m_folder = std::filesystem::path(testing::TempDir()) / "tenbin_report_command";
};

TEST_F(ReportCommand, AnInspectionRepeatsItself)
{
    expectRepeats("inspection --model zoo:mlperf_ic --target ethos_u55_256 --set clock_hz=500e6 --title \"It's mine\" "
                  "--notes $'two\\nlines' --output i.json i.md i.html i.csv i.pdf",
                  "i.json", {"i.json", "i.md", "i.html", "i.csv", "i.pdf"});
    EXPECT_THAT(printed("i.json"), HasSubstr("--set clock_hz=500000000"));
}

TEST_F(ReportCommand, ComparisonsRepeatThemselvesHoweverTheyWereAsked)
{
    expectRepeats("comparison --model zoo:mlperf_ic zoo:mlperf_kws --target imx500 max78002 --reference max78002 "
                  "--lang en,ja --output c.json c.md",
                  "c.en.json", {"c.en.json", "c.ja.json", "c.en.md", "c.ja.md"});
    EXPECT_THAT(printed("c.en.json"), HasSubstr("--reference max78002 \\\n  --lang en,ja"));
    expectRepeats("comparison --column zoo:mlperf_ic@imx500 --column 'zoo:mlperf_kws@ethos_u55_256:clock_hz=500e6' "
                  "--reference 2 --paper letter --output c.json c.pdf",
                  "c.json", {"c.json", "c.pdf"});
    EXPECT_THAT(printed("c.json"), HasSubstr("--column zoo:mlperf_kws@ethos_u55_256:clock_hz=500000000 "));
    // What words cannot say, the question itself says.
    expectRepeats(
        R"(comparison --question '{"name":"Ours","columns":[{"network":"zoo:mlperf_ic","target":"imx500","caption":"it'"'"'s A"}]}' --output c.json)",
        "c.json", {"c.json"});
    EXPECT_THAT(printed("c.json"), HasSubstr("--question '{"));
}

TEST_F(ReportCommand, SaysWhatIsWrong)
{
    EXPECT_EQ(run("tenbin-cli report comparison --column zoo:mlperf_ic@imx500 --reference 3 --output c.md", m_folder),
              1);
    EXPECT_THAT(bytes(m_folder / "errors"), HasSubstr("reference"));
    EXPECT_EQ(run("tenbin-cli report sparsity /nowhere --output c.md", m_folder), 1);
    EXPECT_THAT(bytes(m_folder / "errors"), HasSubstr("/nowhere"));
    EXPECT_EQ(
        run("tenbin-cli report inspection --model zoo:mlperf_ic --target imx500 --logo errors --output c.md", m_folder),
        1);
    EXPECT_EQ(
        run("tenbin-cli report inspection --model zoo:mlperf_ic --target imx500 --output /nowhere/c.md", m_folder), 1);
    EXPECT_THAT(bytes(m_folder / "errors"), HasSubstr("/nowhere/c.md"));
    EXPECT_EQ(run("tenbin-cli report inspection --model zoo:mlperf_ic --target imx500 --output c.docx", m_folder), 2);
}

} // namespace
} // namespace tenbin
