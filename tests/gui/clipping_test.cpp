// SPDX-License-Identifier: GPL-3.0-or-later
// No word is cut off: every label, button, tab and heading has the room it asks for, in
// both languages and themes, at 1024x700 and on a 1920x1080 screen at 200 %.
#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QtTest/QTest>
#include <gmock/gmock.h>

#include "gui/app/workspace.h"
#include "gui/look/language.h"
#include "gui/look/theme.h"
#include "gui/window/main_window.h"
#include "tests/gui/paint_watch.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

/// What 1920x1080 leaves at 200 % below a title bar and beside nothing.
constexpr QSize kDoubled(960, 510);
constexpr QSize kSmallScreen(1024, 700);

std::string nameOf(const QWidget& widget, const QString& text)
{
    QString path;
    for (const QWidget* w = &widget; w; w = w->parentWidget())
        if (!w->objectName().isEmpty() || w == &widget)
            path.prepend(QLatin1String(w->metaObject()->className()) + QLatin1Char('#') + w->objectName()
                         + QLatin1Char('/'));
    return QStringLiteral("%1 \"%2\" %3x%4")
        .arg(path, text.left(60))
        .arg(widget.width())
        .arg(widget.height())
        .toStdString();
}

/// Texts that are cut on purpose end in the sign for it and have the whole in their tooltip.
bool elidedOnPurpose(const QWidget& widget, const QString& text)
{
    return widget.property("elides").toBool() || (text.endsWith(QChar(0x2026)) && !widget.toolTip().isEmpty());
}

bool labelIsCut(const QLabel& label)
{
    if (label.text().isEmpty() || !label.pixmap().isNull() || elidedOnPurpose(label, label.text()))
        return false;
    if (label.wordWrap())
        return label.heightForWidth(label.width()) > label.height() + 2;
    return label.sizeHint().width() > label.width() + 1;
}

bool buttonIsCut(const QAbstractButton& button)
{
    if (button.text().isEmpty() || elidedOnPurpose(button, button.text()))
        return false;
    const int text = button.fontMetrics().size(Qt::TextShowMnemonic, button.text()).width();
    return text > button.width();
}

bool comboIsCut(const QComboBox& box)
{
    if (box.isEditable() || box.currentText().isEmpty() || !box.toolTip().isEmpty())
        return false;
    QStyleOptionComboBox option;
    option.initFrom(&box);
    const QRect field = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    return box.fontMetrics().horizontalAdvance(box.currentText()) > field.width() + 1;
}

class Clipping : public WindowFixture, public testing::WithParamInterface<std::tuple<const char*, const char*, QSize>> {
protected:
    bool shown(const QWidget& widget) const
    {
        return widget.isVisible() && widget.window() == m_window.get() && !widget.visibleRegion().isEmpty();
    }

    void expectNothingCut(const std::string& where)
    {
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!shown(*widget))
                continue;
            if (const auto* label = qobject_cast<const QLabel*>(widget)) {
                EXPECT_FALSE(labelIsCut(*label)) << where << ": " << nameOf(*label, label->text());
            } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
                EXPECT_FALSE(buttonIsCut(*button)) << where << ": " << nameOf(*button, button->text());
            } else if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
                EXPECT_FALSE(comboIsCut(*box)) << where << ": " << nameOf(*box, box->currentText());
            }
        }
    }
};

TEST_P(Clipping, NoTextIsCut)
{
    const auto [language, theme, size] = GetParam();
    m_theme->setChoice(themeChoiceFromString(QLatin1String(theme)));
    m_language->setChoice(QLatin1String(language));
    EXPECT_LE(m_window->minimumSizeHint().width(), size.width());
    EXPECT_LE(m_window->minimumSizeHint().height(), size.height());
    m_window->resize(size);
    m_workspace->setSelectedTarget("imx500");
    settle();
    EXPECT_EQ(m_window->size(), size);
    for (QAction* mode : m_window->findChild<QWidget*>(QStringLiteral("modeBar"))->actions()) {
        mode->trigger();
        settle();
        waitForPaint(*m_window); // whatever is still to be laid out is laid out first
        expectNothingCut(std::string(language) + " " + mode->text().toStdString());
    }
}

INSTANTIATE_TEST_SUITE_P(Windows, Clipping,
                         testing::Combine(testing::Values("en", "ja"), testing::Values("light", "dark"),
                                          testing::Values(kSmallScreen, kDoubled)),
                         [](const auto& given) {
                             return std::string(std::get<0>(given.param)) + "_" + std::get<1>(given.param) + "_"
                                    + std::to_string(std::get<2>(given.param).width());
                         });

} // namespace
} // namespace tenbin
