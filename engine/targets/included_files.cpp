// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/included_files.h"

#include <utility>

#include "engine/core/file.h"
#include "engine/targets/target_file.h"
#include "engine/targets/toml_text.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

Result<IncludedFiles::Table> readTable(const fs::path& file)
{
    const auto text = readWhole(file, kMostPresetBytes);
    if (!text)
        return tl::make_unexpected(text.error());
    auto table = parseToml(*text, file.string());
    if (!table)
        return tl::make_unexpected(std::move(table.error()));
    return std::make_shared<const toml::table>(*std::move(table));
}

} // namespace

fs::path presetFolderOf(const fs::path& file)
{
    const fs::path folder = file.parent_path();
    if (folder.filename() == "targets")
        return folder.parent_path();
    return folder;
}

bool liesInside(const fs::path& file, const fs::path& folder)
{
    std::error_code error;
    const fs::path real = fs::weakly_canonical(file, error);
    if (error)
        return false;
    const fs::path root = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder, error);
    if (error)
        return false;
    const fs::path beside = real.lexically_relative(root);
    return !beside.empty() && *beside.begin() != "..";
}

Result<IncludedFiles::Table> IncludedFiles::table(const fs::path& file)
{
    return m_tables.get(file.string(), [&] { return readTable(file); });
}

} // namespace tenbin
