// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/size_rules.h"

#include <algorithm>
#include <map>

#include "engine/core/units.h"
#include "engine/formats/draft/constant_values.h"

namespace tenbin::onnx_sizes {

namespace {

/// An entry of an attribute with one value a spatial dimension.
std::optional<std::int64_t> entry(const std::vector<std::int64_t>& list, std::size_t i, std::int64_t otherwise)
{
    if (list.empty())
        return otherwise;
    if (i >= list.size() || list[i] < 0 || list[i] > kMaxLength)
        return std::nullopt;
    return list[i];
}

/// Length of one dimension after a sliding window.
std::optional<std::int64_t> windowed(const OnnxNode& node, std::size_t i, std::size_t spatial, std::int64_t length,
                                     std::int64_t kernel)
{
    const auto pads = node.integers("pads");
    const auto stride = entry(node.integers("strides"), i, 1);
    const auto dilation = entry(node.integers("dilations"), i, 1);
    const auto before = entry(pads, i, 0);
    const auto after = entry(pads, i + spatial, 0);
    if (!stride || !dilation || !before || !after || *stride < 1 || *dilation < 1 || kernel < 1 || kernel > kMaxLength)
        return std::nullopt;
    if (node.text("auto_pad", "NOTSET").starts_with("SAME"))
        return ceilDiv(length, *stride);
    if (*dilation > kMaxLength / kernel)
        return std::nullopt;
    const std::int64_t left = length + *before + *after - ((kernel - 1) * *dilation + 1);
    if (left < 0)
        return std::nullopt;
    if (node.integer("ceil_mode", 0) != 0)
        return ceilDiv(left, *stride) + 1;
    return left / *stride + 1;
}

} // namespace

Sized windows(const Site& site)
{
    const Shape* x = site.shape(0);
    const Shape* weights = site.shape(1);
    const bool convolution = site.node.type().find("Conv") != std::string::npos;
    if (!x || x->size() < 3 || (convolution && (!weights || weights->size() != x->size())))
        return std::nullopt;
    const std::size_t spatial = x->size() - 2;
    const auto kernel = convolution ? Shape(weights->begin() + 2, weights->end()) : site.node.integers("kernel_shape");
    if (kernel.size() != spatial)
        return std::nullopt;
    Shape result{(*x)[0], convolution ? (*weights)[0] : (*x)[1]};
    for (std::size_t i = 0; i < spatial; ++i) {
        const auto length = windowed(site.node, i, spatial, (*x)[i + 2], kernel[i]);
        if (!length)
            return std::nullopt;
        result.push_back(*length);
    }
    return OnnxShapes{std::vector<Shape>(static_cast<std::size_t>(site.node.outputs()), result), false};
}

Sized transposedConvolution(const Site& site)
{
    const Shape* x = site.shape(0);
    const Shape* weights = site.shape(1);
    if (!x || !weights || x->size() < 3 || weights->size() != x->size())
        return std::nullopt;
    const std::size_t spatial = x->size() - 2;
    const auto asked = site.node.integers("output_shape");
    const auto pads = site.node.integers("pads");
    const std::int64_t groups = site.node.integer("group", 1);
    if (groups < 1 || groups > kMaxLength || (*weights)[1] > kMaxLength)
        return std::nullopt;
    Shape result{(*x)[0], (*weights)[1] * groups};
    const bool same = site.node.text("auto_pad", "NOTSET").starts_with("SAME");
    for (std::size_t i = 0; i < spatial; ++i) {
        const auto stride = entry(site.node.integers("strides"), i, 1);
        const auto dilation = entry(site.node.integers("dilations"), i, 1);
        const auto extra = entry(site.node.integers("output_padding"), i, 0);
        const auto before = entry(pads, i, 0);
        const auto after = entry(pads, i + spatial, 0);
        const std::int64_t kernel = (*weights)[i + 2];
        const std::int64_t length = (*x)[i + 2];
        if (!stride || !dilation || !extra || !before || !after || kernel < 1 || kernel > kMaxLength
            || length > kMaxLength)
            return std::nullopt;
        std::int64_t out = *stride * (length - 1) + *extra + (kernel - 1) * *dilation + 1 - *before - *after;
        if (same)
            out = length * *stride;
        if (asked.size() == spatial)
            out = asked[i];
        if (out < 0)
            return std::nullopt;
        result.push_back(out);
    }
    return one(std::move(result));
}

Sized globalWindow(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x || x->size() < 2)
        return std::nullopt;
    Shape result(x->size(), 1);
    result[0] = (*x)[0];
    result[1] = (*x)[1];
    return one(std::move(result));
}

