// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/study/database.h"

namespace tenbin {

/// The one door to files of studies and projects. Whatever is behind it has our schema and nothing else, pages in
/// order, and ranges that claim the points that are there; a file that is refused was not changed, not even by a
/// journal beside it.

/// How thoroughly the door looks.
enum class StudyLook : std::uint8_t {
    schema,  ///< who made it and its schema: enough to read a line
    content, ///< also every page, and that ranges and points agree
};

/// Opens or creates a file for reading and writing and brings it to the newest version. One that is there and cannot
/// be written (file, folder, medium, disk full) is opened for reading: Database::readOnly().
/// Errors: fileUnreadable, fileUnwritable, studyBusy, studyForeign, studyCorrupt, studyFromFuture.
Result<Database> openStudyDatabase(const std::filesystem::path& file,
                                   std::chrono::milliseconds patience = Database::kPatience);

/// Opens a file that is there for reading, without changing it or its folder where nobody writes to it. An older
/// version is brought to the newest one in memory. Errors: as above, and fileNotFound.
Result<Database> openStudyForReading(const std::filesystem::path& file, StudyLook look = StudyLook::content,
                                     std::chrono::milliseconds patience = Database::kPatience);

/// Whether SQLite's journals and our locks find room for their names beside a file of this name.
/// Error: fileUnwritable.
Result<void> checkStudyName(const std::filesystem::path& file);

} // namespace tenbin
