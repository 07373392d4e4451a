// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/operator_support/reason_collector.h"

#include <fmt/format.h>

#include "engine/graph/analysis.h"

namespace tenbin {

std::string operatorName(const Graph& graph, OperatorId op)
{
    const Operator& operation = graph.op(op);
    return operation.name.empty() ? std::string(displayKind(operation)) : operation.name;
}

void ReasonCollector::kernelMissing(OperatorId op, const KernelList& list, DataType type)
{
    if (const auto broken = brokenLimit(list, *m_graph, m_graph->op(op)))
        return attribute(op, std::string(broken->attribute), std::to_string(broken->value),
                         fmt::format("{} ({})", broken->limit, list.name));
    const OperatorKind kind = m_graph->op(op).kind;
    const bool otherType = (list.integer | list.wide | list.floating).contains(kind);
    count(ReasonCode::kernelMissing, true, op, otherType ? toString(type) : std::string(), list.name);
}

void ReasonCollector::kernelPlain(OperatorId op, const KernelList& list)
{
    count(ReasonCode::kernelPlain, false, op, {}, list.name);
}

void ReasonCollector::count(ReasonCode code, bool blocks, OperatorId op, std::string_view type,
                            std::string_view library)
{
    std::string kind(displayKind(m_graph->op(op)));
    if (!type.empty())
        kind = fmt::format("{} {}", kind, type);
    const auto [place, isNew] = m_counted.try_emplace({code, kind}, m_reasons.size());
    if (!isNew) {
        ++std::get<std::int64_t>(m_reasons[place->second].arguments[1]);
        return;
    }
    Reason reason{.code = code, .blocks = blocks, .arguments = {kind, std::int64_t{1}}, .op = op};
    if (!library.empty())
        reason.arguments.emplace_back(std::string(library));
    m_reasons.push_back(std::move(reason));
}

void ReasonCollector::rewriting(OperatorId op, std::string what, std::string form, bool blocks)
{
    if (m_rewritten.emplace(what, form).second)
        m_reasons.push_back({.code = ReasonCode::needsRewriting,
                             .blocks = blocks,
                             .arguments = {std::move(what), std::move(form)},
                             .op = op});
}

void ReasonCollector::attribute(OperatorId op, std::string attribute, std::string value, std::string supported)
{
    m_reasons.push_back(
        {.code = ReasonCode::attributeUnsupported,
         .blocks = true,
         .arguments = {operatorName(*m_graph, op), std::move(attribute), std::move(value), std::move(supported)},
         .op = op});
}

void ReasonCollector::dimension(OperatorId op, std::string dimension, std::int64_t value, std::int64_t limit)
{
    m_reasons.push_back({.code = ReasonCode::dimensionLimit,
                         .blocks = true,
                         .arguments = {operatorName(*m_graph, op), std::move(dimension), value, limit},
                         .op = op});
}

void ReasonCollector::layerCount(std::int64_t layers, std::int64_t limit)
{
    m_reasons.push_back(
        {.code = ReasonCode::layerCountExceeded, .blocks = true, .arguments = {layers, limit}, .op = {}});
}

void ReasonCollector::dataType(int bits)
{
    const DataType type = activationType(*m_graph);
    if (type.isFloat())
        add({.code = ReasonCode::requiresQuantisation, .blocks = false, .arguments = {toString(type)}, .op = {}});
    else if (type.isInteger() && type.bits > bits)
        add({.code = ReasonCode::dataTypeUnsupported,
             .blocks = true,
             .arguments = {std::string("network"), toString(type), fmt::format("int{}", bits)},
             .op = {}});
}

} // namespace tenbin
