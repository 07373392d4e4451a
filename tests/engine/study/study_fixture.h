// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "engine/study/run_study.h"
#include "tests/engine/exploration/exploration_fixture.h"

namespace tenbin {

namespace fs = std::filesystem;

/// A folder of its own and a question of a few hundred designs.
class Study : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::temp_directory_path() / ("tenbin_study_" + std::to_string(std::random_device()()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    /// Everything in the folder by name, with its content and its time.
    std::map<std::string, std::pair<std::string, fs::file_time_type>> everything() const
    {
        std::map<std::string, std::pair<std::string, fs::file_time_type>> all;
        for (const auto& entry : fs::directory_iterator(m_folder))
            all[entry.path().filename().string()] = {bytes(entry.path()), entry.last_write_time()};
        return all;
    }
    fs::path file(const std::string& name = "a.db") const { return m_folder / name; }
    static std::string bytes(const fs::path& path)
    {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static void write(const fs::path& path, const std::string& content)
    {
        std::ofstream(path, std::ios::binary) << content;
    }
    static const std::shared_ptr<const DesignSpace>& space()
    {
        static const auto built = test::spaceOf(test::kQuestion).value();
        return built;
    }
    static RunSummary run(StudyFile& store, Shard shard = {})
    {
        const SpaceEvaluator evaluator(space());
        return runStudy(store, store.begin(*space()).value(), evaluator, {.threads = 2, .shard = shard}, RunControl())
            .value();
    }

    fs::path m_folder;
};

} // namespace tenbin
