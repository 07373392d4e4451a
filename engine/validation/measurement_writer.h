// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>

#include "engine/core/result.h"
#include "engine/validation/measurement.h"

namespace tenbin {

/// A table of measurements as readMeasurements() reads it, header included.
std::string toCsv(std::span<const Measurement> rows);

/// Adds a row to a table of the user's, which is made where it is missing, folders too.
/// The old table stays until the new one is whole on disk.
/// Errors: those of readMeasurements() on the present table; fileUnwritable.
Result<void> appendMeasurement(const std::filesystem::path& file, const Measurement& row);

} // namespace tenbin
