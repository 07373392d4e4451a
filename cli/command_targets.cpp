// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/core/hash.h"
#include "engine/tables/text.h"
#include "engine/words/words.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    bool json = false;
};

using Json = nlohmann::ordered_json;

Json toJson(const OptionSpec& option)
{
    Json result{{"key", option.key}, {"label", optionLabel(option)}};
    if (option.kind == OptionKind::number) {
        result["range"] = {option.lowest, option.highest};
        return result;
    }
    result["default"] = option.defaultValue;
    for (const OptionChoice& choice : option.choices)
        result["choices"].push_back(choice.id);
    return result;
}

Json toJson(const Target& target)
{
    Json parameters = Json::object();
    for (const auto& [key, number] : target.parameters)
        parameters[key] = {{"value", number.value}, {"kind", toString(number.kind)}, {"source", number.source}};
    Json options = Json::array();
    for (const OptionSpec& option : target.options)
        options.push_back(toJson(option));
    return {{"id", target.id},
            {"name", target.name},
            {"vendor", target.vendor},
            {"group", target.group},
            {"architecture", target.architecture},
            {"options", std::move(options)},
            {"parameters", std::move(parameters)},
            {"hash", toHex(target.hash)}};
}

std::string optionKeys(const Target& target)
{
    std::vector<std::string_view> keys;
    for (const OptionSpec& option : target.options)
        keys.push_back(option.key);
    return fmt::format("{}", fmt::join(keys, " "));
}

int run(const Arguments& arguments, const Program& program)
{
    const TargetLibrary library = loadLibrary(program.executable);
    if (arguments.json) {
        Json result = Json::array();
        for (const Target& target : library.targets)
            result.push_back(toJson(target));
        writeJson(result.dump(2));
        return done;
    }
    Table table{.columns = {textColumn("id"), textColumn("name"), textColumn("vendor"), textColumn("architecture"),
                            textColumn("options")}};
    for (const std::string& group : groupsOf(library)) {
        table.addGroup(groupName(group));
        for (const Target& target : library.targets)
            if (target.group == group)
                table.addTexts({target.id, target.name, target.vendor, target.architecture, optionKeys(target)});
    }
    print("{}", toText(table));
    return done;
}

} // namespace

void addTargets(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "targets", "List the hardware targets and their options", run);
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
