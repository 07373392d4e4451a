// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/rejoin.h"

#include <algorithm>

#include "engine/formats/tflite/codes.h"
#include "engine/graph/kind_map.h"

namespace tenbin {

namespace {

bool rejoinPadding(const Operator& pad, Operator& op)
{
    const auto* a = pad.attributesAs<PadAttributes>();
    if (pad.kind != OperatorKind::pad || !a || a->paddings.size() != 4 || pad.inputs.empty())
        return false;
    const auto add = [&](Padding2d& p) {
        p.top += static_cast<int>(a->paddings[1].first);
        p.bottom += static_cast<int>(a->paddings[1].second);
        p.left += static_cast<int>(a->paddings[2].first);
        p.right += static_cast<int>(a->paddings[2].second);
    };
    for (const auto& [before, after] : a->paddings)
        if (before < 0 || after < 0 || before > (1 << 20) || after > (1 << 20))
            return false;
    if (auto* conv = std::get_if<Conv2dAttributes>(&op.attributes))
        add(conv->padding);
    else if (auto* pool = std::get_if<Pool2dAttributes>(&op.attributes))
        add(pool->padding);
    else
        return false;
    op.inputs.front() = pad.inputs.front();
    return true;
}

constexpr KindMap<Activation> kActivations{
    {OperatorKind::relu, Activation::relu},           {OperatorKind::relu6, Activation::relu6},
    {OperatorKind::reluN1To1, Activation::reluN1To1}, {OperatorKind::tanh, Activation::tanh},
    {OperatorKind::relu0To1, Activation::relu0To1},   {OperatorKind::logistic, Activation::logistic},
    {OperatorKind::hardSwish, Activation::hardSwish}, {OperatorKind::leakyRelu, Activation::leakyRelu}};

bool rejoinActivation(const Operator& activation, Operator& op)
{
    const Activation fused = kActivations.valueOr(activation.kind, Activation::none);
    if (fused == Activation::none || activation.outputs.empty() || op.outputs.size() != 1)
        return false;
    const bool done = std::visit(
        [&](auto& attributes) {
            if constexpr (requires { attributes.activation; }) {
                attributes.activation = fused;
                return true;
            }
            return false;
        },
        op.attributes);
    if (done)
        op.outputs = activation.outputs;
    return done;
}

bool marked(const std::vector<TensorId>& ids, const std::vector<Tensor>& tensors, std::string_view suffix)
{
    return ids.size() == 1 && ids.front().valid() && tensors[ids.front().index].name.ends_with(suffix);
}

} // namespace

std::vector<bool> rejoinOperators(std::vector<Operator>& operators, const std::vector<Tensor>& tensors)
{
    std::vector<bool> dropped(tensors.size(), false);
    std::vector<Operator> joined;
    joined.reserve(operators.size());
    for (Operator& op : operators) {
        if (!joined.empty() && !op.inputs.empty() && joined.back().outputs.size() == 1
            && joined.back().outputs.front() == op.inputs.front()) {
            Operator& before = joined.back();
            const TensorId between = op.inputs.front();
            if (marked(before.outputs, tensors, kPaddedSuffix) && rejoinPadding(before, op)) {
                dropped[between.index] = true;
                before = std::move(op);
                continue;
            }
            if (marked(before.outputs, tensors, kPreActivationSuffix) && rejoinActivation(op, before)) {
                dropped[between.index] = true;
                continue;
            }
        }
        joined.push_back(std::move(op));
    }
    operators = std::move(joined);
    std::vector<bool> read(tensors.size(), false);
    for (const Operator& op : operators)
        for (const TensorId id : op.inputs)
            if (id.valid())
                read[id.index] = true;
    for (std::size_t i = 0; i < tensors.size(); ++i)
        dropped[i] = dropped[i] || (!read[i] && tensors[i].name.ends_with(kParameterSuffix));
    return dropped;
}

} // namespace tenbin
