// SPDX-License-Identifier: GPL-3.0-or-later
// Every shipped preset, written out and read again, is the same target; so is what the editor makes of it.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/core/file.h"
#include "engine/estimate/estimator.h"
#include "engine/targets/preset_design.h"
#include "engine/targets/preset_edit.h"
#include "engine/targets/preset_writer.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& shipped()
{
    static const TargetLibrary library =
        loadTargets({std::filesystem::path(TENBIN_SOURCE_DIR) / "presets"}, findSchema);
    return library;
}

void expectEqual(const Target& a, const Target& b)
{
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.vendor, b.vendor);
    EXPECT_EQ(a.architecture, b.architecture);
    EXPECT_EQ(a.group, b.group);
    EXPECT_EQ(a.references, b.references);
    EXPECT_EQ(a.traits, b.traits);
    EXPECT_EQ(a.memories, b.memories);
    EXPECT_EQ(a.options, b.options);
    EXPECT_EQ(a.parameters, b.parameters);
    EXPECT_EQ(a.product, b.product);
}

TEST(PresetRoundTrip, EveryShippedPresetWrittenAndReadIsEqual)
{
    ASSERT_GT(shipped().targets.size(), 50u);
    for (const Target& target : shipped().targets) {
        SCOPED_TRACE(target.id);
        const auto again = parseTarget(writePreset(target), "alone/" + target.id + ".toml", findSchema);
        ASSERT_TRUE(again.has_value()) << again.error().where.line.value_or(0) << " "
                                       << again.error().arguments.front();
        expectEqual(target, *again);
        EXPECT_EQ(target.hash, again->hash);
        EXPECT_EQ(writePreset(target), writePreset(*again)) << "the writer's own text stays as it is";
    }
}

TEST(PresetRoundTrip, TheOutlineOfEveryShippedPresetHasNoErrorAndAllNumbers)
{
    for (const Target& target : shipped().targets) {
        SCOPED_TRACE(target.id);
        const auto text = readWhole(target.file);
        ASSERT_TRUE(text.has_value());
        const PresetOutline outline = outlinePreset(*text, target.file, findSchema);
        EXPECT_TRUE(outline.valid());
        expectEqual(target, outline.draft);
        EXPECT_EQ(outline.draft.hash, target.hash);
        std::size_t numbers = target.parameters.size();
        for (const OptionSpec& option : target.options)
            for (const OptionChoice& choice : option.choices)
                numbers += choice.parameters.size();
        EXPECT_EQ(outline.numbers.size(), numbers);
    }
}

TEST(PresetRoundTrip, EveryNumberOfEveryPresetCanBeChangedInItsText)
{
    for (const Target& target : shipped().targets) {
        SCOPED_TRACE(target.id);
        const std::string text = writePreset(target);
        const PresetOutline outline = outlinePreset(text, target.id + ".toml", findSchema);
        const std::size_t step = std::max<std::size_t>(1, outline.numbers.size() / 25);
        for (std::size_t i = 0; i < outline.numbers.size(); i += step) {
            const PresetNumber& number = outline.numbers[i];
            const Sourced<double> wanted{number.number.value * 0.875, SourceKind::measured, "my bench \"3\" — µ",
                                         std::nullopt};
            const auto changed = withNumber(text, number.place, wanted);
            ASSERT_TRUE(changed.has_value()) << number.place.key;
            const PresetOutline after = outlinePreset(*changed, target.id + ".toml", findSchema);
            const PresetNumber* found = after.find(number.place);
            ASSERT_TRUE(found) << number.place.key;
            EXPECT_EQ(found->number, wanted) << number.place.key;
            EXPECT_EQ(found->line, number.line) << "the number stays where it was";
            EXPECT_EQ(after.numbers.size(), outline.numbers.size());
        }
    }
}

