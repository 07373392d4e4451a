// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/core/text_parts.h"
#include "engine/graph/analysis.h"
#include "engine/networks/published_accuracy.h"
#include "engine/report/accuracy_text.h"
#include "engine/report/estimate_json.h"
#include "engine/tables/text.h"
#include "engine/targets/target_lookup.h"
#include "engine/words/frame_rate.h"
#include "engine/words/words_verdict.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string model;
    std::vector<std::string> targets;  ///< ids; empty: all
    std::vector<std::string> settings; ///< key=value
    bool layers = false;
    bool json = false;
};

/// Whether a target lets one set `key`, whatever values it takes.
bool hasKey(const Target& target, std::string_view key)
{
    const auto tried = checkedOption(target, key, "1");
    return tried || tried.error().code != ErrorCode::optionUnknown;
}

constexpr const char* kUnknown = "—";

/// "key=value" applied to every target that has the key.
Result<Configuration> configurationFor(const Target& target, const std::vector<std::string>& settings, bool onlyKnown)
{
    Configuration configuration;
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        const std::string key = setting.substr(0, equals);
        if (onlyKnown && !hasKey(target, key))
            continue;
        auto next = withOption(target, std::move(configuration), key, setting.substr(equals + 1));
        if (!next)
            return next;
        configuration = std::move(*next);
    }
    return configuration;
}

std::string latencyText(const Estimate& estimate)
{
    if (!estimate.latency)
        return kUnknown;
    const auto& figure = *estimate.latency;
    if (figure.isBound)
        return "≥ " + humanSeconds(figure.value);
    if (!figure.low || !figure.high)
        return humanSeconds(figure.value);
    return fmt::format("{} ({} … {})", humanSeconds(figure.value), humanSeconds(*figure.low),
                       humanSeconds(*figure.high));
}

std::string fpsText(const Estimate& estimate)
{
    if (!estimate.framesPerSecond)
        return kUnknown;
    const bool bound = estimate.latency && estimate.latency->isBound;
    const std::string rate = humanFrameRate(*estimate.framesPerSecond, bound);
    // What it would be if it ran.
    if (estimate.verdict == VerdictKind::doesNotFit)
        return "(" + rate + ")";
    return rate;
}

std::string energyText(const Estimate& estimate)
{
    if (!estimate.energy)
        return kUnknown;
    return textIf(estimate.energy->isBound, "≤ ") + humanJoules(estimate.energy->value);
}

/// " (41 KiB to spare)", where the memory is in use.
std::string roomOf(const MemoryUse& memory)
{
    const std::string room = roomText(memory);
    if (room.empty() || memory.used->count() == 0)
        return {};
    return " (" + room + ")";
}

std::string memoryText(const Estimate& estimate)
{
    std::string text;
    for (const MemoryUse& memory : estimate.memories)
        appendTo(text, fmt::format("{} {} / {}{}", memory.name, textOr(memory.used, humanBytes),
                                   textOr(memory.available, humanBytes), roomOf(memory)));
    return text;
}

const char* markOf(const Reason& reason)
{
    if (reason.blocks)
        return "✗";
    return "·";
}

void printReasons(const Estimate& estimate, const Graph& graph)
{
    for (const Reason& reason : estimate.reasons)
        print("  {} {}\n", markOf(reason), visible(sentence(reason)));
    for (const Remedy& remedy : estimate.remedies)
        print("  → {}{}\n", visible(sentence(remedy)), remedyOutcome(remedy, graph));
}

void printLayers(const EstimateContext& context)
{
    Table table{.columns = {numberColumn("#"), textColumn("operator"), numberColumn("MACs"), numberColumn("cycles"),
                            numberColumn("latency"), numberColumn("share"), numberColumn("moved"),
                            numberColumn("energy"), textColumn("bound"), textColumn("where"), textColumn("name")}};
    double total = 0.0;
    if (context.estimate.latency)
        total = context.estimate.latency->value.count();
    const auto share = [total](Seconds latency) -> std::string {
        if (total <= 0.0)
            return kUnknown;
        return fmt::format("{:.1f} %", 100.0 * latency.count() / total);
    };
    for (const LayerCost& layer : context.estimate.layers) {
        const Operator& op = context.graph.op(layer.op);
        const auto energy = layer.totalEnergy();
        table.addTexts({std::to_string(layer.op.index), std::string(displayKind(op)),
                        humanCount(macs(context.graph, op).toDouble()), fmt::format("{:.0f}", layer.total.count()),
                        humanSeconds(layer.latency), share(layer.latency), humanBytes(layer.bytesMoved()),
                        textOr(energy, humanJoules), word(layer.bound), word(layer.unit), op.name});
    }
    print("\n{}", toText(table));
}

int rankOf(VerdictKind verdict)
{
    switch (verdict) {
    case VerdictKind::fits:
        return 0;
    case VerdictKind::fitsWithChanges:
        return 1;
    case VerdictKind::unknown:
        return 2;
    case VerdictKind::doesNotFit:
        break;
    }
    return 3;
}

using Shown = std::vector<const EstimateContext*>;

/// Within each group of the board what runs comes first.
Shown sortedForPeople(const std::vector<EstimateContext>& contexts)
{
    Shown shown;
    for (const EstimateContext& context : contexts)
        shown.push_back(&context);
    for (auto first = shown.begin(); first != shown.end();) {
        const std::string& group = (*first)->target.group;
        const auto last = std::find_if(first, shown.end(),
                                       [&](const EstimateContext* context) { return context->target.group != group; });
        std::stable_sort(first, last, [](const EstimateContext* a, const EstimateContext* b) {
            return rankOf(a->estimate.verdict) < rankOf(b->estimate.verdict);
        });
        first = last;
    }
    return shown;
}

