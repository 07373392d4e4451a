// SPDX-License-Identifier: GPL-3.0-or-later
// Each writer against a small document, byte for byte, also where the decimal sign is a comma.
#include <clocale>
#include <filesystem>
#include <fstream>
#include <locale>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/core/file.h"
#include "engine/report_document/document.h"
#include "engine/report_document/escape.h"
#include "tests/support/cpu_time.h"
#include "tests/support/sanitizers.h"

namespace tenbin {
namespace {

/// A point nowhere: what careless formatting would pick up.
struct CommaDecimals : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

class InCommaLocale {
public:
    InCommaLocale() : m_before(std::locale::global(std::locale(std::locale::classic(), new CommaDecimals)))
    {
        // Where a comma locale is installed, C functions see it too.
        for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"})
            if (std::setlocale(LC_NUMERIC, name))
                break;
    }
    ~InCommaLocale()
    {
        std::locale::global(m_before);
        std::setlocale(LC_NUMERIC, "C");
    }

private:
    std::locale m_before;
};

ReportDocument sample()
{
    ReportDocument document{.kind = "comparison",
                            .language = "ja",
                            .title = "枝刈り <A & B>",
                            .author = "山田",
                            .date = "2026-11-21",
                            .notes = "one | two",
                            .asked = "Which?",
                            .answer = {"A, 1.5 ms.", "B does not fit."},
                            .askedTitle = "Asked",
                            .answerTitle = "Answer",
                            .notesTitle = "Notes",
                            .contentsTitle = "Contents",
                            .bestTitle = "best",
                            .engine = "tenbin 0"};
    Table table{"t", "Caption", {{"name", "Design", "", false, 1.0}, {"latency", "Latency", "s", true, 1.0}}, {}};
    table.rows.push_back(
        {{.text = "A, \"x\""}, {.text = "1.5 ms", .value = 0.0015, .low = 0.00125, .high = 0.00175, .best = true}});
    table.rows.push_back({{.text = "=1+1"}, {.text = "—", .tone = Tone::muted}});
    document.sections.push_back(
        {"s",
         "Section",
         1,
         {ReportParagraph{"Words."}, std::move(table), ReportList{{"item"}}, ReportCode{"tenbin-cli report"}}});
    document.sections.back().blocks.push_back(
        ReportChart{"Chart", barChart({{.label = "A", .text = "1.5", .value = 1.5, .low = 1.0, .high = 2.0}})});
    return document;
}

TEST(ReportWriters, CsvHoldsRawNumbersIntervalsAndNoFormulas)
{
    EXPECT_EQ(toCsv(sample()),
              "枝刈り <A & B>\r\nAsked,Which?\r\nAnswer,\"A, 1.5 ms.\"\r\nAnswer,B does not fit.\r\n\r\nCaption\r\n"
              "Design,Latency [s],Latency ≥ [s],Latency ≤ [s]\r\n\"A, "
              "\"\"x\"\"\",0.0015,0.00125,0.00175\r\n'=1+1,,,\r\n\r\nSection,tenbin-cli report\r\n");
}

TEST(ReportWriters, MarkdownEscapesAndMarksTheBest)
{
    EXPECT_EQ(toMarkdown(sample()), "# 枝刈り \\<A & B>\n\n山田 · 2026-11-21\n\n**Asked** Which?\n\n**Answer** A, 1.5 "
                                    "ms.\n\n B does not fit.\n\n## Notes\n\none \\| two\n\n"
                                    "## Section\n\nWords.\n\n*Caption*\n\n| Design | Latency |\n|---|---:|\n| A, \"x\" "
                                    "| **1.5 ms** |\n| =1+1 | — |\n\n- item\n\n"
                                    "```sh\ntenbin-cli report\n```\n\n---\n\ntenbin 0\n");
}

TEST(ReportWriters, JsonHoldsNumbersAndTexts)
{
    const std::string json = toJson(sample());
    EXPECT_NE(json.find("\"latency\": {\n                \"value\": 0.0015,\n                \"text\": \"1.5 ms\",\n   "
                        "             \"low\": 0.00125,\n"
                        "                \"high\": 0.00175,\n                \"best\": true\n              }"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find("\"value\": null,\n                \"text\": \"—\""), std::string::npos) << json;
}

TEST(ReportWriters, HtmlIsOneFileInBothThemes)
{
    const std::string html = toHtml(sample());
    EXPECT_NE(html.find("<html lang=\"ja\">"), std::string::npos);
    EXPECT_NE(html.find("prefers-color-scheme:dark"), std::string::npos);
    EXPECT_NE(html.find("枝刈り &lt;A &amp; B&gt;"), std::string::npos);
    EXPECT_NE(html.find("<td class=\"n best\">1.5 ms</td>"), std::string::npos);
    EXPECT_NE(html.find("<rect class=\"ink-accent\" x=\"250.00\" y=\"10.00\" width=\"240.00\" height=\"12.00\"/>"),
              std::string::npos);
    // Nothing is fetched: the only addresses are fragments and the SVG name space.
    EXPECT_EQ(html.find("src=\"http"), std::string::npos);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("@import"), std::string::npos);
}

TEST(ReportWriters, CommaLocaleChangesNoByte)
{
    for (const ReportFormat format :
         {ReportFormat::html, ReportFormat::markdown, ReportFormat::csv, ReportFormat::json, ReportFormat::pdf}) {
        const auto plain = writeReport(sample(), format, Paper::a4);
        const InCommaLocale locale;
        const auto comma = writeReport(sample(), format, Paper::a4);
        ASSERT_TRUE(plain && comma);
        EXPECT_TRUE(*plain == *comma) << endingOf(format);
    }
}

TEST(ReportWriters, PdfIsTheSameTwiceAndOnItsPaper)
{
    const auto a4 = toPdf(sample(), Paper::a4), again = toPdf(sample(), Paper::a4),
               letter = toPdf(sample(), Paper::letter);
    ASSERT_TRUE(a4 && again && letter);
    EXPECT_TRUE(*a4 == *again);
    EXPECT_TRUE(a4->starts_with("%PDF-1.5"));
    EXPECT_NE(a4->find("595.276"), std::string::npos);
    EXPECT_NE(letter->find("/MediaBox [ 0 0 612 792 ]"), std::string::npos);
}

int pagesOf(const std::string& pdf)
{
    const std::size_t at = pdf.find("/Count ");
    return at == std::string::npos ? 0 : std::atoi(pdf.c_str() + at + 7);
}

TEST(ReportWriters, LongTablesGoOnOverPages)
{
    ReportDocument document = sample();
    auto& table = std::get<Table>(document.sections[0].blocks[1]);
    for (int i = 0; i < 200; ++i)
        table.rows.push_back(table.rows.front());
    const auto pdf = toPdf(document, Paper::a4);
    ASSERT_TRUE(pdf);
    // A row is some 12 points high, as the fonts at hand have it; a page has room for about 750.
    EXPECT_GE(pagesOf(*pdf), 4);
    EXPECT_LE(pagesOf(*pdf), 6);
    EXPECT_EQ(pagesOf(*toPdf(sample(), Paper::a4)), 1);
}

/// Processor seconds that every format for people takes.
double secondsFor(const ReportDocument& document)
{
    const double start = test::processSeconds();
    for (const ReportFormat format : {ReportFormat::html, ReportFormat::markdown, ReportFormat::pdf})
        EXPECT_TRUE(writeReport(document, format, Paper::a4)) << endingOf(format);
    return test::processSeconds() - start;
}

// Wherever a name may stand; one word, many words, letters of several bytes.
TEST(ReportWriters, NamesOfAMillionLettersAreShortenedForPeopleAndWholeForPrograms)
{
    std::string many, wide;
    while (many.size() < 1'000'000)
        many += "name ";
    while (wide.size() < 1'000'000)
        wide += "枝";
    const double usual = secondsFor(sample());
    for (const std::string& name : {std::string(1'000'000, 'n'), many, wide}) {
        ReportDocument document = sample();
        for (std::string* text : {&document.title, &document.author, &document.asked})
            *text = name;
        document.answer.push_back(name);
        document.sections[0].title = name;
        std::get<Table>(document.sections[0].blocks[1]).rows[0][0].text = name;
        std::get<Table>(document.sections[0].blocks[1]).caption = name;
        std::get<ReportList>(document.sections[0].blocks[2]).items.push_back(name);
        std::get<ReportCode>(document.sections[0].blocks[3]).text = name;
        document.sections[0].blocks.push_back(ReportParagraph{name});
        document.sections[0].blocks.push_back(
            ReportChart{name, barChart({{.label = name, .text = "1.5", .value = 1.5, .low = 1.0, .high = 2.0}})});
        EXPECT_LT(secondsFor(document), usual + 3.0 * test::kSlowdown);
        EXPECT_LT(toHtml(document).size(), 300'000u);
        EXPECT_NE(toMarkdown(document).find("…"), std::string::npos);
        EXPECT_NE(toJson(document).find(name), std::string::npos);
        EXPECT_NE(toCsv(document).find(name), std::string::npos);
    }
}

// A text that is set in parts breaks where it would break as a whole, and takes no square of its length.
TEST(ReportWriters, LongNotesStayWhole)
{
    ReportDocument document = sample();
    document.notes.clear();
    for (int i = 0; i < 20'000; ++i)
        document.notes += "word ";
    const double start = test::processSeconds();
    const auto pdf = toPdf(document, Paper::a4);
    EXPECT_LT(test::processSeconds() - start, 8.0 * test::kSlowdown);
    ASSERT_TRUE(pdf);
    // 100,000 letters, some 100 a line, some 55 lines a page.
    EXPECT_GE(pagesOf(*pdf), 12);
    EXPECT_LE(pagesOf(*pdf), 30);
}

TEST(ReportWriters, SavingReplacesWholeFilesOrSaysWhyNot)
{
    const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "tenbin_report";
    std::filesystem::create_directories(folder);
    const std::string path = (folder / "r.md").string();
    ASSERT_TRUE(writeWhole(path, "first"));
    ASSERT_TRUE(writeWhole(path, "second"));
    std::ifstream in(path);
    std::string text;
    in >> text;
    EXPECT_EQ(text, "second");
    const auto refused = writeWhole((folder / "none" / "r.md").string(), "x");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::fileUnwritable);
    std::filesystem::remove_all(folder);
}

TEST(ReportEscapes, ShellWordsAndBase64)
{
    EXPECT_EQ(shellWord("a b'c"), "'a b'\\''c'");
    EXPECT_EQ(shellWord("zoo:mobilenet_v1?alpha=0.25"), "'zoo:mobilenet_v1?alpha=0.25'");
    const unsigned char bytes[] = {'M', 'a', 'n', 'M'};
    EXPECT_EQ(base64(bytes), "TWFuTQ==");
}

} // namespace
} // namespace tenbin
