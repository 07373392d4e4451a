// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/app/project_part.h"

class QPlainTextEdit;
class QUndoStack;

namespace tenbin {

/// Notes of the project, plain text. Typing is undone with everything else, on the window's undo stack.
class NotesPanel final : public QWidget, public ProjectPart {
    Q_OBJECT
public:
    explicit NotesPanel(QUndoStack& undo, QWidget* parent = nullptr);

    QString partName() const override { return QStringLiteral("notes"); }
    QByteArray savePart() const override;
    bool restorePart(const QByteArray& json) override;

    QString text() const { return m_text; }
    QPlainTextEdit& editor() { return *m_editor; }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void typed();
    void show(const QString& text);
    void retranslate();

    QUndoStack& m_undo;
    QPlainTextEdit* m_editor;
    QString m_text;
    bool m_showing = false;
};

} // namespace tenbin
