// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstring>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/parallel.h"
#include "engine/exploration/point_table.h"
#include "tests/engine/exploration/exploration_fixture.h"
#include "tests/support/cpu_time.h"
#include "tests/support/sanitizers.h"

namespace tenbin {
namespace {

using test::Collected;
using test::kQuestion;
using test::spaceOf;

bool same(double a, double b) { return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0; }
bool same(const DesignFigures& a, const DesignFigures& b)
{
    return same(a.latency, b.latency) && same(a.framesPerSecond, b.framesPerSecond) && same(a.energy, b.energy)
           && same(a.peakActivations, b.peakActivations) && same(a.weights, b.weights) && a.verdict == b.verdict;
}

TEST(Space, AxesApplyWhereTheTargetHasThem)
{
    const auto space = spaceOf(kQuestion).value();
    const SpaceLayout& layout = space->layout;
    ASSERT_EQ(layout.blocks.size(), layout.networks.size() * layout.targets.size());
    std::uint64_t sum = 0;
    for (const SpaceBlock& block : layout.blocks) {
        EXPECT_EQ(block.first, sum);
        sum += block.count;
        const std::string& id = layout.targets[block.target].id;
        if (id.starts_with("ethos_u55")) {
            EXPECT_EQ(block.count, 5u * 3u) << id;
        }
        if (id == "cartesian_mac_array") {
            EXPECT_EQ(block.count, 5u * 3u * 4u);
        }
    }
    EXPECT_EQ(sum, space->size());
    EXPECT_EQ(countPoints(space->question, test::presets(), findCostModel), space->size());
}

TEST(Space, EveryPointIsItsOwnDesign)
{
    const auto space = spaceOf(kQuestion).value();
    std::set<std::string> designs;
    for (std::uint64_t point = 0; point < space->size(); ++point) {
        const SpaceBlock& block = space->layout.blockOf(point);
        std::string text = space->layout.networks[block.network].spec + space->layout.targets[block.target].id;
        for (const auto& [key, value] : space->layout.configuration(point).values)
            text += key + toString(value);
        EXPECT_TRUE(designs.insert(text).second) << text;
    }
}

TEST(Space, WhatATargetDoesNotAllowIsLeftOutAndSaid)
{
    std::string question = kQuestion;
    question.replace(question.find("values = [9, 4, 1]"), 18, "values = [9, 12]");
    const auto space = spaceOf(question).value();
    ASSERT_FALSE(space->omissions.empty());
    const auto& omissions = space->omissions;
    EXPECT_TRUE(std::any_of(omissions.begin(), omissions.end(), [](const Omission& o) {
        return o.target == "cartesian_mac_array" && o.key == "elements" && o.values == std::vector<std::string>{"12"}
               && !o.all;
    }));
}

TEST(Space, MistakesAreErrors)
{
    const auto code = [](std::string from, std::string to) {
        std::string question = kQuestion;
        question.replace(question.find(from), from.size(), to);
        const auto space = spaceOf(question);
        return space ? std::string("none") : std::to_string(static_cast<int>(space.error().code));
    };
    const auto is = [](ErrorCode expected) { return std::to_string(static_cast<int>(expected)); };
    EXPECT_EQ(code("ethos_u55_*", "ethos_u99_*"), is(ErrorCode::targetUnknown));
    EXPECT_EQ(code("key = \"elements\"", "key = \"elephants\""), is(ErrorCode::optionUnknown));
    EXPECT_EQ(code("vary.alpha", "vary.beta"), is(ErrorCode::networkParameter));
    EXPECT_EQ(code("\"energy\"", "\"beauty\""), is(ErrorCode::questionValue));
    EXPECT_EQ(code("fits = true", "fitz = true"), is(ErrorCode::questionValue));
    EXPECT_EQ(code("values = [9, 4, 1]", "valeus = [9, 4, 1]"), is(ErrorCode::questionKey));
    EXPECT_EQ(code("[constraints]", "[constraints"), is(ErrorCode::questionSyntax));
}

TEST(Question, ReadsBackWhatItWrites)
{
    Question question = parseQuestion(kQuestion, "q").value();
    question.name = "quote \" backslash \\ new\nline";
    question.method = SearchMethod::nsga2;
    question.networks[0].accuracy["zoo:mobilenet_v1?alpha=0.25&input=96"] = 0.415;
    question.constraints.bounds = {{FigureKind::energy, {}, 0.1}, {FigureKind::framesPerSecond, 15.0, {}}};
    question.axes[2].targets = "cart*";
    EXPECT_EQ(parseQuestion(toToml(question), "q").value(), question) << toToml(question);
}

std::string variantsOfMobileNet(const std::string& accuracy)
{
    return "name = \"n\"\ntargets = [\"rp2040\", \"ndp120\"]\nobjectives = [\"latency\"]\n[[networks]]\n"
           "model = \"zoo:mobilenet_v1\"\nvary.alpha = [0.3, 0.5, 1.0]\nvary.input = [224]\n"
           + accuracy;
}

TEST(Space, NetworksHaveOnePublishedAccuracyWhereTheQuestionGivesNone)
{
    const auto space = spaceOf(variantsOfMobileNet("")).value();
    const auto& networks = space->layout.networks;
    ASSERT_EQ(networks.size(), 3u);
    EXPECT_FALSE(networks[0].accuracy) << "nothing lies between two networks";
    EXPECT_EQ(networks[1].accuracy, 0.612);
    EXPECT_EQ(networks[2].accuracy, 0.7);
    EXPECT_EQ(networks[1].accuracySource, networks[2].accuracySource);
    const auto given = spaceOf(variantsOfMobileNet("accuracy = 0.8\n")).value();
    EXPECT_EQ(given->layout.networks[2].accuracy, 0.8);
    EXPECT_TRUE(given->layout.networks[2].accuracySource.empty());
    EXPECT_EQ(*layoutFromJson(toJson(space->layout)), space->layout);
}

TEST(Space, ChipsHaveTheLowestPublishedPrice)
{
    const auto space = spaceOf(variantsOfMobileNet("")).value();
    const auto& targets = space->layout.targets;
    ASSERT_EQ(targets.size(), 2u);
    for (const SpaceTarget& target : targets)
        EXPECT_EQ(target.price, target.id == "rp2040" ? std::optional(0.764) : std::nullopt) << target.id;
}

TEST(Space, FactsThatMoveLeaveAStudyWhatItIs)
{
    const auto space = spaceOf(variantsOfMobileNet("")).value();
    SpaceLayout moved = space->layout;
    moved.targets[0].price = 99.0;
    moved.networks[2].accuracy = 0.71;
    EXPECT_EQ(moved.hash(), space->layout.hash());
    moved.networks[2].accuracySource.clear();
    EXPECT_NE(moved.hash(), space->layout.hash()) << "an accuracy of the question is part of it";
}

TEST(Layout, ReadsBackWhatItWrites)
{
    const auto space = spaceOf(kQuestion).value();
    const auto back = layoutFromJson(toJson(space->layout));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, space->layout);
    SpaceLayout assumed = space->layout;
    assumed.networks[0].remarks = {{ImportNote::loopOnce, "operator 3"}, {ImportNote::batchTakenAsOne, "x"}};
    EXPECT_EQ(layoutFromJson(toJson(assumed)).value(), assumed);
    EXPECT_EQ(assumed.hash(), space->layout.hash()); // what was assumed is no part of what the points are
    EXPECT_FALSE(layoutFromJson("{}").has_value());
    EXPECT_FALSE(layoutFromJson("garbage").has_value());
}

TEST(Sweep, EveryPointEqualsItsEstimate)
{
    const auto space = spaceOf(kQuestion).value();
    const SpaceEvaluator evaluator(space);
    Collected all;
    ASSERT_TRUE(sweep(evaluator, openRanges(space->size(), {}, {}), {}, RunControl(), all.sink()));
    ASSERT_EQ(all.figures.size(), space->size());
    for (std::uint64_t point = 0; point < space->size(); ++point) {
        const SpaceBlock& block = space->layout.blockOf(point);
        const auto expected =
            estimate(*space->networks[block.network], space->targets[block.target], space->layout.configuration(point));
        ASSERT_TRUE(expected.has_value());
        EXPECT_TRUE(same(all.figures[point], figuresOf(*expected))) << point;
    }
}

TEST(Sweep, DoesNotDependOnThreadsOrBatches)
{
    const auto space = spaceOf(kQuestion).value();
    std::vector<Collected> runs;
    for (const SweepOptions options : {SweepOptions{1, 1024}, SweepOptions{2, 7}, SweepOptions{5, 31}}) {
        runs.emplace_back();
        const SpaceEvaluator evaluator(space);
        ASSERT_TRUE(
            sweep(evaluator, openRanges(space->size(), {}, options), options, RunControl(), runs.back().sink()));
        ASSERT_EQ(runs.back().figures.size(), space->size());
        for (std::size_t i = 0; i < space->size(); ++i)
            EXPECT_TRUE(same(runs.back().figures[i], runs.front().figures[i]));
        EXPECT_TRUE(std::is_sorted(runs.back().ranges.begin(), runs.back().ranges.end(),
                                   [](const PointRange& a, const PointRange& b) { return a.first < b.first; }));
    }
}

TEST(Sweep, ShardsAndGapsCoverEverythingOnce)
{
    const SweepOptions options{1, 10};
    for (const std::uint64_t parts : {1u, 3u, 16u}) {
        std::vector<int> seen(995);
        for (std::uint64_t number = 1; number <= parts; ++number)
            for (const PointRange& range : openRanges(995, {}, options, {number, parts}))
                for (std::uint64_t i = range.first; i < range.first + range.count; ++i)
                    ++seen[i];
        EXPECT_THAT(seen, ::testing::Each(1));
    }
    std::vector<int> seen(995);
    const std::vector<PointRange> done{{500, 7}, {0, 3}, {8, 9}, {990, 5}};
    for (const PointRange& range : done)
        for (std::uint64_t i = range.first; i < range.first + range.count; ++i)
            ++seen[i];
    for (const PointRange& range : openRanges(995, done, options))
        for (std::uint64_t i = range.first; i < range.first + range.count; ++i)
            ++seen[i];
    EXPECT_THAT(seen, ::testing::Each(1));
}

TEST(Sweep, PauseAndStopTakeEffectAtOnce)
{
    std::string question = kQuestion;
    question.replace(question.find("count = 5"), 9, "count = 20000");
    const auto space = spaceOf(question).value();
    const SpaceEvaluator evaluator(space);
    RunControl control;
    std::atomic<std::uint64_t> points = 0;
    std::jthread runner([&] {
        sweep(evaluator, openRanges(space->size(), {}, {}), {.threads = 2}, control,
              [&](const std::vector<PointBatch>& batches) {
                  points += batches.front().range.count;
                  return true;
              });
    });
    while (points == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    control.pause();
    // What was in hand still comes out, however slowly a busy machine finishes it: the batches that wait for their
    // turn (four a thread) and one a thread.
    const std::uint64_t inHand = (4 + 1) * 2 * SweepOptions().batch;
    const std::uint64_t atPause = points;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    const std::uint64_t paused = points;
    EXPECT_LE(paused, atPause + inHand) << "nothing new is begun while paused";
    control.resume();
    while (points == paused)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const double before = test::processSeconds();
    control.stop();
    runner.join();
    EXPECT_LT(test::processSeconds() - before, 1.0 * test::kSlowdown) << "of two threads; 0.1 s each as a rule";
    EXPECT_LT(points, space->size());
}

TEST(Sweep, ASinkThatRefusesStopsTheRun)
{
    const auto space = spaceOf(kQuestion).value();
    const SpaceEvaluator evaluator(space);
    int batches = 0;
    EXPECT_FALSE(sweep(evaluator, openRanges(space->size(), {}, {2, 10}), {2, 10}, RunControl(),
                       [&](const std::vector<PointBatch>&) { return ++batches < 3; }));
    EXPECT_EQ(batches, 3);
}

TEST(Pipeline, KeepsTheOrder)
{
    for (const int threads : {1, 2, 8}) {
        std::vector<std::size_t> order;
        orderedPipeline(
            2000, threads, 5,
            [](std::size_t i) { return (std::this_thread::sleep_for(std::chrono::microseconds(i % 7)), true); },
            [&](std::size_t i) { return (order.push_back(i), true); });
        ASSERT_EQ(order.size(), 2000u);
        EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
    }
}

TEST(Nsga2, FindsTheFrontAndRepeatsItself)
{
    std::string question = kQuestion;
    question.replace(question.find("objectives"), 10,
                     "search = { method = \"nsga2\", population = 40, generations = 25, seed = 3 }\nobjectives");
    const auto space = spaceOf(question).value();
    const SpaceEvaluator evaluator(space);
    Collected all;
    ASSERT_TRUE(searchNsga2(evaluator, {}, {.threads = 2}, RunControl(), all.sink()).value());
    PointTable visited;
    std::set<std::uint64_t> once;
    for (std::size_t i = 0; i < all.ranges.size(); ++i) {
        EXPECT_TRUE(once.insert(all.ranges[i].first).second) << "evaluated twice";
        visited.add(all.ranges[i].first, all.figures[i], space->layout);
    }
    Collected everything;
    ASSERT_TRUE(sweep(evaluator, openRanges(space->size(), {}, {}), {}, RunControl(), everything.sink()));
    PointTable whole;
    for (std::uint64_t point = 0; point < space->size(); ++point)
        whole.add(point, everything.figures[point], space->layout);
    const auto volume = [&](const PointTable& table, const CostColumns& box) {
        const auto columns = costColumns(table, space->question.objectives, space->question.constraints);
        return hypervolume(columns, paretoFront(columns), extents(box));
    };
    const auto box = costColumns(whole, space->question.objectives, space->question.constraints);
    EXPECT_GT(volume(visited, box), 0.9 * volume(whole, box));

    // A stopped run goes on with what it knows: the same points, none twice, in any number of threads.
    KnownPoints known;
    for (std::size_t i = 0; i < all.ranges.size() / 2; ++i)
        known[all.ranges[i].first] = all.figures[i];
    Collected rest;
    ASSERT_TRUE(searchNsga2(evaluator, known, {.threads = 1}, RunControl(), rest.sink()).value());
    EXPECT_EQ(known.size() + rest.ranges.size(), all.ranges.size());
    for (const PointRange& range : rest.ranges)
        EXPECT_TRUE(!known.contains(range.first) && once.contains(range.first));
}

/// The search on questions that leave it little to choose from.
struct NarrowSearch {
    const char* name;
    const char* targets;
    const char* objectives;
    const char* axes;
    std::size_t most; ///< designs there are
};

class Nsga2Narrow : public testing::TestWithParam<NarrowSearch> {};

TEST_P(Nsga2Narrow, EndsWithAStudy)
{
    const NarrowSearch& narrow = GetParam();
    const std::string question =
        std::string("name = \"narrow\"\ntargets = ") + narrow.targets + "\nobjectives = " + narrow.objectives
        + "\nsearch = { method = \"nsga2\", population = 8, generations = 3 }\n"
          "[[networks]]\nmodel = \"zoo:mobilenet_v1\"\nvary.alpha = [0.25]\nvary.input = [96]\n"
        + narrow.axes;
    const auto space = spaceOf(question);
    ASSERT_TRUE(space.has_value());
    const SpaceEvaluator evaluator(*space);
    Collected all;
    const auto whole = searchNsga2(evaluator, {}, {.threads = 2}, RunControl(), all.sink());
    ASSERT_TRUE(whole.has_value());
    EXPECT_TRUE(*whole);
    EXPECT_GE(all.ranges.size(), 1u);
    EXPECT_LE(all.ranges.size(), narrow.most);
}

INSTANTIATE_TEST_SUITE_P(
    Questions, Nsga2Narrow,
    testing::Values(NarrowSearch{"nothing", "[\"imx500\"]", "[\"latency\", \"energy\"]", "", 1},
                    NarrowSearch{"oneValue", "[\"imx500\"]", "[\"latency\", \"energy\"]",
                                 "[[axes]]\nkey = \"clock_hz\"\nvalues = [2e8]\n", 1},
                    NarrowSearch{"oneOfTwoAxes", "[\"ethos_u55_128\"]", "[\"latency\", \"energy\"]",
                                 "[[axes]]\nkey = \"clock_hz\"\nvalues = [2e8]\n[[axes]]\nkey = "
                                 "\"memory.external.bandwidth_bytes_per_s\"\nvalues = [1e8, 5e8]\n",
                                 2},
                    NarrowSearch{"oneObjective", "[\"ethos_u55_*\"]", "[\"latency\"]", "", 8},
                    NarrowSearch{"unknownObjective", "[\"ethos_u55_*\"]", "[\"latency\", \"accuracy\"]", "", 8}),
    [](const auto& given) { return std::string(given.param.name); });

TEST(Question, BoundsWhatItSpans)
{
    const std::string head = "name = \"n\"\ntargets = [\"imx500\"]\nobjectives = [\"latency\"]\n";
    const std::string network = "[[networks]]\nmodel = \"zoo:mobilenet_v1\"\n";
    const auto tooLong = parseQuestion(
        head + network + "[[axes]]\nkey = \"clock_hz\"\nrange = { from = 1, to = 2, count = 100001 }\n", "q");
    ASSERT_FALSE(tooLong.has_value());
    EXPECT_EQ(tooLong.error().code, ErrorCode::questionValue);
    std::string list = "[1";
    for (int i = 2; i <= 200; ++i)
        list += ", " + std::to_string(i);
    list += "]\n";
    const auto tooMany =
        parseQuestion(head + network + "vary.classes = " + list + "vary.alpha = " + list + "vary.input = " + list, "q");
    ASSERT_FALSE(tooMany.has_value());
    EXPECT_EQ(tooMany.error().arguments.front(), "vary");
}

TEST(PointTable, ConstraintsAndUnknownFiguresStayOffTheFront)
{
    SpaceLayout layout;
    layout.networks = {{"zoo:a", "a", 1, 0.7}};
    layout.targets = {{"t", "T", "g", 1, {}}};
    layout.blocks = {{0, 0, {}, 0, 4}};
    layout.size = 4;
    PointTable table;
    const auto add = [&](double latency, double energy, VerdictKind verdict) {
        table.add(table.size(), {latency, 1.0 / latency, energy, 1, 1, verdict}, layout);
    };
    add(1.0, 1.0, VerdictKind::doesNotFit);
    add(2.0, 2.0, VerdictKind::fits);
    add(0.5, DesignFigures::kUnknown, VerdictKind::fits);
    add(4.0, 0.5, VerdictKind::fits);
    const std::vector<Objective> objectives{naturalObjective(FigureKind::latency),
                                            naturalObjective(FigureKind::energy)};
    EXPECT_EQ(summarise(costColumns(table, objectives, {})).front, (std::vector<std::uint32_t>{1, 3}));
    EXPECT_EQ(summarise(costColumns(table, objectives, {.fits = false, .bounds = {}})).front,
              (std::vector<std::uint32_t>{0, 3}));
    EXPECT_EQ(
        summarise(costColumns(table, objectives, {.fits = true, .bounds = {{FigureKind::latency, {}, 3.0}}})).front,
        (std::vector<std::uint32_t>{1}));
    EXPECT_EQ(table.accuracy[0], 0.7);
}

} // namespace
} // namespace tenbin
