// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/layer_rows.h"

#include <fmt/format.h>

#include "engine/graph/analysis.h"
#include "engine/report/codes.h"

namespace tenbin {

namespace {

/// A field of a CSV record, quoted where it must be.
std::string quoted(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + "\"";
}

template <class T, class Convert>
std::string orEmpty(const std::optional<T>& value, Convert convert)
{
    return value ? fmt::format("{}", convert(*value)) : std::string();
}

} // namespace

std::vector<LayerRow> layerRows(const Estimate& estimate, const Graph& graph)
{
    const double total = estimate.latency ? estimate.latency->value.count() : 0.0;
    std::vector<LayerRow> rows;
    rows.reserve(estimate.layers.size());
    for (const LayerCost& layer : estimate.layers) {
        const Operator& op = graph.op(layer.op);
        const Tensor* in = graph.input(op, 0);
        LayerRow row;
        row.index = layer.op.index;
        row.kind = displayKind(op);
        row.name = op.name;
        row.inputShape = in ? toString(in->shape) : std::string();
        row.outputShape = toString(graph.output(op).shape);
        row.macs = macs(graph, op);
        row.parameters = parameters(graph, op);
        row.cycles = layer.total;
        row.latency = layer.latency;
        row.share = total > 0.0 ? layer.latency.count() / total : 0.0;
        row.utilisation = layer.utilisation;
        row.bound = layer.bound;
        row.bytesMoved = layer.bytesMoved();
        row.energy = layer.totalEnergy();
        row.unit = layer.unit;
        rows.push_back(std::move(row));
    }
    return rows;
}

double overheadShare(const Estimate& estimate)
{
    const double total = estimate.latency ? estimate.latency->value.count() : 0.0;
    return total > 0.0 ? estimate.overhead.count() / total : 0.0;
}

std::string layersToCsv(const std::vector<LayerRow>& rows)
{
    std::string text = "index,operator,name,input,output,macs,parameters,cycles,latency_s,share,utilisation,bound,"
                       "bytes_moved,energy_j,device\r\n";
    for (const LayerRow& row : rows)
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", row.index, quoted(row.kind), quoted(row.name),
                            row.inputShape, row.outputShape, row.macs.count(), row.parameters, row.cycles.count(),
                            row.latency.count(), row.share, orEmpty(row.utilisation, [](double u) { return u; }),
                            codeName(row.bound), row.bytesMoved.count(),
                            orEmpty(row.energy, [](Joules e) { return e.count(); }), codeName(row.unit));
    return text;
}

} // namespace tenbin
