// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u_block.h"

#include <algorithm>
#include <limits>

#include "engine/core/units.h"

namespace tenbin::ethos_u {

namespace {

constexpr int kBank = 1024;
constexpr int kLargestHeight = 32, kLargestWidth = 64, kLargestDepth = 128;  // of an output block
constexpr int kSplitDepth = 16;  // depth in which outputs may be split
constexpr int kReservedOutputBanks = 2;

int up(std::int64_t value, std::int64_t multiple) { return static_cast<int>(roundUp(value, multiple)); }

/// Depth-first reads 32 channels a step, part-kernel 8 channels and four kernel elements; the better used one wins.
bool prefersPartKernel(const Pass& pass)
{
    if (pass.kind != PassKind::convolution && pass.kind != PassKind::depthwise)
        return false;
    const std::int64_t depth = pass.in.c;
    if (depth <= 8)
        return true;
    const bool wide = pass.inBits > 8;
    const std::int64_t taps = pass.kernelH * pass.kernelW;
    const auto ratio = [](std::int64_t used, std::int64_t given) { return static_cast<double>(used) / static_cast<double>(given); };
    return ratio(depth * taps, roundUp(depth, 8) * roundUp(taps, wide ? 2 : 4)) > ratio(depth, roundUp(depth, wide ? 16 : 32));
}

/// Reads per output of candidate blocks in the shared RAM of U55 and U65.
class SharedRamSearch {
public:
    SharedRamSearch(const Accelerator& accelerator, const Pass& pass)
        : m_accelerator(accelerator), m_pass(pass), m_micro(accelerator.microBlocks[0])
    {
        m_partKernel = prefersPartKernel(pass);
        m_stepDepth = pass.inBits > 8 ? up(std::min<std::int64_t>(pass.in.c, 16), 4)
                                      : up(std::min<std::int64_t>(pass.in.c, m_partKernel ? 16 : 32), 8);
        const bool table = pass.activation == ActivationStage::table;
        m_endBanks = m_accelerator.banks > 16 || table ? 2 : 0;
        m_taps = static_cast<double>(pass.kernelH * pass.kernelW);
        m_subKernels = static_cast<double>(ceilDiv(pass.spanH, 8) * ceilDiv(pass.spanW, 8));
        m_flat = pass.out.h == 1 && pass.spanH == 1 && m_micro.h == 2;
    }

    Block best()
    {
        const int maxH = up(std::min<std::int64_t>(m_pass.out.h, kLargestHeight), m_micro.h);
        const int maxW = up(std::min<std::int64_t>(m_pass.out.w, kLargestWidth), m_micro.w);
        const int maxC = up(std::min<std::int64_t>(m_pass.out.c, kLargestDepth), m_micro.c);
        for (int c = firstDepth(maxC); c <= maxC; c = nextDepth(c)) {
            int width = maxW;  // what did not fit lower does not fit higher
            for (int h = m_micro.h; h <= maxH; h += m_micro.h)
                for (int w = m_micro.w; w <= width; w += m_micro.w)
                    if (!tryBlock({h, w, c})) {
                        width = w - m_micro.w;
                        break;
                    }
        }
        return m_best;
    }

private:
    int firstDepth(int maxC) const
    {
        const int c = std::max(m_micro.c, std::min(maxC, kSplitDepth));
        return c < m_pass.out.c ? up(c, kSplitDepth) : c;
    }
    int nextDepth(int c) const
    {
        c += m_micro.c;
        return c < m_pass.out.c ? up(c, kSplitDepth) : c;
    }

    Extent inputBlock(const Extent& out) const
    {
        return {up(detail::inputSpan(out.h, m_pass.strideH, m_pass.spanH, m_pass.upscale), m_micro.h),
                up(detail::inputSpan(out.w, m_pass.strideW, m_pass.spanW, m_pass.upscale), m_micro.w),
                m_pass.equalDepth() ? out.c : m_stepDepth};
    }

