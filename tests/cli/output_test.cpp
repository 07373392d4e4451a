// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands say must arrive, or they say that it did not; and nothing that a file holds steers a terminal.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/formats/tflite/writer.h"
#include "engine/study/study_file.h"
#include "tests/cli/run_cli.h"
#include "tests/support/network_sketch.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kQuestion = R"(
name = "output"
targets = ["cartesian_mac_array"]
objectives = ["latency", "energy"]
[[networks]]
model = "zoo:mobilenet_v1?alpha=0.25&input=96"
[[axes]]
key = "clock_hz"
range = { from = 100e6, to = 500e6, count = 400 }
[[axes]]
key = "array.pixels"
range = { from = 8, to = 64, count = 15 }
)";

struct Outcome {
    int code = -1; ///< exit code, or minus the signal
    std::string out, err;
};

class Output : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::path(::testing::TempDir()) / ("tenbin-output-" + std::to_string(::getpid()));
        fs::create_directories(m_folder);
        std::ofstream(m_folder / "q.toml") << kQuestion;
    }
    void TearDown() override { fs::remove_all(m_folder); }

    /// `redirections` come after the words; standard error is read where they do not say otherwise.
    Outcome run(const std::string& arguments, const std::string& redirections = {}) const
    {
        const fs::path errors = m_folder / "stderr";
        const std::string command = "cd '" + m_folder.string() + "' && exec 2>'" + errors.string()
                                    + "' && exec '" TENBIN_CLI "' " + arguments + " " + redirections;
        const test::CliOutcome printed = test::outcomeOf(command);
        Outcome result{.code = printed.code, .out = printed.out, .err = {}};
        std::ifstream in(errors);
        result.err.assign(std::istreambuf_iterator<char>(in), {});
        return result;
    }

    /// A network whose names hold `name`.
    std::string modelNamed(const std::string& file, const std::string& name) const
    {
        test::NetworkSketch net;
        const TensorId out = net.conv(net.input({1, 8, 8, 3}), 4, 3, 2);
        const auto graph = net.finish(out, "sketch");
        GraphBuilder builder;
        for (Tensor tensor : graph->tensors()) {
            tensor.name = name + tensor.name;
            builder.addTensor(std::move(tensor));
        }
        for (Operator op : graph->operators()) {
            op.name = name;
            builder.addOperator(std::move(op));
        }
        builder.setInputs(graph->inputs());
        builder.setOutputs(graph->outputs());
        auto named = std::move(builder).finish();
        EXPECT_TRUE(named.has_value());
        const std::string path = (m_folder / file).string();
        EXPECT_TRUE(saveTflite(*named, path).has_value());
        return "'" + path + "'";
    }

    fs::path m_folder;
};

std::vector<std::string> commandsThatPrint()
{
    const std::string zoo = " 'zoo:mobilenet_v1?alpha=0.25&input=96'";
    const std::string column = zoo + "@himax_we2";
    return {"--help",
            "--version",
            "targets",
            "targets --json",
            "networks",
            "networks --json",
            "schema",
            "describe man",
            "describe bash",
            "describe target-ids",
            "inspect" + zoo,
            "inspect --json" + zoo,
            "estimate --target himax_we2 --layers" + zoo,
            "estimate --json" + zoo,
            "compare" + column,
            "compare --format csv" + column,
            "compare --format json" + column,
            "compare --format question" + column,
            "front s.tenbin",
            "front s.tenbin --all --format csv",
            "front s.tenbin --all --format json",
            "studies s.tenbin",
            "sweep q.toml",
            "sweep q.toml --store s.tenbin --resume",
            "sweep q.toml --store s.tenbin --resume --json",
            "report inspection --output r.md --target himax_we2 --model" + zoo};
}

TEST_F(Output, EveryCommandNoticesAFullDisk)
{
    if (!fs::exists("/dev/full"))
        GTEST_SKIP() << "no /dev/full";
    ASSERT_EQ(run("sweep q.toml --store s.tenbin").code, 0);
    for (const std::string& command : commandsThatPrint()) {
        SCOPED_TRACE(command);
        const Outcome result = run(command, "> /dev/full");
        EXPECT_EQ(result.code, 1);
        EXPECT_THAT(result.err, HasSubstr("standard output cannot be written"));
    }
}

TEST_F(Output, EveryCommandNoticesAClosedOutput)
{
    ASSERT_EQ(run("sweep q.toml --store s.tenbin").code, 0);
    for (const std::string& command : commandsThatPrint()) {
        SCOPED_TRACE(command);
        const Outcome result = run(command, ">&-");
        EXPECT_EQ(result.code, 1);
        EXPECT_THAT(result.err, HasSubstr("standard output cannot be written"));
    }
    // The number of the closed output was free for a file of ours: the study must not hold our words.
    const auto file = StudyFile::openExisting((m_folder / "s.tenbin").string());
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ((*file)->studies()->front().evaluated, 6000u);
}

