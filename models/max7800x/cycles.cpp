// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/max7800x/cycles.h"

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/core/units.h"

namespace tenbin {

namespace {

__extension__ using Wide = __int128; // windows, passes and channels beyond the hardware's limits multiply

/// What reading one pixel costs, before and after the pooling or element-wise unit.
struct ReadCost {
    Wide padding;    ///< a padded pixel
    Wide pixel;      ///< a pixel of the (pooled) input
    Wide repetition; ///< reads of an input pixel
    Wide replay;     ///< once a layer
};

ReadCost readCost(const Max7800xLayer& l)
{
    const Wide window = Wide{l.poolH} * l.poolW;
    if (l.poolFirst)
        return {Wide{2} * l.passes * l.operands, Wide{l.passes} * l.operands * (window + 1), 1, 0};
    ReadCost cost{Wide{2} * l.passes, l.passes * (l.operands * window + 1), l.passes, 0};
    if (l.emulatesMultipass && (l.passes > 1 || l.operands > 1))
        cost.replay = ((Wide{l.pooledH} + Wide{2} * l.padH - l.kernelW + 1) * l.padW
                       + (Wide{l.pooledW} + Wide{2} * l.padW - l.kernelH + 1) * l.padH - Wide{l.padH} * l.padW)
                      * l.kernelOffset;
    return cost;
}

/// Reading part of one output row; `pixel` is what its last-row pixels cost.
Wide rowReads(const Max7800xLayer& l, const ReadCost& cost, Wide pixel)
{
    return l.padW * (cost.padding + 1) + cost.repetition * (l.kernelW - 1 - l.padW) * (pixel + 1)
           + cost.repetition * (l.outW - l.padW) * pixel + l.padW * cost.padding;
}

Wide convolutionCycles(const Max7800xLayer& l, const ReadCost& cost)
{
    const Wide sides = Wide{2} * l.padW * (cost.padding + 1);
    const Wide paddedRow = sides + cost.repetition * l.pooledW * (cost.padding + 1);
    const Wide fillRow = sides + cost.repetition * l.pooledW * (cost.pixel + 1);
    const Wide fillRows = l.kernelH - 1 - l.padH; // read before the first output row
    // One output channel of one pixel a clock and pass; a lone channel costs its write once more.
    Wide writes = Wide{l.passes} * l.outW * l.outChannels;
    if (l.outChannels == 1 && l.passes == 1)
        writes += 1;
    const Wide flattening = static_cast<int>(l.flatten);
    return flattening + cost.replay + l.padH * paddedRow + fillRows * fillRow
           + (l.pooledH - fillRows) * (rowReads(l, cost, cost.pixel) + writes)
           + l.padH * (rowReads(l, cost, cost.padding) + writes);
}

} // namespace

std::int64_t max7800xCycles(const Max7800xLayer& layer)
{
    const ReadCost cost = readCost(layer);
    Wide cycles = Wide{layer.pooledH} * layer.pooledW * (cost.pixel + Wide{layer.passes} * layer.timeslots);
    if (layer.convolution)
        cycles = convolutionCycles(layer, cost);
    if (layer.streaming)
        cycles = (15 * cycles + 9) / 10;
    return static_cast<std::int64_t>(std::clamp<Wide>(cycles, 1, kMostCount));
}

std::int64_t max7800xKernelOperations(const Max7800xLayer& layer, std::int64_t outPixels, std::int64_t processors)
{
    if (!layer.convolution)
        return 0;
    return boundedProduct({outPixels, layer.outChannels, layer.passes, processors});
}

std::int64_t max7800xPasses(std::int64_t channels)
{
    return std::max<std::int64_t>(1, ceilDiv(channels, kMax7800xProcessors));
}

std::int64_t max7800xActiveProcessors(std::int64_t channels)
{
    const std::int64_t passes = max7800xPasses(channels);
    if (passes == 1)
        return std::max<std::int64_t>(1, channels);
    return roundUp(ceilDiv(channels, passes), 4);
}

std::int64_t max7800xMappedChannels(std::int64_t channels)
{
    if (channels <= kMax7800xProcessors)
        return channels;
    return max7800xPasses(channels) * max7800xActiveProcessors(channels);
}

std::int64_t max7800xTimeslots(std::int64_t processors)
{
    return (std::clamp<std::int64_t>(processors, 1, 16) - 1) / 4 + 1;
}

} // namespace tenbin
