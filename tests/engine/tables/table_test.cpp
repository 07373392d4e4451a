// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/table.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/tables/csv.h"
#include "engine/tables/csv_reader.h"
#include "engine/tables/json.h"
#include "engine/tables/markdown.h"
#include "engine/tables/text.h"

namespace tenbin {
namespace {

using testing::ElementsAre;

/// What nobody would call a layer, but a file may.
constexpr const char* kNasty = "=HYPERLINK(\"x|y\",1)*<b>\n";

Table sample()
{
    Table table{.key = "t", .caption = "Designs", .columns = {}, .rows = {}, .groups = {}};
    table.columns = {textColumn("Design"), numberColumn("Latency")};
    table.columns[0].key = "design";
    table.columns[1].key = "latency";
    table.columns[1].unit = "s";
    table.rows.push_back(
        {{.text = "a"}, {.text = "4.5 ms", .value = 0.0045, .low = 0.004, .high = 0.005, .best = true}});
    table.rows.push_back({{.text = kNasty}, {.text = "—"}});
    return table;
}

TEST(TableCsv, NumbersInFullIntervalsAsColumnsUnknownEmpty)
{
    EXPECT_EQ(toCsv(sample()), "Design,Latency [s],Latency ≥ [s],Latency ≤ [s]\r\n"
                               "a,0.0045,0.004,0.005\r\n"
                               "\"'=HYPERLINK(\"\"x|y\"\",1)*<b>\n\",,,\r\n");
}

TEST(TableCsv, NoCellIsAFormulaWhateverSeparatesThem)
{
    for (const char* formula : {"=1+1", "+cmd", "-cmd", "@sum", "\tx", "\rx"}) {
        Table table{.columns = {textColumn(formula)}};
        table.addTexts({formula});
        for (const Separators& separators : {kCsv, kUnixCsv, kTsv})
            for (const CsvRecord& record : parseCsv(toCsv(table, {',', separators.record})))
                EXPECT_THAT(record.fields, ElementsAre(formula)) << "read back as it was";
        EXPECT_TRUE(toTsv(table).starts_with("'") || toTsv(table).starts_with("\"'")) << toTsv(table);
    }
}

TEST(TableCsv, NegativeNumbersAreNoFormulas)
{
    RecordWriter record(kTsv);
    record.number(-1.5);
    record.text("-1.5");
    record.number(std::nullopt);
    record.number(std::numeric_limits<double>::quiet_NaN());
    record.endRecord();
    EXPECT_EQ(record.take(), "-1.5\t-1.5\t\t\n");
    EXPECT_EQ(record.take(), "");
}

TEST(TableMarkdown, NamesAreNoMarkup)
{
    EXPECT_EQ(toMarkdown(sample()), "| Design | Latency |\n|---|---:|\n| a | **4.5 ms** |\n"
                                    "| =HYPERLINK(\"x\\|y\",1)\\*\\<b>  | — |\n");
    Table words = sample();
    words.columns[0].markup = true;
    words.rows = {{{.text = "`key`"}, {}}};
    EXPECT_EQ(toMarkdown(words), "| Design | Latency |\n|---|---:|\n| `key` |  |\n");
}

TEST(TableJson, NumbersBesideTheirTexts)
{
    EXPECT_EQ(toJson(sample()).dump(),
              R"({"key":"t","caption":"Designs","columns":[{"key":"design","title":"Design","unit":""},)"
              R"({"key":"latency","title":"Latency","unit":"s"}],"rows":[{"design":"a","latency":{"value":0.0045,)"
              R"("text":"4.5 ms","low":0.004,"high":0.005,"best":true}},)"
              R"({"design":"=HYPERLINK(\"x|y\",1)*<b>\n","latency":{"value":null,"text":"—"}}]})");
}

TEST(TableText, ColumnsGroupsAndWideLetters)
{
    Table table{.columns = {textColumn("name"), numberColumn("count"), textColumn("")}};
    table.addGroup("first");
    table.addTexts({"日本", "1"});
    table.addGroup("second");
    table.addTexts({"plain", "1000", "x"});
    table.addGroup("empty");
    EXPECT_EQ(toText(table), "name   count\n"
                             "\nfirst\n"
                             "日本       1\n"
                             "\nsecond\n"
                             "plain   1000  x\n"
                             "\nempty\n");
}

TEST(TableText, NamesSteerNoTerminalAndAreBounded)
{
    Table table{.columns = {textColumn("name")}};
    table.addGroup("\x1b[2J");
    table.addTexts({"a\x1b[31m\nb"});
    table.addTexts({std::string(100'000, 'x')});
    const std::string text = toText(table);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_NE(text.find("a\\x1b[31m\\x0ab\n"), std::string::npos);
    EXPECT_LT(text.size(), 1000u);
}

} // namespace
} // namespace tenbin
