// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/project_file.h"

#include <fstream>
#include <random>
#include <thread>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/study/migrations.h"
#include "engine/study/study_file.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;
using Revision = ProjectFile::Revision;

ProjectDocuments documents(const std::string& board)
{
    return {{"board", "", board},
            {"comparison", "cameras", R"({"columns":[1,2]})"},
            {"notes", "", "{\"text\":\"日本語 \\u0000\"}"}};
}

class Project : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::temp_directory_path() / ("tenbin_project_" + std::to_string(std::random_device()()));
        fs::create_directories(m_folder);
        ::chmod(m_folder.c_str(), 0777);
    }
    void TearDown() override
    {
        fs::permissions(m_folder, fs::perms::all);
        fs::remove_all(m_folder);
    }

    fs::path file(const std::string& name = "a.tenbin") const { return m_folder / name; }
    static std::string bytes(const fs::path& path)
    {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::vector<std::string> names() const
    {
        std::vector<std::string> list;
        for (const auto& entry : fs::directory_iterator(m_folder))
            list.push_back(entry.path().filename().string());
        std::sort(list.begin(), list.end());
        return list;
    }
    static std::string savedBoard(const fs::path& path)
    {
        const auto open = ProjectFile::open(path);
        const auto read = open ? (*open)->read(Revision::saved)
                               : Result<std::optional<ProjectRevision>>(tl::make_unexpected(open.error()));
        return read && *read && !(*read)->documents.empty() ? (*read)->documents.front().content : std::string();
    }
    /// Runs `work` as a process that is not root, so that permissions hold; its exit code.
    template <class Work>
    static int asOrdinaryUser(const Work& work)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0))
                ::_exit(99);
            ::_exit(work());
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
    }

    fs::path m_folder;
};

TEST_F(Project, HoldsWhatWasSavedAndWhatWasNot)
{
    {
        const auto project = ProjectFile::create(file()).value();
        EXPECT_FALSE(project->read(Revision::saved).value().has_value());
        ASSERT_TRUE(project->write(Revision::saved, documents("one")));
        ASSERT_TRUE(project->write(Revision::draft, documents("two")));
        ASSERT_TRUE(project->write(Revision::draft, documents("three")));
    }
    EXPECT_EQ(ProjectFile::draftWritten(file()).value_or("").size(), 20u);
    EXPECT_FALSE(ProjectFile::draftWritten(file("absent.tenbin")).has_value());
    const auto project = ProjectFile::open(file()).value();
    const auto saved = project->read(Revision::saved).value();
    const auto draft = project->read(Revision::draft).value();
    ASSERT_TRUE(saved && draft);
    EXPECT_EQ(saved->documents, documents("one"));
    EXPECT_EQ(draft->documents, documents("three"));
    EXPECT_EQ(saved->engine, kEngineVersion);
    EXPECT_EQ(saved->written.size(), 20u);
    EXPECT_EQ(saved->hash, projectHash(documents("one")));
    EXPECT_NE(saved->hash, draft->hash);

    ASSERT_TRUE(project->write(Revision::saved, documents("three")));
    EXPECT_FALSE(project->read(Revision::draft).value().has_value()) << "what is saved is no draft";
    ASSERT_TRUE(project->write(Revision::draft, documents("four")));
    ASSERT_TRUE(project->removeDraft());
    EXPECT_FALSE(ProjectFile::draftWritten(file()).has_value());
    EXPECT_FALSE(project->read(Revision::draft).value().has_value());
    EXPECT_EQ(project->read(Revision::saved).value()->documents, documents("three"));
}

TEST_F(Project, TheHashKnowsDocumentsNotTheirOrder)
{
    ProjectDocuments turned = documents("one");
    std::reverse(turned.begin(), turned.end());
    EXPECT_EQ(projectHash(turned), projectHash(documents("one")));
    EXPECT_NE(projectHash({{"a", "b", ""}}), projectHash({{"ab", "", ""}}));
}

