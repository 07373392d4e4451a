// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/study/study_session.h"

#include <algorithm>
#include <new>
#include <utility>

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/project/take_along.h"

namespace tenbin {

namespace {

constexpr int kDrainMilliseconds = 40;

QString messageOf(const Error& error)
{
    return joined(sentenceText(error), QStringLiteral(" — "), placeText(error.where));
}

} // namespace

StudySession::StudySession(Workspace& workspace, StudyKind kind, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_kind(kind),
      m_collection(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                   + QStringLiteral("/studies.tenbin")),
      m_home(m_collection), m_storePath(m_collection)
{
    m_drainTimer.setInterval(kDrainMilliseconds);
    connect(&m_drainTimer, &QTimer::timeout, this, &StudySession::drain);
}

StudySession::~StudySession()
{
    if (m_control)
        m_control->stop();
}

int StudySession::runThreads()
{
    const auto cores = static_cast<int>(std::thread::hardware_concurrency()); // 0: not known
    if (cores > 2)
        return cores - 1;
    return std::max(1, cores);
}

void StudySession::setRun(Run run)
{
    m_run = run;
    Q_EMIT runChanged();
}

void StudySession::begin(Work work)
{
    if (m_run != Run::idle)
        return;
    QDir().mkpath(QFileInfo(m_storePath).absolutePath());
    m_openJob.stop();
    m_error.reset();
    m_ended = false;
    m_changes.clear();
    m_control = std::make_unique<RunControl>();
    m_thread = std::jthread([this, work = std::move(work), &control = *m_control] {
        const Later later = [this](Change change) {
            const std::scoped_lock lock(m_mutex);
            m_changes.push_back(std::move(change));
        };
        std::optional<Error> error;
        try {
            error = work(control, later);
        } catch (const std::bad_alloc&) {
            error = Error{ErrorCode::modelTooLarge, {"memory", "", ""}, {}};
        }
        const std::scoped_lock lock(m_mutex);
        m_error = std::move(error);
        m_ended = true;
    });
    m_drainTimer.start();
    setRun(Run::preparing);
}

double StudySession::workSeconds() const
{
    if (!m_control)
        return m_workSeconds;
    return m_control->workTime().count();
}

void StudySession::drain()
{
    std::vector<Change> changes;
    bool ended = false;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(changes, m_changes);
        ended = m_ended;
    }
    if (!changes.empty()) {
        if (m_run == Run::preparing)
            m_run = Run::running;
        for (const Change& change : changes)
            change();
        changesMade();
        Q_EMIT runChanged();
    }
    if (ended)
        finishRun();
}

void StudySession::finishRun()
{
    m_drainTimer.stop();
    m_thread.join();
    m_workSeconds = m_control->workTime().count();
    m_control.reset();
    setRun(Run::idle);
    if (m_error)
        Q_EMIT failed(messageOf(*m_error));
    runEnded();
    changeStore();
}

void StudySession::pause()
{
    if (m_run != Run::running)
        return;
    m_control->pause();
    setRun(Run::paused);
}

void StudySession::resume()
{
    if (m_run != Run::paused)
        return;
    m_control->resume();
    setRun(Run::running);
}

void StudySession::cancel()
{
    if (m_run == Run::idle)
        return;
    m_control->stop();
    setRun(Run::stopping);
}

void StudySession::setStorePath(const QString& path)
{
    if (m_run == Run::idle)
        m_storePath = path;
}

void StudySession::useProject(const QString& path, bool sameProject)
{
    m_next = NextStore{textOr(path, m_collection), sameProject && (!m_next || m_next->sameProject)};
    if (m_run == Run::idle)
        changeStore();
}

void StudySession::changeStore()
{
    if (!m_next)
        return;
    const NextStore next = *std::exchange(m_next, std::nullopt);
    const QString before = std::exchange(m_storePath, next.path);
    m_home = next.path;
    m_openJob.stop();
    if (!next.sameProject)
        clear();
    else if (before == m_collection && next.path != m_collection)
        takeAlong(before);
    Q_EMIT runChanged();
}

/// Beside the GUI thread: a million points take seconds.
void StudySession::takeAlong(const QString& from)
{
    m_takeJob.start([from = from.toStdString(), to = m_storePath.toStdString(),
                     kind = m_kind](const std::stop_token&) { return takeStudiesAlong(from, to, kind); },
                    [this](const std::optional<Error>& error) {
                        if (error)
                            Q_EMIT failed(sentenceText(*error));
                        Q_EMIT runChanged(); // the list of studies has grown
                    });
}

std::vector<StudyInfo> StudySession::studies()
{
    if (!QFileInfo::exists(m_storePath))
        return {};
    std::vector<StudyInfo> list;
    inStore([&](StudyFile& file) -> Result<void> {
        auto studies = file.studies();
        if (!studies)
            return tl::make_unexpected(studies.error());
        list = std::move(*studies);
        return {};
    });
    return list;
}

/// False where something went wrong, which was said.
bool StudySession::inStore(const std::function<Result<void>(StudyFile&)>& change)
{
    const auto changed =
        StudyFile::openExisting(m_storePath.toStdString()).and_then([&](const auto& file) { return change(*file); });
    if (!changed)
        Q_EMIT failed(sentenceText(changed.error()));
    return changed.has_value();
}

void StudySession::open(const StudyInfo& study)
{
    if (m_run != Run::idle)
        return;
    m_openJob.start([reader = readerOf(study)](const std::stop_token&) { return reader(); },
                    [this](const Result<Change>& show) {
                        if (!show) {
                            Q_EMIT failed(sentenceText(show.error()));
                        } else if (m_run == Run::idle) {
                            (*show)();
                            Q_EMIT runChanged();
                        }
                    });
}

void StudySession::close()
{
    if (m_run != Run::idle)
        return;
    m_openJob.stop();
    clear();
    Q_EMIT runChanged();
}

void StudySession::rename(const StudyInfo& study, const QString& name)
{
    const bool renamed = inStore([&](StudyFile& file) { return file.rename(study.id, name.toStdString()); });
    if (renamed && m_studyName == QString::fromStdString(study.name))
        m_studyName = name;
    Q_EMIT runChanged();
}

void StudySession::remove(const StudyInfo& study)
{
    const bool removed = inStore([&](StudyFile& file) { return file.remove(study.id); });
    if (removed && m_studyName == QString::fromStdString(study.name))
        close();
    Q_EMIT runChanged();
}

} // namespace tenbin
