// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/formats/onnx/fold.h"

namespace tenbin::fold_rules {

/// A node whose inputs are known, and the help that its rules share.
struct Site {
    const OnnxNode& node;
    const FoldInputs& inputs;
    std::int64_t opset;
    std::int64_t limit; ///< most elements of a result

    const FoldedValue* at(std::size_t i) const { return i < inputs.size() && inputs[i] ? &*inputs[i] : nullptr; }
    /// Integers of an attribute, else of an input; nothing where neither is given.
    std::optional<std::vector<std::int64_t>> integers(std::string_view attribute, std::size_t input) const;
};

using Folded = std::optional<FoldedValue>;

/// A value as integer, kept inside what a double holds exactly.
std::int64_t toInteger(double value);

inline std::size_t unsignedOf(std::int64_t value) { return static_cast<std::size_t>(value); }

/// Elements of the dimensions from `first` to before `last`.
std::int64_t product(const Shape& shape, std::size_t first, std::size_t last);

/// Distance between neighbours along each dimension; 0 along dimensions of one, so that they repeat.
std::vector<std::int64_t> stridesOf(const Shape& shape, bool repeatOnes = false);

/// Advances `place` to the next element of `shape`, row by row; behind the last it is the first again.
void toNextPlace(std::vector<std::int64_t>& place, const Shape& shape);

/// The elements of `x` at `start` plus all steps of a grid of `shape`, row by row.
Folded gatherGrid(const Site& site, const FoldedValue& x, Shape shape, std::int64_t start,
                  const std::vector<std::int64_t>& steps);

/// What `x` gives when it broadcasts to `shape`; nothing if it does not or `shape` is too large.
Folded broadcastTo(const Site& site, const FoldedValue& x, const Shape& shape);

// Moving elements (fold_layout.cpp).
Folded shapeOf(const Site& site);
Folded sizeOf(const Site& site);
Folded concat(const Site& site);
Folded slice(const Site& site);
Folded reshape(const Site& site);
Folded squeeze(const Site& site);
Folded unsqueeze(const Site& site);
Folded flatten(const Site& site);
Folded transpose(const Site& site);
Folded expand(const Site& site);
Folded tile(const Site& site);
Folded pad(const Site& site);
Folded constantOfShape(const Site& site);
Folded range(const Site& site);
FoldResults split(const Site& site);

// Choosing elements by indices (fold_indices.cpp).
Folded gather(const Site& site);
Folded gatherElements(const Site& site);
Folded gatherNd(const Site& site);
Folded scatterNd(const Site& site);

// Arithmetic (fold_arithmetic.cpp).
bool isUnary(std::string_view type);
bool isBinary(std::string_view type);
bool isReduction(std::string_view type);
Folded unary(const Site& site);
Folded binary(const Site& site);
Folded where(const Site& site);
Folded cast(const Site& site);
Folded clip(const Site& site);
Folded reduce(const Site& site);
Folded cumulativeSum(const Site& site);
Folded nonZero(const Site& site);
Folded matMul(const Site& site);

} // namespace tenbin::fold_rules
