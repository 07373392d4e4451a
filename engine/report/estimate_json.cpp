// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/estimate_json.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "engine/core/hash.h"
#include "engine/graph/analysis.h"
#include "engine/report/accuracy_text.h"
#include "engine/report/configuration_json.h"
#include "engine/targets/firmware.h"
#include "engine/words/codes.h"
#include "engine/words/words.h"

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

template <class T, class Convert>
Json orNull(const std::optional<T>& value, Convert convert)
{
    if (!value)
        return nullptr;
    return convert(*value);
}

double milliseconds(Seconds seconds) { return seconds.count() * 1e3; }
double microjoules(Joules joules) { return joules.count() * 1e6; }
double asItIs(double number) { return number; }
std::int64_t plainBytes(Bytes bytes) { return bytes.count(); }

Json argumentJson(const Argument& argument)
{
    return std::visit(
        [](const auto& v) {
            if constexpr (requires { v.count(); })
                return Json(v.count());
            else
                return Json(v);
        },
        argument);
}

Json reasonsOf(const Estimate& estimate)
{
    Json result = Json::array();
    for (const Reason& reason : estimate.reasons) {
        Json arguments = Json::array();
        for (const Argument& argument : reason.arguments)
            arguments.push_back(argumentJson(argument));
        Json layer = nullptr;
        if (reason.op.valid())
            layer = reason.op.index;
        result.push_back({{"code", codeName(reason.code)},
                          {"blocks", reason.blocks},
                          {"text", sentence(reason)},
                          {"arguments", std::move(arguments)},
                          {"layer", std::move(layer)}});
    }
    return result;
}

Json remediesOf(const Estimate& estimate, const Graph& graph)
{
    Json result = Json::array();
    for (const Remedy& remedy : estimate.remedies) {
        Json changes = Json::object();
        for (const auto& [key, value] : remedy.changes)
            changes[key] = toJsonValue(value);
        Json network = nullptr;
        if (!remedy.network.empty())
            network = remedy.network;
        result.push_back({{"text", sentence(remedy)},
                          {"set", std::move(changes)},
                          {"network", std::move(network)},
                          {"fits_probability", remedy.fitsProbability},
                          {"latency_ms", orNull(remedy.latency, milliseconds)},
                          {"energy_uj", orNull(remedy.energy, microjoules)},
                          {"mac_factor", remedy.macFactor},
                          {"accuracy", accuracyJson(accuracyChange(graph, remedy.network))}});
    }
    return result;
}

template <class Q, class Convert>
Json intervalOf(const std::optional<Figure<Q>>& figure, Convert convert)
{
    if (!figure)
        return nullptr;
    return Json::array({orNull(figure->low, convert), orNull(figure->high, convert)});
}

Json memoriesOf(const Estimate& estimate)
{
    Json result = Json::array();
    for (const MemoryUse& memory : estimate.memories) {
        Json interval = nullptr;
        if (memory.low && memory.high)
            interval = Json::array({memory.low->count(), memory.high->count()});
        result.push_back({{"name", memory.name},
                          {"id", memory.id},
                          {"used_bytes", orNull(memory.used, plainBytes)},
                          {"used_interval_bytes", std::move(interval)},
                          {"available_bytes", orNull(memory.available, plainBytes)},
                          {"spare_bytes", orNull(memory.spare(), plainBytes)},
                          {"size_bytes", orNull(memory.size, plainBytes)},
                          {"reserved_bytes", memory.reserved.count()},
                          {"firmware_bytes", memory.firmware.count()},
                          {"fits_probability", orNull(memory.fitsProbability, asItIs)}});
    }
    return result;
}

Json energyParts(const std::vector<EnergyPart>& parts)
{
    if (parts.empty())
        return nullptr;
    Json result = Json::object();
    for (const EnergyPart& part : parts)
        result[std::string(codeName(part.component))] = microjoules(part.energy);
    return result;
}

