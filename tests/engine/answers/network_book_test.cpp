// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/networks/network_book.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "engine/formats/tflite/writer.h"
#include "engine/zoo/zoo.h"

namespace tenbin {
namespace {

class Networks : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(m_folder); }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    /// Writes a network of the zoo to the test's file.
    void write(const char* spec)
    {
        const auto bytes = writeTflite(**buildNetwork(spec)).value();
        std::ofstream(m_file, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }

    std::filesystem::path m_folder =
        std::filesystem::path(testing::TempDir())
        / ("network_book_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::string m_file = m_folder / "network.tflite";
    int m_loaded = 0;
    NetworkBook m_book{[this](const std::string& source) {
        ++m_loaded;
        return networkOf(source);
    }};
};

TEST_F(Networks, AreLoadedOnce)
{
    const std::string source = "zoo:mobilenet_v1?alpha=0.25";
    EXPECT_FALSE(m_book.find(source));
    const auto network = m_book.get(source).value();
    EXPECT_EQ(m_book.get(source).value(), network);
    EXPECT_EQ(m_book.find(source)->value(), network);
    EXPECT_EQ(m_loaded, 1);
}

TEST_F(Networks, AFileIsReadAgainWhenItHasChanged)
{
    EXPECT_EQ(m_book.get(m_file).error().code, ErrorCode::fileNotFound);
    EXPECT_EQ(m_book.get(m_file).error().code, ErrorCode::fileNotFound);
    EXPECT_EQ(m_loaded, 1);
    write("mobilenet_v1?alpha=0.25");
    EXPECT_FALSE(m_book.find(m_file)) << "it is there now";
    const auto first = m_book.get(m_file).value();
    EXPECT_EQ(m_book.get("file:" + m_file).value(), first) << "the same file";
    EXPECT_EQ(m_loaded, 2);
    write("mobilenet_v1?alpha=0.5");
    EXPECT_FALSE(m_book.find(m_file));
    EXPECT_NE(m_book.get(m_file).value()->hash(), first->hash());
    EXPECT_EQ(m_loaded, 3);
}

TEST_F(Networks, WhatIsOpenStandsForItsFile)
{
    write("mobilenet_v1?alpha=0.25");
    const auto opened = buildNetwork("mobilenet_v2").value();
    m_book.setOpened({{"file:" + m_file, opened}});
    EXPECT_EQ(m_book.get(m_file).value(), opened);
    EXPECT_EQ(m_book.opened(m_file), opened);
    EXPECT_EQ(m_book.find("file:" + m_file)->value(), opened);
    EXPECT_EQ(m_loaded, 0);
    m_book.setOpened({});
    EXPECT_EQ(m_book.opened(m_file), nullptr);
    EXPECT_NE(m_book.get(m_file).value()->hash(), opened->hash());
}

} // namespace
} // namespace tenbin
