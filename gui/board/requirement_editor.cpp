// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/requirement_editor.h"

#include <algorithm>

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "engine/words/product_words.h"
#include "gui/look/figure_text.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

const QString kInterface = QStringLiteral("interface"), kFamily = QStringLiteral("family");

/// Sections of the board that a chip can be asked to belong to.
constexpr const char* kFamilies[] = {"sensor", "mac_array", "mcu_npu", "neural_processor", "microcontroller"};

QString keyOf(RequiredFigure figure)
{
    const std::string_view name = toString(figure);
    return QString::fromUtf8(name.data(), qsizetype(name.size()));
}

/// What the engine reads; empty text gives nothing and is no mistake.
template <class Parse>
bool readInto(std::optional<double>& number, const QLineEdit& field, Parse parse)
{
    if (field.text().trimmed().isEmpty())
        return true;
    number = parse(withPoint(field.text()).toStdString());
    return number.has_value();
}

} // namespace

RequirementEditor::RequirementEditor(const Requirements& requirements, std::optional<RequiredFigure> edited,
                                     QWidget* parent)
    : QDialog(parent, Qt::Popup), m_before(requirements), m_form(new QFormLayout(this)), m_figure(new QComboBox(this)),
      m_choice(new QComboBox(this)), m_value(new QLineEdit(this)), m_rate(new QLineEdit(this)),
      m_battery(new QLineEdit(this)), m_sleep(new QLineEdit(this)), m_hint(new QLabel(this)),
      m_accept(new QPushButton(tr("Ask for it"), this))
{
    build();
    fillFigures(edited);
    connectFields();
    followFigure();
    m_value->setFocus();
}

void RequirementEditor::build()
{
    setObjectName(QStringLiteral("requirementEditor"));
    m_figure->setObjectName(QStringLiteral("requiredFigure"));
    m_value->setObjectName(QStringLiteral("requiredValue"));
    m_choice->setObjectName(QStringLiteral("requiredChoice"));
    m_figure->setAccessibleName(tr("Figure"));
    m_value->setAccessibleName(tr("Limit"));
    m_choice->setAccessibleName(tr("Choice"));
    m_rate->setPlaceholderText(QStringLiteral("1/min"));
    m_battery->setPlaceholderText(QStringLiteral("3 Wh"));
    m_sleep->setPlaceholderText(QStringLiteral("20 µW"));
    m_hint->setObjectName(QStringLiteral("requirementHint"));
    m_accept->setDefault(true);
    m_form->addRow(tr("Figure"), m_figure);
    m_form->addRow(tr("Limit"), m_value);
    m_form->addRow(tr("Choice"), m_choice);
    m_form->addRow(tr("Inferences"), m_rate);
    m_form->addRow(tr("Battery"), m_battery);
    m_form->addRow(tr("Sleep power"), m_sleep);
    m_form->addRow(m_hint);
    m_form->addRow(m_accept);
    setMinimumWidth(fontMetrics().averageCharWidth() * 44);
}

void RequirementEditor::fillFigures(std::optional<RequiredFigure> edited)
{
    for (const RequiredFigure figure : kRequiredFigures) {
        m_figure->addItem(QString::fromStdString(figureLabel(figure, wording())), keyOf(figure));
        if (!edited && !m_before.figures.contains(figure))
            edited = figure;
    }
    m_figure->addItem(tr("Interface"), kInterface);
    m_figure->addItem(tr("Family"), kFamily);
    if (edited)
        m_figure->setCurrentIndex(m_figure->findData(keyOf(*edited)));
    const DutyCycleAsked& duty = m_before.duty;
    if (duty.inferencesPerSecond)
        m_rate->setText(fieldText(*duty.inferencesPerSecond));
    if (duty.battery)
        m_battery->setText(exactText(duty.battery->count(), "J"));
    if (duty.sleep)
        m_sleep->setText(exactText(duty.sleep->count(), "W"));
}

void RequirementEditor::connectFields()
{
    connect(m_figure, &QComboBox::currentIndexChanged, this, &RequirementEditor::followFigure);
    for (QLineEdit* field : {m_value, m_rate, m_battery, m_sleep})
        connect(field, &QLineEdit::textChanged, this, &RequirementEditor::refresh);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &RequirementEditor::refresh);
    connect(m_accept, &QPushButton::clicked, this, &QDialog::accept);
}

QString RequirementEditor::kind() const { return m_figure->currentData().toString(); }

std::optional<RequiredFigure> RequirementEditor::figure() const
{
    return requiredFigureFromString(kind().toStdString());
}

void RequirementEditor::followFigure()
{
    const auto asked = figure();
    m_choice->clear();
    if (kind() == kInterface)
        for (const Interface one : allInterfaces())
            m_choice->addItem(QString::fromStdString(word(one, wording())), static_cast<int>(one));
    if (kind() == kFamily)
        for (const char* family : kFamilies)
            m_choice->addItem(groupText(family), QString::fromLatin1(family));
    const bool needsDuty = asked == RequiredFigure::power || asked == RequiredFigure::batteryLife;
    const auto show = [this](QWidget* field, bool visible) {
        field->setVisible(visible);
        m_form->labelForField(field)->setVisible(visible);
    };
    show(m_value, asked.has_value());
    show(m_choice, !asked);
    show(m_rate, needsDuty);
    show(m_battery, asked == RequiredFigure::batteryLife);
    show(m_sleep, needsDuty);
    m_value->clear();
    if (asked) {
        const std::string_view example = exampleOf(*asked);
        m_value->setPlaceholderText(QString::fromUtf8(example.data(), qsizetype(example.size())));
    }
    refresh();
    adjustSize();
}

void RequirementEditor::refresh()
{
    const auto asked = figure();
    m_accept->setEnabled(requirements().has_value());
    const bool open = !asked || m_value->text().trimmed().isEmpty();
    m_hint->setVisible(!open && !m_accept->isEnabled());
    if (asked)
        m_hint->setText(tr("Write it as %1.", "an example").arg(m_value->placeholderText()));
}

bool RequirementEditor::addDuty(DutyCycleAsked& duty) const
{
    std::optional<double> battery, sleep;
    if (!readInto(duty.inferencesPerSecond, *m_rate, parseRate) || !readInto(battery, *m_battery, parseEnergy)
        || !readInto(sleep, *m_sleep, parsePower))
        return false;
    if (battery)
        duty.battery = Joules(*battery);
    if (sleep)
        duty.sleep = Watts(*sleep);
    return true;
}

bool RequirementEditor::addFigure(Requirements& requirements) const
{
    const auto asked = figure();
    const auto needed = parseRequired(*asked, withPoint(m_value->text()).toStdString());
    if (!needed)
        return false;
    requirements.figures[*asked] = *needed;
    const bool needsDuty = asked == RequiredFigure::power || asked == RequiredFigure::batteryLife;
    return !needsDuty || addDuty(requirements.duty);
}

std::optional<Requirements> RequirementEditor::requirements() const
{
    Requirements after = m_before;
    const auto addOnce = [](auto& list, const auto& item) {
        if (std::ranges::find(list, item) == list.end())
            list.push_back(item);
    };
    if (kind() == kInterface)
        addOnce(after.interfaces, static_cast<Interface>(m_choice->currentData().toInt()));
    else if (kind() == kFamily)
        addOnce(after.groups, m_choice->currentData().toString().toStdString());
    else if (!addFigure(after))
        return std::nullopt;
    if (!check(after))
        return std::nullopt;
    return after;
}

} // namespace tenbin
