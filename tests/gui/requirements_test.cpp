// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the chips: the bar, the cards, undo and the project.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

#include "engine/requirements/choice_text.h"
#include "gui/app/requirement_desk.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/board/requirement_bar.h"
#include "gui/board/requirement_editor.h"
#include "gui/items/board_filter.h"
#include "gui/items/board_model.h"
#include "gui/look/text.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class RequirementsTest : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        m_workspace->placeOnAll(kSmall);
        settle();
    }

    RequirementDesk& desk() { return m_window->board().requirements(); }
    BoardFilter& filter() { return m_window->board().filter(); }
    RequirementBar& bar() { return *m_window->findChild<RequirementBar*>(); }

    /// Ten frames a second within a millijoule.
    static Requirements camera()
    {
        Requirements asked;
        asked.figures = {{RequiredFigure::framesPerSecond, 10.0}, {RequiredFigure::energy, 1e-3}};
        return asked;
    }
    void ask(const Requirements& asked)
    {
        desk().ask(asked);
        settleChoices();
    }
    void settleChoices()
    {
        settle();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !desk().computing(); }, 60'000));
    }
    QString sentenceShown() { return bar().findChild<QLabel*>(QStringLiteral("requirementSentence"))->text(); }
    int chips() { return static_cast<int>(bar().findChildren<QToolButton*>(QStringLiteral("withdraw")).size()); }
};

TEST_F(RequirementsTest, SentenceAndCardsAreTheEngines)
{
    ask(camera());
    ASSERT_TRUE(desk().choices());
    EXPECT_EQ(sentenceShown(), QString::fromStdString(sentence(*desk().choices(), wording())));
    int kept = 0, missed = 0;
    for (const Choice& choice : desk().choices()->ranked) {
        const Card& shown = card(choice.asked.target->id);
        EXPECT_EQ(shown.missed, choice.judgement.meets == Meets::no) << choice.asked.target->id;
        EXPECT_EQ(shown.verdictText, QString::fromStdString(meetsText(choice.judgement, wording())));
        kept += choice.judgement.keeps() ? 1 : 0;
        missed += shown.missed ? 1 : 0;
    }
    EXPECT_GT(kept, 0);
    EXPECT_GT(missed, 0);
}

TEST_F(RequirementsTest, TheBoardCountsTheChipsThatTheSentenceCounts)
{
    const auto counted = [&] {
        int sum = filter().countNearLimit();
        for (const VerdictKind verdict :
             {VerdictKind::fits, VerdictKind::fitsWithChanges, VerdictKind::doesNotFit, VerdictKind::unknown})
            sum += filter().count(verdict);
        return sum;
    };
    const int all = counted();
    ask(camera());
    ASSERT_TRUE(desk().choices());
    const ChoiceSummary summary = summaryOf(*desk().choices());
    EXPECT_EQ(counted(), static_cast<int>(summary.chips));
    EXPECT_LT(counted(), all) << "classes of reference are no chips";
    const int kept =
        filter().count(VerdictKind::fits) + filter().count(VerdictKind::fitsWithChanges) + filter().countNearLimit();
    EXPECT_EQ(kept, static_cast<int>(summary.keeping));
}

TEST_F(RequirementsTest, TheBoardIsSortedByRankUntilNothingIsAsked)
{
    filter().setGroupBy(BoardFilter::GroupBy::none);
    ask(camera());
    EXPECT_EQ(filter().sortBy(), BoardFilter::SortBy::rank);
    int before = -1;
    for (int row = 0; row < filter().rowCount(); ++row) {
        const QVariant rank = filter().index(row, 0).data(BoardModel::RankRole);
        if (!rank.isValid())
            continue; // reference classes are no chips
        EXPECT_GT(rank.toInt(), before);
        before = rank.toInt();
    }
    EXPECT_GT(before, 20);
    ask({});
    EXPECT_EQ(filter().sortBy(), BoardFilter::SortBy::frames);
    EXPECT_TRUE(sentenceShown().isEmpty());
    EXPECT_FALSE(card("arduino_uno").missed);
}

TEST_F(RequirementsTest, AskingIsAStepOfUndo)
{
    ask(camera());
    EXPECT_EQ(chips(), 2);
    m_workspace->undoStack()->undo();
    settleChoices();
    EXPECT_FALSE(desk().active());
    EXPECT_EQ(chips(), 0);
    m_workspace->undoStack()->redo();
    settleChoices();
    EXPECT_EQ(desk().requirements(), camera());
}

TEST_F(RequirementsTest, AChipOfTheBarTakesItsRequirementAway)
{
    Requirements asked = camera();
    asked.figures[RequiredFigure::power] = 1.0;
    asked.duty.sleep = Watts(1e-6);
    ask(asked);
    const auto buttons = bar().findChildren<QToolButton*>(QStringLiteral("withdraw"));
    ASSERT_EQ(buttons.size(), 3);
    buttons.last()->click();
    settleChoices();
    EXPECT_EQ(desk().requirements(), camera()) << "the duty cycle goes with the power that it served";
}

TEST_F(RequirementsTest, ThePopupTakesWhatPeopleWrite)
{
    RequirementEditor editor(desk().requirements(), RequiredFigure::energy, m_window.get());
    auto* value = editor.findChild<QLineEdit*>(QStringLiteral("requiredValue"));
    auto* accept = editor.findChild<QPushButton*>();
    EXPECT_FALSE(accept->isEnabled());
    value->setText(QStringLiteral("10 mW"));
    EXPECT_FALSE(accept->isEnabled());
    value->setText(QStringLiteral("10 mJ"));
    EXPECT_TRUE(accept->isEnabled());
    ASSERT_TRUE(editor.requirements());
    EXPECT_DOUBLE_EQ(editor.requirements()->figures.at(RequiredFigure::energy), 0.010);
    auto* figure = editor.findChild<QComboBox*>(QStringLiteral("requiredFigure"));
    figure->setCurrentIndex(figure->findData(QStringLiteral("family")));
    ASSERT_TRUE(editor.requirements());
    EXPECT_EQ(editor.requirements()->groups, std::vector<std::string>{"sensor"});
    figure->setCurrentIndex(figure->findData(QStringLiteral("battery_life")));
    value->setText(QStringLiteral("30 d"));
    EXPECT_FALSE(editor.requirements()) << "nobody said what the battery holds";
}

TEST_F(RequirementsTest, CardsAreJudgedAtOnceWhileASliderMoves)
{
    Requirements asked;
    asked.figures[RequiredFigure::framesPerSecond] = *card("stm32h743").framesPerSecond * 0.8;
    ask(asked);
    EXPECT_FALSE(card("stm32h743").missed);
    m_workspace->setOption("stm32h743", "clock_hz", "100e6");
    settleChoices();
    EXPECT_EQ(card("stm32h743").verdict, VerdictKind::fitsWithChanges) << "a faster clock keeps it";
    EXPECT_THAT(card("stm32h743").note.toStdString(), ::testing::HasSubstr("MHz"));
}

TEST_F(RequirementsTest, AProjectKeepsThem)
{
    ask(camera());
    const QByteArray saved = desk().savePart();
    EXPECT_TRUE(desk().restorePart({}));
    EXPECT_FALSE(desk().active());
    EXPECT_TRUE(desk().restorePart(saved));
    EXPECT_EQ(desk().requirements(), camera());
    EXPECT_FALSE(desk().restorePart(QByteArrayLiteral("{\"figures\": {\"speed\": 1}}")));
    EXPECT_EQ(desk().requirements(), camera()) << "what is not understood changes nothing";
}

} // namespace
} // namespace tenbin
