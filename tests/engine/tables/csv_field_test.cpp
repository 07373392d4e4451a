// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/csv_field.h"

#include <gtest/gtest.h>

namespace tenbin {
namespace {

TEST(CsvField, IsQuotedWhereItMustBe)
{
    EXPECT_EQ(csvField("plain text"), "plain text");
    EXPECT_EQ(csvField("a,b"), "\"a,b\"");
    EXPECT_EQ(csvField("a,b", '\t'), "a,b");
    EXPECT_EQ(csvField("a\tb", '\t'), "\"a\tb\"");
    EXPECT_EQ(csvField("say \"a\""), "\"say \"\"a\"\"\"");
    EXPECT_EQ(csvField("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(csvField(""), "");
}

TEST(CsvField, FormulasBecomeText)
{
    for (const char* formula : {"=1+1", "+cmd", "-cmd", "@SUM(A1)", "-1+cmd|' /C calc'!A0", "+", "-", "=", "-inf",
                                "- 1", "\tx", "-0x1", "+1 2", "--1", "-nan", "+%", "-1 %+1", "+1 %%"})
        EXPECT_EQ(csvField(formula), std::string("'") + formula) << formula;
    EXPECT_EQ(csvField("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
    EXPECT_EQ(csvField("\rx"), "\"'\rx\"");
}

TEST(CsvField, NumbersStayNumbers)
{
    for (const char* number :
         {"-1", "+1", "-1.5", "-.5", "-1e-9", "+2E+30", "-1e999", "1", "0.1", "-5%", "+12 %", "+1.5\u202f%"})
        EXPECT_EQ(csvField(number), number);
}

TEST(CsvField, TheGuardCanBeTakenAway)
{
    for (const char* text : {"=x", "'=x", "''-y", "'", "'quoted'", "-1", "'-1", "plain", "", "@"})
        EXPECT_EQ(withoutFormulaGuard(csvField(text)), text) << text;
}

} // namespace
} // namespace tenbin
