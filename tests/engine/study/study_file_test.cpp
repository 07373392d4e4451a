// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/study_file.h"

#include <cmath>
#include <filesystem>
#include <latch>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/study/export.h"
#include "engine/study/migrations.h"
#include "engine/study/run_study.h"
#include "tests/engine/study/study_fixture.h"

namespace tenbin {
namespace {

TEST_F(Study, HoldsEveryPointAndContinues)
{
    const auto store = StudyFile::open(file()).value();
    const RunSummary first = run(*store);
    EXPECT_EQ(first.evaluated, space()->size());
    EXPECT_TRUE(first.whole);
    const RunSummary second = run(*store);
    EXPECT_EQ(second.before, space()->size());
    EXPECT_EQ(second.evaluated, 0u);

    const auto again = StudyFile::openExisting(file()).value();
    const StudyContent content = again->read(1).value();
    EXPECT_EQ(content.points.size(), space()->size());
    EXPECT_EQ(content.layout, space()->layout);
    EXPECT_EQ(parseQuestion(content.info.question, "q").value(), space()->question);
    DesignFigures figures;
    const SpaceEvaluator evaluator(space());
    for (std::uint64_t point = 0; point < space()->size(); point += 13) {
        ASSERT_TRUE(evaluator.evaluate(point, {&figures, 1}, RunControl()));
        EXPECT_EQ(content.points.index[point], point);
        EXPECT_TRUE(content.points.latency[point] == figures.latency || std::isnan(figures.latency));
        EXPECT_EQ(content.points.verdict[point], figures.verdict);
    }
}

TEST_F(Study, APointCannotBeStoredTwice)
{
    const auto store = StudyFile::open(file()).value();
    const std::int64_t id = store->begin(*space())->id;
    ASSERT_TRUE(store->append(id, {{{3, 2}, std::vector<DesignFigures>(2)}}));
    EXPECT_FALSE(store->append(id, {{{0, 1}, std::vector<DesignFigures>(1)}, {{4, 1}, std::vector<DesignFigures>(1)}}));
    EXPECT_EQ(store->ranges(id).value(), (std::vector<PointRange>{{3, 2}})) << "all of a transaction or nothing";
    EXPECT_EQ(store->known(id)->size(), 2u);
}

TEST_F(Study, OnlyOneProcessRunsAStudy)
{
    const auto store = StudyFile::open(file()).value();
    const StudyInfo info = store->begin(*space()).value();
    {
        const auto held = RunLock::take(store->path(), info.id);
        ASSERT_TRUE(held.has_value());
        const SpaceEvaluator evaluator(space());
        const auto refused = runStudy(*store, info, evaluator, {}, RunControl());
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, ErrorCode::studyBusy);
    }
    EXPECT_TRUE(RunLock::take(store->path(), info.id).has_value());
}

/// A window and a sweep may be started at the same time; who comes second must not take a half-made file for a foreign
/// one.
TEST_F(Study, ManyMayMakeOneFileAtOnce)
{
    constexpr int kFiles = 60, kOpeners = 6;
    for (int i = 0; i < kFiles; ++i) {
        const std::filesystem::path path = file().string() + std::to_string(i);
        std::latch start(kOpeners);
        std::vector<std::jthread> openers;
        for (int opener = 0; opener < kOpeners; ++opener)
            openers.emplace_back([&] {
                start.arrive_and_wait();
                const auto opened = StudyFile::open(path);
                EXPECT_TRUE(opened.has_value()) << static_cast<int>(opened.error().code);
            });
    }
}

TEST_F(Study, TwoWindowsDoNotHurtEachOther)
{
    const auto one = StudyFile::open(file()).value(), two = StudyFile::open(file()).value();
    std::string other = test::kQuestion;
    other.replace(other.find("Which chip?"), 11, "Another one");
    const auto otherSpace = test::spaceOf(other).value();
    std::jthread thread([&] {
        const SpaceEvaluator evaluator(otherSpace);
        EXPECT_TRUE(runStudy(*two, two->begin(*otherSpace).value(), evaluator, {.threads = 1}, RunControl()));
    });
    EXPECT_EQ(run(*one).evaluated, space()->size());
    thread.join();
    const auto list = one->studies().value();
    ASSERT_EQ(list.size(), 2u);
    for (const StudyInfo& info : list)
        EXPECT_EQ(info.evaluated, info.size);
}

TEST_F(Study, AChangedQuestionIsNotContinued)
{
    const auto store = StudyFile::open(file()).value();
    ASSERT_TRUE(store->begin(*space()));
    std::string changed = test::kQuestion;
    changed.replace(changed.find("count = 5"), 9, "count = 6");
    const auto refused = store->begin(*test::spaceOf(changed).value());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::studyChanged);
}

