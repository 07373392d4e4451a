// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/firmware.h"

#include <algorithm>

namespace tenbin {

namespace {

bool holdsFirmwareData(const MemorySpec& memory) { return !memory.external && memory.role != MemoryRole::weights; }
bool holdsFirmwareCode(const MemorySpec& memory) { return memory.role == MemoryRole::weights; }

} // namespace

std::optional<std::size_t> firmwareMemory(const Target& target, std::string_view key)
{
    if (key != kFirmwareRam && key != kFirmwareFlash)
        return std::nullopt;
    if (const auto trait = target.traits.find("firmware"); trait != target.traits.end() && trait->second == "apart")
        return std::nullopt;
    const auto& memories = target.memories;
    const auto found =
        std::find_if(memories.begin(), memories.end(), key == kFirmwareRam ? holdsFirmwareData : holdsFirmwareCode);
    if (found == memories.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - memories.begin());
}

std::vector<OptionSpec> firmwareOptions(const Target& target)
{
    std::vector<OptionSpec> options;
    for (const std::string_view key : {kFirmwareRam, kFirmwareFlash}) {
        const auto memory = firmwareMemory(target, key);
        if (!memory)
            continue;
        OptionSpec option;
        option.key = key;
        option.kind = OptionKind::number;
        option.highest = kLargestFirmware;
        const auto capacity = target.parameters.find("memory." + target.memories[*memory].id + ".capacity_bytes");
        if (capacity != target.parameters.end())
            option.highest = capacity->second.value;
        options.push_back(std::move(option));
    }
    return options;
}

} // namespace tenbin
