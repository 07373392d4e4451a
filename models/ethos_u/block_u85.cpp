// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/block.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/bounded.h"
#include "engine/core/units.h"

namespace tenbin::ethos_u::detail {

namespace {

constexpr std::int64_t kLargestSide = 128, kLargestDepth = 1024; // of an output block
constexpr std::int64_t kDepthGranule = 16;                       // of accumulators

std::int64_t down(std::int64_t value, std::int64_t multiple) { return value / multiple * multiple; }

/// Kernel-first takes five (then two) kernel elements and 16 channels a step, depth-first 64 channels.
bool prefersKernelFirst(const Pass& pass)
{
    if (pass.kind != PassKind::convolution)
        return false;
    const std::int64_t taps = boundedProduct({pass.kernelH, pass.kernelW});
    const std::int64_t rounded = taps / 5 * 5 + std::max<std::int64_t>(taps % 5, 2);
    const auto depth = static_cast<double>(pass.in.c);
    const auto padded = [&](std::int64_t multiple) { return static_cast<double>(roundUp(pass.in.c, multiple)); };
    const double kernelFirst = depth / padded(16) * static_cast<double>(taps) / static_cast<double>(rounded);
    return kernelFirst >= depth / padded(64);
}

/// Configurations of 128 and 256 MACs keep their 16-deep micro-block for depthwise work and pooling;
/// the large ones their 16-deep one of three.
bool allowed(const Accelerator& accelerator, const Pass& pass, const Extent& micro)
{
    const bool channelwise = pass.kind == PassKind::depthwise || pass.kind == PassKind::pooling;
    const bool deep = micro.c == 16;
    if (accelerator.macs <= 256 && pass.kind == PassKind::elementwise)
        return true;
    if (accelerator.macs <= 256 && pass.inBits > 8)
        return !deep || !channelwise;
    if (accelerator.macs <= 256)
        return deep == channelwise;
    if (accelerator.macs >= 1024 && (channelwise || pass.kind == PassKind::reduceSum))
        return deep;
    return true;
}

Extent chooseMicroBlock(const Accelerator& accelerator, const Pass& pass)
{
    Extent best = accelerator.microBlocks[0];
    double least = std::numeric_limits<double>::max();
    for (int i = 0; i < accelerator.microBlockCount; ++i) {
        const Extent& micro = accelerator.microBlocks[static_cast<std::size_t>(i)];
        if (!allowed(accelerator, pass, micro))
            continue;
        const double covered = static_cast<double>(roundUp(pass.out.h, micro.h))
                               * static_cast<double>(roundUp(pass.out.w, micro.w))
                               * static_cast<double>(roundUp(pass.out.c, micro.c));
        if (covered < least) {
            least = covered;
            best = micro;
        }
    }
    return best;
}

/// What the input RAM is handed out in, by the bits of a pixel's channels: wide and shallow or narrow and deep.
Extent inputUnit(const Accelerator& accelerator, const Extent& micro, std::int64_t depth, int bits)
{
    const bool narrow = depth * bits <= 128;
    const bool medium = depth * bits <= 256;
    const std::int64_t lane = 128 / bits;
    // Four pixels in the shape of the micro-block, the channels to be filled in.
    Extent four{2, 2, 1};
    if (micro.h == 1 && micro.w == 4)
        four = {1, 4, 1};
    switch (accelerator.macs) {
    case 128:
        if (narrow)
            return {1, 2, lane};
        return {1, 1, 2 * lane};
    case 256:
    case 512:
        if (narrow)
            return {four.h, four.w, lane};
        if (medium)
            return {1, 2, 2 * lane};
        return {1, 1, 4 * lane};
    case 1024:
        if (narrow)
            return {2, 4, lane};
        if (medium)
            return {four.h, four.w, 2 * lane};
        return {1, 2, 4 * lane};
    default:
        if (narrow)
            return {4, 4, lane};
        if (medium)
            return {2, 4, 2 * lane};
        return {four.h, four.w, 4 * lane};
    }
}

class U85Search {
public:
    U85Search(const Accelerator& accelerator, const Pass& pass)
        : m_accelerator(accelerator), m_pass(pass), m_micro(chooseMicroBlock(accelerator, pass)),
          m_kernelFirst(prefersKernelFirst(pass)), m_granule{m_micro.h, m_micro.w, kDepthGranule},
          m_map{roundUp(pass.out.h, m_granule.h), roundUp(pass.out.w, m_granule.w), roundUp(pass.out.c, m_granule.c)},
          m_limit{std::min(m_map.h, kLargestSide), std::min(m_map.w, kLargestSide), std::min(m_map.c, kLargestDepth)}
    {
        m_stepDepth = 64;
        if (m_kernelFirst)
            m_stepDepth = 16;
        else if (pass.inBits == 32 || (accelerator.macs <= 256 && m_micro.c == 16))
            m_stepDepth = 32;
        m_inputElements = accelerator.inputRamBytes * 8 / pass.inBits;
        int sumBits = 32;
        if (pass.inBits == 16 && pass.kind != PassKind::pooling)
            sumBits = 48;
        m_accumulators = accelerator.accumulatorRamBytes * 8 / sumBits;
    }

