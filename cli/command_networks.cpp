// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/core/text_parts.h"
#include "engine/graph/analysis.h"
#include "engine/networks/published_accuracy.h"
#include "engine/report/accuracy_text.h"
#include "engine/tables/text.h"
#include "engine/words/words.h"
#include "engine/zoo/zoo.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::vector<std::string> networks;
    bool json = false;
};

using Json = nlohmann::ordered_json;

std::string inputShape(const Graph& graph)
{
    if (graph.inputs().empty())
        return {};
    return toString(graph.tensor(graph.inputs().front()).shape);
}

std::string parameterList(const NetworkFamily& family)
{
    std::string text;
    for (const NetworkParameter& parameter : family.parameters)
        appendTo(text, parameter.key + "=" + parameter.defaultValue, " ");
    return text;
}

/// The networks of a family with something published, and all of it.
std::vector<std::string> publishedNetworks(const std::string& family)
{
    std::vector<std::string> networks;
    for (const std::string& network : publishedAccuracies().names())
        if (network == family || network.starts_with(family + "?"))
            networks.push_back(network);
    return networks;
}

Json accuraciesOf(const std::string& family)
{
    Json list = Json::array();
    for (const std::string& network : publishedNetworks(family))
        for (const PublishedAccuracy& accuracy : publishedAccuracies().of(network)) {
            list.push_back({{"network", network}});
            list.back().update(accuracyJson(&accuracy));
        }
    return list;
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
            {"weights", totalParameters(graph)},
            {"accuracy", accuraciesOf(family.id)}};
}

bool isChosen(const std::string& family, const std::vector<std::string>& names)
{
    return names.empty() || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
               const auto spec = parseNetworkSpec(name);
               return spec && spec->family == family;
           });
}

/// What is published about one network, or about all of a family.
int printPublished(const std::string& name)
{
    const auto spec = parseNetworkSpec(name);
    if (!spec)
        return failed(spec.error());
    const std::vector<std::string> networks =
        spec->values.empty() ? publishedNetworks(spec->family) : std::vector{spec->toString()};
    Table table{.columns = {textColumn("network"), textColumn("published accuracy"), textColumn("source")}};
    for (const std::string& network : networks)
        for (const PublishedAccuracy& accuracy : publishedAccuracies().of(network))
            table.addTexts({network, accuracyText(accuracy),
                            accuracy.note.empty() ? accuracy.source : accuracy.source + " (" + accuracy.note + ")"});
    if (table.rows.empty())
        print("{}: accuracy unknown, nobody published one that Tenbin knows\n", shownName(name));
    else
        print("{}", toText(table));
    return done;
}

int printPublished(const std::vector<std::string>& names)
{
    for (const std::string& name : names)
        if (const int code = printPublished(name); code != done)
            return code;
    return done;
}

int run(const Arguments& arguments, const Program& /*program*/)
{
    for (const Error& error : publishedAccuracyErrors())
        complain(error);
    if (!arguments.networks.empty() && !arguments.json)
        return printPublished(arguments.networks);
    Json json = Json::array();
    Table table{.columns = {textColumn("id"), textColumn("name"), numberColumn("input"), numberColumn("MACs"),
                            numberColumn("parameters"), textColumn("change with")}};
    for (const NetworkFamily& family : networkFamilies()) {
        const auto graph = buildNetwork(NetworkSpec{family.id, {}});
        if (!graph)
            return failed(graph.error());
        if (!isChosen(family.id, arguments.networks))
            continue;
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
    auto [command, arguments] = addCommand<Arguments>(
        app, program, "networks", "List the built-in networks and their parameters; with a name, published accuracies",
        run);
    command.add_option("NETWORK", arguments.networks,
                       "Show what is published about the accuracy of a network or of a family");
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
