// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/max7800x/mapping.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "engine/graph/kind_map.h"
#include "engine/graph/operator_traits.h"
#include "models/common/graph_walk.h"
#include "models/max7800x/form.h"

namespace tenbin {

namespace {

constexpr std::int64_t kLargestPool = 16; // per side, and stride
constexpr std::int64_t kFlattenInputs = 16384;
constexpr std::int64_t kFlattenPixels = 256;
constexpr std::int64_t kLargestSide = 1 << 14; // far above the limits: keeps products in range
constexpr std::int64_t kLargestChannels = 1 << 16;

Nhwc featureMap(const Shape& shape)
{
    Nhwc map = toNhwc(shape);
    map.h = std::clamp<std::int64_t>(map.h, 1, kLargestSide);
    map.w = std::clamp<std::int64_t>(map.w, 1, kLargestSide);
    map.c = std::clamp<std::int64_t>(map.c, 1, kLargestChannels);
    return map;
}

/// Pooling that a stage does before its own work.
struct Window {
    std::int64_t h = 1, w = 1, strideH = 1, strideW = 1;
    bool present() const { return h > 1 || w > 1 || strideH > 1 || strideW > 1; }
};

class Mapper {
public:
    Mapper(const Graph& graph, const Max7800xLimits& limits, ReasonCollector& reasons)
        : m_graph(graph), m_limits(limits), m_reasons(reasons)
    {
        m_mapping.units.assign(graph.operators().size(), ExecutionUnit::fused);
        m_mapping.inFlight.assign(graph.operators().size(), false);
    }

    Max7800xMapping map()
    {
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i)
            mapOperator(OperatorId{i});
        const auto layers = static_cast<std::int64_t>(m_mapping.stages.size());
        if (layers > m_limits.layers)
            m_reasons.layerCount(layers, m_limits.layers);
        return std::move(m_mapping);
    }

private:
    const Operator& operation(OperatorId op) const { return m_graph.op(op); }
    void setUnit(OperatorId op, ExecutionUnit unit) { m_mapping.units[op.index] = unit; }
    void unsupported(OperatorId op)
    {
        setUnit(op, ExecutionUnit::unsupported);
        m_reasons.unsupported(op);
    }

    void mapOperator(OperatorId op)
    {
        const OperatorKind kind = operation(op).kind;
        if (operation(op).inputs.empty() || !operation(op).inputs.front().valid())
            return unsupported(op);
        if (isRenaming(kind) || isQuantiser(kind) || kind == OperatorKind::abs)
            return;
        if (isRectifier(kind))
            return rectifier(op, toString(kind));
        using Step = void (Mapper::*)(OperatorId);
        static constexpr KindMap<Step> kSteps{{OperatorKind::conv2d, &Mapper::convolution},
                                              {OperatorKind::depthwiseConv2d, &Mapper::convolution},
                                              {OperatorKind::transposeConv2d, &Mapper::transposed},
                                              {OperatorKind::fullyConnected, &Mapper::fullyConnected},
                                              {OperatorKind::averagePool2d, &Mapper::pool},
                                              {OperatorKind::maxPool2d, &Mapper::pool},
                                              {OperatorKind::mean, &Mapper::pool},
                                              {OperatorKind::reduceMax, &Mapper::pool},
                                              {OperatorKind::add, &Mapper::elementwise},
                                              {OperatorKind::sub, &Mapper::elementwise},
                                              {OperatorKind::concatenation, &Mapper::concatenation},
                                              {OperatorKind::pad, &Mapper::padding},
                                              {OperatorKind::softmax, &Mapper::onProcessor},
                                              {OperatorKind::logSoftmax, &Mapper::onProcessor},
                                              {OperatorKind::argMax, &Mapper::onProcessor}};
        (this->*kSteps.valueOr(kind, &Mapper::unsupported))(op);
    }

    void onProcessor(OperatorId op)
    {
        setUnit(op, ExecutionUnit::cpu);
        m_reasons.onCpu(op);
    }

    /// ReLU is there; its bounded relatives are ReLU trained with a clamp to 8 bits.
    void rectifier(OperatorId op, std::string_view name)
    {
        if (name != "RELU")
            m_reasons.rewriting(op, std::string(name), "RELU", false);
    }

