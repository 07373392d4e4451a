// SPDX-License-Identifier: GPL-3.0-or-later
// The Sparsity perspective on a small data set that is made here.
#include <algorithm>
#include <fstream>
#include <random>

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "engine/formats/importer.h"
#include "engine/formats/tflite/writer.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/sparsity/curve_chart.h"
#include "gui/sparsity/gain_chart.h"
#include "gui/sparsity/sparsity_page.h"
#include "models/registry.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using Run = SparsitySession::Run;

/// IDX files as MNIST has them: 8 x 8 pictures, bright on the left (class 0) or on the right (class 1).
void writeHalves(const std::string& folder, const std::string& stem, int count, unsigned seed)
{
    std::mt19937 random(seed);
    const auto number = [](std::ofstream& out, int value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            out.put(static_cast<char>(value >> shift & 255));
    };
    std::ofstream images(folder + "/" + stem + "-images-idx3-ubyte", std::ios::binary),
        labels(folder + "/" + stem + "-labels-idx1-ubyte", std::ios::binary);
    images.write("\0\0\x08\x03", 4);
    labels.write("\0\0\x08\x01", 4);
    for (const int value : {count, 8, 8})
        number(images, value);
    number(labels, count);
    for (int i = 0; i < count; ++i) {
        labels.put(static_cast<char>(i % 2));
        for (int p = 0; p < 64; ++p)
            images.put(static_cast<char>(static_cast<int>(random() % 100) + ((p % 8 < 4) == (i % 2 == 0) ? 120 : 0)));
    }
}

class Sparsity : public ::testing::Test {
protected:
    Sparsity() : m_workspace(shippedTargets())
    {
        writeHalves(m_folder.path().toStdString(), "train", 256, 1);
        writeHalves(m_folder.path().toStdString(), "t10k", 64, 2);
        const auto graph = referenceNetwork({8, 8, 1}, 2, 1);
        EXPECT_TRUE(graph && saveTflite(*graph, networkPath().toStdString()));
        open();
    }

    QString networkPath() const { return m_folder.filePath(QStringLiteral("small.tflite")); }
    /// A page on the same store, as after a restart.
    void open()
    {
        m_page = std::make_unique<SparsityPage>(m_workspace);
        session().setOwnFolder(m_folder.filePath(QStringLiteral("own")));
        session().setStorePath(m_folder.filePath(QStringLiteral("studies.tenbin")));
        m_page->resize(1200, 800);
        m_page->show();
    }
    SparsitySession& session() { return m_page->session(); }
    /// Points of the newest sweep, as another program reads them.
    std::vector<SparsityPoint> stored()
    {
        const auto file = StudyFile::openExisting(session().storePath().toStdString());
        const auto study = file ? SparsityStudy::open(*file, "") : tl::make_unexpected(file.error());
        return study ? (*study)->points() : std::vector<SparsityPoint>();
    }
    template <class W>
    W* find(const char* name)
    {
        return m_page->findChild<W*>(QLatin1String(name));
    }

    SparsityPageQuestion small() const
    {
        SparsityPageQuestion question;
        question.network = networkPath().toStdString();
        question.data = m_folder.path().toStdString();
        question.levels = levelsFromText(QStringLiteral("9, 4, 1"));
        question.samples = 0;
        question.training.epochs = 3;
        question.targets = {"cartesian_mac_array", "imx500"};
        return question;
    }
    void runToEnd()
    {
        session().start();
        ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() == Run::idle; }, 60'000));
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                return std::all_of(session().samples().begin(), session().samples().end(),
                                   [](const SparsitySample& s) { return s.figures.size() == 2; });
            },
            20'000));
    }

    QTemporaryDir m_folder;
    Workspace m_workspace;
    std::unique_ptr<SparsityPage> m_page;
};

