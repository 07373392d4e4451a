// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/targets/settings.h"
#include "engine/targets/target_file.h"

namespace tenbin {
namespace {

const ArchitectureSchema kSchema{
    .architecture = "toy",
    .parameters =
        {{.key = "clock_hz", .unit = "Hz", .required = true, .lowest = 1.0, .highest = 1e10, .meaning = "clock"},
         {.key = "kernel.*", .unit = "cycle", .meaning = "coefficients"}},
    .options = {"mode", "persist"},
    .traits = {"core"},
};

const ArchitectureSchema* toySchema(std::string_view name) { return name == "toy" ? &kSchema : nullptr; }

const std::string kHead = R"(name = "Toy"
vendor = "Nobody"
architecture = "toy"
group = "sensor"
)";
const std::string kClock = R"([parameters]
clock_hz = { value = 100e6, kind = "datasheet", source = "page 1" }
)";

Result<Target> parse(const std::string& text) { return parseTarget(text, "folder/toy.toml", toySchema); }

Error errorOf(const std::string& text)
{
    auto target = parse(text);
    EXPECT_FALSE(target.has_value());
    return target ? Error{} : target.error();
}

TEST(TargetFile, ReadsNumbersWithTheirSource)
{
    const auto target =
        parse(kHead + kClock + R"(kernel.conv = { value = 1.5, kind = "fitted", source = "12 rows", interval = [1, 2] }
[[memories]]
id = "sram"
name = "SRAM"
role = "activations"
capacity_bytes = { value = 1024, kind = "datasheet", source = "page 2" }
)");
    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(target->id, "toy");
    EXPECT_EQ(target->parameters.at("clock_hz").value, 100e6);
    EXPECT_EQ(target->parameters.at("clock_hz").kind, SourceKind::datasheet);
    EXPECT_EQ(target->parameters.at("kernel.conv").interval, std::pair(1.0, 2.0));
    EXPECT_EQ(target->parameters.at("memory.sram.capacity_bytes").value, 1024.0);
    ASSERT_EQ(target->memories.size(), 1u);
    EXPECT_EQ(target->memories[0].role, MemoryRole::activations);
}

TEST(TargetFile, NamesFileLineAndKeyOfATypingError)
{
    const Error error = errorOf(kHead + kClock + "clok_hz = { value = 1, kind = \"assumed\", source = \"typo\" }\n");
    EXPECT_EQ(error.code, ErrorCode::presetUnknownKey);
    EXPECT_EQ(error.arguments, std::vector<std::string>{"clok_hz"});
    EXPECT_EQ(error.where.file, "folder/toy.toml");
    EXPECT_EQ(error.where.line, 7);
}

TEST(TargetFile, RefusesWhatIsMissingWrongOrUnsourced)
{
    EXPECT_EQ(errorOf(kHead).code, ErrorCode::presetMissingKey);
    EXPECT_EQ(errorOf(kHead + "[parameters]\nclock_hz = 5\n").code, ErrorCode::presetUnsourced);
    EXPECT_EQ(errorOf(kHead + "[parameters]\nclock_hz = { value = 5, kind = \"guess\", source = \"x\" }\n").code,
              ErrorCode::presetUnsourced);
    EXPECT_EQ(errorOf(kHead + "[parameters]\nclock_hz = { value = \"fast\", kind = \"paper\", source = \"x\" }\n").code,
              ErrorCode::presetType);
    EXPECT_EQ(errorOf(kHead + "[parameters]\nclock_hz = { value = -5, kind = \"paper\", source = \"x\" }\n").code,
              ErrorCode::presetRange);
    EXPECT_EQ(errorOf("name = \n").code, ErrorCode::presetSyntax);
    EXPECT_EQ(errorOf(kHead + "colour = \"red\"\n" + kClock).code, ErrorCode::presetUnknownKey);
    EXPECT_EQ(errorOf("name = \"a\"\nvendor = \"b\"\narchitecture = \"steam\"\ngroup = \"sensor\"\n" + kClock).code,
              ErrorCode::presetArchitecture);
    EXPECT_EQ(errorOf("name = \"a\"\nvendor = \"b\"\narchitecture = \"toy\"\ngroup = \"kitchen\"\n" + kClock).code,
              ErrorCode::presetRange);
}