TEST_F(Study, ATakenNameGetsANumberWhereThatIsAskedFor)
{
    const auto store = StudyFile::open(file()).value();
    ASSERT_TRUE(store->begin(*space()));
    std::string changed = test::kQuestion;
    changed.replace(changed.find("count = 5"), 9, "count = 6");
    const auto other = test::spaceOf(changed).value();
    const StudyInfo second = store->begin(*other, TakenName::getsANumber).value();
    EXPECT_EQ(second.name, "Which chip? 2");
    EXPECT_EQ(parseQuestion(second.question, "q")->name, "Which chip? 2");
    EXPECT_EQ(store->begin(*other, TakenName::getsANumber)->id, second.id) << "the same question goes on";
    EXPECT_EQ(store->begin(*space(), TakenName::getsANumber)->name, "Which chip?");
    EXPECT_EQ(store->studies()->size(), 2u);
}

TEST_F(Study, StudiesAreRenamedAndRemoved)
{
    const auto store = StudyFile::open(file()).value();
    run(*store);
    ASSERT_TRUE(store->rename(1, "Doorbell"));
    EXPECT_EQ(store->find("Doorbell")->id, 1);
    EXPECT_EQ(store->find("")->id, 1);
    EXPECT_EQ(store->find("1")->name, "Doorbell");
    EXPECT_EQ(store->find("Which chip?").error().code, ErrorCode::studyUnknown);
    EXPECT_EQ(store->rename(7, "x").error().code, ErrorCode::studyUnknown);
    EXPECT_EQ(store->remove(7).error().code, ErrorCode::studyUnknown);
    {
        const auto running = RunLock::take(store->path(), 1);
        EXPECT_EQ(store->remove(1).error().code, ErrorCode::studyBusy);
    }
    ASSERT_TRUE(store->remove(1));
    EXPECT_TRUE(store->studies()->empty());
    EXPECT_TRUE(store->known(1)->empty());
}

TEST_F(Study, ShardsMergeWithoutLossOrDuplicates)
{
    const auto whole = StudyFile::open(file("whole.db")).value();
    std::uint64_t sum = 0;
    for (std::uint64_t number = 1; number <= 3; ++number) {
        const auto shard = StudyFile::open(file("shard" + std::to_string(number) + ".db")).value();
        const RunSummary summary = run(*shard, {number, 3});
        sum += summary.evaluated;
        EXPECT_EQ(whole->merge(*shard)->added, summary.evaluated);
        const MergeSummary twice = whole->merge(*shard).value();
        EXPECT_EQ(twice.added, 0u);
        EXPECT_EQ(twice.duplicates, summary.evaluated);
    }
    EXPECT_EQ(sum, space()->size());
    EXPECT_EQ(whole->known(1)->size(), space()->size());
    EXPECT_EQ(run(*whole).evaluated, 0u);
}

TEST_F(Study, OlderFilesMigrate)
{
    {
        Database old = Database::open(file(), Database::Mode::create).value();
        ASSERT_TRUE(old.execute(std::string(studyMigrations()[0])));
        ASSERT_TRUE(old.execute("PRAGMA application_id = 1413828162; PRAGMA user_version = 1;"
                                "INSERT INTO studies VALUES (1, 'old', '', "
                                "'{\"networks\":[],\"targets\":[],\"blocks\":[]}', 'e', '0', 0, 'c')"));
    }
    const auto store = StudyFile::open(file());
    ASSERT_TRUE(store.has_value());
    EXPECT_EQ((*store)->studies()->front().name, "old");
    EXPECT_TRUE((*store)->saveFront(1, {naturalObjective(FigureKind::latency)}, {}, {})) << "a table of version 2";
}

