// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/graph/graph.h"

namespace tenbin {

enum class PaddingKind { same, valid };

/// A window that need not be square.
struct Window {
    std::int64_t h = 1, w = 1;
    Window(std::int64_t side) : h(side), w(side) {} // NOLINT: a plain number means a square window
    Window(std::int64_t height, std::int64_t width) : h(height), w(width) {}
};

/// Writes down a network layer by layer, as an int8 TensorFlow Lite export would
/// have it: activations fused, batch normalisation folded, biases of 32 bits.
/// Weights have shapes but no values. The first error is kept and returned by
/// finish(); after it every call returns its first argument.
class NetworkBuilder {
public:
    explicit NetworkBuilder(std::string name);

    TensorId input(Shape shape, std::string name = "input");
    /// An input of floating-point numbers that the network quantises itself; returns what the rest reads.
    TensorId floatInput(Shape shape);

    TensorId conv(TensorId x, std::int64_t channels, Window kernel, Window stride = 1,
                  Activation activation = Activation::relu, PaddingKind padding = PaddingKind::same, int dilation = 1);
    /// Padding in pixels on every side, as PyTorch states it.
    TensorId convPadded(TensorId x, std::int64_t channels, int kernel, int stride, int pad,
                        Activation activation = Activation::relu);
    TensorId pointwise(TensorId x, std::int64_t channels, Activation activation = Activation::relu)
    {
        return conv(x, channels, 1, 1, activation);
    }
    TensorId depthwise(TensorId x, Window kernel, Window stride = 1, Activation activation = Activation::relu,
                       std::int64_t multiplier = 1, PaddingKind padding = PaddingKind::same);
    TensorId fullyConnected(TensorId x, std::int64_t units, Activation activation = Activation::none);

    TensorId maxPool(TensorId x, Window kernel, Window stride, PaddingKind padding = PaddingKind::valid, int pad = 0);
    TensorId averagePool(TensorId x, Window kernel, Window stride, PaddingKind padding = PaddingKind::valid);
    /// Over the whole map, to [1, channels].
    TensorId globalAverage(TensorId x);

    TensorId add(TensorId a, TensorId b, Activation activation = Activation::none);
    TensorId multiply(TensorId a, TensorId b);
    TensorId concat(std::vector<TensorId> parts, int axis = 3);
    TensorId unary(OperatorKind kind, TensorId x);
    /// An operator of its own: TensorFlow Lite fuses no leaky rectifier.
    TensorId leakyRelu(TensorId x, float slope);
    /// relu6(x + 3) / 6, in the two operators TensorFlow Lite takes.
    TensorId hardSigmoid(TensorId x) { return multiply(add(x, scalar(), Activation::relu6), scalar()); }
    TensorId softmax(TensorId x) { return unary(OperatorKind::softmax, x); }
    TensorId reshape(TensorId x, Shape shape);
    TensorId transpose(TensorId x, std::vector<int> permutation);
    TensorId upsample(TensorId x, std::int64_t factor);
    /// Zeros behind the last channel, up to `channels`.
    TensorId padChannels(TensorId x, std::int64_t channels);
    /// Zeros of so many pixels on every side.
    TensorId padAround(TensorId x, std::int64_t pixels);
    /// Zeros around the map so that windows of 3 with stride 2 halve it without a padding of their own: below and
    /// right, and above and left too where a side is odd.
    TensorId padForStride(TensorId x);
    /// [.., m, k] x [.., k, n].
    TensorId matMul(TensorId a, TensorId b, bool transposeB);
    TensorId layerNorm(TensorId x);
    TensorId mean(TensorId x, int axis);
    /// Equal parts along the last axis.
    std::vector<TensorId> split(TensorId x, int parts);
    /// TensorFlow Lite's box decoding and non-maximum suppression on the CPU. Returns boxes
    /// [1, detections, 4], classes and scores [1, detections] and the number of detections.
    std::vector<TensorId> detectionPostProcess(TensorId boxes, TensorId scores, std::int64_t detections);
    /// One number that an element-wise operator reads.
    TensorId scalar();

    /// Says that values which are each allowed do not go together; finish() returns the first such error.
    void refuse(Error error);

    const Shape& shape(TensorId x) const { return m_builder.tensors()[x.index].shape; }
    std::int64_t channels(TensorId x) const { return shape(x).back(); }

    Result<Graph> finish(std::vector<TensorId> outputs, const std::string& spec) &&;

private:
    TensorId weights(const std::string& name, Shape shape);
    TensorId bias(const std::string& name, std::int64_t channels);
    TensorId append(Operator op, TensorId fallback);
    TensorId appendAs(Operator op, Shape shape, TensorId fallback);
    std::vector<TensorId> appendAll(Operator op);
    std::string nextName(const std::string& stem);

    GraphBuilder m_builder;
    std::vector<TensorId> m_inputs;
    std::string m_name;
    int m_count = 0;
    std::optional<Error> m_error;
};

} // namespace tenbin
