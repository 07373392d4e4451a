// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of a sparsity study: both passes, pauses, inputs from disk, questions of others.
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include <gmock/gmock.h>

#include "engine/sparsity/data_glance.h"
#include "engine/sparsity/sparsity_run.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class SparsityRun : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::temp_directory_path() / ("tenbin_sparsity_run_" + std::to_string(std::random_device()()));
        fs::create_directories(m_folder / "data");
        writeHalves("train", 96, 1);
        writeHalves("t10k", 48, 2);
        auto graph = referenceNetwork({8, 8, 1}, 2, 1);
        ASSERT_TRUE(graph);
        m_network = std::make_shared<const Graph>(std::move(*graph));
        m_question.network = "small.tflite";
        m_question.data = (m_folder / "data").string();
        m_question.levels = {1.0, 4.0 / 9.0};
        m_question.training = {.epochs = 1, .batch = 16};
    }
    void TearDown() override { fs::remove_all(m_folder); }

    /// 8 x 8 pictures as MNIST has them, bright on the left or on the right.
    void writeHalves(const std::string& stem, int count, unsigned seed) const
    {
        std::mt19937 random(seed);
        const auto number = [](std::ofstream& out, int value) {
            for (int shift = 24; shift >= 0; shift -= 8)
                out.put(static_cast<char>(value >> shift & 255));
        };
        std::ofstream images(m_folder / "data" / (stem + "-images-idx3-ubyte"), std::ios::binary);
        std::ofstream labels(m_folder / "data" / (stem + "-labels-idx1-ubyte"), std::ios::binary);
        images.write("\0\0\x08\x03", 4);
        labels.write("\0\0\x08\x01", 4);
        for (const int value : {count, 8, 8})
            number(images, value);
        number(labels, count);
        for (int i = 0; i < count; ++i) {
            labels.put(static_cast<char>(i % 2));
            for (int p = 0; p < 64; ++p)
                images.put(
                    static_cast<char>(static_cast<int>(random() % 100) + ((p % 8 < 4) == (i % 2 == 0) ? 120 : 0)));
        }
    }
    NetworkLoader loader() const
    {
        return [network = m_network](const std::string& name) -> Result<std::shared_ptr<const Graph>> {
            if (name != "small.tflite")
                return fail(ErrorCode::fileNotFound, {name});
            return network;
        };
    }
    SparsityInputs inputs() const { return loadSparsityInputs(m_question, loader()).value(); }
    std::shared_ptr<SparsityStudy> begin(const SparsityInputs& inputs) const
    {
        return beginSparsityStudy(StudyFile::open(m_folder / "a.tenbin").value(), m_question, inputs).value();
    }

    fs::path m_folder;
    std::shared_ptr<const Graph> m_network;
    SparsityQuestion m_question;
};

