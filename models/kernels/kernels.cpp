// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kernels/kernels.h"

#include <algorithm>
#include <cmath>

#include "engine/graph/kind_set.h"
#include "engine/graph/operator_traits.h"
#include "models/kernels/esp_nn_scratch.h"

namespace tenbin::microcontroller {

namespace {

// What the libraries run otherwise than the other kinds of a family.
constexpr KindSet kWithFunctions{OperatorKind::div, OperatorKind::pow, OperatorKind::detectionPostProcess};
constexpr KindSet kWithoutFunctions{OperatorKind::leakyRelu, OperatorKind::prelu, OperatorKind::hardSwish,
                                    OperatorKind::batchNormalization, OperatorKind::cumSum};
constexpr KindSet kCopied{OperatorKind::resizeNearestNeighbor, OperatorKind::readVariable,
                          OperatorKind::assignVariable};

/// Kernel of a kind, before its shape is looked at.
KernelClass kernelOf(OperatorKind kind)
{
    if (kind == OperatorKind::fullyConnected)
        return KernelClass::dense;
    if (kWithFunctions.contains(kind))
        return KernelClass::function;
    if (kWithoutFunctions.contains(kind))
        return KernelClass::elementwise;
    if (kCopied.contains(kind))
        return KernelClass::copy;
    switch (familyOf(kind)) {
    case OperatorFamily::convolution:
    case OperatorFamily::matrix:
        return KernelClass::matrix;
    case OperatorFamily::recurrent:
        return KernelClass::dense;
    case OperatorFamily::pooling:
    case OperatorFamily::reduction:
    case OperatorFamily::search:
        return KernelClass::pool;
    case OperatorFamily::binary:
    case OperatorFamily::unary:
    case OperatorFamily::rectifier:
    case OperatorFamily::resampling:
    case OperatorFamily::conversion:
    case OperatorFamily::state:
    case OperatorFamily::opaque:
        return KernelClass::elementwise;
    case OperatorFamily::activation:
    case OperatorFamily::function:
    case OperatorFamily::normalization:
        return KernelClass::function;
    case OperatorFamily::movement:
        return KernelClass::copy;
    case OperatorFamily::renaming:
        return KernelClass::none;
    }
    return KernelClass::unsupported;
}

double elementsRead(const Graph& graph, const Operator& op)
{
    double elements = 0.0;
    for (const TensorId id : op.inputs)
        if (id.valid() && !graph.tensor(id).constant)
            elements += static_cast<double>(graph.tensor(id).elements());
    return elements;
}

/// A convolution whose columns are the input itself.
bool readsInPlace(const LayerShape& shape)
{
    return shape.kernelH == 1 && shape.kernelW == 1 && shape.strideH == 1 && shape.strideW == 1 && shape.groups == 1;
}

/// Splits reductions of `length` elements into full vectors and what is left of them.
void splitReduction(double outputs, double length, double vector, KernelWork& work)
{
    const double full = std::floor(length / vector) * vector;
    work.macs = outputs * full;
    work.tailMacs = outputs * (length - full);
    work.outputs = outputs;
}

void countMatrix(const LayerShape& shape, const KernelRates& rates, KernelWork& work)
{
    const auto outputs = static_cast<double>(std::max<std::int64_t>(1, shape.out.elements()));
    const double length = shape.macs.toDouble() / outputs;
    if (!rates.gathersColumns && shape.kind == OperatorKind::conv2d) {
        const auto taps = static_cast<double>(shape.kernelH * shape.kernelW);
        splitReduction(outputs * taps, length / taps, rates.vectorMacs, work);
        work.outputs = outputs;
        return;
    }
    splitReduction(outputs, length, rates.vectorMacs, work);
    if (!readsInPlace(shape) && shape.kind == OperatorKind::conv2d)
        work.gathered =
            static_cast<double>(shape.out.n * shape.out.pixels()) * length * static_cast<double>(shape.groups);
}

/// A depthwise convolution of one channel that makes more than so many runs as a matrix product on Helium.
constexpr std::int64_t kOneChannelAsMatrix = 8;

std::int64_t cmsisConvolutionScratch(const LayerShape& s, bool mve)
{
    const std::int64_t taps = s.kernelH * s.kernelW;
    if (taps == 1)
        return 0;
    if (mve)
        return 4 * roundUp(taps * s.in.c, 16);
    return 2 * roundUp(taps * s.in.c, 4) * 2;
}

std::int64_t cmsisDepthwiseScratch(const LayerShape& s, ScratchRule rule)
{
    const bool mve = rule == ScratchRule::cmsisMve;
    const std::int64_t taps = s.kernelH * s.kernelW;
    if (mve && s.in.c == 1 && s.out.c > kOneChannelAsMatrix) // as a convolution, with the filters turned
        return 4 * roundUp(taps, 16) + taps * s.out.c;
    if (s.in.c != s.out.c || s.dilationH > 1 || s.dilationW > 1)
        return 0;
    if (mve)
        return 4 * 124 * taps;
    if (taps == 9 && s.padding.left <= 1 && s.padding.right <= 1 && rule != ScratchRule::cmsisDsp2022)
        return 0;
    return s.in.c * taps * 2;
}

/// Columns of a convolution, rows of a depthwise one, sums of filters or of a window; the other kernels have none.
std::int64_t cmsisScratch(const LayerShape& s, ScratchRule rule)
{
    const bool mve = rule == ScratchRule::cmsisMve;
    if (s.kind == OperatorKind::conv2d)
        return cmsisConvolutionScratch(s, mve);
    if (s.kind == OperatorKind::depthwiseConv2d)
        return cmsisDepthwiseScratch(s, rule);
    if (s.kind == OperatorKind::fullyConnected && mve)
        return 4 * s.out.c;
    if (s.kind == OperatorKind::averagePool2d && !mve)
        return 4 * s.in.c;
    return 0;
}

} // namespace

KernelClass kernelClass(const Graph& graph, const Operator& op)
{
    if (!hasKernels(op.kind))
        return KernelClass::unsupported;
    if (op.kind != OperatorKind::depthwiseConv2d)
        return kernelOf(op.kind);
    const LayerShape shape = layerShape(graph, op);
    if (shape.in.c != shape.out.c)
        return KernelClass::depthwiseScalar;
    return KernelClass::depthwise;
}

KernelRates KernelRates::read(const SettingsView& settings)
{
    const auto rate = [&](const char* key) { return settings.numberOr(std::string("kernel.") + key, 0.0); };
    KernelRates rates;
    rates.vectorMacs = std::max(1.0, settings.numberOr("kernel.vector_macs", 4.0));
    rates.mac = rate("mac_cycles");
    rates.tailMac = settings.numberOr("kernel.tail_mac_cycles", rates.mac);
    rates.gather = rate("gather_cycles");
    rates.output = rate("output_cycles");
    rates.depthwiseMac = settings.numberOr("kernel.depthwise_mac_cycles", rates.tailMac);
    rates.depthwiseOutput = settings.numberOr("kernel.depthwise_output_cycles", rates.output);
    rates.depthwiseScalarMac = settings.numberOr("kernel.depthwise_scalar_mac_cycles", rates.depthwiseMac);
    rates.denseMac = settings.numberOr("kernel.dense_mac_cycles", rates.mac);
    rates.denseOutput = settings.numberOr("kernel.dense_output_cycles", rates.output);
    rates.element = rate("element_cycles");
    rates.windowElement = rate("window_element_cycles");
    rates.function = rate("function_cycles");
    rates.copy = rate("copy_cycles");
    rates.plainMac = rate("plain_mac_cycles");
    rates.dispatch = rate("operator_cycles");
    rates.floatMac = rate("float_mac_cycles");
    rates.floatDepthwiseMac = settings.numberOr("kernel.float_depthwise_mac_cycles", rates.floatMac);
    rates.floatDenseMac = settings.numberOr("kernel.float_dense_mac_cycles", rates.floatMac);
    rates.floatElement = settings.numberOr("kernel.float_element_cycles", rates.floatMac);
    rates.waitFactor = settings.numberOr("kernel.wait_factor", 1.0);
    rates.gathersColumns = settings.trait("convolution", "im2col") != "direct";
    return rates;
}

KernelWork kernelWork(const Graph& graph, const Operator& op, const KernelRates& rates)
{
    KernelWork work;
    work.kernel = kernelClass(graph, op);
    if (work.kernel == KernelClass::none || work.kernel == KernelClass::unsupported)
        return work;
    const LayerShape shape = layerShape(graph, op);
    work.isFloat = rates.hasFloat() && graph.output(op).type.isFloat();
    const auto outputs = static_cast<double>(shape.out.elements());
    const auto outputElements = static_cast<double>(graph.output(op).elements());
    switch (work.kernel) {
    case KernelClass::matrix:
        countMatrix(shape, rates, work);
        break;
    case KernelClass::depthwise:
    case KernelClass::depthwiseScalar:
        work.macs = shape.macs.toDouble();
        work.outputs = outputs;
        break;
    case KernelClass::dense:
        work.outputs = outputs;
        work.macs = shape.macs.toDouble();
        break;
    case KernelClass::pool: {
        const auto window = static_cast<double>(shape.kernelH * shape.kernelW);
        work.windowElements = std::max(elementsRead(graph, op), outputs * window);
        work.elements = outputs;
        break;
    }
    case KernelClass::elementwise:
        work.elements = outputElements;
        break;
    case KernelClass::function:
    case KernelClass::copy:
        work.elements = std::max(elementsRead(graph, op), outputElements);
        break;
    case KernelClass::none:
    case KernelClass::unsupported:
        break;
    }
    return work;
}

namespace {

double floatCycles(const KernelWork& work, const KernelRates& rates)
{
    double mac = rates.floatMac;
    if (work.kernel == KernelClass::depthwise || work.kernel == KernelClass::depthwiseScalar)
        mac = rates.floatDepthwiseMac;
    else if (work.kernel == KernelClass::dense)
        mac = rates.floatDenseMac;
    const double element = work.kernel == KernelClass::function ? rates.function : rates.floatElement;
    return (work.macs + work.tailMacs) * mac + (work.outputs + work.windowElements) * rates.floatElement
           + work.elements * element;
}

double integerCycles(const KernelWork& work, const KernelRates& rates)
{
    if (work.isPlain && rates.plainMac > 0.0 && work.macs + work.tailMacs > 0.0)
        return (work.macs + work.tailMacs) * rates.plainMac + work.outputs * rates.output;
    switch (work.kernel) {
    case KernelClass::matrix:
        return work.macs * rates.mac + work.tailMacs * rates.tailMac + work.gathered * rates.gather
               + work.outputs * rates.output;
    case KernelClass::depthwise:
        return work.macs * rates.depthwiseMac + work.outputs * rates.depthwiseOutput;
    case KernelClass::depthwiseScalar:
        return work.macs * rates.depthwiseScalarMac + work.outputs * rates.depthwiseOutput;
    case KernelClass::dense:
        return work.macs * rates.denseMac + work.outputs * rates.denseOutput;
    case KernelClass::elementwise:
        return work.elements * rates.element;
    case KernelClass::pool:
        return work.windowElements * rates.windowElement + work.elements * rates.element;
    case KernelClass::function:
        return work.elements * rates.function;
    case KernelClass::copy:
        return work.elements * rates.copy;
    case KernelClass::none:
    case KernelClass::unsupported:
        break;
    }
    return 0.0;
}

} // namespace

bool hasKernels(OperatorKind kind)
{
    return kind != OperatorKind::custom && kind != OperatorKind::nonMaxSuppression
           && kind != OperatorKind::cropAndResize;
}

double computeCycles(const KernelWork& work, const KernelRates& rates)
{
    return rates.waitFactor * (work.isFloat ? floatCycles(work, rates) : integerCycles(work, rates));
}

double peakMacsPerCycle(const KernelRates& rates, bool isFloat)
{
    const double cycles = isFloat ? std::min({rates.floatMac, rates.floatDepthwiseMac, rates.floatDenseMac})
                                  : std::min({rates.mac, rates.denseMac, rates.depthwiseMac});
    return cycles > 0.0 ? 1.0 / (cycles * rates.waitFactor) : 0.0;
}

ScratchRule scratchRule(std::string_view trait)
{
    if (trait == "cmsis_dsp")
        return ScratchRule::cmsisDsp;
    if (trait == "cmsis_dsp_2022")
        return ScratchRule::cmsisDsp2022;
    if (trait == "cmsis_mve")
        return ScratchRule::cmsisMve;
    if (trait == "esp_nn_s3")
        return ScratchRule::espNnS3;
    if (trait == "esp_nn_p4")
        return ScratchRule::espNnP4;
    return trait == "esp_nn" ? ScratchRule::espNnPortable : ScratchRule::none;
}

Bytes scratchBytes(const Graph& graph, const Operator& op, ScratchRule rule)
{
    if (rule == ScratchRule::none)
        return Bytes(0);
    const LayerShape shape = layerShape(graph, op);
    switch (rule) {
    case ScratchRule::espNnS3:
        return Bytes(espNnS3Scratch(shape));
    case ScratchRule::espNnP4:
        return Bytes(espNnP4Scratch(shape));
    case ScratchRule::espNnPortable:
        return Bytes(espNnPortableScratch(shape));
    case ScratchRule::cmsisDsp:
    case ScratchRule::cmsisDsp2022:
    case ScratchRule::cmsisMve:
        return Bytes(cmsisScratch(shape, rule));
    case ScratchRule::none:
        break;
    }
    return Bytes(0);
}

} // namespace tenbin::microcontroller
