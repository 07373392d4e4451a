// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward of each operator, one sample at a time.
#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/inference/simd_kernels.h"
#include "engine/training/trainable_network.h"

namespace tenbin {

void TrainableNetwork::forwardNode(const Node& node, Pass& pass) const
{
    using K = OperatorKind;
    const auto& x = pass.values[node.op.inputs[0].index];
    auto& y = pass.values[node.op.outputs[0].index];
    switch (node.op.kind) {
    case K::conv2d: convolve(node, pass, false); break;
    case K::depthwiseConv2d: depthwise(node, pass, false); break;
    case K::fullyConnected: dense(node, pass, false); break;
    case K::maxPool2d:
    case K::averagePool2d:
    case K::mean: pool(node, pass, false); break;
    case K::add: {
        const auto& other = pass.values[node.op.inputs[1].index];
        for (std::size_t i = 0; i < y.size(); ++i)
            y[i] = x[i] + other[i % other.size()];
        break;
    }
    default: y = x;
    }
    if (node.activation == Activation::none)
        return;
    const float highest = node.activation == Activation::relu6 ? 6.0f : std::numeric_limits<float>::infinity();
    for (float& value : y)
        value = std::clamp(value, 0.0f, highest);
}

void TrainableNetwork::backwardNode(const Node& node, Pass& pass) const
{
    using K = OperatorKind;
    const auto& y = pass.values[node.op.outputs[0].index];
    auto& dy = pass.gradients[node.op.outputs[0].index];
    auto& dx = pass.gradients[node.op.inputs[0].index];
    if (node.activation != Activation::none) {
        const float highest = node.activation == Activation::relu6 ? 6.0f : std::numeric_limits<float>::infinity();
        simdKernels().rectifierGradient(y.data(), highest, dy.data(), static_cast<long>(dy.size()));
    }
    switch (node.op.kind) {
    case K::conv2d: convolve(node, pass, true); break;
    case K::depthwiseConv2d: depthwise(node, pass, true); break;
    case K::fullyConnected: dense(node, pass, true); break;
    case K::maxPool2d:
    case K::averagePool2d:
    case K::mean: pool(node, pass, true); break;
    case K::add: {
        auto& other = pass.gradients[node.op.inputs[1].index];
        for (std::size_t i = 0; i < dy.size(); ++i) {
            dx[i] += dy[i];
            if (!other.empty())
                other[i % other.size()] += dy[i];
        }
        break;
    }
    default:
        for (std::size_t i = 0; i < dy.size(); ++i)
            dx[i] += dy[i];
    }
}

/// visit(output pixel, input offset of channel 0 or -1 outside the map, kernel element).
template <class Window, class Visit>
static void forEachTap(const Window& node, Visit visit)
{
    // Copied, so that the compiler need not read them again after every store.
    const Nhwc in = node.in, out = node.out;
    const Conv2dAttributes window = node.window;
    const std::int64_t kH = node.kH, kW = node.kW;
    std::int64_t p = 0;
    for (std::int64_t oy = 0; oy < out.h; ++oy)
        for (std::int64_t ox = 0; ox < out.w; ++ox, ++p)
            for (std::int64_t ky = 0, e = 0; ky < kH; ++ky)
                for (std::int64_t kx = 0; kx < kW; ++kx, ++e) {
                    const std::int64_t y = oy * window.strideH - window.padding.top + ky * window.dilationH;
                    const std::int64_t x = ox * window.strideW - window.padding.left + kx * window.dilationW;
                    const bool inside = y >= 0 && y < in.h && x >= 0 && x < in.w;
                    visit(p, inside ? (y * in.w + x) * in.c : -1, e);
                }
}

/// visit(offset in the patches, offset in the map, length) for every run of elements that lie side by side in both:
/// one kernel row of one output pixel, as far as it is inside the map.
template <class Window, class Visit>
static void forEachRun(const Window& node, Visit visit)
{
    const Nhwc in = node.in, out = node.out;
    const Conv2dAttributes window = node.window;
    const std::int64_t kH = node.kH, kW = node.kW, dilation = window.dilationW;
    const std::int64_t taps = dilation == 1 ? 1 : kW, width = kW / taps;  // runs a kernel row, kernel columns a run
    std::int64_t patch = 0;
    for (std::int64_t oy = 0; oy < out.h; ++oy)
        for (std::int64_t ox = 0; ox < out.w; ++ox)
            for (std::int64_t ky = 0; ky < kH; ++ky)
                for (std::int64_t tap = 0; tap < taps; ++tap, patch += width * in.c) {
                    const std::int64_t y = oy * window.strideH - window.padding.top + ky * window.dilationH;
                    const std::int64_t x = ox * window.strideW - window.padding.left + tap * dilation;
                    const std::int64_t first = std::max<std::int64_t>(0, -x), last = std::min(width, in.w - x);
                    if (y >= 0 && y < in.h && first < last)
                        visit(patch + first * in.c, (y * in.w + x + first) * in.c, (last - first) * in.c);
                }
}

/// Adds `bias` to every row of `n` numbers, or the rows to `bias`.
static void addToRows(const SimdKernels& simd, const float* bias, float* rows, std::int64_t count, std::int64_t n)
{
    for (std::int64_t r = 0; r < count; ++r)
        simd.add(bias, rows + r * n, n);
}
static void addRows(const SimdKernels& simd, const float* rows, float* bias, std::int64_t count, std::int64_t n)
{
    for (std::int64_t r = 0; r < count; ++r)
        simd.add(rows + r * n, bias, n);
}

void TrainableNetwork::convolve(const Node& node, Pass& pass, bool back) const
{
    const std::int64_t c = node.in.c, k = node.kH * node.kW * c, pixels = node.out.pixels();
    const float* x = pass.values[node.op.inputs[0].index].data();
    pass.patches.resize(static_cast<std::size_t>(pixels * k));
    if (node.window.padding.any())
        std::fill(pass.patches.begin(), pass.patches.end(), 0.0f);
    forEachRun(node, [&](std::int64_t patch, std::int64_t at, std::int64_t count) {
        std::memcpy(pass.patches.data() + patch, x + at, static_cast<std::size_t>(count) * sizeof(float));
    });
    const SimdKernels& simd = simdKernels();
    const float* weights = m_parameters[static_cast<std::size_t>(node.weights)].effective.data();
    if (!back) {
        float* y = pass.values[node.op.outputs[0].index].data();
        simd.gemm(pass.patches.data(), weights, y, pixels, node.out.c, k, false, true, false);
        if (node.bias >= 0)
            addToRows(simd, m_parameters[static_cast<std::size_t>(node.bias)].effective.data(), y, pixels, node.out.c);
        return;
    }
    const float* dy = pass.gradients[node.op.outputs[0].index].data();
    simd.gemm(dy, pass.patches.data(), pass.parameterGradients[static_cast<std::size_t>(node.weights)].data(), node.out.c, k, pixels, true, false, true);
    if (node.bias >= 0)
        addRows(simd, dy, pass.parameterGradients[static_cast<std::size_t>(node.bias)].data(), pixels, node.out.c);
    if (node.op.inputs[0] == m_graph->inputs()[0])
        return;  // nobody needs the gradient of the network's input
    pass.patchGradients.resize(pass.patches.size());
    simd.gemm(dy, weights, pass.patchGradients.data(), pixels, k, node.out.c, false, false, false);
    float* dx = pass.gradients[node.op.inputs[0].index].data();
    forEachRun(node, [&](std::int64_t patch, std::int64_t at, std::int64_t count) { simd.add(pass.patchGradients.data() + patch, dx + at, count); });
}

void TrainableNetwork::depthwise(const Node& node, Pass& pass, bool back) const
{
    const SimdKernels& simd = simdKernels();
    const std::int64_t c = node.out.c;
    const float* x = pass.values[node.op.inputs[0].index].data();
    const float* weights = m_parameters[static_cast<std::size_t>(node.weights)].effective.data();
    float* y = pass.values[node.op.outputs[0].index].data();
    if (!back)
        for (std::int64_t i = 0; i < node.out.elements(); ++i)
            y[i] = node.bias >= 0 ? m_parameters[static_cast<std::size_t>(node.bias)].effective[static_cast<std::size_t>(i % c)] : 0.0f;
    const float* dy = pass.gradients[node.op.outputs[0].index].data();
    float* dx = pass.gradients[node.op.inputs[0].index].data();
    float* dw = pass.parameterGradients[static_cast<std::size_t>(node.weights)].data();
    forEachTap(node, [&](std::int64_t p, std::int64_t from, std::int64_t e) {
        if (from < 0)
            return;
        if (!back) {
            simd.multiplyAccumulateFloat(x + from, weights + e * c, y + p * c, c);
            return;
        }
        simd.multiplyAccumulateFloat(x + from, dy + p * c, dw + e * c, c);
        simd.multiplyAccumulateFloat(weights + e * c, dy + p * c, dx + from, c);
    });
    if (back && node.bias >= 0)
        addRows(simd, dy, pass.parameterGradients[static_cast<std::size_t>(node.bias)].data(), node.out.pixels(), c);
}

void TrainableNetwork::dense(const Node& node, Pass& pass, bool back) const
{
    const Parameter& weights = m_parameters[static_cast<std::size_t>(node.weights)];
    const auto outs = static_cast<long>(weights.channels), ins = static_cast<long>(weights.values.size()) / outs;
    const auto& x = pass.values[node.op.inputs[0].index];
    const SimdKernels& simd = simdKernels();
    if (!back) {
        auto& y = pass.values[node.op.outputs[0].index];
        simd.gemm(x.data(), weights.effective.data(), y.data(), 1, outs, ins, false, true, false);
        for (std::size_t i = 0; node.bias >= 0 && i < y.size(); ++i)
            y[i] += m_parameters[static_cast<std::size_t>(node.bias)].effective[i];
        return;
    }
    const auto& dy = pass.gradients[node.op.outputs[0].index];
    simd.gemm(dy.data(), x.data(), pass.parameterGradients[static_cast<std::size_t>(node.weights)].data(), outs, ins, 1, true, false, true);
    simd.gemm(dy.data(), weights.effective.data(), pass.gradients[node.op.inputs[0].index].data(), 1, ins, outs, false, false, true);
    for (std::size_t i = 0; node.bias >= 0 && i < dy.size(); ++i)
        pass.parameterGradients[static_cast<std::size_t>(node.bias)][i] += dy[i];
}

void TrainableNetwork::pool(const Node& node, Pass& pass, bool back) const
{
    const std::int64_t c = node.in.c;
    const auto& x = pass.values[node.op.inputs[0].index];
    auto& y = pass.values[node.op.outputs[0].index];
    const auto& dy = pass.gradients[node.op.outputs[0].index];
    auto& dx = pass.gradients[node.op.inputs[0].index];
    const bool isMax = node.op.kind == OperatorKind::maxPool2d;
    std::vector<float> counts(static_cast<std::size_t>(node.out.pixels()), 0.0f);
    forEachTap(node, [&](std::int64_t p, std::int64_t from, std::int64_t) { counts[static_cast<std::size_t>(p)] += from >= 0 ? 1.0f : 0.0f; });
    if (!back)
        std::fill(y.begin(), y.end(), isMax ? -std::numeric_limits<float>::infinity() : 0.0f);
    // The gradient of a maximum goes to the first element that has it.
    const SimdKernels& simd = simdKernels();
    std::vector<float> unclaimed(isMax && back ? y.size() : 0, 1.0f);
    forEachTap(node, [&](std::int64_t p, std::int64_t from, std::int64_t) {
        if (from < 0)
            return;
        const float *in = x.data() + from, share = 1.0f / counts[static_cast<std::size_t>(p)];
        float *out = y.data() + p * c, *din = back ? dx.data() + from : nullptr;
        const float* dout = dy.data() + p * c;
        if (!back && isMax) {
            simd.maximum(in, out, c);
        } else if (!back) {
            for (std::int64_t i = 0; i < c; ++i)
                out[i] += in[i] * share;
        } else if (isMax) {
            simd.maximumGradient(in, out, unclaimed.data() + p * c, dout, din, c);
        } else {
            for (std::int64_t i = 0; i < c; ++i)
                din[i] += dout[i] * share;
        }
    });
}

} // namespace tenbin
