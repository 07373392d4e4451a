// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/shape_inference.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/graph/operator_traits.h"
#include "engine/graph/shape_rules.h"

namespace tenbin {

namespace shape_rules {

namespace {
std::string nameOf(const Operator& op)
{
    if (op.name.empty())
        return std::string(displayKind(op));
    return op.name;
}
ErrorLocation whereIs(const Operator& op) { return {.element = fmt::format("{} ({})", nameOf(op), displayKind(op))}; }
} // namespace

tl::unexpected<Error> Site::missing(std::string what) const
{
    return fail(ErrorCode::operatorMalformed, {nameOf(op), std::move(what)}, whereIs(op));
}

tl::unexpected<Error> Site::missingInputOr(std::string other) const
{
    if (!input(0))
        return missing("input");
    return missing(std::move(other));
}

tl::unexpected<Error> Site::mismatch(std::string expected, std::string found) const
{
    return fail(ErrorCode::shapeMismatch, {nameOf(op), std::move(expected), std::move(found)}, whereIs(op));
}

tl::unexpected<Error> Site::invalid(std::string attribute, std::string value) const
{
    return fail(ErrorCode::attributeInvalid, {nameOf(op), std::move(attribute), std::move(value)}, whereIs(op));
}

tl::unexpected<Error> Site::unknown() const { return fail(ErrorCode::shapeUnknown, {nameOf(op)}, whereIs(op)); }

Inferred valueDependent(const Site& site) { return site.unknown(); }

} // namespace shape_rules

namespace {

using shape_rules::Site;

/// Refuses shapes that the rules' arithmetic could not hold.
std::optional<Error> checkInputs(const Site& site)
{
    constexpr std::int64_t kMaxElements = std::int64_t{1} << 40;
    for (const auto& shape : site.inputs) {
        if (!shape)
            continue;
        std::int64_t count = 1;
        for (const std::int64_t dimension : *shape) {
            if (dimension < 0)
                return site.unknown().value();
            if (dimension > kMaxElements || (dimension != 0 && count > kMaxElements / dimension))
                return site.mismatch(std::to_string(kMaxElements), toString(*shape)).value();
            count *= std::max<std::int64_t>(dimension, 1);
        }
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<Shape>> inferShapes(const Operator& op, const std::vector<std::optional<Shape>>& inputs)
{
    const Site site{op, inputs};
    if (const auto error = checkInputs(site))
        return tl::make_unexpected(*error);
    return traitsOf(op.kind).shapes(site);
}

std::pair<int, int> samePadding(std::int64_t input, std::int64_t kernel, std::int64_t stride, std::int64_t dilation)
{
    if (stride <= 0)
        return {0, 0};
    const std::int64_t span = (kernel - 1) * dilation + 1;
    const std::int64_t total = std::max<std::int64_t>((ceilDiv(input, stride) - 1) * stride + span - input, 0);
    return {static_cast<int>(total / 2), static_cast<int>(total - total / 2)};
}

std::int64_t windowOutput(std::int64_t input, std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
                          std::int64_t before, std::int64_t after)
{
    const std::int64_t span = (kernel - 1) * dilation + 1;
    const std::int64_t padded = input + before + after;
    if (stride <= 0 || kernel <= 0 || dilation <= 0 || padded < span)
        return 0;
    return (padded - span) / stride + 1;
}

} // namespace tenbin
