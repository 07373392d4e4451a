// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/networks/published_accuracy.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "engine/core/file.h"
#include "engine/targets/preset_folders.h"
#include "engine/targets/toml_text.h"
#include "engine/zoo/zoo.h"

namespace tenbin {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{4} << 20;

/// The one way to write a network: "" where the zoo has no such network.
std::string normalSpec(std::string_view network)
{
    const auto spec = parseNetworkSpec(network);
    return spec ? spec->toString() : std::string();
}

std::optional<int> bitsOf(std::string_view precision)
{
    static constexpr std::array<std::pair<std::string_view, int>, 3> kPrecisions{
        {{"float32", 32}, {"int16", 16}, {"int8", 8}}};
    const auto it =
        std::find_if(kPrecisions.begin(), kPrecisions.end(), [&](const auto& p) { return p.first == precision; });
    return it == kPrecisions.end() ? std::nullopt : std::optional(it->second);
}

bool isSameFigure(const PublishedAccuracy& a, const PublishedAccuracy& b)
{
    return a.metric == b.metric && a.data == b.data && a.bits == b.bits && a.source == b.source;
}

class AccuracyReader {
public:
    AccuracyReader(const std::string& label, std::map<std::string, std::vector<PublishedAccuracy>, std::less<>>& rows)
        : m_label(label), m_rows(rows)
    {
    }

    /// The first error, if there is one.
    std::optional<Error> read(const toml::table& root)
    {
        for (const auto& [key, node] : root)
            if (key.str() != "networks")
                return error(ErrorCode::presetUnknownKey, {std::string(key.str())}, node);
        const toml::array* networks = root["networks"].as_array();
        for (std::size_t i = 0; networks && i < networks->size(); ++i)
            if (auto wrong = readNetwork(*networks->get(i)))
                return wrong;
        return std::nullopt;
    }

private:
    Error error(ErrorCode code, std::vector<std::string> arguments, const toml::node& node) const
    {
        return {code,
                std::move(arguments),
                {.file = m_label, .offset = {}, .line = static_cast<int>(node.source().begin.line), .element = {}}};
    }

    std::optional<Error> readNetwork(const toml::node& node)
    {
        const toml::table* table = node.as_table();
        const std::string network = table ? (*table)["network"].value_or(std::string()) : std::string();
        if (network.empty())
            return error(ErrorCode::presetMissingKey, {"network"}, node);
        const auto spec = parseNetworkSpec(network);
        if (!spec)
            return error(spec.error().code, spec.error().arguments, node);
        const toml::array* rows = (*table)["accuracy"].as_array();
        if (!rows)
            return error(ErrorCode::presetMissingKey, {"accuracy"}, node);
        for (const toml::node& row : *rows)
            if (auto wrong = readRow(row, m_rows[spec->toString()]))
                return wrong;
        return std::nullopt;
    }

    std::optional<Error> readRow(const toml::node& node, std::vector<PublishedAccuracy>& into)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return error(ErrorCode::presetType, {"accuracy", "table"}, node);
        static constexpr std::array<std::string_view, 7> kKnown{"value",  "metric", "data",           "precision",
                                                                "source", "note",   "lower_is_better"};
        for (const auto& [key, child] : *table)
            if (std::find(kKnown.begin(), kKnown.end(), key.str()) == kKnown.end())
                return error(ErrorCode::presetUnknownKey, {std::string(key.str())}, child);
        const auto text = [&](const char* key) { return (*table)[key].value_or(std::string()); };
        const auto value = (*table)["value"].value<double>();
        if (!value || !(*value >= 0.0 && *value <= 1.0))
            return error(ErrorCode::presetRange, {"value", fmt::format("{}", value.value_or(-1.0)), "0 … 1"}, node);
        PublishedAccuracy row{.value = *value,
                              .metric = text("metric"),
                              .data = text("data"),
                              .bits = bitsOf(text("precision")),
                              .lowerIsBetter = (*table)["lower_is_better"].value_or(false),
                              .source = text("source"),
                              .note = text("note")};
        if (table->contains("precision") && !row.bits)
            return error(ErrorCode::presetType, {"precision", "float32, int16 or int8"}, node);
        if (row.metric.empty() || row.data.empty())
            return error(ErrorCode::presetMissingKey, {row.metric.empty() ? "metric" : "data"}, node);
        if (row.source.empty())
            return error(ErrorCode::presetUnsourced, {"value"}, node);
        into.push_back(std::move(row));
        return std::nullopt;
    }

    const std::string& m_label;
    std::map<std::string, std::vector<PublishedAccuracy>, std::less<>>& m_rows;
};

struct Published {
    AccuracyTable table;
    std::vector<Error> errors;
};

