// SPDX-License-Identifier: GPL-3.0-or-later
// Windows killed while they autosave: whatever the moment, the file opens and holds the last state that was on
// the disk, or a later one, and never a mixture of two.
#include <random>

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "engine/project/project_file.h"
#include "gui/project/recovery.h"

namespace tenbin {
namespace {

using Revision = ProjectFile::Revision;

class ProjectKill : public testing::Test {
protected:
    void SetUp() override { QDir(recoveryFolder()).removeRecursively(); }
    void TearDown() override { QDir(recoveryFolder()).removeRecursively(); }

    static QString recoveryFolder()
    {
        return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery");
    }

    struct Said {
        int set = 0, disk = 0;
    };
    /// Runs a window that counts on from `first`, and kills it that long after its first change.
    Said runAndKill(int first, const QString& project, int milliseconds)
    {
        QProcess writer;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TENBIN_SETTINGS"), m_folder.filePath(QStringLiteral("tenbin.ini")));
        writer.setProcessEnvironment(environment);
        writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QStringList arguments{QString::number(first)};
        if (!project.isEmpty())
            arguments << project;
        writer.start(QStringLiteral(PROJECT_WRITER), arguments);
        EXPECT_TRUE(QTest::qWaitFor([&] { return writer.bytesAvailable() > 0; }, 60'000)) << "it starts";
        QTest::qWait(milliseconds);
        writer.kill();
        EXPECT_TRUE(writer.waitForFinished(30'000));
        EXPECT_EQ(writer.exitStatus(), QProcess::CrashExit) << "it was still at work";
        Said said{first, first};
        for (const QByteArray& line : writer.readAllStandardOutput().split('\n')) {
            if (line.startsWith("set "))
                said.set = line.mid(4).toInt();
            if (line.startsWith("disk "))
                said.disk = line.mid(5).toInt();
        }
        return said;
    }
    /// The number in the notes; the board must be of the same moment.
    static int numberIn(const ProjectDocuments& documents)
    {
        int number = 0;
        QString network;
        for (const ProjectDocument& document : documents) {
            const QJsonObject content = QJsonDocument::fromJson(QByteArray::fromStdString(document.content)).object();
            if (document.kind == "notes")
                number = content.value(QLatin1String("text")).toString().toInt();
            if (document.kind == "board")
                network = content.value(QLatin1String("network")).toString();
        }
        EXPECT_EQ(network, number % 2 == 0 ? QStringLiteral("zoo:ds_cnn") : QStringLiteral("zoo:resnet8")) << number;
        return number;
    }

    QTemporaryDir m_folder;
};

TEST_F(ProjectKill, TwentyKillsDuringAutosaveLoseNothing)
{
    const QString path = m_folder.filePath(QStringLiteral("chip.tenbin"));
    const ProjectDocuments saved{{"notes", "", R"({"version":1,"text":"saved"})"}};
    ASSERT_TRUE(ProjectFile::saveNew(path.toStdString(), saved));
    std::mt19937 random(3);
    int last = 0, written = 0;
    for (int kill = 0; kill < 20; ++kill) {
        const Said said = runAndKill(last, path, static_cast<int>(random() % 900));
        const auto file = ProjectFile::open(path.toStdString());
        ASSERT_TRUE(file.has_value()) << kill;
        EXPECT_EQ((*file)->read(Revision::saved).value()->documents, saved) << "autosave leaves what was saved alone";
        const auto draft = (*file)->read(Revision::draft);
        ASSERT_TRUE(draft.has_value()) << kill;
        if (!*draft) {
            EXPECT_EQ(said.disk, 0) << "killed before anything was written";
            continue;
        }
        const int found = numberIn((*draft)->documents);
        EXPECT_GE(found, said.disk) << kill;
        EXPECT_LE(found, said.set) << kill;
        written += found > last;
        last = found;
    }
    EXPECT_GT(written, 5) << "some kills came after a write";
    const auto offered = findRecoverable(recoveryFolder(), {path});
    ASSERT_EQ(offered.size(), 1u);
    EXPECT_EQ(offered.front().path, path);
    EXPECT_FALSE(offered.front().untitled);
}

TEST_F(ProjectKill, WorkWithoutANameIsThereAtTheNextStart)
{
    const Said said = runAndKill(0, {}, 1500);
    ASSERT_GT(said.disk, 0);
    const auto offered = findRecoverable(recoveryFolder(), {});
    ASSERT_EQ(offered.size(), 1u);
    EXPECT_TRUE(offered.front().untitled);
    EXPECT_LT(offered.front().written.secsTo(QDateTime::currentDateTime()), 60);
    const auto draft = ProjectFile::open(offered.front().path.toStdString()).value()->read(Revision::draft).value();
    ASSERT_TRUE(draft.has_value());
    const int found = numberIn(draft->documents);
    EXPECT_GE(found, said.disk);
    EXPECT_LE(found, said.set);
}

} // namespace
} // namespace tenbin
