// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project/recovery_strip.h"

#include <algorithm>

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/project/project_session.h"

namespace tenbin {

namespace {

constexpr std::size_t kMostShown = 3;

QString whenText(const QDateTime& time)
{
    const QLocale locale = QLocale::system();
    if (time.date() == QDate::currentDate())
        return locale.toString(time.time(), QLocale::ShortFormat);
    return locale.toString(time, QLocale::ShortFormat);
}

} // namespace

RecoveryStrip::RecoveryStrip(ProjectSession& session, QWidget* parent)
    : QFrame(parent), m_session(session), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("recoveryStrip"));
    m_layout->setContentsMargins(12, 4, 4, 4);
    m_layout->setSpacing(0);
    connect(&m_session, &ProjectSession::changed, this, &RecoveryStrip::refresh);
    refresh();
}

void RecoveryStrip::offer(std::vector<Recoverable> recoverables)
{
    m_offered = std::move(recoverables);
    refresh();
}

void RecoveryStrip::refresh()
{
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // the button that was pressed may be in it
        delete item;
    }
    // What is open now is no longer on offer.
    std::erase_if(m_offered, [this](const Recoverable& r) { return r.path == m_session.path(); });
    addUnwritable();
    addNotUnderstood();
    if (m_session.draftTaken())
        addTaken();
    for (std::size_t i = 0; i < std::min(m_offered.size(), kMostShown); ++i)
        addOffer(m_offered[i]);
    setVisible(m_layout->count() > 0);
}

QWidget* RecoveryStrip::addRow(const QString& text)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 4, 0, 4);
    auto* label = new QLabel(row);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    layout->addWidget(label, 1);
    m_layout->addWidget(row);
    return row;
}

void RecoveryStrip::addButton(QWidget* row, const QString& text, const QString& name,
                              const std::function<void()>& pressed)
{
    auto* button = new QToolButton(row);
    button->setObjectName(name);
    button->setText(text);
    button->setAutoRaise(true);
    connect(button, &QToolButton::clicked, this, pressed);
    row->layout()->addWidget(button);
}

void RecoveryStrip::addOffer(const Recoverable& recoverable)
{
    QWidget* row = addRow(
        recoverable.untitled ? tr("Work from %1 was not saved as a project.").arg(whenText(recoverable.written))
                             : tr("%1 has changes from %2 that were not saved.")
                                   .arg(QFileInfo(recoverable.path).completeBaseName(), whenText(recoverable.written)));
    row->setToolTip(recoverable.untitled ? QString() : recoverable.path);
    addButton(row, tr("Restore"), QStringLiteral("restore"),
              [this, recoverable] { Q_EMIT restoreRequested(recoverable); });
    addButton(row, tr("Discard"), QStringLiteral("discard"),
              [this, recoverable] { Q_EMIT discardRequested(recoverable); });
    addButton(row, tr("Later"), QStringLiteral("later"), [this, recoverable] {
        std::erase(m_offered, recoverable);
        refresh();
    });
}

void RecoveryStrip::addUnwritable()
{
    if (m_session.path().isEmpty() || !m_session.needsAnotherName())
        return;
    QWidget* row =
        addRow(QFileInfo::exists(m_session.path())
                   ? tr("%1 cannot be written to. Changes are kept, but not in this file.").arg(m_session.path())
                   : tr("%1 was moved or removed. Changes are kept, but not in this file.").arg(m_session.path()));
    addButton(row, tr("Save project as…"), QStringLiteral("saveAs"), [this] { Q_EMIT saveAsRequested(); });
}

void RecoveryStrip::addNotUnderstood()
{
    if (m_session.notUnderstood().isEmpty())
        return;
    QWidget* row = addRow(tr("This part of the project is not understood and was left as it is: %1. The rest is open.")
                              .arg(m_session.notUnderstood().join(QStringLiteral(", "))));
    addButton(row, tr("Dismiss"), QStringLiteral("dismiss"), [this] { m_session.forgetNotUnderstood(); });
}

void RecoveryStrip::addTaken()
{
    QWidget* row =
        addRow(tr("Changes from %1 that were not saved are open again.").arg(whenText(*m_session.draftTaken())));
    addButton(row, tr("Return to the saved project"), QStringLiteral("returnToSaved"),
              [this] { m_session.returnToSaved(); });
    addButton(row, tr("Keep"), QStringLiteral("keep"), [this] { m_session.forgetDraftTaken(); });
}

void RecoveryStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace tenbin
