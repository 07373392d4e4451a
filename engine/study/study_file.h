// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "engine/core/version.h"
#include "engine/exploration/point_table.h"
#include "engine/exploration/sweep.h"
#include "engine/study/database.h"
#include "engine/study/study_kind.h"

namespace tenbin {

/// A study as listed: everything but its points.
struct StudyInfo {
    std::int64_t id = 0;
    std::string name;
    std::string question; ///< TOML of a design space, JSON of a sparsity sweep
    std::string engine;
    std::string created; ///< UTC, ISO 8601
    std::uint64_t spaceHash = 0;
    std::uint64_t size = 0, evaluated = 0; ///< points
    StudyKind kind = StudyKind::space;

    /// Whether points of both are of one study, whatever it is called.
    bool isSame(const StudyInfo& other) const
    {
        return kind == other.kind && engine == other.engine && spaceHash == other.spaceHash;
    }
};

/// What happens where another study has the name of one that begins.
enum class TakenName : std::uint8_t {
    isAnError,
    getsANumber, ///< "name 2", "name 3" …: the first that is free, or of the same study
};

/// A point of a study that is no design space, with the files that belong to it.
struct StudyRecord {
    std::string key;                          ///< once in a study
    std::string content;                      ///< JSON
    std::map<std::string, std::string> blobs; ///< by name
};

/// A study's question, layout and points.
struct StudyContent {
    StudyInfo info;
    SpaceLayout layout;
    PointTable points;
    std::vector<PointRange> ranges; ///< in the order in which they were evaluated
};

struct MergeSummary {
    std::uint64_t added = 0, duplicates = 0; ///< points
};

/// Of disjoint ranges.
std::uint64_t pointsIn(const std::vector<PointRange>& ranges);

/// A file of studies: SQLite in WAL mode, every batch one transaction. Several processes may read and write
/// it at once; one connection, guarded for use from several threads.
class StudyFile {
public:
    /// Opens or creates. A file that is damaged, foreign or newer is left untouched; one that is there and cannot be
    /// written is opened for reading. Errors: fileUnreadable, fileUnwritable, studyForeign, studyCorrupt,
    /// studyFromFuture.
    static Result<std::shared_ptr<StudyFile>> open(const std::filesystem::path& file);
    /// The same for one that must be there. Further error: fileNotFound.
    static Result<std::shared_ptr<StudyFile>> openExisting(const std::filesystem::path& file);

    explicit StudyFile(Database database) : m_database(std::move(database)) {}

    const std::string& path() const { return m_database.path(); }
    /// Whatever writes fails with fileUnwritable.
    bool readOnly() const { return m_database.readOnly(); }
    Result<std::vector<StudyInfo>> studies();
    /// By name, or by number; an empty name means the newest, of `kind` if that is given. Errors: studyUnknown, and
    /// questionSyntax for one of another kind, with its name and where it opens.
    Result<StudyInfo> find(const std::string& nameOrNumber, std::optional<StudyKind> kind = {});

    /// The name of `info`, or the first with a number behind it, that no study has but one that is the same.
    Result<std::string> freeName(const StudyInfo& info);
    /// A new study, or the one that has the same name and space. Errors: studyChanged (same name, other space or engine).
    Result<StudyInfo> begin(const DesignSpace& space, TakenName taken = TakenName::isAnError);
    /// The same for a study of another kind: `info` names kind, name, question, hash and number of points. One that
    /// is there takes over the question and the number.
    Result<StudyInfo> begin(const StudyInfo& info);
    /// Points of such a study in the order in which they came, without their blobs.
    Result<std::vector<StudyRecord>> records(std::int64_t study);
    /// One point and its blobs, in one transaction. One that is there already is an error.
    Result<void> addRecord(std::int64_t study, const StudyRecord& record);
    /// Error: studyUnknown where the study has no such point or blob.
    Result<std::string> blob(std::int64_t study, const std::string& key, const std::string& name);
    /// Adds batches in one transaction: all of them or none. A point that is there already is an error, and so is
    /// fileUnwritable where the file was deleted, moved or replaced meanwhile.
    Result<void> append(std::int64_t study, const std::vector<PointBatch>& batches);
    /// Error: studyCorrupt where they overlap or claim other points than there are.
    Result<std::vector<PointRange>> ranges(std::int64_t study);
    Result<KnownPoints> known(std::int64_t study);
    /// Of a design space. Further errors: studyUnknown, questionSyntax (another kind).
    Result<StudyContent> read(std::int64_t study);
    Result<void> rename(std::int64_t study, const std::string& name);
    /// With its points and their files. Errors: studyUnknown, studyBusy (it is being run).
    Result<void> remove(std::int64_t study);
    Result<void> saveFront(std::int64_t study, const std::vector<Objective>& objectives, const PointTable& points,
                           const FrontSummary& summary);

    /// Takes over all studies of `other`: of a study that is here too, the points that are missing.
    Result<MergeSummary> merge(StudyFile& other);
    /// The same for one of them. Error: studyUnknown.
    Result<MergeSummary> merge(StudyFile& other, const std::string& study);

private:
    tl::unexpected<Error> failed() const { return tl::make_unexpected(m_database.lastError()); }
    Result<StudyInfo> beginOrContinue(StudyInfo info, const std::string& layout);
    Result<std::int64_t> insertStudy(const StudyInfo& info, const std::string& layout);
    bool insertRecord(std::int64_t study, const StudyRecord& record);
    Result<void> readBlobs(std::int64_t study, StudyRecord& record);
    Result<void> mergeRecords(StudyFile& other, std::int64_t theirs, std::int64_t ours, MergeSummary& summary);
    using StudiesByName = std::map<std::string, StudyInfo>;
    Result<MergeSummary> mergeAll(StudyFile& other, const std::vector<StudyInfo>& theirs);
    Result<void> mergeStudy(StudyFile& other, const StudyInfo& theirs, StudiesByName& ours, MergeSummary& summary);
    Result<void> mergePoints(StudyFile& other, std::int64_t theirs, std::int64_t ours, MergeSummary& summary);
    Result<void> commit(Transaction& transaction);
    Result<std::string> layoutText(std::int64_t study);
    bool insertPoints(std::int64_t study, const PointBatch& batch);

    std::recursive_mutex m_mutex;
    Database m_database;
};

/// Only one process runs a study at a time. Released when the process ends, however it ends.
class RunLock {
public:
    /// Error: studyBusy.
    static Result<RunLock> take(const std::string& studyPath, std::int64_t study);
    RunLock(RunLock&& other) noexcept;
    RunLock& operator=(RunLock&& other) noexcept;
    ~RunLock();

private:
    RunLock(int file, std::string path) : m_file(file), m_path(std::move(path)) {}

    int m_file = -1;
    std::string m_path;
};

} // namespace tenbin
