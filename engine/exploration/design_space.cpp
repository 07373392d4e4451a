// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/design_space.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "engine/networks/published_accuracy.h"
#include "engine/targets/target_lookup.h"

namespace tenbin {

namespace {

constexpr std::uint64_t kMostPoints = std::uint64_t{1} << 40;

bool insideSchema(const ArchitectureSchema& schema, const std::string& key, double number)
{
    const ParameterSpec* spec = schema.find(key);
    if (!spec)
        spec = commonSchema().find(key);
    return std::isfinite(number) && (!spec || (number >= spec->lowest && number <= spec->highest));
}

/// The value as the target takes it, or nothing. Numbers keep to the range of the architecture's schema.
std::optional<OptionValue> allowedValue(const Target& target, const ArchitectureSchema& schema, const std::string& key,
                                        const OptionValue& value)
{
    const auto checked = checkedOption(target, key, value);
    if (!checked)
        return std::nullopt;
    const OptionSpec* option = target.findOption(key);
    if (option && option->kind != OptionKind::number)
        return OptionValue(toString(value));
    if (!*checked)
        return std::nullopt;
    const auto* number = std::get_if<double>(&**checked);
    if (!number || !insideSchema(schema, key, *number))
        return std::nullopt;
    return **checked;
}

/// What the target allows for `key`, for whoever asked for something else.
void addAllowed(const Target& target, const ArchitectureSchema& schema, Omission& omission)
{
    const OptionSpec* option = target.findOption(omission.key);
    if (option && option->kind != OptionKind::number) {
        for (const OptionChoice& choice : option->choices)
            omission.choices.push_back(choice.id);
        return;
    }
    constexpr double kNoLimit = std::numeric_limits<double>::max();
    const ParameterSpec* spec = schema.find(omission.key);
    if (!spec)
        spec = commonSchema().find(omission.key);
    double lowest = -kNoLimit, highest = kNoLimit;
    if (spec) {
        lowest = spec->lowest;
        highest = spec->highest;
    }
    if (option) {
        lowest = std::max(lowest, option->lowest);
        highest = std::min(highest, option->highest);
    }
    if (lowest > -kNoLimit)
        omission.lowest = lowest;
    if (highest < kNoLimit)
        omission.highest = highest;
}

bool hasKey(const Target& target, const std::string& key)
{
    const auto tried = checkedOption(target, key, "0");
    return tried.has_value() || tried.error().code != ErrorCode::optionUnknown;
}

class SpaceBuilder {
public:
    SpaceBuilder(const Question& question, const TargetLibrary& library, const CostModelLookup& models)
        : m_question(question), m_library(library), m_models(models), m_space(std::make_shared<DesignSpace>())
    {
        m_space->question = question;
    }

    std::optional<Error> addTargets()
    {
        for (const std::string& pattern : m_question.targets) {
            const std::size_t before = m_matched.size();
            for (const Target& target : m_library.targets)
                if (matchesPattern(pattern, target.id)) {
                    m_matched.push_back(&target);
                }
            if (m_matched.size() > before)
                continue;
            const auto meant = targetMeant(m_library, pattern);
            if (!meant)
                return meant.error();
            m_matched.push_back(*meant);
        }
        for (const QuestionAxis& axis : m_question.axes)
            if (std::none_of(m_matched.begin(), m_matched.end(), [&](const Target* t) { return applies(axis, *t); }))
                return Error{ErrorCode::optionUnknown, {axis.key, namesOfMatched()}, {}};
        for (const Target* target : m_matched)
            if (auto error = addTarget(*target))
                return error;
        return std::nullopt;
    }

    std::string namesOfMatched() const
    {
        if (m_matched.size() == 1)
            return m_matched.front()->id;
        return "any target";
    }

    std::optional<Error> addNetworks(const NetworkLoader& load)
    {
        for (const QuestionNetwork& network : m_question.networks)
            for (const std::string& spec : network.specs()) {
                const auto graph = load(spec);
                if (!graph)
                    return graph.error();
                auto accuracy = network.accuracy.find(spec);
                if (accuracy == network.accuracy.end())
                    accuracy = network.accuracy.find("");
                m_space->layout.networks.push_back(
                    {spec, (*graph)->name(), (*graph)->hash(), std::nullopt, (*graph)->remarks(), {}});
                if (accuracy != network.accuracy.end())
                    m_space->layout.networks.back().accuracy = accuracy->second;
                m_space->networks.push_back(*graph);
            }
        addPublishedAccuracies();
        return std::nullopt;
    }

    /// Where the question gives no accuracy at all: one published figure of all networks, unknown where one lacks it.
    void addPublishedAccuracies()
    {
        auto& networks = m_space->layout.networks;
        std::vector<std::string> specs;
        for (std::size_t i = 0; i < networks.size(); ++i) {
            if (networks[i].accuracy)
                return;
            specs.push_back(m_space->networks[i]->origin().zooSpec);
        }
        if (specs.empty())
            return;
        const auto values = publishedAccuracies().oneFigure(specs, weightBits(*m_space->networks.front()));
        for (std::size_t i = 0; i < networks.size(); ++i)
            if (values[i] && !values[i]->lowerIsBetter) {
                networks[i].accuracy = values[i]->value;
                networks[i].accuracySource = values[i]->metric + ", " + values[i]->data + ": " + values[i]->source;
            }
    }

