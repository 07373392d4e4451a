// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "models/ethos_u/pass.h"

namespace tenbin::ethos_u {

/// Softmax over channels as 27 passes: largest value, tabulated exponential of the difference, its sum,
/// a reciprocal by leading zeros and three Newton steps on one value a row, and two passes of products
/// (Vela per-layer report of a keyword-spotting network). `whole` has the operator's shapes.
void appendSoftmax(std::vector<Pass>& passes, const Pass& whole);

/// A product of two feature maps: the U85 has it; before, every column is a product of elements and a sum.
void appendMatrixProduct(std::vector<Pass>& passes, const Graph& graph, const Pass& whole, Generation generation);

/// What a recurrent cell does beside its matrix products: sums and tables of four gates, products, the new state.
void appendCell(std::vector<Pass>& passes, const Pass& whole, std::int64_t units);

} // namespace tenbin::ethos_u
