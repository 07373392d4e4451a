// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/network_of_row.h"

#include "engine/formats/common/model_reference.h"
#include "engine/formats/importer.h"
#include "engine/graph/analysis.h"
#include "engine/graph/single_precision.h"
#include "engine/zoo/zoo.h"

namespace tenbin {

namespace {

Result<std::shared_ptr<const Graph>> publishedNetwork(const MappedRow& row, const std::filesystem::path& models)
{
    std::error_code ignored;
    const std::filesystem::path file =
        std::filesystem::path(row.file).is_absolute() ? std::filesystem::path(row.file) : models / row.file;
    const bool reachable = !row.file.empty() && (!models.empty() || file.is_absolute());
    const auto reference = parseModelReference(file.string()); // the user's own rows may give sizes
    if (reachable && reference && std::filesystem::exists(reference->path, ignored))
        return importNetwork(reference->path, reference->options);
    if (row.zoo.empty())
        return fail(ErrorCode::fileNotFound, {row.file});
    return buildNetwork(row.zoo);
}

} // namespace

Result<std::shared_ptr<const Graph>> networkOfRow(const MappedRow& row, const std::filesystem::path& models)
{
    auto network = publishedNetwork(row, models);
    if (!network || !row.isFloat || activationType(**network).isFloat())
        return network;
    auto real = inSinglePrecision(**network);
    if (!real)
        return tl::make_unexpected(real.error());
    return std::make_shared<const Graph>(std::move(*real));
}

} // namespace tenbin
