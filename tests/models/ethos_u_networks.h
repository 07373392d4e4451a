// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/graph/graph.h"

namespace tenbin {

/// Networks that Arm measured on its fixed virtual platform, layer by layer as published; null for an unknown
/// name. Names are those of the files: kws_micronet_m, ad_medium_int8, vww4_128_128_INT8,
/// yolo-fastest_192_face_v4, mobilenet_v2_1.0_224_INT8, wav2letter_pruned_int8, dnn_s_quantized and
/// synthetic_<conv1x1|conv3x3|dw3x3>_<h>x<w>_c<channels>.
std::shared_ptr<const Graph> ethosUNetwork(const std::string& name);

} // namespace tenbin
