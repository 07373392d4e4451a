// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/exploration/objective.h"
#include "engine/graph/graph.h"
#include "engine/targets/configuration.h"

namespace tenbin {

/// One axis of a block: the slowest comes first.
struct SpaceAxis {
    std::string key;
    std::vector<OptionValue> values;
    bool scales = false; ///< evaluated as columns: these axes come last

    bool operator==(const SpaceAxis&) const = default;
};

/// All designs of one network on one target. Points of the space are numbered block after block.
struct SpaceBlock {
    std::uint32_t network = 0, target = 0; ///< indices into the layout
    std::vector<SpaceAxis> axes;
    std::uint64_t first = 0, count = 1;

    bool operator==(const SpaceBlock&) const = default;
};

struct SpaceNetwork {
    std::string spec; ///< "zoo:…" or a file
    std::string name;
    std::uint64_t hash = 0;
    std::optional<double> accuracy;         ///< share of right answers, as the question gives it or as published
    std::vector<ImportRemark> remarks = {}; ///< what its importer had to assume
    std::string accuracySource = {};        ///< metric, data and source of a published accuracy; empty: the question's

    bool operator==(const SpaceNetwork&) const = default;
};

struct SpaceTarget {
    std::string id, name, group;
    std::uint64_t hash = 0;
    std::optional<double> price; ///< USD, the lowest published

    bool operator==(const SpaceTarget&) const = default;
};

/// What the numbers of points mean: plain data that a study keeps, so that its points can be read without
/// the presets and models that they were computed from.
struct SpaceLayout {
    std::vector<SpaceNetwork> networks;
    std::vector<SpaceTarget> targets;
    std::vector<SpaceBlock> blocks; ///< by `first`
    std::uint64_t size = 0;

    bool operator==(const SpaceLayout&) const = default;

    const SpaceBlock& blockOf(std::uint64_t point) const;
    /// Position on each axis of the point's block.
    std::vector<std::uint32_t> digits(std::uint64_t point) const;
    /// Values of the axes, as a configuration of the block's target.
    Configuration configuration(std::uint64_t point) const;
    /// Keys of all axes, in the order in which blocks bring them up.
    std::vector<std::string> keys() const;
    std::uint64_t hash() const;
};

/// Text that a study stores. fromJson: nothing if it is not such a text.
std::string toJson(const SpaceLayout& layout);
std::optional<SpaceLayout> layoutFromJson(const std::string& json);

} // namespace tenbin
