// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window_fixture.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QUrl>
#include <QtTest/QTest>

#include "engine/formats/tflite/writer.h"
#include "engine/targets/preset_check.h"
#include "engine/zoo/zoo.h"
#include "gui/app/network_names.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/board/board_view.h"
#include "gui/items/board_model.h"
#include "gui/look/language.h"
#include "gui/look/theme.h"
#include "gui/window/main_window.h"
#include "models/registry.h"

namespace tenbin {

TargetLibrary shippedTargets() { return loadTargets({std::string(TENBIN_SOURCE_DIR) + "/presets"}, findSchema); }

TargetLibrary withParameter(TargetLibrary library, const std::string& target, const std::string& key, double value)
{
    for (Target& each : library.targets)
        if (each.id == target) {
            each.parameters.at(key).value = value;
            each.hash = hashOf(each);
        }
    return library;
}

WindowFixture::WindowFixture() = default;
WindowFixture::~WindowFixture() = default;

void WindowFixture::SetUp()
{
    m_settings = std::make_unique<SettingsStore>(m_folder.filePath(QStringLiteral("tenbin.ini")));
    m_language = std::make_unique<Language>();
    m_language->setChoice(QStringLiteral("en"));
    m_theme = std::make_unique<Theme>();
    TargetLibrary targets = shippedTargets();
    targets.errors.clear(); // a preset under construction is another test's matter
    m_workspace = std::make_unique<Workspace>(std::move(targets));
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_settings, *m_theme, *m_language);
    m_workspace->placeOnAll(kSmall);
    m_workspace->undoStack()->clear();
    m_window->resize(1440, 900);
    m_window->show();
    settle();
}

void WindowFixture::settle()
{
    QTest::qWait(0);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !m_workspace->busy(); }, 60'000));
    QTest::qWait(0);
}

QString WindowFixture::writeModel(const std::string& spec, const QString& name)
{
    const QString path = m_folder.filePath(name);
    const auto graph = buildNetwork(std::string_view(spec));
    EXPECT_TRUE(graph.has_value());
    EXPECT_TRUE(graph && saveTflite(**graph, path.toStdString()).has_value());
    return path;
}

QString WindowFixture::writeBytes(const QByteArray& bytes, const QString& name)
{
    QFile file(m_folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return file.fileName();
}

const Card& WindowFixture::card(const std::string& target) const
{
    const BoardModel& model = m_window->board().model();
    return model.card(model.rowOf(target));
}

QWidget* WindowFixture::boardViewport() const { return m_window->board().view().viewport(); }

QPoint WindowFixture::cardCentre(const std::string& target) const
{
    BoardPage& board = m_window->board();
    const QModelIndex index = board.filter().mapFromSource(board.model().index(board.model().rowOf(target)));
    board.view().scrollTo(index);
    return board.view().visualRect(index).center();
}

QPoint WindowFixture::besideCards() const { return {4, 4}; }

void WindowFixture::drop(QWidget* widget, QPoint at, const QMimeData& data)
{
    const auto send = [&](QDropEvent& event) { QCoreApplication::sendEvent(widget, &event); };
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    send(enter);
    ASSERT_TRUE(enter.isAccepted());
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    send(move);
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    send(drop);
    EXPECT_TRUE(drop.isAccepted());
}

std::unique_ptr<QMimeData> WindowFixture::networkData(const std::string& id)
{
    auto data = std::make_unique<QMimeData>();
    data->setData(QLatin1String(kNetworkMime), QByteArray::fromStdString(id));
    return data;
}

std::unique_ptr<QMimeData> WindowFixture::fileData(const QStringList& paths)
{
    auto data = std::make_unique<QMimeData>();
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data->setUrls(urls);
    return data;
}

} // namespace tenbin
