// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/targets/target_file.h"

namespace tenbin {

/// A preset on disk, whether it can be read or not.
struct PresetEntry {
    std::string id;
    std::filesystem::path file;
    bool shipped = true;    ///< false: the user's own
    bool overrides = false; ///< the user's own under the id of a shipped one, which it replaces on the board
    std::string name, group, architecture; ///< empty where it cannot be read
    std::optional<Error> error;            ///< why it is not on the board
};

/// Why an id cannot be given to a new preset.
enum class IdProblem : std::uint8_t {
    none,
    empty,
    letters, ///< other characters than a … z, A … Z, 0 … 9, _ and -, or more than 64
    shipped, ///< a shipped preset has it
    taken,   ///< another preset of the user has it
};

/// The presets of a program: shipped folders, which are only read, and the user's. Holds no
/// presets, only where they are: every call looks at the disk.
class PresetStore {
public:
    /// `userFolder` need not exist yet; empty: there is none and nothing can be saved.
    PresetStore(std::vector<std::filesystem::path> shipped, std::filesystem::path userFolder, SchemaLookup schemas);

    const std::filesystem::path& userFolder() const { return m_userFolder; }
    const SchemaLookup& schemas() const { return m_schemas; }
    /// Shipped ones, then the user's, each by file name.
    std::vector<PresetEntry> entries() const;
    /// What the board shows: the user's presets over the shipped ones.
    TargetLibrary load() const;
    /// File of the preset that counts under this id; empty: there is none.
    std::filesystem::path fileOf(std::string_view id) const;
    bool isShipped(std::string_view id) const;
    bool isUsers(std::string_view id) const;

    IdProblem check(std::string_view id) const;
    /// `wish` made of allowed characters, with a number behind it if it is not free.
    std::string freeId(std::string_view wish) const;

    /// Writes a user's preset: a file beside it first, on disk, then renamed, so that there is always a
    /// whole one. `fresh`: the id must be free. Never touches a shipped file.
    /// Errors: presetDuplicate (id, the other file), presetRange for an id that check() refuses, fileUnwritable.
    Result<std::filesystem::path> save(std::string_view id, std::string_view text, bool fresh) const;
    /// Errors: fileNotFound (no preset of the user), fileUnwritable.
    Result<void> remove(std::string_view id) const;

private:
    std::filesystem::path userFile(std::string_view id) const;

    std::vector<std::filesystem::path> m_shipped;
    std::filesystem::path m_userFolder;
    SchemaLookup m_schemas;
};

} // namespace tenbin