/// " · published: 70.0 % top-1 …"; nothing where nobody published one.
std::string accuracyPart(const Graph& graph)
{
    const PublishedAccuracy* accuracy = publishedAccuracyOf(graph);
    return accuracy ? " · published: " + accuracyText(*accuracy) : std::string();
}

void printText(const std::vector<EstimateContext>& contexts, bool layers)
{
    const Shown shown = sortedForPeople(contexts);
    Table table{.columns = {textColumn("target"), textColumn("verdict"), numberColumn("frames"),
                            numberColumn("latency (80 % interval)"), numberColumn("energy"),
                            textColumn("memory used / available")}};
    std::string group;
    for (const EstimateContext* context : shown) {
        if (context->target.group != group)
            table.addGroup(groupName(group = context->target.group));
        const Estimate& e = context->estimate;
        table.addTexts({e.targetName, verdictText(e.verdict, e.fitsProbability), fpsText(e), latencyText(e),
                        energyText(e), memoryText(e)});
    }
    print("{} · {} MACs · {} parameters{}\n\n{}", shownName(contexts.front().graph.name()),
          humanCount(contexts.front().estimate.macs.toDouble()),
          humanCount(static_cast<double>(contexts.front().estimate.parameters)), accuracyPart(contexts.front().graph),
          toText(table));
    for (const ImportRemark& remark : contexts.front().estimate.remarks)
        print("note: {}\n", visible(sentence(remark)));
    for (const EstimateContext* context : shown) {
        if (!context->estimate.reasons.empty()) {
            print("\n{}\n", context->estimate.targetName);
            printReasons(context->estimate, context->graph);
        }
        if (layers)
            printLayers(*context);
    }
}

/// A key that none of the targets has is a mistake of the caller, not something to pass over.
std::optional<Error> unknownKey(const std::vector<const Target*>& targets, const std::vector<std::string>& settings)
{
    for (const std::string& setting : settings) {
        const std::string key = setting.substr(0, setting.find('='));
        const bool known =
            std::any_of(targets.begin(), targets.end(), [&](const Target* target) { return hasKey(*target, key); });
        if (known || targets.empty())
            continue;
        std::string whose = "any target";
        if (targets.size() == 1)
            whose = targets.front()->id;
        Error error{ErrorCode::optionUnknown, {key, whose}, {}};
        for (const Target* target : targets)
            if (const auto tried = checkedOption(*target, key, "1"); !tried && error.suggestions.empty())
                error.suggestions = tried.error().suggestions;
        return error;
    }
    return std::nullopt;
}

/// Ids as asked for, or all in the order of the board.
Result<std::vector<const Target*>> chosenTargets(const TargetLibrary& library, const std::vector<std::string>& ids)
{
    std::vector<const Target*> chosen;
    for (const std::string& id : ids) {
        const auto meant = targetMeant(library, id);
        if (!meant)
            return tl::make_unexpected(meant.error());
        chosen.push_back(*meant);
    }
    if (ids.empty())
        for (const std::string& group : groupsOf(library))
            for (const Target& target : library.targets)
                if (target.group == group)
                    chosen.push_back(&target);
    return chosen;
}

int run(const Arguments& arguments, const Program& program)
{
    for (const std::string& setting : arguments.settings)
        if (setting.find('=') == std::string::npos || setting.front() == '=') {
            complain(fmt::format("--set takes key=value, not '{}'", setting));
            return wrongUsage;
        }
    const auto graph = loadModel(arguments.model);
    if (!graph)
        return failed(graph.error());
    const TargetLibrary library = loadLibrary(program.executable);
    const auto targets = chosenTargets(library, arguments.targets);
    if (!targets)
        return failed(targets.error());
    if (const auto error = unknownKey(*targets, arguments.settings))
        return failed(*error);
    AnswerBook answers = answerBook();
    std::vector<std::shared_ptr<const Estimate>> estimates; // contexts refer to them
    std::vector<EstimateContext> contexts;
    for (const Target* target : *targets) {
        auto configuration = configurationFor(*target, arguments.settings, arguments.targets.empty());
        const auto result = std::move(configuration).and_then([&](const Configuration& chosen) {
            return answers.ask(**graph, *target, chosen);
        });
        if (!result)
            return failed(result.error());
        estimates.push_back(*result);
        contexts.push_back({**result, **graph, *target});
    }
    if (contexts.empty()) {
        complain("no presets found");
        return notReadable;
    }
    if (arguments.json)
        writeJson(toJson(contexts));
    else
        printText(contexts, arguments.layers);
    return done;
}

} // namespace

void addEstimate(CLI::App& app, Program& program)
{
    auto [command, arguments] = addCommand<Arguments>(
        app, program, "estimate", "Estimate latency, memory and energy of a network on targets", run);
    command.add_option("MODEL", arguments.model, kModelHelp)->required();
    command.add_option("--target", arguments.targets, "Target ids (default: all)");
    command
        .add_option("--set", arguments.settings,
                    "Option of the target, key=value; numbers may have a unit: clock_hz=800MHz")
        ->allow_extra_args(false);
    command.add_flag("--layers", arguments.layers, "Show every layer");
    command.add_flag("--json", arguments.json, "Machine-readable output (layers included)");
}

} // namespace tenbin::cli
