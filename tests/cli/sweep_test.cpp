// SPDX-License-Identifier: GPL-3.0-or-later
// Sweeps as processes: killed at random moments, continued, sharded, merged.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/study/study_file.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

/// Some hundred thousand points: long enough to be hit in the middle.
constexpr const char* kLongQuestion = R"(
name = "kill me"
targets = ["cartesian_mac_array", "ethos_u55_128"]
objectives = ["latency", "energy"]
[[networks]]
model = "zoo:mobilenet_v1?alpha=0.25&input=96"
[[axes]]
key = "clock_hz"
range = { from = 100e6, to = 500e6, count = 360 }
[[axes]]
key = "voltage_v"
range = { from = 0.6, to = 1.1, count = 20 }
[[axes]]
key = "array.pixels"
range = { from = 8, to = 64, count = 15 }
[[axes]]
key = "array.output_channels"
values = [8, 16, 32, 64]
[[axes]]
key = "memory.external.bandwidth_bytes_per_s"
range = { from = 0.1e9, to = 2e9, count = 40 }
)";

class SweepProcess : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::path(::testing::TempDir()) / ("tenbin-sweep-" + std::to_string(::getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
        std::ofstream(m_folder / "q.toml") << kLongQuestion;
    }
    void TearDown() override { fs::remove_all(m_folder); }

    std::string store(const std::string& name = "a.db") const { return (m_folder / name).string(); }

    pid_t start(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), {TENBIN_CLI, "sweep", (m_folder / "q.toml").string()});
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
    int finish(pid_t pid) const
    {
        int status = 0;
        ::waitpid(pid, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    int runToEnd(const std::vector<std::string>& arguments) const { return finish(start(arguments)); }
    std::string output() const
    {
        std::ifstream in(m_folder / "out");
        return {std::istreambuf_iterator<char>(in), {}};
    }

    /// Until the log of the database grows: the process is in the middle of its work. Or three seconds.
    void waitForCommit() const
    {
        std::error_code absent;
        const auto size = [&] {
            return fs::exists(store() + "-wal", absent) ? fs::file_size(store() + "-wal", absent) : 0;
        };
        const auto before = size();
        for (int i = 0; i < 600 && size() == before; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }

    /// Until the study holds points that another program can read.
    void waitForPoints() const
    {
        const auto evaluated = [&]() -> std::uint64_t {
            if (!fs::exists(store()))
                return 0;
            const auto file = StudyFile::openExisting(store());
            const auto study = file ? (*file)->find("") : tl::make_unexpected(file.error());
            return study ? study->evaluated : 0;
        };
        for (int i = 0; i < 1000 && evaluated() == 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }

    /// Every point once, and the same figures as in `reference`.
    static void expectWhole(StudyFile& file, const StudyContent& reference)
    {
        const StudyContent content = file.read(1).value();
        ASSERT_EQ(content.points.size(), content.info.size);
        std::vector<bool> seen(content.info.size);
        for (const PointRange& range : content.ranges)
            for (std::uint64_t point = range.first; point < range.first + range.count; ++point) {
                ASSERT_FALSE(seen[point]) << "point " << point << " was evaluated twice";
                seen[point] = true;
            }
        EXPECT_EQ(content.points.index, reference.points.index);
        EXPECT_EQ(content.points.latency, reference.points.latency);
        EXPECT_EQ(content.points.energy.size(), reference.points.energy.size());
        EXPECT_EQ(content.points.weights, reference.points.weights);
    }

    fs::path m_folder;
};

TEST_F(SweepProcess, TwentyKillsLoseNothingAndRepeatNothing)
{
    ASSERT_EQ(runToEnd({"--store", store("whole.db")}), 0) << output();
    const StudyContent reference = StudyFile::openExisting(store("whole.db")).value()->read(1).value();
    ASSERT_GT(reference.info.size, 100'000u);

    std::mt19937 random(20);
    std::uint64_t before = 0;
    int grown = 0;
    for (int kill = 0; kill < 20; ++kill) {
        const pid_t pid = start({"--store", store(), "--resume", "--threads", "2"});
        if (kill % 3 != 0)
            waitForCommit();
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % (kill % 3 == 0 ? 250 : 60)));
        ::kill(pid, SIGKILL);
        const int code = finish(pid);
        ASSERT_TRUE(code == -SIGKILL || code == 0) << code << output();
        if (!fs::exists(store()))
            continue; // killed before it had created the file
        const auto file = StudyFile::openExisting(store());
        ASSERT_TRUE(file.has_value()) << "a killed study opens";
        const auto studies = (*file)->studies();
        ASSERT_TRUE(studies.has_value());
        if (studies->empty())
            continue;
        const StudyContent content = (*file)->read(1).value();
        EXPECT_EQ(content.points.size(), content.info.evaluated) << "ranges and points are committed together";
        EXPECT_GE(content.info.evaluated, before) << "what was committed stays";
        grown += content.info.evaluated > before;
        before = content.info.evaluated;
    }
    EXPECT_GE(grown, 2) << "some kills came in the middle";
    ASSERT_EQ(runToEnd({"--store", store(), "--resume"}), 0) << output();
    expectWhole(*StudyFile::openExisting(store()).value(), reference);
}

TEST_F(SweepProcess, ATerminatedSweepStopsCleanlyAndContinues)
{
    const pid_t pid = start({"--store", store()});
    waitForPoints();
    ::kill(pid, SIGTERM);
    const int code = finish(pid);
    EXPECT_TRUE(code == 3 || code == 0) << code << output();
    EXPECT_EQ(runToEnd({"--store", store()}), 2) << "not without --resume";
    EXPECT_EQ(runToEnd({"--store", store(), "--resume"}), 0) << output();
    const StudyInfo info = StudyFile::openExisting(store()).value()->find("").value();
    EXPECT_EQ(info.evaluated, info.size);
}

TEST_F(SweepProcess, ShardsOfAJobArrayMergeToTheWhole)
{
    std::string merge = std::string("'") + TENBIN_CLI + "' merge '" + store() + "'";
    for (int i = 1; i <= 4; ++i) {
        const std::string shard = store("shard" + std::to_string(i) + ".db");
        ASSERT_EQ(runToEnd({"--store", shard, "--shard", std::to_string(i) + "/4"}), 0) << output();
        merge += " '" + shard + "'";
    }
    ASSERT_EQ(std::system((merge + " > /dev/null").c_str()), 0);
    ASSERT_EQ(runToEnd({"--store", store("whole.db"), "--threads", "1"}), 0);
    expectWhole(*StudyFile::openExisting(store()).value(),
                StudyFile::openExisting(store("whole.db")).value()->read(1).value());
    EXPECT_EQ(runToEnd({"--store", store("x.db"), "--shard", "5/4"}), 2);
}

TEST_F(SweepProcess, FrontsAreShownAndExported)
{
    ASSERT_EQ(runToEnd({"--store", store()}), 0);
    const auto read = [&](const std::string& arguments) {
        std::string text;
        FILE* pipe = ::popen((std::string("'") + TENBIN_CLI + "' " + arguments).c_str(), "r");
        for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
            text += static_cast<char>(c);
        EXPECT_EQ(::pclose(pipe), 0) << arguments;
        return text;
    };
    const std::string front = read("front '" + store() + "' --objectives latency,max:energy --format csv");
    EXPECT_NE(front.find("point,network,target,"), std::string::npos);
    EXPECT_NE(read("front '" + store() + "'").find("hypervolume"), std::string::npos);
    const std::string all = read("front '" + store() + "' --all --format csv");
    EXPECT_EQ(static_cast<std::uint64_t>(std::count(all.begin(), all.end(), '\n')),
              StudyFile::openExisting(store()).value()->find("")->size + 1);
    EXPECT_NE(read("studies '" + store() + "' --rename 'kill me' 'spare me'").find("spare me"), std::string::npos);
}

} // namespace
} // namespace tenbin
