// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/targets/preset_outline.h"
#include "engine/targets/preset_writer.h"
#include "engine/targets/product.h"
#include "engine/targets/target_file.h"

namespace tenbin {
namespace {

const ArchitectureSchema kSchema{
    .architecture = "toy",
    .parameters =
        {{.key = "clock_hz", .unit = "Hz", .required = true, .lowest = 1.0, .highest = 1e10, .meaning = "clock"}},
    .options = {},
    .traits = {},
};

const ArchitectureSchema* toySchema(std::string_view name) { return name == "toy" ? &kSchema : nullptr; }

const std::string kHead = R"(name = "Toy"
vendor = "Nobody"
architecture = "toy"
group = "sensor"
[parameters]
clock_hz = { value = 100e6, kind = "datasheet", source = "page 1" }
)";

const std::string kProduct = R"toml([product]
year = { value = 2024, kind = "article", source = "news" }
cores = { value = "Cortex-M55", kind = "vendor", source = "page" }
sram_bytes = { value = 4300800, kind = "vendor", source = "page", note = "4.2 MB" }
flash_bytes = { value = 0, kind = "vendor", source = "page" }
package = { value = "VFBGA264", kind = "datasheet", source = "page 200" }
outline_mm = { width = 14, height = 12.5, kind = "remembered", source = "as remembered" }
interfaces = { value = ["mipi_csi", "pdm"], printed = "CSI-2, PDM (MDF)", whole = true, kind = "vendor", source = "p" }
temperature_c = { lowest = -40, highest = 85, kind = "datasheet", source = "page 3" }
sleep_currents = [
  { amperes = 3.5e-6, mode = "Stop", kind = "datasheet", source = "table 9" },
  { amperes = 4e-7, mode = "Standby", kind = "datasheet", source = "table 9" },
]
run_currents = [ { amperes_per_hertz = 2e-11, condition = "CoreMark", kind = "datasheet", source = "table 8" } ]
prices = [
  { value = 9.5, pieces = 1, date = "2026-08-30", kind = "shop", source = "a shop" },
  { value = 6.25, pieces = 1000, date = "2026-09", kind = "shop", source = "a shop" },
  { value = 2000, currency = "JPY", kind = "shop", source = "a Japanese shop" },
  { value = 0.5, part = "board", kind = "article", source = "a joke" },
]
)toml";

Product productOf(const std::string& text)
{
    const auto target = parseTarget(kHead + text, "folder/toy.toml", toySchema);
    EXPECT_TRUE(target.has_value()) << (target ? "" : target.error().arguments.front());
    return target ? target->product : Product{};
}

TEST(Product, EveryFactIsReadWithItsSource)
{
    const Product product = productOf(kProduct);
    EXPECT_EQ(product.part, ProductPart::chip);
    EXPECT_EQ(product.year->value, 2024);
    EXPECT_EQ(product.year->kind, FactKind::article);
    EXPECT_EQ(product.cores->value, "Cortex-M55");
    EXPECT_EQ(product.sram->value, kibibytes(4200));
    EXPECT_EQ(product.sram->note, "4.2 MB");
    EXPECT_EQ(product.flash->value, Bytes(0)) << "none inside is a fact";
    EXPECT_EQ(product.outline->value.heightMm, 12.5);
    EXPECT_EQ(product.outline->kind, FactKind::remembered);
    EXPECT_THAT(product.interfaces->value.kinds, testing::ElementsAre(Interface::mipiCsi, Interface::pdm));
    EXPECT_EQ(product.temperature->value.lowestCelsius, -40.0);
    EXPECT_EQ(product.runCurrents.at(0).value.amperesPerHertz, 2e-11);
    ASSERT_EQ(product.prices.size(), 4u);
    EXPECT_EQ(product.prices[1].value.pieces, 1000);
    EXPECT_EQ(product.prices[1].value.date, "2026-09");
    EXPECT_EQ(product.prices[2].value.currency, "JPY");
    EXPECT_FALSE(product.prices[2].value.pieces);
    EXPECT_FALSE(product.empty());
}

TEST(Product, WhatIsUnknownIsAbsent)
{
    EXPECT_TRUE(productOf("").empty());
    const Product product = productOf("[product]\npart = \"board\"\n");
    EXPECT_TRUE(product.empty());
    EXPECT_EQ(product.part, ProductPart::board);
    EXPECT_FALSE(priceRange(product));
    EXPECT_FALSE(longerSideMm(product));
    EXPECT_FALSE(lowestSleepCurrent(product));
    EXPECT_FALSE(offers(product, Interface::usb)) << "nobody says";
}

TEST(Product, ThePriceIsOfThatPartInDollars)
{
    Product product = productOf(kProduct);
    const auto range = priceRange(product);
    ASSERT_TRUE(range);
    EXPECT_EQ(range->lowest->value.amount, 6.25) << "neither the board's 0.5 nor 2000 yen";
    EXPECT_EQ(range->highest->value.amount, 9.5);
    product.part = ProductPart::board;
    EXPECT_EQ(priceRange(product)->highest->value.amount, 0.5);
}

TEST(Product, TheLongerSideIsOfThatPart)
{
    Product product = productOf(kProduct);
    EXPECT_EQ(longerSideMm(product), 14.0);
    product.part = ProductPart::board;
    EXPECT_FALSE(longerSideMm(product)) << "the chip's outline says nothing of the board's";
}

TEST(Product, TheLowestSleepCurrentKeepsItsMode)
{
    const Product product = productOf(kProduct);
    ASSERT_TRUE(lowestSleepCurrent(product));
    EXPECT_EQ(lowestSleepCurrent(product)->value.mode, "Standby");
}