    /// Numbers the points; the number of networks may be known before they are loaded.
    std::optional<Error> number(std::size_t networks)
    {
        SpaceLayout& layout = m_space->layout;
        for (std::uint32_t network = 0; network < networks; ++network)
            for (std::uint32_t target = 0; target < m_axes.size(); ++target) {
                SpaceBlock block{network, target, m_axes[target], layout.size, 1};
                for (const SpaceAxis& axis : block.axes)
                    if (block.count > kMostPoints / axis.values.size())
                        return Error{ErrorCode::questionValue, {"axes", fmt::format("{} points", kMostPoints)}, {}};
                    else
                        block.count *= axis.values.size();
                layout.size += block.count;
                if (layout.size > kMostPoints)
                    return Error{ErrorCode::questionValue, {"axes", fmt::format("{} points", kMostPoints)}, {}};
                layout.blocks.push_back(std::move(block));
            }
        if (layout.size == 0)
            return Error{ErrorCode::questionValue, {"targets", "a target that allows a value of each axis"}, {}};
        return std::nullopt;
    }

    std::shared_ptr<DesignSpace> take() { return std::move(m_space); }

private:
    static bool applies(const QuestionAxis& axis, const Target& target)
    {
        return (axis.targets.empty() || matchesPattern(axis.targets, target.id)) && hasKey(target, axis.key);
    }

    std::optional<Error> addTarget(const Target& target)
    {
        const auto& known = m_space->layout.targets;
        if (std::any_of(known.begin(), known.end(), [&](const SpaceTarget& t) { return t.id == target.id; }))
            return std::nullopt;
        const CostModel* model = m_models(target.architecture);
        if (!model)
            return Error{ErrorCode::presetArchitecture, {target.architecture}, {}};
        std::vector<SpaceAxis> axes;
        for (const QuestionAxis& axis : m_question.axes)
            if (applies(axis, target) && !addAxis(axis, target, *model, axes))
                return std::nullopt;
        std::stable_partition(axes.begin(), axes.end(), [](const SpaceAxis& axis) { return !axis.scales; });
        m_space->layout.targets.push_back({target.id, target.name, target.group, target.hash, std::nullopt});
        if (const auto prices = priceRange(target.product))
            m_space->layout.targets.back().price = prices->lowest->value.amount;
        m_space->targets.push_back(target);
        m_space->models.push_back(model);
        m_axes.push_back(std::move(axes));
        return std::nullopt;
    }

    /// False if the target allows none of the values.
    bool addAxis(const QuestionAxis& axis, const Target& target, const CostModel& model, std::vector<SpaceAxis>& axes)
    {
        const auto scaling = model.scalingKeys();
        SpaceAxis result{axis.key, {}, std::find(scaling.begin(), scaling.end(), axis.key) != scaling.end()};
        Omission omission{.target = target.id, .key = axis.key, .values = {}};
        std::set<OptionValue> seen;
        for (const OptionValue& value : axis.values()) {
            const auto allowed = allowedValue(target, model.schema(), axis.key, value);
            if (!allowed)
                omission.values.push_back(toString(value));
            else if (seen.insert(*allowed).second)
                result.values.push_back(*allowed);
        }
        omission.all = result.values.empty();
        omission.asked = result.values.size() + omission.values.size();
        if (!omission.values.empty()) {
            addAllowed(target, model.schema(), omission);
            m_space->omissions.push_back(omission);
        }
        const auto same = std::find_if(axes.begin(), axes.end(), [&](const SpaceAxis& a) { return a.key == axis.key; });
        if (same != axes.end())
            *same = std::move(result); // a later axis, for fewer targets, replaces a general one
        else
            axes.push_back(std::move(result));
        return !omission.all;
    }

    const Question& m_question;
    const TargetLibrary& m_library;
    const CostModelLookup& m_models;
    std::shared_ptr<DesignSpace> m_space;
    std::vector<const Target*> m_matched;
    std::vector<std::vector<SpaceAxis>> m_axes; ///< one list a target
};

} // namespace

Result<std::shared_ptr<const DesignSpace>> buildSpace(const Question& question, const TargetLibrary& library,
                                                      const NetworkLoader& load, const CostModelLookup& models)
{
    SpaceBuilder builder(question, library, models);
    auto error = builder.addTargets();
    if (!error)
        error = builder.addNetworks(load);
    if (error)
        return tl::make_unexpected(*error);
    std::size_t networks = 0;
    for (const QuestionNetwork& network : question.networks)
        networks += network.specs().size();
    error = builder.number(networks);
    if (error)
        return tl::make_unexpected(*error);
    return builder.take();
}

std::optional<std::uint64_t> countPoints(const Question& question, const TargetLibrary& library,
                                         const CostModelLookup& models)
{
    SpaceBuilder builder(question, library, models);
    std::size_t networks = 0;
    for (const QuestionNetwork& network : question.networks)
        networks += network.specs().size();
    if (builder.addTargets() || builder.number(networks))
        return std::nullopt;
    return builder.take()->size();
}

} // namespace tenbin
