// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/validation.h"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

namespace tenbin {

namespace {

constexpr double kKibibyte = 1024.0;

/// `bytes` in KiB, with the range that the target gives for what `part` of a memory takes; none where it is exact.
std::optional<ScoredValue> ranged(Bytes bytes, const Settings& settings, std::string_view part, double measured)
{
    ScoredValue value{bytes.toDouble() / kKibibyte, measured, std::nullopt, std::nullopt};
    const double halfWidth = settings.numberOr("accuracy.memory." + std::string(part), 0.0);
    if (halfWidth > 0.0) {
        value.low = value.predicted / (1.0 + halfWidth);
        value.high = value.predicted * (1.0 + halfWidth);
    }
    return value;
}

template <class Q>
std::optional<ScoredValue> scaled(const std::optional<Figure<Q>>& figure, double factor, double measured)
{
    if (!figure || figure->isBound)
        return std::nullopt;
    ScoredValue value{figure->value.count() * factor, measured, std::nullopt, std::nullopt};
    if (figure->low)
        value.low = figure->low->count() * factor;
    if (figure->high)
        value.high = figure->high->count() * factor;
    return value;
}

/// What a table's "peak RAM" speaks of, which differs from compiler to compiler: memories by id, or all of them.
ScoredValue ramOf(const Estimate& estimate, const std::string& which, double measured)
{
    Bytes used, low, high;
    for (const MemoryUse& memory : estimate.memories) {
        if (!memory.used || !(which.empty() ? memory.holdsActivations : memory.id == which))
            continue;
        used += *memory.used;
        low += memory.low.value_or(*memory.used);
        high += memory.high.value_or(*memory.used);
    }
    ScoredValue value{used.toDouble() / kKibibyte, measured, std::nullopt, std::nullopt};
    if (low < high) {
        value.low = low.toDouble() / kKibibyte;
        value.high = high.toDouble() / kKibibyte;
    }
    return value;
}

/// One layer's latency, with the interval of the whole.
std::optional<Figure<Seconds>> layerLatency(const Estimate& estimate, std::size_t layer)
{
    if (layer >= estimate.layers.size() || !estimate.latency || estimate.latency->isBound)
        return std::nullopt;
    const Figure<Seconds>& whole = *estimate.latency;
    Figure<Seconds> part{.value = estimate.layers[layer].latency};
    if (whole.low && whole.high && whole.value.count() > 0.0) {
        part.low = part.value * (*whole.low / whole.value);
        part.high = part.value * (*whole.high / whole.value);
    }
    return part;
}

/// The estimate in the unit of `metric`; empty if it says nothing about it.
std::optional<ScoredValue> predict(const Estimate& estimate, const Measurement& row, const MappedRow& mapped,
                                   const Settings& settings)
{
    const double clock = settings.numberOr("clock_hz", 0.0); // counts the estimate's cycles
    if (mapped.layer && row.metric == "latency_ms")
        return scaled(layerLatency(estimate, *mapped.layer), 1e3, row.value);
    if (mapped.layer)
        return std::nullopt;
    if (row.metric == "latency_ms")
        return scaled(estimate.latency, 1e3, row.value);
    if (row.metric == "fps" && row.value > 0.0)
        return scaled(estimate.latency, 1e3, 1e3 / row.value);
    if (row.metric == "cycles" && clock > 0.0)
        return scaled(estimate.latency, clock, row.value);
    if (row.metric == "energy_uj")
        return scaled(estimate.energy, 1e6, row.value);
    if (row.metric == "weights_kib")
        return ranged(estimate.weightBytes, settings, "weights", row.value);
    if (row.metric == "activation_ram_kib" || (row.metric == "peak_ram_kib" && mapped.ram == "peak"))
        return ranged(estimate.peakActivationBytes, settings, "activations", row.value);
    if (row.metric == "peak_ram_kib")
        return ramOf(estimate, mapped.ram, row.value);
    return std::nullopt;
}

Result<Configuration> configurationOf(const Target& target, const MappedRow& mapped)
{
    Configuration configuration;
    std::vector<std::string> settings = mapped.settings;
    if (mapped.clockMegahertz)
        settings.push_back(fmt::format("clock_hz={}", *mapped.clockMegahertz * 1e6));
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        auto next = withOption(target, std::move(configuration), setting.substr(0, equals),
                               equals == std::string::npos ? std::string() : setting.substr(equals + 1));
        if (!next)
            return next;
        configuration = std::move(*next);
    }
    return configuration;
}

std::string describe(const Error& error)
{
    if (error.arguments.empty())
        return "error";
    return fmt::format("{} {}", error.arguments.front(), error.arguments.size() > 1 ? error.arguments[1] : "");
}

/// Maps rows one by one, keeping networks that rows share.
class RowMapper {
public:
    RowMapper(const ValidationContext& context, std::vector<UnscoredRow>& unscored)
        : m_context(context), m_unscored(unscored)
    {
    }

    void add(const Measurement& row)
    {
        // What a compiler reports of the memory that it laid out is a fact; what it estimates of time is not.
        const bool size = row.metric.ends_with("_kib");
        if (row.kind == "measured" || row.kind == "simulated" || (size && row.kind == "vendor-estimate"))
            map(row);
        else
            leaveOut(row, "an estimate or a bound, no measurement");
    }

