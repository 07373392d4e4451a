// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/lowering.h"

#include <algorithm>
#include <numeric>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "engine/graph/operator_traits.h"
#include "models/common/graph_walk.h"
#include "models/ethos_u/composites.h"

namespace tenbin::ethos_u {

namespace {

/// Functions that need a table; clamping is part of scaling.
ActivationStage stageOf(OperatorKind kind)
{
    if (isRectifier(kind))
        return ActivationStage::clamp;
    return ActivationStage::table;
}

/// How an operator on two inputs scales what it gives.
OutputStage outputOf(OperatorKind kind)
{
    if (kind == OperatorKind::mul)
        return OutputStage::product;
    if (kind == OperatorKind::add || kind == OperatorKind::sub || kind == OperatorKind::squaredDifference)
        return OutputStage::sum;
    return OutputStage::plain;
}

ActivationStage stageOf(Activation activation)
{
    switch (activation) {
    case Activation::none:
        return ActivationStage::none;
    case Activation::relu:
    case Activation::relu6:
    case Activation::reluN1To1:
    case Activation::relu0To1:
        return ActivationStage::clamp;
    case Activation::tanh:
    case Activation::logistic:
    case Activation::hardSwish:
    case Activation::leakyRelu:
        break;
    }
    return ActivationStage::table;
}

constexpr std::int64_t kLongestSide = std::int64_t{1} << 40, kLongestStride = 1 << 20; // the readers' limits

bool isView(OperatorKind kind)
{
    return isRenaming(kind) || kind == OperatorKind::slice || kind == OperatorKind::stridedSlice
           || kind == OperatorKind::split || kind == OperatorKind::unpack;
}

class Lowering {
public:
    Lowering(const Graph& graph, const Accelerator& accelerator, const LoweringOptions& options)
        : m_graph(graph), m_accelerator(accelerator), m_options(options)
    {
        m_program.quantised = activationType(graph).isFloat();
    }

    Program run()
    {
        const auto& operators = m_graph.operators();
        m_program.places.resize(operators.size(), Place::cpu);
        bool onNpu = false;
        for (std::uint32_t i = 0; i < operators.size(); ++i) {
            const OperatorId id{i};
            const std::size_t before = m_program.passes.size();
            if (!goesToNpu(id)) {
                onNpu = false;
                continue;
            }
            m_program.places[i] = Place::npu;
            lowerOperator(id, operators[i]);
            if (m_program.passes.size() == before && m_program.places[i] == Place::npu)
                m_program.places[i] = Place::fused;
            if (!onNpu && m_program.places[i] == Place::npu) {
                onNpu = true;
                ++m_program.subgraphs;
            }
        }
        for (Pass& pass : m_program.passes)
            keepPositive(pass);
        return std::move(m_program);
    }

private:
    bool goesToNpu(OperatorId id) const
    {
        return !std::binary_search(m_options.onProcessor.begin(), m_options.onProcessor.end(), id.index)
               && runsOnNpu(m_graph, m_graph.op(id), m_accelerator.generation, m_options.toolchain,
                            m_program.quantised);
    }

    /// Malformed networks have empty maps and windows, by which what follows divides, or endless ones, which
    /// it multiplies.
    static void keepPositive(Pass& pass)
    {
        for (std::int64_t* length :
             {&pass.in.n, &pass.in.h, &pass.in.w, &pass.in.c, &pass.out.n, &pass.out.h, &pass.out.w, &pass.out.c,
              &pass.kernelH, &pass.kernelW, &pass.spanH, &pass.spanW, &pass.strideH, &pass.strideW})
            *length = std::clamp<std::int64_t>(*length, 1, kLongestSide);
        pass.strideH = std::min(pass.strideH, kLongestStride);
        pass.strideW = std::min(pass.strideW, kLongestStride);
        pass.upscale = std::clamp<std::int64_t>(pass.upscale, 1, kLongestSide);
        pass.repeats = std::clamp<std::int64_t>(pass.repeats, 1, kMostCount);
    }