TEST_F(Sparsity, MeasuresBothLinesAndJoinsThemWithTheTargets)
{
    session().setQuestion(small());
    runToEnd();
    ASSERT_EQ(session().samples().size(), 6u);
    ASSERT_EQ(session().series().size(), 2u);
    EXPECT_FALSE(session().series()[0].retrained);
    EXPECT_TRUE(session().series()[1].retrained);
    EXPECT_EQ(stored().size(), 6u) << "both lines are one study";
    EXPECT_EQ(session().studyName(), QString::fromStdString(session().studies().front().name));
    for (const SparsitySample& sample : session().samples()) {
        EXPECT_EQ(sample.point.retrained.samples, 64);
        ASSERT_TRUE(sample.graph);
        const auto expected =
            prunedFigures(*sample.graph, *m_workspace.target("cartesian_mac_array"), 8, sharedEstimate);
        ASSERT_TRUE(expected && expected->latency);
        EXPECT_EQ(sample.figures.at("cartesian_mac_array").latency->count(), expected->latency->count());
    }
    const SparsitySample& sparsest = session().samples()[session().series()[1].samples.back()];
    EXPECT_GT(sparsest.point.retrained.value(), 0.9) << "two halves are easily told apart, also after retraining";
    EXPECT_FALSE(session().loss().empty());
    const auto& loss = session().loss();
    EXPECT_LT(std::min_element(loss.begin(), loss.end(),
                               [](const LossSample& a, const LossSample& b) { return a.loss < b.loss; })
                  ->loss,
              loss.front().loss);
    EXPECT_EQ(std::count_if(loss.begin(), loss.end(), [](const LossSample& s) { return s.newPoint; }), 3);
    EXPECT_FALSE(session().front().empty());
}

TEST_F(Sparsity, TheSliderWalksAndTheTablesFollow)
{
    session().setQuestion(small());
    runToEnd();
    session().setCurrent(1, 0);
    auto* slider = find<QSlider>("sparsitySlider");
    EXPECT_EQ(slider->maximum(), 2);
    auto* layers = find<QTableWidget>("sparsityLayers");
    const QString dense = layers->item(2, 3)->text();
    slider->setValue(2);
    EXPECT_EQ(session().currentPosition(), 2u);
    EXPECT_NE(layers->item(2, 3)->text(), dense) << "the third layer has lost weights";
    auto* targets = find<QTableWidget>("sparsityTargets");
    ASSERT_EQ(targets->rowCount(), 2);
    EXPECT_TRUE(targets->item(0, 5)->text().contains(QStringLiteral("as fast")))
        << targets->item(0, 5)->text().toStdString();
    EXPECT_EQ(targets->item(1, 5)->text(), QStringLiteral("gains nothing")) << "the IMX500 ignores zeros";
    QTest::keyClick(find<CurveChart>("sparsityCurve"), Qt::Key_Left);
    EXPECT_EQ(session().currentPosition(), 1u);
    EXPECT_EQ(slider->value(), 1);

    for (const char* chart : {"sparsityCurve", "sparsityGain", "sparsityKernels", "sparsityLoss", "sparsitySamples"}) {
        const QString file = m_folder.filePath(QLatin1String(chart) + QStringLiteral(".svg"));
        EXPECT_TRUE(find<ChartView>(chart)->save(file)) << chart;
        EXPECT_GT(QFileInfo(file).size(), 500) << chart;
    }
    const QString saved = m_folder.filePath(QStringLiteral("pruned.tflite"));
    ASSERT_TRUE(session().saveNetwork(saved));
    EXPECT_EQ((*importNetwork(std::filesystem::path(saved.toStdString())))->hash(), session().current()->graph->hash());
}