    void checkActivation(OperatorId op)
    {
        switch (const Activation activation = fusedActivation(operation(op)); activation) {
        case Activation::none:
        case Activation::relu:
            return;
        case Activation::relu6:
            return rectifier(op, toString(OperatorKind::relu6));
        case Activation::reluN1To1:
            return rectifier(op, toString(OperatorKind::reluN1To1));
        case Activation::relu0To1:
            return rectifier(op, toString(OperatorKind::relu0To1));
        case Activation::tanh:
        case Activation::logistic:
        case Activation::hardSwish:
        case Activation::leakyRelu:
            return m_reasons.attribute(op, "activation", std::string(toString(activation)), "RELU");
        }
    }

    void checkSizes(OperatorId op, const Nhwc& in, const Nhwc& out)
    {
        if (in.c > m_limits.channels)
            m_reasons.dimension(op, "input channels", in.c, m_limits.channels);
        if (out.c > m_limits.channels)
            m_reasons.dimension(op, "output channels", out.c, m_limits.channels);
        if (std::max(in.h, in.w) > m_limits.rows)
            m_reasons.dimension(op, "rows or columns", std::max(in.h, in.w), m_limits.rows);
    }

    /// The operator in flight in front of `tensor`, or an invalid id.
    OperatorId inFlightProducer(TensorId tensor) const
    {
        const OperatorId producer = m_graph.producer(beforeRenaming(m_graph, tensor));
        if (!producer.valid() || !m_mapping.inFlight[producer.index])
            return {};
        return producer;
    }

    Window windowOf(OperatorId op) const
    {
        const Operator& operation = m_graph.op(op);
        if (const auto* pool = operation.attributesAs<Pool2dAttributes>())
            return {pool->kernelH, pool->kernelW, pool->strideH, pool->strideW};
        const Nhwc in = featureMap(m_graph.input(operation, 0)->shape);
        return {in.h, in.w, in.h, in.w};
    }

    /// What comes before the convolution of a stage: its input, and pooling and element-wise work in flight.
    struct Front {
        Nhwc in; ///< what is read from memory
        Window window;
        bool poolFirst = true;
        std::int64_t operands = 1;
        Padding2d padding; ///< of a separate pad operator
    };

    Front frontOf(OperatorId op) const
    {
        Front front;
        TensorId tensor = operation(op).inputs.front();
        OperatorId before = inFlightProducer(tensor);
        while (before.valid()) {
            const Operator& operation = m_graph.op(before);
            if (operation.kind == OperatorKind::pad) {
                front.padding = paddingOf(before);
            } else if (operation.kind == OperatorKind::add || operation.kind == OperatorKind::sub) {
                front.operands = 2;
                front.poolFirst = !front.window.present();
            } else {
                front.window = windowOf(before);
            }
            tensor = operation.inputs.front();
            before = inFlightProducer(tensor);
        }
        front.in = featureMap(m_graph.tensor(beforeRenaming(m_graph, tensor)).shape);
        return front;
    }

    Padding2d paddingOf(OperatorId op) const
    {
        const auto* pad = operation(op).attributesAs<PadAttributes>();
        if (!pad || pad->paddings.size() != 4)
            return {};
        const auto amount = [](std::int64_t elements) {
            return static_cast<int>(std::clamp<std::int64_t>(elements, 0, kLargestSide));
        };
        const auto& rows = pad->paddings[1];
        const auto& columns = pad->paddings[2];
        return {amount(rows.first), amount(rows.second), amount(columns.first), amount(columns.second)};
    }

    /// A stage that reads `front` and writes `out`; kernel and weights come later.
    Max7800xStage stageOf(OperatorId op, const Front& front, const Nhwc& out) const
    {
        Max7800xStage stage{.op = op};
        Max7800xLayer& layer = stage.layer;
        layer.operands = front.operands;
        layer.poolH = std::min(front.window.h, kLargestSide);
        layer.poolW = std::min(front.window.w, kLargestSide);
        layer.poolFirst = front.poolFirst;
        layer.passes = max7800xPasses(front.in.c);
        layer.emulatesMultipass = m_limits.emulatesMultipass;
        layer.outW = out.w;
        stage.processors = std::min(max7800xActiveProcessors(front.in.c), kMax7800xProcessors);
        stage.outPixels = out.pixels();
        return stage;
    }