TEST_F(Project, IsOneFileWithItsStudies)
{
    {
        const auto project = ProjectFile::create(file()).value();
        ASSERT_TRUE(project->write(Revision::saved, documents("one")));
        const auto studies = StudyFile::open(file()).value();
        Database database = Database::open(file(), Database::Mode::readWrite).value();
        ASSERT_TRUE(database.execute("INSERT INTO studies VALUES (1, 'sweep', '', "
                                     "'{\"networks\":[],\"targets\":[],\"blocks\":[]}', 'e', '0', 0, 'c', 'space')"));
        ASSERT_TRUE(project->write(Revision::draft, documents("two")));
        EXPECT_EQ(studies->studies()->size(), 1u);
        ASSERT_TRUE(project->saveAs(file("b.tenbin"), documents("three")));
    }
    EXPECT_EQ(names(), (std::vector<std::string>{"a.tenbin", "b.tenbin"})) << "no journal, nothing half-way";
    const auto copy = ProjectFile::open(file("b.tenbin")).value();
    EXPECT_EQ(copy->read(Revision::saved).value()->documents, documents("three"));
    EXPECT_FALSE(copy->read(Revision::draft).value().has_value());
    EXPECT_EQ(StudyFile::open(file("b.tenbin")).value()->studies()->front().name, "sweep");
    EXPECT_EQ(savedBoard(file()), "one") << "the one it came from is as it was";
}

TEST_F(Project, AStudyFileOfBeforeIsAProjectWithoutDocuments)
{
    {
        Database old = Database::open(file(), Database::Mode::create).value();
        ASSERT_TRUE(old.execute(std::string(studyMigrations()[0])) && old.execute(std::string(studyMigrations()[1])));
        ASSERT_TRUE(old.execute("PRAGMA application_id = 1413828162; PRAGMA user_version = 2;"
                                "INSERT INTO studies VALUES (1, 'old', '', "
                                "'{\"networks\":[],\"targets\":[],\"blocks\":[]}', 'e', '0', 0, 'c')"));
    }
    const auto project = ProjectFile::open(file());
    ASSERT_TRUE(project.has_value());
    EXPECT_FALSE((*project)->read(Revision::saved).value().has_value());
    ASSERT_TRUE((*project)->write(Revision::saved, documents("new")));
    EXPECT_EQ(StudyFile::open(file()).value()->studies()->front().name, "old");
}

TEST_F(Project, ReplacesAnotherFileWhole)
{
    ASSERT_TRUE(ProjectFile::saveNew(file(), documents("old")));
    // As a killed window leaves it: with a journal that is not in the file yet.
    const pid_t child = ::fork();
    if (child == 0) {
        const auto project = ProjectFile::open(file());
        (void)(*project)->write(Revision::saved, documents("in the journal"));
        ::kill(::getpid(), SIGKILL);
    }
    ::waitpid(child, nullptr, 0);
    ASSERT_TRUE(fs::exists(file("a.tenbin-wal")));
    ASSERT_TRUE(ProjectFile::saveNew(file(), documents("new")));
    EXPECT_EQ(names(), (std::vector<std::string>{"a.tenbin"}));
    EXPECT_EQ(savedBoard(file()), "new");
}

TEST_F(Project, AFileFromTheFutureIsLeftAloneBitForBit)
{
    ASSERT_TRUE(ProjectFile::saveNew(file(), documents("one")));
    {
        Database database = Database::open(file(), Database::Mode::readWrite).value();
        ASSERT_TRUE(database.execute("PRAGMA user_version = 99; CREATE TABLE wonders (id INTEGER)"));
    }
    const std::string before = bytes(file());
    const auto opened = ProjectFile::open(file());
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::studyFromFuture);
    EXPECT_EQ(opened.error().arguments[1], "99");
    EXPECT_EQ(bytes(file()), before);
    EXPECT_EQ(names(), (std::vector<std::string>{"a.tenbin"}));
}

