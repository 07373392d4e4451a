// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/preset_session.h"

#include <algorithm>

#include <QDateTime>
#include <QDir>

#include "engine/core/file.h"
#include "engine/targets/preset_edit.h"
#include "engine/targets/preset_writer.h"
#include "gui/app/change_value.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr int kDraftMilliseconds = 60;  ///< the board follows a slider at this pace
constexpr int kWatchMilliseconds = 300; ///< editors write a file in several steps

QString keyOf(const NumberPlace& place)
{
    return QString::fromStdString(place.option + '/' + place.choice + '/' + place.key);
}

} // namespace

PresetSession::PresetSession(Workspace& workspace, PresetStore store, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_store(std::move(store))
{
    m_draftDelay.setSingleShot(true);
    m_draftDelay.setInterval(kDraftMilliseconds);
    connect(&m_draftDelay, &QTimer::timeout, this, &PresetSession::showDraft);
    m_watchDelay.setSingleShot(true);
    m_watchDelay.setInterval(kWatchMilliseconds);
    connect(&m_watchDelay, &QTimer::timeout, this, &PresetSession::lookAtFolder);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_watchDelay, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_watchDelay, qOverload<>(&QTimer::start));
    m_entries = m_store.entries();
    watch();
}

PresetSession::~PresetSession()
{
    m_undo.disconnect(); // it says that it is empty now, and whoever listens may be half gone while a window closes
}

const Target* PresetSession::original() const
{
    if (!m_outline.origin.empty() && m_outline.origin != m_id)
        if (const Target* target = m_workspace.target(m_outline.origin))
            return target;
    if (m_readOnly || !m_opened)
        return nullptr;
    return &*m_opened;
}

void PresetSession::open(const std::string& id)
{
    const bool draft = modified();
    readDocument(id);
    if (draft)
        reload(); // the board goes back to what the file says
    Q_EMIT documentChanged();
    Q_EMIT textChanged();
    Q_EMIT savedChanged();
}

void PresetSession::readDocument(const std::string& id)
{
    const auto file = m_store.fileOf(id);
    const auto text = readWhole(file);
    if (!text) {
        m_workspace.report(text.error());
        close();
        return;
    }
    m_draftDelay.stop();
    m_id = id;
    m_readOnly = !m_store.isUsers(id);
    m_text = m_saved = *text;
    m_outline = outlinePreset(m_text, file, m_store.schemas());
    m_opened.reset();
    if (m_outline.valid())
        m_opened = m_outline.draft;
    m_undo.clear();
}

void PresetSession::close()
{
    m_draftDelay.stop();
    m_id.clear();
    m_text.clear();
    m_saved.clear();
    m_readOnly = true;
    m_outline = {};
    m_opened.reset();
    m_undo.clear();
}

bool PresetSession::save()
{
    if (!isOpen() || m_readOnly)
        return false;
    if (auto saved = m_store.save(m_id, m_text, false); !saved) {
        m_workspace.report(saved.error());
        return false;
    }
    m_saved = m_text;
    reload();
    Q_EMIT savedChanged();
    return true;
}

void PresetSession::revert()
{
    if (modified())
        setText(m_saved, tr("Revert to the saved preset"));
}

void PresetSession::setText(std::string text, const QString& what, const QString& mergeKey)
{
    if (m_readOnly || text == m_text)
        return;
    const auto take = [this](const std::string& now) { apply(now); };
    m_undo.push(new ChangeValue<std::string>(*this, take, m_text, std::move(text), what, mergeKey));
}

void PresetSession::change(Result<std::string> text, const QString& what, const QString& mergeKey)
{
    if (text) {
        setText(std::move(*text), what, mergeKey);
        return;
    }
    Error error = text.error();
    error.where.file = m_store.fileOf(m_id).string();
    m_workspace.report(error);
    Q_EMIT textChanged(); // who asked shows again what is there
}

void PresetSession::setNumber(const NumberPlace& place, const Sourced<double>& number)
{
    if (const PresetNumber* known = m_outline.find(place); known && known->number == number)
        return;
    change(withNumber(m_text, place, number), tr("Change %1").arg(optionText(place.key)), keyOf(place));
}

void PresetSession::removeNumber(const NumberPlace& place)
{
    change(withoutNumber(m_text, place), tr("Remove %1").arg(optionText(place.key)), {});
}

void PresetSession::setHead(std::string_view key, const QString& text)
{
    change(withHeadText(m_text, key, text.toStdString()),
           tr("Change %1").arg(QString::fromUtf8(key.data(), qsizetype(key.size()))),
           QStringLiteral("head/") + QString::fromUtf8(key.data(), qsizetype(key.size())));
}

void PresetSession::setDefaultChoice(const std::string& option, const std::string& choice)
{
    change(withDefaultChoice(m_text, option, choice), tr("Change %1").arg(optionText(option)), {});
}

