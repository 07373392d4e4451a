// SPDX-License-Identifier: GPL-3.0-or-later
// Details of the selected card, read from the widgets and held against the
// engine's estimate.
#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>
#include <QtTest/QTest>

#include "gui/app/undo_merge.h"
#include "gui/app/workspace.h"
#include "gui/details/details_panel.h"
#include "gui/inspect/inspector_panel.h"
#include "gui/items/remedy_text.h"
#include "gui/look/language.h"
#include "gui/look/text.h"
#include "gui/window/main_window.h"
#include "tests/gui/paint_watch.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class DetailsTest : public WindowFixture {
protected:
    void select(const std::string& target)
    {
        m_workspace->setSelectedTarget(target);
        settle();
    }
    const Estimate& estimate(const std::string& target) const { return *m_workspace->answer(target)->estimate; }
    DetailsPanel& details() const { return *m_window->findChild<DetailsPanel*>(); }
    template <class Widget>
    Widget* find(const char* name) const
    {
        return details().findChild<Widget*>(QLatin1String(name));
    }
};

TEST_F(DetailsTest, TeachesWhenNothingIsSelected)
{
    select("");
    EXPECT_TRUE(details().plainText().contains(QStringLiteral("Select a card")));
}

TEST_F(DetailsTest, SaysWhatIsKnownOfTheChip)
{
    select("rp2040");
    EXPECT_TRUE(details().plainText().contains(QStringLiteral("About this chip")));
    EXPECT_TRUE(details().plainText().contains(QStringLiteral("QFN-56")));
    EXPECT_TRUE(details().plainText().contains(QStringLiteral("USD")));
    select("ndp120");
    EXPECT_TRUE(details().plainText().contains(QStringLiteral("unknown"))) << "nobody published its price";
    details().showProduct();
    EXPECT_TRUE(find<QToolButton>("fold_product")->isChecked());
}

TEST_F(DetailsTest, SaysWhatIsPublishedOfTheNetworksAccuracy)
{
    m_workspace->placeOnAll("zoo:mobilenet_v1?alpha=1.0&input=224x224x3");
    select("stm32h743");
    EXPECT_TRUE(details().plainText().contains(percentText(0.70) + QStringLiteral(" top-1")));
    const Estimate& e = estimate("stm32h743");
    const auto graph = m_workspace->answer("stm32h743")->graph;
    bool told = false;
    for (const Remedy& remedy : e.remedies)
        told = told || remedyCost(remedy, graph.get()).contains(QStringLiteral("→"));
    EXPECT_TRUE(told) << "a smaller network says what it costs";
    m_workspace->placeOnAll("zoo:mobilenet_v1?alpha=0.3&input=96x96x3");
    select("stm32h743");
    EXPECT_FALSE(details().plainText().contains(QStringLiteral("top-1")));
}

TEST_F(DetailsTest, TheHeadHasRoomForANameAndALongVerdict)
{
    m_window->resize(1280, 800);
    m_window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    m_workspace->placeOnAll("zoo:mobilenet_v2");
    settle();
    select("ethos_u65_512");
    ASSERT_TRUE(estimate("ethos_u65_512").isUncertain()) << "the longest verdict";
    for (const char* language : {"en", "ja"}) {
        m_language->setChoice(QLatin1String(language));
        EXPECT_TRUE(QTest::qWaitFor([&] {
            const auto* verdict = find<QLabel>("detailsVerdict");
            return verdict->width() >= verdict->sizeHint().width();
        })) << language;
        const auto* name = find<QLabel>("pageTitle");
        EXPECT_LT(name->heightForWidth(name->width()), 2 * name->fontMetrics().height()) << language;
    }
}

