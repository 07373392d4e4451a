// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "engine/formats/onnx/lowering.h"

namespace tenbin {

// The part of OnnxLowering for LSTM, GRU and RNN.

namespace {

/// Weights and biases lose the leading dimension of directions: [d, rows, in] is [d*rows, in].
TensorId flattenDirections(DraftGraph& draft, TensorId id)
{
    const Shape s = draft.tensor(id).shape;
    if (s.size() == 3)
        return draft.addReshapedConstant(id, {s[0] * s[1], s[2]});
    return s.size() == 2 ? draft.addReshapedConstant(id, {s[0] * s[1]}) : id;
}

} // namespace

/// Inputs: [x, W, R, B]; outputs: the sequence [T,d,N,units], the last state and, of an LSTM, the last cell.
Result<void> OnnxLowering::recurrent(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto weights = input(node, 1);
    const auto recurrence = input(node, 2);
    if (!given || !weights || !recurrence)
        return missing(node, "weights");
    const auto x = asPlain(*given);
    if (!x)
        return tl::make_unexpected(x.error());
    const Shape& square = recurrence->fileShape; // [directions, gates * units, units]
    const std::int64_t units = node.integer("hidden_size", square.empty() ? 0 : square.back());
    const std::int64_t directions = node.text("direction", "forward") == "bidirectional" ? 2 : 1;
    if (x->fileShape.size() != 3 || weights->fileShape.size() != 3)
        return fail(ErrorCode::shapeMismatch, {node.label(), "TIMExBATCHxIN", toString(x->fileShape)});
    if (units < 1 || units > (1 << 20) || weights->fileShape[0] != directions || !isConstant(*weights)
        || !isConstant(*recurrence))
        return invalid(node, "hidden_size", std::to_string(units));
    const bool batchFirst = node.integer("layout", 0) != 0;
    const std::int64_t time = x->fileShape[batchFirst ? 1 : 0];
    const std::int64_t batch = x->fileShape[batchFirst ? 0 : 1];

    Operator op{.kind = kindOf(node),
                .name = node.name(),
                .inputs = {x->id, flattenDirections(m_draft, weights->id), flattenDirections(m_draft, recurrence->id)}};
    if (const OnnxValue* bias = find(node, 3); bias && isConstant(*bias))
        op.inputs.push_back(flattenDirections(m_draft, bias->id));
    op.attributes = RecurrentAttributes{static_cast<int>(units * directions), !batchFirst, Activation::tanh};
    const DataType type = tensor(*x).type;
    const Shape sequence{x->fileShape[0], x->fileShape[1], units * directions};
    const Shape state{directions, batch, units};
    const TensorId y = m_draft.addTensor({.name = node.name() + "/sequence", .shape = sequence, .type = type});
    op.outputs = {y};
    if (!node.output(2).empty()) {
        const TensorId cell = m_draft.addTensor({.name = node.output(2), .shape = state, .type = type});
        op.outputs.push_back(cell);
        bind(node.output(2), {cell, OnnxLayout::plain, state, {}});
    }
    m_draft.operators.push_back(std::move(op));

    // [T, N, d*units] is [T, N, d, units]; ONNX has the directions before the batch.
    if (!node.output(0).empty()) {
        TensorId id = addReshape(y, {sequence[0], sequence[1], directions, units}, node.output(0));
        if (!batchFirst)
            id = directions == 1 ? addReshape(y, {time, 1, batch, units}, node.output(0))
                                 : addTranspose(id, {0, 2, 1, 3}, node.output(0));
        bind(node.output(0), {id, OnnxLayout::plain, m_draft.tensor(id).shape, {}});
    }
    if (!node.output(1).empty()) {
        Shape last = sequence;
        last[batchFirst ? 1 : 0] = 1;
        const TensorId step = m_draft.addTensor({.name = node.output(1) + "/last", .shape = last, .type = type});
        SliceAttributes a{{0, 0, 0}, sequence, {1, 1, 1}};
        a.begin[batchFirst ? 1 : 0] = time - 1;
        m_draft.operators.push_back(
            {.kind = OperatorKind::slice, .name = node.output(1), .inputs = {y}, .outputs = {step}, .attributes = a});
        TensorId id = addReshape(step, {batch, directions, units}, node.output(1) + "/states");
        id = directions == 1 || batch == 1 ? addReshape(step, state, node.output(1))
                                           : addTranspose(id, {1, 0, 2}, node.output(1));
        bind(node.output(1), {id, OnnxLayout::plain, state, {}});
    }
    return {};
}

} // namespace tenbin
