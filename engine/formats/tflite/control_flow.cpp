// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/tflite/graph_reader.h"
#include "engine/graph/analysis.h"

namespace tenbin {

// The part of TfliteGraphReader for operators that run other subgraphs. A body stands in the graph where it runs: a
// loop's as often as it runs, of branches the costlier one.

using K = OperatorKind;
using B = tflite::BuiltinOperator;

namespace {

constexpr int kMaxDepth = 8;
/// A graph that loops have unrolled to this length is not made longer.
constexpr std::size_t kMostUnrolled = 20'000;
constexpr std::int64_t kMostTrips = 100'000;

} // namespace

TfliteGraphReader::Failure TfliteGraphReader::call(Scope& scope, const tflite::Operator& table, const Code& code,
                                                   Operator op)
{
    if (code.builtin == B::WHILE)
        return callLoop(scope, table, code, std::move(op));
    if (code.builtin == B::IF)
        return callBranch(scope, table, code, std::move(op));
    if (code.builtin == B::CALL_ONCE)
        return callOnce(scope, table, code, std::move(op));
    return callSubgraph(scope, table, code, op);
}

/// Runs subgraph `subgraph` with the tensors `inputs` as its inputs.
TfliteGraphReader::Failure TfliteGraphReader::runBody(const Scope& outer, std::int64_t subgraph,
                                                      const std::vector<TensorId>& inputs, const void* table,
                                                      const std::string& label, std::vector<TensorId>& outputs)
{
    if (subgraph < 0 || subgraph >= static_cast<std::int64_t>(m_file.subgraphs()))
        return m_file.error(ErrorCode::indexOutOfRange,
                            {"subgraph", std::to_string(subgraph), std::to_string(m_file.subgraphs())}, table, label);
    if (outer.depth >= kMaxDepth)
        return m_file.error(ErrorCode::modelTooLarge,
                            {"subgraphs", std::to_string(outer.depth + 1), std::to_string(kMaxDepth)}, table, label);
    const auto index = static_cast<std::size_t>(subgraph);
    const auto declared = tensorsOf(index);
    if (!declared)
        return declared.error();
    Scope inner{.graph = &m_file.subgraph(index), .ids = {}, .depth = outer.depth + 1};
    inner.ids.resize((*declared)->size());
    const auto* places = inner.graph->inputs();
    if ((places ? places->size() : 0) != inputs.size())
        return m_file.error(ErrorCode::operatorMalformed, {label, "input"}, table, label);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::int32_t place = places->Get(static_cast<flatbuffers::uoffset_t>(i));
        if (place < 0 || static_cast<std::size_t>(place) >= inner.ids.size() || !inputs[i].valid())
            return m_file.error(ErrorCode::indexOutOfRange,
                                {"tensor", std::to_string(place), std::to_string(inner.ids.size())}, table, label);
        inner.ids[static_cast<std::size_t>(place)] = inputs[i];
        const Shape& expected = (**declared)[static_cast<std::size_t>(place)].declared;
        if (m_tensors[inputs[i].index].shape != expected)
            m_changed[inputs[i].index] = true;
    }
    if (auto failure = enter(index, inner))
        return failure;
    if (auto failure = run(inner))
        return failure;
    outputs.clear();
    return readIds(inner, inner.graph->outputs(), false, label, table, outputs);
}

/// The calling operator itself: it hands copies of its feature maps to the body. Constants are handed on as they are.
void TfliteGraphReader::addMarker(Operator op, std::vector<TensorId>& state)
{
    op.outputs.clear();
    for (TensorId& id : state) {
        if (!id.valid() || m_tensors[id.index].constant || m_tensors[id.index].variable)
            continue;
        DeclaredTensor copy{.tensor = m_tensors[id.index], .declared = m_tensors[id.index].shape, .known = true};
        const TensorId fresh = addTensor(copy);
        m_changed[fresh.index] = m_changed[id.index];
        m_values.copy(id, fresh, m_tensors);
        op.outputs.push_back(fresh);
        id = fresh;
    }
    if (op.outputs.empty()) {
        DeclaredTensor effect;
        effect.tensor = {.name = op.name, .shape = {0}, .type = {DataType::Kind::other, 8}};
        effect.declared = effect.tensor.shape;
        op.outputs.push_back(addTensor(effect));
    }
    m_operators.push_back(std::move(op));
}

