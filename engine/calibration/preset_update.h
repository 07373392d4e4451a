// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/calibration/calibration.h"
#include "engine/core/result.h"

namespace tenbin {

/// Puts what was found into the preset files below `presets`: numbers with their intervals, those that follow them, and
/// ranges, each with a source that names the fit. Comments and everything else stay as they are; a file in which
/// everything agrees is not touched. Returns the files that were changed. Errors: those of reading, editing (preset_edit.h)
/// and replacing a file.
Result<std::vector<std::filesystem::path>> writeFound(const CalibrationReport& report,
                                                      const std::filesystem::path& presets);

} // namespace tenbin
