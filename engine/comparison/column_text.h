// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/comparison/comparison_question.h"
#include "engine/targets/target_file.h"

namespace tenbin {

/// "MODEL@TARGET" or "MODEL@TARGET:key=value;key=value", as the command line takes columns. Errors:
/// questionValue (no '@'), targetUnknown, optionUnknown, optionValue.
Result<ComparisonColumn> columnFromText(const std::string& text, const TargetLibrary& library);

/// The column so written; empty where it says more than that (a caption, an accuracy, a key with the marks above).
std::string columnText(const ComparisonColumn& column, const TargetLibrary& library);

} // namespace tenbin
