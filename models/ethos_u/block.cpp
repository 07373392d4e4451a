// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/block.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "engine/core/bounded.h"
#include "engine/core/units.h"

namespace tenbin::ethos_u {

namespace {

constexpr std::int64_t kBank = 1024;
constexpr std::int64_t kLargestHeight = 32, kLargestWidth = 64, kLargestDepth = 128; // of an output block
constexpr std::int64_t kSplitDepth = 16; // depth in which outputs may be split
constexpr std::int64_t kReservedOutputBanks = 2;
constexpr std::int64_t kLongestInput = 1 << 20; // beyond every buffer, and products of two stay in range

/// Depth-first reads 32 channels a step, part-kernel 8 channels and four kernel elements; the better used one wins.
bool prefersPartKernel(const Pass& pass)
{
    if (pass.kind != PassKind::convolution && pass.kind != PassKind::depthwise)
        return false;
    const std::int64_t depth = pass.in.c;
    if (depth <= 8)
        return true;
    const bool wide = pass.inBits > 8;
    const std::int64_t taps = boundedProduct({pass.kernelH, pass.kernelW});
    const auto channels = static_cast<double>(depth);
    const double partKernel =
        channels * static_cast<double>(taps)
        / (static_cast<double>(roundUp(depth, 8)) * static_cast<double>(roundUp(taps, wide ? 2 : 4)));
    return partKernel > channels / static_cast<double>(roundUp(depth, wide ? 16 : 32));
}

/// Reads per output of candidate blocks in the shared RAM of U55 and U65.
class SharedRamSearch {
public:
    SharedRamSearch(const Accelerator& accelerator, const Pass& pass)
        : m_accelerator(accelerator), m_pass(pass), m_micro(accelerator.microBlocks[0])
    {
        m_partKernel = prefersPartKernel(pass);
        const std::int64_t mostAtOnce = pass.inBits > 8 || m_partKernel ? 16 : 32;
        m_stepDepth = roundUp(std::min<std::int64_t>(pass.in.c, mostAtOnce), pass.inBits > 8 ? 4 : 8);
        const bool table = pass.activation == ActivationStage::table;
        m_endBanks = m_accelerator.banks > 16 || table ? 2 : 0;
        const bool weighted = pass.kind == PassKind::convolution || pass.kind == PassKind::depthwise;
        if (weighted)
            m_weightFactor = static_cast<double>(pass.kernelH) * static_cast<double>(pass.kernelW)
                             * static_cast<double>(pass.in.c)
                             * (pass.kind == PassKind::depthwise ? 1.0 : static_cast<double>(pass.out.c));
        m_inputFactor = static_cast<double>(pass.in.c) * static_cast<double>(ceilDiv(pass.spanH, 8))
                        * static_cast<double>(ceilDiv(pass.spanW, 8));
        m_inputElements = pixelsOf(pass.in) * static_cast<double>(pass.in.c);
        m_flat = pass.out.h == 1 && pass.spanH == 1 && m_micro.h == 2;
    }

    Block best()
    {
        const std::int64_t maxC = roundUp(std::min(m_pass.out.c, kLargestDepth), m_micro.c);
        const std::vector<Cut> rows = cuts(m_pass.out.h, kLargestHeight, m_micro.h, m_pass.strideH, m_pass.spanH);
        const std::vector<Cut> columns = cuts(m_pass.out.w, kLargestWidth, m_micro.w, m_pass.strideW, m_pass.spanW);
        for (std::int64_t c = firstDepth(maxC); c <= maxC; c = nextDepth(c)) {
            std::size_t width = columns.size(); // what did not fit lower does not fit higher
            for (const Cut& row : rows)
                for (std::size_t i = 0; i < width; ++i)
                    if (!tryBlock(row, columns[i], c)) {
                        width = i;
                        break;
                    }
        }
        return m_best;
    }

private:
    std::int64_t firstDepth(std::int64_t maxC) const
    {
        const std::int64_t c = std::max(m_micro.c, std::min(maxC, kSplitDepth));
        return c < m_pass.out.c ? roundUp(c, kSplitDepth) : c;
    }
    std::int64_t nextDepth(std::int64_t c) const
    {
        c += m_micro.c;
        return c < m_pass.out.c ? roundUp(c, kSplitDepth) : c;
    }

    /// One way to cut an axis of the output, with what follows from it.
    struct Cut {
        std::int64_t length = 0; ///< of a block of outputs
        std::int64_t input = 0;  ///< of the input under it
        double blocks = 0.0;     ///< blocks along the axis, borders counted whole
        double share = 0.0;      ///< the same, borders counted by what they hold
    };

