// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/onnx/handlers.h"

namespace tenbin {

// LSTM, GRU and RNN.

namespace {

/// Weights and biases lose the leading dimension of directions: [d, rows, in] is [d*rows, in].
TensorId flattenDirections(DraftGraph& draft, TensorId id)
{
    const Shape s = draft.tensor(id).shape;
    if (s.size() == 3)
        return draft.addReshapedConstant(id, {s[0] * s[1], s[2]});
    if (s.size() == 2)
        return draft.addReshapedConstant(id, {s[0] * s[1]});
    return id;
}

/// Inputs: [x, W, R, B]; outputs: the sequence [T,d,N,units], the last state and, of an LSTM, the last cell.
Result<void> recurrent(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto given = lowering.input(node, 0);
    const auto weights = lowering.input(node, 1);
    const auto recurrence = lowering.input(node, 2);
    if (!given || !weights || !recurrence)
        return missing(node, "weights");
    const auto x = lowering.asPlain(*given);
    if (!x)
        return firstError(x);
    const Shape& square = recurrence->fileShape; // [directions, gates * units, units]
    const std::int64_t units = node.integer("hidden_size", square.empty() ? 0 : square.back());
    const std::int64_t directions = node.text("direction", "forward") == "bidirectional" ? 2 : 1;
    if (x->fileShape.size() != 3 || weights->fileShape.size() != 3)
        return fail(ErrorCode::shapeMismatch, {node.label(), "TIMExBATCHxIN", toString(x->fileShape)});
    if (units < 1 || units > (1 << 20) || weights->fileShape[0] != directions || !lowering.isConstant(*weights)
        || !lowering.isConstant(*recurrence))
        return invalid(node, "hidden_size", std::to_string(units));
    const bool batchFirst = node.integer("layout", 0) != 0;
    const std::int64_t time = x->fileShape[batchFirst ? 1 : 0];
    const std::int64_t batch = x->fileShape[batchFirst ? 0 : 1];

    Operator op{.kind = kindOf(node),
                .name = node.name(),
                .inputs = {x->id, flattenDirections(lowering.draft(), weights->id),
                           flattenDirections(lowering.draft(), recurrence->id)}};
    if (const OnnxValue* bias = lowering.find(node, 3); bias && lowering.isConstant(*bias))
        op.inputs.push_back(flattenDirections(lowering.draft(), bias->id));
    op.attributes = RecurrentAttributes{static_cast<int>(units * directions), !batchFirst, Activation::tanh};
    const DataType type = lowering.tensor(*x).type;
    const Shape sequence{x->fileShape[0], x->fileShape[1], units * directions};
    const Shape state{directions, batch, units};
    const TensorId y = lowering.draft().addTensor({.name = node.name() + "/sequence", .shape = sequence, .type = type});
    op.outputs = {y};
    if (!node.output(2).empty()) {
        const TensorId cell = lowering.draft().addTensor({.name = node.output(2), .shape = state, .type = type});
        op.outputs.push_back(cell);
        lowering.bind(node.output(2), {cell, OnnxLayout::plain, state, {}});
    }
    lowering.draft().operators.push_back(std::move(op));

    // [T, N, d*units] is [T, N, d, units]; ONNX has the directions before the batch.
    if (!node.output(0).empty()) {
        TensorId id = lowering.addReshape(y, {sequence[0], sequence[1], directions, units}, node.output(0));
        if (!batchFirst && directions == 1)
            id = lowering.addReshape(y, {time, 1, batch, units}, node.output(0));
        else if (!batchFirst)
            id = lowering.addTranspose(id, {0, 2, 1, 3}, node.output(0));
        lowering.bind(node.output(0), {id, OnnxLayout::plain, lowering.draft().tensor(id).shape, {}});
    }
    if (!node.output(1).empty()) {
        Shape last = sequence;
        last[batchFirst ? 1 : 0] = 1;
        const TensorId step =
            lowering.draft().addTensor({.name = node.output(1) + "/last", .shape = last, .type = type});
        SliceAttributes a{{0, 0, 0}, sequence, {1, 1, 1}};
        a.begin[batchFirst ? 1 : 0] = time - 1;
        lowering.draft().operators.push_back(
            {.kind = OperatorKind::slice, .name = node.output(1), .inputs = {y}, .outputs = {step}, .attributes = a});
        TensorId id = lowering.addReshape(step, {batch, directions, units}, node.output(1) + "/states");
        if (directions == 1 || batch == 1)
            id = lowering.addReshape(step, state, node.output(1));
        else
            id = lowering.addTranspose(id, {1, 0, 2}, node.output(1));
        lowering.bind(node.output(1), {id, OnnxLayout::plain, state, {}});
    }
    return {};
}

constexpr OnnxEntry kEntries[] = {
    {"LSTM", recurrent, OperatorKind::lstm},
    {"GRU", recurrent, OperatorKind::gru},
    {"RNN", recurrent, OperatorKind::rnn},
};

} // namespace

std::span<const OnnxEntry> onnxRecurrentCells() { return kEntries; }

} // namespace tenbin
