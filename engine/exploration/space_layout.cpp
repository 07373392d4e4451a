// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/space_layout.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/core/hash.h"
#include "engine/graph/import_note.h"

namespace tenbin {

namespace {

using Json = nlohmann::json;

Json written(const OptionValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    return std::get<double>(value);
}

OptionValue read(const Json& json)
{
    if (json.is_string())
        return json.get<std::string>();
    return json.get<double>();
}

Json optional(const std::optional<double>& value)
{
    if (!value)
        return {};
    return *value;
}
std::optional<double> optional(const Json& json)
{
    if (!json.is_number())
        return std::nullopt;
    return json.get<double>();
}

/// Remarks of a network; notes of other versions are passed over.
std::vector<ImportRemark> remarksFrom(const Json& network)
{
    std::vector<ImportRemark> remarks;
    if (!network.contains("remarks"))
        return remarks;
    for (const Json& remark : network.at("remarks"))
        if (const auto note = noteFromName(remark.at("note").get<std::string>()))
            remarks.push_back({*note, remark.at("argument")});
    return remarks;
}

SpaceLayout layoutFrom(const Json& json)
{
    SpaceLayout layout;
    for (const Json& n : json.at("networks"))
        layout.networks.push_back({n.at("spec"), n.at("name"), n.at("hash"), optional(n.at("accuracy")), remarksFrom(n),
                                   n.value("accuracy_source", std::string())});
    for (const Json& t : json.at("targets"))
        layout.targets.push_back({t.at("id"), t.at("name"), t.at("group"), t.at("hash"), optional(t.at("price_usd"))});
    for (const Json& b : json.at("blocks")) {
        SpaceBlock block{b.at("network"), b.at("target"), {}, layout.size, 1};
        for (const Json& a : b.at("axes")) {
            SpaceAxis axis{a.at("key"), {}, a.at("scales")};
            for (const Json& value : a.at("values"))
                axis.values.push_back(read(value));
            block.count *= axis.values.size();
            block.axes.push_back(std::move(axis));
        }
        if (block.network >= layout.networks.size() || block.target >= layout.targets.size() || block.count == 0)
            throw std::out_of_range("block");
        layout.size += block.count;
        layout.blocks.push_back(std::move(block));
    }
    return layout;
}

} // namespace

const SpaceBlock& SpaceLayout::blockOf(std::uint64_t point) const
{
    const auto after = std::upper_bound(blocks.begin(), blocks.end(), point,
                                        [](std::uint64_t p, const SpaceBlock& block) { return p < block.first; });
    return *std::prev(after);
}

std::vector<std::uint32_t> SpaceLayout::digits(std::uint64_t point) const
{
    const SpaceBlock& block = blockOf(point);
    std::uint64_t rest = point - block.first;
    std::vector<std::uint32_t> result(block.axes.size());
    for (std::size_t i = block.axes.size(); i-- > 0;) {
        const std::uint64_t steps = block.axes[i].values.size();
        result[i] = static_cast<std::uint32_t>(rest % steps);
        rest /= steps;
    }
    return result;
}

Configuration SpaceLayout::configuration(std::uint64_t point) const
{
    const SpaceBlock& block = blockOf(point);
    const auto position = digits(point);
    Configuration configuration;
    for (std::size_t i = 0; i < block.axes.size(); ++i)
        configuration.values.insert_or_assign(block.axes[i].key, block.axes[i].values[position[i]]);
    return configuration;
}

std::vector<std::string> SpaceLayout::keys() const
{
    std::vector<std::string> result;
    for (const SpaceBlock& block : blocks)
        for (const SpaceAxis& axis : block.axes)
            if (std::find(result.begin(), result.end(), axis.key) == result.end())
                result.push_back(axis.key);
    return result;
}

std::uint64_t SpaceLayout::hash() const
{
    // Remarks and published facts are no part of what the points are.
    SpaceLayout plain = *this;
    for (SpaceNetwork& network : plain.networks) {
        network.remarks.clear();
        if (!network.accuracySource.empty())
            network.accuracy.reset();
        network.accuracySource.clear();
    }
    for (SpaceTarget& target : plain.targets)
        target.price.reset();
    Hash64 hash;
    hash.add(toJson(plain));
    return hash.value();
}

std::string toJson(const SpaceLayout& layout)
{
    Json json{{"networks", Json::array()}, {"targets", Json::array()}, {"blocks", Json::array()}};
    for (const SpaceNetwork& n : layout.networks) {
        json["networks"].push_back(
            {{"spec", n.spec}, {"name", n.name}, {"hash", n.hash}, {"accuracy", optional(n.accuracy)}});
        if (!n.accuracySource.empty())
            json["networks"].back()["accuracy_source"] = n.accuracySource;
        for (const ImportRemark& remark : n.remarks)
            json["networks"].back()["remarks"].push_back(
                {{"note", noteName(remark.note)}, {"argument", remark.argument}});
    }
    for (const SpaceTarget& t : layout.targets)
        json["targets"].push_back(
            {{"id", t.id}, {"name", t.name}, {"group", t.group}, {"hash", t.hash}, {"price_usd", optional(t.price)}});
    for (const SpaceBlock& b : layout.blocks) {
        Json axes = Json::array();
        for (const SpaceAxis& axis : b.axes) {
            Json values = Json::array();
            for (const OptionValue& value : axis.values)
                values.push_back(written(value));
            axes.push_back({{"key", axis.key}, {"values", std::move(values)}, {"scales", axis.scales}});
        }
        json["blocks"].push_back({{"network", b.network}, {"target", b.target}, {"axes", std::move(axes)}});
    }
    return json.dump();
}

std::optional<SpaceLayout> layoutFromJson(const std::string& text)
{
    try {
        return layoutFrom(Json::parse(text));
    } catch (const std::exception&) {
        return std::nullopt; // whoever wrote it, it was not this program
    }
}

} // namespace tenbin
