// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/reads.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "engine/core/bounded.h"
#include "engine/core/units.h"

namespace tenbin::ethos_u {

namespace {

__extension__ using Wide = unsigned __int128; // a * n + b of 40 bits each

/// Sum of floor((a k + b) / m) for k from 0 to n - 1, by Euclid's algorithm. Exact below 2^53.
double sumOfFloors(std::uint64_t n, std::uint64_t m, std::uint64_t a, std::uint64_t b)
{
    double sum = 0.0;
    while (n > 0) {
        const auto terms = static_cast<double>(n);
        const std::uint64_t wholeA = a / m;
        const std::uint64_t wholeB = b / m;
        sum += terms * (terms - 1.0) / 2.0 * static_cast<double>(wholeA) + terms * static_cast<double>(wholeB);
        a %= m;
        b %= m;
        const Wide top = static_cast<Wide>(a) * n + b;
        n = static_cast<std::uint64_t>(top / m);
        b = static_cast<std::uint64_t>(top % m);
        std::swap(m, a);
        if (m == 0)
            break;
    }
    return sum;
}

class AxisReads {
public:
    explicit AxisReads(const BlockedAxis& axis)
        : m_axis(axis), m_step(axis.block * axis.stride), m_before((axis.span - 1) / 2),
          m_enlarged(boundedProduct({axis.inputs, axis.upscale})), m_full(axis.outputs / axis.block)
    {
    }

    double total() const
    {
        // Where windows begin inside the input, where they begin to end outside, and where they lie behind it.
        const std::int64_t inside = clamped(ceilDiv(m_before, m_step));
        const std::int64_t last = m_enlarged + m_before - length(m_axis.block);
        const std::int64_t cut = clamped(last < 0 ? 0 : last / m_step + 1);
        const std::int64_t behind = clamped(ceilDiv(m_enlarged + m_before, m_step));
        std::array<std::int64_t, 4> borders{inside, cut, behind, m_full};
        std::sort(borders.begin(), borders.end());
        double sum = 0.0;
        std::int64_t from = 0;
        for (const std::int64_t to : borders) {
            sum += evenReads(from, to);
            from = to;
        }
        if (const std::int64_t rest = m_axis.outputs % m_axis.block; rest > 0)
            sum += static_cast<double>(ceilDiv(pixels(m_full, rest), m_axis.upscale));
        return sum;
    }

private:
    std::int64_t clamped(std::int64_t blocks) const { return std::clamp<std::int64_t>(blocks, 0, m_full); }
    std::int64_t length(std::int64_t outputs) const { return (outputs - 1) * m_axis.stride + m_axis.span; }

    /// Of the enlarged input, under `outputs` outputs of block `index`.
    std::int64_t pixels(std::int64_t index, std::int64_t outputs) const
    {
        const std::int64_t start = index * m_step - m_before;
        const std::int64_t end = std::min(m_enlarged, start + length(outputs));
        return std::max<std::int64_t>(0, end - std::max<std::int64_t>(0, start));
    }

    /// Reads of blocks `from` to `to` - 1, whose windows change evenly.
    double evenReads(std::int64_t from, std::int64_t to) const
    {
        if (from >= to)
            return 0.0;
        const std::int64_t first = pixels(from, m_axis.block);
        const std::int64_t last = pixels(to - 1, m_axis.block);
        const std::int64_t slope = to - from > 1 ? std::abs(pixels(from + 1, m_axis.block) - first) : 0;
        return sumOfFloors(static_cast<std::uint64_t>(to - from), static_cast<std::uint64_t>(m_axis.upscale),
                           static_cast<std::uint64_t>(slope),
                           static_cast<std::uint64_t>(std::min(first, last) + m_axis.upscale - 1));
    }

    const BlockedAxis& m_axis;
    std::int64_t m_step, m_before, m_enlarged, m_full;
};

} // namespace

double readAlong(const BlockedAxis& axis) { return AxisReads(axis).total(); }

} // namespace tenbin::ethos_u
