// SPDX-License-Identifier: GPL-3.0-or-later
// Cells say what the estimates say; marks and differences follow from the cells.
#include <algorithm>
#include <clocale>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "engine/comparison/comparison_export.h"
#include "engine/comparison/layer_comparison.h"
#include "engine/tables/csv.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& library()
{
    static const TargetLibrary targets = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return targets;
}

ComparisonContext context(std::span<const ScoredRow> rows = {})
{
    return {.targets = library(),
            .network = [](const std::string& name) { return buildNetwork(name); },
            .estimate = sharedEstimate,
            .measurements = rows};
}

ComparisonColumn column(const std::string& network, const std::string& target)
{
    ComparisonColumn result;
    result.network = network;
    result.target = target;
    return result;
}

constexpr const char* kTargets[] = {"imx500",  "ethos_u55_256", "ethos_u85_512", "max78002",           "ndp250",
                                    "stm32n6", "stm32h747",     "esp32_s3",      "cartesian_mac_array"};

Comparison nine(const std::string& network, std::optional<std::size_t> reference = 0)
{
    ComparisonQuestion question;
    for (const char* target : kTargets)
        question.columns.push_back(column(network, target));
    question.reference = reference;
    return compare(question, context());
}

const ComparedCell& cell(const Comparison& comparison, ComparedFigure figure, std::size_t i)
{
    return comparison.find(figure)->cells.at(i);
}

/// A column with made-up figures.
ComparedColumn made(std::optional<double> latency, double halfWidth = 0.0, VerdictKind verdict = VerdictKind::fits,
                    bool bound = false)
{
    Estimate e;
    e.verdict = verdict;
    if (latency) {
        e.latency = Figure<Seconds>{.value = Seconds(*latency), .low = {}, .high = {}, .isBound = bound};
        if (bound)
            e.latency->low = Seconds(*latency);
        if (halfWidth > 0.0) {
            e.latency->low = Seconds(*latency / (1.0 + halfWidth));
            e.latency->high = Seconds(*latency * (1.0 + halfWidth));
        }
        e.framesPerSecond = 1.0 / *latency;
    }
    ComparedColumn result;
    result.asked = column("zoo:mlperf_ic", "imx500");
    result.network = buildNetwork("mlperf_ic").value();
    result.target = std::make_shared<const Target>(*library().find("imx500"));
    result.estimate = std::make_shared<const Estimate>(std::move(e));
    return result;
}

std::string marks(const Comparison& comparison, ComparedFigure figure)
{
    std::string text;
    for (const ComparedCell& c : comparison.find(figure)->cells)
        text += c.best == BestMark::clear ? '*' : c.best == BestMark::nominal ? '~' : '.';
    return text;
}

/// What an importer had to assume travels with the figures, and takes no place where there is nothing to say.
TEST(Comparison, RemarksOfTheImportTravel)
{
    ComparedColumn assumed = made(1e-3), plain = made(2e-3);
    Estimate estimate = *assumed.estimate;
    estimate.remarks = {{ImportNote::batchTakenAsOne, "x"}};
    assumed.estimate = std::make_shared<const Estimate>(std::move(estimate));
    const Comparison both = arrange("both", std::nullopt, {assumed, plain}),
                     none = arrange("none", std::nullopt, {plain});
    EXPECT_NE(toJson(both).find("\"remarks\": [\n        \"x has an open batch size: taken as 1.\""),
              std::string::npos);
    EXPECT_NE(toCsv(figureTable(both)).find("remarks,x has an open batch size: taken as 1.,\r\n"), std::string::npos);
    EXPECT_EQ(toJson(none).find("remarks"), std::string::npos);
    EXPECT_EQ(toCsv(figureTable(none)).find("remarks"), std::string::npos);
}

