// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/perspectives.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QCoreApplication>
#include <QMenu>

#include "gui/app/workspace.h"
#include "gui/look/lookup.h"
#include "gui/window/mode_bar.h"
#include "gui/window/perspective_list.h"

namespace tenbin {

Perspectives::Perspectives(Workspace& workspace, SettingsStore& settings, ValidationService& validation,
                           BackgroundTasks& tasks, QWidget* parent)
    : QStackedWidget(parent), m_workspace(workspace),
      m_bar(new ModeBar(parent)), m_context{
                                      .workspace = workspace,
                                      .settings = settings,
                                      .validation = validation,
                                      .tasks = tasks,
                                      .parent = this,
                                      .showBoard = [this] { showBoard(); },
                                      .show = [this](const QString& id) { bringForward(id); },
                                      .compare =
                                          [this](const std::vector<ComparisonColumn>& designs) { compare(designs); }},
      m_all(makePerspectives(m_context))
{
    for (const Perspective& perspective : m_all)
        add(perspective);
    connect(m_workspace.undoStack(), &QUndoStack::indexChanged, this, &Perspectives::undoChanged);
    connect(m_bar, &ModeBar::modeChosen, this, qOverload<int>(&Perspectives::bringForward));
    // A drag that rests on a button shows its page; what is dropped on the button goes there.
    connect(m_bar, &ModeBar::modeHovered, this, qOverload<int>(&Perspectives::bringForward));
    connect(m_bar, &ModeBar::designsDropped, this, [this](int mode, const std::vector<ComparisonColumn>& designs) {
        const Perspective& perspective = m_all.at(static_cast<std::size_t>(mode));
        if (!perspective.takeDesigns)
            return;
        bringForward(mode);
        perspective.takeDesigns(designs);
    });
    m_bar->setCurrent(0);
}

void Perspectives::add(const Perspective& perspective)
{
    if (count() > 0) // pages that are not shown ask for no room
        perspective.page->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    addWidget(perspective.page);
    m_actions.push_back(m_bar->addMode(perspective.id));
    if (perspective.undo)
        connect(perspective.undo, &QUndoStack::indexChanged, this, &Perspectives::undoChanged);
}

void Perspectives::addTo(QMenu& menu)
{
    for (QAction* action : m_actions)
        menu.addAction(action);
}

QUndoStack& Perspectives::undoStack() const
{
    if (QUndoStack* own = m_all.at(static_cast<std::size_t>(currentIndex())).undo)
        return *own;
    return *m_workspace.undoStack();
}

std::vector<ReportChoice> Perspectives::reports() const
{
    std::vector<ReportChoice> choices;
    for (const Perspective& perspective : m_all) {
        if (!perspective.report)
            continue;
        auto choice = perspective.report();
        if (!choice)
            continue;
        auto place = choices.end();
        if (perspective.page == currentWidget()) // what one looks at comes first
            place = choices.begin();
        choices.insert(place, std::move(*choice));
    }
    return choices;
}

bool Perspectives::mayLeave() const
{
    return std::all_of(m_all.begin(), m_all.end(),
                       [](const Perspective& perspective) { return !perspective.mayLeave || perspective.mayLeave(); });
}

void Perspectives::bringForward(int index)
{
    m_bar->setCurrent(index);
    if (index == currentIndex())
        return;
    const PerspectiveDocks before = m_all.at(static_cast<std::size_t>(currentIndex())).docks;
    const PerspectiveDocks after = m_all.at(static_cast<std::size_t>(index)).docks;
    Q_EMIT leaving(before, after);
    currentWidget()->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    widget(index)->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setCurrentIndex(index);
    Q_EMIT entered(after);
    currentWidget()->setFocus();
    Q_EMIT undoChanged();
}

int Perspectives::indexOfId(const QString& id) const
{
    return indexOfFirst(m_all, [&](const Perspective& perspective) { return perspective.id == id; });
}

void Perspectives::bringForward(const QString& id)
{
    if (const int index = indexOfId(id); index >= 0)
        bringForward(index);
}

void Perspectives::compare(const std::vector<ComparisonColumn>& designs)
{
    for (const Perspective& perspective : m_all) {
        if (!perspective.takeDesigns)
            continue;
        bringForward(perspective.id);
        perspective.takeDesigns(designs);
        return;
    }
}

void Perspectives::showMeasurements(const QString& target)
{
    for (const Perspective& perspective : m_all) {
        if (!perspective.showMeasurements)
            continue;
        bringForward(perspective.id);
        perspective.showMeasurements(target);
        return;
    }
}

void Perspectives::retranslate()
{
    m_bar->setWindowTitle(QCoreApplication::translate("Perspectives", "Perspectives"));
    for (std::size_t i = 0; i < m_all.size(); ++i)
        m_actions[i]->setText(QCoreApplication::translate("Perspectives", m_all[i].title));
}

} // namespace tenbin