TEST_F(DetailsTest, AChoiceIsAnsweredAndUndone)
{
    select("imx500");
    const Bytes before = estimate("imx500").weightBytes;
    auto* bits = find<QComboBox>("option_weight_bits");
    ASSERT_TRUE(bits);
    bits->setCurrentIndex(bits->findData(QStringLiteral("4")));
    Q_EMIT bits->activated(bits->currentIndex());
    settle();
    EXPECT_LT(estimate("imx500").weightBytes, before);
    EXPECT_TRUE(find<QToolButton>("reset_weight_bits")->isVisible());
    m_workspace->undoStack()->undo();
    settle();
    EXPECT_EQ(estimate("imx500").weightBytes, before);
    EXPECT_EQ(find<QComboBox>("option_weight_bits")->currentData().toString(), QStringLiteral("8"));
    EXPECT_FALSE(find<QToolButton>("reset_weight_bits")->isVisible());
}

TEST_F(DetailsTest, AResetIsOneStepBack)
{
    select("imx500");
    m_workspace->setOption("imx500", "weight_bits", "4");
    settle();
    find<QToolButton>("reset_weight_bits")->click();
    settle();
    EXPECT_TRUE(m_workspace->configuration("imx500").empty());
    m_workspace->undoStack()->undo();
    EXPECT_FALSE(m_workspace->configuration("imx500").empty());
}

TEST_F(DetailsTest, AFlagTurnsOnAndOff)
{
    select("imx500");
    auto* persistency = find<QCheckBox>("option_input_persistency");
    ASSERT_TRUE(persistency);
    const bool before = persistency->isChecked();
    persistency->click();
    settle();
    EXPECT_EQ(persistency->isChecked(), !before);
    EXPECT_EQ(toString(m_workspace->configuration("imx500").values.at("input_persistency")), before ? "off" : "on");
}

TEST_F(DetailsTest, ADraggedSliderIsAnsweredLiveAndUndoneAtOnce)
{
    select("imx500");
    const double before = estimate("imx500").latency->value.count();
    auto* slider = find<QSlider>("slider_clock_hz");
    auto* box = find<QDoubleSpinBox>("option_clock_hz");
    ASSERT_TRUE(slider && box);
    slider->setSliderDown(true);
    for (const int step : {150, 120, 90, 60, 30}) {
        slider->setValue(step);
        settle();
        ASSERT_EQ(slider, find<QSlider>("slider_clock_hz")) << "the slider in the hand was replaced";
    }
    slider->setSliderDown(false);
    EXPECT_GT(estimate("imx500").latency->value.count(), before);
    // The engine, the box and the slider say the same clock.
    const double clock = std::get<double>(m_workspace->configuration("imx500").values.at("clock_hz"));
    EXPECT_NEAR(box->value() * 1e6, clock, 1.0);
    EXPECT_EQ(m_workspace->undoStack()->count(), 1);
    m_workspace->undoStack()->undo();
    settle();
    EXPECT_DOUBLE_EQ(estimate("imx500").latency->value.count(), before);
    EXPECT_DOUBLE_EQ(box->value(), 262.5);
}

TEST_F(DetailsTest, ADragIsOneStepHoweverLongItTakesAndTheNextDragAnother)
{
    select("imx500");
    auto* slider = find<QSlider>("slider_clock_hz");
    ASSERT_TRUE(slider);
    UndoMerge::setPause(std::chrono::milliseconds(-1)); // every change comes after a pause
    for (int drag = 1; drag <= 2; ++drag) {
        slider->setSliderDown(true);
        for (const int step : {150, 120, 90})
            slider->setValue(step - drag);
        slider->setSliderDown(false);
        EXPECT_EQ(m_workspace->undoStack()->count(), drag);
    }
    for (const int step : {40, 41}) // as arrow keys do it
        slider->setValue(step);
    UndoMerge::setPause(std::chrono::minutes(10));
    EXPECT_EQ(m_workspace->undoStack()->count(), 4);
    for (const int step : {42, 43})
        slider->setValue(step);
    EXPECT_EQ(m_workspace->undoStack()->count(), 4) << "without a pause they are one";
}

