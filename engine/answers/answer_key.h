// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

#include "engine/graph/graph.h"
#include "engine/targets/configuration.h"

namespace tenbin {

/// Everything that an answer about a network on a target depends on. The engine's version is no part of it: answers
/// are not kept beyond the program.
struct AnswerKey {
    std::uint64_t graphHash = 0, targetHash = 0; ///< of all that figures depend on
    std::uint64_t graphWords = 0;                ///< of names, origin and remarks, which answers quote
    std::uint64_t targetWords = 0;               ///< of names and sources, which answers quote
    Configuration configuration;                 ///< what the user's firmware takes and placements included

    auto operator<=>(const AnswerKey&) const = default;
};

AnswerKey answerKey(const Graph& graph, const Target& target, const Configuration& configuration);

} // namespace tenbin
