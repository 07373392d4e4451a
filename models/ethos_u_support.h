// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/graph/graph.h"
#include "models/ethos_u_accelerator.h"

namespace tenbin::ethos_u {

/// Versions of the compiler whose placement and schedules differ.
enum class Toolchain : std::uint8_t { vela3, vela5 };

/// Whether the compiler gives the operator to the NPU; else it stays with the processor.
/// Source: Vela SUPPORTED_OPS.md of 3.10 and 5.1, with the limits on kernels, strides and types.
/// `quantised`: the network is floating point and taken as if quantised to 8 bits.
bool runsOnNpu(const Graph& graph, const Operator& op, Generation generation, Toolchain toolchain, bool quantised);

/// Element-wise functions of one input that are applied on the way out of the array, by rule or by table.
bool isActivation(OperatorKind kind);

} // namespace tenbin::ethos_u