TEST(Comparison, CellsAreTheEstimatesFigures)
{
    for (const char* network : {"zoo:mobilenet_v2?input=224", "zoo:mobilenet_v1?alpha=0.25&input=96"}) {
        const Comparison comparison = nine(network);
        ASSERT_EQ(comparison.columns.size(), std::size(kTargets));
        for (std::size_t i = 0; i < comparison.columns.size(); ++i) {
            const auto graph = buildNetwork(network).value();
            const Estimate e = estimate(*graph, *library().find(kTargets[i]), {}).value();
            ASSERT_TRUE(comparison.columns[i].estimate) << kTargets[i];
            EXPECT_EQ(cell(comparison, ComparedFigure::verdict, i).verdict, e.verdict);
            const ComparedCell& latency = cell(comparison, ComparedFigure::latency, i);
            ASSERT_EQ(latency.value.has_value(), e.latency.has_value());
            if (e.latency) {
                EXPECT_EQ(*latency.value, e.latency->value.count());
                EXPECT_EQ(latency.atLeast, e.latency->isBound);
                if (!e.latency->isBound && e.latency->low) {
                    EXPECT_EQ(*latency.low, e.latency->low->count());
                    EXPECT_EQ(*latency.high, e.latency->high->count());
                }
            }
            EXPECT_EQ(cell(comparison, ComparedFigure::framesPerSecond, i).value, e.framesPerSecond);
            EXPECT_EQ(cell(comparison, ComparedFigure::energy, i).value.has_value(), e.energy.has_value());
            EXPECT_EQ(*cell(comparison, ComparedFigure::weights, i).value, e.weightBytes.toDouble());
            EXPECT_EQ(*cell(comparison, ComparedFigure::peakMemory, i).value, e.peakActivationBytes.toDouble());
        }
    }
}

TEST(Comparison, DifferencesAreAgainstTheReference)
{
    const Comparison comparison = nine("zoo:mobilenet_v1?alpha=0.25&input=96", 1);
    int seen = 0;
    for (const ComparedRow& row : comparison.rows)
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const ComparedCell &base = row.cells[1], &c = row.cells[i];
            const bool known = i != 1 && base.value && c.value && !base.isBound() && !c.isBound() && *base.value != 0.0;
            ASSERT_EQ(c.difference.has_value(), known) << toString(row.figure) << i;
            if (known) {
                EXPECT_DOUBLE_EQ(*c.difference, *c.value / *base.value - 1.0);
                ++seen;
            }
        }
    EXPECT_GT(seen, 30);
    for (const ComparedRow& row : nine("zoo:mlperf_ic", std::nullopt).rows)
        for (const ComparedCell& c : row.cells)
            EXPECT_FALSE(c.difference);
}

TEST(Comparison, TheBestRunsAndIsNoFlatteringBound)
{
    const auto of = [](std::vector<ComparedColumn> columns) { return arrange("", std::nullopt, std::move(columns)); };
    EXPECT_EQ(marks(of({made(3.0), made(2.0), made(4.0)}), ComparedFigure::latency), ".*.");
    EXPECT_EQ(marks(of({made(3.0), made(2.0), made(4.0)}), ComparedFigure::framesPerSecond), ".*.");
    EXPECT_EQ(marks(of({made(3.0), made(2.0, 0.0, VerdictKind::doesNotFit), made(4.0)}), ComparedFigure::latency),
              "*..");
    EXPECT_EQ(marks(of({made(3.0), made(2.0, 0.0, VerdictKind::fitsWithChanges), made(4.0)}), ComparedFigure::latency),
              "*..");
    EXPECT_EQ(marks(of({made(3.0), made(2.0, 0.0, VerdictKind::fits, true), made(4.0)}), ComparedFigure::latency),
              "*..");
    EXPECT_EQ(
        marks(of({made(3.0), made(2.0, 0.0, VerdictKind::fits, true), made(4.0)}), ComparedFigure::framesPerSecond),
        "*..");
    EXPECT_EQ(marks(of({made(3.0), made(std::nullopt)}), ComparedFigure::latency), "..")
        << "the only one is not the best";
    EXPECT_EQ(marks(of({made(3.0), made(3.0)}), ComparedFigure::latency), "..") << "none is better";
    EXPECT_EQ(marks(of({made(3.0), made(3.0), made(5.0)}), ComparedFigure::latency), "**.") << "a tie is shared";
}

