// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/core/hash.h"
#include "engine/report/product_json.h"
#include "engine/tables/text.h"
#include "engine/targets/product.h"
#include "engine/targets/target_lookup.h"
#include "engine/words/product_words.h"
#include "engine/words/words.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::vector<std::string> targets;
    std::optional<double> price;
    std::optional<double> side;
    std::vector<std::string> interfaces;
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
            {"product", productJson(target.product)},
            {"hash", toHex(target.hash)}};
}

std::string optionKeys(const Target& target)
{
    std::vector<std::string_view> keys;
    for (const OptionSpec& option : target.options)
        keys.push_back(option.key);
    return fmt::format("{}", fmt::join(keys, " "));
}

std::string interfaceNames()
{
    std::vector<std::string_view> names;
    for (const Interface interface : allInterfaces())
        names.push_back(toString(interface));
    return fmt::format("{}", fmt::join(names, ", "));
}

/// What is unknown is no reason to take a chip for a good one: it is left out.
bool isWanted(const Product& product, const Arguments& arguments)
{
    const auto prices = priceRange(product);
    const auto side = longerSideMm(product);
    if (arguments.price && !(prices && prices->lowest->value.amount <= *arguments.price))
        return false;
    if (arguments.side && !(side && *side <= *arguments.side))
        return false;
    return std::all_of(arguments.interfaces.begin(), arguments.interfaces.end(),
                       [&](const std::string& name) { return offers(product, *interfaceFromString(name)) == true; });
}

void printList(const std::vector<const Target*>& targets, const TargetLibrary& library)
{
    Table table{.columns = {textColumn("id"), textColumn("name"), textColumn("vendor"), numberColumn("price"),
                            textColumn("package"), textColumn("architecture"), textColumn("options")}};
    for (const std::string& group : groupsOf(library)) {
        if (std::any_of(targets.begin(), targets.end(), [&](const Target* target) { return target->group == group; }))
            table.addGroup(groupName(group));
        for (const Target* target : targets)
            if (target->group == group)
                table.addTexts({target->id, target->name, target->vendor, priceRangeText(target->product),
                                target->product.package ? target->product.package->value : std::string(),
                                target->architecture, optionKeys(*target)});
    }
    print("{}", toText(table));
}

/// A page about one target.
void printAbout(const Target& target)
{
    print("{} ({}, {})\n\n", target.name, target.vendor, target.id);
    Table table{.columns = {textColumn("about this chip"), textColumn(""), textColumn("says"), textColumn("source")}};
    for (const FactRow& row : factRows(target.product))
        table.addTexts(
            {row.label, row.text, row.kind, row.note.empty() ? row.source : row.source + " (" + row.note + ")"});
    print("{}\noptions: {}\n", toText(table), optionKeys(target));
    for (const std::string& reference : target.references)
        print("see: {}\n", visible(reference));
}

int run(const Arguments& arguments, const Program& program)
{
    for (const std::string& name : arguments.interfaces)
        if (!interfaceFromString(name)) {
            complain(fmt::format("no interface '{}'; there are {}", shownName(name), interfaceNames()));
            return wrongUsage;
        }
    const TargetLibrary library = loadLibrary(program.executable);
    std::vector<const Target*> chosen;
    for (const std::string& id : arguments.targets) {
        const auto meant = targetMeant(library, id);
        if (!meant)
            return failed(meant.error());
        chosen.push_back(*meant);
    }
    if (chosen.empty())
        for (const Target& target : library.targets)
            chosen.push_back(&target);
    std::erase_if(chosen, [&](const Target* target) { return !isWanted(target->product, arguments); });
    if (arguments.json) {
        Json result = Json::array();
        for (const Target* target : chosen)
            result.push_back(toJson(*target));
        writeJson(result.dump(2));
    } else if (arguments.targets.empty()) {
        printList(chosen, library);
    } else {
        for (const Target* target : chosen)
            printAbout(*target);
    }
    return done;
}

} // namespace

void addTargets(CLI::App& app, Program& program)
{
    auto [command, arguments] = addCommand<Arguments>(
        app, program, "targets", "List the hardware targets; with an id, what is known of it", run);
    command.add_option("TARGET", arguments.targets, "Target ids: show what is known of each chip and who says it");
    command.add_option("--price", arguments.price, "Only those whose lowest published price is at most so many USD")
        ->check(CLI::PositiveNumber);
    command.add_option("--side", arguments.side, "Only those whose longer side is at most so many mm")
        ->check(CLI::PositiveNumber);
    command.add_option("--interface", arguments.interfaces, "Only those with this interface: " + interfaceNames())
        ->allow_extra_args(false);
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
