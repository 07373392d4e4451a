// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as its user meets it: a real process, its output and exit code.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/formats/tflite/writer.h"
#include "engine/zoo/zoo.h"
#include "tests/cli/run_cli.h"

namespace tenbin {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

struct Outcome {
    int exitCode = -1;
    std::string out, err;
};

class Cli : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = std::filesystem::path(::testing::TempDir()) / ("tenbin-cli-" + std::to_string(::getpid()));
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    Outcome run(const std::string& arguments, const std::string& environment = {}) const
    {
        const std::string errors = (m_folder / "stderr").string();
        const std::string command = environment + " '" TENBIN_CLI "' " + arguments + " 2>'" + errors + "'";
        const test::CliOutcome printed = test::outcomeOf(command);
        Outcome result{.exitCode = printed.code, .out = printed.out, .err = {}};
        std::ifstream in(errors);
        result.err.assign(std::istreambuf_iterator<char>(in), {});
        return result;
    }
    Json runJson(const std::string& arguments, const std::string& environment = {}) const
    {
        const Outcome result = run(arguments + " --json", environment);
        EXPECT_EQ(result.exitCode, 0) << result.err;
        return Json::parse(result.out);
    }

    std::filesystem::path m_folder;
};

/// Type of a value of the schema in docs/estimate-json.md.
void expectNumberOrNull(const Json& object, const std::string& key)
{
    ASSERT_TRUE(object.contains(key)) << key;
    EXPECT_TRUE(object[key].is_number() || object[key].is_null()) << key << " is " << object[key].dump();
}

TEST_F(Cli, EstimateJsonFollowsItsSchema)
{
    const Json estimates = runJson("estimate 'zoo:mobilenet_v1?alpha=0.25&input=96x96x3'");
    ASSERT_TRUE(estimates.is_array());
    ASSERT_GE(estimates.size(), 7u);
    for (const Json& e : estimates) {
        SCOPED_TRACE(e.value("target", "?"));
        for (const char* key : {"model", "target", "verdict", "model_hash", "target_hash"})
            EXPECT_TRUE(e.at(key).is_string()) << key;
        EXPECT_TRUE(e.at("configuration").is_object());
        EXPECT_TRUE(e.at("fits").is_boolean() || e.at("fits").is_null());
        for (const char* key : {"reasons", "remedies", "memories", "layers", "assumptions"})
            EXPECT_TRUE(e.at(key).is_array()) << key;
        for (const char* key :
             {"latency_ms", "fps", "energy_uj", "macs", "parameters", "weights_bytes", "peak_activation_bytes"})
            expectNumberOrNull(e, key);
        ASSERT_TRUE(e.at("latency_interval_ms").is_array() || e.at("latency_interval_ms").is_null());
        if (!e["latency_ms"].is_null() && !e["latency_interval_ms"][0].is_null()) {
            EXPECT_LE(e["latency_interval_ms"][0], e["latency_ms"]);
        }
        for (const Json& memory : e["memories"]) {
            EXPECT_TRUE(memory.at("name").is_string());
            for (const char* key : {"used_bytes", "available_bytes", "spare_bytes", "size_bytes", "fits_probability"})
                expectNumberOrNull(memory, key);
            for (const char* key : {"reserved_bytes", "firmware_bytes"})
                EXPECT_TRUE(memory.at(key).is_number()) << key;
            const Json& interval = memory.at("used_interval_bytes");
            ASSERT_TRUE(interval.is_null() ? memory["used_bytes"].is_null() : interval.is_array());
            if (!interval.is_null()) {
                EXPECT_LE(interval[0], memory["used_bytes"]);
                EXPECT_GE(interval[1], memory["used_bytes"]);
            }
        }
        EXPECT_TRUE(e.at("accuracy").is_null() || e["accuracy"].at("metric").is_string());
        for (const Json& remedy : e["remedies"])
            EXPECT_TRUE(remedy.at("accuracy").is_null() || remedy["accuracy"]["to"].is_number());
        expectNumberOrNull(e, "fits_probability");
        EXPECT_EQ(e["fits"].is_null(), e["fits_probability"].is_null());
        EXPECT_GT(e["macs"], 7'000'000);
        for (const Json& layer : e["layers"]) {
            for (const char* key : {"name", "op", "bound", "device"})
                EXPECT_TRUE(layer.at(key).is_string()) << key;
            for (const char* key : {"macs", "cycles", "latency_ms", "energy_uj"})
                expectNumberOrNull(layer, key);
        }
    }
}

