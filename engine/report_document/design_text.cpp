// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report_document/design_text.h"

#include <filesystem>

#include <fmt/format.h>

#include "engine/core/shortened.h"
#include "engine/report_document/phrases.h"
#include "engine/targets/quantity.h"

namespace tenbin {

namespace {

/// The network with what was asked of it; a file by its name, which tells it from another of the same network.
std::string networkText(const SpaceNetwork& network)
{
    if (!network.spec.starts_with("zoo:"))
        return shortened(std::filesystem::path(network.spec).filename().string());
    const std::size_t question = network.spec.find('?');
    if (question == std::string::npos)
        return shortened(network.name);
    const std::string variant = variantText(std::string_view(network.spec).substr(question + 1));
    return shortened(network.name + " (" + variant + ")");
}

/// Within a list: "clock", but "MAC array".
std::string withinText(std::string label)
{
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!label.empty() && isUpper(label.front()) && (label.size() == 1 || !isUpper(label[1])))
        label.front() = static_cast<char>(label.front() - 'A' + 'a');
    return label;
}

std::string valueText(const std::string& key, const OptionValue& value)
{
    const auto* number = std::get_if<double>(&value);
    if (!number)
        return shortened(std::get<std::string>(value));
    // Steps of a range have endless digits; six tell a million steps apart.
    return exactQuantity(std::stod(fmt::format("{:.6g}", *number)), unitOfKey(nullptr, key));
}

} // namespace

std::string designText(const SpaceLayout& layout, std::uint64_t point, const Wording& wording)
{
    const SpaceBlock& block = layout.blockOf(point);
    std::string text = shortened(layout.targets[block.target].name);
    if (layout.networks.size() > 1)
        text += ", " + networkText(layout.networks[block.network]);
    const std::vector<std::uint32_t> position = layout.digits(point);
    for (std::size_t i = 0; i < block.axes.size(); ++i) {
        const SpaceAxis& axis = block.axes[i];
        if (axis.values.size() > 1)
            text +=
                ", " + withinText(optionLabel(axis.key, wording)) + ' ' + valueText(axis.key, axis.values[position[i]]);
    }
    return text;
}

} // namespace tenbin
