// SPDX-License-Identifier: GPL-3.0-or-later
// The estimates against the published rows that the repository carries, and, where they
// are at hand, against the tables and model files they were taken from.
#include <filesystem>
#include <fstream>
#include <iostream>

#include <gtest/gtest.h>

#include "engine/calibration/calibration.h"
#include "engine/tables/csv_reader.h"
#include "engine/validation/network_of_row.h"
#include "engine/validation/validation.h"
#include "engine/validation/validation_markdown.h"
#include "models/registry.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;
const fs::path kPresets = TENBIN_SOURCE_DIR "/presets";

const TargetLibrary& library()
{
    static const TargetLibrary targets = loadTargets({kPresets}, findSchema);
    return targets;
}

std::vector<Measurement> rowsOf(const std::vector<fs::path>& tables)
{
    std::vector<Measurement> rows;
    for (const fs::path& table : tables) {
        auto read = readMeasurements(table);
        EXPECT_TRUE(read.has_value()) << table;
        if (read)
            rows.insert(rows.end(), read->begin(), read->end());
    }
    return rows;
}

const MappingRules& mapping()
{
    static const MappingRules rules = readMappingRules(kPresets / "validation.toml").value();
    return rules;
}

/// Networks as they are built in, or from files below `models`.
ValidationContext contextWith(const fs::path& models)
{
    return {.targets = library(),
            .rules = mapping(),
            .network = [models](const MappedRow& row) { return networkOfRow(row, models); },
            .estimate = [](const Graph& graph, const Target& target,
                           const Configuration& configuration) { return estimate(graph, target, configuration); }};
}

ValidationReport validated(const std::vector<fs::path>& tables, const fs::path& models)
{
    return validate(rowsOf(tables), contextWith(models));
}

const ValidationReport& ownRows()
{
    static const ValidationReport report = validated({kPresets / "measurements.csv"}, {});
    return report;
}

/// What `tenbin-cli calibrate` finds.
const CalibrationReport& calibrated()
{
    static const ValidationContext validation = contextWith({});
    static const CalibrationReport report =
        calibrate(readCalibrationPlan(kPresets / "calibration.toml").value(), rowsOf({kPresets / "measurements.csv"}),
                  {.validation = validation, .presets = kPresets, .threads = 0})
            .value();
    return report;
}

/// A line of budget.csv: at least so many rows, at most these errors.
struct Budget {
    std::string family, metric;
    std::size_t rows;
    double median, percentile90;
    double leftOutMedian, leftOut90; ///< networks left out
};

std::vector<Budget> budgets()
{
    std::ifstream stream(TENBIN_SOURCE_DIR "/tests/accuracy/budget.csv");
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    std::vector<Budget> list;
    for (const CsvRecord& record : parseCsv(text))
        if (record.line > 1)
            list.push_back({record.fields.at(0), record.fields.at(1), std::stoul(record.fields.at(2)),
                            std::stod(record.fields.at(3)), std::stod(record.fields.at(4)),
                            std::stod(record.fields.at(5)), std::stod(record.fields.at(6))});
    return list;
}

TEST(Accuracy, EveryFamilyStaysWithinItsBudget)
{
    const auto summaries = ownRows().summaries();
    const std::vector<Budget> list = budgets();
    ASSERT_FALSE(list.empty());
    for (const Budget& budget : list) {
        const auto found = summaries.find({budget.family, budget.metric});
        ASSERT_NE(found, summaries.end()) << budget.family << " " << budget.metric;
        EXPECT_GE(found->second.rows, budget.rows) << budget.family << " " << budget.metric;
        EXPECT_LE(found->second.medianAbsolute, budget.median) << budget.family << " " << budget.metric;
        EXPECT_LE(found->second.percentile90, budget.percentile90) << budget.family << " " << budget.metric;
    }
    for (const auto& [key, summary] : summaries) {
        const bool listed = std::any_of(
            list.begin(), list.end(), [&](const Budget& b) { return b.family == key.first && b.metric == key.second; });
        EXPECT_TRUE(listed) << key.first << " " << key.second << " has no budget";
    }
}

constexpr std::size_t kVerdicts = 265, kMisfits = 15, kWrongVerdicts = 13;

TEST(LeftOut, ThePresetsSayWhatTheRowsSay)
{
    for (const FitReport& fit : calibrated().fits)
        for (const FittedNumber& number : fit.numbers)
            EXPECT_TRUE(agree(number.committed, number.found))
                << number.place.file << " " << number.place.place.key << ": " << number.committed << ", found "
                << number.found << "; write it anew: tenbin-cli calibrate --write";
    for (const FittedRange& range : calibrated().ranges)
        EXPECT_TRUE(rangesAgree(range)) << range.place.file << " " << range.place.place.key << ": "
                                        << range.committed.value_or(0.0) << ", found " << range.found
                                        << "; write it anew: tenbin-cli calibrate --write";
    const ValidationContext validation = contextWith({});
    const auto unfitted =
        fittedWithoutRows(calibrated(), {.validation = validation, .presets = kPresets, .threads = 0});
    EXPECT_EQ(unfitted.value(), std::vector<std::string>()) << "marked as fitted, but not found from the table";
}