TEST_F(DetailsTest, PresetsOfOtherProgramsAreNotSeen)
{
    EXPECT_TRUE(QDir::homePath().startsWith(QDir::tempPath())) << "tests that run side by side have homes of their own";
}

TEST_F(DetailsTest, TypingANumberIsAnswered)
{
    select("imx500");
    auto* box = find<QDoubleSpinBox>("option_clock_hz");
    box->setValue(131.25);
    settle();
    EXPECT_NEAR(std::get<double>(m_workspace->configuration("imx500").values.at("clock_hz")), 131.3e6, 1e5);
}

TEST_F(DetailsTest, EveryOptionOfEveryTargetHasAnEditor)
{
    const auto library = m_workspace->targetLibrary(); // the loop outlives changes of the targets
    for (const Target& target : library->targets) {
        m_workspace->setSelectedTarget(target.id);
        for (const OptionSpec& option : target.options) {
            auto* editor = find<QWidget>(("option_" + option.key).c_str());
            ASSERT_TRUE(editor) << target.id << " " << option.key;
            EXPECT_FALSE(editor->accessibleName().isEmpty()) << target.id << " " << option.key;
            if (const auto* box = qobject_cast<QComboBox*>(editor)) {
                EXPECT_GE(box->currentIndex(), 0) << target.id << " " << option.key;
            }
        }
    }
}

TEST_F(DetailsTest, TheUsersFirmwareIsSetBesideTheOptions)
{
    select("stm32f746");
    auto* ram = find<QDoubleSpinBox>("option_firmware_ram_bytes");
    ASSERT_TRUE(ram);
    EXPECT_EQ(ram->value(), 0.0);
    ram->setValue(64.0); // KiB
    settle();
    EXPECT_EQ(std::get<double>(m_workspace->configuration("stm32f746").values.at("firmware_ram_bytes")), 65536.0);
    EXPECT_EQ(estimate("stm32f746").memories.at(1).firmware, Bytes(65536));
    ASSERT_TRUE(find<QPushButton>("firmware_on_all"));
    find<QPushButton>("firmware_on_all")->click();
    EXPECT_TRUE(m_workspace->configuration("rp2040").values.contains("firmware_ram_bytes"));
    select("imx500");
    EXPECT_FALSE(find<QDoubleSpinBox>("option_firmware_ram_bytes"));
    EXPECT_FALSE(find<QPushButton>("firmware_on_all"));
}

TEST_F(DetailsTest, AnOptionThatChangesNothingIsDisabledAndSaysWhy)
{
    select("stm32h743");
    auto* patches = find<QComboBox>("option_patches");
    ASSERT_TRUE(patches);
    EXPECT_FALSE(patches->isEnabled());
    EXPECT_TRUE(patches->parentWidget()->toolTip().contains(QStringLiteral("TinyEngine")));
    m_workspace->setOption("stm32h743", "toolchain", "tinyengine");
    settle();
    EXPECT_TRUE(patches->isEnabled());
    EXPECT_TRUE(patches->parentWidget()->toolTip().isEmpty());
}

TEST_F(DetailsTest, FitsANarrowDock)
{
    const auto library = m_workspace->targetLibrary(); // the loop outlives changes of the targets
    for (const Target& target : library->targets) {
        m_workspace->setSelectedTarget(target.id);
        settle();
        const QScrollArea* area = details().findChild<QScrollArea*>();
        EXPECT_LE(area->widget()->minimumSizeHint().width(), 272) << target.id;
    }
}

TEST_F(DetailsTest, SaysWhyItDoesNotFit)
{
    m_workspace->placeOn("cartesian_mac_array", "zoo:resnet18");
    select("cartesian_mac_array");
    const Estimate& e = estimate("cartesian_mac_array");
    ASSERT_FALSE(e.fits());
    EXPECT_TRUE(details().plainText().contains(sentenceText(e.reasons.front())));
}

