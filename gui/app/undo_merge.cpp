// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/undo_merge.h"

#include <QAbstractSlider>

namespace tenbin {

namespace {

// One pointer holds one slider at a time. GUI thread only.
int lastGesture = 0, heldGesture = 0;
std::chrono::milliseconds longestPause{1000};

void endGesture() { heldGesture = 0; }

} // namespace

UndoMerge::UndoMerge(QString what) : m_what(std::move(what)), m_gesture(heldGesture) { m_age.start(); }

bool UndoMerge::takes(const UndoMerge& next)
{
    if (m_what.isEmpty() || next.m_what != m_what || next.m_gesture != m_gesture)
        return false;
    if (m_gesture == 0 && std::chrono::milliseconds(m_age.elapsed()) > longestPause)
        return false;
    m_age.restart();
    return true;
}

void UndoMerge::watch(QAbstractSlider& slider)
{
    QObject::connect(&slider, &QAbstractSlider::sliderPressed, &slider, [] { heldGesture = ++lastGesture; });
    QObject::connect(&slider, &QAbstractSlider::sliderReleased, &slider, &endGesture);
    QObject::connect(&slider, &QObject::destroyed, &endGesture); // a slider that goes is held no more
}

void UndoMerge::setPause(std::chrono::milliseconds pause) { longestPause = pause; }

std::chrono::milliseconds UndoMerge::pause() { return longestPause; }

} // namespace tenbin
