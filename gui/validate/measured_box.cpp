// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/measured_box.h"

#include <utility>

namespace tenbin {

namespace {

constexpr int kDigits = 12;

} // namespace

MeasuredBox::MeasuredBox(QWidget* parent) : QDoubleSpinBox(parent)
{
    setDecimals(6);
    setRange(0.0, 1e9);
}

/// The number as this system writes it, without the unit.
QString MeasuredBox::plain(const QString& text) const
{
    QString number = text;
    if (number.endsWith(suffix()))
        number.chop(suffix().size());
    number = number.trimmed();
    const QString point = locale().decimalPoint();
    return number.replace(u'.', point).replace(u',', point);
}

QString MeasuredBox::textFromValue(double value) const
{
    return locale().toString(value, 'g', kDigits).remove(locale().groupSeparator());
}

double MeasuredBox::valueFromText(const QString& text) const { return locale().toDouble(plain(text)); }

QValidator::State MeasuredBox::validate(QString& text, int& /*pos*/) const
{
    const QString number = plain(text);
    if (number.isEmpty())
        return QValidator::Intermediate;
    const QString point = locale().decimalPoint();
    QString digits = number;
    digits.remove(point);
    for (const QChar c : std::as_const(digits))
        if (!c.isDigit())
            return QValidator::Invalid;
    if (number.count(point) > 1)
        return QValidator::Invalid;
    if (number == point)
        return QValidator::Intermediate;
    return locale().toDouble(number) <= maximum() ? QValidator::Acceptable : QValidator::Invalid;
}

} // namespace tenbin
