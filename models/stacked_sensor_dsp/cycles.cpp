// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stacked_sensor_dsp/cycles.h"

#include "engine/graph/operator_traits.h"

namespace tenbin::stacked_sensor {
namespace {

/// A grouped convolution runs group by group, or as a dense one with zeros between the groups, whichever is shorter.
double convolutionSlots(const LayerShape& layer, const Nhwc& map, const CoreShape& core)
{
    const std::int64_t positions = boundedProduct({layer.kernelH, layer.kernelW});
    const std::int64_t pixels = paddedPixels(map, core);
    const double dense = paddedProduct(pixels, layer.in.c, layer.out.c, positions, core);
    const std::int64_t groups = std::max<std::int64_t>(1, layer.groups);
    const double grouped =
        static_cast<double>(groups) * paddedProduct(pixels, layer.in.c / groups, layer.out.c / groups, positions, core);
    return std::min(dense, grouped);
}

double matMulSlots(const Graph& graph, const Operator& op, const CoreShape& core)
{
    const Tensor* a = graph.input(op, 0);
    const auto* attributes = op.attributesAs<MatMulAttributes>();
    const Shape& out = graph.output(op).shape;
    if (!a || a->shape.size() < 2 || out.size() < 2)
        return 0.0;
    const std::size_t inner = a->shape.size() - (attributes && attributes->transposeA ? 2 : 1);
    const std::int64_t rows = out[out.size() - 2];
    const std::int64_t batches =
        graph.output(op).elements() / std::max<std::int64_t>(1, boundedProduct({rows, out.back()}));
    const std::int64_t pixels = roundUp(rows, core.rowPixels);
    return static_cast<double>(batches) * paddedProduct(pixels, a->shape[inner], out.back(), 1, core);
}

double fullyConnectedSlots(const Graph& graph, const Operator& op, const CoreShape& core)
{
    const Tensor* weights = weightsOf(graph, op);
    if (!weights || weights->shape.size() < 2)
        return 0.0;
    const std::int64_t outputs = std::max<std::int64_t>(1, weights->shape[0]);
    const std::int64_t rows = roundUp(graph.output(op).elements() / outputs, core.rowPixels);
    return paddedProduct(rows, weights->shape[1], outputs, 1, core);
}

double depthwiseSlots(const LayerShape& layer, const CoreShape& core)
{
    return static_cast<double>(paddedPixels(layer.out, core))
           * static_cast<double>(roundUp(layer.out.c, core.depthwiseChannels)) * static_cast<double>(layer.kernelH)
           * static_cast<double>(layer.kernelW);
}

} // namespace

double computeCycles(const Graph& graph, const Operator& op, const CoreShape& core)
{
    if (op.kind == OperatorKind::depthwiseConv2d)
        return depthwiseSlots(layerShape(graph, op), core) / core.depthwiseMacsPerCycle;
    if (isConvolution(op.kind)) {
        const LayerShape layer = layerShape(graph, op);
        // Turned round, each input pixel meets each kernel element.
        const Nhwc& map = op.kind == OperatorKind::transposeConv2d ? layer.in : layer.out;
        return convolutionSlots(layer, map, core) / core.macsPerCycle;
    }
    if (op.kind == OperatorKind::fullyConnected)
        return fullyConnectedSlots(graph, op, core) / core.macsPerCycle;
    if (op.kind == OperatorKind::batchMatMul)
        return matMulSlots(graph, op, core) / core.macsPerCycle;
    return 0.0; // the others cost their memory traffic
}

} // namespace tenbin::stacked_sensor
