// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project/project_session.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFileInfo>
#include <QUndoStack>

#include "gui/app/change_value.h"
#include "gui/look/lookup.h"

namespace tenbin {

namespace {

constexpr int kAutosaveMilliseconds = 300;
// Under this name a project keeps a document of a part that could not read it.
constexpr const char* kNotUnderstood = "not understood";

const ProjectDocument* find(const ProjectDocuments& documents, const std::string& kind)
{
    return firstThat(documents, [&](const auto& document) { return document.kind == kind && document.name.empty(); });
}

QDateTime timeOf(const ProjectRevision& revision)
{
    return QDateTime::fromString(QString::fromStdString(revision.written), Qt::ISODate).toLocalTime();
}

} // namespace

QString projectFileName(const QString& path)
{
    const QString ending = QStringLiteral(".tenbin");
    if (path.endsWith(ending, Qt::CaseInsensitive))
        return QFileInfo(path).absoluteFilePath();
    return QFileInfo(path + ending).absoluteFilePath();
}

ProjectSession::ProjectSession(ProjectParts& parts, QUndoStack& undo, const QString& recoveryFolder, QObject* parent)
    : QObject(parent), m_parts(parts), m_undo(undo), m_drafts(recoveryFolder)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kAutosaveMilliseconds);
    connect(&m_delay, &QTimer::timeout, this, &ProjectSession::check);
    connect(&parts, &ProjectParts::changed, this, [this] {
        if (m_active && !m_restoring && !m_delay.isActive())
            m_delay.start();
    });
    connect(&m_drafts, &DraftWriter::failed, this, [this](const Error& error) {
        takeFailure(error);
        Q_EMIT failed(error);
    });
}

void ProjectSession::begin()
{
    m_active = true;
    m_new = m_saved = documents();
}

/// Empty while the project has no file.
QString ProjectSession::name() const { return QFileInfo(m_path).completeBaseName(); }

ProjectDocuments ProjectSession::documents() const
{
    ProjectDocuments all = m_kept;
    for (const ProjectPart* part : m_parts.all())
        all.push_back({part->partName().toStdString(), {}, part->savePart().toStdString()});
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return std::tie(a.kind, a.name) < std::tie(b.kind, b.name); });
    return all;
}

void ProjectSession::restore(const ProjectDocuments& documents)
{
    m_restoring = true;
    m_notUnderstood.clear();
    m_kept = documents;
    for (ProjectPart* part : m_parts.all()) {
        const std::string kind = part->partName().toStdString();
        const ProjectDocument* document = find(documents, kind);
        std::erase_if(m_kept, [&](const auto& kept) { return kept.kind == kind && kept.name.empty(); });
        if (!document)
            document = find(m_new, kind);
        QByteArray content;
        if (document)
            content = QByteArray::fromStdString(document->content);
        if (part->restorePart(content))
            continue;
        part->restorePart({});
        std::erase_if(m_kept, [&](const auto& kept) { return kept.kind == kind && kept.name == kNotUnderstood; });
        m_kept.push_back({kind, kNotUnderstood, content.toStdString()});
        m_notUnderstood << part->partName();
    }
    m_restoring = false;
    m_delay.start();
}

void ProjectSession::adopt(std::shared_ptr<ProjectFile> file, std::optional<RunLock> lock, const QString& path)
{
    m_file = std::move(file);
    if (path != m_path || lock)
        m_lock = std::move(lock);
    m_path = path;
    m_unwritable = m_file && m_file->readOnly();
    m_draftTaken.reset();
    m_draft.clear();
    std::shared_ptr<ProjectFile> forDrafts;
    if (!m_unwritable)
        forDrafts = m_file;
    m_drafts.setProject(forDrafts);
    QString folder;
    if (!path.isEmpty())
        folder = QFileInfo(path).absolutePath();
    m_parts.setFolder(folder);
}

void ProjectSession::startNew(Unsaved unsaved)
{
    (void)leave(unsaved);
    adopt(nullptr, std::nullopt, {});
    restore(m_new);
    m_undo.clear();
    m_saved = m_new;
    m_modified = false;
    Q_EMIT fileChanged(m_path, false);
    Q_EMIT changed();
}

Result<void> ProjectSession::open(const QString& given, Unsaved unsaved)
{
    const QString path = QFileInfo(given).absoluteFilePath();
    if (path == m_path)
        return {};
    if (!QFileInfo(path).isFile())
        return fail(ErrorCode::fileNotFound, {path.toStdString()});
    auto lock = ProjectFile::lock(path.toStdString());
    if (!lock && lock.error().code == ErrorCode::studyBusy)
        return tl::make_unexpected(lock.error());
    const auto file = ProjectFile::open(path.toStdString());
    if (!file)
        return tl::make_unexpected(file.error());
    const auto saved = (*file)->read(ProjectFile::Revision::saved);
    if (!saved)
        return tl::make_unexpected(saved.error());
    const auto draft = (*file)->read(ProjectFile::Revision::draft);
    if (!draft)
        return tl::make_unexpected(draft.error());
    if (auto left = leave(unsaved); !left)
        return left;
    std::optional<RunLock> held; // none: it may be read, not written
    if (lock)
        held = std::move(*lock);
    adopt(*file, std::move(held), path);
    const ProjectRevision before = saved->value_or(ProjectRevision());
    restore(draft->value_or(before).documents);
    m_undo.clear();
    m_modified = draft->has_value();
    if (*draft) {
        m_saved = before.documents;
        m_draftTaken = timeOf(**draft);
    } else {
        m_saved = documents();
    }
    Q_EMIT fileChanged(m_path, false);
    Q_EMIT changed();
    return {};
}

