// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requirements/choice_export.h"

#include <algorithm>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "engine/report/accuracy_text.h"
#include "engine/report/configuration_json.h"
#include "engine/requirements/choice_text.h"
#include "engine/requirements/figure_range.h"
#include "engine/words/codes.h"
#include "engine/words/product_words.h"
#include "engine/words/translated.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kUnknown = "—";

/// A unit of JSON: what stands beside a number and how many of it make one of the figure's own.
struct JsonUnit {
    const char* name;
    double perUnit;
};

JsonUnit jsonUnit(RequiredFigure figure)
{
    switch (figure) {
    case RequiredFigure::framesPerSecond:
        return {"1/s", 1.0};
    case RequiredFigure::latency:
        return {"ms", 1e3};
    case RequiredFigure::energy:
        return {"uJ", 1e6};
    case RequiredFigure::power:
        return {"uW", 1e6};
    case RequiredFigure::batteryLife:
        return {"s", 1.0};
    case RequiredFigure::ram:
    case RequiredFigure::flash:
    case RequiredFigure::spareRam:
    case RequiredFigure::spareFlash:
        return {"B", 1.0};
    case RequiredFigure::price:
        return {"USD", 1.0};
    case RequiredFigure::packageSide:
        return {"mm", 1.0};
    case RequiredFigure::accuracy:
        return {"1", 1.0};
    }
    return {"", 1.0};
}

Json numberOrNull(const std::optional<double>& number, double factor = 1.0)
{
    return number ? Json(*number * factor) : Json(nullptr);
}

Json rangeJson(const std::optional<FigureRange>& range, double factor)
{
    if (!range)
        return nullptr;
    return Json::array({numberOrNull(range->low, factor), numberOrNull(range->high, factor)});
}

Json valueJson(const std::optional<FigureRange>& range, double factor = 1.0)
{
    return range ? Json(range->value * factor) : Json(nullptr);
}

Json bytesJson(const std::optional<FigureRange>& range)
{
    return range ? Json(static_cast<std::int64_t>(range->value)) : Json(nullptr);
}

Json figureJson(const CheckedFigure& figure, bool withText)
{
    const JsonUnit unit = jsonUnit(figure.figure);
    Json result{{"figure", toString(figure.figure)},
                {"value", numberOrNull(figure.value, unit.perUnit)},
                {"needed", figure.needed * unit.perUnit},
                {"unit", unit.name},
                {"probability", numberOrNull(figure.probability)}};
    if (withText)
        result["text"] = missText(figure);
    return result;
}

/// Why it does not fit: bytes of a memory, or what the hardware cannot do, which has no number.
Json fitMissJson(const Reason& reason)
{
    Json value, needed, unit;
    if (reason.code == ReasonCode::memoryExceeded) {
        value = std::get<Bytes>(reason.arguments.at(2)).count();
        needed = std::get<Bytes>(reason.arguments.at(3)).count();
        unit = "B";
    }
    return {{"figure", codeName(reason.code)}, {"value", value},          {"needed", needed}, {"unit", unit},
            {"probability", nullptr},          {"text", sentence(reason)}};
}

Json missesJson(const Choice& choice)
{
    Json result = Json::array();
    if (choice.judgement.fits == VerdictKind::doesNotFit)
        for (const Reason& reason : choice.estimate->reasons)
            if (reason.blocks)
                result.push_back(fitMissJson(reason));
    for (const CheckedFigure& figure : choice.judgement.figures)
        if (figure.missed())
            result.push_back(figureJson(figure, true));
    for (const CheckedInterface& one : choice.judgement.interfaces)
        if (one.offered == false)
            result.push_back({{"figure", "interface"},
                              {"value", nullptr},
                              {"needed", toString(one.needed)},
                              {"unit", nullptr},
                              {"probability", 0.0},
                              {"text", "no " + word(one.needed)}});
    return result;
}

Json unknownJson(const Judgement& judgement)
{
    Json result = Json::array();
    if (judgement.fits == VerdictKind::unknown)
        result.push_back("fits");
    for (const CheckedFigure& figure : judgement.figures)
        if (!figure.probability)
            result.push_back(toString(figure.figure));
    for (const CheckedInterface& one : judgement.interfaces)
        if (!one.offered)
            result.push_back(toString(one.needed));
    return result;
}

Json changesJson(const std::vector<std::pair<std::string, OptionValue>>& changes)
{
    Json result = Json::object();
    for (const auto& [key, value] : changes)
        result[key] = toJsonValue(value);
    return result;
}

Json mendsJson(const Choice& choice)
{
    Json result = Json::array();
    for (const Mend& mend : choice.mends) {
        const Remedy& remedy = mend.remedy;
        Json latency, energy;
        if (remedy.latency)
            latency = remedy.latency->count() * 1e3;
        if (remedy.energy)
            energy = remedy.energy->count() * 1e6;
        result.push_back({{"text", mendText(mend, *choice.asked.target)},
                          {"set", changesJson(remedy.changes)},
                          {"network", remedy.network.empty() ? Json(nullptr) : Json(remedy.network)},
                          {"meets", toString(mend.meets)},
                          {"probability", mend.probability},
                          {"changes_network", mend.changesNetwork},
                          {"accuracy", accuracyJson(mend.accuracy)},
                          {"latency_ms", std::move(latency)},
                          {"energy_uj", std::move(energy)}});
    }
    return result;
}

Json priceJson(const Product& product)
{
    const auto range = priceRange(product);
    return range ? Json(range->lowest->value.amount) : Json(nullptr);
}