TEST(Comparison, TheBestIsClearWhereIntervalsLieApart)
{
    const auto of = [](std::vector<ComparedColumn> columns) { return arrange("", std::nullopt, std::move(columns)); };
    EXPECT_EQ(marks(of({made(2.0, 0.1), made(3.0, 0.1)}), ComparedFigure::latency), "*.");
    EXPECT_EQ(marks(of({made(2.0, 0.5), made(3.0, 0.1)}), ComparedFigure::latency), "~.");
    EXPECT_EQ(marks(of({made(2.0, 0.1), made(3.0, 0.6)}), ComparedFigure::framesPerSecond), "~.");
    const Comparison comparison = of({made(2.0, 0.5), made(3.0, 0.1)});
    const ComparedCell& frames = cell(comparison, ComparedFigure::framesPerSecond, 0);
    EXPECT_DOUBLE_EQ(*frames.low, 1.0 / 3.0);
    EXPECT_DOUBLE_EQ(*frames.high, 1.0 / (2.0 / 1.5));
    EXPECT_DOUBLE_EQ(*frames.halfWidth, 0.5);
    EXPECT_DOUBLE_EQ(comparison.find(ComparedFigure::latency)->greatest, 3.3);
    EXPECT_DOUBLE_EQ(comparison.find(ComparedFigure::latency)->least, 2.0 / 1.5);
}

TEST(Comparison, AColumnWithoutAnswerSaysWhy)
{
    ComparisonQuestion question;
    question.columns = {column("zoo:mlperf_ic", "imx500"), column("zoo:mlperf_ic", "abacus"),
                        column("zoo:nonsense", "imx500")};
    question.columns.push_back(question.columns[0]);
    question.columns[3].configuration.values["mode"] = std::string("Z");
    const Comparison comparison = compare(question, context());
    EXPECT_FALSE(comparison.columns[0].error);
    EXPECT_EQ(comparison.columns[1].error->code, ErrorCode::targetUnknown);
    EXPECT_EQ(comparison.columns[2].error->code, ErrorCode::networkUnknown);
    EXPECT_EQ(comparison.columns[3].error->code, ErrorCode::optionValue);
    for (const ComparedRow& row : comparison.rows)
        for (std::size_t i = 1; i < 4; ++i) {
            EXPECT_FALSE(row.cells[i].value);
            EXPECT_FALSE(row.cells[i].verdict);
        }
    EXPECT_EQ(comparison.columns[1].title(), comparison.columns[1].network->name() + " · abacus");
    EXPECT_EQ(comparison.columns[2].title(), "nonsense · Sony IMX500");
    EXPECT_TRUE(compare({}, context()).columns.empty());
}

TEST(Comparison, OptionalFiguresShowWhereSomebodyKnowsThem)
{
    ComparisonQuestion question;
    const std::string unpublished = "zoo:mobilenet_v1?alpha=0.3&input=96";
    question.columns = {column(unpublished, "imx500"), column(unpublished, "max78002")};
    EXPECT_EQ(compare(question, context()).find(ComparedFigure::accuracy), nullptr);
    question.columns[1].accuracy = KnownAccuracy{0.87, "own run"};
    Target priced = *library().find("imx500");
    const auto price = [](double amount, std::string shop) {
        return Fact<Price>{.value = {.amount = amount}, .kind = FactKind::shop, .source = std::move(shop)};
    };
    priced.product = {.prices = {price(12.0, "a dear shop"), price(9.5, "a shop")},
                      .package =
                          Fact<std::string>{.value = "BGA 144", .kind = FactKind::datasheet, .source = "page 1"}};
    TargetLibrary own{.targets = {priced, *library().find("max78002")}, .errors = {}};
    const Comparison comparison =
        compare(question, {.targets = own, .network = context().network, .estimate = context().estimate});
    EXPECT_EQ(cell(comparison, ComparedFigure::accuracy, 1).value, 0.87);
    EXPECT_EQ(cell(comparison, ComparedFigure::accuracy, 1).source, "own run");
    EXPECT_EQ(cell(comparison, ComparedFigure::price, 0).value, 9.5);
    EXPECT_EQ(cell(comparison, ComparedFigure::price, 0).source, "a shop");
    EXPECT_EQ(cell(comparison, ComparedFigure::price, 0).high, 12.0);
    EXPECT_EQ(cell(comparison, ComparedFigure::package, 0).text, "BGA 144");
    EXPECT_FALSE(cell(comparison, ComparedFigure::price, 1).value);
}

