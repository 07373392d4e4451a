// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/message_strip.h"

#include <algorithm>

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/words/unsaid_place.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

constexpr std::size_t kMostShown = 3;

} // namespace

MessageStrip::MessageStrip(Workspace& workspace, QWidget* parent)
    : QFrame(parent), m_workspace(workspace), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("messageStrip"));
    m_layout->setContentsMargins(12, 4, 4, 4);
    m_layout->setSpacing(0);
    connect(&m_workspace, &Workspace::messagesChanged, this, &MessageStrip::refresh);
    refresh();
}

void MessageStrip::refresh()
{
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater(); // the button that was pressed may be in it
        }
        delete item;
    }
    const std::vector<Message>& messages = m_workspace.messages();
    const std::size_t shown = std::min(messages.size(), kMostShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const Message& message = messages[messages.size() - 1 - i]; // newest first
        addRow(sentenceText(message.error), placeText(unsaidPlace(message.error)), message.id);
    }
    if (messages.size() > 1)
        addSummary(static_cast<int>(messages.size() - shown));
    setVisible(!messages.empty());
    if (!messages.empty() && messages.back().id > m_announced) {
        m_announced = messages.back().id;
        setAccessibleName(sentenceText(messages.back().error));
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void MessageStrip::addRow(const QString& what, const QString& where, int id)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 4, 0, 4);
    auto* text = new QLabel(row);
    text->setTextFormat(Qt::PlainText);
    text->setText(joined(what, QStringLiteral("\n"), where));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(text, 1);
    auto* close = new QToolButton(row);
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss"));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, [this, id] { m_workspace.dismissMessage(id); });
    layout->addWidget(close, 0, Qt::AlignTop);
    m_layout->addWidget(row);
}

void MessageStrip::addSummary(int hidden)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* count = new QLabel(row);
    if (hidden > 0)
        count->setText(tr("%n more message(s)", nullptr, hidden));
    layout->addWidget(count, 1);
    auto* all = new QToolButton(row);
    all->setText(tr("Dismiss all"));
    all->setAutoRaise(true);
    connect(all, &QToolButton::clicked, &m_workspace, &Workspace::dismissAllMessages);
    layout->addWidget(all);
    m_layout->addWidget(row);
}

void MessageStrip::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace tenbin
