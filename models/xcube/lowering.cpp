// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xcube/lowering.h"

#include <algorithm>

#include "engine/core/units.h"
#include "engine/graph/operator_traits.h"
#include "models/common/capped_product.h"
#include "models/common/graph_walk.h"
#include "models/kernels/kernels.h"
#include "models/kernels/stored_bytes.h"
#include "models/xcube/kernels.h"

namespace tenbin::xcube {

namespace {

using microcontroller::KernelClass;

constexpr std::uint32_t kNone = TensorId::kNone;
/// From so many channels on a convolution reads a padded copy instead of padding in its kernel.
constexpr std::int64_t kChannelsOfPaddedCopy = 16;
/// A 1x1 convolution that makes more than so many times its input is a large expansion.
constexpr std::int64_t kLargeExpansion = 2;
constexpr std::int64_t kImageChannels = 3;

/// An operator that becomes the window or the rectifier of the one before or behind it.
bool foldsIntoProducer(const Graph& graph, const Operator& op)
{
    if (!isRectifier(op.kind) || op.inputs.empty() || !op.inputs.front().valid())
        return false;
    const OperatorId producer = graph.producer(beforeRenaming(graph, op.inputs.front()));
    if (!producer.valid() || !soleConsumer(graph, graph.op(producer).outputs.front()).valid())
        return false;
    const OperatorKind kind = graph.op(producer).kind;
    return isConvolution(kind) || kind == OperatorKind::fullyConnected || kind == OperatorKind::add;
}

/// Rows and columns that a padding operator adds around a feature map.
Padding2d paddingOf(const Operator& op)
{
    const auto* pad = op.attributesAs<PadAttributes>();
    if (!pad || pad->paddings.size() != 4)
        return {};
    const auto& rows = pad->paddings[1];
    const auto& columns = pad->paddings[2];
    return {static_cast<int>(rows.first), static_cast<int>(rows.second), static_cast<int>(columns.first),
            static_cast<int>(columns.second)};
}

/// Where TensorFlow pads one row or column behind a map for stride 2, the copy has two.
int paddedBehind(int before, int behind, std::int64_t stride)
{
    return stride == 2 && before == 0 && behind == 1 ? 2 : behind;
}

/// One lowering; lives for one call.
class Lowering {
public:
    Lowering(const Graph& graph, const Release& release, bool asInteger)
        : m_graph(graph), m_release(release), m_asInteger(asInteger), m_bufferOf(graph.tensors().size(), kNone),
          m_constant(graph.tensors().size(), false), m_done(graph.operators().size(), false)
    {
        m_program.nodes.reserve(graph.operators().size());
        m_program.buffers.reserve(graph.tensors().size());
        for (std::size_t i = 0; i < m_constant.size(); ++i)
            m_constant[i] = graph.tensors()[i].constant;
    }

    Program run()
    {
        addEntrances();
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i)
            if (!m_done[i])
                lower(OperatorId{i});
        addExits();
        return std::move(m_program);
    }

private:
    void addEntrances()
    {
        for (const TensorId id : m_graph.inputs())
            if (!m_graph.tensor(id).constant && !m_graph.tensor(id).variable)
                addOnce(m_program.inputs, bufferOf(id));
        for (std::uint32_t i = 0; i < m_graph.tensors().size(); ++i)
            if (m_graph.tensors()[i].variable && !m_graph.tensors()[i].constant)
                m_program.buffers[bufferOf(TensorId{i})].permanent = true;
    }

    void addExits()
    {
        for (const TensorId id : m_graph.outputs()) {
            if (m_graph.tensor(id).constant || m_graph.tensor(id).variable)
                continue;
            const std::uint32_t buffer = bufferOf(id);
            if (m_constant[id.index])
                m_program.buffers[buffer].permanent = true;
            else
                addOnce(m_program.outputs, buffer);
        }
    }

    std::uint32_t addBuffer(std::int64_t bytes, TensorId tensor)
    {
        m_program.buffers.push_back({.bytes = roundUp(bytes, kAlignment), .tensor = tensor});
        return static_cast<std::uint32_t>(m_program.buffers.size() - 1);
    }

    /// The buffer of a feature map; made at its first use.
    std::uint32_t bufferOf(TensorId id)
    {
        std::uint32_t& buffer = m_bufferOf[id.index];
        if (buffer == kNone) {
            const std::int64_t bytes = microcontroller::featureMapBytes(m_graph.tensor(id), m_asInteger).count();
            buffer = addBuffer(bytes + (isStemImage(id) ? 1 : 0), id);
        }
        return buffer;
    }

