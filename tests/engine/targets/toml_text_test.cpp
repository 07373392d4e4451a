// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/toml_text.h"

#include <gmock/gmock.h>

namespace tenbin {
namespace {

using testing::HasSubstr;

TEST(TomlText, ReadsWhatTomlAllows)
{
    for (const char* text :
         {"", "a = 1", "a = \"天秤 \\\" # no comment\" # 天秤", "a = '''one\n'' ̩ two'''\nb = \"\"",
          "\xEF\xBB\xBF"
          "a = 1",
          "a = \"\"\"x \\\"\"\" y\"\"\"\n", "a.b.c = { d = [[1, 2], [3]] }", "\"ü.ä\" = 1\n'ö' = 2"}) {
        EXPECT_FALSE(tomlFault(text).has_value()) << text;
        EXPECT_TRUE(parseToml(text, "t").has_value()) << text;
    }
}

TEST(TomlText, NamesCharactersThatTheParserMustNotSee)
{
    // U+0329 ends toml++ 3.3 in undefined behaviour.
    const auto fault = tomlFault("a = 1\nb\xCC\xA9 = 2");
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->line, 2);
    EXPECT_EQ(fault->column, 2);
    EXPECT_THAT(fault->reason, HasSubstr("U+0329"));
    for (const char* text : {"\xCC\xA9", "ü = 1", "a = ü", "[é]", "a = \"x\"ü", "a = '''x''' ü", "a = \"open\nü = 1"})
        EXPECT_TRUE(tomlFault(text).has_value()) << text;
}

TEST(TomlText, NamesWhatIsNotUtf8)
{
    for (const char* text :
         {"a = \"\xFF\"", "a = \"\xC0\x80\"", "# \xED\xA0\x80", "a = \"\xE2\x82", "\xF5\x80\x80\x80"}) {
        const auto parsed = parseToml(text, "file.toml");
        ASSERT_FALSE(parsed.has_value()) << text;
        EXPECT_THAT(parsed.error().arguments.front(), HasSubstr("UTF-8"));
        EXPECT_EQ(parsed.error().where.file, "file.toml");
    }
}

TEST(TomlText, NestingIsBounded)
{
    const auto nested = [](const char* begin, const char* piece, int count, const char* end) {
        std::string text(begin);
        for (int i = 0; i < count; ++i)
            text.append(piece);
        return text.append(end);
    };
    EXPECT_FALSE(parseToml(nested("a = ", "[", 100'000, ""), "t").has_value());
    EXPECT_FALSE(parseToml(nested("", "a.", 1'000'000, "a = 1"), "t").has_value());
    EXPECT_FALSE(parseToml(nested("[", "a.", 1'000'000, "a]"), "t").has_value());
    EXPECT_FALSE(parseToml(nested("x = ", "{ a = ", 10'000, ""), "t").has_value());
    EXPECT_TRUE(parseToml(nested("", "a.", 20, "a = 1"), "t").has_value());
}

} // namespace
} // namespace tenbin