    Pass passOf(OperatorId id, PassKind kind) const
    {
        const Operator& op = m_graph.op(id);
        const LayerShape shape = layerShape(m_graph, op);
        Pass pass{.kind = kind, .op = id, .in = shape.in, .out = shape.out};
        pass.kernelH = shape.kernelH;
        pass.kernelW = shape.kernelW;
        pass.spanH = boundedProduct({shape.kernelH - 1, shape.dilationH}) + 1;
        pass.spanW = boundedProduct({shape.kernelW - 1, shape.dilationW}) + 1;
        pass.strideH = shape.strideH;
        pass.strideW = shape.strideW;
        pass.activation = stageOf(shape.activation);
        pass.inTensor = op.inputs.empty() ? TensorId{} : op.inputs.front();
        pass.outTensor = op.outputs.front();
        if (const OperatorId producer = pass.inTensor.valid() ? m_graph.producer(pass.inTensor) : OperatorId{};
            producer.valid() && m_graph.op(producer).kind == OperatorKind::pad
            && m_program.places[producer.index] == Place::fused) {
            pass.inTensor = m_graph.op(producer).inputs.front();
            pass.in = toNhwc(m_graph.tensor(pass.inTensor).shape);
        }
        if (pass.inTensor.valid()) {
            pass.inBits = mapBits(m_graph.tensor(pass.inTensor), m_options.activationBits);
            pass.plainInput = !m_graph.producer(pass.inTensor).valid();
        }
        pass.outBits = mapBits(m_graph.tensor(pass.outTensor), m_options.activationBits);
        pass.plainOutput =
            std::find(m_graph.outputs().begin(), m_graph.outputs().end(), pass.outTensor) != m_graph.outputs().end();
        pass.repeats = std::max<std::int64_t>(1, pass.out.n);
        return pass;
    }

    void addWeights(Pass& pass, const Tensor* weights, std::int64_t elements)
    {
        if (!weights)
            return;
        pass.weights = elements;
        pass.encodedBytes = encodedWeightBytes(m_accelerator, pass, weightValues(*weights, m_options.zeroFraction));
    }

    void push(Pass pass) { m_program.passes.push_back(pass); }

    void lowerOperator(OperatorId id, const Operator& op)
    {
        if (isView(op.kind) || (isQuantiser(op.kind) && m_program.quantised))
            return;
        if ((isActivation(op.kind) || op.kind == OperatorKind::quantize) && fuseIntoProducer(op, stageOf(op.kind)))
            return;
        if (op.kind == OperatorKind::pad && padsIntoConsumer(op))
            return;
        switch (familyOf(op.kind)) {
        case OperatorFamily::convolution:
            return slidingWeights(id, op);
        case OperatorFamily::matrix:
            return matrixProduct(id, op);
        case OperatorFamily::recurrent:
            return recurrent(id, op);
        case OperatorFamily::pooling:
            return pooling(id, op);
        case OperatorFamily::reduction:
            return reduction(id, op);
        case OperatorFamily::resampling:
            return resize(id);
        case OperatorFamily::binary:
            return binary(id, op);
        case OperatorFamily::activation:
            return activation(id, op);
        case OperatorFamily::normalization:
            return normalization(id, op);
        case OperatorFamily::movement:
            return movement(id, op);
        case OperatorFamily::search:
        case OperatorFamily::unary:
        case OperatorFamily::rectifier:
        case OperatorFamily::function:
        case OperatorFamily::renaming:
        case OperatorFamily::conversion:
        case OperatorFamily::state:
        case OperatorFamily::opaque:
            return copy(id, op);
        }
    }

    void slidingWeights(OperatorId id, const Operator& op)
    {
        if (op.kind == OperatorKind::depthwiseConv2d)
            return depthwise(id, op);
        if (op.kind == OperatorKind::transposeConv2d)
            return transposed(id, op);
        convolution(id, op);
    }

    void matrixProduct(OperatorId id, const Operator& op)
    {
        if (op.kind == OperatorKind::fullyConnected)
            return fullyConnected(id, op);
        appendMatrixProduct(m_program.passes, m_graph, passOf(id, PassKind::vectorProduct), m_accelerator.generation);
    }

    void activation(OperatorId id, const Operator& op)
    {
        if (op.kind == OperatorKind::prelu)
            return binary(id, op);
        copy(id, op);
    }

    void normalization(OperatorId id, const Operator& op)
    {
        if (op.kind == OperatorKind::softmax)
            return appendSoftmax(m_program.passes, passOf(id, PassKind::pooling));
        copy(id, op);
    }

    void movement(OperatorId id, const Operator& op)
    {
        if (op.kind == OperatorKind::concatenation || op.kind == OperatorKind::pack)
            return gatherInputs(id, op);
        copy(id, op);
    }

    /// A function behind a pass that nothing else reads is applied on its way out.
    bool fuseIntoProducer(const Operator& op, ActivationStage stage)
    {
        const TensorId input = op.inputs.front();
        if (m_program.passes.empty() || m_graph.consumers(input).size() != 1)
            return false;
        Pass& last = m_program.passes.back();
        if (last.outTensor != input || last.activation != ActivationStage::none)
            return false;
        if (op.kind != OperatorKind::quantize)
            last.activation = stage;
        last.outTensor = op.outputs.front();
        return true;
    }

