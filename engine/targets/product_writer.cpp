// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/product_writer.h"

#include <fmt/format.h>

#include "engine/targets/preset_writer.h"

namespace tenbin {

namespace {

std::string partField(ProductPart part)
{
    return part == ProductPart::chip ? std::string() : fmt::format("part = \"{}\", ", toString(part));
}

std::string textField(std::string_view key, const std::string& text)
{
    return text.empty() ? std::string() : fmt::format("{} = {}, ", key, tomlText(text));
}

// The fields of a value, each with ", " behind it: kind and source follow.
std::string fieldsOf(const Price& price)
{
    std::string fields = fmt::format("value = {}, currency = {}, ", tomlNumber(price.amount), tomlText(price.currency));
    if (price.pieces)
        fields += fmt::format("pieces = {}, ", *price.pieces);
    return fields + textField("date", price.date) + partField(price.part);
}

std::string fieldsOf(const std::string& text) { return fmt::format("value = {}, ", tomlText(text)); }
std::string fieldsOf(Bytes bytes) { return fmt::format("value = {}, ", bytes.count()); }
std::string fieldsOf(int year) { return fmt::format("value = {}, ", year); }

std::string fieldsOf(const Outline& outline)
{
    return fmt::format("width = {}, height = {}, {}", tomlNumber(outline.widthMm), tomlNumber(outline.heightMm),
                       partField(outline.part));
}

std::string fieldsOf(const InterfaceList& list)
{
    std::string names;
    for (const Interface interface : list.kinds)
        names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", toString(interface));
    std::string fields = fmt::format("value = [{}], ", names) + textField("printed", list.printed);
    if (list.whole)
        fields += "whole = true, ";
    return fields;
}

std::string fieldsOf(const TemperatureRange& range)
{
    return fmt::format("lowest = {}, highest = {}, ", tomlNumber(range.lowestCelsius),
                       tomlNumber(range.highestCelsius));
}

std::string fieldsOf(const SleepCurrent& current)
{
    return fmt::format("amperes = {}, ", tomlNumber(current.amperes)) + textField("mode", current.mode);
}

std::string fieldsOf(const RunCurrent& current)
{
    return fmt::format("amperes_per_hertz = {}, ", tomlNumber(current.amperesPerHertz))
           + textField("condition", current.condition);
}

template <class T>
std::string factText(const Fact<T>& fact)
{
    std::string text = fmt::format("{{ {}kind = \"{}\", source = {}", fieldsOf(fact.value), toString(fact.kind),
                                   tomlText(fact.source));
    if (!fact.note.empty())
        text += fmt::format(", note = {}", tomlText(fact.note));
    return text + " }";
}

template <class T>
void writeFact(std::string& out, std::string_view key, const std::optional<Fact<T>>& fact)
{
    if (fact)
        out += fmt::format("{} = {}\n", key, factText(*fact));
}

template <class T>
void writeFacts(std::string& out, std::string_view key, const std::vector<Fact<T>>& facts)
{
    if (facts.empty())
        return;
    out += fmt::format("{} = [\n", key);
    for (const Fact<T>& fact : facts)
        out += fmt::format("  {},\n", factText(fact));
    out += "]\n";
}

} // namespace

std::string writeProduct(const Product& product)
{
    if (product == Product{})
        return {};
    std::string out = "\n[product]\n";
    if (product.part != ProductPart::chip)
        out += fmt::format("part = \"{}\"\n", toString(product.part));
    writeFact(out, "year", product.year);
    writeFact(out, "cores", product.cores);
    writeFact(out, "sram_bytes", product.sram);
    writeFact(out, "flash_bytes", product.flash);
    writeFact(out, "package", product.package);
    writeFact(out, "outline_mm", product.outline);
    writeFact(out, "interfaces", product.interfaces);
    writeFact(out, "temperature_c", product.temperature);
    writeFacts(out, "sleep_currents", product.sleepCurrents);
    writeFacts(out, "run_currents", product.runCurrents);
    writeFacts(out, "prices", product.prices);
    return out;
}

} // namespace tenbin
