// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace tenbin {

/// How 32-bit sums become 8-bit results, one entry a channel.
struct Requantization {
    const std::int32_t* multiplier;
    const std::int32_t* left;    ///< shift before, >= 0
    const std::int32_t* right;   ///< rounding shift after, >= 0
    std::int32_t zeroPoint, lowest, highest;
};

/// Inner loops, compiled once for each level of x86-64 vector units. Row-major; no allocation that outlives a call.
struct SimdKernels {
    const char* name;
    /// c[m,n] (+)= a[m,k] b[k,n]; with a flag the matrix is stored transposed.
    void (*gemm)(const float* a, const float* b, float* c, long m, long n, long k, bool transposeA, bool transposeB, bool accumulate);
    /// out[m,n] = bias[n] + rows[m,k] weights[n,k]; k a multiple of 16; bias may be null.
    void (*dotRows)(const std::int16_t* rows, const std::int16_t* weights, const std::int32_t* bias, std::int32_t* out, long m, long n, long k);
    /// sums[i] += x[i] * w[i].
    void (*multiplyAccumulate)(const std::int16_t* x, const std::int16_t* w, std::int32_t* sums, long n);
    void (*multiplyAccumulateFloat)(const float* x, const float* w, float* sums, long n);
    /// sums[i] += x[i].
    void (*add)(const float* x, float* sums, long n);
    /// highest[i] = max(highest[i], x[i]).
    void (*maximum)(const float* x, float* highest, long n);
    /// The first x that equals its window's highest gets the gradient; `free` is 1 until one has.
    void (*maximumGradient)(const float* x, const float* highest, float* free, const float* gradient, float* to, long n);
    /// Clears gradients where y is not strictly between 0 and `highest`.
    void (*rectifierGradient)(const float* y, float highest, float* gradient, long n);
    /// rows x n sums to bytes (signed or unsigned: the low eight bits).
    void (*requantize)(const std::int32_t* sums, std::uint8_t* out, long rows, long n, const Requantization& how);
};

/// The best set this processor runs; TENBIN_SIMD=baseline|v3|v4 in the environment picks a lower one.
const SimdKernels& simdKernels();
/// All sets this processor runs, the plainest first.
std::span<const SimdKernels* const> runnableSimdKernels();

} // namespace tenbin
