// SPDX-License-Identifier: GPL-3.0-or-later
// Words that were nearly right are understood, or answered with what was meant.

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/run_cli.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

struct Outcome {
    int code = -1;
    std::string out, err;
};

/// A field of a protobuf message that holds bytes; a number in front of short ones.
std::string field(int number, const std::string& bytes)
{
    return std::string{static_cast<char>(number << 3 | 2), static_cast<char>(bytes.size())} + bytes;
}
std::string numberField(int number, int value) { return {static_cast<char>(number << 3), static_cast<char>(value)}; }

/// An ONNX file of one operator x -> y; height and width of x are open.
std::string reluWithOpenSizes(const std::string& type)
{
    const auto named = [](const std::string& name) { return field(1, field(2, name)); };
    const std::string dimensions =
        field(1, numberField(1, 1)) + field(1, numberField(1, 3)) + named("height") + named("width");
    const std::string x = field(1, "x") + field(2, field(1, numberField(1, 1) + field(2, dimensions)));
    const std::string node = field(1, "x") + field(2, "y") + field(4, type);
    const std::string graph = field(1, node) + field(2, "g") + field(11, x) + field(12, field(1, "y"));
    return numberField(1, 8) + field(7, graph) + field(8, numberField(2, 13));
}

class Messages : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::path(::testing::TempDir()) / ("tenbin-messages-" + std::to_string(::getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    Outcome run(const std::string& arguments) const
    {
        const std::string errors = (m_folder / "stderr").string();
        const std::string command =
            "cd '" + m_folder.string() + "' && '" TENBIN_CLI "' " + arguments + " 2>'" + errors + "'";
        const test::CliOutcome printed = test::outcomeOf(command);
        Outcome result{.code = printed.code, .out = printed.out, .err = {}};
        std::ifstream in(errors);
        result.err.assign(std::istreambuf_iterator<char>(in), {});
        return result;
    }
    nlohmann::json estimated(const std::string& arguments) const
    {
        const Outcome result = run("estimate zoo:lenet5 --json " + arguments);
        EXPECT_EQ(result.code, 0) << result.err;
        return result.code == 0 ? nlohmann::json::parse(result.out) : nlohmann::json();
    }
    void ask(const std::string& toml) const { std::ofstream(m_folder / "q.toml") << toml; }

    fs::path m_folder;
};

TEST_F(Messages, ASweepSaysInOneLineWhatItLeavesOut)
{
    ask(R"(
name = "messages"
targets = ["stm32f401", "ethos_u55_128"]
objectives = ["latency", "energy"]
[[networks]]
model = "zoo:lenet5"
[[axes]]
key = "clock_hz"
range = { from = 10e6, to = 400e6, count = 200 }
)");
    const Outcome result = run("sweep q.toml");
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("stm32f401: "));
    EXPECT_THAT(result.err, HasSubstr(" of 200 values of clock_hz left out (84 MHz at most)"));
    EXPECT_LT(result.err.size(), 400u);
}

TEST_F(Messages, ASweepNamesTheChoicesThatThereAre)
{
    ask(R"(
name = "messages"
targets = ["max78000"]
objectives = ["latency", "energy"]
[[networks]]
model = "zoo:ai8x_mnist"
[[axes]]
key = "weight_bits"
values = ["8", "3"]
)");
    const Outcome result = run("sweep q.toml");
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("max78000: 1 of 2 values of weight_bits left out (it has 8, 4, 2, 1)"));
}

TEST_F(Messages, AFrontNamesWhatDiffers)
{
    ask(R"(
name = "front"
targets = ["ethos_u55_128"]
objectives = ["latency", "energy"]
[[networks]]
model = "zoo:mobilenet_v1?alpha=0.25&input=96"
[[networks]]
model = "zoo:mobilenet_v1?alpha=0.5&input=96"
[[axes]]
key = "clock_hz"
values = [100e6, 400e6]
)");
    ASSERT_EQ(run("sweep q.toml --store s.tenbin").code, 0);
    const Outcome text = run("front s.tenbin");
    EXPECT_THAT(text.out, HasSubstr("(alpha=0.25"));
    EXPECT_THAT(text.out, HasSubstr("clock 400 MHz"));
    EXPECT_THAT(text.out, Not(HasSubstr("clock_hz")));
    EXPECT_THAT(run("front s.tenbin --all --format csv").out, HasSubstr("400000000"));
}

TEST_F(Messages, WhatASentenceNamesIsNotNamedAgain)
{
    EXPECT_EQ(run("inspect gone.onnx").err, "tenbin-cli: There is no file gone.onnx.\n");
    std::ofstream(m_folder / "n.onnx") << reluWithOpenSizes("Relu");
    EXPECT_THAT(run("inspect n.onnx").err, HasSubstr("(n.onnx, input x)")); // the sentence says "the input x"
}

