// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/graph.h"
#include "models/kernels/kernels.h"

namespace tenbin::microcontroller {

/// What TensorFlow Lite Micro keeps at the end of its arena from start to end, in bytes on a processor of 32 bits:
/// its allocators, a record for each tensor and operator, what kernels set up once, and multiplier and shift of each
/// channel (tensorflow/tflite-micro: micro_allocator.cc, kernels/*.h). `asInteger` takes floating-point networks as
/// quantised to 8 bits; `scratch` says whose kernels ask for working memory, each request with a handle.
/// Of three of its own structures the sizes are summed up from their fields; 3 % is what its own test allows them.
Bytes tflmStructureBytes(const Graph& graph, bool asInteger, ScratchRule scratch);

} // namespace tenbin::microcontroller
