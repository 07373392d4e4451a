// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>

#include "engine/core/run_control.h"
#include "engine/exploration/design_space.h"

namespace tenbin {

/// Evaluates points of a design space. What a target's scaling axes do not touch is computed once for each
/// combination of the others; thread-safe, and what it gives does not depend on who asks in which order.
class SpaceEvaluator {
public:
    explicit SpaceEvaluator(std::shared_ptr<const DesignSpace> space);

    const DesignSpace& space() const { return *m_space; }

    /// Figures of the points first … first + out.size() - 1. False if `control` stopped it in between.
    bool evaluate(std::uint64_t first, std::span<DesignFigures> out, const RunControl& control) const;
    /// Computes what `point` shares with others of its column, so that whoever comes to it need not wait.
    /// False if that has been begun already or is not worth it.
    bool prepareAhead(std::uint64_t point) const;

private:
    struct Prepared {
        std::once_flag once;
        std::optional<Settings> settings; ///< of the first point; outlives `network`
        std::unique_ptr<const PreparedNetwork> network;
    };
    using Cache = std::unordered_map<std::uint64_t, std::shared_ptr<Prepared>>;

    /// Its place in the cache, and whether it is new there.
    std::pair<std::shared_ptr<Prepared>, bool> placeOf(std::size_t block, std::uint64_t prefix) const;
    std::shared_ptr<Prepared> prepared(std::size_t block, std::uint64_t prefix) const;
    void prepare(Prepared& entry, std::size_t block, std::uint64_t prefix) const;
    void evaluateRun(std::size_t block, std::uint64_t first, std::span<DesignFigures> out) const;
    DesignFigures evaluateWhole(std::size_t block, std::uint64_t point) const;

    std::shared_ptr<const DesignSpace> m_space;
    std::vector<std::uint64_t> m_columnLength; ///< points of a block that share their other values
    mutable std::vector<std::unique_ptr<SharedParts>> m_parts;
    mutable std::mutex m_mutex;
    mutable std::vector<Cache> m_prepared;
};

/// Points a second of `space` on `threads` threads, from a sample spread over it (takes about `seconds`).
double measuredRate(const SpaceEvaluator& evaluator, int threads, double seconds = 0.2);

} // namespace tenbin
