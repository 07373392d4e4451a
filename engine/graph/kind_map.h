// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>

#include "engine/graph/kind_set.h"

namespace tenbin {

/// What some kinds of operators have and the others have not, written as data: a row a kind.
template <class Value>
class KindMap {
public:
    struct Row {
        OperatorKind kind;
        Value value;
    };
    constexpr KindMap(std::initializer_list<Row> rows)
    {
        for (const Row& row : rows) {
            m_known = m_known | KindSet{row.kind};
            m_values[static_cast<std::size_t>(row.kind)] = row.value;
        }
    }
    constexpr bool contains(OperatorKind kind) const { return m_known.contains(kind); }
    /// The value of `kind`, or `other` where it has no row.
    constexpr Value valueOr(OperatorKind kind, Value other) const
    {
        if (!contains(kind))
            return other;
        return m_values[static_cast<std::size_t>(kind)];
    }

private:
    KindSet m_known;
    std::array<Value, kOperatorKinds> m_values{};
};

} // namespace tenbin
