// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling, mean and softmax; integers as in TensorFlow Lite's reference kernels.
#include <bit>
#include <cmath>

#include "engine/inference/kernel_site.h"

namespace tenbin::kernels {

namespace {

struct Pool {
    Nhwc in, out;
    Pool2dAttributes at;

    /// visit(offset of channel 0) for the pixels of one window that lie inside the map; returns their number.
    template <class Visit>
    std::int32_t forEachPixel(std::int64_t pixel, Visit visit) const
    {
        const std::int64_t n = pixel / out.pixels();
        const std::int64_t oy = pixel % out.pixels() / out.w;
        const std::int64_t ox = pixel % out.w;
        std::int32_t count = 0;
        for (std::int64_t ky = 0; ky < at.kernelH; ++ky)
            for (std::int64_t kx = 0; kx < at.kernelW; ++kx) {
                const std::int64_t y = oy * at.strideH - at.padding.top + ky;
                const std::int64_t x = ox * at.strideW - at.padding.left + kx;
                if (y < 0 || y >= in.h || x < 0 || x >= in.w)
                    continue;
                visit(((n * in.h + y) * in.w + x) * in.c);
                ++count;
            }
        return count;
    }
};

/// Rounded to nearest, halves away from zero.
std::int32_t average(std::int32_t sum, std::int32_t count)
{
    if (sum > 0)
        return (sum + count / 2) / count;
    return (sum - count / 2) / count;
}

Kernel integerPooling(const Site& site, const Pool& pool)
{
    const bool isSigned = site.output().type.kind == DataType::Kind::signedInteger;
    const bool isMax = site.op.kind == OperatorKind::maxPool2d;
    return [pool, isSigned, isMax, range = site.range(), in = site.in(0), out = site.out()](InferenceBuffers& ws) {
        const auto* x = ws.values<std::uint8_t>(in);
        auto* y = ws.values<std::uint8_t>(out);
        auto* sums = ws.scratch<std::int32_t>(2, static_cast<std::size_t>(pool.in.c));
        for (std::int64_t pixel = 0; pixel < pool.out.n * pool.out.pixels(); ++pixel) {
            std::fill(sums, sums + pool.in.c, isMax ? -256 : 0);
            const std::int32_t count = pool.forEachPixel(pixel, [&](std::int64_t at) {
                for (std::int64_t c = 0; c < pool.in.c; ++c) {
                    const std::int32_t value = number(x[at + c], isSigned);
                    sums[c] = isMax ? std::max(sums[c], value) : sums[c] + value;
                }
            });
            for (std::int64_t c = 0; c < pool.in.c; ++c) {
                const std::int32_t value = isMax || count == 0 ? sums[c] : average(sums[c], count);
                y[pixel * pool.in.c + c] = static_cast<std::uint8_t>(std::clamp(value, range.lowest, range.highest));
            }
        }
    };
}

Kernel floatPooling(const Site& site, const Pool& pool)
{
    return [pool, isMax = site.op.kind == OperatorKind::maxPool2d, activation = pool.at.activation, in = site.in(0),
            out = site.out()](InferenceBuffers& ws) {
        const float* x = ws.values<float>(in);
        for (std::int64_t pixel = 0; pixel < pool.out.n * pool.out.pixels(); ++pixel) {
            float* y = ws.values<float>(out) + pixel * pool.in.c;
            std::fill(y, y + pool.in.c, isMax ? std::numeric_limits<float>::lowest() : 0.0f);
            const std::int32_t count = pool.forEachPixel(pixel, [&](std::int64_t at) {
                for (std::int64_t c = 0; c < pool.in.c; ++c)
                    y[c] = isMax ? std::max(y[c], x[at + c]) : y[c] + x[at + c];
            });
            for (std::int64_t c = 0; c < pool.in.c; ++c)
                y[c] = activated(isMax || count == 0 ? y[c] : y[c] / static_cast<float>(count), activation);
        }
    };
}

/// One offset an input element: where it is summed up.
std::vector<std::int64_t> reductionTargets(const Site& site, const AxisAttributes& axes)
{
    const Shape& shape = site.input(0).shape;
    std::vector<std::int64_t> strides(shape.size(), 0);
    std::int64_t stride = 1;
    for (std::size_t d = shape.size(); d-- > 0;)
        if (std::find(axes.axes.begin(), axes.axes.end(), static_cast<int>(d)) == axes.axes.end()) {
            strides[d] = stride;
            stride *= shape[d];
        }
    std::vector<std::int64_t> targets(static_cast<std::size_t>(elementCount(shape)));
    for (std::size_t i = 0; i < targets.size(); ++i) {
        auto rest = static_cast<std::int64_t>(i);
        for (std::size_t d = shape.size(); d-- > 0; rest /= shape[d])
            targets[i] += rest % shape[d] * strides[d];
    }
    return targets;
}

Kernel integerMean(const Site& site, std::vector<std::int64_t> targets)
{
    const std::int64_t outputs = site.output().elements();
    const std::int64_t count = static_cast<std::int64_t>(targets.size()) / outputs;
    // QuantizedMeanOrSum of reference/reduce.h: 1 / count is folded into the multiplier.
    fixed_point::Multiplier m = fixed_point::quantizeMultiplier(static_cast<double>(Site::scale(site.input(0)))
                                                                / static_cast<double>(Site::scale(site.output())));
    const int shift = std::min({63 - std::countl_zero(static_cast<std::uint64_t>(count)), 32, 31 + m.shift});
    m.value = static_cast<std::int32_t>((static_cast<std::int64_t>(m.value) << shift) / count);
    m.shift -= shift;
    const bool isSigned = site.output().type.kind == DataType::Kind::signedInteger;
    const auto offset = static_cast<std::int32_t>(Site::zeroPoint(site.input(0)) * count);
    return [=, targets = std::move(targets), range = site.range(), zero = Site::zeroPoint(site.output()),
            in = site.in(0), out = site.out()](InferenceBuffers& ws) {
        auto* sums = ws.scratch<std::int32_t>(2, static_cast<std::size_t>(outputs));
        std::fill(sums, sums + outputs, 0);
        for (std::size_t i = 0; i < targets.size(); ++i)
            sums[targets[i]] += number(ws.values<std::uint8_t>(in)[i], isSigned);
        for (std::int64_t i = 0; i < outputs; ++i)
            ws.values<std::uint8_t>(out)[i] = static_cast<std::uint8_t>(
                std::clamp(fixed_point::multiply(sums[i] - offset, m) + zero, range.lowest, range.highest));
    };
}

Kernel floatMean(const Site& site, std::vector<std::int64_t> targets)
{
    const std::int64_t outputs = site.output().elements();
    return [=, targets = std::move(targets), in = site.in(0), out = site.out()](InferenceBuffers& ws) {
        auto* y = ws.values<float>(out);
        std::fill(y, y + outputs, 0.0f);
        for (std::size_t i = 0; i < targets.size(); ++i)
            y[targets[i]] += ws.values<float>(in)[i];
        const std::int64_t each = static_cast<std::int64_t>(targets.size()) / outputs;
        for (std::int64_t i = 0; i < outputs; ++i)
            y[i] /= static_cast<float>(each);
    };
}

/// reference/softmax.h: gemmlowp's fixed-point exponentials.
struct IntegerSoftmax {
    fixed_point::Multiplier beta;
    int smallestDifference;
    bool isSigned;

