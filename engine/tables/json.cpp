// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/json.h"

#include <nlohmann/json.hpp>

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

Json cellOf(const TableCell& cell, const TableColumn& column)
{
    if (!column.number)
        return cell.text;
    Json json = {{"value", orNull(cell.value)}, {"text", cell.text}};
    if (cell.low || cell.high)
        json.update({{"low", orNull(cell.low)}, {"high", orNull(cell.high)}});
    if (cell.best)
        json["best"] = true;
    return json;
}

} // namespace

Json toJson(const Table& table)
{
    Json columns = Json::array();
    Json rows = Json::array();
    for (const TableColumn& column : table.columns)
        columns.push_back({{"key", column.key}, {"title", column.title}, {"unit", column.unit}});
    for (const auto& row : table.rows) {
        Json cells = Json::object();
        for (std::size_t i = 0; i < row.size(); ++i)
            cells[table.columns[i].key] = cellOf(row[i], table.columns[i]);
        rows.push_back(std::move(cells));
    }
    return {{"key", table.key}, {"caption", table.caption}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

} // namespace tenbin
