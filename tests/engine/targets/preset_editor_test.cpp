// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/core/file.h"
#include "engine/targets/preset_design.h"
#include "engine/targets/preset_edit.h"
#include "engine/targets/preset_outline.h"
#include "engine/targets/preset_store.h"
#include "engine/targets/preset_writer.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

const ArchitectureSchema kSchema{
    .architecture = "toy",
    .parameters =
        {{.key = "clock_hz", .unit = "Hz", .required = true, .lowest = 1.0, .highest = 1e10, .meaning = "clock"},
         {.key = "array.pixels", .unit = "1", .required = true, .lowest = 1.0, .highest = 4096.0, .meaning = "rows"},
         {.key = "kernel.*", .unit = "cycle", .meaning = "coefficients"}},
    .options = {"mode"},
    .traits = {},
    .measuredOperators = {},
};

const ArchitectureSchema* toySchema(std::string_view name) { return name == "toy" ? &kSchema : nullptr; }

// 1-based line numbers matter below.
const std::string kPreset = R"(# A toy.
# Second line.
name = "Toy"          # 3
vendor = "Nobody"
architecture = "toy"
group = "sensor"

[parameters]
clock_hz = { value = 100e6, kind = "datasheet", source = "page 1: 時計" }  # 時計 of the core
array.pixels = { value = 32, kind = "paper", source = "p", interval = [30, 34] }

[parameters.kernel.conv]
value = 1.5
kind = "fitted"
source = "rows"

[[memories]]
id = "sram"
name = "SRAM"
role = "activations"
capacity_bytes = { value = 1024, kind = "datasheet", source = "page 2" }

[[options]]
key = "mode"
default = "fast"
[[options.choices]]
id = "fast"
label = "Fast, 200 MHz"
parameters.clock_hz = { value = 200e6, kind = "paper", source = "p. 3" }
[[options.choices]]
id = "slow"

[[options]]
key = "clock_hz"
kind = "number"
range = [1e6, 300e6]
)";

PresetOutline outline(const std::string& text) { return outlinePreset(text, "folder/toy.toml", toySchema); }

TEST(PresetOutlineTest, ListsNumbersWithPlaceUnitAndLine)
{
    const PresetOutline read = outline(kPreset);
    EXPECT_TRUE(read.valid());
    ASSERT_EQ(read.numbers.size(), 5u);
    const PresetNumber* clock = read.find({{}, {}, "clock_hz"});
    ASSERT_TRUE(clock);
    EXPECT_EQ(clock->line, 9);
    EXPECT_EQ(clock->spec->unit, "Hz");
    EXPECT_EQ(clock->number.source, "page 1: 時計");
    const PresetNumber* fast = read.find({"mode", "fast", "clock_hz"});
    ASSERT_TRUE(fast);
    EXPECT_EQ(fast->line, 29);
    EXPECT_EQ(effectiveNumber(read.draft, "clock_hz")->value, 200e6) << "the default choice gives it";
    EXPECT_TRUE(read.find({{}, {}, "memory.sram.capacity_bytes"}));
}

TEST(PresetOutlineTest, NamesAllErrorsWithKeyAndLine)
{
    const std::string text = R"(name = "Toy"
vendor = 5
architecture = "toy"
group = "kitchen"
colour = "red"
[parameters]
clock_hz = { value = -1, kind = "datasheet", source = "p" }
clok = { value = 1, kind = "datasheet", source = "p" }
kernel.a = 3
kernel.b = { value = "x", kind = "paper", source = "p" }
kernel.c = { value = 1, kind = "guess", source = "p" }
[[memories]]
id = "sram"
role = "cupboard"
[[options]]
key = "mode"
default = "none"
choices = ["a", "a"]
)";
    const PresetOutline read = outline(text);
    std::vector<std::tuple<ErrorCode, std::string, int>> found;
    for (const Error& error : read.errors) {
        EXPECT_EQ(error.where.file, "folder/toy.toml");
        found.emplace_back(error.code, error.arguments.front(), error.where.line.value_or(-1));
    }
    using enum ErrorCode;
    EXPECT_THAT(found, ::testing::UnorderedElementsAre(
                           std::tuple(presetMissingKey, "vendor", 1), std::tuple(presetType, "vendor", 2),
                           std::tuple(presetRange, "group", 1), std::tuple(presetUnknownKey, "colour", 5),
                           std::tuple(presetMissingKey, "array.pixels", 6), std::tuple(presetRange, "clock_hz", 7),
                           std::tuple(presetUnknownKey, "clok", 8), std::tuple(presetUnsourced, "kernel.a", 9),
                           std::tuple(presetType, "kernel.b.value", 10), std::tuple(presetUnsourced, "kernel.c", 11),
                           std::tuple(presetType, "role", 12), std::tuple(presetDuplicate, "a", 18),
                           std::tuple(presetMissingKey, "default", 15)));
    EXPECT_TRUE(std::is_sorted(read.errors.begin(), read.errors.end(),
                               [](const Error& a, const Error& b) { return a.where.line < b.where.line; }));
}