TEST_F(Cli, SettingsChangeTheAnswerAndAppearInTheConfiguration)
{
    const Json slow = runJson("estimate zoo:mlperf_ic --target imx500 --set clock_hz=131.25e6");
    const Json fast = runJson("estimate zoo:mlperf_ic --target imx500");
    ASSERT_EQ(slow.size(), 1u);
    EXPECT_EQ(slow[0]["configuration"]["clock_hz"], 131.25e6);
    EXPECT_GT(slow[0]["latency_ms"], fast[0]["latency_ms"]);
}

TEST_F(Cli, FirmwareTakesItsShareOfTheMemoriesThatItLivesIn)
{
    const std::string ask = "estimate zoo:resnet8 --target stm32f746";
    const Json plain = runJson(ask)[0]["memories"][1];
    const Json shared = runJson(ask + " --set 'firmware_ram_bytes=64 KiB'")[0]["memories"][1];
    ASSERT_EQ(plain["id"], "sram");
    EXPECT_EQ(plain["size_bytes"], 327680);
    EXPECT_GT(plain["reserved_bytes"], 0);
    EXPECT_EQ(plain["available_bytes"].get<int>(), 327680 - plain["reserved_bytes"].get<int>());
    EXPECT_EQ(shared["firmware_bytes"], 65536);
    EXPECT_EQ(shared["available_bytes"].get<int>(), plain["available_bytes"].get<int>() - 65536);
    EXPECT_EQ(shared["spare_bytes"].get<int>(), shared["available_bytes"].get<int>() - shared["used_bytes"].get<int>());
    // Too much for the chip is an answer, not an error; too little is no number of bytes.
    EXPECT_EQ(runJson(ask + " --set firmware_ram_bytes=1MiB")[0]["fits"], false);
    EXPECT_EQ(run(ask + " --set firmware_ram_bytes=-1").exitCode, 1);
    // The memories of an accelerator hold no firmware: there is no such option.
    EXPECT_EQ(run("estimate zoo:resnet8 --target imx500 --set firmware_ram_bytes=64KiB").exitCode, 1);
}

TEST_F(Cli, NearTheLimitTheVerdictSaysSo)
{
    const std::string ask = "estimate zoo:resnet8 --target stm32f746 --set 'firmware_ram_bytes=";
    const Json memory = runJson("estimate zoo:resnet8 --target stm32f746")[0]["memories"][1];
    const int most = memory["available_bytes"], used = memory["used_bytes"];
    const std::string justFits = ask + std::to_string(most - used - 100) + "'";
    const std::string justNot = ask + std::to_string(most - used + 100) + "'";
    EXPECT_THAT(run(justFits).out, HasSubstr("probably fits (1 of 2)"));
    EXPECT_THAT(run(justNot).out, ::testing::AnyOf(HasSubstr("probably does not fit"), HasSubstr("fits with changes")));
    EXPECT_NEAR(runJson(justFits)[0]["fits_probability"].get<double>(), 0.5, 0.02);
    EXPECT_NEAR(runJson(justNot)[0]["fits_probability"].get<double>(), 0.5, 0.02);
    EXPECT_EQ(runJson(justFits)[0]["fits"], true);
    EXPECT_EQ(runJson(justNot)[0]["fits"], false);
}

TEST_F(Cli, ReadsAModelFileAndPrintsLayers)
{
    const auto graph = buildNetwork("mlperf_kws");
    ASSERT_TRUE(graph.has_value());
    const auto file = m_folder / "kws.tflite";
    ASSERT_TRUE(saveTflite(**graph, file).has_value());
    const Outcome inspected = run("inspect '" + file.string() + "'");
    EXPECT_EQ(inspected.exitCode, 0) << inspected.err;
    EXPECT_THAT(inspected.out, HasSubstr("DEPTHWISE_CONV_2D"));
    EXPECT_THAT(inspected.out, HasSubstr("2656768 MACs"));
    const Outcome estimated = run("estimate '" + file.string() + "' --target imx500 --layers");
    EXPECT_EQ(estimated.exitCode, 0) << estimated.err;
    EXPECT_THAT(estimated.out, HasSubstr("Sony IMX500"));
    EXPECT_THAT(estimated.out, HasSubstr("DEPTHWISE_CONV_2D"));
}

