// SPDX-License-Identifier: GPL-3.0-or-later
// The Explore perspective as its user meets it, against what the engine says.
#include <cmath>
#include <fstream>
#include <utility>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "engine/zoo/zoo.h"
#include "gui/app/workspace.h"
#include "gui/charts/chart_view.h"
#include "gui/explore/axis_text.h"
#include "gui/explore/design_table_model.h"
#include "gui/explore/explore_page.h"
#include "gui/explore/parallel_plot.h"
#include "gui/explore/question_form.h"
#include "gui/explore/scatter_plot.h"
#include "models/registry.h"
#include "tests/gui/window_fixture.h"
#include "tests/support/cpu_time.h"
#include "tests/support/sanitizers.h"

namespace tenbin {
namespace {

using Run = ExploreSession::Run;

class Explore : public ::testing::Test {
protected:
    Explore() : m_workspace(shippedTargets()), m_page(m_workspace)
    {
        m_page.session().setStorePath(m_folder.filePath(QStringLiteral("studies.tenbin")));
        m_page.resize(1300, 820);
        m_page.show();
    }

    ExploreSession& session() { return m_page.session(); }
    QPushButton* button(const char* name) { return m_page.findChild<QPushButton*>(QLatin1String(name)); }

    static Question smallQuestion(int clocks = 8)
    {
        Question question;
        question.name = "small";
        question.networks = {{.model = "zoo:mobilenet_v1?alpha=0.25&input=96"}};
        question.targets = {"ethos_u55_128", "cartesian_mac_array", "stm32h743"};
        question.axes = {
            {.key = "clock_hz", .kind = QuestionAxis::Kind::range, .from = 100e6, .to = 400e6, .count = clocks},
            {.key = "elements", .list = {9.0, 1.0}}};
        question.objectives = {naturalObjective(FigureKind::latency), naturalObjective(FigureKind::weights)};
        return question;
    }
    void runToEnd(const Question& question)
    {
        session().start(question);
        ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() == Run::idle; }, 30'000));
        ASSERT_TRUE(QTest::qWaitFor(
            [&] { return !session().front().front.empty() && !session().plotFront().front.empty(); }, 10'000));
    }

    QTemporaryDir m_folder;
    Workspace m_workspace;
    ExplorePage m_page;
};

TEST_F(Explore, ShowsEveryPointAndTheFrontOfTheEngine)
{
    runToEnd(smallQuestion());
    const ExploreData& data = *session().data();
    EXPECT_EQ(data.size(), data.layout().size);
    const auto columns = costColumns(data.points(), data.question().objectives, data.question().constraints);
    EXPECT_EQ(session().front().front, paretoFront(columns));
    for (std::size_t row = 0; row < data.size(); row += 3) {
        const std::uint64_t point = data.points().index[row];
        const SpaceBlock& block = data.layout().blockOf(point);
        const auto graph = buildNetwork(data.layout().networks[block.network].spec).value();
        const auto expected = estimate(*graph, *m_workspace.target(data.layout().targets[block.target].id),
                                       data.layout().configuration(point));
        ASSERT_TRUE(expected.has_value());
        EXPECT_EQ(data.points().latency[row], expected->latency->value.count());
        EXPECT_EQ(data.points().weights[row], expected->weightBytes.toDouble());
    }
}

TEST_F(Explore, HoverPinAndDoubleClickReachTheDesign)
{
    runToEnd(smallQuestion());
    ScatterPlot& scatter = m_page.scatter();
    const std::uint32_t row = session().plotFront().front.front();
    ASSERT_TRUE(QTest::qWaitFor([&] { return scatter.rowAt(scatter.positionOf(row).toPoint()).has_value(); }));
    const QPoint at = scatter.positionOf(row).toPoint();
    const std::uint32_t there = *scatter.rowAt(at);
    QTest::mouseMove(scatter.viewport(), at - QPoint(2, 2));
    QTest::mouseMove(scatter.viewport(), at);
    EXPECT_EQ(session().hovered(), there);
    QTest::mouseClick(scatter.viewport(), Qt::LeftButton, {}, at);
    EXPECT_EQ(session().pins(), std::vector<std::uint32_t>{there});

    QSignalSpy board(&m_page, &ExplorePage::boardRequested);
    session().showOnBoard(there);
    EXPECT_EQ(board.size(), 1);
    const std::uint64_t point = session().data()->points().index[there];
    const std::string target = session().data()->layout().targets[session().data()->layout().blockOf(point).target].id;
    EXPECT_EQ(m_workspace.selectedTarget(), target);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return m_workspace.answer(target) && m_workspace.answer(target)->estimate && !m_workspace.busy(); },
        10'000));
    EXPECT_EQ(m_workspace.answer(target)->estimate->latency->value.count(), session().data()->points().latency[there])
        << "the board says what the study says";
}

TEST_F(Explore, BrushesLinkTheViews)
{
    runToEnd(smallQuestion());
    const ExploreData& data = *session().data();
    ParallelPlot& parallel = m_page.parallel();
    parallel.resize(700, 240);
    parallel.grab();
    ASSERT_FALSE(parallel.axes().empty());
    ASSERT_EQ(data.dimensions()[parallel.axes()[0]].kind, Dimension::Kind::target);
    QTest::mousePress(&parallel, Qt::LeftButton, {}, parallel.positionOn(0, 0.1f).toPoint());
    QTest::mouseMove(&parallel, parallel.positionOn(0, -0.05f).toPoint());
    QTest::mouseRelease(&parallel, Qt::LeftButton, {}, parallel.positionOn(0, -0.05f).toPoint());
    std::size_t first = 0;
    for (std::size_t row = 0; row < data.size(); ++row)
        first += data.layout().blockOf(data.points().index[row]).target == 0;
    EXPECT_EQ(session().brushedCount(), first);
    EXPECT_EQ(m_page.table().rowCount(), static_cast<int>(first));
    QTest::mouseClick(&parallel, Qt::LeftButton, {}, parallel.positionOn(0, 0.05f).toPoint());
    EXPECT_EQ(session().brushedCount(), data.size());
    EXPECT_EQ(m_page.table().rowCount(), static_cast<int>(session().front().front.size()));
}

TEST_F(Explore, DistributionAndGrowthFollowTheDesigns)
{
    runToEnd(smallQuestion());
    auto* distribution = m_page.findChild<ChartView*>(QStringLiteral("exploreDistribution"));
    auto* growth = m_page.findChild<ChartView*>(QStringLiteral("exploreGrowth"));
    ASSERT_TRUE(distribution && growth);
    const Table all = distribution->table();
    double drawn = 0.0; // each bin has two corners
    for (const auto& row : all.rows)
        drawn += *row[2].value / 2.0;
    std::size_t known = 0;
    const auto& column = session().data()->points().column(session().plotY());
    for (std::size_t row = 0; row < session().data()->size(); ++row)
        known += session().data()->admitted(row) && !std::isnan(column[row]);
    EXPECT_EQ(drawn, static_cast<double>(known));
    const Table curve = growth->table();
    ASSERT_GT(curve.rows.size(), 2u);
    EXPECT_NEAR(*curve.rows.back()[2].value, 100.0 * session().front().hypervolume, 1e-9);
}

TEST_F(Explore, WhyNotNamesADesignThatIsBetterInEverything)
{
    runToEnd(smallQuestion());
    const auto& points = session().data()->points();
    int explained = 0;
    for (std::uint32_t row = 0; row < points.size(); ++row)
        if (const auto other = session().dominator(row)) {
            EXPECT_LE(points.latency[*other], points.latency[row]);
            EXPECT_LE(points.weights[*other], points.weights[row]);
            EXPECT_TRUE(m_page.whyNot(row).contains(designName(session().data()->layout(), points.index[*other])));
            ++explained;
        }
    EXPECT_GT(explained, 5);
    EXPECT_TRUE(m_page.whyNot(session().front().front.front()).contains(QStringLiteral("on the front")));
}

TEST_F(Explore, PauseContinueAndCancelTakeEffectAtOnce)
{
    session().start(smallQuestion(150'000));
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().data() && session().data()->size() > 0; }, 60'000));
    button("explorePause")->click();
    EXPECT_EQ(session().run(), Run::paused);
    // What was evaluated by then is still written and shown; nothing follows it.
    std::size_t paused = 0;
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            const std::size_t before = std::exchange(paused, session().data()->size());
            QTest::qWait(300);
            return before == paused;
        },
        10'000));
    QTest::qWait(300);
    EXPECT_EQ(session().data()->size(), paused);
    EXPECT_LT(paused, session().total());
    button("explorePause")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().data()->size() > paused; }, 10'000));
    const double before = test::processSeconds();
    button("exploreCancel")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() == Run::idle; }, 60'000));
    EXPECT_LT(test::processSeconds() - before, 3.0 * test::kSlowdown) << "nothing is finished first";
    const std::size_t stored = session().data()->size();
    EXPECT_LT(stored, session().total());
    EXPECT_EQ(session().studies().front().evaluated, stored) << "what is shown is stored";
}

