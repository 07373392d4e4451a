// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/cycles.h"

#include <algorithm>

#include "engine/core/units.h"
#include "models/ethos_u/reads.h"

namespace tenbin::ethos_u {

namespace {

constexpr int kSubKernel = 8; // larger windows run in parts of 8 x 8

/// An axis cut into pieces: how many of which length.
struct Pieces {
    struct Piece {
        std::int64_t length = 0, count = 0;
    };
    std::array<Piece, 2> list{};
    int size = 0;

    Pieces(std::int64_t length, std::int64_t piece)
    {
        if (length / piece > 0)
            list[static_cast<std::size_t>(size++)] = {piece, length / piece};
        if (length % piece > 0)
            list[static_cast<std::size_t>(size++)] = {length % piece, 1};
    }
    const Piece* begin() const { return list.data(); }
    const Piece* end() const { return list.data() + size; }
};

/// Cycles of the multipliers for one block of outputs.
class BlockCycles {
public:
    BlockCycles(const Accelerator& accelerator, const Pass& pass, const Block& block)
        : m_accelerator(accelerator), m_pass(pass), m_block(block), m_micro(block.microBlock)
    {
        const bool u85 = accelerator.generation == Generation::u85;
        const bool reduces = pass.kind == PassKind::convolution || pass.kind == PassKind::vectorProduct;
        // Rows of one pixel: the four outputs of a plane lie side by side instead of two by two.
        if (reduces && m_micro.h == 2 && pass.out.h == 1 && pass.spanH == 1 && pass.out.w % 2 == 0)
            m_micro = {1, m_micro.w * 2, m_micro.c};
        m_weightCycles = 32.0 * static_cast<double>(m_micro.c) / 8.0;
        m_lanes = accelerator.cores;
        if (u85) {
            m_weightCycles /= accelerator.cores;
            m_lanes = 1;
        }
        const bool wideSums = pass.inBits == 16 && pass.kind != PassKind::pooling;
        m_delay = 2.0;
        if (accelerator.macs == 32)
            m_delay = 3.0;
        if (wideSums && accelerator.macs == 32)
            m_delay = 7.0;
        else if (wideSums && accelerator.macs <= 128)
            m_delay = 3.0;
    }

    double of(std::int64_t h, std::int64_t w, std::int64_t c) const
    {
        const std::int64_t plane = ceilDiv(h, m_micro.h) * ceilDiv(w, m_micro.w);
        const std::int64_t depth = ceilDiv(c, m_micro.c);
        double cycles = 0.0;
        for (const auto& step : Pieces(reduction(), std::min<std::int64_t>(m_block.in.c, reduction())))
            for (const auto& tall : Pieces(m_pass.kernelH, std::min<std::int64_t>(kSubKernel, m_pass.kernelH)))
                for (const auto& wide : Pieces(m_pass.kernelW, std::min<std::int64_t>(kSubKernel, m_pass.kernelW)))
                    cycles += static_cast<double>(step.count) * static_cast<double>(tall.count * wide.count)
                              * subKernel(plane, depth, static_cast<double>(tall.length * wide.length), step.length);
        return cycles / m_lanes;
    }

private:
    /// Channels that are summed over.
    std::int64_t reduction() const { return m_pass.equalDepth() ? 1 : m_pass.in.c; }

    double subKernel(std::int64_t plane, std::int64_t depth, double taps, std::int64_t channels) const
    {
        const auto area = static_cast<double>(plane);
        const double wide = m_pass.inBits > 8 ? 2.0 : 1.0;
        const auto eights = static_cast<double>(ceilDiv(channels, 8));
        const auto depths = static_cast<double>(depth);
        double steps = taps;
        double cycles = 0.0;
        double fills = 1.0; // how often the pipeline fills anew
        switch (m_pass.kind) {
        case PassKind::pooling:
            return (std::max(4.0, taps) * wide * area + fillCycles(plane, 1, 1.0)) * depths;
        case PassKind::depthwise:
            steps = tapSteps(static_cast<std::int64_t>(taps), 4);
            cycles = std::max(m_weightCycles, 4.0 * wide * area) * steps;
            break;
        case PassKind::convolution:
            if (!m_block.partKernel) {
                cycles = wholeKernelCycles(area, eights, wide) * steps;
                break;
            }
            steps = tapSteps(static_cast<std::int64_t>(taps), wide > 1.0 ? 2 : 4);
            cycles = std::max(m_weightCycles, 4.0 * area) * steps * eights;
            fills = eights;
            break;
        case PassKind::vectorProduct:
        case PassKind::reduceSum:
        case PassKind::elementwise:
            cycles = wholeKernelCycles(area, eights, wide) * steps;
            break;
        }
        return cycles * depths + fillCycles(plane, depth, steps) * fills;
    }

