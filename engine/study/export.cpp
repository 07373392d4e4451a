// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/export.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/file.h"
#include "engine/core/text_parts.h"
#include "engine/graph/import_note.h"
#include "engine/tables/csv.h"

namespace tenbin {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

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
        appendTo(text, fmt::format("{}: {}", noteName(remark.note), remark.argument), "; ");
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

std::vector<std::string> headings(const std::vector<std::string>& keys, bool remarks)
{
    std::vector<std::string> titles{"point", "network", "target"};
    titles.insert(titles.end(), keys.begin(), keys.end());
    titles.emplace_back("verdict");
    titles.insert(titles.end(), kColumns.begin(), kColumns.end());
    if (remarks)
        titles.emplace_back("remarks");
    return titles;
}

nlohmann::ordered_json pointJson(const StudyContent& content, std::uint32_t row)
{
    using Json = nlohmann::ordered_json;
    const std::uint64_t point = content.points.index[row];
    const SpaceBlock& block = content.layout.blockOf(point);
    Json json{{"point", point},
              {"network", content.layout.networks[block.network].spec},
              {"target", content.layout.targets[block.target].id},
              {"configuration", Json::object()},
              {"verdict", verdictName(content.points.verdict[row])}};
    for (const auto& [key, value] : content.layout.configuration(point).values)
        json["configuration"][key] = std::visit([](const auto& v) { return Json(v); }, value);
    for (std::size_t k = 0; k < kColumns.size(); ++k) {
        const double value = content.points.column(kAllFigures[k])[row];
        json[kColumns[k]] = nullptr;
        if (!std::isnan(value))
            json[kColumns[k]] = value;
    }
    return json;
}

void addPoint(RecordWriter& record, const StudyContent& content, std::uint32_t row,
              const std::vector<std::string>& keys)
{
    const std::uint64_t point = content.points.index[row];
    const SpaceBlock& block = content.layout.blockOf(point);
    const Configuration configuration = content.layout.configuration(point);
    record.text(std::to_string(point));
    record.text(content.layout.networks[block.network].spec);
    record.text(content.layout.targets[block.target].id);
    for (const std::string& key : keys) {
        const auto value = configuration.values.find(key);
        if (value == configuration.values.end())
            record.text({});
        else
            record.text(toString(value->second));
    }
    record.text(verdictName(content.points.verdict[row]));
    for (const FigureKind kind : kAllFigures)
        record.number(content.points.column(kind)[row]);
}

} // namespace

void writePointsCsv(const TextSink& out, const StudyContent& content, std::span<const std::uint32_t> rows)
{
    const std::vector<std::string> keys = content.layout.keys();
    const bool remarks = anyRemarks(content.layout);
    out(csvRecord(headings(keys, remarks), kUnixCsv));
    RecordWriter record(kUnixCsv);
    for (const std::uint32_t row : rows) {
        addPoint(record, content, row, keys);
        if (remarks) {
            const SpaceBlock& block = content.layout.blockOf(content.points.index[row]);
            record.text(remarksText(content.layout.networks[block.network]));
        }
        record.endRecord();
        if (record.size() >= kPiece)
            out(record.take());
    }
    out(record.take());
}

void writePointsJson(const TextSink& out, const StudyContent& content, std::span<const std::uint32_t> rows)
{
    using Json = nlohmann::ordered_json;
    const auto quoted = [](const std::string& text) { return Json(text).dump(); };
    std::string text = fmt::format("{{\"study\": {}, \"engine\": {}, \"space\": \"{:016x}\", ",
                                   quoted(content.info.name), quoted(content.info.engine), content.info.spaceHash);
    if (anyRemarks(content.layout))
        text += fmt::format("\"remarks\": {}, ",
                            remarksJson(content.layout).dump(-1, ' ', false, Json::error_handler_t::replace));
    text += "\"points\": [";
    const char* separator = "\n";
    for (const std::uint32_t row : rows) {
        text += separator + pointJson(content, row).dump();
        separator = ",\n";
        if (text.size() >= kPiece) {
            const std::size_t lines = text.rfind('\n') + 1;
            out(std::string_view(text).substr(0, lines));
            text.erase(0, lines);
        }
    }
    out(text + "\n]}\n");
}

Result<void> savePoints(const std::filesystem::path& file, const StudyContent& content,
                        std::span<const std::uint32_t> rows)
{
    auto replacement = FileReplacement::begin(file);
    if (!replacement)
        return tl::make_unexpected(replacement.error());
    Result<void> written;
    const auto out = [&](std::string_view piece) {
        if (written)
            written = replacement->write(piece);
    };
    if (file.extension() == ".json")
        writePointsJson(out, content, rows);
    else
        writePointsCsv(out, content, rows);
    if (!written)
        return written;
    return replacement->commit();
}

} // namespace tenbin