/// Who reads the outputs of the call reads what the body wrote.
void TfliteGraphReader::replaceOutputs(Scope& scope, const tflite::Operator& table,
                                       const std::vector<TensorId>& outputs)
{
    if (!table.outputs())
        return;
    for (std::size_t i = 0; i < std::min<std::size_t>(outputs.size(), table.outputs()->size()); ++i) {
        TensorId& id =
            scope.ids[static_cast<std::size_t>(table.outputs()->Get(static_cast<flatbuffers::uoffset_t>(i)))];
        if (id == outputs[i])
            continue;
        m_dropped[id.index] = true;
        id = outputs[i];
    }
}

std::optional<bool> TfliteGraphReader::truth(const std::vector<TensorId>& ids) const
{
    const auto values = ids.size() == 1 ? m_values.of(ids.front(), m_tensors) : std::nullopt;
    if (values && values->size() == 1)
        return values->front() != 0.0;
    return std::nullopt;
}

TfliteGraphReader::Failure TfliteGraphReader::callLoop(Scope& scope, const tflite::Operator& table, const Code& code,
                                                       Operator op)
{
    const auto* options = table.builtin_options_as_WhileOptions();
    if (!options)
        return m_file.error(ErrorCode::operatorMalformed, {code.label, "options"}, &table, code.label);
    std::vector<TensorId> state = op.inputs;
    std::vector<TensorId> condition;
    op.name = op.outputs.empty() ? code.label : m_tensors[op.outputs.front().index].name;
    addMarker(std::move(op), state);
    std::int64_t trips = 0;
    bool known = true;
    bool shortened = false;
    while (true) {
        if (auto failure = runBody(scope, options->cond_subgraph_index(), state, &table, code.label, condition))
            return failure;
        const auto again = truth(condition);
        known = known && again;
        const bool enough = again ? !*again : trips >= m_options.trips.value_or(1);
        shortened = !enough && (trips >= kMostTrips || m_operators.size() >= kMostUnrolled);
        if (enough || shortened)
            break;
        std::vector<TensorId> next;
        if (auto failure = runBody(scope, options->body_subgraph_index(), state, &table, code.label, next))
            return failure;
        if (next.size() != state.size())
            return m_file.error(ErrorCode::operatorMalformed, {code.label, "output"}, &table, code.label);
        state = std::move(next);
        ++trips;
    }
    const std::string passes = fmt::format("{}, {}", code.label, trips);
    if (shortened)
        m_remarks.push_back({ImportNote::loopShortened, passes});
    else if (known || m_options.trips)
        m_remarks.push_back({ImportNote::loopCounted, passes});
    else
        m_remarks.push_back({ImportNote::loopOnce, code.label});
    replaceOutputs(scope, table, state);
    return std::nullopt;
}

TfliteGraphReader::Failure TfliteGraphReader::callBranch(Scope& scope, const tflite::Operator& table, const Code& code,
                                                         Operator op)
{
    if (!table.builtin_options_as_IfOptions() || op.inputs.empty() || !op.inputs.front().valid())
        return m_file.error(ErrorCode::operatorMalformed, {code.label, "options"}, &table, code.label);
    std::vector<TensorId> inputs(op.inputs.begin() + 1, op.inputs.end());
    std::vector<TensorId> outputs;
    op.name = op.outputs.empty() ? code.label : m_tensors[op.outputs.front().index].name;
    addMarker(std::move(op), inputs);
    if (auto failure = runBranches(scope, table, code, inputs, outputs))
        return failure;
    replaceOutputs(scope, table, outputs);
    return std::nullopt;
}

