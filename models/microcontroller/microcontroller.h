// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// A processor that runs a network with a library of kernels: TensorFlow Lite Micro with
/// CMSIS-NN or ESP-NN, X-CUBE-AI, TinyEngine … An in-order core computes, fetches weights
/// and dispatches one after the other, so that the parts of an operator add up.
const CostModel& microcontrollerCostModel();

/// Cost of `op`, an operator of `graph`, on a processor whose numbers `settings` sees
/// ("cpu." in front of them for the processor beside an accelerator): clock_hz and kernel.*.
/// Traffic, waiting for external memories and energy are left to the caller, who knows the target.
LayerCost microcontrollerLayerCost(const Graph& graph, const Operator& op, const SettingsView& settings);

/// Schema of the numbers of a processor and its kernels, their keys behind `prefix` ("cpu."):
/// for architectures that have such a processor beside them.
std::vector<ParameterSpec> microcontrollerKernelParameters(const std::string& prefix = {});

} // namespace tenbin
