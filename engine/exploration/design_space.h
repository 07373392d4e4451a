// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/estimate/estimator.h"
#include "engine/exploration/question.h"
#include "engine/exploration/space_layout.h"
#include "engine/targets/target_file.h"

namespace tenbin {

/// The cost model of an architecture, or null.
using CostModelLookup = std::function<const CostModel*(std::string_view architecture)>;

/// What a question leaves out, and why.
struct Omission {
    std::string target, key;
    std::vector<std::string> values; ///< that the target does not allow; the others remain
    bool all = false;                ///< none is allowed: the target is left out
    std::size_t asked = 0;           ///< different values of the axis
    /// What the target allows: a range of numbers, or choices.
    std::optional<double> lowest, highest;
    std::vector<std::string> choices;
};

/// A question about networks and targets that are at hand.
struct DesignSpace {
    Question question;
    SpaceLayout layout;
    std::vector<std::shared_ptr<const Graph>> networks; ///< as layout.networks
    std::vector<Target> targets;                        ///< as layout.targets
    std::vector<const CostModel*> models;               ///< as layout.targets
    std::vector<Omission> omissions;

    std::uint64_t size() const { return layout.size; }
};

/// Expands a question. An axis applies to the targets that have its key; a target that allows none of its
/// values is left out. Errors: those of the loader, targetUnknown (a pattern that matches nothing),
/// presetArchitecture, optionUnknown (a key that no target has), questionValue (nothing remains, too large).
Result<std::shared_ptr<const DesignSpace>> buildSpace(const Question& question, const TargetLibrary& library,
                                                      const NetworkLoader& load, const CostModelLookup& models);

/// How many points a question has, without loading its networks; nothing if it has mistakes.
std::optional<std::uint64_t> countPoints(const Question& question, const TargetLibrary& library,
                                         const CostModelLookup& models);

} // namespace tenbin