/// A network file in a question: sizes stand behind it, and what was assumed stands beside every number.
TEST_F(Messages, OwnFilesAreSweptWithTheirSizesAndRemarks)
{
    std::ofstream(m_folder / "n.onnx") << reluWithOpenSizes("Relu");
    ask(R"(
name = "own"
targets = ["ethos_u55_128", "class_edge"]
objectives = ["latency", "energy"]
[[networks]]
model = "file:n.onnx?x=1x3x8x8"
[[axes]]
key = "clock_hz"
values = [100e6, 400e6]
)");
    const Outcome swept = run("sweep q.toml --store s.tenbin");
    ASSERT_EQ(swept.code, 0) << swept.err;
    EXPECT_EQ(run("sweep '" + (m_folder / "q.toml").string() + "'").code, 0);
    const std::string note = "n.onnx?x=1x3x8x8: Size given by hand: x 1x3x8x8.";
    EXPECT_THAT(run("front s.tenbin").out, HasSubstr("note: " + note));
    EXPECT_THAT(run("front s.tenbin --format csv").out, HasSubstr(",size_given: x 1x3x8x8"));
    EXPECT_THAT(run("front s.tenbin --format json").out, HasSubstr(R"("note":"size_given")"));
    EXPECT_THAT(run("compare 'n.onnx?x=1x3x8x8@ethos_u55_128'").out, HasSubstr("note: " + note));
    EXPECT_THAT(run("compare 'n.onnx?x=1x3x8x8@ethos_u55_128' --format csv").out,
                HasSubstr("remarks,Size given by hand"));
    EXPECT_THAT(run("estimate 'n.onnx?x=1x3x8x8' --target ethos_u55_128").out, HasSubstr("note: Size given by hand"));
}

TEST_F(Messages, OptionsTakeUnits)
{
    const auto plain = estimated("--target stm32h743 --set clock_hz=400e6");
    for (const char* text : {"400MHz", "'400 MHz'", "400000kHz", "0.4GHz", "400000000Hz", "400000000"})
        EXPECT_EQ(estimated(std::string("--target stm32h743 --set clock_hz=") + text), plain) << text;
    const auto bytes = estimated("--target ethos_u55_128 --set memory.sram.capacity_bytes=524288");
    for (const char* text : {"512KiB", "0.5MiB", "524288B", "524.288kB"})
        EXPECT_EQ(estimated(std::string("--target ethos_u55_128 --set memory.sram.capacity_bytes=") + text), bytes)
            << text;
    EXPECT_EQ(estimated("--target cartesian_mac_array --set voltage_v=900mV"),
              estimated("--target cartesian_mac_array --set voltage_v=0.9V"));
}

TEST_F(Messages, AWrongUnitIsAnsweredWithTheRightForm)
{
    for (const char* text : {"400V", "400ms", "400mhz", "400 cats", "nan", "inf", "9GHz"}) {
        const Outcome result = run(std::string("estimate zoo:lenet5 --target stm32h743 --set 'clock_hz=") + text + "'");
        EXPECT_EQ(result.code, 1) << text;
        EXPECT_THAT(result.err, HasSubstr("MHz"));
    }
    EXPECT_THAT(run("estimate zoo:lenet5 --target ethos_u55_128 --set memory.sram.capacity_bytes=5V").err,
                HasSubstr("a number, in B if it has a unit"));
}

TEST_F(Messages, ATargetIsFoundByAWordOfItsName)
{
    EXPECT_EQ(estimated("--target himax").at(0).at("target"), "himax_we2");
    EXPECT_EQ(estimated("--target HIMAX-WE2").at(0).at("target"), "himax_we2");
    EXPECT_EQ(estimated("--target 'Sony IMX500'").at(0).at("target"), "imx500");
    EXPECT_EQ(run("compare zoo:lenet5@himax").code, 0);
    EXPECT_EQ(run("report inspection --model zoo:lenet5 --target himax -o r.md").code, 0);
}

TEST_F(Messages, WhatIsNotFoundIsAnsweredWithWhatIsClose)
{
    const std::pair<const char*, const char*> cases[] = {
        {"estimate zoo:lenet5 --target stm32h734", "Did you mean stm32h743"},
        {"estimate zoo:lenet5 --target ethos_u55", "Did you mean ethos_u55_128"},
        {"estimate zoo:mobilnet_v2", "Did you mean mobilenet_v2"},
        {"estimate mobilenet_v2", "Did you mean zoo:mobilenet_v2"},
        {"estimate zoo:lenet5 --target stm32h743 --set clok_hz=4", "Did you mean clock_hz"},
        {"estimate zoo:lenet5 --target stm32h743 --set toolchain=tinyengin", "Did you mean tinyengine"},
        {"compare zoo:lenet5@imx50", "Did you mean imx500"},
    };
    for (const auto& [arguments, answer] : cases) {
        const Outcome result = run(arguments);
        EXPECT_EQ(result.code, 1) << arguments;
        EXPECT_THAT(result.err, HasSubstr(answer)) << arguments;
    }
    EXPECT_THAT(run("estimate zoo:lenet5 --target xyzzy").err, Not(HasSubstr("Did you mean")));
}

TEST_F(Messages, AFolderIsAnsweredWithTheModelsInIt)
{
    std::ofstream(m_folder / "a.tflite") << "x";
    const Outcome result = run("estimate .");
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(result.err, HasSubstr(". is a folder. Name a model file in it"));
    EXPECT_THAT(result.err, HasSubstr("a.tflite?"));
}

TEST_F(Messages, WhatDoesNotRunComesLastInItsGroup)
{
    const Outcome result = run("estimate zoo:resnet50");
    ASSERT_EQ(result.code, 0);
    bool failed = false;
    std::istringstream lines(result.out.substr(0, result.out.find("\n\n\n")));
    int ordered = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty())
            failed = false; // the next group
        if (line.find("does not fit") != std::string::npos)
            failed = true;
        if (line.find("  fits  ") != std::string::npos) {
            EXPECT_FALSE(failed) << line;
            ++ordered;
        }
    }
    EXPECT_GT(ordered, 3);
}

} // namespace
} // namespace tenbin