TEST_F(Sparsity, AfterAPresetEditNoOldFigureIsShown)
{
    session().setQuestion(small());
    runToEnd();
    const auto figures = [this](const char* target) { return session().samples().front().figures.find(target); };
    const auto latency = [&] { return figures("cartesian_mac_array")->second.latency; };
    const auto before = latency();
    m_workspace.setTargets(withParameter(m_workspace.targets(), "cartesian_mac_array", "array.pixels", 8.0));
    for (const SparsitySample& sample : session().samples()) {
        EXPECT_FALSE(sample.figures.contains("cartesian_mac_array")) << "about another target";
        EXPECT_TRUE(sample.figures.contains("imx500")) << "nothing about it has changed";
    }
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return figures("cartesian_mac_array") != session().samples().front().figures.end(); }, 60'000));
    EXPECT_NE(latency(), before);
    m_workspace.setTargets(withParameter(m_workspace.targets(), "cartesian_mac_array", "array.pixels", 32.0));
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return figures("cartesian_mac_array") != session().samples().front().figures.end(); }, 60'000));
    EXPECT_EQ(latency(), before);
}

TEST_F(Sparsity, CancelledAndAskedAgainAfterARestartNoPointIsMeasuredTwice)
{
    SparsityPageQuestion question = small();
    question.training.epochs = 20;
    question.untrained = false;
    session().setQuestion(question);
    session().start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().samples().size() == 1; }, 60'000));
    session().pause();
    if (session().run() == Run::paused) {
        QTest::qWait(300);
        const auto points = session().samples().size();
        QTest::qWait(300);
        EXPECT_EQ(session().samples().size(), points) << "nothing goes on while paused";
        session().resume();
    }
    session().cancel();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() == Run::idle; }, 20'000));
    const auto measured = stored();
    ASSERT_GE(measured.size(), 1u);

    open();
    EXPECT_EQ(session().question(), question) << "the question is as it was left";
    session().start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() == Run::idle; }, 60'000));
    const auto all = stored();
    ASSERT_EQ(all.size(), 3u);
    for (std::size_t i = 0; i < measured.size(); ++i)
        EXPECT_EQ(all[i].seconds, measured[i].seconds) << "point " << i << " was kept, not measured again";
}

