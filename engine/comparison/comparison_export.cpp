// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/comparison_export.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/hash.h"
#include "engine/tables/json.h"
#include "engine/words/codes.h"
#include "engine/words/words.h"

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

bool anyRemarks(const Comparison& comparison)
{
    return std::any_of(comparison.columns.begin(), comparison.columns.end(),
                       [](const ComparedColumn& column) { return !column.remarks().empty(); });
}

/// What importers had to assume.
std::string remarksOf(const ComparedColumn& column)
{
    std::string text;
    for (const ImportRemark& remark : column.remarks()) {
        if (!text.empty())
            text += ' ';
        text += sentence(remark);
    }
    return text;
}

TableCell cellOf(const ComparedRow& row, const ComparedCell& cell)
{
    if (cell.verdict)
        return {.text = std::string(codeName(*cell.verdict))};
    if (row.figure == ComparedFigure::package)
        return {.text = cell.text};
    return valueCell(cell.value);
}

void addRow(Table& table, std::string label, const ComparedRow& row, std::optional<double> ComparedCell::*part)
{
    std::vector<TableCell> cells{{.text = std::move(label)}};
    for (const ComparedCell& cell : row.cells)
        cells.push_back(valueCell(cell.*part));
    table.rows.push_back(std::move(cells));
}

/// The values of a figure, then its interval and differences where there are any.
void addRows(Table& table, const ComparedRow& row)
{
    const std::string name(toString(row.figure));
    std::string title = name;
    if (const std::string_view unit = unitOf(row.figure); !unit.empty() && unit != "1")
        title += fmt::format(" [{}]", unit);
    std::vector<TableCell> cells{{.text = title}};
    for (const ComparedCell& cell : row.cells)
        cells.push_back(cellOf(row, cell));
    table.rows.push_back(std::move(cells));
    const auto any = [&](std::optional<double> ComparedCell::*part) {
        return std::any_of(row.cells.begin(), row.cells.end(),
                           [&](const ComparedCell& c) { return (c.*part).has_value(); });
    };
    if (any(&ComparedCell::low)) {
        addRow(table, name + " low", row, &ComparedCell::low);
        addRow(table, name + " high", row, &ComparedCell::high);
    }
    if (any(&ComparedCell::difference))
        addRow(table, name + " difference", row, &ComparedCell::difference);
}

/// Of a bound.
const char* boundName(const ComparedCell& cell)
{
    if (cell.atLeast)
        return "at_least";
    return "at_most";
}

/// Of a mark.
const char* bestName(BestMark best)
{
    if (best == BestMark::clear)
        return "clear";
    return "nominal";
}

Json jsonOf(const ComparedCell& cell)
{
    Json json = {{"value", orNull(cell.value)}};
    if (cell.verdict)
        json = {{"value", codeName(*cell.verdict)}, {"fits_probability", orNull(cell.fitsProbability)}};
    if (cell.low || cell.high)
        json.update({{"low", orNull(cell.low)}, {"high", orNull(cell.high)}});
    if (cell.isBound())
        json["bound"] = boundName(cell);
    if (cell.difference)
        json["difference"] = *cell.difference;
    if (cell.best != BestMark::none)
        json["best"] = bestName(cell.best);
    if (!cell.text.empty())
        json["text"] = cell.text;
    if (!cell.source.empty())
        json["source"] = cell.source;
    for (const CellMeasurement& measured : cell.measured)
        json["measured"].push_back({{"value", measured.value}, {"error", measured.error}, {"source", measured.source}});
    return json;
}

Json jsonOf(const ComparedColumn& column)
{
    Json configuration = Json::object();
    for (const auto& [key, value] : column.asked.configuration.values)
        configuration[key] = std::visit([](const auto& v) { return Json(v); }, value);
    Json json = {{"title", column.title()},
                 {"network", column.asked.network},
                 {"target", column.asked.target},
                 {"configuration", configuration}};
    if (column.error)
        json["error"] = codeName(column.error->code);
    if (column.estimate) {
        json["network_hash"] = toHex(column.estimate->graphHash);
        json["target_hash"] = toHex(column.estimate->targetHash);
    }
    for (const ImportRemark& remark : column.remarks())
        json["remarks"].push_back(sentence(remark));
    return json;
}

/// Index, operator, name, latency and energy of one side of a pair.
void addSide(std::vector<TableCell>& cells, const std::optional<LayerRow>& side)
{
    constexpr std::size_t kFields = 5;
    if (!side) {
        cells.resize(cells.size() + kFields);
        return;
    }
    cells.push_back({.text = std::to_string(side->index)});
    cells.push_back({.text = side->kind});
    cells.push_back({.text = side->name});
    cells.push_back(valueCell(side->latency));
    cells.push_back(valueCell(side->energy));
}

} // namespace

Table figureTable(const Comparison& comparison)
{
    Table table;
    table.columns.push_back(textColumn("figure"));
    for (const ComparedColumn& column : comparison.columns)
        table.columns.push_back(textColumn(column.title()));
    for (const ComparedRow& row : comparison.rows)
        addRows(table, row);
    if (!anyRemarks(comparison))
        return table;
    std::vector<std::string> remarks{"remarks"};
    for (const ComparedColumn& column : comparison.columns)
        remarks.push_back(remarksOf(column));
    table.addTexts(std::move(remarks));
    return table;
}

Table pairTable(const LayerComparison& layers)
{
    Table table;
    for (const char* side : {"left", "right"})
        for (const char* what : {"index", "operator", "name", "latency [s]", "energy [J]"})
            table.columns.push_back(textColumn(fmt::format("{} {}", side, what)));
    for (const char* what : {"latency difference", "energy difference", "latency gain [s]"})
        table.columns.push_back(textColumn(what));
    for (const LayerPair& pair : layers.pairs) {
        std::vector<TableCell> cells;
        addSide(cells, pair.left);
        addSide(cells, pair.right);
        cells.push_back(valueCell(pair.latencyDifference));
        cells.push_back(valueCell(pair.energyDifference));
        cells.push_back(valueCell(pair.latencyGain));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

std::string toJson(const Comparison& comparison)
{
    Json json = {{"name", comparison.name}, {"reference", orNull(comparison.reference)}};
    json["columns"] = Json::array();
    for (const ComparedColumn& column : comparison.columns)
        json["columns"].push_back(jsonOf(column));
    json["rows"] = Json::array();
    for (const ComparedRow& row : comparison.rows) {
        Json cells = Json::array();
        for (const ComparedCell& cell : row.cells)
            cells.push_back(jsonOf(cell));
        json["rows"].push_back(
            {{"figure", toString(row.figure)}, {"unit", unitOf(row.figure)}, {"cells", std::move(cells)}});
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace tenbin
