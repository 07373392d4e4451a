// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/common/dead_channels.h"

#include <algorithm>
#include <memory>

#include "engine/graph/analysis.h"
#include "engine/graph/operator_traits.h"

namespace tenbin {

namespace {

using Flags = std::vector<bool>; // one a channel, true where dead; empty: none is

double liveShare(const Flags& dead)
{
    if (dead.empty())
        return 1.0;
    const auto gone = std::count(dead.begin(), dead.end(), true);
    return 1.0 - static_cast<double>(gone) / static_cast<double>(dead.size());
}

Flags both(const Flags& a, const Flags& b)
{
    if (a.empty())
        return b;
    if (a.size() != b.size())
        return a;
    Flags result(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        result[i] = a[i] || b[i];
    return result;
}

/// Operators that act on each channel by itself, so that a constant channel stays constant.
bool keepsChannels(OperatorKind kind)
{
    return isRectifier(kind) || isPooling(kind) || kind == OperatorKind::hardSwish || kind == OperatorKind::leakyRelu;
}

} // namespace

std::vector<double> liveMacFractions(const Graph& graph)
{
    // Shared, because a thousand rectifiers in a row hand on the same flags.
    const auto none = std::make_shared<const Flags>();
    std::vector<std::shared_ptr<const Flags>> deadChannels(graph.tensors().size(), none);
    std::vector<double> shares;
    shares.reserve(graph.operators().size());
    for (const Operator& op : graph.operators()) {
        const Tensor* weights = weightsOf(graph, op);
        const Flags& dead = weights && weights->weights ? weights->weights->dead : *none;
        const bool hasInput = !op.inputs.empty() && op.inputs.front().valid();
        const std::shared_ptr<const Flags> in = hasInput ? deadChannels[op.inputs.front().index] : none;
        std::shared_ptr<const Flags>& out = deadChannels[op.outputs.front().index];
        double share = 1.0;
        if (op.kind == OperatorKind::conv2d) {
            share = liveShare(dead) * liveShare(*in);
            out = dead.empty() ? none : std::make_shared<const Flags>(dead);
        } else if (op.kind == OperatorKind::depthwiseConv2d) {
            out = dead.empty() ? in : std::make_shared<const Flags>(both(*in, dead));
            share = liveShare(*out);
        } else if (keepsChannels(op.kind)) {
            share = liveShare(*in);
            out = in;
        }
        shares.push_back(share);
    }
    return shares;
}

} // namespace tenbin
