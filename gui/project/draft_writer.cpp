// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project/draft_writer.h"

#include <utility>

#include <QDir>
#include <QFile>
#include <QUuid>

namespace tenbin {

namespace {

constexpr int kRetryMilliseconds = 3000;

} // namespace

DraftWriter::DraftWriter(QString recoveryFolder, QObject* parent) : QObject(parent), m_folder(std::move(recoveryFolder))
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetryMilliseconds);
    connect(&m_retry, &QTimer::timeout, this, &DraftWriter::start);
}

DraftWriter::~DraftWriter() = default;

void DraftWriter::setProject(std::shared_ptr<ProjectFile> project)
{
    alone([&] {
        m_slot->file = std::move(project);
        m_slot->lock.reset();
    });
    m_recoveryPath.clear();
    m_failing = false;
}

void DraftWriter::setRecovery(std::shared_ptr<ProjectFile> file, RunLock lock, const QString& path)
{
    setProject(std::move(file));
    m_slot->lock = std::move(lock);
    m_recoveryPath = path;
}

void DraftWriter::write(const ProjectDocuments& documents)
{
    m_pending = documents;
    if (!m_retry.isActive() && !m_job.running())
        start();
}

void DraftWriter::start()
{
    if (!m_pending)
        return;
    nameRecovery();
    m_job.start(
        [slot = m_slot, path = m_recoveryPath.toStdString(),
         documents = *m_pending](const std::stop_token& stop) -> Result<void> {
            const std::scoped_lock lock(slot->mutex);
            if (stop.stop_requested())
                return {};
            return put(*slot, path, documents);
        },
        [this, documents = *m_pending](const Result<void>& result) {
            if (result && m_pending == documents)
                m_pending.reset();
            take(result);
        });
}

/// On the job's thread.
Result<void> DraftWriter::put(Slot& slot, const std::string& recoveryPath, const ProjectDocuments& documents)
{
    if (!slot.file) {
        std::error_code none;
        std::filesystem::create_directories(std::filesystem::path(recoveryPath).parent_path(), none);
        auto lock = ProjectFile::lock(recoveryPath);
        if (!lock)
            return tl::make_unexpected(lock.error());
        auto file = ProjectFile::create(recoveryPath);
        if (!file)
            return tl::make_unexpected(file.error());
        slot.lock = std::move(*lock);
        slot.file = std::move(*file);
    }
    return slot.file->write(ProjectFile::Revision::draft, documents);
}

void DraftWriter::take(const Result<void>& result)
{
    if (result) {
        m_failing = false;
        if (m_pending)
            start(); // changed while it was written
        else
            Q_EMIT written();
        return;
    }
    m_retry.start();
    if (!std::exchange(m_failing, true)) // said once, tried again and again
        Q_EMIT failed(result.error());
}

void DraftWriter::clear()
{
    alone([this] {
        if (m_recoveryPath.isEmpty() && m_slot->file && !m_slot->file->readOnly())
            (void)m_slot->file->removeDraft(); // where that fails the draft is the saved state, or offered once more
        else
            removeRecovery();
    });
}

void DraftWriter::removeRecovery()
{
    if (m_recoveryPath.isEmpty())
        return;
    m_slot->file.reset();
    for (const char* ending : {"", "-wal", "-shm"})
        QFile::remove(m_recoveryPath + QLatin1String(ending));
    m_slot->lock.reset();
    m_recoveryPath.clear();
}

Result<void> DraftWriter::finish()
{
    m_retry.stop();
    m_job.stop();
    const std::scoped_lock lock(m_slot->mutex);
    if (!m_pending)
        return {};
    nameRecovery();
    auto done = put(*m_slot, m_recoveryPath.toStdString(), *m_pending);
    if (done)
        m_pending.reset();
    return done;
}

void DraftWriter::nameRecovery()
{
    if (!m_slot->file && m_recoveryPath.isEmpty())
        m_recoveryPath = m_folder + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces)
                         + QStringLiteral(".tenbin");
}

} // namespace tenbin
