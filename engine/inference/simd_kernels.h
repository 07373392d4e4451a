// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace tenbin {

/// How 32-bit sums become 8-bit results, one entry a channel.
struct Requantization {
    const std::int32_t* multiplier;
    const std::int32_t* left;  ///< shift before, >= 0
    const std::int32_t* right; ///< rounding shift after, >= 0
    std::int32_t zeroPoint, lowest, highest;
};

/// Elements that lie side by side both in im2col patches and in the feature map they came from.
struct PatchRun {
    std::int32_t patch, map, count;
};

/// One element of a pooling window: pixel of the output, offset of the input's channel 0.
struct PoolTap {
    std::int32_t pixel, from;
};

/// Inner loops, compiled once for each level of x86-64 vector units. Row-major; no allocation that outlives a call.
struct SimdKernels {
    const char* name;
    /// c[m,n] (+)= a[m,k] b[k,n]; with a flag the matrix is stored transposed.
    void (*gemm)(const float* a, const float* b, float* c, long m, long n, long k, bool transposeA, bool transposeB,
                 bool accumulate);
    /// out[m,n] = bias[n] + rows[m,k] weights[n,k]; k a multiple of 16; bias may be null.
    void (*dotRows)(const std::int16_t* rows, const std::int16_t* weights, const std::int32_t* bias, std::int32_t* out,
                    long m, long n, long k);
    /// sums[i] += x[i] * w[i].
    void (*multiplyAccumulate)(const std::int16_t* x, const std::int16_t* w, std::int32_t* sums, long n);
    void (*multiplyAccumulateFloat)(const float* x, const float* w, float* sums, long n);
    /// sums[n] += every row of rows[count,n].
    void (*addRows)(const float* rows, float* sums, long count, long n);
    /// rows[count,n] += bias[n], which may be null, then held between `lowest` and `highest`.
    void (*biasAndClamp)(const float* bias, float lowest, float highest, float* rows, long count, long n);
    void (*gatherPatches)(const PatchRun* runs, long count, const float* map, float* patches);
    /// map += patches, run by run.
    void (*scatterPatches)(const PatchRun* runs, long count, const float* patches, float* map);
    /// highest[pixel,c] = maximum over the taps of x[from + c]; `winner` the offset of the first that has it.
    void (*maximumPool)(const PoolTap* taps, long count, long channels, const float* x, float* highest,
                        std::int32_t* winner);
    /// to[from + c] = the pixel's gradient where that element won, else 0; for windows that lie side by side.
    void (*maximumPoolGradient)(const PoolTap* taps, long count, long channels, const std::int32_t* winner,
                                const float* gradient, float* to);
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
