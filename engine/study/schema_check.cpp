// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/schema_check.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/study/migrations.h"

namespace tenbin {

namespace {

/// A row of sqlite_master. What an index of SQLite's own is made of stands with its table.
struct SchemaItem {
    std::string type, name, table, sql;

    auto operator<=>(const SchemaItem&) const = default;
};

/// Line breaks and indentation of the migrations were not always the same.
std::string withSingleSpaces(const std::string& sql)
{
    std::string text;
    for (const char c : sql) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space)
            text += c;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }
    return text;
}

Result<std::vector<SchemaItem>> schemaOf(Database& database)
{
    std::vector<SchemaItem> items;
    Statement rows = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_master");
    while (rows.step())
        items.push_back({rows.text(0), rows.text(1), rows.text(2), withSingleSpaces(rows.text(3))});
    if (rows.failed())
        return tl::make_unexpected(database.lastError());
    std::sort(items.begin(), items.end());
    return items;
}

Result<std::vector<SchemaItem>> schemaOfVersion(std::int64_t version)
{
    auto model = Database::inMemory();
    if (!model)
        return tl::make_unexpected(model.error());
    for (const std::string_view step : studyMigrations().first(static_cast<std::size_t>(version)))
        if (!model->execute(std::string(step)))
            return tl::make_unexpected(model->lastError());
    return schemaOf(*model);
}

/// What ANALYZE leaves: numbers for the choice of an index.
bool isStatistics(const SchemaItem& item)
{
    return item.type == "table" && item.name == item.table
           && (item.name == "sqlite_stat1" || item.name == "sqlite_stat4");
}

/// Names come from the file: their start is enough.
std::string shortened(const std::string& name)
{
    constexpr std::size_t kMost = 60;
    if (name.size() <= kMost)
        return name;
    return name.substr(0, kMost) + "...";
}

} // namespace

Result<void> checkSchema(Database& database)
{
    constexpr std::int64_t kSteps = 1'000'000; // four items a version; a hundred steps each
    const Snapshot snapshot(database);         // version and items of one moment
    const StepBudget budget(database, kSteps);
    const auto version = studyVersion(database);
    if (!version)
        return tl::make_unexpected(version.error());
    const auto found = schemaOf(database);
    if (!found)
        return tl::make_unexpected(found.error());
    const auto expected = schemaOfVersion(*version);
    if (!expected)
        return tl::make_unexpected(expected.error());
    const auto refuse = [&](const std::string& what) { return fail(ErrorCode::studyCorrupt, {database.path(), what}); };
    for (const SchemaItem& item : *found)
        if (!isStatistics(item) && !std::binary_search(expected->begin(), expected->end(), item))
            return refuse(fmt::format("unexpected {} \"{}\"", shortened(item.type), shortened(item.name)));
    for (const SchemaItem& item : *expected)
        if (std::count(found->begin(), found->end(), item) != 1)
            return refuse(fmt::format("no {} \"{}\", or several", item.type, item.name));
    return {};
}

} // namespace tenbin
