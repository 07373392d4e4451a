// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/project_file.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/core/hash.h"
#include "engine/study/migrations.h"
#include "engine/study/open_study.h"
#include "engine/study/study_file.h"

namespace tenbin {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPatience{2000}; // a window waits for its answer

// What the user saves survives a power cut. A draft survives a kill at once and a power cut as soon as the
// system has written it; the file is whole in any case (sqlite.org/pragma.html#pragma_synchronous).
constexpr const char* kDurable = "PRAGMA synchronous = FULL";
constexpr const char* kSwift = "PRAGMA synchronous = NORMAL";

bool byKindAndName(const ProjectDocument& a, const ProjectDocument& b)
{
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
}

/// Folds the journal of the file that goes into it: left behind, it would be replayed over the new one.
void endJournal(const fs::path& target)
{
    std::error_code none;
    if (!fs::exists(target.string() + "-wal", none))
        return;
    if (auto old = Database::open(target, Database::Mode::readWrite, kPatience))
        (void)old->execute("PRAGMA journal_mode = DELETE");
    fs::remove(target.string() + "-wal", none);
    fs::remove(target.string() + "-shm", none);
}

/// The message speaks of the file that the user knows, not of the one beside it.
Error about(Error error, const fs::path& target)
{
    const bool own = error.code == ErrorCode::fileUnwritable || error.code == ErrorCode::fileUnreadable;
    if (own && !error.arguments.empty())
        error.arguments.front() = target.string();
    return error;
}

/// Lets `build` write a database beside `target` and puts it in the target's place in one step.
Result<void> replaceStudyFile(const fs::path& target, const std::function<Result<void>(const fs::path&)>& build)
{
    if (auto named = checkStudyName(target); !named)
        return named;
    auto replacement = FileReplacement::begin(target);
    if (!replacement)
        return tl::make_unexpected(replacement.error());
    if (auto built = build(replacement->beside()); !built)
        return tl::make_unexpected(about(built.error(), target));
    endJournal(replacement->target());
    return replacement->commit();
}

} // namespace

std::uint64_t projectHash(ProjectDocuments documents)
{
    std::sort(documents.begin(), documents.end(), byKindAndName);
    Hash64 hash;
    for (const ProjectDocument& document : documents) {
        hash.add(std::string_view(document.kind));
        hash.add(std::string_view(document.name));
        hash.add(std::string_view(document.content));
    }
    return hash.value();
}

Result<std::shared_ptr<ProjectFile>> ProjectFile::open(const fs::path& file)
{
    std::error_code none;
    if (!fs::is_regular_file(file, none))
        return fail(ErrorCode::fileNotFound, {file.string()});
    return create(file);
}

Result<std::shared_ptr<ProjectFile>> ProjectFile::create(const fs::path& file)
{
    auto database = openStudyDatabase(file, kPatience);
    if (!database)
        return tl::make_unexpected(database.error());
    return std::make_shared<ProjectFile>(std::move(*database));
}

std::optional<std::string> ProjectFile::draftWritten(const fs::path& file)
{
    auto database = openStudyForReading(file, StudyLook::schema, kPatience);
    if (!database)
        return std::nullopt;
    Statement draft = database->prepare("SELECT written FROM revisions WHERE revision = 1");
    return draft.step() ? std::optional(draft.text(0)) : std::nullopt;
}

Result<std::optional<ProjectRevision>> ProjectFile::read(Revision revision)
{
    const std::scoped_lock lock(m_mutex);
    // Both statements see one state of the file: a reader's snapshot begins with the first.
    Statement head = m_database.prepare("SELECT engine, written, hash FROM revisions WHERE revision = ?");
    if (!head.bind(1, static_cast<std::int64_t>(revision)).step())
        return head.failed() ? Result<std::optional<ProjectRevision>>(failed()) : std::nullopt;
    ProjectRevision found{.documents = {}, .engine = head.text(0), .written = head.text(1)};
    Statement rows =
        m_database.prepare("SELECT kind, name, content FROM documents WHERE revision = ? ORDER BY kind, name");
    rows.bind(1, static_cast<std::int64_t>(revision));
    while (rows.step())
        found.documents.push_back({rows.text(0), rows.text(1), rows.text(2)});
    if (rows.failed())
        return failed();
    found.hash = projectHash(found.documents);
    if (toHex(found.hash) != head.text(2))
        return fail(ErrorCode::studyCorrupt, {path(), "the documents do not agree with their hash"});
    return found;
}

