// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QActionGroup>
#include <QMenu>

#include "gui/window/main_window.h"

namespace tenbin {

/// Everything the menus hold, so that the language can change while they live.
struct MainWindow::Actions : public QObject {
    using QObject::QObject;

    QMenu *file = nullptr, *edit = nullptr, *board = nullptr, *view = nullptr, *help = nullptr;
    QMenu *recent = nullptr, *putOn = nullptr, *theme = nullptr, *language = nullptr, *docks = nullptr;
    QAction *open = nullptr, *clearRecent = nullptr, *report = nullptr, *remove = nullptr, *quit = nullptr;
    QAction *undo = nullptr, *redo = nullptr, *copy = nullptr, *findModel = nullptr, *findTarget = nullptr;
    QAction *putOnAll = nullptr, *putOnSelected = nullptr, *resetTarget = nullptr, *compare = nullptr;
    QAction *duplicate = nullptr, *editPreset = nullptr, *contents = nullptr;
    QAction *themeSystem = nullptr, *themeLight = nullptr, *themeDark = nullptr;
    QAction *languageSystem = nullptr, *english = nullptr, *japanese = nullptr;
    QAction *resetLayout = nullptr, *about = nullptr;
};

} // namespace tenbin