TEST_F(Cli, InspectShowsThePeaksOfThePaper)
{
    const Json plain = runJson("inspect zoo:mobilenet_v2 --patches 4");
    EXPECT_EQ(plain["peak_live_bytes"], 1372 * 1024);
    EXPECT_EQ(plain["patched"]["peak_bytes"], 171.5 * 1024);
    EXPECT_EQ(plain["patched"]["patch_side"], 75);
    EXPECT_NEAR(plain["patched"]["stage_overhead"].get<double>(), 0.419, 0.0005);
}

TEST_F(Cli, ListsTargetsAndNetworks)
{
    std::set<std::string> targets, networks;
    for (const Json& target : runJson("targets"))
        targets.insert(target.at("id"));
    for (const Json& network : runJson("networks"))
        networks.insert(network.at("id"));
    EXPECT_TRUE(targets.contains("imx500"));
    EXPECT_TRUE(networks.contains("mobilenet_v2"));
    EXPECT_THAT(run("targets").out, HasSubstr("Sensors with inference"));
    EXPECT_THAT(run("networks").out, HasSubstr("resnet8"));
}

TEST_F(Cli, SaysWhatIsKnownOfAChipAndWhoSaysIt)
{
    const Outcome about = run("targets rp2040");
    EXPECT_EQ(about.exitCode, 0) << about.err;
    for (const char* text : {"QFN-56", "0.764 USD", "for 100 pieces", "third party", "2026-08-30", "article"})
        EXPECT_THAT(about.out, HasSubstr(text));
    EXPECT_THAT(run("targets ndp120").out, HasSubstr("unknown"));
    EXPECT_THAT(run("targets ethos_u55_128").out, HasSubstr("licensed core"));
    const Json product = runJson("targets rp2040")[0]["product"];
    EXPECT_EQ(product["price_usd"], 0.764);
    EXPECT_EQ(product["price_usd_highest"], 2.1);
    EXPECT_EQ(product["package"]["value"], "QFN-56");
    EXPECT_TRUE(runJson("targets ndp120")[0]["product"]["price_usd"].is_null());
    EXPECT_EQ(run("targets nonesuch").exitCode, 1);
}

TEST_F(Cli, TargetsAreChosenByWhatIsKnownOfThem)
{
    const auto ids = [](const Json& targets) {
        std::set<std::string> result;
        for (const Json& target : targets)
            result.insert(target.at("id"));
        return result;
    };
    const auto cheap = ids(runJson("targets --price 1.5"));
    EXPECT_TRUE(cheap.contains("rp2040") && cheap.contains("esp32_c3"));
    EXPECT_FALSE(cheap.contains("stm32h743")) << "8.19 USD at least";
    EXPECT_FALSE(cheap.contains("ndp120")) << "nobody knows its price";
    const auto seeing = ids(runJson("targets --interface mipi_csi --side 14"));
    EXPECT_TRUE(seeing.contains("stm32n6"));
    EXPECT_FALSE(seeing.contains("stm32h743"));
    EXPECT_EQ(run("targets --interface lpt").exitCode, 2);
}

TEST_F(Cli, SaysWhatIsPublishedAboutTheAccuracyOfANetwork)
{
    EXPECT_THAT(run("networks 'mobilenet_v1?alpha=0.75&input=128'").out, HasSubstr("55.9\u2009% top-1"));
    EXPECT_THAT(run("networks 'mobilenet_v1?alpha=0.7&input=128'").out, HasSubstr("unknown"));
    EXPECT_EQ(run("networks nonesuch").exitCode, 1);
    EXPECT_THAT(run("inspect 'zoo:mobilenet_v1?alpha=1.0&input=224'").out, HasSubstr("70.9\u2009% top-1"));
    const Json published = runJson("inspect 'zoo:mobilenet_v1?alpha=1.0&input=224'")["accuracy"];
    ASSERT_FALSE(published.empty());
    EXPECT_EQ(published[0]["metric"], "top-1");
    EXPECT_TRUE(runJson("inspect 'zoo:mobilenet_v1?alpha=0.7'")["accuracy"].empty());
}

