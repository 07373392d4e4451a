// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/toml_view.h"

#include <algorithm>

#include <QFontDatabase>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

#include "gui/look/ink.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"
#include "gui/preset_editor/preset_session.h"
#include "gui/preset_editor/toml_highlighter.h"

namespace tenbin {

namespace {

constexpr int kTypingMilliseconds = 120;

/// Line numbers beside the text.
class Gutter final : public QWidget {
public:
    explicit Gutter(TomlView* view) : QWidget(view), m_view(view) {}
    QSize sizeHint() const override { return {m_view->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { m_view->paintGutter(event); }

private:
    TomlView* m_view;
};

} // namespace

TomlView::TomlView(PresetSession& session, QWidget* parent)
    : QPlainTextEdit(parent), m_session(session), m_highlighter(new TomlHighlighter(document())),
      m_gutter(new Gutter(this))
{
    setObjectName(QStringLiteral("presetText"));
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    m_highlighter->setDark(themeColors(palette()).dark);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kTypingMilliseconds);
    connect(&m_delay, &QTimer::timeout, this, &TomlView::flush);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_taking)
            m_delay.start();
    });
    connect(this, &QPlainTextEdit::blockCountChanged, this, &TomlView::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(&session, &PresetSession::documentChanged, this, [this] {
        m_delay.stop(); // what was typed into the document before is no part of this one
        m_taking = true;
        clear();
        m_taking = false;
    });
    connect(&session, &PresetSession::textChanged, this, &TomlView::takeText);
    takeText();
    placeGutter();
}

/// Only what differs is replaced, so that cursor, selection and place stay.
void TomlView::takeText()
{
    setReadOnly(m_session.readOnly());
    if (m_delay.isActive())
        return markErrors(); // the user types: what comes next is theirs
    const QString before = plainText();
    const QString after =
        QString::fromStdString(m_session.text()).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    if (before != after) {
        const auto shorter = std::min(before.size(), after.size());
        qsizetype front = 0;
        qsizetype back = 0;
        while (front < shorter && before[front] == after[front])
            ++front;
        while (back < shorter - front && before[before.size() - 1 - back] == after[after.size() - 1 - back])
            ++back;
        m_taking = true;
        QTextCursor cursor(document());
        cursor.setPosition(int(front));
        cursor.setPosition(int(before.size() - back), QTextCursor::KeepAnchor);
        cursor.insertText(after.mid(front, after.size() - front - back));
        m_taking = false;
    }
    markErrors();
}

/// As it was written: toPlainText() would turn no-break spaces into spaces.
QString TomlView::plainText() const
{
    return document()->toRawText().replace(QChar::ParagraphSeparator, u'\n').replace(QChar::LineSeparator, u'\n');
}

void TomlView::flush()
{
    m_delay.stop();
    const std::string text = plainText().toStdString();
    if (!m_session.readOnly() && m_session.isOpen()
        && plainText()
               != QString::fromStdString(m_session.text()).replace(QStringLiteral("\r\n"), QStringLiteral("\n")))
        m_session.setText(text, tr("Type"), QStringLiteral("typing"));
}

void TomlView::focusOutEvent(QFocusEvent* event)
{
    if (m_delay.isActive())
        flush();
    QPlainTextEdit::focusOutEvent(event);
}

void TomlView::markErrors()
{
    QList<QTextEdit::ExtraSelection> marks;
    const ThemeColors& colors = themeColors(palette());
    for (const Error& error : m_session.outline().errors) {
        if (error.where.file != m_session.outline().draft.file || !error.where.line)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document()->findBlockByNumber(*error.where.line - 1));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.format.setBackground(colors.softOf(VerdictKind::doesNotFit));
        marks << mark;
    }
    setExtraSelections(marks);
    m_gutter->update();
}

QString TomlView::errorsOf(int line) const
{
    QStringList texts;
    for (const Error& error : m_session.outline().errors)
        if (error.where.line == line && error.where.file == m_session.outline().draft.file)
            texts << sentenceText(error);
    return texts.join(QLatin1Char('\n'));
}

void TomlView::goToLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
    setFocus();
}

int TomlView::gutterWidth() const
{
    const int digits = std::max<int>(3, int(QString::number(blockCount()).size()));
    return fontMetrics().horizontalAdvance(u'9') * digits + 16;
}

void TomlView::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(area.left(), area.top(), gutterWidth(), area.height());
}

void TomlView::paintGutter(QPaintEvent* event)
{
    QPainter painter(m_gutter);
    const ThemeColors& colors = themeColors(palette());
    painter.fillRect(event->rect(), colors.window);
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    while (block.isValid()) {
        const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
        if (rect.top() > event->rect().bottom())
            break;
        const bool wrong = !errorsOf(block.blockNumber() + 1).isEmpty();
        painter.setPen(alarmInk(colors, wrong, colors.mutedText));
        const QRect place(0, int(rect.top()), m_gutter->width() - 6, fontMetrics().height());
        painter.drawText(place, Qt::AlignRight, QString::number(block.blockNumber() + 1));
        if (wrong)
            painter.drawText(place.adjusted(2, 0, 0, 0), Qt::AlignLeft, QStringLiteral("✕"));
        block = block.next();
    }
}

void TomlView::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void TomlView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->setDark(themeColors(palette()).dark);
        markErrors();
    } else if (event->type() == QEvent::FontChange) {
        placeGutter();
    }
}

/// Undo and redo are the document's: the text control must not take the keys.
bool TomlView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QPlainTextEdit::event(event);
}

void TomlView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo)) {
        event->ignore();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool TomlView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const QString text = errorsOf(cursorForPosition(help->pos()).blockNumber() + 1);
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace tenbin
