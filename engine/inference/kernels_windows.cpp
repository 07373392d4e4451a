// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions: integers as in TensorFlow Lite's kernels/internal/reference/{conv,integer_ops/conv}.h.
#include <cstring>

#include "engine/inference/kernel_site.h"
#include "engine/inference/kernel_weights.h"
#include "engine/inference/simd_kernels.h"

namespace tenbin::kernels {

namespace {

/// Shapes of one convolution.
struct Window {
    Nhwc in, out;
    std::int64_t kH, kW;
    Conv2dAttributes at;

    std::int64_t row(std::int64_t oy, std::int64_t ky) const
    {
        return oy * at.strideH - at.padding.top + ky * at.dilationH;
    }
    std::int64_t column(std::int64_t ox, std::int64_t kx) const
    {
        return ox * at.strideW - at.padding.left + kx * at.dilationW;
    }
};

Window windowOf(const Site& site)
{
    const Shape& w = site.input(1).shape;
    return {toNhwc(site.input(0).shape), toNhwc(site.output().shape), w[1], w[2],
            *site.op.attributesAs<Conv2dAttributes>()};
}

/// Input patches of one output row, one patch a line of `stride` elements; zeros outside the map.
template <class T>
void gatherRow(const Window& w, const T* in, std::int64_t n, std::int64_t oy, std::int64_t firstChannel,
               std::int64_t channels, std::int64_t stride, T* patches)
{
    std::memset(patches, 0, static_cast<std::size_t>(w.out.w * stride) * sizeof(T));
    for (std::int64_t ox = 0; ox < w.out.w; ++ox)
        for (std::int64_t ky = 0; ky < w.kH; ++ky) {
            const std::int64_t y = w.row(oy, ky);
            if (y < 0 || y >= w.in.h)
                continue;
            for (std::int64_t kx = 0; kx < w.kW; ++kx) {
                const std::int64_t x = w.column(ox, kx);
                if (x >= 0 && x < w.in.w)
                    std::memcpy(patches + ox * stride + (ky * w.kW + kx) * channels,
                                in + ((n * w.in.h + y) * w.in.w + x) * w.in.c + firstChannel,
                                static_cast<std::size_t>(channels) * sizeof(T));
            }
        }
}

/// Stored bytes minus their zero point.
const std::int16_t* centred(InferenceBuffers& workspace, TensorId id, std::int64_t count, bool isSigned,
                            std::int32_t zeroPoint)
{
    auto* values = workspace.scratch<std::int16_t>(0, static_cast<std::size_t>(count) + 64);
    const auto* bytes = workspace.values<std::uint8_t>(id);
    if (isSigned)
        for (std::int64_t i = 0; i < count; ++i)
            values[i] = static_cast<std::int16_t>(static_cast<std::int8_t>(bytes[i]) - zeroPoint);
    else
        for (std::int64_t i = 0; i < count; ++i)
            values[i] = static_cast<std::int16_t>(bytes[i] - zeroPoint);
    return values;
}

Kernel integerConvolution(const Site& site, IntegerWeights weights)
{
    const Window w = windowOf(site);
    const bool isSigned = site.input(0).type.kind == DataType::Kind::signedInteger;
    return [w, weights = std::move(weights), isSigned, zero = Site::zeroPoint(site.input(0)), in = site.in(0),
            out = site.out()](InferenceBuffers& ws) {
        const SimdKernels& simd = simdKernels();
        const std::int16_t* x = centred(ws, in, w.in.elements(), isSigned, zero);
        const std::int64_t groups = w.at.groups;
        const std::int64_t channels = w.in.c / groups;
        const std::int64_t outs = w.out.c / groups;
        const std::int64_t stride = weights.stride;
        // A pointwise layer's pixels are its patches already.
        const bool inPlace = groups == 1 && w.kH * w.kW == 1 && w.at.strideW == 1 && w.at.strideH == 1
                             && channels == stride && !w.at.padding.any();
        auto* patches = ws.scratch<std::int16_t>(1, static_cast<std::size_t>(w.out.w * stride));
        auto* sums = ws.scratch<std::int32_t>(2, static_cast<std::size_t>(w.out.w * outs));
        auto* packed = ws.scratch<std::uint8_t>(3, static_cast<std::size_t>(w.out.w * outs));
        for (std::int64_t row = 0; row < w.out.n * w.out.h; ++row)
            for (std::int64_t g = 0; g < groups; ++g) {
                if (!inPlace)
                    gatherRow(w, x, row / w.out.h, row % w.out.h, g * channels, channels, stride, patches);
                simd.dotRows(inPlace ? x + row * w.out.w * stride : patches, weights.values.data() + g * outs * stride,
                             weights.bias.empty() ? nullptr : weights.bias.data() + g * outs, sums, w.out.w, outs,
                             stride);
                std::uint8_t* to = ws.values<std::uint8_t>(out) + row * w.out.w * w.out.c;
                simd.requantize(sums, groups == 1 ? to : packed, w.out.w, outs, weights.requantization(g * outs));
                for (std::int64_t p = 0; groups > 1 && p < w.out.w; ++p)
                    std::memcpy(to + p * w.out.c + g * outs, packed + p * outs, static_cast<std::size_t>(outs));
            }
    };
}

Kernel floatConvolution(const Site& site, FloatWeights weights)
{
    const Window w = windowOf(site);
    return [w, weights = std::move(weights), in = site.in(0), out = site.out(),
            activation = fusedActivation(site.op)](InferenceBuffers& ws) {
        const std::int64_t groups = w.at.groups;
        const std::int64_t channels = w.in.c / groups;
        const std::int64_t outs = w.out.c / groups;
        const std::int64_t k = w.kH * w.kW * channels;
        auto* patches = ws.scratch<float>(1, static_cast<std::size_t>(w.out.w * k));
        auto* sums = ws.scratch<float>(2, static_cast<std::size_t>(w.out.w * outs));
        for (std::int64_t row = 0; row < w.out.n * w.out.h; ++row)
            for (std::int64_t g = 0; g < groups; ++g) {
                gatherRow(w, ws.values<float>(in), row / w.out.h, row % w.out.h, g * channels, channels, k, patches);
                simdKernels().gemm(patches, weights.values.data() + g * outs * k, sums, w.out.w, outs, k, false, true,
                                   false);
                float* to = ws.values<float>(out) + row * w.out.w * w.out.c + g * outs;
                for (std::int64_t p = 0; p < w.out.w; ++p)
                    for (std::int64_t c = 0; c < outs; ++c)
                        to[p * w.out.c + c] = activated(sums[p * outs + c] + weights.biasAt(g * outs + c), activation);
            }
    };
}

/// Calls visit(input offset of the pixel, weight offset of the element) for the elements inside the map.
template <class Visit>
void forEachElement(const Window& w, std::int64_t n, std::int64_t oy, std::int64_t ox, Visit visit)
{
    for (std::int64_t ky = 0; ky < w.kH; ++ky)
        for (std::int64_t kx = 0; kx < w.kW; ++kx) {
            const std::int64_t y = w.row(oy, ky);
            const std::int64_t x = w.column(ox, kx);
            if (y >= 0 && y < w.in.h && x >= 0 && x < w.in.w)
                visit(((n * w.in.h + y) * w.in.w + x) * w.in.c, (ky * w.kW + kx) * w.out.c);
        }
}

template <class T, class Sum, class Accumulate>
void depthwisePixel(const Window& w, std::int64_t pixel, const T* x, const T* weights, Sum* sums, Accumulate accumulate)
{
    const std::int64_t n = pixel / w.out.pixels();
    const std::int64_t oy = pixel % w.out.pixels() / w.out.w;
    const std::int64_t ox = pixel % w.out.w;
    const std::int64_t multiplier = w.out.c / w.in.c;
    forEachElement(w, n, oy, ox, [&](std::int64_t at, std::int64_t element) {
        if (multiplier == 1) {
            accumulate(x + at, weights + element, sums, w.out.c);
            return;
        }
        for (std::int64_t c = 0; c < w.out.c; ++c)
            sums[c] += x[at + c / multiplier] * weights[element + c];
    });
}

Kernel integerDepthwise(const Site& site, IntegerWeights weights)
{
    const Window w = windowOf(site);
    const bool isSigned = site.input(0).type.kind == DataType::Kind::signedInteger;
    return [w, weights = std::move(weights), isSigned, zero = Site::zeroPoint(site.input(0)), in = site.in(0),
            out = site.out()](InferenceBuffers& ws) {
        const SimdKernels& simd = simdKernels();
        const std::int16_t* x = centred(ws, in, w.in.elements(), isSigned, zero);
        auto* sums = ws.scratch<std::int32_t>(2, static_cast<std::size_t>(w.out.c));
        const Requantization how = weights.requantization(0);
        for (std::int64_t pixel = 0; pixel < w.out.n * w.out.pixels(); ++pixel) {
            for (std::int64_t c = 0; c < w.out.c; ++c)
                sums[c] = weights.bias.empty() ? 0 : weights.bias[static_cast<std::size_t>(c)];
            depthwisePixel(w, pixel, x, weights.values.data(), sums, simd.multiplyAccumulate);
            simd.requantize(sums, ws.values<std::uint8_t>(out) + pixel * w.out.c, 1, w.out.c, how);
        }
    };
}

Kernel floatDepthwise(const Site& site, FloatWeights weights)
{
    const Window w = windowOf(site);
    return [w, weights = std::move(weights), in = site.in(0), out = site.out(),
            activation = fusedActivation(site.op)](InferenceBuffers& ws) {
        for (std::int64_t pixel = 0; pixel < w.out.n * w.out.pixels(); ++pixel) {
            float* sums = ws.values<float>(out) + pixel * w.out.c;
            for (std::int64_t c = 0; c < w.out.c; ++c)
                sums[c] = weights.biasAt(c);
            depthwisePixel(w, pixel, ws.values<float>(in), weights.values.data(), sums,
                           simdKernels().multiplyAccumulateFloat);
            for (std::int64_t c = 0; c < w.out.c; ++c)
                sums[c] = activated(sums[c], activation);
        }
    };
}

/// Scatters each input pixel over the output window: output = input * stride - padding + element.
template <class T, class Sum>
void scatter(const Window& w, const T* x, const T* weights, std::int64_t weightStride, Sum* sums)
{
    for (std::int64_t p = 0; p < w.in.n * w.in.pixels(); ++p) {
        const std::int64_t n = p / w.in.pixels();
        const std::int64_t iy = p % w.in.pixels() / w.in.w;
        const std::int64_t ix = p % w.in.w;
        for (std::int64_t ky = 0; ky < w.kH; ++ky)
            for (std::int64_t kx = 0; kx < w.kW; ++kx) {
                const std::int64_t oy = w.row(iy, ky);
                const std::int64_t ox = w.column(ix, kx);
                if (oy < 0 || oy >= w.out.h || ox < 0 || ox >= w.out.w)
                    continue;
                Sum* to = sums + ((n * w.out.h + oy) * w.out.w + ox) * w.out.c;
                for (std::int64_t o = 0; o < w.out.c; ++o)
                    for (std::int64_t c = 0; c < w.in.c; ++c)
                        to[o] += x[p * w.in.c + c] * weights[o * weightStride + (ky * w.kW + kx) * w.in.c + c];
            }
    }
}

Kernel integerTranspose(const Site& site, IntegerWeights weights)
{
    const Window w = windowOf(site);
    const bool isSigned = site.input(0).type.kind == DataType::Kind::signedInteger;
    return [w, weights = std::move(weights), isSigned, zero = Site::zeroPoint(site.input(0)), in = site.in(0),
            out = site.out()](InferenceBuffers& ws) {
        const std::int16_t* x = centred(ws, in, w.in.elements(), isSigned, zero);
        auto* sums = ws.scratch<std::int32_t>(2, static_cast<std::size_t>(w.out.elements()));
        for (std::int64_t i = 0; i < w.out.elements(); ++i)
            sums[i] = weights.bias.empty() ? 0 : weights.bias[static_cast<std::size_t>(i % w.out.c)];
        scatter(w, x, weights.values.data(), weights.stride, sums);
        simdKernels().requantize(sums, ws.values<std::uint8_t>(out), w.out.elements() / w.out.c, w.out.c,
                                 weights.requantization(0));
    };
}

Kernel floatTranspose(const Site& site, FloatWeights weights)
{
    const Window w = windowOf(site);
    return [w, weights = std::move(weights), in = site.in(0), out = site.out(),
            activation = fusedActivation(site.op)](InferenceBuffers& ws) {
        auto* sums = ws.values<float>(out);
        for (std::int64_t i = 0; i < w.out.elements(); ++i)
            sums[i] = weights.biasAt(i % w.out.c);
        scatter(w, ws.values<float>(in), weights.values.data(), w.kH * w.kW * w.in.c, sums);
        for (std::int64_t i = 0; i < w.out.elements(); ++i)
            sums[i] = activated(sums[i], activation);
    };
}

/// The kernel for the operator's data type: integers or float.
template <class Integer, class Float>
Result<Kernel> byType(const Site& site, bool channelsLast, Integer integer, Float real)
{
    if (isByte(site.input(0)) && isByte(site.output())) {
        return integerWeights(site, channelsLast).map([&](auto&& weights) -> Kernel {
            return integer(site, std::move(weights));
        });
    }
    if (isFloat(site.input(0)) && isFloat(site.output())) {
        return floatWeights(site).map([&](auto&& weights) -> Kernel { return real(site, std::move(weights)); });
    }
    return site.refuse(toString(site.input(0).type));
}

Kernel integerFullyConnected(const Site& site, IntegerWeights weights)
{
    const std::int64_t outs = site.input(1).shape[0];
    const std::int64_t ins = site.input(1).shape[1];
    const std::int64_t rows = site.output().elements() / outs;
    const bool isSigned = site.input(0).type.kind == DataType::Kind::signedInteger;
    return [=, weights = std::move(weights), zero = Site::zeroPoint(site.input(0)), in = site.in(0),
            out = site.out()](InferenceBuffers& ws) {
        const std::int16_t* x = centred(ws, in, rows * ins, isSigned, zero);
        auto* padded = ws.scratch<std::int16_t>(1, static_cast<std::size_t>(rows * weights.stride));
        std::memset(padded, 0, static_cast<std::size_t>(rows * weights.stride) * sizeof(std::int16_t));
        for (std::int64_t r = 0; r < rows; ++r)
            std::memcpy(padded + r * weights.stride, x + r * ins, static_cast<std::size_t>(ins) * sizeof(std::int16_t));
        auto* sums = ws.scratch<std::int32_t>(2, static_cast<std::size_t>(rows * outs));
        simdKernels().dotRows(padded, weights.values.data(), weights.bias.empty() ? nullptr : weights.bias.data(), sums,
                              rows, outs, weights.stride);
        simdKernels().requantize(sums, ws.values<std::uint8_t>(out), rows, outs, weights.requantization(0));
    };
}

Kernel floatFullyConnected(const Site& site, FloatWeights weights)
{
    const std::int64_t outs = site.input(1).shape[0];
    const std::int64_t ins = site.input(1).shape[1];
    const std::int64_t rows = site.output().elements() / outs;
    return [=, weights = std::move(weights), in = site.in(0), out = site.out(),
            activation = fusedActivation(site.op)](InferenceBuffers& ws) {
        auto* y = ws.values<float>(out);
        simdKernels().gemm(ws.values<float>(in), weights.values.data(), y, rows, outs, ins, false, true, false);
        for (std::int64_t i = 0; i < rows * outs; ++i)
            y[i] = activated(y[i] + weights.biasAt(i % outs), activation);
    };
}

} // namespace

Result<Kernel> convolution(const Site& site) { return byType(site, false, integerConvolution, floatConvolution); }
Result<Kernel> depthwiseConvolution(const Site& site) { return byType(site, true, integerDepthwise, floatDepthwise); }
Result<Kernel> transposeConvolution(const Site& site) { return byType(site, false, integerTranspose, floatTranspose); }
Result<Kernel> fullyConnected(const Site& site)
{
    return byType(site, false, integerFullyConnected, floatFullyConnected);
}

} // namespace tenbin::kernels
