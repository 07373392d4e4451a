// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cartesian_mac_array/cycles.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "engine/core/bounded.h"

namespace tenbin::cartesian {

namespace {

/// Input channels one output channel sees, and the elements of its kernel.
struct Reduction {
    std::int64_t inputs = 1;
    std::int64_t kernel = 1;
};

Reduction reductionOf(const LayerShape& layer)
{
    if (layer.kind == OperatorKind::fullyConnected)
        return {layer.out.c > 0 ? layer.weightElements / layer.out.c : 0, 1};
    return {layer.in.c / std::max<std::int64_t>(1, layer.groups), boundedProduct({layer.kernelH, layer.kernelW})};
}

/// Sizes of the channel groups that share one shifted plane: full ones, then the rest.
template <class Visit>
void forEachGroup(std::int64_t channels, std::int64_t width, Visit visit)
{
    if (const std::int64_t full = channels / width)
        visit(width, full);
    if (const std::int64_t rest = channels % width)
        visit(rest, 1);
}

double remainingElements(std::int64_t kernel, const Pruning& pruning)
{
    const bool dense = pruning.elements <= 0.0 || pruning.elements >= static_cast<double>(kernel);
    return dense ? static_cast<double>(kernel) : pruning.elements;
}

LayerWork finished(const LayerShape& layer, const Array& array, LayerWork work, double groups)
{
    const auto tiles = static_cast<double>(boundedProduct({pixelTiles(layer.out, array), layer.out.n}));
    work.cycles = tiles * (work.keptPairs * (1.0 + array.stallPerShift) + groups * array.fillCycles);
    work.usedSlots = static_cast<double>(boundedProduct({layer.out.n, layer.out.h, layer.out.w})) * work.weights;
    return work;
}

/// Work with the coordinates that weights other than zero use. `isZero`: by element and output channel.
template <class IsZero>
LayerWork workOfValues(const LayerShape& layer, const Array& array, IsZero isZero)
{
    const Reduction reduction = reductionOf(layer);
    const std::int64_t pairs = boundedProduct({reduction.inputs, reduction.kernel});
    LayerWork work;
    double groups = 0.0;
    std::vector<char> used(static_cast<std::size_t>(pairs));
    for (std::int64_t first = 0; first < layer.out.c; first += array.outputChannels) {
        std::fill(used.begin(), used.end(), 0);
        const std::int64_t last = std::min(layer.out.c, first + array.outputChannels);
        for (std::int64_t channel = first; channel < last; ++channel)
            for (std::int64_t pair = 0; pair < pairs; ++pair)
                if (!isZero(channel * pairs + pair, channel)) {
                    used[static_cast<std::size_t>(pair)] = 1;
                    work.weights += 1.0;
                }
        work.keptPairs += static_cast<double>(std::count(used.begin(), used.end(), 1));
        groups += 1.0;
    }
    return finished(layer, array, work, groups);
}

} // namespace

double expectedUnion(std::int64_t kernelElements, const Pruning& pruning, std::int64_t channels)
{
    const auto kernel = static_cast<double>(kernelElements);
    const double n = remainingElements(kernelElements, pruning);
    if (n >= kernel || pruning.perColumn)
        return n;
    // A stray element lands on any coordinate with the same probability.
    const double stray = (1.0 - pruning.alignment) / kernel;
    const double missPreferred = (1.0 - pruning.alignment - stray) * std::pow(1.0 - stray, n - 1.0);
    const double missOther = std::pow(1.0 - stray, n);
    const auto width = static_cast<double>(channels);
    return n * (1.0 - std::pow(std::max(0.0, missPreferred), width))
           + (kernel - n) * (1.0 - std::pow(missOther, width));
}

std::int64_t pixelTiles(const Nhwc& out, const Array& array)
{
    if (array.tileHeight > 0 && array.tileWidth > 0)
        return boundedProduct({ceilDiv(out.h, array.tileHeight), ceilDiv(out.w, array.tileWidth)});
    return ceilDiv(out.pixels(), array.pixels);
}

LayerWork layerWork(const LayerShape& layer, const Array& array, const Pruning& pruning)
{
    const Reduction reduction = reductionOf(layer);
    const double n = remainingElements(reduction.kernel, pruning);
    LayerWork work;
    const double kernels = static_cast<double>(layer.out.c) * static_cast<double>(reduction.inputs);
    work.weights = kernels * n;
    double groups = 0.0;
    if (layer.groups > 1) {
        // Output channels of different groups share no input plane: one column at a time.
        work.keptPairs = kernels * n;
        groups = static_cast<double>(layer.out.c);
    } else {
        forEachGroup(layer.out.c, array.outputChannels, [&](std::int64_t width, std::int64_t times) {
            work.keptPairs += static_cast<double>(times) * static_cast<double>(reduction.inputs)
                              * expectedUnion(reduction.kernel, pruning, width);
            groups += static_cast<double>(times);
        });
    }
    return finished(layer, array, work, groups);
}

bool hasValues(const LayerShape& layer, const Tensor& weights)
{
    const Reduction reduction = reductionOf(layer);
    const bool known = weights.type == DataType::float32() || (weights.type.isInteger() && weights.type.bits == 8);
    return known && weights.weights && layer.groups == 1 && layer.kind != OperatorKind::transposeConv2d
           && layer.kind != OperatorKind::depthwiseConv2d
           && weights.elements() == boundedProduct({layer.out.c, reduction.inputs, reduction.kernel});
}

LayerWork layerWorkOfWeights(const LayerShape& layer, const Array& array, const Tensor& weights)
{
    const std::byte* data = weights.data.data();
    if (weights.type.isFloat())
        return workOfValues(layer, array, [&](std::int64_t i, std::int64_t) {
            float value;
            std::memcpy(&value, data + i * static_cast<std::int64_t>(sizeof value), sizeof value);
            return value == 0.0f;
        });
    const auto& zeroPoints = weights.quantization.zeroPoints;
    return workOfValues(layer, array, [&](std::int64_t i, std::int64_t channel) {
        const std::size_t slice = zeroPoints.size() == 1 ? 0 : static_cast<std::size_t>(channel);
        return data[i] == static_cast<std::byte>(slice < zeroPoints.size() ? zeroPoints[slice] & 0xff : 0);
    });
}

} // namespace tenbin::cartesian
