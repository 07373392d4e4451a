// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/targets/target_file.h"
#include "engine/validation/left_out_summary.h"
#include "engine/validation/validation.h"

namespace tenbin {

/// docs/VALIDATION.md: errors and coverage with whole networks left out by family and metric, those of the fit beside
/// them, what each preset's ranges rest on, the worst rows and the rows that were not scored. Equal input gives equal
/// bytes.
std::string toMarkdown(const ValidationReport& report, const LeftOutSummaries& leftOut, const TargetLibrary& targets);

} // namespace tenbin
