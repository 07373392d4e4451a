// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/ids.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// How a value of the network lies in the draft.
enum class KerasLayout {
    plain,         ///< as Keras has it
    lifted,        ///< sequence [N,L,C] as [N,1,L,C]
    channelsFirst, ///< feature map [N,C,H,W] as [N,H,W,C], [N,C,L] as [N,1,L,C]
};

/// A value of the network: its tensor in the draft and what lies between the two.
struct KerasValue {
    TensorId id;
    KerasLayout layout = KerasLayout::plain;
    Shape shape;          ///< as Keras has it
    bool unsized = false; ///< nobody knows its shape; `shape` is empty
};

using KerasValues = std::vector<KerasValue>;

/// Axis of the draft's tensor for an axis of Keras.
int draftAxis(const KerasValue& value, int axis);

/// What Keras calls a shape of the draft; `rank` tells sequences from maps.
Shape kerasShapeOf(const Shape& draftShape, KerasLayout layout, std::size_t rank);

} // namespace tenbin
