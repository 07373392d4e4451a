// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/operator_writer.h"

#include <algorithm>

#include "engine/formats/tflite/custom_options.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

namespace {

using K = OperatorKind;
namespace fb = tflite;

int axisOf(const Operator& op)
{
    const auto* a = op.attributesAs<AxisAttributes>();
    return a && !a->axes.empty() ? a->axes.front() : 0;
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

bool hasBuiltin(const Graph& graph, const Operator& op)
{
    if (!builtinOfKind(op.kind) || !graph.input(op, 0))
        return op.kind == K::varHandle || op.kind == K::callOnce;
    const auto* axes = op.attributesAs<AxisAttributes>();
    switch (op.kind) {
    case K::lstm:
        return (op.inputs.size() == 20 || op.inputs.size() == 24 || op.inputs.size() == 48)
               && fusedCode(fusedActivation(op)).has_value();
    case K::rnn:
        return (op.inputs.size() == 5 || op.inputs.size() == 12) && fusedCode(fusedActivation(op)).has_value();
    case K::softmax:
        return axes == nullptr;
    case K::argMax:
    case K::argMin:
        return axes && !axes->keepDims;
    case K::expandDims:
        return axes && axes->axes.size() == 1;
    default:
        return true;
    }
}

bool activationExpressible(const Operator& op)
{
    switch (op.kind) {
    case K::conv2d:
    case K::depthwiseConv2d:
    case K::transposeConv2d:
    case K::fullyConnected:
    case K::averagePool2d:
    case K::maxPool2d:
    case K::add:
    case K::sub:
    case K::mul:
    case K::div:
    case K::concatenation:
    case K::svdf:
    case K::lstm:
    case K::rnn:
    case K::gru:
        return fusedCode(fusedActivation(op)).has_value();
    default:
        return fusedActivation(op) == Activation::none;
    }
}

bool paddingExpressible(const Graph& graph, const Operator& op)
{
    const auto window = windowOf(graph, op);
    return !window || !window->padding.any() || window->padding == sameOf(*window, graph.input(op, 0)->shape);
}

tflite::Padding TfliteOperatorWriter::paddingCode(const Operator& op) const
{
    const auto window = windowOf(m_graph, op);
    return window && window->padding.any() ? fb::Padding::SAME : fb::Padding::VALID;
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
        const auto code = a->padding.top + a->padding.bottom + a->padding.left + a->padding.right > 0
                              ? fb::Padding::SAME
                              : fb::Padding::VALID;
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
    const auto* scalar = op.attributesAs<ScalarAttributes>();
    switch (op.kind) {
    case K::add:
        if (op.inputs.size() > 2)
            written.code = fb::BuiltinOperator::ADD_N;
        else
            set(written, fb::CreateAddOptions(m_builder, fused(op)));
        return;
    case K::sub:
        return set(written, fb::CreateSubOptions(m_builder, fused(op)));
    case K::mul:
        return set(written, fb::CreateMulOptions(m_builder, fused(op)));
    case K::div:
        return set(written, fb::CreateDivOptions(m_builder, fused(op)));
    case K::softmax:
        return set(written, fb::CreateSoftmaxOptions(m_builder, scalar ? scalar->alpha : 1.0f));
    case K::leakyRelu:
        return set(written, fb::CreateLeakyReluOptions(m_builder, scalar ? scalar->alpha : 0.0f));
    case K::cast:
        return set(written, fb::CreateCastOptions(m_builder, type(input(op)), type(m_graph.output(op))));
    case K::shapeOf:
        return set(written, fb::CreateShapeOptions(m_builder, type(m_graph.output(op))));
    case K::nonMaxSuppression:
        if (op.outputs.size() < 3)
            written.code = fb::BuiltinOperator::NON_MAX_SUPPRESSION_V4;
        return;
    default:
        return;
    }
}

void TfliteOperatorWriter::writeAxes(const Operator& op, WrittenOperator& written)
{
    const auto* a = op.attributesAs<AxisAttributes>();
    if (!a)
        return;
    const auto count = [&](const std::vector<TensorId>& ids) { return static_cast<int>(ids.size()); };
    switch (op.kind) {
    case K::concatenation:
        return set(written, fb::CreateConcatenationOptions(m_builder, axisOf(op), fused(op)));
    case K::pack:
        return set(written, fb::CreatePackOptions(m_builder, count(op.inputs), axisOf(op)));
    case K::unpack:
        return set(written, fb::CreateUnpackOptions(m_builder, count(op.outputs), axisOf(op)));
    case K::oneHot:
        return set(written, fb::CreateOneHotOptions(m_builder, axisOf(op)));
    case K::squeeze:
        return set(written, fb::CreateSqueezeOptions(m_builder, m_builder.CreateVector(a->axes)));
    case K::gather:
        return set(written, fb::CreateGatherOptions(m_builder, axisOf(op), a->axes.size() > 1 ? a->axes[1] : 0));
    case K::split:
        if (op.inputs.size() > 1) {
            written.code = fb::BuiltinOperator::SPLIT_V;
            return set(written, fb::CreateSplitVOptions(m_builder, count(op.outputs)));
        }
        return set(written, fb::CreateSplitOptions(m_builder, count(op.outputs)));
    case K::mean:
    case K::sum:
    case K::reduceMax:
    case K::reduceMin:
    case K::reduceProd:
        return set(written, fb::CreateReducerOptions(m_builder, a->keepDims));
    default:
        return;
    }
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
