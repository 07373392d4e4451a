// SPDX-License-Identifier: GPL-3.0-or-later
// Languages, themes, settings, menus.
#include <algorithm>
#include <cmath>

#include <QAction>
#include <QDockWidget>
#include <QFile>
#include <QMenuBar>
#include <QSet>
#include <QUndoStack>
#include <QXmlStreamReader>
#include <QtTest/QTest>

#include "gui/app/design_drag.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/items/board_model.h"
#include "gui/look/language.h"
#include "gui/look/text.h"
#include "gui/look/theme.h"
#include "gui/window/main_window.h"
#include "gui/window/message_strip.h"
#include "gui/window/perspectives.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using Window = WindowFixture;

QStringList menuTitles(const MainWindow& window)
{
    QStringList titles;
    for (const QAction* action : window.menuBar()->actions())
        titles << action->text();
    return titles;
}

TEST_F(Window, EveryPerspectiveIsWholeAndFoundByItsId)
{
    auto* perspectives = m_window->findChild<Perspectives*>();
    ASSERT_TRUE(perspectives);
    ASSERT_GE(perspectives->all().size(), 6U);
    QSet<QString> ids;
    for (const Perspective& perspective : perspectives->all()) {
        ids << perspective.id;
        EXPECT_TRUE(QFile::exists(QStringLiteral(":/tenbin/icons/%1.svg").arg(perspective.id))) << perspective.title;
        for (const char* ending : {".md", ".ja.md"})
            EXPECT_TRUE(QFile::exists(
                QStringLiteral(TENBIN_SOURCE_DIR "/docs/guide/%1%2").arg(perspective.id, QLatin1String(ending))))
                << perspective.title << " has no page in the guide";
        perspectives->bringForward(perspective.id);
        EXPECT_TRUE(perspective.page->isVisible()) << perspective.title;
        QUndoStack* const own = perspective.undo ? perspective.undo : m_workspace->undoStack();
        EXPECT_EQ(&perspectives->undoStack(), own) << perspective.title;
        const auto& parts = m_window->projectParts().all();
        EXPECT_EQ(std::count(parts.begin(), parts.end(), perspective.part), perspective.part ? 1 : 0);
    }
    EXPECT_EQ(ids.size(), static_cast<qsizetype>(perspectives->all().size()));
    perspectives->showBoard();
    EXPECT_TRUE(m_window->board().isVisible());
}

TEST_F(Window, WhatIsInFrontIsReportedFirst)
{
    auto* perspectives = m_window->findChild<Perspectives*>();
    m_workspace->setSelectedTarget("imx500");
    perspectives->compare({*designOn(*m_workspace, "imx500")});
    ASSERT_EQ(perspectives->reports().size(), 2U);
    EXPECT_EQ(perspectives->reports().front().text, QStringLiteral("Comparison: 1 column"));
    perspectives->showBoard();
    EXPECT_TRUE(perspectives->reports().front().text.startsWith(QStringLiteral("Inspection: ")));
}

TEST_F(Window, LanguageChangesWithoutRestart)
{
    EXPECT_EQ(menuTitles(*m_window).front(), QStringLiteral("&File"));
    EXPECT_EQ(card("imx500").weights.label, QStringLiteral("Weights"));
    m_language->setChoice(QStringLiteral("ja"));
    QTest::qWait(0);
    EXPECT_EQ(menuTitles(*m_window).front(), QStringLiteral("ファイル(&F)"));
    EXPECT_EQ(card("imx500").weights.label, QStringLiteral("重み"));
    EXPECT_EQ(wordText(VerdictKind::fits), QStringLiteral("収まる"));
    m_language->setChoice(QStringLiteral("en"));
    QTest::qWait(0);
    EXPECT_EQ(menuTitles(*m_window).front(), QStringLiteral("&File"));
    EXPECT_EQ(card("imx500").weights.label, QStringLiteral("Weights"));
}

/// Sources of a .ts file whose translation is missing or marked unfinished.
QStringList unfinished(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("no file ") + path};
    QStringList result;
    QString source;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("source"))
            source = xml.readElementText();
        if (!xml.isStartElement() || xml.name() != QLatin1String("translation"))
            continue;
        const bool marked = xml.attributes().hasAttribute(QLatin1String("type"));
        const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        if (marked || text.isEmpty())
            result << source;
    }
    if (xml.hasError() || source.isEmpty())
        result << QStringLiteral("unreadable ") + path;
    return result;
}

TEST(Translations, JapaneseIsComplete)
{
    EXPECT_EQ(unfinished(QStringLiteral(TENBIN_SOURCE_DIR "/translations/tenbin_ja.ts")), QStringList());
}

TEST(Translations, EnglishHoldsItsPluralsAndNothingElse)
{
    const QString path = QStringLiteral(TENBIN_SOURCE_DIR "/translations/tenbin_en.ts");
    EXPECT_EQ(unfinished(path), QStringList());
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    EXPECT_GT(text.count("<message"), 0);
    EXPECT_EQ(text.count("<message"), text.count("<message numerus=\"yes\">"));
}

