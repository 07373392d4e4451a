// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QPlainTextEdit>
#include <QTimer>

#include "engine/core/error.h"

namespace tenbin {

class PresetSession;
class TomlHighlighter;

/// The text of a preset with line numbers, colours and marks where something is wrong. Undo is the
/// document's, shared with the form: the view keeps none of its own.
class TomlView final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit TomlView(PresetSession& session, QWidget* parent = nullptr);

    void goToLine(int line);
    /// Hands over what was typed a moment ago.
    void flush();
    int gutterWidth() const;
    void paintGutter(QPaintEvent* event);
    /// What stands wrong in a line; empty: nothing.
    QString errorsOf(int line) const;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void takeText();
    QString plainText() const;
    void markErrors();
    void placeGutter();

    PresetSession& m_session;
    TomlHighlighter* m_highlighter;
    QWidget* m_gutter;
    QTimer m_delay; ///< typing is read after a short rest
    bool m_taking = false;
};

} // namespace tenbin
