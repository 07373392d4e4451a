// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/compression/pruning.h"
#include "engine/compression/quantization.h"
#include "engine/core/result.h"
#include "engine/inference/simd_kernels.h"

namespace tenbin {

/// A learned tensor.
struct Parameter {
    TensorId tensor;
    std::vector<float> values;
    std::vector<float> effective; ///< what the layers multiply with: masked and, if asked, fake-quantised
    Mask mask;                    ///< empty: nothing is removed
    std::int64_t channels = 0;    ///< slices of their own scale; 0: a bias, never quantised
    bool channelsLast = false;
};

/// A float network prepared for training: forward and backward of conv2d, depthwiseConv2d,
/// fullyConnected, maxPool2d, averagePool2d, mean over the map, add, the rectifiers and reshapes; a
/// final softmax is part of the loss. Batch normalisation is folded into the weights.
class TrainableNetwork {
public:
    /// Error: notTrainable (operator, why).
    static Result<TrainableNetwork> create(std::shared_ptr<const Graph> floatGraph);

    /// Feature maps and gradients of one sample; one a thread.
    struct Pass {
        std::vector<std::vector<float>> values, gradients;  ///< by tensor
        std::vector<std::vector<float>> parameterGradients; ///< by parameter
        std::vector<std::vector<float>> patches; ///< im2col of each convolution; what lies outside the map stays 0
        std::vector<std::vector<std::int32_t>> winners; ///< offset of each maximum, by node
        std::vector<float> patchGradients;
        void clearParameterGradients();
    };
    Pass pass() const;

    std::vector<Parameter>& parameters() { return m_parameters; }
    const std::vector<Parameter>& parameters() const { return m_parameters; }
    const Graph& graph() const { return *m_graph; }
    std::size_t inputs() const;
    std::size_t classes() const;

    /// Sets the effective values: masks applied; weights rounded to `weightBits` where that is 1 to 8.
    void refresh(int weightBits);
    /// Outputs before the softmax, of one sample.
    const std::vector<float>& forward(Pass& pass, const float* input) const;
    /// Cross-entropy of the last forward; adds its gradients to the pass. Straight through rounding.
    double backward(Pass& pass, std::size_t label, float weight) const;
    Values values() const;

private:
    /// What is done forwards, and backwards the other way round.
    enum class Work : std::uint8_t { convolution, depthwise, dense, pooling, addition, copy };
    struct Node {
        Operator op;
        Work work = Work::copy;
        Nhwc in, out;
        std::int64_t kH = 1, kW = 1;
        Conv2dAttributes window;
        Activation activation = Activation::none;
        int weights = -1, bias = -1;
        std::vector<PatchRun> runs;     ///< a convolution's im2col; empty where the patches are the map itself
        bool patchesTransposed = false; ///< [elements of a patch, pixels], where that makes longer runs
        std::vector<PoolTap> taps;      ///< of a pooling, by output pixel
        std::vector<float> share;       ///< 1 / taps, by output pixel
        bool tiles = false; ///< windows of a maximum lie side by side and cover a map that nobody else reads
    };
    static void plan(Node& node);
    void findTiles();
    Result<void> addNode(const Operator& op);
    Result<void> addWeights(Node& node);
    int addParameter(TensorId id, bool isWeight, bool channelsLast);
    void forwardNode(const Node& node, Pass& pass) const;
    void backwardNode(const Node& node, Pass& pass) const;
    void convolve(const Node& node, Pass& pass) const;
    void convolveBack(const Node& node, Pass& pass) const;
    std::size_t indexOf(const Node& node) const { return static_cast<std::size_t>(&node - m_nodes.data()); }
    void depthwise(const Node& node, Pass& pass, bool back) const;
    void dense(const Node& node, Pass& pass, bool back) const;
    void pool(const Node& node, Pass& pass, bool back) const;

    std::shared_ptr<const Graph> m_graph;
    std::vector<Node> m_nodes;
    std::vector<Parameter> m_parameters;
    TensorId m_logits;
    std::vector<char> m_overwritten; ///< by tensor: its gradient is written as a whole, so it need not be cleared
};

} // namespace tenbin
