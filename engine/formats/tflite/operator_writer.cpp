// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/operator_writer.h"

#include <algorithm>

#include "engine/formats/tflite/custom_options.h"
#include "engine/graph/kind_set.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

namespace {

using K = OperatorKind;
namespace fb = tflite;

int axisOf(const Operator& op)
{
    const auto* a = op.attributesAs<AxisAttributes>();
    if (!a || a->axes.empty())
        return 0;
    return a->axes.front();
}

/// Of GATHER: behind its axis.
int batchDimensionsOf(const AxisAttributes& a)
{
    if (a.axes.size() > 1)
        return a.axes[1];
    return 0;
}

float alphaOr(const Operator& op, float other)
{
    if (const auto* scalar = op.attributesAs<ScalarAttributes>())
        return scalar->alpha;
    return other;
}

fb::ActivationFunctionType fused(const Operator& op)
{
    return fusedCode(fusedActivation(op)).value_or(fb::ActivationFunctionType::NONE);
}

struct Window {
    std::int64_t kernelH, kernelW;
    int strideH, strideW, dilationH, dilationW;
    Padding2d padding;
};

/// Kernel, strides and padding of a convolution or pooling over a rank-4 input, if it is one.
std::optional<Window> windowOf(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    if (!x || x->shape.size() != 4)
        return std::nullopt;
    if (const auto* pool = op.attributesAs<Pool2dAttributes>())
        return Window{pool->kernelH, pool->kernelW, pool->strideH, pool->strideW, 1, 1, pool->padding};
    const auto* conv = op.attributesAs<Conv2dAttributes>();
    const Tensor* weights = graph.input(op, 1);
    if (!conv || op.kind == K::transposeConv2d || !weights || weights->shape.size() != 4)
        return std::nullopt;
    return Window{weights->shape[1], weights->shape[2], conv->strideH, conv->strideW,
                  conv->dilationH,   conv->dilationW,   conv->padding};
}

Padding2d sameOf(const Window& w, const Shape& x)
{
    const auto [top, bottom] = samePadding(x[1], w.kernelH, w.strideH, w.dilationH);
    const auto [left, right] = samePadding(x[2], w.kernelW, w.strideW, w.dilationW);
    return {top, bottom, left, right};
}

} // namespace

namespace {

/// Inputs of the cells that the format knows.
bool cellHasBuiltin(const Operator& op)
{
    if (!fusedCode(fusedActivation(op)))
        return false;
    const std::size_t inputs = op.inputs.size();
    if (op.kind == K::lstm)
        return inputs == 20 || inputs == 24 || inputs == 48;
    return inputs == 5 || inputs == 12;
}

constexpr KindSet kTakeActivation{K::conv2d,
                                  K::depthwiseConv2d,
                                  K::transposeConv2d,
                                  K::fullyConnected,
                                  K::maxPool2d,
                                  K::averagePool2d,
                                  K::concatenation,
                                  K::add,
                                  K::sub,
                                  K::mul,
                                  K::div,
                                  K::svdf,
                                  K::lstm,
                                  K::rnn,
                                  K::gru};

} // namespace

bool hasBuiltin(const Graph& graph, const Operator& op)
{
    if (!builtinOfKind(op.kind) || !graph.input(op, 0))
        return op.kind == K::varHandle || op.kind == K::callOnce;
    const auto* axes = op.attributesAs<AxisAttributes>();
    if (op.kind == K::lstm || op.kind == K::rnn)
        return cellHasBuiltin(op);
    if (op.kind == K::softmax)
        return axes == nullptr;
    if (op.kind == K::argMax || op.kind == K::argMin)
        return axes && !axes->keepDims;
    if (op.kind == K::expandDims)
        return axes && axes->axes.size() == 1;
    return true;
}

bool activationExpressible(const Operator& op)
{
    const Activation activation = fusedActivation(op);
    if (kTakeActivation.contains(op.kind))
        return fusedCode(activation).has_value();
    return activation == Activation::none;
}

bool paddingExpressible(const Graph& graph, const Operator& op)
{
    const auto window = windowOf(graph, op);
    return !window || !window->padding.any() || window->padding == sameOf(*window, graph.input(op, 0)->shape);
}

tflite::Padding TfliteOperatorWriter::paddingCode(const Operator& op) const
{
    const auto window = windowOf(m_graph, op);
    if (window && window->padding.any())
        return fb::Padding::SAME;
    return fb::Padding::VALID;
}

WrittenOperator TfliteOperatorWriter::write(const Operator& op)
{
    WrittenOperator written;
    if (!hasBuiltin(m_graph, op)) {
        written.customCode = customOfKind(op);
        written.customOptions = writeCustomOptions(op.attributes);
        return written;
    }
    written.code = *builtinOfKind(op.kind);
    writeWindows(op, written);
    writeMatrices(op, written);
    writeElementwise(op, written);
    writeAxes(op, written);
    writeLayout(op, written);
    return written;
}

