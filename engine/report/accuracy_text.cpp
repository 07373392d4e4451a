// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/accuracy_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/words/words.h"

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

std::string percent(double value, const ShareFormat& share)
{
    return share ? share(value) : fmt::format("{:.1f}\u2009%", 100.0 * value);
}

Json bitsOf(const PublishedAccuracy& accuracy) { return accuracy.bits ? Json(*accuracy.bits) : Json(nullptr); }

std::string precisionOf(int bits) { return bits == 32 ? "float32" : fmt::format("int{}", bits); }

} // namespace

std::string accuracyValue(const PublishedAccuracy& accuracy, const ShareFormat& share)
{
    return percent(accuracy.value, share) + " " + accuracy.metric;
}

std::string accuracyText(const PublishedAccuracy& accuracy, const ShareFormat& share)
{
    std::string text = accuracyValue(accuracy, share) + " · " + accuracy.data;
    if (accuracy.bits)
        text += ", " + precisionOf(*accuracy.bits);
    return text;
}

std::string accuracyText(const AccuracyChange& change, const ShareFormat& share)
{
    return percent(change.from->value, share) + " → " + accuracyValue(*change.to, share);
}

std::string remedyOutcome(const Remedy& remedy, const Graph& graph)
{
    std::string text = remedy.latency ? humanSeconds(*remedy.latency) : std::string();
    if (const auto change = accuracyChange(graph, remedy.network))
        text += (text.empty() ? "" : ", ") + accuracyText(*change);
    return text.empty() ? text : " (" + text + ")";
}

nlohmann::ordered_json accuracyJson(const PublishedAccuracy* accuracy)
{
    if (!accuracy)
        return nullptr;
    return {{"value", accuracy->value},
            {"metric", accuracy->metric},
            {"data", accuracy->data},
            {"bits", bitsOf(*accuracy)},
            {"lower_is_better", accuracy->lowerIsBetter},
            {"source", accuracy->source},
            {"note", accuracy->note}};
}

nlohmann::ordered_json accuracyJson(const std::optional<AccuracyChange>& change)
{
    if (!change)
        return nullptr;
    return {{"from", change->from->value}, {"to", change->to->value},     {"metric", change->to->metric},
            {"data", change->to->data},    {"bits", bitsOf(*change->to)}, {"source", change->to->source}};
}

} // namespace tenbin