TEST(Product, AnInterfaceIsThereOrNotOrUnknown)
{
    Product product = productOf(kProduct);
    EXPECT_EQ(offers(product, Interface::mipiCsi), true);
    EXPECT_EQ(offers(product, Interface::camera), true) << "any camera will do";
    EXPECT_EQ(offers(product, Interface::microphone), true);
    EXPECT_EQ(offers(product, Interface::usb), false) << "the list is whole";
    product.interfaces->value.whole = false;
    EXPECT_EQ(offers(product, Interface::usb), std::nullopt);
    product.interfaces->value = {.kinds = {Interface::camera}, .printed = {}, .whole = true};
    EXPECT_EQ(offers(product, Interface::mipiCsi), std::nullopt) << "its camera may be one";
    EXPECT_EQ(offers(product, Interface::pdm), false);
}

TEST(Product, NamesAreReadAsTheyAreWritten)
{
    for (const Interface interface : allInterfaces())
        EXPECT_EQ(interfaceFromString(toString(interface)), interface) << toString(interface);
    for (const FactKind kind : {FactKind::datasheet, FactKind::vendor, FactKind::paper, FactKind::article,
                                FactKind::shop, FactKind::thirdParty, FactKind::remembered})
        EXPECT_EQ(factKindFromString(toString(kind)), kind);
    EXPECT_FALSE(factKindFromString("assumed"));
}

TEST(Product, AWrittenPresetKeepsThem)
{
    const auto target = parseTarget(kHead + kProduct, "folder/toy.toml", toySchema);
    ASSERT_TRUE(target.has_value());
    const auto again = parseTarget(writePreset(*target), "folder/toy.toml", toySchema);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->product, target->product);
}

TEST(Product, AnswersDoNotDependOnIt)
{
    const auto plain = parseTarget(kHead, "folder/toy.toml", toySchema);
    const auto sold = parseTarget(kHead + kProduct, "folder/toy.toml", toySchema);
    ASSERT_TRUE(plain && sold);
    EXPECT_EQ(plain->hash, sold->hash);
}

struct BadProduct {
    std::string line;
    ErrorCode code;
    std::string argument;
};

class BadProducts : public testing::TestWithParam<BadProduct> {};

TEST_P(BadProducts, AreErrorsWithLineAndKey)
{
    const PresetOutline outline =
        outlinePreset(kHead + "[product]\n" + GetParam().line + "\n", "folder/toy.toml", toySchema);
    ASSERT_EQ(outline.errors.size(), 1u);
    EXPECT_EQ(outline.errors[0].code, GetParam().code);
    EXPECT_EQ(outline.errors[0].arguments.at(0), GetParam().argument);
    EXPECT_EQ(outline.errors[0].where.line, 8);
    EXPECT_EQ(outline.errors[0].where.file, "folder/toy.toml");
}

INSTANTIATE_TEST_SUITE_P(
    All, BadProducts,
    testing::Values(
        BadProduct{R"(colour = "red")", ErrorCode::presetUnknownKey, "product.colour"},
        BadProduct{"year = 2021", ErrorCode::presetUnsourced, "product.year"},
        BadProduct{R"(year = { value = 2021, kind = "vendor" })", ErrorCode::presetUnsourced, "product.year"},
        BadProduct{R"(year = { value = 2021, kind = "assumed", source = "s" })", ErrorCode::presetUnsourced,
                   "product.year"},
        BadProduct{R"(year = { value = 21, kind = "vendor", source = "s" })", ErrorCode::presetRange,
                   "product.year.value"},
        BadProduct{R"(outline_mm = { width = 14000, height = 1, kind = "vendor", source = "s" })",
                   ErrorCode::presetRange, "product.outline_mm.width"},
        BadProduct{R"(outline_mm = { width = 14, kind = "vendor", source = "s" })", ErrorCode::presetType,
                   "product.outline_mm.height"},
        BadProduct{R"(temperature_c = { lowest = 85, highest = -40, kind = "vendor", source = "s" })",
                   ErrorCode::presetRange, "product.temperature_c.highest"},
        BadProduct{R"(sleep_currents = [ { amperes = 3.5, mode = "m", kind = "vendor", source = "s" } ])",
                   ErrorCode::presetRange, "product.sleep_currents.amperes"},
        BadProduct{R"(run_currents = [ { amperes_per_hertz = 20, kind = "vendor", source = "s" } ])",
                   ErrorCode::presetRange, "product.run_currents.amperes_per_hertz"},
        BadProduct{R"(prices = { value = 1, kind = "shop", source = "s" })", ErrorCode::presetType, "product.prices"},
        BadProduct{R"(prices = [ { value = 0, kind = "shop", source = "s" } ])", ErrorCode::presetRange,
                   "product.prices.value"},
        BadProduct{R"(prices = [ { value = 1, date = "30.8.2026", kind = "shop", source = "s" } ])",
                   ErrorCode::presetType, "product.prices.date"},
        BadProduct{R"(prices = [ { value = 1, currency = "dollars", kind = "shop", source = "s" } ])",
                   ErrorCode::presetType, "product.prices.currency"},
        BadProduct{R"(prices = [ { value = 1, shop = "x", kind = "shop", source = "s" } ])",
                   ErrorCode::presetUnknownKey, "product.prices.shop"},
        BadProduct{R"(interfaces = { value = ["parallel port"], kind = "vendor", source = "s" })",
                   ErrorCode::presetRange, "product.interfaces"},
        BadProduct{R"(part = "box")", ErrorCode::presetType, "product.part"}));

} // namespace
} // namespace tenbin
