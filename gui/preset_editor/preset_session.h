// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include "engine/targets/preset_design.h"
#include "engine/targets/preset_outline.h"
#include "engine/targets/preset_store.h"

namespace tenbin {

class Workspace;

/// The preset that is being edited, and the shelf of those that there are. Its text is the
/// document: form and text view show what the engine reads in it and ask for changes of it.
/// A valid draft lies on the board at once; leaving it unsaved puts the file's target back.
class PresetSession final : public QObject {
    Q_OBJECT
public:
    PresetSession(Workspace& workspace, PresetStore store, QObject* parent = nullptr);
    ~PresetSession() override;

    Workspace& workspace() { return m_workspace; }
    const PresetStore& store() const { return m_store; }
    const std::vector<PresetEntry>& entries() const { return m_entries; }

    // The open document
    bool isOpen() const { return !m_id.empty(); }
    const std::string& id() const { return m_id; }
    bool readOnly() const { return m_readOnly; }
    bool modified() const { return isOpen() && m_text != m_saved; }
    const std::string& text() const { return m_text; }
    const PresetOutline& outline() const { return m_outline; }
    /// What results are compared with: the target it was made from, else the file as it was opened; null: nothing.
    const Target* original() const;
    QUndoStack* undoStack() { return &m_undo; }

    /// Unsaved changes of the document before are lost: ask first.
    void open(const std::string& id);
    bool save();
    void revert();

    // Changes of the text; each is a step of undo, those of one key within a second are one.
    void setText(std::string text, const QString& what, const QString& mergeKey = {});
    void setNumber(const NumberPlace& place, const Sourced<double>& number);
    void removeNumber(const NumberPlace& place);
    void setHead(std::string_view key, const QString& text);
    void setDefaultChoice(const std::string& option, const std::string& choice);

    // Other documents. What goes wrong becomes a message; nothing is returned then.
    std::optional<std::string> duplicate(const std::string& of, const DuplicateRequest& request, const std::string& id);
    std::optional<std::string> createFromTemplate(const std::string& architecture, const QString& name);
    std::optional<std::string> importFile(const QString& path);
    bool exportTo(const QString& path);
    bool remove(const std::string& id);

Q_SIGNALS:
    void entriesChanged();  ///< entries()
    void documentChanged(); ///< another document, or none
    void textChanged();     ///< text() and all that follows from it
    void savedChanged();    ///< modified()

private:
    void apply(const std::string& text);
    void change(Result<std::string> text, const QString& what, const QString& mergeKey);
    void readDocument(const std::string& id);
    void close();
    void reload();
    void showDraft();
    std::optional<std::string> create(const std::string& id, const std::string& text);
    void watch();
    void lookAtFolder();
    std::string folderState() const;

    Workspace& m_workspace;
    PresetStore m_store;
    std::vector<PresetEntry> m_entries;
    std::string m_id, m_text, m_saved;
    bool m_readOnly = true;
    PresetOutline m_outline;
    std::optional<Target> m_opened; ///< the document as it was opened
    QUndoStack m_undo;
    QTimer m_draftDelay, m_watchDelay;
    QFileSystemWatcher m_watcher;
    std::string m_folderState;
};

} // namespace tenbin
