// SPDX-License-Identifier: GPL-3.0-or-later
// Sweeps in files of studies: resumed, continued, merged, migrated, refused.
#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>

#include "engine/sparsity/sparsity_study.h"
#include "engine/study/migrations.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

class SweepStudy : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::temp_directory_path() / ("tenbin_sweep_study_" + std::to_string(std::random_device()()));
        fs::create_directories(m_folder);
        auto graph = referenceNetwork({8, 8, 1}, 2, 1);
        ASSERT_TRUE(graph);
        m_request = {.network = std::make_shared<const Graph>(std::move(*graph)),
                     .levels = {1.0, 4.0 / 9.0, 1.0 / 9.0},
                     .retraining = {.epochs = 2, .batch = 16},
                     .threads = 1};
        // Images of two kinds: bright on the left or on the right.
        m_data = {.name = "halves", .shape = {8, 8, 1}, .classes = 2};
        std::mt19937 random(7);
        for (std::size_t i = 0; i < 64; ++i) {
            m_data.labels.push_back(static_cast<int>(i % 2));
            for (std::size_t p = 0; p < 64; ++p)
                m_data.bytes.push_back(
                    static_cast<std::uint8_t>(random() % 100 + ((p % 8 < 4) == (i % 2 == 0) ? 120 : 0)));
        }
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path path(const std::string& name = "a.tenbin") const { return m_folder / name; }
    std::shared_ptr<StudyFile> file(const std::string& name = "a.tenbin") const
    {
        return StudyFile::open(path(name)).value();
    }
    SparsityQuestion question() const
    {
        return {.levels = m_request.levels,
                .bits = m_request.bits,
                .group = m_request.group,
                .floors = m_request.floors,
                .training = m_request.retraining,
                .found = {m_request.network->hash(), m_data.name, m_data.size(), m_data.size()}};
    }
    Result<std::shared_ptr<SparsityStudy>> begin(const std::string& name = "",
                                                 const std::string& store = "a.tenbin") const
    {
        return SparsityStudy::begin(file(store), question(), name, sweepKeys(m_request, m_data, m_data));
    }
    Result<void> run(SparsityStudy& study, const SweepObserver& observer = {}, const RunControl& control = {}) const
    {
        return sweepSparsity(m_request, m_data, m_data, study, observer, control);
    }

    fs::path m_folder;
    SweepRequest m_request;
    DataSet m_data;
};

TEST_F(SweepStudy, ResumesWithoutRepeatingAPoint)
{
    RunControl control;
    int measured = 0, repeated = 0;
    SweepObserver observer{.point = [&](const SparsityPoint&, bool fromStore) {
        ++(fromStore ? repeated : measured);
        if (measured == 2 && repeated == 0)
            control.stop();
    }};
    ASSERT_TRUE(run(*begin().value(), observer, control));
    EXPECT_EQ(measured, 2);
    {
        const auto half = SparsityStudy::open(file(), "").value();
        EXPECT_EQ(half->points().size(), 2u);
        EXPECT_EQ(half->info().evaluated, 2u);
        EXPECT_EQ(half->info().size, 3u);
    }
    ASSERT_TRUE(run(*begin().value(), observer));
    EXPECT_EQ(measured, 3);
    EXPECT_EQ(repeated, 2);
    const auto whole = SparsityStudy::open(file(), "").value();
    ASSERT_EQ(whole->points().size(), 3u);
    EXPECT_GT(whole->points()[2].sparsity, whole->points()[1].sparsity);
    for (const SparsityPoint& point : whole->points()) {
        EXPECT_EQ(point.losses.size(), 2u) << "one an epoch";
        const auto network = whole->network(point.key, false);
        ASSERT_TRUE(network);
        EXPECT_NEAR(weightSparsity(**network), point.sparsity, 1e-9)
            << "the network in the study is the one that was measured";
        EXPECT_TRUE((*whole->network(point.key, true))->tensors()[0].type.isFloat());
    }
    EXPECT_EQ(whole->network("none", false).error().code, ErrorCode::studyUnknown);
}

TEST_F(SweepStudy, PointsAndQuestionsComeBackWhole)
{
    m_request.floors["conv3"] = 0.5;
    m_request.retraining.learningRate = 0.1 + 0.2;
    m_request.retraining.seed = 18'000'000'000'000'000'001u;
    SparsityPoint written;
    ASSERT_TRUE(run(*begin().value(), {.point = [&](const SparsityPoint& point, bool) { written = point; }}));
    const auto read = SparsityStudy::open(file(), "").value();
    const SparsityPoint& last = read->points().back();
    EXPECT_EQ(last.key, written.key);
    EXPECT_EQ(last.method, written.method);
    EXPECT_EQ(last.remaining, written.remaining);
    EXPECT_EQ(last.weightBits, written.weightBits);
    EXPECT_EQ(last.seed, written.seed);
    EXPECT_EQ(last.sparsity, written.sparsity);
    EXPECT_EQ(last.retrained.correct, written.retrained.correct);
    EXPECT_EQ(last.pruned.samples, written.pruned.samples);
    EXPECT_EQ(last.losses, written.losses);
    EXPECT_EQ(last.seconds, written.seconds);
    EXPECT_EQ(read->question().hash(), question().hash());
    EXPECT_EQ(read->question().levels, m_request.levels);
    EXPECT_EQ(read->question().floors, m_request.floors);
    EXPECT_EQ(read->question().training.learningRate, m_request.retraining.learningRate);
}