    /// The first convolution reads its image in words and so one byte beyond it.
    bool isStemImage(TensorId id) const
    {
        const OperatorId producer = m_graph.producer(id);
        const bool isImage = !producer.valid() || m_graph.op(producer).kind == OperatorKind::quantize;
        if (!isImage || toNhwc(m_graph.tensor(id).shape).c != kImageChannels)
            return false;
        const OperatorId next = soleConsumer(m_graph, id);
        return next.valid() && m_graph.op(next).kind == OperatorKind::conv2d && isInteger(id);
    }

    bool isInteger(TensorId id) const { return m_asInteger || !m_graph.tensor(id).type.isFloat(); }

    void rename(TensorId from, TensorId to) { m_bufferOf[to.index] = bufferOf(from); }

    /// Whether `op` gives the same in every inference: anchors, shapes and what follows from them.
    bool isFolded(const Operator& op) const
    {
        if (op.kind == OperatorKind::shapeOf)
            return true;
        return familyOf(op.kind) != OperatorFamily::state && op.kind != OperatorKind::custom && !op.inputs.empty()
               && std::all_of(op.inputs.begin(), op.inputs.end(),
                              [&](TensorId id) { return !id.valid() || m_constant[id.index]; });
    }

    void lower(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        if (isFolded(op)) {
            for (const TensorId out : op.outputs)
                m_constant[out.index] = true;
            return;
        }
        if (isVelaCode(op))
            return lowerVelaCode(id);
        const bool hasInput = !op.inputs.empty() && op.inputs.front().valid() && !m_constant[op.inputs.front().index];
        if (hasInput && (isRenaming(op.kind) || foldsIntoProducer(m_graph, op)))
            return rename(op.inputs.front(), op.outputs.front());
        if (hasInput && (op.kind == OperatorKind::conv2d || op.kind == OperatorKind::depthwiseConv2d))
            return lowerConvolution(id);
        if (hasInput && op.kind == OperatorKind::pad && padsInKernel(op))
            return rename(op.inputs.front(), op.outputs.front());
        lowerOther(id);
    }

    static bool isVelaCode(const Operator& op)
    {
        return op.kind == OperatorKind::custom && op.customName == kVelaOperator;
    }

    /// What Vela has compiled keeps its feature maps in its scratch memory, the second but last of four.
    void lowerVelaCode(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        constexpr std::size_t kFeatureMaps = 4;
        Node node{.op = id};
        for (std::size_t i = 0; i < op.inputs.size(); ++i) {
            if (!op.inputs[i].valid() || m_constant[op.inputs[i].index])
                continue;
            node.inputs.push_back(bufferOf(op.inputs[i]));
            if (i >= kFeatureMaps)
                m_program.buffers[node.inputs.back()].bytes = 0;
        }
        for (const TensorId out : op.outputs) {
            node.outputs.push_back(bufferOf(out));
            m_program.buffers[node.outputs.back()].bytes = 0;
        }
        m_program.nodes.push_back(std::move(node));
    }

    bool readsPaddedCopy(const Operator& op, const LayerShape& s) const
    {
        if (!isInteger(op.inputs.front()))
            return false;
        if (op.kind == OperatorKind::depthwiseConv2d)
            return s.kernelH == 3 && s.kernelW == 3;
        return m_release.padsConvolutions && s.in.c >= kChannelsOfPaddedCopy;
    }

    /// A padding operator whose convolution pads in its kernel.
    bool padsInKernel(const Operator& op) const
    {
        const OperatorId next = soleConsumer(m_graph, op.outputs.front());
        if (!next.valid())
            return false;
        const OperatorKind kind = m_graph.op(next).kind;
        const bool isWindow = kind == OperatorKind::conv2d || kind == OperatorKind::depthwiseConv2d;
        return isWindow && paddingOf(op).any()
               && !readsPaddedCopy(m_graph.op(next), layerShape(m_graph, m_graph.op(next)));
    }

    /// The padding operator in front of `op` that padsInKernel() left out.
    Padding2d foldedPadding(const Operator& op) const
    {
        const OperatorId producer = m_graph.producer(beforeRenaming(m_graph, op.inputs.front()));
        if (!producer.valid() || m_graph.op(producer).kind != OperatorKind::pad || !padsInKernel(m_graph.op(producer)))
            return {};
        return paddingOf(m_graph.op(producer));
    }

    std::uint32_t addPaddedCopy(OperatorId id, const LayerShape& s)
    {
        const Padding2d& p = s.padding;
        const std::uint32_t in = bufferOf(m_graph.op(id).inputs.front());
        const std::int64_t rows = s.in.h + p.top + paddedBehind(p.top, p.bottom, s.strideH);
        const std::int64_t columns = s.in.w + p.left + paddedBehind(p.left, p.right, s.strideW);
        const std::uint32_t copy = addBuffer(cappedProduct({s.in.n, rows, columns, s.in.c}), {});
        m_program.buffers[copy].copyOf = in;
        const std::int64_t shift = m_program.buffers[copy].bytes - m_program.buffers[in].bytes;
        m_program.nodes.push_back({.inputs = {in}, .outputs = {copy}, .shiftBytes = shift, .op = id});
        return copy;
    }

