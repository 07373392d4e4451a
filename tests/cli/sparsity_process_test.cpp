// SPDX-License-Identifier: GPL-3.0-or-later
// A sparsity sweep as a process: killed at random moments, continued, no point measured twice.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/formats/tflite/writer.h"
#include "engine/sparsity/sparsity_study.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

class SparsityProcess : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::path(::testing::TempDir()) / ("tenbin-sparsity-" + std::to_string(::getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder / "data");
        writeHalves("train", 512, 1);
        writeHalves("t10k", 64, 2);
        const auto graph = referenceNetwork({8, 8, 1}, 2, 1);
        ASSERT_TRUE(graph && saveTflite(*graph, m_folder / "small.tflite"));
    }
    void TearDown() override { fs::remove_all(m_folder); }

    /// 8 x 8 pictures, bright on the left or on the right.
    void writeHalves(const std::string& stem, int count, unsigned seed) const
    {
        std::mt19937 random(seed);
        const auto number = [](std::ofstream& out, int value) {
            for (int shift = 24; shift >= 0; shift -= 8)
                out.put(static_cast<char>(value >> shift & 255));
        };
        std::ofstream images(m_folder / "data" / (stem + "-images-idx3-ubyte"), std::ios::binary),
            labels(m_folder / "data" / (stem + "-labels-idx1-ubyte"), std::ios::binary);
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

    pid_t start(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), TENBIN_CLI);
        const pid_t pid = ::fork();
        if (pid == 0) {
            const int out = ::open((m_folder / "out").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
            ::dup2(out, STDOUT_FILENO);
            ::dup2(out, STDERR_FILENO);
            std::vector<char*> argv;
            for (std::string& argument : arguments)
                argv.push_back(argument.data());
            argv.push_back(nullptr);
            ::execv(TENBIN_CLI, argv.data());
            ::_exit(127);
        }
        return pid;
    }
    fs::path store(const std::string& name) const { return m_folder / (name + ".tenbin"); }
    std::shared_ptr<SparsityStudy> study(const std::string& name) const
    {
        const auto file = StudyFile::openExisting(store(name));
        const auto study = file ? SparsityStudy::open(*file, "") : tl::make_unexpected(file.error());
        return study ? *study : nullptr;
    }
    pid_t sweep(const std::string& name) const
    {
        return start({"sparsity-sweep", (m_folder / "small.tflite").string(), (m_folder / "data").string(), "--store",
                      store(name).string(), "--resume", "--elements", "9,6,4,2,1", "--epochs", "6", "--threads", "1"});
    }
    static int finish(pid_t pid)
    {
        int status = 0;
        ::waitpid(pid, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    std::string output() const
    {
        std::ifstream in(m_folder / "out");
        return {std::istreambuf_iterator<char>(in), {}};
    }

    fs::path m_folder;
};

TEST_F(SparsityProcess, KilledAtRandomMomentsItRepeatsNoFinishedPoint)
{
    std::mt19937 random(4);
    std::map<std::string, double> kept; // seconds by key: a point that is measured again takes another time
    int killed = 0;
    for (int attempt = 0; attempt < 60; ++attempt) {
        const pid_t pid = sweep("killed");
        std::this_thread::sleep_for(std::chrono::milliseconds(40 + random() % 600));
        ::kill(pid, SIGKILL);
        const int code = finish(pid);
        ASSERT_TRUE(code == -SIGKILL || code == 0) << code << output();
        const auto file =
            fs::exists(store("killed")) ? StudyFile::open(store("killed")) : Result<std::shared_ptr<StudyFile>>{};
        ASSERT_TRUE(file) << "a killed sweep leaves a file that opens";
        if (!*file || (*file)->studies()->empty())
            continue; // killed before it began
        const auto left = SparsityStudy::open(*file, "").value();
        ASSERT_GE(left->points().size(), kept.size());
        std::map<std::string, double> now;
        for (const SparsityPoint& point : left->points()) {
            EXPECT_TRUE(now.emplace(point.key, point.seconds).second) << "twice in the store";
            EXPECT_TRUE(left->network(point.key, false) && left->network(point.key, true))
                << "a point without its networks";
        }
        for (const auto& [key, seconds] : kept)
            EXPECT_EQ(now.at(key), seconds) << "measured again";
        kept = std::move(now);
        killed += code == -SIGKILL;
        if (code == 0)
            break;
    }
    EXPECT_GE(killed, 1);
    ASSERT_EQ(finish(sweep("killed")), 0) << output();
    ASSERT_EQ(finish(sweep("whole")), 0) << output();
    const auto killedStore = study("killed"), whole = study("whole");
    ASSERT_TRUE(killedStore && whole);
    ASSERT_EQ(killedStore->points().size(), 5u);
    for (const SparsityPoint& point : whole->points()) {
        const SparsityPoint* same = killedStore->find(point.key);
        ASSERT_TRUE(same);
        EXPECT_EQ(same->retrained.correct, point.retrained.correct) << "the same accuracy as without a kill";
    }
}

TEST_F(SparsityProcess, ItsStudyIsListedReportedAndContinuedOnlyWhenAsked)
{
    const auto ask = [&](std::vector<std::string> more) {
        std::vector<std::string> all{"sparsity-sweep",
                                     (m_folder / "small.tflite").string(),
                                     (m_folder / "data").string(),
                                     "--store",
                                     store("s").string(),
                                     "--study",
                                     "curve",
                                     "--elements",
                                     "9,1",
                                     "--epochs",
                                     "1",
                                     "--networks",
                                     (m_folder / "networks").string()};
        all.insert(all.end(), more.begin(), more.end());
        return finish(start(all));
    };
    ASSERT_EQ(ask({}), 0) << output();
    EXPECT_TRUE(fs::exists(m_folder / "networks" / "coordinate-0.111-8bit.tflite"));
    EXPECT_EQ(ask({}), 2) << "points are there: --resume must say that this is meant";
    EXPECT_NE(output().find("--resume"), std::string::npos) << output();
    EXPECT_EQ(ask({"--resume", "--bits", "8,4"}), 0) << output();
    EXPECT_EQ(ask({"--resume", "--seed", "2"}), 1) << "another question under the same name";
    EXPECT_EQ(finish(start({"studies", store("s").string()})), 0);
    EXPECT_NE(output().find("sparsity sweep"), std::string::npos) << output();
    EXPECT_EQ(finish(start({"front", store("s").string(), "--study", "curve"})), 1);
    EXPECT_NE(output().find("report sparsity"), std::string::npos) << output();
    ASSERT_EQ(finish(start({"report", "sparsity", store("s").string(), "--study", "curve", "-o",
                            (m_folder / "r.csv").string()})),
              0)
        << output();
    std::ifstream in(m_folder / "r.csv");
    const std::string csv{std::istreambuf_iterator<char>(in), {}};
    const auto kept = study("s");
    ASSERT_TRUE(kept);
    for (const SparsityPoint& point : kept->points())
        EXPECT_NE(csv.find(point.key), std::string::npos);
    EXPECT_EQ(kept->points().size(), 4u);
}

TEST_F(SparsityProcess, BothPassesAreOneStudyThatIsDeletedByItsName)
{
    const auto ask = [&](std::vector<std::string> more) {
        std::vector<std::string> all{"sparsity-sweep",
                                     (m_folder / "small.tflite").string(),
                                     (m_folder / "data").string(),
                                     "--store",
                                     store("both").string(),
                                     "--study",
                                     "curve",
                                     "--elements",
                                     "9,1",
                                     "--epochs",
                                     "2"};
        all.insert(all.end(), more.begin(), more.end());
        return finish(start(all));
    };
    ASSERT_EQ(ask({}), 0) << output();
    EXPECT_EQ(output().find("with retraining"), std::string::npos) << "one pass needs no heading";
    std::map<std::string, double> trained;
    const auto first = study("both");
    ASSERT_TRUE(first);
    for (const SparsityPoint& point : first->points())
        trained.emplace(point.key, point.seconds);
    ASSERT_EQ(trained.size(), 2u);
    ASSERT_EQ(ask({"--untrained", "--resume"}), 0) << output();
    EXPECT_LT(output().find("without retraining"), output().find("with retraining")) << output();
    {
        const auto both = study("both");
        ASSERT_TRUE(both);
        EXPECT_TRUE(both->question().untrained);
        EXPECT_EQ(both->info().size, 4u);
        ASSERT_EQ(both->points().size(), 4u) << "the pass without retraining is of the same study";
        for (const SparsityPoint& point : both->points()) {
            const bool before = trained.contains(point.key);
            EXPECT_EQ(before, point.epochs == 2);
            if (before)
                EXPECT_EQ(trained.at(point.key), point.seconds) << "measured again";
            else
                EXPECT_EQ(point.pruned.correct, point.retrained.correct);
        }
    }
    EXPECT_EQ(finish(start({"studies", store("both").string(), "--delete", "other"})), 1);
    EXPECT_EQ(finish(start({"studies", store("both").string(), "--delete", "curve"})), 0) << output();
    EXPECT_EQ(output().find("curve"), std::string::npos) << output();
    EXPECT_FALSE(study("both"));
}

TEST_F(SparsityProcess, SensitivityProposesAPlanThatTheSweepTakes)
{
    ASSERT_EQ(finish(start({"sensitivity", (m_folder / "small.tflite").string(), (m_folder / "data").string(),
                            "--elements", "4,1"})),
              0)
        << output();
    const std::string text = output();
    EXPECT_NE(text.find("keeps at least"), std::string::npos) << text;
    const auto plan = text.find("--keep ");
    ASSERT_NE(plan, std::string::npos) << text;
    const std::string keep = text.substr(plan + 7, text.find_first_of(" \n", plan + 7) - plan - 7);
    EXPECT_EQ(finish(start({"sparsity-sweep", (m_folder / "small.tflite").string(), (m_folder / "data").string(),
                            "--store", store("plan").string(), "--elements", "1", "--epochs", "0", "--keep", keep})),
              0)
        << output();
    EXPECT_EQ(finish(start({"sparsity-sweep", (m_folder / "small.tflite").string(), (m_folder / "data").string(),
                            "--store", store("plan").string(), "--keep", "nonsense"})),
              1)
        << output();
    EXPECT_NE(output().find("--keep"), std::string::npos) << output();
}

} // namespace
} // namespace tenbin
