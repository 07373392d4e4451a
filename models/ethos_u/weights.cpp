// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/weights.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/bounded.h"
#include "engine/core/units.h"

namespace tenbin::ethos_u {

namespace {

constexpr std::int64_t kRun = 64, kRuns = 32; // values looked at: enough for a tenth of a bit
constexpr double kDenseBits = 8.4;            // int8 weights that use their range, with the slices' headers

/// How often magnitudes occur; index 2|v| - (v < 0), as the encoder maps signs.
struct Histogram {
    std::array<std::int64_t, 513> counts{};
    std::size_t end = 0; ///< behind the largest symbol seen

    void add(int value)
    {
        const auto symbol = static_cast<std::size_t>(std::clamp(value > 0 ? 2 * value - 1 : -2 * value, 0, 512));
        ++counts[symbol];
        end = std::max(end, symbol + 1);
    }

    /// Bits a value under the best Golomb-Rice divisor 2^0 to 2^6, symbols counted from `first`.
    double riceBits(int first) const
    {
        double best = 9.0;
        for (int k = 0; k <= 6; ++k) {
            std::int64_t bits = 0;
            std::int64_t values = 0;
            for (auto s = static_cast<std::size_t>(first); s < end; ++s) {
                bits += counts[s] * (static_cast<std::int64_t>((s - static_cast<std::size_t>(first)) >> k) + 1 + k);
                values += counts[s];
            }
            if (values > 0)
                best = std::min(best, static_cast<double>(bits) / static_cast<double>(values));
        }
        return best;
    }
};

Histogram sample(const Tensor& weights)
{
    Histogram histogram;
    const bool isSigned = weights.type.kind == DataType::Kind::signedInteger;
    const int zero =
        weights.quantization.zeroPoints.empty() ? 0 : static_cast<int>(weights.quantization.zeroPoints.front());
    const auto size = std::min<std::int64_t>(weights.elements(), static_cast<std::int64_t>(weights.data.size()));
    const std::int64_t step = std::max(kRun, size / kRuns);
    for (std::int64_t run = 0; run < size; run += step)
        for (std::int64_t i = run; i < std::min(size, run + kRun); ++i) {
            const auto raw = static_cast<int>(weights.data[static_cast<std::size_t>(i)]);
            histogram.add((isSigned && raw > 127 ? raw - 256 : raw) - zero);
        }
    return histogram;
}

} // namespace

WeightValues weightValues(const Tensor& weights, double zeroFraction)
{
    WeightValues values{.zeroFraction = zeroFraction, .valueBits = kDenseBits, .nonZeroBits = kDenseBits};
    if (weights.weights)
        values.zeroFraction = std::max(zeroFraction, weights.weights->zeroFraction());
    if (weights.type.isInteger() && weights.type.bits == 8 && !weights.data.empty()) {
        const Histogram histogram = sample(weights);
        values.valueBits = std::min(kDenseBits, histogram.riceBits(0));
        values.nonZeroBits = std::min(kDenseBits, histogram.riceBits(1));
    }
    return values;
}

double encodedWeightBytes(const Accelerator& accelerator, const Pass& pass, const WeightValues& values)
{
    if (!pass.usesWeights())
        return 0.0;
    // Either every value is coded, or runs of zeros and the values between them.
    const double zero = std::clamp(values.zeroFraction, 0.0, 0.999);
    const double kept = 1.0 - zero;
    const double run = zero / kept; // zeros before a kept value; Rice code of a geometric run
    const double runBits = run < 0.5 ? 1.0 + run : 1.0 + std::log2(1.0 + run) + 0.6;
    const double bits = std::min({values.valueBits, kept * (values.nonZeroBits + runBits), 8.5});
    const auto padded = [](std::int64_t count, std::int64_t multiple) {
        return static_cast<double>(roundUp(count, multiple)) / static_cast<double>(std::max<std::int64_t>(1, count));
    };
    const double padding = padded(pass.out.c, accelerator.microBlocks[0].c)
                           * (pass.kind == PassKind::depthwise ? padded(boundedProduct({pass.kernelH, pass.kernelW}), 4)
                                                               : padded(pass.in.c, 8));
    const auto elements = static_cast<double>(pass.weights);
    const double paddingBits = (padding - 1.0) * 0.5; // runs of zeros beside the weights
    return std::ceil(elements * (bits + paddingBits) / 8.0 / 16.0) * 16.0;
}

} // namespace tenbin::ethos_u
