// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPainter>
#include <QPalette>
#include <QRect>
#include <QSize>

#include "gui/items/card.h"

namespace tenbin {

struct ThemeColors;

/// How a card stands at the moment it is painted.
struct CardLook {
    bool selected = false;
    bool hovered = false;
    bool dropTarget = false; ///< the dragged network would land here
    bool faded = false;      ///< a drag is elsewhere
};

/// Parts of a card that have a tooltip of their own.
enum class CardPart { body, configuration, frames, latency, energy, assumptions, weights, memory, note, remarks };

/// Paints cards; everything scales with the font.
class CardPainter {
public:
    CardPainter(const QFont& font, const QPalette& palette);

    /// Smallest card on which all texts of ordinary length fit.
    QSize minimumSize() const;
    void paint(QPainter& painter, const QRect& rect, const Card& card, const CardLook& look) const;
    CardPart partAt(const QRect& rect, QPoint point) const;

private:
    struct Rows;
    Rows rows(const QRect& rect) const;
    void paintFrame(QPainter& painter, const QRect& rect, const CardLook& look) const;
    void paintHead(QPainter& painter, const Rows& rows, const Card& card) const;
    void paintFigures(QPainter& painter, const Rows& rows, const Card& card) const;
    int paintFrames(QPainter& painter, const QRect& row, const Card& card) const;
    void paintGauge(QPainter& painter, const QRect& row, const Gauge& gauge) const;
    void paintNote(QPainter& painter, const Rows& rows, const Card& card) const;
    void paintMaker(QPainter& painter, QRect row, const Card& card) const;
    int paintPill(QPainter& painter, const QRect& row, const Card& card) const;

    const ThemeColors& m_colors;
    QFont m_body, m_small, m_name, m_big;
};

} // namespace tenbin
