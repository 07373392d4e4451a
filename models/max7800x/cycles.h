// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tenbin {

inline constexpr std::int64_t kMax7800xProcessors = 64;

/// One hardware layer of a MAX7800x, in the terms of the vendor's network loader
/// (ai8x-synthesis, izer/latency.py). Sizes in pixels and channels; a 1-D
/// convolution runs along the height with a width of 1.
struct Max7800xLayer {
    bool convolution = true;   ///< false: pass-through (pooling, copies) or element-wise only
    std::int64_t operands = 1; ///< of the element-wise unit in front, 1 to 16
    std::int64_t poolH = 1, poolW = 1;
    bool poolFirst = true;                 ///< false: pool the element-wise result, not its operands
    std::int64_t pooledH = 1, pooledW = 1; ///< feature map that the convolution sees; transposed convolution: upsampled
    std::int64_t kernelH = 1, kernelW = 1;
    std::int64_t padH = 0, padW = 0;
    std::int64_t passes = 1;      ///< input channels over 64 processors, rounded up
    std::int64_t outChannels = 1; ///< with the gaps of the processor map; 1 for a depthwise convolution
    std::int64_t outW = 1;
    std::int64_t timeslots = 1;     ///< pass-through: writes a pixel and pass needs
    bool flatten = false;           ///< fully connected on a feature map of more than one pixel
    std::int64_t kernelOffset = 0;  ///< first weight word
    bool emulatesMultipass = false; ///< MAX78000: pooling after element-wise work replays its kernels
    bool streaming = false;         ///< adds the half that the vendor's tool adds to streamed layers

    bool operator==(const Max7800xLayer&) const = default;
};

/// Clock cycles of one layer. Source: the cycle model that ai8x-synthesis prints
/// for MAX78000 (izer/latency.py); the same formula holds for MAX78002 with its
/// pipeline off (AN7664, figures 10 and 11). A network takes one cycle more than
/// the sum of its layers.
std::int64_t max7800xCycles(const Max7800xLayer& layer);

/// Weight-memory reads with the products they start: one an output pixel, output
/// channel, pass and active processor. Drives the energy.
std::int64_t max7800xKernelOperations(const Max7800xLayer& layer, std::int64_t outPixels, std::int64_t processors);

/// Processors active in each of `passes` passes; multiples of 4 when there are several.
std::int64_t max7800xPasses(std::int64_t channels);
std::int64_t max7800xActiveProcessors(std::int64_t channels);
/// Channels with the gaps that several passes of the next layer leave.
std::int64_t max7800xMappedChannels(std::int64_t channels);
/// Writes a pixel and pass needs when nothing is convolved: 4 processors share a
/// memory port, 16 a group.
std::int64_t max7800xTimeslots(std::int64_t processors);

} // namespace tenbin
