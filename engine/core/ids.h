// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace tenbin {

/// An index that cannot be mixed up with an index into something else.
template <class Tag>
struct Id {
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t index = kNone;

    constexpr bool valid() const { return index != kNone; }
    constexpr auto operator<=>(const Id&) const = default;
};

using TensorId = Id<struct TensorIdTag>;
using OperatorId = Id<struct OperatorIdTag>;

} // namespace tenbin
