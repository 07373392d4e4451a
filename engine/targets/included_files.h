// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include <toml++/toml.h>

#include "engine/core/once_cache.h"
#include "engine/core/result.h"

namespace tenbin {

/// The folder of presets that `file` belongs to: that of "targets", or its own.
std::filesystem::path presetFolderOf(const std::filesystem::path& file);

/// Links followed: what they lead to must lie inside too.
bool liesInside(const std::filesystem::path& file, const std::filesystem::path& folder);

/// Files that presets include, each read and parsed once for all presets of one load: dozens of chips share the file of
/// their processor's kernels. Thread-safe.
class IncludedFiles {
public:
    using Table = std::shared_ptr<const toml::table>;

    /// Errors: those of readWhole(), without a place; presetSyntax with its place in `file`.
    Result<Table> table(const std::filesystem::path& file);

private:
    static constexpr std::size_t kMost = 1000;
    OnceCache<std::string, Result<Table>> m_tables{kMost};
};

} // namespace tenbin
