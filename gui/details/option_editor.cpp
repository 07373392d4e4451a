// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/option_editor.h"

#include <algorithm>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <fmt/format.h>

#include "engine/targets/settings.h"
#include "gui/app/undo_merge.h"
#include "gui/look/choice_text.h"
#include "gui/look/lookup.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr int kSliderSteps = 200;

std::string idOf(const OptionSpec& option, const Configuration& configuration)
{
    return toString(valueOr(configuration.values, option.key, option.defaultValue));
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

/// What the widgets of all editors have in common.
void prepare(QWidget* widget, const OptionSpec& option, const char* prefix)
{
    widget->setObjectName(QLatin1String(prefix) + QString::fromStdString(option.key));
    widget->setAccessibleName(optionText(option));
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(new WheelGuard(widget));
}

QHBoxLayout* barOf(QWidget* editor)
{
    auto* bar = new QHBoxLayout(editor);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(4);
    return bar;
}

/// "262.5 MHz" and "400 MHz": no digits that say nothing.
class ShortSpinBox : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    QString textFromValue(double value) const override
    {
        QString text = locale().toString(value, 'f', decimals());
        const QString point = locale().decimalPoint();
        if (text.contains(point))
            while (text.endsWith(locale().zeroDigit()))
                text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
        return text.remove(locale().groupSeparator());
    }
};

/// Says with "…" that a choice is longer than the box; the tooltip has all of it.
class ElidingBox : public QComboBox {
protected:
    void paintEvent(QPaintEvent*) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
        option.currentText = option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, field.width() - kFrame);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }

private:
    static constexpr int kFrame = 4; // what the label leaves free at both ends
};

class ChoiceEditor : public OptionEditor {
public:
    explicit ChoiceEditor(const OptionSpec& option) : m_option(option), m_box(new ElidingBox)
    {
        prepare(m_box, option, "option_");
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_box->setMinimumContentsLength(5);
        for (const OptionChoice& choice : option.choices) {
            const QString text = choiceText(choice);
            m_box->addItem(text, QString::fromStdString(choice.id));
            m_box->setItemData(m_box->count() - 1, text, Qt::ToolTipRole);
        }
        barOf(this)->addWidget(m_box);
        setFocusProxy(m_box);
        connect(m_box, &QComboBox::activated, this, [this] { Q_EMIT chosen(m_box->currentData().toString()); });
    }
    void showValue(const Configuration& configuration) override
    {
        m_box->setCurrentIndex(m_box->findData(QString::fromStdString(idOf(m_option, configuration))));
        m_box->setToolTip(m_box->currentText());
    }

private:
    const OptionSpec& m_option;
    QComboBox* m_box;
};

class FlagEditor : public OptionEditor {
public:
    explicit FlagEditor(const OptionSpec& option) : m_option(option), m_box(new QCheckBox)
    {
        prepare(m_box, option, "option_");
        barOf(this)->addWidget(m_box);
        setFocusProxy(m_box);
        connect(m_box, &QCheckBox::clicked, this, [this](bool on) {
            if (on)
                Q_EMIT chosen(QStringLiteral("on"));
            else
                Q_EMIT chosen(QStringLiteral("off"));
        });
    }
    void showValue(const Configuration& configuration) override
    {
        m_box->setChecked(idOf(m_option, configuration) == "on");
    }

private:
    const OptionSpec& m_option;
    QCheckBox* m_box;
};

/// How finely one sets a number whose range is `span` wide.
struct Steps {
    int decimals;
    double single;
};
Steps stepsOf(double span)
{
    if (span > 100.0)
        return {1, 10.0};
    if (span > 50.0)
        return {1, 1.0};
    if (span > 3.0)
        return {2, 1.0};
    return {3, 0.05};
}

