// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/axis_text.h"

#include <QRegularExpression>
#include <QStringList>

namespace tenbin {

namespace {

constexpr int kMostValues = 1'000'000;
const QString kLogarithmic = QStringLiteral("log");

/// "200M" is 200e6. The decimal sign is a point, as in files.
std::optional<double> number(QString text)
{
    text = text.trimmed();
    double factor = 1.0;
    if (text.endsWith(u'k'))
        factor = 1e3;
    else if (text.endsWith(u'M'))
        factor = 1e6;
    else if (text.endsWith(u'G'))
        factor = 1e9;
    if (factor > 1.0)
        text.chop(1);
    bool good = false;
    const double value = text.toDouble(&good);
    if (!good)
        return std::nullopt;
    return value * factor;
}

/// With a point in every locale: in this field a comma parts two values.
QString shortNumber(double value)
{
    for (const auto& [factor, letter] : {std::pair(1e9, 'G'), std::pair(1e6, 'M')})
        if (value >= factor)
            return QString::number(value / factor, 'g', 12) + QLatin1Char(letter);
    return QString::number(value, 'g', 12);
}

} // namespace

std::optional<QuestionAxis> axisFromText(const std::string& key, const QString& text)
{
    QuestionAxis axis{.key = key};
    static const QRegularExpression range(
        QStringLiteral("^\\s*(\\S+)\\s*(?:\\.\\.|…|–)\\s*(\\S+)\\s+(x|×|log)\\s*(\\d+)\\s*$"));
    if (const auto match = range.match(text); match.hasMatch()) {
        const auto from = number(match.captured(1));
        const auto to = number(match.captured(2));
        axis.kind = QuestionAxis::Kind::range;
        if (match.captured(3) == kLogarithmic)
            axis.kind = QuestionAxis::Kind::logRange;
        axis.count = match.captured(4).toInt();
        if (!from || !to || axis.count < 1 || axis.count > kMostValues
            || (axis.kind == QuestionAxis::Kind::logRange && (*from <= 0.0 || *to <= 0.0)))
            return std::nullopt;
        axis.from = *from;
        axis.to = *to;
        return axis;
    }
    for (const QString& item : text.split(u',', Qt::SkipEmptyParts)) {
        const QString word = item.trimmed();
        if (word.isEmpty() || word.contains(QStringLiteral("..")))
            return std::nullopt;
        if (const auto value = number(word))
            axis.list.emplace_back(*value);
        else
            axis.list.emplace_back(word.toStdString());
    }
    if (axis.list.empty())
        return std::nullopt;
    return axis;
}

QString axisText(const QuestionAxis& axis)
{
    const auto range = [&axis](const QString& steps) {
        return QStringLiteral("%1 .. %2 %3 %4")
            .arg(shortNumber(axis.from), shortNumber(axis.to), steps)
            .arg(axis.count);
    };
    switch (axis.kind) {
    case QuestionAxis::Kind::range:
        return range(QStringLiteral("x"));
    case QuestionAxis::Kind::logRange:
        return range(kLogarithmic);
    case QuestionAxis::Kind::list:
        break;
    }
    QStringList words;
    for (const OptionValue& value : axis.list) {
        if (const auto* real = std::get_if<double>(&value))
            words << shortNumber(*real);
        else
            words << QString::fromStdString(std::get<std::string>(value));
    }
    return words.join(QStringLiteral(", "));
}

} // namespace tenbin
