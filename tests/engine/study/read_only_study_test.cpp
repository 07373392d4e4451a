// SPDX-License-Identifier: GPL-3.0-or-later
// Media that cannot be written, disks that are full, files that vanish.
#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/study/migrations.h"
#include "engine/study/open_study.h"
#include "tests/engine/study/study_fixture.h"

namespace tenbin {
namespace {

class StudyOnHardGround : public Study {
protected:
    void TearDown() override
    {
        fs::permissions(m_folder, fs::perms::owner_all);
        Study::TearDown();
    }

    /// In a process of its own: whose rights end at permissions, or that has no room for another byte.
    template <class Prepare, class Work>
    static int inChild(const Prepare& prepare, const Work& work)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            prepare();
            ::_exit(work());
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!WIFEXITED(status))
            return 98;
        return WEXITSTATUS(status);
    }
    static void becomeOrdinary()
    {
        if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0))
            ::_exit(99);
    }
    static void fillDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }

    /// 0 if the study can be read and refuses to be written.
    static int readsOnly(const fs::path& path, std::uint64_t points)
    {
        const auto store = StudyFile::openExisting(path);
        if (!store || !(*store)->readOnly())
            return 1;
        const auto list = (*store)->studies();
        if (!list || list->size() != 1 || list->front().evaluated != points)
            return 2;
        if (points > 0) {
            const auto content = (*store)->read(1);
            if (!content || content->points.size() != points)
                return 3;
        }
        const auto renamed = (*store)->rename(1, "other");
        if (renamed || renamed.error().code != ErrorCode::fileUnwritable)
            return 4;
        return 0;
    }
    void makeReadOnly() const
    {
        for (const auto& entry : fs::directory_iterator(m_folder))
            fs::permissions(entry.path(), fs::perms{0444});
        fs::permissions(m_folder, fs::perms{0555});
    }
    void makeOld(const fs::path& path) const
    {
        Database old = Database::open(path, Database::Mode::create).value();
        ASSERT_TRUE(old.execute(std::string(studyMigrations()[0])));
        ASSERT_TRUE(old.execute("PRAGMA application_id = 1413828162; PRAGMA user_version = 1;"
                                "INSERT INTO studies VALUES (1, 'old', '', '{}', 'e', '0', 0, 'c')"));
    }
};

TEST_F(StudyOnHardGround, AReadOnlyFolderCanBeRead)
{
    run(*StudyFile::open(file()).value());
    makeReadOnly();
    const auto before = everything();
    EXPECT_EQ(inChild(becomeOrdinary, [&] { return readsOnly(file(), space()->size()); }), 0);
    EXPECT_TRUE(everything() == before);
}

TEST_F(StudyOnHardGround, ARollbackFileInAReadOnlyFolderStaysOne)
{
    run(*StudyFile::open(file()).value());
    Database::open(file(), Database::Mode::readWrite).value().execute("PRAGMA journal_mode = DELETE");
    ASSERT_EQ(bytes(file())[18], 1);
    fs::permissions(m_folder, fs::perms{0555});
    const auto before = everything();
    EXPECT_EQ(inChild(becomeOrdinary, [&] { return readsOnly(file(), space()->size()); }), 0);
    EXPECT_TRUE(everything() == before);
}

TEST_F(StudyOnHardGround, AnOldVersionIsBroughtUpToDateInMemory)
{
    makeOld(file());
    makeReadOnly();
    const auto before = everything();
    EXPECT_EQ(inChild(becomeOrdinary, [&] { return readsOnly(file(), 0); }), 0);
    EXPECT_TRUE(everything() == before);
}

TEST_F(StudyOnHardGround, AJournalOnAReadOnlyMediumIsReadWithItsFile)
{
    {
        const auto store = StudyFile::open(file()).value();
        run(*store);
        fs::create_directory(file("copy")); // as a kill would leave them
        for (const char* name : {"a.db", "a.db-wal"})
            fs::copy(file(name), file("copy") / name);
    }
    ASSERT_GT(fs::file_size(file("copy") / "a.db-wal"), 0u);
    fs::permissions(file("copy") / "a.db", fs::perms{0444});
    fs::permissions(file("copy") / "a.db-wal", fs::perms{0444});
    fs::permissions(file("copy"), fs::perms{0555});
    EXPECT_EQ(inChild(becomeOrdinary, [&] { return readsOnly(file("copy") / "a.db", space()->size()); }), 0);
    fs::permissions(file("copy"), fs::perms{0755});
}

