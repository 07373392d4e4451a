// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/open_study.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/file.h"
#include "engine/study/migrations.h"
#include "engine/study/schema_check.h"

namespace tenbin {

namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 2> kJournals{"-wal", "-journal"};

bool hasJournal(const fs::path& file)
{
    return std::any_of(kJournals.begin(), kJournals.end(), [&](const char* ending) {
        std::error_code none;
        const auto size = fs::file_size(file.string() + ending, none);
        return !none && size > 0;
    });
}

fs::path folderOf(const fs::path& file)
{
    if (file.has_parent_path())
        return file.parent_path();
    return ".";
}

/// SQLite needs the folder too: its journal lies beside the file.
bool mayWrite(const fs::path& file)
{
    return ::access(file.c_str(), W_OK) == 0 && ::access(folderOf(file).c_str(), W_OK) == 0;
}

constexpr std::string_view kMagic{"SQLite format 3\0", 16};

/// Its first bytes. Errors: fileNotFound, fileUnreadable.
Result<std::string> headOf(const fs::path& file)
{
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail(ErrorCode::fileNotFound, {file.string()}, {.file = file.string()});
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::fileUnreadable, {file.string(), "not a regular file"}, {.file = file.string()});
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return fail(ErrorCode::fileUnreadable, {file.string(), std::generic_category().message(errno)},
                    {.file = file.string()});
    std::string head(kMagic.size(), '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

/// SQLite would take a few bytes of anything for an empty database, or replay a foreign journal.
Result<void> checkHead(const fs::path& file)
{
    const auto head = headOf(file);
    if (!head)
        return tl::make_unexpected(head.error());
    if (!head->empty() && *head != kMagic)
        return fail(ErrorCode::studyForeign, {file.string()});
    return {};
}

/// A rollback file becomes a WAL file in two steps, and without room for the second the first must not be done; nor
/// should an attempt to open leave journals behind. Where there is an index of a journal it was possible before.
Result<void> checkRoom(const fs::path& file)
{
    constexpr std::size_t kJournalBytes = 128 << 10; // a -shm of 32 KiB and a -wal of some pages
    std::error_code none;
    if (fs::exists(file.string() + "-shm", none))
        return {};
    auto room = FileReplacement::begin(file);
    if (!room)
        return tl::make_unexpected(room.error());
    return room->write(std::string(kJournalBytes, '\0'));
}

/// Every number that readers rely on: sizes, ranges within them that do not overlap, as many points as ranges claim.
constexpr const char* kContradiction = R"sql(
    SELECT 'study ' || id FROM studies WHERE typeof(points) <> 'integer' OR points < 0
    UNION ALL
    SELECT 'ranges of study ' || study FROM ranges JOIN studies ON studies.id = study
        WHERE typeof(first) <> 'integer' OR typeof(count) <> 'integer' OR first < 0 OR count < 1 OR count > points
            OR first > points - count
    UNION ALL
    SELECT 'overlapping ranges of study ' || study FROM
        (SELECT study, first, lag(first + count) OVER (PARTITION BY study ORDER BY first) AS before FROM ranges)
        WHERE before > first
    UNION ALL
    SELECT 'ranges and points that differ in number' WHERE
        (SELECT coalesce(sum(count), 0) FROM ranges) <> (SELECT count(*) FROM points)
    LIMIT 1)sql";

/// "page 2" of SQLite's own words ("*** in database main ***\nPage 2: btreeInitPage() returns error code 11").
std::string damagedPlace(std::string_view report)
{
    constexpr std::string_view kPage = "page ";
    std::string text(report);
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::size_t start = text.find(kPage);
    if (start == std::string::npos)
        return "structure";
    text.erase(0, start);
    if (const std::size_t end = text.find_first_not_of("0123456789", kPage.size()); end != std::string::npos)
        text.resize(end);
    if (text.size() == kPage.size())
        return "structure";
    return text;
}

Result<void> checkContent(Database& database)
{
    // Cheap look at the structure of every page but the content of points.
    Statement pages = database.prepare("PRAGMA quick_check(1)");
    if (!pages.step())
        return tl::make_unexpected(database.lastError());
    if (pages.text(0) != "ok")
        return fail(ErrorCode::studyCorrupt, {database.path(), damagedPlace(pages.text(0))});
    const auto version = studyVersion(database);
    if (!version)
        return tl::make_unexpected(version.error());
    if (*version == 0)
        return {};
    Statement contradiction = database.prepare(kContradiction);
    if (contradiction.step())
        return fail(ErrorCode::studyCorrupt, {database.path(), contradiction.text(0)});
    if (contradiction.failed())
        return tl::make_unexpected(database.lastError());
    return {};
}

Result<void> check(Database& database, StudyLook look)
{
    if (auto schema = checkSchema(database); !schema)
        return schema;
    if (look == StudyLook::schema)
        return {};
    return checkContent(database);
}

/// Removes a folder with what is in it.
struct PrivateFolder {
    fs::path path;

    ~PrivateFolder()
    {
        std::error_code none;
        if (!path.empty())
            fs::remove_all(path, none);
    }
};

/// A journal that cannot be read where it lies (no room or right for its index) is read in a copy.
Result<Database> openCopy(const fs::path& file)
{
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "tenbin-XXXXXX").string();
    if (error || !::mkdtemp(name.data()))
        return fail(ErrorCode::fileUnreadable, {file.string(), std::generic_category().message(errno)});
    const PrivateFolder folder{name};
    const fs::path copy = folder.path / "study";
    fs::copy_file(file, copy, error);
    for (const char* ending : kJournals)
        if (std::error_code none; !error && fs::exists(file.string() + ending, none))
            fs::copy_file(file.string() + ending, copy.string() + ending, error);
    if (error)
        return fail(ErrorCode::fileUnreadable, {file.string(), error.message()});
    fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write, error);
    auto database = Database::open(copy, Database::Mode::readWrite);
    if (!database)
        return database;
    return Database::inMemory(*database, file);
}