TEST(TargetFile, ChoiceOverridesParametersAndTraits)
{
    const auto target = parse(kHead + R"(traits = { core = "slow" }
)" + kClock + R"(
[[options]]
key = "mode"
default = "a"
[[options.choices]]
id = "a"
[[options.choices]]
id = "b"
parameters.clock_hz = { value = 200e6, kind = "paper", source = "p. 3" }
traits = { core = "quick" }
)");
    ASSERT_TRUE(target.has_value()) << target.error().where.element;
    const auto asIs = Settings::resolve(*target, {});
    ASSERT_TRUE(asIs.has_value());
    EXPECT_EQ(asIs->number("clock_hz"), 100e6);
    EXPECT_EQ(asIs->trait("core"), "slow");
    const auto changed = withOption(*target, {}, "mode", "b");
    ASSERT_TRUE(changed.has_value());
    const auto settings = Settings::resolve(*target, *changed);
    ASSERT_TRUE(settings.has_value());
    EXPECT_EQ(settings->number("clock_hz"), 200e6);
    EXPECT_EQ(settings->trait("core"), "quick");
    EXPECT_EQ(settings->choice("mode"), "b");
    EXPECT_EQ(withOption(*target, {}, "mode", "c").error().code, ErrorCode::optionValue);
    EXPECT_EQ(withOption(*target, {}, "colour", "red").error().code, ErrorCode::optionUnknown);
    EXPECT_TRUE(withOption(*target, *changed, "mode", "a")->empty()) << "a default leaves no trace";
}

TEST(TargetFile, NumberOptionReplacesItsParameter)
{
    const auto target = parse(kHead + kClock + R"(
[[options]]
key = "clock_hz"
kind = "number"
range = [1e6, 200e6]
[[options]]
key = "persist"
kind = "flag"
default = "on"
)");
    ASSERT_TRUE(target.has_value());
    const auto faster = withOption(*target, {}, "clock_hz", "150e6");
    ASSERT_TRUE(faster.has_value());
    EXPECT_EQ(Settings::resolve(*target, *faster)->number("clock_hz"), 150e6);
    EXPECT_TRUE(Settings::resolve(*target, *faster)->flag("persist"));
    EXPECT_FALSE(Settings::resolve(*target, *withOption(*target, {}, "persist", "off"))->flag("persist"));
    EXPECT_FALSE(withOption(*target, {}, "clock_hz", "900e6").has_value());
    EXPECT_FALSE(withOption(*target, {}, "clock_hz", "fast").has_value());
}

TEST(Options, ValuesAreCheckedAsTheyAreAndKeptAsTheyStand)
{
    const auto target = parse(kHead + kClock + R"(
[[options]]
key = "clock_hz"
kind = "number"
range = [1e6, 200e6]
[[options]]
key = "mode"
kind = "choice"
default = "8"
[[options.choices]]
id = "8"
[[options.choices]]
id = "4"
)");
    ASSERT_TRUE(target.has_value()) << target.error().where.element;
    const auto kept = [&](std::string_view key, const OptionValue& value) {
        return checkedOption(*target, key, value).value();
    };
    const auto refused = [&](std::string_view key, const OptionValue& value) {
        return checkedOption(*target, key, value).error();
    };
    using Kept = std::optional<OptionValue>;
    const double third = 100e6 / 3.0;
    EXPECT_EQ(kept("clock_hz", third), Kept(third));
    EXPECT_EQ(kept("clock_hz", "150 MHz"), Kept(150e6)) << "text is read in the unit of the key";
    EXPECT_EQ(kept("mode", "4"), Kept("4"));
    EXPECT_EQ(kept("mode", 4.0), Kept("4")) << "a number in the place of a choice is its id";
    EXPECT_EQ(kept("mode", "8"), Kept()) << "a default leaves no trace";
    EXPECT_EQ(refused("clock_hz", 900e6), refused("clock_hz", "900000000"));
    EXPECT_EQ(refused("clock_hz", std::numeric_limits<double>::quiet_NaN()).code, ErrorCode::optionValue);
    EXPECT_EQ(refused(kLatencyCalibration, std::numeric_limits<double>::infinity()).code, ErrorCode::optionValue);
    EXPECT_EQ(refused("mode", 16.0).arguments, (std::vector<std::string>{"mode", "16", "8, 4"}));
    EXPECT_EQ(refused("colour", 1.0).code, ErrorCode::optionUnknown);
}

class PresetFolder : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = std::filesystem::path(::testing::TempDir()) / ("presets-" + std::to_string(::getpid()));
        std::filesystem::create_directories(m_folder / "targets");
        std::filesystem::create_directories(m_folder / "common");
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    void write(const std::string& name, const std::string& text) { std::ofstream(m_folder / name) << text; }

    std::filesystem::path m_folder;
};

