// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/targets/target_file.h"
#include "engine/validation/validation.h"

namespace tenbin {

/// docs/VALIDATION.md: errors by family and metric, what each preset says of networks
/// left out of its fit, the worst rows and the rows that were not scored. Equal input
/// gives equal bytes.
std::string toMarkdown(const ValidationReport& report, const TargetLibrary& targets);

} // namespace tenbin
