// SPDX-License-Identifier: GPL-3.0-or-later
// What the shelf does with files: sizes that they leave open, two files of one name.
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTreeWidget>
#include <QtTest/QTest>

#include "engine/graph/analysis.h"
#include "gui/app/network_names.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/compare/compare_model.h"
#include "gui/compare/compare_page.h"
#include "gui/items/card.h"
#include "gui/items/shelf_model.h"
#include "gui/look/table_copy.h"
#include "gui/look/text.h"
#include "gui/project/project_controller.h"
#include "gui/shelf/network_window.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/shelf/shelf_view.h"
#include "gui/shelf/sizes_form.h"
#include "gui/window/main_window.h"
#include "tests/engine/formats/onnx_fixtures.h"
#include "tests/engine/formats/tflite_fixtures.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using fixtures::attribute;
using fixtures::OnnxNetwork;
using fixtures::TfliteMaker;

QByteArray bytesOf(const std::vector<std::byte>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// A convolution of 3 to 16 channels; its batch, height and width are open.
QByteArray openOnnx(const char* height, const char* width)
{
    OnnxNetwork net;
    net.input("x", {-1, 3, -1, -1}).output("y").counting("w", {16, 3, 3, 3});
    auto& shape =
        *net.model().mutable_graph()->mutable_input(0)->mutable_type()->mutable_tensor_type()->mutable_shape();
    shape.mutable_dim(2)->set_dim_param(height);
    shape.mutable_dim(3)->set_dim_param(width);
    attribute(net.node("Conv", {"x", "w"}, {"y"}), "pads", std::vector<std::int64_t>{1, 1, 1, 1});
    return bytesOf(net.bytes());
}

/// A loop on a condition that nobody knows, with a convolution of 4 channels on 8 x 8 in its body.
QByteArray loopOnnx()
{
    OnnxNetwork net;
    net.input("x", {1, 4, 8, 8}).input("go", {1}, onnx::TensorProto::BOOL).output("y").counting("w", {4, 4, 3, 3});
    OnnxNetwork body;
    body.input("i", {}, onnx::TensorProto::INT64).input("c", {}, onnx::TensorProto::BOOL).input("s", {1, 4, 8, 8});
    body.output("c2").output("s2");
    body.node("Identity", {"c"}, {"c2"});
    attribute(body.node("Conv", {"s", "w"}, {"s2"}), "pads", std::vector<std::int64_t>{1, 1, 1, 1});
    auto& loop = net.node("Loop", {"", "go", "x"}, {"y"});
    auto& graph = *loop.add_attribute();
    graph.set_name("body");
    graph.set_type(onnx::AttributeProto::GRAPH);
    *graph.mutable_g() = body.model().graph();
    return bytesOf(net.bytes());
}

/// The same of 3 to 4 channels in TensorFlow Lite, only the signature says so.
QByteArray openTflite()
{
    TfliteMaker m;
    const auto x = m.tensor({.shape = {1, 1, 1, 3}, .signature = {-1, -1, -1, 3}, .name = "image"});
    const auto w = m.tensor({.shape = {4, 3, 3, 3}, .buffer = m.buffer(432)});
    const auto y = m.tensor({.shape = {1, 1, 1, 4}, .signature = {-1, -1, -1, 4}});
    m.convolution(x, w, -1, y);
    m.subgraph({x}, {y});
    return bytesOf(m.file());
}

class ShelfTest : public WindowFixture {
protected:
    ShelfPanel& shelf() { return m_window->shelf(); }
    SizesForm& form() { return *shelf().findChild<SizesForm*>(QStringLiteral("sizes")); }
    QPushButton& use() { return *form().findChild<QPushButton*>(QStringLiteral("useSizes")); }
    QLineEdit* field(const char* label)
    {
        for (QLineEdit* edit : form().findChildren<QLineEdit*>())
            if (edit->accessibleName() == QLatin1String(label))
                return edit;
        return nullptr;
    }
    void open(const QString& path, OpenDestination destination = {})
    {
        m_workspace->openFiles({path}, destination);
        settle();
    }
    void type(const char* label, const QString& text)
    {
        QLineEdit* edit = field(label);
        ASSERT_TRUE(edit) << label;
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    Macs macs(const NetworkId& id) const { return totalMacs(*m_workspace->graph(id)); }
    QString summary(const NetworkId& id)
    {
        return shelf().model().indexOf(id).data(ShelfModel::SummaryRole).toString();
    }
};

TEST_F(ShelfTest, AFileThatLeavesSizesOpenWaitsForThemAndLandsWhereItWasDropped)
{
    const QString path = writeBytes(openTflite(), QStringLiteral("open.tflite"));
    const NetworkId before = fileNetworkId(path);
    open(path, {OpenDestination::Kind::card, "imx500"});
    ASSERT_EQ(m_workspace->state().waiting.size(), 1U);
    EXPECT_TRUE(m_workspace->messages().empty()); // the shelf asks
    EXPECT_EQ(shelf().currentEntry().toStdString(), before);
    EXPECT_TRUE(shelf().currentNetwork().isEmpty()); // nothing can be placed yet
    EXPECT_EQ(summary(before), QStringLiteral("size open: ?×?×?×3"));
    ASSERT_TRUE(form().isVisible());
    EXPECT_EQ(field("Input")->text(), QStringLiteral("1×?×?×3"));
    EXPECT_EQ(field("Input")->selectedText(), QStringLiteral("?")); // where typing begins
    EXPECT_FALSE(use().isEnabled());

    type("Input", QStringLiteral("1x64×32 × 3"));
    EXPECT_TRUE(use().isEnabled());
    QTest::keyClick(field("Input"), Qt::Key_Return);
    settle();
    const NetworkId sized = fileNetworkId(path + QStringLiteral("?input=1x64x32x3"));
    ASSERT_TRUE(m_workspace->graph(sized));
    EXPECT_EQ(macs(sized), Macs(64 * 32 * 4 * 27));
    EXPECT_EQ(m_workspace->networkOn("imx500"), sized);
    EXPECT_TRUE(m_workspace->state().waiting.empty());
    EXPECT_EQ(shelf().currentNetwork().toStdString(), sized);
    EXPECT_EQ(networkTitle(sized), QStringLiteral("open.tflite 1×64×32×3"));
    EXPECT_EQ(m_settings->recentFiles().front(), path + QStringLiteral("?input=1x64x32x3"));

    m_workspace->undoStack()->undo();
    EXPECT_EQ(m_workspace->state().waiting.size(), 1U);
    EXPECT_EQ(m_workspace->networkOn("imx500"), kSmall);
    m_workspace->undoStack()->redo();
    EXPECT_EQ(m_workspace->networkOn("imx500"), sized);
}

TEST_F(ShelfTest, NamedDimensionsAndTheBatchHaveFieldsAndCanBeChanged)
{
    const QString path = writeBytes(openOnnx("height", "width"), QStringLiteral("open.onnx"));
    open(path, {OpenDestination::Kind::board, {}});
    ASSERT_TRUE(field("height") && field("width") && field("Batch"));
    type("height", QStringLiteral("32"));
    EXPECT_FALSE(use().isEnabled()); // the width is still open
    type("width", QStringLiteral("16"));
    QTest::mouseClick(&use(), Qt::LeftButton);
    settle();
    const NetworkId first = m_workspace->state().network;
    EXPECT_EQ(first, fileNetworkId(path + QStringLiteral("?height=32&width=16")));
    EXPECT_EQ(macs(first), Macs(32 * 16 * 16 * 27));
    EXPECT_EQ(field("height")->text(), QStringLiteral("32")); // what was given stands there

    m_workspace->placeOn("ndp120", first);
    type("Batch", QStringLiteral("2"));
    QTest::mouseClick(&use(), Qt::LeftButton);
    settle();
    const NetworkId second = m_workspace->state().network;
    EXPECT_EQ(macs(second), Macs(2 * 32 * 16 * 16 * 27));
    EXPECT_EQ(m_workspace->state().opened.size(), 1U); // the entry is the file with these sizes
    EXPECT_EQ(networkTitle(second), QStringLiteral("open.onnx batch 2 · height 32 · width 16"));
    m_workspace->undoStack()->undo();
    EXPECT_EQ(m_workspace->state().network, first);
    EXPECT_EQ(field("Batch")->text(), QString());
}

TEST_F(ShelfTest, SizesThatDoNotSuitAreAMessageAndTheFileWaitsOn)
{
    open(writeBytes(openTflite(), QStringLiteral("open.tflite")));
    type("Input", QStringLiteral("64×64"));
    QTest::keyClick(field("Input"), Qt::Key_Return);
    settle();
    ASSERT_EQ(m_workspace->messages().size(), 1U);
    EXPECT_EQ(m_workspace->messages().front().error.code, ErrorCode::inputSizeInvalid);
    EXPECT_EQ(field("Input")->text(), QStringLiteral("64×64")); // what was typed is not lost
    EXPECT_EQ(m_workspace->state().waiting.size(), 1U);
    QTest::keyClick(&shelf().view(), Qt::Key_Delete);
    EXPECT_TRUE(m_workspace->state().waiting.empty());
    EXPECT_FALSE(form().isVisible());
}

/// A network whose loop runs nobody knows how often: the body is a convolution of 4 channels on 8 x 8.
TEST_F(ShelfTest, PassesOfALoopCanBeGiven)
{
    const QString path = writeBytes(loopOnnx(), QStringLiteral("loop.onnx"));
    open(path);
    const Macs once = macs(fileNetworkId(path));
    ASSERT_TRUE(field("Loop passes"));
    type("Loop passes", QStringLiteral("5"));
    QTest::keyClick(field("Loop passes"), Qt::Key_Return);
    settle();
    const NetworkId five = fileNetworkId(path + QStringLiteral("?trips=5"));
    ASSERT_TRUE(m_workspace->graph(five));
    EXPECT_EQ(macs(five), Macs(5 * once.count()));
    EXPECT_EQ(field("Loop passes")->text(), QStringLiteral("5"));
    EXPECT_EQ(networkTitle(five), QStringLiteral("loop.onnx loops × 5"));
}

TEST_F(ShelfTest, AFileWithoutOpenSizesIsNotAsked)
{
    open(writeModel("resnet8", QStringLiteral("closed.tflite")));
    EXPECT_FALSE(shelf().currentNetwork().isEmpty());
    EXPECT_FALSE(form().isVisible());
}

TEST_F(ShelfTest, SizesComeBackWithTheProjectAlsoWhereItWasMoved)
{
    m_window->project().askUnsaved = [](const QString&) { return ProjectController::Answer::discard; };
    m_window->beginProject();
    ProjectSession& session = m_window->project().session();
    QDir(m_folder.path()).mkdir(QStringLiteral("old"));
    const QString sized = writeBytes(openTflite(), QStringLiteral("old/sized.tflite"));
    const QString waiting = writeBytes(openTflite(), QStringLiteral("old/waiting.tflite"));
    open(sized + QStringLiteral("?input=1x8x8x3"), {OpenDestination::Kind::board, {}});
    ComparisonColumn column;
    column.network = (sized + QStringLiteral("?input=1x8x8x3")).toStdString();
    column.target = "imx500";
    m_window->page<ComparePage>().add({column});
    open(waiting);
    ASSERT_TRUE(session.saveAs(m_folder.filePath(QStringLiteral("old/p.tenbin"))));
    m_window.reset();
    m_workspace.reset();
    ASSERT_TRUE(QDir(m_folder.path()).rename(QStringLiteral("old"), QStringLiteral("new")));

    SetUp();
    m_window->project().askUnsaved = [](const QString&) { return ProjectController::Answer::discard; };
    m_window->beginProject();
    m_window->project().open(m_folder.filePath(QStringLiteral("new/p.tenbin")));
    settle();
    const NetworkId now = fileNetworkId(m_folder.filePath(QStringLiteral("new/sized.tflite?input=1x8x8x3")));
    EXPECT_EQ(m_workspace->state().network, now);
    ASSERT_TRUE(m_workspace->graph(now));
    EXPECT_EQ(macs(now), Macs(8 * 8 * 4 * 27));
    ASSERT_EQ(m_workspace->state().waiting.size(), 1U);
    EXPECT_EQ(m_workspace->state().waiting.front().id,
              fileNetworkId(m_folder.filePath(QStringLiteral("new/waiting.tflite"))));
    EXPECT_TRUE(m_workspace->messages().empty());
    m_window.reset();
    m_workspace.reset();
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery"))
        .removeRecursively();
}

TEST_F(ShelfTest, TwoFilesOfOneNameAreToldApartByTheirFolders)
{
    for (const char* folder : {"a", "b", "a/same", "b/same"})
        QDir(m_folder.path()).mkdir(QLatin1String(folder));
    const QString first = writeModel("resnet8", QStringLiteral("a/same/main.tflite"));
    const QString second = writeModel("mlperf_kws", QStringLiteral("b/same/main.tflite"));
    open(first);
    EXPECT_FALSE(summary(fileNetworkId(first)).contains(QLatin1Char('/')));
    open(second);
    EXPECT_TRUE(summary(fileNetworkId(first)).startsWith(QStringLiteral("a/same · ")));
    EXPECT_TRUE(summary(fileNetworkId(second)).startsWith(QStringLiteral("b/same · ")));
}

TEST_F(ShelfTest, AnEntryCanBeOpened)
{
    const QString path = writeBytes(openOnnx("height", "width"), QStringLiteral("open.onnx"));
    open(path + QStringLiteral("?height=32&width=16"));
    QTest::keyClick(&shelf().view(), Qt::Key_Return);
    auto* window = m_window->findChild<NetworkWindow*>(QStringLiteral("networkWindow"));
    ASSERT_TRUE(window);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->busy(); }, 30'000));
    EXPECT_EQ(window->windowTitle(), QStringLiteral("open.onnx height 32 · width 16"));
    const QString facts = window->factsText();
    EXPECT_TRUE(facts.contains(path)) << facts.toStdString();
    EXPECT_TRUE(facts.contains(QStringLiteral("Name inside the file\t\tfixture")));
    EXPECT_TRUE(facts.contains(QStringLiteral("1×32×16×3"))); // as the board has it: channels last
    EXPECT_TRUE(facts.contains(QStringLiteral("as float32\t432")));
    const ImportRemark batch{ImportNote::batchTakenAsOne, "x"};
    EXPECT_TRUE(facts.contains(sentenceText(batch)));
    ASSERT_EQ(window->operators().topLevelItemCount(), 1);
    const QTreeWidgetItem& convolution = *window->operators().topLevelItem(0);
    EXPECT_EQ(convolution.text(0), QStringLiteral("CONV_2D  ×1"));
    EXPECT_EQ(convolution.child(0)->text(2), QStringLiteral("1×32×16×16"));
    EXPECT_EQ(convolution.data(4, kCopyRole).toString(), QString::number(32 * 16 * 16 * 27));

    ASSERT_EQ(window->targets().topLevelItemCount(), static_cast<int>(m_workspace->targets().targets.size()));
    QStringList names;
    for (int row = 0; row < window->targets().topLevelItemCount(); ++row) {
        const QTreeWidgetItem& item = *window->targets().topLevelItem(row);
        names << item.text(0);
        int operators = 0;
        for (const int column : {2, 3, 4})
            operators += item.data(column, kCopyRole).toInt();
        EXPECT_LE(operators, 1) << item.text(0).toStdString();
    }
    EXPECT_LT(names.indexOf(QStringLiteral("Arm Ethos-U55-32")), names.indexOf(QStringLiteral("Arm Ethos-U55-128")));
    EXPECT_LT(names.indexOf(QStringLiteral("Arm Ethos-U85-2048")), names.indexOf(QStringLiteral("Sony IMX500")));
    EXPECT_LT(names.indexOf(QStringLiteral("Raspberry Pi Pico (RP2040)")),
              names.indexOf(QStringLiteral("Sony IMX500")));
    window->close();

    // Built-in networks too, by double click and after a change of language.
    shelf().select("zoo:mlperf_kws");
    const QRect at = shelf().view().visualRect(shelf().view().currentIndex());
    QTest::mouseClick(shelf().view().viewport(), Qt::LeftButton, {}, at.center()); // the first of the two
    QTest::mouseDClick(shelf().view().viewport(), Qt::LeftButton, {}, at.center());
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->isVisible() && !window->busy(); }, 30'000));
    EXPECT_GT(window->operators().topLevelItemCount(), 2);
    EXPECT_EQ(m_workspace->state().network, kSmall); // opening places nothing
}

