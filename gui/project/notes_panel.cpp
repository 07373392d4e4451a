// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project/notes_panel.h"

#include <algorithm>

#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTextCursor>
#include <QUndoStack>
#include <QVBoxLayout>

#include "gui/app/change_value.h"

namespace tenbin {

NotesPanel::NotesPanel(QUndoStack& undo, QWidget* parent)
    : QWidget(parent), m_undo(undo), m_editor(new QPlainTextEdit(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_editor);
    setFocusProxy(m_editor);
    m_editor->setObjectName(QStringLiteral("notesEditor"));
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setUndoRedoEnabled(false); // the window's stack has every step
    m_editor->setTabChangesFocus(true);
    m_editor->installEventFilter(this);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &NotesPanel::typed);
    retranslate();
}

QByteArray NotesPanel::savePart() const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("text"), m_text}}).toJson();
}

bool NotesPanel::restorePart(const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!json.isEmpty()
        && (object.value(QLatin1String("version")).toInt() != 1 || !object.value(QLatin1String("text")).isString()))
        return false;
    show(object.value(QLatin1String("text")).toString());
    return true;
}

void NotesPanel::typed()
{
    const QString now = m_editor->toPlainText();
    if (m_showing || now == m_text)
        return;
    const auto take = [this](const QString& text) { show(text); };
    m_undo.push(new ChangeValue<QString>(*this, take, m_text, now, tr("Change notes"), QStringLiteral("notes")));
}

/// Replaces only what differs, so that the cursor and the view stay where the change is.
void NotesPanel::show(const QString& text)
{
    const QString old = m_editor->toPlainText();
    if (old != text) {
        const qsizetype shorter = std::min(old.size(), text.size());
        qsizetype head = 0;
        qsizetype tail = 0;
        while (head < shorter && old[head] == text[head])
            ++head;
        while (tail < shorter - head && old[old.size() - 1 - tail] == text[text.size() - 1 - tail])
            ++tail;
        // Never between the halves of a character.
        if (head > 0 && old[head - 1].isHighSurrogate())
            --head;
        if (tail > 0 && old[old.size() - tail].isLowSurrogate())
            --tail;
        m_showing = true;
        QTextCursor cursor(m_editor->document());
        cursor.setPosition(static_cast<int>(head));
        cursor.setPosition(static_cast<int>(old.size() - tail), QTextCursor::KeepAnchor);
        cursor.insertText(text.mid(head, text.size() - head - tail));
        m_editor->setTextCursor(cursor);
        m_showing = false;
    }
    if (m_text == text)
        return;
    m_text = text;
    notifyChanged();
}

/// Undo and redo are the window's, not the editor's.
bool NotesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_editor && event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void NotesPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void NotesPanel::retranslate()
{
    m_editor->setAccessibleName(tr("Notes"));
    m_editor->setPlaceholderText(
        tr("Notes about this project: why this target, what was measured, what is still open."));
}

} // namespace tenbin
