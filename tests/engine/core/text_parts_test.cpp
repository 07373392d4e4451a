// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/text_parts.h"

#include <gtest/gtest.h>

namespace tenbin {
namespace {

TEST(TextParts, AListHasSeparatorsBetweenItsItemsOnly)
{
    std::string list;
    appendTo(list, "a");
    EXPECT_EQ(list, "a");
    appendTo(list, "b");
    appendTo(list, "c", "; ");
    EXPECT_EQ(list, "a, b; c");
}

TEST(TextParts, WhatIsNotThereIsNothingOrADash)
{
    EXPECT_EQ(textIf(true, "x") + textIf(false, "y"), "x");
    const auto doubled = [](int n) { return std::to_string(2 * n); };
    EXPECT_EQ(textOr(std::optional(4), doubled), "8");
    EXPECT_EQ(textOr(std::optional<int>(), doubled), "—");
    EXPECT_EQ(textOr(std::optional<int>(), doubled, ""), "");
}

} // namespace
} // namespace tenbin
