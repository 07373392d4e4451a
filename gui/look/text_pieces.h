// SPDX-License-Identifier: GPL-3.0-or-later
// What texts of the window are put together from.
#pragma once

#include <optional>
#include <utility>

#include <QString>
#include <QVariant>

#include "gui/look/text.h"

namespace tenbin {

/// `text`, or `otherwise` where it is empty.
QString textOr(const QString& text, const QString& otherwise);
/// Both with `between`, or the one that is not empty.
QString joined(const QString& first, const QString& between, const QString& second);
/// `text` where `shown`, else nothing.
QString textIf(bool shown, const QString& text);
/// "4.3 %", "74 %": a difference where tenths of a percent say little.
QString roughPercentText(double share);
/// "…" of what is being computed.
QString pendingText();

/// A known value as `format` writes it; nothing for an unknown one.
template <class T, class Format>
QString textOf(const std::optional<T>& value, const Format& format)
{
    if (!value)
        return {};
    return format(*value);
}

/// A known value as `format` writes it; what stands for unknown numbers for an unknown one.
template <class T, class Format>
QString textOrUnknown(const std::optional<T>& value, const Format& format)
{
    if (!value)
        return unknownText();
    return format(*value);
}

/// The raw value of a cell, in base units: invalid where it is unknown.
template <class T>
QVariant rawOrInvalid(const std::optional<T>& value)
{
    if (!value)
        return {};
    if constexpr (requires { value->count(); })
        return QVariant(value->count());
    else
        return QVariant(*value);
}

} // namespace tenbin
