// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/units.h"
#include "engine/graph/operator.h"

namespace tenbin {

class Graph;
namespace shape_rules {
struct Site;
}

/// What kinds of operators have in common for those who cost, plan or run them. Whoever asks does so in a `switch`
/// without `default`, and names the kinds that its hardware treats otherwise: a new kind is decided by its row.
enum class OperatorFamily : std::uint8_t {
    convolution,   ///< weights that slide over a feature map
    matrix,        ///< products of whole matrices
    recurrent,     ///< cells with a state, a matrix product a gate and time step
    pooling,       ///< windows without weights
    reduction,     ///< sums, products and extremes along axes
    search,        ///< places of extremes, sorting, choosing of boxes
    binary,        ///< element by element, from two inputs or more
    unary,         ///< element by element, by a few instructions
    rectifier,     ///< clamps, which hardware applies on the way out of a convolution
    activation,    ///< other activations, element by element
    function,      ///< other functions that need a table or a series, element by element
    normalization, ///< each element scaled by what stands beside it, or by constants
    movement,      ///< elements copied, chosen or filled in, without arithmetic
    resampling,    ///< feature maps at another resolution
    renaming,      ///< what lies in memory keeps lying there: costs nothing anywhere
    conversion,    ///< another data type or scale
    state,         ///< variables that survive an inference
    opaque,        ///< a whole of its own, known by its name
};

/// Kinds that people look at together, in the fixed order of every chart.
enum class OperatorCategory : std::uint8_t {
    convolution,
    depthwise,
    matrix,
    pooling,
    arithmetic,
    activation,
    layout,
    other
};
inline constexpr int kOperatorCategories = static_cast<int>(OperatorCategory::other) + 1;

/// All that the engine knows of a kind of operator.
struct OperatorTraits {
    OperatorKind kind;
    std::string_view name; ///< as TensorFlow Lite writes it
    OperatorFamily family;
    OperatorCategory category;
    Result<std::vector<Shape>> (*shapes)(const shape_rules::Site&); ///< shapes of its outputs
    Macs (*macs)(const Graph&, const Operator&) = nullptr;          ///< null: it counts none
    int weights = -1;                                               ///< position among its inputs; -1: none
};
const OperatorTraits& traitsOf(OperatorKind kind);

inline OperatorFamily familyOf(OperatorKind kind) { return traitsOf(kind).family; }
inline OperatorCategory categoryOf(OperatorKind kind) { return traitsOf(kind).category; }

inline bool isConvolution(OperatorKind kind) { return familyOf(kind) == OperatorFamily::convolution; }
inline bool isPooling(OperatorKind kind) { return familyOf(kind) == OperatorFamily::pooling; }
inline bool isRectifier(OperatorKind kind) { return familyOf(kind) == OperatorFamily::rectifier; }
inline bool isRenaming(OperatorKind kind) { return familyOf(kind) == OperatorFamily::renaming; }
/// Quantiser nodes of an exported network: borders, not work, on integer hardware.
inline bool isQuantiser(OperatorKind kind)
{
    return kind == OperatorKind::quantize || kind == OperatorKind::dequantize;
}

} // namespace tenbin
