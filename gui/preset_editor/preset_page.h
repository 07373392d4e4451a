// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

class QAction;
class QMenu;
class QUndoStack;

namespace tenbin {

namespace Ui {
class PresetPage;
}

class LiveResult;
class PresetForm;
class PresetList;
class PresetSession;
class TomlView;
class Workspace;

/// Targets of one's own: the presets there are, the chosen one as form and as text, what is wrong
/// with it, and what the board's network does on it.
class PresetPage final : public QWidget {
    Q_OBJECT
public:
    PresetPage(Workspace& workspace, PresetSession& session, QWidget* parent = nullptr);
    ~PresetPage() override;

    /// Opens a preset; asks first where changes of another would be lost. False: the user stayed.
    bool open(const QString& id);
    /// Asks for memory and clock and makes a target of one's own; its id, empty if cancelled.
    QString duplicate(const QString& id);
    /// Nothing would be lost, or the user has said what to do with it.
    bool mayLeave();
    QUndoStack* undoStack();

    PresetForm& form() { return *m_form; }
    TomlView& text() { return *m_text; }
    LiveResult& result() { return *m_result; }
    PresetList& list() { return *m_list; }

Q_SIGNALS:
    void boardRequested(const QString& target);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectAll();
    void retranslate();
    void refreshHead();
    void refreshErrors();
    void fillNewMenu();
    void showListMenu(const QString& id, const QPoint& at);
    void importPreset();
    void exportPreset();
    void removePreset(const QString& id);
    void say(const QString& text);

    Workspace& m_workspace;
    PresetSession& m_session;
    PresetList* m_list;
    PresetForm* m_form;
    TomlView* m_text;
    LiveResult* m_result;
    std::unique_ptr<Ui::PresetPage> m_ui;
    QAction *m_toBoard, *m_export, *m_delete;
    QMenu* m_newMenu;
};

} // namespace tenbin
