// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>

#include <QPointer>
#include <QUndoCommand>

#include "gui/app/undo_merge.h"

namespace tenbin {

/// One step of undo: a value before and after, and who takes it. UndoMerge says which steps of one owner with the
/// same merge key are one (a slider's move, a word typed); without a key every step stays its own.
template <class T>
class ChangeValue final : public QUndoCommand {
public:
    using Take = std::function<void(const T&)>;

    /// `take` is called while `owner` lives: a stack may outlive the pages that push onto it.
    ChangeValue(QObject& owner, Take take, T before, T after, const QString& text, const QString& mergeKey = {})
        : QUndoCommand(text), m_owner(&owner), m_take(std::move(take)), m_before(std::move(before)),
          m_after(std::move(after)), m_merge(mergeKey)
    {
    }

    void undo() override { give(m_before); }
    void redo() override { give(m_after); }
    /// One for all: mergeWith() tells values and owners apart.
    int id() const override { return 1; }

    bool mergeWith(const QUndoCommand* next) override
    {
        const auto* other = dynamic_cast<const ChangeValue*>(next);
        if (!other || other->m_owner != m_owner || !m_merge.takes(other->m_merge))
            return false;
        m_after = other->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    void give(const T& value)
    {
        if (m_owner)
            m_take(value);
    }

    QPointer<QObject> m_owner;
    Take m_take;
    T m_before, m_after;
    UndoMerge m_merge;
};

} // namespace tenbin
