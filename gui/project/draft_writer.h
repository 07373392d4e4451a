// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include <QObject>
#include <QString>
#include <QTimer>

#include "engine/project/project_file.h"
#include "gui/app/job.h"

namespace tenbin {

/// Writes what is not saved yet, beside the GUI thread: into the project's file, or into a file of its own
/// among the recovery files where there is no project file or it cannot be written.
class DraftWriter final : public QObject {
    Q_OBJECT
public:
    explicit DraftWriter(QString recoveryFolder, QObject* parent = nullptr);
    ~DraftWriter() override;

    /// The project's file from now on; null: a recovery file, made when it is first needed.
    void setProject(std::shared_ptr<ProjectFile> project);
    /// Continues a recovery file that an earlier session left.
    void setRecovery(std::shared_ptr<ProjectFile> file, RunLock lock, const QString& path);
    /// Empty while there is none.
    QString recoveryPath() const { return m_recoveryPath; }

    /// The newest documents win; what fails is tried again.
    void write(const ProjectDocuments& documents);
    /// Runs `work` when nothing is being written, and lets nothing older be written after it.
    template <class Work>
    auto alone(const Work& work)
    {
        m_retry.stop();
        m_job.stop();
        m_pending.reset();
        const std::scoped_lock lock(m_slot->mutex);
        return work();
    }
    /// Nothing is unsaved any more: forgets the draft.
    void clear();
    /// Returns when what was handed over is on the disk.
    Result<void> finish();
    bool busy() const { return m_pending.has_value(); }

Q_SIGNALS:
    void written();
    void failed(const Error& error);

private:
    /// Shared with the job's thread.
    struct Slot {
        std::mutex mutex;
        std::shared_ptr<ProjectFile> file;
        std::optional<RunLock> lock; ///< of a recovery file
    };
    static Result<void> put(Slot& slot, const std::string& recoveryPath, const ProjectDocuments& documents);
    void start();
    void take(const Result<void>& result);
    void nameRecovery();
    void removeRecovery();

    QString m_folder, m_recoveryPath;
    std::shared_ptr<Slot> m_slot = std::make_shared<Slot>();
    std::optional<ProjectDocuments> m_pending; ///< not on the disk yet
    QTimer m_retry;
    bool m_failing = false;
    Job<Result<void>> m_job; // last: its destructor joins first
};

} // namespace tenbin
