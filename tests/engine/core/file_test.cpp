// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/file.h"

#include <csignal>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tenbin {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
protected:
    FileTest()
    {
        std::string name = (fs::temp_directory_path() / "tenbin-file-XXXXXX").string();
        m_folder = ::mkdtemp(name.data());
    }
    ~FileTest() override { fs::remove_all(m_folder); }

    fs::path file(const std::string& name) const { return m_folder / name; }
    void put(const fs::path& path, const std::string& text) const { std::ofstream(path, std::ios::binary) << text; }
    std::string text(const fs::path& path) const
    {
        const auto whole = readWhole(path);
        return whole ? *whole : "error";
    }
    std::size_t filesInFolder() const
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator{}));
    }

    fs::path m_folder;
};

/// As a disk that is full after `bytes`, for this process.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        const rlimit small{bytes, m_old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_old);
        std::signal(SIGXFSZ, m_handler);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    void (*m_handler)(int);
    rlimit m_old{};
};

TEST_F(FileTest, ReadsAWholeFileUpToItsLimit)
{
    const std::string bytes("a\0b\r\n\xff", 6);
    put(file("x"), bytes);
    EXPECT_EQ(text(file("x")), bytes);
    EXPECT_EQ(*readWhole(file("x"), 6), bytes);
    EXPECT_EQ(readWhole(file("x"), 5).error(),
              (Error{ErrorCode::fileUnreadable, {file("x").string(), "File too large"}, {.file = file("x").string()}}));
    put(file("empty"), "");
    EXPECT_EQ(text(file("empty")), "");
    const std::string large(300'000, 'x');
    put(file("large"), large);
    EXPECT_EQ(text(file("large")), large);
}

TEST_F(FileTest, ReadsFilesWhoseSizeIsNotKnownBefore)
{
    EXPECT_NE(text("/proc/self/status").find("Name:"), std::string::npos);
    EXPECT_EQ(readWhole("/proc/self/status", 10).error().code, ErrorCode::fileUnreadable);
}

TEST_F(FileTest, OpensNothingButRegularFiles)
{
    ASSERT_EQ(::mkfifo(file("pipe").c_str(), 0600), 0);
    fs::create_symlink("/dev/zero", file("zero"));
    for (const fs::path& path : {fs::path("/dev/zero"), fs::path("/dev/full"), file("pipe"), file("zero"), m_folder}) {
        const auto read = readWhole(path);
        ASSERT_FALSE(read) << path;
        EXPECT_EQ(read.error().code, ErrorCode::fileUnreadable);
        EXPECT_EQ(read.error().arguments.front(), path.string());
    }
    EXPECT_EQ(readWhole(file("none")).error().code, ErrorCode::fileNotFound);
    put(file("x"), "");
    EXPECT_EQ(readWhole(file("x") / "below").error().code, ErrorCode::fileNotFound);
}

TEST_F(FileTest, AnEndlessHoleIsNotRead)
{
    put(file("hole"), "");
    fs::resize_file(file("hole"), std::uintmax_t{1} << 40);
    EXPECT_EQ(readWhole(file("hole")).error().code, ErrorCode::fileUnreadable);
}

TEST_F(FileTest, WritesAndReplacesAndLeavesNothingElse)
{
    ASSERT_TRUE(writeWhole(file("x"), "one"));
    EXPECT_EQ(text(file("x")), "one");
    ASSERT_TRUE(writeWhole(file("x"), "two\n"));
    EXPECT_EQ(text(file("x")), "two\n");
    EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(FileTest, KeepsPermissionsAndNewFilesGetTheUsualOnes)
{
    const mode_t before = ::umask(027);
    ASSERT_TRUE(writeWhole(file("new"), "x"));
    ::umask(before);
    EXPECT_EQ(fs::status(file("new")).permissions(), fs::perms{0640});
    fs::permissions(file("new"), fs::perms{0604});
    ASSERT_TRUE(writeWhole(file("new"), "y"));
    EXPECT_EQ(fs::status(file("new")).permissions(), fs::perms{0604});
}

TEST_F(FileTest, ALinkStaysALink)
{
    fs::create_directory(file("far"));
    put(file("far/real"), "old");
    fs::create_symlink("far/real", file("link"));
    fs::create_symlink("link", file("second"));
    ASSERT_TRUE(writeWhole(file("second"), "new"));
    EXPECT_TRUE(fs::is_symlink(file("second")));
    EXPECT_TRUE(fs::is_symlink(file("link")));
    EXPECT_EQ(text(file("far/real")), "new");

    fs::create_symlink("far/not there yet", file("dangling"));
    ASSERT_TRUE(writeWhole(file("dangling"), "made"));
    EXPECT_TRUE(fs::is_symlink(file("dangling")));
    EXPECT_EQ(text(file("far/not there yet")), "made");
    fs::create_symlink("loop", file("loop"));
    EXPECT_EQ(writeWhole(file("loop"), "x").error().code, ErrorCode::fileUnwritable);
}

TEST_F(FileTest, AFullDiskLeavesTheOldFileAndNothingElse)
{
    put(file("x"), "old");
    const std::string large(100'000, 'x');
    {
        const SmallDisk disk(4096);
        EXPECT_EQ(writeWhole(file("x"), large).error(), unwritableFile(file("x"), EFBIG).value());
        EXPECT_EQ(writeWhole(file("fresh"), large).error().code, ErrorCode::fileUnwritable);
    }
    EXPECT_EQ(text(file("x")), "old");
    EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(FileTest, DevicesAreWrittenToAndNotReplaced)
{
    EXPECT_EQ(writeWhole("/dev/full", "x").error(), unwritableFile("/dev/full", ENOSPC).value());
    EXPECT_TRUE(writeWhole("/dev/null", "x"));
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
    EXPECT_EQ(writeWhole(m_folder, "x").error(), unwritableFile(m_folder, EISDIR).value());
}

TEST_F(FileTest, NamesMayBeAsLongAsTheFileSystemAllows)
{
    const std::string longest(255, 'n');
    ASSERT_TRUE(writeWhole(file(longest), "x"));
    EXPECT_EQ(text(file(longest)), "x");
    const fs::path tooLong = file(longest + "n");
    EXPECT_EQ(writeWhole(tooLong, "x").error(), unwritableFile(tooLong, ENAMETOOLONG).value());
    EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(FileTest, AMissingFolderIsNamed)
{
    EXPECT_EQ(writeWhole(file("no/x"), "x").error(), unwritableFile(file("no/x"), ENOENT).value());
}

TEST_F(FileTest, WhatIsNotCommittedNeverWas)
{
    put(file("x"), "old");
    {
        auto replacement = FileReplacement::begin(file("x"));
        ASSERT_TRUE(replacement);
        EXPECT_EQ(replacement->beside().parent_path(), m_folder);
        ASSERT_TRUE(replacement->write("half"));
        put(replacement->beside().string() + "-wal", "journal");
        EXPECT_EQ(text(file("x")), "old");
    }
    EXPECT_EQ(text(file("x")), "old");
    EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(FileTest, TwoAtOnceDoNotDisturbEachOther)
{
    auto first = FileReplacement::begin(file("x"));
    auto second = FileReplacement::begin(file("x"));
    ASSERT_TRUE(first && second);
    ASSERT_TRUE(first->write("first"));
    ASSERT_TRUE(second->write("second"));
    ASSERT_TRUE(second->commit());
    EXPECT_EQ(text(file("x")), "second");
    ASSERT_TRUE(first->commit());
    EXPECT_EQ(text(file("x")), "first");
    EXPECT_EQ(filesInFolder(), 1u);
}

} // namespace
} // namespace tenbin
