// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/text.h"

#include <cmath>

#include <QCoreApplication>
#include <QLocale>

namespace tenbin {

namespace {

/// The engine writes a point; people read their system's decimal sign.
QString localised(const std::string& number)
{
    return QString::fromStdString(number).replace(QLatin1Char('.'), QLocale::system().decimalPoint());
}

std::string argumentText(const Argument& argument)
{
    struct Formatter {
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(std::int64_t number) const { return QLocale::system().toString(qlonglong(number)).toStdString(); }
        std::string operator()(double number) const { return QLocale::system().toString(number, 'g', 3).toStdString(); }
        std::string operator()(Bytes bytes) const { return bytesText(bytes).toStdString(); }
        std::string operator()(Seconds seconds) const { return secondsText(seconds).toStdString(); }
        std::string operator()(Joules joules) const { return joulesText(joules).toStdString(); }
    };
    return std::visit(Formatter{}, argument);
}

} // namespace

Wording wording()
{
    Wording result;
    result.translate = [](std::string_view english) {
        return QCoreApplication::translate("Words", std::string(english).c_str()).toStdString();
    };
    result.format = argumentText;
    return result;
}

QString placeText(const ErrorLocation& where) { return QString::fromStdString(place(where, wording())); }
QString groupText(std::string_view group) { return QString::fromStdString(groupName(group, wording())); }
QString optionText(std::string_view key) { return QString::fromStdString(optionLabel(key, wording())); }

QString bytesText(Bytes bytes) { return localised(humanBytes(bytes)); }
QString secondsText(Seconds seconds) { return localised(humanSeconds(seconds)); }
QString joulesText(Joules joules) { return localised(humanJoules(joules)); }
QString countText(double count) { return localised(humanCount(count)); }
QString fpsText(double framesPerSecond) { return localised(humanFps(framesPerSecond)); }

QString unknownText() { return QStringLiteral("\u2014"); }

template <class Q>
QString intervalText(const Figure<Q>& figure)
{
    if (figure.isBound || !figure.high || figure.value.count() <= 0.0)
        return {};
    const double percent = (*figure.high / figure.value - 1.0) * 100.0;
    return QStringLiteral("±%1\u2009%").arg(QLocale::system().toString(std::round(percent), 'f', 0));
}
template QString intervalText(const Figure<Seconds>&);
template QString intervalText(const Figure<Joules>&);

} // namespace tenbin
