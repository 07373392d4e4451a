// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include "gui/app/undo_merge.h"
#include "gui/app/workspace_state.h"

namespace tenbin {

class Workspace;

/// One undoable step: the state before and the state after. UndoMerge says which steps with the same merge key are
/// one (a slider's move).
class ChangeState : public QUndoCommand {
public:
    ChangeState(Workspace& workspace, WorkspaceState before, WorkspaceState after, const QString& text,
                const QString& mergeKey);

    void undo() override;
    void redo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* next) override;

private:
    Workspace& m_workspace;
    WorkspaceState m_before, m_after;
    UndoMerge m_merge;
};

} // namespace tenbin