Json layersOf(const EstimateContext& context)
{
    Json result = Json::array();
    for (const LayerCost& layer : context.estimate.layers) {
        const Operator& op = context.graph.op(layer.op);
        Json traffic = Json::array();
        for (const Traffic& t : layer.traffic) {
            const auto& memories = context.target.memories;
            const auto index = static_cast<std::size_t>(t.memory);
            std::string memory;
            if (index < memories.size())
                memory = memories[index].id;
            traffic.push_back(
                {{"memory", std::move(memory)}, {"read_bytes", t.read.count()}, {"written_bytes", t.written.count()}});
        }
        result.push_back({{"name", op.name},
                          {"op", displayKind(op)},
                          {"macs", macs(context.graph, op).count()},
                          {"parameters", parameters(context.graph, op)},
                          {"cycles", layer.total.count()},
                          {"latency_ms", milliseconds(layer.latency)},
                          {"energy_uj", orNull(layer.totalEnergy(), microjoules)},
                          {"bound", codeName(layer.bound)},
                          {"device", codeName(layer.unit)},
                          {"utilisation", orNull(layer.utilisation, asItIs)},
                          {"compute_cycles", layer.compute.count()},
                          {"memory_cycles", layer.memory.count()},
                          {"overhead_cycles", layer.overhead.count()},
                          {"traffic", std::move(traffic)},
                          {"energy_by_component_uj", energyParts(layer.energy)}});
    }
    return result;
}

Json assumptionsOf(const Estimate& estimate)
{
    Json result = Json::array();
    for (const Assumption& assumption : estimate.assumptions)
        result.push_back(
            {{"key", assumption.key}, {"value", assumption.value.value}, {"source", assumption.value.source}});
    return result;
}

/// What the importer had to assume, as sentences.
Json remarksOf(const Estimate& estimate)
{
    Json result = Json::array();
    for (const ImportRemark& remark : estimate.remarks)
        result.push_back(sentence(remark));
    return result;
}

Json fitsOf(VerdictKind verdict)
{
    if (verdict == VerdictKind::unknown)
        return nullptr;
    return verdict == VerdictKind::fits;
}

Json toJsonObject(const EstimateContext& context)
{
    const Estimate& e = context.estimate;
    Json result;
    result["model"] = e.model;
    result["target"] = e.targetId;
    result["target_name"] = e.targetName;
    result["configuration"] = configurationJson(e.configuration, context.target);
    result["fits"] = fitsOf(e.verdict);
    result["verdict"] = codeName(e.verdict);
    result["fits_probability"] = orNull(e.fitsProbability, asItIs);
    result["reasons"] = reasonsOf(e);
    result["remedies"] = remediesOf(e, context.graph);
    result["latency_ms"] = orNull(e.latency, [](const auto& f) { return milliseconds(f.value); });
    result["latency_interval_ms"] = intervalOf(e.latency, milliseconds);
    result["latency_is_bound"] = orNull(e.latency, [](const auto& f) { return f.isBound; });
    result["fps"] = orNull(e.framesPerSecond, asItIs);
    result["energy_uj"] = orNull(e.energy, [](const auto& f) { return microjoules(f.value); });
    result["energy_interval_uj"] = intervalOf(e.energy, microjoules);
    result["energy_is_bound"] = orNull(e.energy, [](const auto& f) { return f.isBound; });
    result["macs"] = e.macs.count();
    result["parameters"] = e.parameters;
    result["accuracy"] = accuracyJson(publishedAccuracyOf(context.graph));
    result["weights_bytes"] = e.weightBytes.count();
    result["peak_activation_bytes"] = e.peakActivationBytes.count();
    result["memories"] = memoriesOf(e);
    result["bottleneck_layer"] = orNull(e.bottleneck, [](OperatorId op) { return op.index; });
    result["overhead_ms"] = milliseconds(e.overhead);
    result["overhead_energy_uj"] = energyParts(e.overheadEnergy);
    result["layers"] = layersOf(context);
    result["assumptions"] = assumptionsOf(e);
    result["remarks"] = remarksOf(e);
    result["model_hash"] = toHex(e.graphHash);
    result["target_hash"] = toHex(e.targetHash);
    return result;
}

} // namespace

std::string toJson(std::span<const EstimateContext> estimates)
{
    Json result = Json::array();
    for (const EstimateContext& context : estimates)
        result.push_back(toJsonObject(context));
    // Names come from model files: invalid UTF-8 is replaced, never thrown at the user.
    return result.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace tenbin
