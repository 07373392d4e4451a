// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/table.h"
#include "engine/graph/analysis.h"
#include "engine/words/words.h"
#include "engine/zoo/zoo.h"

namespace tenbin::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string inputShape(const Graph& graph)
{
    return graph.inputs().empty() ? std::string() : toString(graph.tensor(graph.inputs().front()).shape);
}

std::string parameterList(const NetworkFamily& family)
{
    std::string text;
    for (const NetworkParameter& parameter : family.parameters)
        text += (text.empty() ? "" : " ") + parameter.key + "=" + parameter.defaultValue;
    return text;
}

Json toJson(const NetworkFamily& family, const Graph& graph)
{
    Json parameters = Json::array();
    for (const NetworkParameter& parameter : family.parameters)
        parameters.push_back(
            {{"key", parameter.key}, {"default", parameter.defaultValue}, {"choices", parameter.choices}});
    return {{"id", family.id},
            {"name", family.name},
            {"task", family.task},
            {"source", family.source},
            {"parameters", std::move(parameters)},
            {"input", inputShape(graph)},
            {"macs", totalMacs(graph).count()},
            {"weights", totalParameters(graph)}};
}

} // namespace

int run(const NetworksCommand& command)
{
    Json json = Json::array();
    Table table({{"id"},
                 {"name"},
                 {"input", Table::Align::right},
                 {"MACs", Table::Align::right},
                 {"parameters", Table::Align::right},
                 {"change with"}});
    for (const NetworkFamily& family : networkFamilies()) {
        const auto graph = buildNetwork(NetworkSpec{family.id, {}});
        if (!graph) {
            complain(graph.error());
            return notReadable;
        }
        json.push_back(toJson(family, **graph));
        table.addRow({family.id, family.name, inputShape(**graph), humanCount(totalMacs(**graph).toDouble()),
                      humanCount(static_cast<double>(totalParameters(**graph))), parameterList(family)});
    }
    if (command.json)
        writeJson(json.dump(2));
    else
        print("{}", table.toString());
    return done;
}

} // namespace tenbin::cli
