// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/onnx/lowering.h"

namespace tenbin {

/// Computes a node all of whose inputs are constant: shapes, and weights that are cast, scaled, normalised or moved
/// before they are used. Gives false where its handler has to.
bool foldConstants(OnnxLowering& lowering, const OnnxNode& node);

} // namespace tenbin
