// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked for and may not be there.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>

#include <QModelIndex>

namespace tenbin {

/// The value of a map under a key, or `otherwise`.
template <class Map, class Key>
typename Map::mapped_type valueOr(const Map& map, const Key& key, typename Map::mapped_type otherwise)
{
    const auto found = map.find(key);
    if (found == map.end())
        return otherwise;
    return found->second;
}

/// The first element that `is` holds for; null where there is none.
template <class Range, class Is>
auto* firstThat(Range& range, Is is)
{
    const auto found = std::find_if(std::begin(range), std::end(range), is);
    using Pointer = decltype(&*found);
    if (found == std::end(range))
        return Pointer{};
    return &*found;
}

/// Its position, or -1.
template <class Range, class Is>
int indexOfFirst(const Range& range, Is is)
{
    const auto found = std::find_if(std::begin(range), std::end(range), is);
    if (found == std::end(range))
        return -1;
    return static_cast<int>(std::distance(std::begin(range), found));
}

/// Rows or columns of a model without a tree: `count` at the top, none below an index.
inline int countAtTop(const QModelIndex& parent, std::size_t count)
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(count);
}

} // namespace tenbin
