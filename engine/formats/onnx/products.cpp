// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/products.h"

#include <algorithm>
#include <unordered_map>

#include "engine/core/bounded.h"
#include "engine/formats/draft/einsum.h"

namespace tenbin {

namespace {

struct Product {
    const OnnxNode& node;
    const std::vector<std::optional<OnnxOperand>>& operands;
    const Shape& out;

    const Shape* shape(std::size_t position) const
    {
        if (position < operands.size() && operands[position])
            return &operands[position]->shape;
        return nullptr;
    }
};

std::int64_t elements(const Shape& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t length : shape)
        count = boundedProduct({count, length});
    return count;
}

/// Elements of all slices along the first dimension but one.
std::int64_t slice(const Shape& shape) { return elements({shape.begin() + 1, shape.end()}); }

/// Weights [outputs, inputs / groups, kernel…]: every output element meets one filter.
std::int64_t convolution(const Product& p)
{
    const Shape* weights = p.shape(1);
    if (weights && weights->size() > 2)
        return boundedProduct({elements(p.out), slice(*weights)});
    return 0;
}

/// Weights [inputs, outputs / groups, kernel…]: every input element meets one filter.
std::int64_t transposedConvolution(const Product& p)
{
    const Shape *x = p.shape(0), *weights = p.shape(1);
    if (x && weights && weights->size() > 2)
        return boundedProduct({elements(*x), slice(*weights)});
    return 0;
}

/// [a, b]: every output element is a sum over the inner dimension.
std::int64_t matrices(const Product& p)
{
    const Shape* a = p.shape(0);
    if (!a || a->size() < 2)
        return 0;
    const bool transposed = p.node.integer("transA", 0) != 0;
    return boundedProduct({elements(p.out), (*a)[a->size() - (transposed ? 2 : 1)]});
}

std::int64_t einsum(const Product& p)
{
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < p.operands.size(); ++i) {
        if (!p.shape(i))
            return 0;
        shapes.push_back(*p.shape(i));
    }
    const auto sum = readEinsum(p.node.text("equation", ""), shapes);
    if (!sum)
        return 0;
    return sum->macs();
}

/// Length of keys or values [batch, length, heads * size] or [batch, heads, length, size].
std::int64_t lengthOf(const Shape& shape) { return shape[shape.size() - 2]; }

/// Queries times keys, then weights times values: [Q, K, V, …] with keys of earlier steps at `past`. An element
/// of a query meets each key once, an element of the result each value once.
std::int64_t attention(const Product& p, std::size_t past)
{
    const Shape *queries = p.shape(0), *keys = p.shape(1), *earlier = p.shape(past);
    if (!queries || !keys || queries->size() < 3 || keys->size() < 3)
        return 0;
    std::int64_t length = lengthOf(*keys);
    if (earlier && earlier->size() == 4)
        length += lengthOf(*earlier);
    return boundedProduct({elements(*queries), length}) + boundedProduct({elements(p.out), length});
}

std::int64_t standardAttention(const Product& p) { return p.node.standard() ? attention(p, 4) : 0; }
std::int64_t manyHeads(const Product& p) { return attention(p, 6); }
std::int64_t groupedQueries(const Product& p) { return attention(p, 3); }

/// Every coordinate of the grid is a row of theta [batch, 2, 3] or [batch, 3, 4] times a point.
std::int64_t affineGrid(const Product& p)
{
    const Shape* theta = p.shape(0);
    if (theta && theta->size() == 3)
        return boundedProduct({elements(p.out), theta->back()});
    return 0;
}

/// Mixture of experts [x, router, W1, b1, W2, b2, W3, b3], weights [experts, …]: a token meets the matrices of `k` experts.
std::int64_t experts(const Product& p)
{
    const Shape* x = p.shape(0);
    if (!x || x->empty() || x->back() < 1)
        return 0;
    std::int64_t expert = 0;
    for (const std::size_t position : {2, 4, 6})
        if (const Shape* weights = p.shape(position); weights && weights->size() == 3)
            expert += slice(*weights);
    return boundedProduct({elements(*x) / x->back(), p.node.integer("k", 1), expert});
}

using Rule = std::int64_t (*)(const Product&);

const std::unordered_map<std::string_view, Rule>& rules()
{
    static const std::unordered_map<std::string_view, Rule> all{
        {"Conv", convolution},
        {"ConvInteger", convolution},
        {"DeformConv", convolution},
        {"ConvTranspose", transposedConvolution},
        {"MatMul", matrices},
        {"MatMulInteger", matrices},
        {"FusedMatMul", matrices},
        {"TransposeMatMul", matrices},
        {"Gemm", matrices},
        {"Einsum", einsum},
        {"Attention", standardAttention},
        {"MultiHeadAttention", manyHeads},
        {"GroupQueryAttention", groupedQueries},
        {"AffineGrid", affineGrid},
        {"MoE", experts},
    };
    return all;
}

} // namespace

bool countsOnnxProduct(std::string_view type) { return rules().count(type) > 0; }

std::int64_t onnxProductMacs(const OnnxNode& node, const std::vector<std::optional<OnnxOperand>>& operands,
                             const std::vector<Shape>& outputs)
{
    const auto rule = rules().find(node.type());
    if (rule == rules().end() || outputs.empty() || (!node.standard() && node.domain() != "com.microsoft"))
        return 0;
    return std::min(rule->second({node, operands, outputs.front()}), kMostCount);
}

} // namespace tenbin