TEST(Translations, PlaceholdersSurvive)
{
    QFile file(QStringLiteral(TENBIN_SOURCE_DIR "/translations/tenbin_ja.ts"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("source"))
            source = xml.readElementText();
        if (!xml.isStartElement() || xml.name() != QLatin1String("translation"))
            continue;
        const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
        if (text.trimmed().isEmpty())
            continue; // JapaneseIsComplete complains
        for (const char* placeholder : {"%1", "%2", "%3", "%4", "%n"})
            EXPECT_EQ(source.contains(QLatin1String(placeholder)), text.contains(QLatin1String(placeholder)))
                << source.toStdString();
    }
}

TEST_F(Window, SettingsAreRememberedInTheGivenFile)
{
    m_settings->setTheme(QStringLiteral("dark"));
    m_settings->setLanguage(QStringLiteral("ja"));
    m_settings->addRecentFile(QStringLiteral("/a"));
    m_settings->addRecentFile(QStringLiteral("/b"));
    m_settings->addRecentFile(QStringLiteral("/a"));
    m_window->board().setArrangement(QStringLiteral("verdict"), QStringLiteral("energy"));
    m_window->close();
    const QString path = m_settings->path();
    EXPECT_TRUE(path.startsWith(m_folder.path()));
    m_settings = std::make_unique<SettingsStore>(path);
    EXPECT_EQ(m_settings->theme(), QStringLiteral("dark"));
    EXPECT_EQ(m_settings->language(), QStringLiteral("ja"));
    EXPECT_EQ(m_settings->recentFiles(), (QStringList{QStringLiteral("/a"), QStringLiteral("/b")}));
    EXPECT_EQ(m_settings->boardGroup(), QStringLiteral("verdict"));
    EXPECT_EQ(m_settings->boardSort(), QStringLiteral("energy"));
    EXPECT_FALSE(m_settings->layout().isEmpty());
}

TEST_F(Window, OpenedFilesBecomeRecent)
{
    const QString path = writeModel("resnet8", QStringLiteral("a.tflite"));
    m_workspace->openFiles({path, m_folder.filePath(QStringLiteral("absent.onnx"))});
    settle();
    EXPECT_EQ(m_settings->recentFiles(), QStringList{path});
    ASSERT_EQ(m_workspace->messages().size(), 1U);
    const auto* strip = m_window->findChild<MessageStrip*>();
    EXPECT_TRUE(strip->isVisible());
    m_workspace->dismissAllMessages();
    EXPECT_FALSE(strip->isVisible());
}

double luminance(const QColor& color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST(ThemeColors, TextHasContrast)
{
    for (const bool dark : {false, true}) {
        const ThemeColors& colors = themeColors(dark);
        for (const QColor& ground : {colors.window, colors.surface, colors.accentSoft}) {
            EXPECT_GE(contrast(colors.text, ground), 4.5);
            EXPECT_GE(contrast(colors.mutedText, ground), 4.5);
        }
        EXPECT_GE(contrast(colors.accent, colors.surface), 4.5);
        EXPECT_GE(contrast(colors.accent, colors.accentSoft), 4.0); // the icon's and the mode's large text
        EXPECT_GE(contrast(colors.onAccent, colors.accent), 4.5);
        for (std::size_t i = 0; i < colors.verdict.size(); ++i) {
            EXPECT_GE(contrast(colors.verdict[i], colors.verdictSoft[i]), 4.5);
            EXPECT_GE(contrast(colors.verdict[i], colors.surface), 4.5);
            EXPECT_GE(contrast(colors.verdict[i], colors.window), 4.5);
        }
    }
}

TEST_F(Window, ThemeSwitchesThePalette)
{
    m_theme->setChoice(ThemeChoice::dark);
    EXPECT_TRUE(themeColors(m_window->palette()).dark);
    m_theme->setChoice(ThemeChoice::light);
    EXPECT_FALSE(themeColors(m_window->palette()).dark);
}

TEST(ThemeChoice, NamesGoBothWays)
{
    for (const ThemeChoice choice : {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark})
        EXPECT_EQ(themeChoiceFromString(toString(choice)), choice);
    EXPECT_EQ(themeChoiceFromString(QStringLiteral("pink")), ThemeChoice::system);
}

TEST_F(Window, FitsTheSmallestScreen)
{
    for (const auto* dock : m_window->findChildren<QDockWidget*>())
        RecordProperty(dock->objectName().toStdString(), dock->minimumSizeHint().width());
    EXPECT_LE(m_window->minimumSizeHint().width(), 1024);
    EXPECT_LE(m_window->minimumSizeHint().height(), 720);
}

} // namespace
} // namespace tenbin
