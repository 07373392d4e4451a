// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "models/operator_support/kernel_list.h"

namespace tenbin {

/// TensorFlow Lite Micro: its own kernels, and those with CMSIS-NN or ESP-NN in front of them.
std::span<const KernelList> tflmKernelLists();
/// X-CUBE-AI and ST Edge AI by version.
std::span<const KernelList> stKernelLists();
/// ESP-DL, TinyEngine, microTVM, TinyMaix.
std::span<const KernelList> otherKernelLists();

} // namespace tenbin
