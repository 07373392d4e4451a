// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace tenbin {

/// A border in the accent colour around the part that the keyboard speaks to. It appears
/// when the focus was moved by keys and goes with the first click, so that mouse users never see it.
/// One for each window; parts need to know nothing about it.
class FocusRing final : public QWidget {
    Q_OBJECT
public:
    explicit FocusRing(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow(QWidget* part);
    void place();

    QPointer<QWidget> m_part;
};

} // namespace tenbin