    /// Borders of zeros in front of windows become the windows' own padding.
    bool padsIntoConsumer(const Operator& op) const
    {
        const OperatorId consumer = soleConsumer(m_graph, op.outputs.front());
        const auto* padding = op.attributesAs<PadAttributes>();
        if (!consumer.valid() || !padding || padding->paddings.empty())
            return false;
        const OperatorKind kind = m_graph.op(consumer).kind;
        const bool windows = isConvolution(kind) || isPooling(kind);
        const auto& channels = padding->paddings.back();
        return windows && channels.first == 0 && channels.second == 0 && goesToNpu(consumer);
    }

    void convolution(OperatorId id, const Operator& op)
    {
        const LayerShape shape = layerShape(m_graph, op);
        Pass pass = passOf(id, PassKind::convolution);
        if (pass.in.pixels() == 1 && pass.kernelH * pass.kernelW == 1)
            pass.kind = PassKind::vectorProduct;
        const std::int64_t groups =
            std::clamp<std::int64_t>(shape.groups, 1, std::max<std::int64_t>(1, std::min(pass.in.c, pass.out.c)));
        pass.in.c /= groups;
        pass.out.c /= groups;
        pass.repeats = boundedProduct({pass.repeats, groups});
        addWeights(pass, weightsOf(m_graph, op), shape.weightElements / groups);
        push(pass);
    }

    void depthwise(OperatorId id, const Operator& op)
    {
        Pass pass = passOf(id, PassKind::depthwise);
        if (pass.in.c == 1 && pass.out.c > 1) // one channel into many is an ordinary convolution
            pass.kind = PassKind::convolution;
        addWeights(pass, weightsOf(m_graph, op), layerShape(m_graph, op).weightElements);
        push(pass);
    }

    /// The input is spread out by its stride and convolved with stride one.
    void transposed(OperatorId id, const Operator& op)
    {
        Pass pass = passOf(id, PassKind::convolution);
        pass.upscale = std::max<std::int64_t>({1, pass.strideH, pass.strideW});
        pass.strideH = pass.strideW = 1;
        addWeights(pass, weightsOf(m_graph, op), layerShape(m_graph, op).weightElements);
        push(pass);
    }

    /// Several rows are laid out as a plane and convolved, so that weights are read once for many of them.
    void fullyConnected(OperatorId id, const Operator& op)
    {
        const Tensor* weights = weightsOf(m_graph, op);
        Pass pass = passOf(id, PassKind::vectorProduct);
        std::int64_t units = pass.out.c;
        std::int64_t depth = pass.in.c;
        if (weights && weights->shape.size() >= 2) {
            units = weights->shape.front();
            depth = weights->shape.back();
        }
        const std::int64_t rows =
            std::max<std::int64_t>(1, m_graph.output(op).elements() / std::max<std::int64_t>(1, units));
        if (rows > 1)
            pass.kind = PassKind::convolution;
        pass.in = {1, 1, rows, depth};
        pass.out = {1, 1, rows, units};
        pass.repeats = 1;
        addWeights(pass, weights, boundedProduct({units, depth}));
        push(pass);
    }

    void pooling(OperatorId id, const Operator& op)
    {
        Pass pass = passOf(id, PassKind::pooling);
        if (op.kind == OperatorKind::maxPool2d)
            pass.output = OutputStage::maximum;
        push(pass);
    }

    /// Over a plane: a window as large as the plane. Over channels: sums of products with ones.
    void reduction(OperatorId id, const Operator& op)
    {
        Pass pass = passOf(id, PassKind::pooling);
        const std::int64_t inputs = boundedProduct({pass.in.h, pass.in.w, pass.in.c});
        if (pass.in.c == pass.out.c || pass.out.pixels() == 1) {
            pass.kernelH = pass.spanH = pass.in.h;
            pass.kernelW = pass.spanW = pass.in.w;
            pass.out = {pass.out.n, 1, 1, pass.in.c};
        } else {
            pass.kind = PassKind::reduceSum;
            pass.out = {1, pass.in.h, pass.in.w,
                        std::max<std::int64_t>(1, boundedProduct({m_graph.output(op).elements(), pass.in.c})
                                                      / std::max<std::int64_t>(1, inputs))};
        }
        push(pass);
    }

    /// Every part is copied to its place in the whole.
    void gatherInputs(OperatorId id, const Operator& op)
    {
        if (m_options.toolchain == Toolchain::vela3) // its producers write where the part belongs
            return;
        for (const TensorId input : op.inputs)
            if (input.valid() && !m_graph.tensor(input).constant) {
                Pass pass = passOf(id, PassKind::pooling);
                pass.inTensor = input;
                pass.in = pass.out = toNhwc(m_graph.tensor(input).shape);
                push(pass);
            }
    }

