// SPDX-License-Identifier: GPL-3.0-or-later
// An option that changes nothing says so, and one that says so changes nothing.
#include <set>

#include <gtest/gtest.h>

#include "engine/graph/single_precision.h"
#include "engine/report/estimate_json.h"
#include "engine/words/catalogue.h"
#include "engine/words/words.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& library()
{
    static const TargetLibrary all = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return all;
}

/// Values that an option may take: its choices, or the ends of its range and its middle.
std::vector<std::string> valuesOf(const OptionSpec& option)
{
    if (option.kind == OptionKind::number)
        return {toString(OptionValue(option.lowest)), toString(OptionValue((option.lowest + option.highest) / 2.0)),
                toString(OptionValue(option.highest))};
    std::vector<std::string> values;
    for (const OptionChoice& choice : option.choices)
        values.push_back(choice.id);
    return values;
}

std::shared_ptr<const Graph> network(const char* spec)
{
    const auto graph = buildNetwork(std::string_view(spec));
    EXPECT_TRUE(graph.has_value());
    return *graph;
}

/// Figures of an estimate that people see, but for the configuration itself.
std::string figures(const Graph& graph, const Target& target, const Configuration& configuration)
{
    const auto result = estimate(graph, target, configuration);
    if (!result)
        return "refused";
    // Not whether other choices would help: that is about them.
    std::string text =
        word(result->verdict == VerdictKind::fitsWithChanges ? VerdictKind::doesNotFit : result->verdict);
    if (result->latency)
        text += ' ' + std::to_string(result->latency->value.count() * 1e9);
    if (result->energy)
        text += ' ' + std::to_string(result->energy->value.count() * 1e12);
    if (result->framesPerSecond)
        text += ' ' + std::to_string(*result->framesPerSecond);
    for (const MemoryUse& memory : result->memories)
        text += ' ' + memory.name + (memory.used ? std::to_string(memory.used->count()) : "?");
    for (const Reason& reason : result->reasons)
        text += ' ' + sentence(reason);
    return text;
}

bool changesAnything(const Target& target, const OptionSpec& option, const Configuration& beside)
{
    for (const char* spec : {"mobilenet_v2?input=96", "mobilenet_v1?alpha=0.25&input=160", "mlperf_kws", "resnet8"}) {
        if (!parseNetworkSpec(spec))
            continue;
        auto graph = network(spec);
        if (option.key == "precision") // of networks that are not quantised
            graph = std::make_shared<const Graph>(inSinglePrecision(*graph).value());
        std::set<std::string> different;
        for (const std::string& value : valuesOf(option))
            if (const auto configuration = withOption(target, beside, option.key, value))
                different.insert(figures(*graph, target, *configuration));
        if (different.size() > 1)
            return true;
    }
    return false;
}

TEST(OptionActs, ConditionsNameOptionsAndChoicesThatThereAre)
{
    int conditions = 0;
    for (const Target& target : library().targets)
        for (const OptionSpec& option : target.options)
            for (const auto& [key, choices] : option.actsWith) {
                ++conditions;
                const OptionSpec* other = target.findOption(key);
                ASSERT_NE(other, nullptr) << target.id << ' ' << option.key;
                for (const std::string& choice : choices)
                    EXPECT_NE(other->findChoice(choice), nullptr) << target.id << ' ' << option.key << ' ' << choice;
            }
    EXPECT_GE(conditions, 6);
}

TEST(OptionActs, WhatSaysThatItDoesNothingDoesNothing)
{
    for (const Target& target : library().targets)
        for (const OptionSpec& option : target.options)
            for (const auto& [key, choices] : option.actsWith) {
                const OptionSpec& other = *target.findOption(key);
                for (const OptionChoice& choice : other.choices) {
                    const auto beside = withOption(target, {}, key, choice.id);
                    ASSERT_TRUE(beside.has_value());
                    if (!optionActs(target, *beside, option.key)) {
                        EXPECT_FALSE(changesAnything(target, option, *beside))
                            << target.id << ' ' << option.key << ' ' << choice.id;
                    }
                }
            }
}

/// Choices beside which `option` says that it acts.
Configuration besideWhichItActs(const Target& target, const OptionSpec& option)
{
    Configuration beside;
    if (target.findOption("elements")) // a pruned network: only its elements can be aligned
        beside = *withOption(target, beside, "elements", "4");
    for (int i = 0; i < 3; ++i)
        if (const auto unmet = unmetCondition(target, beside, option.key))
            beside = *withOption(target, beside, unmet->key, unmet->choices.at(0));
    return beside;
}

/// Whether `option` changes anything beside one choice of another option.
bool changesBesideAnotherChoice(const Target& target, const OptionSpec& option, const Configuration& configuration)
{
    for (const OptionSpec& other : target.options)
        for (const OptionChoice& choice : other.choices) {
            const auto beside = withOption(target, configuration, other.key, choice.id);
            if (other.key != option.key && beside && changesAnything(target, option, *beside))
                return true;
        }
    return false;
}

TEST(OptionActs, NoOptionIsThereForNothing)
{
    for (const Target& target : library().targets)
        for (const OptionSpec& option : target.options) {
            if (option.kind == OptionKind::choice && option.choices.size() == 1)
                continue; // it names what there is
            const Configuration beside = besideWhichItActs(target, option);
            ASSERT_TRUE(optionActs(target, beside, option.key)) << target.id << ' ' << option.key;
            EXPECT_TRUE(changesAnything(target, option, beside) || changesBesideAnotherChoice(target, option, beside))
                << target.id << ' ' << option.key;
        }
}

TEST(OptionActs, TheReasonNamesTheChoice)
{
    const Target* target = library().find("stm32h743");
    ASSERT_NE(target, nullptr);
    const auto unmet = unmetCondition(*target, {}, "patches");
    ASSERT_TRUE(unmet.has_value());
    EXPECT_EQ(sentence(*unmet, *target), "Acts only with Toolchain: TinyEngine.");
    const auto chosen = withOption(*target, {}, "toolchain", "tinyengine");
    EXPECT_TRUE(optionActs(*target, *chosen, "patches"));
    EXPECT_TRUE(optionActs(*target, {}, "clock_hz"));
    EXPECT_TRUE(optionActs(*target, {}, "no such option"));
}

TEST(OptionLabels, APresetMayNameItsOwnOption)
{
    EXPECT_EQ(optionLabel(*library().find("imx500"), "mode"), "Sensor mode");
    EXPECT_EQ(optionLabel(*library().find("ethos_u55_128"), "mode"), "Optimisation");
    EXPECT_EQ(optionLabel(*library().find("ethos_u55_128"), "clock_hz"), "Clock");
    EXPECT_EQ(optionLabel(*library().find("ethos_u55_128"), "array.depth"), "array.depth");
}

TEST(OptionLabels, LabelsOfPresetsAreTranslated)
{
    const Wording japanese = wordingIn("ja");
    for (const Target& target : library().targets)
        for (const OptionSpec& option : target.options)
            EXPECT_NE(optionLabel(option, japanese), optionLabel(option)) << target.id << ' ' << option.key;
}

} // namespace
} // namespace tenbin
