// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/analysis.h"

namespace tenbin::microcontroller {

/// Working memory that ESP-NN's kernels ask TensorFlow Lite Micro for, bytes at 8-bit activations
/// (github.com/espressif/esp-nn d45b843: esp_nn_get_conv_scratch_size_*, esp_nn_get_depthwise_conv_scratch_size_*,
/// esp_nn_get_softmax_scratch_size_*). ESP32 and ESP32-C3 run its portable code, which needs some for softmax only.
std::int64_t espNnS3Scratch(const LayerShape& shape);
std::int64_t espNnP4Scratch(const LayerShape& shape);
std::int64_t espNnPortableScratch(const LayerShape& shape);

} // namespace tenbin::microcontroller
