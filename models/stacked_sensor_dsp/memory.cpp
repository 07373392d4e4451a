// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stacked_sensor_dsp/memory.h"

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "engine/graph/kind_set.h"
#include "engine/graph/operator_traits.h"
#include "engine/memory/liveness.h"
#include "models/common/graph_walk.h"

namespace tenbin::stacked_sensor {
namespace {

constexpr int kActivationBits = 8;

/// A row of weights holds `coefficientRowBytes`, however many channels that is at the width chosen.
std::int64_t rowBytes(std::int64_t outputChannels, const CompilerRules& rules)
{
    const std::int64_t channelsPerRow = rules.coefficientRowBytes * 8 / rules.weightBits;
    return ceilDiv(outputChannels, channelsPerRow) * rules.coefficientRowBytes;
}

std::int64_t convolutionBytes(const LayerShape& layer, const CompilerRules& rules)
{
    const std::int64_t positions = boundedProduct({layer.kernelH, layer.kernelW});
    const std::int64_t passes = ceilDiv(positions, rules.kernelPositionsPerPass);
    std::int64_t storedPositions = positions;
    if (passes != 1)
        storedPositions = passes * rules.kernelPositionsPerPass;
    const std::int64_t groups = std::max<std::int64_t>(1, layer.groups);
    const std::int64_t inputs = roundUp(layer.in.c / groups, rules.channelMultiple);
    const std::int64_t bytes =
        boundedProduct({inputs, rowBytes(layer.out.c, rules), storedPositions})
        + boundedProduct({passes, rules.bytesPerOutputChannel, roundUp(layer.out.c, rules.channelMultiple)});
    // A pointwise convolution of a single pixel is compiled as the fully connected layer it is.
    if (positions == 1 && layer.in.pixels() == 1)
        return bytes + rules.fullyConnectedBytes;
    return bytes;
}

std::int64_t depthwiseBytes(const LayerShape& layer, const CompilerRules& rules)
{
    const std::int64_t taps = roundUp(boundedProduct({layer.kernelH, layer.kernelW}), rules.depthwiseTapMultiple);
    return boundedProduct({rowBytes(layer.out.c, rules), taps})
           + rules.bytesPerOutputChannel * roundUp(layer.out.c, rules.channelMultiple);
}

std::int64_t matrixBytes(std::int64_t inputs, std::int64_t outputs, const CompilerRules& rules)
{
    return boundedProduct({roundUp(inputs, rules.channelMultiple), rowBytes(outputs, rules)})
           + rules.fullyConnectedBytes + rules.bytesPerOutputChannel * roundUp(outputs, rules.channelMultiple);
}

std::int64_t constantMatrixBytes(const Graph& graph, const Operator& op, const CompilerRules& rules)
{
    const Tensor* b = graph.input(op, 1);
    if (!b || !b->constant || b->shape.size() < 2)
        return 0;
    return matrixBytes(b->shape[b->shape.size() - 2], b->shape.back(), rules);
}

/// A map that becomes a vector changes its layout; a pooled pixel already has that of a vector.
bool flattensMap(const Graph& graph, const Operator& op)
{
    const Tensor* in = graph.input(op, 0);
    if (!isRenaming(op.kind) || !in || in->shape.size() < 4 || graph.output(op).shape.size() >= 4)
        return false;
    const OperatorId producer = graph.producer(op.inputs[0]);
    const bool written = producer.valid() && isConvolution(graph.op(producer).kind);
    return toNhwc(in->shape).pixels() > 1 || written;
}

std::int64_t fullyConnectedBytes(const Graph& graph, const Operator& op, const CompilerRules& rules)
{
    const Tensor* weights = weightsOf(graph, op);
    if (!weights || weights->shape.size() != 2)
        return 0;
    return matrixBytes(weights->shape[1], weights->shape[0], rules);
}

/// Operators beside products and additions whose constants lie among the coefficients.
constexpr KindSet kKeepsConstants{OperatorKind::sub,
                                  OperatorKind::mul,
                                  OperatorKind::div,
                                  OperatorKind::prelu,
                                  OperatorKind::gather,
                                  OperatorKind::nonMaxSuppression,
                                  OperatorKind::detectionPostProcess};

std::int64_t otherConstants(const Graph& graph, const Operator& op)
{
    std::int64_t bytes = 0;
    for (const TensorId id : op.inputs)
        if (id.valid() && graph.tensor(id).constant)
            bytes += graph.tensor(id).sizeBytesAt(kActivationBits).count();
    return bytes;
}

bool writesPaddedChannels(OperatorKind kind)
{
    return isConvolution(kind) || isPooling(kind) || kind == OperatorKind::fullyConnected || kind == OperatorKind::mean;
}

/// A pad that its reader takes along keeps what it reads alive until that reader runs.
void extendReads(const Graph& graph, const Fusion& fusion, std::vector<BufferRequest>& requests)
{
    std::vector<BufferRequest*> byTensor(graph.tensors().size(), nullptr);
    for (BufferRequest& request : requests)
        byTensor[request.tensor.index] = &request;
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i) {
        if (fusion.head[i] <= i)
            continue;
        const TensorId source = beforeRenaming(graph, graph.operators()[i].inputs[0]);
        if (BufferRequest* request = byTensor[source.index])
            request->last = std::max(request->last, fusion.head[i]);
    }
}

} // namespace