TEST_F(StudyOnHardGround, AFullDiskCanBeReadAndChangesNothing)
{
    run(*StudyFile::open(file()).value());
    fs::copy(file(), file("rollback.db"));
    Database::open(file("rollback.db"), Database::Mode::readWrite).value().execute("PRAGMA journal_mode = DELETE");
    const auto before = everything();
    EXPECT_EQ(inChild(fillDisk, [&] { return readsOnly(file(), space()->size()); }), 0);
    EXPECT_EQ(inChild(fillDisk, [&] { return readsOnly(file("rollback.db"), space()->size()); }), 0);
    EXPECT_TRUE(everything() == before);
}

TEST_F(StudyOnHardGround, AStudyThatCannotBeMadeLeavesNoEmptyFile)
{
    EXPECT_EQ(inChild(fillDisk, [&] { return StudyFile::open(file()).has_value() ? 1 : 0; }), 0);
    EXPECT_TRUE(everything().empty());
}

TEST_F(StudyOnHardGround, NamesWithoutRoomForAJournalAreRefusedAtOnce)
{
    for (const std::size_t length : {255u, 250u, 240u}) {
        const auto opened = StudyFile::open(file(std::string(length, 'n')));
        ASSERT_FALSE(opened.has_value()) << length;
        EXPECT_EQ(opened.error().code, ErrorCode::fileUnwritable);
        EXPECT_EQ(opened.error().arguments.back(), "File name too long");
        EXPECT_TRUE(everything().empty());
    }
    const std::string longest(227, 'n');
    run(*StudyFile::open(file(longest)).value());
    EXPECT_EQ(everything().size(), 1u);
    const std::string copied(255, 'c');
    fs::copy(file(longest), file(copied));
    EXPECT_EQ(readsOnly(file(copied), space()->size()), 0);
}

TEST_F(StudyOnHardGround, WhatIsNoRegularFileIsNotOpened)
{
    ASSERT_EQ(::mkfifo(file("pipe").c_str(), 0600), 0);
    for (const fs::path& path : {file("pipe"), m_folder, fs::path("/dev/zero")})
        EXPECT_EQ(StudyFile::open(path).error().code, ErrorCode::fileUnreadable) << path;
}

TEST_F(StudyOnHardGround, AStudyDeletedWhileItIsWrittenIsNoticed)
{
    const auto store = StudyFile::open(file()).value();
    const SpaceEvaluator evaluator(space());
    const auto info = store->begin(*space()).value();
    fs::remove(file());
    const auto written = runStudy(*store, info, evaluator, {}, RunControl());
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().code, ErrorCode::fileUnwritable);
    EXPECT_EQ(written.error().arguments.front(), file().string());
    EXPECT_TRUE(everything().empty()) << "no journal stays";
}

TEST_F(StudyOnHardGround, AStudyMovedWhileItIsWrittenIsNoticedAndKeepsWhatItHolds)
{
    std::uint64_t evaluated = 0;
    {
        const auto store = StudyFile::open(file()).value();
        evaluated = run(*store).evaluated;
        fs::rename(file(), file("moved.db"));
        EXPECT_EQ(store->begin({.name = "more", .kind = StudyKind::sparsity}).error().code, ErrorCode::fileUnwritable);
    }
    EXPECT_EQ(everything().size(), 1u);
    const auto moved = StudyFile::openExisting(file("moved.db")).value();
    EXPECT_EQ(moved->read(1)->points.size(), evaluated);
}

TEST_F(StudyOnHardGround, AStudyReplacedWhileItIsWrittenIsNoticed)
{
    const auto store = StudyFile::open(file()).value();
    run(*StudyFile::open(file("other.db")).value());
    fs::rename(file("other.db"), file());
    EXPECT_EQ(store->begin(*space()).error().code, ErrorCode::fileUnwritable);
}

} // namespace
} // namespace tenbin
