// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/reader.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/formats/common/model_reference.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/input_sizes.h"
#include "engine/formats/draft/shape_check.h"
#include "engine/formats/tflite/graph_reader.h"
#include "engine/formats/tflite/operator_reader.h"
#include "engine/formats/tflite/products.h"
#include "engine/formats/tflite/rejoin.h"
#include "engine/formats/tflite/shapes.h"

namespace tenbin {

using K = OperatorKind;

namespace {
/// What Google's compiler makes of the operators that the Edge TPU runs.
constexpr std::string_view kEdgeTpuOperator = "edgetpu-custom-op";
/// IF, WHILE, CALL …: the operators of other subgraphs stand in its place.
bool callsSubgraphs(OperatorKind kind, tflite::BuiltinOperator code)
{
    return kind == OperatorKind::controlFlow || kind == OperatorKind::callOnce || code == tflite::BuiltinOperator::CALL
           || code == tflite::BuiltinOperator::STABLEHLO_COMPOSITE;
}

} // namespace

Result<std::shared_ptr<const Graph>> TfliteGraphReader::read()
{
    Scope scope;
    if (auto failure = readMain(scope))
        return tl::make_unexpected(std::move(*failure));
    return build(scope);
}

TfliteGraphReader::Failure TfliteGraphReader::readMain(Scope& scope)
{
    const auto declared = tensorsOf(0);
    if (!declared)
        return declared.error();
    scope.graph = &m_file.subgraph(0);
    if (auto failure = settleInputs(scope))
        return failure;
    if (auto failure = enter(0, scope))
        return failure;
    if (auto failure = readIds(scope, scope.graph->inputs(), false, "inputs", scope.graph, m_inputs))
        return failure;
    if (auto failure = run(scope))
        return failure;
    return readIds(scope, scope.graph->outputs(), false, "outputs", scope.graph, m_outputs);
}

/// Sizes of the network's inputs: given, assumed, or refused. Old converters write 0 for an open batch.
TfliteGraphReader::Failure TfliteGraphReader::settleInputs(const Scope& scope)
{
    std::vector<DeclaredTensor>& tensors = m_declared.at(0);
    std::vector<DeclaredTensor*> inputs;
    if (scope.graph->inputs())
        for (const std::int32_t id : *scope.graph->inputs())
            if (id >= 0 && static_cast<std::size_t>(id) < tensors.size())
                inputs.push_back(&tensors[static_cast<std::size_t>(id)]);
    const auto openFront = [](DeclaredTensor& tensor) {
        if (tensor.tensor.constant || tensor.declared.empty() || tensor.declared.front() != 0)
            return false;
        tensor.declared.front() = -1;
        tensor.tensor.shape.front() = 1;
        return tensor.open = true;
    };
    bool zeros = false;
    for (DeclaredTensor* input : inputs)
        zeros = openFront(*input) || zeros;
    if (zeros)
        std::for_each(tensors.begin(), tensors.end(), openFront);
    auto failure = settleInputSizes(inputs, m_options, m_remarks);
    if (failure)
        failure->where = m_file.at(scope.graph, "inputs");
    return failure;
}

Result<const std::vector<DeclaredTensor>*> TfliteGraphReader::tensorsOf(std::size_t subgraph)
{
    const auto found = m_declared.find(subgraph);
    if (found != m_declared.end())
        return &found->second;
    auto tensors = readTfliteTensors(m_file, subgraph, m_remarks);
    if (!tensors)
        return tl::make_unexpected(std::move(tensors.error()));
    return &(m_declared[subgraph] = std::move(*tensors));
}

TensorId TfliteGraphReader::addTensor(const DeclaredTensor& declared)
{
    m_tensors.push_back(declared.tensor);
    m_open.push_back(declared.open && !declared.tensor.constant);
    m_changed.push_back(declared.known && declared.tensor.shape != declared.declared && !declared.tensor.constant);
    m_ranked.push_back(declared.known);
    m_unsized.push_back(false);
    m_dropped.push_back(false);
    m_folded.push_back(false);
    return {static_cast<std::uint32_t>(m_tensors.size() - 1)};
}

/// Makes the tensors of one run; constants are made once for all runs, and once a buffer.
TfliteGraphReader::Failure TfliteGraphReader::enter(std::size_t subgraph, Scope& scope)
{
    const auto declared = tensorsOf(subgraph);
    if (!declared)
        return declared.error();
    scope.graph = &m_file.subgraph(subgraph);
    scope.ids.resize((*declared)->size());
    for (std::size_t i = 0; i < scope.ids.size(); ++i) {
        const DeclaredTensor& tensor = (**declared)[i];
        if (scope.ids[i].valid())
            continue; // a given input
        if (!tensor.tensor.constant && !tensor.tensor.variable) {
            scope.ids[i] = addTensor(tensor);
            continue;
        }
        const auto [place, fresh] = m_constants.try_emplace({subgraph, i});
        if (fresh)
            place->second = addConstant(tensor);
        scope.ids[i] = place->second;
    }
    return std::nullopt;
}

/// A constant whose buffer and form are those of an earlier one is that one.
TensorId TfliteGraphReader::addConstant(const DeclaredTensor& declared)
{
    const Tensor& tensor = declared.tensor;
    if (tensor.data.empty())
        return addTensor(declared);
    std::vector<TensorId>& sharing = m_byBuffer[tensor.data.data()];
    for (const TensorId id : sharing) {
        const Tensor& other = m_tensors[id.index];
        if (other.shape == tensor.shape && other.type == tensor.type && other.quantization == tensor.quantization)
            return id;
    }
    sharing.push_back(addTensor(declared));
    return sharing.back();
}

TfliteGraphReader::Failure TfliteGraphReader::readIds(const Scope& scope, const flatbuffers::Vector<std::int32_t>* ids,
                                                      bool optionalAllowed, const std::string& element,
                                                      const void* table, std::vector<TensorId>& result)
{
    if (!ids)
        return std::nullopt;
    for (const std::int32_t id : *ids) {
        if (id == -1 && optionalAllowed) {
            result.emplace_back();
            continue;
        }
        if (id < 0 || static_cast<std::size_t>(id) >= scope.ids.size())
            return m_file.error(ErrorCode::indexOutOfRange,
                                {"tensor", std::to_string(id), std::to_string(scope.ids.size())}, table, element);
        result.push_back(scope.ids[static_cast<std::size_t>(id)]);
    }
    return std::nullopt;
}

TfliteGraphReader::Failure TfliteGraphReader::readCode(const tflite::Operator& table, std::size_t index, Operator& op,
                                                       Code& code)
{
    const auto& codes = *m_file.model().operator_codes();
    if (table.opcode_index() >= codes.size())
        return m_file.error(ErrorCode::indexOutOfRange,
                            {"operator code", std::to_string(table.opcode_index()), std::to_string(codes.size())},
                            &table, fmt::format("operator {}", index));
    const tflite::OperatorCode& entry = *codes.Get(table.opcode_index());
    // Files older than schema 3a have the one-byte field only; later ones fill both.
    const int number =
        std::max(static_cast<int>(entry.builtin_code()), static_cast<int>(entry.deprecated_builtin_code()));
    code.builtin = static_cast<tflite::BuiltinOperator>(number);
    if (code.builtin == tflite::BuiltinOperator::CUSTOM) {
        op.customName = entry.custom_code() ? entry.custom_code()->str() : std::string();
        op.kind = kindOfCustom(op.customName).value_or(OperatorKind::custom);
        if (op.kind != OperatorKind::custom)
            op.customName.clear();
    } else if (const auto kind = kindOfBuiltin(code.builtin)) {
        op.kind = *kind;
    } else {
        op.customName = builtinName(code.builtin);
    }
    if (op.kind == K::custom)
        remarkCustom(op.customName);
    if (op.kind == K::controlFlow)
        op.customName = builtinName(code.builtin);
    code.label = fmt::format("operator {} ({})", index, displayKind(op));
    return std::nullopt;
}

/// A custom operator that stands for a compiled network says so; others are unknown.
void TfliteGraphReader::remarkCustom(const std::string& name)
{
    if (name == kEdgeTpuOperator)
        m_remarks.push_back({ImportNote::compiledEdgeTpu, name});
    else if (name != kVelaOperator) // remarked with its arena
        m_remarks.push_back({ImportNote::operatorUnknown, name});
}

TfliteGraphReader::Failure TfliteGraphReader::run(Scope& scope)
{
    if (!scope.graph->operators())
        return std::nullopt;
    const auto& tables = *scope.graph->operators();
    for (flatbuffers::uoffset_t i = 0; i < tables.size(); ++i)
        if (auto failure = runOperator(scope, *tables.Get(i), i))
            return failure;
    return std::nullopt;
}

TfliteGraphReader::Failure TfliteGraphReader::runOperator(Scope& scope, const tflite::Operator& table,
                                                          std::size_t index)
{
    constexpr std::int64_t kMostOperators = 1'000'000;
    if (++m_read > kMostOperators)
        return m_file.error(ErrorCode::modelTooLarge,
                            {"operators", std::to_string(m_read), std::to_string(kMostOperators)}, &table, {});
    Operator op;
    Code code;
    if (auto failure = readCode(table, index, op, code))
        return failure;
    if (auto failure = readIds(scope, table.inputs(), true, code.label, &table, op.inputs))
        return failure;
    if (auto failure = readIds(scope, table.outputs(), false, code.label, &table, op.outputs))
        return failure;
    if (callsSubgraphs(op.kind, code.builtin))
        return call(scope, table, code, std::move(op));
    if (foldConstant(scope, table, op))
        return std::nullopt;
    if (op.outputs.empty())
        if (auto failure = addEffect(table, code.label, op))
            return failure;
    op.name = m_tensors[op.outputs.front().index].name;
    shapeScratch(op);
    if (readsUnsized(op))
        keepName(op);
    else if (auto failure = readForm(table, code, op))
        return failure;
    m_values.follow(op, m_tensors);
    m_operators.push_back(std::move(op));
    return std::nullopt;
}

bool TfliteGraphReader::readsUnsized(const Operator& op) const
{
    return std::any_of(op.inputs.begin(), op.inputs.end(),
                       [this](TensorId id) { return id.valid() && m_unsized[id.index]; });
}

/// Behind an output without a size: the operator keeps its name, and its results the sizes that the file declares.
void TfliteGraphReader::keepName(Operator& op)
{
    const std::int64_t macs = tfliteWeightedMacs(op, m_tensors);
    op.customName = displayKind(op);
    op.kind = K::custom;
    op.attributes = {};
    if (macs > 0)
        op.attributes = CustomAttributes{macs};
    bool sized = true;
    for (const TensorId id : op.outputs) {
        m_unsized[id.index] = m_open[id.index] || !m_ranked[id.index];
        sized = sized && !m_unsized[id.index];
    }
    m_skipped += sized ? 0 : 1;
}

/// Calls and assignments write nothing; an empty tensor stands for their effect.
TfliteGraphReader::Failure TfliteGraphReader::addEffect(const tflite::Operator& table, const std::string& label,
                                                        Operator& op)
{
    if (op.kind != K::callOnce && op.kind != K::assignVariable && op.kind != K::custom && op.kind != K::controlFlow)
        return m_file.error(ErrorCode::operatorMalformed, {label, "output"}, &table, label);
    DeclaredTensor effect;
    effect.tensor = {.name = label, .shape = {0}, .type = {DataType::Kind::other, 8}};
    effect.declared = effect.tensor.shape;
    op.outputs.push_back(addTensor(effect));
    return std::nullopt;
}

/// Where Vela's fast scratch is the scratch itself, it counts once.
void TfliteGraphReader::shapeScratch(Operator& op)
{
    constexpr std::size_t kScratch = 2;
    constexpr std::size_t kFastScratch = 3;
    if (op.customName != kVelaOperator || op.inputs.size() <= kFastScratch || !op.inputs[kScratch].valid())
        return;
    TensorId& fast = op.inputs[kFastScratch];
    const Tensor& scratch = m_tensors[op.inputs[kScratch].index];
    if (fast.valid() && m_tensors[fast.index].elements() == scratch.elements()) {
        m_dropped[fast.index] = true;
        fast = {};
    }
    m_remarks.push_back({ImportNote::compiledByVela, std::to_string(scratch.sizeBytes().count())});
}

/// Weights of another width behind DEQUANTIZE, sparse ones behind DENSIFY, are constants of their stored width; what
/// only gives them another shape is no work either.
bool TfliteGraphReader::foldConstant(Scope& scope, const tflite::Operator& table, const Operator& op)
{
    const bool widens = op.kind == K::dequantize || op.customName == "DENSIFY";
    const bool reshapes = op.kind == K::reshape || op.kind == K::squeeze || op.kind == K::expandDims
                          || op.kind == K::transpose || op.kind == K::identity || op.kind == K::cast;
    if ((!widens && !reshapes) || op.inputs.empty() || !op.inputs.front().valid() || op.outputs.size() != 1)
        return false;
    const TensorId in = op.inputs.front();
    const TensorId out = op.outputs.front();
    if (!m_tensors[in.index].constant || m_tensors[out.index].constant || (reshapes && !m_folded[in.index]))
        return false;
    if (m_tensors[in.index].elements() != m_tensors[out.index].elements())
        return false;
    const auto* ends = scope.graph->outputs();
    const std::int32_t local = table.outputs()->Get(0);
    if (ends && std::find(ends->begin(), ends->end(), local) != ends->end())
        return false;
    scope.ids[static_cast<std::size_t>(local)] = foldedConstant(op);
    m_dropped[out.index] = true;
    return true;
}

/// The constant input of `op`, or one with its values in the shape of the output.
TensorId TfliteGraphReader::foldedConstant(const Operator& op)
{
    const TensorId in = op.inputs.front();
    const Tensor& out = m_tensors[op.outputs.front().index];
    m_folded[in.index] = true;
    if (m_tensors[in.index].shape == out.shape)
        return in;
    DeclaredTensor shaped{.tensor = m_tensors[in.index], .declared = out.shape, .known = true};
    shaped.tensor.shape = out.shape;
    // Scales a slice belong to the old shape; a transposition would have to move the values.
    if (shaped.tensor.quantization.perChannel())
        shaped.tensor.quantization = {};
    if (op.kind == K::transpose)
        shaped.tensor.data = {};
    const TensorId result = addTensor(shaped);
    m_folded[result.index] = true;
    return result;
}

bool TfliteGraphReader::anyChanged(const std::vector<TensorId>& ids) const
{
    return std::any_of(ids.begin(), ids.end(), [&](TensorId id) { return id.valid() && m_changed[id.index]; });
}

/// Brings an operator to the form of `operator.h`, with shapes that are derived where the file leaves them open.
TfliteGraphReader::Failure TfliteGraphReader::readForm(const tflite::Operator& table, const Code& code, Operator& op)
{
    const bool open = std::any_of(op.outputs.begin(), op.outputs.end(), [&](TensorId id) {
        // No shape at all stands for a scalar or for one that was not known when the file was written.
        return m_open[id.index] || m_tensors[id.index].shape.empty();
    });
    const bool derive = open || anyChanged(op.inputs);
    const Operator raw = op;
    std::vector<Shape> before;
    before.reserve(op.outputs.size());
    for (const TensorId id : op.outputs)
        before.push_back(m_tensors[id.index].shape);
    if (const auto shape = derive ? shapeByValues(table, op, m_tensors, m_values) : std::nullopt)
        for (const TensorId id : op.outputs)
            m_tensors[id.index].shape = *shape;
    TfliteSite site{table, code.builtin, m_tensors, code.label, op};
    if (derive)
        site.values = &m_values;
    const auto done = readTfliteOperator(site);
    Failure failure = done ? std::nullopt : Failure(done.error());
    if (!failure)
        failure = derive ? settleShapes(table, code, raw, op) : checkOutputShapes(op, m_tensors, code.label);
    for (std::size_t i = 0; i < before.size(); ++i) {
        const std::uint32_t out = op.outputs[i].index;
        Shape& shape = m_tensors[out].shape;
        if (before[i].empty() && !m_open[out] && elementCount(shape) == 1)
            shape.clear(); // a scalar it is
        m_changed[out] = m_changed[out] || shape != before[i];
    }
    if (failure)
        failure->where = m_file.at(&table, code.label);
    return failure;
}

TfliteGraphReader::Failure TfliteGraphReader::settleShapes(const tflite::Operator& table, const Code& code,
                                                           const Operator& raw, const Operator& op)
{
    const auto derived = deriveShapes(table, raw, op, m_tensors, code.label);
    if (!derived)
        return derived.error();
    const auto sized = [&](TensorId id) { return id.valid() && m_tensors[id.index].elements() > 1; };
    const bool matters = std::any_of(op.inputs.begin(), op.inputs.end(), sized);
    if (*derived || !matters || shapeByValues(table, raw, m_tensors, m_values))
        return std::nullopt;
    m_remarks.push_back({ImportNote::shapeUnknown, code.label});
    for (const TensorId id : op.outputs)
        m_unsized[id.index] = !m_ranked[id.index];
    return std::nullopt;
}

/// Every remark once, in the order of the file.
std::vector<ImportRemark> TfliteGraphReader::takeRemarks()
{
    std::set<std::pair<ImportNote, std::string>> said;
    std::vector<ImportRemark> result;
    for (ImportRemark& remark : m_remarks)
        if (said.emplace(remark.note, remark.argument).second)
            result.push_back(std::move(remark));
    return result;
}

/// Constants that only passed on their values are read by nobody.
void TfliteGraphReader::dropFolded()
{
    std::vector<bool> read(m_tensors.size(), false);
    for (const Operator& op : m_operators)
        for (const TensorId id : op.inputs)
            if (id.valid())
                read[id.index] = true;
    for (std::size_t i = 0; i < m_tensors.size(); ++i)
        m_dropped[i] = m_dropped[i] || (m_folded[i] && !read[i]);
}

Result<std::shared_ptr<const Graph>> TfliteGraphReader::build(const Scope& scope)
{
    if (const std::size_t unread = m_file.subgraphs() - m_declared.size(); unread > 0)
        m_remarks.push_back({ImportNote::subgraphsIgnored, std::to_string(unread)});
    if (m_skipped > 0)
        m_remarks.push_back({ImportNote::operatorsSkipped, std::to_string(m_skipped)});
    dropFolded();
    const std::vector<bool> rejoined = rejoinOperators(m_operators, m_tensors);
    GraphBuilder builder;
    std::vector<TensorId> ids(m_tensors.size());
    for (std::size_t i = 0; i < m_tensors.size(); ++i)
        if (!rejoined[i] && !m_dropped[i])
            ids[i] = builder.addTensor(std::move(m_tensors[i]));
    const auto renumber = [&](std::vector<TensorId>& list) {
        for (TensorId& id : list)
            if (id.valid())
                id = ids[id.index];
    };
    for (Operator& op : m_operators) {
        renumber(op.inputs);
        renumber(op.outputs);
        builder.addOperator(std::move(op));
    }
    renumber(m_inputs);
    renumber(m_outputs);
    builder.setInputs(std::move(m_inputs));
    builder.setOutputs(std::move(m_outputs));
    const tflite::Model& model = m_file.model();
    builder.setName(networkName(m_file.file().label) + toQuery(m_options));
    builder.setOrigin({.path = m_file.file().label,
                       .format = "TensorFlow Lite",
                       .producer = model.description() ? model.description()->str() : std::string(),
                       .innerName = scope.graph->name() ? scope.graph->name()->str() : std::string()});
    for (ImportRemark& remark : takeRemarks())
        builder.addRemark(std::move(remark));
    builder.keepAlive(m_file.file().storage);
    auto graph = std::move(builder).finish();
    if (!graph) {
        graph.error().where.file = m_file.file().label;
        return tl::make_unexpected(std::move(graph.error()));
    }
    return std::make_shared<const Graph>(std::move(*graph));
}

Result<std::shared_ptr<const Graph>> readTflite(const ModelFile& file, const ImportOptions& options)
{
    const auto opened = TfliteFile::open(file);
    if (!opened)
        return tl::make_unexpected(opened.error());
    return TfliteGraphReader(*opened, options).read();
}

} // namespace tenbin
