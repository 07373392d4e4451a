// SPDX-License-Identifier: GPL-3.0-or-later
// Answers over all presets: ranked, sure of what they say, and mended by what was tried.
#include "engine/requirements/choice.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/requirements/choice_export.h"
#include "engine/requirements/choice_text.h"
#include "engine/requirements/mending.h"
#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

using ::testing::HasSubstr;

const std::vector<std::shared_ptr<const Target>>& targets()
{
    static const auto all = [] {
        std::vector<std::shared_ptr<const Target>> list;
        for (Target& target : loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema).targets)
            list.push_back(std::make_shared<const Target>(std::move(target)));
        return list;
    }();
    return all;
}

AnswerBook& answers()
{
    static AnswerBook book(
        [](const Graph& graph, const Target& target, const Configuration& configuration,
           const VariantSource& variants) { return estimate(graph, target, configuration, variants); });
    return book;
}

Choices chosen(const Requirements& requirements, const std::vector<std::string>& specs, int threads = 0)
{
    std::vector<std::pair<std::string, std::shared_ptr<const Graph>>> networks;
    for (const std::string& spec : specs)
        networks.emplace_back(spec, answers().networks().get(spec).value());
    return choose(allPairings(networks, targets(), requirements), requirements,
                  {.answers = answers(), .costModel = findCostModel, .threads = threads});
}

constexpr const char* kPerson = "zoo:mobilenet_v1?alpha=0.25&input=96x96x3";

/// Ten frames a second within a millijoule.
Requirements camera()
{
    Requirements asked;
    asked.figures = {{RequiredFigure::framesPerSecond, 10.0}, {RequiredFigure::energy, 1e-3}};
    return asked;
}

const Choices& cameraChoices()
{
    static const Choices choices = chosen(camera(), {kPerson});
    return choices;
}

TEST(Choose, AnswersEveryChipOnceAndNoReferenceClass)
{
    std::set<std::string> ids;
    for (const Choice& choice : cameraChoices().ranked) {
        EXPECT_TRUE(ids.insert(choice.asked.target->id).second);
        EXPECT_NE(choice.asked.target->group, "reference");
    }
    EXPECT_TRUE(cameraChoices().errors.empty());
    const auto chips = std::ranges::count_if(targets(), [](const auto& t) { return t->group != "reference"; });
    EXPECT_EQ(ids.size(), static_cast<std::size_t>(chips));
}

TEST(Choose, RanksSureBeforeProbableBeforeUnknownBeforeMissed)
{
    const auto& ranked = cameraChoices().ranked;
    ASSERT_GT(ranked.size(), 20u);
    std::set<Meets> seen;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        seen.insert(ranked[i].judgement.meets);
        if (i == 0)
            continue;
        const Choice &before = ranked[i - 1], &now = ranked[i];
        EXPECT_LE(before.judgement.meets, now.judgement.meets);
        if (before.judgement.meets == Meets::yes && now.judgement.meets == Meets::yes) {
            EXPECT_LE(before.estimate->energy->value, now.estimate->energy->value);
        }
        if (before.judgement.meets == Meets::no && now.judgement.meets == Meets::no) {
            EXPECT_LE(before.judgement.worstExcess, now.judgement.worstExcess);
        }
    }
    EXPECT_TRUE(seen.contains(Meets::yes) && seen.contains(Meets::no) && seen.contains(Meets::unknown));
}

TEST(Choose, EveryFigureThatIsKeptIsKeptByTheEstimateOfItsConfiguration)
{
    for (const Choice& choice : cameraChoices().ranked) {
        SCOPED_TRACE(choice.asked.target->id);
        const auto again = estimate(*choice.asked.network, *choice.asked.target, choice.configuration).value();
        EXPECT_EQ(again.latency.has_value(), choice.estimate->latency.has_value());
        if (again.latency) {
            EXPECT_EQ(again.latency->value, choice.estimate->latency->value);
        }
        if (!choice.judgement.keeps())
            continue;
        EXPECT_EQ(again.verdict, VerdictKind::fits);
        EXPECT_GE(*again.framesPerSecond, 10.0);
        EXPECT_LE(again.energy->value.count(), 1e-3);
        for (const auto& [key, value] : choice.changes)
            EXPECT_FALSE(changesNumbers(key)) << key;
    }
}

TEST(Choose, WhatMendsKeepsTheRequirements)
{
    Requirements asked = camera();
    asked.figures[RequiredFigure::framesPerSecond] = 60.0; // more chips are too slow
    int mends = 0;
    for (const Choice& choice : chosen(asked, {"zoo:mobilenet_v1?alpha=0.5&input=128x128x3"}).ranked)
        for (const Mend& mend : choice.mends) {
            SCOPED_TRACE(choice.asked.target->id);
            ++mends;
            Configuration configuration = choice.asked.configuration;
            for (const auto& [key, value] : mend.remedy.changes)
                configuration.values.insert_or_assign(key, value);
            const auto network =
                mend.remedy.network.empty() ? choice.asked.network : buildNetwork(mend.remedy.network).value();
            const auto mended = estimate(*network, *choice.asked.target, configuration).value();
            const Judgement judgement = judge(mended, *choice.asked.target, asked);
            EXPECT_EQ(judgement.meets, mend.meets);
            EXPECT_TRUE(judgement.keeps());
            EXPECT_EQ(judgement.probability, mend.probability);
        }
    EXPECT_GE(mends, 3);
}