    void resize(OperatorId id)
    {
        Pass pass = passOf(id, PassKind::pooling);
        const std::int64_t factor = std::max<std::int64_t>(1, pass.out.h / std::max<std::int64_t>(1, pass.in.h));
        if (m_accelerator.generation == Generation::u85 || factor <= 2) {
            pass.upscale = factor;
            return push(pass);
        }
        const Nhwc target = pass.out;
        for (Nhwc map = pass.in; map.h < target.h;) { // doubled until large enough
            pass.in = map;
            map.h = boundedProduct({map.h, 2});
            map.w = boundedProduct({map.w, 2});
            pass.out = map;
            pass.upscale = 2;
            push(pass);
        }
    }

    /// Four gates a time step, each a product with the input and one with the state, then tables and products.
    void recurrent(OperatorId id, const Operator& op)
    {
        const auto* attributes = op.attributesAs<RecurrentAttributes>();
        Pass pass = passOf(id, PassKind::vectorProduct);
        const Tensor* x = m_graph.input(op, 0);
        if (!attributes || !x || x->shape.empty())
            return;
        const std::int64_t width = x->shape.back();
        const std::int64_t units = std::max(1, attributes->units);
        pass.repeats = std::max<std::int64_t>(1, x->elements() / std::max<std::int64_t>(1, width));
        for (std::size_t position = 1; position < op.inputs.size(); ++position) {
            const Tensor* weights = m_graph.input(op, position);
            if (!weights || !weights->constant || weights->shape.size() != 2)
                continue;
            Pass gate = pass;
            gate.in = {1, 1, 1, weights->shape.back()};
            gate.out = {1, 1, 1, units};
            addWeights(gate, weights, weights->elements());
            push(gate);
        }
        appendCell(m_program.passes, pass, units);
    }

    /// U85: a sum or product right behind the pass that made one of its inputs is computed on the way out.
    bool chains(const Operator& op)
    {
        if (m_accelerator.generation != Generation::u85 || m_program.passes.empty())
            return false;
        Pass& last = m_program.passes.back();
        const auto mine = std::find(op.inputs.begin(), op.inputs.end(), last.outTensor);
        if (last.kind == PassKind::elementwise || last.secondTensor.valid() || mine == op.inputs.end()
            || !last.outTensor.valid() || m_graph.consumers(last.outTensor).size() != 1
            || m_graph.output(op).shape != m_graph.tensor(last.outTensor).shape)
            return false;
        TensorId other = op.inputs.front();
        if (mine == op.inputs.begin())
            other = op.inputs[1];
        if (!m_graph.tensor(other).constant)
            last.secondTensor = other;
        last.outTensor = op.outputs.front();
        last.activation = std::max(last.activation, stageOf(fusedActivation(op)));
        return true;
    }

    void binary(OperatorId id, const Operator& op)
    {
        if (op.inputs.size() < 2)
            return copy(id, op);
        if (chains(op))
            return;
        Pass pass = passOf(id, PassKind::elementwise);
        const Tensor* second = m_graph.input(op, 1);
        pass.twoInputs = second && !second->constant;
        if (pass.twoInputs)
            pass.secondTensor = op.inputs[1];
        pass.output = outputOf(op.kind);
        if (pass.inBits == 32)
            pass.output = OutputStage::binary32;
        if (m_accelerator.generation != Generation::u85 && broadcastsBoth(m_graph, op))
            copy(id, op); // one operand is written out at full size first (Vela 5.1, SupportsDoubleBroadcast)
        if (op.kind == OperatorKind::div)
            pass.repeats *= 33; // a division takes 33 times as long (Vela 5.1, ethos_u85 performance)
        push(pass);
    }

    /// Anything that only moves elements or maps each through a table.
    void copy(OperatorId id, const Operator& op)
    {
        Pass pass = passOf(id, PassKind::pooling);
        pass.in = pass.out;
        pass.kernelH = pass.kernelW = pass.spanH = pass.spanW = 1;
        if (isActivation(op.kind) || op.kind == OperatorKind::exp || op.kind == OperatorKind::log
            || op.kind == OperatorKind::rsqrt)
            pass.activation = ActivationStage::table;
        if (m_accelerator.generation != Generation::u85 && transposeSteps(m_graph, op) > 1)
            push(pass);
        push(pass);
    }

    const Graph& m_graph;
    const Accelerator& m_accelerator;
    const LoweringOptions& m_options;
    Program m_program;
};

} // namespace

int mapBits(const Tensor& tensor, int activationBits)
{
    if (tensor.type.isFloat() || tensor.type.bits <= 8)
        return activationBits;
    return std::min<int>(tensor.type.bits, 32);
}

Program lower(const Graph& graph, const Accelerator& accelerator, const LoweringOptions& options)
{
    return Lowering(graph, accelerator, options).run();
}

} // namespace tenbin::ethos_u