    Block best()
    {
        if (m_pass.kind == PassKind::elementwise)
            return elementwise();
        if (m_pass.kind == PassKind::depthwise || m_pass.kind == PassKind::pooling)
            return channelwise();
        for (const int copies : {2, 1})
            if (searchDepths(copies))
                break;
        return m_best;
    }

private:
    Extent inputBlock(const Extent& out, std::int64_t depth) const
    {
        const Extent unit = inputUnit(m_accelerator, m_micro, depth, m_pass.inBits);
        return {roundUp(inputSpan(out.h, m_pass.strideH, m_pass.spanH, m_pass.upscale), unit.h),
                roundUp(inputSpan(out.w, m_pass.strideW, m_pass.spanW, m_pass.upscale), unit.w),
                roundUp(depth, unit.c)};
    }

    Block elementwise() const
    {
        const std::int64_t perRow = std::max<std::int64_t>(1, 2048 / (m_granule.c * m_granule.h));
        return {.out = {std::min(m_limit.h, m_granule.h * 4), std::min(m_limit.w, perRow), m_granule.c},
                .in = {std::min(m_limit.h, m_granule.h * 4), std::min(m_limit.w, perRow), m_granule.c},
                .microBlock = m_micro};
    }

    // --- depthwise work and pooling: the block that covers most of a plane ----------------

    Block channelwise() const
    {
        Extent chosen = m_granule;
        double best = std::numeric_limits<double>::max();
        const std::int64_t deepest = std::min(
            std::max<std::int64_t>(m_accelerator.macs, m_accumulators / (m_micro.pixels() * kDepthGranule)), m_limit.c);
        for (std::int64_t depth = kDepthGranule; depth <= deepest; depth += kDepthGranule) {
            const Extent fitted = fitPlane(depth);
            if (fitted.c == 0)
                break;
            const double area =
                static_cast<double>(m_map.h) * static_cast<double>(m_map.w) / static_cast<double>(fitted.pixels());
            const double shallow = static_cast<double>(m_limit.c) / static_cast<double>(depth);
            const double metric = (1.0 + std::abs(1.0 - area)) * (1.0 + std::abs(1.0 - shallow) / 10.0);
            if (metric < best) {
                best = metric;
                chosen = fitted;
            }
        }
        return {.out = chosen, .in = inputBlock(chosen, chosen.c), .microBlock = m_micro};
    }

    /// Largest plane of the map's aspect whose sums and inputs fit, with room to read ahead; depth 0 if none does.
    Extent fitPlane(std::int64_t depth) const
    {
        const double aspect = static_cast<double>(m_map.h) / static_cast<double>(m_map.w);
        for (std::int64_t room = m_accumulators / depth; room >= m_micro.pixels(); room = room * 7 / 8) {
            const double width = std::sqrt(static_cast<double>(room) / aspect);
            Extent out{std::clamp(down(static_cast<std::int64_t>(width * aspect), m_granule.h), m_granule.h, m_limit.h),
                       std::clamp(down(static_cast<std::int64_t>(width), m_granule.w), m_granule.w, m_limit.w), depth};
            out.h = std::clamp(down(room / out.w, m_granule.h), m_granule.h, m_limit.h);
            const bool whole = out.h >= m_map.h && out.w >= m_map.w && depth >= m_map.c;
            const std::int64_t ahead = whole ? 0 : inputBlock({m_granule.h, out.w, depth}, depth).elements();
            if (out.elements() <= m_accumulators && inputBlock(out, depth).elements() + ahead <= m_inputElements)
                return out;
        }
        const Extent least{m_granule.h, m_granule.w, depth};
        return inputBlock(least, depth).elements() <= m_inputElements ? least : Extent{1, 1, 0};
    }

