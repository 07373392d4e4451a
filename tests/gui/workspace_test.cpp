// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "gui/app/change_value.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/items/board_model.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using WorkspaceTest = WindowFixture;

TEST_F(WorkspaceTest, ConfigurationIsAnsweredAndUndone)
{
    const double before = *card("imx500").latencySeconds;
    m_workspace->setOption("imx500", "clock_hz", "131.25e6");
    settle();
    EXPECT_GT(*card("imx500").latencySeconds, before);
    EXPECT_TRUE(card("imx500").configured);
    m_workspace->undoStack()->undo();
    EXPECT_EQ(*card("imx500").latencySeconds, before); // known before: answered in the same event
    EXPECT_FALSE(card("imx500").configured);
    m_workspace->undoStack()->redo();
    EXPECT_GT(*card("imx500").latencySeconds, before);
}

TEST_F(WorkspaceTest, ASliderIsOneStepOfUndo)
{
    for (const char* hertz : {"100e6", "120e6", "140e6"})
        m_workspace->setOption("imx500", "clock_hz", hertz);
    m_workspace->setOption("imx500", "weight_bits", "4");
    EXPECT_EQ(m_workspace->undoStack()->count(), 2);
    m_workspace->undoStack()->undo();
    m_workspace->undoStack()->undo();
    EXPECT_TRUE(m_workspace->configuration("imx500").empty());
}

TEST_F(WorkspaceTest, AValueThatIsNotAllowedIsAMessage)
{
    m_workspace->setOption("imx500", "weight_bits", "3");
    ASSERT_EQ(m_workspace->messages().size(), 1U);
    EXPECT_EQ(m_workspace->messages().front().error.code, ErrorCode::optionValue);
    EXPECT_TRUE(m_workspace->configuration("imx500").empty());
    m_workspace->setOption("imx500", "no_such_option", "1");
    EXPECT_EQ(m_workspace->messages().back().error.code, ErrorCode::optionUnknown);
}

TEST_F(WorkspaceTest, ResettingDropsWhatDiffers)
{
    m_workspace->setOption("imx500", "weight_bits", "4");
    m_workspace->setOption("imx500", "clock_hz", "100e6");
    m_workspace->resetOption("imx500", "clock_hz");
    EXPECT_EQ(m_workspace->configuration("imx500").values.size(), 1U);
    m_workspace->resetConfiguration("imx500");
    EXPECT_TRUE(m_workspace->state().configurations.empty());
}

TEST_F(WorkspaceTest, OneFirmwareForTheWholeProjectIsOneStepBack)
{
    m_workspace->setOption("rp2040", "firmware_ram_bytes", "64 KiB");
    m_workspace->setFirmwareOfAll("rp2040");
    const auto ram = [this](const char* target) {
        return m_workspace->configuration(target).values.contains("firmware_ram_bytes");
    };
    EXPECT_TRUE(ram("esp32_s3"));
    EXPECT_TRUE(ram("stm32h743"));
    EXPECT_FALSE(ram("imx500")); // its memories are the accelerator's alone
    settle();
    EXPECT_TRUE(card("esp32_s3").configured);
    m_workspace->undoStack()->undo();
    EXPECT_FALSE(ram("esp32_s3"));
    EXPECT_TRUE(ram("rp2040"));
}

TEST_F(WorkspaceTest, LayersPlacedByHandBelongToTheirNetwork)
{
    m_workspace->placeOn("ethos_u55_128", "zoo:resnet8");
    m_workspace->setOption("ethos_u55_128", "placement.3", "cpu");
    m_workspace->setOption("ethos_u55_128", "clock_hz", "200e6");
    m_workspace->placeOn("ethos_u55_128", "zoo:dnn_kws");
    EXPECT_EQ(m_workspace->configuration("ethos_u55_128").values.size(), 1U);
    m_workspace->undoStack()->undo();
    EXPECT_TRUE(m_workspace->configuration("ethos_u55_128").values.contains("placement.3"));
    m_workspace->placeOnAll("zoo:mobilenet_v1");
    EXPECT_EQ(m_workspace->configuration("ethos_u55_128").values.size(), 1U);
}

TEST_F(WorkspaceTest, ADesignIsPlacedInOneStepAndWithOneRequest)
{
    m_workspace->setOption("ethos_u55_128", "clock_hz", "200e6");
    const WorkspaceState before = m_workspace->state();
    Configuration design;
    design.values = {{"clock_hz", 100e6}, {"placement.3", std::string("cpu")}};
    QSignalSpy changes(m_workspace.get(), &Workspace::stateChanged);
    m_workspace->placeDesign("ethos_u55_128", "zoo:resnet8", design);
    EXPECT_EQ(changes.size(), 1);
    EXPECT_EQ(m_workspace->networkOn("ethos_u55_128"), "zoo:resnet8");
    EXPECT_EQ(m_workspace->configuration("ethos_u55_128"), design) << "its layers are those of its own network";
    EXPECT_EQ(m_workspace->selectedTarget(), "ethos_u55_128");
    settle();
    EXPECT_EQ(m_workspace->answer("ethos_u55_128")->configuration, design);
    m_workspace->placeDesign("ethos_u55_128", "zoo:resnet8", design);
    EXPECT_EQ(m_workspace->undoStack()->count(), 2) << "what lies there is no step";
    m_workspace->undoStack()->undo();
    EXPECT_EQ(m_workspace->state(), before);
}