TEST(LeftOut, RangesHoldFourOfFive)
{
    constexpr double kLeast = 0.70, kMost = 0.90;
    for (const auto& [key, summary] : summariesOf(calibrated().leftOut)) {
        const std::string name = key.first + " " + key.second;
        if (!summary.errors.coverage)
            continue; // exact
        const double coverage = *summary.errors.coverage;
        if (!summary.tellsCoverage()) {
            std::cout << name << ": " << summary.networks << " networks are too few to say, " << coverage << "\n";
            continue;
        }
        EXPECT_GE(coverage, kLeast) << name << ": too narrow";
        // Rules of memory planners were read off the rows themselves: what they cover of them is flattered.
        if (!key.second.ends_with("_kib")) {
            EXPECT_LE(coverage, kMost) << name << ": too wide";
        }
    }
}

TEST(LeftOut, EveryFamilyStaysWithinItsBudget)
{
    const auto summaries = summariesOf(calibrated().leftOut);
    for (const Budget& budget : budgets()) {
        const auto found = summaries.find({budget.family, budget.metric});
        ASSERT_NE(found, summaries.end()) << budget.family << " " << budget.metric;
        EXPECT_LE(found->second.errors.medianAbsolute, budget.leftOutMedian) << budget.family << " " << budget.metric;
        EXPECT_LE(found->second.errors.percentile90, budget.leftOut90) << budget.family << " " << budget.metric;
    }
}

TEST(Accuracy, TargetsAreRankedAsTheMeasurementsRankThem)
{
    EXPECT_GE(ownRows().summaries().at({"all", "latency_ms"}).rankCorrelation.value_or(0.0), 0.97);
}

/// May only get better: no network is said to fit beyond doubt that does not.
TEST(Accuracy, VerdictsAreThoseOfWhoTriedIt)
{
    const auto summaries = summarise(ownRows().verdicts);
    ASSERT_TRUE(summaries.contains("all"));
    const VerdictSummary& all = summaries.at("all");
    EXPECT_GE(all.verdicts, kVerdicts);
    EXPECT_GE(all.verdicts - all.fitting, kMisfits);
    EXPECT_LE(all.verdicts - all.right, kWrongVerdicts);
    EXPECT_EQ(all.wrongTicks, 0u);
}

TEST(Accuracy, EveryCommittedRowNamesItsSource)
{
    const auto rows = readMeasurements(kPresets / "measurements.csv");
    ASSERT_TRUE(rows.has_value());
    for (const Measurement& row : *rows)
        EXPECT_FALSE(row.source.empty()) << "line " << row.line;
    EXPECT_LE(ownRows().unscored.size(), 10u) << "rows of the own table are there to be scored";
}

TEST(Accuracy, TheDocumentSaysWhatIsMeasured)
{
    std::ifstream stream(TENBIN_SOURCE_DIR "/docs/VALIDATION.md");
    const std::string document(std::istreambuf_iterator<char>(stream), {});
    EXPECT_EQ(document, toMarkdown(ownRows(), summariesOf(calibrated().leftOut), library()))
        << "write it anew: tenbin-cli validate --markdown > docs/VALIDATION.md";
}

std::vector<fs::path> sharedTables()
{
    std::vector<fs::path> tables;
    std::error_code ignored;
    for (const char* name : {"mcu", "stm32", "ethos-u", "imx500-cartesian", "max-ndp"})
        if (const fs::path file = fs::path(TENBIN_SHARED_DIR) / "measurements" / (std::string(name) + ".csv");
            fs::exists(file, ignored))
            tables.push_back(file);
    return tables;
}

/// Run once for each of {} or {all tables}: absent tables instantiate nothing.
class WholeTables : public ::testing::TestWithParam<std::vector<fs::path>> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WholeTables);

TEST_P(WholeTables, AreMetWithTheRealFiles)
{
    const ValidationReport report = validated(GetParam(), fs::path(TENBIN_SHARED_DIR) / "models");
    const auto summaries = report.summaries();
    const auto median = [&](const char* family, const char* metric) {
        return summaries.at({family, metric}).medianAbsolute;
    };
    EXPECT_LE(median("microcontroller", "latency_ms"), 0.12);
    EXPECT_LE(summaries.at({"microcontroller", "latency_ms"}).percentile90, 0.35);
    EXPECT_LE(median("microcontroller", "energy_uj"), 0.12);
    EXPECT_LE(median("microcontroller", "activation_ram_kib"), 0.10);
    EXPECT_LE(median("ethos_u55", "cycles"), 0.06);
    EXPECT_LE(median("ethos_u65", "cycles"), 0.12);
    EXPECT_LE(median("ethos_u85", "cycles"), 0.15);
    EXPECT_LE(median("neural_art", "latency_ms"), 0.18);
    EXPECT_LE(median("imx500", "latency_ms"), 0.08);
    EXPECT_LE(median("imx500", "peak_ram_kib"), 0.06);
    EXPECT_LE(median("ndp120", "latency_ms"), 0.12);
    EXPECT_LE(median("max7800x", "latency_ms"), 0.05);
    EXPECT_LE(median("max7800x", "energy_uj"), 0.15);
    EXPECT_LE(median("esp32_rp2040", "latency_ms"), 0.20);
    EXPECT_GE(report.scored.size(), 1000u);
    for (const UnscoredRow& row : report.unscored)
        EXPECT_FALSE(row.reason.empty()) << row.measurement.file << ":" << row.measurement.line;
}
INSTANTIATE_TEST_SUITE_P(Shared, WholeTables,
                         ::testing::ValuesIn(sharedTables().empty()
                                                 ? std::vector<std::vector<fs::path>>{}
                                                 : std::vector<std::vector<fs::path>>{sharedTables()}));

} // namespace
} // namespace tenbin
