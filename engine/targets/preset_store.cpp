// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/preset_store.h"

#include <algorithm>
#include <cstdlib>
#include <ranges>
#include <system_error>

#include <fmt/format.h>

#include "engine/core/file.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestId = 64;

bool isAllowed(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::vector<fs::path> presetsIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator it(folder / "targets", error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".toml")
            files.push_back(it->path());
    std::sort(files.begin(), files.end());
    return files;
}

PresetEntry entryOf(const fs::path& file, bool shipped, const SchemaLookup& schemas)
{
    PresetEntry entry;
    entry.id = file.stem().string();
    entry.file = file;
    entry.shipped = shipped;
    if (auto target = loadTarget(file, schemas)) {
        entry.name = std::move(target->name);
        entry.group = std::move(target->group);
        entry.architecture = std::move(target->architecture);
    } else {
        entry.error = std::move(target.error());
    }
    return entry;
}

bool sameFolder(const fs::path& a, const fs::path& b)
{
    std::error_code error;
    return fs::weakly_canonical(a, error) == fs::weakly_canonical(b, error);
}

tl::unexpected<Error> unwritable(const fs::path& file, const std::string& message)
{
    return fail(ErrorCode::fileUnwritable, {file.string(), message},
                {.file = file.string(), .offset = {}, .line = {}, .element = {}});
}

} // namespace

PresetStore::PresetStore(std::vector<fs::path> shipped, fs::path userFolder, SchemaLookup schemas)
    : m_shipped(std::move(shipped)), m_userFolder(std::move(userFolder)), m_schemas(std::move(schemas))
{
    std::erase_if(m_shipped,
                  [this](const fs::path& folder) { return !m_userFolder.empty() && folder == m_userFolder; });
}

fs::path PresetStore::userFile(std::string_view id) const
{
    return m_userFolder / "targets" / (std::string(id) + ".toml");
}

std::vector<PresetEntry> PresetStore::entries() const
{
    std::vector<PresetEntry> entries;
    for (const fs::path& folder : m_shipped)
        for (const fs::path& file : presetsIn(folder))
            entries.push_back(entryOf(file, true, m_schemas));
    if (m_userFolder.empty())
        return entries;
    for (const fs::path& file : presetsIn(m_userFolder)) {
        PresetEntry entry = entryOf(file, false, m_schemas);
        entry.overrides = std::any_of(entries.begin(), entries.end(),
                                      [&](const PresetEntry& e) { return e.shipped && e.id == entry.id; });
        entries.push_back(std::move(entry));
    }
    return entries;
}

TargetLibrary PresetStore::load() const
{
    std::vector<fs::path> folders = m_shipped;
    std::error_code ignored;
    if (!m_userFolder.empty() && fs::is_directory(m_userFolder / "targets", ignored))
        folders.push_back(m_userFolder);
    return loadTargets(folders, m_schemas);
}

bool PresetStore::isShipped(std::string_view id) const
{
    std::error_code ignored;
    return std::any_of(m_shipped.begin(), m_shipped.end(), [&](const fs::path& folder) {
        return fs::exists(folder / "targets" / (std::string(id) + ".toml"), ignored);
    });
}

bool PresetStore::isUsers(std::string_view id) const
{
    std::error_code ignored;
    return !m_userFolder.empty() && fs::exists(userFile(id), ignored);
}

fs::path PresetStore::fileOf(std::string_view id) const
{
    if (isUsers(id))
        return userFile(id);
    std::error_code ignored;
    for (const auto& folder : std::ranges::reverse_view(m_shipped))
        if (const fs::path file = folder / "targets" / (std::string(id) + ".toml"); fs::exists(file, ignored))
            return file;
    return {};
}

IdProblem PresetStore::check(std::string_view id) const
{
    if (id.empty())
        return IdProblem::empty;
    if (id.size() > kLongestId || !std::all_of(id.begin(), id.end(), isAllowed))
        return IdProblem::letters;
    if (isShipped(id))
        return IdProblem::shipped;
    if (isUsers(id))
        return IdProblem::taken;
    return IdProblem::none;
}

std::string PresetStore::freeId(std::string_view wish) const
{
    std::string id;
    for (const char c : wish.substr(0, kLongestId - 4)) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (isAllowed(lower))
            id += lower;
        else if (!id.empty() && id.back() != '_')
            id += '_';
    }
    while (!id.empty() && id.back() == '_')
        id.pop_back();
    if (id.empty())
        id = "target";
    std::string free = id;
    for (int number = 2; check(free) != IdProblem::none; ++number)
        free = fmt::format("{}_{}", id, number);
    return free;
}

Result<fs::path> PresetStore::save(std::string_view id, std::string_view text, bool fresh) const
{
    const IdProblem problem = check(id);
    if (problem == IdProblem::empty || problem == IdProblem::letters)
        return fail(ErrorCode::presetRange, {"id", std::string(id), "a … z, 0 … 9, _, -"});
    if ((fresh && problem != IdProblem::none) || (!isUsers(id) && problem == IdProblem::shipped))
        return fail(ErrorCode::presetDuplicate, {std::string(id), fileOf(id).string()},
                    {.file = fileOf(id).string(), .offset = {}, .line = {}, .element = {}});
    if (m_userFolder.empty())
        return unwritable("presets", std::generic_category().message(ENOENT));
    if (std::any_of(m_shipped.begin(), m_shipped.end(),
                    [this](const fs::path& folder) { return sameFolder(folder, m_userFolder); }))
        return unwritable(userFile(id), std::generic_category().message(EROFS));
    std::error_code none; // why a folder cannot be made is said by the writer
    fs::create_directories(userFile(id).parent_path(), none);
    if (auto written = writeWhole(userFile(id), text); !written)
        return tl::make_unexpected(written.error());
    return userFile(id);
}

Result<void> PresetStore::remove(std::string_view id) const
{
    if (!std::all_of(id.begin(), id.end(), isAllowed) || !isUsers(id))
        return fail(ErrorCode::fileNotFound, {userFile(id).string()},
                    {.file = userFile(id).string(), .offset = {}, .line = {}, .element = {}});
    std::error_code error;
    fs::remove(userFile(id), error);
    if (!error)
        return {};
    return unwritable(userFile(id), error.message());
}

} // namespace tenbin
