// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/help/window_help.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>

#include "engine/targets/preset_folders.h"
#include "engine/zoo/zoo.h"
#include "gui/app/network_names.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/help/glossary.h"
#include "gui/help/guide_window.h"
#include "gui/help/shortcuts_window.h"
#include "gui/look/action_list.h"
#include "gui/look/table_copy.h"

namespace tenbin {

WindowHelp::WindowHelp(QMainWindow& window, Workspace& workspace, SettingsStore& settings,
                       std::function<void()> showBoard)
    : QObject(&window), m_window(window), m_workspace(workspace), m_settings(settings),
      m_showBoard(std::move(showBoard)), m_palette(new CommandPalette([this] { return commands(); }, &window)),
      m_tour(new Tour([this] { return tourSteps(); }, &window))
{
    const auto action = [this](const QList<QKeySequence>& keys, auto run) {
        auto* made = new QAction(this);
        made->setShortcuts(keys);
        connect(made, &QAction::triggered, this, run);
        return made;
    };
    const auto ctrl = [](auto key) { return QKeySequence(Qt::CTRL | key); };
    m_openPalette =
        action({ctrl(Qt::Key_K), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)}, [this] { m_palette->open(); });
    m_openGuide = action({ctrl(Qt::Key_F1)}, [this] { showGuide(QStringLiteral("index")); });
    m_openShortcuts = action({QKeySequence(Qt::Key_F1), ctrl(Qt::Key_Question)}, [this] { showShortcuts(); });
    m_openGlossary = action({}, [this] { showGuide(QStringLiteral("glossary")); });
    m_startTour = action({}, [this] { m_tour->start(); });
    connect(m_tour, &Tour::finished, this, [this] { m_settings.setTourSeen(); });
    qApp->installEventFilter(new GlossaryTips(this));
    qApp->installEventFilter(new TableCopy(this));
}

void WindowHelp::fillMenu(QMenu& menu)
{
    menu.addActions({m_openGuide, m_openShortcuts, m_openGlossary, m_startTour});
    menu.addSeparator();
    menu.addAction(m_openPalette);
}

void WindowHelp::retranslate(const QString& languageCode)
{
    m_language = languageCode;
    m_openPalette->setText(tr("Command palette…"));
    m_openGuide->setText(tr("User guide"));
    m_openShortcuts->setText(tr("Keyboard shortcuts"));
    m_openGlossary->setText(tr("Glossary"));
    m_startTour->setText(tr("Tour"));
    if (m_guide)
        m_guide->setLanguage(m_language);
    if (m_shortcuts)
        m_shortcuts->setActions(listedActions(m_window));
}

void WindowHelp::offerTour()
{
    if (!m_settings.tourSeen())
        m_tour->start();
}

ShortcutsWindow& WindowHelp::showShortcuts()
{
    if (!m_shortcuts)
        m_shortcuts = new ShortcutsWindow(&m_window);
    m_shortcuts->setActions(listedActions(m_window));
    m_shortcuts->show();
    m_shortcuts->raise();
    m_shortcuts->activateWindow();
    return *m_shortcuts;
}

GuideWindow& WindowHelp::showGuide(const QString& page)
{
    if (!m_guide) {
        m_guide = new GuideWindow(guideFolder(QApplication::applicationFilePath().toStdString()), &m_window);
        m_guide->setLanguage(m_language);
    }
    m_guide->show();
    m_guide->showPage(page);
    m_guide->raise();
    m_guide->activateWindow();
    return *m_guide;
}

std::vector<PaletteCommand> WindowHelp::commands()
{
    std::vector<PaletteCommand> found;
    for (const ListedAction& listed : listedActions(m_window)) {
        if (!listed.action || listed.action == m_openPalette)
            continue;
        found.push_back({listed.text, listed.menu, listed.action->shortcut().toString(QKeySequence::NativeText),
                         [action = listed.action] {
                             if (action)
                                 action->trigger();
                         },
                         listed.action->isEnabled()});
    }
    addTargets(found);
    addNetworks(found);
    return found;
}

