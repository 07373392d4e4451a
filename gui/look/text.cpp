// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/text.h"

#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "engine/targets/placement.h"
#include "engine/targets/preset_design.h"
#include "engine/words/choice_label.h"
#include "engine/words/frame_rate.h"
#include "gui/look/figure_text.h"
#include "models/registry.h"

namespace tenbin {

namespace {

constexpr QChar kThinSpace(0x2009);

/// The engine writes a point; people read their system's decimal sign.
QString localised(const std::string& number)
{
    return QString::fromStdString(number).replace(QLatin1Char('.'), QLocale::system().decimalPoint());
}

std::string argumentText(const Argument& argument)
{
    struct Formatter {
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(std::int64_t number) const
        {
            return QLocale::system().toString(qlonglong(number)).toStdString();
        }
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
QString optionText(std::string_view key)
{
    if (const auto op = placedOperator(key))
        return QCoreApplication::translate("OptionText", "the place of layer %1").arg(*op);
    return QString::fromStdString(optionLabel(key, wording()));
}

QString optionText(const OptionSpec& option) { return QString::fromStdString(optionLabel(option, wording())); }

QString bytesText(Bytes bytes) { return localised(humanBytes(bytes)); }
QString secondsText(Seconds seconds) { return localised(humanSeconds(seconds)); }
QString joulesText(Joules joules) { return localised(humanJoules(joules)); }
QString countText(double count) { return localised(humanCount(count)); }
QString fpsText(double framesPerSecond) { return localised(humanFps(framesPerSecond)); }
QString frameRateText(double framesPerSecond, bool isBound)
{
    return localised(humanFrameRate(framesPerSecond, isBound));
}

QString numberText(double value, int decimals) { return QLocale::system().toString(value, 'f', decimals); }
QString roughText(double value) { return QLocale::system().toString(value, 'g', 3); }
QString wholeText(std::int64_t count) { return QLocale::system().toString(static_cast<qlonglong>(count)); }
QString fieldText(double value) { return QLocale::system().toString(value, 'g', 12); }

std::optional<double> numberFrom(const QString& text)
{
    bool good = false;
    const double value = QLocale::system().toDouble(text, &good);
    if (!good)
        return std::nullopt;
    return value;
}

QString percentText(double share, int decimals) { return numberText(100.0 * share, decimals) + kThinSpace + u'%'; }

QString changeText(double relative, int decimals)
{
    const QString size = percentText(std::abs(relative), decimals);
    if (relative < 0.0)
        return QStringLiteral("−") + size;
    return QStringLiteral("+") + size;
}

QString exactText(double value, std::string_view unit) { return localised(exactQuantity(value, unit)); }

QString withPoint(const QString& typed)
{
    QString plain = typed.trimmed();
    const QLocale locale = QLocale::system();
    if (locale.decimalPoint() != QStringLiteral("."))
        plain.replace(locale.decimalPoint(), QStringLiteral("."));
    else
        plain.remove(locale.groupSeparator());
    return plain;
}

std::optional<double> typedQuantity(const QString& text, std::string_view unit)
{
    return parseQuantity(withPoint(text).toStdString(), unit);
}

QString quantityText(double value, std::string_view unit)
{
    if (unit == "B")
        return bytesText(Bytes(static_cast<std::int64_t>(value)));
    if (unit == "s")
        return secondsText(Seconds(value));
    if (unit == "J")
        return joulesText(Joules(value));
    if (unit == "W") // the same prefixes as energies
        return joulesText(Joules(value)).replace(u'J', u'W');
    if (unit == "Hz" || unit == "B/s") {
        QString text = countText(value);
        if (!text.contains(kThinSpace))
            text += kThinSpace;
        return text + QString::fromUtf8(unit.data(), qsizetype(unit.size()));
    }
    const QString number = QLocale::system().toString(value, 'g', 4);
    if (unit.empty() || unit == "1")
        return number;
    return number + kThinSpace + QString::fromUtf8(unit.data(), qsizetype(unit.size()));
}

std::string_view unitOf(const Target& target, std::string_view key)
{
    const ParameterSpec* spec = nullptr;
    if (const ArchitectureSchema* schema = findSchema(target.architecture))
        spec = schema->find(key);
    if (!spec)
        spec = commonSchema().find(key);
    return unitOfKey(spec, key);
}

QString optionValueText(const Target& target, const OptionSpec& option, const Configuration& configuration)
{
    const auto chosen = configuration.values.find(option.key);
    if (option.kind == OptionKind::number) {
        if (chosen != configuration.values.end())
            if (const auto* number = std::get_if<double>(&chosen->second))
                return quantityText(*number, unitOf(target, option.key));
        if (const auto base = target.parameters.find(option.key); base != target.parameters.end())
            return quantityText(base->second.value, unitOf(target, option.key));
        return unknownText();
    }
    std::string id = option.defaultValue;
    if (chosen != configuration.values.end())
        id = toString(chosen->second);
    return QString::fromStdString(choiceLabel(option, id, wording())); // "on" and "off" too
}

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
