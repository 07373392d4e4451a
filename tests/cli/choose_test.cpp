// SPDX-License-Identifier: GPL-3.0-or-later
// tenbin-cli choose as its user meets it, and as docs/choose-json.md describes it.

#include <fstream>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/run_cli.h"

namespace tenbin {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

test::CliOutcome run(const std::string& arguments) { return test::runCli("choose " + arguments); }

constexpr const char* kModel = "'zoo:mobilenet_v1?alpha=0.25&input=96x96x3'";
const std::string kAsked = std::string(kModel) + " --fps 10 --energy 1mJ --ram 512KiB";

/// The keys in the first column of a table of docs/choose-json.md, under the heading `section`.
std::set<std::string> documented(const std::string& section)
{
    std::ifstream in(TENBIN_SOURCE_DIR "/docs/choose-json.md");
    std::set<std::string> keys;
    static const std::regex quoted("`([a-z_]+)`");
    std::string heading;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("## "))
            heading = line.substr(3);
        if (heading != section || !line.starts_with("| `"))
            continue;
        const std::string first = line.substr(0, line.find(" |", 2));
        for (std::sregex_iterator key(first.begin(), first.end(), quoted), end; key != end; ++key)
            keys.insert((*key)[1].str());
    }
    return keys;
}

std::set<std::string> keysOf(const Json& object)
{
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items())
        keys.insert(key);
    return keys;
}

TEST(ChooseCommand, JsonHasTheKeysOfItsPageInRankOrder)
{
    const test::CliOutcome outcome = run(kAsked + " --json");
    ASSERT_EQ(outcome.code, 0) << outcome.out;
    const Json entries = Json::parse(outcome.out);
    ASSERT_TRUE(entries.is_array());
    ASSERT_GT(entries.size(), 20u);
    ASSERT_FALSE(documented("An entry").empty());
    std::size_t rank = 0, misses = 0, mends = 0;
    for (const Json& entry : entries) {
        EXPECT_EQ(entry.at("rank"), ++rank);
        EXPECT_EQ(keysOf(entry), documented("An entry"));
        EXPECT_TRUE(entry.at("configuration").is_object());
        for (const Json& miss : entry.at("misses")) {
            ++misses;
            EXPECT_EQ(keysOf(miss), documented("A miss"));
        }
        for (const Json& mend : entry.at("mends")) {
            ++mends;
            EXPECT_EQ(keysOf(mend), documented("A mend"));
        }
        if (entry.at("meets") == "yes") {
            EXPECT_GE(entry.at("fps"), 10.0);
            EXPECT_LE(entry.at("energy_uj"), 1000.0);
            EXPECT_LE(entry.at("ram_bytes"), 512 * 1024);
            EXPECT_GE(entry.at("probability"), 0.9);
        }
    }
    EXPECT_GT(misses, 0u);
    EXPECT_GT(mends, 0u);
}

TEST(ChooseCommand, TextSaysTheSentenceAndATable)
{
    const test::CliOutcome text = run(kAsked + " --price 20 --top 5");
    ASSERT_EQ(text.code, 0) << text.out;
    EXPECT_THAT(text.out, HasSubstr(" chips keep"));
    EXPECT_THAT(text.out, HasSubstr("512"));
    EXPECT_THAT(text.out, HasSubstr("20\u2009USD"));
    EXPECT_THAT(text.out, HasSubstr("Remarks"));
    const std::string csv = run(kAsked + " --format csv").out;
    EXPECT_THAT(csv, HasSubstr("Latency [s]"));
    EXPECT_THAT(csv, ::testing::Not(HasSubstr("\\x0d"))) << "an end of line is no letter of a name";
    EXPECT_THAT(run(kAsked + " --format markdown").out, HasSubstr("|---"));
}

TEST(ChooseCommand, SeveralNetworksAreAskedAtOnce)
{
    const test::CliOutcome outcome =
        run(std::string(kModel) + " zoo:mlperf_ic --fps 5 --family microcontroller --json");
    ASSERT_EQ(outcome.code, 0) << outcome.out;
    std::set<std::string> sources;
    for (const Json& entry : Json::parse(outcome.out))
        sources.insert(entry.at("source").get<std::string>());
    EXPECT_EQ(sources.size(), 2u);
}

TEST(ChooseCommand, WhatCannotBeAskedIsSaidAndEndsWithTwo)
{
    const auto refused = [](const std::string& arguments, const char* words) {
        const test::CliOutcome outcome = run(std::string(kModel) + " " + arguments);
        EXPECT_EQ(outcome.code, 2) << arguments;
        EXPECT_THAT(outcome.out, HasSubstr(words)) << arguments;
    };
    refused("--energy 10", "such as 10 mJ");
    refused("--latency=-1ms", "such as 20 ms");
    refused("--ram 512", "such as 512 KiB");
    refused("--battery-life 30d", "3 Wh");
    refused("--power 1mW --sleep 2mW", "drawn in sleep");
    refused("--duty 1", "duty cycle");
    refused("--interface telepathy", "mipi_csi");
    refused("--family toaster", "microcontroller");
    refused("--by beauty", "beauty");
    refused("--top 0", "top");
}

TEST(ChooseCommand, NobodyKeepingIsAnAnswerAndNoNetworkIsNot)
{
    const test::CliOutcome none = run(std::string(kModel) + " --fps 1e9 --top 1");
    EXPECT_EQ(none.code, 0);
    EXPECT_THAT(none.out, HasSubstr("None of "));
    EXPECT_EQ(run("no-such-file.tflite --fps 1").code, 1);
    EXPECT_EQ(run("--fps 1").code, 2);
}

} // namespace
} // namespace tenbin
