// SPDX-License-Identifier: GPL-3.0-or-later
// A report says what was asked and what the answer is, shows it and proves it.
#include <set>

#include <gtest/gtest.h>

#include "engine/report_document/report_builder.h"
#include "engine/words/catalogue.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& library()
{
    static const TargetLibrary targets = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return targets;
}

Comparison compared(const std::string& network, std::initializer_list<const char*> targets)
{
    ComparisonQuestion question;
    for (const char* target : targets)
        question.columns.push_back({.network = network, .target = target, .configuration = {}, .caption = {}});
    question.reference = 0;
    return compare(question, {.targets = library(),
                              .network = [](const std::string& name) { return buildNetwork(name); },
                              .estimate = sharedEstimate});
}

const Table* tableOf(const ReportDocument& document, const std::string& key)
{
    for (const ReportSection& section : document.sections)
        for (const ReportBlock& block : section.blocks)
            if (const auto* table = std::get_if<Table>(&block); table && table->key == key)
                return table;
    return nullptr;
}

constexpr const char* kNetwork = "zoo:mobilenet_v1?alpha=0.25&input=96x96x3";

TEST(Reports, InspectionProvesItsNumbers)
{
    const Comparison comparison = compared(kNetwork, {"imx500"});
    const ReportDocument document =
        inspectionReport(comparison.columns[0], {.command = "tenbin-cli report x"}, {.schemas = findSchema});
    EXPECT_NE(document.asked.find("Sony IMX500"), std::string::npos);
    ASSERT_FALSE(document.answer.empty());
    for (const char* key : {"figures", "memories", "layers", "configuration", "intervals", "sources", "versions"})
        EXPECT_NE(tableOf(document, key), nullptr) << key;
    const Estimate& e = *comparison.columns[0].estimate;
    EXPECT_EQ(tableOf(document, "layers")->rows.size(), e.layers.size());
    EXPECT_EQ(tableOf(document, "figures")->rows[1][1].value, e.latency->value.count());
    // Every number of the target is listed, with a source.
    const auto settings = Settings::resolve(*comparison.columns[0].target, {});
    EXPECT_EQ(tableOf(document, "sources")->rows.size(), settings->parameters().size());
    for (const auto& row : tableOf(document, "sources")->rows)
        EXPECT_FALSE(row[5].text.empty()) << row[1].text;
    const ReportSection& last = document.sections.back();
    EXPECT_EQ(std::get<ReportCode>(last.blocks[0]).text, "tenbin-cli report x");
}

TEST(Reports, AssumedNumbersAreAllNamed)
{
    const Comparison comparison = compared(kNetwork, {"ndp250", "cartesian_mac_array", "imx500"});
    const ReportDocument document = comparisonReport(std::span(&comparison, 1), {}, {.schemas = findSchema});
    std::size_t assumed = 0;
    for (const ComparedColumn& column : comparison.columns)
        assumed += column.estimate->assumptions.size();
    ASSERT_GT(assumed, 0u);
    EXPECT_EQ(tableOf(document, "assumptions")->rows.size(), assumed);
}

TEST(Reports, RowsAreAsWideAsTheirTables)
{
    const Comparison comparisons[] = {compared(kNetwork, {"imx500", "stm32n6", "esp32_s3"}),
                                      compared("zoo:mobilenet_v2", {"imx500", "stm32n6", "no_such_target"})};
    const ReportDocument document = comparisonReport(comparisons, {}, {.schemas = findSchema});
    EXPECT_EQ(document.answer.size(), 2u);
    for (const ReportSection& section : document.sections)
        for (const ReportBlock& block : section.blocks)
            if (const auto* table = std::get_if<Table>(&block)) {
                for (const auto& row : table->rows)
                    EXPECT_EQ(row.size(), table->columns.size()) << table->key;
            }
}

/// No heading and no caption is left in English: each has a letter beyond ASCII.
void expectJapanese(const ReportDocument& document)
{
    const auto japanese = [](const std::string& text) {
        return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xe3; });
    };
    for (const ReportSection& section : document.sections) {
        if (section.key != "comparison_1") {
            EXPECT_TRUE(japanese(section.title)) << section.title;
        }
        for (const ReportBlock& block : section.blocks)
            if (const auto* table = std::get_if<Table>(&block)) {
                EXPECT_TRUE(japanese(table->caption)) << table->caption;
            }
    }
    EXPECT_TRUE(japanese(document.asked) && japanese(document.answer[0]));
}

TEST(Reports, JapaneseIsWholeAndEqualInputGivesEqualBytes)
{
    const Comparison comparison = compared(kNetwork, {"imx500", "esp32_s3"});
    const ReportFrame frame{.language = "ja", .wording = wordingIn("ja")};
    const ReportDocument document = comparisonReport(std::span(&comparison, 1), frame, {.schemas = findSchema});
    EXPECT_EQ(toHtml(document), toHtml(comparisonReport(std::span(&comparison, 1), frame, {.schemas = findSchema})));
    expectJapanese(document);
    expectJapanese(inspectionReport(comparison.columns[0], frame, {.schemas = findSchema}));
}

TEST(Reports, SparsityNamesTheSparsestPointThatIsAsGood)
{
    std::vector<SparsityPoint> points(3);
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].key = std::to_string(i);
        points[i].remaining = 1.0 - 0.3 * double(i);
        points[i].sparsity = 0.3 * double(i);
        points[i].retrained.samples = 1000;
        points[i].retrained.correct = i == 2 ? 500 : 900 - int(i);
    }
    const ReportDocument document = sparsityReport(points, {});
    EXPECT_EQ(document.answer[0].find("30.0"), 0u) << document.answer[0];
    EXPECT_EQ(tableOf(document, "points")->rows.size(), 3u);
    EXPECT_FALSE(sparsityReport({}, {}).answer.empty());
}

TEST(Reports, StudyShowsFrontAndKnee)
{
    StudyContent study;
    study.info.name = "s";
    study.info.question = "name = \"s\"";
    study.layout.networks.push_back({.spec = "a.onnx", .name = "a", .remarks = {{ImportNote::batchTakenAsOne, "x"}}});
    study.layout.targets.push_back({.id = "t", .name = "T"});
    study.layout.blocks.push_back({.axes = {{.key = "x", .values = {1.0, 2.0, 3.0, 4.0}}}, .first = 0, .count = 4});
    study.layout.size = study.info.size = 4;
    const double latency[] = {1.0, 2.0, 4.0, 4.0}, energy[] = {4.0, 1.5, 1.0, 4.0};
    for (std::uint64_t i = 0; i < 4; ++i) {
        DesignFigures figures;
        figures.verdict = VerdictKind::fits;
        figures.latency = latency[i];
        figures.energy = energy[i];
        study.points.add(i, figures, study.layout);
    }
    Question question;
    question.objectives = {{FigureKind::latency, false}, {FigureKind::energy, false}};
    const ReportDocument document = studyReport(study, question, {});
    const Table* front = tableOf(document, "front");
    ASSERT_NE(front, nullptr);
    ASSERT_EQ(front->rows.size(), 3u);
    EXPECT_TRUE(front->rows[1][0].best);
    EXPECT_EQ(document.answer.size(), 2u);
    EXPECT_NE(toMarkdown(document).find("a: x has an open batch size: taken as 1."), std::string::npos);
}

} // namespace
} // namespace tenbin
