// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/core/result.h"
#include "engine/targets/configuration.h"
#include "engine/targets/preset_outline.h"

namespace tenbin {

/// Where a number stands: a preset file and the place in it.
struct FilePlace {
    std::filesystem::path file;
    NumberPlace place; ///< option and choice: only where the choice itself holds the number, not a file it includes

    auto operator<=>(const FilePlace&) const = default;
};

/// In which file each number of a target stands: its own, or one that it or a choice includes.
class NumberPlaces {
public:
    /// Reads the target's preset again. Errors: those of reading a file.
    static Result<NumberPlaces> read(const Target& target);

    /// Place of each number that an estimate under `configuration` reads: what the last option says in whose chosen
    /// choice it stands, else the target's own.
    std::map<std::string, FilePlace> placesUnder(const Configuration& configuration) const;

    /// Places of all its numbers that were fitted, its own and those of every choice.
    std::set<FilePlace> fitted() const;

private:
    const Target* m_target = nullptr;
    std::map<std::string, FilePlace> m_own;
    std::map<std::pair<std::string, std::string>, std::map<std::string, FilePlace>> m_ofChoices;
};

} // namespace tenbin
