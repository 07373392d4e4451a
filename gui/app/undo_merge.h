// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include <QElapsedTimer>
#include <QString>

class QAbstractSlider;

namespace tenbin {

/// Whether a step of undo goes into the one before it. Steps about the same thing are one as long as a slider is
/// held, however long that takes; other ones where they follow each other without a pause (typing, arrow keys).
class UndoMerge {
public:
    /// `what` the step is about; empty: it stays a step of its own.
    explicit UndoMerge(QString what);

    /// True: `next` is part of this step, which goes on from now.
    bool takes(const UndoMerge& next);

    /// Every hold of `slider` is one gesture.
    static void watch(QAbstractSlider& slider);
    /// Length of what counts as a pause: 1 s. Tests, which a busy machine may hold up anywhere, set another.
    static void setPause(std::chrono::milliseconds pause);
    static std::chrono::milliseconds pause();

private:
    QString m_what;
    int m_gesture; ///< 0: none
    QElapsedTimer m_age;
};

} // namespace tenbin
