// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/study_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tenbin {

namespace {

constexpr std::array kKinds{
    StudyKindFacts{StudyKind::space, "space", "design space", "Explore and in tenbin-cli front",
                   "the question, a preset or a model"},
    StudyKindFacts{StudyKind::sparsity, "sparsity", "sparsity sweep", "Sparsity and in tenbin-cli report sparsity",
                   "the network, the data or the training"},
};

consteval bool isInOrder()
{
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (static_cast<std::size_t>(kKinds[i].kind) != i)
            return false;
    return true;
}
static_assert(isInOrder(), "a kind's row stands at its number");

} // namespace

const StudyKindFacts& factsOf(StudyKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

StudyKind studyKindFrom(std::string_view stored)
{
    const auto found =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const StudyKindFacts& facts) { return facts.stored == stored; });
    return found == kKinds.end() ? StudyKind::space : found->kind;
}

} // namespace tenbin