TEST_F(Explore, AStudyOpensAgainAndContinues)
{
    runToEnd(smallQuestion());
    const auto studies = session().studies();
    ASSERT_EQ(studies.size(), 1u);
    const std::size_t size = session().data()->size();
    ExplorePage other(m_workspace);
    other.session().setStorePath(session().storePath());
    other.session().open(studies.front());
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return other.session().data() && other.session().data()->size() == size; }, 10'000));
    EXPECT_EQ(other.session().data()->question(), smallQuestion());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !other.session().front().front.empty(); }, 10'000));
    EXPECT_EQ(other.session().front().front, session().front().front);

    Question changed = smallQuestion(5);
    session().start(changed);
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() == Run::idle; }, 10'000));
    EXPECT_EQ(session().studyName(), QStringLiteral("small 2")) << "another question under a taken name";
    session().rename(studies.front(), QStringLiteral("first"));
    EXPECT_EQ(session().studyName(), QStringLiteral("small 2")) << "another one was renamed";
    session().remove(session().studies().back());
    EXPECT_EQ(session().data(), nullptr) << "what is gone is not shown";
    EXPECT_EQ(session().studies().size(), 1u);
}

TEST_F(Explore, FailuresAreSaid)
{
    QSignalSpy failed(&session(), &ExploreSession::failed);
    std::ofstream(session().storePath().toStdString()) << "not a study";
    session().start(smallQuestion());
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() == Run::idle; }, 10'000));
    ASSERT_EQ(failed.size(), 1);
    EXPECT_TRUE(failed.front().front().toString().contains(QStringLiteral("holds neither a project nor studies")));
}

