// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace tenbin {

class CompareModel;

/// Headings of the columns: network, target, configuration; a pin, and a line under the reference. A click
/// chooses the reference, a drag takes the column along.
class CompareHeader final : public QHeaderView {
    Q_OBJECT
public:
    CompareHeader(const CompareModel& model, QWidget* parent);

    QSize sizeHint() const override;

Q_SIGNALS:
    void headingClicked(int column);
    void dragRequested(int column);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    const CompareModel& m_model;
    int m_pressed = -1;
    QPoint m_pressedAt;
};

} // namespace tenbin
