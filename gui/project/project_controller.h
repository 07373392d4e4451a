// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>

#include "gui/app/job.h"
#include "gui/project/project_session.h"
#include "gui/project/recovery.h"

class QAction;
class QMenu;
class QWidget;

namespace tenbin {

class BoardPart;
class NotesPanel;
class RecoveryStrip;
class SettingsStore;
class Workspace;

/// Projects as the window offers them: menu, title, questions and what is found after a crash.
class ProjectController final : public QObject {
    Q_OBJECT
public:
    enum class Answer { save, discard, cancel };

    ProjectController(QWidget& window, Workspace& workspace, SettingsStore& settings, ProjectParts& parts);
    ~ProjectController() override;

    ProjectSession& session() { return m_session; }
    RecoveryStrip& strip() { return *m_strip; }
    NotesPanel& notes() { return *m_notes; }

    /// What is in the window now is a new project; looks for what earlier sessions left.
    void begin();
    void addTo(QMenu& menu);
    void retranslate();
    void open(const QString& path);
    bool save();
    /// Asks where changes of a named project would be lost. False: the user wants to stay.
    bool mayClose();
    /// Leaves without a question, as at log-out: what is not saved is kept as a draft.
    void leaveAtOnce();

    /// Replaceable, so that tests need no box: what to do with the changes of `name` (empty: no name yet), and
    /// which path to save to (empty: none).
    std::function<Answer(const QString& name)> askUnsaved;
    std::function<QString(const QString& suggestion)> askPath;

private:
    Answer askInBox(const QString& name);
    QString recentFolder() const;
    QString suggestedPath() const;
    /// Asks if something is modified. Nothing: the user wants to stay.
    std::optional<ProjectSession::Unsaved> leaving();
    void startNew();
    void chooseProject();
    bool saveAs();
    bool told(const Result<void>& result);
    void refreshTitle();
    void fillRecent();
    void restore(const Recoverable& recoverable);
    void discard(const Recoverable& recoverable);

    QWidget& m_window;
    Workspace& m_workspace;
    SettingsStore& m_settings;
    BoardPart* m_board;
    NotesPanel* m_notes;
    ProjectSession m_session;
    RecoveryStrip* m_strip;
    bool m_begun = false;
    QAction *m_new = nullptr, *m_open = nullptr, *m_save = nullptr, *m_saveAs = nullptr, *m_clearRecent = nullptr;
    QMenu* m_recent = nullptr;
    Job<std::vector<Recoverable>> m_search;
};

} // namespace tenbin
