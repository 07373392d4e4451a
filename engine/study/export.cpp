// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/export.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/csv_field.h"
#include "engine/core/file.h"
#include "engine/graph/import_note.h"

namespace tenbin {

namespace {

constexpr std::array<const char*, kFigureKinds> kColumns{
    "latency_s", "fps", "energy_j", "peak_activation_bytes", "weight_bytes", "accuracy", "price_usd"};

std::string_view verdictName(VerdictKind verdict)
{
    switch (verdict) {
    case VerdictKind::fits:
        return "fits";
    case VerdictKind::unknown:
        return "unknown";
    case VerdictKind::fitsWithChanges:
    case VerdictKind::doesNotFit:
        break;
    }
    return "does_not_fit";
}

std::string number(double value) { return std::isnan(value) ? std::string() : fmt::format("{}", value); }

bool anyRemarks(const SpaceLayout& layout)
{
    return std::any_of(layout.networks.begin(), layout.networks.end(),
                       [](const SpaceNetwork& network) { return !network.remarks.empty(); });
}

/// "loop_once: operator 3; batch_taken_as_one: x".
std::string remarksText(const SpaceNetwork& network)
{
    std::string text;
    for (const ImportRemark& remark : network.remarks)
        text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", noteName(remark.note), remark.argument);
    return text;
}

/// What importers had to assume, by network.
nlohmann::ordered_json remarksJson(const SpaceLayout& layout)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const SpaceNetwork& network : layout.networks)
        for (const ImportRemark& remark : network.remarks)
            json[network.spec].push_back({{"note", noteName(remark.note)}, {"argument", remark.argument}});
    return json;
}

} // namespace

void writePointsCsv(std::ostream& out, const StudyContent& content, std::span<const std::uint32_t> rows)
{
    const std::vector<std::string> keys = content.layout.keys();
    std::string text = "point,network,target";
    for (const std::string& key : keys)
        text += ',' + csvField(key);
    text += ",verdict";
    for (const char* column : kColumns)
        text += fmt::format(",{}", column);
    const bool remarks = anyRemarks(content.layout);
    if (remarks)
        text += ",remarks";
    out << text << '\n';
    for (const std::uint32_t row : rows) {
        const std::uint64_t point = content.points.index[row];
        const SpaceBlock& block = content.layout.blockOf(point);
        const Configuration configuration = content.layout.configuration(point);
        text = fmt::format("{},{},{}", point, csvField(content.layout.networks[block.network].spec),
                           csvField(content.layout.targets[block.target].id));
        for (const std::string& key : keys) {
            const auto value = configuration.values.find(key);
            text += ',' + (value == configuration.values.end() ? std::string() : csvField(toString(value->second)));
        }
        text += fmt::format(",{}", verdictName(content.points.verdict[row]));
        for (const FigureKind kind : kAllFigures)
            text += ',' + number(content.points.column(kind)[row]);
        if (remarks)
            text += ',' + csvField(remarksText(content.layout.networks[block.network]));
        out << text << '\n';
    }
}

void writePointsJson(std::ostream& out, const StudyContent& content, std::span<const std::uint32_t> rows)
{
    using Json = nlohmann::ordered_json;
    const auto quoted = [](const std::string& text) { return Json(text).dump(); };
    out << fmt::format("{{\"study\": {}, \"engine\": {}, \"space\": \"{:016x}\", ", quoted(content.info.name),
                       quoted(content.info.engine), content.info.spaceHash);
    if (anyRemarks(content.layout))
        out << fmt::format("\"remarks\": {}, ",
                           remarksJson(content.layout).dump(-1, ' ', false, Json::error_handler_t::replace));
    out << "\"points\": [";
    bool first = true;
    for (const std::uint32_t row : rows) {
        const std::uint64_t point = content.points.index[row];
        const SpaceBlock& block = content.layout.blockOf(point);
        Json json{{"point", point},
                  {"network", content.layout.networks[block.network].spec},
                  {"target", content.layout.targets[block.target].id},
                  {"configuration", Json::object()},
                  {"verdict", verdictName(content.points.verdict[row])}};
        for (const auto& [key, value] : content.layout.configuration(point).values) {
            const auto* word = std::get_if<std::string>(&value);
            json["configuration"][key] = word ? Json(*word) : Json(std::get<double>(value));
        }
        for (std::size_t k = 0; k < kColumns.size(); ++k) {
            const double value = content.points.column(kAllFigures[k])[row];
            json[kColumns[k]] = std::isnan(value) ? Json() : Json(value);
        }
        out << (first ? "\n" : ",\n") << json.dump();
        first = false;
    }
    out << "\n]}\n";
}

Result<void> savePoints(const std::filesystem::path& file, const StudyContent& content,
                        std::span<const std::uint32_t> rows)
{
    auto replacement = FileReplacement::begin(file);
    if (!replacement)
        return tl::make_unexpected(replacement.error());
    errno = 0;
    std::ofstream out(replacement->beside(), std::ios::binary);
    if (file.extension() == ".json")
        writePointsJson(out, content, rows);
    else
        writePointsCsv(out, content, rows);
    out.close();
    if (!out)
        return unwritableFile(file, errno);
    return replacement->commit();
}

} // namespace tenbin
