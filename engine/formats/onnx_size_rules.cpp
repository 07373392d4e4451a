// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx_size_rules.h"

#include <algorithm>
#include <map>

#include "engine/core/units.h"
#include "engine/formats/constant_values.h"

namespace tenbin::onnx_sizes {

Sized likeInput(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    return OnnxShapes{std::vector<Shape>(static_cast<std::size_t>(site.node.outputs()), *x), false};
}

Sized broadcasting(const Site& site)
{
    std::vector<Shape> shapes;
    for (const auto& operand : site.operands)
        if (operand)
            shapes.push_back(operand->shape);
    const auto result = broadcastShapes(shapes);
    return result ? one(*result) : std::nullopt;
}

Sized reducing(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    auto axes = site.node.integers("axes");
    if (axes.empty() && site.shape(1)) {
        const auto given = site.values(1);
        if (!given)
            return std::nullopt;
        axes = *given;
    }
    if (axes.empty() && site.node.integer("noop_with_empty_axes", 0) != 0)
        return one(*x);
    std::vector<bool> reduced(x->size(), axes.empty());
    for (const std::int64_t axis : axes) {
        const auto resolved = resolveAxis(axis, x->size());
        if (!resolved)
            return std::nullopt;
        reduced[static_cast<std::size_t>(*resolved)] = true;
    }
    const bool keep = site.node.integer("keepdims", 1) != 0;
    Shape result;
    for (std::size_t i = 0; i < x->size(); ++i) {
        if (!reduced[i])
            result.push_back((*x)[i]);
        else if (keep)
            result.push_back(1);
    }
    return one(std::move(result));
}

Sized topK(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto axis = x ? resolveAxis(site.node.integer("axis", -1), x->size()) : std::nullopt;
    if (!axis)
        return std::nullopt;
    const auto wanted = site.node.attribute("k") ? std::optional(site.node.integer("k", 1)) : site.single(1, {});
    Shape result = *x;
    std::int64_t& length = result[static_cast<std::size_t>(*axis)];
    if (wanted && (*wanted < 0 || *wanted > length))
        return std::nullopt;
    length = wanted.value_or(length);
    return OnnxShapes{{result, result}, !wanted};
}

Sized oneHot(const Site& site)
{
    const Shape* indices = site.shape(0);
    const auto depth = site.single(1, {});
    const auto axis = indices ? resolveAxis(site.node.integer("axis", -1), indices->size() + 1) : std::nullopt;
    if (!depth || *depth < 0 || *depth > kMaxLength || !axis)
        return std::nullopt;
    Shape result = *indices;
    result.insert(result.begin() + *axis, *depth);
    return one(std::move(result));
}

Sized nonMaxSuppression(const Site& site)
{
    const Shape* boxes = site.shape(0);
    const Shape* scores = site.shape(1);
    if (!boxes || !scores || boxes->size() != 3 || scores->size() != 3)
        return std::nullopt;
    std::int64_t chosen = (*boxes)[1];
    if (const auto limit = site.single(2, 0); limit && *limit >= 0)
        chosen = std::min(chosen, *limit);
    const auto count = checkedElements({(*scores)[0], (*scores)[1], chosen});
    return count ? atMost({*count, 3}) : std::nullopt;
}

Sized nonZero(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto count = x ? checkedElements(*x) : std::nullopt;
    return count ? atMost({static_cast<std::int64_t>(x->size()), *count}) : std::nullopt;
}

Sized compress(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto count = x ? checkedElements(*x) : std::nullopt;
    if (!count)
        return std::nullopt;
    return atMost(site.node.attribute("axis") ? *x : Shape{*count});
}

Sized unique(const Site& site)
{
    const Shape* x = site.shape(0);
    const auto count = x ? checkedElements(*x) : std::nullopt;
    if (!count)
        return std::nullopt;
    const auto axis = resolveAxis(site.node.integer("axis", 0), x->size());
    const bool along = site.node.attribute("axis") && axis;
    const std::int64_t length = along ? (*x)[static_cast<std::size_t>(*axis)] : *count;
    return OnnxShapes{{along ? *x : Shape{*count}, {length}, {length}, {length}}, true};
}

Sized gatherElements(const Site& site)
{
    const Shape* indices = site.shape(1);
    return indices ? one(*indices) : std::nullopt;
}

Sized gatherNd(const Site& site)
{
    const Shape* x = site.shape(0);
    const Shape* indices = site.shape(1);
    const std::int64_t batch = site.node.integer("batch_dims", 0);
    if (!x || !indices || indices->empty() || batch < 0 || batch > static_cast<std::int64_t>(x->size()))
        return std::nullopt;
    const std::int64_t used = batch + indices->back();
    if (used > static_cast<std::int64_t>(x->size()))
        return std::nullopt;
    Shape result(indices->begin(), indices->end() - 1);
    result.insert(result.end(), x->begin() + used, x->end());
    return one(std::move(result));
}

Sized determinant(const Site& site)
{
    const Shape* x = site.shape(0);
    return x && x->size() >= 2 ? one(Shape(x->begin(), x->end() - 2)) : std::nullopt;
}

Sized wholeSize(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    if (site.node.type() == "Size")
        return one({});
    return one({static_cast<std::int64_t>(x->size())});
}

Sized givenShape(const Site& site)
{
    if (site.node.attribute("shape"))
        return one(site.node.integers("shape"));
    const auto target = site.values(0);
    return target ? one(*target) : std::nullopt;
}

Sized samples(const Site& site)
{
    const Shape* x = site.shape(0);
    return x && !x->empty() ? one({x->front(), site.node.integer("sample_size", 1)}) : std::nullopt;
}

Sized loss(const Site& site)
{
    const Shape* x = site.shape(0);
    const Shape* labels = site.shape(1);
    if (!x || !labels)
        return std::nullopt;
    const bool reduced = site.node.text("reduction", "mean") != "none";
    return OnnxShapes{{reduced ? Shape{} : *labels, *x}, false};
}

Sized attention(const Site& site)
{
    const Shape *q = site.shape(0), *v = site.shape(2);
    if (!q || !v || q->size() != v->size() || q->size() < 3 || site.node.outputs() != 1)
        return std::nullopt;
    Shape result = *q;
    result.back() = v->back();
    if (q->size() == 3) {
        const std::int64_t heads = site.node.integer("q_num_heads", 0), other = site.node.integer("kv_num_heads", 0);
        if (heads < 1 || other < 1 || heads > (1 << 20))
            return std::nullopt;
        result.back() = v->back() / other * heads;
    }
    return one(std::move(result));
}

Sized einsum(const Site& site)
{
    std::string equation;
    for (const char c : site.node.text("equation", ""))
        if (c != ' ')
            equation += c;
    const std::size_t arrow = equation.find("->");
    const std::string left = equation.substr(0, arrow);
    std::map<char, std::int64_t> sizes;
    std::map<char, int> uses;
    std::size_t operand = 0, letter = 0;
    for (const char c : left + ",") {
        const Shape* x = site.shape(operand);
        if (!x)
            return std::nullopt;
        if (c == ',') {
            if (letter != x->size())
                return std::nullopt;
            ++operand;
            letter = 0;
            continue;
        }
        if (c == '.' || letter >= x->size())
            return std::nullopt; // an ellipsis
        const std::int64_t length = (*x)[letter++];
        const auto [known, isNew] = sizes.emplace(c, length);
        if (!isNew && known->second == 1)
            known->second = length;
        if (!isNew && length != 1 && length != known->second)
            return std::nullopt;
        ++uses[c];
    }
    Shape result;
    if (arrow == std::string::npos) {
        for (const auto& [c, count] : uses)
            if (count == 1)
                result.push_back(sizes.at(c));
        return one(std::move(result));
    }
    for (const char c : equation.substr(arrow + 2)) {
        const auto found = sizes.find(c);
        if (found == sizes.end())
            return std::nullopt;
        result.push_back(found->second);
    }
    return one(std::move(result));
}

Sized concatenating(const Site& site)
{
    const Shape* first = site.shape(0);
    const auto axis = first ? resolveAxis(site.node.integer("axis", 0), first->size()) : std::nullopt;
    if (!axis)
        return std::nullopt;
    Shape result = *first;
    std::int64_t& length = result[static_cast<std::size_t>(*axis)];
    for (std::size_t i = 1; i < site.operands.size(); ++i) {
        const Shape* part = site.shape(i);
        if (!part || part->size() != first->size())
            return std::nullopt;
        length += (*part)[static_cast<std::size_t>(*axis)];
    }
    return one(std::move(result));
}

} // namespace tenbin::onnx_sizes
