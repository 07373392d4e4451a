// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/network_contents.h"

#include <algorithm>
#include <numeric>

#include "engine/graph/analysis.h"

namespace tenbin {

namespace {

/// Adds each constant that counts as a parameter to its type, as totalParameters() counts them.
std::vector<WidthFacts> widthsOf(const Graph& graph)
{
    ConstantsOnce once(graph);
    std::vector<WidthFacts> widths;
    for (const Operator& op : graph.operators()) {
        if (parameters(graph, op) == 0)
            continue;
        for (std::size_t i = 1; i < op.inputs.size(); ++i) {
            const Tensor* tensor = graph.input(op, i);
            if (!tensor || !tensor->constant || !once.isNew(op.inputs[i]))
                continue;
            auto width = std::find_if(widths.begin(), widths.end(),
                                      [&](const WidthFacts& known) { return known.type == tensor->type; });
            if (width == widths.end())
                width = widths.insert(widths.end(), {tensor->type, 0, {}});
            width->parameters += tensor->elements();
            width->bytes += tensor->sizeBytes();
        }
    }
    std::stable_sort(widths.begin(), widths.end(),
                     [](const WidthFacts& a, const WidthFacts& b) { return a.parameters > b.parameters; });
    return widths;
}

void count(std::vector<PlacedKind>& kinds, const std::string& kind)
{
    const auto known =
        std::find_if(kinds.begin(), kinds.end(), [&](const PlacedKind& placed) { return placed.kind == kind; });
    if (known == kinds.end())
        kinds.push_back({kind, 1});
    else
        ++known->operators;
}

std::vector<PlacedKind>& listOf(PlacementFacts& facts, ExecutionUnit unit)
{
    switch (unit) {
    case ExecutionUnit::macArray:
    case ExecutionUnit::vectorUnit:
    case ExecutionUnit::dma:
        return facts.accelerator;
    case ExecutionUnit::cpu:
        return facts.processor;
    case ExecutionUnit::fused:
        return facts.fused;
    case ExecutionUnit::unsupported:
        break;
    }
    return facts.nowhere;
}

} // namespace

OperatorFacts operatorFacts(const Graph& graph, OperatorId id)
{
    const Operator& op = graph.op(id);
    const Tensor* input = graph.input(op, 0);
    const Tensor& output = graph.output(op);
    return {.op = id,
            .kind = std::string(displayKind(op)),
            .name = op.name,
            .input = input ? input->shape : Shape(),
            .output = output.shape,
            .type = output.type,
            .macs = macs(graph, op),
            .parameters = parameters(graph, op)};
}

NetworkContents contentsOf(const Graph& graph)
{
    NetworkContents contents{.kinds = {},
                             .widths = widthsOf(graph),
                             .macs = totalMacs(graph),
                             .parameters = totalParameters(graph),
                             .constants = constantBytes(graph)};
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i) {
        OperatorFacts facts = operatorFacts(graph, OperatorId{i});
        auto kind = std::find_if(contents.kinds.begin(), contents.kinds.end(),
                                 [&](const KindFacts& known) { return known.kind == facts.kind; });
        if (kind == contents.kinds.end())
            kind = contents.kinds.insert(contents.kinds.end(), KindFacts{.kind = facts.kind, .operators = {}});
        kind->macs += facts.macs;
        kind->parameters += facts.parameters;
        kind->operators.push_back(std::move(facts));
    }
    std::stable_sort(contents.kinds.begin(), contents.kinds.end(), [](const KindFacts& a, const KindFacts& b) {
        if (a.macs != b.macs)
            return a.macs > b.macs;
        return a.operators.size() > b.operators.size();
    });
    return contents;
}

bool isAssumption(ImportNote note)
{
    switch (note) {
    case ImportNote::quantizerFolded:
    case ImportNote::constantFolded:
    case ImportNote::sizeGiven:
    case ImportNote::loopCounted:
        return false;
    case ImportNote::batchTakenAsOne:
    case ImportNote::weightsMissing:
    case ImportNote::operatorUnknown:
    case ImportNote::subgraphsIgnored:
    case ImportNote::branchCostliest:
    case ImportNote::loopOnce:
    case ImportNote::loopShortened:
    case ImportNote::shapeUnknown:
    case ImportNote::operatorsSkipped:
    case ImportNote::sizeUpperBound:
    case ImportNote::runtimeParameter:
    case ImportNote::externalRefused:
    case ImportNote::blockQuantized:
    case ImportNote::compiledByVela:
    case ImportNote::compiledEdgeTpu:
    case ImportNote::firstRunCounted:
        break;
    }
    return true;
}

PlacementFacts placementOf(const Graph& graph, const Estimate& estimate)
{
    PlacementFacts facts;
    for (const LayerCost& layer : estimate.layers)
        count(listOf(facts, layer.unit), std::string(displayKind(graph.op(layer.op))));
    return facts;
}

int operatorsOf(const std::vector<PlacedKind>& kinds)
{
    return std::accumulate(kinds.begin(), kinds.end(), 0,
                           [](int sum, const PlacedKind& kind) { return sum + kind.operators; });
}

} // namespace tenbin
