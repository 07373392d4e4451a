// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/number_row.h"

#include <cmath>

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include "gui/app/undo_merge.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr SourceKind kKinds[] = {SourceKind::measured, SourceKind::datasheet, SourceKind::paper,
                                 SourceKind::derived,  SourceKind::fitted,    SourceKind::assumed};

/// The wheel scrolls the form; it changes a value only where the editor has the focus.
class WheelFilter final : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto* widget = qobject_cast<QWidget*>(watched);
        if (event->type() != QEvent::Wheel || !widget || widget->hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore();
        return true;
    }
};

/// "memory.sram.capacity_bytes" under the heading of its memory is "capacity_bytes", and "array.pixels" under "array" "pixels".
QString shortName(const NumberPlace& place)
{
    const std::string& key = place.key;
    if (key.starts_with("memory."))
        if (const auto dot = key.find('.', 7); dot != std::string::npos)
            return QString::fromStdString(key.substr(dot + 1));
    if (!place.option.empty())
        return QString::fromStdString(key);
    return QString::fromStdString(key.substr(key.find('.') + 1)); // npos + 1 is 0: all of it
}

/// "W/(V²·Hz)" would leave no room for the number; the tooltip has it.
std::string_view shownUnit(std::string_view unit)
{
    if (unit.size() > 7)
        return {};
    return unit;
}

QString rangeText(const ParameterSpec* spec, const std::string& unit)
{
    if (!spec)
        return {};
    const QString lowest = quantityText(spec->lowest, unit);
    if (spec->highest > 1e300) // open
        return QStringLiteral("≥ ") + lowest;
    return lowest + QStringLiteral(" … ") + quantityText(spec->highest, unit);
}

} // namespace

NumberRow::NumberRow(const PresetNumber& number, bool readOnly, QGridLayout& grid, int row, QWidget* parent)
    : QObject(parent), m_place(number.place), m_number(number.number), m_unit(unitOfKey(number.spec, number.place.key)),
      m_range(dragRange(number.spec, number.place.key, number.number.value)), m_label(new QLabel(parent)),
      m_slider(new QSlider(Qt::Horizontal, parent)), m_value(new QLineEdit(parent)), m_kind(new QComboBox(parent)),
      m_source(new QLineEdit(parent)), m_remove(new QToolButton(parent))
{
    build(number, readOnly, grid, row, parent);
    UndoMerge::watch(*m_slider);
    connect(m_slider, &QSlider::valueChanged, this, &NumberRow::drag);
    connect(m_value, &QLineEdit::editingFinished, this, &NumberRow::typeValue);
    connect(m_source, &QLineEdit::editingFinished, this, &NumberRow::typeSource);
    connect(m_kind, &QComboBox::activated, this, [this](int index) {
        m_number.kind = kKinds[index];
        Q_EMIT changed(m_place, m_number);
    });
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removed(m_place); });
    show(number, {});
}

void NumberRow::build(const PresetNumber& number, bool readOnly, QGridLayout& grid, int row, QWidget* parent)
{
    const QString key = QString::fromStdString(m_place.key);
    const QString name = shortName(m_place);
    QString meaning = tr("This architecture does not know the key.");
    if (number.spec)
        meaning = QString::fromStdString(number.spec->meaning);
    m_label->setFixedWidth(m_label->fontMetrics().averageCharWidth() * 21);
    m_label->setText(m_label->fontMetrics().elidedText(name, Qt::ElideMiddle, m_label->width()));
    m_label->setToolTip(QStringLiteral("%1\n%2\n%3").arg(key, meaning, rangeText(number.spec, m_unit)).trimmed());
    auto* filter = new WheelFilter(parent);
    const std::pair<QWidget*, QString> widgets[] = {{m_slider, QStringLiteral("slider_")},
                                                    {m_value, QStringLiteral("value_")},
                                                    {m_kind, QStringLiteral("kind_")},
                                                    {m_source, QStringLiteral("source_")}};
    for (const auto& [widget, prefix] : widgets) {
        widget->setObjectName(prefix + key);
        widget->setFocusPolicy(Qt::StrongFocus);
        widget->installEventFilter(filter);
        widget->setEnabled(!readOnly && !number.included);
    }
    m_slider->setAccessibleName(tr("%1, slider").arg(key));
    m_value->setAccessibleName(key);
    m_kind->setAccessibleName(tr("%1, kind of source").arg(key));
    m_source->setAccessibleName(tr("%1, source").arg(key));
    m_slider->setRange(0, kSliderSteps);
    m_slider->setPageStep(kSliderSteps / 20);
    m_slider->setSingleStep(kSliderSteps / 200);
    m_slider->setMinimumWidth(72);
    m_slider->setToolTip(
        QStringLiteral("%1 … %2").arg(exactText(m_range.lowest, m_unit), exactText(m_range.highest, m_unit)));
    m_value->setAlignment(Qt::AlignRight);
    m_value->setFixedWidth(m_value->fontMetrics().averageCharWidth() * 18);
    for (const SourceKind kind : kKinds)
        m_kind->addItem(wordText(kind));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_source->setMinimumWidth(m_source->fontMetrics().averageCharWidth() * 12);
    m_remove->setText(QStringLiteral("✕"));
    m_remove->setToolTip(tr("Remove this number"));
    m_remove->setAccessibleName(tr("Remove %1").arg(key));
    m_remove->setVisible(!readOnly && !number.included);
    QWidget* cells[] = {m_label, m_slider, m_value, m_kind, m_source, m_remove};
    for (int column = 0; column < 6; ++column)
        grid.addWidget(cells[column], row, column);
}