TEST(Comparison, PublishedAccuraciesAreComparedWhereOneTableHasBoth)
{
    ComparisonQuestion question;
    question.reference = 0;
    question.columns = {column("zoo:mobilenet_v1?alpha=1.0&input=224", "class_cloud"),
                        column("zoo:mobilenet_v1?alpha=0.5&input=224", "class_cloud"),
                        column("zoo:mobilenet_v1?alpha=0.3&input=224", "class_cloud")};
    const Comparison same = compare(question, context());
    EXPECT_EQ(cell(same, ComparedFigure::accuracy, 0).value, 0.7);
    EXPECT_EQ(cell(same, ComparedFigure::accuracy, 1).value, 0.612);
    EXPECT_EQ(cell(same, ComparedFigure::accuracy, 0).source, cell(same, ComparedFigure::accuracy, 1).source);
    EXPECT_LT(cell(same, ComparedFigure::accuracy, 1).difference, 0.0);
    EXPECT_FALSE(cell(same, ComparedFigure::accuracy, 2).value) << "nothing lies between two networks";

    question.columns = {column("zoo:mobilenet_v1?alpha=1.0&input=224", "class_cloud"),
                        column("zoo:mlperf_kws", "class_cloud")};
    const Comparison other = compare(question, context());
    EXPECT_NE(cell(other, ComparedFigure::accuracy, 0).text, cell(other, ComparedFigure::accuracy, 1).text);
    for (const std::size_t i : {0u, 1u}) {
        EXPECT_TRUE(cell(other, ComparedFigure::accuracy, i).value);
        EXPECT_EQ(cell(other, ComparedFigure::accuracy, i).best, BestMark::none) << "words are not pictures";
        EXPECT_FALSE(cell(other, ComparedFigure::accuracy, i).difference);
    }
}

TEST(Comparison, MeasurementsBelongToTheSameSettings)
{
    const Target& target = *library().find("stm32h747");
    const auto clock = target.parameters.at("clock_hz").value;
    ScoredRow row{.measurement = {},
                  .network = "zoo:mlperf_ic",
                  .target = "stm32h747",
                  .family = {},
                  .metric = "latency_ms",
                  .configuration = {},
                  .value = {90.0, 100.0, {}, {}}};
    row.measurement.source = "a table";
    ScoredRow named = row, other = row, elsewhere = row;
    named.configuration.values["clock_hz"] = clock; // the default, spelt out
    named.value = {110.0, 100.0, {}, {}};
    other.configuration.values["clock_hz"] = clock / 2.0;
    elsewhere.target = "stm32n6";
    const std::vector<ScoredRow> rows{row, named, other, elsewhere};
    ComparisonQuestion question;
    question.columns = {column("zoo:mlperf_ic", "stm32h747"), column("zoo:mlperf_ic", "esp32_s3")};
    const Comparison comparison = compare(question, context(rows));
    const ComparedCell& latency = cell(comparison, ComparedFigure::latency, 0);
    ASSERT_EQ(latency.measured.size(), 2u);
    EXPECT_DOUBLE_EQ(latency.measured[0].value, 0.1);
    EXPECT_DOUBLE_EQ(latency.measured[0].error, -0.1);
    EXPECT_EQ(latency.measured[0].source, "a table");
    EXPECT_NEAR(*cell(comparison, ComparedFigure::latencyError, 0).value, 0.1, 1e-12);
    EXPECT_FALSE(cell(comparison, ComparedFigure::latencyError, 1).value);
}

TEST(LayerComparison, TheSameNetworkIsComparedOperatorByOperator)
{
    const Comparison comparison = nine("zoo:mobilenet_v1?alpha=0.25&input=96");
    const auto layers = compareLayers(comparison.columns[1], comparison.columns[2]);
    ASSERT_EQ(layers.alignment, LayerAlignment::sameNetwork);
    const Estimate &a = *comparison.columns[1].estimate, &b = *comparison.columns[2].estimate;
    ASSERT_EQ(layers.pairs.size(), a.layers.size());
    double gain = 0.0;
    for (std::size_t i = 0; i < layers.pairs.size(); ++i) {
        const LayerPair& pair = layers.pairs[i];
        EXPECT_EQ(pair.left->index, i);
        EXPECT_EQ(pair.right->index, i);
        if (pair.latencyGain)
            gain += pair.latencyGain->count();
        if (pair.latencyDifference) {
            EXPECT_DOUBLE_EQ(*pair.latencyDifference, b.layers[i].latency / a.layers[i].latency - 1.0);
        }
    }
    const double whole = (b.latency->value - b.overhead).count() - (a.latency->value - a.overhead).count();
    EXPECT_NEAR(gain, whole, 1e-9 + 1e-6 * std::fabs(whole)) << "the pairs explain the whole difference";
    EXPECT_DOUBLE_EQ(layers.wholeGain->count(), (b.latency->value - a.latency->value).count());
    EXPECT_GT(layers.longest.count(), 0.0);
    ASSERT_TRUE(layers.widest);
}