TEST_F(Study, AFileFromTheFutureIsLeftAlone)
{
    StudyFile::open(file()).value();
    {
        Database database = Database::open(file(), Database::Mode::readWrite).value();
        ASSERT_TRUE(database.execute("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    const std::string before = bytes(file());
    const auto opened = StudyFile::open(file());
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::studyFromFuture);
    EXPECT_EQ(opened.error().arguments[1], "99");
    EXPECT_EQ(bytes(file()), before);
}

TEST_F(Study, ForeignFilesAreLeftAlone)
{
    write(file("text.db"), "not a database at all");
    {
        Database other = Database::open(file("other.db"), Database::Mode::create).value();
        ASSERT_TRUE(other.execute("CREATE TABLE cakes (id INTEGER)"));
    }
    for (const char* name : {"text.db", "other.db"}) {
        const std::string before = bytes(file(name));
        const auto opened = StudyFile::open(file(name));
        ASSERT_FALSE(opened.has_value()) << name;
        EXPECT_EQ(opened.error().code, ErrorCode::studyForeign) << name;
        EXPECT_EQ(bytes(file(name)), before);
    }
    EXPECT_EQ(StudyFile::openExisting(file("absent.db")).error().code, ErrorCode::fileNotFound);
    EXPECT_FALSE(StudyFile::open(m_folder / "no" / "folder.db").has_value());
}

TEST_F(Study, DamagedFilesSaySoAndAreLeftAlone)
{
    run(*StudyFile::open(file()).value());
    const std::string good = bytes(file());
    ASSERT_GT(good.size(), 20'000u);
    std::mt19937 random(7);
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
        std::string bad = good;
        if (i % 2 == 0) {
            bad.resize(100 + random() % (bad.size() - 100));
        } else {
            const std::size_t from = random() % (bad.size() - 3000);
            for (std::size_t k = from; k < from + 3000; ++k)
                bad[k] = static_cast<char>(random());
        }
        write(file("bad.db"), bad);
        const auto opened = StudyFile::open(file("bad.db"));
        if (!opened) {
            ++refused;
            EXPECT_TRUE(opened.error().code == ErrorCode::studyCorrupt || opened.error().code == ErrorCode::studyForeign
                        || opened.error().code == ErrorCode::studyFromFuture)
                << static_cast<int>(opened.error().code) << " " << opened.error().arguments.back();
            EXPECT_EQ(bytes(file("bad.db")), bad);
            EXPECT_EQ(opened.error().arguments.back().find("***"), std::string::npos); // no inner talk of SQLite
            EXPECT_EQ(opened.error().arguments.back().find("btree"), std::string::npos);
        } else {
            (void)(*opened)->read(1); // whatever it says, it returns
        }
        for (const char* rest : {"bad.db", "bad.db-wal", "bad.db-shm"})
            fs::remove(file(rest));
    }
    EXPECT_GT(refused, 45);
}

template <class Writer>
std::string written(Writer writer, const StudyContent& content, const std::vector<std::uint32_t>& rows)
{
    std::string text;
    writer([&](std::string_view piece) { text += piece; }, content, rows);
    return text;
}

TEST_F(Study, ExportsEveryPoint)
{
    const auto store = StudyFile::open(file()).value();
    run(*store);
    const StudyContent content = store->read(1).value();
    std::vector<std::uint32_t> rows{0, 5, static_cast<std::uint32_t>(content.points.size() - 1)};
    const std::string text = written(writePointsCsv, content, rows);
    const std::string json = written(writePointsJson, content, rows);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
    EXPECT_EQ(
        text.substr(0, text.find('\n')),
        "point,network,target,clock_hz,memory.external.bandwidth_bytes_per_s,elements,array.output_channels,verdict,"
        "latency_s,fps,energy_j,peak_activation_bytes,weight_bytes,accuracy,price_usd");
    EXPECT_NE(json.find("\"target\":\"imx500\""), std::string::npos) << json;
    EXPECT_EQ(json.find("remarks"), std::string::npos);
}

/// What the importers had to assume is in every export, where there is anything.
TEST_F(Study, ExportsWhatWasAssumed)
{
    const auto store = StudyFile::open(file()).value();
    run(*store);
    StudyContent content = store->read(1).value();
    content.layout.networks[0].remarks = {{ImportNote::loopOnce, "operator 3"}, {ImportNote::batchTakenAsOne, "x,y"}};
    const std::vector<std::uint32_t> rows{0};
    const std::string csv = written(writePointsCsv, content, rows);
    const std::string json = written(writePointsJson, content, rows);
    EXPECT_NE(csv.find(",price_usd,remarks\n"), std::string::npos) << csv;
    EXPECT_NE(csv.find(",\"loop_once: operator 3; batch_taken_as_one: x,y\"\n"), std::string::npos) << csv;
    EXPECT_NE(json.find(R"("remarks": {"zoo:)"), std::string::npos) << json;
    EXPECT_NE(json.find(R"({"note":"loop_once","argument":"operator 3"})"), std::string::npos) << json;
}

} // namespace
} // namespace tenbin
