// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/weights.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tenbin {

namespace {

/// "conv1/kernel:0" as {"conv1", "kernel"}.
std::vector<std::string> partsOf(std::string_view name)
{
    std::vector<std::string> parts;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('/'), name.size());
        std::string_view part = name.substr(0, end);
        if (end == name.size())
            part = part.substr(0, part.rfind(':'));
        if (!part.empty())
            parts.emplace_back(part);
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return parts;
}

/// Parts are called "query", "_query_dense", "forward_lstm", "forward_layer".
bool namesPart(const std::string& name, const std::string& part)
{
    const std::string_view plain = std::string_view(name).substr(std::min(name.find_first_not_of('_'), name.size()));
    return plain.starts_with(part) && (plain.size() == part.size() || plain[part.size()] == '_');
}

/// The group of a part in .keras files, where that is called otherwise.
std::string groupOf(const std::string& part)
{
    if (part == "attention_output")
        return "output";
    return part;
}

bool isUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool isLower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

} // namespace

KerasWeights::KerasWeights(const Hdf5Content& content)
{
    for (const auto& [key, texts] : content.texts)
        if (const auto mark = key.rfind("@weight_names"); mark != std::string::npos)
            addLayer(content, key.substr(0, mark));
    for (const auto& [path, dataset] : content.datasets) {
        auto parts = partsOf(path);
        std::replace(parts.begin(), parts.end(), std::string("_layer_checkpoint_dependencies"), std::string("layers"));
        if (!parts.empty() && parts.front() == "layers")
            m_groups.emplace(fmt::format("{}", fmt::join(parts, "/")), &dataset);
    }
}

template <class Use>
void KerasWeights::below(const KerasPlace& place, Use use) const
{
    const std::string group = fmt::format("{}/", fmt::join(place.groups, "/"));
    for (auto at = m_groups.lower_bound(group); at != m_groups.end() && at->first.starts_with(group); ++at)
        if (use(partsOf(std::string_view(at->first).substr(group.size())), at->second))
            return;
}

/// The weights of one layer in their order: "weight_names", or "weight_names0" and so on where there are many.
void KerasWeights::addLayer(const Hdf5Content& content, const std::string& group)
{
    constexpr std::string_view kRoot = "model_weights/";
    const std::string layer = group.starts_with(kRoot) ? group.substr(kRoot.size()) : group;
    auto& weights = m_layers[layer];
    if (!weights.empty())
        return;
    const auto take = [&](const std::string& key) {
        const auto found = content.texts.find(key);
        if (found == content.texts.end())
            return false;
        for (const std::string& name : found->second)
            if (const auto dataset = content.datasets.find(group + "/" + name); dataset != content.datasets.end())
                weights.push_back({partsOf(name), &dataset->second});
        return true;
    };
    if (take(group + "@weight_names"))
        return;
    for (int part = 0; take(fmt::format("{}@weight_names{}", group, part)); ++part) {
    }
}

/// Whether a weight of an outermost layer belongs to the layer inside it, and to its part.
bool KerasWeights::lies(const Named& weight, const KerasPlace& place) const
{
    const auto& parts = weight.parts;
    const auto last = parts.empty() ? parts.end() : parts.end() - 1;
    if (place.names.size() > 1 && std::find(parts.begin(), last, place.names.back()) == last)
        return false;
    return place.part.empty()
           || std::any_of(parts.begin(), last, [&](const std::string& name) { return namesPart(name, place.part); });
}

const Hdf5Dataset* KerasWeights::find(const KerasPlace& place, const KerasRole& role) const
{
    if (const auto layer = m_layers.find(place.names.front()); layer != m_layers.end()) {
        for (const Named& weight : layer->second)
            if (lies(weight, place) && !weight.parts.empty()
                && std::find(role.names.begin(), role.names.end(), weight.parts.back()) != role.names.end())
                return weight.dataset;
        return nullptr;
    }
    const Hdf5Dataset* found = nullptr;
    const std::string number = std::to_string(role.position);
    below(place, [&](const std::vector<std::string>& parts, const Hdf5Dataset* dataset) {
        const bool variable = parts.size() >= 2 && parts.back() == number && parts[parts.size() - 2] == "vars";
        if (!variable)
            return false;
        // Without a part the weights are the layer's own, or of the cell or layer that it wraps.
        const bool own = parts.size() == 2 || parts.front() == "cell" || parts.front() == "layer";
        const bool suits =
            (place.part.empty() && own) || (!place.part.empty() && namesPart(parts.front(), groupOf(place.part)));
        if (suits)
            found = dataset;
        return suits;
    });
    return found;
}

std::vector<const Hdf5Dataset*> KerasWeights::all(const KerasPlace& place) const
{
    std::vector<const Hdf5Dataset*> list;
    if (const auto layer = m_layers.find(place.names.front()); layer != m_layers.end())
        for (const Named& weight : layer->second)
            if (lies(weight, place))
                list.push_back(weight.dataset);
    below(place, [&](const std::vector<std::string>&, const Hdf5Dataset* dataset) {
        list.push_back(dataset);
        return false;
    });
    return list;
}

/// As Keras does it: a capital followed by small letters begins a word, and so does one behind a small letter.
std::string snakeCase(const std::string& className)
{
    std::string words;
    for (std::size_t i = 0; i < className.size(); ++i) {
        const char c = className[i];
        const bool next = i + 1 < className.size() && isLower(className[i + 1]);
        if (i > 0 && isUpper(c) && (next || isLower(className[i - 1])) && words.back() != '_')
            words += '_';
        words += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return words;
}

} // namespace tenbin
