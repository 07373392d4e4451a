// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "engine/answers/answer_key.h"
#include "engine/core/once_cache.h"
#include "engine/networks/network_book.h"

namespace tenbin {

/// What was asked of networks on targets, and the answers: each is computed once, also where several threads ask at
/// once. Kept under everything that an answer depends on, so nothing ever has to be taken back: one about a target as
/// it was before an edit is never found again and makes room in time. Thread-safe.
class AnswerBook {
public:
    /// estimate() of whoever knows the cost models.
    using Estimating =
        std::function<Result<Estimate>(const Graph&, const Target&, const Configuration&, const VariantSource&)>;

    explicit AnswerBook(Estimating estimating, NetworkLoader load = networkOf);

    /// Networks that are asked about, and smaller ones of their families for remedies.
    NetworkBook& networks() { return m_networks; }

    /// estimate() with remedies of the same family. Its errors are kept like answers.
    SharedEstimate ask(const Graph& graph, const Target& target, const Configuration& configuration);
    /// The answer if it is known already. Does not wait.
    std::optional<SharedEstimate> find(const Graph& graph, const Target& target, const Configuration& configuration);

private:
    Estimating m_estimating;
    NetworkBook m_networks;
    OnceCache<AnswerKey, SharedEstimate> m_answers;
};

} // namespace tenbin