Bytes coefficientBytes(const Graph& graph, const Operator& op, const CompilerRules& rules)
{
    if (op.kind == OperatorKind::depthwiseConv2d)
        return Bytes(depthwiseBytes(layerShape(graph, op), rules));
    if (isConvolution(op.kind))
        return Bytes(convolutionBytes(layerShape(graph, op), rules));
    if (op.kind == OperatorKind::fullyConnected)
        return Bytes(fullyConnectedBytes(graph, op, rules));
    if (op.kind == OperatorKind::batchMatMul)
        return Bytes(constantMatrixBytes(graph, op, rules));
    if (op.kind == OperatorKind::add)
        return Bytes(rules.transformBytes + otherConstants(graph, op));
    if (kKeepsConstants.contains(op.kind))
        return Bytes(otherConstants(graph, op));
    if (flattensMap(graph, op))
        return Bytes(rules.transformBytes);
    return Bytes(0);
}

Bytes storedBytes(const Graph& graph, const Fusion& fusion, TensorId id, const CompilerRules& rules)
{
    const Tensor& tensor = graph.tensor(id);
    const OperatorId producer = graph.producer(id);
    if (!producer.valid() || !writesPaddedChannels(graph.operators()[fusion.head[producer.index]].kind))
        return tensor.sizeBytesAt(kActivationBits);
    const Nhwc map = toNhwc(tensor.shape);
    const bool narrow = map.c <= rules.narrowChannels;
    const std::int64_t channels = narrow ? rules.narrowChannels : roundUp(map.c, rules.channelMultiple);
    return packedBytes(boundedProduct({map.n, map.h, map.w, channels}), kActivationBits);
}

std::vector<BufferRequest> runtimeBuffers(const Graph& graph, const Fusion& fusion, const CompilerRules& rules)
{
    const Tensor* tensors = graph.tensors().data();
    LivenessRules liveness;
    liveness.size = [&](const Tensor& tensor) {
        return storedBytes(graph, fusion, TensorId{static_cast<std::uint32_t>(&tensor - tensors)}, rules);
    };
    liveness.inPlace = [](const Graph&, const Operator& op, std::size_t position) {
        return position == 0 && supportOf(op.kind) == Support::nothing;
    };
    liveness.inputsPersist = rules.inputPersists;
    std::vector<BufferRequest> requests = liveRanges(graph, liveness);
    extendReads(graph, fusion, requests);
    std::erase_if(requests, [&](const BufferRequest& r) { return fusion.internal[r.tensor.index]; });
    for (BufferRequest& request : requests)
        if (const OperatorId producer = graph.producer(request.tensor); producer.valid())
            request.first = std::min(request.first, fusion.head[producer.index]);
    if (rules.inputPersists && !graph.operators().empty()) {
        const auto last = static_cast<std::uint32_t>(graph.operators().size() - 1);
        requests.push_back({TensorId{}, BufferRole::persistent, Bytes(rules.persistentInputBytes), 0, last, 0});
    }
    return requests;
}

} // namespace tenbin::stacked_sensor