    // --- convolutions and matrix products: the block that reads least per output ----------

    bool searchDepths(int copies)
    {
        bool found = false;
        std::int64_t depth = std::max(m_micro.c, std::min(m_limit.c, kDepthGranule));
        for (; depth <= std::max(m_limit.c, m_micro.c); depth += m_micro.c) {
            std::int64_t width = m_limit.w;
            for (std::int64_t h = m_granule.h; h <= m_limit.h && width > 0; h += m_granule.h)
                for (std::int64_t w = m_granule.w; w <= width; w += m_granule.w) {
                    if (!tryBlock({h, w, depth}, copies)) {
                        width = w - m_granule.w;
                        break;
                    }
                    found = true;
                }
        }
        return found;
    }

    bool tryBlock(const Extent& out, int copies)
    {
        const Extent in = inputBlock(out, m_stepDepth);
        const std::int64_t unit = inputUnit(m_accelerator, m_micro, m_stepDepth, m_pass.inBits).c;
        const std::int64_t depth = roundUp(std::min(in.c, m_pass.in.c), unit);
        if (in.pixels() * depth * copies > m_inputElements
            || out.pixels() * roundUp(out.c, kDepthGranule) * copies > m_accumulators)
            return false;
        const double cost = readsPerOutput(out, in);
        if (cost < m_bestCost) {
            m_bestCost = cost;
            m_best = {.out = out, .in = {in.h, in.w, m_stepDepth}, .microBlock = m_micro, .partKernel = m_kernelFirst};
        }
        return true;
    }

    double readsPerOutput(const Extent& out, const Extent& in) const
    {
        const Nhwc& o = m_pass.out;
        double cost = 1.0 / static_cast<double>(out.pixels());
        if (m_pass.kind == PassKind::convolution) {
            const auto rows = static_cast<double>(ceilDiv(o.h, out.h));
            const auto columns = static_cast<double>(ceilDiv(o.w, out.w));
            const double taps = static_cast<double>(m_pass.kernelH) * static_cast<double>(m_pass.kernelW);
            const auto subKernels =
                static_cast<double>(ceilDiv(m_pass.spanH, 8)) * static_cast<double>(ceilDiv(m_pass.spanW, 8));
            const auto inputs = static_cast<double>(m_pass.in.c);
            const double weightReads = taps * (inputs * static_cast<double>(o.c)) * rows * columns;
            const double inputReads = static_cast<double>(in.pixels()) * inputs * subKernels * static_cast<double>(o.h)
                                      / static_cast<double>(out.h) * static_cast<double>(o.w)
                                      / static_cast<double>(out.w) * static_cast<double>(ceilDiv(o.c, out.c));
            cost = (weightReads + inputReads) / (pixelsOf(o) * static_cast<double>(o.c));
        }
        const double inputElements = pixelsOf(m_pass.in) * static_cast<double>(m_pass.in.c);
        return inputElements < 2.0 * static_cast<double>(in.elements()) ? cost / 2.0 : cost;
    }

    const Accelerator& m_accelerator;
    const Pass& m_pass;
    Extent m_micro;
    bool m_kernelFirst;
    Extent m_granule, m_map, m_limit;
    std::int64_t m_stepDepth = 64, m_inputElements = 0, m_accumulators = 0;
    double m_bestCost = std::numeric_limits<double>::max();
    Block m_best{.out = m_granule, .in = m_granule, .microBlock = m_micro};
};

} // namespace

Block chooseU85Block(const Accelerator& accelerator, const Pass& pass) { return U85Search(accelerator, pass).best(); }

} // namespace tenbin::ethos_u::detail