    void push(OperatorId op, Max7800xStage stage)
    {
        setUnit(op, ExecutionUnit::macArray);
        m_mapping.stages.push_back(stage);
    }

    // --- convolutions ---------------------------------------------------------------

    void convolution(OperatorId op)
    {
        const LayerShape shape = layerShape(m_graph, operation(op));
        Front front = frontOf(op);
        const Nhwc out = featureMap(m_graph.output(operation(op)).shape);
        const Padding2d padding{shape.padding.top + front.padding.top, shape.padding.bottom + front.padding.bottom,
                                shape.padding.left + front.padding.left, shape.padding.right + front.padding.right};
        checkActivation(op);
        checkSizes(op, front.in, out);
        const Max7800xForm form =
            max7800xForm(m_graph, op, {shape, padding, front.in, out}, m_limits.depthwise, m_reasons);
        if (form.strideH > 1 || form.strideW > 1) {
            front.window.h *= form.strideH;
            front.window.w *= form.strideW;
        }
        const std::int64_t biases = biasesOf(op, out);
        if (biases > m_limits.biasedChannels)
            m_reasons.dimension(op, "output channels with bias", biases, m_limits.biasedChannels);
        for (std::int64_t i = 0; i < form.stack; ++i) {
            push(op, convolutionStage(op, front, out, form, biases));
            front = {.in = out, .window = {}, .poolFirst = true, .operands = 1, .padding = {}};
        }
    }

    /// One an output channel, if there are any.
    std::int64_t biasesOf(OperatorId op, const Nhwc& out) const
    {
        if (!biasOf(m_graph, operation(op)))
            return 0;
        return out.c;
    }

    Max7800xStage convolutionStage(OperatorId op, const Front& front, const Nhwc& out, const Max7800xForm& form,
                                   std::int64_t biases) const
    {
        Max7800xStage stage = stageOf(op, front, out);
        Max7800xLayer& layer = stage.layer;
        layer.kernelH = form.kernelH;
        layer.kernelW = form.kernelW;
        layer.padH = form.padH;
        layer.padW = form.padW;
        layer.pooledH = std::max<std::int64_t>(1, out.h + form.kernelH - 1 - 2 * form.padH);
        layer.pooledW = std::max<std::int64_t>(1, out.w + form.kernelW - 1 - 2 * form.padW);
        if (layer.pooledH == 1 && layer.pooledW > 1 && form.kernelH == 1)
            layOnItsSide(layer);
        layer.outChannels = 1;
        std::int64_t inputs = 1; // channels that each output channel reads
        if (!form.depthwise) {
            layer.outChannels = max7800xMappedChannels(out.c);
            inputs = front.in.c;
        }
        const std::int64_t taps = form.kernelH * form.kernelW;
        stage.kernels = layer.outChannels * layer.passes;
        stage.weights = inputs * out.c * taps;
        stage.macs = boundedProduct({inputs, out.c, taps, out.pixels()});
        stage.biases = biases;
        return stage;
    }

    /// 1-D data along the width: the hardware runs it along the height.
    static void layOnItsSide(Max7800xLayer& layer)
    {
        std::swap(layer.pooledH, layer.pooledW);
        std::swap(layer.kernelH, layer.kernelW);
        std::swap(layer.padH, layer.padW);
        std::swap(layer.poolH, layer.poolW);
        layer.outW = 1;
    }

    void transposed(OperatorId op)
    {
        const LayerShape shape = layerShape(m_graph, operation(op));
        const Front front = frontOf(op);
        const Nhwc out = featureMap(m_graph.output(operation(op)).shape);
        checkActivation(op);
        checkSizes(op, front.in, out);
        if (shape.kernelH != 3 || shape.kernelW != 3 || shape.strideH != 2 || shape.strideW != 2)
            m_reasons.rewriting(op,
                                fmt::format("{} {}x{} stride {}", displayKind(operation(op)), shape.kernelH,
                                            shape.kernelW, shape.strideH),
                                "TRANSPOSE_CONV 3x3 stride 2", true);
        push(op,
             convolutionStage(op, front, out, {.kernelH = 3, .kernelW = 3, .padH = 1, .padW = 1}, biasesOf(op, out)));
    }