/// The number as a person of the field writes it: clocks in MHz, bytes in KiB, the rest as it is.
class NumberEditor : public OptionEditor {
public:
    NumberEditor(const Target& target, const OptionSpec& option)
        : m_target(target), m_option(option), m_slider(new QSlider(Qt::Horizontal)), m_box(new ShortSpinBox)
    {
        const std::string_view unit = unitOf(target, option.key);
        if (unit == "Hz" && option.highest >= 1e6)
            m_factor = 1e6;
        else if (unit == "B" && option.highest >= 1024.0)
            m_factor = 1024.0;
        prepare(m_box, option, "option_");
        prepare(m_slider, option, "slider_");
        setRanges(unit);
        m_slider->setMinimumWidth(24);
        auto* bar = barOf(this);
        bar->addWidget(m_slider, 1);
        bar->addWidget(m_box);
        setFocusProxy(m_box);
        UndoMerge::watch(*m_slider);
        connect(m_box, &QDoubleSpinBox::valueChanged, this, [this](double value) { choose(value); });
        connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
            const double share = static_cast<double>(step) / kSliderSteps;
            choose(m_box->minimum() + share * (m_box->maximum() - m_box->minimum()));
        });
    }
    void showValue(const Configuration& configuration) override
    {
        double value = m_option.lowest;
        if (const auto settings = Settings::resolve(m_target, configuration))
            value = settings->numberOr(m_option.key, value);
        value /= m_factor;
        const QSignalBlocker boxBlocker(m_box);
        const QSignalBlocker sliderBlocker(m_slider);
        if (std::abs(m_box->value() - value) > 0.5 * std::pow(10.0, -m_box->decimals()))
            m_box->setValue(value);
        if (!m_slider->isSliderDown())
            m_slider->setValue(static_cast<int>(
                std::lround(kSliderSteps * (value - m_box->minimum()) / (m_box->maximum() - m_box->minimum()))));
    }

private:
    void setRanges(std::string_view unit)
    {
        const double lowest = m_option.lowest / m_factor;
        const double highest = m_option.highest / m_factor;
        const double span = highest - lowest;
        const Steps steps = stepsOf(span);
        m_box->setDecimals(steps.decimals);
        m_box->setRange(lowest, highest);
        m_box->setSingleStep(steps.single);
        m_box->setKeyboardTracking(false);
        const QString name = QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
        if (m_factor == 1024.0)
            m_box->setSuffix(QChar(0x2009) + QStringLiteral("Ki") + name);
        else if (m_factor != 1.0)
            m_box->setSuffix(QChar(0x2009) + QStringLiteral("M") + name);
        else if (!unit.empty() && unit != "1")
            m_box->setSuffix(QChar(0x2009) + name);
        if (m_box->decimals() > 1) { // "0.95" between "0" and "1", by which the box measures itself
            const QString widest = numberText(highest, m_box->decimals()) + m_box->suffix();
            m_box->setMinimumWidth(
                m_box->minimumSizeHint().width() + m_box->fontMetrics().horizontalAdvance(widest)
                - m_box->fontMetrics().horizontalAdvance(m_box->textFromValue(highest) + m_box->suffix()));
        }
        m_slider->setRange(0, kSliderSteps);
        m_slider->setPageStep(kSliderSteps / 10);
        const QString range =
            tr("%1 to %2").arg(quantityText(m_option.lowest, unit), quantityText(m_option.highest, unit));
        m_box->setToolTip(range);
        m_slider->setToolTip(range);
    }
    void choose(double value)
    {
        // As many digits as the box shows, so that box, slider and card say the same.
        const double scale = std::pow(10.0, m_box->decimals());
        const double rounded = std::clamp(std::round(value * scale) / scale, m_box->minimum(), m_box->maximum());
        Q_EMIT chosen(QString::fromStdString(fmt::format("{}", rounded * m_factor)));
    }

    const Target& m_target;
    const OptionSpec& m_option;
    QSlider* m_slider;
    QDoubleSpinBox* m_box;
    double m_factor = 1.0;
};

} // namespace

OptionEditor* makeOptionEditor(const Target& target, const OptionSpec& option)
{
    switch (option.kind) {
    case OptionKind::flag:
        return new FlagEditor(option);
    case OptionKind::number:
        return new NumberEditor(target, option);
    case OptionKind::choice:
        break;
    }
    return new ChoiceEditor(option);
}

} // namespace tenbin
