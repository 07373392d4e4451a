// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tenbin {

/// How a number came to be known, from the most to the least trusted.
enum class SourceKind {
    measured,  ///< read off an instrument, by whom the source says
    datasheet, ///< printed by the vendor
    paper,     ///< printed in a publication
    derived,   ///< arithmetic on numbers of the kinds above
    fitted,    ///< regressed on measurements that the source names
    assumed,   ///< nobody published it; the source says why this value
};

std::string_view toString(SourceKind kind);
std::optional<SourceKind> sourceKindFromString(std::string_view text);

/// A number with its provenance. What nobody knows is absent
/// (`std::optional<Sourced<T>>`), never zero.
template <class T>
struct Sourced {
    T value{};
    SourceKind kind = SourceKind::assumed;
    std::string source;
    std::optional<std::pair<T, T>> interval; ///< published or fitted range, low to high

    bool operator==(const Sourced&) const = default;
};

} // namespace tenbin
