// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kernels/tflm_structures.h"

#include <array>
#include <cstddef>

#include "engine/graph/analysis.h"
#include "engine/graph/operator_traits.h"

namespace tenbin::microcontroller {

namespace {

constexpr std::int64_t kWord = 4;       ///< a pointer or integer
constexpr std::int64_t kAlignment = 16; ///< of what a kernel asks for (MicroArenaBufferAlignment)

/// SingleArenaBufferAllocator 40, GreedyMemoryPlanner 44, MicroAllocator 40, MicroBuiltinDataAllocator 8 and the list
/// of subgraphs 8.
constexpr std::int64_t kAllocators = 140;
constexpr std::int64_t kEvalTensor = 12; ///< TfLiteEvalTensor: data, dimensions, type
constexpr std::int64_t kNode = 32;       ///< NodeAndRegistration: TfLiteNode of seven words and a pointer
/// An input or output of the network has a whole TfLiteTensor of 40 with its quantisation of 20, and a pointer to it.
constexpr std::int64_t kBorderTensor = 64;

/// What an operator keeps beside its node.
struct KernelBytes {
    std::int64_t parameters = kWord; ///< its attributes (builtin_op_data.h)
    std::int64_t data = 0;           ///< what its kernel works out once (OpData)
};

/// By kind of operator; where kernels keep nothing the parameters are those of most, one word.
constexpr auto kKernels = [] {
    std::array<KernelBytes, static_cast<std::size_t>(kOperatorKinds)> table{};
    const auto set = [&](OperatorKind kind, std::int64_t parameters, std::int64_t data) {
        table[static_cast<std::size_t>(kind)] = {parameters, data};
    };
    using enum OperatorKind;
    set(conv2d, 28, 60);
    set(depthwiseConv2d, 28, 60);
    set(transposeConv2d, 20, 80);
    set(fullyConnected, 16, 48);
    set(batchMatMul, 4, 48);
    set(averagePool2d, 40, 36);
    set(maxPool2d, 40, 36);
    set(mean, 4, 44);
    set(sum, 4, 44);
    set(reduceMax, 4, 44);
    set(add, 8, 60);
    set(sub, 8, 52);
    set(mul, 4, 36);
    set(relu, 0, 28);
    set(relu6, 0, 8);
    set(leakyRelu, 4, 24);
    set(prelu, 0, 28);
    set(hardSwish, 0, 20);
    set(logistic, 0, 16);
    set(tanh, 0, 16);
    set(softmax, 4, 64);
    set(pad, 0, 56);
    set(reshape, 36, 0);
    set(squeeze, 36, 0);
    set(concatenation, 12, 24);
    set(stridedSlice, 24, 88);
    set(quantize, 0, 28);
    set(dequantize, 0, 28);
    set(svdf, 12, 44);
    set(lstm, 16, 640);
    return table;
}();

constexpr std::int64_t kCmsisDense = 72; ///< OpData of CMSIS-NN's FULLY_CONNECTED, with sums and sizes

bool isCmsis(ScratchRule scratch)
{
    return scratch == ScratchRule::cmsisDsp || scratch == ScratchRule::cmsisDsp2022 || scratch == ScratchRule::cmsisMve;
}

std::int64_t kernelBytes(OperatorKind kind, ScratchRule scratch)
{
    const KernelBytes& kernel = kKernels[static_cast<std::size_t>(kind)];
    std::int64_t data = kernel.data;
    if (kind == OperatorKind::fullyConnected && isCmsis(scratch))
        data = kCmsisDense;
    return kernel.parameters + roundUp(data, kAlignment);
}

/// A multiplier and a shift for each output channel, in an array each.
std::int64_t channelBytes(const Graph& graph, const Operator& op, bool asInteger)
{
    const Tensor& out = graph.output(op);
    if (!isConvolution(op.kind) || (out.type.isFloat() && !asInteger))
        return 0;
    return 2 * roundUp(kWord * toNhwc(out.shape).c, kAlignment);
}

} // namespace

Bytes tflmStructureBytes(const Graph& graph, bool asInteger, ScratchRule scratch)
{
    const std::size_t borders = graph.inputs().size() + graph.outputs().size();
    std::int64_t bytes = kAllocators + kEvalTensor * static_cast<std::int64_t>(graph.tensors().size())
                         + kBorderTensor * static_cast<std::int64_t>(borders);
    for (const Operator& op : graph.operators()) {
        bytes += kNode + kernelBytes(op.kind, scratch) + channelBytes(graph, op, asInteger);
        if (scratchBytes(graph, op, scratch) > Bytes(0))
            bytes += kWord;
    }
    return Bytes(bytes);
}

} // namespace tenbin::microcontroller