TEST_F(SweepStudy, MoreOfTheSameGrowsOtherTrainingIsAnotherStudy)
{
    ASSERT_TRUE(run(*begin("curve").value()));
    m_request.bits = {8, 4};
    int repeated = 0;
    {
        const auto study = begin("curve");
        ASSERT_TRUE(study) << "more widths continue the study";
        EXPECT_EQ((*study)->info().size, 6u);
        ASSERT_TRUE(run(**study, {.point = [&](const SparsityPoint&, bool fromStore) { repeated += fromStore; }}));
        EXPECT_EQ(repeated, 3);
    }
    m_request.retraining.seed = 2;
    EXPECT_EQ(begin("curve").error().code, ErrorCode::studyChanged);
    const auto other = begin();
    ASSERT_TRUE(other);
    EXPECT_NE((*other)->info().name, "curve");
    m_request.retraining.seed = 1;
    EXPECT_EQ((*begin())->info().name, "curve") << "without a name the study that asks the same";
    EXPECT_EQ(file()->studies()->size(), 2u);
}

TEST_F(SweepStudy, OnlyOneProcessRunsIt)
{
    const auto running = begin();
    ASSERT_TRUE(running);
    EXPECT_EQ(begin().error().code, ErrorCode::studyBusy);
    EXPECT_TRUE(SparsityStudy::open(file(), "").has_value()) << "others may look";
}

TEST_F(SweepStudy, KindsAreToldApart)
{
    ASSERT_TRUE(begin("sweep"));
    StudyInfo space{.name = "space", .question = "", .engine = "", .created = ""};
    ASSERT_TRUE(file()->begin(space));
    EXPECT_EQ(file()->find("", StudyKind::sparsity)->name, "sweep") << "the newest of its kind";
    EXPECT_EQ(file()->find("sweep", StudyKind::space).error().code, ErrorCode::questionSyntax);
    EXPECT_EQ(file()->read(file()->find("sweep")->id).error().code, ErrorCode::questionSyntax);
    EXPECT_EQ(SparsityStudy::open(file(), "space").error().code, ErrorCode::questionSyntax);
    EXPECT_EQ(begin("space").error().code, ErrorCode::studyChanged);
}

TEST_F(SweepStudy, MergesPointsWithTheirNetworks)
{
    ASSERT_TRUE(run(*begin("curve", "b.tenbin").value()));
    m_request.levels.pop_back();
    ASSERT_TRUE(run(*begin("curve").value()));
    m_request.levels.push_back(1.0 / 9.0);
    const MergeSummary summary = file()->merge(*file("b.tenbin"), "curve").value();
    EXPECT_EQ(summary.added, 1u);
    EXPECT_EQ(summary.duplicates, 2u);
    const auto merged = SparsityStudy::open(file(), "curve").value();
    EXPECT_TRUE(merged->network(merged->points().back().key, false).has_value());
    int measured = 0;
    ASSERT_TRUE(
        run(*begin("curve").value(), {.point = [&](const SparsityPoint&, bool fromStore) { measured += !fromStore; }}));
    EXPECT_EQ(measured, 0);
    ASSERT_TRUE(file()->remove(merged->info().id));
    EXPECT_EQ(file()->blob(merged->info().id, merged->points().back().key, "network.tflite").error().code,
              ErrorCode::studyUnknown)
        << "a study takes its files along";
}

TEST_F(SweepStudy, AFileOfTheVersionBeforeMigrates)
{
    {
        Database old = Database::open(path(), Database::Mode::create).value();
        for (std::size_t version = 0; version < 3; ++version)
            ASSERT_TRUE(old.execute(std::string(studyMigrations()[version])));
        ASSERT_TRUE(old.execute("PRAGMA application_id = 1413828162; PRAGMA user_version = 3;"
                                "INSERT INTO studies VALUES (1, 'old', '', "
                                "'{\"networks\":[],\"targets\":[],\"blocks\":[]}', 'e', '0', 0, 'c')"));
    }
    EXPECT_EQ(file()->studies()->front().kind, StudyKind::space);
    EXPECT_TRUE(file()->read(1).has_value());
    EXPECT_TRUE(run(*begin().value()));
    EXPECT_EQ(file()->studies()->size(), 2u);
}

TEST_F(SweepStudy, DamagedPointsAreNamed)
{
    m_request.retraining.epochs = 0;
    m_request.levels = {1.0};
    ASSERT_TRUE(run(*begin().value()));
    {
        Database database = Database::open(path(), Database::Mode::readWrite).value();
        ASSERT_TRUE(database.execute("UPDATE records SET content = '{\"method\": \"magic\"}'"));
    }
    const auto opened = SparsityStudy::open(file(), "");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::studyCorrupt);
    EXPECT_NE(opened.error().arguments[1].find("point"), std::string::npos);
    EXPECT_EQ(parseSparsityQuestion("{", "x").error().code, ErrorCode::studyCorrupt);
}

TEST_F(SweepStudy, ASweepFollowsThePlan)
{
    std::string second;
    int convolutions = 0;
    for (const Operator& op : m_request.network->operators())
        if (op.kind == OperatorKind::conv2d && ++convolutions == 2)
            second = op.name;
    m_request.levels = {1.0 / 9.0};
    m_request.retraining.epochs = 0;
    std::vector<SparsityPoint> points;
    SweepObserver observer;
    observer.begin = [&](const SparsityPoint&, int number, int count) {
        EXPECT_EQ(number, 1);
        EXPECT_EQ(count, 1);
    };
    observer.point = [&](const SparsityPoint& point, bool) { points.push_back(point); };
    ASSERT_TRUE(run(*begin().value(), observer));
    m_request.floors[second] = 1.0;
    ASSERT_TRUE(run(*begin().value(), observer));
    ASSERT_EQ(points.size(), 2u);
    EXPECT_NE(points[0].key, points[1].key) << "a plan is another point";
    EXPECT_LT(points[1].sparsity, points[0].sparsity);
}

} // namespace
} // namespace tenbin
