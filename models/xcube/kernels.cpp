// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xcube/kernels.h"

#include <algorithm>

namespace tenbin::xcube {

namespace {

constexpr std::int64_t kFloatBytes = 4;

/// A convolution unpacks weights of as many filters as fit here, one at least.
constexpr std::int64_t kWeightCopyBytes = 5120;
/// Exponentials of all 8-bit differences, as words.
constexpr std::int64_t kSoftmaxTableBytes = 1024;
/// Channels of an image.
constexpr std::int64_t kImageChannels = 3;

bool isDepthwise(const LayerShape& s) { return s.kind == OperatorKind::depthwiseConv2d; }

/// Two columns at 16 bits, sums and scales of the filters, and a copy of weights.
std::int64_t matrixScratch(const LayerShape& s, const Release& release)
{
    const std::int64_t reduction = s.kernelH * s.kernelW * s.in.c / std::max<std::int64_t>(1, s.groups);
    const std::int64_t allWeights = 2 * reduction * s.out.c;
    const std::int64_t copy = std::min(allWeights, std::max(kWeightCopyBytes, 2 * reduction));
    if (!release.hasSmallScratch)
        return 4 * reduction + 14 * s.out.c + copy;
    const bool readsImage = s.in.c <= kImageChannels;
    return 4 * reduction + (readsImage ? 4 * s.out.c + allWeights : 10 * s.out.c + copy);
}

/// A filter one wide and several high is not overlaid (networks for motion sensors, release 8.1).
bool isLine(const LayerShape& s) { return s.kernelW == 1 && s.kernelH > 1; }

} // namespace

std::int64_t convolutionScratch(const LayerShape& s, const std::optional<FusedPool>& pool, const Release& release)
{
    if (isDepthwise(s))
        return (3 * s.kernelH * s.kernelW + 10) * s.out.c + 1;
    if (s.isPointwise() && s.strideH == 1 && s.strideW == 1 && s.groups == 1 && !pool)
        return 4 * s.in.c + 10 * s.out.c;
    const std::int64_t rows = pool ? release.poolBuffers * pool->windowH * s.out.w * s.out.c : 0;
    return matrixScratch(s, release) + rows;
}

std::int64_t denseScratch(std::int64_t inputs, std::int64_t outputs, bool perChannel)
{
    return 2 * inputs + (perChannel ? 10 * outputs : 0);
}

std::int64_t softmaxScratch(std::int64_t elements, const Release& release)
{
    return release.looksSoftmaxUp ? kSoftmaxTableBytes : 4 * elements;
}

std::optional<std::int64_t> convolutionShift(const LayerShape& s, std::int64_t outH, std::int64_t outW,
                                             const KernelPadding& padding, const std::optional<FusedPool>& pool)
{
    if (isLine(s))
        return std::nullopt;
    const std::int64_t rowOut = outW * s.out.c, rowIn = s.in.w * s.in.c;
    const std::int64_t rowsIn = s.strideH * (pool ? pool->strideH : 1); // consumed for one row of the output
    const std::int64_t growth = std::max<std::int64_t>(0, outH * (rowOut - rowsIn * rowIn));
    return growth + rowOut * (1 + padding.top) + padding.width * s.out.c;
}

std::optional<std::int64_t> floatConvolutionShift(const LayerShape& s)
{
    const std::int64_t rowOut = s.out.w * s.out.c * kFloatBytes;
    if (isDepthwise(s))
        return 2 * rowOut + 3 * s.out.c * kFloatBytes;
    if (!s.isPointwise())
        return std::nullopt;
    const std::int64_t rowIn = s.in.w * s.in.c * kFloatBytes;
    return std::max<std::int64_t>(0, s.out.h * rowOut - s.in.h * rowIn + 2 * rowOut - rowIn);
}

} // namespace tenbin::xcube