TEST(Choose, AClockThatKeepsTheRequirementsIsTheAnswer)
{
    const auto asked = [](double fps) {
        Requirements requirements;
        requirements.figures[RequiredFigure::framesPerSecond] = fps;
        return requirements;
    };
    const auto target = *std::ranges::find(targets(), std::string("stm32h743"), [](const auto& t) { return t->id; });
    const auto network = answers().networks().get(kPerson).value();
    const Configuration slow = withOption(*target, {}, "clock_hz", "120 MHz").value();
    const double rate = estimate(*network, *target, slow)->framesPerSecond.value();
    const Requirements doubled = asked(2.0 * rate);
    const Choices choices =
        choose({{kPerson, network, target, slow}}, doubled, {.answers = answers(), .costModel = findCostModel});
    const Choice& choice = choices.ranked.at(0);
    EXPECT_EQ(choice.judgement.meets, Meets::yes);
    ASSERT_FALSE(choice.changes.empty());
    EXPECT_THAT(remarkText(choice), HasSubstr("MHz"));
    const Choices enough = choose({{kPerson, network, target, slow}}, asked(0.5 * rate),
                                  {.answers = answers(), .costModel = findCostModel});
    EXPECT_TRUE(enough.ranked.at(0).changes.empty()) << "what is kept as asked stays as asked";
}

TEST(Choose, APriceThatIsTooHighIsNotMended)
{
    Requirements asked;
    asked.figures = {{RequiredFigure::price, 1e-6}};
    for (const Choice& choice : chosen(asked, {kPerson}).ranked) {
        EXPECT_FALSE(choice.judgement.keeps());
        const bool published = priceRange(choice.asked.target->product).has_value();
        if (published) {
            EXPECT_TRUE(choice.mends.empty());
            EXPECT_EQ(choice.judgement.meets, Meets::no);
        }
    }
}

TEST(Choose, IsTheSameOnOneThread)
{
    const std::string many = toJson(cameraChoices(), 1000);
    EXPECT_EQ(toJson(chosen(camera(), {kPerson}, 1), 1000), many);
}

TEST(Choose, FamiliesNarrowTheChips)
{
    Requirements asked = camera();
    asked.groups = {"sensor"};
    for (const Choice& choice : chosen(asked, {kPerson}).ranked)
        EXPECT_EQ(choice.asked.target->group, "sensor");
}

TEST(Choose, StopsWhenAsked)
{
    std::stop_source stop;
    stop.request_stop();
    const auto network = answers().networks().get(kPerson).value();
    const Choices none = choose({{kPerson, network, targets().front(), {}}}, camera(),
                                {.answers = answers(), .costModel = findCostModel, .stop = stop.get_token()});
    EXPECT_TRUE(none.ranked.empty());
}

TEST(Summary, CountsChipsWhateverNetworkTheyRun)
{
    const Choices two = chosen(camera(), {kPerson, "zoo:mlperf_ic"});
    const ChoiceSummary summary = summaryOf(two), one = summaryOf(cameraChoices());
    EXPECT_EQ(summary.chips, one.chips);
    EXPECT_EQ(summary.networks, 2u);
    EXPECT_GE(summary.keeping, one.keeping);
    ASSERT_NE(summary.frugal, nullptr);
    for (const Choice& choice : two.ranked)
        if (choice.judgement.keeps() && choice.estimate->energy) {
            EXPECT_LE(summary.frugal->estimate->energy->value, choice.estimate->energy->value);
        }
}

TEST(Summary, SentenceSaysCountsAndNames)
{
    const ChoiceSummary summary = summaryOf(cameraChoices());
    const std::string text = sentence(cameraChoices());
    EXPECT_THAT(text, HasSubstr(std::to_string(summary.keeping) + " of " + std::to_string(summary.chips) + " chips"));
    EXPECT_THAT(text, HasSubstr("\u2265 10\u2009fps and \u2264 1.00\u2009mJ"));
    EXPECT_THAT(text, HasSubstr(summary.frugal->estimate->targetName));
    ASSERT_NE(summary.nearestMiss, nullptr);
    EXPECT_THAT(text, HasSubstr("Nearest miss: " + summary.nearestMiss->estimate->targetName));
    Requirements impossible;
    impossible.figures = {{RequiredFigure::framesPerSecond, 1e12}};
    EXPECT_THAT(sentence(chosen(impossible, {kPerson})), ::testing::StartsWith("None of "));
}

TEST(ChoiceJson, SaysMissesAsJsonUnits)
{
    const auto json = nlohmann::json::parse(toJson(cameraChoices(), 1000));
    ASSERT_EQ(json.size(), cameraChoices().ranked.size());
    int energyMisses = 0;
    for (const auto& entry : json) {
        EXPECT_EQ(entry.at("meets") == "no", !entry.at("misses").empty());
        EXPECT_EQ(entry.at("meets") == "unknown", entry.at("probability").is_null());
        for (const auto& miss : entry.at("misses"))
            if (miss.at("figure") == "energy") {
                ++energyMisses;
                EXPECT_DOUBLE_EQ(miss.at("needed"), 1000.0);
                EXPECT_EQ(miss.at("value"), entry.at("energy_uj"));
                EXPECT_EQ(miss.at("unit"), "uJ");
            }
    }
    EXPECT_GT(energyMisses, 0);
    EXPECT_EQ(nlohmann::json::parse(toJson(cameraChoices(), 3)).size(), 3u);
    EXPECT_EQ(choiceTable(cameraChoices(), 5).rows.size(), 5u);
}

} // namespace
} // namespace tenbin
