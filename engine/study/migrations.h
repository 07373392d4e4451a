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
Result<void> checkStudy(const std::filesystem::path& file, Database::Mode mode = Database::Mode::readOnly,
                        std::chrono::milliseconds patience = Database::kPatience);

/// Brings an open database to the newest version, in one transaction; an empty one becomes a study.
/// Errors: studyForeign, studyCorrupt, studyFromFuture, fileUnwritable.
Result<void> migrateStudy(Database& database);

/// Opens or creates a file for reading and writing and brings it to the newest version. A file that is damaged,
/// foreign or newer is left untouched. Errors: the above and fileUnreadable.
Result<Database> openStudyDatabase(const std::filesystem::path& file,
                                   std::chrono::milliseconds patience = Database::kPatience);

} // namespace tenbin
