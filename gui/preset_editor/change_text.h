// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QUndoCommand>

#include "gui/app/undo_merge.h"
#include "gui/preset_editor/preset_session.h"

namespace tenbin {

/// One step of an edited preset: the text before and the text after. UndoMerge says
/// which steps with the same merge key are one (a slider's move, a word typed).
class ChangeText final : public QUndoCommand {
public:
    ChangeText(PresetSession& session, std::string before, std::string after, const QString& text,
               const QString& mergeKey)
        : QUndoCommand(text), m_session(session), m_before(std::move(before)), m_after(std::move(after)),
          m_merge(mergeKey)
    {
    }
    void undo() override { m_session.apply(m_before); }
    void redo() override { m_session.apply(m_after); }
    int id() const override { return 2; }
    bool mergeWith(const QUndoCommand* next) override
    {
        const auto* other = static_cast<const ChangeText*>(next); // same id(): the same class
        if (!m_merge.takes(other->m_merge))
            return false;
        m_after = other->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    PresetSession& m_session;
    std::string m_before, m_after;
    UndoMerge m_merge;
};

} // namespace tenbin
