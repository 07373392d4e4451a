// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QWidget>

#include "gui/app/workspace_state.h"
#include "gui/compare/compare_session.h"

class QAction;
class QMenu;
class QMimeData;

namespace tenbin {

namespace Ui {
class ComparePage;
}

class CompareModel;
class CompareTable;
class LayerComparePanel;

/// The Compare perspective: columns side by side, below them two of them layer by layer.
class ComparePage final : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(Workspace& workspace, QWidget* parent = nullptr);
    ~ComparePage() override;

    CompareSession& session() { return m_session; }
    CompareModel& model() { return *m_model; }
    CompareTable& table() { return *m_table; }
    LayerComparePanel& layers() { return *m_layers; }
    /// The actions of a column and of the table, in the order of the menu.
    const std::vector<QAction*>& actionList() const { return m_all; }

    /// Adds designs; says so where a dozen is full.
    void add(const std::vector<ComparisonColumn>& designs);
    void setLayersVisible(bool visible);

Q_SIGNALS:
    void boardRequested();
    void shown();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // compare_page.cpp
    void build();
    void connectEmpty();
    void refresh();
    void retranslate();
    /// `gap`: before which column; -1: behind all.
    void addAt(const std::vector<ComparisonColumn>& designs, int gap);
    void take(const QMimeData& data, int gap, int column);
    void addNetwork(const NetworkId& network, int gap, int column);
    void tell(const QString& text);
    // compare_actions.cpp
    void buildActions();
    void refreshActions();
    void retranslateActions();
    void showMenu(int column, const QPoint& at);
    void fillAddMenu();
    void fillTargets(QMenu& menu, const std::string& network);
    void fillNetworks(QMenu& menu, const std::string& target);
    void moveCurrent(int by);
    void renameCurrent();
    void renameComparison();
    void copySelection();
    int current() const;

    CompareSession& m_session; // a child: tables ask it still while a page closes
    CompareModel* m_model;
    CompareTable* m_table;
    LayerComparePanel* m_layers;
    std::unique_ptr<Ui::ComparePage> m_ui;
    QMenu* m_addMenu;
    std::vector<QAction*> m_all;
    QAction *m_reference, *m_moveLeft, *m_moveRight, *m_pin, *m_rename, *m_remove, *m_toBoard, *m_compareLayers;
    QAction *m_copyCells, *m_copyTable, *m_copyText, *m_new, *m_renameBook, *m_removeBook, *m_clear;
};

} // namespace tenbin