void PresetSession::apply(const std::string& text)
{
    const bool was = modified();
    m_text = text;
    m_outline = outlinePreset(m_text, m_store.fileOf(m_id), m_store.schemas());
    if (!m_draftDelay.isActive())
        m_draftDelay.start();
    Q_EMIT textChanged();
    if (was != modified())
        Q_EMIT savedChanged();
}

/// While the text has errors the board keeps the last draft that had none.
void PresetSession::showDraft()
{
    if (m_readOnly || !isOpen() || !m_outline.valid())
        return;
    TargetLibrary library = m_workspace.targets();
    const auto same =
        std::find_if(library.targets.begin(), library.targets.end(), [this](const Target& t) { return t.id == m_id; });
    if (same == library.targets.end())
        library.targets.push_back(m_outline.draft);
    else
        *same = m_outline.draft;
    m_workspace.setTargets(std::move(library));
}

void PresetSession::reload()
{
    m_entries = m_store.entries();
    m_workspace.setTargets(m_store.load());
    watch();
    if (modified())
        showDraft();
    Q_EMIT entriesChanged();
}

std::optional<std::string> PresetSession::create(const std::string& id, const std::string& text)
{
    if (auto saved = m_store.save(id, text, true); !saved) {
        m_workspace.report(saved.error());
        return std::nullopt;
    }
    reload();
    return id;
}

std::optional<std::string> PresetSession::duplicate(const std::string& of, const DuplicateRequest& request,
                                                    const std::string& id)
{
    const Target* original = m_workspace.target(of);
    if (!original)
        return std::nullopt;
    // What lies on the board counts, be it a draft that was not saved yet.
    std::string whole = m_text;
    if (of != m_id || !modified())
        whole = readWhole(m_store.fileOf(of)).value_or(std::string());
    const auto text = duplicatePreset(*original, whole, request);
    if (text)
        return create(id, *text);
    m_workspace.report(text.error());
    return std::nullopt;
}

std::optional<std::string> PresetSession::createFromTemplate(const std::string& architecture, const QString& name)
{
    const Target* example = exampleOf(m_workspace.targets(), architecture);
    if (!example)
        return std::nullopt;
    return create(m_store.freeId(name.toStdString()), presetTemplate(*example, name.toStdString()));
}

namespace {

/// A preset's text that needs no neighbours: what it includes is written out where it can be read.
std::string aloneText(const PresetOutline& outline, const std::string& text)
{
    if (!outline.valid() || !hasIncludes(text))
        return text;
    return writePreset(outline.draft, outline.origin, leadingComment(text));
}

} // namespace

std::optional<std::string> PresetSession::importFile(const QString& path)
{
    const auto file = std::filesystem::path(path.toStdString());
    const auto text = readWhole(file);
    if (!text) {
        m_workspace.report(text.error());
        return std::nullopt;
    }
    // What it includes lies beside it, not beside the user's presets.
    const PresetOutline outline = outlinePreset(*text, file, m_store.schemas());
    for (const Error& error : outline.errors)
        m_workspace.report(error);
    return create(m_store.freeId(file.stem().string()), aloneText(outline, *text));
}

bool PresetSession::exportTo(const QString& path)
{
    const auto written = writeWhole(path.toStdString(), aloneText(m_outline, m_text));
    if (!written)
        m_workspace.report(written.error());
    return written.has_value();
}

bool PresetSession::remove(const std::string& id)
{
    if (auto removed = m_store.remove(id); !removed) {
        m_workspace.report(removed.error());
        return false;
    }
    if (id == m_id)
        close();
    reload();
    Q_EMIT documentChanged();
    Q_EMIT textChanged();
    Q_EMIT savedChanged();
    return true;
}

std::string PresetSession::folderState() const
{
    std::string state;
    const QDir folder(QString::fromStdString((m_store.userFolder() / "targets").string()));
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name))
        state += file.fileName().toStdString() + ' ' + std::to_string(file.lastModified().toMSecsSinceEpoch()) + ' '
                 + std::to_string(file.size()) + '\n';
    return state;
}

void PresetSession::watch()
{
    m_folderState = folderState();
    QStringList wanted;
    const QString folder = QString::fromStdString((m_store.userFolder() / "targets").string());
    if (QDir(folder).exists())
        wanted << folder;
    for (const PresetEntry& entry : m_entries)
        if (!entry.shipped)
            wanted << QString::fromStdString(entry.file.string());
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString& path : watched)
        if (!wanted.contains(path))
            m_watcher.removePath(path);
    for (const QString& path : wanted)
        if (!watched.contains(path))
            m_watcher.addPath(path);
}

/// Somebody else wrote presets: another editor, a colleague's file put there.
void PresetSession::lookAtFolder()
{
    if (folderState() == m_folderState)
        return;
    const bool mine = isOpen() && !m_readOnly && !modified();
    reload();
    if (mine && readWhole(m_store.fileOf(m_id)) != m_saved)
        open(m_id);
}

} // namespace tenbin
