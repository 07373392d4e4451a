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

void gemm(const float* a, const float* b, float* c, long m, long n, long k, bool transposeA, bool transposeB,
          bool accumulate)
{
    Eigen::Map<Matrix> out(c, m, n);
    const Const left(a, transposeA ? k : m, transposeA ? m : k);
    const Const right(b, transposeB ? n : k, transposeB ? k : n);
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

void dotRows(const std::int16_t* rows, const std::int16_t* weights, const std::int32_t* bias, std::int32_t* out, long m,
             long n, long k)
{
    for (long r = 0; r < m; ++r) {
        const std::int16_t* x = rows + r * k;
        long j = 0;
        for (; j + 4 <= n; j += 4) {
            const std::int16_t* w0 = weights + j * k;
            const std::int16_t* w1 = w0 + k;
            const std::int16_t* w2 = w1 + k;
            const std::int16_t* w3 = w2 + k;
            std::int32_t s0 = 0;
            std::int32_t s1 = 0;
            std::int32_t s2 = 0;
            std::int32_t s3 = 0;
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
            const float above = row[i] < lowest ? lowest : row[i]; // NaN stays NaN
            row[i] = above > highest ? highest : above;
        }
    }
}

// The compiler unrolls sixteen floats into scalars before it looks for vectors, so these are vectors from the start.
using Floats = float __attribute__((vector_size(64)));
using Offsets = std::int32_t __attribute__((vector_size(64)));
constexpr long kBlock = 16;

/// Short runs: a call of memcpy would cost more than the copy.
void copy(const float* from, float* to, std::int32_t count)
{
    std::int32_t i = 0;
    for (Floats block; i + kBlock <= count; i += static_cast<std::int32_t>(kBlock)) {
        std::memcpy(&block, from + i, sizeof block);
        std::memcpy(to + i, &block, sizeof block);
    }
    for (; i < count; ++i)
        to[i] = from[i];
}

void gatherPatches(const PatchRun* runs, long count, const float* map, float* patches)
{
    for (const PatchRun* run = runs; run != runs + count; ++run)
        copy(map + run->map, patches + run->patch, run->count);
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

constexpr Offsets kLanes{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/// Sixteen channels of one window, `taps` up to `end`.
void windowMaximum(const PoolTap* taps, const PoolTap* end, const float* x, std::int32_t channel, float* out,
                   std::int32_t* winner)
{
    Floats highest;
    Floats other;
    std::memcpy(&highest, x + taps->from + channel, sizeof highest);
    Offsets which = Offsets{} + taps->from;
    for (const PoolTap* tap = taps + 1; tap != end; ++tap) {
        std::memcpy(&other, x + tap->from + channel, sizeof other);
        const Offsets more = other > highest;
        highest = more ? other : highest;
        which = more ? Offsets{} + tap->from : which;
    }
    which += kLanes + channel;
    std::memcpy(out, &highest, sizeof highest);
    std::memcpy(winner, &which, sizeof which);
}

void maximumPool(const PoolTap* taps, long count, long channels, const float* x, float* highest, std::int32_t* winner)
{
    const PoolTap* const last = taps + count;
    for (const PoolTap *first = taps, *end = taps; first != last; first = end) {
        while (end != last && end->pixel == first->pixel)
            ++end;
        float* out = highest + first->pixel * channels;
        std::int32_t* which = winner + first->pixel * channels;
        std::int32_t c = 0;
        for (; c + kBlock <= channels; c += static_cast<std::int32_t>(kBlock))
            windowMaximum(first, end, x, c, out + c, which + c);
        for (; c < channels; ++c) {
            out[c] = x[first->from + c];
            which[c] = first->from + c;
            for (const PoolTap* tap = first + 1; tap != end; ++tap)
                if (x[tap->from + c] > out[c]) {
                    out[c] = x[tap->from + c];
                    which[c] = tap->from + c;
                }
        }
    }
}

void maximumPoolGradient(const PoolTap* taps, long count, long channels, const std::int32_t* winner,
                         const float* gradient, float* to)
{
    for (const PoolTap* tap = taps; tap != taps + count; ++tap) {
        const float* dy = gradient + tap->pixel * channels;
        const std::int32_t* which = winner + tap->pixel * channels;
        float* dx = to + tap->from;
        std::int32_t c = 0;
        for (; c + kBlock <= channels; c += static_cast<std::int32_t>(kBlock)) {
            Floats share;
            Offsets won;
            std::memcpy(&share, dy + c, sizeof share);
            std::memcpy(&won, which + c, sizeof won);
            share = won == kLanes + (tap->from + c) ? share : Floats{};
            std::memcpy(dx + c, &share, sizeof share);
        }
        for (; c < channels; ++c)
            dx[c] = which[c] == tap->from + c ? dy[c] : 0.0f;
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
const SimdKernels kKernels{TENBIN_TEXT(TENBIN_SIMD_LEVEL),
                           gemm,
                           dotRows,
                           multiplyAccumulate,
                           multiplyAccumulateFloat,
                           addRows,
                           biasAndClamp,
                           gatherPatches,
                           scatterPatches,
                           maximumPool,
                           maximumPoolGradient,
                           rectifierGradient,
                           requantize};

} // namespace tenbin::TENBIN_SIMD_LEVEL
