// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/words/product_words.h"

namespace tenbin {
namespace {

const FactRow* find(const std::vector<FactRow>& rows, const std::string& label)
{
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const FactRow& row) { return row.label == label; });
    return it == rows.end() ? nullptr : &*it;
}

Fact<Price> price(double amount, std::int64_t pieces, ProductPart part = ProductPart::chip)
{
    return {.value = {.amount = amount, .pieces = pieces, .date = "2026-08-30", .part = part},
            .kind = FactKind::thirdParty,
            .source = "a list",
            .note = "a note"};
}

TEST(ProductWords, AFactSaysWhatItIsAndWhoSaysIt)
{
    const Product product{.prices = {price(0.764, 100), price(2.1, 1), price(4, 1, ProductPart::board)}};
    const auto rows = factRows(product);
    const FactRow* row = find(rows, "Price");
    ASSERT_TRUE(row);
    EXPECT_EQ(row->text, "0.764 USD · for 100 pieces · 2026-08-30");
    EXPECT_EQ(row->kind, "third party");
    EXPECT_EQ(row->source, "a list");
    EXPECT_EQ(row->note, "a note");
    EXPECT_EQ(row[1].text, "2.1 USD · for 1 piece · 2026-08-30");
    EXPECT_EQ(row[2].text, "4 USD · for 1 piece · 2026-08-30 · board");
    EXPECT_EQ(priceRangeText(product), "0.764 … 2.1 USD") << "the board is not the chip";
}

TEST(ProductWords, WhatIsUnknownSaysSo)
{
    const auto rows = factRows(Product{});
    for (const char* label : {"Price", "Package", "Interfaces", "Ambient temperature", "Sleep current"}) {
        ASSERT_TRUE(find(rows, label)) << label;
        EXPECT_EQ(find(rows, label)->text, "unknown");
        EXPECT_EQ(find(rows, label)->kind, "");
    }
    EXPECT_EQ(priceRangeText(Product{}), "unknown");
    const auto board = factRows(Product{.prices = {price(5, 1, ProductPart::board)}});
    EXPECT_EQ(find(board, "Price")->text, "unknown") << "of the chip, before the board's";
}

TEST(ProductWords, ALicensedCoreHasNeitherPriceNorPackage)
{
    const auto rows = factRows(Product{.part = ProductPart::core});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].text, "licensed core");
}

TEST(ProductWords, NumbersHaveUnitsAndTheReadersDecimalSign)
{
    Product product;
    product.outline = Fact<Outline>{.value = {12.5, 14}, .kind = FactKind::datasheet, .source = "s"};
    product.sleepCurrents = {{.value = {1.6e-6, "Stop"}, .kind = FactKind::datasheet, .source = "s"}};
    product.runCurrents = {{.value = {9.5e-12, ""}, .kind = FactKind::datasheet, .source = "s"}};
    product.flash = Fact<Bytes>{.value = Bytes(0), .kind = FactKind::datasheet, .source = "s"};
    product.temperature = Fact<TemperatureRange>{.value = {-40, 85}, .kind = FactKind::datasheet, .source = "s"};
    const auto rows = factRows(product);
    EXPECT_EQ(find(rows, "Outline")->text, "12.5 × 14 mm");
    EXPECT_EQ(find(rows, "Sleep current")->text, "1.6 µA · Stop");
    EXPECT_EQ(find(rows, "Run current")->text, "9.5 µA/MHz");
    EXPECT_EQ(find(rows, "Flash on the chip")->text, "none");
    EXPECT_EQ(find(rows, "Ambient temperature")->text, "-40 … 85 °C");
    const auto comma = factRows(product, {}, [](double value) {
        std::string text = std::to_string(value).substr(0, 4);
        std::replace(text.begin(), text.end(), '.', ',');
        return text;
    });
    EXPECT_EQ(find(comma, "Sleep current")->text, "1,60 µA · Stop");
}

TEST(ProductWords, InterfacesAreShownAsPrintedElseByName)
{
    Product product;
    product.interfaces =
        Fact<InterfaceList>{.value = {{Interface::mipiCsi, Interface::sdCard}, "", true}, .source = "s"};
    EXPECT_EQ(find(factRows(product), "Interfaces")->text, "MIPI CSI-2, SD card");
    product.interfaces->value.printed = "CSI, SDMMC";
    EXPECT_EQ(find(factRows(product), "Interfaces")->text, "CSI, SDMMC");
    for (const Interface interface : allInterfaces())
        EXPECT_FALSE(word(interface).empty());
}

} // namespace
} // namespace tenbin
