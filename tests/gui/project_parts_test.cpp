// SPDX-License-Identifier: GPL-3.0-or-later
// What a project keeps beside board and notes: comparisons, Explore's question and open study, Sparsity's question.
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTabWidget>
#include <QtTest/QTest>

#include "engine/exploration/question.h"
#include "engine/study/study_file.h"
#include "gui/app/workspace.h"
#include "gui/compare/compare_page.h"
#include "gui/explore/explore_page.h"
#include "gui/explore/explore_part.h"
#include "gui/explore/question_form.h"
#include "gui/project/project_controller.h"
#include "gui/sparsity/sparsity_page.h"
#include "gui/sparsity/sparsity_part.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using Unsaved = ProjectSession::Unsaved;

class ProjectPages : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        m_window->project().askUnsaved = [](const QString&) { return ProjectController::Answer::discard; };
        m_window->beginProject();
    }
    void TearDown() override
    {
        m_window.reset();
        m_workspace.reset();
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery"))
            .removeRecursively();
    }

    ProjectSession& session() { return m_window->project().session(); }
    ExplorePage& explore() { return *m_window->findChild<ExplorePage*>(QStringLiteral("explorePage")); }
    SparsityPage& sparsity() { return *m_window->findChild<SparsityPage*>(QStringLiteral("sparsityPage")); }
    QString path(const char* name = "chip.tenbin") const { return m_folder.filePath(QLatin1String(name)); }
    void rest()
    {
        settle();
        ASSERT_TRUE(QTest::qWaitFor([this] { return session().settled() && !explore().session().opening(); }, 30'000));
    }
    void runStudy(const char* name)
    {
        Question question = *explore().form().question();
        question.name = name;
        question.networks = {{.model = "zoo:ds_cnn"}};
        question.targets = {"imx500", "max78002"};
        question.axes.clear();
        explore().form().setQuestion(question);
        explore().session().start(question);
        ASSERT_TRUE(QTest::qWaitFor([this] { return explore().session().run() == ExploreSession::Run::idle; }, 30'000));
    }
};

TEST_F(ProjectPages, QuestionsComparisonsAndTheOpenStudyComeBack)
{
    ASSERT_TRUE(session().saveAs(path()));
    ComparisonColumn column;
    column.network = "zoo:ds_cnn";
    column.target = "imx500";
    m_window->page<ComparePage>().add({column});
    m_window->page<ComparePage>().session().setName(QStringLiteral("ours"));
    runStudy("first");
    runStudy("second");
    const Question asked = *explore().form().question();
    SparsityPageQuestion pruned;
    pruned.training.epochs = 7;
    pruned.methods = {PruningMethod::nOfM};
    sparsity().projectPart().restorePart([&] {
        QByteArray json = toJson(pruned);
        return json.replace(0, 1, "{\"version\":1,");
    }());
    rest();
    EXPECT_TRUE(session().modified());
    ASSERT_TRUE(session().save());
    EXPECT_FALSE(session().modified());

    session().startNew(Unsaved::discard);
    rest();
    EXPECT_EQ(explore().session().data(), nullptr);
    EXPECT_NE(explore().form().question()->name, "second");
    EXPECT_TRUE(m_window->page<ComparePage>().session().question().columns.empty());
    EXPECT_FALSE(session().modified());

    ASSERT_TRUE(session().open(path(), Unsaved::discard));
    rest();
    ASSERT_TRUE(QTest::qWaitFor([this] { return explore().session().data() != nullptr; }, 10'000));
    EXPECT_EQ(explore().session().studyName(), QStringLiteral("second"));
    EXPECT_EQ(explore().session().data()->size(), 2u);
    EXPECT_EQ(toToml(*explore().form().question()), toToml(asked));
    EXPECT_EQ(m_window->page<ComparePage>().session().question().name, "ours");
    ASSERT_EQ(m_window->page<ComparePage>().session().question().columns.size(), 1u);
    EXPECT_TRUE(sparsity().projectPart().savePart().contains(R"(\"epochs\":7)"));
    rest();
    session().check();
    EXPECT_FALSE(session().modified()) << "opening changes nothing";
}

TEST_F(ProjectPages, ANamedProjectHasEveryStudyOfTheUntitledOne)
{
    const QString collection = explore().session().storePath();
    QFile::remove(collection);
    runStudy("first");
    runStudy("second");
    runStudy("third");
    {
        const auto file = StudyFile::open(collection.toStdString());
        ASSERT_TRUE(file);
        StudyInfo pruned;
        pruned.kind = StudyKind::sparsity;
        pruned.name = "pruned";
        pruned.question = "{}";
        ASSERT_TRUE((*file)->begin(pruned));
    }
    explore().session().close();
    ASSERT_TRUE(session().saveAs(path()));
    rest();
    const auto names = [&] {
        std::vector<std::string> found;
        for (const StudyInfo& study : explore().session().studies())
            found.push_back(study.name);
        std::sort(found.begin(), found.end());
        return found;
    };
    const std::vector<std::string> all{"first", "pruned", "second", "third"};
    EXPECT_TRUE(QTest::qWaitFor([&] { return names() == all; }, 20'000));
    for (const StudyInfo& study : explore().session().studies()) {
        if (study.kind == StudyKind::space) {
            EXPECT_EQ(study.evaluated, 2u) << study.name;
        }
    }
}

TEST_F(ProjectPages, LookingAtAPageChangesNothing)
{
    ASSERT_TRUE(session().saveAs(path()));
    for (const Qt::Key key : {Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_1}) {
        QTest::keyClick(m_window.get(), key, Qt::ControlModifier);
        rest();
        session().check();
        EXPECT_FALSE(session().modified()) << key;
    }
}

TEST_F(ProjectPages, AChangedQuestionIsADifference)
{
    ASSERT_TRUE(session().saveAs(path()));
    Question question = *explore().form().question();
    question.name = "other";
    explore().form().setQuestion(question);
    session().check();
    EXPECT_TRUE(session().modified());
    session().returnToSaved();
    rest();
    EXPECT_NE(explore().form().question()->name, "other");
    session().check();
    EXPECT_FALSE(session().modified());
}

TEST_F(ProjectPages, AStudyThatIsGoneIsNotForgotten)
{
    ASSERT_TRUE(session().saveAs(path()));
    ASSERT_TRUE(explore().projectPart().restorePart(R"({"version":1,"question":"","study":"x","file":""})") == false)
        << "no question: not understood";
    const QByteArray before = explore().projectPart().savePart();
    QByteArray wanted = before;
    wanted.replace("\"study\":\"\"", "\"study\":\"gone\"");
    ASSERT_NE(wanted, before);
    ASSERT_TRUE(explore().projectPart().restorePart(wanted));
    rest();
    EXPECT_EQ(explore().projectPart().savePart(), wanted);
    EXPECT_FALSE(explore().projectPart().restorePart(R"({"version":9})"));
}

} // namespace
} // namespace tenbin