void TfliteOperatorWriter::writeWindows(const Operator& op, WrittenOperator& written)
{
    if (const auto* pool = op.attributesAs<Pool2dAttributes>())
        return set(written, fb::CreatePool2DOptions(m_builder, paddingCode(op), pool->strideW, pool->strideH,
                                                    pool->kernelW, pool->kernelH, fused(op)));
    const auto* a = op.attributesAs<Conv2dAttributes>();
    if (!a)
        return;
    if (op.kind == K::depthwiseConv2d) {
        const std::int64_t channels = std::max<std::int64_t>(input(op).shape.back(), 1);
        const int multiplier = static_cast<int>(m_graph.output(op).shape.back() / channels);
        return set(written, fb::CreateDepthwiseConv2DOptions(m_builder, paddingCode(op), a->strideW, a->strideH,
                                                             multiplier, fused(op), a->dilationW, a->dilationH));
    }
    if (op.kind == K::transposeConv2d) {
        // Readers take the padding from the output shape; SAME is what a positive one is called.
        auto code = fb::Padding::VALID;
        if (a->padding.top + a->padding.bottom + a->padding.left + a->padding.right > 0)
            code = fb::Padding::SAME;
        return set(written, fb::CreateTransposeConvOptions(m_builder, code, a->strideW, a->strideH, fused(op)));
    }
    set(written, fb::CreateConv2DOptions(m_builder, paddingCode(op), a->strideW, a->strideH, fused(op), a->dilationW,
                                         a->dilationH));
}

void TfliteOperatorWriter::writeMatrices(const Operator& op, WrittenOperator& written)
{
    if (op.kind == K::fullyConnected) {
        const std::size_t rank = m_graph.output(op).shape.size();
        return set(written, fb::CreateFullyConnectedOptions(m_builder, fused(op), 0, rank > 2));
    }
    if (const auto* a = op.attributesAs<MatMulAttributes>())
        return set(written, fb::CreateBatchMatMulOptions(m_builder, a->transposeA, a->transposeB));
    if (const auto* a = op.attributesAs<SvdfAttributes>())
        return set(written, fb::CreateSVDFOptions(m_builder, a->rank, fused(op)));
    const auto* a = op.attributesAs<RecurrentAttributes>();
    if (!a)
        return;
    if (op.kind == K::rnn && op.inputs.size() == 5)
        return set(written, fb::CreateSequenceRNNOptions(m_builder, a->timeMajor, fused(op)));
    if (op.kind == K::rnn) {
        written.code = fb::BuiltinOperator::BIDIRECTIONAL_SEQUENCE_RNN;
        return set(written, fb::CreateBidirectionalSequenceRNNOptions(m_builder, a->timeMajor, fused(op)));
    }
    if (op.inputs.size() == 48) {
        written.code = fb::BuiltinOperator::BIDIRECTIONAL_SEQUENCE_LSTM;
        return set(written,
                   fb::CreateBidirectionalSequenceLSTMOptions(m_builder, fused(op), 0, 0, false, a->timeMajor));
    }
    set(written, fb::CreateUnidirectionalSequenceLSTMOptions(m_builder, fused(op), 0, 0, a->timeMajor));
}

void TfliteOperatorWriter::writeElementwise(const Operator& op, WrittenOperator& written)
{
    const auto type = [&](const Tensor& tensor) { return tensorTypeOf(tensor.type).value_or(fb::TensorType::FLOAT32); };
    if (op.kind == K::add && op.inputs.size() > 2)
        written.code = fb::BuiltinOperator::ADD_N;
    else if (op.kind == K::add)
        set(written, fb::CreateAddOptions(m_builder, fused(op)));
    else if (op.kind == K::sub)
        set(written, fb::CreateSubOptions(m_builder, fused(op)));
    else if (op.kind == K::mul)
        set(written, fb::CreateMulOptions(m_builder, fused(op)));
    else if (op.kind == K::div)
        set(written, fb::CreateDivOptions(m_builder, fused(op)));
    else if (op.kind == K::softmax)
        set(written, fb::CreateSoftmaxOptions(m_builder, alphaOr(op, 1.0f)));
    else if (op.kind == K::leakyRelu)
        set(written, fb::CreateLeakyReluOptions(m_builder, alphaOr(op, 0.0f)));
    else if (op.kind == K::cast)
        set(written, fb::CreateCastOptions(m_builder, type(input(op)), type(m_graph.output(op))));
    else if (op.kind == K::shapeOf)
        set(written, fb::CreateShapeOptions(m_builder, type(m_graph.output(op))));
    else if (op.kind == K::nonMaxSuppression && op.outputs.size() < 3)
        written.code = fb::BuiltinOperator::NON_MAX_SUPPRESSION_V4;
}

