// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/migrations.h"

#include <array>

#include <fmt/format.h>

namespace tenbin {

namespace {

constexpr std::array<std::string_view, 4> kMigrations{
    // 1: questions and points.
    R"sql(
        CREATE TABLE studies (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, question TEXT NOT NULL, layout TEXT NOT NULL,
            engine TEXT NOT NULL, space_hash TEXT NOT NULL, points INTEGER NOT NULL, created TEXT NOT NULL);
        CREATE TABLE points (
            study INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE, point INTEGER NOT NULL, verdict INTEGER NOT NULL,
            latency_s REAL, fps REAL, energy_j REAL, peak_activation_bytes REAL, weight_bytes REAL,
            PRIMARY KEY (study, point)) WITHOUT ROWID;
        CREATE TABLE ranges (
            id INTEGER PRIMARY KEY, study INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE,
            first INTEGER NOT NULL, count INTEGER NOT NULL);
        CREATE INDEX ranges_of_study ON ranges (study);
    )sql",
    // 2: fronts by objectives.
    R"sql(
        CREATE TABLE fronts (
            id INTEGER PRIMARY KEY, study INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE, objectives TEXT NOT NULL,
            evaluated INTEGER NOT NULL, hypervolume REAL, knee INTEGER, UNIQUE (study, objectives));
        CREATE TABLE front_points (
            front INTEGER NOT NULL REFERENCES fronts(id) ON DELETE CASCADE, point INTEGER NOT NULL,
            PRIMARY KEY (front, point)) WITHOUT ROWID;
    )sql",
    // 3: projects. Revision 0 is what was saved, 1 what was not saved yet.
    R"sql(
        CREATE TABLE revisions (
            revision INTEGER PRIMARY KEY CHECK (revision IN (0, 1)), engine TEXT NOT NULL, written TEXT NOT NULL,
            hash TEXT NOT NULL);
        CREATE TABLE documents (
            revision INTEGER NOT NULL REFERENCES revisions(revision) ON DELETE CASCADE, kind TEXT NOT NULL, name TEXT NOT NULL,
            content TEXT NOT NULL, PRIMARY KEY (revision, kind, name)) WITHOUT ROWID;
    )sql",
    // 4: studies of other kinds. Their points are named by keys, described in JSON, and may own files.
    R"sql(
        ALTER TABLE studies ADD COLUMN kind TEXT NOT NULL DEFAULT 'space';
        CREATE TABLE records (
            id INTEGER PRIMARY KEY, study INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE, key TEXT NOT NULL,
            content TEXT NOT NULL, UNIQUE (study, key));
        CREATE TABLE blobs (
            id INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES records(id) ON DELETE CASCADE, name TEXT NOT NULL,
            content BLOB NOT NULL, UNIQUE (record, name));
    )sql",
};

std::optional<std::int64_t> number(Database& database, std::string_view sql)
{
    Statement statement = database.prepare(sql);
    if (!statement.step())
        return std::nullopt;
    return statement.integer(0);
}

struct Stamp {
    std::int64_t application = 0, version = 0, tables = 0;

    bool isNew() const { return application == 0 && version == 0 && tables == 0; }
};

Result<Stamp> stampOf(Database& database)
{
    const Snapshot snapshot(database); // another process may be about to stamp it
    const auto tables = number(database, "SELECT count(*) FROM sqlite_master");
    const auto application = number(database, "PRAGMA application_id");
    const auto version = number(database, "PRAGMA user_version");
    if (!tables || !application || !version)
        return tl::make_unexpected(database.lastError());
    return Stamp{*application, *version, *tables};
}

Result<void> judge(const Stamp& stamp, const std::string& path)
{
    if (stamp.isNew())
        return {};
    if (stamp.application != kStudyApplicationId)
        return fail(ErrorCode::studyForeign, {path});
    if (stamp.version < 0)
        return fail(ErrorCode::studyCorrupt, {path, fmt::format("version {}", stamp.version)});
    if (stamp.version > newestStudyVersion())
        return fail(ErrorCode::studyFromFuture,
                    {path, fmt::format("{}", stamp.version), fmt::format("{}", kMigrations.size())});
    return {};
}

} // namespace

std::span<const std::string_view> studyMigrations() { return kMigrations; }

std::int64_t newestStudyVersion() { return static_cast<std::int64_t>(kMigrations.size()); }

Result<std::int64_t> studyVersion(Database& database)
{
    const auto stamp = stampOf(database);
    if (!stamp)
        return tl::make_unexpected(stamp.error());
    if (auto judged = judge(*stamp, database.path()); !judged)
        return tl::make_unexpected(judged.error());
    return stamp->version;
}

Result<void> migrateStudy(Database& database)
{
    const auto failed = [&] { return tl::make_unexpected(database.lastError()); };
    const auto before = studyVersion(database);
    if (!before)
        return tl::make_unexpected(before.error());
    if (*before == newestStudyVersion())
        return {};
    Transaction transaction(database);
    if (!transaction.begun())
        return failed();
    const auto stamp = stampOf(database); // another window may have been faster
    if (!stamp)
        return tl::make_unexpected(stamp.error());
    for (auto version = static_cast<std::size_t>(stamp->version); version < kMigrations.size(); ++version)
        if (!database.execute(std::string(kMigrations[version])))
            return failed();
    if (!database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kStudyApplicationId,
                                      kMigrations.size())))
        return failed();
    if (!transaction.commit())
        return failed();
    return {};
}

} // namespace tenbin
