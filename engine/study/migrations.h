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

/// Version of an open database; 0 where it is empty. Errors: studyForeign, studyFromFuture, studyCorrupt, studyBusy.
Result<std::int64_t> studyVersion(Database& database);
std::int64_t newestStudyVersion();

/// Brings an open database to the newest version, in one transaction; an empty one becomes a study.
/// Errors: studyForeign, studyCorrupt, studyFromFuture, fileUnwritable.
Result<void> migrateStudy(Database& database);

} // namespace tenbin