TEST_F(SparsityRun, BothPassesAreOneRunOfOneStudy)
{
    m_question.untrained = true;
    const SparsityInputs read = inputs();
    const auto study = begin(read);
    EXPECT_EQ(study->info().size, 4u);
    EXPECT_EQ(study->question().found.trainSamples, 96u);
    std::vector<int> numbers;
    std::vector<int> epochs;
    SweepObserver observer;
    observer.begin = [&](const SparsityPoint& next, int number, int count) {
        numbers.push_back(number);
        epochs.push_back(next.epochs);
        EXPECT_EQ(count, 4);
    };
    ASSERT_TRUE(runSparsityStudy(*study, read, 1, observer));
    EXPECT_THAT(numbers, ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(epochs, ElementsAre(0, 0, 1, 1)) << "what is quick comes first";
    EXPECT_EQ(study->points().size(), 4u);
}

TEST_F(SparsityRun, OnePassWhereOnlyOneIsAsked)
{
    m_question.training.epochs = 0;
    const SparsityInputs read = inputs();
    EXPECT_EQ(begin(read)->info().size, 2u) << "without retraining, said or not";
    m_question.training.epochs = 1;
    EXPECT_EQ(begin(read)->info().size, 2u);
}

TEST_F(SparsityRun, APauseHoldsTheTrainingAndIsNoTimeOfThePoint)
{
    using namespace std::chrono_literals;
    m_question.levels = {1.0};
    m_question.training = {.epochs = 200, .batch = 96};
    const SparsityInputs read = inputs();
    const auto study = begin(read);
    RunControl control;
    std::atomic<int> told = 0;
    const auto start = std::chrono::steady_clock::now();
    std::jthread runner([&] {
        SweepObserver observer;
        observer.training = [&](const TrainingProgress&) { ++told; };
        EXPECT_TRUE(runSparsityStudy(*study, read, 1, observer, control));
    });
    while (told == 0)
        std::this_thread::sleep_for(1ms);
    control.pause();
    const int atPause = told;
    std::this_thread::sleep_for(300ms);
    EXPECT_LE(told, atPause + 1) << "the step that was under way";
    control.resume();
    runner.join();
    ASSERT_EQ(study->points().size(), 1u);
    const double whole = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_LE(study->points().front().seconds, whole - 0.3);
}

TEST_F(SparsityRun, ItsInputsAreThoseThatTheQuestionNames)
{
    m_question.samples = 10;
    m_question.preprocessing = {128.0f, 0.5f};
    const SparsityInputs read = inputs();
    EXPECT_EQ(read.train.size(), 10u);
    EXPECT_EQ(read.test.size(), 48u);
    EXPECT_EQ(read.test.preprocessing, m_question.preprocessing);
    m_question.network = "other.tflite";
    EXPECT_EQ(loadSparsityInputs(m_question, loader()).error().code, ErrorCode::fileNotFound);
}

TEST_F(SparsityRun, AGlanceShowsSamplesWithTheAnswersThatAreCounted)
{
    const DataGlance glance = glanceAt(m_question, loader());
    EXPECT_FALSE(glance.error || glance.networkError);
    EXPECT_EQ(glance.trainSamples, 96u);
    EXPECT_EQ(glance.testSamples, 48u);
    ASSERT_EQ(glance.answers.size(), glance.few.size());
    const auto report = measureAccuracy(Executor::create(m_network).value(), glance.few).value();
    std::int64_t right = 0;
    for (std::size_t i = 0; i < glance.answers.size(); ++i) {
        EXPECT_EQ(glance.answers[i], std::to_string(report.answers[i].value()));
        right += glance.answers[i] == std::to_string(glance.few.labels[i]);
    }
    EXPECT_EQ(right, report.accuracy.correct);

    m_question.network = "other.tflite";
    const DataGlance withoutNetwork = glanceAt(m_question, loader());
    EXPECT_EQ(withoutNetwork.networkError->code, ErrorCode::fileNotFound);
    EXPECT_GT(withoutNetwork.few.size(), 0u) << "the data can be looked at all the same";
    m_question.data = (m_folder / "none").string();
    EXPECT_TRUE(glanceAt(m_question, loader()).error);
}

TEST_F(SparsityRun, NumbersThatNoSweepTakesAreNoQuestion)
{
    const std::string good = toJson(m_question);
    EXPECT_EQ(parseSparsityQuestion(good, "x").value(), m_question);
    const auto spoilt = [&](const std::string& what, const std::string& by) {
        std::string text = good;
        text.replace(text.find(what), what.size(), by);
        const auto read = parseSparsityQuestion(text, "x");
        return !read && read.error().code == ErrorCode::studyCorrupt;
    };
    EXPECT_TRUE(spoilt("\"weight_bits\":[8]", "\"weight_bits\":[99]"));
    EXPECT_TRUE(spoilt("\"weight_bits\":[8]", "\"weight_bits\":[]"));
    EXPECT_TRUE(spoilt("\"remaining\":[1.0,", "\"remaining\":[7.0,"));
    EXPECT_TRUE(spoilt("\"group\":32", "\"group\":0"));
    EXPECT_TRUE(spoilt("\"epochs\":1", "\"epochs\":-1"));
    EXPECT_TRUE(spoilt("\"floors\":{}", "\"floors\":{\"a\":2.0}"));
}

} // namespace
} // namespace tenbin
