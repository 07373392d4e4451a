// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tenbin {

/// A field of a table that a spreadsheet may open (RFC 4180): quoted where it holds a quote, a line end or the
/// separator. Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage return and is
/// neither a number nor a percentage) gets an apostrophe in front, which makes it text there. Names of layers, models
/// and studies come from files of strangers.
std::string csvField(std::string_view text, char separator = ',');

/// What a field was before csvField() put an apostrophe in front; any other field as it is.
std::string_view withoutFormulaGuard(std::string_view field);

} // namespace tenbin
