// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "engine/core/error.h"
#include "engine/study/study_file.h"

namespace tenbin {

/// Copies every study of a kind from one file to another, so that a project that gets its first name keeps what its
/// pages list. Takes as long as reading all points does: for a thread beside the window. Nothing where all went well,
/// or where there is no file to copy from.
std::optional<Error> takeStudiesAlong(const std::filesystem::path& from, const std::filesystem::path& to,
                                      StudyKind kind);

} // namespace tenbin
