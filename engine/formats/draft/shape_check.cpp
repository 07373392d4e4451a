// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/shape_check.h"

#include "engine/formats/draft/constant_values.h"
#include "engine/graph/kind_set.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

namespace {

/// Some files write fewer or more dimensions of one than the rules give: [1,10] for
/// [1,1,1,10] after a fully connected layer, [] for [1].
bool sameButForRank(const Operator& op, const Shape& declared, const Shape& inferred)
{
    const auto a = checkedElements(declared);
    const auto b = checkedElements(inferred);
    if (!a || !b || *a != *b)
        return false;
    // Of a strided slice the mask of dropped dimensions is in the declared shape only.
    constexpr KindSet kAnyRank{
        OperatorKind::fullyConnected, OperatorKind::stridedSlice, OperatorKind::mean,      OperatorKind::sum,
        OperatorKind::reduceMax,      OperatorKind::reduceMin,    OperatorKind::reduceProd};
    return kAnyRank.contains(op.kind) || (declared.size() <= 1 && inferred.size() <= 1);
}

/// Cases the rules do not know: gathers with shared leading dimensions, SELECT by rows,
/// recurrent cells that emit several sequences.
bool beyondRules(const Operator& op)
{
    if (op.kind == OperatorKind::gather) {
        const auto* a = op.attributesAs<AxisAttributes>();
        return !a || a->axes.size() != 1;
    }
    return op.kind == OperatorKind::select || op.kind == OperatorKind::assignVariable;
}

} // namespace

std::optional<Error> checkOutputShapes(const Operator& op, std::vector<Tensor>& tensors, const std::string& label)
{
    if (beyondRules(op))
        return std::nullopt;
    std::vector<std::optional<Shape>> inputs;
    inputs.reserve(op.inputs.size());
    for (const TensorId id : op.inputs)
        inputs.push_back(id.valid() ? std::optional(tensors[id.index].shape) : std::nullopt);
    auto inferred = inferShapes(op, inputs);
    if (!inferred) {
        if (inferred.error().code == ErrorCode::shapeUnknown)
            return std::nullopt;
        Error error = std::move(inferred.error());
        if (!error.arguments.empty())
            error.arguments.front() = label;
        error.where = {};
        return error;
    }
    for (std::size_t i = 0; i < op.outputs.size() && i < inferred->size(); ++i) {
        Tensor& out = tensors[op.outputs[i].index];
        const Shape& shape = (*inferred)[i];
        if (out.shape == shape || sameButForRank(op, out.shape, shape))
            continue;
        if (!out.shape.empty())
            return Error{ErrorCode::shapeMismatch, {label, toString(shape), toString(out.shape)}, {}};
        out.shape = shape; // an empty shape stands for one that was not known when the file was written
    }
    return std::nullopt;
}

} // namespace tenbin