TEST(LayerComparison, DifferentNetworksAreAlignedByKindAndOrder)
{
    ComparisonQuestion question;
    question.columns = {column("zoo:mobilenet_v1?alpha=0.25&input=96", "ethos_u55_256"),
                        column("zoo:mobilenet_v1?alpha=0.5&input=96", "ethos_u55_256"),
                        column("zoo:mobilenet_v2?input=224", "ethos_u55_256"),
                        column("zoo:mlperf_ad", "ethos_u55_256")};
    const Comparison comparison = compare(question, context());
    const auto widths = compareLayers(comparison.columns[0], comparison.columns[1]);
    ASSERT_EQ(widths.alignment, LayerAlignment::byOrder);
    EXPECT_EQ(widths.pairs.size(), comparison.columns[0].network->operators().size())
        << "same structure: all find a partner";
    const auto families = compareLayers(comparison.columns[0], comparison.columns[2]);
    ASSERT_EQ(families.alignment, LayerAlignment::byOrder);
    std::uint32_t left = 0, right = 0;
    for (const LayerPair& pair : families.pairs) {
        if (pair.left) {
            EXPECT_EQ(pair.left->index, left++);
        }
        if (pair.right) {
            EXPECT_EQ(pair.right->index, right++);
        }
        if (pair.left && pair.right) {
            EXPECT_EQ(pair.left->kind, pair.right->kind);
        }
    }
    EXPECT_EQ(left, comparison.columns[0].network->operators().size());
    EXPECT_EQ(right, comparison.columns[2].network->operators().size());
    ASSERT_TRUE(comparison.columns[3].network);
    EXPECT_EQ(compareLayers(comparison.columns[0], comparison.columns[3]).alignment, LayerAlignment::impossible);
    EXPECT_EQ(compareLayers(comparison.columns[0], ComparedColumn()).alignment, LayerAlignment::unknown);
}

TEST(ComparisonExport, WritesRawNumbersInEveryLocale)
{
    const Comparison comparison = nine("zoo:mobilenet_v1?alpha=0.25&input=96");
    const std::string csv = toCsv(figureTable(comparison)), tsv = toTsv(figureTable(comparison)),
                      json = toJson(comparison);
    EXPECT_EQ(static_cast<std::size_t>(
                  std::count(tsv.begin(), tsv.begin() + static_cast<std::ptrdiff_t>(tsv.find('\n')), '\t')),
              std::size(kTargets));
    EXPECT_NE(csv.find("latency [s],"), std::string::npos);
    EXPECT_NE(csv.find("verdict,fits,"), std::string::npos);
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    EXPECT_EQ(toCsv(figureTable(comparison)), csv);
    EXPECT_EQ(toJson(comparison), json);
    std::setlocale(LC_ALL, "C");
    const auto layers = compareLayers(comparison.columns[1], comparison.columns[2]);
    const std::string text = toTsv(pairTable(layers));
    EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), layers.pairs.size() + 1);
}

TEST(ComparedFigure, NamesUnitsAndTexts)
{
    std::set<std::string_view> names;
    for (const ComparedFigure figure : kComparedFigures) {
        EXPECT_TRUE(names.insert(toString(figure)).second);
        EXPECT_FALSE(toString(figure).empty());
        EXPECT_FALSE(figureLabel(figure).empty());
    }
    EXPECT_EQ(differenceText(0.125), "+12.5\u2009%");
    EXPECT_EQ(differenceText(-0.5), "\u221250.0\u2009%");
    EXPECT_EQ(differenceText(1.5), "+150\u2009%");
    EXPECT_EQ(differenceText(11.5), "×12.5");
    EXPECT_EQ(differenceText(1e-5), "0\u2009%");
    EXPECT_EQ(figureText(ComparedFigure::accuracy, 0.718), "71.8\u2009%");
}

} // namespace
} // namespace tenbin