Json choiceJson(const Choice& choice, std::size_t rank)
{
    const Estimate& e = *choice.estimate;
    const auto latency = latencyRange(e), energy = energyRange(e), rate = rateRange(e);
    Json result;
    result["rank"] = rank;
    result["model"] = e.model;
    result["source"] = choice.asked.source;
    result["target"] = e.targetId;
    result["target_name"] = e.targetName;
    result["configuration"] = configurationJson(choice.configuration, *choice.asked.target);
    result["changes"] = changesJson(choice.changes);
    result["meets"] = toString(choice.judgement.meets);
    result["probability"] = numberOrNull(choice.judgement.probability);
    result["fits_probability"] = numberOrNull(choice.judgement.fitsProbability);
    result["latency_ms"] = valueJson(latency, 1e3);
    result["latency_interval_ms"] = rangeJson(latency, 1e3);
    result["fps"] = valueJson(rate);
    result["fps_interval"] = rangeJson(rate, 1.0);
    result["energy_uj"] = valueJson(energy, 1e6);
    result["energy_interval_uj"] = rangeJson(energy, 1e6);
    result["ram_bytes"] = bytesJson(takenRange(e, RequiredFigure::ram));
    result["flash_bytes"] = bytesJson(takenRange(e, RequiredFigure::flash));
    result["price_usd"] = priceJson(choice.asked.target->product);
    result["accuracy"] = numberOrNull(publishedAccuracy(*choice.asked.network, choice.configuration));
    result["requirements"] = Json::array();
    for (const CheckedFigure& figure : choice.judgement.figures)
        result["requirements"].push_back(figureJson(figure, false));
    result["misses"] = missesJson(choice);
    result["unknown"] = unknownJson(choice.judgement);
    result["mends"] = mendsJson(choice);
    return result;
}

TableCell figureCell(RequiredFigure figure, const std::optional<FigureRange>& range, const Wording& wording)
{
    TableCell cell{.text = kUnknown, .value = {}, .low = {}, .high = {}};
    if (!range)
        return cell;
    cell.value = range->value;
    cell.low = range->low;
    cell.high = range->high;
    cell.text = figureText(figure, range->value, wording);
    if (range->low && !range->high)
        cell.text = "\u2265 " + cell.text;
    if (range->high && !range->low)
        cell.text = "\u2264 " + cell.text;
    return cell;
}

std::optional<FigureRange> priceOf(const Product& product)
{
    const auto range = priceRange(product);
    if (!range)
        return std::nullopt;
    return FigureRange{range->lowest->value.amount, range->lowest->value.amount, range->highest->value.amount};
}

Tone toneOf(Meets meets)
{
    switch (meets) {
    case Meets::yes:
        return Tone::good;
    case Meets::probably:
        return Tone::warn;
    case Meets::unknown:
        return Tone::muted;
    case Meets::no:
        return Tone::bad;
    }
    return Tone::plain;
}

TableColumn column(const char* key, std::string_view title, const char* unit, bool number, double weight,
                   const Wording& wording)
{
    const std::string shown = translated(title, wording);
    return {.key = key, .title = shown, .unit = unit, .number = number, .weight = weight};
}

std::vector<TableCell> rowOf(const Choice& choice, std::size_t rank, const Wording& wording)
{
    const Estimate& e = *choice.estimate;
    const TableCell number{.text = std::to_string(rank), .value = static_cast<double>(rank), .low = {}, .high = {}};
    const auto text = [](std::string words) {
        return TableCell{.text = std::move(words), .value = {}, .low = {}, .high = {}};
    };
    TableCell meets = text(meetsText(choice.judgement, wording));
    meets.tone = toneOf(choice.judgement.meets);
    return {number,
            text(e.targetName),
            text(e.model),
            std::move(meets),
            figureCell(RequiredFigure::framesPerSecond, rateRange(e), wording),
            figureCell(RequiredFigure::latency, latencyRange(e), wording),
            figureCell(RequiredFigure::energy, energyRange(e), wording),
            figureCell(RequiredFigure::price, priceOf(choice.asked.target->product), wording),
            text(remarkText(choice, wording))};
}

} // namespace

Table choiceTable(const Choices& choices, std::size_t most, const Wording& wording)
{
    Table table{.key = "choices", .caption = {}, .columns = {}, .rows = {}};
    table.columns = {column("rank", "#", "", true, 0.3, wording),
                     column("target", QT_TRANSLATE_NOOP("Words", "Chip"), "", false, 1.5, wording),
                     column("network", QT_TRANSLATE_NOOP("Words", "Network"), "", false, 1.5, wording),
                     column("meets", QT_TRANSLATE_NOOP("Words", "Requirements"), "", false, 1.5, wording),
                     column("fps", QT_TRANSLATE_NOOP("Words", "Frame rate"), "1/s", true, 1.0, wording),
                     column("latency", QT_TRANSLATE_NOOP("Words", "Latency"), "s", true, 1.0, wording),
                     column("energy", QT_TRANSLATE_NOOP("Words", "Energy per inference"), "J", true, 1.0, wording),
                     column("price", QT_TRANSLATE_NOOP("Words", "Price"), "USD", true, 0.8, wording),
                     column("remarks", QT_TRANSLATE_NOOP("Words", "Remarks"), "", false, 4.0, wording)};
    for (std::size_t i = 0; i < std::min(most, choices.ranked.size()); ++i)
        table.rows.push_back(rowOf(choices.ranked[i], i + 1, wording));
    return table;
}

std::string toJson(const Choices& choices, std::size_t most)
{
    Json result = Json::array();
    for (std::size_t i = 0; i < std::min(most, choices.ranked.size()); ++i)
        result.push_back(choiceJson(choices.ranked[i], i + 1));
    // Names come from model files: invalid UTF-8 is replaced, never thrown at the user.
    return result.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace tenbin
