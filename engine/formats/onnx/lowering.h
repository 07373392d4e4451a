// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/formats/draft/graph.h"
#include "engine/formats/onnx/bodies.h"
#include "engine/formats/onnx/external.h"
#include "engine/formats/onnx/layouts.h"

namespace tenbin {

/// What lowering counts beside the values.
struct OnnxTally {
    int folded = 0;  ///< nodes that were computed at import
    int skipped = 0; ///< operators behind one whose output has no known size
    /// Elements that folding may still make: growing without end is refused.
    std::int64_t foldBudget = std::int64_t{1} << 22;
};

/// What was added to a draft since a certain point, taken out of it again.
struct OnnxFragment {
    std::vector<Operator> operators;
    std::vector<ImportRemark> remarks;
    std::vector<std::pair<std::uint32_t, OnnxValue>> plainForms;
};

/// What the handlers of operators share: the values of the file, their layouts, and the ways to add to the draft.
///
/// All errors come without place; `lowerNetwork` adds the node.
class OnnxLowering {
public:
    OnnxLowering(const OnnxModel& model, DraftGraph& draft) : m_model(model), m_draft(draft), m_external(model.folder())
    {
    }

    const OnnxModel& model() const { return m_model; }
    DraftGraph& draft() const { return m_draft; }

    /// A value by its name in the file; null where there is none.
    OnnxValue* find(const std::string& name);
    /// An input's value where it is given; null where the input is absent.
    const OnnxValue* find(const OnnxNode& node, int position) const;
    Result<OnnxValue> input(const OnnxNode& node, int position) const;
    /// An input as the file has it, as a feature map with its channels last, or with axes that mean something.
    Result<OnnxValue> plainInput(const OnnxNode& node, int position);
    Result<OnnxValue> mapInput(const OnnxNode& node, int position);
    Result<OnnxValue> axisInput(const OnnxNode& node, int position);
    /// The numbers of a constant input.
    std::optional<std::vector<std::int64_t>> integers(const OnnxNode& node, int position) const;
    std::optional<std::vector<float>> floats(const OnnxNode& node, int position) const;
    /// Axes from an attribute, or from an input since the opset that moved them there.
    Result<std::vector<int>> axes(const OnnxNode& node, int position, std::size_t rank) const;
    /// Whether an input is given, but only known at run time; then a remark says so.
    bool atRunTime(const OnnxNode& node, int position);

    const Tensor& tensor(const OnnxValue& value) const { return m_draft.tensor(value.id); }
    bool isConstant(const OnnxValue& value) const { return tensor(value).constant; }
    Result<OnnxValue> asChannelsLast(const OnnxValue& value);
    Result<OnnxValue> asPlain(const OnnxValue& value);

    void bind(const std::string& name, OnnxValue value) { m_values.insert_or_assign(name, std::move(value)); }
    /// What was bound to the node's first output.
    OnnxValue& result(const OnnxNode& node) { return m_values.at(node.output(0)); }
    /// Gives the values that had no known size one.
    void resize(TensorId id, const Shape& shape);
    /// Adds `op` with outputs of the inferred (or given) shapes and binds them to the node's outputs.
    Result<void> emit(const OnnxNode& node, Operator op, OnnxLayout layout, std::size_t fileRank,
                      std::optional<DataType> type = std::nullopt, std::vector<Shape> shapes = {});
    /// The same for an operator that works on each element of `x`: layout and shapes are those of `x`.
    Result<void> emitLike(const OnnxNode& node, Operator op, const OnnxValue& x,
                          std::optional<DataType> type = std::nullopt, std::vector<Shape> shapes = {});
    /// An operator between two values of the same network, its output of a given shape.
    TensorId addStep(const std::string& name, OperatorKind kind, std::vector<TensorId> inputs, Shape shape,
                     Attributes attributes);
    TensorId addReshape(TensorId x, Shape shape, const std::string& name);
    TensorId addTranspose(TensorId x, const std::vector<int>& permutation, const std::string& name);
    /// A constant with its values from the file or from one beside it; a remark says where they are in neither.
    Result<TensorId> addConstant(const onnx::TensorProto& proto, const std::string& name);
    TensorId addFloatConstant(const std::string& name, Shape shape, const std::vector<float>& values);

    /// How much there is now, so that what follows can be taken out again and put back.
    struct Mark {
        std::size_t operators, remarks, plainForms;
    };
    Mark mark() const { return {m_draft.operators.size(), m_draft.remarks.size(), m_plainOrder.size()}; }
    OnnxFragment takeSince(const Mark& mark);
    void putBack(OnnxFragment fragment);

    OnnxTally tally;
    OnnxBodies bodies;

private:
    DataType typeOf(const Operator& op) const;

    const OnnxModel& m_model;
    DraftGraph& m_draft;
    std::unordered_map<std::string, OnnxValue> m_values;
    std::unordered_map<std::uint32_t, OnnxValue> m_plainForms;
    std::vector<std::uint32_t> m_plainOrder; ///< keys of the plain forms as they were made
    OnnxExternalData m_external;
};

} // namespace tenbin