TEST_F(WorkspaceTest, OfADesignOnlyWhatIsAllowedIsTaken)
{
    Configuration design;
    design.values = {{"weight_bits", std::string("3")}, {"clock_hz", 100e6}};
    m_workspace->placeDesign("imx500", kSmall, design);
    EXPECT_EQ(m_workspace->configuration("imx500").values.size(), 1U);
    ASSERT_EQ(m_workspace->messages().size(), 1U);
    EXPECT_EQ(m_workspace->messages().front().error.code, ErrorCode::optionValue);
    m_workspace->placeDesign("no_such_target", kSmall, {});
    EXPECT_EQ(m_workspace->undoStack()->count(), 1);
}

TEST(ChangeValue, StepsOfOneOwnerAndKeyAreOneWhileTheOwnerLives)
{
    QUndoStack stack;
    int value = 0;
    auto owner = std::make_unique<QObject>();
    QObject other;
    const auto set = [&](QObject& of, int after, const char* key) {
        stack.push(new ChangeValue<int>(
            of, [&value](int now) { value = now; }, value, after, {}, QLatin1String(key)));
    };
    set(*owner, 1, "slider");
    set(*owner, 2, "slider");
    EXPECT_EQ(stack.count(), 1);
    set(other, 3, "slider");
    set(*owner, 4, "");
    set(*owner, 5, "");
    EXPECT_EQ(stack.count(), 4) << "others, and steps without a key, stay their own";
    stack.setIndex(0);
    EXPECT_EQ(value, 0);
    stack.setIndex(1);
    EXPECT_EQ(value, 2);
    owner.reset();
    stack.setIndex(0);
    EXPECT_EQ(value, 2) << "nobody is left to take it";
}

TEST(ChangeValue, AWayThereAndBackIsNoStep)
{
    QUndoStack stack;
    QObject owner;
    int value = 7;
    for (const int after : {8, 7})
        stack.push(new ChangeValue<int>(
            owner, [&value](int now) { value = now; }, value, after, {}, QStringLiteral("slider")));
    EXPECT_EQ(stack.count(), 0);
}

TEST_F(WorkspaceTest, RemediesMakeItFit)
{
    m_workspace->placeOnAll("zoo:mobilenet_v1");
    settle();
    int applied = 0;
    const auto library = m_workspace->targetLibrary(); // the loop outlives changes of the targets
    for (const Target& target : library->targets) {
        const Answer* answer = m_workspace->answer(target.id);
        if (!answer || !answer->estimate || answer->estimate->remedies.empty())
            continue;
        EXPECT_EQ(answer->estimate->verdict, VerdictKind::fitsWithChanges);
        const Remedy remedy = answer->estimate->remedies.front();
        m_workspace->applyRemedy(target.id, remedy);
        settle();
        EXPECT_EQ(m_workspace->answer(target.id)->estimate->verdict, VerdictKind::fits) << target.id;
        ++applied;
    }
    EXPECT_GT(applied, 0);
}

TEST_F(WorkspaceTest, TheNewestRequestWins)
{
    for (const char* network : {"zoo:resnet50", "zoo:vgg16_cifar", "zoo:resnet8"})
        m_workspace->placeOnAll(network);
    settle();
    const auto library = m_workspace->targetLibrary(); // the loop outlives changes of the targets
    for (const Target& target : library->targets)
        EXPECT_EQ(m_workspace->answer(target.id)->network, "zoo:resnet8");
}

TEST_F(WorkspaceTest, ClosingWhileItComputesIsSafe)
{
    m_workspace->placeOnAll("zoo:resnet50");
    m_workspace->startPreview("zoo:inception_v1");
    m_workspace->openFiles({writeModel("resnet8", QStringLiteral("a.tflite"))});
    m_window.reset();
    m_workspace.reset();
    SUCCEED();
}

TEST_F(WorkspaceTest, AFileOpenedTwiceStandsOnce)
{
    const QString path = writeModel("resnet8", QStringLiteral("a.tflite"));
    m_workspace->openFiles({path});
    m_workspace->openFiles({path});
    settle();
    EXPECT_EQ(m_workspace->state().opened.size(), 1U);
}

TEST_F(WorkspaceTest, AFileThatChangedOnDiskIsReadAgain)
{
    const QString path = writeModel("resnet8", QStringLiteral("a.tflite"));
    m_workspace->openFiles({path}, {OpenDestination::Kind::board, {}});
    settle();
    const Macs before = m_workspace->answer("imx500")->estimate->macs;
    writeModel("mlperf_kws", QStringLiteral("a.tflite"));
    m_workspace->openFiles({path}, {OpenDestination::Kind::board, {}});
    settle();
    EXPECT_EQ(m_workspace->state().opened.size(), 1U);
    EXPECT_NE(m_workspace->answer("imx500")->estimate->macs, before);
}

TEST_F(WorkspaceTest, AnUnknownNetworkIsAnAnswerWithAnError)
{
    m_workspace->placeOnAll("zoo:no_such_network");
    settle();
    ASSERT_TRUE(m_workspace->answer("imx500")->error.has_value());
    EXPECT_EQ(card("imx500").state, Card::State::failed);
    EXPECT_FALSE(card("imx500").note.isEmpty());
}

TEST_F(WorkspaceTest, SelectionOfAnotherTargetForgetsTheLayer)
{
    m_workspace->setSelectedTarget("imx500");
    m_workspace->setSelectedLayer(OperatorId{3});
    m_workspace->setSelectedTarget("ndp120");
    EXPECT_FALSE(m_workspace->selectedLayer().valid());
}

} // namespace
} // namespace tenbin
