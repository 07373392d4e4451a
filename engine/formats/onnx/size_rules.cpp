// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/size_rules.h"

#include <algorithm>

#include "engine/core/units.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/einsum.h"

namespace tenbin::onnx_sizes {

Sized likeInput(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    return OnnxShapes{std::vector<Shape>(static_cast<std::size_t>(site.node.outputs()), *x), false};
}

/// EmbedLayerNormalization [tokens, segments, table, …]: a row of the table a token, a length a sequence, and the sums.
Sized embeddings(const Site& site)
{
    const Shape* tokens = site.shape(0);
    const Shape* table = site.shape(2);
    if (!tokens || !table || tokens->size() != 2 || table->size() != 2)
        return std::nullopt;
    const Shape rows{(*tokens)[0], (*tokens)[1], (*table)[1]};
    return OnnxShapes{{rows, {(*tokens)[0]}, rows}, false};
}

Sized broadcasting(const Site& site)
{
    std::vector<Shape> shapes;
    for (const auto& operand : site.operands)
        if (operand)
            shapes.push_back(operand->shape);
    const auto result = broadcastShapes(shapes);
    if (!result)
        return std::nullopt;
    return one(*result);
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
    if (!x)
        return std::nullopt;
    const auto axis = resolveAxis(site.node.integer("axis", -1), x->size());
    if (!axis)
        return std::nullopt;
    auto wanted = site.single(1, {});
    if (site.node.attribute("k"))
        wanted = site.node.integer("k", 1);
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
    if (!indices)
        return std::nullopt;
    const auto depth = site.single(1, {});
    const auto axis = resolveAxis(site.node.integer("axis", -1), indices->size() + 1);
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
    if (!count)
        return std::nullopt;
    return atMost({*count, 3});
}

Sized nonZero(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    const auto count = checkedElements(*x);
    if (!count)
        return std::nullopt;
    return atMost({static_cast<std::int64_t>(x->size()), *count});
}

Sized compress(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    const auto count = checkedElements(*x);
    if (!count)
        return std::nullopt;
    if (site.node.attribute("axis"))
        return atMost(*x);
    return atMost({*count});
}

Sized unique(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x)
        return std::nullopt;
    const auto count = checkedElements(*x);
    if (!count)
        return std::nullopt;
    const auto axis = resolveAxis(site.node.integer("axis", 0), x->size());
    Shape found{*count};
    std::int64_t length = *count;
    if (site.node.attribute("axis") && axis) {
        found = *x;
        length = found[static_cast<std::size_t>(*axis)];
    }
    return OnnxShapes{{found, {length}, {length}, {length}}, true};
}

Sized gatherElements(const Site& site)
{
    const Shape* indices = site.shape(1);
    if (!indices)
        return std::nullopt;
    return one(*indices);
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
    if (x && x->size() >= 2)
        return one(Shape(x->begin(), x->end() - 2));
    return std::nullopt;
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
    if (!target)
        return std::nullopt;
    return one(*target);
}

Sized samples(const Site& site)
{
    const Shape* x = site.shape(0);
    if (!x || x->empty())
        return std::nullopt;
    return one({x->front(), site.node.integer("sample_size", 1)});
}

Sized loss(const Site& site)
{
    const Shape* x = site.shape(0);
    const Shape* labels = site.shape(1);
    if (!x || !labels)
        return std::nullopt;
    Shape result;
    if (site.node.text("reduction", "mean") == "none")
        result = *labels;
    return OnnxShapes{{result, *x}, false};
}

Sized attention(const Site& site)
{
    const Shape *q = site.shape(0), *k = site.shape(1), *v = site.shape(2);
    if (!q || !k || !v || q->size() != v->size() || k->size() != v->size() || (q->size() != 3 && q->size() != 4))
        return std::nullopt;
    std::int64_t heads = (*q)[1], shared = (*v)[1], keySize = k->back(), valueSize = v->back();
    Shape result = *q;
    if (q->size() == 3) {
        heads = site.node.integer("q_num_heads", 0);
        shared = site.node.integer("kv_num_heads", 0);
        if (heads < 1 || shared < 1 || heads > (1 << 20))
            return std::nullopt;
        keySize /= shared;
        valueSize /= shared;
    }
    result.back() = valueSize;
    if (q->size() == 3)
        result.back() *= heads;
    std::int64_t length = (*k)[k->size() - 2];
    if (const Shape* past = site.shape(4); past && past->size() == 4)
        length += std::min((*past)[2], kMaxLength);
    std::vector<Shape> outputs{std::move(result),
                               {(*q)[0], shared, length, keySize},
                               {(*q)[0], shared, length, valueSize},
                               {(*q)[0], heads, (*q)[q->size() - 2], length}};
    outputs.resize(std::min(outputs.size(), static_cast<std::size_t>(site.node.outputs())));
    return OnnxShapes{std::move(outputs), false};
}

Sized einsum(const Site& site)
{
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < site.operands.size(); ++i) {
        if (!site.shape(i))
            return std::nullopt;
        shapes.push_back(*site.shape(i));
    }
    const auto sum = readEinsum(site.node.text("equation", ""), shapes);
    if (!sum)
        return std::nullopt;
    return one(sum->shape());
}

Sized concatenating(const Site& site)
{
    const Shape* first = site.shape(0);
    if (!first)
        return std::nullopt;
    const auto axis = resolveAxis(site.node.integer("axis", 0), first->size());
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