    /// A vector of `features` a pixel of the output, or of what is pooled first.
    static Nhwc vectorsOf(const Front& front, const Nhwc& out, std::int64_t features)
    {
        Nhwc vectors{.h = out.h, .w = out.w, .c = std::min(features, kLargestChannels)};
        if (front.window.present()) {
            vectors.h = front.in.h;
            vectors.w = front.in.w;
        }
        return vectors;
    }

    void checkFlattening(OperatorId op, std::int64_t features, std::int64_t pixels)
    {
        if (pixels > kFlattenPixels)
            m_reasons.dimension(op, "pixels to flatten", pixels, kFlattenPixels);
        else if (features > kFlattenInputs)
            m_reasons.dimension(op, "inputs to flatten", features, kFlattenInputs);
    }

    void fullyConnected(OperatorId op)
    {
        const Operator& operation = m_graph.op(op);
        const Tensor* weights = weightsOf(m_graph, operation);
        if (operation.inputs.empty() || !operation.inputs[0].valid() || !weights || weights->shape.size() != 2)
            return unsupported(op);
        const std::int64_t features = std::clamp<std::int64_t>(weights->shape[1], 1, kFlattenInputs * 64);
        Front front = frontOf(op);
        std::int64_t pooled = 1;
        if (!front.window.present())
            pooled = front.in.pixels();
        const bool flatten = pooled > 1 && front.in.elements() == features;
        const Nhwc out = featureMap(m_graph.output(operation).shape);
        if (!flatten)
            front.in = vectorsOf(front, out, features);
        checkActivation(op);
        checkSizes(op, front.in, out);
        Max7800xStage stage;
        if (flatten) {
            checkFlattening(op, features, pooled);
            stage = convolutionStage(op, front, front.in, {}, 0);
        } else {
            pooled = 1;
            stage = convolutionStage(op, front, out, {}, 0);
        }
        stage.layer.outChannels = max7800xMappedChannels(out.c);
        stage.layer.flatten = flatten;
        stage.kernels = boundedProduct({stage.layer.outChannels, stage.layer.passes, pooled});
        stage.weights = features * out.c;
        stage.macs = boundedProduct({features, out.c});
        if (!flatten)
            stage.macs = boundedProduct({features, out.c, out.pixels()});
        stage.biases = biasesOf(op, out);
        push(op, stage);
    }

    // --- pooling, element-wise, joining -----------------------------------------------

    /// True if the next convolution can take the result of `op` as it reads.
    bool goesInFlight(OperatorId op, bool singlePixel) const
    {
        const OperatorId next = soleConsumer(m_graph, operation(op).outputs.front());
        if (!next.valid())
            return false;
        const Operator& consumer = operation(next);
        if (beforeRenaming(m_graph, consumer.inputs.front()) != operation(op).outputs.front())
            return false;
        return consumer.kind == OperatorKind::conv2d || consumer.kind == OperatorKind::depthwiseConv2d
               || (consumer.kind == OperatorKind::fullyConnected && singlePixel);
    }

    void pool(OperatorId op)
    {
        const Operator& operation = m_graph.op(op);
        const auto* attributes = operation.attributesAs<Pool2dAttributes>();
        if (!attributes && !isGlobalAverage(m_graph, operation))
            return unsupported(op);
        const Nhwc out = featureMap(m_graph.output(operation).shape);
        const Window window = windowOf(op);
        if (std::max({window.h, window.w, window.strideH, window.strideW}) > kLargestPool)
            m_reasons.dimension(op, "pooling window", std::max(window.h, window.w), kLargestPool);
        if (attributes && attributes->padding.any())
            m_reasons.rewriting(op, "padded " + std::string(displayKind(operation)), "pooling without padding", true);
        if (attributes && window.strideH != window.strideW && out.h > 1 && out.w > 1)
            m_reasons.attribute(op, "stride", fmt::format("{}x{}", window.strideH, window.strideW), "equal strides");
        checkSizes(op, featureMap(m_graph.input(operation, 0)->shape), out);
        if (goesInFlight(op, out.pixels() == 1)) {
            m_mapping.inFlight[op.index] = true;
            return;
        }
        Front front = frontOf(op);
        front.window = window;
        if (m_limits.emulatesMultipass && front.in.c > kMax7800xProcessors && out.pixels() > 1)
            m_reasons.rewriting(op, std::string(displayKind(operation)) + " alone over 64 channels",
                                std::string(displayKind(operation)) + " + CONV_2D 1x1", true);
        passThrough(op, front, out, 1, front.in.c > kMax7800xProcessors);
    }

