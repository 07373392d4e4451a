// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/result.h"
#include "engine/study/database.h"

namespace tenbin {

/// Whether a database holds exactly the tables and indices that the migrations to its version make, and SQLite's own
/// statistics; a new one nothing at all. Anything else (triggers, views, virtual tables, generated columns, checks,
/// further indices) is SQL of a stranger that would run with our statements: it is refused by name before any of them.
/// Reads nothing but the schema, and that within a budget of steps.
/// Errors: studyForeign, studyFromFuture, studyCorrupt (path, what is unexpected), studyBusy.
Result<void> checkSchema(Database& database);

} // namespace tenbin
