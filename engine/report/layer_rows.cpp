// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/layer_rows.h"

#include "engine/graph/analysis.h"
#include "engine/words/codes.h"

namespace tenbin {

namespace {

LayerRow rowOf(const LayerCost& layer, const Graph& graph, const std::optional<Figure<Seconds>>& total)
{
    const Operator& op = graph.op(layer.op);
    const Tensor* in = graph.input(op, 0);
    LayerRow row;
    row.index = layer.op.index;
    row.kind = displayKind(op);
    row.name = op.name;
    if (in)
        row.inputShape = toString(in->shape);
    row.outputShape = toString(graph.output(op).shape);
    row.macs = macs(graph, op);
    row.parameters = parameters(graph, op);
    row.utilisation = layer.utilisation;
    row.bound = layer.bound;
    row.bytesMoved = layer.bytesMoved();
    row.energy = layer.totalEnergy();
    row.unit = layer.unit;
    if (layer.unit == ExecutionUnit::unsupported || !total)
        return row;
    row.latency = layer.latency;
    if (total->value.count() > 0.0)
        row.share = layer.latency / total->value;
    // Time without cycles: the data sheet gives operations a second and no clock.
    if (layer.total.count() > 0.0 || layer.latency.count() <= 0.0)
        row.cycles = layer.total;
    return row;
}

/// `sum` stays absent once a part was.
template <class Q>
void addTo(std::optional<Q>& sum, const std::optional<Q>& part)
{
    if (sum && part)
        *sum += *part;
    else
        sum.reset();
}

} // namespace

std::vector<LayerRow> layerRows(const Estimate& estimate, const Graph& graph)
{
    std::vector<LayerRow> rows;
    rows.reserve(estimate.layers.size());
    for (const LayerCost& layer : estimate.layers)
        rows.push_back(rowOf(layer, graph, estimate.latency));
    return rows;
}

LayerTotals totalsOf(const std::vector<const LayerRow*>& rows)
{
    LayerTotals totals;
    totals.cycles.emplace();
    totals.latency.emplace();
    totals.share.emplace(0.0);
    totals.energy.emplace();
    std::optional<bool> onCpu;
    for (const LayerRow* row : rows) {
        ++totals.rows;
        totals.macs += row->macs;
        totals.parameters += row->parameters;
        totals.bytesMoved += row->bytesMoved;
        addTo(totals.cycles, row->cycles);
        addTo(totals.latency, row->latency);
        addTo(totals.share, row->share);
        addTo(totals.energy, row->energy);
        if (!row->cycles || row->cycles->count() <= 0.0)
            continue;
        const bool cpu = row->unit == ExecutionUnit::cpu;
        if (onCpu.value_or(cpu) != cpu)
            totals.cycles.reset();
        onCpu = cpu;
    }
    return totals;
}

double overheadShare(const Estimate& estimate)
{
    if (!estimate.latency || estimate.latency->value.count() <= 0.0)
        return 0.0;
    return estimate.overhead.count() / estimate.latency->value.count();
}

std::optional<Joules> overheadEnergy(const Estimate& estimate)
{
    if (!estimate.energy)
        return std::nullopt;
    Joules sum;
    for (const EnergyPart& part : estimate.overheadEnergy)
        sum += part.energy;
    return sum;
}

Table layerTable(const std::vector<LayerRow>& rows)
{
    Table table;
    for (const char* title : {"index", "operator", "name", "input", "output", "macs", "parameters", "cycles",
                              "latency_s", "share", "utilisation", "bound", "bytes_moved", "energy_j", "device"})
        table.columns.push_back(textColumn(title));
    for (const LayerRow& row : rows)
        table.rows.push_back({{.text = std::to_string(row.index)},
                              {.text = row.kind},
                              {.text = row.name},
                              {.text = row.inputShape},
                              {.text = row.outputShape},
                              {.text = std::to_string(row.macs.count())},
                              {.text = std::to_string(row.parameters)},
                              valueCell(row.cycles),
                              valueCell(row.latency),
                              valueCell(row.share),
                              valueCell(row.utilisation),
                              {.text = std::string(codeName(row.bound))},
                              {.text = std::to_string(row.bytesMoved.count())},
                              valueCell(row.energy),
                              {.text = std::string(codeName(row.unit))}});
    return table;
}

} // namespace tenbin
