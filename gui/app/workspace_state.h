// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/estimate/estimate.h"
#include "engine/formats/declared_inputs.h"
#include "engine/graph/graph.h"
#include "engine/targets/configuration.h"

namespace tenbin {

/// Names a network in the window: "zoo:mobilenet_v1?alpha=0.25", or "file:<absolute path>", for a file that leaves
/// sizes open with what the user gave: "file:/models/open.onnx?input=1x3x64x64".
using NetworkId = std::string;
using TargetId = std::string;

/// A file that the user opened.
struct OpenedNetwork {
    NetworkId id;
    std::shared_ptr<const Graph> graph;  ///< never null
    std::vector<DeclaredInput> inputs{}; ///< as the file declares them, where it leaves sizes open

    bool operator==(const OpenedNetwork&) const = default;
};

/// Where an opened file goes besides the shelf.
struct OpenDestination {
    enum class Kind { shelf, board, card };
    Kind kind = Kind::shelf;
    TargetId target; ///< of `card`

    bool operator==(const OpenDestination&) const = default;
};

/// A file that cannot be read before the user gives the sizes that it leaves open.
struct WaitingNetwork {
    NetworkId id;
    std::vector<DeclaredInput> inputs;
    Error question;              ///< inputSizeOpen
    OpenDestination destination; ///< once it can be read

    bool operator==(const WaitingNetwork&) const = default;
};

/// Everything that undo and redo move through: choices, never results.
struct WorkspaceState {
    std::vector<OpenedNetwork> opened;                      ///< in the order of opening
    std::vector<WaitingNetwork> waiting;                    ///< on the shelf only
    NetworkId network;                                      ///< on every card without one of its own; empty: none
    std::map<TargetId, NetworkId, std::less<>> ownNetworks; ///< cards that differ
    std::map<TargetId, Configuration, std::less<>> configurations; ///< absent: the target's defaults

    /// Network on a card: its own, else the board's; empty: none.
    NetworkId networkOn(std::string_view target) const
    {
        const auto own = ownNetworks.find(target);
        if (own == ownNetworks.end())
            return network;
        return own->second;
    }

    bool operator==(const WorkspaceState&) const = default;
};

/// What the engine said of one network on one target. Constant once published.
struct Answer {
    TargetId target;
    NetworkId network;
    Configuration configuration;
    std::shared_ptr<const Graph> graph;       ///< null if the network could not be built
    std::shared_ptr<const Estimate> estimate; ///< null if `error` says why
    std::optional<Error> error;
};

/// Answers for a whole board, one a target that has a network.
struct EstimateSet {
    std::map<TargetId, std::shared_ptr<const Answer>, std::less<>> answers;
    double milliseconds = 0.0; ///< wall time of the estimates, for the status line
    int estimated = 0;         ///< answers that took it; the others were known before

    /// Null: that card has no network.
    const Answer* find(std::string_view target) const;
};

/// Something that went wrong, shown in the strip until dismissed.
struct Message {
    int id = 0;
    Error error;
};

} // namespace tenbin