/// A file that is no longer where it was would be written to no one's use.
Result<void> ProjectFile::mayWrite() const
{
    if (readOnly())
        return fail(ErrorCode::fileUnwritable, {path(), "read-only"});
    if (m_database.moved())
        return fail(ErrorCode::fileNotFound, {path()});
    return {};
}

bool ProjectFile::insert(Revision revision, const ProjectDocuments& documents)
{
    const auto number = static_cast<std::int64_t>(revision);
    Statement head = m_database.prepare("INSERT INTO revisions (revision, engine, written, hash) "
                                        "VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?)");
    head.bind(1, number)
        .bind(2, std::string_view(kEngineVersion))
        .bind(3, std::string_view(toHex(projectHash(documents))));
    if (!head.run())
        return false;
    Statement row = m_database.prepare("INSERT INTO documents (revision, kind, name, content) VALUES (?, ?, ?, ?)");
    for (const ProjectDocument& document : documents) {
        row.bind(1, number).bind(2, std::string_view(document.kind));
        row.bind(3, std::string_view(document.name)).bind(4, std::string_view(document.content));
        if (!row.run())
            return false;
    }
    return true;
}

Result<void> ProjectFile::write(Revision revision, const ProjectDocuments& documents)
{
    const std::scoped_lock lock(m_mutex);
    if (auto may = mayWrite(); !may)
        return may;
    if (!m_database.execute(revision == Revision::saved ? kDurable : kSwift))
        return failed();
    return replace(revision, documents);
}

Result<void> ProjectFile::replace(Revision revision, const ProjectDocuments& documents)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failed();
    Statement old = m_database.prepare("DELETE FROM revisions WHERE revision >= ?");
    if (!old.bind(1, static_cast<std::int64_t>(revision)).run() || !insert(revision, documents)
        || !transaction.commit())
        return failed();
    return {};
}

Result<void> ProjectFile::removeDraft()
{
    const std::scoped_lock lock(m_mutex);
    if (auto may = mayWrite(); !may)
        return may;
    Statement old = m_database.prepare("DELETE FROM revisions WHERE revision = ?");
    if (!m_database.execute(kSwift) || !old.bind(1, static_cast<std::int64_t>(Revision::draft)).run())
        return failed();
    return {};
}

Result<RunLock> ProjectFile::lock(const std::string& path)
{
    return RunLock::take(path, 0); // studies count from 1
}

/// Into a file that nobody else knows yet, so without a journal: FileReplacement brings it to the disk as a whole.
Result<void> ProjectFile::writeDocuments(const fs::path& beside, const ProjectDocuments& documents)
{
    auto database = Database::open(beside, Database::Mode::create, kPatience);
    if (!database)
        return tl::make_unexpected(database.error());
    if (!database->execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON"))
        return tl::make_unexpected(database->lastError());
    if (auto migrated = migrateStudy(*database); !migrated)
        return migrated;
    ProjectFile file(std::move(*database));
    return file.replace(Revision::saved, documents);
}

Result<void> ProjectFile::saveNew(const fs::path& target, const ProjectDocuments& documents)
{
    return replaceStudyFile(target, [&](const fs::path& beside) { return writeDocuments(beside, documents); });
}

Result<void> ProjectFile::saveAs(const fs::path& target, const ProjectDocuments& documents)
{
    const std::scoped_lock lock(m_mutex);
    return replaceStudyFile(target, [&](const fs::path& beside) -> Result<void> {
        if (!m_database.copyInto(beside))
            return failed();
        return writeDocuments(beside, documents);
    });
}

} // namespace tenbin
