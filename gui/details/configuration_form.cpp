// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/configuration_form.h"

#include <array>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <fmt/format.h>

#include "engine/target/settings.h"
#include "gui/app/text.h"

namespace tenbin {

namespace {

/// The prefix in which a spin box shows a unit: clocks in MHz, everything else as it is.
struct DisplayUnit {
    double factor;
    QString suffix;
};
DisplayUnit displayUnit(std::string_view unit, double highest)
{
    if (unit == "Hz" && highest >= 1e6)
        return {1e6, QStringLiteral("\u2009MHz")};
    if (unit.empty() || unit == "1")
        return {1.0, QString()};
    return {1.0, QStringLiteral("\u2009") + QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()))};
}

std::string valueOf(const OptionSpec& option, const Configuration& configuration)
{
    const auto chosen = configuration.values.find(option.key);
    return chosen == configuration.values.end() ? option.defaultValue : toString(chosen->second);
}

/// What a number stands at: the configuration's, else the preset's.
double numberOf(const Target& target, const OptionSpec& option, const Configuration& configuration)
{
    const auto settings = Settings::resolve(target, configuration);
    return settings ? settings->numberOr(option.key, option.lowest) : option.lowest;
}

/// The wheel scrolls the panel; it changes a value only where the editor has the focus.
class WheelGuard : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto* widget = qobject_cast<QWidget*>(watched);
        if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
            event->ignore();
            return true;
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

ConfigurationForm::ConfigurationForm(Workspace* workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
}

void ConfigurationForm::clear()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows = 0;
}

void ConfigurationForm::show(const Target* target)
{
    const Configuration configuration = target ? m_workspace->configuration(target->id) : Configuration();
    const std::string id = target ? target->id : std::string();
    const QString language = tr("Reset to the target's default");
    if (id == m_target && configuration == m_shown && language == m_language)
        return;
    // A slider being dragged keeps its editor: only its own key changed, by itself.
    auto* editing = qobject_cast<QDoubleSpinBox*>(focusWidget());
    if (id == m_target && language == m_language && editing && editing->property("applying").toBool()) {
        m_shown = configuration;
        return;
    }
    const QString focused = focusWidget() ? focusWidget()->objectName() : QString();
    clear();
    m_target = id;
    m_shown = configuration;
    m_language = language;
    if (!target)
        return;
    for (const OptionSpec& option : target->options)
        addRow(*target, option, configuration);
    if (!focused.isEmpty())
        if (auto* again = findChild<QWidget*>(focused))
            again->setFocus();
}

void ConfigurationForm::addRow(const Target& target, const OptionSpec& option, const Configuration& configuration)
{
    auto* label = new QLabel(optionText(option.key));
    label->setWordWrap(true);
    QWidget* editor = editorFor(target, option, configuration);
    editor->setObjectName(QStringLiteral("option_") + QString::fromStdString(option.key));
    editor->setAccessibleName(optionText(option.key));
    editor->setFocusPolicy(Qt::StrongFocus);
    editor->installEventFilter(new WheelGuard(editor));
    label->setBuddy(editor);
    auto* reset = new QToolButton;
    reset->setText(QStringLiteral("↺"));
    reset->setToolTip(m_language);
    reset->setAccessibleName(m_language);
    reset->setVisible(configuration.values.contains(option.key));
    connect(reset, &QToolButton::clicked, this, [this, id = target.id, key = option.key] {
        QMetaObject::invokeMethod(this, [this, id, key] { m_workspace->resetOption(id, key); }, Qt::QueuedConnection);
    });
    m_grid->addWidget(label, m_rows, 0);
    m_grid->addWidget(editor, m_rows, 1);
    m_grid->addWidget(reset, m_rows, 2);
    ++m_rows;
}

QWidget* ConfigurationForm::editorFor(const Target& target, const OptionSpec& option, const Configuration& configuration)
{
    switch (option.kind) {
    case OptionKind::flag: return flagEditor(target, option, valueOf(option, configuration));
    case OptionKind::number: return numberEditor(target, option, configuration);
    case OptionKind::choice: break;
    }
    return choiceEditor(target, option, valueOf(option, configuration));
}

QWidget* ConfigurationForm::choiceEditor(const Target& target, const OptionSpec& option, const std::string& value)
{
    auto* box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    for (const OptionChoice& choice : option.choices) {
        const QString text = QString::fromStdString(choice.label.empty() ? choice.id : choice.label);
        box->addItem(text, QString::fromStdString(choice.id));
        box->setItemData(box->count() - 1, text, Qt::ToolTipRole);
    }
    box->setCurrentIndex(box->findData(QString::fromStdString(value)));
    connect(box, &QComboBox::activated, this, [this, box, id = target.id, key = option.key] {
        const std::string chosen = box->currentData().toString().toStdString();
        // Queued: the answer may rebuild this form while the box is still on the stack.
        QMetaObject::invokeMethod(this, [this, id, key, chosen] { m_workspace->setOption(id, key, chosen); }, Qt::QueuedConnection);
    });
    return box;
}

QWidget* ConfigurationForm::flagEditor(const Target& target, const OptionSpec& option, const std::string& value)
{
    auto* box = new QCheckBox;
    box->setChecked(value == "on");
    connect(box, &QCheckBox::clicked, this, [this, id = target.id, key = option.key](bool on) {
        QMetaObject::invokeMethod(this, [this, id, key, on] { m_workspace->setOption(id, key, on ? "on" : "off"); }, Qt::QueuedConnection);
    });
    return box;
}

QWidget* ConfigurationForm::numberEditor(const Target& target, const OptionSpec& option, const Configuration& configuration)
{
    const DisplayUnit unit = displayUnit(unitOf(target, option.key), option.highest);
    auto* box = new QDoubleSpinBox;
    const double span = (option.highest - option.lowest) / unit.factor;
    box->setDecimals(span > 100.0 ? 1 : span > 3.0 ? 2 : 3);
    box->setRange(option.lowest / unit.factor, option.highest / unit.factor);
    box->setSingleStep(span > 100.0 ? 10.0 : span > 3.0 ? 1.0 : 0.05);
    box->setSuffix(unit.suffix);
    box->setKeyboardTracking(false);
    box->setStepType(QAbstractSpinBox::DefaultStepType);
    box->setValue(numberOf(target, option, configuration) / unit.factor);
    box->setToolTip(tr("%1 to %2").arg(quantityText(option.lowest, unitOf(target, option.key)), quantityText(option.highest, unitOf(target, option.key))));
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, box, id = target.id, key = option.key, unit](double value) {
        box->setProperty("applying", true);
        m_workspace->setOption(id, key, fmt::format("{}", value * unit.factor));
        box->setProperty("applying", false);
    });
    return box;
}

} // namespace tenbin
