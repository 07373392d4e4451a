// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "engine/core/units.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Multiply-accumulates of one inference: convolutions, fully connected, matrix
/// products and recurrent cells; element-wise work and pooling count zero, as
/// the field reports it.
Macs macs(const Graph& graph, const Operator& op);
Macs totalMacs(const Graph& graph);

/// MACs without dead filters: output channels whose weights are all zero, and the work of
/// the next layers on those channels, which are constant and fold into their biases.
Macs macsWithoutDeadChannels(const Graph& graph, const Operator& op);

/// Weights and biases that `op` reads, counted as elements. A tensor shared by
/// several operators counts at each here and once in the total.
std::int64_t parameters(const Graph& graph, const Operator& op);
std::int64_t totalParameters(const Graph& graph);

/// All constants as stored in the file, each tensor once.
Bytes constantBytes(const Graph& graph);

/// Tells constants that were met before: the same tensor, or another one in the same bytes of the file.
class ConstantsOnce {
public:
    explicit ConstantsOnce(const Graph& graph) : m_graph(graph), m_seen(graph.tensors().size(), false) {}
    bool isNew(TensorId id);

private:
    const Graph& m_graph;
    std::vector<bool> m_seen;
    std::set<std::pair<const std::byte*, std::size_t>> m_stored;
};

/// The tensor with `op`'s weights (input 1 of convolutions and the like), or null.
const Tensor* weightsOf(const Graph& graph, const Operator& op);
/// The tensor with its bias, or null.
const Tensor* biasOf(const Graph& graph, const Operator& op);

/// Data type most activations have: that of the operator outputs with the most bytes.
DataType activationType(const Graph& graph);

/// The numbers a cost formula needs of one operator, read off once.
struct LayerShape {
    OperatorKind kind{};
    Nhwc in, out; ///< first input and first output
    std::int64_t kernelH = 1, kernelW = 1;
    std::int64_t strideH = 1, strideW = 1;
    std::int64_t dilationH = 1, dilationW = 1;
    std::int64_t groups = 1;
    Padding2d padding;
    Activation activation = Activation::none;
    int inBits = 8, outBits = 8, weightBits = 8;
    bool hasBias = false;
    Macs macs;
    std::int64_t weightElements = 0;           ///< without bias
    const WeightStatistics* weights = nullptr; ///< null if the values are unknown

    bool isPointwise() const { return kind == OperatorKind::conv2d && kernelH == 1 && kernelW == 1; }
};
LayerShape layerShape(const Graph& graph, const Operator& op);

} // namespace tenbin