void TfliteOperatorWriter::writeAxes(const Operator& op, WrittenOperator& written)
{
    const auto* a = op.attributesAs<AxisAttributes>();
    if (!a)
        return;
    constexpr KindSet kReducers{K::mean, K::sum, K::reduceMax, K::reduceMin, K::reduceProd};
    const auto count = [&](const std::vector<TensorId>& ids) { return static_cast<int>(ids.size()); };
    if (op.kind == K::concatenation)
        set(written, fb::CreateConcatenationOptions(m_builder, axisOf(op), fused(op)));
    else if (op.kind == K::pack)
        set(written, fb::CreatePackOptions(m_builder, count(op.inputs), axisOf(op)));
    else if (op.kind == K::unpack)
        set(written, fb::CreateUnpackOptions(m_builder, count(op.outputs), axisOf(op)));
    else if (op.kind == K::oneHot)
        set(written, fb::CreateOneHotOptions(m_builder, axisOf(op)));
    else if (op.kind == K::squeeze)
        set(written, fb::CreateSqueezeOptions(m_builder, m_builder.CreateVector(a->axes)));
    else if (op.kind == K::gather)
        set(written, fb::CreateGatherOptions(m_builder, axisOf(op), batchDimensionsOf(*a)));
    else if (op.kind == K::split && op.inputs.size() > 1)
        writeUnevenSplit(op, written);
    else if (op.kind == K::split)
        set(written, fb::CreateSplitOptions(m_builder, count(op.outputs)));
    else if (kReducers.contains(op.kind))
        set(written, fb::CreateReducerOptions(m_builder, a->keepDims));
}

void TfliteOperatorWriter::writeUnevenSplit(const Operator& op, WrittenOperator& written)
{
    written.code = fb::BuiltinOperator::SPLIT_V;
    set(written, fb::CreateSplitVOptions(m_builder, static_cast<int>(op.outputs.size())));
}

void TfliteOperatorWriter::writeLayout(const Operator& op, WrittenOperator& written)
{
    if (op.kind == K::pad && op.inputs.size() == 2 && op.attributesAs<PadAttributes>())
        written.code = fb::BuiltinOperator::PADV2;
    if (op.kind == K::reshape && op.inputs.size() == 1) {
        const Shape& shape = m_graph.output(op).shape;
        const std::vector<std::int32_t> target(shape.begin(), shape.end());
        return set(written, fb::CreateReshapeOptions(m_builder, m_builder.CreateVector(target)));
    }
    if (op.kind == K::stridedSlice)
        return writeStridedSlice(op, written);
    if (const auto* a = op.attributesAs<BlockAttributes>()) {
        if (op.kind == K::spaceToDepth)
            return set(written, fb::CreateSpaceToDepthOptions(m_builder, a->blockSize));
        return set(written, fb::CreateDepthToSpaceOptions(m_builder, a->blockSize));
    }
    if (const auto* a = op.attributesAs<ResizeAttributes>()) {
        if (op.kind == K::resizeBilinear)
            return set(written, fb::CreateResizeBilinearOptions(m_builder, a->alignCorners, a->halfPixelCenters));
        return set(written, fb::CreateResizeNearestNeighborOptions(m_builder, a->alignCorners, a->halfPixelCenters));
    }
}

/// Masks: an end before the first element, and dimensions of one that the output lacks.
void TfliteOperatorWriter::writeStridedSlice(const Operator& op, WrittenOperator& written)
{
    const auto* a = op.attributesAs<SliceAttributes>();
    const Shape& out = m_graph.output(op).shape;
    int endMask = 0;
    int shrinkMask = 0;
    std::size_t next = 0;
    for (std::size_t i = 0; a && i < a->begin.size() && i < 31; ++i) {
        if (a->end[i] < 0)
            endMask |= 1 << i;
        const std::int64_t step = std::max<std::int64_t>(std::abs(a->strides[i]), 1);
        const std::int64_t length = std::max<std::int64_t>((std::abs(a->end[i] - a->begin[i]) + step - 1) / step, 0);
        const std::size_t left = a->begin.size() - i;
        const std::size_t wanted = out.size() - std::min(next, out.size());
        if (length == 1 && left > wanted)
            shrinkMask |= 1 << i;
        else
            ++next;
    }
    set(written, fb::CreateStridedSliceOptions(m_builder, 0, endMask, 0, 0, shrinkMask));
}

} // namespace tenbin