TEST_F(DetailsTest, AReasonLeadsToItsLayer)
{
    m_workspace->placeOn("max78002", "zoo:mobilenet_v2");
    select("max78002");
    const auto& reasons = estimate("max78002").reasons;
    const auto named = std::find_if(reasons.begin(), reasons.end(), [](const Reason& r) { return r.op.valid(); });
    ASSERT_NE(named, reasons.end());
    auto* button = find<QToolButton>(("layer_" + std::to_string(named->op.index)).c_str());
    ASSERT_TRUE(button);
    button->click();
    settle();
    EXPECT_EQ(m_workspace->selectedLayer(), named->op);
}

/// Whatever target offers remedies for a network: the first, applied by its button, makes it fit.
class DetailsRemedy : public DetailsTest, public testing::WithParamInterface<const char*> {};

TEST_P(DetailsRemedy, MakesItFitInOneStep)
{
    m_workspace->placeOnAll(GetParam());
    settle();
    int applied = 0;
    const auto library = m_workspace->targetLibrary(); // the loop outlives changes of the targets
    for (const Target& target : library->targets) {
        if (applied == 2 || estimate(target.id).verdict != VerdictKind::fitsWithChanges)
            continue;
        select(target.id);
        auto* apply = find<QToolButton>("apply_0");
        ASSERT_TRUE(apply) << target.id;
        const int steps = m_workspace->undoStack()->index();
        apply->click();
        settle();
        EXPECT_EQ(m_workspace->undoStack()->index(), steps + 1) << target.id;
        EXPECT_TRUE(estimate(target.id).fits()) << target.id;
        m_workspace->undoStack()->undo();
        settle();
        EXPECT_EQ(estimate(target.id).verdict, VerdictKind::fitsWithChanges) << target.id;
        ++applied;
    }
    EXPECT_GT(applied, 0);
}
// ResNet-18 is helped by fewer weight bits, MobileNet v1 by a narrower variant.
INSTANTIATE_TEST_SUITE_P(Networks, DetailsRemedy, testing::Values("zoo:resnet18", "zoo:mobilenet_v1"));

TEST_F(DetailsTest, AnUnknownIsADashNotAZero)
{
    select("ndp250");
    EXPECT_TRUE(details().plainText().contains(QStringLiteral("—")));
    EXPECT_FALSE(details().plainText().contains(QStringLiteral("\t0\u2009")));
}

TEST_F(DetailsTest, AFoldStaysOpenWhileAnswersChange)
{
    select("imx500");
    auto* fold = find<QToolButton>("fold_references");
    ASSERT_TRUE(fold);
    ASSERT_FALSE(fold->isChecked());
    fold->click();
    m_workspace->setOption("imx500", "weight_bits", "4");
    settle();
    EXPECT_TRUE(find<QToolButton>("fold_references")->isChecked());
}

TEST_F(DetailsTest, CopiesTheConfigurationAndTheResult)
{
    select("imx500");
    const QString text = details().plainText();
    EXPECT_TRUE(text.contains(QStringLiteral("Clock\t")));
    EXPECT_TRUE(text.contains(secondsText(estimate("imx500").latency->value)));
    EXPECT_TRUE(text.contains(QString::fromStdString(m_workspace->target("imx500")->references.front())));
}

TEST_F(DetailsTest, SaysWhatARemedyCosts)
{
    const Target& target = *m_workspace->target("imx500");
    Remedy remedy;
    remedy.changes = {{"weight_bits", OptionValue(std::string("4"))}};
    remedy.latency = Seconds(2e-3);
    remedy.latencyFactor = 1.25;
    remedy.macFactor = 1.42;
    EXPECT_TRUE(remedyText(target, remedy).startsWith(QStringLiteral("Weight bits: 4")));
    EXPECT_EQ(remedyCost(remedy), QStringLiteral("2.00\u2009ms (+25\u2009%) · +42\u2009% MACs"));
    remedy.latencyFactor = 1.0;
    remedy.macFactor = 1.0;
    EXPECT_EQ(remedyCost(remedy), QStringLiteral("2.00\u2009ms, the same time"));
}

