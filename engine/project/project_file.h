// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/study/database.h"
#include "engine/study/study_file.h"

namespace tenbin {

/// One thing that a project keeps: {"board", "", JSON}, {"comparison", "", JSON}. `name` tells documents of
/// one kind apart.
struct ProjectDocument {
    std::string kind, name, content;

    bool operator==(const ProjectDocument&) const = default;
};
using ProjectDocuments = std::vector<ProjectDocument>;

/// All documents as they were written together.
struct ProjectRevision {
    ProjectDocuments documents; ///< by kind and name
    std::string engine;         ///< version that wrote it
    std::string written;        ///< UTC, ISO 8601
    std::uint64_t hash = 0;     ///< of the documents
};

/// 64-bit hash of the documents in the order of kind and name.
std::uint64_t projectHash(ProjectDocuments documents);

/// A project: documents beside the studies of the same SQLite file (docs/PROJECTS.md). Every write is one
/// transaction: after a kill or a power cut the file holds the state before it or the state after it. What was
/// saved is on the disk when write() returns; a draft may need a moment more to survive a power cut.
/// One connection, guarded for use from several threads.
class ProjectFile {
public:
    /// What the user saved, and what was changed since and written by autosave.
    enum class Revision : std::uint8_t { saved = 0, draft = 1 };

    /// Opens one that is there; read-only where neither the file nor its folder can be written. Errors:
    /// fileNotFound, fileUnreadable, fileUnwritable, studyBusy, studyForeign, studyCorrupt, studyFromFuture;
    /// the file is then as it was.
    static Result<std::shared_ptr<ProjectFile>> open(const std::filesystem::path& file);
    /// A new one. Errors: as above; what is there already is opened.
    static Result<std::shared_ptr<ProjectFile>> create(const std::filesystem::path& file);

    /// When the file's draft was written, without looking at the rest; nothing if there is none to be read.
    static std::optional<std::string> draftWritten(const std::filesystem::path& file);

    const std::string& path() const { return m_database.path(); }
    bool readOnly() const { return m_database.readOnly(); }

    /// Nothing if there is no such revision. Errors: studyCorrupt (also where a hash differs), studyBusy.
    Result<std::optional<ProjectRevision>> read(Revision revision);
    /// Replaces the revision; writing `saved` removes the draft. Errors: studyBusy, fileUnwritable (read-only,
    /// disk full), fileNotFound (moved, removed or replaced since it was opened); the file then holds what it held.
    Result<void> write(Revision revision, const ProjectDocuments& documents);
    Result<void> removeDraft();

    /// Writes a project with `documents` as saved, and with this one's studies, to `target`, which is replaced
    /// in one step or stays as it was. Errors: fileUnwritable, studyBusy.
    Result<void> saveAs(const std::filesystem::path& target, const ProjectDocuments& documents);
    /// The same without studies.
    static Result<void> saveNew(const std::filesystem::path& target, const ProjectDocuments& documents);

    /// Only one window at a time; released when the process ends, however it ends. Errors: studyBusy,
    /// fileUnwritable.
    static Result<RunLock> lock(const std::string& path);

    explicit ProjectFile(Database database) : m_database(std::move(database)) {}

private:
    static Result<void> writeDocuments(const std::filesystem::path& beside, const ProjectDocuments& documents);
    tl::unexpected<Error> failed() const { return tl::make_unexpected(m_database.lastError()); }
    Result<void> mayWrite() const;
    Result<void> replace(Revision revision, const ProjectDocuments& documents);
    bool insert(Revision revision, const ProjectDocuments& documents);

    std::mutex m_mutex;
    Database m_database;
};

} // namespace tenbin
