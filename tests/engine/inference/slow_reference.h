// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// An independent, slow reading of TensorFlow Lite's integer arithmetic: whole numbers of 128 bits and
// the definition of rounding, no tables, no vector units, nothing shared with the executor.
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/graph/analysis.h"
#include "engine/graph/graph.h"

namespace tenbin::slow {

using Map = std::map<std::uint32_t, std::vector<std::int32_t>>; ///< tensor index -> stored numbers

__extension__ typedef __int128 Wide;

/// Nearest whole number of numerator / 2^bits; halves up (away from zero for positive numbers).
inline std::int64_t nearest(Wide numerator, int bits)
{
    const Wide half = bits > 0 ? Wide(1) << (bits - 1) : 0;
    const Wide q = (numerator + half) >> bits;
    return static_cast<std::int64_t>(q);
}

/// The two roundings of MultiplyByQuantizedMultiplier: first to the high 31 bits (halves up), then by the
/// shift (halves away from zero).
inline std::int32_t rescale(std::int64_t x, double real)
{
    int exponent = 0;
    auto fixed = static_cast<std::int64_t>(std::llround(std::frexp(real, &exponent) * 2147483648.0));
    if (fixed == 2147483648LL)
        fixed /= 2, ++exponent;
    if (exponent > 0)
        x <<= exponent, exponent = 0;
    // The doubling high multiplication truncates towards zero after adding half (1 - half for negatives):
    // for negatives that is the nearest, halves up.
    const std::int64_t high = nearest(static_cast<Wide>(x) * fixed, 31);
    if (exponent == 0)
        return static_cast<std::int32_t>(high);
    const std::int64_t magnitude = nearest(high < 0 ? -high : high, -exponent);
    return static_cast<std::int32_t>(high < 0 ? -magnitude : magnitude);
}

class Reference {
public:
    explicit Reference(const Graph& graph) : m_graph(graph) {}

    /// Stored numbers of every tensor after one inference.
    Map run(const std::vector<std::int32_t>& input)
    {
        for (std::uint32_t i = 0; i < m_graph.tensors().size(); ++i)
            if (m_graph.tensors()[i].constant)
                m_values[i] = constant(m_graph.tensors()[i]);
        m_values[m_graph.inputs()[0].index] = input;
        for (const Operator& op : m_graph.operators())
            m_values[op.outputs[0].index] = result(op);
        return m_values;
    }

private:
    static std::vector<std::int32_t> constant(const Tensor& tensor)
    {
        std::vector<std::int32_t> values;
        const auto* bytes = reinterpret_cast<const unsigned char*>(tensor.data.data());
        for (std::size_t i = 0; i < static_cast<std::size_t>(tensor.elements()) && tensor.data.size() > i; ++i)
            if (tensor.type.bits == 8)
                values.push_back(tensor.type.kind == DataType::Kind::signedInteger ? static_cast<signed char>(bytes[i])
                                                                                   : bytes[i]);
            else if (tensor.type.bits == 32)
                values.push_back(static_cast<std::int32_t>(bytes[4 * i] | bytes[4 * i + 1] << 8 | bytes[4 * i + 2] << 16
                                                           | static_cast<unsigned>(bytes[4 * i + 3]) << 24));
        return values;
    }

    std::int32_t zero(const Tensor& t, std::size_t c = 0) const
    {
        const auto& z = t.quantization.zeroPoints;
        return z.empty() ? 0 : static_cast<std::int32_t>(z[z.size() == 1 ? 0 : c]);
    }
    float scale(const Tensor& t, std::size_t c = 0) const
    {
        return t.quantization.scales[t.quantization.scales.size() == 1 ? 0 : c];
    }

    std::int32_t clamped(const Operator& op, std::int64_t value) const
    {
        const Tensor& out = m_graph.output(op);
        const bool isSigned = out.type.kind == DataType::Kind::signedInteger;
        std::int64_t low = isSigned ? -128 : 0, high = low + 255;
        const Activation a = fusedActivation(op);
        const auto level = [&](float v) { return zero(out) + static_cast<std::int64_t>(std::round(v / scale(out))); };
        if (a == Activation::relu || a == Activation::relu6)
            low = std::max(low, level(0.0f));
        if (a == Activation::relu6)
            high = std::min(high, level(6.0f));
        return static_cast<std::int32_t>(value < low ? low : value > high ? high : value);
    }

    std::vector<std::int32_t> result(const Operator& op)
    {
        switch (op.kind) {
        case OperatorKind::conv2d:
        case OperatorKind::depthwiseConv2d:
            return window(op);
        case OperatorKind::fullyConnected:
            return dense(op);
        case OperatorKind::averagePool2d:
        case OperatorKind::maxPool2d:
            return pool(op);
        case OperatorKind::add:
            return add(op);
        default:
            return m_values[op.inputs[0].index];
        }
    }

