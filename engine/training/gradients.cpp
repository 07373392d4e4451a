// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward of each operator, one sample at a time.
#include <algorithm>
#include <limits>

#include "engine/inference/simd_kernels.h"
#include "engine/training/trainable_network.h"

namespace tenbin {

namespace {

struct Range {
    float lowest, highest;
};

Range rangeOf(Activation activation)
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    if (activation == Activation::none)
        return {-kInfinity, kInfinity};
    if (activation == Activation::relu6)
        return {0.0f, 6.0f};
    return {0.0f, kInfinity};
}

/// visit(output pixel, input offset of channel 0 or -1 outside the map, kernel element).
template <class Window, class Visit>
void forEachTap(const Window& node, Visit visit)
{
    // Copied, so that the compiler need not read them again after every store.
    const Nhwc in = node.in;
    const Nhwc out = node.out;
    const Conv2dAttributes window = node.window;
    const std::int64_t kH = node.kH;
    const std::int64_t kW = node.kW;
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

/// Appends to the last run what continues it in both.
void append(std::vector<PatchRun>& runs, std::int64_t patch, std::int64_t map, std::int64_t count)
{
    if (!runs.empty() && runs.back().patch + runs.back().count == patch && runs.back().map + runs.back().count == map)
        runs.back().count += static_cast<std::int32_t>(count);
    else
        runs.push_back(
            {static_cast<std::int32_t>(patch), static_cast<std::int32_t>(map), static_cast<std::int32_t>(count)});
}

} // namespace

/// What a node's loops run over, once for all samples.
void TrainableNetwork::plan(Node& node)
{
    const std::int64_t c = node.in.c;
    const std::int64_t pixels = node.out.pixels();
    const std::int64_t k = node.kH * node.kW * c;
    if (node.op.kind == OperatorKind::conv2d) {
        const Conv2dAttributes& w = node.window;
        if (node.kH * node.kW == 1 && w.strideH == 1 && w.strideW == 1 && !w.padding.any())
            return;
        node.patchesTransposed = c == 1 && w.strideW == 1;
        if (!node.patchesTransposed) {
            forEachTap(node, [&](std::int64_t p, std::int64_t from, std::int64_t e) {
                if (from >= 0)
                    append(node.runs, p * k + e * c, from, c);
            });
            return;
        }
        std::vector<PatchRun> rows; // element by element: whole rows of the map
        for (std::int64_t wanted = 0; wanted < node.kH * node.kW; ++wanted)
            forEachTap(node, [&](std::int64_t p, std::int64_t from, std::int64_t e) {
                if (from >= 0 && e == wanted)
                    append(rows, e * pixels + p, from, 1);
            });
        node.runs = std::move(rows);
        return;
    }
    if (node.op.kind != OperatorKind::maxPool2d && node.op.kind != OperatorKind::averagePool2d
        && node.op.kind != OperatorKind::mean)
        return;
    node.share.assign(static_cast<std::size_t>(pixels), 0.0f);
    forEachTap(node, [&](std::int64_t p, std::int64_t from, std::int64_t) {
        if (from < 0)
            return;
        node.taps.push_back({static_cast<std::int32_t>(p), static_cast<std::int32_t>(from)});
        node.share[static_cast<std::size_t>(p)] += 1.0f;
    });
    for (float& share : node.share)
        share = 1.0f / share;
}

void TrainableNetwork::forwardNode(const Node& node, Pass& pass) const
{
    const auto& x = pass.values[node.op.inputs[0].index];
    auto& y = pass.values[node.op.outputs[0].index];
    switch (node.work) {
    case Work::convolution:
        convolve(node, pass);
        break;
    case Work::depthwise:
        depthwise(node, pass, false);
        break;
    case Work::dense:
        dense(node, pass, false);
        break;
    case Work::pooling:
        pool(node, pass, false);
        break;
    case Work::addition: {
        const auto& other = pass.values[node.op.inputs[1].index];
        for (std::size_t i = 0; i < y.size(); ++i)
            y[i] = x[i] + other[i % other.size()];
        break;
    }
    case Work::copy:
        y = x;
        break;
    }
    const bool biased = node.bias >= 0 && node.work == Work::convolution;
    if (node.activation == Activation::none && !biased)
        return;
    const auto [lowest, highest] = rangeOf(node.activation);
    const auto size = static_cast<long>(y.size());
    long rows = 1;
    const float* bias = nullptr;
    if (biased) {
        rows = static_cast<long>(node.out.pixels());
        bias = m_parameters[static_cast<std::size_t>(node.bias)].effective.data();
    }
    simdKernels().biasAndClamp(bias, lowest, highest, y.data(), rows, size / rows);
}

void TrainableNetwork::backwardNode(const Node& node, Pass& pass) const
{
    const auto& y = pass.values[node.op.outputs[0].index];
    auto& dy = pass.gradients[node.op.outputs[0].index];
    auto& dx = pass.gradients[node.op.inputs[0].index];
    if (node.activation != Activation::none)
        simdKernels().rectifierGradient(y.data(), rangeOf(node.activation).highest, dy.data(),
                                        static_cast<long>(dy.size()));
    switch (node.work) {
    case Work::convolution:
        convolveBack(node, pass);
        break;
    case Work::depthwise:
        depthwise(node, pass, true);
        break;
    case Work::dense:
        dense(node, pass, true);
        break;
    case Work::pooling:
        pool(node, pass, true);
        break;
    case Work::addition: {
        auto& other = pass.gradients[node.op.inputs[1].index];
        for (std::size_t i = 0; i < dy.size(); ++i) {
            dx[i] += dy[i];
            if (!other.empty())
                other[i % other.size()] += dy[i];
        }
        break;
    }
    case Work::copy:
        for (std::size_t i = 0; i < dy.size(); ++i)
            dx[i] += dy[i];
        break;
    }
}

void TrainableNetwork::convolve(const Node& node, Pass& pass) const
{
    const std::int64_t k = node.kH * node.kW * node.in.c;
    const std::int64_t pixels = node.out.pixels();
    const SimdKernels& simd = simdKernels();
    const float* patches = pass.values[node.op.inputs[0].index].data();
    if (!node.runs.empty()) {
        float* gathered = pass.patches[indexOf(node)].data();
        simd.gatherPatches(node.runs.data(), static_cast<long>(node.runs.size()), patches, gathered);
        patches = gathered;
    }
    simd.gemm(patches, m_parameters[static_cast<std::size_t>(node.weights)].effective.data(),
              pass.values[node.op.outputs[0].index].data(), pixels, node.out.c, k, node.patchesTransposed, true, false);
}

/// After convolve() of the same sample: its patches are read again.
void TrainableNetwork::convolveBack(const Node& node, Pass& pass) const
{
    const std::int64_t k = node.kH * node.kW * node.in.c;
    const std::int64_t pixels = node.out.pixels();
    const SimdKernels& simd = simdKernels();
    const float* weights = m_parameters[static_cast<std::size_t>(node.weights)].effective.data();
    const float* dy = pass.gradients[node.op.outputs[0].index].data();
    const float* patches =
        node.runs.empty() ? pass.values[node.op.inputs[0].index].data() : pass.patches[indexOf(node)].data();
    simd.gemm(dy, patches, pass.parameterGradients[static_cast<std::size_t>(node.weights)].data(), node.out.c, k,
              pixels, true, node.patchesTransposed, true);
    if (node.bias >= 0)
        simd.addRows(dy, pass.parameterGradients[static_cast<std::size_t>(node.bias)].data(), pixels, node.out.c);
    if (node.op.inputs[0] == m_graph->inputs()[0])
        return; // nobody needs the gradient of the network's input
    float* dx = pass.gradients[node.op.inputs[0].index].data();
    if (node.runs.empty()) {
        simd.gemm(dy, weights, dx, pixels, k, node.out.c, false, false, true);
        return;
    }
    pass.patchGradients.resize(static_cast<std::size_t>(pixels * k));
    if (node.patchesTransposed)
        simd.gemm(weights, dy, pass.patchGradients.data(), k, pixels, node.out.c, true, true, false);
    else
        simd.gemm(dy, weights, pass.patchGradients.data(), pixels, k, node.out.c, false, false, false);
    simd.scatterPatches(node.runs.data(), static_cast<long>(node.runs.size()), pass.patchGradients.data(), dx);
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
            y[i] = node.bias >= 0
                       ? m_parameters[static_cast<std::size_t>(node.bias)].effective[static_cast<std::size_t>(i % c)]
                       : 0.0f;
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
        simd.addRows(dy, pass.parameterGradients[static_cast<std::size_t>(node.bias)].data(), node.out.pixels(), c);
}

void TrainableNetwork::dense(const Node& node, Pass& pass, bool back) const
{
    const Parameter& weights = m_parameters[static_cast<std::size_t>(node.weights)];
    const auto outs = static_cast<long>(weights.channels);
    const auto ins = static_cast<long>(weights.values.size()) / outs;
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
    simd.gemm(dy.data(), x.data(), pass.parameterGradients[static_cast<std::size_t>(node.weights)].data(), outs, ins, 1,
              true, false, true);
    simd.gemm(dy.data(), weights.effective.data(), pass.gradients[node.op.inputs[0].index].data(), 1, ins, outs, false,
              false, true);
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
    if (node.op.kind == OperatorKind::maxPool2d) {
        std::vector<std::int32_t>& winners = pass.winners[indexOf(node)];
        if (!back)
            simdKernels().maximumPool(node.taps.data(), static_cast<long>(node.taps.size()), c, x.data(), y.data(),
                                      winners.data());
        else if (node.tiles)
            simdKernels().maximumPoolGradient(node.taps.data(), static_cast<long>(node.taps.size()), c, winners.data(),
                                              dy.data(), dx.data());
        for (std::size_t i = 0; back && !node.tiles && i < dy.size(); ++i)
            dx[static_cast<std::size_t>(winners[i])] += dy[i];
        return;
    }
    if (!back)
        std::fill(y.begin(), y.end(), 0.0f);
    for (const PoolTap& tap : node.taps) {
        const float share = node.share[static_cast<std::size_t>(tap.pixel)];
        const float* in = x.data() + tap.from;
        const float* dout = dy.data() + tap.pixel * c;
        float* out = y.data() + tap.pixel * c;
        float* din = dx.data() + tap.from;
        for (std::int64_t i = 0; i < c; ++i)
            back ? din[i] += dout[i] * share : out[i] += in[i] * share;
    }
}

} // namespace tenbin
