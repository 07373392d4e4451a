// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/requirement_bar.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/requirements/choice_text.h"
#include "engine/words/product_words.h"
#include "gui/app/requirement_desk.h"
#include "gui/board/requirement_editor.h"
#include "gui/look/flow_layout.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

/// What only served the figures that are gone.
void dropUnusedDuty(Requirements& requirements)
{
    if (!dutyRate(requirements))
        requirements.duty = {};
    if (!requirements.figures.contains(RequiredFigure::batteryLife))
        requirements.duty.battery.reset();
}

} // namespace

RequirementBar::RequirementBar(RequirementDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_flow(new FlowLayout), m_add(new QToolButton(this)), m_sentence(new QLabel(this))
{
    setObjectName(QStringLiteral("requirementBar"));
    m_add->setObjectName(QStringLiteral("addRequirement"));
    m_add->setAutoRaise(true);
    m_sentence->setObjectName(QStringLiteral("requirementSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_flow->setContentsMargins(0, 0, 0, 0);
    m_flow->addWidget(m_add);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 4);
    layout->setSpacing(4);
    layout->addLayout(m_flow);
    layout->addWidget(m_sentence);
    connect(m_add, &QToolButton::clicked, this, &RequirementBar::add);
    connect(&desk, &RequirementDesk::requirementsChanged, this, &RequirementBar::refresh);
    connect(&desk, &RequirementDesk::choicesChanged, this, &RequirementBar::refreshSentence);
    refresh();
}

void RequirementBar::add() { edit(std::nullopt, m_add); }

void RequirementBar::edit(std::optional<RequiredFigure> figure, QWidget* below)
{
    auto* editor = new RequirementEditor(m_desk.requirements(), figure, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this, [this, editor] {
        if (const auto after = editor->requirements())
            m_desk.ask(*after);
    });
    editor->move(below->mapToGlobal(QPoint(0, below->height() + 2)));
    editor->show();
}

void RequirementBar::addChip(const QString& text, std::optional<RequiredFigure> figure,
                             std::function<void(Requirements&)> withdraw)
{
    auto* chip = new QWidget(this);
    chip->setObjectName(QStringLiteral("requirementChip"));
    chip->setAttribute(Qt::WA_StyledBackground);
    auto* open = new QToolButton(chip);
    auto* close = new QToolButton(chip);
    auto* row = new QHBoxLayout(chip);
    row->setContentsMargins(0, 0, 4, 0);
    row->setSpacing(0);
    row->addWidget(open);
    row->addWidget(close);
    open->setText(text);
    open->setEnabled(figure.has_value());
    open->setToolTip(tr("Change what is asked"));
    close->setObjectName(QStringLiteral("withdraw"));
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    close->setToolTip(tr("Do not ask for %1", "a requirement").arg(text));
    close->setAccessibleName(close->toolTip());
    connect(open, &QToolButton::clicked, this, [this, figure, open] { edit(figure, open); });
    connect(
        close, &QToolButton::clicked, this,
        [this, withdraw = std::move(withdraw)] {
            Requirements after = m_desk.requirements();
            withdraw(after);
            dropUnusedDuty(after);
            m_desk.ask(after);
        },
        Qt::QueuedConnection); // the button goes with its chip
    m_flow->addWidget(chip);
    chip->show();
    m_chips.push_back(chip);
}

void RequirementBar::refresh()
{
    for (QWidget* chip : m_chips) {
        m_flow->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    const Requirements& asked = m_desk.requirements();
    for (const auto& [figure, needed] : asked.figures)
        addChip(QString::fromStdString(requirementText(figure, needed, wording())), figure,
                [figure = figure](Requirements& after) { after.figures.erase(figure); });
    for (const Interface one : asked.interfaces)
        addChip(QString::fromStdString(word(one, wording())), std::nullopt,
                [one](Requirements& after) { std::erase(after.interfaces, one); });
    for (const std::string& group : asked.groups)
        addChip(groupText(group), std::nullopt, [group](Requirements& after) { std::erase(after.groups, group); });
    m_flow->removeWidget(m_add); // it stands behind what is asked
    m_flow->addWidget(m_add);
    m_add->setText(asked.empty() ? QStringLiteral("+ ") + tr("Requirement…") : QStringLiteral("+"));
    m_add->setToolTip(tr("Ask for frames a second, energy, memory, price … and see which chips keep it"));
    m_add->setAccessibleName(tr("Add a requirement"));
    refreshSentence();
}

void RequirementBar::refreshSentence()
{
    const auto choices = m_desk.choices();
    QString text;
    if (choices)
        text = QString::fromStdString(sentence(*choices, wording()));
    else if (m_desk.computing())
        text = tr("Looking for chips that keep it …");
    m_sentence->setText(text);
    m_sentence->setVisible(!text.isEmpty());
}

void RequirementBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace tenbin