    std::vector<std::int32_t> window(const Operator& op)
    {
        const LayerShape s = layerShape(m_graph, op);
        const auto &x = m_values[op.inputs[0].index], &w = m_values[op.inputs[1].index];
        const Tensor &in = *m_graph.input(op, 0), &weights = *m_graph.input(op, 1), &out = m_graph.output(op);
        const bool depthwise = op.kind == OperatorKind::depthwiseConv2d;
        const std::int64_t multiplier = depthwise ? s.out.c / s.in.c : 1;
        std::vector<std::int32_t> y;
        for (std::int64_t oy = 0; oy < s.out.h; ++oy)
            for (std::int64_t ox = 0; ox < s.out.w; ++ox)
                for (std::int64_t oc = 0; oc < s.out.c; ++oc) {
                    std::int64_t sum = op.inputs.size() > 2 && op.inputs[2].valid()
                                           ? m_values[op.inputs[2].index][static_cast<std::size_t>(oc)]
                                           : 0;
                    for (std::int64_t ky = 0; ky < s.kernelH; ++ky)
                        for (std::int64_t kx = 0; kx < s.kernelW; ++kx) {
                            const std::int64_t iy = oy * s.strideH + ky * s.dilationH - s.padding.top,
                                               ix = ox * s.strideW + kx * s.dilationW - s.padding.left;
                            if (iy < 0 || ix < 0 || iy >= s.in.h || ix >= s.in.w)
                                continue;
                            for (std::int64_t ic = 0; ic < (depthwise ? 1 : s.in.c); ++ic) {
                                const std::int64_t xi =
                                    (iy * s.in.w + ix) * s.in.c + (depthwise ? oc / multiplier : ic);
                                const std::int64_t wi = depthwise
                                                            ? (ky * s.kernelW + kx) * s.out.c + oc
                                                            : ((oc * s.kernelH + ky) * s.kernelW + kx) * s.in.c + ic;
                                sum +=
                                    std::int64_t(x[static_cast<std::size_t>(xi)] - zero(in))
                                    * (w[static_cast<std::size_t>(wi)] - zero(weights, static_cast<std::size_t>(oc)));
                            }
                        }
                    double real =
                        double(scale(in)) * double(scale(weights, static_cast<std::size_t>(oc))) / double(scale(out));
                    if (in.type == DataType::uint8())
                        real = double(float(scale(in) * scale(weights))) / double(scale(out));
                    y.push_back(clamped(op, std::int64_t(rescale(sum, real)) + zero(out)));
                }
        return y;
    }

    std::vector<std::int32_t> dense(const Operator& op)
    {
        const auto &x = m_values[op.inputs[0].index], &w = m_values[op.inputs[1].index];
        const Tensor &in = *m_graph.input(op, 0), &weights = *m_graph.input(op, 1), &out = m_graph.output(op);
        const auto ins = static_cast<std::size_t>(weights.shape[1]), outs = static_cast<std::size_t>(weights.shape[0]);
        std::vector<std::int32_t> y;
        for (std::size_t o = 0; o < outs; ++o) {
            std::int64_t sum = op.inputs.size() > 2 && op.inputs[2].valid() ? m_values[op.inputs[2].index][o] : 0;
            for (std::size_t i = 0; i < ins; ++i)
                sum += std::int64_t(x[i] - zero(in)) * (w[o * ins + i] - zero(weights, o));
            const float product = scale(in) * scale(weights, o);
            y.push_back(clamped(op, std::int64_t(rescale(sum, double(product) / double(scale(out)))) + zero(out)));
        }
        return y;
    }

    std::vector<std::int32_t> pool(const Operator& op)
    {
        const LayerShape s = layerShape(m_graph, op);
        const auto& x = m_values[op.inputs[0].index];
        const bool isMax = op.kind == OperatorKind::maxPool2d;
        std::vector<std::int32_t> y;
        for (std::int64_t oy = 0; oy < s.out.h; ++oy)
            for (std::int64_t ox = 0; ox < s.out.w; ++ox)
                for (std::int64_t c = 0; c < s.out.c; ++c) {
                    std::int64_t sum = 0, count = 0, highest = -1000;
                    for (std::int64_t ky = 0; ky < s.kernelH; ++ky)
                        for (std::int64_t kx = 0; kx < s.kernelW; ++kx) {
                            const std::int64_t iy = oy * s.strideH + ky - s.padding.top,
                                               ix = ox * s.strideW + kx - s.padding.left;
                            if (iy < 0 || ix < 0 || iy >= s.in.h || ix >= s.in.w)
                                continue;
                            const std::int64_t v = x[static_cast<std::size_t>((iy * s.in.w + ix) * s.in.c + c)];
                            sum += v, ++count, highest = v > highest ? v : highest;
                        }
                    // Nearest, halves away from zero.
                    const std::int64_t average =
                        (sum < 0 ? -1 : 1) * ((2 * (sum < 0 ? -sum : sum) + count) / (2 * count));
                    y.push_back(clamped(op, isMax ? highest : average));
                }
        return y;
    }

    std::vector<std::int32_t> add(const Operator& op)
    {
        const auto &a = m_values[op.inputs[0].index], &b = m_values[op.inputs[1].index];
        const Tensor &ta = *m_graph.input(op, 0), &tb = *m_graph.input(op, 1), &out = m_graph.output(op);
        const double twice = 2.0 * double(std::max(scale(ta), scale(tb)));
        std::vector<std::int32_t> y;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const std::int64_t sum =
                std::int64_t(rescale(std::int64_t(a[i] - zero(ta)) << 20, double(scale(ta)) / twice))
                + rescale(std::int64_t(b[i] - zero(tb)) << 20, double(scale(tb)) / twice);
            y.push_back(clamped(op, std::int64_t(rescale(sum, twice / (1048576.0 * double(scale(out))))) + zero(out)));
        }
        return y;
    }

    const Graph& m_graph;
    Map m_values;
};

} // namespace tenbin::slow
