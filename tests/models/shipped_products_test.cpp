// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of the shipped presets: there, sourced, and in keeping with the numbers that estimates rest on.
#include <algorithm>

#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/words/product_words.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& shipped()
{
    static const TargetLibrary library =
        loadTargets({std::filesystem::path(TENBIN_SOURCE_DIR) / "presets"}, findSchema);
    return library;
}

TEST(ShippedProducts, EveryTargetButTheReferenceClassesHasFacts)
{
    EXPECT_TRUE(shipped().errors.empty());
    for (const Target& target : shipped().targets)
        EXPECT_EQ(target.product.empty(), target.group == "reference") << target.id;
}

TEST(ShippedProducts, EveryFactNamesItsSourceInWordsThatOthersCanFollow)
{
    for (const Target& target : shipped().targets)
        for (const FactRow& row : factRows(target.product)) {
            if (row.kind.empty()) // unknown, or a licensed core
                continue;
            EXPECT_FALSE(row.source.empty()) << target.id << " " << row.label;
            for (const char* insider : {"stored file", "seed document", "id 5"})
                EXPECT_EQ((row.source + row.note).find(insider), std::string::npos) << target.id << " " << row.label;
        }
}

TEST(ShippedProducts, AMicrocontrollersMemoriesLieOnItsChip)
{
    int checked = 0;
    for (const Target& target : shipped().targets) {
        const auto capacity = target.parameters.find("memory.sram.capacity_bytes");
        if (target.group != "microcontroller" || !target.product.sram || capacity == target.parameters.end())
            continue;
        EXPECT_GE(target.product.sram->value.toDouble(), capacity->second.value) << target.id;
        ++checked;
    }
    EXPECT_GE(checked, 20);
}

TEST(ShippedProducts, PricesAreOfTheirDayAndQuantity)
{
    int priced = 0;
    for (const Target& target : shipped().targets) {
        if (const auto range = priceRange(target.product)) {
            ++priced;
            EXPECT_LE(range->lowest->value.amount, range->highest->value.amount) << target.id;
        }
        for (const Fact<Price>& price : target.product.prices) {
            EXPECT_NE(price.kind, FactKind::remembered) << target.id << ": prices move";
            EXPECT_TRUE(price.value.pieces || !price.note.empty()) << target.id;
        }
        EXPECT_TRUE(target.product.part != ProductPart::core || target.product.prices.empty()) << target.id;
    }
    EXPECT_GE(priced, 13);
    EXPECT_FALSE(priceRange(shipped().find("ndp120")->product)) << "nobody published it";
    EXPECT_FALSE(priceRange(shipped().find("esp32_s3")->product)) << "only boards have one";
}

} // namespace
} // namespace tenbin
