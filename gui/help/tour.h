// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QPointer>
#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;

namespace tenbin {

/// One step: a part of the window and what there is to know about it.
struct TourStep {
    QString title;
    QString text;
    /// The part in window coordinates, asked for each time, so that it may move; empty: none.
    std::function<QRect()> part;
    std::function<void()> prepare; ///< shows what is to be explained
};

/// Leads through the window over the real parts with the real figures. Return or
/// right goes on, left goes back, Escape ends it at once.
class Tour final : public QWidget {
    Q_OBJECT
public:
    /// `steps` is asked again when the language changes.
    Tour(std::function<std::vector<TourStep>()> steps, QWidget* window);

    void start();
    int step() const { return m_step; }
    int count() const { return static_cast<int>(m_steps.size()); }
    QString shownTitle() const;
    QString shownText() const;
    QRect part() const;
    QRect callout() const;

Q_SIGNALS:
    /// It was ended or seen to the end.
    void finished();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(int step);
    void end();
    void place();
    void retranslate();

    std::function<std::vector<TourStep>()> m_source;
    std::vector<TourStep> m_steps;
    int m_step = 0;
    QFrame* m_callout;
    QLabel *m_title, *m_text, *m_count;
    QPushButton *m_back, *m_next, *m_skip;
    QPointer<QWidget> m_focusBefore;
};

} // namespace tenbin
