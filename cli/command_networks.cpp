// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/graph/analysis.h"
#include "engine/tables/text.h"
#include "engine/words/words.h"
#include "engine/zoo/zoo.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    bool json = false;
};

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

int run(const Arguments& arguments, const Program& /*program*/)
{
    Json json = Json::array();
    Table table{.columns = {textColumn("id"), textColumn("name"), numberColumn("input"), numberColumn("MACs"),
                            numberColumn("parameters"), textColumn("change with")}};
    for (const NetworkFamily& family : networkFamilies()) {
        const auto graph = buildNetwork(NetworkSpec{family.id, {}});
        if (!graph)
            return failed(graph.error());
        json.push_back(toJson(family, **graph));
        table.addTexts({family.id, family.name, inputShape(**graph), humanCount(totalMacs(**graph).toDouble()),
                        humanCount(static_cast<double>(totalParameters(**graph))), parameterList(family)});
    }
    if (arguments.json)
        writeJson(json.dump(2));
    else
        print("{}", toText(table));
    return done;
}

} // namespace

void addNetworks(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "networks", "List the built-in networks and their parameters", run);
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