TEST_F(Sparsity, AStudyOpensAgainWithQuestionPointsAndLosses)
{
    SparsityPageQuestion question = small();
    question.bits = {4};
    question.levels = levelsFromText(QStringLiteral("9, 2"));
    session().setQuestion(question);
    runToEnd();
    const std::vector<SparsityPoint> measured = stored();
    const std::size_t losses = 2u * 3u; // retrained points, epochs
    session().setQuestion(small());
    ASSERT_EQ(session().studies().size(), 1u);
    QSignalSpy opened(&session(), &SparsitySession::questionOpened);
    session().open(session().studies().front());
    ASSERT_TRUE(QTest::qWaitFor([&] { return opened.size() == 1; }, 20'000));
    EXPECT_EQ(session().question(), question);
    ASSERT_EQ(session().samples().size(), measured.size());
    for (std::size_t i = 0; i < measured.size(); ++i) {
        EXPECT_EQ(session().samples()[i].point.key, measured[i].key);
        EXPECT_TRUE(session().samples()[i].graph);
    }
    EXPECT_EQ(session().loss().size(), losses);
    const auto fields = m_page->findChildren<QLineEdit*>();
    EXPECT_TRUE(std::any_of(fields.begin(), fields.end(), [](const QLineEdit* field) {
        return field->text() == QStringLiteral("9, 2");
    })) << "the form shows it";
    const QString csv = m_folder.filePath(QStringLiteral("points.csv"));
    ASSERT_TRUE(session().exportPoints(csv));
    QFile file(csv);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains(measured.back().key.c_str()));
    session().rename(session().studies().front(), QStringLiteral("my curve"));
    EXPECT_EQ(session().studyName(), QStringLiteral("my curve"));
    EXPECT_EQ(session().studies().front().name, "my curve");
    session().remove(session().studies().front());
    EXPECT_TRUE(session().studies().empty());
    EXPECT_TRUE(session().samples().empty()) << "what is gone is not shown";
    EXPECT_TRUE(session().studyName().isEmpty());
}

TEST_F(Sparsity, AStudyMovesIntoTheProjectAndOtherProjectsShowNone)
{
    SparsityPageQuestion question = small();
    question.training.epochs = 0;
    session().setQuestion(question);
    runToEnd();
    const QString collection = session().storePath(), project = m_folder.filePath(QStringLiteral("a.tenbin"));
    session().setCollection(collection);
    session().useProject(project, true);
    EXPECT_EQ(session().storePath(), project);
    ASSERT_TRUE(QTest::qWaitFor([&] { return stored().size() == 3; }, 10'000)) << "the study that is shown comes along";
    EXPECT_EQ(session().samples().size(), 3u);
    session().useProject(m_folder.filePath(QStringLiteral("b.tenbin")), false);
    EXPECT_TRUE(session().samples().empty());
    EXPECT_TRUE(session().studies().empty());
    session().useProject({}, false);
    EXPECT_EQ(session().storePath(), collection);
}

TEST_F(Sparsity, TheBoardShowsWhatThePageShowed)
{
    SparsityPageQuestion question = small();
    question.training.epochs = 0;
    session().setQuestion(question);
    runToEnd();
    session().setCurrent(0, 2);
    const SparsitySample& sample = *session().current();
    m_workspace.setOption("cartesian_mac_array", "sparsity_structure", "random");
    session().openOnBoard();
    const std::string id = "cartesian_mac_array";
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return !m_workspace.busy() && !m_workspace.state().network.empty() && m_workspace.answer(id); }, 20'000));
    const QString title = networkTitle(m_workspace.state().network);
    EXPECT_TRUE(title.startsWith(QStringLiteral("small · "))) << title.toStdString();
    EXPECT_TRUE(title.contains(QStringLiteral("1 of 9"))) << title.toStdString();
    EXPECT_TRUE(title.contains(QStringLiteral("8 bit"))) << title.toStdString();
    EXPECT_FALSE(title.contains(QString::fromStdString(sample.point.key)));
    EXPECT_FALSE(title.contains(QStringLiteral(".tflite")));
    ASSERT_TRUE(m_workspace.answer(id)->estimate);
    EXPECT_EQ(m_workspace.answer(id)->estimate->latency->value.count(), sample.figures.at(id).latency->count());
    EXPECT_EQ(m_workspace.answer(id)->estimate->energy->value.count(), sample.figures.at(id).energy->count());
}

TEST_F(Sparsity, TheScanProposesAPlanThatTheSweepFollows)
{
    SparsityPageQuestion question = small();
    question.training.epochs = 0;
    session().setQuestion(question);
    session().scan();
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return session().sensitivity() != nullptr && session().run() == Run::idle; }, 30'000));
    ASSERT_EQ(session().sensitivity()->layers.size(), 3u);
    const Table drawn = find<ChartView>("sparsitySensitivityChart")->table();
    const std::size_t points = 1 + session().sensitivity()->levels.size(); // from the dense network on
    EXPECT_EQ(drawn.rows.size(), 2 + 3 * points);
    EXPECT_NEAR(*drawn.rows[0][2].value, 100.0 * session().sensitivity()->dense.value(), 1e-9);
    EXPECT_EQ(find<QTableWidget>("sparsitySensitivity")->rowCount(), 3);
    find<QPushButton>("sparsityPropose")->click();
    ASSERT_EQ(session().question().floors.size(), 3u);
    question = session().question();
    for (auto& [layer, floor] : question.floors)
        floor = 1.0;
    session().setQuestion(question);
    runToEnd();
    EXPECT_NEAR(session().samples().back().point.sparsity, session().samples().front().point.sparsity, 0.01)
        << "every layer keeps all";
}

TEST_F(Sparsity, BadDataSaysWhatAndWhere)
{
    SparsityPageQuestion question = small();
    std::ofstream(m_folder.filePath(QStringLiteral("t10k-images-idx3-ubyte")).toStdString(),
                  std::ios::binary | std::ios::trunc)
        << "short";
    session().setQuestion(question);
    auto* failure = find<QLabel>("sparsityFailure");
    ASSERT_TRUE(QTest::qWaitFor([&] { return failure->isVisibleTo(m_page.get()); }, 10'000));
    EXPECT_TRUE(failure->text().startsWith(QStringLiteral("Not measured"))) << failure->text().toStdString();
    QSignalSpy failed(&session(), &SparsitySession::failed);
    session().start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() == Run::idle; }, 10'000));
    ASSERT_EQ(failed.size(), 1);
    EXPECT_TRUE(failed.first().first().toString().contains(QStringLiteral("t10k-images-idx3-ubyte")))
        << failed.first().first().toString().toStdString();
}

TEST_F(Sparsity, PublishedCurvesAreLaidOver)
{
    ASSERT_GT(session().published().size(), 10u);
    session().showPublished(0, true);
    EXPECT_EQ(session().shownPublished(), std::vector<std::size_t>{0});
    auto* chart = find<CurveChart>("sparsityCurve");
    const QImage accuracy = chart->grab().toImage();
    chart->setDifferences(true);
    EXPECT_NE(chart->grab().toImage(), accuracy);
    session().showPublished(0, false);
    EXPECT_TRUE(session().shownPublished().empty());
}

TEST(SparsityQuestionText, RoundTripAndElements)
{
    SparsityPageQuestion question;
    question.methods = {PruningMethod::filter, PruningMethod::magnitude};
    question.levels = levelsFromText(QStringLiteral("9, 2"));
    question.bits = {4, 1};
    question.floors = {{"conv2", 0.5}};
    question.preprocessing = {128.0f, 0.0078125f};
    question.targets = {"imx500"};
    EXPECT_EQ(sparsityQuestionFromJson(toJson(question)), question);
    EXPECT_EQ(sparsityQuestionFromJson("nonsense"), SparsityPageQuestion{});
    question.training.epochs = 0;
    EXPECT_EQ(sparsityQuestionFromJson(toJson(question)), question) << "without retraining";
    EXPECT_EQ(levelsText(levelsFromText(QStringLiteral("9, 6,2"))), QStringLiteral("9, 6, 2"));
    EXPECT_EQ(levelsFromText(QStringLiteral("9")), std::vector<double>{1.0});
    EXPECT_TRUE(levelsFromText(QStringLiteral("6, 9")).empty());
    EXPECT_TRUE(levelsFromText(QStringLiteral("9, ten")).empty());
}

TEST(SparsityQuestionText, ProjectsOfTheFirstVersionAreUnderstood)
{
    const QByteArray old =
        R"({"bits":[4],"data":"/data","elements":[9,3],"epochs":7,"floors":{"conv2":0.5},"group":16,)"
        R"("mean":128,"methods":["filter"],"network":"a.tflite","rate":0.004,"retrained":true,)"
        R"("samples":100,"scale":0.0078125,"seed":3,"targets":["imx500"],"untrained":false,)"
        R"("version":1})";
    SparsityPageQuestion expected;
    expected.network = "a.tflite";
    expected.data = "/data";
    expected.samples = 100;
    expected.preprocessing = {128.0f, 0.0078125f};
    expected.methods = {PruningMethod::filter};
    expected.levels = {1.0, 3.0 / 9.0};
    expected.bits = {4};
    expected.untrained = false;
    expected.group = 16;
    expected.floors = {{"conv2", 0.5}};
    expected.training.epochs = 7;
    expected.training.learningRate = 0.004;
    expected.training.seed = 3;
    expected.targets = {"imx500"};
    EXPECT_EQ(sparsityQuestionFromJson(old), expected);
    QByteArray untrained = old;
    untrained.replace("\"retrained\":true", "\"retrained\":false");
    EXPECT_EQ(sparsityQuestionFromJson(untrained).training.epochs, 0);
}

} // namespace
} // namespace tenbin
