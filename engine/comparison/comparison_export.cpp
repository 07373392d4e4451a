// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/comparison_export.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/csv_field.h"
#include "engine/core/hash.h"
#include "engine/words/codes.h"
#include "engine/words/words.h"

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string(); }

/// Lines of cells with one separator; what holds it, a quote or a line break is quoted.
class Lines {
public:
    explicit Lines(char separator) : m_separator(separator) {}

    void cell(std::string_view text)
    {
        if (!m_first)
            m_text += m_separator;
        m_first = false;
        m_text += csvField(text, m_separator);
    }
    void end()
    {
        m_text += m_separator == ',' ? "\r\n" : "\n";
        m_first = true;
    }
    std::string take() { return std::move(m_text); }

private:
    char m_separator;
    bool m_first = true;
    std::string m_text;
};

std::string cellText(const ComparedRow& row, const ComparedCell& cell)
{
    if (cell.verdict)
        return std::string(codeName(*cell.verdict));
    return row.figure == ComparedFigure::package ? cell.text : number(cell.value);
}

/// A last line with what importers had to assume, where they had to.
void writeRemarks(const Comparison& comparison, Lines& lines)
{
    const auto& columns = comparison.columns;
    if (std::all_of(columns.begin(), columns.end(), [](const ComparedColumn& c) { return c.remarks().empty(); }))
        return;
    lines.cell("remarks");
    for (const ComparedColumn& column : columns) {
        std::string text;
        for (const ImportRemark& remark : column.remarks()) {
            if (!text.empty())
                text += ' ';
            text += sentence(remark);
        }
        lines.cell(text);
    }
    lines.end();
}

std::string write(const Comparison& comparison, char separator)
{
    Lines lines(separator);
    lines.cell("figure");
    for (const ComparedColumn& column : comparison.columns)
        lines.cell(column.title());
    lines.end();
    const auto line = [&](const std::string& label, const ComparedRow& row, auto text) {
        lines.cell(label);
        for (const ComparedCell& cell : row.cells)
            lines.cell(text(cell));
        lines.end();
    };
    for (const ComparedRow& row : comparison.rows) {
        const std::string name(toString(row.figure));
        const std::string unit(unitOf(row.figure));
        const std::string label = unit.empty() || unit == "1" ? name : fmt::format("{} [{}]", name, unit);
        line(label, row, [&](const ComparedCell& cell) { return cellText(row, cell); });
        const auto any = [&](auto part) {
            return std::any_of(row.cells.begin(), row.cells.end(),
                               [&](const ComparedCell& c) { return (c.*part).has_value(); });
        };
        if (any(&ComparedCell::low)) {
            line(name + " low", row, [](const ComparedCell& cell) { return number(cell.low); });
            line(name + " high", row, [](const ComparedCell& cell) { return number(cell.high); });
        }
        if (any(&ComparedCell::difference))
            line(name + " difference", row, [](const ComparedCell& cell) { return number(cell.difference); });
    }
    writeRemarks(comparison, lines);
    return lines.take();
}

Json orNull(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json jsonOf(const ComparedCell& cell)
{
    Json json = {{"value", orNull(cell.value)}};
    if (cell.verdict)
        json = {{"value", codeName(*cell.verdict)}, {"fits_probability", orNull(cell.fitsProbability)}};
    if (cell.low || cell.high)
        json.update({{"low", orNull(cell.low)}, {"high", orNull(cell.high)}});
    if (cell.isBound())
        json["bound"] = cell.atLeast ? "at_least" : "at_most";
    if (cell.difference)
        json["difference"] = *cell.difference;
    if (cell.best != BestMark::none)
        json["best"] = cell.best == BestMark::clear ? "clear" : "nominal";
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

std::string write(const LayerComparison& layers, char separator)
{
    Lines lines(separator);
    for (const char* side : {"left", "right"})
        for (const char* what : {"index", "operator", "name", "latency [s]", "energy [J]"})
            lines.cell(fmt::format("{} {}", side, what));
    for (const char* what : {"latency difference", "energy difference", "latency gain [s]"})
        lines.cell(what);
    lines.end();
    for (const LayerPair& pair : layers.pairs) {
        for (const auto& side : {pair.left, pair.right}) {
            lines.cell(side ? std::to_string(side->index) : "");
            lines.cell(side ? side->kind : "");
            lines.cell(side ? side->name : "");
            lines.cell(side && side->latency ? number(side->latency->count()) : "");
            lines.cell(side && side->energy ? number(side->energy->count()) : "");
        }
        lines.cell(number(pair.latencyDifference));
        lines.cell(number(pair.energyDifference));
        lines.cell(pair.latencyGain ? number(pair.latencyGain->count()) : "");
        lines.end();
    }
    return lines.take();
}

} // namespace

std::string toCsv(const Comparison& comparison) { return write(comparison, ','); }
std::string toTsv(const Comparison& comparison) { return write(comparison, '\t'); }
std::string toCsv(const LayerComparison& layers) { return write(layers, ','); }
std::string toTsv(const LayerComparison& layers) { return write(layers, '\t'); }

std::string toJson(const Comparison& comparison)
{
    Json json = {{"name", comparison.name},
                 {"reference", comparison.reference ? Json(*comparison.reference) : Json(nullptr)}};
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