TEST_F(Explore, TheFormKeepsItsQuestion)
{
    Question question = smallQuestion();
    question.networks = {{.model = "zoo:mobilenet_v1", .vary = {{"alpha", {"0.25", "0.5"}}}}};
    question.constraints = {.fits = false,
                            .bounds = {{FigureKind::framesPerSecond, 15.0, {}}, {FigureKind::energy, {}, 0.005}}};
    m_page.form().setQuestion(question);
    const auto back = m_page.form().question();
    ASSERT_TRUE(back.has_value());
    std::sort(question.targets.begin(), question.targets.end());
    Question sorted = *back;
    std::sort(sorted.targets.begin(), sorted.targets.end());
    EXPECT_EQ(sorted.targets, question.targets);
    EXPECT_EQ(sorted.axes, question.axes);
    EXPECT_EQ(sorted.networks, question.networks);
    EXPECT_EQ(sorted.constraints.fits, question.constraints.fits);
    ASSERT_EQ(sorted.constraints.bounds.size(), 2u);
    EXPECT_NEAR(*sorted.constraints.bounds[1].atMost, 0.005, 1e-12);
    EXPECT_EQ(sorted.objectives, question.objectives);
}

TEST_F(Explore, TablesKeepTheRulesOfItemModels)
{
    QAbstractItemModelTester tester(&m_page.table(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    runToEnd(smallQuestion());
    EXPECT_GT(m_page.table().rowCount(), 0);
    session().togglePin(0);
    session().togglePin(0);
    EXPECT_TRUE(session().pins().empty());
}

TEST_F(Explore, AMillionPointsStayFluid)
{
    const auto space =
        buildSpace(
            smallQuestion(), m_workspace.targets(), [](const std::string& s) { return buildNetwork(s); }, findCostModel)
            .value();
    SpaceLayout layout = space->layout;
    layout.blocks.resize(1);
    layout.blocks[0].axes = {{"a", {}, false}, {"b", {}, false}};
    for (int i = 0; i < 1000; ++i) {
        layout.blocks[0].axes[0].values.emplace_back(static_cast<double>(i + 1));
        layout.blocks[0].axes[1].values.emplace_back(static_cast<double>(i + 1));
    }
    layout.blocks[0].count = layout.size = 1'000'000;
    ExploreData data(layout, smallQuestion());
    const double before = test::threadSeconds();
    for (std::uint64_t i = 0; i < layout.size; ++i)
        data.append(i, {1e-3 * (1.0 + static_cast<double>(i % 977)), 1.0, 1e-6 * (1.0 + static_cast<double>(i % 1009)),
                        1, 1, VerdictKind::fits});
    EXPECT_LT(test::threadSeconds() - before, 5.0 * test::kSlowdown);
    EXPECT_EQ(data.size(), 1'000'000u);
    EXPECT_FLOAT_EQ(data.place(2, 999'999), 1.0f);
}

TEST(ExploreAxis, TextIsReadAndWritten)
{
    for (const char* text : {"8, 4, 2", "100M .. 1G x 20", "100M .. 1G log 20", "on, off", "0.5, 1"}) {
        const auto axis = axisFromText("k", QString::fromUtf8(text));
        ASSERT_TRUE(axis.has_value()) << text;
        EXPECT_EQ(axisText(*axis).toStdString(), text);
    }
    for (const char* text : {"", "1 .. 2", "0 .. 5 log 3", "1 .. x x 3", "1 .. 2 x 0", ",,"})
        EXPECT_FALSE(axisFromText("k", QString::fromUtf8(text)).has_value()) << text;
    EXPECT_EQ(axisFromText("k", QStringLiteral("1 – 3 × 3"))->values().size(), 3u);
}

} // namespace
} // namespace tenbin
