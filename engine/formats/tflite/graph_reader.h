// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/formats/common/import_options.h"
#include "engine/formats/tflite/codes.h"
#include "engine/formats/tflite/file.h"
#include "engine/formats/tflite/tensors.h"
#include "engine/formats/tflite/values.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Makes one graph of the subgraphs of a file: bodies of loops and branches stand where they run.
class TfliteGraphReader {
public:
    TfliteGraphReader(const TfliteFile& file, const ImportOptions& options) : m_file(file), m_options(options) {}

    /// Errors: those of a damaged file, open sizes, shapes that contradict each other; all with place.
    Result<std::shared_ptr<const Graph>> read();

private:
    /// One run of a subgraph: where its tensors lie in the graph.
    struct Scope {
        const tflite::SubGraph* graph = nullptr;
        std::vector<TensorId> ids; ///< by the file's index
        int depth = 0;
    };
    struct Code {
        tflite::BuiltinOperator builtin{};
        std::string label; ///< "operator 3 (CONV_2D)"
    };
    using Failure = std::optional<Error>;

    // reader.cpp
    Failure readMain(Scope& scope);
    Failure settleInputs(const Scope& scope);
    Result<const std::vector<DeclaredTensor>*> tensorsOf(std::size_t subgraph);
    Failure enter(std::size_t subgraph, Scope& scope);
    Failure run(Scope& scope);
    Failure runOperator(Scope& scope, const tflite::Operator& table, std::size_t index);
    Failure readCode(const tflite::Operator& table, std::size_t index, Operator& op, Code& code);
    void remarkCustom(const std::string& name);
    Failure readIds(const Scope& scope, const flatbuffers::Vector<std::int32_t>* ids, bool optionalAllowed,
                    const std::string& element, const void* table, std::vector<TensorId>& result);
    Failure addEffect(const tflite::Operator& table, const std::string& label, Operator& op);
    void shapeScratch(Operator& op);
    bool foldConstant(Scope& scope, const tflite::Operator& table, const Operator& op);
    TensorId foldedConstant(const Operator& op);
    Failure readForm(const tflite::Operator& table, const Code& code, Operator& op);
    Failure settleShapes(const tflite::Operator& table, const Code& code, const Operator& raw, const Operator& op);
    bool readsUnsized(const Operator& op) const;
    void keepName(Operator& op);
    TensorId addConstant(const DeclaredTensor& declared);
    void dropFolded();
    bool anyChanged(const std::vector<TensorId>& ids) const;
    TensorId addTensor(const DeclaredTensor& declared);
    std::vector<ImportRemark> takeRemarks();
    Result<std::shared_ptr<const Graph>> build(const Scope& scope);

    // control_flow.cpp
    Failure call(Scope& scope, const tflite::Operator& table, const Code& code, Operator op);
    Failure callLoop(Scope& scope, const tflite::Operator& table, const Code& code, Operator op);
    Failure callBranch(Scope& scope, const tflite::Operator& table, const Code& code, Operator op);
    Failure callOnce(Scope& scope, const tflite::Operator& table, const Code& code, Operator op);
    Failure callSubgraph(Scope& scope, const tflite::Operator& table, const Code& code, const Operator& op);
    Failure runBranches(const Scope& scope, const tflite::Operator& table, const Code& code,
                        const std::vector<TensorId>& inputs, std::vector<TensorId>& outputs);
    std::vector<Operator> takeOperators(std::size_t from);
    void leaveOut(const std::vector<Operator>& operators, std::size_t marker);
    std::pair<std::int64_t, std::int64_t> costOf(const std::vector<Operator>& operators) const;
    Failure runBody(const Scope& outer, std::int64_t subgraph, const std::vector<TensorId>& inputs, const void* table,
                    const std::string& label, std::vector<TensorId>& outputs);
    void addMarker(Operator op, std::vector<TensorId>& state);
    void replaceOutputs(Scope& scope, const tflite::Operator& table, const std::vector<TensorId>& outputs);
    std::optional<bool> truth(const std::vector<TensorId>& ids) const;

    const TfliteFile& m_file;
    const ImportOptions& m_options;
    std::map<std::size_t, std::vector<DeclaredTensor>> m_declared;       // by subgraph
    std::map<std::pair<std::size_t, std::size_t>, TensorId> m_constants; // by subgraph and tensor
    std::map<const std::byte*, std::vector<TensorId>> m_byBuffer;        // constants by their first byte
    std::vector<Tensor> m_tensors;
    std::vector<bool> m_open;    // by tensor: the file's shape is not to be believed
    std::vector<bool> m_changed; // by tensor: its shape is not the file's
    std::vector<bool> m_ranked;  // by tensor: the file says how many dimensions it has
    std::vector<bool> m_unsized; // by tensor: nobody knows its size
    std::vector<bool> m_dropped; // by tensor: replaced by another
    std::vector<bool> m_folded;  // by tensor: a constant that passed through DEQUANTIZE or DENSIFY
    std::vector<Operator> m_operators;
    std::vector<ImportRemark> m_remarks;
    TfliteValues m_values;
    std::size_t m_skipped = 0; // operators behind one whose output has no known size
    std::int64_t m_read = 0;   // operators, those of branches that were tried and left out included
    std::vector<TensorId> m_inputs, m_outputs;
};

} // namespace tenbin