    /// One kernel element, all channels of a plane.
    double wholeKernelCycles(double area, double eights, double wide) const
    {
        if (m_accelerator.generation == Generation::u85)
            return std::max(m_weightCycles, eights * area) * wide;
        return std::max(m_weightCycles, 4.0 * area);
    }

    /// Steps of four kernel elements. The U85 takes them five at a time and what is left, at least two, in as many
    /// cycles: the rounding of Vela's choice of traversal, which single layers on the FVP confirm.
    double tapSteps(std::int64_t taps, std::int64_t perStep) const
    {
        if (m_accelerator.generation != Generation::u85)
            return static_cast<double>(ceilDiv(taps, perStep));
        const std::int64_t left = taps % 5;
        return static_cast<double>(taps - left + (left > 0 ? std::max<std::int64_t>(left, 2) : 0))
               / static_cast<double>(perStep);
    }

    /// The adder pipeline drains between steps on the same outputs.
    double fillCycles(std::int64_t plane, std::int64_t depth, double steps) const
    {
        if (plane != 1)
            return 0.0;
        return depth == 1 ? m_delay * steps : m_delay * (steps - 1.0) * static_cast<double>(depth);
    }

    const Accelerator& m_accelerator;
    const Pass& m_pass;
    const Block& m_block;
    Extent m_micro;
    double m_weightCycles = 0.0, m_delay = 2.0;
    int m_lanes = 1;
};

double outputRate(const Accelerator& accelerator, const Pass& pass)
{
    return std::max(accelerator.outputCycles[static_cast<std::size_t>(pass.output)],
                    accelerator.activationCycles[static_cast<std::size_t>(pass.activation)]);
}

/// Maps lie in bricks of 16 channels, which move whole; what the processor wrote lies channel by channel.
double mapBytes(double pixels, std::int64_t channels, int bits, bool bricks = true)
{
    return pixels * static_cast<double>(bricks ? roundUp(channels, 16) : channels) * bits / 8.0;
}

PassCost elementwiseCost(const Accelerator& accelerator, const Pass& pass)
{
    PassCost cost;
    const double elements = pixelsOf(pass.out) * static_cast<double>(roundUp(pass.out.c, 4));
    cost.outputCycles = cost.pipeCycles = elements * outputRate(accelerator, pass);
    const double one = mapBytes(pixelsOf(pass.out), pass.out.c, pass.inBits);
    cost.inputBytes = pass.twoInputs ? 2.0 * one : one;
    cost.outputBytes = mapBytes(pixelsOf(pass.out), pass.out.c, pass.outBits);
    return cost;
}

} // namespace

double Pass::macs() const
{
    if (kind == PassKind::elementwise || kind == PassKind::pooling)
        return 0.0;
    const double outputs =
        pixelsOf(out) * static_cast<double>(out.c) * static_cast<double>(kernelH) * static_cast<double>(kernelW);
    return kind == PassKind::depthwise ? outputs : outputs * static_cast<double>(in.c);
}

PassCost passCost(const Accelerator& accelerator, const Pass& pass, const Block& block)
{
    if (pass.kind == PassKind::elementwise)
        return elementwiseCost(accelerator, pass);
    PassCost cost;
    const Nhwc& o = pass.out;
    const Extent b{std::min(block.out.h, o.h), std::min(block.out.w, o.w), std::min(block.out.c, o.c)};
    const BlockCycles multipliers(accelerator, pass, block);
    const double rate = outputRate(accelerator, pass);
    for (const auto& h : Pieces(o.h, b.h))
        for (const auto& w : Pieces(o.w, b.w))
            for (const auto& c : Pieces(o.c, b.c)) {
                const double count =
                    static_cast<double>(h.count) * static_cast<double>(w.count) * static_cast<double>(c.count);
                const double mac = multipliers.of(h.length, w.length, c.length);
                const double output = rate * static_cast<double>(h.length * w.length * c.length);
                cost.macCycles += count * mac;
                cost.outputCycles += count * output;
                cost.pipeCycles += count * std::max(mac, output);
            }
    cost.pipeCycles += std::min(multipliers.of(b.h, b.w, b.c), rate * static_cast<double>(b.elements()));
    cost.depthBlocks = ceilDiv(o.c, b.c);
    cost.weightReads = static_cast<double>(ceilDiv(o.h, b.h)) * static_cast<double>(ceilDiv(o.w, b.w));
    const double rereads = pass.equalDepth() ? 1.0 : static_cast<double>(cost.depthBlocks);
    const double pixels = readAlong({o.h, b.h, pass.strideH, pass.spanH, pass.upscale, pass.in.h})
                          * readAlong({o.w, b.w, pass.strideW, pass.spanW, pass.upscale, pass.in.w});
    cost.inputBytes = mapBytes(pixels, pass.in.c, pass.inBits, !pass.plainInput) * rereads;
    cost.outputBytes = mapBytes(pixelsOf(o), o.c, pass.outBits);
    return cost;
}

} // namespace tenbin::ethos_u
