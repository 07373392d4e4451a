// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/onnx/shapes.h"

// Rules of the ONNX standard for the sizes of outputs, one function a rule.

namespace tenbin::onnx_sizes {

using Operands = std::vector<std::optional<OnnxOperand>>;
using Sized = std::optional<OnnxShapes>;

// Products of two lengths stay far inside 64 bits.
inline constexpr std::int64_t kMaxLength = std::int64_t{1} << 30;

/// One node and what it reads.
struct Site {
    const OnnxNode& node;
    const Operands& operands;
    std::int64_t opset;

    const Shape* shape(std::size_t position) const
    {
        if (position < operands.size() && operands[position])
            return &operands[position]->shape;
        return nullptr;
    }
    std::optional<std::vector<std::int64_t>> values(std::size_t position) const
    {
        if (position < operands.size() && operands[position])
            return operands[position]->values;
        return std::nullopt;
    }
    /// The single value of input `position`, or `otherwise` where the input is absent.
    std::optional<std::int64_t> single(std::size_t position, std::optional<std::int64_t> otherwise) const
    {
        if (!shape(position))
            return otherwise;
        const auto given = values(position);
        if (given && given->size() == 1)
            return given->front();
        return std::nullopt;
    }
};

inline Sized one(Shape shape) { return OnnxShapes{{std::move(shape)}, false}; }
inline Sized atMost(Shape shape) { return OnnxShapes{{std::move(shape)}, true}; }

/// Every output has the shape of the first input.
Sized likeInput(const Site& site);
Sized broadcasting(const Site& site);
Sized embeddings(const Site& site);
/// Axes from the attribute or input 1, else all.
Sized reducing(const Site& site);
Sized topK(const Site& site);
/// A new dimension of `depth` classes.
Sized oneHot(const Site& site);
/// [boxes, scores, most a class, …]: at most that many boxes a class, of three indices each.
Sized nonMaxSuppression(const Site& site);
/// Indices of all elements that are not zero: at most every element.
Sized nonZero(const Site& site);
Sized compress(const Site& site);
/// [values, first indices, inverse indices, counts].
Sized unique(const Site& site);
Sized gatherElements(const Site& site);
/// Slices of x picked by the last dimension of the indices.
Sized gatherNd(const Site& site);
/// The last two dimensions vanish.
Sized determinant(const Site& site);
Sized wholeSize(const Site& site);
/// The dimensions are an attribute or the values of an input.
Sized givenShape(const Site& site);
Sized samples(const Site& site);
/// A loss: one number, or one a sample without reduction; then the logarithms of the odds.
Sized loss(const Site& site);
/// [Q, K, V, mask, earlier keys] of [batch, heads, length, size] or [batch, length, heads * size]; behind the
/// result the keys and values of all steps, and the products of queries and keys.
Sized attention(const Site& site);
/// The lengths of the letters of the result, as of "bij,bjk->bik".
Sized einsum(const Site& site);
Sized concatenating(const Site& site);
/// Windows over maps of any rank: pooling by kernel_shape, convolutions by their weights.
Sized windows(const Site& site);
/// stride * (length - 1) + extra + span - pads, or the size that is asked for.
Sized transposedConvolution(const Site& site);
/// The whole map is one window.
Sized globalWindow(const Site& site);
/// Regions [R, 4] of a map [N, C, H, W].
Sized regions(const Site& site);
/// Beginnings, then ends, as values; negative ones cut.
Sized padding(const Site& site);
/// [x, roi, scales, sizes] of any rank.
Sized resizing(const Site& site);
/// Blocks [N, C*h*w, L] laid over each other to a picture [N, C, sizes].
Sized columnsToImage(const Site& site);
/// Sampling points [N, H, W, 2] (or [N, D, H, W, 3]) of a map [N, C, …].
Sized gridSample(const Site& site);
/// [theta, size]: one sampling point a pixel.
Sized affineGrid(const Site& site);
/// A crop or a padding to the sizes of input 1, along some axes.
Sized centerCropPad(const Site& site);
/// One length, given by input 0.
Sized window(const Site& site);
/// Real or complex numbers in the last dimension; one-sided transforms halve the axis.
Sized fourier(const Site& site);

} // namespace tenbin::onnx_sizes
