// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QTimer>
#include <QToolBar>

#include "engine/comparison/comparison_question.h"

class QActionGroup;

namespace tenbin {

/// The perspectives of the window, one button each; Ctrl+1 … in their order. A drag that rests on a button
/// opens its page, so that one can drop there.
class ModeBar final : public QToolBar {
    Q_OBJECT
public:
    explicit ModeBar(QWidget* parent = nullptr);

    /// `icon` names an SVG of the resources. The text is set by the caller, who knows the language.
    QAction* addMode(const QString& icon);
    void setCurrent(int mode);

Q_SIGNALS:
    void modeChosen(int mode);
    void modeHovered(int mode);
    void designsDropped(int mode, const std::vector<tenbin::ComparisonColumn>& designs);

protected:
    void actionEvent(QActionEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void refreshIcons();
    int modeAt(QPoint point) const;

    QActionGroup* m_group;
    std::vector<QString> m_icons;
    QTimer m_hover;
    int m_hovered = -1;
};

} // namespace tenbin