TEST_F(Output, AReaderThatLeavesEndsTheCommandQuietly)
{
    ASSERT_EQ(run("sweep q.toml --store s.tenbin").code, 0);
    // Some hundred kilobytes: more than a pipe holds.
    const std::string command = "cd '" + m_folder.string()
                                + "' && ('" TENBIN_CLI
                                  "' front s.tenbin --all --format csv; echo $? > code) 2>err | true";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream code(m_folder / "code"), err(m_folder / "err");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(code), {}), "141\n");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(err), {}), "");
}

TEST_F(Output, ASweepGoesOnWhenNobodyCanBeToldHowFarItIs)
{
    std::vector<std::string> gone{"2>&-"};
    if (fs::exists("/dev/full"))
        gone.push_back("2>/dev/full");
    for (const std::string& redirection : gone) {
        SCOPED_TRACE(redirection);
        fs::remove(m_folder / "s.tenbin");
        // An axis with a value that is left out: there is something to say.
        std::ofstream(m_folder / "q.toml") << kQuestion << "[[axes]]\nkey = \"voltage_v\"\nvalues = [0.8, 99]\n";
        const Outcome result = run("sweep q.toml --store s.tenbin", redirection);
        EXPECT_EQ(result.code, 0);
        EXPECT_THAT(result.out, HasSubstr("6000 evaluated"));
    }
}

constexpr const char* kHostile = "a\x1b]0;title\x07\x1b[31mred\x7f\xc2\x9b"
                                 "1m\xe2\x80\xae"
                                 "gnp\xe2\x80\xa8line\r\n\tb";

/// Nothing but printable letters and ends of lines.
void expectHarmless(const std::string& text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        EXPECT_TRUE(byte == '\n' || (byte >= 0x20 && byte != 0x7f)) << int(byte);
    }
    for (const char* letter : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x80\xa8"})
        EXPECT_EQ(text.find(letter), std::string::npos) << text;
}

TEST_F(Output, NamesInFilesDoNotSteerATerminal)
{
    const std::string model = modelNamed("m.tflite", kHostile);
    for (const std::string command : {"inspect ", "estimate --layers --target cartesian_mac_array ",
                                      "estimate --json --target cartesian_mac_array ", "inspect --json "}) {
        SCOPED_TRACE(command);
        const Outcome result = run(command + model);
        EXPECT_EQ(result.code, 0) << result.err;
        expectHarmless(result.out);
        expectHarmless(result.err);
    }
    EXPECT_THAT(run("estimate --layers --target cartesian_mac_array " + model).out, HasSubstr("a\\x1b]0;title\\x07"));
}

TEST_F(Output, JsonKeepsTheNameAndEscapesItAsJson)
{
    const std::string model = modelNamed("m.tflite", kHostile);
    const auto json = nlohmann::json::parse(run("estimate --json --target cartesian_mac_array " + model).out);
    EXPECT_THAT(json.at(0).at("layers").at(0).at("name").get<std::string>(), HasSubstr(kHostile));
}

TEST_F(Output, NamesOfFilesAndWordsTypedDoNotSteerATerminalEither)
{
    const std::string steering = "x\x1b[31m\xc2\x9b\xe2\x80\xae";
    for (const std::string& command :
         {"inspect '" + steering + ".tflite'", "estimate zoo:lenet5 --target '" + steering + "'",
          "front '" + steering + "'", "'" + steering + "'", "estimate zoo:lenet5 --set '" + steering + "'",
          "sweep '" + steering + "'", "compare 'zoo:lenet5@" + steering + "'"}) {
        SCOPED_TRACE(command);
        const Outcome result = run(command);
        EXPECT_NE(result.code, 0);
        EXPECT_FALSE(result.err.empty());
        expectHarmless(result.out);
        expectHarmless(result.err);
    }
}

TEST_F(Output, ANameOfAMillionLettersDoesNotFillTheScreen)
{
    const std::string model = modelNamed("long.tflite", std::string(1'000'000, 'n'));
    for (const std::string command : {"inspect ", "estimate --layers --target cartesian_mac_array "}) {
        const Outcome result = run(command + model);
        EXPECT_EQ(result.code, 0) << result.err;
        EXPECT_LT(result.out.size(), 20'000u);
        EXPECT_THAT(result.out + "…", HasSubstr("…"));
    }
}

} // namespace
} // namespace tenbin