    std::vector<Cut> cuts(std::int64_t outputs, std::int64_t largest, std::int64_t micro, std::int64_t stride,
                          std::int64_t span) const
    {
        std::vector<Cut> list;
        const std::int64_t end = roundUp(std::min(outputs, largest), micro);
        list.reserve(static_cast<std::size_t>(end / micro));
        for (std::int64_t length = micro; length <= end; length += micro) {
            const std::int64_t counted = m_flat && micro == m_micro.h && outputs == 1 ? 1 : length;
            list.push_back({length, roundUp(detail::inputSpan(length, stride, span, m_pass.upscale), micro),
                            static_cast<double>(ceilDiv(outputs, counted)),
                            static_cast<double>(outputs) / static_cast<double>(counted)});
        }
        return list;
    }

    bool fits(const Extent& out, const Extent& in) const
    {
        const auto banks = [](std::int64_t bytes, std::int64_t granule) {
            return roundUp(2 * ceilDiv(bytes, kBank), granule);
        };
        const bool wide = m_pass.inBits == 32;
        const int granule = wide ? m_accelerator.wideInputGranule : m_accelerator.inputGranule;
        const std::int64_t input = banks(in.pixels() * roundUp(in.c * m_pass.inBits / 8, 8), granule);
        const std::int64_t available = m_accelerator.banks - m_endBanks - kReservedOutputBanks;
        if (m_pass.kind == PassKind::elementwise)
            return input * (m_pass.twoInputs ? 2 : 1) <= available;
        const bool wideSums = m_pass.inBits == 16 && m_pass.kind != PassKind::pooling;
        const std::int64_t sums = out.pixels() * roundUp(out.c, 8) * (wideSums ? 5 : 4);
        return input + banks(sums, wideSums ? m_accelerator.accumulator40Granule : m_accelerator.accumulator32Granule)
               <= available;
    }

    bool tryBlock(const Cut& row, const Cut& column, std::int64_t depth)
    {
        const Extent in{row.input, column.input, m_pass.equalDepth() ? depth : m_stepDepth};
        const Extent out{m_flat ? 1 : row.length, column.length, depth};
        if (!fits(out, in))
            return false;
        const double cost = reads(row, column, in, depth);
        if (cost > m_bestCost)
            return true;
        if (cost == m_bestCost) { // small blocks: the one that covers more of the input
            const double cover = pixelsOf(m_pass.in)
                                 / static_cast<double>(std::min<std::int64_t>(m_pass.in.h, in.h)
                                                       * std::min<std::int64_t>(m_pass.in.w, in.w));
            if (cover > m_bestCover || row.length > 4 || column.length > 4)
                return true;
            m_bestCover = cover;
        } else {
            m_bestCover = std::numeric_limits<double>::max();
        }
        m_bestCost = cost;
        m_best = {.out = out, .in = in, .microBlock = m_micro, .partKernel = m_partKernel};
        return true;
    }

    /// Weights and inputs that are read for the whole output, in elements.
    double reads(const Cut& row, const Cut& column, const Extent& in, std::int64_t depth) const
    {
        double inputReads = static_cast<double>(in.pixels()) * m_inputFactor * row.share * column.share;
        if (!m_pass.equalDepth())
            inputReads *= static_cast<double>(ceilDiv(m_pass.out.c, depth));
        const double cost = m_weightFactor * row.blocks * column.blocks + inputReads;
        const bool buffered = m_inputElements < 2.0 * static_cast<double>(in.elements()); // all of it
        return buffered ? cost / 2.0 : cost;
    }

    const Accelerator& m_accelerator;
    const Pass& m_pass;
    Extent m_micro;
    bool m_partKernel = false, m_flat = false;
    std::int64_t m_stepDepth = 8, m_endBanks = 0;
    double m_weightFactor = 0.0, m_inputFactor = 1.0, m_inputElements = 0.0;
    double m_bestCost = std::numeric_limits<double>::max();
    double m_bestCover = std::numeric_limits<double>::max();
    Block m_best{.out = m_micro, .in = m_micro, .microBlock = m_micro};
};

} // namespace

namespace detail {

std::int64_t inputSpan(std::int64_t length, std::int64_t stride, std::int64_t span, std::int64_t upscale)
{
    return std::min(kLongestInput, ceilDiv((length - 1) * stride + std::min<std::int64_t>(span, 8), upscale));
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