TEST(PresetOutlineTest, ASyntaxErrorIsTheOnlyOneAndHasItsLine)
{
    const PresetOutline read = outline("name = \"a\"\nvendor = \n");
    ASSERT_EQ(read.errors.size(), 1u);
    EXPECT_EQ(read.errors[0].code, ErrorCode::presetSyntax);
    EXPECT_EQ(read.errors[0].where.line, 2);
}

TEST(PresetOutlineTest, SaysWhatTheArchitectureKnowsAndThePresetLacks)
{
    const PresetOutline read = outline("name=\"a\"\narchitecture=\"toy\"\n[parameters]\n");
    ASSERT_GE(read.absent.size(), 2u);
    EXPECT_TRUE(read.absent[0]->required);
    EXPECT_EQ(read.absent[0]->key, "clock_hz");
}

TEST(PresetEdit, ChangesOneNumberAndNothingElse)
{
    const Sourced<double> number{160e6, SourceKind::measured, "my scope", std::nullopt};
    const auto changed = withNumber(kPreset, {{}, {}, "clock_hz"}, number);
    ASSERT_TRUE(changed.has_value());
    EXPECT_NE(changed->find(
                  "clock_hz = { value = 160000000, kind = \"measured\", source = \"my scope\" }  # 時計 of the core\n"),
              std::string::npos);
    EXPECT_EQ(outline(*changed).find({{}, {}, "clock_hz"})->number, number);
    EXPECT_EQ(outline(*changed).find({"mode", "fast", "clock_hz"})->number.value, 200e6);
    EXPECT_EQ(*withNumber(*changed, {{}, {}, "clock_hz"}, {100e6, SourceKind::datasheet, "page 1: 時計", std::nullopt}),
              *withNumber(kPreset, {{}, {}, "clock_hz"}, {100e6, SourceKind::datasheet, "page 1: 時計", std::nullopt}));
}

TEST(PresetEdit, ReachesTablesMemoriesAndChoices)
{
    for (const NumberPlace& place :
         {NumberPlace{{}, {}, "kernel.conv"}, NumberPlace{{}, {}, "memory.sram.capacity_bytes"},
          NumberPlace{"mode", "fast", "clock_hz"}, NumberPlace{{}, {}, "array.pixels"}}) {
        const Sourced<double> number{64.0, SourceKind::derived, "half of 128", std::pair(60.0, 70.0)};
        const auto changed = withNumber(kPreset, place, number);
        ASSERT_TRUE(changed.has_value()) << place.key;
        const PresetOutline read = outline(*changed);
        ASSERT_TRUE(read.find(place)) << place.key;
        EXPECT_EQ(read.find(place)->number, number) << place.key;
        EXPECT_EQ(read.numbers.size(), 5u);
    }
}

TEST(PresetEdit, AddsWhatIsNotThereAndRemovesIt)
{
    for (const NumberPlace& place :
         {NumberPlace{{}, {}, "kernel.depthwise"}, NumberPlace{{}, {}, "memory.sram.bytes_per_cycle"},
          NumberPlace{"mode", "slow", "clock_hz"}, NumberPlace{{}, {}, "accuracy.energy"}}) {
        const Sourced<double> number{4.0, SourceKind::assumed, "as its neighbour", std::nullopt};
        const auto added = withNumber(kPreset, place, number);
        ASSERT_TRUE(added.has_value()) << place.key;
        const PresetOutline read = outline(*added);
        EXPECT_TRUE(read.valid()) << place.key;
        ASSERT_TRUE(read.find(place)) << place.key;
        EXPECT_EQ(read.find(place)->number, number);
        EXPECT_EQ(*withoutNumber(*added, place), kPreset) << place.key;
    }
    const auto first = withNumber("name = \"a\"", {{}, {}, "clock_hz"}, {1.0, SourceKind::assumed, "s", std::nullopt});
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(outline(*first).draft.parameters.at("clock_hz").value, 1.0);
}

