// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/formats/onnx/model.h"

namespace tenbin {

/// How a value of the file lies in the draft.
enum class OnnxLayout {
    plain,        ///< as in the file
    channelsLast, ///< feature map [N,C,H,W] as [N,H,W,C]; [N,C,L] as [N,1,L,C]
    flattened,    ///< [N, C*H*W] whose elements are in [N, H*W*C] order
};

/// A value of the file: its tensor in the draft and what lies between the two.
struct OnnxValue {
    TensorId id;
    OnnxLayout layout = OnnxLayout::plain;
    Shape fileShape;      ///< as ONNX has it
    Shape source;         ///< flattened: the feature map [N,C,...] it was
    bool unsized = false; ///< nobody knows its shape; `fileShape` is empty
};

/// Axis of the draft's tensor for an axis of the file's.
int draftAxis(const OnnxValue& value, int fileAxis);

/// [N,C,H,W] as [N,H,W,C], [N,C,L] as [N,1,L,C].
Shape channelsLastShape(const Shape& fileShape);

/// What the file calls a shape of the draft; `fileRank` tells sequences from maps.
Shape fileShapeOf(const Shape& draftShape, OnnxLayout layout, std::size_t fileRank);

/// Whether a value flows, through operators that do not mind the layout, into one that works on feature maps.
bool wantsChannelsLast(const OnnxModel& model, const std::string& value);

} // namespace tenbin
