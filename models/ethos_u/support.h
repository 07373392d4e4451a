// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/graph.h"
#include "models/ethos_u/operators.h"

namespace tenbin::ethos_u {

/// Whether the compiler gives the operator to the NPU; else it stays with the processor.
/// Source: Vela's SUPPORTED_OPS.md of 3.10.0 and 5.1.0, with their limits on shapes, windows, strides and types.
/// `quantised`: the network is floating point and taken as if quantised to 8 bits.
bool runsOnNpu(const Graph& graph, const Operator& op, Generation generation, Toolchain toolchain, bool quantised);

/// Element-wise functions of one input that are applied on the way out of the array, by rule or by table.
bool isActivation(OperatorKind kind);

/// Both operands of an element-wise operator are smaller than the result: U55 and U65 can repeat only one.
bool broadcastsBoth(const Graph& graph, const Operator& op);

/// Steps in which U55 and U65 transpose three axes: the hardware swaps two, or turns all round; the two cyclic
/// orders take two (Vela 5.1, decomposition of NWCH and NCHW). 1 for what is no transposition.
int transposeSteps(const Graph& graph, const Operator& op);

} // namespace tenbin::ethos_u
