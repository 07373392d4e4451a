// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include "gui/app/project_part.h"
#include "gui/project/draft_writer.h"

class QUndoStack;

namespace tenbin {

/// The project that a window has open: which file, whether it differs from what was saved, and autosave. What
/// is not saved lies on the disk within half a second of the change, as a draft beside what was saved.
class ProjectSession final : public QObject {
    Q_OBJECT
public:
    ProjectSession(ProjectParts& parts, QUndoStack& undo, const QString& recoveryFolder, QObject* parent = nullptr);

    /// What is there now is a new project without changes; from here on changes are written.
    void begin();

    /// Empty: it was never saved under a name.
    const QString& path() const { return m_path; }
    /// The file's name without its ending; empty as above.
    QString name() const;
    /// Up to a third of a second old.
    bool modified() const { return m_modified; }
    /// Compares with what was saved and writes what differs, at once instead of a little later.
    void check();
    /// The file cannot be written, or is no longer where it was: only saveAs() keeps the project.
    bool needsAnotherName() const { return m_path.isEmpty() || m_unwritable; }
    /// When the changes were written that an earlier session left and that were taken over on opening.
    std::optional<QDateTime> draftTaken() const { return m_draftTaken; }
    void forgetDraftTaken();
    /// Names of parts that could not be read; what the file holds of them is kept.
    const QStringList& notUnderstood() const { return m_notUnderstood; }
    void forgetNotUnderstood();

    /// What becomes of changes that were not saved when the project is left.
    enum class Unsaved : std::uint8_t { keep, discard };

    /// Each replaces what is open, without asking; if it fails, what is open stays. Changes that are kept lie
    /// in the file as a draft, or among the recovery files.
    void startNew(Unsaved unsaved);
    Result<void> open(const QString& path, Unsaved unsaved);
    /// Takes over a recovery file as a project without a name.
    Result<void> recover(const QString& path, Unsaved unsaved);
    /// Before the window closes. Fails where what is to be kept cannot be written.
    Result<void> leave(Unsaved unsaved);

    /// Errors of ProjectFile.
    Result<void> save();
    Result<void> saveAs(const QString& path);
    /// Back to what was saved; one step of undo.
    void returnToSaved();
    /// Nothing is waiting to be written.
    bool settled() const { return !m_delay.isActive() && !m_drafts.busy(); }

Q_SIGNALS:
    void changed(); ///< anything above
    /// Another file, or none (empty); `sameProject`: what is open was saved under another name.
    void fileChanged(const QString& path, bool sameProject);
    void failed(const Error& error);

private:
    ProjectDocuments documents() const;
    void restore(const ProjectDocuments& documents);
    void adopt(std::shared_ptr<ProjectFile> file, std::optional<RunLock> lock, const QString& path);
    void setModified(bool modified);
    void takeFailure(const Error& error);

    ProjectParts& m_parts;
    QUndoStack& m_undo;
    QString m_path;
    bool m_active = false, m_modified = false, m_unwritable = false, m_restoring = false;
    std::optional<QDateTime> m_draftTaken;
    QStringList m_notUnderstood;
    ProjectDocuments m_new;   ///< a new project
    ProjectDocuments m_saved; ///< as in the file, or a new project
    ProjectDocuments m_draft; ///< handed to autosave last
    ProjectDocuments m_kept;  ///< of parts that this window does not know or understand
    std::shared_ptr<ProjectFile> m_file;
    std::optional<RunLock> m_lock;
    QTimer m_delay;
    DraftWriter m_drafts;
};

/// `path` with the ending of projects.
QString projectFileName(const QString& path);

} // namespace tenbin
