// SPDX-License-Identifier: GPL-3.0-or-later
#include <clocale>
#include <tuple>

#include <gtest/gtest.h>

#include "engine/comparison/comparison_question.h"

namespace tenbin {
namespace {

ComparisonColumn column(const std::string& network, const std::string& target, bool pinned = false)
{
    ComparisonColumn result;
    result.network = network;
    result.target = target;
    result.pinned = pinned;
    return result;
}

/// Columns named by the letters; capitals are pinned.
ComparisonQuestion letters(const std::string& names)
{
    ComparisonQuestion question;
    for (const char c : names)
        question.columns.push_back(column(std::string("zoo:") + c, "imx500", c >= 'A' && c <= 'Z'));
    return question;
}

std::string names(const ComparisonQuestion& question)
{
    std::string result;
    for (const ComparisonColumn& c : question.columns)
        result += c.network.back();
    return result;
}

TEST(ComparisonQuestion, SurvivesJson)
{
    ComparisonQuestion question = letters("Abc");
    question.name = "Kamera \"2\" 比較";
    question.reference = 2;
    question.columns[0].configuration.values = {{"clock_hz", 262.5e6 / 3.0}, {"mode", std::string("B")}};
    question.columns[1].caption = "日本語, \"quoted\"";
    question.columns[1].accuracy = KnownAccuracy{0.7183, "own run"};
    const std::string json = toJson(question);
    const auto read = parseComparisonQuestion(json, "x.json");
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, question);
    EXPECT_EQ(toJson(*read), json);
    EXPECT_EQ(parseComparisonQuestion(toJson(ComparisonQuestion{}), "x").value(), ComparisonQuestion{});
}

TEST(ComparisonQuestion, IsWrittenWithAPointInEveryLocale)
{
    ComparisonQuestion question = letters("a");
    question.columns[0].configuration.values = {{"clock_hz", 1.5}};
    const std::string before = toJson(question);
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    EXPECT_EQ(toJson(question), before);
    EXPECT_EQ(parseComparisonQuestion(before, "x").value(), question);
    std::setlocale(LC_ALL, "C");
}

TEST(ComparisonQuestion, ErrorsSayWhatAndWhere)
{
    const std::string c = R"({"network": "zoo:x", "target": "t")";
    const auto with = [&](const std::string& rest) { return R"({"columns": [)" + c + rest + "}]}"; };
    const std::vector<std::tuple<std::string, ErrorCode, std::string>> cases{
        {"{", ErrorCode::questionSyntax, ""},
        {"[]", ErrorCode::questionSyntax, ""},
        {"{}", ErrorCode::questionValue, "columns"},
        {R"({"columns": 3})", ErrorCode::questionValue, "columns"},
        {R"({"columns": [], "colour": 1})", ErrorCode::questionKey, "colour"},
        {R"({"columns": [], "version": 2})", ErrorCode::questionValue, "version"},
        {R"({"columns": [], "reference": 0})", ErrorCode::questionValue, "reference"},
        {R"({"columns": [3]})", ErrorCode::questionValue, "columns[0]"},
        {R"({"columns": [{"network": "zoo:x"}]})", ErrorCode::questionValue, "columns[0].target"},
        {R"({"columns": [{"network": "", "target": "t"}]})", ErrorCode::questionValue, "columns[0].network"},
        {with(R"(, "pinned": 1)"), ErrorCode::questionValue, "columns[0].pinned"},
        {with(R"(, "configuration": {"mode": [1]})"), ErrorCode::questionValue, "columns[0].configuration.mode"},
        {with(R"(, "accuracy": {"value": 71.8})"), ErrorCode::questionValue, "columns[0].accuracy.value"},
        {with(R"(, "accuracy": {"value": 0.7, "top": 5})"), ErrorCode::questionKey, "columns[0].accuracy.top"},
        {R"({"columns": [)" + c + "}, " + c + R"(, "pinned": true}]})", ErrorCode::questionValue, "columns"},
    };
    for (const auto& [json, code, element] : cases) {
        const auto read = parseComparisonQuestion(json, "some.json");
        ASSERT_FALSE(read) << json;
        EXPECT_EQ(read.error().code, code) << json;
        EXPECT_EQ(read.error().where.element, element) << json;
        EXPECT_EQ(read.error().where.file, "some.json");
        EXPECT_FALSE(read.error().arguments.empty());
    }
    EXPECT_EQ(loadComparisonQuestion("/nowhere/at/all.json").error().code, ErrorCode::fileNotFound);
}

TEST(ComparisonQuestion, HoldsADozenColumns)
{
    ComparisonQuestion question = letters("abcdefghijkl");
    EXPECT_TRUE(parseComparisonQuestion(toJson(question), "x"));
    EXPECT_EQ(withColumnAdded(question, column("zoo:z", "t"), 0), question);
    question.columns.push_back(column("zoo:z", "t"));
    EXPECT_FALSE(parseComparisonQuestion(toJson(question), "x"));
}

TEST(ComparisonQuestion, PinnedColumnsStayInFront)
{
    EXPECT_EQ(names(withColumnMoved(letters("ABcde"), 4, 0)), "ABecd");
    EXPECT_EQ(names(withColumnMoved(letters("ABcde"), 0, 4)), "BAcde");
    EXPECT_EQ(names(withColumnMoved(letters("ABcde"), 2, 9)), "ABdec");
    EXPECT_EQ(names(withColumnAdded(letters("ABcde"), column("zoo:x", "t"), 0)), "ABxcde");
    EXPECT_EQ(names(withColumnAdded(letters("ABcde"), column("zoo:x", "t"), 99)), "ABcdex");
    EXPECT_EQ(names(withPinned(letters("Abcd"), 3, true)), "Adbc");
    EXPECT_EQ(names(withPinned(letters("ABcd"), 0, false)), "BAcd");
    EXPECT_EQ(names(withPinned(letters("ABCD"), 1, false)), "ACDB");
}

TEST(ComparisonQuestion, TheReferenceStaysOnItsColumn)
{
    for (std::size_t reference = 0; reference < 5; ++reference)
        for (std::size_t from = 0; from < 5; ++from)
            for (std::size_t to = 0; to < 5; ++to) {
                ComparisonQuestion question = letters("ABcde");
                question.reference = reference;
                const std::string name = question.columns[reference].network;
                const auto moved = withColumnMoved(question, from, to);
                EXPECT_EQ(moved.columns[*moved.reference].network, name) << reference << from << to;
                const auto added = withColumnAdded(question, column("zoo:x", "t"), to);
                EXPECT_EQ(added.columns[*added.reference].network, name);
                const auto pinned = withPinned(question, from, !question.columns[from].pinned);
                EXPECT_EQ(pinned.columns[*pinned.reference].network, name);
                const auto removed = withColumnRemoved(question, from);
                if (from == reference) {
                    EXPECT_FALSE(removed.reference);
                } else {
                    EXPECT_EQ(removed.columns[*removed.reference].network, name);
                }
            }
}

} // namespace
} // namespace tenbin