Sized regions(const Site& site)
{
    const Shape* x = site.shape(0);
    const Shape* boxes = site.shape(1);
    if (!x || !boxes || x->size() != 4 || boxes->empty())
        return std::nullopt;
    std::int64_t height = site.node.integer("output_height", 1);
    std::int64_t width = site.node.integer("output_width", 1);
    if (const auto pooled = site.node.integers("pooled_shape"); pooled.size() == 2) {
        height = pooled[0];
        width = pooled[1];
    }
    return one({boxes->front(), (*x)[1], height, width});
}

Sized padding(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto pads = site.node.attribute("pads") ? std::optional(site.node.integers("pads")) : site.values(1);
    if (!x || !pads)
        return std::nullopt;
    auto axes = site.values(3).value_or(std::vector<std::int64_t>{});
    if (axes.empty())
        for (std::size_t i = 0; i < x->size(); ++i)
            axes.push_back(static_cast<std::int64_t>(i));
    if (pads->size() != 2 * axes.size())
        return std::nullopt;
    Shape result = *x;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto axis = resolveAxis(axes[i], x->size());
        const std::int64_t before = (*pads)[i];
        const std::int64_t after = (*pads)[i + axes.size()];
        if (!axis || std::max(std::abs(before), std::abs(after)) > kMaxLength)
            return std::nullopt;
        result[static_cast<std::size_t>(*axis)] += before + after;
    }
    return one(std::move(result));
}

Sized resizing(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto sizes = site.values(3);
    if (!x || !sizes)
        return std::nullopt;
    const auto axes = site.node.integers("axes");
    if (sizes->size() != (axes.empty() ? x->size() : axes.size()))
        return std::nullopt;
    Shape result = *x;
    for (std::size_t i = 0; i < sizes->size(); ++i) {
        const auto axis = resolveAxis(axes.empty() ? static_cast<std::int64_t>(i) : axes[i], x->size());
        if (!axis)
            return std::nullopt;
        result[static_cast<std::size_t>(*axis)] = (*sizes)[i];
    }
    return one(std::move(result));
}

Sized columnsToImage(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto image = site.values(1);
    const auto block = site.values(2);
    if (!x || x->size() != 3 || !image || !block)
        return std::nullopt;
    const auto area = checkedElements(*block);
    if (!area || *area < 1)
        return std::nullopt;
    Shape result{(*x)[0], (*x)[1] / *area};
    result.insert(result.end(), image->begin(), image->end());
    return one(std::move(result));
}

Sized gridSample(const Site& site)
{
    const Shape* x = site.shape(0);
    const Shape* grid = site.shape(1);
    if (!x || !grid || x->size() < 3 || grid->size() != x->size())
        return std::nullopt;
    Shape result{(*x)[0], (*x)[1]};
    result.insert(result.end(), grid->begin() + 1, grid->end() - 1);
    return one(std::move(result));
}

Sized affineGrid(const Site& site)
{
    const auto size = site.values(1);
    if (!size || size->size() < 4 || size->size() > 5)
        return std::nullopt;
    Shape result{(*size)[0]};
    result.insert(result.end(), size->begin() + 2, size->end());
    result.push_back(static_cast<std::int64_t>(size->size()) - 2);
    return one(std::move(result));
}

Sized centerCropPad(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto target = site.values(1);
    if (!x || !target)
        return std::nullopt;
    Shape result = *x;
    const auto axes = site.node.integers("axes");
    if (target->size() != (axes.empty() ? x->size() : axes.size()))
        return std::nullopt;
    for (std::size_t i = 0; i < target->size(); ++i) {
        const auto axis = resolveAxis(axes.empty() ? static_cast<std::int64_t>(i) : axes[i], x->size());
        if (!axis)
            return std::nullopt;
        result[static_cast<std::size_t>(*axis)] = (*target)[i];
    }
    return one(std::move(result));
}

Sized window(const Site& site)
{
    const auto length = site.single(0, {});
    if (!length)
        return std::nullopt;
    return one({*length});
}

Sized fourier(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x || x->size() < 2)
        return std::nullopt;
    std::optional<std::int64_t> given = site.node.integer("axis", 1);
    if (site.opset >= 20)
        given = site.single(2, -2);
    if (!given)
        return std::nullopt;
    const auto axis = resolveAxis(*given, x->size());
    if (!axis)
        return std::nullopt;
    const auto length = site.single(1, (*x)[static_cast<std::size_t>(*axis)]);
    if (!length || *length < 0)
        return std::nullopt;
    Shape result = *x;
    const bool oneSided = site.node.integer("onesided", 0) != 0;
    const bool inverse = site.node.integer("inverse", 0) != 0;
    std::int64_t& along = result[static_cast<std::size_t>(*axis)];
    along = *length;
    if (oneSided && !inverse)
        along = *length / 2 + 1;
    result.back() = 2;
    if (oneSided && inverse)
        result.back() = 1;
    return one(std::move(result));
}

} // namespace tenbin::onnx_sizes
