// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/targets/product.h"
#include "engine/words/words.h"

namespace tenbin {

/// A fact as people read it: "Sleep current" · "1.6 µA · Stop 3 with 8 KB SRAM" · "data sheet" · where.
struct FactRow {
    std::string label, text;
    std::string kind, source, note; ///< empty where the fact is unknown
};

/// A plain number as the reader's system writes it; all its digits with a point by default.
using NumberFormat = std::function<std::string(double)>;

/// Everything that is known of a product, in the order in which it is shown. Price, package, interfaces, temperature
/// and sleep current have a row also where they are unknown, those of a licensed core only what it has.
std::vector<FactRow> factRows(const Product& product, const Wording& wording = {}, const NumberFormat& number = {});

std::string word(FactKind kind, const Wording& wording = {});
std::string word(Interface interface, const Wording& wording = {});
/// "0.993 USD · 1 piece · 2026-08-30", with the part where it is not the chip.
std::string priceText(const Price& price, const Wording& wording = {}, const NumberFormat& number = {});
/// "0.764 … 2.1 USD", "9.5 USD"; "unknown" where nobody published one of this part.
std::string priceRangeText(const Product& product, const Wording& wording = {}, const NumberFormat& number = {});

} // namespace tenbin
