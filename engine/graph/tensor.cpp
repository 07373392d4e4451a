// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/tensor.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tenbin {

std::string toString(DataType type)
{
    switch (type.kind) {
    case DataType::Kind::signedInteger:
        return fmt::format("int{}", type.bits);
    case DataType::Kind::unsignedInteger:
        return fmt::format("uint{}", type.bits);
    case DataType::Kind::floatingPoint:
        return fmt::format("float{}", type.bits);
    case DataType::Kind::boolean:
        return "bool";
    case DataType::Kind::other:
        return fmt::format("other{}", type.bits);
    }
    return "other";
}

std::int64_t elementCount(const Shape& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t dimension : shape)
        count *= dimension;
    return count;
}

std::string toString(const Shape& shape)
{
    return shape.empty() ? std::string("scalar") : fmt::format("{}", fmt::join(shape, "x"));
}

Nhwc toNhwc(const Shape& shape)
{
    switch (shape.size()) {
    case 0:
        return {};
    case 1:
        return {1, 1, 1, shape[0]};
    case 2:
        return {shape[0], 1, 1, shape[1]};
    case 3:
        return {shape[0], 1, shape[1], shape[2]};
    case 4:
        return {shape[0], shape[1], shape[2], shape[3]};
    default:
        break;
    }
    // Higher ranks: the leading dimensions count as batch.
    const std::size_t rank = shape.size();
    std::int64_t batch = 1;
    for (std::size_t i = 0; i + 3 < rank; ++i)
        batch *= shape[i];
    return {batch, shape[rank - 3], shape[rank - 2], shape[rank - 1]};
}

} // namespace tenbin
