// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/formats/keras/layouts.h"
#include "engine/formats/keras/model.h"
#include "engine/formats/keras/weights.h"

namespace tenbin {

/// One call of one layer: what every handler gets.
struct KerasSite {
    const KerasLayer& layer;
    const KerasConfig& config; ///< of the layer
    KerasPlace place;
    std::string name;                           ///< of its operators
    KerasValues inputs;                         ///< tensors by position, then by keyword
    const std::vector<KerasOperand>* operands;  ///< null where there is only one input
    std::vector<std::optional<Shape>> declared; ///< outputs, where the file has their sizes
};

/// Whether the layer works on sequences: Conv1D, Cropping1D …
bool isSequence(const KerasLayer& layer);
bool channelsFirst(const KerasConfig& config);

/// An axis of `rank` dimensions, counted from the front. Errors: attributeInvalid.
Result<int> axisOf(const KerasSite& site, std::int64_t axis, std::size_t rank);

// What is wrong with a layer.
tl::unexpected<Error> invalid(const KerasSite& site, const std::string& attribute, const std::string& value);
tl::unexpected<Error> mismatch(const KerasSite& site, const std::string& expected, const Shape& found);

} // namespace tenbin
