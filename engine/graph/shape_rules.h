// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/result.h"
#include "engine/graph/operator.h"

namespace tenbin::shape_rules {

using Shapes = std::vector<Shape>;
using Inferred = Result<Shapes>;

/// One operator and the shapes it reads: what every rule gets. `inferShapes`
/// has already refused negative dimensions and tensors beyond 2^40 elements,
/// so that sums of dimensions cannot overflow.
struct Site {
    const Operator& op;
    const std::vector<std::optional<Shape>>& inputs;

    /// Input `position`, or null where it is absent.
    const Shape* input(std::size_t position) const
    {
        if (position >= inputs.size() || !inputs[position])
            return nullptr;
        return &*inputs[position];
    }

    tl::unexpected<Error> missing(std::string what) const;
    /// What is missing of two: the first input, or what comes beside it.
    tl::unexpected<Error> missingInputOr(std::string other) const;
    tl::unexpected<Error> mismatch(std::string expected, std::string found) const;
    tl::unexpected<Error> invalid(std::string attribute, std::string value) const;
    tl::unexpected<Error> unknown() const;
};

/// One output of the given shape.
inline Inferred one(Shape shape) { return Shapes{std::move(shape)}; }

/// The sizes are values of a tensor, or hide in a subgraph: the reader takes the file's word.
Inferred valueDependent(const Site& site);

// Windows sliding over NHWC feature maps (shape_rules_windows.cpp).
Inferred convolution(const Site& site);
Inferred depthwiseConvolution(const Site& site);
Inferred transposeConvolution(const Site& site);
Inferred pooling(const Site& site);

// Matrices (shape_rules_matrices.cpp).
Inferred fullyConnected(const Site& site);
Inferred batchMatMul(const Site& site);
Inferred recurrent(const Site& site);
Inferred svdf(const Site& site);

// Element-wise work and reductions (shape_rules_elementwise.cpp).
Inferred sameAsInput(const Site& site);
Inferred broadcast(const Site& site);
Inferred reduction(const Site& site);
Inferred argReduction(const Site& site);

// Moving elements without changing them (shape_rules_layout.cpp).
Inferred pad(const Site& site);
Inferred squeeze(const Site& site);
Inferred expandDims(const Site& site);
Inferred transpose(const Site& site);
Inferred concatenation(const Site& site);
Inferred split(const Site& site);
Inferred pack(const Site& site);
Inferred unpack(const Site& site);
Inferred slice(const Site& site);
Inferred gather(const Site& site);
Inferred gatherNd(const Site& site);
Inferred embeddingLookup(const Site& site);
Inferred tile(const Site& site);
Inferred shapeOf(const Site& site);
Inferred spaceToDepth(const Site& site);
Inferred depthToSpace(const Site& site);

} // namespace tenbin::shape_rules