    std::vector<ScorableRow> take() { return std::move(m_rows); }

private:
    void map(const Measurement& row)
    {
        const auto own = mapOwnRow(row, m_context.targets.find(row.target));
        const auto mapped = own ? tl::expected<MappedRow, UnmappedRow>(*own) : mapRow(m_context.rules, row);
        if (!mapped)
            return leaveOut(row, mapped.error().detail);
        const Target* target = m_context.targets.find(mapped->target);
        if (!target)
            return leaveOut(row, "no preset " + mapped->target);
        const auto configuration = configurationOf(*target, *mapped);
        if (!configuration)
            return leaveOut(row, describe(configuration.error()));
        const auto network = networkOf(*mapped);
        if (!network)
            return leaveOut(row, describe(network.error()));
        m_rows.push_back({.measurement = row,
                          .mapped = *mapped,
                          .own = own.has_value(),
                          .network = *network,
                          .target = target,
                          .configuration = *configuration});
    }

    void leaveOut(const Measurement& row, std::string reason) { m_unscored.push_back({row, std::move(reason)}); }

    Result<std::shared_ptr<const Graph>> networkOf(const MappedRow& mapped)
    {
        const auto key = mapped.zoo + "|" + mapped.file + (mapped.isFloat ? "|float" : "");
        const auto known = m_networks.find(key);
        if (known != m_networks.end())
            return known->second;
        auto network = m_context.network(mapped);
        if (network)
            m_networks.emplace(key, *network);
        return network;
    }

    const ValidationContext& m_context;
    std::map<std::string, std::shared_ptr<const Graph>> m_networks;
    std::vector<ScorableRow> m_rows;
    std::vector<UnscoredRow>& m_unscored;
};

ScoredRow scored(const ScorableRow& row, const ScoredValue& value)
{
    return {.measurement = row.measurement,
            .network = row.networkName(),
            .target = row.target->id,
            .family = row.mapped.family,
            .metric = row.metric(),
            .configuration = row.configuration,
            .own = row.own,
            .value = value};
}

/// What the row tells of whether its network fits, once for each network, target and configuration.
void addVerdict(std::vector<ScoredVerdict>& verdicts, const ScorableRow& row, const Estimate& estimate)
{
    const std::optional<bool> fits = knownToFit(row.measurement);
    const auto isSame = [&](const ScoredVerdict& other) {
        return other.target == row.target->id && other.measurement.model == row.measurement.model
               && other.configuration == row.configuration;
    };
    if (!fits || row.mapped.layer || std::any_of(verdicts.begin(), verdicts.end(), isSame))
        return;
    verdicts.push_back({.measurement = row.measurement,
                        .target = row.target->id,
                        .family = row.mapped.family,
                        .configuration = row.configuration,
                        .fits = *fits,
                        .verdict = estimate.verdict,
                        .certain = !estimate.isUncertain()});
}

} // namespace

std::map<std::pair<std::string, std::string>, ErrorSummary> ValidationReport::summaries() const
{
    std::map<std::pair<std::string, std::string>, std::vector<ScoredValue>> groups;
    for (const ScoredRow& row : scored) {
        groups[{row.family, row.metric}].push_back(row.value);
        groups[{"all", row.metric}].push_back(row.value);
    }
    std::map<std::pair<std::string, std::string>, ErrorSummary> result;
    for (const auto& [key, values] : groups)
        result[key] = summarise(values);
    return result;
}

std::string ScorableRow::metric() const { return measurement.metric == "fps" ? "latency_ms" : measurement.metric; }

std::string ScorableRow::networkName() const
{
    const std::string& zoo = network->origin().zooSpec;
    return zoo.empty() ? mapped.file : "zoo:" + zoo;
}

std::string ScorableRow::architectureName() const
{
    static const std::regex size("(alpha|width|size|input|classes)=[^&]*&?");
    std::string name = std::regex_replace(networkName(), size, "");
    while (name.ends_with('?') || name.ends_with('&'))
        name.pop_back();
    return name;
}

std::vector<ScorableRow> scorableRows(const std::vector<Measurement>& rows, const ValidationContext& context,
                                      std::vector<UnscoredRow>& unscored)
{
    RowMapper mapper(context, unscored);
    for (const Measurement& row : rows)
        mapper.add(row);
    return mapper.take();
}

std::optional<ScoredValue> scoreRow(const ScorableRow& row, const Estimate& estimate)
{
    const auto settings = Settings::resolve(*row.target, row.configuration);
    if (!settings)
        return std::nullopt;
    const auto value = predict(estimate, row.measurement, row.mapped, *settings);
    if (!value || value->measured <= 0.0)
        return std::nullopt;
    return value;
}

ValidationReport validate(const std::vector<Measurement>& rows, const ValidationContext& context)
{
    ValidationReport report;
    for (const ScorableRow& row : scorableRows(rows, context, report.unscored)) {
        const auto estimate = context.estimate(*row.network, *row.target, row.configuration);
        if (estimate)
            addVerdict(report.verdicts, row, *estimate);
        if (estimate && isVerdictAlone(row.measurement))
            continue;
        const auto value = estimate ? scoreRow(row, *estimate) : std::nullopt;
        if (value)
            report.scored.push_back(scored(row, *value));
        else
            report.unscored.push_back(
                {row.measurement, estimate ? "no estimate of " + row.measurement.metric : describe(estimate.error())});
    }
    return report;
}

} // namespace tenbin
