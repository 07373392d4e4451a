// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/units.h"

namespace tenbin {

/// Who says a fact of a product, from the most to the least trusted. Nothing is computed from facts,
/// so that they may come from where a number of a cost model may not.
enum class FactKind : std::uint8_t {
    datasheet,  ///< printed by the vendor for this part
    vendor,     ///< product page, part database, or description of a system by who makes it
    paper,      ///< printed in a publication
    article,    ///< press
    shop,       ///< quoted by a distributor, read there
    thirdParty, ///< somebody who quotes one of the above
    remembered, ///< common knowledge, looked up nowhere
};

std::string_view toString(FactKind kind);
std::optional<FactKind> factKindFromString(std::string_view text);

/// Something that a source says of a product. What nobody says is absent, never zero.
template <class T>
struct Fact {
    T value{};
    FactKind kind = FactKind::remembered;
    std::string source;
    std::string note; ///< what one must know to read it right; may be empty

    bool operator==(const Fact&) const = default;
};

/// What is sold or measured: the packaged chip, a board that carries it, the bare die, a core that others build into
/// their chips (licensed: it has neither price nor package).
enum class ProductPart : std::uint8_t { chip, board, die, core };

std::string_view toString(ProductPart part);
std::optional<ProductPart> productPartFromString(std::string_view text);

struct Price {
    double amount = 0.0; ///< of one piece
    std::string currency = "USD";
    std::optional<std::int64_t> pieces; ///< how many one must buy; absent: the source does not say
    std::string date;                   ///< "2026-08-30", "2020-05", "2021"; empty: the source does not say
    ProductPart part = ProductPart::chip;

    bool operator==(const Price&) const = default;
};

struct Outline {
    double widthMm = 0.0, heightMm = 0.0; ///< seen from above
    ProductPart part = ProductPart::chip;

    bool operator==(const Outline&) const = default;
};

/// What an AI product asks of a chip: where pictures and sound come in, where results and networks go out.
enum class Interface : std::uint8_t {
    imageSensor,    ///< the chip is one
    mipiCsi,        ///< MIPI CSI-2 input (or the output of an image sensor)
    parallelCamera, ///< DCMI, DVP
    camera,         ///< the source does not say which kind
    pdm,            ///< digital microphones
    i2s,            ///< I2S or SAI
    microphone,     ///< the source does not say which kind
    usb,
    wifi,
    bluetooth,
    ieee802154, ///< Thread, Zigbee
    nfc,
    ethernet,
    can,
    display,
    externalMemory,
    sdCard,
};

/// "mipi_csi", as presets spell it.
std::string_view toString(Interface interface);
std::optional<Interface> interfaceFromString(std::string_view text);
/// All of them, in the order in which they are shown.
const std::vector<Interface>& allInterfaces();

struct InterfaceList {
    std::vector<Interface> kinds;
    std::string printed; ///< as the source puts it: "DCMI, LCD (LTDC), PDM (DFSDM) …"
    bool whole = false;  ///< the source lists all of them: what is not there does not exist

    bool operator==(const InterfaceList&) const = default;
};

/// Ambient range of the part as the source prints it.
struct TemperatureRange {
    double lowestCelsius = 0.0, highestCelsius = 0.0;

    bool operator==(const TemperatureRange&) const = default;
};

/// Modes of different vendors cannot be compared: `mode` belongs to the number.
struct SleepCurrent {
    double amperes = 0.0;
    std::string mode;

    bool operator==(const SleepCurrent&) const = default;
};

/// Of the processor alone, never of an inference.
struct RunCurrent {
    double amperesPerHertz = 0.0;
    std::string condition;

    bool operator==(const RunCurrent&) const = default;
};

/// What one asks about a part before buying it: table [product] of a preset (presets/schema.md).
struct Product {
    ProductPart part = ProductPart::chip; ///< what the target's name stands for
    std::vector<Fact<Price>> prices;      ///< as many as there are sources, quantities and variants
    std::optional<Fact<std::string>> package;
    std::optional<Fact<Outline>> outline;
    std::optional<Fact<std::string>> cores;
    std::optional<Fact<Bytes>> sram;  ///< on the chip; of an accelerator's memories speaks [[memories]]
    std::optional<Fact<Bytes>> flash; ///< on the chip; 0: none inside
    std::optional<Fact<InterfaceList>> interfaces;
    std::optional<Fact<TemperatureRange>> temperature;
    std::vector<Fact<SleepCurrent>> sleepCurrents;
    std::vector<Fact<RunCurrent>> runCurrents;
    std::optional<Fact<int>> year; ///< of announcement or first shipment

    bool empty() const { return *this == Product{.part = part}; }
    bool operator==(const Product&) const = default;
};

/// The cheapest and the dearest published price of what the target's name stands for (`Product::part`), in US dollars.
/// Both point into `product`; prices in other currencies and of other parts are left out. Shops differ by a factor of
/// two, quantities by as much: whoever shows one shows its quantity and date.
struct PriceRange {
    const Fact<Price>* lowest = nullptr;
    const Fact<Price>* highest = nullptr;
};
std::optional<PriceRange> priceRange(const Product& product);

/// The longer side of what the target's name stands for, in mm; nothing where it is unknown or known of another part.
std::optional<double> longerSideMm(const Product& product);

/// Whether the product has it. `camera` is answered by any kind of camera input, `microphone` by PDM and I2S. Nothing:
/// no source lists its interfaces, or the list is not whole and lacks it.
std::optional<bool> offers(const Product& product, Interface interface);

/// The lowest published sleep current, whatever its mode; null: none is known.
const Fact<SleepCurrent>* lowestSleepCurrent(const Product& product);

} // namespace tenbin