TEST_F(Cli, ASmallerNetworkSaysWhatItCostsInAccuracy)
{
    const std::string ask = "estimate 'zoo:mobilenet_v1?alpha=1.0&input=224' --target stm32h743";
    const Json answer = runJson(ask)[0];
    EXPECT_EQ(answer["accuracy"]["value"], 0.7);
    int told = 0;
    for (const Json& remedy : answer["remedies"])
        if (!remedy["accuracy"].is_null()) {
            EXPECT_LT(remedy["accuracy"]["to"], remedy["accuracy"]["from"]);
            EXPECT_EQ(remedy["accuracy"]["metric"], "top-1");
            ++told;
        }
    EXPECT_GE(told, 1);
    EXPECT_THAT(run(ask).out, HasSubstr(" → "));
    EXPECT_THAT(run(ask).out, HasSubstr("published: 70.0\u2009% top-1"));
    EXPECT_TRUE(runJson("estimate 'zoo:mobilenet_v1?alpha=0.7' --target stm32h743")[0]["accuracy"].is_null());
}

TEST_F(Cli, AModelThatDoesNotFitIsAnAnswerNotAFailure)
{
    const Outcome result = run("estimate zoo:resnet50 --json");
    EXPECT_EQ(result.exitCode, 0) << result.err;
    const Json estimates = Json::parse(result.out);
    const bool some = std::any_of(estimates.begin(), estimates.end(), [](const Json& e) { return e["fits"] == false; });
    EXPECT_TRUE(some);
    for (const Json& e : estimates)
        if (e["fits"] == false) {
            EXPECT_FALSE(e["reasons"].empty()) << e["target"];
            EXPECT_TRUE(e["reasons"][0]["blocks"]) << e["target"];
        }
}

TEST_F(Cli, WhatCannotBeReadEndsWithOneAndAMessage)
{
    const auto foreign = m_folder / "notes.tflite";
    std::ofstream(foreign) << "these are my notes";
    for (const std::string& arguments :
         {std::string("estimate no_such_file.tflite"), "inspect '" + foreign.string() + "'",
          std::string("estimate zoo:no_such_network"), std::string("estimate zoo:mobilenet_v1?alpha=-3"),
          std::string("estimate zoo:mlperf_kws --target no_such_target"),
          std::string("estimate zoo:mlperf_kws --target imx500 --set colour=red"),
          std::string("estimate zoo:mlperf_kws --set colour=red")}) {
        const Outcome result = run(arguments);
        EXPECT_EQ(result.exitCode, 1) << arguments;
        EXPECT_THAT(result.err, HasSubstr("tenbin-cli: ")) << arguments;
        EXPECT_TRUE(result.out.empty()) << arguments;
    }
    EXPECT_THAT(run("inspect '" + foreign.string() + "'").err, HasSubstr("notes.tflite"));
}

TEST_F(Cli, WrongUsageEndsWithTwo)
{
    for (const char* arguments :
         {"", "fly", "estimate", "estimate zoo:mlperf_kws --target imx500 --set clock_hz", "targets --xml"})
        EXPECT_EQ(run(arguments).exitCode, 2) << arguments;
    EXPECT_EQ(run("--help").exitCode, 0);
    EXPECT_EQ(run("--version").exitCode, 0);
}

TEST_F(Cli, NumbersUsePointsInEveryLocale)
{
    const Json german = runJson("estimate zoo:mlperf_kws --target imx500", "LC_ALL=de_DE.UTF-8");
    EXPECT_EQ(german, runJson("estimate zoo:mlperf_kws --target imx500"));
}

TEST_F(Cli, APresetWithATypingErrorIsNamedAndTheOthersWork)
{
    std::filesystem::copy(TENBIN_SOURCE_DIR "/presets", m_folder / "presets", std::filesystem::copy_options::recursive);
    std::ofstream(m_folder / "presets" / "targets" / "broken.toml") << "name = \"x\"\nvendor = \"y\"\ncolour = \"z\"\n";
    const Outcome result = run("targets --json", "TENBIN_PRESETS='" + (m_folder / "presets").string() + "'");
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_THAT(result.err, HasSubstr("broken.toml, line 3"));
    EXPECT_GE(Json::parse(result.out).size(), 7u);
}

} // namespace
} // namespace tenbin
