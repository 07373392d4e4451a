// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QToolBar>

class QActionGroup;

namespace tenbin {

/// The perspectives of the window, one button each; Ctrl+1 … in their order.
class ModeBar final : public QToolBar {
    Q_OBJECT
public:
    explicit ModeBar(QWidget* parent = nullptr);

    /// `icon` names an SVG of the resources. The text is set by the caller, who knows the language.
    QAction* addMode(const QString& icon);
    void setCurrent(int mode);

Q_SIGNALS:
    void modeChosen(int mode);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshIcons();

    QActionGroup* m_group;
    std::vector<QString> m_icons;
};

} // namespace tenbin
