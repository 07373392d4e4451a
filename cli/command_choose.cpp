// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/core/close_names.h"
#include "engine/requirements/choice_export.h"
#include "engine/requirements/choice_text.h"
#include "engine/tables/csv.h"
#include "engine/tables/markdown.h"
#include "engine/tables/text.h"
#include "engine/targets/target_lookup.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::vector<std::string> models;
    std::map<RequiredFigure, std::string> figures; ///< as typed; empty: not asked
    std::string duty, battery, sleep;
    std::vector<std::string> interfaces, groups, targets;
    std::string by = "energy";
    std::size_t top = 0; ///< 0: all
    std::string format = "text";
    bool json = false;
};

tl::unexpected<Error> notAllowed(const std::string& key, std::string_view allowed)
{
    return fail(ErrorCode::questionValue, {key, std::string(allowed)});
}

Result<DutyCycleAsked> dutyOf(const Arguments& arguments)
{
    DutyCycleAsked duty;
    if (!arguments.duty.empty() && !(duty.inferencesPerSecond = parseRate(arguments.duty)))
        return notAllowed("duty", "inferences a second above 0, such as 1, 6/min or 1/h");
    if (!arguments.battery.empty()) {
        const auto joules = parseEnergy(arguments.battery);
        if (!joules)
            return notAllowed("battery", "an energy above 0 with its unit, such as 3 Wh or 10 kJ");
        duty.battery = Joules(*joules);
    }
    if (!arguments.sleep.empty()) {
        const auto watts = parsePower(arguments.sleep);
        if (!watts)
            return notAllowed("sleep", "a power with its unit, such as 20 uW");
        duty.sleep = Watts(*watts);
    }
    return duty;
}

Result<std::vector<Interface>> interfacesOf(const std::vector<std::string>& names)
{
    std::vector<Interface> interfaces;
    std::vector<std::string> known;
    for (const Interface one : allInterfaces())
        known.emplace_back(toString(one));
    for (const std::string& name : names) {
        const auto needed = interfaceFromString(name);
        if (!needed)
            return notAllowed("interface", fmt::format("{}", fmt::join(known, ", ")));
        interfaces.push_back(*needed);
    }
    return interfaces;
}

Result<void> checkGroups(const std::vector<std::string>& groups, const TargetLibrary& library)
{
    const std::vector<std::string> known = groupsOf(library);
    for (const std::string& group : groups)
        if (std::ranges::find(known, group) == known.end())
            return notAllowed("family", fmt::format("{}", fmt::join(known, ", ")));
    return {};
}

Result<Requirements> requirementsOf(const Arguments& arguments, const TargetLibrary& library)
{
    Requirements requirements;
    for (const auto& [figure, text] : arguments.figures) {
        if (text.empty())
            continue;
        const auto needed = parseRequired(figure, text);
        if (!needed)
            return notAllowed(std::string(toString(figure)), allowedValues(figure));
        requirements.figures[figure] = *needed;
    }
    auto duty = dutyOf(arguments);
    if (!duty)
        return tl::make_unexpected(duty.error());
    requirements.duty = *duty;
    auto interfaces = interfacesOf(arguments.interfaces);
    if (!interfaces)
        return tl::make_unexpected(interfaces.error());
    requirements.interfaces = std::move(*interfaces);
    if (const auto known = checkGroups(arguments.groups, library); !known)
        return tl::make_unexpected(known.error());
    requirements.groups = arguments.groups;
    requirements.preferred = preferredFromString(arguments.by).value_or(Preferred::energy);
    if (const auto possible = check(requirements); !possible)
        return tl::make_unexpected(possible.error());
    return requirements;
}

/// As asked for by name, which the requirements then do not narrow; else all.
Result<std::vector<std::shared_ptr<const Target>>> targetsOf(const Arguments& arguments, const TargetLibrary& library)
{
    std::vector<std::shared_ptr<const Target>> targets;
    for (const std::string& name : arguments.targets) {
        const auto meant = targetMeant(library, name);
        if (!meant)
            return tl::make_unexpected(meant.error());
        targets.push_back(std::make_shared<const Target>(**meant));
    }
    if (arguments.targets.empty())
        for (const Target& target : library.targets)
            targets.push_back(std::make_shared<const Target>(target));
    return targets;
}

Result<std::vector<Pairing>> pairingsOf(const Arguments& arguments, const TargetLibrary& library,
                                        const Requirements& requirements)
{
    std::vector<std::pair<std::string, std::shared_ptr<const Graph>>> networks;
    for (const std::string& model : arguments.models) {
        auto network = loadModel(model);
        if (!network)
            return tl::make_unexpected(network.error());
        networks.emplace_back(model, std::move(*network));
    }
    const auto targets = targetsOf(arguments, library);
    if (!targets)
        return tl::make_unexpected(targets.error());
    if (arguments.targets.empty())
        return allPairings(networks, *targets, requirements);
    std::vector<Pairing> pairings;
    for (const auto& [source, network] : networks)
        for (const auto& target : *targets)
            pairings.push_back({source, network, target, {}});
    return pairings;
}

