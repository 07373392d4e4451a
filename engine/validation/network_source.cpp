// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/network_source.h"

#include "engine/formats/importer.h"
#include "engine/zoo/zoo.h"

namespace tenbin {

Result<std::shared_ptr<const Graph>> networkOfRow(const MappedRow& row, const std::filesystem::path& models)
{
    std::error_code ignored;
    const std::filesystem::path file = std::filesystem::path(row.file).is_absolute() ? std::filesystem::path(row.file) : models / row.file;
    const bool reachable = !row.file.empty() && (!models.empty() || file.is_absolute());
    if (reachable && std::filesystem::exists(file, ignored))
        return importNetwork(file);
    if (row.zoo.empty())
        return fail(ErrorCode::fileNotFound, {row.file});
    return buildNetwork(row.zoo);
}

} // namespace tenbin
