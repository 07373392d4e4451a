// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/board_layout.h"

#include <gtest/gtest.h>

namespace tenbin {
namespace {

const std::vector<QString> kSections{QStringLiteral("a"), QStringLiteral("a"), QStringLiteral("a"),
                                     QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("b")};
constexpr QSize kCard(280, 120);

TEST(BoardLayout, CardsNeverOverlapNorLeaveTheWidth)
{
    for (const int width : {200, 320, 700, 1200, 2400}) {
        BoardLayout layout;
        layout.arrange(kSections, kSections, width, kCard, 32);
        ASSERT_EQ(layout.cards().size(), kSections.size());
        for (std::size_t i = 0; i < layout.cards().size(); ++i) {
            EXPECT_GE(layout.cards()[i].left(), 0);
            EXPECT_LE(layout.cards()[i].right(), width);
            EXPECT_LE(layout.cards()[i].bottom(), layout.height());
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_FALSE(layout.cards()[i].intersects(layout.cards()[j])) << width;
            for (const auto& heading : layout.headings())
                EXPECT_FALSE(layout.cards()[i].intersects(heading.rect)) << width;
        }
        EXPECT_EQ(layout.headings().size(), 2U);
    }
}

TEST(BoardLayout, ColumnsGrowWithTheWidth)
{
    BoardLayout narrow, wide;
    narrow.arrange(kSections, kSections, 320, kCard, 32);
    wide.arrange(kSections, kSections, 1200, kCard, 32);
    EXPECT_EQ(narrow.columns(), 1);
    EXPECT_EQ(wide.columns(), 4);
}

TEST(BoardLayout, ArrowsGoToTheCardAboveAndBelow)
{
    BoardLayout layout;
    layout.arrange(kSections, kSections, 650, kCard, 32); // two columns: 0 1 / 2 3 / 4 5
    EXPECT_EQ(layout.neighbourRow(1, 1), 3);
    EXPECT_EQ(layout.neighbourRow(3, 1), 5);
    EXPECT_EQ(layout.neighbourRow(5, -1), 3);
    EXPECT_EQ(layout.neighbourRow(0, -1), 0);
    EXPECT_EQ(layout.neighbourRow(5, 1), 5);
}

TEST(BoardLayout, FindsTheCardUnderAPoint)
{
    BoardLayout layout;
    layout.arrange(kSections, kSections, 650, kCard, 32);
    for (std::size_t i = 0; i < layout.cards().size(); ++i)
        EXPECT_EQ(layout.cardAt(layout.cards()[i].center()), static_cast<int>(i));
    EXPECT_EQ(layout.cardAt({1, 1}), -1);
}

TEST(BoardLayout, ShortSectionsShareARow)
{
    const std::vector<QString> sections{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                                        QStringLiteral("c"), QStringLiteral("c")};
    BoardLayout layout;
    layout.arrange(sections, sections, 950, kCard, 32); // three columns
    EXPECT_EQ(layout.cards()[0].top(), layout.cards()[1].top());
    EXPECT_GT(layout.cards()[2].top(), layout.cards()[1].top()); // three do not fit beside two
    EXPECT_EQ(layout.cards()[2].left(), layout.cards()[0].left());
    EXPECT_EQ(layout.headings().size(), 3U);
    EXPECT_EQ(layout.headings()[1].rect.left(), layout.cards()[1].left());
}

TEST(BoardLayout, NothingHasNoHeight)
{
    BoardLayout layout;
    layout.arrange({}, {}, 650, kCard, 32);
    EXPECT_EQ(layout.height(), 0);
    EXPECT_EQ(layout.cardAt({10, 10}), -1);
}

} // namespace
} // namespace tenbin
