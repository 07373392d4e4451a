// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/tables/table.h"

namespace tenbin {

/// {"key": …, "caption": …, "columns": [{"key": …, "title": …, "unit": …}], "rows": [{KEY: cell}]}: a text, or of a
/// column of numbers {"value": …, "text": …, "low": …, "high": …, "best": true}, where low and high are known.
nlohmann::ordered_json toJson(const Table& table);

} // namespace tenbin
