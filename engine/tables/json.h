// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "engine/tables/table.h"

namespace tenbin {

/// {"key": …, "caption": …, "columns": [{"key": …, "title": …, "unit": …}], "rows": [{KEY: cell}]}: a text, or of a
/// column of numbers {"value": …, "text": …, "low": …, "high": …, "best": true}, where low and high are known.
nlohmann::ordered_json toJson(const Table& table);

/// What is not known is null.
template <class T>
nlohmann::ordered_json orNull(const std::optional<T>& value)
{
    if (!value)
        return nullptr;
    return *value;
}

} // namespace tenbin