void NumberRow::show(const PresetNumber& number, const QString& error)
{
    m_number = number.number;
    const QSignalBlocker slider(m_slider);
    const QSignalBlocker kind(m_kind);
    if (m_number.value < m_range.lowest || m_number.value > m_range.highest) {
        m_range = dragRange(number.spec, m_place.key, m_number.value);
        m_slider->setToolTip(
            QStringLiteral("%1 … %2").arg(exactText(m_range.lowest, m_unit), exactText(m_range.highest, m_unit)));
    }
    if (!m_slider->isSliderDown())
        m_slider->setValue(static_cast<int>(std::lround(m_range.shareOf(m_number.value) * kSliderSteps)));
    const QString text = exactText(m_number.value, shownUnit(m_unit));
    const QString source = QString::fromStdString(m_number.source);
    if (m_value->text() != text)
        m_value->setText(text);
    m_value->setCursorPosition(0);
    if (m_source->text() != source) {
        m_source->setText(source);
        m_source->setCursorPosition(0);
    }
    m_source->setToolTip(source);
    for (int i = 0; i < m_kind->count(); ++i)
        if (kKinds[i] == m_number.kind)
            m_kind->setCurrentIndex(i);
    QPalette palette = m_value->parentWidget()->palette();
    if (!error.isEmpty())
        palette.setColor(QPalette::WindowText, themeColors(palette).of(VerdictKind::doesNotFit));
    m_label->setPalette(palette);
    m_value->setToolTip(error);
}

void NumberRow::focusValue()
{
    m_value->setFocus();
    m_value->selectAll();
}

void NumberRow::drag(int step) { send(m_range.valueAt(static_cast<double>(step) / kSliderSteps)); }

void NumberRow::typeValue()
{
    const auto value = typedQuantity(m_value->text(), m_unit);
    if (!value) {
        Q_EMIT refused(tr("“%1” is no number. Examples: 640 KiB, 262.5 MHz, 1.5e-3").arg(m_value->text()));
        m_value->setText(exactText(m_number.value, shownUnit(m_unit)));
        return;
    }
    if (*value != m_number.value)
        send(*value);
}

void NumberRow::typeSource()
{
    const std::string source = m_source->text().trimmed().toStdString();
    if (source == m_number.source)
        return;
    m_number.source = source;
    Q_EMIT changed(m_place, m_number);
}

/// A number that was changed is no longer what its source said: it is assumed until the user says whence it comes.
void NumberRow::send(double value)
{
    if (value == m_number.value)
        return;
    if (m_number.kind != SourceKind::assumed) {
        m_number.source = "changed here; was " + exactQuantity(m_number.value, m_unit) + " ("
                          + std::string(toString(m_number.kind)) + ": " + m_number.source + ")";
        m_number.kind = SourceKind::assumed;
    }
    m_number.value = value;
    m_number.interval.reset();
    Q_EMIT changed(m_place, m_number);
}

} // namespace tenbin
