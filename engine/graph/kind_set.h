// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "engine/graph/operator.h"

namespace tenbin {

/// A set of operator kinds, written as data.
class KindSet {
public:
    constexpr KindSet() = default;
    constexpr KindSet(std::initializer_list<OperatorKind> kinds)
    {
        for (const OperatorKind kind : kinds)
            word(kind) |= bit(kind);
    }
    constexpr bool contains(OperatorKind kind) const
    {
        return (m_words[static_cast<std::size_t>(kind) / kBits] & bit(kind)) != 0;
    }
    constexpr KindSet operator|(const KindSet& other) const
    {
        KindSet both = *this;
        for (std::size_t i = 0; i < both.m_words.size(); ++i)
            both.m_words[i] |= other.m_words[i];
        return both;
    }
    constexpr KindSet without(const KindSet& other) const
    {
        KindSet rest = *this;
        for (std::size_t i = 0; i < rest.m_words.size(); ++i)
            rest.m_words[i] &= ~other.m_words[i];
        return rest;
    }

private:
    static constexpr std::size_t kBits = 64;
    static constexpr std::uint64_t bit(OperatorKind kind)
    {
        return std::uint64_t{1} << (static_cast<std::size_t>(kind) % kBits);
    }
    constexpr std::uint64_t& word(OperatorKind kind) { return m_words[static_cast<std::size_t>(kind) / kBits]; }

    std::array<std::uint64_t, static_cast<std::size_t>(kOperatorKinds) / kBits + 1> m_words{};
};

} // namespace tenbin