void WindowHelp::addTargets(std::vector<PaletteCommand>& commands)
{
    for (const Target& target : m_workspace.targets().targets)
        commands.push_back({QString::fromStdString(target.name), tr("Target"), {}, [this, id = target.id] {
                                m_showBoard();
                                m_workspace.setSelectedTarget(id);
                                // It may have been selected before, and scrolled away from.
                                if (auto* view = m_window.findChild<QAbstractItemView*>(QStringLiteral("boardView")))
                                    view->scrollTo(view->currentIndex());
                            }});
}

void WindowHelp::addNetworks(std::vector<PaletteCommand>& commands)
{
    const auto add = [&](const NetworkId& id) {
        commands.push_back({networkTitle(id), tr("Network: put on all targets"), {}, [this, id] {
                                m_showBoard();
                                m_workspace.placeOnAll(id);
                            }});
    };
    for (const OpenedNetwork& opened : m_workspace.state().opened)
        add(opened.id);
    for (const NetworkFamily& family : networkFamilies())
        add(zooNetworkId(family.id));
}

QRect WindowHelp::partOf(const char* objectName) const
{
    const auto* part = m_window.findChild<QWidget*>(QLatin1String(objectName));
    if (!part || !part->isVisible())
        return {};
    return {part->mapTo(&m_window, QPoint()), part->size()};
}

QRect WindowHelp::firstCard() const
{
    const auto* view = m_window.findChild<QAbstractItemView*>(QStringLiteral("boardView"));
    if (!view || !view->model() || view->model()->rowCount() == 0)
        return partOf("boardPage");
    QModelIndex shown = view->currentIndex();
    if (!shown.isValid())
        shown = view->model()->index(0, 0);
    const QRect card = view->visualRect(shown).intersected(view->viewport()->rect());
    return {view->viewport()->mapTo(&m_window, card.topLeft()), card.size()};
}

std::vector<TourStep> WindowHelp::tourSteps()
{
    const auto show = [this](const char* dock) {
        return [this, dock] {
            m_showBoard();
            if (auto* found = m_window.findChild<QDockWidget*>(QLatin1String(dock)))
                found->show();
        };
    };
    const auto part = [this](const char* name) { return [this, name] { return partOf(name); }; };
    // A card with something to tell is the same in every session: the first one of the board.
    const auto chooseCard = [this] {
        m_showBoard();
        auto* view = m_window.findChild<QAbstractItemView*>(QStringLiteral("boardView"));
        if (view && view->model() && !view->currentIndex().isValid())
            view->setCurrentIndex(view->model()->index(0, 0));
        if (view)
            view->scrollTo(view->currentIndex());
    };
    return {
        {tr("Networks are on the shelf"),
         tr("Drag one onto the board to ask all chips, or onto one card to ask that chip. Your own .tflite, "
            ".onnx, .h5 and .keras files can be dropped anywhere."),
         part("shelfDock"), show("shelfDock")},
        {tr("Each card is a chip with its verdict"),
         tr("Mark, word and colour say whether the network fits. The large number is frames per second; an em dash is "
            "a number nobody published."),
         [this] { return firstCard(); }, chooseCard},
        {tr("Details: configure the selected chip"),
         tr("Change clock, memory or toolchain and read the answer at once; Ctrl+Z takes it back. Below stand the "
            "reasons and what would help."),
         part("detailsDock"), show("detailsDock")},
        {tr("The inspector says where the time goes"),
         tr("Layer by layer: timing, memory, energy, roofline. A layer selected in one view is selected in all."),
         part("layersDock"), show("layersDock")},
        {tr("Perspectives, and a way to everything"),
         tr("These buttons lead to the other views: search designs, compare, check against measurements. Ctrl+K finds "
            "every command, chip and network; F1 lists the keys."),
         part("modeBar"), m_showBoard},
    };
}

} // namespace tenbin
