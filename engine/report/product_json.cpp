// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/product_json.h"

#include <nlohmann/json.hpp>

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json withSource(Json fields, const Fact<T>& fact)
{
    fields["kind"] = toString(fact.kind);
    fields["source"] = fact.source;
    fields["note"] = fact.note;
    return fields;
}

/// `fields`: the value's own keys.
template <class T, class Fields>
Json factOf(const std::optional<Fact<T>>& fact, Fields fields)
{
    return fact ? withSource(fields(fact->value), *fact) : Json(nullptr);
}

template <class T, class Fields>
Json factsOf(const std::vector<Fact<T>>& facts, Fields fields)
{
    Json list = Json::array();
    for (const Fact<T>& fact : facts)
        list.push_back(withSource(fields(fact.value), fact));
    return list;
}

Json fieldsOf(const Price& price)
{
    return {{"value", price.amount},
            {"currency", price.currency},
            {"pieces", price.pieces ? Json(*price.pieces) : Json(nullptr)},
            {"date", price.date.empty() ? Json(nullptr) : Json(price.date)},
            {"part", toString(price.part)}};
}

Json fieldsOf(const InterfaceList& list)
{
    Json names = Json::array();
    for (const Interface interface : list.kinds)
        names.push_back(toString(interface));
    return {{"value", std::move(names)}, {"printed", list.printed}, {"whole", list.whole}};
}

Json orNull(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

} // namespace

nlohmann::ordered_json productJson(const Product& product)
{
    const auto text = [](const std::string& value) { return Json{{"value", value}}; };
    const auto bytes = [](Bytes value) { return Json{{"value", value.count()}}; };
    const auto prices = priceRange(product);
    return {
        {"part", toString(product.part)},
        {"price_usd", prices ? Json(prices->lowest->value.amount) : Json(nullptr)},
        {"price_usd_highest", prices ? Json(prices->highest->value.amount) : Json(nullptr)},
        {"longer_side_mm", orNull(longerSideMm(product))},
        {"prices", factsOf(product.prices, [](const Price& price) { return fieldsOf(price); })},
        {"cores", factOf(product.cores, text)},
        {"sram_bytes", factOf(product.sram, bytes)},
        {"flash_bytes", factOf(product.flash, bytes)},
        {"package", factOf(product.package, text)},
        {"outline_mm", factOf(product.outline,
                              [](const Outline& outline) {
                                  return Json{{"width", outline.widthMm},
                                              {"height", outline.heightMm},
                                              {"part", toString(outline.part)}};
                              })},
        {"interfaces", factOf(product.interfaces, [](const InterfaceList& list) { return fieldsOf(list); })},
        {"temperature_c", factOf(product.temperature,
                                 [](const TemperatureRange& range) {
                                     return Json{{"lowest", range.lowestCelsius}, {"highest", range.highestCelsius}};
                                 })},
        {"sleep_currents", factsOf(product.sleepCurrents,
                                   [](const SleepCurrent& current) {
                                       return Json{{"amperes", current.amperes}, {"mode", current.mode}};
                                   })},
        {"run_currents",
         factsOf(product.runCurrents,
                 [](const RunCurrent& current) {
                     return Json{{"amperes_per_hertz", current.amperesPerHertz}, {"condition", current.condition}};
                 })},
        {"year", factOf(product.year, [](int year) {
             return Json{{"value", year}};
         })}};
}

} // namespace tenbin