void printText(const Choices& choices, std::size_t most)
{
    print("{}\n", visible(sentence(choices)));
    if (!choices.ranked.empty())
        print("\n{}", toText(choiceTable(choices, most)));
}

void printChoices(const Choices& choices, const std::string& format, std::size_t most)
{
    if (format == "json")
        writeJson(toJson(choices, most));
    else if (format == "csv")
        print("{}", toCsv(choiceTable(choices, most), kUnixCsv));
    else if (format == "markdown")
        print("{}\n\n{}", visible(sentence(choices)), toMarkdown(choiceTable(choices, most)));
    else
        printText(choices, most);
}

int run(const Arguments& arguments, const Program& program)
{
    const TargetLibrary library = loadLibrary(program.executable);
    const auto requirements = requirementsOf(arguments, library);
    if (!requirements) {
        complain(requirements.error());
        return wrongUsage;
    }
    const auto pairings = pairingsOf(arguments, library, *requirements);
    if (!pairings)
        return failed(pairings.error());
    AnswerBook answers = answerBook();
    const Choices choices = choose(*pairings, *requirements, {.answers = answers, .costModel = findCostModel});
    if (!choices.errors.empty())
        return failed(choices.errors.front());
    const std::size_t most = arguments.top > 0 ? arguments.top : std::numeric_limits<std::size_t>::max();
    printChoices(choices, arguments.json ? "json" : arguments.format, most);
    return done;
}

constexpr const char* helpOf(RequiredFigure figure)
{
    switch (figure) {
    case RequiredFigure::framesPerSecond:
        return "Frames a second at least: 10, 6/min";
    case RequiredFigure::latency:
        return "Time of an inference at most: 20ms";
    case RequiredFigure::energy:
        return "Energy of an inference at most: 10mJ";
    case RequiredFigure::power:
        return "Mean power of the duty cycle at most: 5mW";
    case RequiredFigure::batteryLife:
        return "Life of the battery at least: 30d, 2y";
    case RequiredFigure::ram:
        return "RAM that the network may take: 512KiB";
    case RequiredFigure::flash:
        return "Flash that the network may take: 1MiB";
    case RequiredFigure::spareRam:
        return "RAM that must be left beside the network: 64KiB";
    case RequiredFigure::spareFlash:
        return "Flash that must be left beside the network: 256KiB";
    case RequiredFigure::price:
        return "Price at most, in US dollars: 3";
    case RequiredFigure::packageSide:
        return "Longer side of what is sold at most, in mm: 7";
    case RequiredFigure::accuracy:
        return "Accuracy that was published of the network, in its own metric, at least: 70%";
    }
    return "";
}

/// "--spare-ram" for spare_ram.
std::string optionOf(RequiredFigure figure)
{
    std::string name = "--" + std::string(toString(figure));
    std::ranges::replace(name, '_', '-');
    return name;
}

} // namespace

void addChoose(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "choose",
                              "Which chips keep what is asked of these networks, and what would mend the others", run);
    command.add_option("MODEL", arguments.models, kModelHelp)->required();
    for (const RequiredFigure figure : kRequiredFigures)
        command.add_option(optionOf(figure), arguments.figures[figure], helpOf(figure));
    command.add_option("--duty", arguments.duty, "Inferences a second for --power and --battery-life: 1, 6/min, 1/h");
    command.add_option("--battery", arguments.battery, "What the battery holds: 3Wh");
    command.add_option("--sleep", arguments.sleep,
                       "Power drawn beside the inferences: 20uW (else the chip's published sleep current)");
    command.add_option("--interface", arguments.interfaces,
                       "An interface that is needed: mipi_csi, camera, pdm, usb …");
    command.add_option("--family", arguments.groups,
                       "A section of the board that is allowed: microcontroller, mcu_npu …; all chips by default");
    command.add_option("--target", arguments.targets, "Only these chips; all by default");
    command.add_option("--by", arguments.by, "What is best among those that surely keep it")
        ->check(CLI::IsMember({"energy", "latency", "price", "certainty"}));
    command.add_option("--top", arguments.top, "Show so many; all by default")->check(CLI::PositiveNumber);
    command.add_option("--format", arguments.format, "text, csv, json or markdown")
        ->check(CLI::IsMember({"text", "csv", "json", "markdown"}));
    command.add_flag("--json", arguments.json, "As --format json");
}

} // namespace tenbin::cli