TEST_F(Project, DamagedFilesAreRefusedOrWholeAndLeftAlone)
{
    ProjectDocuments many = documents(std::string(150'000, 'x'));
    ASSERT_TRUE(ProjectFile::saveNew(file(), many));
    const std::string good = bytes(file());
    std::mt19937 random(5);
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
        std::string bad = good;
        if (i % 2 == 0)
            bad.resize(random() % bad.size());
        else
            for (std::size_t k = random() % bad.size(), end = std::min(bad.size(), k + 1 + random() % 2000); k < end;
                 ++k)
                bad[k] = static_cast<char>(random());
        std::ofstream(file("bad.tenbin"), std::ios::binary) << bad;
        const auto opened = ProjectFile::open(file("bad.tenbin"));
        const auto read = opened ? (*opened)->read(Revision::saved)
                                 : Result<std::optional<ProjectRevision>>(tl::make_unexpected(opened.error()));
        if (!read) {
            ++refused;
            const ErrorCode code = read.error().code;
            EXPECT_TRUE(code == ErrorCode::studyCorrupt || code == ErrorCode::studyForeign
                        || code == ErrorCode::studyFromFuture)
                << static_cast<int>(code);
        } else if (*read) {
            EXPECT_EQ((*read)->documents, many) << "what passes the hash is what was written";
        }
        if (!opened) {
            EXPECT_EQ(bytes(file("bad.tenbin")), bad);
        }
        for (const char* rest : {"bad.tenbin", "bad.tenbin-wal", "bad.tenbin-shm"})
            fs::remove(file(rest));
    }
    EXPECT_GE(refused, 40) << "all thirty cut files, and damage wherever something is written";
    EXPECT_EQ(ProjectFile::open(file("absent.tenbin")).error().code, ErrorCode::fileNotFound);
    EXPECT_EQ(ProjectFile::open(m_folder).error().code, ErrorCode::fileNotFound);
}

TEST_F(Project, AChangedDocumentDoesNotPassItsHash)
{
    ASSERT_TRUE(ProjectFile::saveNew(file(), documents("one")));
    {
        Database database = Database::open(file(), Database::Mode::readWrite).value();
        ASSERT_TRUE(database.execute("UPDATE documents SET content = 'two' WHERE kind = 'board'"));
    }
    const auto read = ProjectFile::open(file()).value()->read(Revision::saved);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ErrorCode::studyCorrupt);
}

