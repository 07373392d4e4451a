// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/graph.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "engine/graph/graph_hash.h"
#include "engine/graph/weight_statistics.h"

namespace tenbin {

namespace {

constexpr std::int64_t kMaxElements = std::int64_t{1} << 40;

std::string operatorLabel(std::size_t index, const Operator& op)
{
    return fmt::format("operator {} ({})", index, displayKind(op));
}

std::optional<Error> checkTensors(const std::vector<Tensor>& tensors)
{
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        std::int64_t count = 1;
        for (const std::int64_t dimension : tensors[i].shape) {
            if (dimension < 0)
                return Error{ErrorCode::shapeUnknown, {tensors[i].name}, {.element = fmt::format("tensor {}", i)}};
            if (dimension != 0 && count > kMaxElements / dimension)
                return Error{ErrorCode::modelTooLarge,
                             {tensors[i].name, toString(tensors[i].shape), std::to_string(kMaxElements)},
                             {.element = fmt::format("tensor {}", i)}};
            count *= dimension;
        }
    }
    return std::nullopt;
}

std::optional<Error> checkIds(const std::vector<TensorId>& ids, std::size_t tensors, bool optionalAllowed,
                              const std::string& where)
{
    for (const TensorId id : ids) {
        if (!id.valid() && optionalAllowed)
            continue;
        if (id.index >= tensors)
            return Error{ErrorCode::indexOutOfRange,
                         {"tensor", std::to_string(id.index), std::to_string(tensors)},
                         {.element = where}};
    }
    return std::nullopt;
}

} // namespace

const Tensor* Graph::input(const Operator& op, std::size_t position) const
{
    if (position >= op.inputs.size() || !op.inputs[position].valid())
        return nullptr;
    return &tensor(op.inputs[position]);
}

TensorId GraphBuilder::addTensor(Tensor tensor)
{
    m_graph.m_tensors.push_back(std::move(tensor));
    return TensorId{static_cast<std::uint32_t>(m_graph.m_tensors.size() - 1)};
}

OperatorId GraphBuilder::addOperator(Operator op)
{
    m_graph.m_operators.push_back(std::move(op));
    return OperatorId{static_cast<std::uint32_t>(m_graph.m_operators.size() - 1)};
}

TensorId GraphBuilder::addConstant(Tensor tensor, std::vector<std::byte> data)
{
    auto owned = std::make_shared<const std::vector<std::byte>>(std::move(data));
    tensor.constant = true;
    tensor.data = *owned;
    keepAlive(std::move(owned));
    return addTensor(std::move(tensor));
}

Result<Graph> GraphBuilder::finish() &&
{
    Graph& graph = m_graph;
    if (graph.m_operators.empty())
        return fail(ErrorCode::modelEmpty);
    if (auto error = checkTensors(graph.m_tensors))
        return tl::make_unexpected(*error);

    const std::size_t tensorCount = graph.m_tensors.size();
    const std::size_t operatorCount = graph.m_operators.size();
    graph.m_producers.assign(tensorCount, {});
    for (std::size_t i = 0; i < operatorCount; ++i) {
        const Operator& op = graph.m_operators[i];
        const std::string where = operatorLabel(i, op);
        if (op.outputs.empty())
            return fail(ErrorCode::operatorMalformed, {where, "output"}, {.element = where});
        if (auto error = checkIds(op.inputs, tensorCount, true, where))
            return tl::make_unexpected(*error);
        if (auto error = checkIds(op.outputs, tensorCount, false, where))
            return tl::make_unexpected(*error);
        for (const TensorId out : op.outputs) {
            if (graph.m_producers[out.index].valid() || graph.m_tensors[out.index].constant)
                return fail(ErrorCode::cyclicGraph, {where}, {.element = where});
            graph.m_producers[out.index] = OperatorId{static_cast<std::uint32_t>(i)};
        }
    }
    for (const auto* ids : {&graph.m_inputs, &graph.m_outputs})
        if (auto error = checkIds(*ids, tensorCount, false, "graph inputs and outputs"))
            return tl::make_unexpected(*error);

    // Kahn's algorithm over a queue ordered by file position keeps a valid order as it is.
    std::vector<std::vector<std::uint32_t>> successors(operatorCount);
    std::vector<int> waiting(operatorCount, 0);
    for (std::size_t i = 0; i < operatorCount; ++i)
        for (const TensorId in : graph.m_operators[i].inputs)
            if (in.valid() && !graph.m_tensors[in.index].variable && graph.m_producers[in.index].valid()) {
                successors[graph.m_producers[in.index].index].push_back(static_cast<std::uint32_t>(i));
                ++waiting[i];
            }
    std::vector<std::uint32_t> order;
    order.reserve(operatorCount);
    std::vector<std::uint32_t> heap;
    for (std::size_t i = 0; i < operatorCount; ++i)
        if (waiting[i] == 0)
            heap.push_back(static_cast<std::uint32_t>(i));
    const auto later = std::greater<>();
    std::make_heap(heap.begin(), heap.end(), later);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), later);
        const std::uint32_t next = heap.back();
        heap.pop_back();
        order.push_back(next);
        for (const std::uint32_t successor : successors[next])
            if (--waiting[successor] == 0) {
                heap.push_back(successor);
                std::push_heap(heap.begin(), heap.end(), later);
            }
    }
    if (order.size() != operatorCount) {
        std::size_t stuck = 0;
        while (waiting[stuck] == 0)
            ++stuck;
        const std::string where = operatorLabel(stuck, graph.m_operators[stuck]);
        return fail(ErrorCode::cyclicGraph, {where}, {.element = where});
    }

    std::vector<Operator> sorted;
    sorted.reserve(operatorCount);
    for (const std::uint32_t index : order)
        sorted.push_back(std::move(graph.m_operators[index]));
    graph.m_operators = std::move(sorted);

    graph.m_consumers.assign(tensorCount, {});
    for (std::size_t i = 0; i < operatorCount; ++i) {
        const Operator& op = graph.m_operators[i];
        const OperatorId id{static_cast<std::uint32_t>(i)};
        for (const TensorId out : op.outputs)
            graph.m_producers[out.index] = id;
        for (const TensorId in : op.inputs)
            if (in.valid() && (graph.m_consumers[in.index].empty() || graph.m_consumers[in.index].back() != id))
                graph.m_consumers[in.index].push_back(id);
        countWeightStatistics(op, graph.m_tensors);
    }
    graph.m_hash = graphHash(graph);
    return std::move(m_graph);
}

} // namespace tenbin
