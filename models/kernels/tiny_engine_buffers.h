// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/graph.h"

namespace tenbin::microcontroller {

/// What TinyEngine keeps beside the feature maps from start to end: a buffer for what a kernel has in hand and one for
/// filters at 16 bits, each as large as the layer asks that needs most (mit-han-lab/tinyengine: get_sbuf_size() and
/// get_kbuf_size() in code_generator/operators, GeneralMemoryScheduler.py).
Bytes tinyEngineBuffers(const Graph& graph);

} // namespace tenbin::microcontroller