/// Opens without changing the file: without locks where it has no journal, as then nobody writes to it.
Result<Database> openUnchanged(const fs::path& file, std::chrono::milliseconds patience)
{
    if (!hasJournal(file))
        return Database::open(file, Database::Mode::frozen, patience);
    auto database = Database::open(file, Database::Mode::readOnly, patience);
    if (database && database->prepare("SELECT count(*) FROM sqlite_master").step())
        return database;
    if (database)
        database = tl::make_unexpected(database->lastError());
    const Error error = database.error();
    if (error.code != ErrorCode::fileUnwritable && error.code != ErrorCode::fileUnreadable)
        return tl::make_unexpected(error);
    return openCopy(file);
}

/// What tells that somebody wrote to a file.
struct FileState {
    std::uint64_t inode = 0;
    std::int64_t size = 0, seconds = 0, nanoseconds = 0;
    bool journal = false;

    bool operator==(const FileState&) const = default;
};

FileState stateOf(const fs::path& file)
{
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return {};
    return {status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec, hasJournal(file)};
}

/// A look without locks at a file to which somebody begins to write may see anything: then it is repeated.
Result<Database> openChecked(const fs::path& file, StudyLook look, std::chrono::milliseconds patience)
{
    constexpr int kTries = 5;
    if (auto head = checkHead(file); !head)
        return tl::make_unexpected(head.error());
    for (int i = 1;; ++i) {
        const FileState before = stateOf(file);
        auto database = openUnchanged(file, patience);
        if (!database)
            return database;
        const auto checked = check(*database, look);
        if (checked)
            return database;
        if (i == kTries || stateOf(file) == before)
            return tl::make_unexpected(checked.error());
    }
}

/// The step from a rollback file to a WAL file wants the file alone, and SQLite does not wait for that as it waits for
/// other locks.
Result<void> becomeWal(Database& database, std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds kPause{5};
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!database.execute("PRAGMA journal_mode = WAL; SELECT count(*) FROM studies")) {
        const Error error = database.lastError();
        if (error.code != ErrorCode::studyBusy || std::chrono::steady_clock::now() > end)
            return tl::make_unexpected(error);
        std::this_thread::sleep_for(kPause);
    }
    return {};
}

Result<Database> openToWrite(const fs::path& file, std::chrono::milliseconds patience)
{
    if (auto room = checkRoom(file); !room)
        return tl::make_unexpected(room.error());
    auto database = Database::open(file, Database::Mode::create, patience);
    if (!database)
        return database;
    if (auto schema = checkSchema(*database); !schema) // of what is open now, its journals included
        return tl::make_unexpected(schema.error());
    // FULL: a committed batch survives a power cut; a few commits a second cost nothing.
    if (!database->execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"))
        return tl::make_unexpected(database->lastError());
    if (auto migrated = migrateStudy(*database); !migrated)
        return tl::make_unexpected(migrated.error());
    if (auto wal = becomeWal(*database, patience); !wal)
        return tl::make_unexpected(wal.error());
    return database;
}

Result<Database> createStudy(const fs::path& file, std::chrono::milliseconds patience)
{
    auto database = openToWrite(file, patience);
    std::error_code none;
    if (!database && fs::file_size(file, none) == 0 && !none)
        fs::remove(file, none); // of a full disk, say: an empty file helps nobody
    return database;
}

bool mediumRefuses(const Error& error)
{
    return error.code == ErrorCode::fileUnwritable || error.code == ErrorCode::fileUnreadable;
}

} // namespace

Result<void> checkStudyName(const fs::path& file)
{
    constexpr std::size_t kLongestEnding = 28; // "-", 20 digits of a study, ".lock"; "-journal"
    const long longest = ::pathconf(folderOf(file).c_str(), _PC_NAME_MAX);
    if (longest > 0 && file.filename().string().size() + kLongestEnding > static_cast<std::size_t>(longest))
        return unwritableFile(file, ENAMETOOLONG);
    return {};
}

Result<Database> openStudyForReading(const fs::path& file, StudyLook look, std::chrono::milliseconds patience)
{
    auto database = openChecked(file, look, patience);
    if (!database)
        return database;
    const auto version = studyVersion(*database);
    if (!version)
        return tl::make_unexpected(version.error());
    if (*version < newestStudyVersion()) {
        database = Database::inMemory(*database, file);
        if (!database)
            return database;
        if (auto migrated = migrateStudy(*database); !migrated)
            return tl::make_unexpected(migrated.error());
    }
    if (!database->forbidWriting())
        return tl::make_unexpected(database->lastError());
    return database;
}

Result<Database> openStudyDatabase(const fs::path& file, std::chrono::milliseconds patience)
{
    std::error_code none;
    const auto named = checkStudyName(file);
    if (!fs::exists(file, none)) {
        if (!named)
            return tl::make_unexpected(named.error());
        return createStudy(file, patience);
    }
    if (!named || !mayWrite(file))
        return openStudyForReading(file, StudyLook::content, patience);
    if (auto checked = openChecked(file, StudyLook::content, patience); !checked)
        return checked;
    auto database = openToWrite(file, patience);
    if (database || !mediumRefuses(database.error()))
        return database;
    auto reading = openStudyForReading(file, StudyLook::schema, patience); // its content was looked at above
    if (reading)
        return reading;
    return database;
}

} // namespace tenbin
