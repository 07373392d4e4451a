// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/operator_traits.h"

#include <set>

#include <gtest/gtest.h>

#include "engine/graph/kind_map.h"
#include "engine/graph/kind_set.h"

namespace tenbin {
namespace {

std::vector<OperatorKind> allKinds()
{
    std::vector<OperatorKind> kinds;
    for (int i = 0; i < kOperatorKinds; ++i)
        kinds.push_back(static_cast<OperatorKind>(i));
    return kinds;
}

TEST(OperatorTraits, namesLeadBackToTheirKinds)
{
    std::set<std::string_view> names;
    for (const OperatorKind kind : allKinds()) {
        EXPECT_TRUE(names.insert(toString(kind)).second) << toString(kind);
        EXPECT_EQ(operatorKindFromString(toString(kind)), kind);
    }
    EXPECT_FALSE(operatorKindFromString("FLEX_ERF"));
}

TEST(OperatorTraits, everyFamilyAndCategoryHasKinds)
{
    std::set<OperatorFamily> families;
    std::set<OperatorCategory> categories;
    for (const OperatorKind kind : allKinds()) {
        families.insert(familyOf(kind));
        categories.insert(categoryOf(kind));
    }
    EXPECT_EQ(families.size(), static_cast<std::size_t>(OperatorFamily::opaque) + 1);
    EXPECT_EQ(categories.size(), static_cast<std::size_t>(kOperatorCategories));
}

TEST(OperatorTraits, whatHasWeightsMultiplies)
{
    for (const OperatorKind kind : allKinds()) {
        const bool weighted =
            familyOf(kind) == OperatorFamily::convolution || familyOf(kind) == OperatorFamily::recurrent;
        EXPECT_TRUE(traitsOf(kind).macs || traitsOf(kind).weights < 0) << toString(kind);
        EXPECT_TRUE(traitsOf(kind).weights == 1 || !weighted) << toString(kind);
    }
    EXPECT_EQ(traitsOf(OperatorKind::batchMatMul).weights, -1) << "either matrix may be a feature map";
}

TEST(OperatorTraits, onlyWhatKeepsItsElementsIsARenaming)
{
    EXPECT_TRUE(isRenaming(OperatorKind::reshape));
    EXPECT_TRUE(isRenaming(OperatorKind::identity));
    EXPECT_FALSE(isRenaming(OperatorKind::transpose));
    EXPECT_FALSE(isRenaming(OperatorKind::cast));
    EXPECT_FALSE(isQuantiser(OperatorKind::cast));
    EXPECT_TRUE(isRectifier(OperatorKind::clip));
    EXPECT_FALSE(isRectifier(OperatorKind::leakyRelu));
}

TEST(KindSet, holdsTheFirstAndTheLastKind)
{
    constexpr KindSet set{OperatorKind::conv2d, OperatorKind::custom};
    for (const OperatorKind kind : allKinds())
        EXPECT_EQ(set.contains(kind), kind == OperatorKind::conv2d || kind == OperatorKind::custom) << toString(kind);
    EXPECT_FALSE(set.without({OperatorKind::custom}).contains(OperatorKind::custom));
    EXPECT_TRUE((set | KindSet{OperatorKind::add}).contains(OperatorKind::add));
}

TEST(KindMap, hasTheKindsOfItsRowsAndNoOthers)
{
    constexpr KindMap<int> map{{OperatorKind::conv2d, 7}, {OperatorKind::custom, 0}};
    static_assert(map.valueOr(OperatorKind::conv2d, -1) == 7 && map.valueOr(OperatorKind::custom, -1) == 0);
    for (const OperatorKind kind : allKinds()) {
        const bool there = kind == OperatorKind::conv2d || kind == OperatorKind::custom;
        EXPECT_EQ(map.contains(kind), there) << toString(kind);
        EXPECT_EQ(map.valueOr(kind, -1) == -1, !there) << toString(kind);
    }
}

} // namespace
} // namespace tenbin