    bool fits(const Extent& out, const Extent& in) const
    {
        const auto banks = [](std::int64_t bytes, int granule) { return up(2 * ceilDiv(bytes, kBank), granule); };
        const bool wide = m_pass.inBits == 32;
        const int granule = wide ? m_accelerator.wideInputGranule : m_accelerator.inputGranule;
        const int input = banks(static_cast<std::int64_t>(in.pixels()) * up(in.c * m_pass.inBits / 8, 8), granule);
        const int available = m_accelerator.banks - m_endBanks - kReservedOutputBanks;
        if (m_pass.kind == PassKind::elementwise)
            return input * (m_pass.twoInputs ? 2 : 1) <= available;
        const bool wideSums = m_pass.inBits == 16 && m_pass.kind != PassKind::pooling;
        const std::int64_t sums = static_cast<std::int64_t>(out.pixels()) * up(out.c, 8) * (wideSums ? 5 : 4);
        return input + banks(sums, wideSums ? m_accelerator.accumulator40Granule : m_accelerator.accumulator32Granule) <= available;
    }

    bool tryBlock(const Extent& candidate)
    {
        const Extent in = inputBlock(candidate);
        const Extent out{m_flat ? 1 : candidate.h, candidate.w, candidate.c};
        if (!fits(out, in))
            return false;
        const double cost = readsPerOutput(out, in);
        if (cost > m_bestCost)
            return true;
        if (cost == m_bestCost) {  // small blocks: the one that covers more of the input
            const double cover = static_cast<double>(m_pass.in.pixels())
                / static_cast<double>(std::min<std::int64_t>(m_pass.in.h, in.h) * std::min<std::int64_t>(m_pass.in.w, in.w));
            if (cover > m_bestCover || candidate.h > 4 || candidate.w > 4)
                return true;
            m_bestCover = cover;
        } else {
            m_bestCover = std::numeric_limits<double>::max();
        }
        m_bestCost = cost;
        m_best = {.out = out, .in = in, .microBlock = m_micro, .partKernel = m_partKernel};
        return true;
    }

    double readsPerOutput(const Extent& out, const Extent& in) const
    {
        const Nhwc& o = m_pass.out;
        const auto whole = [](std::int64_t length, int part) { return static_cast<double>(ceilDiv(length, part)); };
        const auto share = [](std::int64_t length, int part) { return static_cast<double>(length) / part; };
        const bool weighted = m_pass.kind == PassKind::convolution || m_pass.kind == PassKind::depthwise;
        double weightReads = weighted ? m_taps * static_cast<double>(m_pass.in.c) * whole(o.h, out.h) * whole(o.w, out.w) : 0.0;
        if (m_pass.kind != PassKind::depthwise)
            weightReads *= static_cast<double>(o.c);
        double inputReads = static_cast<double>(in.pixels()) * static_cast<double>(m_pass.in.c) * m_subKernels * share(o.h, out.h) * share(o.w, out.w);
        if (!m_pass.equalDepth())
            inputReads *= whole(o.c, out.c);
        const double cost = (weightReads + inputReads) / static_cast<double>(o.pixels() * o.c);
        const bool allBuffered = m_pass.in.pixels() * m_pass.in.c < 2 * static_cast<std::int64_t>(in.elements());
        return allBuffered ? cost / 2.0 : cost;
    }

    const Accelerator& m_accelerator;
    const Pass& m_pass;
    Extent m_micro;
    bool m_partKernel = false, m_flat = false;
    int m_stepDepth = 8, m_endBanks = 0;
    double m_taps = 1.0, m_subKernels = 1.0;
    double m_bestCost = std::numeric_limits<double>::max();
    double m_bestCover = std::numeric_limits<double>::max();
    Block m_best{.out = m_micro, .in = m_micro, .microBlock = m_micro};
};

} // namespace

namespace detail {

int inputSpan(std::int64_t length, std::int64_t stride, std::int64_t span, int upscale)
{
    return static_cast<int>(ceilDiv((length - 1) * stride + std::min<std::int64_t>(span, 8), upscale));
}

Block chooseSharedRamBlock(const Accelerator& accelerator, const Pass& pass)
{
    return SharedRamSearch(accelerator, pass).best();
}

} // namespace detail

Block chooseBlock(const Accelerator& accelerator, const Pass& pass)
{
    return accelerator.generation == Generation::u85 ? detail::chooseU85Block(accelerator, pass)
                                                     : detail::chooseSharedRamBlock(accelerator, pass);
}

} // namespace tenbin::ethos_u
