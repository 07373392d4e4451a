// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/product.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tenbin {

namespace {

template <class Value, std::size_t N>
using Names = std::array<std::pair<Value, std::string_view>, N>;

constexpr Names<FactKind, 7> kFactKinds{{{FactKind::datasheet, "datasheet"},
                                         {FactKind::vendor, "vendor"},
                                         {FactKind::paper, "paper"},
                                         {FactKind::article, "article"},
                                         {FactKind::shop, "shop"},
                                         {FactKind::thirdParty, "third_party"},
                                         {FactKind::remembered, "remembered"}}};

constexpr Names<ProductPart, 4> kParts{{{ProductPart::chip, "chip"},
                                        {ProductPart::board, "board"},
                                        {ProductPart::die, "die"},
                                        {ProductPart::core, "core"}}};

constexpr Names<Interface, 17> kInterfaces{{{Interface::imageSensor, "image_sensor"},
                                            {Interface::mipiCsi, "mipi_csi"},
                                            {Interface::parallelCamera, "parallel_camera"},
                                            {Interface::camera, "camera"},
                                            {Interface::pdm, "pdm"},
                                            {Interface::i2s, "i2s"},
                                            {Interface::microphone, "microphone"},
                                            {Interface::usb, "usb"},
                                            {Interface::wifi, "wifi"},
                                            {Interface::bluetooth, "bluetooth"},
                                            {Interface::ieee802154, "ieee802154"},
                                            {Interface::nfc, "nfc"},
                                            {Interface::ethernet, "ethernet"},
                                            {Interface::can, "can"},
                                            {Interface::display, "display"},
                                            {Interface::externalMemory, "external_memory"},
                                            {Interface::sdCard, "sd_card"}}};

template <class Value, std::size_t N>
std::string_view nameOf(const Names<Value, N>& names, Value value)
{
    const auto it = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == value; });
    return it == names.end() ? std::string_view() : it->second;
}

template <class Value, std::size_t N>
std::optional<Value> valueOf(const Names<Value, N>& names, std::string_view text)
{
    const auto it = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.second == text; });
    return it == names.end() ? std::nullopt : std::optional(it->first);
}

bool isOneOf(const InterfaceList& list, std::initializer_list<Interface> wanted)
{
    return std::any_of(list.kinds.begin(), list.kinds.end(), [&](Interface interface) {
        return std::find(wanted.begin(), wanted.end(), interface) != wanted.end();
    });
}

bool has(const InterfaceList& list, Interface interface)
{
    if (interface == Interface::camera)
        return isOneOf(list,
                       {Interface::camera, Interface::imageSensor, Interface::mipiCsi, Interface::parallelCamera});
    if (interface == Interface::microphone)
        return isOneOf(list, {Interface::microphone, Interface::pdm, Interface::i2s});
    return isOneOf(list, {interface});
}

} // namespace

std::string_view toString(FactKind kind) { return nameOf(kFactKinds, kind); }
std::optional<FactKind> factKindFromString(std::string_view text) { return valueOf(kFactKinds, text); }

std::string_view toString(ProductPart part) { return nameOf(kParts, part); }
std::optional<ProductPart> productPartFromString(std::string_view text) { return valueOf(kParts, text); }

std::string_view toString(Interface interface) { return nameOf(kInterfaces, interface); }
std::optional<Interface> interfaceFromString(std::string_view text) { return valueOf(kInterfaces, text); }

const std::vector<Interface>& allInterfaces()
{
    static const std::vector<Interface> all = [] {
        std::vector<Interface> list;
        for (const auto& [interface, name] : kInterfaces)
            list.push_back(interface);
        return list;
    }();
    return all;
}

std::optional<PriceRange> priceRange(const Product& product)
{
    PriceRange range;
    for (const Fact<Price>& price : product.prices) {
        if (price.value.part != product.part || price.value.currency != "USD")
            continue;
        if (!range.lowest || price.value.amount < range.lowest->value.amount)
            range.lowest = &price;
        if (!range.highest || price.value.amount > range.highest->value.amount)
            range.highest = &price;
    }
    return range.lowest ? std::optional(range) : std::nullopt;
}

std::optional<double> longerSideMm(const Product& product)
{
    if (!product.outline || product.outline->value.part != product.part)
        return std::nullopt;
    return std::max(product.outline->value.widthMm, product.outline->value.heightMm);
}

std::optional<bool> offers(const Product& product, Interface interface)
{
    if (!product.interfaces)
        return std::nullopt;
    const InterfaceList& list = product.interfaces->value;
    if (has(list, interface))
        return true;
    // A sensor has no need of a camera input; a camera of an unknown kind may be the one asked for.
    const bool mayBeCamera = (interface == Interface::mipiCsi || interface == Interface::parallelCamera)
                             && isOneOf(list, {Interface::camera});
    const bool mayBeMicrophone =
        (interface == Interface::pdm || interface == Interface::i2s) && isOneOf(list, {Interface::microphone});
    return list.whole && !mayBeCamera && !mayBeMicrophone ? std::optional(false) : std::nullopt;
}

const Fact<SleepCurrent>* lowestSleepCurrent(const Product& product)
{
    const auto it = std::min_element(product.sleepCurrents.begin(), product.sleepCurrents.end(),
                                     [](const auto& a, const auto& b) { return a.value.amperes < b.value.amperes; });
    return it == product.sleepCurrents.end() ? nullptr : &*it;
}

} // namespace tenbin
