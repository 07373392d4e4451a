// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/estimate/estimate.h"
#include "gui/app/workspace_state.h"
#include "gui/items/board_filter.h"

class QActionGroup;
class QFrame;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace tenbin {

class BoardModel;
class BoardView;
class RequirementBar;
class RequirementDesk;
class Workspace;

/// The board with its head: what lies on it, how many verdicts of each kind,
/// filter, sections and order.
class BoardPage final : public QWidget {
    Q_OBJECT
public:
    explicit BoardPage(Workspace& workspace, QWidget* parent = nullptr);

    BoardModel& model() { return *m_model; }
    BoardFilter& filter() { return *m_filter; }
    BoardView& view() { return *m_view; }
    RequirementDesk& requirements() { return *m_desk; }
    QMenu* groupMenu() { return m_groupMenu; }
    QMenu* sortMenu() { return m_sortMenu; }

    /// The line that says what to drag where.
    void setHintVisible(bool visible);
    /// Ids as the settings store keeps them: "family", "verdict", "none"; "frames", "latency", "energy", "price",
    /// "side", "name".
    QString groupId() const;
    QString sortId() const;
    void setArrangement(const QString& groupId, const QString& sortId);
    void focusFilter();
    /// Opens the popup that asks something of the chips.
    void askForMore();

Q_SIGNALS:
    void hintDismissed();
    void arrangementChanged();
    void detailsRequested();
    /// Empty target: the board itself.
    void menuRequested(const QString& target, const QPoint& globalPosition);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildMenus();
    void connectView();
    void dragCard(const QString& target);
    void retranslate();
    void refreshHead();
    void refreshCounts();
    QString emptyText() const;
    static QString titleText(const QString& name, int targets, int others);
    static QString countText(VerdictKind verdict, int count);
    static QString keptText(VerdictKind verdict, int count);
    void followSelection();
    /// A new network on the whole board is sorted anew; a change of one card moves none.
    void sortWhenReplaced();
    void followRequirements();
    void sortWhenRanked();

    Workspace& m_workspace;
    NetworkId m_sortedFor;
    bool m_wasAsked = false, m_ranksAreNew = false;
    BoardFilter::SortBy m_sortBefore = BoardFilter::SortBy::frames; ///< before anything was asked of the chips
    RequirementDesk* m_desk;
    BoardModel* m_model;
    BoardFilter* m_filter;
    BoardView* m_view;
    RequirementBar* m_bar;
    QLabel* m_title;
    QLabel* m_counts;
    QLineEdit* m_search;
    QToolButton* m_group;
    QToolButton* m_sort;
    QMenu* m_groupMenu;
    QMenu* m_sortMenu;
    QActionGroup* m_groupActions;
    QActionGroup* m_sortActions;
    QFrame* m_hint;
    QLabel* m_hintText;
    QToolButton* m_hintClose;
};

} // namespace tenbin
