// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/change_state.h"

#include "gui/app/workspace.h"

namespace tenbin {

ChangeState::ChangeState(Workspace& workspace, WorkspaceState before, WorkspaceState after, const QString& text,
                         const QString& mergeKey)
    : QUndoCommand(text), m_workspace(workspace), m_before(std::move(before)), m_after(std::move(after)),
      m_merge(mergeKey)
{
}

void ChangeState::undo() { m_workspace.apply(m_before); }
void ChangeState::redo() { m_workspace.apply(m_after); }

bool ChangeState::mergeWith(const QUndoCommand* next)
{
    const auto* other = static_cast<const ChangeState*>(next); // same id(): the same class
    if (!m_merge.takes(other->m_merge))
        return false;
    m_after = other->m_after;
    setObsolete(m_after == m_before);
    return true;
}

} // namespace tenbin