TEST(PresetEdit, ChangesTheHeadBelowItsComment)
{
    EXPECT_NE(withHeadText(kPreset, "name", "A \"new\" one")
                  ->find("# Second line.\nname = \"A \\\"new\\\" one\"          # 3\n"),
              std::string::npos);
    EXPECT_NE(withHeadText(kPreset, "origin", "imx500")->find("# Second line.\norigin = \"imx500\"\nname"),
              std::string::npos);
    EXPECT_EQ(outline(*withHeadText(kPreset, "origin", "imx500")).origin, "imx500");
    EXPECT_EQ(outline(*withDefaultChoice(kPreset, "mode", "slow")).draft.findOption("mode")->defaultValue, "slow");
    EXPECT_EQ(outline(*withOptionRange(kPreset, "clock_hz", 1e6, 4e8)).draft.findOption("clock_hz")->highest, 4e8);
}

TEST(PresetEdit, RefusesWhatItCannotDoAndNeverMakesBrokenText)
{
    EXPECT_EQ(withNumber("name = ", {{}, {}, "clock_hz"}, {}).error().code, ErrorCode::presetSyntax);
    EXPECT_FALSE(withNumber("parameters.a = { value = 1 }\n", {{}, {}, "clock_hz"}, {1, SourceKind::assumed, "s", {}})
                     .has_value());
    EXPECT_FALSE(withNumber(kPreset, {"mode", "none", "clock_hz"}, {1, SourceKind::assumed, "s", {}}).has_value());
    EXPECT_FALSE(withNumber(kPreset, {{}, {}, "kernel"}, {1, SourceKind::assumed, "s", {}}).has_value())
        << "a table of numbers is none";
    EXPECT_FALSE(withoutNumber(kPreset, {{}, {}, "nothing"}).has_value());
    EXPECT_FALSE(withDefaultChoice(kPreset, "nothing", "a").has_value());
}

TEST(PresetEdit, EveryBeginningOfAPresetIsReadWithoutHarm)
{
    for (std::size_t length = 0; length <= kPreset.size(); ++length) {
        const std::string text = kPreset.substr(0, length);
        const PresetOutline read = outline(text);
        for (const Error& error : read.errors)
            EXPECT_TRUE(error.where.line.has_value());
        const auto changed = withNumber(text, {{}, {}, "clock_hz"}, {1e6, SourceKind::assumed, "s", std::nullopt});
        if (changed) {
            EXPECT_TRUE(outline(*changed).find({{}, {}, "clock_hz"})) << length;
        }
    }
}

TEST(PresetWriter, EscapesWhatTomlCannotHold)
{
    Target target;
    target.name = "Quote \" backslash \\ tab \t null \x01 cr \r bad \xFF end 天秤";
    target.vendor = "multi\nline";
    target.architecture = "toy";
    target.group = "sensor";
    target.traits = {{"a b", "c"}};
    target.parameters = {{"clock_hz", {1e6, SourceKind::assumed, "]]] \"\"\" # no comment", std::nullopt}},
                         {"array.pixels", {3.0000000000000004, SourceKind::paper, "'", std::pair(1e-300, 1e300)}},
                         {"kernel.a", {1.0, SourceKind::paper, "parent", std::nullopt}},
                         {"kernel.a.b", {1e17, SourceKind::paper, "child", std::nullopt}},
                         {"kernel.ö ü", {0.1, SourceKind::paper, "odd key", std::nullopt}}};
    const auto again = parseTarget(writePreset(target, "x", "first\nsecond"), "odd.toml", toySchema);
    ASSERT_TRUE(again.has_value()) << again.error().arguments.front();
    EXPECT_EQ(again->parameters, target.parameters);
    EXPECT_EQ(again->traits, target.traits);
    EXPECT_EQ(again->vendor, target.vendor);
    EXPECT_THAT(again->name, ::testing::HasSubstr("bad \uFFFD end 天秤"));
    EXPECT_EQ(leadingComment(writePreset(target, "x", "first\nsecond")), "first\nsecond");
}

