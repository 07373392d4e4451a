// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenbin {

struct ParameterSpec;

/// Unit of a number by its key's ending where the schema leaves it to the key ("by key"): "B", "B/s", "J/B" …
std::string_view unitOfKey(const ParameterSpec* spec, std::string_view key);

/// "520 KiB", "1.5 MiB", "400 MHz", "2e6", "3 pJ", "12 %" -> number in the unit's base; nothing if it is none.
/// A point is the decimal sign.
std::optional<double> parseQuantity(std::string_view text, std::string_view unit);
/// The shortest text with prefix and unit that parseQuantity() reads as exactly this number: "262.5 MHz".
std::string exactQuantity(double value, std::string_view unit);

} // namespace tenbin