    /// A stage without weights: pooling, element-wise work or a copy.
    void passThrough(OperatorId op, Front front, const Nhwc& out, std::int64_t operands, bool doublePasses)
    {
        front.operands = operands;
        Max7800xStage stage = stageOf(op, front, out);
        stage.layer.convolution = false;
        stage.layer.pooledH = out.h;
        stage.layer.pooledW = out.w;
        if (doublePasses) // izer: passes = 2P - 1 for a pass-through with pooling and more than 64 channels
            stage.layer.passes = 2 * stage.layer.passes - 1;
        stage.layer.timeslots = max7800xTimeslots(stage.processors);
        setUnit(op, ExecutionUnit::vectorUnit);
        m_mapping.stages.push_back(stage);
    }

    bool pooledInFlight(OperatorId op) const
    {
        const OperatorId next = soleConsumer(m_graph, operation(op).outputs.front());
        return next.valid() && operation(next).attributesAs<Pool2dAttributes>() && goesInFlight(next, false);
    }

    void elementwise(OperatorId op)
    {
        const Operator& operation = m_graph.op(op);
        const std::vector<TensorId> operands = dataInputs(m_graph, operation);
        const Nhwc out = featureMap(m_graph.output(operation).shape);
        if (operands.size() != 2 || m_graph.tensor(operands[0]).elements() != m_graph.tensor(operands[1]).elements())
            return unsupported(op);
        checkActivation(op);
        // Operands lie interleaved: a skip that other operators read as well is copied first.
        for (const TensorId id : operands)
            if (m_graph.consumers(id).size() > 1)
                passThrough(op, {.in = out}, out, 1, false);
        const bool line = out.h == 1 || out.w == 1;
        const OperatorId next = soleConsumer(m_graph, operation.outputs.front());
        const bool intoConvolution =
            next.valid() && m_graph.op(next).kind == OperatorKind::conv2d && goesInFlight(op, false);
        if (fusedActivation(operation) == Activation::none && !line && (intoConvolution || pooledInFlight(op))) {
            m_mapping.inFlight[op.index] = true;
            return;
        }
        passThrough(op, {.in = out}, out, 2, false);
    }

    void concatenation(OperatorId op)
    {
        const Operator& operation = m_graph.op(op);
        const auto* axis = operation.attributesAs<AxisAttributes>();
        const std::size_t rank = m_graph.output(operation).shape.size();
        if (!axis || axis->axes.size() != 1 || static_cast<std::size_t>(axis->axes[0]) + 1 != rank)
            return unsupported(op);
        for (const TensorId id : dataInputs(m_graph, operation)) {
            const std::int64_t channels = featureMap(m_graph.tensor(id).shape).c;
            if (channels % 4 != 0)
                return m_reasons.attribute(op, "channels", std::to_string(channels), "multiples of 4");
        }
    }

    void padding(OperatorId op)
    {
        const OperatorId next = soleConsumer(m_graph, operation(op).outputs.front());
        const bool convolved =
            next.valid()
            && (operation(next).kind == OperatorKind::conv2d || operation(next).kind == OperatorKind::depthwiseConv2d);
        if (!convolved)
            return unsupported(op);
        m_mapping.inFlight[op.index] = true;
    }

    const Graph& m_graph;
    const Max7800xLimits& m_limits;
    ReasonCollector& m_reasons;
    Max7800xMapping m_mapping;
};

} // namespace

Max7800xMapping mapOntoMax7800x(const Graph& graph, const Max7800xLimits& limits, ReasonCollector& reasons)
{
    return Mapper(graph, limits, reasons).map();
}

} // namespace tenbin
