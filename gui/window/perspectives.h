// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QStackedWidget>

#include "gui/perspective/perspective.h"

class QAction;
class QMenu;

namespace tenbin {

class ModeBar;

/// The pages of the perspectives, one of them in front, and the bar that leads to them.
class Perspectives final : public QStackedWidget {
    Q_OBJECT
public:
    Perspectives(Workspace& workspace, SettingsStore& settings, ValidationService& validation, BackgroundTasks& tasks,
                 QWidget* parent = nullptr);

    const std::vector<Perspective>& all() const { return m_all; }
    ModeBar& bar() { return *m_bar; }
    /// The page of a type, which a perspective must have.
    template <class Page>
    Page& page() const
    {
        for (const Perspective& perspective : m_all)
            if (auto* found = qobject_cast<Page*>(perspective.page))
                return *found;
        qFatal("no perspective has a page of this type");
    }
    /// Puts the commands that lead to them into a menu.
    void addTo(QMenu& menu);
    /// What the user does in front is undone there.
    QUndoStack& undoStack() const;
    /// Everything that can be reported now, what is in front first.
    std::vector<ReportChoice> reports() const;
    /// Nothing would be lost, or the user has said what to do with it.
    bool mayLeave() const;

    void bringForward(int index);
    void bringForward(const QString& id);
    void showBoard() { bringForward(0); }
    void compare(const std::vector<ComparisonColumn>& designs);
    void showMeasurements(const QString& target);
    void retranslate();

Q_SIGNALS:
    void leaving(tenbin::PerspectiveDocks before, tenbin::PerspectiveDocks after);
    void entered(tenbin::PerspectiveDocks docks); ///< the page is there, and has no focus yet
    void undoChanged();                           ///< undoStack(), or its place

private:
    void add(const Perspective& perspective);
    int indexOfId(const QString& id) const;

    Workspace& m_workspace;
    ModeBar* m_bar;
    PerspectiveContext m_context;
    std::vector<Perspective> m_all;
    std::vector<QAction*> m_actions; ///< in the order of m_all
};

} // namespace tenbin