Result<void> ProjectSession::recover(const QString& path, Unsaved unsaved)
{
    auto lock = ProjectFile::lock(path.toStdString());
    if (!lock)
        return tl::make_unexpected(lock.error());
    const auto file = ProjectFile::open(path.toStdString());
    if (!file)
        return tl::make_unexpected(file.error());
    const auto draft = (*file)->read(ProjectFile::Revision::draft);
    if (!draft)
        return tl::make_unexpected(draft.error());
    if (auto left = leave(unsaved); !left)
        return left;
    adopt(nullptr, std::nullopt, {});
    m_drafts.setRecovery(*file, std::move(*lock), path);
    restore(*draft ? (*draft)->documents : m_new);
    m_undo.clear();
    m_saved = m_new;
    m_modified = true;
    Q_EMIT fileChanged(m_path, false);
    Q_EMIT changed();
    return {};
}

Result<void> ProjectSession::save()
{
    if (needsAnotherName())
        return fail(ErrorCode::fileUnwritable, {m_path.toStdString(), "read-only"});
    const ProjectDocuments now = documents();
    auto written = m_drafts.alone([&] { return m_file->write(ProjectFile::Revision::saved, now); });
    if (!written) {
        m_drafts.write(now); // it stays a draft
        takeFailure(written.error());
        return written;
    }
    m_saved = now;
    m_draft.clear();
    setModified(false);
    return {};
}

Result<void> ProjectSession::saveAs(const QString& given)
{
    const QString path = projectFileName(given);
    if (path == m_path && !m_unwritable)
        return save();
    std::optional<RunLock> lock;
    if (path != m_path || !m_lock) {
        auto taken = ProjectFile::lock(path.toStdString());
        if (!taken)
            return tl::make_unexpected(taken.error());
        lock = std::move(*taken);
    }
    const QString folder = m_parts.folder();
    m_parts.setFolder(QFileInfo(path).absolutePath());
    const ProjectDocuments now = documents();
    auto written = m_drafts.alone([&] {
        return m_file ? m_file->saveAs(path.toStdString(), now) : ProjectFile::saveNew(path.toStdString(), now);
    });
    auto file = written ? ProjectFile::open(path.toStdString()) : tl::make_unexpected(written.error());
    if (!file) {
        m_parts.setFolder(folder);
        m_draft.clear();
        m_delay.start();
        return tl::make_unexpected(file.error());
    }
    m_drafts.clear(); // what was left behind is what was saved there
    adopt(*file, std::move(lock), path);
    m_saved = now;
    m_modified = false;
    Q_EMIT fileChanged(m_path, true);
    Q_EMIT changed();
    return {};
}

void ProjectSession::returnToSaved()
{
    if (m_modified) {
        const auto take = [this](const ProjectDocuments& documents) { restore(documents); };
        m_undo.push(
            new ChangeValue<ProjectDocuments>(*this, take, documents(), m_saved, tr("Return to the saved project")));
    }
    forgetDraftTaken();
}

void ProjectSession::forgetDraftTaken()
{
    m_draftTaken.reset();
    Q_EMIT changed();
}

void ProjectSession::forgetNotUnderstood()
{
    m_notUnderstood.clear();
    Q_EMIT changed();
}

Result<void> ProjectSession::leave(Unsaved unsaved)
{
    m_delay.stop();
    if (!m_active)
        return {};
    if (unsaved == Unsaved::keep) {
        check();
        return m_drafts.finish();
    }
    m_drafts.clear();
    m_modified = false;
    return {};
}

void ProjectSession::check()
{
    if (!m_active)
        return;
    const ProjectDocuments now = documents();
    const bool modified = now != m_saved;
    if (modified && now != m_draft)
        m_drafts.write(now);
    else if (!modified && m_modified)
        m_drafts.clear();
    m_draft = modified ? now : ProjectDocuments{};
    if (modified != m_modified)
        setModified(modified);
}

void ProjectSession::setModified(bool modified)
{
    m_modified = modified;
    if (!modified)
        m_draftTaken.reset();
    Q_EMIT changed();
}

/// A file that is gone leaves the recovery files to write to.
void ProjectSession::takeFailure(const Error& error)
{
    if (error.code != ErrorCode::fileNotFound || m_unwritable)
        return;
    m_unwritable = true;
    m_drafts.setProject(nullptr);
    m_draft.clear();
    check();
    Q_EMIT changed();
}

} // namespace tenbin
