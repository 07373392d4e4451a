// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QElapsedTimer>
#include <QUndoCommand>

#include "gui/preset_editor/preset_session.h"

namespace tenbin {

/// One step of an edited preset: the text before and the text after. Steps with the same
/// merge key that follow each other within a second are one (a slider's move, a word typed).
class ChangeText final : public QUndoCommand {
public:
    ChangeText(PresetSession& session, std::string before, std::string after, const QString& text, QString mergeKey)
        : QUndoCommand(text), m_session(session), m_before(std::move(before)), m_after(std::move(after)),
          m_mergeKey(std::move(mergeKey))
    {
        m_age.start();
    }
    void undo() override { m_session.apply(m_before); }
    void redo() override { m_session.apply(m_after); }
    int id() const override { return 2; }
    bool mergeWith(const QUndoCommand* next) override
    {
        const auto* other = static_cast<const ChangeText*>(next); // same id(): the same class
        if (m_mergeKey.isEmpty() || other->m_mergeKey != m_mergeKey || m_age.elapsed() > kMergeWithinMilliseconds)
            return false;
        m_after = other->m_after;
        m_age.restart();
        setObsolete(m_after == m_before);
        return true;
    }

private:
    static constexpr qint64 kMergeWithinMilliseconds = 1000;

    PresetSession& m_session;
    std::string m_before, m_after;
    QString m_mergeKey;
    QElapsedTimer m_age;
};

} // namespace tenbin
