// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <QObject>
#include <QTimer>

#include "engine/core/run_control.h"
#include "engine/study/study_file.h"
#include "gui/app/job.h"

namespace tenbin {

class Workspace;

/// What every kind of study has in the window: the file where it lies (the project's or the user's own collection),
/// the studies in it, and a run beside the GUI thread. What the run tells is queued and done on the GUI thread, 25
/// times a second.
class StudySession : public QObject {
    Q_OBJECT
public:
    enum class Run { idle, preparing, running, paused, stopping };

    ~StudySession() override;

    Workspace& workspace() const { return m_workspace; }
    StudyKind kind() const { return m_kind; }

    // The file of studies
    const QString& storePath() const { return m_storePath; }
    /// The store where the user chose another one than the project's file or the collection; else empty.
    QString otherFile() const { return m_storePath == m_home ? QString() : m_storePath; }
    /// Ignored while a run is under way.
    void setStorePath(const QString& path);
    /// The user's own file of studies.
    void setCollection(const QString& file) { m_collection = file; }
    /// Where studies belong from now on: the project's file, or (empty) the user's own collection. A run that
    /// is under way ends in its own file. The same project under another name keeps the study that is shown and
    /// takes all along from the collection; another project shows none.
    void useProject(const QString& path, bool sameProject);

    // The studies
    const QString& studyName() const { return m_studyName; }
    bool opening() const { return m_openJob.running(); }
    /// All studies of the store, whatever their kind; empty where there is no file yet.
    std::vector<StudyInfo> studies();
    void open(const StudyInfo& study);
    /// No study is shown any more; it stays in its file.
    void close();
    void rename(const StudyInfo& study, const QString& name);
    /// With its points. One that is shown is shown no longer.
    void remove(const StudyInfo& study);

    // The run
    Run run() const { return m_run; }
    void pause();
    void resume();
    void cancel();
    /// Done of the whole, 0 to 1; nothing where there is nothing to show.
    virtual std::optional<double> progress() const = 0;
    /// What the run does, in one to three lines.
    virtual QString stateText() const = 0;

Q_SIGNALS:
    void runChanged(); ///< also the store and the names in it
    void boardRequested();
    void failed(const QString& message);

protected:
    using Change = std::function<void()>;
    /// Queues a change for the GUI thread.
    using Later = std::function<void(Change)>;
    /// Runs on a thread of its own and touches nothing of the window but by `later`.
    using Work = std::function<std::optional<Error>(const RunControl& control, const Later& later)>;
    /// Reads a study beside the GUI thread and gives what shows it there.
    using Reader = std::function<Result<Change>()>;

    StudySession(Workspace& workspace, StudyKind kind, QObject* parent);

    /// Starts a run; ignored while there is one. It is preparing until it tells something.
    void begin(Work work);
    /// What this or the last run took, without pauses.
    double workSeconds() const;
    void setStudyName(const QString& name) { m_studyName = name; }
    /// One core stays with the window where there are more than two.
    static int runThreads();

    virtual Reader readerOf(const StudyInfo& study) = 0;
    /// Nothing is shown any more.
    virtual void clear() = 0;
    /// All changes of one turn are made: views are told.
    virtual void changesMade() = 0;
    virtual void runEnded() {}

private:
    struct NextStore {
        QString path;
        bool sameProject;
    };
    void setRun(Run run);
    void drain();
    void finishRun();
    void changeStore();
    void takeAlong(const QString& from);
    bool inStore(const std::function<Result<void>(StudyFile&)>& change);

    Workspace& m_workspace;
    const StudyKind m_kind;
    QString m_collection; ///< the user's own file of studies
    QString m_home;       ///< where studies belong: the project's file or the collection
    QString m_storePath, m_studyName;
    std::optional<NextStore> m_next; ///< waits for the end of a run

    Run m_run = Run::idle;
    double m_workSeconds = 0.0;
    QTimer m_drainTimer;
    std::mutex m_mutex; ///< guards the next three, which the run hands over
    std::vector<Change> m_changes;
    std::optional<Error> m_error;
    bool m_ended = false;
    Job<Result<Change>> m_openJob;
    Job<std::optional<Error>> m_takeJob;
    std::unique_ptr<RunControl> m_control; ///< of the run that is under way
    std::jthread m_thread;                 ///< last: joined first
};

} // namespace tenbin