TEST_F(DetailsTest, FocusStaysWhereOneTypes)
{
    select("stm32h743");
    m_window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    auto* fold = find<QToolButton>("fold_assumptions");
    ASSERT_TRUE(fold);
    fold->setFocus();
    fold->click();
    ASSERT_TRUE(fold->isChecked());
    auto* clock = find<QDoubleSpinBox>("option_clock_hz");
    ASSERT_TRUE(clock);
    clock->setFocus();
    const TargetId selected = m_workspace->selectedTarget();
    const double before = clock->value();
    for (int step = 0; step < 3; ++step) {
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Down);
        settle();
        ASSERT_EQ(m_window->focusWidget(), clock) << step;
    }
    EXPECT_DOUBLE_EQ(clock->value(), before - 3.0 * clock->singleStep());
    EXPECT_EQ(m_workspace->selectedTarget(), selected);
}

TEST_F(DetailsTest, TheFormStaysWhereItIsWhenResetAppears)
{
    select("stm32h743");
    m_window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    auto* clock = find<QDoubleSpinBox>("option_clock_hz");
    const auto* reset = find<QToolButton>("resetConfiguration");
    const auto where = [&] { return clock->mapTo(&details(), QPoint()).y(); };
    waitForPaint(*m_window);
    ASSERT_FALSE(reset->isVisible());
    const int before = where();
    m_workspace->setOption("stm32h743", "clock_hz", "100000000");
    settle();
    ASSERT_TRUE(QTest::qWaitFor([&] { return reset->isVisible(); }));
    waitForPaint(*m_window); // laid out with it
    EXPECT_EQ(where(), before);
}

TEST_F(DetailsTest, AssumedInputsHaveTheUnitTheirKeySays)
{
    EXPECT_EQ(unitOf(*m_workspace->target("imx500"), "memory.external.capacity_bytes"), "B");
    EXPECT_EQ(unitOf(*m_workspace->target("imx500"), "memory.external.bandwidth_bytes_per_s"), "B/s");
    for (const Target& target : m_workspace->targets().targets)
        for (const Assumption& assumption : estimate(target.id).assumptions)
            EXPECT_NE(unitOf(target, assumption.key), "by key") << target.id << ' ' << assumption.key;
}

TEST_F(DetailsTest, TabGoesThroughTheWindowAsOneReadsIt)
{
    select("stm32h743");
    m_window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    const auto stepsTo = [](QWidget* from, const QWidget* to) {
        int steps = 0;
        for (QWidget* at = from; at != to && steps < 10'000; at = at->nextInFocusChain())
            ++steps;
        return steps;
    };
    QWidget* copy = nullptr;
    for (QToolButton* button : details().findChildren<QToolButton*>())
        if (button->defaultAction())
            copy = button;
    ASSERT_TRUE(copy);
    const auto* clock = find<QDoubleSpinBox>("option_clock_hz");
    const auto* fold = find<QToolButton>("fold_references");
    const auto* inspector = m_window->inspector().findChild<QTabBar*>();
    EXPECT_LT(stepsTo(copy, clock), stepsTo(copy, fold));
    EXPECT_LT(stepsTo(copy, fold), stepsTo(copy, inspector));
    auto* shelf = m_window->findChild<QWidget*>(QStringLiteral("shelf"));
    auto* list = shelf->findChild<QTreeView*>();
    auto* filter = shelf->findChild<QLineEdit*>();
    EXPECT_LT(stepsTo(shelf, filter), stepsTo(shelf, list));
    auto* board = m_window->findChild<QWidget*>(QStringLiteral("boardPage"));
    EXPECT_LT(stepsTo(board, board->findChild<QLineEdit*>(QStringLiteral("search"))),
              stepsTo(board, m_window->findChild<QWidget*>(QStringLiteral("boardView"))));
}

} // namespace
} // namespace tenbin
