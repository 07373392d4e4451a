// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/site.h"

#include "engine/formats/draft/constant_values.h"

namespace tenbin {

bool isSequence(const KerasLayer& layer) { return layer.className.find("1D") != std::string::npos; }

bool channelsFirst(const KerasConfig& config) { return config.text("data_format") == "channels_first"; }

Result<int> axisOf(const KerasSite& site, std::int64_t axis, std::size_t rank)
{
    const auto resolved = resolveAxis(axis, rank);
    if (!resolved)
        return invalid(site, "axis", std::to_string(axis));
    return *resolved;
}

tl::unexpected<Error> invalid(const KerasSite& site, const std::string& attribute, const std::string& value)
{
    return fail(ErrorCode::attributeInvalid, {site.name, attribute, value});
}

tl::unexpected<Error> mismatch(const KerasSite& site, const std::string& expected, const Shape& found)
{
    return fail(ErrorCode::shapeMismatch, {site.name, expected, toString(found)});
}

} // namespace tenbin
