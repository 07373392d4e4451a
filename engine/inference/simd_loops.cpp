// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled several times: TENBIN_SIMD_LEVEL names the set. Eigen's names get the level too, so
// that the linker never hands code for newer processors to older ones.
#define TENBIN_JOIN2(a, b) a##b
#define TENBIN_JOIN(a, b) TENBIN_JOIN2(a, b)
#define Eigen TENBIN_JOIN(Eigen_, TENBIN_SIMD_LEVEL)
#define EIGEN_DONT_PARALLELIZE
#include <cstring>

#include <Eigen/Core>

#include "engine/inference/simd_kernels.h"

namespace tenbin::TENBIN_SIMD_LEVEL {

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Const = Eigen::Map<const Matrix>;

template <class A, class B>
void product(const A& a, const B& b, Eigen::Map<Matrix>& c, bool accumulate)
{
    if (accumulate)
        c.noalias() += a * b;
    else
        c.noalias() = a * b;
}

void gemm(const float* a, const float* b, float* c, long m, long n, long k, bool transposeA, bool transposeB, bool accumulate)
{
    Eigen::Map<Matrix> out(c, m, n);
    const Const left(a, transposeA ? k : m, transposeA ? m : k), right(b, transposeB ? n : k, transposeB ? k : n);
    if (transposeA && transposeB)
        product(left.transpose(), right.transpose(), out, accumulate);
    else if (transposeA)
        product(left.transpose(), right, out, accumulate);
    else if (transposeB)
        product(left, right.transpose(), out, accumulate);
    else
        product(left, right, out, accumulate);
}

std::int32_t dot(const std::int16_t* a, const std::int16_t* b, long k)
{
    std::int32_t sum = 0;
    for (long i = 0; i < k; ++i)
        sum += a[i] * b[i];
    return sum;
}

void dotRows(const std::int16_t* rows, const std::int16_t* weights, const std::int32_t* bias, std::int32_t* out, long m, long n, long k)
{
    for (long r = 0; r < m; ++r) {
        const std::int16_t* x = rows + r * k;
        long j = 0;
        for (; j + 4 <= n; j += 4) {
            const std::int16_t *w0 = weights + j * k, *w1 = w0 + k, *w2 = w1 + k, *w3 = w2 + k;
            std::int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            for (long i = 0; i < k; ++i) {
                s0 += x[i] * w0[i];
                s1 += x[i] * w1[i];
                s2 += x[i] * w2[i];
                s3 += x[i] * w3[i];
            }
            std::int32_t* to = out + r * n + j;
            to[0] = s0;
            to[1] = s1;
            to[2] = s2;
            to[3] = s3;
        }
        for (; j < n; ++j)
            out[r * n + j] = dot(x, weights + j * k, k);
        if (bias)
            for (j = 0; j < n; ++j)
                out[r * n + j] += bias[j];
    }
}

void multiplyAccumulate(const std::int16_t* x, const std::int16_t* w, std::int32_t* sums, long n)
{
    for (long i = 0; i < n; ++i)
        sums[i] += x[i] * w[i];
}

void multiplyAccumulateFloat(const float* x, const float* w, float* sums, long n)
{
    for (long i = 0; i < n; ++i)
        sums[i] += x[i] * w[i];
}

void addRows(const float* rows, float* sums, long count, long n)
{
    for (long r = 0; r < count; ++r)
        for (long i = 0; i < n; ++i)
            sums[i] += rows[r * n + i];
}

void biasAndClamp(const float* bias, float lowest, float highest, float* rows, long count, long n)
{
    for (long r = 0; r < count; ++r) {
        float* row = rows + r * n;
        for (long i = 0; bias && i < n; ++i)
            row[i] += bias[i];
        for (long i = 0; i < n; ++i) {
            const float above = row[i] < lowest ? lowest : row[i];  // NaN stays NaN
            row[i] = above > highest ? highest : above;
        }
    }
}

void gatherPatches(const PatchRun* runs, long count, const float* map, float* patches)
{
    for (const PatchRun* run = runs; run != runs + count; ++run)
        std::memcpy(patches + run->patch, map + run->map, static_cast<std::size_t>(run->count) * sizeof(float));
}

void scatterPatches(const PatchRun* runs, long count, const float* patches, float* map)
{
    for (const PatchRun* run = runs; run != runs + count; ++run) {
        const float* from = patches + run->patch;
        float* to = map + run->map;
        for (std::int32_t i = 0; i < run->count; ++i)
            to[i] += from[i];
    }
}

// The compiler unrolls sixteen channels into scalars before it looks for vectors, so these are vectors from the start.
using Floats = float __attribute__((vector_size(64)));
using Offsets = std::int32_t __attribute__((vector_size(64)));
constexpr long kBlock = 16;

void takeMaximum(const float* in, float* out, std::int32_t* winner, std::int32_t from)
{
    Floats x, highest;
    Offsets which, here;
    std::memcpy(&x, in, sizeof x);
    std::memcpy(&highest, out, sizeof highest);
    std::memcpy(&which, winner, sizeof which);
    for (std::int32_t i = 0; i < kBlock; ++i)
        here[i] = from + i;
    const Offsets more = x > highest;
    highest = more ? x : highest;
    which = more ? here : which;
    std::memcpy(out, &highest, sizeof highest);
    std::memcpy(winner, &which, sizeof which);
}

void maximumPool(const PoolTap* taps, long count, long channels, const float* x, float* highest, std::int32_t* winner)
{
    std::int32_t pixel = -1;
    for (const PoolTap* tap = taps; tap != taps + count; ++tap) {
        const float* in = x + tap->from;
        float* out = highest + tap->pixel * channels;
        std::int32_t* which = winner + tap->pixel * channels;
        if (tap->pixel != pixel) {  // its first tap
            pixel = tap->pixel;
            for (long i = 0; i < channels; ++i) {
                out[i] = in[i];
                which[i] = tap->from + static_cast<std::int32_t>(i);
            }
            continue;
        }
        long i = 0;
        for (; i + kBlock <= channels; i += kBlock)
            takeMaximum(in + i, out + i, which + i, tap->from + static_cast<std::int32_t>(i));
        for (; i < channels; ++i)
            if (in[i] > out[i]) {
                out[i] = in[i];
                which[i] = tap->from + static_cast<std::int32_t>(i);
            }
    }
}

void rectifierGradient(const float* y, float highest, float* gradient, long n)
{
    for (long i = 0; i < n; ++i) {
        const float above = y[i] > 0.0f ? gradient[i] : 0.0f;
        gradient[i] = y[i] < highest ? above : 0.0f;
    }
}

/// Same arithmetic as fixed_point::multiply, without branches.
std::int32_t scaled(std::int32_t sum, std::int32_t multiplier, std::int32_t left, std::int32_t right)
{
    const auto shifted = static_cast<std::int32_t>(static_cast<std::uint32_t>(sum) << left);
    const std::int64_t product = static_cast<std::int64_t>(shifted) * multiplier;
    // Truncating division by 2^31 of a nudged product: negative numbers round towards zero.
    const std::int64_t nudged = product + (product >= 0 ? (std::int64_t{1} << 30) : 1 - (std::int64_t{1} << 30));
    const auto high = static_cast<std::int32_t>((nudged + (nudged < 0 ? (std::int64_t{1} << 31) - 1 : 0)) >> 31);
    const auto mask = static_cast<std::int32_t>((std::uint32_t{1} << right) - 1);
    const std::int32_t threshold = (mask >> 1) + (high < 0 ? 1 : 0);
    return (high >> right) + ((high & mask) > threshold ? 1 : 0);
}

void requantize(const std::int32_t* sums, std::uint8_t* out, long rows, long n, const Requantization& how)
{
    for (long r = 0; r < rows; ++r)
        for (long i = 0; i < n; ++i) {
            std::int32_t value = scaled(sums[r * n + i], how.multiplier[i], how.left[i], how.right[i]) + how.zeroPoint;
            value = value < how.lowest ? how.lowest : value;
            value = value > how.highest ? how.highest : value;
            out[r * n + i] = static_cast<std::uint8_t>(value);
        }
}

} // namespace

#define TENBIN_TEXT2(a) #a
#define TENBIN_TEXT(a) TENBIN_TEXT2(a)
extern const SimdKernels kKernels;
const SimdKernels kKernels{TENBIN_TEXT(TENBIN_SIMD_LEVEL), gemm, dotRows, multiplyAccumulate, multiplyAccumulateFloat, addRows,
                           biasAndClamp, gatherPatches, scatterPatches, maximumPool, rectifierGradient, requantize};

} // namespace tenbin::TENBIN_SIMD_LEVEL
