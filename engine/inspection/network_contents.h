// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// One operator as its file has it.
struct OperatorFacts {
    OperatorId op;
    std::string kind;            ///< as people call it; a custom operator's own name
    std::string name;            ///< in the file
    Shape input;                 ///< of the first input; empty where there is none
    Shape output;                ///< of the first output
    DataType type;               ///< of the first output
    Macs macs;                   ///< of one inference
    std::int64_t parameters = 0; ///< weights and biases that it reads; shared ones count at each reader
};

/// All operators of one kind.
struct KindFacts {
    std::string kind;
    std::vector<OperatorFacts> operators; ///< in execution order
    Macs macs;
    std::int64_t parameters = 0; ///< sum over the operators
};

/// Weights and biases stored in one type, each counted once.
struct WidthFacts {
    DataType type;
    std::int64_t parameters = 0;
    Bytes bytes;
};

/// What is in a network, for people who look into a file.
struct NetworkContents {
    std::vector<KindFacts> kinds;   ///< most MACs first, then most operators
    std::vector<WidthFacts> widths; ///< most parameters first; they sum to `parameters`
    Macs macs;
    std::int64_t parameters = 0;
    Bytes constants; ///< all constants as stored
};
OperatorFacts operatorFacts(const Graph& graph, OperatorId op);
NetworkContents contentsOf(const Graph& graph);

/// Whether figures rest on it: something that the importer assumed, did not know or left out. Other remarks say what
/// it did, or repeat what the user gave.
bool isAssumption(ImportNote note);

/// Operators of one kind that run on one sort of unit.
struct PlacedKind {
    std::string kind;
    int operators = 0;
};
/// Where the operators of a network run on one target, as its cost model has it.
struct PlacementFacts {
    std::vector<PlacedKind> accelerator; ///< array, vector unit and DMA
    std::vector<PlacedKind> processor;
    std::vector<PlacedKind> fused;   ///< into the operator before
    std::vector<PlacedKind> nowhere; ///< not supported
};
/// `graph` is the network that `estimate` is about.
PlacementFacts placementOf(const Graph& graph, const Estimate& estimate);
/// Operators of all kinds of a list.
int operatorsOf(const std::vector<PlacedKind>& kinds);

} // namespace tenbin