/// Runs the branch that the condition names or, where only the data decide, the costlier one.
TfliteGraphReader::Failure TfliteGraphReader::runBranches(const Scope& scope, const tflite::Operator& table,
                                                          const Code& code, const std::vector<TensorId>& inputs,
                                                          std::vector<TensorId>& outputs)
{
    const auto* options = table.builtin_options_as_IfOptions();
    const std::size_t marker = m_operators.size() - 1;
    const auto decided = truth({m_operators[marker].inputs.front()});
    if (decided) {
        const std::int32_t branch = *decided ? options->then_subgraph_index() : options->else_subgraph_index();
        return runBody(scope, branch, inputs, &table, code.label, outputs);
    }
    std::vector<TensorId> otherOutputs;
    if (auto failure = runBody(scope, options->then_subgraph_index(), inputs, &table, code.label, outputs))
        return failure;
    std::vector<Operator> taken = takeOperators(marker + 1);
    if (auto failure = runBody(scope, options->else_subgraph_index(), inputs, &table, code.label, otherOutputs))
        return failure;
    std::vector<Operator> other = takeOperators(marker + 1);
    if (costOf(other) > costOf(taken)) {
        std::swap(taken, other);
        std::swap(outputs, otherOutputs);
    }
    for (Operator& op : taken)
        m_operators.push_back(std::move(op));
    leaveOut(other, marker);
    m_remarks.push_back({ImportNote::branchCostliest, code.label});
    return std::nullopt;
}

std::vector<Operator> TfliteGraphReader::takeOperators(std::size_t from)
{
    const auto first = m_operators.begin() + static_cast<std::ptrdiff_t>(from);
    std::vector<Operator> result(std::make_move_iterator(first), std::make_move_iterator(m_operators.end()));
    m_operators.erase(first, m_operators.end());
    return result;
}

/// A branch that is not counted: its feature maps vanish, its constants still take their place in the memory.
void TfliteGraphReader::leaveOut(const std::vector<Operator>& operators, std::size_t marker)
{
    for (const Operator& op : operators) {
        for (const TensorId id : op.outputs)
            m_dropped[id.index] = true;
        for (const TensorId id : op.inputs)
            if (id.valid() && m_tensors[id.index].constant)
                m_operators[marker].inputs.push_back(id);
    }
}

/// MACs, then elements written.
std::pair<std::int64_t, std::int64_t> TfliteGraphReader::costOf(const std::vector<Operator>& operators) const
{
    GraphBuilder builder;
    std::map<std::uint32_t, TensorId> ids;
    std::int64_t elements = 0;
    const auto renumber = [&](std::vector<TensorId>& list) {
        for (TensorId& id : list) {
            if (!id.valid())
                continue;
            const auto [place, fresh] = ids.try_emplace(id.index);
            if (fresh) {
                Tensor tensor = m_tensors[id.index];
                tensor.data = {}; // values do not matter here
                place->second = builder.addTensor(std::move(tensor));
            }
            id = place->second;
        }
    };
    for (Operator op : operators) {
        for (const TensorId id : op.outputs)
            elements += m_tensors[id.index].elements();
        renumber(op.inputs);
        renumber(op.outputs);
        builder.addOperator(std::move(op));
    }
    const auto graph = std::move(builder).finish();
    return {graph ? totalMacs(*graph).count() : 0, elements};
}

TfliteGraphReader::Failure TfliteGraphReader::callOnce(Scope& scope, const tflite::Operator& table, const Code& code,
                                                       Operator op)
{
    const auto* options = table.builtin_options_as_CallOnceOptions();
    if (!options)
        return m_file.error(ErrorCode::operatorMalformed, {code.label, "options"}, &table, code.label);
    std::vector<TensorId> inputs = op.inputs;
    std::vector<TensorId> outputs;
    op.name = code.label;
    addMarker(std::move(op), inputs);
    if (auto failure = runBody(scope, options->init_subgraph_index(), {}, &table, code.label, outputs))
        return failure;
    m_remarks.push_back({ImportNote::firstRunCounted, code.label});
    return std::nullopt;
}

TfliteGraphReader::Failure TfliteGraphReader::callSubgraph(Scope& scope, const tflite::Operator& table,
                                                           const Code& code, const Operator& op)
{
    const auto* options = table.builtin_options_as_CallOptions();
    const auto* composite = table.builtin_options_2_as_StableHLOCompositeOptions();
    if (!options && !composite)
        return m_file.error(ErrorCode::operatorMalformed, {code.label, "options"}, &table, code.label);
    const std::int64_t subgraph =
        composite ? std::int64_t{composite->decomposition_subgraph_index()} : std::int64_t{options->subgraph()};
    std::vector<TensorId> outputs;
    if (auto failure = runBody(scope, subgraph, op.inputs, &table, code.label, outputs))
        return failure;
    replaceOutputs(scope, table, outputs);
    return std::nullopt;
}

} // namespace tenbin
