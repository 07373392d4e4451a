// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kernels/esp_nn_scratch.h"

#include <algorithm>

#include "models/common/capped_product.h"

namespace tenbin::microcontroller {

namespace {

constexpr std::int64_t kVector = 16; ///< bytes
constexpr std::int64_t kHalfVector = 8;
/// A map of so many bytes with its padding is padded whole, a larger one a strip of rows at a time.
constexpr std::int64_t kWholeMapBytes = 40 * 1024;
/// The same of a map widened to 16 bits, with its filter.
constexpr std::int64_t kWholeWideBytes = 48 * 1024;
/// What a tile of the P4 may take of its first-level cache.
constexpr std::int64_t kCacheBytes = 32 * 1024;
constexpr std::int64_t kS3Margin = 64, kP4Margin = 32;
constexpr std::int64_t kWordBytes = 4;

bool isUnpaddedPointwise(const LayerShape& s)
{
    return s.kernelH == 1 && s.kernelW == 1 && s.padding.left == 0 && s.padding.top == 0 && s.strideH == 1
           && s.strideW == 1;
}

std::int64_t mapBytes(const LayerShape& s, std::int64_t moreW, std::int64_t moreH, std::int64_t channels)
{
    return cappedProduct({s.in.w + moreW, s.in.h + moreH, channels});
}

/// Rows and columns that windows reach beyond the map's end.
std::int64_t beyondWidth(const LayerShape& s)
{
    return std::max<std::int64_t>(0, cappedProduct({s.out.w, s.strideW}) + s.kernelW - 1 - s.in.w);
}
std::int64_t beyondHeight(const LayerShape& s)
{
    return std::max<std::int64_t>(0, cappedProduct({s.out.h, s.strideH}) + s.kernelH - 1 - s.in.h);
}

/// Filters in rows of whole half vectors, eight pixels transposed twice, and the map where its channels are odd.
std::int64_t pointwiseScratch(const LayerShape& s, std::int64_t margin)
{
    const std::int64_t channels = roundUp(s.in.c, kHalfVector);
    const std::int64_t map = s.in.c % kHalfVector == 0 ? 0 : mapBytes(s, 0, 0, channels);
    const std::int64_t transposed = s.in.pixels() < kHalfVector ? 0 : 2 * kHalfVector * channels;
    return map + channels * s.out.c + transposed + margin;
}

std::int64_t s3Convolution(const LayerShape& s)
{
    if (isUnpaddedPointwise(s))
        return pointwiseScratch(s, kS3Margin);
    const std::int64_t row = s.kernelW * s.in.c, window = s.kernelH * row;
    if (row < kVector && window >= kVector) // all taps as one vector
        return s.out.c * kWordBytes + s.out.c * roundUp(window, kVector) + roundUp(window, kVector) + 2 * kVector
               + kS3Margin;
    const bool pads = s.padding.left > 0 || s.padding.top > 0;
    const std::int64_t padded = pads ? mapBytes(s, 2LL * s.padding.left, 2LL * s.padding.top, s.in.c) : 0;
    const std::int64_t right = beyondWidth(s), bottom = beyondHeight(s);
    const std::int64_t extended = right > 0 || bottom > 0 ? mapBytes(s, right, bottom, s.in.c) : 0;
    const std::int64_t filters = cappedProduct({s.kernelW, s.kernelH, roundUp(s.in.c, kVector), s.out.c});
    const std::int64_t alignedFilters = cappedProduct({roundUp(row, kVector), s.kernelH, s.out.c});
    return padded + filters + alignedFilters + extended + kS3Margin + s.out.c * kWordBytes;
}

/// 3x3, channels in whole vectors: the map with its padding, or a strip of it.
std::int64_t s3AlignedDepthwise(const LayerShape& s, std::int64_t filter)
{
    const bool pads = s.padding.left > 0 || s.padding.top > 0;
    const std::int64_t moreW = pads ? 2LL * s.padding.left : beyondWidth(s);
    const std::int64_t moreH = pads ? 2LL * s.padding.top : beyondHeight(s);
    if (moreW == 0 && moreH == 0)
        return filter + kVector;
    const std::int64_t whole = mapBytes(s, moreW, moreH, s.in.c);
    const std::int64_t strip = cappedProduct({s.in.w + moreW, s.kernelH, s.in.c});
    return filter + (whole <= kWholeMapBytes ? whole : strip) + kVector;
}

/// Channels filled up to whole vectors, in and out.
std::int64_t s3WidenedDepthwise(const LayerShape& s)
{
    const std::int64_t channels = roundUp(s.in.c, kVector);
    const std::int64_t map =
        mapBytes(s, 2LL * s.padding.left + beyondWidth(s), 2LL * s.padding.top + beyondHeight(s), channels);
    return s.kernelH * s.kernelW * channels + map + s.out.pixels() * channels + kS3Margin;
}

/// Map and filter at 16 bits, whole or a strip of rows.
std::int64_t s3WideDepthwise(const LayerShape& s, std::int64_t filter)
{
    const std::int64_t whole = 2 * (filter + mapBytes(s, 0, 0, s.in.c));
    if (whole <= kWholeWideBytes)
        return whole + 2 * kVector;
    return 2 * filter + 2 * cappedProduct({s.in.w, s.kernelH, s.in.c}) + 2 * kVector;
}

/// Channels filled up to whole half vectors, with their scales.
std::int64_t s3OddDepthwise(const LayerShape& s)
{
    const std::int64_t channels = roundUp(s.in.c, kHalfVector);
    std::int64_t bytes = roundUp(2 * cappedProduct({s.kernelH, s.kernelW, channels}), kVector);
    bytes = roundUp(bytes + 2 * mapBytes(s, 0, 0, channels), kVector);
    bytes = roundUp(bytes + s.out.pixels() * channels, kVector);
    return bytes + 3 * channels * kWordBytes + kVector;
}

std::int64_t s3Depthwise(const LayerShape& s)
{
    const std::int64_t multiplier = s.in.c > 0 ? s.out.c / s.in.c : 1;
    const std::int64_t filter = cappedProduct({s.kernelH, s.kernelW, s.out.c});
    if (multiplier == 1 && s.in.c % kHalfVector == 0) {
        const bool isSquare = s.kernelH == 3 && s.kernelW == 3;
        if (isSquare && s.in.c % kVector == 0)
            return s3AlignedDepthwise(s, filter);
        if (isSquare && s.in.c > kHalfVector)
            return s3WidenedDepthwise(s);
        if (isSquare)
            return 2 * (filter + mapBytes(s, 0, 0, s.in.c)) + 2 * kVector;
        return s3WideDepthwise(s, filter);
    }
    if (multiplier == 1 && s.in.c > 3)
        return s3OddDepthwise(s);
    return multiplier % 4 == 0 ? 2 * (filter + mapBytes(s, 0, 0, s.in.c)) + 2 * kVector : kVector * 2;
}

/// Channels so that a row of the window fills a vector.
std::int64_t p4FilledChannels(const LayerShape& s)
{
    return roundUp(ceilDiv(kVector, std::max<std::int64_t>(1, s.kernelW)), kVector);
}

/// A window of under sixteen elements on a padded map: whole, or rows that the cache holds.
std::int64_t p4SmallPaddedWindow(const LayerShape& s, std::int64_t sums)
{
    const std::int64_t width = s.in.w + 2LL * s.padding.left;
    const std::int64_t whole = mapBytes(s, 2LL * s.padding.left, 2LL * s.padding.top, s.in.c);
    if (whole + sums <= kCacheBytes)
        return whole + cappedProduct({s.kernelW, s.kernelH, roundUp(s.in.c, kVector), s.out.c});
    const std::int64_t channels = p4FilledChannels(s);
    const std::int64_t filters = cappedProduct({s.kernelW, s.kernelH, channels, s.out.c});
    const std::int64_t row = cappedProduct({width, channels}), left = kCacheBytes - sums - filters;
    std::int64_t rows = 1;
    if (left > 0 && cappedProduct({s.kernelH, row}) <= left)
        rows = std::min(s.out.h, (left - s.kernelH * row) / (s.strideH * row) + 1);
    return filters + cappedProduct({(rows - 1) * s.strideH + s.kernelH + 2LL * s.padding.top, row});
}

std::int64_t p4Convolution(const LayerShape& s)
{
    const std::int64_t sums = s.out.c * kWordBytes;
    if (isUnpaddedPointwise(s) && s.in.c < kVector)
        return sums + kVector * s.out.c + 2 * kVector + kP4Margin;
    if (isUnpaddedPointwise(s))
        return pointwiseScratch(s, kP4Margin);
    const bool pads = s.padding.left > 0 || s.padding.top > 0;
    const std::int64_t row = s.kernelW * s.in.c, window = s.kernelH * row;
    if (!pads && row >= kVector)
        return cappedProduct({s.kernelW, s.kernelH, roundUp(s.in.c, kVector), s.out.c}) + sums + kP4Margin;
    if (window >= kVector)
        return sums + window + kP4Margin;
    if (pads)
        return p4SmallPaddedWindow(s, sums) + sums + kP4Margin;
    const std::int64_t channels = p4FilledChannels(s);
    return sums + cappedProduct({s.kernelW, s.kernelH, channels, s.out.c}) + mapBytes(s, 0, 0, channels) + kP4Margin;
}

/// A word for every element of a row.
std::int64_t softmaxScratch(const LayerShape& s) { return s.in.c * kWordBytes; }

} // namespace

std::int64_t espNnS3Scratch(const LayerShape& s)
{
    if (s.kind == OperatorKind::conv2d)
        return s.groups > 1 ? 0 : s3Convolution(s);
    if (s.kind == OperatorKind::depthwiseConv2d)
        return s3Depthwise(s);
    return espNnPortableScratch(s);
}

std::int64_t espNnP4Scratch(const LayerShape& s)
{
    if (s.kind == OperatorKind::conv2d)
        return s.groups > 1 ? 0 : p4Convolution(s);
    return espNnPortableScratch(s);
}

std::int64_t espNnPortableScratch(const LayerShape& s)
{
    return s.kind == OperatorKind::softmax ? softmaxScratch(s) : 0;
}

} // namespace tenbin::microcontroller
