// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "gui/perspective/perspective.h"

class QDockWidget;
class QMainWindow;
class QMenu;

namespace tenbin {

/// The docks of the window and where they lie. They speak of the board: other perspectives have the whole window, or
/// keep the shelf, and the board finds them as it left them.
class WindowDocks final : public QObject {
    Q_OBJECT
public:
    WindowDocks(QMainWindow& window, QWidget& shelf, QWidget& details, QWidget& inspector, QWidget& notes);

    void showShelf();
    void showDetails();
    void reset();
    /// The layout beside the board, also while another perspective is shown.
    QByteArray layout() const;
    /// False: the bytes are not understood.
    bool restore(const QByteArray& layout);

    void leave(PerspectiveDocks before, PerspectiveDocks after);
    void enter(PerspectiveDocks docks);

    /// Puts the switches of the docks into a menu.
    void addTo(QMenu& menu);
    void retranslate();

private:
    QDockWidget* add(const char* name, QWidget& content, Qt::DockWidgetArea area);

    QMainWindow& m_window;
    QDockWidget *m_shelf, *m_details, *m_inspector, *m_notes;
    QByteArray m_kept; ///< layout beside the board while another perspective is shown
};

} // namespace tenbin
