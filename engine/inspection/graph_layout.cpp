// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/graph_layout.h"

#include <algorithm>
#include <set>

namespace tenbin {

namespace {

constexpr std::size_t kLongestBlock = 16;

/// How often the block of `length` operators at `first` follows itself.
std::size_t repeatsAt(const std::vector<Operator>& ops, std::size_t first, std::size_t length)
{
    std::size_t repeats = 1;
    while (first + (repeats + 1) * length <= ops.size()) {
        for (std::size_t i = 0; i < length; ++i)
            if (ops[first + i].kind != ops[first + repeats * length + i].kind)
                return repeats;
        ++repeats;
    }
    return repeats;
}

/// The block at `first` that stands for most operators; one operator if nothing repeats.
std::pair<std::size_t, std::size_t> bestBlock(const std::vector<Operator>& ops, std::size_t first)
{
    std::pair<std::size_t, std::size_t> best{1, 1};
    for (std::size_t length = 2; length <= kLongestBlock && first + 2 * length <= ops.size(); ++length)
        if (const std::size_t repeats = repeatsAt(ops, first, length);
            repeats > 1 && repeats * length > best.first * best.second)
            best = {length, repeats};
    return best;
}

void makeNodes(const Graph& graph, bool fold, GraphLayout& layout)
{
    const auto& ops = graph.operators();
    layout.nodeOf.assign(ops.size(), 0);
    for (std::size_t i = 0; i < ops.size();) {
        const auto [length, repeats] = fold ? bestBlock(ops, i) : std::pair<std::size_t, std::size_t>(1, 1);
        GraphNode node;
        node.repeats = static_cast<int>(repeats);
        for (std::size_t k = 0; k < length * repeats; ++k) {
            node.operators.push_back(OperatorId{static_cast<std::uint32_t>(i + k)});
            layout.nodeOf[i + k] = static_cast<int>(layout.nodes.size());
            if (k < length)
                node.label += (k > 0 ? ", " : "") + std::string(toString(ops[i + k].kind));
        }
        layout.nodes.push_back(std::move(node));
        i += length * repeats;
    }
}

void makeEdges(const Graph& graph, GraphLayout& layout)
{
    std::set<std::pair<int, int>> edges;
    for (std::size_t i = 0; i < graph.operators().size(); ++i)
        for (const TensorId input : graph.operators()[i].inputs)
            if (input.valid())
                if (const OperatorId producer = graph.producer(input);
                    producer.valid() && layout.nodeOf[producer.index] != layout.nodeOf[i])
                    edges.insert({layout.nodeOf[producer.index], layout.nodeOf[i]});
    layout.edges.assign(edges.begin(), edges.end());
}

/// Execution order is a topological order, also of the folded nodes.
void rank(GraphLayout& layout)
{
    for (const auto& [from, to] : layout.edges) // sorted by `from`
        if (from < to)
            layout.nodes[static_cast<std::size_t>(to)].rank = std::max(
                layout.nodes[static_cast<std::size_t>(to)].rank, layout.nodes[static_cast<std::size_t>(from)].rank + 1);
    for (const GraphNode& node : layout.nodes)
        layout.ranks = std::max(layout.ranks, node.rank + 1);
}

void order(GraphLayout& layout)
{
    std::vector<std::vector<int>> rows(static_cast<std::size_t>(layout.ranks));
    std::vector<std::vector<int>> above(layout.nodes.size());
    for (std::size_t i = 0; i < layout.nodes.size(); ++i)
        rows[static_cast<std::size_t>(layout.nodes[i].rank)].push_back(static_cast<int>(i));
    for (const auto& [from, to] : layout.edges)
        above[static_cast<std::size_t>(to)].push_back(from);
    for (auto& row : rows) {
        const auto mean = [&](int node) {
            double sum = 0.0;
            for (const int from : above[static_cast<std::size_t>(node)])
                sum += layout.nodes[static_cast<std::size_t>(from)].column;
            if (above[static_cast<std::size_t>(node)].empty())
                return 0.0;
            return sum / static_cast<double>(above[static_cast<std::size_t>(node)].size());
        };
        std::vector<std::pair<double, int>> byMean;
        byMean.reserve(row.size());
        for (const int node : row)
            byMean.emplace_back(mean(node), node);
        std::stable_sort(byMean.begin(), byMean.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::transform(byMean.begin(), byMean.end(), row.begin(), [](const auto& entry) { return entry.second; });
        for (std::size_t column = 0; column < row.size(); ++column)
            layout.nodes[static_cast<std::size_t>(row[column])].column = static_cast<int>(column);
        layout.columns = std::max(layout.columns, static_cast<int>(row.size()));
    }
}

} // namespace

GraphLayout layoutOf(const Graph& graph, bool fold)
{
    GraphLayout layout;
    makeNodes(graph, fold, layout);
    makeEdges(graph, layout);
    rank(layout);
    order(layout);
    return layout;
}

} // namespace tenbin
