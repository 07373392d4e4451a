// SPDX-License-Identifier: GPL-3.0-or-later
// Files that somebody made to harm whoever opens them.
#include <fmt/format.h>
#include <sqlite3.h>

#include "engine/study/migrations.h"
#include "engine/study/open_study.h"
#include "tests/engine/study/study_fixture.h"
#include "tests/support/cpu_time.h"
#include "tests/support/sanitizers.h"

namespace tenbin {
namespace {

class HostileStudy : public Study {
protected:
    void SetUp() override
    {
        Study::SetUp();
        run(*StudyFile::open(file()).value());
    }

    /// As a stranger with SQLite in hand.
    void alter(const std::string& sql) const
    {
        sqlite3* connection = nullptr;
        ASSERT_EQ(sqlite3_open(file().c_str(), &connection), SQLITE_OK);
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message << "\n"
                                                                                                << sql;
        sqlite3_free(message);
        sqlite3_close(connection);
    }

    void expectRefused(const std::string& what) const
    {
        const auto before = everything();
        const double start = test::processSeconds();
        for (const auto& opened : {openStudyDatabase(file()), openStudyForReading(file())}) {
            ASSERT_FALSE(opened.has_value()) << what;
            EXPECT_EQ(opened.error().code, ErrorCode::studyCorrupt) << what;
            EXPECT_NE(opened.error().arguments.back().find(what), std::string::npos) << opened.error().arguments.back();
        }
        EXPECT_LT(test::processSeconds() - start, 1.0 * test::kSlowdown) << what;
        EXPECT_TRUE(everything() == before) << "changed: " << what;
    }
};

struct Schema {
    const char *sql, *named;
};

class HostileSchema : public HostileStudy, public ::testing::WithParamInterface<Schema> {};

TEST_P(HostileSchema, IsRefusedByNameAndNothingOfItRuns)
{
    alter(GetParam().sql);
    expectRefused(GetParam().named);
    alter("PRAGMA journal_mode = DELETE");
    expectRefused(GetParam().named);
}

INSTANTIATE_TEST_SUITE_P(
    Schemas, HostileSchema,
    ::testing::Values(
        Schema{"CREATE TRIGGER deletes AFTER INSERT ON points BEGIN DELETE FROM points; END",
               "unexpected trigger \"deletes\""},
        Schema{"CREATE VIEW harmless AS SELECT 1", "unexpected view \"harmless\""},
        Schema{"DROP TABLE studies; CREATE VIEW studies AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 "
               "FROM n) SELECT id, 'x' AS name, '' AS question, '' AS layout, '' AS engine, '' AS space_hash, 1 AS "
               "points, '' AS created, 'space' AS kind FROM n",
               "unexpected view \"studies\""},
        Schema{"CREATE TABLE cakes (id)", "unexpected table \"cakes\""},
        Schema{"CREATE VIRTUAL TABLE search USING fts5(text)", "unexpected table \"search\""},
        Schema{"ALTER TABLE points ADD COLUMN slow GENERATED ALWAYS AS (hex(zeroblob(100000000)))",
               "unexpected table \"points\""},
        Schema{"ALTER TABLE fronts ADD COLUMN x CHECK (length(zeroblob(900000000)) > 0)",
               "unexpected table \"fronts\""},
        Schema{"ALTER TABLE studies ADD COLUMN x DEFAULT 7", "unexpected table \"studies\""},
        Schema{"CREATE INDEX mine ON points (hex(latency_s))", "unexpected index \"mine\""},
        Schema{"CREATE UNIQUE INDEX once ON points (study)  WHERE point = 0", "unexpected index \"once\""},
        Schema{"DROP INDEX ranges_of_study", "no index \"ranges_of_study\""},
        Schema{"DROP INDEX ranges_of_study; CREATE INDEX ranges_of_study ON ranges (study COLLATE NOCASE)",
               "unexpected index \"ranges_of_study\""},
        Schema{"DROP TABLE blobs", "no index"}));

TEST_F(HostileStudy, StatisticsOfSqliteAreNoDanger)
{
    alter("ANALYZE");
    EXPECT_TRUE(StudyFile::open(file()).has_value());
    EXPECT_TRUE(openStudyForReading(file()).has_value());
}

struct Content {
    const char *sql, *named;
};

class HostileContent : public HostileStudy, public ::testing::WithParamInterface<Content> {};

TEST_P(HostileContent, IsRefusedWithTheReason)
{
    alter(GetParam().sql);
    expectRefused(GetParam().named);
}

INSTANTIATE_TEST_SUITE_P(
    Contents, HostileContent,
    ::testing::Values(Content{"UPDATE ranges SET count = 9223372036854775807", "ranges of study 1"},
                      Content{"UPDATE ranges SET count = -1", "ranges of study 1"},
                      Content{"UPDATE ranges SET count = 0", "ranges of study 1"},
                      Content{"UPDATE ranges SET first = -5", "ranges of study 1"},
                      Content{"UPDATE ranges SET first = 9223372036854775807", "ranges of study 1"},
                      Content{"UPDATE ranges SET count = 'many'", "ranges of study 1"},
                      Content{"UPDATE ranges SET count = 1e300", "ranges of study 1"},
                      Content{"UPDATE ranges SET first = x'00'", "ranges of study 1"},
                      Content{"INSERT INTO ranges (study, first, count) VALUES (1, 0, 5)", "overlapping ranges"},
                      Content{"DELETE FROM points WHERE point = 3", "ranges and points"},
                      Content{"DELETE FROM ranges", "ranges and points"},
                      Content{"UPDATE studies SET points = -1", "study 1"},
                      Content{"UPDATE studies SET points = 4", "ranges of study 1"},
                      Content{"UPDATE studies SET points = 'all'", "study 1"}));

TEST_F(HostileStudy, PointsMovedToAnotherStudyAreMissedWhereTheyAreRead)
{
    alter("PRAGMA foreign_keys = OFF; INSERT INTO studies SELECT 2, 'other', question, layout, engine, space_hash, "
          "points, created, kind FROM studies; UPDATE points SET study = 2 WHERE point = 0");
    const auto store = StudyFile::open(file()).value();
    EXPECT_EQ(store->ranges(1).error().code, ErrorCode::studyCorrupt);
    EXPECT_EQ(store->read(1).error().code, ErrorCode::studyCorrupt);
    const SpaceEvaluator evaluator(space());
    const auto resumed = runStudy(*store, store->find("1").value(), evaluator, {}, RunControl());
    EXPECT_EQ(resumed.error().code, ErrorCode::studyCorrupt);
    EXPECT_EQ(StudyFile::open(file("b.db")).value()->merge(*store).error().code, ErrorCode::studyCorrupt);
}

TEST_F(HostileStudy, AVersionBelowZeroIsRefused)
{
    alter("PRAGMA user_version = -1");
    expectRefused("version -1");
}

TEST_F(HostileStudy, EveryVersionHasItsOwnSchemaAndStillOpens)
{
    for (std::size_t version = 1; version <= studyMigrations().size(); ++version) {
        const fs::path old = file(fmt::format("v{}.db", version));
        {
            Database database = Database::open(old, Database::Mode::create).value();
            for (const std::string_view step : studyMigrations().first(version))
                ASSERT_TRUE(database.execute(std::string(step)));
            ASSERT_TRUE(database.execute(
                fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kStudyApplicationId, version)));
        }
        EXPECT_TRUE(openStudyForReading(old).has_value()) << version;
        EXPECT_TRUE(StudyFile::open(old).has_value()) << version;
        if (version < studyMigrations().size()) {
            Database claims = Database::open(file(), Database::Mode::readWrite).value();
            ASSERT_TRUE(claims.execute(fmt::format("PRAGMA user_version = {}", version)));
            EXPECT_FALSE(StudyFile::open(file()).has_value()) << "version 4 that calls itself " << version;
        }
    }
}

TEST_F(HostileStudy, TwentyThousandStudiesAreMergedInSeconds)
{
    alter("PRAGMA foreign_keys = OFF; WITH RECURSIVE n(id) AS (SELECT 2 UNION ALL SELECT id + 1 FROM n WHERE id < "
          "20000) INSERT INTO studies SELECT n.id, 'study ' || n.id, '', layout, engine, space_hash, points, created, "
          "kind FROM n, studies");
    const double start = test::processSeconds();
    const auto other = StudyFile::openExisting(file()).value();
    const auto into = StudyFile::open(file("into.db")).value();
    ASSERT_TRUE(into->merge(*other).has_value());
    EXPECT_EQ(into->merge(*other)->duplicates, space()->size());
    EXPECT_EQ(into->studies()->size(), 20'000u);
    EXPECT_LT(test::processSeconds() - start, 5.0 * test::kSlowdown);
}

TEST_F(HostileStudy, RangesOfOnePointEachAreMergedInSeconds)
{
    alter(
        "DELETE FROM points; DELETE FROM ranges; UPDATE studies SET points = 200000; WITH RECURSIVE n(p) AS (SELECT 0 "
        "UNION ALL SELECT p + 2 FROM n WHERE p < 100000) INSERT INTO points (study, point, verdict) SELECT 1, p, 0 "
        "FROM n; INSERT INTO ranges (study, first, count) SELECT 1, point, 1 FROM points ORDER BY point DESC");
    fs::copy(file(), file("into.db"));
    const double start = test::processSeconds();
    const auto other = StudyFile::openExisting(file()).value();
    const auto summary = StudyFile::open(file("into.db")).value()->merge(*other);
    ASSERT_TRUE(summary.has_value());
    EXPECT_EQ(summary->duplicates, 50'001u);
    EXPECT_LT(test::processSeconds() - start, 3.0 * test::kSlowdown);
}

} // namespace
} // namespace tenbin