    /// The pooling that runs in the same node.
    OperatorId pooledBehind(const Operator& op) const
    {
        const OperatorId next = soleConsumer(m_graph, op.outputs.front());
        const bool fuses = op.kind == OperatorKind::conv2d && isInteger(op.outputs.front()) && next.valid()
                           && m_graph.op(next).kind == OperatorKind::maxPool2d;
        return fuses ? next : OperatorId{};
    }

    void lowerConvolution(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        const LayerShape s = layerShape(m_graph, op);
        Node node{.op = id};
        KernelPadding padding;
        if (s.padding.any() && readsPaddedCopy(op, s)) {
            node.inputs = {addPaddedCopy(id, s)};
        } else {
            const Padding2d folded = foldedPadding(op);
            node.inputs = {bufferOf(op.inputs.front())};
            padding = {s.padding.top + folded.top, s.padding.left + s.padding.right + folded.left + folded.right};
        }
        TensorId result = op.outputs.front();
        std::optional<FusedPool> pool;
        if (const OperatorId behind = pooledBehind(op); behind.valid()) {
            const LayerShape window = layerShape(m_graph, m_graph.op(behind));
            pool = FusedPool{std::min(window.kernelH, s.out.h), window.strideH};
            result = m_graph.op(behind).outputs.front();
            m_done[behind.index] = true;
        }
        const Nhwc out = toNhwc(m_graph.tensor(result).shape);
        node.outputs = {bufferOf(result)};
        if (isInteger(op.inputs.front())) {
            node.scratchBytes = convolutionScratch(s, pool, m_release);
            node.shiftBytes = convolutionShift(s, out.h, out.w, padding, pool);
        } else {
            node.shiftBytes = floatConvolutionShift(s);
        }
        node.isLargeExpansion = s.isPointwise() && s.out.c > kLargeExpansion * s.in.c;
        m_program.nodes.push_back(std::move(node));
    }

    /// Elements that a table or an addition replaces one by one, and windows that end before they begin.
    bool isInPlace(const Operator& op) const
    {
        if (op.kind == OperatorKind::dequantize || op.kind == OperatorKind::softmax
            || op.kind == OperatorKind::logSoftmax)
            return false;
        if (isQuantiser(op.kind) || isRectifier(op.kind) || op.kind == OperatorKind::batchNormalization
            || op.kind == OperatorKind::maxPool2d || op.kind == OperatorKind::pad)
            return true;
        const KernelClass kernel = microcontroller::kernelClass(m_graph, op);
        return kernel == KernelClass::elementwise || kernel == KernelClass::function;
    }

    std::int64_t scratchOf(const Operator& op) const
    {
        if (!isInteger(op.outputs.front()))
            return 0;
        if (op.kind == OperatorKind::softmax)
            return softmaxScratch(m_graph.output(op).elements(), m_release);
        const Tensor* weights = weightsOf(m_graph, op);
        if (op.kind != OperatorKind::fullyConnected || !weights || weights->shape.size() < 2)
            return 0;
        const bool perChannel = weights->quantization.perChannel();
        return denseScratch(weights->shape[1], weights->shape[0], perChannel);
    }

    void lowerOther(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        Node node{.scratchBytes = scratchOf(op), .op = id};
        for (const TensorId in : op.inputs)
            if (in.valid() && !m_constant[in.index])
                addOnce(node.inputs, bufferOf(in));
        for (const TensorId out : op.outputs)
            addOnce(node.outputs, bufferOf(out));
        if (node.outputs.size() == 1 && isInPlace(op)) {
            node.shiftBytes = 0;
            node.overlaysAnyInput = node.inputs.size() > 1;
            if (op.kind == OperatorKind::pad && !node.inputs.empty())
                node.shiftBytes = std::max<std::int64_t>(0, m_program.buffers[node.outputs[0]].bytes
                                                                - m_program.buffers[node.inputs[0]].bytes);
        }
        m_program.nodes.push_back(std::move(node));
    }

    template <class List>
    static void addOnce(List& list, std::uint32_t buffer)
    {
        if (std::find(list.begin(), list.end(), buffer) == list.end())
            list.push_back(buffer);
    }

    const Graph& m_graph;
    const Release& m_release;
    bool m_asInteger;
    std::vector<std::uint32_t> m_bufferOf; ///< by tensor
    std::vector<bool> m_constant;          ///< by tensor: known before the first inference
    std::vector<bool> m_done;              ///< by operator: part of a node already
    Program m_program;
};

} // namespace

Program lower(const Graph& graph, const Release& release, bool asInteger)
{
    return Lowering(graph, release, asInteger).run();
}

} // namespace tenbin::xcube