TEST(PresetDesign, DuplicateChangesWhatAnEstimateReads)
{
    const auto original = parseTarget(kPreset, "toy.toml", toySchema);
    ASSERT_TRUE(original.has_value());
    const auto made = duplicatePreset(
        *original, kPreset, {.name = "Mine", .numbers = {{"clock_hz", 400e6}, {"memory.sram.capacity_bytes", 1024.0}}});
    ASSERT_TRUE(made.has_value());
    const PresetOutline read = outline(*made);
    EXPECT_TRUE(read.valid());
    EXPECT_EQ(effectiveNumber(read.draft, "clock_hz")->value, 400e6);
    EXPECT_EQ(read.draft.parameters.at("clock_hz").value, 100e6) << "the choice gives the clock, not the parameter";
    EXPECT_EQ(read.draft.findOption("clock_hz")->highest, 400e6);
    EXPECT_EQ(read.draft.findOption("mode")->findChoice("fast")->label, "Fast, 200 MHz → 400 MHz");
    EXPECT_EQ(read.draft.parameters.at("memory.sram.capacity_bytes").kind, SourceKind::datasheet)
        << "an equal number keeps its source";
}

TEST(PresetDesign, ReadsQuantitiesAsPeopleWriteThem)
{
    EXPECT_EQ(parseQuantity("520 KiB", "B"), 520.0 * 1024);
    EXPECT_EQ(parseQuantity("1.5\u2009MiB", "B"), 1572864.0);
    EXPECT_EQ(parseQuantity("400 MHz", "Hz"), 400e6);
    EXPECT_EQ(parseQuantity("2e6", "Hz"), 2e6);
    EXPECT_EQ(parseQuantity("3 pJ", "J"), 3e-12);
    EXPECT_EQ(parseQuantity("12 %", "1"), 0.12);
    EXPECT_EQ(parseQuantity("5 m", "pixel"), 0.005);
    for (const char* none : {"", "fast", "4 parsec", "1e999", "nan", "5 MHz MHz"})
        EXPECT_FALSE(parseQuantity(none, "Hz").has_value()) << none;
}

TEST(PresetDesign, WritesQuantitiesThatReadBackExactly)
{
    EXPECT_EQ(exactQuantity(262.5e6, "Hz"), "262.5 MHz");
    EXPECT_EQ(exactQuantity(655360, "B"), "640 KiB");
    EXPECT_EQ(exactQuantity(1048576, "B"), "1 MiB");
    EXPECT_EQ(exactQuantity(1.28e-07, "s"), "128 ns");
    EXPECT_EQ(exactQuantity(1e-12, "J"), "1 pJ");
    EXPECT_EQ(exactQuantity(0.906, "cycle"), "0.906 cycle");
    EXPECT_EQ(exactQuantity(0.97, "1"), "0.97");
    for (const double value : {1.0 / 3.0, 5.27e-10, 123456789.0, 1e-300, 0.1 + 0.2, 7e15, 60000.0})
        for (const char* unit : {"B", "Hz", "s", "J", "1", "cycle", "W/(V²·Hz)"})
            EXPECT_EQ(parseQuantity(exactQuantity(value, unit), unit), value) << exactQuantity(value, unit);
}

TEST(PresetDesign, DragsOnALogarithmicScaleInStepsOfAPerson)
{
    const DragRange clock = dragRange(kSchema.find("clock_hz"), "clock_hz", 100e6);
    EXPECT_TRUE(clock.logarithmic);
    EXPECT_NEAR(clock.shareOf(100e6), 0.5, 1e-9);
    EXPECT_EQ(clock.valueAt(clock.shareOf(100e6)), 100e6);
    const DragRange rows = dragRange(kSchema.find("array.pixels"), "array.pixels", 32);
    EXPECT_EQ(rows.lowest, 1.0);
    EXPECT_EQ(rows.highest, 4096.0);
    EXPECT_EQ(rows.valueAt(0.37), std::round(rows.valueAt(0.37)));
    const DragRange sram = dragRange(nullptr, "memory.sram.capacity_bytes", 655360);
    EXPECT_EQ(sram.step, DragRange::Step::bytes);
    EXPECT_EQ(std::fmod(sram.valueAt(0.7), 1024.0), 0.0);
}

