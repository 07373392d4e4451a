// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kernels/tiny_engine_buffers.h"

#include <algorithm>
#include <cstdint>

#include "engine/graph/analysis.h"
#include "models/common/capped_product.h"

namespace tenbin::microcontroller {

namespace {

constexpr std::int64_t kHalfWord = 2;

/// Columns of two output pixels; of an in-place depthwise layer a channel with its border, read and written.
std::int64_t inHand(const LayerShape& s)
{
    if (s.kind == OperatorKind::depthwiseConv2d)
        return cappedProduct({2, s.in.h + s.padding.top + s.padding.bottom, s.in.w + s.padding.left + s.padding.right});
    if (s.kind == OperatorKind::conv2d)
        return cappedProduct({s.kernelH, s.kernelW, s.in.c, 2, kHalfWord});
    return 0;
}

/// Filters of a convolution over windows; those of one pixel are read where they are.
std::int64_t wideFilters(const LayerShape& s)
{
    if (s.kind != OperatorKind::conv2d || s.kernelH == 1)
        return 0;
    return cappedProduct({s.kernelH, s.kernelW, s.in.c / std::max<std::int64_t>(1, s.groups), s.out.c, kHalfWord});
}

} // namespace

Bytes tinyEngineBuffers(const Graph& graph)
{
    std::int64_t hand = 0, filters = 0;
    for (const Operator& op : graph.operators()) {
        const LayerShape shape = layerShape(graph, op);
        hand = std::max(hand, inHand(shape));
        filters = std::max(filters, wideFilters(shape));
    }
    return Bytes(hand + filters);
}

} // namespace tenbin::microcontroller