TEST_F(Project, ALockedFileSaysSoAndKeepsWhatItHolds)
{
    const auto project = ProjectFile::create(file()).value();
    ASSERT_TRUE(project->write(Revision::saved, documents("one")));
    Database other = Database::open(file(), Database::Mode::readWrite).value();
    ASSERT_TRUE(other.execute("BEGIN IMMEDIATE"));
    const auto start = std::chrono::steady_clock::now();
    const auto refused = project->write(Revision::saved, documents("two"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::studyBusy);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << "a window waits for this";
    ASSERT_TRUE(other.execute("ROLLBACK"));
    EXPECT_EQ(project->read(Revision::saved).value()->documents, documents("one"));
    EXPECT_TRUE(project->write(Revision::saved, documents("two")));
}

TEST_F(Project, OnlyOneWindowHasItOpen)
{
    auto lock = ProjectFile::lock(file().string());
    ASSERT_TRUE(lock.has_value());
    EXPECT_EQ(ProjectFile::lock(file().string()).error().code, ErrorCode::studyBusy);
    {
        const RunLock gone = std::move(*lock);
    }
    EXPECT_TRUE(ProjectFile::lock(file().string()).has_value());
}

TEST_F(Project, AReadOnlyFolderCanBeReadAndRefusesToBeWritten)
{
    ASSERT_TRUE(ProjectFile::saveNew(file(), documents("one")));
    fs::permissions(file(), fs::perms(0444));
    fs::permissions(m_folder, fs::perms(0555));
    const std::string before = bytes(file());
    EXPECT_EQ(asOrdinaryUser([&] {
                  const auto project = ProjectFile::open(file());
                  if (!project || !(*project)->readOnly())
                      return 1;
                  const auto read = (*project)->read(Revision::saved);
                  if (!read || !*read || (*read)->documents != documents("one"))
                      return 2;
                  const auto written = (*project)->write(Revision::draft, documents("two"));
                  if (written || written.error().code != ErrorCode::fileUnwritable)
                      return 3;
                  const auto copied = (*project)->saveAs(file("b.tenbin"), documents("two"));
                  if (copied || copied.error().code != ErrorCode::fileUnwritable)
                      return 4;
                  const auto elsewhere = fs::temp_directory_path() / (m_folder.filename().string() + "_copy.tenbin");
                  const bool copiedElsewhere =
                      (*project)->saveAs(elsewhere, documents("two")) && savedBoard(elsewhere) == "two";
                  fs::remove(elsewhere);
                  return copiedElsewhere ? 0 : 5;
              }),
              0);
    EXPECT_EQ(bytes(file()), before);
    EXPECT_EQ(names(), (std::vector<std::string>{"a.tenbin"}));
}

TEST_F(Project, AFullDiskLosesNothing)
{
    ASSERT_TRUE(ProjectFile::saveNew(file(), documents("one")));
    fs::permissions(file(), fs::perms(0666));
    // No file may grow beyond 256 KiB, as on a disk with that much left.
    EXPECT_EQ(asOrdinaryUser([&] {
                  ::signal(SIGXFSZ, SIG_IGN);
                  const rlimit most{256 * 1024, 256 * 1024};
                  ::setrlimit(RLIMIT_FSIZE, &most);
                  const auto project = ProjectFile::open(file());
                  if (!project || (*project)->readOnly())
                      return 1;
                  const auto large = documents(std::string(2'000'000, 'x'));
                  const auto written = (*project)->write(Revision::saved, large);
                  if (written || written.error().code != ErrorCode::fileUnwritable)
                      return 2;
                  const auto copied = (*project)->saveAs(file("b.tenbin"), large);
                  if (copied || fs::exists(file("b.tenbin")))
                      return 3;
                  const auto read = (*project)->read(Revision::saved);
                  return read && *read && (*read)->documents == documents("one") ? 0 : 4;
              }),
              0);
    EXPECT_EQ(savedBoard(file()), "one");
}

TEST_F(Project, AFileThatIsGoneIsNotWrittenToNoOnesUse)
{
    const auto project = ProjectFile::create(file()).value();
    ASSERT_TRUE(project->write(Revision::saved, documents("one")));
    fs::rename(file(), file("elsewhere.tenbin"));
    EXPECT_EQ(project->write(Revision::saved, documents("two")).error().code, ErrorCode::fileNotFound);
    std::ofstream(file()) << "something else";
    EXPECT_EQ(project->write(Revision::draft, documents("two")).error().code, ErrorCode::fileNotFound);
    EXPECT_EQ(bytes(file()), "something else");
    ASSERT_TRUE(project->saveAs(file("b.tenbin"), documents("two")));
    EXPECT_EQ(savedBoard(file("b.tenbin")), "two");
}

/// Twenty writers with real SIGKILLs: the file always opens and holds the last state that was reported as
/// committed or the one that was on its way.
TEST_F(Project, TwentyKillsDuringAutosaveLoseNothing)
{
    std::mt19937 random(11);
    int reported = 0, withDraft = 0;
    ASSERT_TRUE(ProjectFile::saveNew(file(), documents("saved")));
    for (int kill = 0; kill < 20; ++kill) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto project = ProjectFile::open(file());
            for (int i = reported + 1; project; ++i) {
                if (!(*project)->write(Revision::draft, documents(std::to_string(i))))
                    break;
                if (::write(ends[1], &i, sizeof i) != sizeof i)
                    break;
            }
            ::_exit(1);
        }
        ::close(ends[1]);
        // After some commits, at a random moment of the next, however fast the disk is.
        for (auto commits = random() % 12; commits > 0; --commits)
            ASSERT_EQ(::read(ends[0], &reported, sizeof reported), static_cast<ssize_t>(sizeof reported));
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status)) << "it was still writing";
        for (int i = 0; ::read(ends[0], &i, sizeof i) == sizeof i;)
            reported = i;
        ::close(ends[0]);

        const auto project = ProjectFile::open(file());
        ASSERT_TRUE(project.has_value()) << kill;
        EXPECT_EQ((*project)->read(Revision::saved).value()->documents, documents("saved"));
        const auto draft = (*project)->read(Revision::draft);
        ASSERT_TRUE(draft.has_value()) << kill;
        if (reported == 0 && !draft->has_value())
            continue; // killed before its first commit
        ASSERT_TRUE(draft->has_value());
        ++withDraft;
        const int found = std::stoi((*draft)->documents.front().content);
        EXPECT_TRUE(found == reported || found == reported + 1) << found << " of " << reported;
        reported = found;
    }
    EXPECT_GT(withDraft, 15);
    EXPECT_GT(reported, 20) << "commits happened between the kills";
}

} // namespace
} // namespace tenbin