TEST_F(ShelfTest, WhatTheImporterAssumedStandsOnCardsAndInCompare)
{
    EXPECT_FALSE(card("imx500").remarked);
    const QString path = writeBytes(openOnnx("height", "width"), QStringLiteral("open.onnx"));
    open(path + QStringLiteral("?height=96&width=96"), {OpenDestination::Kind::board, {}});
    const QString sentence = sentenceText(ImportRemark{ImportNote::batchTakenAsOne, "x"});
    EXPECT_TRUE(card("imx500").remarked);
    EXPECT_TRUE(card("imx500").remarksToolTip.contains(sentence));
    EXPECT_TRUE(card("imx500").spoken().contains(sentence));
    open(path + QStringLiteral("?batch=1&height=96&width=96"), {OpenDestination::Kind::board, {}});
    EXPECT_FALSE(card("imx500").remarked); // given, not assumed

    ComparisonColumn column;
    column.network = (path + QStringLiteral("?height=96&width=96")).toStdString();
    column.target = "imx500";
    CompareSession& session = m_window->page<ComparePage>().session();
    m_window->page<ComparePage>().add({column});
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return !session.comparison().columns.empty() && session.comparison().columns[0].estimate; }, 30'000));
    const auto* model = m_window->page<ComparePage>().findChild<CompareModel*>();
    ASSERT_TRUE(model);
    EXPECT_TRUE(model->headerData(0, Qt::Horizontal, Qt::ToolTipRole).toString().contains(sentence));
}

TEST_F(ShelfTest, OptionsAreCalledAsTheirTargetDoes)
{
    const Target& target = *m_workspace->target("imx500");
    const auto labelled = std::find_if(target.options.begin(), target.options.end(), [](const OptionSpec& option) {
        return !option.label.empty() && option.choices.size() > 1;
    });
    ASSERT_NE(labelled, target.options.end());
    const auto other = std::find_if(labelled->choices.begin(), labelled->choices.end(),
                                    [&](const OptionChoice& choice) { return choice.id != labelled->defaultValue; });
    ASSERT_NE(other, labelled->choices.end());
    m_workspace->setOption("imx500", labelled->key, other->id);
    EXPECT_TRUE(m_workspace->undoStack()->undoText().contains(optionText(*labelled)));
}

} // namespace
} // namespace tenbin
