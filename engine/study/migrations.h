// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "engine/study/database.h"

namespace tenbin {

/// Marks a file as a study in SQLite's header ("TENB").
inline constexpr std::int64_t kStudyApplicationId = 0x54454e42;

/// Step i leads from version i to i + 1. Old steps never change: files of every version exist.
std::span<const std::string_view> studyMigrations();

/// Looks at a file without writing to it. Errors: studyForeign, studyCorrupt, studyFromFuture.
Result<void> checkStudy(const std::filesystem::path& file);

/// Brings an open database to the newest version, in one transaction; an empty one becomes a study.
/// Errors: studyForeign, studyCorrupt, studyFromFuture, fileUnwritable.
Result<void> migrateStudy(Database& database);

} // namespace tenbin
