// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/table.h"
#include "engine/core/hash.h"
#include "engine/graph/analysis.h"
#include "engine/memory/liveness.h"
#include "engine/report/words.h"

namespace tenbin::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Row {
    const Operator* op;
    std::string in, out, type;
    Macs macs;
    std::int64_t parameters;
};

Row rowOf(const Graph& graph, const Operator& op)
{
    const Tensor* in = graph.input(op, 0);
    const Tensor& out = graph.output(op);
    return {&op, in ? toString(in->shape) : std::string(), toString(out.shape), toString(out.type), macs(graph, op),
            parameters(graph, op)};
}

Json toJson(const Graph& graph)
{
    Json layers = Json::array();
    for (const Operator& op : graph.operators()) {
        const Row row = rowOf(graph, op);
        layers.push_back({{"name", op.name},
                          {"op", displayKind(op)},
                          {"input", row.in},
                          {"output", row.out},
                          {"type", row.type},
                          {"macs", row.macs.count()},
                          {"parameters", row.parameters}});
    }
    Json remarks = Json::array();
    for (const ImportRemark& remark : graph.remarks())
        remarks.push_back(sentence(remark));
    return {{"model", graph.name()},
            {"format", graph.origin().format},
            {"macs", totalMacs(graph).count()},
            {"parameters", totalParameters(graph)},
            {"constant_bytes", constantBytes(graph).count()},
            {"peak_live_bytes", peakLiveBytes(liveRanges(graph)).bytes.count()},
            {"remarks", std::move(remarks)},
            {"layers", std::move(layers)},
            {"model_hash", toHex(graph.hash())}};
}

void printText(const Graph& graph)
{
    Table table({{"#", Table::Align::right},
                 {"operator"},
                 {"input", Table::Align::right},
                 {"output", Table::Align::right},
                 {"type"},
                 {"MACs", Table::Align::right},
                 {"parameters", Table::Align::right},
                 {"name"}});
    std::size_t index = 0;
    for (const Operator& op : graph.operators()) {
        const Row row = rowOf(graph, op);
        table.addRow({std::to_string(index++), std::string(displayKind(op)), row.in, row.out, row.type,
                      std::to_string(row.macs.count()), std::to_string(row.parameters), op.name});
    }
    fmt::print("{}", table.toString());
    const LivePeak peak = peakLiveBytes(liveRanges(graph));
    fmt::print("\n{}: {} MACs, {} parameters, {} of constants, at most {} of feature maps alive (operator {})\n",
               graph.name(), totalMacs(graph).count(), totalParameters(graph), humanBytes(constantBytes(graph)),
               humanBytes(peak.bytes), peak.operatorIndex);
    for (const ImportRemark& remark : graph.remarks())
        fmt::print("note: {}\n", sentence(remark));
}

} // namespace

int run(const InspectCommand& command)
{
    const auto graph = loadModel(command.model);
    if (!graph) {
        complain(graph.error());
        return notReadable;
    }
    if (command.json)
        fmt::print("{}\n", toJson(**graph).dump(2, ' ', false, Json::error_handler_t::replace));
    else
        printText(**graph);
    return done;
}

} // namespace tenbin::cli