TEST(PresetRoundTrip, EveryShippedPresetCanBeDuplicatedWithOtherNumbers)
{
    for (const Target& target : shipped().targets) {
        SCOPED_TRACE(target.id);
        const auto text = readWhole(target.file);
        ASSERT_TRUE(text.has_value());
        DuplicateRequest request{.name = "My own " + target.name, .numbers = {}};
        for (const std::string& key : mainNumbers(target))
            if (const Sourced<double>* number = effectiveNumber(target, key))
                request.numbers[key] = number->value * 2.0;
        const auto made = duplicatePreset(target, *text, request);
        ASSERT_TRUE(made.has_value());
        const PresetOutline outline = outlinePreset(*made, "mine.toml", findSchema);
        for (const Error& error : outline.errors) // a doubled clock may lie above what the architecture allows
            EXPECT_EQ(error.code, ErrorCode::presetRange)
                << error.where.line.value_or(0) << " " << error.arguments.front();
        EXPECT_EQ(outline.draft.name, request.name);
        EXPECT_EQ(outline.origin, target.id);
        for (const auto& [key, value] : request.numbers) {
            const Sourced<double>* number = effectiveNumber(outline.draft, key);
            ASSERT_TRUE(number) << key;
            EXPECT_EQ(number->value, value) << key;
            EXPECT_EQ(number->kind, SourceKind::assumed);
            EXPECT_NE(number->source.find(target.name), std::string::npos);
        }
    }
}

TEST(PresetRoundTrip, ADuplicateWithMoreMemoryHoldsWhatDidNotFit)
{
    const Target* original = shipped().find("cartesian_mac_array");
    ASSERT_TRUE(original);
    const auto graph = buildNetwork(std::string_view("mobilenet_v1?alpha=1.0&input=224x224x3"));
    ASSERT_TRUE(graph.has_value());
    const auto before = estimate(**graph, *original, {});
    const auto made =
        duplicatePreset(*original, *readWhole(original->file),
                        {.name = "Bigger", .numbers = {{"memory.sram.capacity_bytes", 64.0 * 1024 * 1024}}});
    ASSERT_TRUE(made.has_value());
    const auto bigger = parseTarget(*made, "bigger.toml", findSchema);
    ASSERT_TRUE(bigger.has_value());
    const auto after = estimate(**graph, *bigger, {});
    ASSERT_TRUE(before && after);
    EXPECT_NE(before->verdict, VerdictKind::fits);
    EXPECT_EQ(after->verdict, VerdictKind::fits);
    EXPECT_NE(made->find("# 32x32 INT4 array of Tokyo"), std::string::npos) << "the comments of the original stay";
}

TEST(PresetRoundTrip, TemplatesOfAllArchitecturesAreValidAndSayThatTheyAreAssumed)
{
    for (const CostModel* model : costModels()) {
        const std::string architecture = model->schema().architecture;
        SCOPED_TRACE(architecture);
        const Target* example = exampleOf(shipped(), architecture);
        ASSERT_TRUE(example);
        const auto made = parseTarget(presetTemplate(*example, "New"), "new.toml", findSchema);
        ASSERT_TRUE(made.has_value()) << made.error().arguments.front();
        EXPECT_EQ(made->architecture, architecture);
        for (const auto& [key, number] : made->parameters)
            EXPECT_EQ(number.kind, SourceKind::assumed) << key;
        EXPECT_TRUE(made->product.empty()) << "nobody sells a template";
    }
}

TEST(PresetRoundTrip, EveryNumberCanBeDraggedWithinWhatIsAllowed)
{
    for (const Target& target : shipped().targets)
        for (const auto& [key, number] : target.parameters) {
            const ParameterSpec* spec = findSchema(target.architecture)->find(key);
            const DragRange range = dragRange(spec ? spec : commonSchema().find(key), key, number.value);
            for (const double share : {0.0, 0.25, 0.5, 1.0}) {
                const double value = range.valueAt(share);
                EXPECT_TRUE(std::isfinite(value)) << key;
                EXPECT_TRUE(!spec || (value >= spec->lowest && value <= spec->highest))
                    << target.id << " " << key << " " << value;
            }
            EXPECT_GE(number.value, range.lowest) << target.id << " " << key;
            EXPECT_LE(number.value, range.highest) << target.id << " " << key;
        }
}

} // namespace
} // namespace tenbin