    std::int32_t exponential(std::int32_t difference) const
    {
        const auto shifted = static_cast<std::int32_t>(static_cast<std::uint32_t>(difference) << beta.shift);
        return fixed_point::expOnNegativeValues(fixed_point::saturatingRoundingDoublingHighMul(shifted, beta.value));
    }

    void row(const std::uint8_t* x, std::uint8_t* y, std::int64_t depth) const
    {
        std::int32_t highest = -256;
        std::int32_t sum = 0;
        for (std::int64_t i = 0; i < depth; ++i)
            highest = std::max(highest, number(x[i], isSigned));
        for (std::int64_t i = 0; i < depth; ++i)
            if (const std::int32_t d = number(x[i], isSigned) - highest; d >= smallestDifference)
                sum += fixed_point::roundingDivideByPot(exponential(d), 12);
        int bitsOverUnit = 0;
        const std::int32_t scale = fixed_point::reciprocal(sum, 12, bitsOverUnit);
        const std::int32_t lowest = isSigned ? -128 : 0;
        for (std::int64_t i = 0; i < depth; ++i) {
            std::int32_t value = lowest;
            if (const std::int32_t d = number(x[i], isSigned) - highest; d >= smallestDifference)
                value += fixed_point::roundingDivideByPot(
                    fixed_point::saturatingRoundingDoublingHighMul(scale, exponential(d)), bitsOverUnit + 31 - 8);
            y[i] = static_cast<std::uint8_t>(std::clamp(value, lowest, lowest + 255));
        }
    }
};

IntegerSoftmax integerSoftmax(const Site& site, double beta)
{
    constexpr int kIntegerBits = 5;
    const double real = std::min(beta * static_cast<double>(Site::scale(site.input(0))) * (1 << (31 - kIntegerBits)),
                                 static_cast<double>((std::int64_t{1} << 31)) - 1.0);
    const fixed_point::Multiplier m = fixed_point::quantizeMultiplier(real);
    const double radius = static_cast<double>((1 << kIntegerBits) - 1)
                          * static_cast<double>(std::int64_t{1} << (31 - kIntegerBits))
                          / static_cast<double>(std::int64_t{1} << std::max(0, m.shift));
    return {m, -static_cast<int>(std::floor(radius)), site.input(0).type.kind == DataType::Kind::signedInteger};
}

void floatSoftmaxRow(const float* x, float* y, std::int64_t depth, float beta)
{
    const float highest = *std::max_element(x, x + depth);
    float sum = 0.0f;
    for (std::int64_t i = 0; i < depth; ++i)
        sum += y[i] = std::exp((x[i] - highest) * beta);
    for (std::int64_t i = 0; i < depth; ++i)
        y[i] /= sum;
}

} // namespace

Result<Kernel> pooling(const Site& site)
{
    const Pool pool{toNhwc(site.input(0).shape), toNhwc(site.output().shape),
                    *site.op.attributesAs<Pool2dAttributes>()};
    if (isByte(site.input(0)) && site.input(0).type == site.output().type)
        return integerPooling(site, pool);
    if (isFloat(site.input(0)))
        return floatPooling(site, pool);
    return site.refuse(toString(site.input(0).type));
}

Result<Kernel> mean(const Site& site)
{
    const auto* axes = site.op.attributesAs<AxisAttributes>();
    if (!axes || site.output().elements() == 0)
        return site.refuse("axes are missing");
    auto targets = reductionTargets(site, *axes);
    if (isByte(site.input(0)) && site.input(0).type == site.output().type)
        return integerMean(site, std::move(targets));
    if (isFloat(site.input(0)))
        return floatMean(site, std::move(targets));
    return site.refuse(toString(site.input(0).type));
}

Result<Kernel> softmax(const Site& site)
{
    const auto* scalar = site.op.attributesAs<ScalarAttributes>();
    const float beta = scalar && scalar->alpha > 0.0f ? scalar->alpha : 1.0f;
    const std::int64_t depth = std::max<std::int64_t>(1, site.input(0).shape.empty() ? 1 : site.input(0).shape.back());
    const std::int64_t rows = site.input(0).elements() / depth;
    if (isByte(site.input(0)) && site.input(0).type == site.output().type)
        return [=, kernel = integerSoftmax(site, static_cast<double>(beta)), in = site.in(0),
                out = site.out()](InferenceBuffers& ws) {
            for (std::int64_t r = 0; r < rows; ++r)
                kernel.row(ws.values<std::uint8_t>(in) + r * depth, ws.values<std::uint8_t>(out) + r * depth, depth);
        };
    if (isFloat(site.input(0)))
        return [=, in = site.in(0), out = site.out()](InferenceBuffers& ws) {
            for (std::int64_t r = 0; r < rows; ++r)
                floatSoftmaxRow(ws.values<float>(in) + r * depth, ws.values<float>(out) + r * depth, depth, beta);
        };
    return site.refuse(toString(site.input(0).type));
}

} // namespace tenbin::kernels