class Store : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::path(::testing::TempDir()) / ("store-" + std::to_string(::getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder / "shipped" / "targets");
        write("shipped/targets/toy.toml", kPreset);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(m_folder / name) << text; }
    PresetStore store() const { return {{m_folder / "shipped"}, m_folder / "user" / "presets", toySchema}; }

    fs::path m_folder;
};

TEST_F(Store, SavesListsLoadsAndRemoves)
{
    const PresetStore presets = store();
    EXPECT_EQ(presets.load().targets.size(), 1u);
    const auto file = presets.save("mine", kPreset, true);
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(*readWhole(*file), kPreset);
    EXPECT_EQ(presets.load().targets.size(), 2u);
    ASSERT_EQ(presets.entries().size(), 2u);
    EXPECT_FALSE(presets.entries()[1].shipped);
    EXPECT_EQ(presets.entries()[1].name, "Toy");
    ASSERT_TRUE(presets.save("mine", kPreset + "# more\n", false).has_value());
    EXPECT_EQ(*readWhole(*file), kPreset + "# more\n");
    EXPECT_EQ(std::distance(fs::directory_iterator(file->parent_path()), fs::directory_iterator()), 1)
        << "no half-written file stays";
    EXPECT_TRUE(presets.remove("mine").has_value());
    EXPECT_FALSE(presets.remove("mine").has_value());
    EXPECT_FALSE(presets.remove("../../shipped/targets/toy").has_value());
}

TEST_F(Store, NeverTouchesAShippedPreset)
{
    const PresetStore presets = store();
    EXPECT_EQ(presets.check("toy"), IdProblem::shipped);
    const auto saved = presets.save("toy", "name = \"x\"\n", false);
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().code, ErrorCode::presetDuplicate);
    EXPECT_THAT(saved.error().arguments[1], ::testing::HasSubstr("shipped"));
    const PresetStore same({m_folder / "shipped"}, m_folder / "user" / ".." / "shipped", toySchema);
    EXPECT_FALSE(same.save("other", kPreset, true).has_value()) << "the shipped folder under another name";
    EXPECT_EQ(*readWhole(m_folder / "shipped/targets/toy.toml"), kPreset);
}

TEST_F(Store, RefusesIdsThatAreNoFileNamesAndSaysWhoHasThem)
{
    const PresetStore presets = store();
    EXPECT_EQ(presets.check(""), IdProblem::empty);
    EXPECT_EQ(presets.check("../x"), IdProblem::letters);
    EXPECT_EQ(presets.check("天秤"), IdProblem::letters);
    EXPECT_EQ(presets.check(std::string(65, 'a')), IdProblem::letters);
    EXPECT_FALSE(presets.save("../x", kPreset, true).has_value());
    EXPECT_EQ(presets.check("mine"), IdProblem::none);
    ASSERT_TRUE(presets.save("mine", kPreset, true).has_value());
    EXPECT_EQ(presets.check("mine"), IdProblem::taken);
    EXPECT_FALSE(presets.save("mine", kPreset, true).has_value());
    EXPECT_EQ(presets.freeId("mine"), "mine_2");
    EXPECT_EQ(presets.freeId("Toy, 1 MiB!"), "toy_1_mib");
    EXPECT_EQ(presets.freeId("天秤"), "target");
}

TEST_F(Store, ABrokenPresetOfTheUserIsListedWithItsError)
{
    const PresetStore presets = store();
    ASSERT_TRUE(presets.save("broken", "name = \n", true).has_value());
    const auto entries = presets.entries();
    ASSERT_EQ(entries.size(), 2u);
    ASSERT_TRUE(entries[1].error.has_value());
    EXPECT_EQ(entries[1].error->where.line, 1);
    fs::create_directories(m_folder / "user/presets/targets");
    write("user/presets/targets/toy.toml", kPreset);
    EXPECT_TRUE(presets.entries()[2].overrides);
    EXPECT_TRUE(presets.save("toy", kPreset + "\n", false).has_value())
        << "the user's own file that replaces a shipped one";
}

TEST_F(Store, AFolderThatCannotBeMadeIsSaid)
{
    write("user", "a file where the folder should be");
    const auto saved = store().save("mine", kPreset, true);
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().code, ErrorCode::fileUnwritable);
}

} // namespace
} // namespace tenbin
