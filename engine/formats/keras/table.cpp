// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <unordered_map>

#include "engine/formats/common/first_error.h"
#include "engine/formats/keras/handlers.h"

namespace tenbin {

namespace {

constexpr std::array<std::string_view, 4> kWrappers{"PruneLowMagnitude", "QuantizeWrapper", "QuantizeWrapperV2",
                                                    "SpectralNormalization"};

/// The lists of all files as one.
const std::unordered_map<std::string_view, const KerasEntry*>& table()
{
    static const auto all = [] {
        std::unordered_map<std::string_view, const KerasEntry*> entries;
        for (const auto list : {kerasWindows, kerasActivations, kerasElementwise, kerasFunctions, kerasMoves,
                                kerasSequences, kerasNormalizations, kerasProducts})
            for (const KerasEntry& entry : list())
                entries.emplace(entry.className, &entry);
        return entries;
    }();
    return all;
}

} // namespace

const KerasEntry* findKerasEntry(std::string_view className)
{
    const auto found = table().find(className);
    if (found == table().end())
        return nullptr;
    return found->second;
}

OperatorKind kindOf(const KerasSite& site) { return table().at(site.layer.className)->kind; }

bool isKerasWrapper(const KerasLayer& layer)
{
    return std::find(kWrappers.begin(), kWrappers.end(), layer.className) != kWrappers.end();
}

std::vector<std::pair<std::string_view, std::string_view>> kerasClasses()
{
    std::vector<std::pair<std::string_view, std::string_view>> list{
        {"Functional", "its layers"}, {"Sequential", "its layers"}, {"TimeDistributed", "its layer over all steps"}};
    for (const std::string_view name : kWrappers)
        list.emplace_back(name, "its layer");
    for (const auto& [name, entry] : table())
        list.emplace_back(name, entry->becomes);
    std::sort(list.begin(), list.end());
    return list;
}

KerasLowered one(Result<KerasValue> value)
{
    if (!value)
        return firstError(value);
    return KerasValues{std::move(*value)};
}

} // namespace tenbin
