// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/configuration_json.h"

#include <nlohmann/json.hpp>

#include "engine/targets/firmware.h"

namespace tenbin {

using Json = nlohmann::ordered_json;

Json toJsonValue(const OptionValue& value)
{
    return std::visit([](const auto& v) { return Json(v); }, value);
}

Json configurationJson(const Configuration& configuration, const Target& target)
{
    Json result = Json::object();
    for (const OptionSpec& option : target.options) {
        if (configuration.values.contains(option.key))
            continue;
        if (option.kind != OptionKind::number)
            result[option.key] = option.defaultValue;
        else if (const auto it = target.parameters.find(option.key); it != target.parameters.end())
            result[option.key] = it->second.value;
    }
    for (const OptionSpec& option : firmwareOptions(target))
        result[option.key] = 0.0;
    for (const auto& [key, value] : configuration.values)
        result[key] = toJsonValue(value);
    return result;
}

} // namespace tenbin
