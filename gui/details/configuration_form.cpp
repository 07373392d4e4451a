// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/configuration_form.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "engine/targets/firmware.h"
#include "gui/details/option_editor.h"
#include "gui/look/choice_text.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

/// Choices beside their label show this many characters in the narrowest dock; longer ones stand below it.
constexpr int kChoiceCharacters = 13;

int longestChoice(const OptionSpec& option, const QFontMetrics& metrics)
{
    int longest = 0;
    for (const OptionChoice& choice : option.choices)
        longest = std::max(longest, metrics.horizontalAdvance(choiceText(choice)));
    return longest;
}

} // namespace

ConfigurationForm::ConfigurationForm(Workspace* workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(4);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

void ConfigurationForm::show(const Target* target)
{
    if (std::exchange(m_target, target) != target) {
        while (QLayoutItem* item = m_grid->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        m_rows.clear();
        if (target)
            rebuild(*target);
    }
    if (!target)
        return;
    const Configuration configuration = m_workspace->configuration(target->id);
    for (const Row& row : m_rows) {
        const bool changed = configuration.values.contains(row.key);
        row.editor->showValue(configuration);
        row.reset->setVisible(changed);
        QFont font = this->font();
        font.setBold(changed);
        row.label->setFont(font);
        // One that changes nothing at present says what would let it act.
        const auto unmet = unmetCondition(*target, configuration, row.key);
        const QString reason = textOf(unmet, [&](const OptionCondition& condition) {
            return QString::fromStdString(sentence(condition, *target, wording()));
        });
        row.editor->setEnabled(!unmet);
        row.label->setEnabled(!unmet);
        row.editor->setToolTip(reason);
        row.label->setToolTip(reason);
    }
}

void ConfigurationForm::rebuild(const Target& target)
{
    for (const OptionSpec& option : target.options)
        addRow(target, option);
    m_firmware = firmwareOptions(target);
    if (!m_firmware.empty())
        addFirmwareRows(target);
}

/// What the user's own program needs, and a button that says it of the whole project.
void ConfigurationForm::addFirmwareRows(const Target& target)
{
    for (const OptionSpec& option : m_firmware)
        addRow(target, option);
    auto* all = new QPushButton(tr("Same firmware on all cards"));
    all->setObjectName(QStringLiteral("firmware_on_all"));
    all->setToolTip(tr("RAM and flash of your firmware as they are here, on every target whose memories it shares"));
    connect(all, &QPushButton::clicked, this, [this, id = target.id] { m_workspace->setFirmwareOfAll(id); });
    m_grid->addWidget(all, m_grid->rowCount(), 0, 1, 2);
}

void ConfigurationForm::addRow(const Target& target, const OptionSpec& option)
{
    const QString name = optionText(option);
    auto* label = new QLabel(name);
    label->setWordWrap(true);
    OptionEditor* editor = makeOptionEditor(target, option);
    label->setBuddy(editor);
    connect(editor, &OptionEditor::chosen, this, [this, id = target.id, key = option.key](const QString& text) {
        m_workspace->setOption(id, key, text.toStdString());
    });
    auto* reset = new QToolButton;
    reset->setObjectName(QStringLiteral("reset_") + QString::fromStdString(option.key));
    reset->setText(QStringLiteral("↺"));
    reset->setToolTip(tr("Reset to the target's default"));
    reset->setAccessibleName(tr("Reset %1").arg(name));
    reset->setFocusPolicy(Qt::StrongFocus);
    reset->setStyleSheet(QStringLiteral("padding: 0;"));
    reset->setFixedWidth(reset->fontMetrics().horizontalAdvance(u'↺') + 8);
    QSizePolicy policy = reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // editors keep their width
    reset->setSizePolicy(policy);
    connect(reset, &QToolButton::clicked, this, [this, editor, id = target.id, key = option.key] {
        editor->setFocus(); // the button is about to hide
        m_workspace->resetOption(id, key);
    });
    int row = m_grid->rowCount();
    // A slider needs the width of the dock to be one.
    const bool ownRow =
        option.kind == OptionKind::number
        || longestChoice(option, label->fontMetrics()) > label->fontMetrics().averageCharWidth() * kChoiceCharacters;
    if (ownRow) {
        m_grid->addWidget(label, row, 0, 1, 2);
        m_grid->addWidget(editor, ++row, 0, 1, 2);
    } else {
        m_grid->addWidget(label, row, 0);
        m_grid->addWidget(editor, row, 1);
    }
    m_grid->addWidget(reset, row, 2);
    m_rows.push_back({option.key, label, editor, reset});
}

QString ConfigurationForm::plainText() const
{
    QStringList lines;
    if (!m_target)
        return {};
    const Configuration configuration = m_workspace->configuration(m_target->id);
    for (const OptionSpec& option : m_target->options)
        lines << QStringLiteral("%1\t%2").arg(optionText(option), optionValueText(*m_target, option, configuration));
    for (const OptionSpec& option : m_firmware)
        if (configuration.values.contains(option.key))
            lines << QStringLiteral("%1\t%2").arg(optionText(option),
                                                  optionValueText(*m_target, option, configuration));
    return lines.join(u'\n');
}

void ConfigurationForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        show(std::exchange(m_target, nullptr));
    QWidget::changeEvent(event);
}

} // namespace tenbin