const Published& published()
{
    static const Published all = [] {
        Published result;
        for (const auto& folder : presetFolders(executablePath(nullptr), userPresetFolder())) {
            const auto file = folder / "networks.toml";
            const auto text = readWhole(file, kMostBytes);
            if (!text && text.error().code == ErrorCode::fileNotFound)
                continue;
            const auto table =
                text.and_then([&](const auto& toml) { return AccuracyTable::parse(toml, file.string()); });
            if (table)
                result.table.prefer(*table);
            else
                result.errors.push_back(table.error());
        }
        return result;
    }();
    return all;
}

} // namespace

Result<AccuracyTable> AccuracyTable::parse(std::string_view toml, const std::string& label)
{
    const auto root = parseToml(toml, label);
    if (!root)
        return tl::make_unexpected(root.error());
    AccuracyTable table;
    if (auto wrong = AccuracyReader(label, table.m_rows).read(*root))
        return tl::make_unexpected(std::move(*wrong));
    return table;
}

void AccuracyTable::prefer(const AccuracyTable& other)
{
    for (const auto& [network, rows] : other.m_rows) {
        std::vector<PublishedAccuracy>& mine = m_rows[network];
        mine.insert(mine.begin(), rows.begin(), rows.end());
    }
}

const std::vector<PublishedAccuracy>& AccuracyTable::of(std::string_view network) const
{
    static const std::vector<PublishedAccuracy> kNone;
    const auto it = m_rows.find(normalSpec(network));
    return it == m_rows.end() ? kNone : it->second;
}

const PublishedAccuracy* AccuracyTable::find(std::string_view network, int bits) const
{
    const std::vector<PublishedAccuracy>& rows = of(network);
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.bits == bits; });
    if (it != rows.end())
        return &*it;
    return rows.empty() ? nullptr : &rows.front();
}

std::optional<AccuracyChange> AccuracyTable::change(std::string_view from, std::string_view to, int bits) const
{
    std::optional<AccuracyChange> any;
    for (const PublishedAccuracy& a : of(from))
        for (const PublishedAccuracy& b : of(to)) {
            if (!isSameFigure(a, b))
                continue;
            if (a.bits == bits)
                return AccuracyChange{&a, &b};
            if (!any)
                any = AccuracyChange{&a, &b};
        }
    return any;
}

std::vector<const PublishedAccuracy*> AccuracyTable::oneFigure(std::span<const std::string> networks, int bits) const
{
    const auto valuesOf = [&](const PublishedAccuracy& figure) {
        std::vector<const PublishedAccuracy*> values;
        for (const std::string& network : networks) {
            const std::vector<PublishedAccuracy>& rows = of(network);
            const auto it =
                std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return isSameFigure(row, figure); });
            values.push_back(it == rows.end() ? nullptr : &*it);
        }
        return values;
    };
    std::vector<const PublishedAccuracy*> best(networks.size(), nullptr);
    std::pair<std::ptrdiff_t, bool> bestRank{0, false};
    for (const std::string& network : networks)
        for (const PublishedAccuracy& figure : of(network)) {
            auto values = valuesOf(figure);
            const auto known =
                static_cast<std::ptrdiff_t>(values.size()) - std::count(values.begin(), values.end(), nullptr);
            const std::pair rank{known, figure.bits == bits};
            if (rank <= bestRank)
                continue;
            bestRank = rank;
            best = std::move(values);
        }
    return best;
}

std::vector<std::string> AccuracyTable::names() const
{
    std::vector<std::string> names;
    for (const auto& [network, rows] : m_rows)
        names.push_back(network);
    return names;
}

const AccuracyTable& publishedAccuracies() { return published().table; }
const std::vector<Error>& publishedAccuracyErrors() { return published().errors; }

int weightBits(const Graph& graph)
{
    std::map<int, std::int64_t> elements;
    for (const Tensor& tensor : graph.tensors())
        if (tensor.constant)
            elements[tensor.type.bits] += tensor.elements();
    const auto most = std::max_element(elements.begin(), elements.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == elements.end() ? 32 : most->first;
}

const PublishedAccuracy* publishedAccuracyOf(const Graph& graph)
{
    const std::string& spec = graph.origin().zooSpec;
    return spec.empty() ? nullptr : publishedAccuracies().find(spec, weightBits(graph));
}

std::optional<AccuracyChange> accuracyChange(const Graph& graph, std::string_view network)
{
    const std::string& spec = graph.origin().zooSpec;
    return spec.empty() || network.empty() ? std::nullopt
                                           : publishedAccuracies().change(spec, network, weightBits(graph));
}

} // namespace tenbin
