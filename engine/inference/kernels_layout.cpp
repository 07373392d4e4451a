// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that move elements without changing them: each is a list of where an element comes from.
#include <cmath>
#include <cstring>

#include "engine/graph/kind_map.h"
#include "engine/inference/kernel_site.h"

namespace tenbin::kernels {

namespace {

constexpr std::int64_t kPadded = -1;
using Sources = std::vector<std::int64_t>; ///< for each output element the input element, or kPadded

std::vector<std::int64_t> stridesOf(const Shape& shape)
{
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t d = shape.size(); d-- > 1;)
        strides[d - 1] = strides[d] * shape[d];
    return strides;
}

/// source(coordinates of an output element) -> input element.
template <class Source>
Sources collect(const Shape& out, Source source)
{
    Sources sources(static_cast<std::size_t>(elementCount(out)));
    std::vector<std::int64_t> at(out.size(), 0);
    for (std::int64_t& from : sources) {
        from = source(at);
        for (std::size_t d = out.size(); d-- > 0;) {
            if (++at[d] < out[d])
                break;
            at[d] = 0;
        }
    }
    return sources;
}

Kernel move(TensorId in, TensorId out, const Tensor& tensor, std::int32_t padding, Sources sources)
{
    const std::size_t size = std::max<std::size_t>(1, tensor.type.bits / 8u);
    return [=, sources = std::move(sources)](InferenceBuffers& ws) {
        const std::byte* from = ws.bytes(in);
        std::byte* to = ws.bytes(out);
        for (std::size_t i = 0; i < sources.size(); ++i, to += size)
            if (sources[i] == kPadded)
                std::memset(to, size == 1 ? padding : 0, size);
            else
                std::memcpy(to, from + static_cast<std::size_t>(sources[i]) * size, size);
    };
}

Kernel copy(const Site& site)
{
    const auto size = static_cast<std::size_t>(site.output().sizeBytes().count());
    return [=, in = site.in(0), out = site.out()](InferenceBuffers& ws) {
        std::memcpy(ws.bytes(out), ws.bytes(in), size);
    };
}

Kernel moved(const Site& site, Sources sources)
{
    return move(site.in(0), site.out(), site.output(), Site::zeroPoint(site.output()), std::move(sources));
}

Result<Kernel> pad(const Site& site)
{
    const auto* attributes = site.op.attributesAs<PadAttributes>();
    if (!attributes)
        return site.refuse("paddings are missing");
    const Shape& in = site.input(0).shape;
    const auto strides = stridesOf(in);
    return moved(site, collect(site.output().shape, [&](const Shape& at) {
                     std::int64_t from = 0;
                     for (std::size_t d = 0; d < at.size(); ++d) {
                         const std::int64_t x =
                             at[d] - (d < attributes->paddings.size() ? attributes->paddings[d].first : 0);
                         if (x < 0 || x >= in[d])
                             return kPadded;
                         from += x * strides[d];
                     }
                     return from;
                 }));
}

Result<Kernel> slice(const Site& site)
{
    const auto* attributes = site.op.attributesAs<SliceAttributes>();
    const Shape& in = site.input(0).shape;
    if (!attributes || attributes->begin.size() != in.size() || attributes->end.size() != in.size())
        return site.refuse("begin and end are missing");
    const auto step = [&](std::size_t d) { return attributes->strides.empty() ? 1 : attributes->strides[d]; };
    Shape taken; // axes that the output drops are still counted here
    for (std::size_t d = 0; d < in.size(); ++d)
        taken.push_back(std::max<std::int64_t>(
            0, (attributes->end[d] - attributes->begin[d] + step(d) - (step(d) > 0 ? 1 : -1)) / step(d)));
    if (elementCount(taken) != site.output().elements())
        return site.refuse("begin and end do not give the output's shape");
    const auto strides = stridesOf(in);
    return moved(site, collect(taken, [&](const Shape& at) {
                     std::int64_t from = 0;
                     for (std::size_t d = 0; d < at.size(); ++d)
                         from += (attributes->begin[d] + at[d] * step(d)) * strides[d];
                     return from;
                 }));
}

Result<Kernel> transpose(const Site& site)
{
    const auto* attributes = site.op.attributesAs<PermutationAttributes>();
    if (!attributes)
        return site.refuse("permutation is missing");
    const auto strides = stridesOf(site.input(0).shape);
    return moved(site, collect(site.output().shape, [&](const Shape& at) {
                     std::int64_t from = 0;
                     for (std::size_t d = 0; d < at.size(); ++d)
                         from += at[d] * strides[static_cast<std::size_t>(attributes->permutation[d])];
                     return from;
                 }));
}

/// ResizeNearestNeighbor of reference/resize_nearest_neighbor.h.
Result<Kernel> nearest(const Site& site)
{
    const auto* attributes = site.op.attributesAs<ResizeAttributes>();
    const ResizeAttributes how = attributes ? *attributes : ResizeAttributes{};
    const Nhwc in = toNhwc(site.input(0).shape);
    const Nhwc out = toNhwc(site.output().shape);
    const auto source = [&](std::int64_t at, std::int64_t from, std::int64_t to) {
        const float scale = how.alignCorners && to > 1 ? static_cast<float>(from - 1) / static_cast<float>(to - 1)
                                                       : static_cast<float>(from) / static_cast<float>(to);
        const float x = (static_cast<float>(at) + (how.halfPixelCenters ? 0.5f : 0.0f)) * scale;
        const auto index = static_cast<std::int64_t>(how.alignCorners ? std::round(x) : std::floor(x));
        return std::clamp<std::int64_t>(index, 0, from - 1);
    };
    return moved(site, collect({out.n, out.h, out.w, out.c}, [&](const Shape& at) {
                     return ((at[0] * in.h + source(at[1], in.h, out.h)) * in.w + source(at[2], in.w, out.w)) * in.c
                            + at[3];
                 }));
}

/// Elements along `axis` that one part takes, in blocks: for concatenation, split, pack and unpack.
struct Blocks {
    std::int64_t outer = 1;
    std::vector<std::size_t> parts; ///< bytes of one block of each part
    std::size_t total = 0;          ///< bytes of one block of the whole
};

Result<Blocks> blocksOf(const Site& site, const Tensor& whole, const std::vector<TensorId>& parts)
{
    const auto* attributes = site.op.attributesAs<AxisAttributes>();
    if (!attributes || attributes->axes.size() != 1)
        return site.refuse("axis is missing");
    Blocks blocks;
    for (int d = 0; d < attributes->axes[0]; ++d)
        blocks.outer *= whole.shape[static_cast<std::size_t>(d)];
    for (const TensorId id : parts) {
        const Tensor& part = site.graph.tensor(id);
        if (part.type != whole.type
            || (!isFloat(part) && part.quantization != whole.quantization && !part.quantization.empty()))
            return site.refuse("parts with different quantisation");
        blocks.parts.push_back(static_cast<std::size_t>(part.sizeBytes().count() / blocks.outer));
        blocks.total += blocks.parts.back();
    }
    return blocks;
}

Result<Kernel> join(const Site& site)
{
    auto blocks = blocksOf(site, site.output(), site.op.inputs);
    if (!blocks)
        return tl::make_unexpected(blocks.error());
    return [blocks = *blocks, inputs = site.op.inputs, out = site.out()](InferenceBuffers& ws) {
        std::byte* to = ws.bytes(out);
        for (std::int64_t o = 0; o < blocks.outer; ++o)
            for (std::size_t i = 0; i < inputs.size(); to += blocks.parts[i], ++i)
                std::memcpy(to, ws.bytes(inputs[i]) + static_cast<std::size_t>(o) * blocks.parts[i], blocks.parts[i]);
    };
}

Result<Kernel> separate(const Site& site)
{
    auto blocks = blocksOf(site, site.input(0), site.op.outputs);
    if (!blocks)
        return tl::make_unexpected(blocks.error());
    return [blocks = *blocks, outputs = site.op.outputs, in = site.in(0)](InferenceBuffers& ws) {
        const std::byte* from = ws.bytes(in);
        for (std::int64_t o = 0; o < blocks.outer; ++o)
            for (std::size_t i = 0; i < outputs.size(); from += blocks.parts[i], ++i)
                std::memcpy(ws.bytes(outputs[i]) + static_cast<std::size_t>(o) * blocks.parts[i], from,
                            blocks.parts[i]);
    };
}

Result<Kernel> renamed(const Site& site)
{
    if (site.input(0).type != site.output().type || site.input(0).elements() != site.output().elements())
        return site.refuse("no kernel");
    return copy(site);
}

/// Shapes are known before the first inference: a constant.
Result<Kernel> shapeOf(const Site& site)
{
    const Shape shape = site.input(0).shape;
    const bool wide = site.output().type.bits == 64;
    return [=, out = site.out()](InferenceBuffers& ws) {
        for (std::size_t i = 0; i < shape.size(); ++i)
            if (wide)
                ws.values<std::int64_t>(out)[i] = shape[i];
            else
                ws.values<std::int32_t>(out)[i] = static_cast<std::int32_t>(shape[i]);
    };
}

} // namespace

Result<Kernel> layout(const Site& site)
{
    using K = OperatorKind;
    static constexpr KindMap<Result<Kernel> (*)(const Site&)> kMakers{
        {K::reshape, renamed},
        {K::squeeze, renamed},
        {K::expandDims, renamed},
        {K::identity, renamed},
        {K::pad, pad},
        {K::slice, slice},
        {K::stridedSlice, slice},
        {K::transpose, transpose},
        {K::concatenation, join},
        {K::pack, join},
        {K::resizeNearestNeighbor, nearest},
        {K::split, separate},
        {K::unpack, separate},
        {K::shapeOf, shapeOf},
    };
    const auto maker = kMakers.valueOr(site.op.kind, nullptr);
    if (!maker)
        return site.refuse("no kernel");
    return maker(site);
}

} // namespace tenbin::kernels
