// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "engine/estimate/estimate.h"
#include "engine/targets/target.h"
#include "engine/words/words.h"

namespace tenbin {

/// The engine's codes in the window's language, numbers in the system's format.
Wording wording();

template <class Code>
QString sentenceText(const Code& code)
{
    return QString::fromStdString(sentence(code, wording()));
}
template <class Code>
QString wordText(Code code)
{
    return QString::fromStdString(word(code, wording()));
}
QString placeText(const ErrorLocation& where);
QString groupText(std::string_view group);
QString optionText(std::string_view key);
/// As its target calls it.
QString optionText(const OptionSpec& option);

/// Three significant digits, prefix, thin space, unit: "1.37 MiB", "4.64 ms", "301 M".
QString bytesText(Bytes bytes);
QString secondsText(Seconds seconds);
QString joulesText(Joules joules);
QString countText(double count);
QString fpsText(double framesPerSecond);

/// Numbers as people of this system write them. Nothing else in the window formats a number (tests/structure).
QString numberText(double value, int decimals);
/// Three significant digits.
QString roughText(double value);
QString wholeText(std::int64_t count);
/// For a field that is edited, and back; nothing where the text is no number.
QString fieldText(double value);
std::optional<double> numberFrom(const QString& text);
/// "12.3 %" of a share from 0 to 1.
QString percentText(double share, int decimals = 1);
/// "+12.3 %" or "−4.0 %" of a relative change.
QString changeText(double relative, int decimals = 1);

/// A number with its unit as presets spell it ("Hz", "B", "s", "J", "W", "V", "1"):
/// prefixes where the unit takes them, "534 MHz".
QString quantityText(double value, std::string_view unit);
/// Every digit of it, "262.5 MHz", for a field that is edited; and back, nothing if it is no number.
QString exactText(double value, std::string_view unit);
std::optional<double> typedQuantity(const QString& text, std::string_view unit);
/// Unit of a numeric parameter, as the target's architecture declares it; empty if it does not.
std::string_view unitOf(const Target& target, std::string_view key);
/// What an option stands at: the choice's label, "on", or the number with its unit.
QString optionValueText(const Target& target, const OptionSpec& option, const Configuration& configuration);

/// What stands where a number is unknown.
QString unknownText();

/// "±8 %" for an interval that is symmetric on a logarithmic axis; "≥" or "≤" cases
/// are the caller's (Figure::isBound). Empty if there is no interval.
template <class Q>
QString intervalText(const Figure<Q>& figure);
extern template QString intervalText(const Figure<Seconds>&);
extern template QString intervalText(const Figure<Joules>&);

} // namespace tenbin
