// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/ids.h"
#include "engine/core/result.h"
#include "engine/graph/operator.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// Something the reader did that a user should know of; not an error.
enum class ImportNote {
    batchTakenAsOne,  ///< input tensor
    weightsMissing,   ///< tensor: its values are not in the file
    operatorUnknown,  ///< operator name
    quantizerFolded,  ///< number of quantiser nodes that became quantisation parameters
    subgraphsIgnored, ///< number of further subgraphs
    constantFolded,   ///< number of operators that computed constants
    sizeGiven,        ///< input and size that the user gave
    branchCostliest,  ///< control flow of which the costliest branch counts
    loopCounted,      ///< loop and the number of passes that count
    loopOnce,         ///< loop whose number of passes nobody knows: one counts
    loopShortened,    ///< loop and the passes that count of more: a lower bound
    shapeUnknown,     ///< operator whose output has no known size: a lower bound
    operatorsSkipped, ///< number of operators that could not be sized: a lower bound
    sizeUpperBound,   ///< operator whose output counts with its largest possible size
    runtimeParameter, ///< operator, a parameter of which comes at run time
    externalRefused,  ///< location of external data outside the model's folder
    blockQuantized,   ///< tensor quantised by blocks: its values are not used
    compiledByVela,   ///< bytes of the arena of what Arm's Vela has compiled
    compiledEdgeTpu,  ///< operator that Google's Edge TPU compiler has made
    firstRunCounted,  ///< operator that runs in the first inference only, counted in each
};
struct ImportRemark {
    ImportNote note{};
    std::string argument;
    bool operator==(const ImportRemark&) const = default;
};

/// Where a network came from.
struct GraphOrigin {
    std::string path;      ///< file, as the user gave it; empty for built-in networks
    std::string zooSpec;   ///< "mobilenet_v1?alpha=0.25&input=96x96x3"; empty for files
    std::string format;    ///< "TensorFlow Lite", "ONNX", "zoo"
    std::string producer;  ///< version string of the file, if it has one
    std::string innerName; ///< the network's name inside the file ("main", "torch_jit"); empty if it has none
};

/// A network: tensors and operators in execution order. Immutable once built;
/// share it as `std::shared_ptr<const Graph>`.
class Graph {
public:
    const std::string& name() const { return m_name; }
    const GraphOrigin& origin() const { return m_origin; }
    const std::vector<Tensor>& tensors() const { return m_tensors; }
    const std::vector<Operator>& operators() const { return m_operators; }
    const std::vector<TensorId>& inputs() const { return m_inputs; }
    const std::vector<TensorId>& outputs() const { return m_outputs; }
    const std::vector<ImportRemark>& remarks() const { return m_remarks; }

    const Tensor& tensor(TensorId id) const { return m_tensors[id.index]; }
    const Operator& op(OperatorId id) const { return m_operators[id.index]; }

    /// Input `position` of `op`, or null where it is absent.
    const Tensor* input(const Operator& op, std::size_t position) const;
    /// Output `position` of `op`; every operator has at least one.
    const Tensor& output(const Operator& op, std::size_t position = 0) const { return tensor(op.outputs[position]); }

    /// Operator that writes a tensor; invalid for inputs, constants and state.
    OperatorId producer(TensorId id) const { return m_producers[id.index]; }
    /// Operators that read a tensor, in execution order.
    const std::vector<OperatorId>& consumers(TensorId id) const { return m_consumers[id.index]; }

    /// Equal for equal networks whatever their names (engine/graph/graph_hash.h says what it covers).
    std::uint64_t hash() const { return m_hash; }

private:
    friend class GraphBuilder;
    std::string m_name;
    GraphOrigin m_origin;
    std::vector<Tensor> m_tensors;
    std::vector<Operator> m_operators;
    std::vector<TensorId> m_inputs, m_outputs;
    std::vector<ImportRemark> m_remarks;
    std::vector<OperatorId> m_producers;
    std::vector<std::vector<OperatorId>> m_consumers;
    std::vector<std::shared_ptr<const void>> m_storage; // keeps weight memory (mapped file, buffers) alive
    std::uint64_t m_hash = 0;
};

/// Collects tensors and operators, then checks them once.
class GraphBuilder {
public:
    TensorId addTensor(Tensor tensor);
    OperatorId addOperator(Operator op);
    /// A constant with its own copy of the values.
    TensorId addConstant(Tensor tensor, std::vector<std::byte> data);

    void setName(std::string name) { m_graph.m_name = std::move(name); }
    void setOrigin(GraphOrigin origin) { m_graph.m_origin = std::move(origin); }
    void setInputs(std::vector<TensorId> inputs) { m_graph.m_inputs = std::move(inputs); }
    void setOutputs(std::vector<TensorId> outputs) { m_graph.m_outputs = std::move(outputs); }
    void addRemark(ImportRemark remark) { m_graph.m_remarks.push_back(std::move(remark)); }
    /// Keeps memory that tensors' `data` point into alive as long as the graph.
    void keepAlive(std::shared_ptr<const void> storage) { m_graph.m_storage.push_back(std::move(storage)); }

    Tensor& tensor(TensorId id) { return m_graph.m_tensors[id.index]; }
    const std::vector<Tensor>& tensors() const { return m_graph.m_tensors; }
    const std::vector<Operator>& operators() const { return m_graph.m_operators; }

    /// Sorts operators topologically (stable: an already valid order stays),
    /// counts weight statistics and returns the immutable graph.
    /// Errors: modelEmpty, indexOutOfRange, cyclicGraph (also: a tensor with two
    /// producers), operatorMalformed, modelTooLarge (a tensor over 2^40 elements), modelCorrupt.
    Result<Graph> finish() &&;

private:
    Graph m_graph;
};

} // namespace tenbin
