// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/sheet.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGridLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/details/gauge_bar.h"
#include "gui/look/button_looks.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr QChar kBreakHere(0x200b); // zero-width space

QString withoutBreaks(QString text) { return text.remove(kBreakHere); }

/// Paths may break behind a slash, and words that no column holds behind the signs that part names.
QString breakable(const QString& text)
{
    constexpr qsizetype kLongWord = 25;
    QString result;
    qsizetype word = 0;
    for (const QChar c : text) {
        result += c;
        ++word;
        if (c.isSpace())
            word = 0;
        const bool parts = c == u'_' || c == u'-' || c == u'.';
        if (c == u'/' || (parts && word > kLongWord))
            result += kBreakHere;
    }
    return result;
}

/// A figure: never wrapped, never elided, to the right.
QLabel* valueLabel(const QString& text)
{
    auto* label = new SheetLabel;
    label->setText(text);
    label->setWordWrap(false);
    label->setAlignment(Qt::AlignRight | Qt::AlignTop);
    label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    return label;
}

QGridLayout* rowLayout(QWidget* row)
{
    auto* grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    return grid;
}

} // namespace

SheetLabel::SheetLabel(const QString& text, QWidget* parent) : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setBreakableText(text);
}

void SheetLabel::setBreakableText(const QString& text) { setText(breakable(text)); }

QString SheetLabel::plainText() const { return withoutBreaks(text()); }

void SheetLabel::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu;
    const auto offer = [&](const QString& title, const QString& copied) {
        menu.addAction(title, this, [copied] { QApplication::clipboard()->setText(withoutBreaks(copied)); });
    };
    if (hasSelectedText())
        offer(tr("Copy selection"), selectedText());
    else
        offer(tr("Copy this"), text());
    for (QWidget* above = parentWidget(); above; above = above->parentWidget())
        if (above->contextMenuPolicy() == Qt::ActionsContextMenu) {
            menu.addActions(above->actions());
            break;
        }
    menu.exec(event->globalPos());
}

Sheet::Sheet(QSet<QString>& expanded, QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_outer(m_layout), m_expanded(expanded)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
}

void Sheet::title(const QString& text)
{
    auto* title = new QLabel(text);
    title->setObjectName(QStringLiteral("sectionTitle"));
    m_layout->addSpacing(12);
    m_layout->addWidget(title);
    m_plain << QString() << text;
}

void Sheet::paragraph(const QString& text, const QString& toolTip)
{
    auto* label = new SheetLabel(text);
    label->setToolTip(toolTip);
    m_layout->addWidget(label);
    m_plain << text;
}

void Sheet::fact(const QString& label, const QString& value, const QString& range, const QString& toolTip)
{
    auto* row = new QWidget;
    QGridLayout* grid = rowLayout(row);
    grid->addWidget(new SheetLabel(label), 0, 0, Qt::AlignTop);
    grid->addWidget(valueLabel(value), 0, 1);
    if (!range.isEmpty()) {
        auto* small = new SheetLabel(range);
        small->setForegroundRole(QPalette::PlaceholderText);
        small->setAlignment(Qt::AlignRight);
        grid->addWidget(small, 1, 0, 1, 2);
    }
    row->setToolTip(toolTip);
    m_layout->addWidget(row);
    m_plain << joined(QStringLiteral("%1\t%2").arg(label, value), QStringLiteral("\t"), range);
}

void Sheet::gauge(const QString& label, const QString& value, std::optional<double> fraction, const QString& toolTip)
{
    auto* row = new QWidget;
    QGridLayout* grid = rowLayout(row);
    grid->setContentsMargins(0, 0, 0, 4);
    grid->addWidget(new SheetLabel(label), 0, 0);
    grid->addWidget(valueLabel(value), 0, 1);
    grid->addWidget(new GaugeBar(fraction), 1, 0, 1, 2);
    row->setAccessibleName(QStringLiteral("%1: %2").arg(label, value));
    row->setToolTip(toolTip);
    m_layout->addWidget(row);
    m_plain << QStringLiteral("%1\t%2").arg(label, value);
}

void Sheet::item(const QString& symbol, const QString& spoken, const QString& text, const std::optional<Action>& action,
                 const QColor& symbolColor)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* mark = new QLabel(symbol);
    mark->setAccessibleName(spoken);
    mark->setToolTip(spoken);
    mark->setFixedWidth(mark->fontMetrics().horizontalAdvance(u'✕') + 2);
    if (symbolColor.isValid())
        mark->setStyleSheet(QStringLiteral("color: %1;").arg(symbolColor.name()));
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addWidget(new SheetLabel(text), 1, Qt::AlignTop);
    if (action) {
        auto* button = new QToolButton;
        button->setObjectName(action->name);
        button->setProperty("sheetAction", true);
        button->setText(action->text);
        button->setAccessibleName(action->spoken);
        button->setToolTip(action->spoken);
        button->setFocusPolicy(Qt::StrongFocus);
        // Queued: what it does may replace this sheet, and with it the button.
        connect(button, &QToolButton::clicked, this, action->run, Qt::QueuedConnection);
        layout->addWidget(button, 0, Qt::AlignTop);
    }
    m_layout->addWidget(row);
    m_plain << QStringLiteral("%1 %2").arg(symbol, text);
}

void Sheet::beginFold(const QString& id, const QString& text)
{
    auto* button = new QToolButton;
    auto* body = new QWidget;
    button->setObjectName(QStringLiteral("fold_") + id);
    button->setText(text);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    const auto open = [this, id, button, body](bool on) {
        button->setArrowType(foldArrow(on));
        body->setVisible(on);
        if (on)
            m_expanded.insert(id);
        else
            m_expanded.remove(id);
    };
    connect(button, &QToolButton::toggled, body, open);
    button->setChecked(m_expanded.contains(id));
    open(button->isChecked());
    m_outer->addWidget(button, 0, Qt::AlignLeft);
    m_outer->addWidget(body);
    m_layout = new QVBoxLayout(body);
    m_layout->setContentsMargins(12, 0, 0, 0);
    m_layout->setSpacing(4);
    m_plain << text;
}

void Sheet::endFold() { m_layout = m_outer; }

} // namespace tenbin