TEST_F(PresetFolder, IncludesAreMergedBeneathAndMayBePrefixed)
{
    write("common/core.toml", kClock + "kernel.add = { value = 3, kind = \"fitted\", source = \"rows\" }\n");
    write("targets/chip.toml",
          R"(include = ["../common/core.toml", { file = "../common/core.toml", prefix = "kernel." }]
)" + kHead + "[parameters]\nclock_hz = { value = 50e6, kind = \"paper\", source = \"own\" }\n");
    const auto target = loadTarget(m_folder / "targets" / "chip.toml", toySchema);
    ASSERT_TRUE(target.has_value()) << target.error().where.element;
    EXPECT_EQ(target->parameters.at("clock_hz").value, 50e6);
    EXPECT_EQ(target->parameters.at("kernel.add").value, 3.0);
    EXPECT_EQ(target->parameters.at("kernel.clock_hz").value, 100e6);
}

TEST_F(PresetFolder, ABadPresetIsReportedAndTheOthersStay)
{
    write("targets/good.toml", kHead + kClock);
    write("targets/bad.toml", kHead + "[parameters]\nclok = 1\n");
    const TargetLibrary library = loadTargets({m_folder}, toySchema);
    ASSERT_EQ(library.targets.size(), 1u);
    EXPECT_EQ(library.targets[0].id, "good");
    ASSERT_EQ(library.errors.size(), 1u);
    EXPECT_THAT(library.errors[0].where.file, ::testing::EndsWith("bad.toml"));
    EXPECT_EQ(library.errors[0].where.line, 6);
}

TEST_F(PresetFolder, AnIncludeThatIncludesItselfEndsInAMessage)
{
    write("targets/loop.toml", "include = \"loop.toml\"\n" + kHead + kClock);
    const auto target = loadTarget(m_folder / "targets" / "loop.toml", toySchema);
    ASSERT_FALSE(target.has_value());
    EXPECT_EQ(target.error().code, ErrorCode::presetSyntax);
}

TEST_F(PresetFolder, IncludesStayInsideThePresets)
{
    std::ofstream(m_folder.parent_path() / "outside.toml") << kClock;
    std::filesystem::create_directories(m_folder / "common");
    std::filesystem::create_symlink("/dev/zero", m_folder / "common" / "endless.toml");
    std::filesystem::create_directories(m_folder / "common" / "folder.toml");
    write("targets/good.toml", kHead + kClock);
    const std::vector<std::string> includes{"/dev/zero",    "../../outside.toml",       "../../../../etc/passwd",
                                            "/etc/passwd",  "../common/endless.toml",   "../common/folder.toml",
                                            "../common/..", "../../../../../dev/stdin", "../common/missing.toml"};
    for (const std::string& include : includes) {
        write("targets/bad.toml", "include = [\"" + include + "\"]\n" + kHead + kClock);
        const TargetLibrary library = loadTargets({m_folder}, toySchema);
        EXPECT_EQ(library.targets.size(), 1u) << include;
        ASSERT_EQ(library.errors.size(), 1u) << include;
        EXPECT_FALSE(library.errors[0].where.file.empty()) << include;
    }
    std::filesystem::remove(m_folder.parent_path() / "outside.toml");
}

TEST_F(PresetFolder, WhatIsNoFileOrTooLargeIsRefusedByName)
{
    write("targets/good.toml", kHead + kClock);
    std::filesystem::create_directories(m_folder / "targets" / "folder.toml");
    std::filesystem::create_symlink("/dev/zero", m_folder / "targets" / "zero.toml");
    write("targets/huge.toml", "# " + std::string(kMostPresetBytes, 'x'));
    write("targets/binary.toml", std::string("a = \xFF\0", 6));
    const TargetLibrary library = loadTargets({m_folder}, toySchema);
    ASSERT_EQ(library.targets.size(), 1u);
    EXPECT_EQ(library.targets[0].id, "good");
    EXPECT_EQ(library.errors.size(), 4u);
}

TEST_F(PresetFolder, ALaterFolderOverridesById)
{
    write("targets/chip.toml", kHead + kClock);
    const auto other = m_folder / "user";
    std::filesystem::create_directories(other / "targets");
    std::ofstream(other / "targets" / "chip.toml")
        << kHead << "[parameters]\nclock_hz = { value = 1e6, kind = \"assumed\", source = \"mine\" }\n";
    const TargetLibrary library = loadTargets({m_folder, other}, toySchema);
    ASSERT_EQ(library.targets.size(), 1u);
    EXPECT_EQ(library.targets[0].parameters.at("clock_hz").value, 1e6);
}

} // namespace
} // namespace tenbin
