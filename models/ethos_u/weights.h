// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ethos_u/pass.h"

namespace tenbin::ethos_u {

/// How weights look before they are encoded.
struct WeightValues {
    double zeroFraction = 0.0;
    double valueBits = 8.0;   ///< Golomb-Rice bits of a value, zeros included
    double nonZeroBits = 8.0; ///< the same over the values that are not zero
};

/// Looks at up to a few thousand values of the tensor; without values, at its zero fraction or `zeroFraction`
/// where even that is unknown (then dense weights are taken as spread over 8 bits).
WeightValues weightValues(const Tensor& weights, double zeroFraction);

/// Bytes of `pass`'s weights as the decoder reads them, without scales and biases.
/// `values` per element; channels and taps are padded to what a step reads.
double encodedWeightBytes(const Accelerator& accelerator, const Pass& pass, const WeightValues& values);

} // namespace tenbin::ethos_u
